// The tokens of a text that emitters wrote, one after the other. What they never write ends the reading.

/** There is something that only a whole parser reads. */
export class Unknown extends Error {}

export interface Tokens {
  /** The next token; empty at the end. */
  peek(): string;
  /** Takes the next token if it is this one. */
  take(token: string): boolean;
  expect(token: string): void;
  /** A name or a keyword. */
  word(): string;
  /** A string literal as Prettier quotes it; undefined if there is none. */
  string(): string | undefined;
  /** The name of a member, bare or quoted. */
  key(): string;
  /** A number as Prettier writes it; undefined if there is none. */
  number(): string | undefined;
  /** The lines of the comments before the next token, each as it stands from its `*` on. */
  comment(): readonly string[];
  /** Whether there is a line break before the next token, or before its comment. */
  isOnNewLine(): boolean;
  end(): void;
}

const token =
  /([^\S\n]*\n?\s*)((?:\/\*[^]*?\*\/\s*)*)(?:([A-Za-z_$][\w$]*)|("(?:[^"\\\n]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?n?)|(=>|\.\.\.|[()[\]{}<>,;:.?|&=+]))/y;

interface Token {
  readonly text: string;
  readonly kind: "word" | "string" | "number" | "sign" | "end";
  readonly comment: string;
  readonly isOnNewLine: boolean;
}

const endToken: Token = { text: "", kind: "end", comment: "", isOnNewLine: false };

export function createTokens(text: string): Tokens {
  const tokens = tokensOf(text);
  let at = 0;
  const next = (): Token => tokens[at] ?? endToken;
  const taken = (kind: Token["kind"]): string => {
    const { kind: found, text: value, comment } = next();
    if (found !== kind || comment !== "") throw new Unknown();
    at++;
    return value;
  };
  const withoutComment = (): void => {
    const head = next();
    if (head.comment !== "") tokens[at] = { ...head, comment: "" };
  };
  return {
    peek: () => (next().kind === "string" ? "" : next().text),
    take(sign) {
      const { kind, text: value, comment } = next();
      if (value !== sign || kind === "string" || comment !== "") return false;
      at++;
      return true;
    },
    expect(sign) {
      if (!this.take(sign)) throw new Unknown();
    },
    word: () => taken("word"),
    string: () => (next().kind === "string" ? quoted(taken("string")) : undefined),
    key: () => (next().kind === "string" ? keyText(taken("string")) : taken("word")),
    number: () => (next().kind === "number" ? numberText(taken("number")) : undefined),
    comment() {
      const { comment } = next();
      withoutComment();
      return comment === "" ? [] : commentLines(comment);
    },
    isOnNewLine: () => next().isOnNewLine,
    end() {
      if (next() !== endToken) throw new Unknown();
    },
  };
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) tokens.push(tokenOf(token.exec(trimmed)));
  return tokens;
}

const kinds = ["word", "string", "number", "sign"] as const;

function tokenOf(found: RegExpExecArray | null): Token {
  if (found === null) throw new Unknown();
  const [, gap = "", comment = "", ...texts] = found;
  const at = texts.findIndex((text: string | undefined) => text !== undefined);
  return { kind: kinds[at] ?? "end", text: texts[at] ?? "", comment, isOnNewLine: gap.includes("\n") };
}

/** The lines of one block comment, as Prettier writes them; what it would write otherwise is left to it. */
export function commentLines(comment: string): readonly string[] {
  const [first = "", ...rest] = comment.trim().split("\n").map((line) => line.trim()); // prettier-ignore
  const isOne = comment.indexOf("*/") === comment.trimEnd().length - 2;
  if (!isOne || rest.some((line) => !line.startsWith("*")) || /prettier-ignore/.test(comment)) throw new Unknown();
  return [first, ...rest.map((line) => ` ${line}`)];
}

/** In double quotes, unless more of them than of single ones would have to be escaped. */
export function quoted(literal: string): string {
  const inner = literal.slice(1, -1);
  const count = (quote: string): number => inner.split(quote).length - 1;
  if (count('"') <= count("'")) return literal;
  return `'${inner.replace(/\\(.)|'/g, (pair, escaped?: string) => (escaped === '"' ? '"' : pair === "'" ? "\\'" : pair))}'`;
}

/** The name of a member. In quotes it has to be ASCII: of other letters some names go without them, and some are wider. */
export function keyText(name: string): string {
  if (!name.startsWith('"')) return name;
  if (/[^ -~]/.test(name)) throw new Unknown();
  return quoted(name);
}

function numberText(text: string): string {
  return text.replace("e+", "e");
}
