// What any action may fail with: the API's table of errors.
import type { ErrorCase, Json, Model } from "../model.js";
import { draft, isSame, judged, match, only, type Draft, type Pair, type Place } from "./draft.js";
import type { Kept } from "./http.js";
import { rowOf } from "./kinds.js";
import { relate } from "./relate.js";
import { spell } from "./spell.js";
import { together, type Relation } from "./verdict.js";

/** The verdict of another body for the same status; undefined if it is the same body. */
export function relateCases(old: ErrorCase, next: ErrorCase, pair: Pair): Relation | undefined {
  const isLifted = old.code !== next.code || old.message !== next.message;
  if (!isLifted && spell(old.slot.type) === spell(next.slot.type)) return undefined;
  const lifted = isLifted ? [rowOf("error-envelope-changed", "lifted")] : [];
  return together([relate(old.slot.type, next.slot.type, pair), ...lifted]);
}

/** Changes of the API's own table, each once for every action that it serves. */
export function envelopeDrafts(
  old: Model,
  next: Model,
  { pair, kept }: { readonly pair: Pair; readonly kept: readonly Kept[] },
): readonly Draft[] {
  // prettier-ignore
  const { removed, added, kept: both } = match(old.errors, next.errors, ({ status }) => status);
  const place = ({ status }: ErrorCase): Place => {
    const isServed = (errors: readonly ErrorCase[], table: readonly ErrorCase[]): boolean =>
      errors.some((each) => each.status === status && table.some((other) => isSame(caseOf(other), caseOf(each))));
    const actions = kept
      .filter(({ old: a, next: b }) => isServed(a.errors, old.errors) || isServed(b.errors, next.errors))
      .map(({ next: action }) => action.id);
    const origin = (table: readonly ErrorCase[]) => table.find((each) => each.status === status)?.origin;
    return { owner: { kind: "api", actions }, where: next.id, old: origin(old.errors), new: origin(next.errors), anchor: next.origin }; // prettier-ignore
  };
  return [
    ...removed.map((each) =>
      draft("error-envelope-changed", rowOfRemoved(next.errors) === "any" ? "removed" : "same", {
        place: place(each),
        before: caseOf(each),
      }),
    ),
    ...added.map((each) =>
      draft("error-envelope-changed", envelopeRow(each, old), {
        place: place(each),
        after: caseOf(each),
      }),
    ),
    ...both.flatMap(([before, after]) => {
      const relation = relateCases(before, after, pair);
      const facts = { place: place(after), before: caseOf(before), after: caseOf(after) };
      return relation ? [judged("error-envelope-changed", relation, facts)] : [];
    }),
  ].map((found) => only(["output"], found));
}

function envelopeRow(each: ErrorCase, { errors }: Model): "added" | "first" | "like" {
  const row = rowOfAdded(each, errors);
  return row === "any" ? "added" : row;
}

/** Whether it stands for any status of many. */
function isRange({ status }: ErrorCase): boolean {
  return !/^\d+$/.test(status);
}

/** A switch over statuses is exhaustive only where each is one; else only another body is seen. */
export function rowOfAdded({ slot }: ErrorCase, olds: readonly ErrorCase[]): "any" | "first" | "like" {
  if (olds.length === 0) return "first";
  return olds.some(isRange) && olds.some((other) => spell(other.slot.type) === spell(slot.type)) ? "like" : "any";
}

/** What is left may still be of that status. */
export function rowOfRemoved(news: readonly ErrorCase[]): "any" | "covered" {
  return news.some(isRange) ? "covered" : "any";
}

/** A failure as a report shows it. */
export function caseOf({ status, slot, code, message }: ErrorCase): Json {
  return { status, type: spell(slot.type), code: code ?? null, message: message ?? null };
}
