// Two texts side by side, line by line, with the words that differ.

/** A part of a line. */
export interface Span {
  readonly text: string;
  readonly changed: boolean;
}
export type Line = readonly Span[];

/** A line on one side, or one on both: what it became, or the same. */
export interface LinePair {
  readonly same: boolean;
  readonly old: Line | undefined;
  readonly new: Line | undefined;
}

/** Sets lines beside each other. A line that became a similar one is beside it, with only the difference marked. */
export function sideBySide(old: string, next: string): readonly LinePair[] {
  const pairs: LinePair[] = [];
  let [removed, added]: [string[], string[]] = [[], []];
  const settle = (): void => {
    pairs.push(...replaced(removed, added));
    [removed, added] = [[], []];
  };
  for (const [before, after] of align(old.split("\n"), next.split("\n"))) {
    if (before !== undefined && after !== undefined) {
      settle();
      pairs.push({ same: true, old: [{ text: before, changed: false }], new: [{ text: after, changed: false }] });
    } else if (before !== undefined) removed.push(before);
    else if (after !== undefined) added.push(after);
  }
  settle();
  return pairs;
}

/** More lines than this on both sides together are a rewrite: nobody asks which of them became which. */
const rewrite = 40;

/** Lines that stand in the place of others: each beside the next one that is like it. */
function replaced(removed: readonly string[], added: readonly string[]): readonly LinePair[] {
  const pairs: LinePair[] = [];
  const isRewrite = removed.length + added.length > rewrite;
  let at = 0;
  for (const line of removed) {
    const found = isRewrite ? undefined : findAlike(line, added.slice(at));
    if (!found) {
      pairs.push({ same: false, old: whole(line), new: undefined });
      continue;
    }
    pairs.push(...added.slice(at, at + found.index).map(only), { same: false, old: found.old, new: found.new });
    at += found.index + 1;
  }
  return [...pairs, ...added.slice(at).map(only)];
}

function only(line: string): LinePair {
  return { same: false, old: undefined, new: whole(line) };
}

function whole(text: string): Line {
  return [{ text, changed: true }];
}

/** The first line that is about the same member, or shares two thirds of its words; and how the two differ. */
function findAlike(
  line: string,
  candidates: readonly string[],
): { readonly index: number; readonly old: Line; readonly new: Line } | undefined {
  for (const [index, candidate] of candidates.entries()) {
    const pairs = align(wordsIn(line), wordsIn(candidate));
    const isShared = ([before, after]: Aligned): boolean => before !== undefined && after !== undefined;
    const weigh = (some: readonly Aligned[]): number => some.filter((pair) => /\w/.test(pair.join(""))).length;
    if (subjectOf(line) !== subjectOf(candidate) && 3 * weigh(pairs.filter(isShared)) < 2 * weigh(pairs)) continue;
    return { index, old: spansOf(pairs, 0), new: spansOf(pairs, 1) };
  }
  return undefined;
}

function subjectOf(line: string): string | undefined {
  return /(?!readonly\b)\b\w+/.exec(line)?.[0];
}

function wordsIn(line: string): readonly string[] {
  return line.match(/\w+|\s+|[^\w\s]/gu) ?? [];
}

function spansOf(pairs: readonly Aligned[], side: 0 | 1): Line {
  const spans: { text: string; changed: boolean }[] = [];
  for (const pair of pairs) {
    const text = pair[side];
    if (text === undefined) continue;
    const changed = pair[side === 0 ? 1 : 0] === undefined;
    const last = spans.at(-1);
    if (last?.changed === changed) last.text += text;
    else spans.push({ text, changed });
  }
  return spans;
}

// ── The longest common sequence ─────────────────────────────────────────────────────────────────────────────────────

/** Both where an item is the same, else one. */
type Aligned = readonly [old: string | undefined, new: string | undefined];

/** Beyond this many comparisons, what is between the common beginning and the common end counts as replaced. */
const limit = 4_000_000;

function align(old: readonly string[], next: readonly string[]): readonly Aligned[] {
  const shorter = Math.min(old.length, next.length);
  let head = 0;
  while (head < shorter && old[head] === next[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  const same = (item: string): Aligned => [item, item];
  return [
    ...old.slice(0, head).map(same),
    ...between(old.slice(head, old.length - tail), next.slice(head, next.length - tail)),
    ...old.slice(old.length - tail).map(same),
  ];
}

function between(old: readonly string[], next: readonly string[]): readonly Aligned[] {
  const lengths = old.length * next.length <= limit ? commonLengths(old, next) : undefined;
  const columns = next.length + 1;
  const aligned: Aligned[] = [];
  let [row, column] = [0, 0];
  while (lengths && row < old.length && column < next.length) {
    const at = row * columns + column;
    if (old[row] === next[column]) aligned.push([old[row++], next[column++]]);
    else if ((lengths[at + columns] ?? 0) >= (lengths[at + 1] ?? 0)) aligned.push([old[row++], undefined]);
    else aligned.push([undefined, next[column++]]);
  }
  const rest = [old.slice(row).map((item): Aligned => [item, undefined]), next.slice(column).map((item): Aligned => [undefined, item])]; // prettier-ignore
  return [...aligned, ...rest.flat()];
}

/** How long the longest common sequence is of what begins at each row and column. */
function commonLengths(old: readonly string[], next: readonly string[]): Uint32Array {
  const columns = next.length + 1;
  const lengths = new Uint32Array((old.length + 1) * columns);
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = next.length - 1; column >= 0; column--) {
      const at = row * columns + column;
      const skipped = Math.max(lengths[at + columns] ?? 0, lengths[at + 1] ?? 0);
      lengths[at] = old[row] === next[column] ? (lengths[at + columns + 1] ?? 0) + 1 : skipped;
    }
  }
  return lengths;
}
