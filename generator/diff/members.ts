// What two types of one kind differ in: their fields, values or variants.
import type { EnumType, NamedType, UnionType } from "../model.js";
import { draft, type Draft, type Pair, type Place } from "./draft.js";
import { enumDrafts } from "./enums.js";
import { recordDrafts } from "./fields.js";
import { unionDrafts } from "./unions.js";

/** Nothing for types of different kinds. */
export function memberDrafts(old: NamedType, next: NamedType, pair: Pair): readonly Draft[] {
  if (old.kind === "record" && next.kind === "record") return recordDrafts(old, next, pair);
  if (old.kind === "enum" && next.kind === "enum")
    return [...enumDrafts(old, next, pair), ...opennessDrafts(old, next)];
  if (old.kind === "union" && next.kind === "union")
    return [...unionDrafts(old, next, pair), ...opennessDrafts(old, next)];
  return [];
}

function opennessDrafts(old: EnumType | UnionType, next: EnumType | UnionType): readonly Draft[] {
  if (old.closed === next.closed) return [];
  const owner = { kind: "type", id: next.id, side: "both" } as const;
  const place: Place = { owner, where: next.id, old: old.origin, new: next.origin, anchor: next.origin };
  const facts = { place, before: spellOpenness(old), after: spellOpenness(next) };
  return [next.closed ? draft("type-closed", "any", facts) : draft("type-opened", "any", facts)];
}

function spellOpenness({ closed }: EnumType | UnionType): string {
  return closed ? "closed" : "open";
}
