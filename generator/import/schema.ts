// Schemas → types of the language. What has no counterpart becomes the nearest type that takes all of its values, and is told.
import { shown } from "../names.js";
import { entriesOf, itemsOf, type SourceEntry, type SourceNode } from "../source.js";
import { aboutOf } from "./about.js";
import { noAbout, type BodyDraft, type ConstraintDraft, type Declaration, type Owner, type SlotDraft, type TypeDraft } from "./draft.js"; // prettier-ignore
import { readLiterals } from "./literals.js";
import { isSecondName, notedType, ownNullable, ownShape } from "./own-type.js";
import { readOwnUnion } from "./own-union.js";
import { declare, draftDeclaration, json, use, type Reader } from "./reader.js";
import { readObject } from "./record.js";
import { readConstraints, readScalar, type JsonType } from "./scalar.js";
import { hasUnion, readUnion, subtypesOf } from "./union.js";
import { readUntaggedTypes } from "./untagged.js";
import { first, keyed, saysNullable, takesNull, typesOf, viewOf, type View } from "./view.js";

/** What a schema is: a type of another kind than a record, an enum or a union needs no name. */
export type Shape = Exclude<BodyDraft, { kind: "slot" }> | PlainShape;

export interface PlainShape {
  readonly kind: "plain";
  readonly type: TypeDraft;
  readonly constraints: ConstraintDraft;
  readonly sensitive: boolean;
}

export function plain(type: TypeDraft, constraints: ConstraintDraft = []): PlainShape {
  return { kind: "plain", type, constraints, sensitive: false };
}

/** Reads what is still to be read, and what that turns out to need. */
export function readUnread(reader: Reader): void {
  // By index, since reading adds to it.
  for (let index = 0; index < reader.unread.length; index++) reader.unread[index]?.();
  reader.unread.length = 0;
}

/** Reads the schema that a declaration is for. */
export function readDeclared(declaration: Declaration, site: SourceNode, reader: Reader): void {
  const view = viewOf(site, reader.documents);
  const name = "name" in declaration.called ? declaration.called.name : "";
  declaration.about = aboutOf(placesOf(view), name);
  if (isSecondName(site)) {
    declaration.body = { kind: "slot", slot: { ...slotOf(site, { owner: declaration, words: "" }, reader), about: noAbout } }; // prettier-ignore
    return;
  }
  if (view.ref) {
    const slot = slotWith(view, plain(use(declare(view.ref, reader)), constraintsOfUse(view)), reader);
    declaration.body = { kind: "slot", slot: { ...slot, about: noAbout } };
    return;
  }
  const shape = readOwnUnion(site, declaration, reader) ?? ownShape(readShape(view, declaration, reader), site);
  reportIdle(view, shape, reader);
  declaration.body = shape.kind === "plain" ? { kind: "slot", slot: { ...slotWith(view, shape, reader), about: noAbout } } : shape; // prettier-ignore
}

/** Tells of values that a type has no place for: defaults are those of fields, and not every kind of type has examples. */
function reportIdle(view: View, shape: Shape, { lose }: Reader): void {
  const own = { parts: view.parts.filter(({ home }) => home === undefined) };
  const keys =
    shape.kind === "enum" || (shape.kind === "union" && !shape.examples)
      ? ["default", "example", "examples"]
      : ["default"];
  for (const { key, keyOrigin } of keys.flatMap((each) => keyed(own, each)))
    lose("AW6011", keyOrigin, { key, problem: "a type of this kind has none" });
}

/** The nodes that tell about a place: those that stand there, not what they refer to. */
function placesOf({ parts }: View): readonly SourceNode[] {
  return parts.filter(({ home }) => home === undefined).map(({ node }) => node);
}

/** The slot of a schema in place. If its type needs a name, it is the owner's with these words behind it. */
export function slotOf(site: SourceNode, called: Called, reader: Reader): SlotDraft {
  const view = viewOf(site, reader.documents);
  const noted = notedType(site, reader) ?? ownNullable(site, reader);
  if (noted) return slotWith(view, plain(noted), reader); // with all constraints, if any, in the note
  const shape = view.ref
    ? plain(use(declare(view.ref, reader)), constraintsOfUse(view))
    : shapeInPlace(view, called, reader);
  const isNullable = view.ref ? saysNullable(view) : takesNull(view, reader.documents);
  const type: TypeDraft = isNullable && shape.type.kind !== "nullable" && !isJson(shape.type) ? { kind: "nullable", inner: shape.type } : shape.type; // prettier-ignore
  return slotWith(view, { ...shape, type }, reader);
} // prettier-ignore

