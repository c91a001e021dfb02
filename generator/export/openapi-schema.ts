// The types of a model → the schemas of an OpenAPI document: what the spec promises to send and to take, and no more. What is
// newer than the spec is not in it; the bundle of JSON Schema has that.
import type { Report } from "../diagnostics.js";
import type { EnumType, Field, Json, Model, NamedType, RecordType, Rule, Slot, Type, UnionType, Variant } from "../model.js"; // prettier-ignore
import { pascalCase, wordsOf } from "../names.js";
import { ruleSchema, withConstraints } from "./constraints.js";
import { describedNote, lostOrder, nameNote, noted, slotNote, type Note } from "./note.js";
import { both, compact, createDefinitions, expressionOf, orKind, type Definitions, type Dialect, type Instantiated, type Schema, type Use } from "./schema.js"; // prettier-ignore

/** The components of a document. */
export function openApiDefinitions(model: Model, report: Report): Definitions {
  return createDefinitions(model, dialect, report);
}

const whole = (format: string, minimum?: number, maximum?: number): Schema => compact({ type: "integer", format, minimum, maximum }); // prettier-ignore

const dialect: Dialect = {
  home: "#/components/schemas/",
  define,
  scalars: {
    string: { type: "string" },
    bool: { type: "boolean" },
    u8: whole("uint8", 0, 255),
    u16: whole("uint16", 0, 65_535),
    u32: whole("uint32", 0, 4_294_967_295),
    u64: whole("uint64", 0),
    i8: whole("int8", -128, 127),
    i16: whole("int16", -32_768, 32_767),
    i32: whole("int32"),
    i64: whole("int64"),
    f32: { type: "number", format: "float" },
    f64: { type: "number", format: "double" },
    timestamp: { type: "string", format: "date-time" },
    date: { type: "string", format: "date" },
    duration: { type: "string", format: "duration" },
    uuid: { type: "string", format: "uuid" },
    url: { type: "string", format: "uri" },
    bytes: { type: "string", contentEncoding: "base64" },
    json: {},
    unit: { type: "null" },
  },
};

// ── Slots ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A place that holds a value, with all that can be said of it but its documentation. */
export function slotSchema(slot: Slot, definitions: Definitions): Schema {
  return noted(bareSchema(slot, definitions), {}, bareNote(slot));
}

function bareSchema(slot: Slot, definitions: Definitions): Schema {
  const { types } = definitions;
  const plain = slot.open ? openSchema(slot.type, definitions) : definitions.of(slot.type);
  const limited = withConstraints(plain, slot, { types, form: (format) => ({ format }) });
  const examples = slot.examples.map(({ value }) => value);
  const more = { default: slot.default?.value, examples: examples.length === 0 ? undefined : examples };
  return both(limited, compact(more));
}

function openSchema(type: Type, definitions: Definitions): Schema {
  const plain = definitions.of(type);
  return plain["type"] === "string" ? { type: "string" } : orKind(plain, "string");
}

function bareNote(slot: Instantiated): Note {
  const type = unsaid(slot);
  return { type, ...slotNote(slot, type !== undefined || hasOwnBound(slot)) };
}

/** Whether a bound is one that the scalar has anyhow: it says nothing as a keyword. */
function hasOwnBound({ type, constraints }: Slot): boolean {
  const { minimum, maximum } = type.kind === "scalar" ? dialect.scalars[type.scalar] : {};
  return constraints.some(({ min, max }) => (min !== undefined && min === minimum) || (max !== undefined && max === maximum)); // prettier-ignore
}

/** Formats of texts that mean nothing else: any other is that of a scalar, or not known. */
const textFormats: ReadonlySet<string> = new Set(["email", "hostname", "ipv4", "ipv6"]);

/** The type, where the keywords do not tell: it takes any text, has a format that means more, or is a parameter in use. */
function unsaid({ type, open, constraints, written = type }: Instantiated): string | undefined {
  const isPlain = type.kind !== "scalar" || constraints.every(({ format = "email" }) => textFormats.has(format));
  return !open && isPlain && tells(written) ? undefined : expressionOf(written);
}

