// The position automaton of a regular expression (Glushkov): a state is a place in the pattern that reads a character, and
// there are as many ways from one to the next as a backtracking matcher has. Nothing is merged or simplified, because what
// is asked of it is how many paths read the same text, not which texts are read.
import type * as Refa from "refa";
import type { CharSet, JS } from "refa";

type Pattern = JS.RegexppAst["pattern"];
type Alternative = Pattern["alternatives"][number];
type Element = Alternative["elements"][number];
type Lookaround = Extract<Element, { type: "Assertion"; kind: "lookahead" | "lookbehind" }>;
type Atom = Extract<Element, { type: "Character" | "CharacterSet" | "CharacterClass" }>;
export type Quantifier = Extract<Element, { type: "Quantifier" }>;

/** What is matched on its own: the pattern, or what a lookaround looks for. */
export interface Root {
  readonly alternatives: readonly Alternative[];
  /** Lookbehinds are matched from their end. */
  readonly isBackward: boolean;
  /** The repetitions of groups, inner ones first. Those in lookarounds belong to these. */
  readonly repetitions: readonly Quantifier[];
}

/** A set of letters, a bit for each. A letter is a set of characters that the pattern does not tell apart. */
export type Letters = bigint;

export interface Position {
  readonly letters: Letters;
  /** The positions that may read the next character, and in how many ways each is reached; 2 stands for more, too. */
  readonly next: Map<number, number>;
}

export interface Automaton {
  readonly positions: readonly Position[];
  readonly starts: readonly number[];
  /** After these the pattern has matched, whatever follows. */
  readonly accepting: ReadonlySet<number>;
  /** After these it has matched if the text ends there. */
  readonly acceptingAtEnd: ReadonlySet<number>;
}

/** The pattern's parts and letters. */
export interface Parsed {
  readonly roots: readonly Root[];
  readonly alphabet: Letters;
  readonly lettersOf: (atom: Atom) => Letters;
  /** A letter besides the alphabet, for backreferences. */
  readonly unlike: Letters;
  /** Those of `\w`, if the pattern has `\b` or `\B`. */
  readonly word: Letters | undefined;
}

/** Telling sets apart takes time that grows with the square of their number: a quarter of a second for so many. */
const MOST_SETS = 1_000;

/** Counts down what an analysis may do, so that it ends at the same point on every machine. */
export interface Budget {
  left: number;
}

export function spend(budget: Budget, steps = 1): void {
  budget.left -= steps;
  if (budget.left < 0) throw new RangeError("too intricate");
}

export function parsePattern(source: string, { CharBase, CharSet, JS }: typeof Refa): Parsed {
  const { pattern } = JS.Parser.fromLiteral({ source, flags: "u" }).ast;
  const flags = { unicode: true };
  const sets = new Map<string, CharSet>(); // by the text of the atom
  const all = CharSet.all(0x10ffff);
  const word = JS.createCharSet([{ kind: "word", negate: false }], flags);
  const roots: Root[] = [];
  const boundaries: Element[] = [];

  const open = ({ alternatives }: Pattern | Lookaround, isBackward: boolean): void => {
    const repetitions: Quantifier[] = [];
    const visit = (element: Element): void => {
      if (isAtom(element)) sets.set(element.raw, sets.get(element.raw) ?? JS.parseUnicodeSet(element, flags).chars);
      else if (element.type === "Quantifier") {
        visit(element.element);
        if (!isAtom(element.element)) repetitions.push(element);
      } else if (isLookaround(element)) open(element, element.kind === "lookbehind");
      else if ("alternatives" in element) element.alternatives.forEach(({ elements }) => elements.forEach(visit));
      else if (element.type === "Assertion" && element.kind === "word") boundaries.push(element);
    };
    alternatives.forEach(({ elements }) => elements.forEach(visit));
    roots.push({ alternatives, isBackward, repetitions });
  };
  open(pattern, false);

  if (sets.size > MOST_SETS) throw new RangeError("too many sets of characters");
  const base = new CharBase([...sets.values(), all, ...(boundaries.length > 0 ? [word] : [])]);
  const bits = (set: CharSet): Letters =>
    base.split(set).reduce((letters, index) => letters | (1n << BigInt(index)), 0n);
  const letters = new Map([...sets].map(([raw, set]) => [raw, bits(set)]));
  return {
    roots,
    alphabet: bits(all),
    unlike: 1n << BigInt(base.sets.length),
    lettersOf: ({ raw }) => letters.get(raw) ?? 0n,
    word: boundaries.length > 0 ? bits(word) : undefined,
  };
}

function isAtom(element: Element): element is Atom {
  return element.type === "Character" || element.type === "CharacterSet" || element.type === "CharacterClass";
}

