// A type → words with links: what its JSON is, and where each name that is in it is told of.
import { getType } from "../code/scope.js";
import { codeSpan } from "../code/text.js";
import { assertNever, type NamedType, type Scalar, type Slot, type Type } from "../model.js";
import { hrefOf, type PageScope } from "./anchor.js";

/** What stands in a place. */
export function slotWords({ type, open }: Pick<Slot, "type" | "open">, from: PageScope): string {
  return `${typeWords(type, from)}${open ? ", or any other string" : ""}`;
}

/** What a body is. */
export function bodyWords(slot: Pick<Slot, "type" | "open">, from: PageScope): string {
  return slot.type.kind === "scalar" && slot.type.scalar === "unit" ? "no body" : slotWords(slot, from);
}

function typeWords(type: Type, from: PageScope): string {
  switch (type.kind) {
    case "scalar":
      return scalarWords[type.scalar];
    case "list":
      return `list of ${typeWords(type.item, from)}`;
    case "map":
      return `map of ${typeWords(type.value, from)}`;
    case "nullable":
      return `${typeWords(type.inner, from)} or null`;
    case "named":
      return namedWords(type, from);
    case "parameter":
      return codeSpan(type.name);
    case "text":
      return "text";
    case "stream":
      return "bytes, as they come";
    case "unresolved":
      throw new Error("what could not be understood has no page");
    default:
      return assertNever(type);
  }
}

/** The name of a type, linked. */
export function typeLink(target: NamedType, from: PageScope): string {
  const module = target.module === from.module?.name ? "" : `${target.module}.`;
  return `[${codeSpan(module + target.name)}](${hrefOf(target.id, target.module, from)})`;
}

function namedWords({ target, args }: Extract<Type, { kind: "named" }>, from: PageScope): string {
  const named = getType(target, from.scope);
  const given = args.length === 0 ? "" : ` of ${args.map((arg) => typeWords(arg, from)).join(", ")}`;
  const underneath = named.kind === "opaque" ? " (string)" : "";
  return `${typeLink(named, from)}${underneath}${given}`;
}

const integer = (scalar: string): string => `integer (${codeSpan(scalar)})`;
const text = (what: string): string => `string (${what})`;

const scalarWords: Readonly<Record<Scalar, string>> = {
  string: "string", bool: "boolean", json: "any JSON", unit: "nothing",
  u8: integer("u8"), u16: integer("u16"), u32: integer("u32"), u64: integer("u64"),
  i8: integer("i8"), i16: integer("i16"), i32: integer("i32"), i64: integer("i64"),
  f32: "number", f64: "number",
  timestamp: text("RFC 3339 timestamp"), date: text("date"), duration: text("ISO 8601 duration"),
  uuid: text("UUID"), url: text("URL"), bytes: text("Base64"),
}; // prettier-ignore
