// Actions, by their wire names: new ones, gone ones, and what was edited in the others.
import { allActions, pagesOf, type Action, type Body, type ErrorCase, type Json, type Model, type NamedType, type Success } from "../model.js"; // prettier-ignore
import { ownAuthDrafts } from "./auth.js";
import { draft, isSame, judged, match, only, type Draft, type Pair, type Place, type Sides } from "./draft.js";
import { caseOf, relateCases, rowOfAdded, rowOfRemoved } from "./errors.js";
import { memberDraftsOf } from "./fields.js";
import { bindingDrafts, parameterDrafts, pathDrafts, type Kept } from "./http.js";
import { rowOf, type RowName } from "./kinds.js";
import { lifecycleDrafts } from "./lifecycle.js";
import { relate } from "./relate.js";
import { slotDrafts, toldOfSlot } from "./slots.js";
import { spell } from "./spell.js";
import { together, type Position, type Relation } from "./verdict.js";

/** The actions on both sides. */
export function keptActions(old: Model, next: Model): readonly Kept[] {
  const { kept } = match(allActions(old), allActions(next), ({ id }) => id);
  return kept.map(([before, after]): Kept => ({ old: before, next: after, place: placeOf(before, after) }));
}

export function actionDrafts({ old, new: next }: Sides<Model>, kept: readonly Kept[], pair: Pair): readonly Draft[] {
  const { removed, added } = match(allActions(old), allActions(next), ({ id }) => id);
  return [
    ...removed.map((action) => only(["request"], draft("action-removed", "any", { place: placeOf(action, undefined), before: headOf(action) }))), // prettier-ignore
    ...added.map((action) => only(["request"], draft("action-added", "any", { place: placeOf(undefined, action), after: headOf(action) }))), // prettier-ignore
    ...pathDrafts(kept, next),
    ...ownAuthDrafts(kept, old, next),
    ...kept.flatMap((action) => keptDrafts(action, { old, next, pair })),
  ];
}

function placeOf(old: Action | undefined, next: Action | undefined): Place {
  const name = (next ?? old)?.id ?? "";
  return { owner: { kind: "action", name }, where: name, old: old?.origin, new: next?.origin, anchor: next?.origin };
}

/** The types that an action is remembered by. */
function headOf({ body, outputs }: Action): Json {
  return { request: spellBody(body), output: spellOutputs(outputs) };
}

export function spellBody(body: Body): string {
  return body.kind === "none" ? "unit" : spell(body.slot.type);
}

export function spellOutputs(outputs: readonly Success[]): string {
  const [only] = outputs;
  if (outputs.length === 1 && only) return spell(only.slot.type);
  return outputs.map(({ status, slot }) => `${status}: ${spell(slot.type)}`).join(", ");
}

interface Models {
  readonly old: Model;
  readonly next: Model;
  readonly pair: Pair;
}

function keptDrafts(kept: Kept, models: Models): readonly Draft[] {
  const { old, next, place } = kept;
  const [body, output] = [bodyDrafts(kept, models.pair), outputDrafts(kept, models.pair)];
  const edited = { body: body.length > 0, output: output.length > 0 };
  const more = [toldOf(old, next, edited), toldOf(next, old, edited)] as const;
  return [
    ...nameDrafts(kept, models.pair),
    ...bindingDrafts(old, next, place),
    ...parameterDrafts(kept, models.pair),
    ...body,
    ...output,
    ...errorDrafts(kept, models),
    ...callDrafts(kept, models),
    ...lifecycleDrafts(old, next, { place, kind: "action-description-changed", more }),
  ];
}

/** What is said inside an action, of what the other side has as well. */
function toldOf(
  { examples, body, outputs, errors }: Action,
  other: Action,
  edited: { readonly body: boolean; readonly output: boolean },
): unknown {
  const statuses = new Set([...other.outputs, ...other.errors].map(({ status }) => status));
  const answers = [...outputs, ...errors].filter(({ status }) => statuses.has(status));
  return [
    examples,
    body.kind === "none" || other.body.kind === "none"
      ? []
      : [body.docs, body.extensions, toldOfSlot(body.slot, edited.body)],
    Object.fromEntries(
      answers.map(({ status, docs, extensions, slot }) => [
        status,
        [docs, extensions, toldOfSlot(slot, edited.output)],
      ]),
    ),
  ];
}

// ── Names in code ───────────────────────────────────────────────────────────────────────────────────────────────────

