// `oneOf` and `anyOf`: which members there are, and what kind of union they make.
import { entriesOf, get, itemsOf, textOf, type SourceNode } from "../source.js";
import type { Declaration } from "./draft.js";
import { declare, json, useBare, type Reader } from "./reader.js";
import { propertiesOf } from "./record.js";
import { plain, readShape, type Shape } from "./schema.js";
import { findTag, readTagged } from "./tags.js";
import { readExternal, readUntagged } from "./untagged.js";
import { both, isNull, keyed, viewOf, wholeView, without, type Part, type View } from "./view.js";

const unionKeys = ["oneOf", "anyOf"];

/** A member of a union. */
export interface Arm {
  readonly site: SourceNode;
  /** With what holds for all members. */
  readonly view: View;
  /** The schema that it refers to, if that is all that it is. */
  readonly ref: SourceNode | undefined;
}

export interface Union {
  readonly declaration: Declaration;
  readonly arms: readonly Arm[];
  /** What holds for all members. */
  readonly base: readonly Part[];
  /** The key of the tag, if the document names one. */
  readonly named: string | undefined;
  /** Values of the tag for members, as the document gives them. */
  readonly mapping: ReadonlyMap<string, SourceNode>;
}

/** Whether a schema is a union of anything. */
export function hasUnion(view: View): boolean {
  return unionKeys.some((key) => keyed(view, key).some(({ value }) => itemsOf(value).length > 0));
}

/** Schemas that extend one that names a tag and no members: they are its members. */
export function subtypesOf(view: View, { facts }: Reader): readonly SourceNode[] {
  const own = { parts: view.parts.filter(({ home }) => home === undefined) };
  if (hasUnion(view) || keyed(own, "discriminator").length === 0) return [];
  return facts.subtypes.get(view.site) ?? [];
}

interface Extended {
  readonly declaration: Declaration;
  readonly subtypes: readonly SourceNode[];
}

/** The shape of a union. */
export function readUnion(view: View, { declaration, subtypes }: Extended, reader: Reader): Shape {
  const entries = unionKeys.flatMap((key) => keyed(view, key));
  const known = propertiesOf(without(view, unionKeys));
  const demands = entries.filter(({ value }) => itemsOf(value).every((item) => isDemand(item, known)));
  for (const { key, keyOrigin, value } of demands)
    if (itemsOf(value).length) reader.lose("AW6011", keyOrigin, { key, problem: "which fields need each other is not said" }); // prettier-ignore
  const [entry, other] = entries.filter((each) => !demands.includes(each));
  if (other) {
    reader.lose("AW6013", other.keyOrigin, { problem: "several unions hold at once" });
    return plain(json);
  }
  if (!entry && subtypes.length === 0) return readShape(without(view, unionKeys), declaration, reader);
  const members = entry ? itemsOf(entry.value).filter((item) => !isNull(item)) : subtypes;
  // A subtype has its base in its own `allOf`.
  const base = entry ? without(view, [...unionKeys, "discriminator"]).parts : [];
  const arms = armsOf(members, base, reader);
  const named = tagNameOf(view);
  const tag = named === undefined ? inheritedTag(arms, reader) : { named, mapping: mappingOf(view, reader) };
  const union: Union = { declaration, arms, base, ...tag };
  return readMembers(union, { view, isOneOf: entry?.key !== "anyOf" }, reader);
}

function tagNameOf(view: Pick<View, "parts">): string | undefined {
  return textOf(get(keyed(view, "discriminator")[0]?.value, "propertyName"));
}

