// What a call takes, as the command line speaks of it: the fields of an action by their options, and what is inside of them.
import { bareType, fieldsOf, inputMembers, parameterKeys, typesById, type Action, type Described, type Model, type NamedType, type Slot, type Type, type UnionType, type Variant } from "../../model.js"; // prettier-ignore

export type Types = ReadonlyMap<string, NamedType>;

/** A place that a text of the command line can stand for. */
export interface Place {
  /** The member in wire JSON. */
  readonly key: string;
  readonly type: Type;
  /** Takes any text besides what its type takes. */
  readonly open: boolean;
  /** The union whose tag it is. */
  readonly tagOf?: UnionType | undefined;
}

/** A field of an action. */
export interface InputField extends Place {
  /** Without its dashes: `device-id`. */
  readonly option: string;
  /** What it may be called besides: as in the spec, in code, on the wire. */
  readonly names: readonly string[];
  readonly slot: Slot;
  readonly required: boolean;
  /** Undefined for a body that is a field by itself. */
  readonly described: Described | undefined;
}

/** The fields of an action, in the order of the spec. */
export function inputFieldsOf(action: Action, model: Model): readonly InputField[] {
  const types = typesById(model);
  const keys = parameterKeys(action, types);
  const { parameters, body } = action;
  const fields = body.kind === "record" ? fieldsOf(body.slot.type, types) : [];
  const required = new Map(inputMembers(action, types).map((member) => [member.property, member.required]));
  const field = (node: Slot, property: string, named: { readonly name: string; readonly key: string; readonly described: Described | undefined }): InputField => ({
    option: named.name.replaceAll("_", "-"),
    names: [named.name, property, named.key],
    key: named.key,
    type: node.type,
    open: node.open,
    slot: node,
    required: required.get(property) ?? true,
    described: named.described,
  }); // prettier-ignore
  return [
    ...parameters.map((node) => field(node, node.property, { name: node.name, key: keys.get(node.property) ?? node.wire, described: node })), // prettier-ignore
    ...fields.map((node) => field(node, node.property, { name: node.name, key: node.wire, described: node })),
    ...(body.kind === "value" ? [field(body.slot, body.property, { name: body.property, key: body.property, described: undefined })] : []), // prettier-ignore
  ];
}

/** The field of a name in any of its forms. */
export function findField(name: string, fields: readonly InputField[]): InputField | undefined {
  return fields.find(({ option }) => option === name) ?? fields.find(({ names }) => names.includes(name));
}

/** What is called so inside of a value; `given` is what is there already, which may tell the variant. */
export function findInside(name: string, type: Type, { types, given }: { readonly types: Types; readonly given: unknown }): Place | undefined {
  const bare = innerType(type, types);
  if (bare.kind === "map") return { key: name, type: bare.value, open: false };
  const named = bare.kind === "named" ? types.get(bare.target) : undefined;
  if (named?.kind === "record") return fieldCalled(name, bare, types);
  return named?.kind === "union" ? memberOfUnion(name, named, { types, given }) : undefined;
} // prettier-ignore

/** Names by which the members of a value are known, for who has misspelt one. */
export function namesInside(type: Type, types: Types): readonly string[] {
  const bare = innerType(type, types);
  const named = bare.kind === "named" ? types.get(bare.target) : undefined;
  if (named?.kind !== "union") return fieldsOf(bare, types).map(({ name }) => optionOf(name));
  const payloads = named.variants.flatMap((variant) => (variant.form === "flat" && variant.payload ? namesInside(variant.payload.type, types) : [])); // prettier-ignore
  return named.tag === undefined ? named.variants.map(({ name }) => name) : [named.tag, ...payloads];
}

/** A type without aliases, `nullable` and the names that are only names. */
export function innerType(type: Type, types: Types): Type {
  const bare = bareType(type, types);
  const named = bare.kind === "named" ? types.get(bare.target) : undefined;
  return named?.kind === "newtype" ? innerType(named.slot.type, types) : bare;
}

function fieldCalled(name: string, type: Type, types: Types): Place | undefined {
  const field = fieldsOf(type, types).find((each) => [optionOf(each.name), each.name, each.property, each.wire].includes(name)); // prettier-ignore
  return field && { key: field.wire, type: field.type, open: field.open };
}

function memberOfUnion(name: string, union: UnionType, context: { readonly types: Types; readonly given: unknown }): Place | undefined {
  const { tag, variants } = union;
  if (name === tag) return { key: tag, type: { kind: "scalar", scalar: "string" }, open: true, tagOf: union };
  if (tag === undefined) {
    const variant = union.tagging === "external" ? findVariant(name, union) : undefined;
    return variant?.payload && { key: variant.wire, type: variant.payload.type, open: variant.payload.open };
  }
  const chosen = (context.given as Readonly<Record<string, unknown>> | undefined)?.[tag];
  const candidates = variants.filter(({ wire }) => chosen === undefined || wire === chosen);
  return candidates.map((variant) => memberOfVariant(name, variant, context.types)).find((place) => place !== undefined);
} // prettier-ignore

function memberOfVariant(name: string, { payload, content }: Variant, types: Types): Place | undefined {
  if (payload === undefined) return undefined;
  if (content === undefined) return fieldCalled(name, payload.type, types);
  const isMeant = [content.property, content.wire, optionOf(content.wire)].includes(name);
  return isMeant ? { key: content.wire, type: payload.type, open: payload.open } : undefined;
}

/** The variant that a text stands for, as on the wire or as in the spec. */
export function findVariant(text: string, { variants }: UnionType): Variant | undefined {
  return variants.find(({ wire }) => wire === text) ?? variants.find(({ name }) => name === text);
}

function optionOf(name: string): string {
  return name.replaceAll("_", "-");
}
