// A type of the model → values of it, as a caller writes them in a request.
import { key, literal } from "../../code/text.js";
import {
  isInt64,
  resolveAliases,
  substitute,
  type EnumType,
  type Field,
  type NamedType,
  type Scalar,
  type Type,
  type UnionType,
  type Variant,
} from "../../model.js";
import type { Words } from "./words.js";

/** As many values of one type are tried at most. */
const most = 60;

/** Several values, which together have every variant, value and member that is not too deep inside; the plainest first. */
export function valuesOf(type: Type, words: Words, depth = 3): readonly string[] {
  const first = plainValue(type, words);
  return [...new Set([...(first === undefined ? [] : [first]), ...others(type, words, depth)])].slice(0, most);
}

/** The plainest value of a type, with nothing that may be left out; undefined if none can be written, or none ends. */
export function plainValue(type: Type, words: Words, inside: ReadonlySet<string> = new Set()): string | undefined {
  const resolved = resolveAliases(type, words.scope.types);
  switch (resolved.kind) {
    case "scalar":
      return plainScalar(resolved.scalar, words);
    case "list":
      return "[]";
    case "map":
      return "{}";
    case "nullable":
      return plainValue(resolved.inner, words, inside) ?? "null";
    case "named": {
      const found = target(resolved, words);
      return inside.has(found.id) ? undefined : plainNamed(found, words, new Set([...inside, found.id]));
    }
    case "text":
      return '"…"';
    default:
      return undefined;
  }
}

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Whether every object has a member of that name, so that to leave it out is to give a function. */
export function isInherited(property: string): boolean {
  return inherited.has(property);
}

/** The members of a literal; those that may be left out are. */
export function plainMembers(
  fields: readonly Given[],
  words: Words,
  inside?: ReadonlySet<string>,
): ReadonlyMap<string, string> | undefined {
  const needed = fields.filter(({ property, optional, fill }) => (!optional && fill === undefined) || isInherited(property)); // prettier-ignore
  const members = needed.map(({ property, type }) => [property, plainValue(type, words, inside)] as const);
  const given = members.filter((each): each is [string, string] => each[1] !== undefined);
  return given.length === members.length ? new Map(given) : undefined;
}

/** A field, a parameter, or a body: a member of a literal. */
export type Given = Pick<Field, "property" | "type" | "open" | "optional" | "fill">;

export function objectText(members: ReadonlyMap<string, string>): string {
  const texts = [...members].map(([name, value]) => `${key(name)}: ${value}`);
  return texts.length === 0 ? "{}" : `{ ${texts.join(", ")} }`;
}

/** Literals that have one more member each than the plainest, or another value of one. */
export function objectTexts(fields: readonly Given[], words: Words, depth: number): readonly string[] {
  const plain = plainMembers(fields, words);
  if (!plain) return [];
  const more = fields.flatMap(({ property, type }) =>
    valuesOf(type, words, depth).map((value) => objectText(new Map([...plain, [property, value]]))),
  );
  return [...new Set([objectText(plain), ...more])];
}

/** A variant, given what it holds. */
function variantText({ form, wire, content }: Variant, { tag }: UnionType, payload: string): string {
  const head = tag === undefined ? "" : `${key(tag)}: ${literal(wire)}`;
  switch (form) {
    case "unit":
      return tag === undefined ? literal(wire) : `{ ${head} }`;
    case "bare":
      return payload;
    case "key":
      return `{ ${key(wire)}: ${payload} }`;
    case "content":
      return `{ ${head}, ${key(content?.property ?? wire)}: ${payload} }`;
    case "flat":
      return payload === "{}" ? `{ ${head} }` : payload.replace("{", () => `{ ${head},`);
  }
}

/** The values of one variant of a union. */
export function variantValues(
  variant: Variant,
  union: UnionType,
  { words, depth }: { words: Words; depth: number },
): readonly string[] {
  const { payload } = variant;
  if (!payload) return [variantText(variant, union, variant.form === "bare" ? "null" : "{}")];
  return heldValues(variant, words, depth).map((value) => variantText(variant, union, value));
}

/** What is flat beside the tag is a literal, also where the record is the class of an action. */
function heldValues({ form, payload }: Variant, words: Words, depth: number): readonly string[] {
  if (!payload) return [];
  if (form !== "flat") return valuesOf(payload.type, words, depth);
  const type = resolveAliases(payload.type, words.scope.types);
  const record = type.kind === "named" ? target(type, words) : undefined;
  return record?.kind === "record" ? objectTexts(record.fields, words, depth) : [];
}

function others(type: Type, words: Words, depth: number): readonly string[] {
  const resolved = resolveAliases(type, words.scope.types);
  switch (resolved.kind) {
    case "scalar":
      return scalarValues(resolved.scalar, words);
    case "list":
      return valuesOf(resolved.item, words, depth - 1).map((value) => `[${value}]`);
    case "map":
      return valuesOf(resolved.value, words, depth - 1).map((value) => `{ key: ${value} }`);
    case "nullable":
      return [...others(resolved.inner, words, depth), "null"];
    case "named":
      return depth > 0 ? namedValues(target(resolved, words), { words, depth: depth - 1, type: resolved }) : [];
    default:
      return [];
  }
}

