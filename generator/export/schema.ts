// What all schemas have in common: definitions by key, generics written out for each use, and how keywords are put together.
import type { Report } from "../diagnostics.js";
import { substitute, typesById, type Json, type Model, type NamedType, type Scalar, type Slot, type Type } from "../model.js"; // prettier-ignore

/** A JSON Schema, or any other object of an exported document. */
export interface Schema {
  readonly [keyword: string]: Json;
}

/** One way of saying types in JSON Schema. */
export interface Dialect {
  /** What references begin with. */
  readonly home: string;
  readonly scalars: Readonly<Record<Scalar, Schema>>;
  /** What a named type is, its parameters replaced. */
  readonly define: (type: NamedType, definitions: Definitions, use: Use) => Schema;
}

/** What is defined: the key of it, and what is put in for the parameters of the type. */
export interface Use {
  readonly key: string;
  readonly args: readonly Type[];
}

/** The definitions of one document. */
export interface Definitions {
  readonly types: ReadonlyMap<string, NamedType>;
  /** The schema of a type: a reference where it has a name. */
  readonly of: (type: Type) => Schema;
  /** Adds a definition that is no type of the spec, and answers with a reference to it. */
  readonly add: (key: string, schema: Schema) => Schema;
  /** Everything that was defined, by key. */
  readonly all: () => Schema;
}

/** Every named type of a model, and every use of a generic one. */
export function createDefinitions(model: Model, dialect: Dialect, report: Report): Definitions {
  const types = typesById(model);
  const made = new Map<string, Schema>();
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const used = new Set<string>();
  /** Uses that were referred to and are not defined yet. */
  const open: (Use & { readonly type: NamedType })[] = [];

  const take = (wanted: string): string => {
    let key = wanted;
    for (let count = 2; taken.has(key); count++) key = `${wanted}_${count}`;
    taken.add(key);
    return key;
  };
  const refTo = (type: Named): Schema => {
    const text = textOf(type);
    const known = keys.get(text);
    if (known !== undefined) return { $ref: `${dialect.home}${known}` };
    const target = types.get(type.target);
    const isEndless = type.args.length > 0 && (heightOf(type) > tooHigh || keys.size > tooMany);
    if (target === undefined || isEndless) return {};
    const key = take(text);
    keys.set(text, key);
    used.add(target.id);
    open.push({ key, args: type.args, type: instantiate(target, type.args) });
    return { $ref: `${dialect.home}${key}` };
  };
  const of = (type: Type): Schema => {
    switch (type.kind) {
      case "scalar":
        return dialect.scalars[type.scalar];
      case "list":
        return { type: "array", items: of(type.item) };
      case "map":
        return { type: "object", additionalProperties: of(type.value) };
      case "nullable":
        return orNull(of(type.inner));
      case "named":
        return refTo(type);
      case "text":
        return { type: "string" };
      default:
        return {};
    }
  };
  const definitions: Definitions = {
    types,
    of,
    add: (wanted, schema) => {
      const key = take(wanted);
      made.set(key, schema);
      return { $ref: `${dialect.home}${key}` };
    },
    all: () => {
      for (const { id, params } of types.values())
        if (params.length > 0 && !used.has(id)) refTo({ kind: "named", target: id, args: params.map(() => anything) });
      drain();
      return Object.fromEntries(made);
    },
  };
  const drain = (): void => {
    for (let next = open.shift(); next; next = open.shift())
      made.set(next.key, dialect.define(next.type, definitions, next));
  };

  for (const type of types.values()) {
    if (type.params.length > 0) report("AW6101", type.origin, { name: type.name });
    else refTo({ kind: "named", target: type.id, args: [] });
  }
  // Those that the spec names first: what is put in for generics stands behind them.
  drain();
  return definitions;
}

/** What stands in for the parameters of a generic type that nothing uses: there is no other way to have it in the document. */
const anything: Type = { kind: "scalar", scalar: "json" };

type Named = Extract<Type, { readonly kind: "named" }>;

/** A generic type whose argument grows with each turn has no end: from here on, everything is allowed. */
const tooHigh = 8;
/** More definitions than any API has: arguments that grow in several ways at once. */
const tooMany = 10_000;

function heightOf(type: Type): number {
  switch (type.kind) {
    case "list":
      return 1 + heightOf(type.item);
    case "map":
      return 1 + heightOf(type.value);
    case "nullable":
      return 1 + heightOf(type.inner);
    case "named":
      return Math.max(0, ...type.args.map((arg) => 1 + heightOf(arg)));
    default:
      return 0;
  }
}

