// Variants of unions, by their tags; how a union is tagged, and what each variant holds.
import type { NamedType, UnionType, Variant } from "../model.js";
import { draft, isSame, match, type Draft, type Matched, type Owner, type Pair, type Place } from "./draft.js";
import { bothNames, memberDraftsOf, type Member } from "./fields.js";
import type { RowName } from "./kinds.js";
import { lifecycleDrafts } from "./lifecycle.js";
import { fieldsBeside } from "./relate.js";
import { slotDrafts, toldOfSlot } from "./slots.js";
import { spell } from "./spell.js";

export function unionDrafts(old: UnionType, next: UnionType, pair: Pair): readonly Draft[] {
  const { removed, added, kept } = match(old.variants, next.variants, tagAndName);
  const [lost, won] = [tags(removed), tags(added)];
  return [
    ...taggingDrafts(old, next, kept),
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

function taggingDrafts(old: UnionType, next: UnionType, kept: Matched<Variant>["kept"]): readonly Draft[] {
  const place: Place = { owner: ownerOf(next), where: next.id, old: old.origin, new: next.origin, anchor: next.origin };
  if (old.tagging !== next.tagging) {
    const row = areOneForm(old, next, kept) ? "same" : "any";
    return [draft("union-tagging-changed", row, { place, before: old.tagging, after: next.tagging })];
  }
  if (old.tag === next.tag) return [];
  return [draft("union-tag-changed", "any", { place, before: old.tag ?? null, after: next.tag ?? null })];
}

/** Whether two ways of tagging are one for these variants: beside a tag only records travel otherwise. */
function areOneForm(old: UnionType, next: UnionType, kept: Matched<Variant>["kept"]): boolean {
  if (old.tag === undefined || old.tag !== next.tag) return false;
  return kept.every(([a, b]) => a.form === b.form && isSame(a.content, b.content));
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
  const edits = payloadDrafts(before, after, { ...unions, place });
  if (unions.pair.seen) return edits;
  // What it holds comes and goes with all that is said of it.
  const held = before.payload && after.payload;
  const more = [before, after].map(({ payload }) => held && payload && toldOfSlot(payload, edits.length > 0));
  return [...edits, ...lifecycleDrafts(before, after, { place, kind: "type-description-changed", more })];
}

type Kept = Unions & { readonly place: Place };

function payloadDrafts(before: Variant, after: Variant, kept: Kept): readonly Draft[] {
  const { pair, place } = kept;
  const members = before.form === after.form ? undefined : besidesTag(before, after, kept);
  if (members) return memberDraftsOf(members, { pair, owner: place.owner, within: place.where, anchor: kept.next.origin }); // prettier-ignore
  // How every variant travels is told once, at the union.
  const isTold = kept.old.tagging !== kept.next.tagging;
  if (!before.payload || !after.payload) {
    if (before.payload === after.payload || isTold) return [];
    return [draft("variant-type-changed", "form", { place, before: heldBy(before), after: heldBy(after) })];
  }
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

/**
 * What stands beside the tag on both sides, where one had nothing, or a member that the other has as well: then fields came
 * or went. Undefined where the whole variant has another form.
 */
function besidesTag(before: Variant, after: Variant, { pair, old, next }: Kept): Matched<Member> | undefined {
  if (old.tag === undefined || next.tag === undefined) return undefined;
  const found = match<Member>(fieldsBeside(before, pair.types.old), fieldsBeside(after, pair.types.new), bothNames);
  const hadNone = before.form === "unit" || after.form === "unit";
  return hadNone || found.kept.length > 0 ? found : undefined;
}
