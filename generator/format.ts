// Pieces → their text, which is what Prettier prints for them. Nearly all have a form that `code/layout.ts` knows, which takes
// a fraction of the time. The others are printed by ts-morph and formatted by Prettier with its `babel-ts` parser, which gives
// the same bytes as `typescript` in 0.6 of the time, several in one call: a call costs 0.5 ms besides its text, but a long text
// costs more a line.
import type { Options, Plugin } from "prettier";
import type { Piece } from "./code/build.js";
import { createPrinter } from "./code/print.js";
import type { Json } from "./model.js";
import type { Stage } from "./stages.js";

/** Texts of earlier runs by what they were made of, as JSON: a piece, or an emitter and the digest of what it was given. */
export interface TextCache {
  get(source: string): string | undefined;
  set(source: string, text: string): void;
}

/** Remembers nothing. */
const noCache: TextCache = { get: () => undefined, set: () => {} };

/** Lines that go through one call at most, except for a piece that is longer. */
const runLines = 300;
const printWidth = 120;
/** Stands between pieces in a run, so that its result can be taken apart. No printed piece has a line that begins so. */
const seam = "//~~~~~~ actionwright: the next piece";
const seamLine = new RegExp(`^${seam}$`, "m");

/** A file before it is formatted. */
export type Unformatted =
  /** TypeScript. */
  | { readonly kind: "pieces"; readonly pieces: readonly Piece[] }
  /** Markdown as Prettier prints it, except for empty lines and for its blocks of TypeScript, which are pieces too. */
  | { readonly kind: "markdown"; readonly text: string }
  /** Nothing is left to do. */
  | { readonly kind: "done"; readonly text: string };

export interface FormatOptions {
  readonly cache?: TextCache | undefined;
  /** Is told when the pieces are printed. */
  readonly done?: ((stage: Stage) => void) | undefined;
}

/** Files → their texts. ts-morph and Prettier are loaded only for what is not in the cache and has no layout of ours. */
export async function formatFiles(
  files: readonly Unformatted[],
  { cache = noCache, done = () => {} }: FormatOptions = {},
): Promise<readonly string[]> {
  const pieces = files.map(piecesOf);
  const formatted = await formatPieces(pieces.flat(), { cache, done });
  return files.map((file, index) => {
    const texts = pieces[index]?.map((piece) => formatted.get(piece) ?? "") ?? [];
    switch (file.kind) {
      case "pieces":
        return `${texts.join("\n\n")}\n`;
      case "markdown":
        return tidied(replaceBlocks(file.text, texts));
      case "done":
        return file.text;
    }
  });
}

/** Printed pieces → formatted ones, for what is shown beside something else and not written to a file. */
export async function formatShown(pieces: readonly string[], width: number): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(pieces)];
  const formatted = distinct.length === 0 ? [] : await formatRuns(distinct, width);
  return new Map(distinct.map((piece, index) => [piece, formatted[index] ?? piece]));
}

function piecesOf(file: Unformatted): readonly Piece[] {
  if (file.kind === "pieces") return file.pieces;
  if (file.kind === "done") return [];
  return [...file.text.matchAll(block)].map(([, , code = ""]) => [{ kind: "text", text: code }]);
}

/** A block of TypeScript in Markdown. */
const block = /(^```ts\n)([^]*?)(?=\n```$)/gm;

function replaceBlocks(text: string, blocks: readonly string[]): string {
  const rest = blocks.values();
  return text.replace(block, (_, fence: string) => fence + String(rest.next().value));
}

