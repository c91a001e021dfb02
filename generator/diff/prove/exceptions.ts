// Breaks of source that no probe can show, each with its reason. The list is short, and to stay so.
import type { Change, Comparison } from "../compare.js";
import type { Kind } from "../kinds.js";

interface Exception {
  readonly kind: Kind;
  readonly applies: (change: Change, comparison: Comparison) => boolean;
  readonly reason: string;
}

const exceptions: readonly Exception[] = [
  {
    kind: "type-removed",
    applies: ({ where }, { renames }) => renames.some(({ what, from, confidence }) => what === "type" && from === where && confidence === 1), // prettier-ignore
    reason: "the new version says what it is called now, and exports its old name beside; no verdict depends on that",
  },
  {
    kind: "api-info-changed",
    applies: ({ before, after }) => typeof before === "string" && typeof after === "string",
    reason: "both packages are made with a client of one name here, that of the new version",
  },
];

/** Why types do not show a break; undefined if they should. */
export function exceptionOf(change: Change, comparison: Comparison): string | undefined {
  return exceptions.find(({ kind, applies }) => kind === change.kind && applies(change, comparison))?.reason;
}
