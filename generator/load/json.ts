// Strict JSON text → nodes with places.
import type { Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import type { SourceEntry, SourceFile, SourceNode } from "../source.js";
import { reportSyntax } from "./json-syntax.js";
import { DEPTH_LIMIT, duplicateKeys, exactNumber } from "./shared.js";

/** A text on the way through it. */
interface Reader {
  readonly file: SourceFile;
  readonly text: string;
  readonly report: Report;
  /** Where reading goes on. */
  at: number;
  /** How many objects and arrays stand around. */
  depth: number;
  /** The document is too deep, which was reported. */
  broken: boolean;
}

/** The document's root, or `undefined` when its syntax is broken. */
export function readJson(file: SourceFile, report: Report): SourceNode | undefined {
  if (!isJson(file.text)) {
    reportSyntax(file, report);
    return undefined;
  }
  const reader: Reader = { file, text: file.text, report, at: 0, depth: 0, broken: false };
  const root = readNode(reader);
  return reader.broken ? undefined : root;
}

/** The engine judges a text in a fraction of the time that it takes to read: what comes after may take the syntax as given. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function readNode(reader: Reader): SourceNode {
  const start = skipBlanks(reader);
  switch (reader.text[start]) {
    case "{":
    case "[":
      return readCollection(reader, start);
    case '"': {
      const value = readText(reader);
      return { kind: "scalar", origin: originFrom(start, reader), value, source: value, missing: false };
    }
    default:
      return readWord(reader, start);
  }
}

function readCollection(reader: Reader, start: number): SourceNode {
  if (reader.depth >= DEPTH_LIMIT) {
    if (!reader.broken) reader.report("AW1011", { file: reader.file.path, start, end: start + 1 }, {});
    reader.broken = true;
    skipCollection(reader);
    return { kind: "list", origin: originFrom(start, reader), items: [] };
  }
  reader.depth++;
  const read = reader.text[start] === "{" ? readMap(reader, start) : readList(reader, start);
  reader.depth--;
  return read;
}

function readMap(reader: Reader, start: number): SourceNode {
  const entries: SourceEntry[] = [];
  while (isFollowed(reader, "}")) entries.push(readEntry(reader));
  return {
    kind: "map",
    origin: originFrom(start, reader),
    flow: false,
    entries: duplicateKeys(entries, reader.report),
  };
}

function readEntry(reader: Reader): SourceEntry {
  const start = skipBlanks(reader);
  const key = readText(reader);
  const keyOrigin = originFrom(start, reader);
  skipBlanks(reader);
  reader.at++; // the colon
  return { key, keyOrigin, value: readNode(reader) };
}

function readList(reader: Reader, start: number): SourceNode {
  const items: SourceNode[] = [];
  while (isFollowed(reader, "]")) items.push(readNode(reader));
  return { kind: "list", origin: originFrom(start, reader), items };
}

/** Goes past the bracket or comma before an item, or past the bracket at the end. True if an item follows. */
function isFollowed(reader: Reader, end: "}" | "]"): boolean {
  const before = reader.text[skipBlanks(reader)];
  reader.at++;
  if (before === end) return false;
  if (before === ",") return true;
  if (reader.text[skipBlanks(reader)] !== end) return true;
  reader.at++;
  return false;
}

/** The text in quotes that begins here. */
function readText(reader: Reader): string {
  const { text, at } = reader;
  reader.at = endOfText(text, at);
  const inner = text.slice(at + 1, reader.at - 1);
  return inner.includes("\\") ? (JSON.parse(text.slice(at, reader.at)) as string) : inner;
}

/** Where a text ends that begins at a quote: behind the first quote without an odd number of backslashes before it. */
function endOfText(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text[before] === "\\") before--;
    if ((quote - before) % 2 === 1) return quote + 1;
  }
}

const words: ReadonlyMap<string, boolean | null> = new Map([["true", true], ["false", false], ["null", null]]); // prettier-ignore

/** A number, `true`, `false` or `null`. */
function readWord(reader: Reader, start: number): SourceNode {
  const { text, report } = reader;
  while (reader.at < text.length && !/[\s,\]}]/.test(text.charAt(reader.at))) reader.at++;
  const source = text.slice(start, reader.at);
  const origin = originFrom(start, reader);
  const word = words.get(source);
  const value = word === undefined ? exactNumber(Number(source), { source, origin, report }) : word;
  return { kind: "scalar", origin, value, source, missing: false };
}

/** Goes past an object or array with all that is in it, however deep that is. */
function skipCollection(reader: Reader): void {
  const { text } = reader;
  let depth = 0;
  do {
    const char = text[reader.at];
    if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    reader.at = char === '"' ? endOfText(text, reader.at) : reader.at + 1;
  } while (depth > 0);
}

/** Goes to the next character that is no blank, and answers with its place. */
function skipBlanks(reader: Reader): number {
  const { text } = reader;
  while (text.charCodeAt(reader.at) <= 0x20) reader.at++;
  return reader.at;
}

function originFrom(start: number, { file, at }: Reader): Origin {
  return { file: file.path, start, end: at };
}