function nameDrafts({ old, next, place }: Kept, { types }: Pair): readonly Draft[] {
  const [group, grouped] = [old, next].map(({ module, group }) => `${module}: ${group}`);
  const [name, named] = [old, next].map(({ className, method }) => `${className}: ${method}`);
  // A class that is a record goes and comes with it: that is told of the record.
  const isRecords = isGone(old.classRecord, types.new) && isGone(next.classRecord, types.old);
  const isOther = old.method !== next.method || (old.className !== next.className && !isRecords);
  return [
    ...(group === grouped ? [] : [draft("action-group-changed", "any", { place, before: group ?? null, after: grouped ?? null })]), // prettier-ignore
    ...(isOther
      ? [draft("action-operation-id-changed", "any", { place, before: name ?? null, after: named ?? null })]
      : []),
  ].map((found) => only(["request"], found));
}

function isGone(id: string | undefined, types: ReadonlyMap<string, NamedType>): boolean {
  return id !== undefined && !types.has(id);
}

// ── The request and the output ──────────────────────────────────────────────────────────────────────────────────────

function bodyDrafts({ old, next, place }: Kept, pair: Pair): readonly Draft[] {
  const [a, b] = [old.body, next.body];
  const at = { ...place, where: `${place.where}#request` };
  const facts = { place: at, before: spellBody(a), after: spellBody(b) };
  const inRequest = (found: Draft): Draft => only(["request"], found);
  if (a.kind === "none" || b.kind === "none") {
    if (a.kind === b.kind) return [];
    return [inRequest(judged("action-type-changed", relateToNothing(a, b, pair), facts))];
  }
  if (a.kind === b.kind) return slotDrafts(a.slot, b.slot, { pair, place: at, kind: "action-type-changed" }).map(inRequest); // prettier-ignore
  const relation = together([relate(a.slot.type, b.slot.type, pair), rowOf("action-type-changed", "flat")]);
  return [inRequest(judged("action-type-changed", relation, facts))];
}

/** Nobody has to give what may be left out, and a body that is no record is one member that has to be given. */
function relateToNothing(old: Body, next: Body, pair: Pair): Relation {
  if (old.kind === "value") return rowOf("field-removed", "required");
  if (next.kind === "value") return rowOf("field-added", "required");
  const fields = (body: Body, types: ReadonlyMap<string, NamedType>) => {
    const record = body.kind === "record" ? types.get(body.record) : undefined;
    return record?.kind === "record" ? record.fields : [];
  };
  const matched = { removed: fields(old, pair.types.old), added: fields(next, pair.types.new), kept: [] };
  const nobody = { kind: "api", actions: [] } as const;
  const [first] = [...matched.removed, ...matched.added];
  if (!first) return together([]);
  return together(memberDraftsOf(matched, { pair, owner: nobody, within: "", anchor: first.origin }).map(({ verdicts }) => verdicts)); // prettier-ignore
}

const atOutput: readonly Position[] = ["output"];

function outputDrafts({ old, next, place }: Kept, pair: Pair): readonly Draft[] {
  const at = { ...place, where: `${place.where}#output` };
  const [single, lone] = [old.outputs.length === 1, next.outputs.length === 1];
  const [a, b] = [old.outputs[0], next.outputs[0]];
  const kind = "action-type-changed";
  if (single && lone && a && b)
    return [...slotDrafts(a.slot, b.slot, { pair, place: at, kind }), ...loneStatusDrafts(a, b, at)].map((found) =>
      only(atOutput, found),
    );
  const lifted = single === lone ? [] : [draft(kind, "lifted", { place: at, before: spellOutputs(old.outputs), after: spellOutputs(next.outputs) })]; // prettier-ignore
  const { removed, added, kept } = match(old.outputs, next.outputs, ({ status }) => status);
  const renamed = kept.filter(([before, after]) => before.outcome !== after.outcome);
  return [
    ...lifted,
    ...removed.map((each) => draft("action-status-removed", "any", { place: at, before: successOf(each) })),
    ...added.map((each) =>
      draft("action-status-added", single ? "instead" : "any", { place: at, after: successOf(each) }),
    ),
    ...renamed.map(([each]) => draft("action-status-removed", "any", { place: at, before: successOf(each) })),
    ...renamed.map(([, each]) => draft("action-status-added", "renamed", { place: at, after: successOf(each) })),
    ...kept.flatMap(([before, after]) => slotDrafts(before.slot, after.slot, { pair, place: at, kind })),
  ].map((found) => only(atOutput, found));
}

function successOf({ status, outcome, slot }: Success): Json {
  return { status, outcome, type: spell(slot.type) };
}

