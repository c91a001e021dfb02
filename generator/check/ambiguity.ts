// Whether a backtracking matcher can need exponential time for a pattern: whether its automaton is exponentially ambiguous.
//
// It is if some state can be left and reached again by two paths that read the same word (Weber and Seidl; Allauzen, Mohri
// and Rastogi, "General algorithms for testing the ambiguity of finite automata", 2008): n such words are read in 2^n ways.
// A matcher tries them all if what follows makes each of them fail (Weideman et al., "Analyzing matching time behavior of
// backtracking regular expression matchers by using ambiguity of NFA", 2016).
import type * as Refa from "refa";
import { automatonOf, parsePattern, spend, type Automaton, type Budget, type Letters, type Parsed, type Position } from "./automaton.js"; // prettier-ignore

/** Rounds from which a counted repetition is taken for an endless one: 2^20 paths are a few hundredths of a second. */
const MANY = 21;

/** Steps for one pattern, about half a second. */
const STEPS = 2_000_000;

/**
 * The innermost repetition of the pattern that explodes. Throws where the pattern is too intricate to be judged.
 *
 * One is named needlessly if a lookaround within the loop tells its paths apart, or if an alternative before it always
 * matches (`|(a|a)*b`). One is missed if it is ambiguous only by what a backreference reads, or if none of the words that
 * are tried can be made to fail, though others could.
 */
export function findAmbiguity(pattern: string, refa: typeof Refa): string | undefined {
  const parsed = parsePattern(pattern, refa);
  const budget: Budget = { left: STEPS };
  for (const root of parsed.roots) {
    const found = root.repetitions
      .filter(({ max }) => max >= MANY)
      .find((loop) => explodes(automatonOf(root, loop, { parsed, budget }), parsed, budget));
    if (found) return found.raw;
  }
  return undefined;
}

interface Judge {
  readonly automaton: Automaton;
  readonly alphabet: Letters;
  readonly budget: Budget;
}

/** The shortest words often do; if none of those can be made to fail, words are looked for that avoid a match. */
function explodes(automaton: Automaton, { alphabet }: Parsed, budget: Budget): boolean {
  const judge: Judge = { automaton, alphabet, budget };
  return loopsOf(judge).some((loop) => {
    const outcome = outcomeOf(loop, judge);
    return outcome === "explodes" || (outcome === "harmless" && hasFailingWord(loop, judge));
  });
}

type Outcome = "unambiguous" | "harmless" | "explodes";

/**
 * The strongly connected sets of states that can be reached, without those after which the pattern has matched: a path
 * through one of these is never tried in vain, since at the latest when all else has failed the match ends there.
 */
function loopsOf({ automaton, budget }: Judge): readonly ReadonlySet<number>[] {
  const { positions, starts, accepting } = automaton;
  const followers = (state: number): number[] => [...(positions[state] as Position).next.keys()];
  const isInner = (state: number): boolean => !accepting.has(state);
  const reached = finished(starts, followers, budget).filter(isInner);
  // Kosaraju: in the order in which they are finished, last first, each takes what leads to it and is not taken yet.
  const order = finished(reached, (state) => followers(state).filter(isInner), budget);
  const leading = new Map<number, number[]>(order.map((state) => [state, []]));
  for (const state of order) for (const next of followers(state)) leading.get(next)?.push(state);
  const taken = new Set<number>();
  return order.toReversed().flatMap((state) => {
    if (taken.has(state)) return [];
    const loop = finished([state], (one) => (leading.get(one) ?? []).filter((other) => !taken.has(other)), budget);
    loop.forEach((one) => taken.add(one));
    return [new Set(loop)];
  });
}

/** All that is reached from the roots, each after what is reached from it. */
function finished(roots: readonly number[], followers: (state: number) => number[], budget: Budget): number[] {
  const seen = new Set<number>();
  const done: number[] = [];
  for (const root of roots) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack = [{ state: root, rest: followers(root) }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      spend(budget);
      const next = top.rest.pop();
      if (next === undefined) done.push((stack.pop() as typeof top).state);
      else if (!seen.has(next)) {
        seen.add(next);
        stack.push({ state: next, rest: followers(next) });
      }
    }
  }
  return done;
}

