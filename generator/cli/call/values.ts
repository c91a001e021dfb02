// A text of the command line → the wire JSON of a type. What is a string stays the text that it is, whatever it looks like.
import { isInt64, resolveAliases, substitute, type EnumType, type NamedType, type Scalar, type Type, type UnionType } from "../../model.js"; // prettier-ignore
import { quoted } from "../../names.js";
import { findVariant, innerType, type Place, type Types } from "./members.js";

/** What values are read with. */
export interface Reading {
  readonly types: Types;
  /** JSON, integers in full. Throws for what is none. */
  readonly parse: (text: string) => unknown;
}

/** A text that is no value of its type; the message goes behind the name of the option. */
export class ValueError extends Error {}

/** @throws {ValueError} */
export function readValue(text: string, { type, open, tagOf }: Place, reading: Reading): unknown {
  if (tagOf !== undefined) return findVariant(text, tagOf)?.wire ?? text;
  try {
    return valueOf(text, type, reading);
  } catch (error) {
    if (open && error instanceof ValueError) return text;
    throw error;
  }
}

function valueOf(text: string, written: Type, reading: Reading): unknown {
  const type = resolveAliases(written, reading.types);
  switch (type.kind) {
    case "scalar":
      return scalarOf(text, type.scalar, reading);
    case "list":
      // A list is given item by item, or as a whole.
      return text.startsWith("[") ? jsonOf(text, reading, "a list") : [valueOf(text, type.item, reading)];
    case "nullable":
      return text === "null" && isNull(type.inner, reading.types) ? null : valueOf(text, type.inner, reading);
    case "named":
      return namedOf(text, type, reading);
    case "map":
      return jsonOf(text, reading, "an object");
    default:
      return jsonOf(text, reading);
  }
}

function namedOf(text: string, { target, args }: Extract<Type, { kind: "named" }>, reading: Reading): unknown {
  const named = reading.types.get(target);
  switch (named?.kind) {
    case "enum":
      return enumOf(text, named);
    case "union":
      return unionOf(text, named, reading);
    case "opaque":
    case "newtype":
    case "alias": {
      const given = new Map(named.params.map((param, index) => [param, args[index]]));
      return readValue(text, { key: "", type: substitute(named.slot.type, given), open: named.slot.open }, reading);
    }
    case "record":
    case undefined:
      return jsonOf(text, reading, "an object");
  }
}

function scalarOf(text: string, scalar: Scalar, reading: Reading): unknown {
  if (textual.has(scalar)) return text;
  if (scalar === "bool") {
    if (text === "true" || text === "false") return text === "true";
    throw new ValueError("must be true or false");
  }
  if (scalar === "f32" || scalar === "f64") return numberOf(text, reading);
  if (!/^[iu]\d/.test(scalar)) return jsonOf(text, reading);
  if (!/^-?\d+$/.test(text)) throw new ValueError(`must be an integer (${scalar})`);
  // Whether it is in the range of its type is for the model to say.
  const integer = Number(text);
  return isInt64(scalar) && !Number.isSafeInteger(integer) ? BigInt(text) : integer;
}

/** Strings on the wire. */
const textual: ReadonlySet<Scalar> = new Set(["string", "timestamp", "date", "duration", "uuid", "url", "bytes"]);

function numberOf(text: string, reading: Reading): unknown {
  const value = attempt(text, reading);
  if (typeof value === "number" || typeof value === "bigint") return value;
  throw new ValueError("must be a number");
}

function enumOf(text: string, { values }: EnumType): unknown {
  const value = values.find(({ wire }) => String(wire) === text) ?? values.find(({ name }) => name === text);
  if (value !== undefined) return value.wire;
  // What only a newer server knows is sent as it is; where the enum is closed, the model refuses it.
  return values.some(({ wire }) => typeof wire === "number") && /^-?\d+$/.test(text) ? Number(text) : text;
}

function unionOf(text: string, union: UnionType, reading: Reading): unknown {
  const unit = union.tagging === "untagged" ? undefined : findVariant(text, union);
  if (unit !== undefined && unit.payload === undefined)
    return union.tag === undefined ? unit.wire : { [union.tag]: unit.wire };
  const value = attempt(text, reading);
  if (value !== undefined) return value;
  const texts = union.variants.filter(({ payload }) => payload && isText(payload.type, reading.types));
  if (union.tagging === "untagged" && texts.length > 0) return text;
  const units = union.variants.filter(({ payload }) => payload === undefined).map(({ wire }) => wire);
  throw new ValueError(`must be JSON${units.length > 0 ? ` or one of ${quoted(units)}` : ""}`);
}

/** Whether `null` is nothing, where nothing may stand, and not a string that is spelt so. */
function isNull(type: Type, types: Types): boolean {
  const inner = innerType(type, types);
  const named = inner.kind === "named" ? types.get(inner.target) : undefined;
  return named?.kind === "enum" ? named.values.every(({ wire }) => wire !== "null") : !isText(type, types);
}

/** Whether values of a type are strings on the wire, so that any text is one. */
function isText(type: Type, types: Types): boolean {
  const resolved = resolveAliases(type, types);
  if (resolved.kind === "scalar") return textual.has(resolved.scalar);
  return resolved.kind === "named" && isNamedText(types.get(resolved.target), types);
}

function isNamedText(named: NamedType | undefined, types: Types): boolean {
  if (named?.kind === "enum") return named.values.every(({ wire }) => typeof wire === "string");
  return (named?.kind === "opaque" || named?.kind === "newtype") && isText(named.slot.type, types);
}

function jsonOf(text: string, reading: Reading, what?: "a list" | "an object"): unknown {
  const value = attempt(text, reading);
  const found = Array.isArray(value) ? "a list" : typeof value === "object" && value !== null ? "an object" : undefined;
  if (value === undefined || (what !== undefined && found !== what))
    throw new ValueError(what === undefined ? `must be JSON, in which a string has quotes of its own: '"text"'` : `must be ${what}, as JSON`); // prettier-ignore
  return value;
}

function attempt(text: string, { parse }: Reading): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
