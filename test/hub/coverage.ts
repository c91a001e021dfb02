// What a type can hold, and what values of it do hold: the variants, the values of enums, and the optional fields with and
// without a value. Computed from the model, so that a new variant in the spec is a hole in the table.
import type { Field, Model, NamedType, Slot, Type, UnionType, Variant } from "../../generator/model.js";
import { typesById } from "../../generator/model.js";
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
  const types = typesById(model);
  const named = (target: string): NamedType => {
    const type = types.get(target);
    if (type === undefined || type.params.length > 0) throw new Error(`${target}: teach this file generic types`);
    return type;
  };
  return {
    possible: (type) => {
      const found = new Set<string>();
      reach(type, named, found, new Set());
      return found;
    },
    seen: (type, value) => {
      const found = new Set<string>();
      see(type, value, named, found);
      return found;
    },
  };
}

type Named = (target: string) => NamedType;

function reach(type: Type, named: Named, found: Set<string>, done: Set<string>): void {
  if (type.kind === "list") return reach(type.item, named, found, done);
  if (type.kind === "map") return reach(type.value, named, found, done);
  if (type.kind === "nullable") return reach(type.inner, named, found, done);
  if (type.kind !== "named" || done.has(type.target)) return;
  done.add(type.target);
  const target = named(type.target);
  for (const feature of featuresOf(target)) found.add(feature);
  for (const slot of slotsOf(target)) reach(slot.type, named, found, done);
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

function see(type: Type, value: Json | undefined, named: Named, found: Set<string>): void {
  if (value === undefined || value === null) return;
  if (type.kind === "nullable") return see(type.inner, value, named, found);
  if (type.kind === "list") for (const item of value as readonly Json[]) see(type.item, item, named, found);
  if (type.kind === "map")
    for (const item of Object.values(value as object)) see(type.value, item as Json, named, found);
  if (type.kind === "named") seeNamed(named(type.target), value, named, found);
}

type Members = { readonly [key: string]: Json | undefined };

function seeNamed(type: NamedType, value: Json, named: Named, found: Set<string>): void {
  switch (type.kind) {
    case "record":
      for (const field of type.fields) {
        const given = (value as Members)[field.wire];
        if (field.optional) found.add(presence(field, given !== undefined && given !== null));
        see(field.type, given, named, found);
      }
      return;
    case "enum":
      found.add(`${type.id}=${type.values.some(({ wire }) => wire === value) ? String(value) : newer}`);
      return;
    case "union":
      return seeUnion(type, value, named, found);
    default:
      return see(type.slot.type, value, named, found);
  }
}

function seeUnion(type: UnionType, value: Json, named: Named, found: Set<string>): void {
  if (type.tag === undefined) throw new Error(`${type.id}: teach this file unions without a tag`);
  const tag = (value as Members)[type.tag];
  const variant = type.variants.find(({ wire }) => wire === tag);
  found.add(`${type.id}=${variant === undefined ? newer : variant.wire}`);
  if (variant?.payload) see(variant.payload.type, payloadOf(variant, value), named, found);
}

function payloadOf({ form, content }: Variant, value: Json): Json | undefined {
  return form === "flat" || content === undefined ? value : (value as Members)[content.wire];
}
