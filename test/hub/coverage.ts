// What a type can hold, and what values of it do hold: the variants, the values of enums, and the optional fields with and
// without a value. Computed from the model, so that a new variant in the spec is a hole in the table.
import type { Field, Model, NamedType, Slot, Type, UnionType, Variant } from "../../generator/model.js";
import { shapeOf, type Shape } from "../support/shape.js";
import type { Json } from "./table.js";

export interface Coverage {
  /** `module.Union=Variant`, `module.Enum=Value`, `module.Record.field=present` … of everything a type reaches. */
  possible(type: Type): ReadonlySet<string>;
  /** Those that a wire value of the type has. */
  seen(type: Type, value: Json): ReadonlySet<string>;
}

/** A value of something that this version of the spec does not have. */
const newer = "(newer)";

export function coverageOf(model: Model): Coverage {
  const shape = shapeOf(model);
  return {
    possible: (type) => {
      const found = new Set<string>();
      reach(type, shape, found, new Set());
      return found;
    },
    seen: (type, value) => {
      const found = new Set<string>();
      see(type, value, shape, found);
      return found;
    },
  };
}

function reach(type: Type, shape: Shape, found: Set<string>, done: Set<string>): void {
  if (type.kind === "list") return reach(type.item, shape, found, done);
  if (type.kind === "map") return reach(type.value, shape, found, done);
  if (type.kind === "nullable") return reach(type.inner, shape, found, done);
  if (type.kind !== "named" || done.has(type.target)) return;
  done.add(type.target);
  const target = shape.named(type.target);
  for (const feature of featuresOf(target)) found.add(feature);
  for (const slot of slotsOf(target)) reach(slot.type, shape, found, done);
}

function featuresOf(type: NamedType): readonly string[] {
  if (type.kind === "record")
    return type.fields
      .filter(({ optional }) => optional)
      .flatMap((field) => [presence(field, true), presence(field, false)]);
  if (type.kind !== "union" && type.kind !== "enum") return [];
  const members = type.kind === "union" ? type.variants : type.values;
  const open = type.closed || (type.kind === "union" && type.tagging === "untagged") ? [] : [`${type.id}=${newer}`];
  return [...members.map(({ wire }) => `${type.id}=${wire}`), ...open];
}

function presence({ id }: Field, present: boolean): string {
  return `${id} ${present ? "present" : "absent"}`;
}

function slotsOf(type: NamedType): readonly Slot[] {
  if (type.kind === "record") return type.fields;
  if (type.kind === "union") return type.variants.flatMap(({ payload }) => payload ?? []);
  return type.kind === "enum" ? [] : [type.slot];
}

function see(type: Type, value: Json | undefined, shape: Shape, found: Set<string>): void {
  if (value === undefined || value === null) return;
  if (type.kind === "nullable") return see(type.inner, value, shape, found);
  if (type.kind === "list") for (const item of value as readonly Json[]) see(type.item, item, shape, found);
  if (type.kind === "map")
    for (const item of Object.values(value as object)) see(type.value, item as Json, shape, found);
  if (type.kind === "named") seeNamed(shape.named(type.target), value, shape, found);
}

type Members = { readonly [key: string]: Json | undefined };

function seeNamed(type: NamedType, value: Json, shape: Shape, found: Set<string>): void {
  switch (type.kind) {
    case "record":
      for (const field of type.fields) {
        const given = (value as Members)[field.wire];
        if (field.optional) found.add(presence(field, given !== undefined && given !== null));
        see(field.type, given, shape, found);
      }
      return;
    case "enum":
      found.add(`${type.id}=${type.values.some(({ wire }) => wire === value) ? String(value) : newer}`);
      return;
    case "union":
      return seeUnion(type, value, shape, found);
    default:
      return see(type.slot.type, value, shape, found);
  }
}

function seeUnion(type: UnionType, value: Json, shape: Shape, found: Set<string>): void {
  const variant = shape.variantOf(type, value);
  found.add(`${type.id}=${variant === undefined ? newer : variant.wire}`);
  if (variant?.payload) see(variant.payload.type, payloadOf(variant, value), shape, found);
}

function payloadOf({ form, content }: Variant, value: Json): Json | undefined {
  return form === "flat" || content === undefined ? value : (value as Members)[content.wire];
}
