// What is said of a thing, and how long it is promised to stay: its description, its deprecation and its stability.
import type { Deprecation, Described, Json, Stability } from "../model.js";
import { draft, isSame, type Draft, type Place } from "./draft.js";
import type { Kind } from "./kinds.js";
import { compareReleases } from "./releases.js";

type DescriptionKind = Extract<Kind, `${string}-description-changed`>;

const ranks: readonly Stability[] = ["experimental", "beta", "stable"];

/** `more` has what else is only told, on each side: examples, say. */
export function lifecycleDrafts(
  old: Described,
  next: Described,
  {
    place,
    kind,
    more = [],
  }: { readonly place: Place; readonly kind: DescriptionKind; readonly more?: readonly unknown[] },
): readonly Draft[] {
  return [
    ...descriptionDrafts(old, next, { place, kind, more }),
    ...deprecationDrafts(old, next, place),
    ...stabilityDrafts(old, next, place),
  ];
}

function descriptionDrafts(
  old: Described,
  next: Described,
  { place, kind, more }: { readonly place: Place; readonly kind: DescriptionKind; readonly more: readonly unknown[] },
): readonly Draft[] {
  const notes = (deprecated: Deprecation | undefined): unknown =>
    old.deprecated && next.deprecated && { ...deprecated, removeIn: undefined };
  // The feature comes and goes with the stability that it is of.
  const feature = (node: Described): unknown => old.stability === next.stability && node.feature;
  const told = (node: Described): unknown => [node.docs, feature(node), node.extensions, notes(node.deprecated)];
  if (isSame([told(old), more[0]], [told(next), more[1]])) return [];
  return [draft(kind, "any", { place, before: old.docs ?? null, after: next.docs ?? null })];
}

function deprecationDrafts(
  { deprecated: old }: Described,
  { deprecated: next }: Described,
  place: Place,
): readonly Draft[] {
  if (!old && !next) return [];
  if (!old) return [draft("deprecated-added", "any", { place, after: factsOf(next) })];
  if (!next) return [draft("deprecated-removed", "any", { place, before: factsOf(old) })];
  if (old.removeIn === next.removeIn) return [];
  const facts = { place, before: old.removeIn ?? null, after: next.removeIn ?? null };
  return [draft("remove-in-changed", isEarlier(old.removeIn, next.removeIn) ? "earlier" : "later", facts)];
}

function factsOf({ since, removeIn, use, note }: Partial<Deprecation> = {}): Json {
  return { since: since ?? null, removeIn: removeIn ?? null, use: use ?? null, note: note ?? null };
}

/** Without a promised end there is no promise to keep until then. */
function isEarlier(old: string | undefined, next: string | undefined): boolean {
  if (old === undefined) return false;
  return next === undefined || compareReleases(old, next) > 0;
}

function stabilityDrafts(
  { stability: before }: Described,
  { stability: after }: Described,
  place: Place,
): readonly Draft[] {
  const steps = ranks.indexOf(after) - ranks.indexOf(before);
  if (steps === 0) return [];
  return [draft(steps < 0 ? "stability-lowered" : "stability-raised", "any", { place, before, after })];
}
