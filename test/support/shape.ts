// What a wire value is of: whether it has the form of a type, and what code has in its place. By the model alone.
import type {
  Field,
  Json,
  Model,
  NamedType,
  RecordType,
  Scalar,
  Type,
  UnionType,
  Variant,
} from "../../generator/model.js";
import { typesById } from "../../generator/model.js";

export type Members = { readonly [key: string]: Json };

export interface Shape {
  named(target: string): NamedType;
  /** Whether a value may be meant by a type: its kind, and the members that it must have. */
  fits(type: Type, value: Json): boolean;
  /** The variant that a value of a union is of; undefined for one that the spec does not have. */
  variantOf(type: UnionType, value: Json): Variant | undefined;
  /** The value under the names that code has for its members. */
  codeOf(type: Type, value: Json): Json;
}

export function shapeOf(model: Model): Shape {
  const types = typesById(model);
  const named = (target: string): NamedType => {
    const type = types.get(target);
    if (type === undefined || type.params.length > 0) throw new Error(`${target}: teach this file generic types`);
    return type;
  };
  const variantOf = (type: UnionType, value: Json): Variant | undefined =>
    type.tag === undefined
      ? type.variants.find(({ payload }) => payload && fits(payload.type, value))
      : type.variants.find(({ wire }) => isObject(value) && value[type.tag ?? ""] === wire);

  function fits(type: Type, value: Json): boolean {
    switch (type.kind) {
      case "scalar":
        return fitsScalar(type.scalar, value);
      case "list":
        return Array.isArray(value) && value.every((item) => fits(type.item, item as Json));
      case "map":
        return isObject(value) && Object.values(value).every((item) => fits(type.value, item));
      case "nullable":
        return value === null || fits(type.inner, value);
      case "named":
        return fitsNamed(named(type.target), value);
      default:
        throw new Error(`teach this file ${type.kind}`);
    }
  }

  function fitsNamed(type: NamedType, value: Json): boolean {
    if (type.kind === "record") return isObject(value) && type.fields.every((field) => fitsField(field, value));
    if (type.kind === "enum") return type.values.some(({ wire }) => wire === value) || (!type.closed && typeof value === "string");
    if (type.kind === "union") return type.closed ? variantOf(type, value) !== undefined : isObject(value);
    return fits(type.slot.type, value);
  } // prettier-ignore

  function fitsField({ wire, optional, type }: Field, value: Members): boolean {
    const given = value[wire];
    return given === undefined || given === null ? optional : fits(type, given);
  }

  function codeOf(type: Type, value: Json): Json {
    if (value === null) return value;
    if (type.kind === "nullable") return codeOf(type.inner, value);
    if (type.kind === "list") return (value as readonly Json[]).map((item) => codeOf(type.item, item));
    if (type.kind === "map") return mapped(value, (key, item) => [key, codeOf(type.value, item)]);
    return type.kind === "named" ? codeOfNamed(named(type.target), value) : value;
  }

  function codeOfNamed(type: NamedType, value: Json): Json {
    if (type.kind === "record") return codeOfRecord(type, value);
    if (type.kind === "union") return codeOfUnion(type, value);
    return type.kind === "enum" ? value : codeOf(type.slot.type, value);
  }

  function codeOfRecord({ fields }: RecordType, value: Json): Json {
    return mapped(value, (key, item) => {
      const field = fields.find(({ wire }) => wire === key);
      return field ? [field.property, codeOf(field.type, item)] : [key, item];
    });
  }

  function codeOfUnion(type: UnionType, value: Json): Json {
    const { form, content, payload } = variantOf(type, value) ?? {};
    if (payload === undefined) return value;
    if (form === "flat" || form === "bare") return codeOf(payload.type, value);
    if (form !== "content") throw new Error(`teach this file ${String(form)}`);
    return mapped(value, (key, item) =>
      key === content?.wire ? [content.property, codeOf(payload.type, item)] : [key, item],
    );
  }

  return { named, fits, variantOf, codeOf };
}

function fitsScalar(scalar: Scalar, value: Json): boolean {
  if (scalar === "json") return true;
  if (scalar === "unit") return value === null || isObject(value);
  if (scalar === "bool") return typeof value === "boolean";
  if (/^[uif]\d+$/.test(scalar)) return typeof value === "number";
  return typeof value === "string";
}

export function isObject(value: Json): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object of entries; `__proto__` is a name like any other. */
export function objectOf(entries: readonly (readonly [string, Json])[]): Members {
  return Object.fromEntries(entries);
}

function mapped(value: Json, change: (key: string, item: Json) => readonly [string, Json]): Json {
  if (!isObject(value)) throw new Error(`no object: ${JSON.stringify(value)}`);
  return objectOf(Object.entries(value).map(([key, item]) => change(key, item)));
}