function namedValues(
  type: NamedType,
  { words, depth, type: expression }: { words: Words; depth: number; type: Type },
): readonly string[] {
  switch (type.kind) {
    case "record":
      return words.scope.classes.has(type.id) ? [] : objectTexts(type.fields, words, depth);
    case "enum":
      return enumValues(type, words);
    case "union":
      return type.variants.flatMap((variant) => variantValues(variant, type, { words, depth }));
    default: {
      // A nominal text or number has its own name alone, whatever it is made of.
      const plain = type.kind === "alias" ? undefined : plainValue(type.slot.type, words);
      if (plain === undefined || !isScalar(type.slot.type, words)) return valuesOf(type.slot.type, words, depth);
      return [`(${plain} as ${words.type(expression)})`, plain];
    }
  }
}

/** Whether a type is a text or a number beneath all its names. */
function isScalar(type: Type, words: Words): boolean {
  const resolved = resolveAliases(type, words.scope.types);
  if (resolved.kind === "scalar") return !["bool", "bytes", "json", "unit"].includes(resolved.scalar);
  const named = resolved.kind === "named" ? target(resolved, words) : undefined;
  return (named?.kind === "opaque" || named?.kind === "newtype") && isScalar(named.slot.type, words);
}

/** The values of an enum; the last is what is sent back without being known. */
function enumValues({ values, closed }: EnumType, words: Words): readonly string[] {
  const known = values.map(({ wire }) => literal(wire));
  return closed ? known : [...known, unknownValue(words)];
}

export function unknownValue(words: Words): string {
  return `("(unrecognized)" as ${words.runtime("Unrecognized")})`;
}

/** A type with its arguments put in. */
export function target(type: Extract<Type, { kind: "named" }>, { scope }: Words): NamedType {
  const found = scope.types.get(type.target);
  if (!found) throw new Error(`no type ${type.target}`);
  return withArguments(found, new Map(found.params.map((param, index) => [param, type.args[index]])));
}

export function withArguments<T extends NamedType>(type: T, args: ReadonlyMap<string, Type | undefined>): T {
  if (args.size === 0) return type;
  const put = <S extends { readonly type: Type }>(slot: S): S => ({ ...slot, type: substitute(slot.type, args) });
  const named: NamedType = type;
  switch (named.kind) {
    case "record":
      return { ...type, fields: named.fields.map(put) };
    case "union":
      return { ...type, variants: named.variants.map((each) => (each.payload ? { ...each, payload: put(each.payload) } : each)) }; // prettier-ignore
    case "enum":
      return type;
    default:
      return { ...type, slot: put(named.slot) };
  }
}

function plainNamed(type: NamedType, words: Words, inside: ReadonlySet<string>): string | undefined {
  switch (type.kind) {
    case "record": {
      const members = plainMembers(type.fields, words, inside);
      const text = members && objectText(members);
      const action = words.scope.classes.get(type.id);
      return action && text !== undefined
        ? `new ${words.value({ module: action.module, name: action.className })}(${type.fields.length === 0 ? "" : text})`
        : text;
    }
    case "enum":
      return type.values[0] === undefined ? unknownValue(words) : literal(type.values[0].wire);
    case "union":
      return plainUnion(type, words, inside);
    default:
      return plainValue(type.slot.type, words, inside);
  }
}

/** A variant without a payload, or the first that can be written. */
function plainUnion(union: UnionType, words: Words, inside: ReadonlySet<string>): string | undefined {
  for (const variant of [...union.variants].sort((a, b) => Number(b.form === "unit") - Number(a.form === "unit"))) {
    const value = variant.payload ? plainPayload(variant, words, inside) : variant.form === "bare" ? "null" : "{}";
    if (value !== undefined) return variantText(variant, union, value);
  }
  return undefined;
}

function plainPayload({ form, payload }: Variant, words: Words, inside: ReadonlySet<string>): string | undefined {
  if (!payload) return undefined;
  const type = resolveAliases(payload.type, words.scope.types);
  const record = form === "flat" && type.kind === "named" ? target(type, words) : undefined;
  if (record?.kind !== "record") return plainValue(payload.type, words, inside);
  if (inside.has(record.id)) return undefined;
  const members = plainMembers(record.fields, words, new Set([...inside, record.id]));
  return members && objectText(members);
}

function plainScalar(scalar: Scalar, { scope: { int64 } }: Words): string {
  if (isInt64(scalar)) return int64 === "bigint" ? "1n" : int64 === "string" ? '"1"' : "1";
  return scalars[scalar];
}

const scalars: Readonly<Record<Exclude<Scalar, "u64" | "i64">, string>> = {
  string: '"…"', bool: "true", json: "(0 as unknown)", bytes: "new Uint8Array()", unit: "undefined",
  u8: "1", u16: "1", u32: "1", i8: "1", i16: "1", i32: "1", f32: "1.5", f64: "1.5",
  timestamp: '"…"', date: '"…"', duration: '"…"', uuid: '"…"', url: '"…"',
}; // prettier-ignore

/** With a nominal name, too, where the language gives one. */
function scalarValues(scalar: Scalar, words: Words): readonly string[] {
  const [plain, text] = [plainScalar(scalar, words), words.type({ kind: "scalar", scalar })];
  return text.includes(".") && scalar !== "bytes" ? [`(${plain} as ${text})`] : [];
}
