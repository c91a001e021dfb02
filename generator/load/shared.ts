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

/** Reports a number that is not what is written: an integer that a double cannot hold, or no finite number. */
export function inexactNumber(value: number, { source, origin, report }: WrittenNumber): void {
  const problem = !Number.isFinite(value) ? "is no number that JSON has" : isUnsafe(value, source) ? "is beyond ±(2^53−1) and would lose digits" : undefined; // prettier-ignore
  if (problem !== undefined) report("AW1008", origin, { number: shown(source), problem });
}

/** Only what is written as an integer: `1e30` is a magnitude. */
function isUnsafe(value: number, source: string): boolean {
  return !/[.eE]/.test(source.replace(/^[-+]?0x.*/i, "")) && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}
