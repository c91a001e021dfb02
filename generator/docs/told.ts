// What the spec says of a node → lines of Markdown. Whatever an author wrote passes `markdown` or `codeSpan`.
import { codeSpan, markdown } from "../code/text.js";
import { changedLine, type Changes } from "./changes.js";
import { brokenLines, type Block } from "./blocks.js";
import type { Constraint, Deprecation, Described, Literal, Rule, Slot } from "../model.js";

/** An author's text, in which paragraphs stay what they are, and lists, whose items are on one level. The rest is text. */
export function docsBlocks(docs: string | undefined): readonly Block[] {
  return partsOf(docs ?? "").map(({ start, texts }) => {
    if (start === undefined) return markdown(texts.join(" "));
    return { items: texts.map((text) => [markdown(text)]), start: start === "mark" ? undefined : start };
  });
}

/** The same on one line, for places that have no room for more. */
export function docsLine(docs: string | undefined): string {
  return markdown(docs ?? "");
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

/**
 * A paragraph, or a list: of items with marks, or with numbers from the first one on. A list of the other form goes on in the
 * item before it.
 */
interface Part {
  readonly start: number | "mark" | undefined;
  readonly texts: string[];
}

function partsOf(docs: string): readonly Part[] {
  const parts: Part[] = [];
  let isOpen = false;
  for (const line of docs.split(/\r\n?|\n/)) {
    if (line.trim() !== "") addLine(line, parts, isOpen);
    isOpen = line.trim() !== "";
  }
  return parts;
}

/** Adds a line. What is before it is open if there is no empty line between. */
function addLine(line: string, parts: Part[], isOpen: boolean): void {
  const last = parts.at(-1);
  const item = itemOf(line);
  if (last !== undefined && goesOn(item, last, isOpen)) last.texts.push(`${last.texts.pop() ?? ""} ${line}`);
  else if (last?.start !== undefined && item.start !== undefined) last.texts.push(item.text);
  else parts.push({ start: item.start, texts: [item.text] });
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
export function constraintLine(constraint: Constraint): string {
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
