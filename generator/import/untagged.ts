// Unions without a tag: told apart by the only key, or by what their values look like from outside.
import { capitalize } from "../names.js";
import type { Origin } from "../model.js";
import type { SourceNode } from "../source.js";
import type { Declaration, SlotDraft, VariantDraft } from "./draft.js";
import { literalsOf } from "./literals.js";
import { declare, draftDeclaration, json, useBare, type Reader } from "./reader.js";
import { isRecordView, propertiesOf, requiredOf, schemaOf } from "./record.js";
import type { JsonType } from "./scalar.js";
import { plain, readShape, readType, slotOf, type Shape } from "./schema.js";
import { findTag, findTagOfSome, payloadOf, readTagged } from "./tags.js";
import type { Arm, Union } from "./union.js";
import { keyed, typesOf, viewOf, wholeView, type View } from "./view.js";

// ── By the only key ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A union whose members have one key each, another one each, some of them perhaps just its text. */
export function readExternal({ arms, declaration }: Union, isOneOf: boolean, reader: Reader): Shape | undefined {
  const variants = arms.map((arm) => externalOf(arm, isOneOf, reader));
  if (!variants.every((each) => each !== undefined)) return undefined;
  const names = variants.flat().map(({ wire }) => wire);
  const keys = variants.flat().filter(({ schema }) => schema);
  if (new Set(names).size < names.length || keys.length === 0 || arms.length < 2) return undefined;
  return {
    kind: "union",
    tagging: "external",
    tag: undefined,
    variants: variants.flat().map(({ wire, schema }): VariantDraft => {
      const payload = schema && slotOf(schema, { owner: declaration, words: capitalize(wire) }, reader);
      return { wire, payload, content: undefined, docs: undefined };
    }),
  };
}

interface Keyed {
  readonly wire: string;
  readonly schema: SourceNode | undefined;
}

function externalOf({ view, ref }: Arm, isOneOf: boolean, reader: Reader): readonly Keyed[] | undefined {
  const texts = literalsOf(view)?.map((value) => (value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined)); // prettier-ignore
  if (texts?.every((text) => text !== undefined)) return texts.map((wire) => ({ wire, schema: undefined }));
  const [entry, ...others] = propertiesOf(view);
  const isClosed = keyed(view, "additionalProperties").some(({ value }) => value.kind === "scalar" && value.value === false); // prettier-ignore
  if (!entry || others.length > 0 || ref || !requiredOf(view).has(entry[0]) || !(isOneOf || isClosed)) return undefined;
  const schema = schemaOf(entry[1], reader);
  return literalsOf(wholeView(schema, reader.documents)) ? undefined : [{ wire: entry[0], schema }];
}

// ── By what values look like ────────────────────────────────────────────────────────────────────────────────────────

/** What the values of a member look like from outside. */
interface Form {
  readonly kinds: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** All that an object may have; undefined: anything. */
  readonly members: ReadonlySet<string> | undefined;
}

interface Formed {
  readonly arm: Arm;
  readonly form: Form;
}

/** A union whose members look different; any JSON, told, if they do not. */
export function readUntagged(union: Union, view: View, reader: Reader): Shape {
  const forms: Forms = new Map();
  const formed = union.arms.map((arm) => ({ arm, form: formOf(arm.view, reader, forms) }));
  const merged = mergeLists(mergeScalars(formed, view, reader), view, reader);
  const [single, ...more] = merged;
  if (single && more.length === 0) return readAlone(single.arm, union, reader);
  const ordered = inOrder(merged);
  if (ordered) return { kind: "union", tagging: "untagged", tag: undefined, variants: ordered.map(({ arm, form }) => variantOf(arm, form, { union, reader })) }; // prettier-ignore
  return readNested(merged, union, reader) ?? giveUp(view, reader);
}

function giveUp(view: View, { lose }: Reader): Shape {
  const entry = keyed(view, "oneOf")[0] ?? keyed(view, "anyOf")[0] ?? keyed(view, "type")[0];
  lose("AW6012", entry?.keyOrigin ?? view.site.origin, {});
  return plain(json);
}

