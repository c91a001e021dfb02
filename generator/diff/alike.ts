// What is gone and what is new may be one thing under two names: guesses, each with what speaks for it. Where two would do as
// well, none is told. No verdict depends on them.
import { groupBy } from "../group.js";
import type { Action, Field, NamedType, RecordType } from "../model.js";
import { wordsOf } from "../names.js";
import { spellBody, spellOutputs } from "./actions.js";
import { match, type Matched, type Sides } from "./draft.js";
import { bothNames } from "./fields.js";
import type { Rename } from "./renames.js";
import type { ShapeOf } from "./shapes.js";
import { spell } from "./spell.js";

type Types = ReadonlyMap<string, NamedType>;

export interface Guessing {
  readonly types: Sides<Types>;
  readonly shapeOf: ShapeOf;
}

interface Named {
  readonly id: string;
}

/** Pairs of which neither side is in another one. */
function oneToOne<T extends Named>(pairs: readonly (readonly [from: T, to: T])[]): typeof pairs {
  const [froms, tos] = [groupBy(pairs, ([from]) => from.id), groupBy(pairs, ([, to]) => to.id)];
  return pairs.filter(([from, to]) => froms.get(from.id)?.length === 1 && tos.get(to.id)?.length === 1);
}

/** What is gone with what is new and has the same text. Texts of nothing in particular are empty. */
function withSame<T>({ removed, added }: Matched<T>, textOf: (item: T, side: keyof Sides<T>) => string): (readonly [T, T])[] {
  const fresh = groupBy(added, (item) => textOf(item, "new"));
  return removed.flatMap((from) => {
    const text = textOf(from, "old");
    return text === "" ? [] : (fresh.get(text) ?? []).map((to) => [from, to] as const);
  });
} // prettier-ignore

/** How many of the words of two names are in both, from 0 to 1. */
function overlap(a: string, b: string): number {
  const [one, other] = [new Set(wordsOf(a)), new Set(wordsOf(b))];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared / (one.size + other.size - shared);
}

/** A guess by structure is as good as the names are alike. */
function confidence(likeness: number): number {
  return Math.round(50 + 40 * likeness) / 100;
}

// ── Actions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** By the names of what they take and give; then, of the others, by what these types are made of. */
export function alikeActions(actions: Matched<Action>, { types, shapeOf }: Guessing): readonly Rename[] {
  const byNames = oneToOne(withSame(actions, typeNames));
  const told = new Set(byNames.flatMap(([from, to]) => [from, to]));
  const isOpen = (action: Action): boolean => !told.has(action);
  const others = { removed: actions.removed.filter(isOpen), added: actions.added.filter(isOpen), kept: [] };
  const byShapes = oneToOne(
    withSame(others, (action, side) => shapeOfAction(action, types[side], shapeOf)).filter(
      ([from, to]) => from.module === to.module && likeness(from, to) >= 0.5,
    ),
  );
  return [
    ...byNames.map(([from, to]): Rename => ({ what: "action", from: from.id, to: to.id, confidence: 0.98, evidence: ["same request and output type"] })), // prettier-ignore
    ...byShapes.map(([from, to]): Rename => ({ what: "action", from: from.id, to: to.id, confidence: confidence(likeness(from, to)), evidence: ["request and output are made of the same", "most words of the name are the same"] })), // prettier-ignore
  ];
}

function likeness(from: Action, to: Action): number {
  return overlap(from.method, to.method);
}

/** The names of what an action takes and gives, without their modules; nothing if it has no types of its own. */
function typeNames(action: Action): string {
  const names = `${spellBody(action.body)} -> ${spellOutputs(action.outputs)}`;
  return names.includes(".") ? `${parameterNames(action)}${names.replace(/\w+\./g, "")}` : "";
}

function parameterNames({ parameters }: Action): string {
  return parameters.map(({ place, wire, type }) => `${place} ${wire}: ${spell(type)}, `).sort().join(""); // prettier-ignore
}

/** Nothing if the action takes and gives too little to be known by it. */
function shapeOfAction(action: Action, types: Types, shapeOf: ShapeOf): string {
  const { body, outputs } = action;
  const held = [...(body.kind === "none" ? [] : [body.slot]), ...outputs.map(({ slot }) => slot)];
  const isTelling = held.some(({ type }) => type.kind === "named" && membersOf(types.get(type.target)) > 1);
  if (!isTelling) return "";
  return `${parameterNames(action)}${held.map(({ type }) => shapeOf(type, types)).join(" -> ")}`;
}

/** How many members tell a type from others. */
function membersOf(type: NamedType | undefined): number {
  switch (type?.kind) {
    case "record":
      return type.fields.length;
    case "enum":
      return type.values.length;
    case "union":
      return type.variants.length;
    default:
      return 0;
  }
}

