// Constraints: what was taken and is refused, and the other way round. By keyword, however they are grouped.
import type { Constraint, Json } from "../model.js";
import { draft, type Draft, type Place } from "./draft.js";
import { together, type Relation } from "./verdict.js";

const lower = ["min", "minLength", "minItems"] as const;
const upper = ["max", "maxLength", "maxItems"] as const;
const texts = ["pattern", "format"] as const;
type Keyword = (typeof lower)[number] | (typeof upper)[number] | (typeof texts)[number];

const keywords: readonly Keyword[] = [...lower, ...upper, ...texts];

type Step = "added" | "tightened" | "loosened" | "removed" | "other";

interface Edit {
  readonly keyword: Keyword;
  readonly step: Step;
  readonly before: Json;
  readonly after: Json;
}

const steps = [
  ["constraint-added", "added", "any"],
  ["constraint-tightened", "tightened", "any"],
  ["constraint-tightened", "other", "other"],
  ["constraint-loosened", "loosened", "any"],
  ["constraint-removed", "removed", "any"],
] as const;

/** One change for each way in which the constraints of one place were edited. */
export function constraintDrafts(
  old: readonly Constraint[],
  next: readonly Constraint[],
  place: Place,
): readonly Draft[] {
  const edits = keywords.flatMap((keyword) => editOf(keyword, old, next));
  return steps.flatMap(([kind, step, row]) => {
    const mine = edits.filter((edit) => edit.step === step);
    if (mine.length === 0) return [];
    const side = (of: "before" | "after"): Json =>
      Object.fromEntries(mine.filter((edit) => edit[of] !== null).map((edit) => [edit.keyword, edit[of]]));
    const drafts = { place, before: side("before"), after: side("after") };
    return kind === "constraint-tightened" ? [draft(kind, row, drafts)] : [draft(kind, "any", drafts)];
  });
}

/** What it does to put values under other constraints. */
export function relateConstraints(old: readonly Constraint[], next: readonly Constraint[]): Relation {
  if (old.length + next.length === 0) return together([]);
  return together(constraintDrafts(old, next, nowhere).map(({ verdicts }) => verdicts));
}

const nowhere: Place = {
  owner: { kind: "api", actions: [] },
  where: "",
  old: undefined,
  new: undefined,
  anchor: undefined,
};

function editOf(keyword: Keyword, old: readonly Constraint[], next: readonly Constraint[]): readonly Edit[] {
  const [before, after] = [boundOf(keyword, old), boundOf(keyword, next)];
  if (before === after) return [];
  const step = before === null ? "added" : after === null ? "removed" : stepOf(keyword, before, after);
  return step === undefined ? [] : [{ keyword, step, before, after }];
}

function stepOf(keyword: Keyword, before: string | number, after: string | number): Step | undefined {
  if (isOneOf(texts, keyword)) return stepOfTexts(String(before).split("\n"), String(after).split("\n"));
  const order = compareNumbers(before, after);
  if (order === 0) return undefined;
  return order < 0 === isOneOf(lower, keyword) ? "tightened" : "loosened";
}

/** Each of them has to hold: with one more less is taken, with one less more. */
function stepOfTexts(before: readonly string[], after: readonly string[]): Step {
  if (before.every((each) => after.includes(each))) return "tightened";
  return after.every((each) => before.includes(each)) ? "loosened" : "other";
}

/** What holds of one keyword when all constraints hold; several texts are one list. */
function boundOf(keyword: Keyword, constraints: readonly Constraint[]): string | number | null {
  const values = constraints.flatMap((constraint) => constraint[keyword] ?? []);
  if (values.length === 0) return null;
  if (isOneOf(texts, keyword)) return [...new Set(values.map(String))].sort(byCodeUnits).join("\n");
  const sign = isOneOf(lower, keyword) ? -1 : 1;
  return [...values].sort((a, b) => sign * compareNumbers(a, b))[0] ?? null;
}

/** Bounds of 64-bit integers are decimal text, which no number holds. */
function compareNumbers(a: string | number, b: string | number): number {
  if (isWhole(a) && isWhole(b)) {
    const [left, right] = [BigInt(a), BigInt(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return Number(a) - Number(b);
}

function isWhole(value: string | number): boolean {
  return /^-?\d+$/.test(String(value));
}

function isOneOf(names: readonly Keyword[], name: Keyword): boolean {
  return names.includes(name);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
