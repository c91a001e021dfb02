// Values with a canary in every place that is secret, and a marker in every place that is not. By the model alone.
import type { Constraint, Field, Json, Scalar, Slot, Type, UnionType } from "../../generator/model.js";
import { isObject, objectOf, type Members, type Shape } from "./shape.js";

/** In every secret. As long as the keys of the Hub are. */
export const canary = "canary-0123";
/** In every text that anyone may read. */
export const marker = "marker";

/** What becomes of the values that are no list and no object, by the scalar that they are of; none for an enum. */
export type Leaf = (value: Json, scalar: Scalar | undefined, constraints: readonly Constraint[]) => Json;

/** Texts of a form of their own stay what they are. */
export const readable: Leaf = (value, scalar, constraints) =>
  scalar === "string" && constraints.length === 0 ? marker : value;

/** Something of no type that there is, but for arbitrary JSON. */
export const broken: Leaf = (value, scalar) => (scalar === "json" ? value : { [marker]: canary });

type Planted = Pick<Slot, "type" | "constraints" | "sensitive">;

interface Given {
  readonly value: Json;
  readonly shape: Shape;
  readonly leaf: Leaf;
}

/** A value as a slot has it on the wire, with a canary for each text that is secret or that no type knows. */
export function planted({ type, constraints, sensitive }: Planted, given: Given): Json {
  if (given.value === null) return null;
  return sensitive ? poisoned(given.value, constraints) : plantedType(type, constraints, given);
}

/** A value of no type, with a canary in each place. */
function foreign(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => foreign(item as Json));
  return isObject(value) ? mapped(value, (_, item) => foreign(item)) : canary;
}

/** A value of the same form, all of whose texts are canaries. */
function poisoned(value: Json, constraints: readonly Constraint[] = []): Json {
  if (Array.isArray(value)) return value.map((item) => poisoned(item as Json));
  if (isObject(value)) return mapped(value, (_, item) => poisoned(item));
  if (typeof value !== "string") return value;
  if (constraints.some(({ pattern, format }) => pattern ?? format)) throw new Error("teach this file secret patterns");
  return canary;
}

function plantedType(type: Type, constraints: readonly Constraint[], given: Given): Json {
  const { value, leaf } = given;
  if (value === null) return null;
  const inside = (inner: Type) => (item: Json) => plantedType(inner, [], { ...given, value: item });
  switch (type.kind) {
    case "scalar":
      return leaf(value, type.scalar, constraints);
    case "list":
      return (value as readonly Json[]).map(inside(type.item));
    case "map":
      return mapped(value, (_, item) => inside(type.value)(item));
    case "nullable":
      return plantedType(type.inner, constraints, given);
    case "named":
      return plantedNamed(type.target, constraints, given);
    default:
      return value;
  }
}

function plantedNamed(target: string, constraints: readonly Constraint[], given: Given): Json {
  const type = given.shape.named(target);
  if (type.kind === "record") return plantedMembers(type.fields, given);
  if (type.kind === "union") return plantedUnion(type, given);
  if (type.kind === "enum") return given.leaf(given.value, undefined, []);
  return planted({ ...type.slot, constraints: [...constraints, ...type.slot.constraints] }, given);
}

/** The members of an object. What its type does not have may be anything, also a secret. */
export function plantedMembers(fields: readonly (Planted & Pick<Field, "wire">)[], given: Given): Json {
  return mapped(given.value, (key, item) => {
    const field = fields.find(({ wire }) => wire === key);
    return field ? planted(field, { ...given, value: item }) : foreign(item);
  });
}

function plantedUnion(type: UnionType, given: Given): Json {
  const { value, shape } = given;
  const variant = shape.variantOf(type, value);
  const { form, content, payload } = variant ?? {};
  if (form === "bare" && payload) return planted(payload, given);
  if (!isObject(value) || type.tag === undefined) throw new Error("teach this file external unions");
  const { [type.tag]: tag = null, ...rest } = value;
  const head = { [type.tag]: tag };
  if (variant === undefined) return { ...head, ...(foreign(rest) as Members) };
  if (payload === undefined) return value;
  if (form === "flat") return { ...head, ...(planted(payload, { ...given, value: rest }) as Members) };
  return mapped(value, (key, item) => (key === content?.wire ? planted(payload, { ...given, value: item }) : item));
}

function mapped(value: Json, change: (key: string, item: Json) => Json): Json {
  if (!isObject(value)) throw new Error(`no object: ${JSON.stringify(value)}`);
  return objectOf(Object.entries(value).map(([key, item]) => [key, change(key, item)]));
}