function isLookaround(element: Element): element is Lookaround {
  return element.type === "Assertion" && (element.kind === "lookahead" || element.kind === "lookbehind");
}

/** Conditions that are met on the way between two positions, without reading. */
const guard = { start: 1, end: 2, boundary: 4, inside: 8, lookaround: 16 };
const GUARDS = 32;
const GUARD = GUARDS - 1;

/** How many ways there are; the key is a position, times `GUARDS`, plus the guards on the way. */
type Ways = ReadonlyMap<number, number>;

const placeOf = (key: number): number => Math.trunc(key / GUARDS);

/** A part of the pattern: the ways to match nothing (position 0), to enter, and to leave it. */
interface Part {
  readonly empty: Ways;
  readonly first: Ways;
  readonly last: Ways;
}

const none: Ways = new Map();
const once: Ways = new Map([[0, 1]]);
const nothing: Part = { empty: once, first: none, last: none };

const union = (left: Ways, right: Ways): Ways => {
  if (left.size === 0 || right.size === 0) return left.size === 0 ? right : left;
  const sum = new Map(left);
  for (const [key, ways] of right) sum.set(key, Math.min(2, (sum.get(key) ?? 0) + ways));
  return sum;
};

/** `ways`, each after (or before) each way through something `empty`. */
const through = (empty: Ways, ways: Ways): Ways =>
  [...empty].map(([guards, times]): Ways => new Map([...ways].map(([key, count]) => [key | guards, Math.min(2, count * times)]))).reduce(union, none); // prettier-ignore

/** Counted repetitions are written out; where that makes too many positions, counts above the next of these are lowered. */
const CAPS = [Infinity, 256, 64, 16, 4, 2, 1];
const MOST_POSITIONS = 3_000;

/** What an automaton is made from and into. */
interface Work {
  readonly parsed: Parsed;
  readonly budget: Budget;
  readonly root: Root;
  readonly loop: Quantifier;
  readonly cap: number;
  readonly positions: Position[];
}

/**
 * The automaton of a pattern in which `loop` may be repeated for ever, and what is around it happens once: to be asked
 * whether `loop` is ambiguous. That is the way to see repetitions with a high count as what they are, while exact counts
 * within a loop still tell its rounds apart.
 *
 * Lookarounds are taken to hold, except that a text may be refused because of one at the end. A backreference reads
 * something that nothing else reads: what is ambiguous only because of what it repeats is not seen.
 */
export function automatonOf(root: Root, loop: Quantifier, given: { parsed: Parsed; budget: Budget }): Automaton {
  const cap =
    CAPS.find((most) => sizeOf(root.alternatives, (node) => copiesOf(node, loop, most)) <= MOST_POSITIONS) ?? 1;
  const positions: Position[] = [];
  const { first, last } = choiceOf(root.alternatives, { ...given, root, loop, cap, positions });
  const ending = (wanted: number): Set<number> =>
    new Set([...last.keys()].filter((key) => (key & GUARD & ~boundaries) === wanted).map(placeOf));
  return { positions, starts: [...first.keys()].map(placeOf), accepting: ending(0), acceptingAtEnd: ending(guard.end) };
}

function choiceOf(list: readonly Alternative[], work: Work): Part {
  return list
    .map(({ elements }) =>
      (work.root.isBackward ? elements.toReversed() : elements)
        .map((element) => partOf(element, work))
        .reduce((left, right) => sequence(left, right, work), nothing),
    )
    .reduce(choice);
}

function partOf(element: Element, work: Work): Part {
  switch (element.type) {
    case "Quantifier":
      return repetition(element, work);
    case "Group":
    case "CapturingGroup":
      return choiceOf(element.alternatives, work);
    case "Assertion":
      return { ...nothing, empty: new Map([[guardOf(element, work.root.isBackward), 1]]) };
    case "Backreference":
      return atom(work.parsed.unlike, work);
    case "Character":
    case "CharacterSet":
    case "CharacterClass":
      return atom(work.parsed.lettersOf(element), work);
    case "ExpressionCharacterClass":
      throw new TypeError("not with the flag u");
  }
}

/** Where there is `\b`, a position reads either word characters or others. */
function atom(letters: Letters, work: Work): Part {
  const { word } = work.parsed;
  if (word === undefined) return reading(letters, work);
  return choice(reading(letters & word, work), reading(letters & ~word, work));
}

function reading(letters: Letters, { positions, budget }: Work): Part {
  if (letters === 0n) return { empty: none, first: none, last: none };
  spend(budget);
  const ways: Ways = new Map([[positions.length * GUARDS, 1]]);
  positions.push({ letters, next: new Map() });
  return { empty: none, first: ways, last: ways };
}