/** A type as a key: `errors.ActionResult_of_list_of_devices.Device`. */
function textOf(type: Type): string {
  switch (type.kind) {
    case "scalar":
      return type.scalar;
    case "list":
      return `list_of_${textOf(type.item)}`;
    case "map":
      return `map_of_${textOf(type.value)}`;
    case "nullable":
      return `nullable_${textOf(type.inner)}`;
    case "named":
      return type.args.length === 0 ? type.target : `${type.target}_of_${type.args.map(textOf).join("_and_")}`;
    default:
      return type.kind;
  }
}

/** A slot of a generic type in use. */
export interface Instantiated extends Slot {
  /** Its type as it is written, with parameters. */
  readonly written?: Type;
}

/** A type as a spec writes it, each name with its module. */
export function expressionOf(type: Type): string {
  switch (type.kind) {
    case "scalar":
      return type.scalar;
    case "list":
      return `list<${expressionOf(type.item)}>`;
    case "map":
      return `map<${expressionOf(type.value)}>`;
    case "nullable":
      return `nullable<${expressionOf(type.inner)}>`;
    case "named":
      return type.args.length === 0 ? type.target : `${type.target}<${type.args.map(expressionOf).join(", ")}>`;
    case "parameter":
      return type.name;
    default:
      return type.kind;
  }
}

/** A named type with its parameters replaced. */
export function instantiate(type: NamedType, args: readonly Type[]): NamedType {
  if (type.params.length === 0) return type;
  const given = new Map(type.params.map((param, index) => [param, args[index]]));
  const put = <S extends Slot>(slot: S): S & Instantiated => ({ ...slot, type: substitute(slot.type, given), written: slot.type }); // prettier-ignore
  switch (type.kind) {
    case "record":
      return { ...type, fields: type.fields.map(put) };
    case "union":
      return {
        ...type,
        variants: type.variants.map((variant) => ({ ...variant, payload: variant.payload && put(variant.payload) })),
      };
    case "enum":
      return type;
    default:
      return { ...type, slot: put(type.slot) };
  }
}

/** The type beneath names and `nullable`. */
export function baseOf(type: Type, types: ReadonlyMap<string, NamedType>): Type {
  if (type.kind === "nullable") return baseOf(type.inner, types);
  const target = type.kind === "named" ? types.get(type.target) : undefined;
  if (type.kind !== "named" || !target) return type;
  const named = instantiate(target, type.args);
  return "slot" in named ? baseOf(named.slot.type, types) : type;
}

// ── Putting keywords together ───────────────────────────────────────────────────────────────────────────────────────

/** An object without its undefined members. */
export function compact(members: { readonly [key: string]: Json | undefined }): Schema {
  return Object.fromEntries(Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
} // prettier-ignore

/** What fits both schemas. Of two bounds the closer one holds; other keywords that both have stand side by side. */
export function both(first: Schema, second: Schema): Schema {
  const tightened = { ...first, ...bound("minimum", Math.max), ...bound("maximum", Math.min) };
  const rest = Object.fromEntries(Object.entries(second).filter(([key]) => key !== "minimum" && key !== "maximum"));
  if (!Object.keys(rest).some((key) => Object.hasOwn(first, key))) return { ...tightened, ...rest };
  const others = Array.isArray(first["allOf"]) ? (first["allOf"] as readonly Json[]) : [];
  return { ...tightened, allOf: [...others, rest] };

  function bound(key: string, pick: (...values: number[]) => number): Schema {
    const values = [first[key], second[key]].filter((value) => typeof value === "number");
    return values.length === 0 ? {} : { [key]: pick(...values) };
  }
}

/** What fits a schema, or null. */
export function orNull(schema: Schema): Schema {
  return orKind(schema, "null");
}

/** What fits a schema, or anything of one JSON type. */
export function orKind(schema: Schema, kind: "null" | "string"): Schema {
  const { type } = schema;
  if (Object.keys(schema).length === 0 || type === kind) return schema;
  const kinds = typeof type === "string" ? [type] : Array.isArray(type) ? (type as readonly Json[]) : [];
  if (kinds.includes(kind)) return schema;
  if (kinds.length > 0 && kind === "null" && ["enum", "const", "allOf", "anyOf"].every((key) => !(key in schema)))
    return { ...schema, type: [...kinds, kind] };
  return { anyOf: [schema, { type: kind }] };
}