function readAlone({ ref, view }: Arm, { declaration }: Union, reader: Reader): Shape {
  return ref ? plain(useBare(declare(ref, reader), reader)) : readShape(view, declaration, reader);
}

/** Texts of several forms are one text, and so are numbers: no one could tell which is meant. */
function mergeScalars(formed: readonly Formed[], view: View, { lose }: Reader): readonly Formed[] {
  let left = formed;
  for (const kind of ["string", "number", "boolean"]) {
    const alike = left.filter(({ form }) => [...form.kinds].join() === kind);
    const [first] = alike;
    if (!first || alike.length < 2) continue;
    const listed = alike.filter(({ arm }) => literalsOf(arm.view) !== undefined);
    const bare = alike.filter(({ arm }) => literalsOf(arm.view) === undefined);
    // An enum is open: beside texts of any form it is all that needs to be said.
    const isOpenEnum = listed.length === 1 && kind === "string";
    if (!isOpenEnum) lose("AW6011", (keyed(view, "oneOf")[0] ?? keyed(view, "anyOf")[0])?.keyOrigin ?? view.site.origin, { key: "oneOf", problem: `which ${kind} is meant is not said` }); // prettier-ignore
    const kept = isOpenEnum ? listed[0] : { ...first, arm: widest(bare.length ? bare : alike, kind) };
    left = left.flatMap((each) => (each === first && kept ? [kept] : alike.includes(each) ? [] : [each]));
  }
  return left;
}

/** Lists of several things are one list of any of them. */
function mergeLists(formed: readonly Formed[], view: View, { lose }: Reader): readonly Formed[] {
  const alike = formed.filter(({ form }) => [...form.kinds].join() === "array");
  const [first] = alike;
  if (!first || alike.length < 2) return formed;
  const items = alike.flatMap(({ arm }) =>
    keyed(arm.view, "items")
      .slice(0, 1)
      .map(({ value }) => value),
  );
  if (items.length < alike.length || items.some((item) => item.kind !== "map")) return formed;
  const { origin } = first.arm.site;
  lose("AW6011", (keyed(view, "oneOf")[0] ?? keyed(view, "anyOf")[0])?.keyOrigin ?? origin, { key: "oneOf", problem: "a list may have items of each" }); // prettier-ignore
  const either = madeOf([["anyOf", { kind: "list", origin, items }]], origin);
  const node = madeOf([["type", { kind: "scalar", origin, value: "array", source: "array", missing: false }], ["items", either]], origin); // prettier-ignore
  return formed.flatMap((each) => (each === first ? [{ ...first, arm: madeArm(node) }] : alike.includes(each) ? [] : [each])); // prettier-ignore
}

function madeOf(entries: readonly (readonly [key: string, value: SourceNode])[], origin: Origin): SourceNode {
  return { kind: "map", origin, flow: false, entries: entries.map(([key, value]) => ({ key, keyOrigin: origin, value })) }; // prettier-ignore
}

/** A member that the document does not have as such. */
function madeArm(node: SourceNode): Arm {
  return { site: node, ref: undefined, view: { site: node, ref: undefined, parts: [{ node, home: undefined, without: new Set() }] } }; // prettier-ignore
}

/** A schema of a kind without anything that narrows it. */
function widest(formed: readonly Formed[], kind: string): Arm {
  const arms = formed.map(({ arm }) => arm);
  const isWhole = arms.every(({ view }) => typesOf(view)?.join() === "integer");
  const origin = arms[0]?.site.origin ?? { file: "", start: 0, end: 0 };
  const scalar = { kind: "scalar", origin, value: isWhole ? "integer" : kind, source: kind, missing: false } as const;
  return madeArm(madeOf([["type", scalar]], origin));
}