/** Without the empty lines that sections with nothing to say leave. All else is written as Prettier prints Markdown. */
function tidied(text: string): string {
  return `${text.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}

/** Lays out what the cache does not have, or prints and formats it; equal pieces once. */
async function formatPieces(
  pieces: readonly Piece[],
  { cache, done }: { readonly cache: TextCache; readonly done: (stage: Stage) => void },
): Promise<ReadonlyMap<Piece, string>> {
  const sources = new Map(pieces.map((piece) => [piece, JSON.stringify(piece)]));
  const known = new Map<string, string>();
  const missing = new Map<string, Piece>();
  for (const [source, piece] of new Map([...sources].map(([piece, source]) => [source, piece]))) {
    const formatted = cache.get(source);
    if (formatted === undefined) missing.set(source, piece);
    else known.set(source, formatted);
  }
  const fresh = missing.size === 0 ? new Map<string, string>() : await layOut(missing);
  const others = [...missing].filter(([source]) => !fresh.has(source));
  const printed = others.length === 0 ? [] : others.map(([, piece]) => piece).map(createPrinter());
  done("print");
  const formatted = printed.length === 0 ? [] : await formatRuns(printed);
  for (const [index, [source]] of others.entries()) fresh.set(source, formatted[index] ?? "");
  for (const [source, text] of fresh) {
    known.set(source, text);
    cache.set(source, text);
  }
  return new Map([...sources].map(([piece, source]) => [piece, known.get(source) ?? ""]));
}

/** The texts of the pieces whose form is known. */
async function layOut(pieces: ReadonlyMap<string, Piece>): Promise<Map<string, string>> {
  const { layout } = await import("./code/layout.js");
  const texts = [...pieces].map(([source, piece]) => [source, layout(piece)] as const);
  return new Map(texts.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

async function formatRuns(pieces: readonly string[], width = printWidth): Promise<readonly string[]> {
  const [{ format }, babel, estree] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/babel"),
    import("prettier/plugins/estree"),
  ]);
  const options: Options = { parser: "babel-ts", printWidth: width, plugins: [babel, estree as Plugin] };
  const texts: string[] = [];
  // One after the other: Prettier computes, and does not wait.
  for (const run of runsOf(pieces)) texts.push(...(await format(run.join(`\n\n${seam}\n\n`), options)).split(seamLine));
  if (texts.length !== pieces.length) throw new Error("a printed piece contains the seam between pieces");
  return texts.map((text) => text.trim());
}

/** Neighbours together, until a run is long enough. */
function runsOf(pieces: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  let lines = runLines;
  for (const piece of pieces) {
    const more = piece.split("\n").length;
    if (lines + more > runLines) {
      runs.push([]);
      lines = 0;
    }
    runs.at(-1)?.push(piece);
    lines += more;
  }
  return runs;
}

/** JSON as Prettier prints it: an object on lines of its own, a list on one line if it fits and has no object with members. */
export function formatJson(value: Json): string {
  return `${broken(value, { indent: "", column: 0, after: 0 })}\n`;
}

interface Place {
  readonly indent: string;
  /** Where the value begins, and how much must stand behind it. */
  readonly column: number;
  readonly after: number;
}

function broken(value: Json, place: Place): string {
  const line = flat(value);
  if (line !== undefined && (!isList(value) || place.column + width(line) + place.after <= printWidth)) return line;
  const indent = `${place.indent}  `;
  if (isList(value)) return `[\n${items(value, indent)}\n${place.indent}]`;
  const members = Object.entries(value as { readonly [key: string]: Json });
  const lines = members.map(([name, item], index) => {
    const head = `${indent}${JSON.stringify(name)}: `;
    return head + broken(item, { indent, column: width(head), after: index < members.length - 1 ? 1 : 0 });
  });
  return `{\n${lines.join(",\n")}\n${place.indent}}`;
}

/** An item a line; numbers fill the lines. */
function items(list: readonly Json[], indent: string): string {
  const place = { indent, column: indent.length };
  if (list.length < 2 || !list.every(isNumber)) {
    return list.map((item, at) => indent + broken(item, { ...place, after: at < list.length - 1 ? 1 : 0 })).join(",\n");
  }
  const lines: string[] = [];
  let line = indent;
  for (const [index, item] of list.entries()) {
    const text = `${numberText(item)}${index < list.length - 1 ? "," : ""}`;
    if (line !== indent && line.length + 1 + text.length > printWidth) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? text : ` ${text}`;
  }
  return [...lines, line].join("\n");
}

/** A value on one line, if it can be. */
function flat(value: Json): string | undefined {
  if (typeof value === "number") return numberText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (!isList(value)) return Object.keys(value).length === 0 ? "{}" : undefined;
  if (value.length > 1 && isMatrix(value)) return undefined;
  const parts = value.map(flat);
  return parts.includes(undefined) ? undefined : `[${parts.join(", ")}]`;
}

/** Prettier breaks a list whose items are all lists, or all objects, with more than one member each. */
function isMatrix(list: readonly Json[]): boolean {
  const sizes = list.map((item) => (isList(item) ? item.length : -1));
  return sizes.every((size) => size > 1);
}

/** Columns that a text takes: letters of East Asia and pictures take two, marks that stand on another letter none. */
function width(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const char of text) columns += columnsOf(char);
  return columns;
}

const zeroWidth = /[\u0000-\u001f\u007f-\u009f\u0300-\u036f]/u;
const doubleWidth =
  /[\u1100-\u115f\u2e80-\u303e\u3040-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u; // prettier-ignore

function columnsOf(char: string): number {
  if (zeroWidth.test(char)) return 0;
  return doubleWidth.test(char) ? 2 : 1;
}

/** Prettier writes exponents without a plus. */
function numberText(value: number): string {
  return JSON.stringify(value).replace("e+", "e");
}

function isNumber(value: Json): value is number {
  return typeof value === "number";
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
