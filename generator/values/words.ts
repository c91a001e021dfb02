// A regular expression of a spec → texts that may match it. What looks around is passed over: the caller asks the pattern.
import { createRequire } from "node:module";
import type * as Refa from "refa";
import type { JS } from "refa";
import type { Source } from "./source.js";

type Element = JS.RegexppAst["pattern"]["alternatives"][number]["elements"][number];
type Parent = { readonly alternatives: readonly { readonly elements: readonly Element[] }[] };
type Atom = Extract<Element, { type: "Character" | "CharacterSet" | "CharacterClass" }>;

/** How many rounds beyond the least a repetition may take, in each try: short words first. */
const rounds: readonly number[] = [0, 1, 2, 3, 4, 8, 8, 16, 16, 32, 64];

/** Words of a pattern, a few tries of each length. Nothing if it is no pattern that can be read. */
export function* patternWords(pattern: string, source: Source): Iterable<string> {
  const refa = createRequire(import.meta.url)("refa") as typeof Refa;
  const parsed = parse(pattern, refa);
  if (parsed === undefined) return;
  for (const most of rounds)
    for (let again = 0; again < 4; again++)
      yield wordOf(parsed, { source, most, refa, groups: new Map(), budget: { left: LONGEST } });
}

/** How many characters a word has at most. */
const LONGEST = 5_000;

function parse(pattern: string, { JS }: typeof Refa): Parent | undefined {
  try {
    return JS.Parser.fromLiteral({ source: pattern, flags: "u" }).ast.pattern;
  } catch {
    return undefined; // reported where it stands, or in a syntax that is younger than the parser
  }
}

interface Walk {
  readonly source: Source;
  readonly most: number;
  readonly refa: typeof Refa;
  /** What each group has matched, by the place where it begins. */
  readonly groups: Map<number, string>;
  readonly budget: { left: number };
}

function wordOf({ alternatives: [first, ...others] }: Parent, walk: Walk): string {
  if (first === undefined) return "";
  const { elements } = walk.source.pick([first, ...others]);
  return elements.map((element) => textOf(element, walk)).join("");
}

function textOf(element: Element, walk: Walk): string {
  if (walk.budget.left-- <= 0) return "";
  switch (element.type) {
    case "Assertion":
      return "";
    case "Group":
      return wordOf(element, walk);
    case "CapturingGroup": {
      const word = wordOf(element, walk);
      walk.groups.set(element.start, word);
      return word;
    }
    case "Backreference": {
      const group = [element.resolved].flat()[0];
      return (group && walk.groups.get(group.start)) ?? "";
    }
    case "Quantifier": {
      const { min, max } = element;
      const count = Math.min(min, LONGEST) + walk.source.below(Math.min(max - min, walk.most) + 1);
      return Array.from({ length: count }, () => textOf(element.element, walk)).join("");
    }
    case "Character":
    case "CharacterSet":
    case "CharacterClass":
      return characterOf(element, walk);
    case "ExpressionCharacterClass":
      throw new TypeError("not with the flag u");
  }
}

/** What people read without a stumble, and what is at least visible. */
const plain = Array.from("abcdefghijklmnopqrstuvwxyz0123456789", codeOf);
const visible = Array.from({ length: 0x7e - 0x20 }, (_, index) => index + 0x21);

function characterOf(atom: Atom, { refa, source }: Walk): string {
  if (atom.type === "Character") return String.fromCodePoint(atom.value);
  const { ranges } = refa.JS.parseUnicodeSet(atom, { unicode: true }).chars;
  const has = (code: number): boolean => ranges.some(({ min, max }) => min <= code && code <= max);
  for (const [first, ...others] of [plain.filter(has), visible.filter(has), ranges.map(({ min }) => min)])
    if (first !== undefined) return String.fromCodePoint(source.pick([first, ...others]));
  return "";
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