/** A lone success is its type; its status only says what counts as one. */
function loneStatusDrafts(a: Success, b: Success, place: Place): readonly Draft[] {
  if (a.status === b.status) return [];
  return [
    draft("action-status-removed", "same", { place, before: successOf(a) }),
    draft("action-status-added", a.status === "2XX" ? "same" : "instead", { place, after: successOf(b) }),
  ];
}

// ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is the API's on both sides is told of the API. */
function errorDrafts({ old, next, place }: Kept, models: Models): readonly Draft[] {
  const [mine, theirs] = [ownCases(old, models.old), ownCases(next, models.next)];
  const isOwn = ({ status }: ErrorCase): boolean => mine.has(status) || theirs.has(status);
  const { removed, added, kept } = match(old.errors.filter(isOwn), next.errors.filter(isOwn), ({ status }) => status);
  return [
    ...removed.map((each) =>
      draft("action-errors-removed", rowOfRemoved(next.errors), { place, before: caseOf(each) }),
    ),
    ...added.map((each) => draft("action-errors-added", rowOfAdded(each, old.errors), { place, after: caseOf(each) })), // prettier-ignore
    ...kept.flatMap(([before, after]) => {
      const verdicts = relateCases(before, after, models.pair);
      if (!verdicts) return [];
      return [
        // What became of its body is told once.
        draft("action-errors-removed", "covered", { place, before: caseOf(before) }),
        judged("action-errors-added", verdicts, { place, after: caseOf(after) }),
      ];
    }),
  ].map((found) => only(atOutput, found));
}

/** The statuses of an action that are not the API's. */
function ownCases({ errors }: Action, model: Model): ReadonlySet<string> {
  const shared = new Map(model.errors.map((each) => [each.status, each]));
  const isShared = (each: ErrorCase): boolean => {
    const other = shared.get(each.status);
    return other !== undefined && isSame(caseOf(other), caseOf(each));
  };
  return new Set(errors.filter((each) => !isShared(each)).map(({ status }) => status));
}

// ── Repeats and pages ───────────────────────────────────────────────────────────────────────────────────────────────

function callDrafts({ old, next, place }: Kept, models: Models): readonly Draft[] {
  const effects = [old, next].map(({ effect, retries }) => ({ effect, retries: retries ?? null }));
  const [before = null, after = null] = effects;
  return [
    ...(isSame(before, after)
      ? []
      : [only(["request"], draft("action-effect-changed", "any", { place, before, after }))]),
    ...(old.idempotencyHeader?.toLowerCase() === next.idempotencyHeader?.toLowerCase()
      ? []
      : [only(["request"], draft("action-effect-changed", "header", { place, before: old.idempotencyHeader ?? null, after: next.idempotencyHeader ?? null }))]), // prettier-ignore
    ...pageDrafts({ old, next, place }, models),
  ];
}

function pageDrafts({ old, next, place }: Kept, models: Models): readonly Draft[] {
  const pages = [old, next].map(({ pagination: is }) => (is ? { kind: is.kind, request: is.request, response: is.response ?? null, items: is.items } : null)); // prettier-ignore
  const polls = [old, next].map(({ poll: is }) => (is ? { with: is.with, until: valuesOf(is.until), failed: is.failed ? valuesOf(is.failed) : null } : null)); // prettier-ignore
  const { types } = models.pair;
  const isTyped = [pagesOf(old, types.old), pagesOf(next, types.new)].map((found) => found && spell(found.item));
  const isAnswered = [askedBy(old, models.old), askedBy(next, models.next)].map((found) => found && spellOutputs(found.outputs)); // prettier-ignore
  const draftOf = (
    [before = null, after = null]: readonly (Json | undefined)[],
    [safe, broken]: readonly [RowName<"action-pagination-changed">, RowName<"action-pagination-changed">],
    isEqual: boolean,
  ): readonly Draft[] => {
    if (isSame(before, after)) return [];
    const row = before === null ? "added" : isEqual ? safe : broken;
    return [draft("action-pagination-changed", row, { place, before, after })];
  };
  return [
    ...draftOf(pages, ["changed", pages[1] ? "retyped" : "removed"], isTyped[0] === isTyped[1]),
    ...draftOf(polls, ["repolled", "unpolled"], isAnswered[0] === isAnswered[1]),
  ];
}

/** The action that tells how far the work of another is. */
function askedBy({ poll }: Action, model: Model): Action | undefined {
  return poll && allActions(model).find(({ name }) => name === poll.with);
}

function valuesOf({ path, values }: { readonly path: readonly string[]; readonly values: readonly Json[] }): Json {
  return { path, values };
}
