// Values → code as Prettier lays it out, so that nobody has to format it: on one line where that fits, else a member a line.
import { key, str, type CodeValue } from "../code/text.js";

/** Columns of a line. */
const printWidth = 120;

/** What differs between the languages. */
interface Style {
  readonly key: (name: string) => string;
  readonly text: (value: string) => string;
  readonly comma: "" | ",";
  /** The columns of a line. */
  readonly width: number;
}

const json: Style = { key: unread, text: unread, comma: "", width: printWidth };
const ts: Style = { key: (name) => unopened(key(name)), text: quoted, comma: ",", width: printWidth };

/** Where a value stands: what is before it on its line, and how much comes behind it. */
export interface Beside {
  readonly before: number;
  readonly after: number;
}

/** JSON for a block of code, which may stand in from the margin. */
export function jsonLayout(value: CodeValue, margin = 0): string {
  return layout(value, { style: { ...json, width: printWidth - margin }, indent: "", before: 0, after: 0 });
}

/** JSON on one line. */
export function jsonLine(value: CodeValue): string {
  return onLine(value, json);
}

/** An expression of TypeScript. What is longer than a line has further lines, which begin at the margin. */
export function tsLayout(value: CodeValue, { before, after }: Beside): string {
  return layout(value, { style: ts, indent: "", before, after });
}

/** A string literal as Prettier has it: in single quotes, if that saves escapes. */
function quoted(value: string): string {
  const literal = str(value);
  const doubles = value.split('"').length;
  const isSingle = doubles > value.split("'").length;
  return unopened(isSingle ? `'${literal.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'` : literal);
}

/** A JSON string in which nothing begins a comment of HTML: some readers of Markdown look for those even in code. */
function unread(value: string): string {
  return unopened(str(value));
}

function unopened(literal: string): string {
  return literal.replaceAll("<!--", "\\u003c!--");
}

interface Place extends Beside {
  readonly style: Style;
  readonly indent: string;
}

function layout(value: CodeValue, place: Place): string {
  const { style, indent, before, after } = place;
  const line = onLine(value, style);
  const isWhole = typeof value !== "object" || value === null || line === "{}" || line === "[]";
  if (isWhole || (before + line.length + after <= style.width && !hasRows(value))) return line;
  const inner = `${indent}  `;
  const of = (item: CodeValue, head: string): string =>
    head + layout(item, { style, indent: inner, before: head.length, after: 1 });
  const rows = isList(value)
    ? value.map((item) => of(item, inner))
    : Object.entries(value).map(([name, item]) => of(item, `${inner}${style.key(name)}: `));
  const [open, close] = isList(value) ? "[]" : "{}";
  if (isList(value) && value.length > 1 && value.every((item) => typeof item === "number"))
    return `[\n${filled(rows, inner, style)}\n${indent}]`;
  return `${open}\n${rows.join(",\n")}${style.comma}\n${indent}${close}`;
}

/** A list of several objects, or of several lists, all with more than one member: each stands on lines of its own. */
function hasRows(value: CodeValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!isList(value)) return Object.values(value).some(hasRows);
  const isMatrix = value.length > 1 && (value.every(isLongList) || value.every(isLongObject));
  return isMatrix || value.some(hasRows);
}

function isLongList(value: CodeValue): boolean {
  return isList(value) && value.length > 1;
}

function isLongObject(value: CodeValue): boolean {
  return typeof value === "object" && value !== null && !isList(value) && Object.keys(value).length > 1;
}

/** Numbers fill the lines. */
function filled(rows: readonly string[], indent: string, { comma, width }: Style): string {
  const texts: string[] = [];
  for (const [index, row] of rows.entries()) {
    const number = `${row.trim()}${index < rows.length - 1 ? "," : comma}`;
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + number.length <= width) texts[texts.length - 1] = `${last} ${number}`;
    else texts.push(indent + number);
  }
  return texts.join("\n");
}

function onLine(value: CodeValue, style: Style): string {
  if (typeof value === "string") return style.text(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value).replace("e+", "e");
  if (isList(value)) return `[${value.map((item) => onLine(item, style)).join(", ")}]`;
  const members = Object.entries(value).map(([name, item]) => `${style.key(name)}: ${onLine(item, style)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function isList(value: CodeValue): value is readonly CodeValue[] {
  return Array.isArray(value);
}
