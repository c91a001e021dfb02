// What the spec says of a node → lines of Markdown. Whatever an author wrote passes `markdown` or `codeSpan`.
import { codeSpan, markdown, visibleCode } from "../code/text.js";
import { changedLine, type Changes } from "./changes.js";
import { brokenLines, type Block, type CodeBlock } from "./blocks.js";
import type { Constraint, Deprecation, Described, Literal, Rule, Slot } from "../model.js";

/** An author's text, in which paragraphs stay what they are, lists, whose items are on one level, and code. The rest is text. */
export function docsBlocks(docs: string | undefined): readonly Block[] {
  return partsOf(docs ?? "").flatMap(({ start, items }): readonly Block[] => {
    const blocks = items.map((pieces) => pieces.map((piece) => (typeof piece === "string" ? markdown(piece) : piece)));
    return start === undefined ? blocks.flat() : [{ items: blocks, start: start === "mark" ? undefined : start }];
  });
}

/** The same on one line, for places that have no room for more. */
export function docsLine(docs: string | undefined): string {
  const pieces = piecesOf(docs ?? "");
  return pieces.map((piece) => (typeof piece === "string" ? markdown(piece) : codeSpan(piece.code))).join(" "); // prettier-ignore
}

/** An entry: what it begins with, what its author says, and what else there is to say. */
export function docsBetween(head: string, docs: string | undefined, lines: readonly string[]): readonly Block[] {
  const blocks = docsBlocks(docs);
  const own = typeof blocks[0] === "string" ? [brokenLines(head, blocks[0]), ...blocks.slice(1)] : [head, ...blocks];
  const last = own.at(-1);
  return typeof last === "string"
    ? [...own.slice(0, -1), brokenLines(last, ...lines)]
    : [...own, brokenLines(...lines)];
}

/** Lines without code, or code. */
type Piece = string | Fenced;

interface Fenced extends CodeBlock {
  /** How far its fence stands in from the margin. */
  readonly margin: number;
}

