// Chance that two processes share: the same seed and the same marks give the same number.

/** From 0 up to 1. */
export function chanceOf(seed: number, ...marks: readonly (number | string)[]): number {
  // FNV-1a, and the finalizer of MurmurHash3, so that neighbouring marks are far from each other.
  let hash = 0x811c9dc5;
  for (const character of [seed, ...marks].join("/")) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
