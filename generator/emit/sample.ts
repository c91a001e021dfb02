// A value for documentation: what a type may look like, as a user of the package writes it.
import type { CodeValue } from "../code/text.js";
import { getRecord, getType, type Scope } from "../code/scope.js";
import {
  isInt64,
  resolveAliases,
  substitute,
  type Action,
  type Field,
  type Json,
  type NamedType,
  type Scalar,
  type Type,
  type UnionType,
  type Variant,
} from "../model.js";
import { int64InCode, requestCode } from "./example.js";

/** The input of an action: that of its first example, or what its types allow. `undefined` if none can be written. */
export function sampleInput(action: Action, scope: Scope): CodeValue | undefined {
  const example = action.examples.find(({ request }) => request !== undefined)?.request;
  if (example !== undefined) return requestCode(action, example.value, scope);
  const { body, parameters } = action;
  const fields = body.kind === "record" ? getRecord(body.record, scope).fields : [];
  const value = body.kind === "value" ? [{ ...body.slot, property: body.property, optional: false }] : [];
  return sampleFields([...parameters, ...fields, ...value], (type) => sampleValue(type, scope));
}

/** How many named types a value may be made of: one that is larger shows nothing to anybody. */
interface Room {
  left: number;
}

/** A value of a type; `undefined` if there is none that can be written, or that ends. */
export function sampleValue(type: Type, scope: Scope, room: Room = { left: 200 }): CodeValue | undefined {
  const resolved = resolveAliases(type, scope.types);
  switch (resolved.kind) {
    case "scalar":
      return isInt64(resolved.scalar) ? int64InCode(1, scope) : samples[resolved.scalar];
    case "list":
      return [];
    case "map":
      return {};
    case "nullable":
      return null;
    case "named":
      return room.left-- > 0 ? sampleNamed(resolved, scope, room) : undefined;
    default:
      return undefined;
  }
}

const samples: Readonly<Record<Exclude<Scalar, "u64" | "i64">, Json | undefined>> = {
  string: "…", bool: true, json: "…", bytes: undefined, unit: undefined, url: "https://example.com/",
  u8: 1, u16: 1, u32: 1, i8: 1, i16: 1, i32: 1, f32: 1.5, f64: 1.5,
  timestamp: "2026-01-31T12:00:00Z", date: "2026-01-31", duration: "PT1H",
  uuid: "00000000-0000-4000-8000-000000000000",
}; // prettier-ignore

function sampleNamed(type: Extract<Type, { kind: "named" }>, scope: Scope, room: Room): CodeValue | undefined {
  const target = getType(type.target, scope);
  const args = new Map(target.params.map((param, index) => [param, type.args[index]]));
  const inside = (inner: Type): CodeValue | undefined => sampleValue(substitute(inner, args), scope, room);
  return sampleTarget(target, inside);
}

function sampleTarget(target: NamedType, inside: (type: Type) => CodeValue | undefined): CodeValue | undefined {
  switch (target.kind) {
    case "record":
      return sampleFields(target.fields, inside);
    case "enum":
      return target.values[0]?.wire;
    case "union":
      return sampleUnion(target, inside);
    default:
      return inside(target.slot.type);
  }
}

type Member = Pick<Field, "property" | "type" | "optional" | "fill">;

function sampleFields(fields: readonly Member[], inside: (type: Type) => CodeValue | undefined): CodeValue | undefined {
  const needed = fields.filter((field) => !field.optional && field.fill === undefined);
  const members = needed.map((field) => [field.property, inside(field.type)] as const);
  return members.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(members) as CodeValue);
}

/** The first variant without a payload, or the first that can be written. */
function sampleUnion(union: UnionType, inside: (type: Type) => CodeValue | undefined): CodeValue | undefined {
  const unit = union.variants.find((variant) => variant.form === "unit");
  if (unit !== undefined) return union.tag === undefined ? unit.wire : { [union.tag]: unit.wire };
  for (const variant of union.variants) {
    const value = variant.payload && inside(variant.payload.type);
    if (value !== undefined) return sampleVariant(variant, value, union.tag ?? "");
  }
  return undefined;
}

function sampleVariant({ form, wire, content }: Variant, value: CodeValue, tag: string): CodeValue {
  if (form === "bare") return value;
  if (form === "key") return { [wire]: value };
  if (form === "content") return { [tag]: wire, [content?.property ?? wire]: value };
  return { [tag]: wire, ...(value as { readonly [key: string]: CodeValue }) };
}