/** The members so that none takes what a later one is meant for; undefined if no order does. */
function inOrder(formed: readonly Formed[]): readonly Formed[] | undefined {
  const left = [...formed];
  const ordered: Formed[] = [];
  while (left.length > 0) {
    const index = left.findIndex((each) => left.every((other) => other === each || !takes(each.form, other.form)));
    if (index < 0) return undefined;
    ordered.push(...left.splice(index, 1));
  }
  return ordered;
}

/** Whether values of `later` would be read as `earlier`. */
function takes(earlier: Form, later: Form): boolean {
  const shared = [...earlier.kinds].filter((kind) => later.kinds.has(kind));
  if (shared.some((kind) => kind !== "object")) return true;
  return shared.length > 0 && [...earlier.required].every((member) => later.members?.has(member) ?? true);
}

/** Objects that have a tag among themselves are a union within the union. */
function readNested(formed: readonly Formed[], union: Union, reader: Reader): Shape | undefined {
  const objects = formed.filter(({ form }) => [...form.kinds].join() === "object");
  const all: Union = { ...union, arms: objects.map(({ arm }) => arm) };
  const tag = findTag(all, reader) ?? findTagOfSome(all, reader);
  const within = objects.filter(({ arm }) => tag?.values.has(arm));
  const others = formed.filter((each) => !within.includes(each));
  const [first] = within;
  if (!tag || !first || within.length < 2 || others.length === 0) return undefined;
  const group: Formed = {
    arm: first.arm,
    form: { ...anything, kinds: new Set(["object"]), required: new Set([tag.key]) },
  }; // unions are open
  const ordered = inOrder([...others, group]);
  if (!ordered) return undefined;
  const declaration = draftDeclaration(union.declaration, "Object", first.arm.site);
  const inner: Union = { ...union, declaration, arms: within.map(({ arm }) => arm) };
  const tagged = readTagged(inner, tag, reader);
  if (!tagged || tagged.kind === "plain") return undefined;
  reader.declarations.push(declaration);
  declaration.body = tagged;
  const object: VariantDraft = { wire: "Object", payload: payloadOf({ kind: "named", target: declaration }, union.declaration.origin), content: undefined, docs: undefined }; // prettier-ignore
  const variants = ordered.map((each) => each === group ? object : variantOf(each.arm, each.form, { union, reader })); // prettier-ignore
  return { kind: "union", tagging: "untagged", tag: undefined, variants };
}

interface Context {
  readonly union: Union;
  readonly reader: Reader;
}

function variantOf({ site, view, ref }: Arm, form: Form, { union, reader }: Context): VariantDraft {
  const name = ref && reader.facts.components.get(ref)?.replace(/^.*\.(?=.)/, "");
  const wire = name ?? kindName(form);
  const isBare = propertiesOf({ ...view, parts: union.base }).size === 0;
  const payload: SlotDraft = ref && isBare
    ? payloadOf(useBare(declare(ref, reader), reader), site.origin)
    : slotOf(withBase(site, union), { owner: union.declaration, words: wire }, reader);
  return { wire, payload: withoutNull(payload), content: undefined, docs: undefined };
} // prettier-ignore

/** Null is a value of the union as a whole, whichever of its members say so. */
function withoutNull(slot: SlotDraft): SlotDraft {
  return slot.type.kind === "nullable" ? { ...slot, type: slot.type.inner } : slot;
}

/** A member in place, together with what holds for all. */
function withBase(site: SourceNode, { base }: Union): SourceNode {
  const nodes = base.map(({ node }) => node).filter((node) => propertiesOf({ site: node, ref: undefined, parts: [{ node, home: undefined, without: new Set() }] }).size > 0); // prettier-ignore
  if (nodes.length === 0) return site;
  const plainNodes = nodes.map((node) => (node.kind === "map" ? { ...node, entries: node.entries.filter(({ key }) => key !== "oneOf" && key !== "anyOf") } : node)); // prettier-ignore
  const { origin } = site;
  return { kind: "map", origin, flow: false, entries: [{ key: "allOf", keyOrigin: origin, value: { kind: "list", origin, items: [site, ...plainNodes] } }] }; // prettier-ignore
}

