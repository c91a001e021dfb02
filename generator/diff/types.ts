// Named types, by id: new ones, gone ones, and what was edited in the others.
import type { NamedType } from "../model.js";
import { draft, judged, match, type Draft, type Owner, type Pair, type Place, type Sides } from "./draft.js";
import { textOfRule } from "./fields.js";
import { lifecycleDrafts } from "./lifecycle.js";
import { memberDrafts } from "./members.js";
import { instance, placeholders, relateKinds } from "./relate.js";
import { slotDrafts, toldOfSlot } from "./slots.js";

/** The ids of records that are the classes of actions on each side: of all of them, and of those that are on both. */
export interface Classes extends Sides<ReadonlySet<string>> {
  readonly kept: Sides<ReadonlySet<string>>;
}

export function typeDrafts(pair: Pair, classes: Classes): readonly Draft[] {
  const { removed, added, kept } = match([...pair.types.old.values()], [...pair.types.new.values()], ({ id }) => id);
  return [
    ...removed.map((type) =>
      draft("type-removed", classes.kept.old.has(type.id) ? "class" : "name", {
        place: placeOf(type, "old"),
        before: type.kind,
      }),
    ),
    ...added.map((type) => draft("type-added", "any", { place: placeOf(type, "new"), after: type.kind })),
    ...kept.flatMap(([old, next]) => [...classDrafts(old, next, classes), ...keptDrafts(old, next, pair)]),
    ...formerDrafts(kept, pair, classes),
  ];
}

/** Names that types had once, and are exported under as well (`was`): they go and come like types. */
function formerDrafts(
  kept: readonly (readonly [old: NamedType, next: NamedType])[],
  { types }: Pair,
  classes: Classes,
): readonly Draft[] {
  const named = { old: namesIn(types.old), new: namesIn(types.new) };
  return kept.flatMap(([old, next]) => {
    const [before, after] = [formerId(old), formerId(next)];
    const owner = (id: string): Owner => ({ kind: "type", id, side: "both", reach: next.id });
    const place = { old: old.origin, new: next.origin, anchor: next.origin };
    return [
      ...(before === undefined || named.new.has(before)
        ? []
        : [draft("type-removed", classes.kept.old.has(old.id) ? "class" : "name", { place: { ...place, owner: owner(before), where: before }, before: old.kind })]), // prettier-ignore
      ...(after === undefined || named.old.has(after)
        ? []
        : [draft("type-added", "any", { place: { ...place, owner: owner(after), where: after }, after: next.kind })]),
    ];
  });
}

/** Every name that a package exports a type under. */
function namesIn(types: ReadonlyMap<string, NamedType>): ReadonlySet<string> {
  return new Set([...types.values()].flatMap((type) => [type.id, formerId(type) ?? type.id]));
}

/** What a type was called, if it is exported under that as well: the emitters pass over what no type was ever called. */
export function formerId({ module, was }: NamedType): string | undefined {
  return was !== undefined && /^[A-Z][A-Za-z0-9]*$/.test(was) ? `${module}.${was}` : undefined;
}

/**
 * A record that is all that an action asks for is its class, and no plain record any more. Where the action itself is new or
 * gone, that says it all.
 */
function classDrafts(before: NamedType, after: NamedType, { old, new: next, kept }: Classes): readonly Draft[] {
  const [was, is] = [old.has(before.id), next.has(after.id)];
  if (was === is || !(kept.old.has(before.id) || kept.new.has(after.id))) return [];
  const owner = { kind: "type", id: after.id, side: "both" } as const;
  const place: Place = { owner, where: after.id, old: before.origin, new: after.origin, anchor: after.origin };
  const head = (type: NamedType, isClass: boolean): string => (isClass ? "class" : headOf(type));
  return [draft("type-kind-changed", is ? "class" : "plain", { place, before: head(before, was), after: head(after, is) })]; // prettier-ignore
}

function placeOf({ id, origin }: NamedType, side: "old" | "new"): Place {
  return {
    owner: { kind: "type", id, side },
    where: id,
    old: undefined,
    new: undefined,
    anchor: undefined,
    [side]: origin,
  };
}

function keptDrafts(old: NamedType, next: NamedType, pair: Pair): readonly Draft[] {
  const owner = { kind: "type", id: next.id, side: "both" } as const;
  const place: Place = { owner, where: next.id, old: old.origin, new: next.origin, anchor: next.origin };
  const edits = editDrafts(old, next, { pair, place });
  const told = (type: NamedType, other: NamedType): unknown => ("slot" in type ? toldOfSlot(type.slot, edits.length > 0) : toldOf(type, other)); // prettier-ignore
  const more = old.kind === next.kind ? ([told(old, next), told(next, old)] as const) : [];
  return [...edits, ...lifecycleDrafts(old, next, { place, kind: "type-description-changed", more })]; // prettier-ignore
}

/** What is said inside a type, of what the other side has as well. */
function toldOf(type: NamedType, other: NamedType): unknown {
  if (type.kind === "record") {
    const rules = new Set(other.kind === "record" ? other.rules.map(textOfRule) : []);
    const kept = type.rules.filter((rule) => rules.has(textOfRule(rule)));
    return [
      type.examples,
      Object.fromEntries(kept.map((rule) => [textOfRule(rule), [rule.message, rule.code, rule.extensions]])),
    ];
  }
  return type.kind === "union" ? type.examples : [];
}

function editDrafts(
  old: NamedType,
  next: NamedType,
  { pair, place }: { readonly pair: Pair; readonly place: Place },
): readonly Draft[] {
  const facts = { place, before: headOf(old), after: headOf(next) };
  if (old.params.length !== next.params.length) return [draft("type-kind-changed", "params", facts)];
  if (old.kind !== next.kind) return [judged("type-kind-changed", relateKinds(old, next, pair), facts)];
  const isRenamed = old.params.some((param, index) => param !== next.params[index]);
  const [a, b] = isRenamed ? [instance(old, placeholders(old)), instance(next, placeholders(next))] : [old, next];
  // What is nominal has its own name, whatever it is made of.
  if ("slot" in a && "slot" in b) return slotDrafts(a.slot, b.slot, { pair: { ...pair, flavors: pair.flavors && a.kind === "alias" }, place, kind: "alias-type-changed" }); // prettier-ignore
  return memberDrafts(a, b, pair);
}

function headOf({ kind, params }: NamedType): string {
  return params.length === 0 ? kind : `${kind}<${params.length}>`;
}