/** Two paths that read the same, by their ends. */
interface Fork {
  readonly left: number;
  readonly right: number;
  /** What both can read to get here. */
  readonly letters: Letters;
  /** `undefined` where the paths part: they come from the state `origin`. */
  readonly before: Fork | undefined;
  readonly origin: number;
}

/** Words that are tried, for one loop, to find one that can be followed by what makes the match fail. */
const TRIES = 60;

/**
 * Whether two paths part and meet in a loop, and can then both fail. All its states reach each other, so that it does not
 * matter where: from the meeting the loop leads back to the parting.
 */
function outcomeOf(loop: ReadonlySet<number>, judge: Judge): Outcome {
  const { automaton, budget } = judge;
  const seen = new Set<number>();
  const forks: Fork[] = [];
  let tries = 0;
  const add = (fork: Fork): boolean => {
    spend(budget);
    if (fork.left === fork.right) return tries++ < TRIES && canFail(fork, loop, judge);
    const key = Math.min(fork.left, fork.right) * automaton.positions.length + Math.max(fork.left, fork.right);
    if (!seen.has(key)) forks.push(fork);
    seen.add(key);
    return false;
  };
  for (const origin of loop) {
    for (const { pair, letters, ways } of followingPairs(origin, origin, { loop, judge })) {
      const isSplit = pair[0] < pair[1] || (pair[0] === pair[1] && ways > 1);
      if (isSplit && add({ left: pair[0], right: pair[1], letters, before: undefined, origin })) return "explodes";
    }
  }
  for (const before of forks) {
    for (const { pair, letters } of followingPairs(before.left, before.right, { loop, judge }))
      if (add({ left: pair[0], right: pair[1], letters, before, origin: before.origin })) return "explodes";
  }
  return tries > 0 ? "harmless" : "unambiguous";
}

interface Step {
  readonly pair: readonly [number, number];
  readonly letters: Letters;
  readonly ways: number;
}

function* followingPairs(
  left: number,
  right: number,
  within: { loop: ReadonlySet<number>; judge: Judge },
): Iterable<Step> {
  const { loop, judge } = within;
  const { positions } = judge.automaton;
  for (const [one, ways] of (positions[left] as Position).next) {
    if (!loop.has(one)) continue;
    for (const other of (positions[right] as Position).next.keys()) {
      spend(judge.budget);
      const letters = (positions[one] as Position).letters & (positions[other] as Position).letters;
      if (letters !== 0n && loop.has(other)) yield { pair: [one, other], letters, ways };
    }
  }
}

/** Whether the word of two paths that have met can be pumped, and followed by something that no path accepts. */
function canFail(met: Fork, loop: ReadonlySet<number>, judge: Judge): boolean {
  const word: Letters[] = [];
  for (let fork: Fork | undefined = met; fork; fork = fork.before) word.unshift(fork.letters);
  word.push(...wayBack(met.left, met.origin, { loop, judge }));
  const variants = Math.min(8, Math.max(...word.map((letters) => lettersIn(letters).length)));
  return Array.from({ length: variants }, (_, variant) => word.map((letters) => pick(letters, variant))).some(
    (letters) => canBeRefused(met.origin, letters, judge),
  );
}

function wayBack(from: number, to: number, within: { loop: ReadonlySet<number>; judge: Judge }): readonly Letters[] {
  const { loop, judge } = within;
  const { positions } = judge.automaton;
  const before = new Map<number, number>();
  const queue = [from];
  for (const state of queue) {
    if (state === to) break;
    for (const next of (positions[state] as Position).next.keys()) {
      spend(judge.budget);
      if (!loop.has(next) || before.has(next) || next === from) continue;
      before.set(next, state);
      queue.push(next);
    }
  }
  const word: Letters[] = [];
  for (let state = to; state !== from; state = before.get(state) as number)
    word.unshift((positions[state] as Position).letters);
  return word;
}