function repetition(node: Quantifier, work: Work): Part {
  if (isAround(node, work.loop)) return partOf(node.element, work);
  const { min, max } = node === work.loop ? { min: Math.min(node.min, 1), max: Infinity } : lowered(node, work.cap);
  const inOrder = (left: Part, right: Part): Part => sequence(left, right, work);
  const rounds = (count: number): Part[] => Array.from({ length: count }, () => partOf(node.element, work));
  if (max !== Infinity) return inOrder(rounds(min).reduce(inOrder, nothing), upTo(rounds(max - min), work));
  // x{3,} = xxx+, where x+ has no more positions than x
  const round = partOf(node.element, work);
  link(round.last, round.first, work);
  return inOrder(rounds(min - 1).reduce(inOrder, nothing), min === 0 ? optional(round) : round);
}

/** ECMA-262 refuses a round beyond the least number that reads nothing. There is one way to match nothing, then: no round. */
const optional = (part: Part): Part => ({ ...part, empty: once });

/** x{0,3} = (x(x(x)?)?)? */
function upTo(rounds: readonly Part[], work: Work): Part {
  rounds.slice(1).forEach(({ first }, index) => link((rounds[index] as Part).last, first, work));
  return { empty: once, first: rounds[0]?.first ?? none, last: new Map(rounds.flatMap(({ last }) => [...last])) };
}

function choice(left: Part, right: Part): Part {
  return {
    empty: union(left.empty, right.empty),
    first: union(left.first, right.first),
    last: union(left.last, right.last),
  };
}

function sequence(left: Part, right: Part, work: Work): Part {
  link(left.last, right.first, work);
  spend(work.budget, left.first.size + right.last.size);
  return {
    empty: through(left.empty, right.empty),
    first: union(left.first, through(left.empty, right.first)),
    last: union(right.last, through(right.empty, left.last)),
  };
}

/** Whatever enters `first` follows whatever leaves `last`. */
function link(last: Ways, first: Ways, { positions, parsed, budget }: Work): void {
  const { word } = parsed;
  const isWord = ({ letters }: Position): boolean => word !== undefined && (letters & word) !== 0n;
  for (const [from, out] of last) {
    spend(budget, first.size);
    const source = positions[placeOf(from)] as Position;
    for (const [to, into] of first) {
      const target = placeOf(to);
      const isAlike = isWord(source) === isWord(positions[target] as Position);
      if (isPassable((from | to) & GUARD, isAlike))
        source.next.set(target, Math.min(2, (source.next.get(target) ?? 0) + out * into));
    }
  }
}

const boundaries = guard.boundary | guard.inside;

/** Whether guards can hold between two characters; `isAlike` if both or neither are of a word. */
function isPassable(guards: number, isAlike: boolean): boolean {
  if (guards & (guard.start | guard.end)) return false;
  return !(guards & (isAlike ? guard.boundary : guard.inside));
}

function guardOf(assertion: Extract<Element, { type: "Assertion" }>, isBackward: boolean): number {
  switch (assertion.kind) {
    case "start":
      return isBackward ? guard.end : guard.start;
    case "end":
      return isBackward ? guard.start : guard.end;
    case "word":
      return assertion.negate ? guard.inside : guard.boundary;
    case "lookahead":
    case "lookbehind":
      return guard.lookaround;
  }
}

const isAround = (node: Quantifier, loop: Quantifier): boolean =>
  node !== loop && node.start <= loop.start && loop.end <= node.end;

/** How often the positions of what is repeated are written out. */
function copiesOf(node: Quantifier, loop: Quantifier, cap: number): number {
  if (node === loop || isAround(node, loop)) return 1;
  const { min, max } = lowered(node, cap);
  return max === Infinity ? Math.max(1, min) : max;
}

/** The bounds with a cap; what may be repeated in different numbers still may. */
function lowered({ min, max }: Quantifier, cap: number): { min: number; max: number } {
  if (max === Infinity) return { min: Math.min(min, cap), max };
  const most = Math.min(max, cap);
  return { min: Math.min(min, most - (min < max && most > 0 ? 1 : 0)), max: most };
}

function sizeOf(list: readonly Alternative[], copies: (node: Quantifier) => number): number {
  const size = (element: Element): number => {
    if (element.type === "Quantifier") return size(element.element) * copies(element);
    return "alternatives" in element && !isLookaround(element) ? sizeOf(element.alternatives, copies) : 1;
  };
  return list.reduce((sum, { elements }) => elements.reduce((total, element) => total + size(element), sum), 0);
}
