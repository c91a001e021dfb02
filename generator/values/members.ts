// Which members of a record are given, so that its rules hold.
import { holds } from "../check/conform.js";
import type { Rule } from "../model.js";

/** Members of which the caller may choose, by property, and those that are there anyway. */
export interface Choice {
  readonly free: readonly string[];
  readonly fixed: ReadonlySet<string>;
  /** Whether as few as possible are wanted. Else as many. */
  readonly few: boolean;
}

/** The free members to give; undefined if no choice was found that all rules take. */
export function chooseMembers(rules: readonly Rule[], { free, fixed, few }: Choice): readonly string[] | undefined {
  const ruled = new Set(rules.flatMap(({ fields, when }) => [...fields, ...(when === undefined ? [] : [when])]));
  const [bound, others] = [free.filter((name) => ruled.has(name)), free.filter((name) => !ruled.has(name))];
  const isFine = (chosen: readonly string[]): boolean =>
    rules.every((rule) => holds(rule, (name) => chosen.includes(name) || fixed.has(name)));
  const wanted = few ? [] : others;
  let tries = 0;
  for (const size of sizes(bound.length, few))
    for (const chosen of combinations(bound, size)) {
      if (isFine(chosen)) return [...wanted, ...chosen];
      if (++tries > MOST_TRIES) return undefined;
    }
  return undefined;
}

const MOST_TRIES = 5_000;

/** From what is wanted most. Many members are tried from both ends, because rules name one or all. */
function sizes(count: number, few: boolean): readonly number[] {
  const up = Array.from({ length: count + 1 }, (_, size) => size);
  if (few) return up;
  const down = up.toReversed();
  return 2 ** count < MOST_TRIES ? down : [...new Set(down.flatMap((size, index) => [size, index + 1, index]))].filter((size) => size <= count); // prettier-ignore
}

/** The lists of so many of the items, in their order. */
function* combinations(items: readonly string[], size: number, from = 0): Iterable<readonly string[]> {
  if (size === 0) yield [];
  if (size === 0) return;
  for (let at = from; at <= items.length - size; at++)
    for (const rest of combinations(items, size - 1, at + 1)) yield [items[at] ?? "", ...rest];
}
