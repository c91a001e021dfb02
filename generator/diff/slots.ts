// A place that holds a value: its type, whether it may be null, its constraints and its default.
import { resolveAliases, type Literal, type Slot, type Type } from "../model.js";
import { mentions } from "../check/context.js";
import { constraintDrafts } from "./constraints.js";
import { draft, isSame, judged, type Draft, type Pair, type Place } from "./draft.js";
import { rowOf, type Kind } from "./kinds.js";
import { areOneFormat, isScalarBeneath, relate, relateOpenness } from "./relate.js";
import { spell } from "./spell.js";
import { equal, together, widthOf, type Relation, type Verdict } from "./verdict.js";

/** The kind that a change of the type has. */
export type TypeKind = Extract<
  Kind,
  "field-type-changed" | "alias-type-changed" | "variant-type-changed" | "action-type-changed"
>;

export interface SlotScope {
  readonly pair: Pair;
  readonly place: Place;
  readonly kind: TypeKind;
}

/** What of a slot was edited. */
export function slotDrafts(old: Slot, next: Slot, scope: SlotScope): readonly Draft[] {
  return [...typeDrafts(old, next, scope), ...constraintDrafts(old.constraints, next.constraints, scope.place)];
}

/** What is said inside a slot, and breaks nobody. What edited constraints say of themselves goes with the edit. */
export function toldOfSlot({ examples, sensitive, constraints }: Slot, isEdited: boolean): unknown {
  const said = constraints.map(({ message, code, extensions }) => ({ message, code, extensions }));
  return [examples, sensitive, isEdited || said.filter((each) => !isSame(each, { extensions: {} }))];
}

function typeDrafts(old: Slot, next: Slot, scope: SlotScope): readonly Draft[] {
  if (spell(old.type) === spell(next.type) && old.open === next.open) return [];
  if (scope.kind !== "field-type-changed") return changeOfType(old, next, scope);
  const { types } = scope.pair;
  const [a, b] = [nullability(old.type, types.old), nullability(next.type, types.new)];
  // `json` takes null as it is: to or from it, nothing is to be said of null alone.
  if (isJson(a.type, types.old) || isJson(b.type, types.new)) return changeOfType(old, next, scope);
  const facts = { place: scope.place, before: spell(old.type), after: spell(next.type) };
  const nulls =
    a.nullable === b.nullable
      ? []
      : [b.nullable ? draft("field-became-nullable", "any", facts) : draft("field-became-not-nullable", "any", facts)];
  return [...nulls, ...changeOfType({ ...old, type: a.type }, { ...next, type: b.type }, scope)];
}

function nullability(type: Type, types: Pair["types"]["old"]): { readonly type: Type; readonly nullable: boolean } {
  const resolved = resolveAliases(type, types);
  return resolved.kind === "nullable" ? { type: resolved.inner, nullable: true } : { type, nullable: false };
}

function isJson(type: Type, types: Pair["types"]["old"]): boolean {
  const resolved = resolveAliases(type, types);
  return resolved.kind === "scalar" && resolved.scalar === "json";
}

function changeOfType(old: Slot, next: Slot, { pair, place, kind }: SlotScope): readonly Draft[] {
  if (spell(old.type) === spell(next.type) && old.open === next.open) return [];
  const relation = relationOf(old, next, pair);
  const facts = { place, before: spell(old.type), after: spell(next.type) };
  if (pair.seen) return [judged(kind, relation, facts)];
  const isEqual = widthOf(relationOf(old, next, { ...pair, flavors: false })) === "equal";
  const verdicts = together([relation, byName(old, next, pair)]);
  return [judged(isEqual ? renamedKind(kind) : editedKind(kind, [old, next], pair), verdicts, facts)];
}

/**
 * What it does to code that names the old type, which may be another by now, though what travels is the same. Types alone
 * see it.
 */
function byName(old: Slot, next: Slot, { types, flavors, int64 }: Pair): Relation {
  // A nominal scalar has its own name alone, whatever it is made of.
  if (!flavors && isScalarBeneath(old.type, types.old)) return equal;
  const names = mentions(old.type);
  if (names.length === 0 || names.some((id) => types.new.get(id)?.params.length !== types.old.get(id)?.params.length)) return equal; // prettier-ignore
  const { request, output } = relate(old.type, next.type, { types: { old: types.new, new: types.new }, seen: undefined, flavors, int64 }); // prettier-ignore
  return { request: inTypes(request), output: inTypes(output) };
}

function inTypes({ source, assignable }: Verdict): Verdict {
  if (!source) return equal.request;
  return { ...rowOf("field-type-renamed", "flavor").request, source, assignable, why: "code that names the old type, which is another by now, does not compile any more (TS2345)" }; // prettier-ignore
}

function relationOf(old: Slot, next: Slot, pair: Pair): Relation {
  const opened = old.open === next.open ? [] : [relateOpenness({ ...next, type: resolveAliases(next.type, pair.types.new) })]; // prettier-ignore
  return together([relate(old.type, next.type, pair), ...opened]);
}

/** A variant or an alias has no name of its own for the type: its change is what it is, only harmless. */
function renamedKind(kind: TypeKind): Kind {
  if (kind === "field-type-changed") return "field-type-renamed";
  return kind === "action-type-changed" ? "action-type-renamed" : kind;
}

/** A field of the same type in code, in another range or format. */
function editedKind(kind: TypeKind, [old, next]: readonly [Slot, Slot], { int64 }: Pair): Kind {
  const [{ type: a, open }, { type: b, open: opened }] = [old, next];
  if (kind !== "field-type-changed" || a.kind !== "scalar" || b.kind !== "scalar" || open !== opened) return kind;
  return areOneFormat(a.scalar, b.scalar, int64) ? "field-format-changed" : kind;
}

/** A place that may be left out. */
type Given = Slot & { readonly optional: boolean };

/** Whether callers have to give it, and readers find it. */
export function isGiven({ optional, fill }: Given): boolean {
  return !optional && fill === undefined;
}

/** Whether it may be left out, on the wire and in code. */
export function presenceDrafts(old: Given, next: Given, place: Place): readonly Draft[] {
  if (old.optional === next.optional) return [];
  const facts = {
    place,
    before: old.optional ? "optional" : "required",
    after: next.optional ? "optional" : "required",
  };
  const row = isGiven(old) === isGiven(next) ? "filled" : "any";
  return [next.optional ? draft("field-became-optional", row, facts) : draft("field-became-required", row, facts)];
}

/** The server's default is `default`, the client's own is `fill`. */
export function defaultDrafts(old: Given, next: Given, place: Place): readonly Draft[] {
  return [...defaultDraft(old.default, next.default, { place, row: "server" }), ...fillDrafts(old, next, place)];
}

function fillDrafts(old: Given, next: Given, place: Place): readonly Draft[] {
  // That it became optional, or no longer is, is told by itself.
  const required = !old.optional && !next.optional;
  return defaultDraft(old.fill, next.fill, { place, row: required ? "filled" : "fill" });
}

function defaultDraft(
  old: Literal | undefined,
  next: Literal | undefined,
  { place, row }: { readonly place: Place; readonly row: "server" | "fill" | "filled" },
): readonly Draft[] {
  if (isSame(old?.value, next?.value) && (old === undefined) === (next === undefined)) return [];
  const facts = { place, before: old?.value ?? null, after: next?.value ?? null };
  if (!old) return [draft("field-default-added", row, facts)];
  if (!next) return [draft("field-default-removed", row, facts)];
  return [draft("field-default-changed", row === "server" ? "server" : "fill", facts)];
}