function lettersIn(letters: Letters): Letters[] {
  const all: Letters[] = [];
  for (let letter = 1n; letter <= letters; letter <<= 1n) if ((letters & letter) !== 0n) all.push(letter);
  return all;
}

const pick = (letters: Letters, variant: number): Letters => {
  const all = lettersIn(letters);
  return all[variant % all.length] as Letters;
};

/** Places at which words are lengthened for one loop. */
const MOST_PLACES = 2_000;

/**
 * The same search, slower: it follows what else the word reads, too, and gives up words with which the pattern matches.
 * `(?:[ab]|[ab])*a` has matched any text with an `a`, but not one of `b`.
 */
function hasFailingWord(loop: ReadonlySet<number>, judge: Judge): boolean {
  let places = 0;
  for (const origin of loop) {
    const seen = new Set<string>();
    const queue: Place[] = [{ pair: [origin, origin], hasSplit: false, states: [origin], word: [] }];
    for (const place of queue) {
      if (++places > MOST_PLACES) return false;
      for (const next of placesAfter(place, loop, judge)) {
        const isBack = next.hasSplit && next.pair.every((state) => state === origin);
        if (isBack && canBeRefused(origin, next.word, judge)) return true;
        const key = [...next.pair, next.hasSplit, ...next.states].join();
        if (!seen.has(key)) queue.push(next);
        seen.add(key);
      }
    }
  }
  return false;
}

interface Place {
  /** Where two paths of the word are, and whether they have been apart. */
  readonly pair: readonly [number, number];
  readonly hasSplit: boolean;
  /** Where all its paths are. */
  readonly states: readonly number[];
  readonly word: readonly Letters[];
}

function* placesAfter(
  { pair, hasSplit, states, word }: Place,
  loop: ReadonlySet<number>,
  judge: Judge,
): Iterable<Place> {
  const steps = [...followingPairs(...pair, { loop, judge })];
  for (const letter of lettersIn(steps.reduce((all, { letters }) => all | letters, 0n))) {
    const reached = after(states, letter, judge);
    if (!reached) continue;
    for (const { pair: next, ways, letters } of steps) {
      const isApart = next[0] !== next[1] || ways > 1;
      if ((letters & letter) !== 0n) yield { pair: next, hasSplit: hasSplit || isApart, states: reached, word: [...word, letter] }; // prettier-ignore
    }
  }
}

/** The states after one more letter; `undefined` if the pattern has matched by then. */
function after(states: readonly number[], letter: Letters, { automaton, budget }: Judge): number[] | undefined {
  const { positions, accepting } = automaton;
  const reached = new Set<number>();
  for (const one of states) {
    for (const next of (positions[one] as Position).next.keys()) {
      spend(budget);
      if (((positions[next] as Position).letters & letter) !== 0n) reached.add(next);
    }
  }
  const sorted = [...reached].sort((left, right) => left - right);
  return sorted.some((one) => accepting.has(one)) ? undefined : sorted;
}

/** Sets of states that are looked at to find a text that is refused. If none is, there is taken to be one. */
const MOST_SETS = 300;

/** Whether, from a state, any number of a word and then some text are matched by no path. */
function canBeRefused(state: number, word: readonly Letters[], judge: Judge): boolean {
  let states = [state];
  for (const seen = new Set<string>(); !seen.has(states.join()) && seen.size < MOST_SETS;) {
    seen.add(states.join());
    for (const letter of word) {
      const reached = after(states, letter, judge);
      if (!reached) return false;
      states = reached;
    }
  }
  const letters = lettersIn(judge.alphabet).toReversed();
  const sets = new Map([[states.join(), states]]);
  for (const set of sets.values()) {
    if (sets.size > MOST_SETS || !set.some((one) => judge.automaton.acceptingAtEnd.has(one))) return true;
    for (const letter of letters) {
      const reached = after(set, letter, judge);
      if (reached) sets.set(reached.join(), reached);
    }
  }
  return false;
}