/** What stands between fences, as CommonMark has it (0.31, section 4.5): behind the last one without an end, all of it. */
const fences = /^([^\S\n]*)(`{3,}|~{3,})([^`\n]*)$\n?([^]*?)(?:^[^\S\n]*\2[`~]*[^\S\n]*$\n?|(?![^]))/gm;

/** Text and code in turn. */
function piecesOf(docs: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const text = docs.replace(/\r\n?/g, "\n");
  let end = 0;
  for (const found of text.matchAll(fences)) {
    const [whole, { length: margin } = "", , info = "", code = ""] = found;
    // Where pages become a site, it would be read even there.
    if (code.includes("<!--")) continue;
    pieces.push(text.slice(end, found.index), { code: codeLines(code, margin), language: languageOf(info), margin });
    end = found.index + whole.length;
  }
  return [...pieces, text.slice(end)].filter((piece) => (typeof piece === "string" ? piece.trim() : piece.code) !== "");
}

function codeLines(code: string, margin: number): string {
  const lines = code.split("\n").map((line) => line.slice(Math.min(margin, line.search(/\S|$/))).trimEnd());
  return visibleCode(lines.join("\n")).replace(/^\n+|\n+$/g, "");
}

/** Languages whose colours are known. Of others some mean more to GitHub than a colour, such as `mermaid`. */
const languages = /^(bash|css|diff|graphql|html|http|java|javascript|json|php|powershell|python|ruby|sh|sql|toml|typescript|xml|yaml)$/; // prettier-ignore

function languageOf(info: string): string {
  const name = /[a-z]*/.exec(info.trim().toLowerCase())?.[0] ?? "";
  return languages.test(name) ? name : ({ js: "javascript", ts: "typescript", yml: "yaml" }[name] ?? "text");
}

/**
 * A paragraph or code, as an item of nothing; or a list: of items with marks, or with numbers from the first one on. A list of
 * the other form goes on in the item before it.
 */
interface Part {
  readonly start: number | "mark" | undefined;
  readonly items: Piece[][];
}

function partsOf(docs: string): readonly Part[] {
  const parts: Part[] = [];
  for (const piece of piecesOf(docs)) {
    if (typeof piece === "string") addLines(piece, parts);
    else addCode(piece, parts);
  }
  return parts;
}

/** Code that stands in from the margin is of the item before it. */
function addCode(code: Fenced, parts: Part[]): void {
  const last = parts.at(-1);
  if (last?.start !== undefined && code.margin > 1) last.items.at(-1)?.push(code);
  else parts.push({ start: undefined, items: [[code]] });
}

function addLines(text: string, parts: Part[]): void {
  let isOpen = false;
  for (const line of text.split("\n")) {
    if (line.trim() !== "") addLine(line, parts, isOpen);
    isOpen = line.trim() !== "";
  }
}

/** Adds a line. What is before it is open if there is no empty line between. */
function addLine(line: string, parts: Part[], isOpen: boolean): void {
  const last = parts.at(-1);
  const item = itemOf(line);
  if (last !== undefined && goesOn(item, last, isOpen)) goOn(last.items.at(-1) ?? [], line);
  else if (last?.start !== undefined && item.start !== undefined) last.items.push([item.text]);
  else parts.push({ start: item.start, items: [[item.text]] });
}

/** More of a paragraph; behind code, a new one. */
function goOn(pieces: Piece[], line: string): void {
  const last = pieces.at(-1);
  if (typeof last === "string") pieces.splice(-1, 1, `${last} ${line}`);
  else pieces.push(line);
}

interface Line {
  readonly start: Part["start"];
  /** Without its mark. */
  readonly text: string;
}

function itemOf(line: string): Line {
  const [head, number] = /^\s*(?:[-*+]|([1-9]\d{0,8})[.)])\s+(?=\S)/.exec(line) ?? [];
  if (head === undefined) return { start: undefined, text: line };
  return { start: number === undefined ? "mark" : Number(number), text: line.slice(head.length) };
}

/** Whether a line is more of what is before it. Only a list from one on can begin within a paragraph. */
function goesOn({ start, text }: Line, last: Part, isOpen: boolean): boolean {
  if (last.start === undefined) return isOpen && start !== "mark" && start !== 1;
  return start === undefined ? isOpen || /^\s{2}/.test(text) : typeof start !== typeof last.start;
}

/** Whether it lasts, and what happened to it: the lines are empty if nothing is to be said. */
export function lifeLines(node: Described, changes: Changes | undefined): readonly string[] {
  return [lifeLine(node), changedLine(node.id, changes)];
}

function lifeLine({ deprecated, stability, feature, was }: Described): string {
  const parts = [
    ...(stability === "stable" ? [] : [`**${stability}**${feature === undefined ? "" : `, behind the feature ${codeSpan(feature)}`}`]), // prettier-ignore
    ...(deprecated === undefined ? [] : [deprecationText(deprecated)]),
    ...(was === undefined ? [] : [`formerly ${codeSpan(was)}`]),
  ];
  return parts.join("; ");
}

function deprecationText({ since, removeIn, use, note }: Deprecation): string {
  const when = `**deprecated**${since === undefined ? "" : ` since ${markdown(since)}`}${removeIn === undefined ? "" : `, to be removed in ${markdown(removeIn)}`}`; // prettier-ignore
  return `${when}${use === undefined ? "" : `; use ${codeSpan(use)}`}${note === undefined ? "" : `: ${markdown(note)}`}`;
}

/** What holds of the value in a place, a line each. */
export function slotLines(slot: Slot): readonly string[] {
  const valued = (what: string, literal: Literal | undefined): readonly string[] =>
    literal === undefined ? [] : [`${what} ${codeSpan(JSON.stringify(literal.value))}.`];
  return [
    ...slot.constraints.map(constraintLine).filter((line) => line !== ""),
    ...valued("Where it is left out, the server takes", slot.default),
    ...valued("Where it is left out, the package sends", slot.fill),
    ...(slot.sensitive ? ["Secret: never logged."] : []),
  ];
}

/** The bounds, and the message of whoever is outside of them. */
function constraintLine(constraint: Constraint): string {
  const { min, max, minLength, maxLength, minItems, maxItems, pattern, format, message, code } = constraint;
  const bounds = [
    range(min, max, ""),
    range(minLength, maxLength, "character"),
    range(minItems, maxItems, "item"),
    format === undefined ? "" : `format ${codeSpan(format)}`,
    pattern === undefined ? "" : `matches ${codeSpan(pattern)}`,
  ].filter((bound) => bound !== "");
  return bounds.length === 0 ? "" : stopped(`Constraint: ${bounds.join("; ")}${messageText(message, code)}`);
}

export function ruleLine(rule: Rule): string {
  const names = rule.fields.map(codeSpan).join(", ");
  const texts: Readonly<Record<Rule["kind"], string>> = {
    atLeastOneOf: `at least one of ${names}`,
    exactlyOneOf: `exactly one of ${names}`,
    mutuallyExclusive: `at most one of ${names}`,
    dependentRequired: `${codeSpan(rule.when ?? "")} needs ${names}`,
  };
  return stopped(`Rule: ${texts[rule.kind]}${messageText(rule.message, rule.code)}`);
}

/** What a validation says of it, word for word. */
function messageText(message: string | undefined, code: string | undefined): string {
  const said = message === undefined ? [] : [`“${markdown(message)}”`];
  const parts = [...(code === undefined ? [] : [`code ${codeSpan(code)}`]), ...said];
  return parts.length === 0 ? "" : ` (${parts.join(": ")})`;
}

/** With a stop, unless what it quotes at its end has one. */
function stopped(line: string): string {
  return /[.!?…]”\)$/.test(line) ? line : `${line}.`;
}

type Bound = number | string | undefined;

function range(min: Bound, max: Bound, unit: string): string {
  const counted = (count: number | string): string =>
    unit === "" ? String(count) : `${count} ${unit}${Number(count) === 1 ? "" : "s"}`;
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${counted(min)}` : `${min} to ${counted(max)}`; // prettier-ignore
  if (min !== undefined) return `at least ${counted(min)}`;
  return max === undefined ? "" : `at most ${counted(max)}`;
}