// ── Types ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Of the same structure, under the same name in another module, or under one of which at least half is the same. */
export function alikeTypes(all: Matched<NamedType>, { types, shapeOf }: Guessing): readonly Rename[] {
  const shapes = withSame(all, (type, side) => (membersOf(type) === 0 ? "" : shapeOf({ kind: "named", target: type.id, args: [] }, types[side]))); // prettier-ignore
  const isAlike = ([from, to]: readonly [NamedType, NamedType]): boolean =>
    from.name === to.name || (from.module === to.module && membersOf(from) > 1 && overlap(from.name, to.name) >= 0.5);
  return oneToOne(shapes.filter(isAlike)).map(([from, to]) => ({
    what: "type",
    from: from.id,
    to: to.id,
    confidence: from.name === to.name ? 0.95 : confidence(overlap(from.name, to.name)),
    evidence: ["same structure", from.name === to.name ? "same name in another module" : "most words of the name are the same"], // prettier-ignore
  }));
}

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Fields of a record on both sides: those with another name, and those that a new field holds. */
export function alikeFields(old: RecordType, next: RecordType, { types }: Guessing): readonly Rename[] {
  const { removed, added } = match(old.fields, next.fields, bothNames);
  if (removed.length === 0 || added.length === 0) return [];
  const renamed = renamedFields(removed, added);
  const others = removed.filter((field) => !renamed.some(({ from }) => from === field));
  return [
    ...renamed.map(({ from, to, ...guess }): Rename => ({ what: "field", from: `${old.id}.${from.wire}`, to: `${next.id}.${to.wire}`, ...guess })), // prettier-ignore
    ...movedFields(others, added, types.new).map(({ from, to, holder }): Rename => ({ what: "field", from: `${old.id}.${from.wire}`, to: `${holder.type}.${to.wire}`, confidence: 0.9, evidence: ["same type and name", `\`${holder.wire}\` holds it`] })), // prettier-ignore
  ];
}

interface Renamed extends Pick<Rename, "confidence" | "evidence"> {
  readonly from: Field;
  readonly to: Field;
}

/** Of the same type, with the same text about it, or more than half of the name. The next best is told with it. */
function renamedFields(removed: readonly Field[], added: readonly Field[]): readonly Renamed[] {
  const ranked = removed.map((from) => {
    const [best, ...others] = added
      .filter((to) => spell(to.type) === spell(from.type))
      .map((to) => ({ to, weight: weightOf(from, to) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight);
    return { from, best, second: others[0] };
  });
  const all = ranked.flatMap(({ best, second }) => [...(best ? [best] : []), ...(second ? [second] : [])]);
  const wanted = groupBy(all, ({ to }) => to.wire);
  return ranked.flatMap(({ from, best, second }): readonly Renamed[] => {
    if (!best || best.to.optional !== from.optional || best.weight <= 0.5) return [];
    if (best.weight === second?.weight || wanted.get(best.to.wire)?.length !== 1) return [];
    const reason = best.weight > 1 ? "same documentation" : "most words of the name are the same";
    const evidence = ["same type", reason, ...(second ? [`the next best is \`${second.to.wire}\``] : [])];
    return [{ from, to: best.to, confidence: confidence(Math.min(1, best.weight)), evidence }];
  });
}

/** The same text counts for more than any likeness of names. */
function weightOf(from: Field, to: Field): number {
  const isTold = from.docs !== undefined && from.docs === to.docs;
  return overlap(from.wire, to.wire) + (isTold ? 1 : 0);
}

interface Moved {
  readonly from: Field;
  readonly to: Field;
  /** The new field, and the type that it holds. */
  readonly holder: { readonly wire: string; readonly type: string };
}

/** Several fields that a record had and a new field holds: under the same names, or without words of that field's name. */
function movedFields(removed: readonly Field[], added: readonly Field[], types: Types): readonly Moved[] {
  return added.flatMap(({ wire, type }): readonly Moved[] => {
    const held = type.kind === "named" ? types.get(type.target) : undefined;
    if (held?.kind !== "record") return [];
    const inner = new Map(held.fields.map((field) => [wordsOf(field.wire).join(" "), field]));
    const words = new Set(wordsOf(wire));
    const moved = removed.flatMap((from): readonly Moved[] => {
      const own = wordsOf(from.wire);
      const to = inner.get(own.join(" ")) ?? inner.get(own.filter((word) => !words.has(word)).join(" "));
      return to && spell(to.type) === spell(from.type) ? [{ from, to, holder: { wire, type: held.id } }] : [];
    });
    return moved.length > 1 && new Set(moved.map(({ to }) => to)).size === moved.length ? moved : [];
  });
}