/** What the members' base names as the tag, where the union itself names none: each of them extends such a one. */
function inheritedTag(arms: readonly Arm[], reader: Reader): Pick<Union, "named" | "mapping"> {
  const views = arms.map(({ site, ref, view }) => ({ ...view, parts: view.parts.filter(({ node }) => node !== (ref ?? site)) })); // prettier-ignore
  const [named, ...others] = new Set(arms.map(({ view }) => tagNameOf(view)));
  const isInherited =
    arms.length > 1 && named !== undefined && others.length === 0 && views.every((view) => tagNameOf(view) === named);
  const quiet: Reader = { ...reader, lose: () => undefined }; // told where the base is read
  const mappings = isInherited ? views.flatMap((view) => [...mappingOf(view, quiet)]) : [];
  return { named: isInherited ? named : undefined, mapping: new Map(mappings) };
}

/** A member that only demands something of the fields around it. */
function isDemand(node: SourceNode, known: ReadonlyMap<string, unknown>): boolean {
  const entries = entriesOf(node).filter(({ key }) => !key.startsWith("x-"));
  const fields = entriesOf(get(node, "properties"));
  const isOfFields = fields.every(({ key, value }) => known.has(key) && !["const", "enum", "$ref"].some((keyword) => get(value, keyword))); // prettier-ignore
  return entries.length > 0 && isOfFields && entries.every(({ key }) => ["required", "not", "title", "description", "properties"].includes(key)); // prettier-ignore
}

function armsOf(members: readonly SourceNode[], base: readonly Part[], { documents, facts }: Reader): readonly Arm[] {
  return members.map((site) => {
    const ref = facts.components.has(site) ? site : viewOf(site, documents).ref;
    return { site, ref, view: both(wholeView(site, documents), base) };
  });
}

interface Reading {
  readonly view: View;
  readonly isOneOf: boolean;
}

function readMembers(union: Union, { view, isOneOf }: Reading, reader: Reader): Shape {
  const flat = { ...union, arms: flatten(union, reader) };
  const tag = findTag(flat, reader);
  const tagged = tag && readTagged(flat, tag, reader);
  if (tagged) return tagged;
  const [arm, ...others] = union.arms;
  if (arm && others.length === 0) return readSingle(arm, union, reader);
  const external = readExternal(union, isOneOf, reader);
  if (external) return external;
  if (union.arms.length === 0) return plain(json);
  return readUntagged(union, view, reader);
}

/** A union of one member is that member, with what holds besides. */
function readSingle({ ref, view }: Arm, { declaration, base }: Union, reader: Reader): Shape {
  const isBare = propertiesOf({ ...view, parts: base }).size === 0;
  return ref && isBare ? plain(useBare(declare(ref, reader), reader)) : readShape(view, declaration, reader);
}

/** Members that are unions themselves, in place of which their own members can stand. */
function flatten({ arms, base }: Union, reader: Reader): readonly Arm[] {
  const seen = new Set<SourceNode>();
  const within = (arm: Arm): readonly Arm[] => {
    const site = arm.ref ?? arm.site;
    const inner = wholeView(site, reader.documents);
    const [entry, ...more] = unionKeys.flatMap((key) => keyed(inner, key));
    if (!entry || more.length > 0 || seen.has(site) || propertiesOf(inner).size > 0) return [arm];
    seen.add(site);
    const members = itemsOf(entry.value).filter((item) => !isNull(item));
    return members.every((member) => member.kind === "map") ? armsOf(members, base, reader).flatMap(within) : [arm];
  };
  return arms.flatMap(within);
}

/** The values of the tag, by what they stand for: a reference, or a name under `components`. */
function mappingOf(view: View, { documents, facts, lose }: Reader): ReadonlyMap<string, SourceNode> {
  const entries = keyed(view, "discriminator").flatMap(({ value }) => entriesOf(get(value, "mapping")));
  return new Map(
    entries.flatMap(({ key, value }) => {
      const text = textOf(value) ?? "";
      const named = /[#/]|\.(ya?ml|json)$/.test(text) ? undefined : [...facts.components].find(([, name]) => name === text);
      const target = named?.[0] ?? documents.follow(value);
      if (!target) lose("AW6011", value.origin, { key: "mapping", problem: "the tag has no such value" });
      return target ? [[key, target] as const] : [];
    }),
  );
} // prettier-ignore
