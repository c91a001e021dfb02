// The name that was meant, perhaps.

/** The candidate that is fewest edits away from `name`, if that is few enough for a slip of the pen. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let limit = Math.max(2, Math.floor(name.length / 3));
  // Names come from elsewhere, too, and the time grows with the product of the lengths.
  if (name.length > 64) return undefined;
  for (const candidate of candidates) {
    const edits = distance(name, candidate);
    if (edits > limit) continue;
    best = candidate;
    limit = edits - 1;
  }
  return best;
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let above = 1; above <= left.length; above++) {
    const next = [above];
    for (let at = 1; at <= right.length; at++) {
      const swap = row[at - 1]! + (left[above - 1] === right[at - 1] ? 0 : 1);
      next.push(Math.min(row[at]! + 1, next[at - 1]! + 1, swap));
    }
    row = next;
  }
  return row[right.length]!;
}
