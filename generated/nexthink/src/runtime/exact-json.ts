// JSON whose integers lose no digits. A value, so that only packages with exact 64-bit integers carry it.
import type { JsonFormat } from "./config.js";
import { put } from "./walk.js";

/**
 * `JSON`, but that an integer which no number holds, beyond ±(2^53 − 1), is a `bigint`; all others are numbers as usual.
 * Takes and refuses the same texts as `JSON.parse`, and writes what `JSON.stringify` writes, bigints as plain digits.
 */
export const exactJson: JsonFormat = { parse, stringify };

function parse(text: string): unknown {
  // It decides what is JSON, so that all that is read below is.
  const value: unknown = JSON.parse(text);
  // Where no number has so many digits, it has lost none.
  return /(?:^|[[,:\s-])\d{16}/.test(text) ? built(text) : value;
}

/** The value of a text that is JSON. Keeps its own stack: `JSON.parse` has no limit of depth either. */
function built(text: string): unknown {
  const root: unknown[] = [];
  const outer: object[] = [];
  let inner: object = root;
  let key: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (" \t\n\r,:".includes(char)) continue;
    if (char === "]" || char === "}") {
      inner = outer.pop() as object;
      continue;
    }
    const end = endOf(text, at, char);
    const value = valueOf(text.slice(at, end), char);
    at = end - 1;
    if (Array.isArray(inner)) inner.push(value);
    else if (key === undefined) {
      key = value as string;
      continue;
    } else put(inner, key, value);
    key = undefined;
    if (char === "[" || char === "{") {
      outer.push(inner);
      inner = value as object;
    }
  }
  return root[0];
}

function endOf(text: string, start: number, char: string): number {
  if (char === '"') return endOfString(text, start);
  return char === "[" || char === "{" ? start + 1 : endOfWord(text, start);
}

/** What a token begins, or is. */
function valueOf(token: string, char: string): unknown {
  if (char === "{") return {};
  if (char === "[") return [];
  if (char !== '"') return wordOf(token);
  return token.includes("\\") ? JSON.parse(token) : token.slice(1, -1);
}

/** Behind the quote that ends a string. Not found by a regular expression, whose stack a long string would exhaust. */
function endOfString(text: string, start: number): number {
  for (let end = start; ;) {
    end = text.indexOf('"', end + 1);
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
}

/** Behind a number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && !" \t\n\r,]}".includes(text[end] as string)) end++;
  return end;
}

/** A number, or `true`, `false`, `null`. A number of more than 309 digits is infinite, as `JSON.parse` has it. */
function wordOf(token: string): unknown {
  const value: unknown = Number(token);
  if (Number.isNaN(value)) return JSON.parse(token);
  return !Number.isSafeInteger(value) && /^-?\d{16,309}$/.test(token) ? BigInt(token) : value;
}

function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    // A bigint. Or what no JSON can be made of, which fails below, too.
    return written(value);
  }
}

function written(value: unknown): string | undefined {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const { toJSON } = value as { readonly toJSON?: unknown };
  if (typeof toJSON === "function") return written(toJSON.call(value));
  if (Array.isArray(value)) return `[${Array.from(value, (item: unknown) => written(item) ?? "null").join()}]`;
  const members = Object.entries(value).flatMap(([key, member]) => {
    const text = written(member);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${members.join()}}`;
}
