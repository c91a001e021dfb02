// What may have another name. Hints for readers: no verdict depends on them.
import { allActions, typesById, type Action, type Model, type NamedType } from "../model.js";
import { alikeActions, alikeFields, alikeTypes } from "./alike.js";
import { match, type Matched } from "./draft.js";
import { createShapes } from "./shapes.js";

export interface Rename {
  readonly what: "action" | "type" | "field" | "value" | "variant" | "parameter";
  /** Both as the `where` of a change. */
  readonly from: string;
  readonly to: string;
  /** From 0 to 1; 1 only if the spec says so. */
  readonly confidence: number;
  /** What speaks for it, in plain words. */
  readonly evidence: readonly string[];
}

export function renamesOf(old: Model, next: Model): readonly Rename[] {
  const sides = { old: typesById(old), new: typesById(next) };
  const actions = match(allActions(old), allActions(next), ({ id }) => id);
  const types = match([...sides.old.values()], [...sides.new.values()], ({ id }) => id);
  const guessing = { types: sides, shapeOf: createShapes(new Set(types.kept.map(([{ id }]) => id))) };
  const said = [...saidOfActions(actions), ...saidOfTypes(types)];
  const guessed = [...alikeActions(actions, guessing), ...alikeTypes(types, guessing)];
  const members = types.kept.flatMap(([before, after]) => {
    const told = saidOfMembers(before, after);
    const alike = before.kind === "record" && after.kind === "record" ? alikeFields(before, after, guessing) : [];
    return [...told, ...besides(told, alike)];
  });
  return [...said, ...besides(said, guessed), ...members, ...actions.kept.flatMap(([a, b]) => saidOfParameters(a, b))];
}

/** Guesses of what nothing certain is said of. */
function besides(said: readonly Rename[], guessed: readonly Rename[]): readonly Rename[] {
  const taken = new Set(said.flatMap(({ from, to }) => [`from ${from}`, `to ${to}`]));
  return guessed.filter(({ from, to }) => !taken.has(`from ${from}`) && !taken.has(`to ${to}`));
}

function said(what: Rename["what"], from: string, to: string): Rename {
  return { what, from, to, confidence: 1, evidence: ["the spec says `was`"] };
}

// ── Actions and types ───────────────────────────────────────────────────────────────────────────────────────────────

function saidOfActions({ removed, added }: Matched<Action>): readonly Rename[] {
  const gone = new Set(removed.map(({ id }) => id));
  return added.flatMap(({ id, was }) => (was !== undefined && gone.has(was) ? [said("action", was, id)] : []));
}

function saidOfTypes({ removed, added, kept }: Matched<NamedType>): readonly Rename[] {
  const gone = new Set(removed.map(({ id }) => id));
  // What took its place may have been there before.
  return [...added, ...kept.map(([, next]) => next)].flatMap(({ id, module, was }) => {
    const from = `${module}.${was ?? ""}`;
    return gone.has(from) ? [said("type", from, id)] : [];
  });
}

// ── Members ─────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Called {
  readonly name: string;
  readonly wire: string | number;
  readonly was: string | undefined;
}

function saidOfMembers(old: NamedType, next: NamedType): readonly Rename[] {
  if (old.kind === "record" && next.kind === "record") return saidOf("field", next.id, { old: old.fields, next: next.fields }); // prettier-ignore
  if (old.kind === "enum" && next.kind === "enum")
    return saidOf("value", next.id, { old: old.values, next: next.values });
  if (old.kind === "union" && next.kind === "union") return saidOf("variant", next.id, { old: old.variants, next: next.variants }); // prettier-ignore
  return [];
}

function saidOfParameters(old: Action, next: Action): readonly Rename[] {
  return saidOf("parameter", `${next.id}#request`, { old: old.parameters, next: next.parameters });
}

function saidOf(
  what: Rename["what"],
  within: string,
  { old, next }: { readonly old: readonly Called[]; readonly next: readonly Called[] },
): readonly Rename[] {
  const renamed = next.filter(({ was }) => was !== undefined);
  if (renamed.length === 0) return [];
  const olds = new Map(old.map((each) => [each.name, each]));
  const names = new Set(next.map(({ name }) => name));
  return renamed.flatMap(({ wire, was = "" }) => {
    const before = olds.get(was);
    return before && !names.has(was) ? [said(what, `${within}.${before.wire}`, `${within}.${wire}`)] : [];
  });
}
