// Names of the document → names of the language. Each is made from the document's own words; where two would be one, signs
// are spelled out, and only then is something added. Nothing depends on what else was named, except to avoid a clash.
import { camelCase, capitalize, inFieldCase, wordsOf, type FieldCase } from "../names.js";

const signs: ReadonlyMap<string, string> = new Map([
  ["+", "plus"], ["-", "minus"], ["@", "at"], ["$", "dollar"], ["#", "hash"], ["%", "percent"], ["&", "and"], ["*", "star"], ["/", "slash"], ["\\", "backslash"], [".", "dot"], [",", "comma"],
  [":", "colon"], [";", "semicolon"], ["!", "not"], ["?", "question"], ["=", "equal"], ["<", "less"], [">", "greater"], ["~", "tilde"], ["|", "or"], ["^", "caret"], ["_", "underscore"],
  [" ", "space"], ["'", "quote"], ['"', "quote"], ["(", "open"], [")", "close"], ["[", "open"], ["]", "close"], ["{", "open"], ["}", "close"],
]); // prettier-ignore

/** Names are for people: of longer ones, the beginning is taken, unless they are names as they stand. */
const LONGEST = 80;
const LONGEST_AS_IT_IS = 400;

function isWord(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(text) && text.length <= LONGEST_AS_IT_IS;
}

/** Letters without marks, syllables as one; those that ASCII has no likeness of, by their code points. */
function ascii(text: string): string {
  return (isWord(text) ? text : text.slice(0, LONGEST))
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .replace(/[^\u0020-\u007e]/gu, (char) => (/[\p{L}\p{N}]/u.test(char) ? ` u${(char.codePointAt(0) ?? 0).toString(16)} ` : " "));
} // prettier-ignore

/** The words of a text, from the plainest reading to the most literal one. Each reading has at least one word. */
function readings(text: string): readonly (readonly string[])[] {
  const plain = ascii(text);
  const signed = /^[+-]\d/.test(plain) ? spelled(plain.slice(0, 1)) + plain.slice(1) : plain;
  const literal = spelled(plain);
  const capitals = literal.replace(/(?<=[A-Za-z0-9])(?=[A-Z])/g, " ");
  const all = [signed, literal, capitals].map((reading) => wordsOf(reading));
  const named = all.filter((words) => words.length > 0);
  return named.length ? named : [["empty"]];
}

function spelled(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, (sign) => ` ${signs.get(sign) ?? "sign"} `);
}

export interface Claim {
  readonly taken: Set<string>;
  /** What of a name must be unique. */
  readonly keyOf?: (name: string) => string;
  /** How a letter is added. */
  readonly more?: (base: string, letters: string) => string;
}

/** The first candidate that is free; if none is, the last with letters added. It is taken from then on. */
export function claim(candidates: readonly string[], { taken, keyOf = (name) => name, more = (base, letters) => base + letters }: Claim): string {
  const base = candidates.at(-1) ?? "";
  let name = candidates.find((candidate) => !taken.has(keyOf(candidate)));
  for (let count = 0; name === undefined; count++) {
    const candidate = more(base, lettersOf(count));
    if (!taken.has(keyOf(candidate))) name = candidate;
  }
  taken.add(keyOf(name));
  return name;
} // prettier-ignore

/** `A`, `B` … `Z`, `BA`: counting without digits. */
function lettersOf(count: number): string {
  const letter = String.fromCharCode(65 + (count % 26));
  return count < 26 ? letter : lettersOf(Math.floor(count / 26)) + letter;
}

/** Names start with a letter. */
function fromLetter(words: readonly string[]): readonly string[] {
  return /^[a-z]/.test(words[0] ?? "") ? words : ["number", ...words];
}

/** `snake_case` candidates for a name on the wire. */
export function snakeNames(wire: string): readonly string[] {
  return readings(wire).map((words) => fromLetter(words).join("_"));
}

/** `PascalCase` candidates. A name that is one already stays as it is. */
export function pascalNames(text: string): readonly string[] {
  if (/^[A-Z][A-Za-z0-9]*$/.test(text) && isWord(text)) return [text];
  const pieces = ascii(text).split(/[^A-Za-z0-9]+/).filter((piece) => piece !== ""); // prettier-ignore
  const plain = pieces.map(capitalize).join("");
  const read = readings(text).map((words) => fromLetter(words).map(capitalize).join(""));
  return /^[A-Z]/.test(plain) && !/^[+-]\d/.test(text) ? [plain, ...read] : read;
}

/** Candidates for a key in code of an enum value: the value itself, where it is one. */
export function valueNames(wire: string): readonly string[] {
  if (/^[A-Za-z0-9_]+$/.test(wire) && (wire.length <= LONGEST || isWord(wire))) return [wire];
  const plain = ascii(wire).replace(/^([+-])(?=\d)/, (sign) => `${signs.get(sign) ?? ""}_`).replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, ""); // prettier-ignore
  return [...(plain === "" ? [] : [plain]), ...readings(wire).map((words) => words.join("_"))];
}

/** What is to be named: what it is on the wire, and its name where that is known. */
export interface Wired {
  readonly wire: string;
  readonly name: string | undefined;
}

/** Names in the spec of fields or parameters: each its own, in code too. What a name gives back has it before all others. */
export function fieldNames(members: readonly Wired[], fieldCase: FieldCase): readonly string[] {
  const taken = new Set<string>();
  const more = (base: string, letters: string): string => `${base}_${letters.toLowerCase()}`;
  const namesOf = ({ wire, name }: Wired): readonly string[] => [...(name === undefined ? [] : snakeNames(name)), ...snakeNames(wire)]; // prettier-ignore
  const isFirst = (member: Wired): boolean => member.name !== undefined || isImplied(namesOf(member)[0] ?? "", member.wire, fieldCase); // prettier-ignore
  return inTurn(members, isFirst, (member) => claim(namesOf(member), { taken, keyOf: camelCase, more }));
}

/** Names for items in their order: those that are first choices are named first. */
export function inTurn<T>(items: readonly T[], isFirst: (item: T) => boolean, nameOf: (item: T) => string): readonly string[] {
  const firsts = items.map((item) => (isFirst(item) ? nameOf(item) : undefined));
  return items.map((item, index) => firsts[index] ?? nameOf(item));
} // prettier-ignore

/** Whether a name needs no `wire:`. */
export function isImplied(name: string, wire: string, fieldCase: FieldCase): boolean {
  return inFieldCase(name, fieldCase) === wire;
}

/** Candidates for an action's name: words of letters and digits, joined by `_`. Undefined where no letter starts one. */
export function actionName(text: string): string | undefined {
  const parts = ascii(text).split(/[^A-Za-z0-9 -]+/).map((part) => camelWords(part)).filter((part) => part !== ""); // prettier-ignore
  const name = parts.join("_");
  return /^[A-Za-z]/.test(name) ? name : undefined;
}

/** `list-for-org` → `listForOrg`. */
function camelWords(text: string): string {
  const [head = "", ...rest] = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return head + rest.map(capitalize).join("");
}

/** `Remote actions` → `remote_actions`. */
export function moduleName(text: string): string {
  return snakeNames(text)[0] ?? "types";
}

/** What is left of an API's title as its id. */
export function idOf(title: string): string {
  const words = readings(title)[0] ?? [];
  const plain = words.filter((word, index) => !(word === "api" && index > 0 && index === words.length - 1));
  return fromLetter(plain).join("-");
}
