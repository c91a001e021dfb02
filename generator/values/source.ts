// Draws that depend on nothing but a seed and what is drawn for: what else a spec has, and what was made before, is no matter.

export interface Source {
  /** A whole number from 0 to below the limit, which is 1 at least. */
  below(limit: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** The draws of one identity: the same seed and identity draw the same, in the same order. */
export function sourceOf(seed: string, identity: string): Source {
  let state = hash(`${seed}\0${identity}`);
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    return Math.floor((mixed(state) / 2 ** 32) * limit);
  };
  return { below, pick: (items) => items[below(items.length)] ?? items[0] };
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return state;
}

/** Spreads what differs in a few bits over all 32 of them: the last step of Mulberry32. */
function mixed(state: number): number {
  let bits = Math.imul(state ^ (state >>> 15), state | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}
