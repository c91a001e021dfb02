// Whether something deprecated goes when it was announced to go, or before.
import type { Deprecation, Model } from "../model.js";
import type { Change } from "./compare.js";
import { compareReleases, dayOf, daysBetween, isDay } from "./releases.js";
import type { ChangeNote } from "./report.js";
import type { Standards } from "./standards.js";

/** What the level of a removal is taken from instead; undefined where nothing was announced. */
export function leavingNote(
  { kind }: Pick<Change, "kind">,
  deprecated: Deprecation | undefined,
  { next, standards }: { readonly next: Model; readonly standards: Standards },
): ChangeNote | undefined {
  if (!deprecated || !removals.has(kind)) return undefined;
  const { removeIn, since } = deprecated;
  if (removeIn !== undefined) return byAnnouncement(removeIn, next, standards.today);
  const day = since === undefined ? undefined : dayOf(since);
  if (standards.graceDays === undefined || day === undefined) return undefined;
  return byGrace(daysBetween(day, standards.today), standards.graceDays);
}

const removals: ReadonlySet<Change["kind"]> = new Set<Change["kind"]>([
  "action-removed", "type-removed", "field-removed", "enum-value-removed", "variant-removed", "untagged-alternative-removed",
]); // prettier-ignore

/** A day is held against today, unless versions are days themselves; a version against the new spec's own. */
function byAnnouncement(removeIn: string, next: Model, today: string): ChangeNote {
  const now = isDay(removeIn) && next.versioning !== "calver" ? today : next.version;
  return compareReleases(now, removeIn) >= 0
    ? { id: "removed-when-due", text: `it was deprecated, to be removed in ${removeIn}` }
    : { id: "removed-before-date", text: `it was promised until ${removeIn}` };
}

function byGrace(days: number, enough: number): ChangeNote {
  return days >= enough
    ? { id: "removed-when-due", text: `it was deprecated for ${days} days, and ${enough} are enough` }
    : { id: "removed-before-date", text: `it was deprecated for ${days} days only, and ${enough} are promised` };
}
