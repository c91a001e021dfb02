// What the readers of YAML and JSON have in common.
import type { Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import type { SourceEntry } from "../source.js";

/** Reports keys that occur twice and keeps the first of each. */
export function duplicateKeys(entries: readonly SourceEntry[], report: Report): readonly SourceEntry[] {
  const first = new Map<string, SourceEntry>();
  return entries.filter((entry) => {
    const before = first.get(entry.key);
    if (!before) return first.set(entry.key, entry);
    report(
      "AW1002",
      entry.keyOrigin,
      { key: entry.key },
      { related: [{ origin: before.keyOrigin, message: "first used here" }] },
    );
    return false;
  });
}

/** Reports an integer that a double cannot hold. */
export function unsafeInteger(value: bigint, origin: Origin, report: Report): void {
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER))
    report("AW1008", origin, { number: String(value) });
}