/** Whether the keywords for a type mean no other one. */
function tells(type: Type): boolean {
  switch (type.kind) {
    case "scalar":
      return type.scalar !== "unit" && type.scalar !== "json";
    case "list":
      return tells(type.item);
    case "map":
      return tells(type.value);
    case "nullable":
      return type.inner.kind !== "nullable" && tells(type.inner);
    case "named":
      return type.args.every(tells);
    default:
      return false;
  }
}

// ── Named types ─────────────────────────────────────────────────────────────────────────────────────────────────────

function define(type: NamedType, definitions: Definitions, { key, args }: Use): Schema {
  const examples = "examples" in type ? type.examples.map(({ value }) => value) : [];
  const more = compact({
    description: type.docs,
    deprecated: type.deprecated && true,
    examples: examples.length === 0 ? undefined : examples,
  });
  const { id, params } = type;
  const generic = params.length === 0 ? undefined : { type: id, params, args: args.map(expressionOf) };
  const note = { ...describedNote(type), generic };
  switch (type.kind) {
    case "record":
      return noted({ ...more, ...recordSchema(type, definitions) }, type, { ...note, order: lostOrder(type.fields.map(({ wire }) => wire)) }); // prettier-ignore
    case "enum":
      return noted({ ...more, ...enumSchema(type) }, type, { ...note, ...enumNote(type) });
    case "union":
      return noted({ ...more, ...unionSchema(type, definitions, key) }, type, { ...note, ...unionNote(type) });
    default: {
      const schema = both(bareSchema(type.slot, definitions), more);
      return noted(schema, type, { ...note, kind: type.kind, ...bareNote(type.slot) });
    }
  }
}

function recordSchema(record: RecordType, definitions: Definitions): Schema {
  const { fields, rules } = record;
  const required = fields.filter(({ optional }) => !optional).map(({ wire }) => wire);
  const allOf = rules.map((rule) => noted(ruleSchema(rule, record), {}, { rule: ruleNote(rule, record) }));
  return compact({
    type: "object",
    required: required.length === 0 ? undefined : required,
    properties: Object.fromEntries(fields.map((field) => [field.wire, fieldSchema(field, definitions)])),
    allOf: allOf.length === 0 ? undefined : allOf,
  });
}

function fieldSchema(field: Field, definitions: Definitions): Schema {
  const said = compact({ description: field.docs, deprecated: field.deprecated && true });
  const note = { name: nameNote(field.name, field.wire), ...bareNote(field), ...describedNote(field) };
  return noted(both(bareSchema(field, definitions), said), field, note);
}

/** A rule in terms of the wire, by which an import can tell the schema that says it from others. */
function ruleNote({ kind, fields: names, when, message, code, extensions }: Rule, { fields }: RecordType): Schema {
  const wireOf = (property: string): string => fields.find((field) => field.property === property)?.wire ?? property;
  const said = compact({ kind, fields: names.map(wireOf), when: when && wireOf(when), message, code });
  return { ...said, ...extensions };
}

function enumSchema({ values }: EnumType): Schema {
  const kinds = [...new Set(values.map(({ wire }) => (typeof wire === "number" ? "integer" : "string")))];
  const renamed = values.some(({ name, wire }) => name !== wire);
  const told = values.some(({ docs }) => docs !== undefined);
  return compact({
    type: kinds.length === 1 ? kinds[0] : kinds,
    enum: values.map(({ wire }) => wire),
    "x-enum-varnames": renamed ? values.map(({ name }) => name) : undefined,
    "x-enum-descriptions": told ? values.map(({ docs = "" }) => docs) : undefined,
  });
}

/** What is said of single values stands under their wire form. */
function enumNote({ values, closed }: EnumType): Note {
  const notes = values.flatMap((value): readonly (readonly [string, Json])[] => {
    const note = noted({}, value, describedNote(value));
    return Object.keys(note).length === 0 ? [] : [[String(value.wire), note]];
  });
  const old = values.filter(({ deprecated }) => deprecated).map(({ wire }) => wire);
  return {
    closed: closed || undefined,
    deprecatedValues: old.length === 0 ? undefined : old,
    values: notes.length === 0 ? undefined : Object.fromEntries(notes),
  };
}

