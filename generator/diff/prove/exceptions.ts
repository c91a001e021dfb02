// Breaks of source that no probe can show, each with its reason. The list is short, and to stay so.
import type { Change } from "../compare.js";
import type { Kind } from "../kinds.js";
import type { Position } from "../verdict.js";

interface Exception {
  readonly kinds: readonly Kind[];
  readonly applies: (change: Change, position: Position | "none", changes: readonly Change[]) => boolean;
  readonly reason: string;
}

const exceptions: readonly Exception[] = [];

/** Why types do not show a break; undefined if they should. */
export function exceptionOf(
  change: Change,
  position: Position | "none",
  changes: readonly Change[],
): string | undefined {
  // prettier-ignore
  return exceptions.find(({ kinds, applies }) => kinds.includes(change.kind) && applies(change, position, changes))?.reason; // prettier-ignore
}
