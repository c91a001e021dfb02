// Reading a model: what a name means, with aliases followed and type arguments put in.
import type { Action, Effect, Model, NamedType, Type } from "./model.js";

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
}

/** The flat input of an action: its parameters, and the fields of its body or the body itself. */
export function inputMembers(
  { parameters, body }: Action,
  types: ReadonlyMap<string, NamedType>,
): readonly InputMember[] {
  const record = body.kind === "record" ? types.get(body.record) : undefined;
  const fields = record?.kind === "record" ? record.fields : [];
  const members = [...parameters, ...fields].map(({ name, property, type, optional, fill }) => {
    return { name, property, type, required: !optional && fill === undefined };
  });
  if (body.kind !== "value") return members;
  return [...members, { name: body.property, property: body.property, type: body.slot.type, required: true }];
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