// ── Unions ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function unionNote({ closed, tagging, variants }: UnionType): Note {
  const [units, others] = [variants.filter(isUnit), variants.filter((variant) => !isUnit(variant))];
  const isSorted = tagging !== "external" || [...units, ...others].every((variant, index) => variant === variants[index]);
  return {
    closed: (closed && tagging !== "untagged") || undefined,
    tagging: tagging === "internal" ? undefined : tagging,
    order: isSorted ? undefined : variants.map(({ wire }) => wire),
  };
} // prettier-ignore

function isUnit({ form }: Variant): boolean {
  return form === "unit";
}

function unionSchema(union: UnionType, definitions: Definitions, key: string): Schema {
  switch (union.tagging) {
    case "internal":
    case "adjacent": {
      const arms = union.variants.map((variant) => ({
        wire: variant.wire,
        ref: definitions.add(`${key}_${variant.name}`, taggedArm(variant, union, definitions)),
      }));
      const mapping = Object.fromEntries(arms.map(({ wire, ref }) => [wire, ref["$ref"] ?? ""]));
      return { oneOf: arms.map(({ ref }) => ref), discriminator: { propertyName: union.tag ?? "", mapping } };
    }
    case "external":
      return { oneOf: [...unitArm(union), ...keyedArms(union, definitions)] };
    case "untagged":
      return { anyOf: union.variants.map((variant) => payloadArm(variant, definitions)) };
  }
}

function taggedArm(variant: Variant, union: UnionType, definitions: Definitions): Schema {
  const { wire, payload, form, content } = variant;
  const { id: variantOf, tag = "" } = union;
  const head = { type: "object", required: [tag], properties: { [tag]: { type: "string", const: wire } } };
  if (form === "unit" || payload === undefined) return armNoted(head, variant, { variantOf });
  if (form === "flat") return armNoted({ allOf: [head, slotSchema(payload, definitions)] }, variant, { variantOf });
  const key = content?.wire ?? "";
  const properties = { ...head.properties, [key]: slotSchema(payload, definitions) };
  const named = content?.property === key ? undefined : content?.property;
  return armNoted({ type: "object", required: [tag, key], properties }, variant, { variantOf, content: named });
}

/** A variant: its name, where that does not follow from the value of the tag, and what is said of it. */
function armNoted(schema: Schema, variant: Variant, more: Note = {}): Schema {
  const { name, wire, docs, deprecated } = variant;
  const said = compact({ title: name, description: docs, deprecated: deprecated && true });
  const isOwn = name !== wire && name !== pascalCase(wordsOf(wire).join("_"));
  return noted({ ...said, ...schema }, variant, { name: isOwn ? name : undefined, ...more, ...describedNote(variant) });
}

/** All variants without a payload in one arm, as a tool would write an enum. */
function unitArm({ variants }: UnionType): readonly Schema[] {
  const units = variants.filter(isUnit);
  if (units.length === 0) return [];
  const told = units.some(({ docs }) => docs !== undefined);
  const schema = compact({
    type: "string",
    enum: units.map(({ wire }) => wire),
    "x-enum-varnames": units.some(({ name, wire }) => name !== wire) ? units.map(({ name }) => name) : undefined,
    "x-enum-descriptions": told ? units.map(({ docs = "" }) => docs) : undefined,
  });
  const notes = units.map((unit) => [unit.wire, noted({}, unit, describedNote(unit))] as const);
  const values = notes.filter(([, note]) => Object.keys(note).length > 0);
  return [noted(schema, {}, { values: values.length === 0 ? undefined : Object.fromEntries(values) })];
}

function keyedArms({ variants }: UnionType, definitions: Definitions): readonly Schema[] {
  return variants
    .filter((variant) => !isUnit(variant))
    .map((variant) => {
      const properties = { [variant.wire]: variant.payload ? slotSchema(variant.payload, definitions) : {} };
      const schema = { type: "object", required: [variant.wire], properties, additionalProperties: false };
      return armNoted(schema, variant);
    });
}

function payloadArm(variant: Variant, definitions: Definitions): Schema {
  const schema = variant.payload ? bareSchema(variant.payload, definitions) : dialect.scalars.unit;
  const { name, docs, deprecated } = variant;
  const said = compact({ title: name, description: docs, deprecated: deprecated && true });
  const note = variant.payload ? bareNote(variant.payload) : { unsaid: true };
  return noted({ ...said, ...schema }, variant, { ...note, ...describedNote(variant) });
}
