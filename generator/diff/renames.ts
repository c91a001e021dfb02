// What may have another name. Hints for readers: no verdict depends on them.
import { groupBy } from "../group.js";
import { allActions, typesById, type Action, type Model, type NamedType } from "../model.js";
import { spellBody, spellOutputs } from "./actions.js";
import { match, type Matched } from "./draft.js";

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
  const actions = match(allActions(old), allActions(next), ({ id }) => id);
  const types = match([...typesById(old).values()], [...typesById(next).values()], ({ id }) => id);
  const said = [...saidOfActions(actions), ...saidOfTypes(types)];
  const taken = new Set(said.flatMap(({ from, to }) => [`from ${from}`, `to ${to}`]));
  const guessed = alikeActions(actions).filter(({ from, to }) => !taken.has(`from ${from}`) && !taken.has(`to ${to}`));
  const members = [...types.kept.flatMap(([a, b]) => saidOfMembers(a, b)), ...actions.kept.flatMap(([a, b]) => saidOfParameters(a, b))]; // prettier-ignore
  return [...said, ...guessed, ...members];
}

function said(what: Rename["what"], from: string, to: string): Rename {
  return { what, from, to, confidence: 1, evidence: ["the spec says `was`"] };
}

// ── Actions and types ───────────────────────────────────────────────────────────────────────────────────────────────

function saidOfActions({ removed, added }: Matched<Action>): readonly Rename[] {
  const gone = new Set(removed.map(({ id }) => id));
  return added.flatMap(({ id, was }) => (was !== undefined && gone.has(was) ? [said("action", was, id)] : []));
}

function saidOfTypes({ removed, added }: Matched<NamedType>): readonly Rename[] {
  const gone = new Set(removed.map(({ id }) => id));
  return added.flatMap(({ id, module, was }) => {
    const from = `${module}.${was ?? ""}`;
    return gone.has(from) ? [said("type", from, id)] : [];
  });
}

/** One action gone and one new with types of the same names, which no other has. */
function alikeActions({ removed, added }: Matched<Action>): readonly Rename[] {
  const [gone, fresh] = [groupBy(removed, typeNames), groupBy(added, typeNames)];
  return [...gone].flatMap(([names, [from, ...others]]) => {
    const [to, ...more] = fresh.get(names) ?? [];
    if (names === "" || !from || !to || others.length + more.length > 0) return [];
    return [{ what: "action", from: from.id, to: to.id, confidence: 0.98, evidence: ["same request and output type"] }];
  });
}

/** The names of what an action takes and gives, without their modules; nothing if it has no types of its own. */
function typeNames({ body, outputs }: Action): string {
  const names = `${spellBody(body)} -> ${spellOutputs(outputs)}`;
  return names.includes(".") ? names.replace(/\w+\./g, "") : "";
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
