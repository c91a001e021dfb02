// What the spec says of a node → lines of Markdown. Whatever an author wrote passes `markdown` or `codeSpan`.
import { codeSpan, markdown } from "../code/text.js";
import { changedLine, type Changes } from "./changes.js";
import type { Constraint, Deprecation, Described, Literal, Rule, Slot } from "../model.js";

/** An author's text: a paragraph each for what an empty line parts. */
export function docsParagraphs(docs: string | undefined): readonly string[] {
  const paragraphs = (docs ?? "").split(/\r?\n[^\S\n]*\r?\n/).map(markdown);
  return paragraphs.filter((paragraph) => paragraph !== "");
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