function kindName({ kinds }: Form): string {
  const names: { readonly [kind: string]: string } = { string: "Text", number: "Number", boolean: "Boolean", array: "List", object: "Object" }; // prettier-ignore
  const [kind = ""] = kinds;
  return names[kind] ?? "Value";
}

const anyKind = ["string", "number", "boolean", "null", "array", "object"];
const none: ReadonlySet<string> = new Set();

/** The forms of members that are unions themselves, each found once. */
type Forms = Map<SourceNode, Form>;

function formOf(view: View, reader: Reader, known: Forms): Form {
  const arms = [...keyed(view, "oneOf"), ...keyed(view, "anyOf")].flatMap(({ value }) => (value.kind === "list" ? value.items : [])); // prettier-ignore
  if (arms.length > 0 && propertiesOf(view).size === 0) {
    const inner = arms.map((arm) => formOfArm(arm, reader, known));
    return { kinds: new Set(inner.flatMap(({ kinds }) => [...kinds])), required: none, members: undefined };
  }
  const kinds = kindsOf(view);
  if (!kinds) return anything;
  const properties = [...propertiesOf(view).keys()];
  const isRecord = isRecordView(view);
  return { kinds: new Set(kinds), required: requiredOf(view), members: isRecord ? new Set([...properties, ...requiredOf(view)]) : undefined }; // prettier-ignore
}

const anything: Form = { kinds: new Set(anyKind), required: none, members: undefined };

/** One within itself may be anything. */
function formOfArm(arm: SourceNode, reader: Reader, known: Forms): Form {
  const site = viewOf(arm, reader.documents).ref ?? arm;
  const before = known.get(site);
  if (before) return before;
  known.set(site, anything);
  const form = formOf(wholeView(site, reader.documents), reader, known);
  known.set(site, form);
  return form;
}

function kindsOf(view: View): readonly string[] | undefined {
  const values = literalsOf(view);
  if (values?.length) return values.map((value) => (value.kind === "scalar" ? typeof value.value : "object"));
  const types = typesOf(view);
  if (types) return types.filter((type) => type !== "null").map((type) => (type === "integer" ? "number" : type));
  return propertiesOf(view).size > 0 || keyed(view, "additionalProperties").length > 0 || keyed(view, "required").length > 0 ? ["object"] : keyed(view, "items").length > 0 ? ["array"] : undefined; // prettier-ignore
}

/** A schema of several JSON types: an untagged union with one variant for each. */
export function readUntaggedTypes(view: View, { types, declaration }: { readonly types: readonly JsonType[]; readonly declaration: Declaration }, reader: Reader): Shape {
  const quiet: Reader = { ...reader, lose: () => undefined }; // constraints of one type mean nothing for the others
  const variants = types.map((type): VariantDraft => {
    const wire = kindName({ kinds: new Set([type === "integer" ? "number" : type]), required: none, members: undefined });
    const shape = readTypeNamed(view, { type, declaration, words: wire }, quiet);
    return { wire, payload: { ...payloadOf(shape.type, view.site.origin), constraints: shape.constraints }, content: undefined, docs: undefined };
  });
  return { kind: "union", tagging: "untagged", tag: undefined, variants };
} // prettier-ignore

interface Named {
  readonly type: JsonType;
  readonly declaration: Declaration;
  readonly words: string;
}

function readTypeNamed(view: View, { type, declaration, words }: Named, reader: Reader): Extract<Shape, { kind: "plain" }> {
  const inner = draftDeclaration(declaration, words, view.site);
  const shape = readType(view, { type, declaration: inner }, reader);
  if (shape.kind === "plain") return shape;
  reader.declarations.push(inner);
  inner.body = shape;
  return { kind: "plain", type: { kind: "named", target: inner }, constraints: [], sensitive: false };
} // prettier-ignore
