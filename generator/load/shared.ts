// What the readers of YAML and JSON have in common.
import type { Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import { shown } from "../names.js";
import type { SourceEntry } from "../source.js";

/** How many mappings and lists may stand within each other. The language needs ten, examples a few more. */
export const DEPTH_LIMIT = 200;

/** Reports keys that occur twice and keeps the first of each. */
export function duplicateKeys(entries: readonly SourceEntry[], report: Report): readonly SourceEntry[] {
  const first = new Map<string, SourceEntry>();
  return entries.filter((entry) => {
    const before = first.get(entry.key);
    if (!before) return first.set(entry.key, entry);
    const related = [{ origin: before.keyOrigin, message: "first used here" }];
    report("AW1002", entry.keyOrigin, { key: shown(entry.key) }, { related });
    return false;
  });
}

interface WrittenNumber {
  readonly source: string;
  readonly origin: Origin;
  readonly report: Report;
}

/** A number, as near as it can be held; reports an integer that a double cannot hold, and what is no finite number. */
export function exactNumber(value: number, { source, origin, report }: WrittenNumber): number {
  const problem = Number.isFinite(value) ? "is beyond ±(2^53−1) and would lose digits" : "is no number that JSON has";
  if (Number.isFinite(value) && !isUnsafe(value, source)) return value;
  report("AW1008", origin, { number: shown(source), problem });
  return Number.isNaN(value) ? 0 : Math.sign(value) * Number.MAX_SAFE_INTEGER;
}

/** Only what is written as an integer: `1e30` is a magnitude. */
function isUnsafe(value: number, source: string): boolean {
  return !/[.eE]/.test(source.replace(/^[-+]?0x.*/i, "")) && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}
