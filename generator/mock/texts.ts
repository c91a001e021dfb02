// Texts of an address, a header or a form → wire JSON, as their types read them. What a type does not take stays a text, and is
// told by whoever holds it against the type.
import { withArguments } from "../check/conform.js";
import { assertNever, resolveAliases, type Json, type NamedType, type Parameter, type Type } from "../model.js";

type Types = ReadonlyMap<string, NamedType>;

/** A name and a value, both decoded, and the value as it was sent. */
export interface Pair {
  readonly name: string;
  readonly value: string;
  readonly raw: string;
}

/** A text that is not percent-encoded UTF-8. */
export class EncodingError extends Error {}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new EncodingError(`\`${text.slice(0, 50)}\` is not percent-encoded UTF-8`);
  }
}

/** The pairs of a query. In a form, a space is a `+`. */
export function pairsOf(text: string): readonly Pair[] {
  if (text === "") return [];
  return text.split("&").map((part) => {
    const at = part.includes("=") ? part.indexOf("=") : part.length;
    const raw = part.slice(at + 1);
    return { name: decoded(part.slice(0, at)), value: decoded(raw), raw };
  });
}

/** Texts before they are read: one, a list of them, or an object of them. */
export type Texts = string | readonly Texts[] | { readonly [key: string]: Texts };

/** The texts of one parameter in a query; undefined if it is not there. `isMember` knows the members of an object without a name of its own. */
export function queryTexts({ wire, style, explode, type }: Parameter, pairs: readonly Pair[], { types, isMember }: { readonly types: Types; readonly isMember: (name: string) => boolean }): Texts | undefined {
  if (style === "deepObject") return deepTexts(wire, pairs);
  const own = pairs.filter(({ name }) => name === wire);
  const kind = containerOf(type, types);
  if (explode) {
    if (kind !== "object" || own.length > 0) return repeated(own, kind);
    const members = pairs.filter(({ name }) => isMember(name) && !name.includes("["));
    return members.length === 0 ? undefined : Object.fromEntries(members.map(({ name, value }) => [name, value]));
  }
  const [only] = own;
  if (only === undefined || kind === undefined) return repeated(own, kind);
  const separator = { form: ",", spaceDelimited: /%20|\+/, pipeDelimited: /%7C|\|/i }[style];
  const items = only.raw === "" ? [] : only.raw.split(separator).map(decoded);
  return kind === "list" ? items : alternating(items);
} // prettier-ignore

function repeated(pairs: readonly Pair[], kind: "list" | "object" | undefined): Texts | undefined {
  const values = pairs.map(({ value }) => value);
  return kind === "list" && values.length > 0 ? values : values.length > 1 ? values : values[0];
}

function alternating(items: readonly string[]): Texts {
  return Object.fromEntries(items.flatMap((key, index) => (index % 2 ? [] : [[key, items[index + 1] ?? ""] as const])));
}

/** How deep names may have brackets. */
const DEEPEST = 20;

/** `name[key]=value`, and so on inwards. */
function deepTexts(name: string, pairs: readonly Pair[], depth = 0): Texts | undefined {
  const inner = pairs.filter((pair) => pair.name.startsWith(`${name}[`));
  if (inner.length === 0 || depth > DEEPEST) return repeated(pairs.filter((pair) => pair.name === name), undefined); // prettier-ignore
  const keys = new Set(inner.map((pair) => pair.name.slice(name.length + 1).split("]", 1)[0] ?? ""));
  return Object.fromEntries([...keys].map((key) => [key, deepTexts(`${name}[${key}]`, inner, depth + 1) ?? ""]));
}

/** The members of a form, each with its texts. */
export function formTexts(pairs: readonly Pair[], isDeep: boolean): ReadonlyMap<string, Texts> {
  const names = new Set(pairs.map(({ name }) => (isDeep ? (name.split("[", 1)[0] ?? "") : name)));
  return new Map(
    [...names].map((name) => {
      const own = pairs.filter((pair) => pair.name === name);
      return [name, (isDeep ? deepTexts(name, pairs) : repeated(own, undefined)) ?? ""];
    }),
  );
}

/** Whether a value of a type is a list or an object. */
export function containerOf(written: Type, types: Types): "list" | "object" | undefined {
  const type = resolveAliases(written, types);
  switch (type.kind) {
    case "list":
      return "list";
    case "map":
      return "object";
    case "nullable":
      return containerOf(type.inner, types);
    case "named": {
      const target = types.get(type.target);
      if (target?.kind === "record") return "object";
      return target?.kind === "newtype" ? containerOf(target.slot.type, types) : undefined;
    }
    default:
      return undefined;
  }
}

/** Texts as a type reads them. */
export function read(texts: Texts, written: Type, types: Types): Json {
  const type = resolveAliases(written, types);
  switch (type.kind) {
    case "scalar":
      return typeof texts === "string" ? readScalar(texts, type.scalar) : texts;
    case "nullable":
      return read(texts, type.inner, types);
    case "list":
      return itemsOf(texts).map((item) => read(item, type.item, types));
    case "map":
      return readMembers(texts, () => type.value, types);
    case "named":
      return readNamed(texts, type, types);
    case "text":
    case "stream":
    case "parameter":
    case "unresolved":
      return texts;
    default:
      return assertNever(type);
  }
}

function itemsOf(texts: Texts): readonly Texts[] {
  if (Array.isArray(texts)) return texts as readonly Texts[];
  return typeof texts === "string" ? [texts] : Object.values(texts as object) as readonly Texts[]; // prettier-ignore
}

function readScalar(text: string, scalar: string): Json {
  if (scalar === "bool" && (text === "true" || text === "false")) return text === "true";
  if (/^[uif]\d+$/.test(scalar) && /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return Number(text);
  return scalar === "json" ? (jsonOf(text) ?? text) : text;
}

function readMembers(texts: Texts, typeOf: (key: string) => Type | undefined, types: Types): Json {
  const members = typeof texts === "string" ? jsonOf(texts) : texts;
  if (typeof texts === "string") return members ?? texts;
  if (typeof members !== "object" || members === null || Array.isArray(members)) return texts;
  return Object.fromEntries(
    Object.entries(members as { readonly [key: string]: Texts }).map(([key, value]) => {
      const type = typeOf(key);
      return [key, type === undefined ? value : read(value, type, types)];
    }),
  );
}

function readNamed(texts: Texts, { target, args }: Extract<Type, { kind: "named" }>, types: Types): Json {
  const found = types.get(target);
  if (found === undefined) return texts;
  const type = withArguments(found, args);
  switch (type.kind) {
    case "record":
      return readMembers(texts, (key) => type.fields.find(({ wire }) => wire === key)?.type, types);
    case "enum":
      return type.values.find(({ wire }) => String(wire) === texts)?.wire ?? texts;
    case "union":
      return typeof texts === "string" ? (jsonOf(texts) ?? texts) : texts;
    default:
      return read(texts, type.slot.type, types);
  }
}

/** The value of a JSON text; undefined if it is none. */
export function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