function isJson(type: TypeDraft): boolean {
  return type.kind === "scalar" && type.scalar === "json";
}

/** Constraints beside a reference, which belong to whatever it leads to. */
function constraintsOfUse(view: View): ConstraintDraft {
  const quiet = (): void => undefined;
  return (["string", "integer", "array"] as const).flatMap((type) => readConstraints(view, type, quiet));
}

/** The shape of a schema in place, which is read once, however many schemas around it are put together. */
function shapeInPlace(view: View, called: Called, reader: Reader): PlainShape {
  const known = reader.places.get(view.site);
  if (known?.type.kind === "named") reader.used.add(known.type.target);
  if (known) return known;
  if (reader.depth.now >= DEEPEST || reader.declarations.length >= MOST) {
    reader.lose("AW6013", view.site.origin, { problem: "too much is nested here" });
    return plain(json);
  }
  const declaration = draftDeclaration(called.owner, called.words, view.site);
  reader.places.set(view.site, plain({ kind: "named", target: declaration })); // for what is within it
  reader.depth.now++;
  const shape = namedShape(view, declaration, reader);
  reader.depth.now--;
  reader.places.set(view.site, shape);
  return shape;
}

/** How many schemas in place may stand within each other, and how many names there may be: merged schemas may unfold without end. */
const DEEPEST = 50;
const MOST = 200_000;

export interface Called {
  readonly owner: Declaration | Owner;
  readonly words: string;
}

/** The type of a view, with the declaration for what needs a name. */
function namedShape(view: View, declaration: Declaration, reader: Reader): PlainShape {
  reader.declarations.push(declaration);
  const shape = readShape(view, declaration, reader);
  declaration.about = { ...aboutOf(placesOf(view)), extensions: [] };
  if (shape.kind !== "plain") declaration.body = shape;
  // What needs no name needs one all the same if it is within itself.
  else if (reader.used.has(declaration)) declaration.body = { kind: "slot", slot: { ...slotWith(view, shape, reader), about: noAbout } }; // prettier-ignore
  return shape.kind === "plain" ? shape : plain({ kind: "named", target: declaration });
}

/** What a schema is. `declaration` lends its name to what stands within. */
export function readShape(view: View, declaration: Declaration, reader: Reader): Shape {
  reportUnknown(view, reader);
  const literals = readLiterals(view, declaration, reader);
  if (literals) return literals;
  const subtypes = subtypesOf(view, reader);
  if (subtypes.length > 0 || hasUnion(view)) return readUnion(view, { declaration, subtypes }, reader);
  const types = (typesOf(view) ?? impliedTypes(view)).filter((type) => type !== "null");
  const [type, ...others] = types.includes("number") ? types.filter((name) => name !== "integer") : types;
  if (others.length > 0) return readUntaggedTypes(view, { types: types as JsonType[], declaration }, reader);
  return readType(view, { type: type as JsonType | undefined, declaration }, reader);
}

/** What keywords say of the type of a schema that names none. */
function impliedTypes(view: View): readonly string[] {
  const says = (...keys: readonly string[]): boolean => keys.some((key) => keyed(view, key).length > 0);
  if (says("properties", "additionalProperties", "required", "patternProperties", "minProperties", "maxProperties", "unevaluatedProperties")) return ["object"]; // prettier-ignore
  if (says("items", "prefixItems", "minItems", "maxItems")) return ["array"];
  if (says("pattern", "minLength", "maxLength")) return ["string"];
  return typesOf(view)?.includes("null") === true ? ["null"] : [];
}

interface Typed {
  readonly type: JsonType | undefined;
  readonly declaration: Declaration;
}

/** A schema of one JSON type; of none that is known, it takes any value. */
export function readType(view: View, { type, declaration }: Typed, reader: Reader): Shape {
  switch (type) {
    case "object":
      return readObject(view, declaration, reader);
    case "array":
      return readList(view, declaration, reader);
    case "string":
    case "number":
    case "integer":
    case "boolean": {
      const { scalar, constraints, sensitive } = readScalar(view, type, reader.lose);
      return { kind: "plain", type: { kind: "scalar", scalar }, constraints, sensitive };
    }
    case undefined:
      return readAny(view, reader);
    default:
      reader.lose("AW6013", view.site.origin, { problem: `\`${shown(type)}\` is no type of JSON` });
      return plain(json);
  }
}

