// Variants of unions, by their tags; how a union is tagged, and what each variant holds.
import { fieldsOf, type NamedType, type RecordType, type UnionType, type Variant } from "../model.js";
import { draft, match, type Draft, type Owner, type Pair, type Place } from "./draft.js";
import { memberDraftsOf } from "./fields.js";
import type { RowName } from "./kinds.js";
import { lifecycleDrafts } from "./lifecycle.js";
import { slotDrafts } from "./slots.js";
import { spell } from "./spell.js";

export function unionDrafts(old: UnionType, next: UnionType, pair: Pair): readonly Draft[] {
  const { removed, added, kept } = match(old.variants, next.variants, tagAndName);
  const [lost, won] = [tags(removed), tags(added)];
  return [
    ...taggingDrafts(old, next),
    ...removed.map((variant) =>
      removedDraft(variant, {
        old,
        next,
        row: won.has(variant.wire) ? renamedRow(variant, next) : "any",
        others: added,
      }),
    ),
    ...added.map((variant) => addedDraft(variant, { union: next, row: lost.has(variant.wire) ? "renamed" : old.closed ? "closed" : "open", others: removed })), // prettier-ignore
    ...kept.flatMap(([before, after]) => keptDrafts(before, after, { old, next, pair })),
  ];
}

function tagAndName({ wire, name }: Variant): string {
  return JSON.stringify([wire, name]);
}

function tags(variants: readonly Variant[]): ReadonlySet<string> {
  return new Set(variants.map(({ wire }) => wire));
}

function ownerOf({ id }: NamedType): Owner {
  return { kind: "type", id, side: "both" };
}

function placeOf({ wire }: Variant, union: UnionType, sides: Pick<Place, "old" | "new">): Place {
  return { owner: ownerOf(union), where: `${union.id}.${wire}`, ...sides, anchor: union.origin };
}

function taggingDrafts(old: UnionType, next: UnionType): readonly Draft[] {
  const place: Place = { owner: ownerOf(next), where: next.id, old: old.origin, new: next.origin, anchor: next.origin };
  if (old.tagging !== next.tagging)
    return [draft("union-tagging-changed", "any", { place, before: old.tagging, after: next.tagging })];
  if (old.tag === next.tag) return [];
  return [draft("union-tag-changed", "any", { place, before: old.tag ?? null, after: next.tag ?? null })];
}

/** A variant that is a bare text has no type of its own, and so no name in code. */
function renamedRow({ form }: Variant, { tag }: UnionType): RowName<"variant-removed"> {
  return form === "unit" && tag === undefined ? "renamedUnit" : "renamed";
}

function removedDraft(
  variant: Variant,
  { old, next, row, others }: { readonly old: UnionType; readonly next: UnionType; readonly row: RowName<"variant-removed">; readonly others: readonly Variant[] }, // prettier-ignore
): Draft {
  const facts = { place: placeOf(variant, next, { old: variant.origin, new: undefined }), before: heldBy(variant) };
  if (old.tagging !== "untagged") return draft("variant-removed", row, facts);
  return draft("untagged-alternative-removed", untaggedRow(variant, others), facts);
}

function addedDraft(
  variant: Variant,
  { union, row, others }: { readonly union: UnionType; readonly row: RowName<"variant-added">; readonly others: readonly Variant[] }, // prettier-ignore
): Draft {
  const facts = { place: placeOf(variant, union, { old: undefined, new: variant.origin }), after: heldBy(variant) };
  if (union.tagging !== "untagged") return draft("variant-added", row, facts);
  return draft("untagged-alternative-added", untaggedRow(variant, others), facts);
}

/** The name of an alternative is nowhere but in the spec. */
function untaggedRow(variant: Variant, others: readonly Variant[]): "any" | "renamed" {
  return others.some((other) => heldBy(other) === heldBy(variant)) ? "renamed" : "any";
}

function heldBy({ payload }: Variant): string {
  return payload ? spell(payload.type) : "unit";
}

interface Unions {
  readonly old: UnionType;
  readonly next: UnionType;
  readonly pair: Pair;
}

function keptDrafts(before: Variant, after: Variant, unions: Unions): readonly Draft[] {
  const place = placeOf(after, unions.next, { old: before.origin, new: after.origin });
  const told = unions.pair.seen ? [] : lifecycleDrafts(before, after, { place, kind: "type-description-changed" });
  return [...payloadDrafts(before, after, { ...unions, place }), ...told];
}

type Kept = Unions & { readonly place: Place };

function payloadDrafts(before: Variant, after: Variant, kept: Kept): readonly Draft[] {
  const { pair, place } = kept;
  // How every variant travels is told once, at the union.
  const isTold = kept.old.tagging !== kept.next.tagging;
  if (!before.payload || !after.payload) return before.payload === after.payload || isTold ? [] : unitDrafts(before, after, kept); // prettier-ignore
  const moved = isTold ? [] : contentDrafts(before, after, place);
  return [...moved, ...slotDrafts(before.payload, after.payload, { pair, place, kind: "variant-type-changed" })];
}

function contentDrafts(before: Variant, after: Variant, place: Place): readonly Draft[] {
  const [old, next] = [contentOf(before), contentOf(after)];
  const [wire, name] = [old.wire !== next.wire, old.property !== next.property];
  if (!wire && !name && before.form === after.form) return [];
  const row = wire === name || before.form !== after.form ? "any" : wire ? "wire" : "name";
  return [draft("variant-content-changed", row, { place, before: old.wire, after: next.wire })];
}

function contentOf({ content }: Variant): { readonly wire: string | null; readonly property: string | null } {
  return content ?? { wire: null, property: null };
}

/** A variant that held nothing and holds fields has new fields, and the other way round. */
function unitDrafts(before: Variant, after: Variant, { pair, place, next }: Kept): readonly Draft[] {
  const [old, now] = [recordOf(before, pair.types.old), recordOf(after, pair.types.new)];
  const facts = { place, before: heldBy(before), after: heldBy(after) };
  if (!old || !now) return [draft("variant-type-changed", formRow(next, after), facts)];
  const scope = { pair, owner: place.owner, within: place.where, anchor: next.origin };
  return memberDraftsOf({ removed: old.fields, added: now.fields, kept: [] }, scope);
}

/** Beside a tag, what is held is one member more; without one, all of it has another form. */
function formRow({ tag }: UnionType, after: Variant): RowName<"variant-type-changed"> {
  if (tag === undefined) return "form";
  return after.payload ? "filled" : "emptied";
}

/** The fields beside the tag, where a variant has these or nothing. */
function recordOf(
  { form, payload }: Variant,
  types: ReadonlyMap<string, NamedType>,
): Pick<RecordType, "fields"> | undefined {
  if (form === "unit") return { fields: [] };
  return form === "flat" && payload ? { fields: fieldsOf(payload.type, types) } : undefined;
}
