// The types of a model → a JSON Schema (2020-12) that takes what the generated `parse` takes: newer values and variants where
// a type is open, null for what may be absent, any further members.
import { uriPart } from "../doors.js";
import type { Report } from "../diagnostics.js";
import { allActions, type Action, type Described, type EnumType, type Field, type Json, type Model, type NamedType, type RecordType, type Slot, type Type, type UnionType, type Variant } from "../model.js"; // prettier-ignore
import { ruleSchema, withConstraints } from "./constraints.js";
import { formatPatterns, patterns } from "./patterns.js";
import { baseOf, both, compact, createDefinitions, instantiate, orKind, orNull, type Definitions, type Dialect, type Schema } from "./schema.js"; // prettier-ignore

/** A bundle: nothing but definitions, one for each type by its id, and one for each use of a generic type. */
export function exportJsonSchema(model: Model, report: Report): Schema {
  const definitions = createDefinitions(model, dialect, report);
  for (const type of allActions(model).flatMap(typesOfAction)) definitions.of(type);
  return compact({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:actionwright:${uriPart(model.id)}:${uriPart(model.version)}`,
    title: model.title,
    description: model.docs,
    $defs: definitions.all(),
  });
}

/** What an action sends and gets: it may use generic types that no type uses so. */
function typesOfAction({ parameters, body, outputs, errors }: Action): readonly Type[] {
  const slots = [...parameters, ...[...outputs, ...errors].map(({ slot }) => slot)];
  return [...slots, ...(body.kind === "none" ? [] : [body.slot])].map(({ type }) => type);
}

const safe = Number.MAX_SAFE_INTEGER;
const integer = (minimum: number, maximum: number): Schema => ({ type: "integer", minimum, maximum });
const text = (pattern: string, more: Schema = {}): Schema => ({ type: "string", ...more, pattern });
/** What is beyond becomes infinite as a 32-bit float: half a step above the greatest. */
const floatLimit = 2 ** 128 - 2 ** 103;

const dialect: Dialect = {
  home: "#/$defs/",
  define,
  scalars: {
    string: { type: "string" },
    bool: { type: "boolean" },
    u8: integer(0, 255),
    u16: integer(0, 65_535),
    u32: integer(0, 4_294_967_295),
    u64: integer(0, safe),
    i8: integer(-128, 127),
    i16: integer(-32_768, 32_767),
    i32: integer(-2_147_483_648, 2_147_483_647),
    i64: integer(-safe, safe),
    f32: { type: "number", exclusiveMinimum: -floatLimit, exclusiveMaximum: floatLimit },
    f64: { type: "number" },
    timestamp: text(patterns.timestamp, { format: "date-time" }),
    date: text(patterns.date, { format: "date" }),
    duration: text(patterns.duration, { format: "duration" }),
    uuid: text(patterns.uuid, { format: "uuid" }),
    url: text(patterns.url, { format: "uri" }),
    bytes: text(patterns.base64, { contentEncoding: "base64" }),
    json: {},
    unit: { type: ["null", "object", "array"], maxProperties: 0, maxItems: 0 },
  },
};

function define(type: NamedType, definitions: Definitions): Schema {
  const schema = defined(type, definitions);
  const examples = "examples" in type ? type.examples.map(({ value }) => value) : [];
  return annotated(examples.length === 0 ? schema : { ...schema, examples }, type);
}

function defined(type: NamedType, definitions: Definitions): Schema {
  switch (type.kind) {
    case "record":
      return recordSchema(type, definitions);
    case "enum":
      return enumSchema(type);
    case "union":
      return unionSchema(type, definitions);
    default:
      return slotSchema(type.slot, definitions);
  }
}

/** Documentation goes before the keywords, where people read it first. */
function annotated(schema: Schema, { docs, deprecated }: Pick<Described, "docs" | "deprecated">): Schema {
  return { ...compact({ description: docs, deprecated: deprecated && true }), ...schema };
}

// ── Slots ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function slotSchema(slot: Pick<Slot, "type" | "open" | "constraints">, definitions: Definitions): Schema {
  const plain = slot.open ? openSchema(slot.type, definitions) : definitions.of(slot.type);
  return withConstraints(plain, slot, { types: definitions.types, form });
}

/** A scalar that takes any string besides its own values. */
function openSchema(type: Type, definitions: Definitions): Schema {
  const plain = definitions.of(type);
  return plain["type"] === "string" ? { type: "string" } : orKind(plain, "string");
}

function form(format: string): Schema {
  return compact({ format, pattern: formatPatterns.get(format) });
}

// ── Records ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function recordSchema(record: RecordType, definitions: Definitions): Schema {
  const { fields, rules } = record;
  const required = fields.filter((field) => !mayBeAbsent(field, definitions.types)).map(({ wire }) => wire);
  const allOf = rules.map((rule) => both(compact({ description: rule.message }), ruleSchema(rule, record)));
  return compact({
    type: "object",
    required: required.length === 0 ? undefined : required,
    properties: Object.fromEntries(fields.map((field) => [field.wire, fieldSchema(field, definitions)])),
    allOf: allOf.length === 0 ? undefined : allOf,
  });
}

function mayBeAbsent(field: Field, types: Definitions["types"]): boolean {
  return field.optional || field.fill !== undefined || takes("nothing", field.type, types);
}

function fieldSchema(field: Field, definitions: Definitions): Schema {
  const value = slotSchema(field, definitions);
  const mayBeNull = field.optional || field.fill !== undefined;
  const schema = mayBeNull && !takes("null", field.type, definitions.types) ? orNull(value) : value;
  const examples = field.examples.map((example) => example.value);
  const more = { default: field.default?.value, examples: examples.length === 0 ? undefined : examples };
  return annotated(both(schema, compact(more)), field);
}

/** Whether a type takes null, or that there is nothing at all. */
function takes(what: "null" | "nothing", type: Type, types: Definitions["types"]): boolean {
  switch (type.kind) {
    case "scalar":
      return type.scalar === "unit" || (type.scalar === "json" && what === "null");
    case "nullable":
      return what === "null" || takes(what, type.inner, types);
    case "named": {
      const target = types.get(type.target);
      return target !== undefined && namedTakes(what, instantiate(target, type.args), types);
    }
    default:
      return false;
  }
}

function namedTakes(what: "null" | "nothing", type: NamedType, types: Definitions["types"]): boolean {
  if (type.kind === "alias" || type.kind === "newtype") return takes(what, type.slot.type, types);
  if (type.kind !== "union" || type.tagging !== "untagged") return false;
  return type.variants.some(({ payload }) => !payload || takes(what, payload.type, types));
}

// ── Enums ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function enumSchema({ values, closed }: EnumType): Schema {
  const wires = values.map(({ wire }) => wire);
  const told = values.some(({ docs, deprecated }) => docs !== undefined || deprecated !== undefined);
  const known: readonly Schema[] = told
    ? values.map((value) => annotated({ const: value.wire }, value))
    : [{ enum: wires }];
  if (closed) return known.length === 1 && !told ? { enum: wires } : { anyOf: known };
  const kinds = new Set(wires.map((wire) => typeof wire));
  const newer = [
    ...(kinds.has("string") ? [{ type: "string" }] : []),
    ...(kinds.has("number") ? [integer(-safe, safe)] : []),
  ];
  return { anyOf: [...known, ...newer] };
}

// ── Unions ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function unionSchema(union: UnionType, definitions: Definitions): Schema {
  switch (union.tagging) {
    case "internal":
    case "adjacent":
      return { oneOf: [...union.variants.map((variant) => taggedArm(variant, union, definitions)), ...newerTag(union)] };
    case "external":
      return { oneOf: [...externalArms(union, definitions), ...newerKey(union)] };
    case "untagged":
      return { anyOf: union.variants.map((variant) => payloadArm(variant, definitions)) };
  }
} // prettier-ignore

/** The tag comes first, so that a validator does not look into what another variant has. */
function taggedArm(variant: Variant, union: UnionType, definitions: Definitions): Schema {
  const { wire, payload, form: shape, content } = variant;
  const tag = union.tag ?? "";
  const head = { type: "object", required: [tag], properties: { [tag]: { const: wire } } };
  const isUnit = shape === "unit" || payload === undefined || isAdjacentUnit(payload, union, definitions);
  if (isUnit) return annotated(head, variant);
  if (shape === "flat") return annotated({ allOf: [head, slotSchema(payload, definitions)] }, variant);
  const key = content?.wire ?? "";
  const required = takes("nothing", payload.type, definitions.types) ? [tag] : [tag, key];
  const properties = { ...head.properties, [key]: slotSchema(payload, definitions) };
  return annotated({ type: "object", required, properties }, variant);
}

/** Where every payload has the one key, a payload that is nothing is no payload. */
function isAdjacentUnit({ type }: Slot, { tagging }: UnionType, { types }: Definitions): boolean {
  const base = baseOf(type, types);
  return tagging === "adjacent" && type.kind !== "nullable" && base.kind === "scalar" && base.scalar === "unit";
}

function newerTag({ closed, tag = "", variants }: UnionType): readonly Schema[] {
  if (closed) return [];
  const known = variants.map(({ wire }) => wire);
  return [{ type: "object", required: [tag], properties: { [tag]: { type: "string", not: { enum: known } } } }];
}

function externalArms({ variants, closed }: UnionType, definitions: Definitions): readonly Schema[] {
  const units = variants.filter(({ form: shape }) => shape === "unit").map(({ wire }) => wire);
  const keyed = variants.filter(({ form: shape }) => shape !== "unit");
  const word: readonly Schema[] = closed ? (units.length === 0 ? [] : [{ enum: units }]) : [{ type: "string" }];
  return [...word, ...keyed.map((variant) => keyedArm(variant, definitions))];
}

function keyedArm(variant: Variant, definitions: Definitions): Schema {
  const properties = { [variant.wire]: variant.payload ? slotSchema(variant.payload, definitions) : {} };
  return annotated({ type: "object", required: [variant.wire], maxProperties: 1, properties }, variant);
}

/** A key that is not known; with the word for an unknown variant as a member, anything. */
function newerKey({ closed, variants }: UnionType): readonly Schema[] {
  if (closed) return [];
  const known = variants.filter(({ form: shape }) => shape !== "unit").map(({ wire }) => wire);
  const other: Schema = { minProperties: 1, maxProperties: 1, propertyNames: { not: { enum: known } } };
  const marked: Schema = { required: ["$unknown"], properties: { $unknown: {} } };
  return [{ type: "object", anyOf: [other, marked] }];
}

function payloadArm(variant: Variant, definitions: Definitions): Schema {
  const { payload } = variant;
  const schema: Json = payload ? slotSchema(payload, definitions) : dialect.scalars.unit;
  return annotated(both({ title: variant.name }, schema), variant);
}