/** A schema that says nothing takes anything; one whose parts allow no type in common takes nothing, which no type says. */
function readAny(view: View, { lose }: Reader): PlainShape {
  const said = keyed(view, "type");
  const names = typesOf(view);
  if (said.length > 1 && names?.length === 0)
    lose("AW6013", view.site.origin, { problem: "its parts allow no type in common" }); // prettier-ignore
  else if (view.site.kind === "scalar" && view.site.value === false)
    lose("AW6013", view.site.origin, { problem: "it allows no value" }); // prettier-ignore
  else if (said.length === 0 && keyed(view, "$ref").length === 0) lose("AW6015", view.site.origin, {});
  return plain(json);
}

function readList(view: View, declaration: Declaration, reader: Reader): PlainShape {
  const items = first(view, "items");
  const tuple = keyed(view, "prefixItems")[0] ?? keyed(view, "items").find(({ value }) => value.kind === "list");
  const constraints = readConstraints(view, "array", reader.lose);
  if (tuple) reader.lose("AW6011", tuple.keyOrigin, { key: tuple.key, problem: "the items of a list have one type" });
  const isKnown = items && !tuple;
  if (!items && !tuple) reader.lose("AW6015", view.site.origin, {});
  const item = isKnown ? innerType(items, { owner: declaration, words: "Item" }, reader) : json;
  return plain({ kind: "list", item }, constraints);
}

/** The type of items or values. It has constraints by having a name. */
export function innerType(site: SourceNode, called: { readonly owner: Declaration; readonly words: string }, reader: Reader): TypeDraft {
  const slot = slotOf(site, called, reader);
  const { constraints, type, sensitive } = slot;
  if (constraints.length === 0 && !sensitive) return type;
  const inner = type.kind === "nullable" ? type.inner : type;
  const declaration = draftDeclaration(called.owner, called.words, site);
  reader.declarations.push(declaration);
  declaration.about = { ...slot.about, extensions: [] };
  declaration.body = { kind: "slot", slot: { ...slot, type: inner, about: noAbout } };
  const named: TypeDraft = { kind: "named", target: declaration };
  return type.kind === "nullable" ? { kind: "nullable", inner: named } : named;
} // prettier-ignore

// ── Slots ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function slotWith(view: View, { type, constraints, sensitive }: PlainShape, { lose }: Reader): SlotDraft {
  const own = { ...view, parts: view.parts.filter(({ home }) => home === undefined) };
  const told = (key: string): SourceEntry | undefined => keyed(own, key).find(({ value }) => value.kind === "scalar" && value.value === true); // prettier-ignore
  for (const key of ["readOnly", "writeOnly"]) {
    const entry = told(key);
    if (entry) lose("AW6011", entry.keyOrigin, { key, problem: "a type is the same in requests and in answers" });
  }
  const examples = [...keyed(own, "examples").flatMap(({ value }) => itemsOf(value)), ...keyed(own, "example").map(({ value }) => value)]; // prettier-ignore
  return {
    type,
    constraints,
    about: aboutOf(placesOf(own)),
    default: first(own, "default"),
    examples,
    sensitive,
    readOnly: told("readOnly") !== undefined,
    writeOnly: told("writeOnly") !== undefined,
    origin: view.site.origin,
  };
}

// ── What has no counterpart ─────────────────────────────────────────────────────────────────────────────────────────

const unknown: ReadonlyMap<string, string> = new Map([
  ["not", "what a value must not be is not said"],
  ["if", "conditions are left out"],
  ["dependentRequired", "which fields need each other is not said"],
  ["dependentSchemas", "conditions are left out"],
  ["dependencies", "which fields need each other is not said"],
  ["patternProperties", "keys are not held against patterns"],
  ["propertyNames", "keys are not held against a schema"],
  ["contains", "what a list must contain is not said"],
  ["uniqueItems", "items of a list may repeat"],
  ["multipleOf", "any number between the bounds is taken"],
  ["xml", "values travel as JSON"],
  ["contentMediaType", "what is within a text is not said"],
  ["contentSchema", "what is within a text is not said"],
  ["unevaluatedItems", "items of a list have one type"],
  ["$dynamicRef", "references are static"],
  ["$recursiveRef", "references are static"],
]);

/** Tells of keywords that stand in place. Those of what is referred to are told where it is read. */
function reportUnknown({ parts }: View, { lose }: Reader): void {
  for (const { node, home } of parts) {
    if (home) continue;
    for (const { key, keyOrigin, value } of entriesOf(node)) {
      const problem = unknown.get(key);
      if (problem !== undefined && !(value.kind === "scalar" && value.value === false)) lose("AW6011", keyOrigin, { key, problem }); // prettier-ignore
    }
  }
}
