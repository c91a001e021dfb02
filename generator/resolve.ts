// Reading a model: what a name means, with aliases followed and type arguments put in.
import type { Action, Effect, Field, Json, Model, NamedType, Type } from "./model.js";

/** Every named type by id. */
export function typesById(model: Model): ReadonlyMap<string, NamedType> {
  return new Map(model.modules.flatMap((module) => module.types.map((type) => [type.id, type] as const)));
}

/** Every action, in the order of the spec. */
export function allActions(model: Model): readonly Action[] {
  return model.modules.flatMap((module) => module.actions);
}

/**
 * The member that each parameter is in the flat JSON form of its action, by its property: the wire name, or the property
 * itself where another member has that wire name.
 */
export function parameterKeys(
  { parameters, body }: Action,
  types: ReadonlyMap<string, NamedType>,
): ReadonlyMap<string, string> {
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  const fields = record?.kind === "record" ? record.fields.map(({ wire }) => wire) : [];
  const names = [...parameters.map(({ wire }) => wire), ...fields, ...(body.kind === "value" ? [body.property] : [])];
  const seen = new Set<string>();
  const shared = new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
  return new Map(parameters.map(({ property, wire }) => [property, shared.has(wire) ? property : wire]));
}

/** A member of the flat input of an action. */
export interface InputMember {
  readonly name: string;
  readonly property: string;
  readonly type: Type;
  /** Whether a caller has to give it. */
  readonly required: boolean;
  /** What it is where it is left out: what is sent, or what the server takes it for. */
  readonly standard: Json | undefined;
}

/** The flat input of an action: its parameters, and the fields of its body or the body itself. */
export function inputMembers(
  { parameters, body }: Action,
  types: ReadonlyMap<string, NamedType>,
): readonly InputMember[] {
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  const fields = record?.kind === "record" ? record.fields : [];
  const members = [...parameters, ...fields].map(({ name, property, type, optional, fill, default: standard }) => {
    return { name, property, type, required: !optional && fill === undefined, standard: (fill ?? standard)?.value };
  });
  if (body.kind !== "value") return members;
  const { property } = body;
  return [...members, { name: property, property, type: body.slot.type, required: true, standard: undefined }];
}

/**
 * What the action that `poll` names takes from the answer of the action that began the work: the members that both have
 * under one name and with one type.
 */
export function pollInputs(
  { outputs }: Action,
  asked: Action,
  types: ReadonlyMap<string, NamedType>,
): readonly InputMember[] {
  const [output] = outputs;
  const type = output && outputs.length === 1 ? resolveAliases(output.slot.type, types) : undefined;
  const record = type?.kind === "named" ? types.get(type.target) : undefined;
  const fields = record?.kind === "record" && record.params.length === 0 ? record.fields : [];
  return inputMembers(asked, types).filter((input) => {
    const field = fields.find(({ property }) => property === input.property);
    if (field === undefined || (field.optional && input.required)) return false;
    return JSON.stringify(resolveAliases(field.type, types)) === JSON.stringify(resolveAliases(input.type, types));
  });
}

/** The pages of an action: the input that tells which is meant, and the type of what is in them. */
export interface Pages {
  readonly request: InputMember;
  readonly item: Type;
}

/** What `pagination` names; undefined if the action has none, or names what is not there. */
export function pagesOf(action: Action, types: ReadonlyMap<string, NamedType>): Pages | undefined {
  const { pagination, outputs } = action;
  const [output] = outputs;
  const request = inputMembers(action, types).find(({ property }) => property === pagination?.request);
  if (pagination === undefined || output === undefined || request === undefined) return undefined;
  const [list, next] = [pagination.items, pagination.response ?? []].map((path) =>
    typeAt(output.slot.type, path, types),
  );
  return list?.kind === "list" && next !== undefined ? { request, item: list.item } : undefined;
}

/** What is at the end of a path of properties, without aliases and `nullable`; undefined if a step is no field of a record. */
export function typeAt(type: Type, path: readonly string[], types: ReadonlyMap<string, NamedType>): Type | undefined {
  const [property, ...rest] = path;
  if (property === undefined) return bareType(type, types);
  const field = fieldsOf(type, types).find((each) => each.property === property);
  return field && typeAt(field.type, rest, types);
}

