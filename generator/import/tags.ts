// Unions that are told apart by a key: found by what the document names, or by a constant that every member has.
import { groupBy } from "../group.js";
import type { Origin } from "../model.js";
import type { SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import type { Declaration, SlotDraft, TypeDraft, VariantDraft } from "./draft.js";
import { literalsOf } from "./literals.js";
import { capitalize } from "../names.js";
import { declare, draftDeclaration, type Reader } from "./reader.js";
import { propertiesOf, readFields, requiredOf, schemaOf } from "./record.js";
import { slotOf, type Shape } from "./schema.js";
import type { Arm, Union } from "./union.js";
import { keyed, typesOf, wholeView, type View } from "./view.js";

/** The key of the tag, and its values for each member. */
export interface Tag {
  readonly key: string;
  readonly values: ReadonlyMap<Arm, readonly string[]>;
}

/** The tag of a union; undefined if it has none that tells all members apart. */
export function findTag(union: Union, reader: Reader): Tag | undefined {
  const { arms, named } = union;
  if (arms.length === 0 || !arms.every(({ view }) => isObject(view))) return undefined;
  if (named !== undefined) {
    const constants = arms.map((arm) => constantsOf(arm, named, reader));
    const isOwn = new Set(constants.flat()).size === constants.flat().length;
    const tag = tagOf(named, arms, (arm) => namedValues(arm, { union, constants: isOwn ? (constants[arms.indexOf(arm)] ?? []) : [] }, reader)); // prettier-ignore
    if (tag) return tag;
  }
  const [arm] = arms;
  if (!arm || (arms.length === 1 && arm.ref)) return undefined;
  const candidates = [...propertiesOf(arm.view).keys()].filter((key) =>
    arms.every((each) => mayTag(each, key, reader)),
  );
  for (const key of candidates) {
    const tag = tagOf(key, arms, (each) => constantsOf(each, key, reader));
    if (tag) return tag;
  }
  return undefined;
}

/** The tag that most of some members have among themselves, where not all of them have one. */
export function findTagOfSome({ arms }: Union, reader: Reader): Tag | undefined {
  const constants = arms.flatMap((arm) => [...requiredOf(arm.view)].map((key) => ({ arm, key, values: constantsOf(arm, key, reader) }))); // prettier-ignore
  const byKey = [...groupBy(constants.filter(({ values }) => values.length > 0), ({ key }) => key)]; // prettier-ignore
  const tags = byKey.flatMap(([key, own]) => {
    const values = new Map(own.map((each) => [each.arm, each.values] as const));
    return own.length > 1 ? (tagOf(key, [...values.keys()], (arm) => values.get(arm) ?? []) ?? []) : [];
  });
  return tags.toSorted((a, b) => b.values.size - a.values.size)[0];
}

function isObject(view: View): boolean {
  const types = typesOf(view)?.filter((type) => type !== "null");
  return (types === undefined || types.join() === "object") && (propertiesOf(view).size > 0 || types !== undefined);
}

/** Values that are disjoint, at least one for each member. */
function tagOf(key: string, arms: readonly Arm[], valuesOf: (arm: Arm) => readonly string[]): Tag | undefined {
  const values = new Map(arms.map((arm) => [arm, valuesOf(arm)] as const));
  const all = [...values.values()];
  const isDisjoint = new Set(all.flat()).size === all.flat().length;
  return isDisjoint && all.every(({ length }) => length > 0) ? { key, values } : undefined;
}

/** A constant that is always there: required, or of a member that leaves out what is required where others say it. */
function mayTag({ site, view }: Arm, key: string, { facts, documents }: Reader): boolean {
  if (requiredOf(view).has(key)) return true;
  return facts.armsRequire && keyed(wholeView(site, documents), "required").length === 0;
}

/** The texts that a property of a member is limited to. */
function constantsOf({ site }: Arm, key: string, reader: Reader): readonly string[] {
  const property = propertiesOf(wholeView(site, reader.documents)).get(key);
  const values = property && literalsOf(wholeView(schemaOf(property, reader), reader.documents));
  const texts = values?.map((value) => (value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined)); // prettier-ignore
  return texts?.every((text) => text !== undefined) ? [...new Set(texts)] : [];
}

interface Named {
  readonly union: Union;
  /** Its constants, if they are no other member's. */
  readonly constants: readonly string[];
}

/** The constants of a member, else what the mapping calls it, else the name of its schema. */
function namedValues({ ref, site }: Arm, { union, constants }: Named, { facts }: Reader): readonly string[] {
  if (constants.length > 0) return constants;
  const target = ref ?? site;
  const mapped = [...union.mapping].filter(([, node]) => node === target).map(([value]) => value);
  const name = facts.components.get(target);
  return mapped.length > 0 ? mapped : name === undefined ? [] : [name];
}

// ── Variants ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The union by its tag; undefined if the payload of a member cannot stand beside a tag. */
export function readTagged(union: Union, tag: Tag, reader: Reader): Shape | undefined {
  const variants = union.arms.flatMap((arm) => (tag.values.get(arm) ?? []).map((wire) => readVariant(arm, { wire, tag: tag.key, union }, reader))); // prettier-ignore
  return { kind: "union", tagging: "internal", tag: tag.key, variants };
}

interface Tagged {
  readonly wire: string;
  readonly tag: string;
  readonly union: Union;
}

function readVariant(arm: Arm, { wire, tag, union }: Tagged, reader: Reader): VariantDraft {
  const { site, view, ref } = arm;
  const names = [...new Set([...propertiesOf(view).keys(), ...requiredOf(view)])].filter((name) => name !== tag);
  const { docs } = aboutOf([site], wire);
  const [only] = names;
  if (only === undefined) return { wire, payload: undefined, content: undefined, docs };
  const property = propertiesOf(view).get(only);
  if (names.length === 1 && property && !saysRequired(site, reader)) {
    const payload = slotOf(schemaOf(property, reader), { owner: union.declaration, words: capitalize(wire) }, reader);
    return { wire, payload, content: only, docs };
  }
  const target = recordOf(arm, { wire, tag, union }, reader);
  return { wire, payload: payloadOf({ kind: "named", target }, site.origin), content: undefined, docs: ref ? undefined : docs }; // prettier-ignore
}

/** Whether a member says which of its fields are required. One that does not, where others do, always has its one field. */
function saysRequired(site: SourceNode, { facts, documents }: Reader): boolean {
  return !facts.armsRequire || keyed(wholeView(site, documents), "required").length > 0;
}

/** The record that stands beside the tag: what is referred to, if it has no such field, else one without it. */
function recordOf({ site, view, ref }: Arm, { wire, tag, union }: Tagged, reader: Reader): Declaration {
  const isBare = [...propertiesOf({ ...view, parts: union.base }).keys()].every((name) => name === tag);
  const target = ref && isBare && isRecord(ref, reader) ? declare(ref, reader) : undefined;
  if (target && ref && !propertiesOf(wholeView(ref, reader.documents)).has(tag)) return target;
  const declaration = draftDeclaration(union.declaration, capitalize(wire), site);
  reader.declarations.push(declaration);
  if (target) reader.copies.push({ copy: declaration, target, tag });
  else reader.arms.push(declaration);
  declaration.about = aboutOf([ref ?? site], wire);
  reader.unread.push(() => {
    declaration.body = {
      kind: "record",
      fields: readFields(view, { declaration, but: tag }, reader),
      examples: [],
    };
  });
  return declaration;
}

/** Whether a schema is a record and nothing else: its fields can stand beside a tag. */
function isRecord(node: SourceNode, { documents, facts }: Reader): boolean {
  const view = wholeView(node, documents);
  const extended = keyed(view, "discriminator").length > 0 && facts.subtypes.has(node);
  return !extended && ["oneOf", "anyOf"].every((key) => keyed(view, key).length === 0) && propertiesOf(view).size > 0;
}

/** A payload that is a type and nothing more. */
export function payloadOf(type: TypeDraft, origin: Origin): SlotDraft {
  return {
    type,
    constraints: [],
    about: { docs: undefined, deprecated: false, extensions: [] },
    default: undefined,
    examples: [],
    sensitive: false,
    readOnly: false,
    writeOnly: false,
    origin,
  };
}