/** A type without aliases and `nullable`. */
export function bareType(type: Type, types: ReadonlyMap<string, NamedType>): Type {
  const resolved = resolveAliases(type, types);
  return resolved.kind === "nullable" ? bareType(resolved.inner, types) : resolved;
}

/** The fields of a record, if the type is one, aliases and `nullable` aside. Type arguments are put in. */
export function fieldsOf(type: Type, types: ReadonlyMap<string, NamedType>): readonly Field[] {
  const bare = bareType(type, types);
  const record = bare.kind === "named" ? types.get(bare.target) : undefined;
  if (bare.kind !== "named" || record?.kind !== "record") return [];
  const args = new Map(record.params.map((param, index) => [param, bare.args[index]]));
  return record.fields.map((field) => ({ ...field, type: substitute(field.type, args) }));
}

/** RPC calls are writes unless the spec knows better; for HTTP the method says it (RFC 9110, section 9.2). */
export function defaultEffect(binding: Action["binding"]): Effect {
  if (binding.kind === "rpc") return "write";
  if (["GET", "HEAD", "OPTIONS"].includes(binding.method)) return "read";
  return ["PUT", "DELETE"].includes(binding.method) ? "idempotent" : "write";
}

/** A type with aliases followed; type arguments of generic aliases are put in. */
export function resolveAliases(
  type: Type,
  types: ReadonlyMap<string, NamedType>,
  seen: ReadonlySet<string> = new Set(),
): Type {
  if (type.kind !== "named" || seen.has(type.target)) return type;
  const target = types.get(type.target);
  if (target?.kind !== "alias") return type;
  const inner = substitute(target.slot.type, new Map(target.params.map((param, index) => [param, type.args[index]])));
  return resolveAliases(inner, types, new Set([...seen, type.target]));
}

/** What goes on beyond this is recursive: `lower` lets no more names lead to what they stand for. */
const DEEPEST = 60;

/** How the value of a parameter looks. */
export type Shape = "text" | "list" | "object" | "nested value";

/** How a parameter's value looks: one text, a list of texts, or an object of texts. */
export function shapeOf(written: Type, types: ReadonlyMap<string, NamedType>, depth = 0): Shape | undefined {
  if (depth > DEEPEST) return "nested value";
  const type = resolveAliases(written, types);
  switch (type.kind) {
    case "nullable":
      return shapeOf(type.inner, types, depth + 1);
    case "list":
      return holdsTexts(type.item, types, depth) ? "list" : "nested value";
    case "map":
      return holdsTexts(type.value, types, depth) ? "object" : "nested value";
    case "scalar":
      return type.scalar === "json" ? "nested value" : "text";
    case "named": {
      const named = types.get(type.target);
      return named && shapeOfNamed(named, types, depth);
    }
    default:
      return undefined;
  }
}

function holdsTexts(type: Type, types: ReadonlyMap<string, NamedType>, depth: number): boolean {
  return (shapeOf(type, types, depth + 1) ?? "text") === "text";
}

function shapeOfNamed(named: NamedType, types: ReadonlyMap<string, NamedType>, depth: number): Shape | undefined {
  switch (named.kind) {
    case "enum":
      return "text";
    case "union":
      return "nested value";
    case "record":
      return named.fields.every(({ type }) => holdsTexts(type, types, depth)) ? "object" : "nested value";
    default:
      return shapeOf(named.slot.type, types, depth + 1);
  }
}

/** A type with parameters replaced by their arguments; a parameter without one stays. */
export function substitute(type: Type, args: ReadonlyMap<string, Type | undefined>): Type {
  if (args.size === 0) return type;
  switch (type.kind) {
    case "parameter":
      return args.get(type.name) ?? type;
    case "list":
      return { kind: "list", item: substitute(type.item, args) };
    case "map":
      return { kind: "map", value: substitute(type.value, args) };
    case "nullable":
      return { kind: "nullable", inner: substitute(type.inner, args) };
    case "named":
      return { ...type, args: type.args.map((arg) => substitute(arg, args)) };
    default:
      return type;
  }
}

/** For the end of a switch over a union: reached only if a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
