// Names that lead back to themselves with nothing between: each circle is cut, so that later stages can follow any name.
import type { Report } from "../diagnostics.js";
import type { NamedType, Type } from "../model.js";

type Types = ReadonlyMap<string, NamedType>;

/** Reports circles of aliases, newtypes and untagged variants. The type that is reported loses what leads into the circle. */
export function cutCircles(types: readonly NamedType[], report: Report): readonly NamedType[] {
  const left = new Map(types.map((type) => [type.id, type] as const));
  for (const type of types) {
    const next = leadsOf(type, left).find((id) => id === type.id || reaches(id, type.id, left));
    if (next === undefined) continue;
    const through = next === type.id ? undefined : left.get(next);
    report("AW2118", type.origin, { name: type.name }, { related: through ? [{ origin: through.origin, message: "it goes on here" }] : [] }); // prettier-ignore
    left.set(type.id, withoutLeads(type));
  }
  for (const type of types.toReversed()) {
    if (!isTooDeep(left.get(type.id) ?? type, left)) continue;
    report("AW2101", type.origin, { type: type.name, problem: `it leads through more than ${DEPTH_LIMIT} names` });
    left.set(type.id, withoutLeads(type));
  }
  return types.map((type) => left.get(type.id) ?? type);
}

/** How many names and `nullable`s may lead to what a name stands for. */
const DEPTH_LIMIT = 50;

function isTooDeep(type: NamedType, types: Types): boolean {
  const open = type.kind === "alias" || type.kind === "newtype" ? [type.slot.type] : [];
  for (let steps = 0; steps <= DEPTH_LIMIT; steps++) {
    const next = open.pop();
    if (!next) return false;
    open.push(...withoutOneName(next, types));
  }
  return true;
}

/** What is left of a type when its outermost name, or `nullable`, is taken off. */
function withoutOneName(type: Type, types: Types): readonly Type[] {
  if (type.kind === "nullable") return [type.inner];
  const target = type.kind === "named" ? types.get(type.target) : undefined;
  if (type.kind !== "named" || (target?.kind !== "alias" && target?.kind !== "newtype")) return [];
  return handsThrough(type.target, types) ? [target.slot.type, ...type.args] : [target.slot.type];
}

function reaches(from: string, goal: string, types: Types): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const type = types.get(id);
    if (id === goal) return true;
    if (!type || seen.has(id)) continue;
    seen.add(id);
    open.push(...leadsOf(type, types));
  }
  return false;
}

/** The types whose values are this type's values, just as they are. */
function leadsOf(type: NamedType, types: Types): readonly string[] {
  if (type.kind === "alias" || type.kind === "newtype") return bareTargets(type.slot.type, types);
  if (type.kind !== "union" || type.tagging !== "untagged") return [];
  return type.variants.flatMap(({ payload }) => (payload ? bareTargets(payload.type, types) : []));
}

/** The named types that a type is, and those that it hands through: with `Maybe: { params: [T], alias: nullable<T> }`, `Maybe<A>` is also an `A`. */
function bareTargets(type: Type, types: Types): readonly string[] {
  if (type.kind === "nullable") return bareTargets(type.inner, types);
  if (type.kind !== "named") return [];
  const [argument] = type.args;
  const handed = argument && handsThrough(type.target, types) ? bareTargets(argument, types) : [];
  return [type.target, ...handed];
}

/** Whether a generic type is its argument, as it is. */
function handsThrough(id: string, types: Types, seen: ReadonlySet<string> = new Set()): boolean {
  const type = types.get(id);
  if (!type || seen.has(id) || seen.size > DEPTH_LIMIT) return false;
  const isBareParameter = (slot: Type): boolean => {
    if (slot.kind === "parameter") return true;
    if (slot.kind === "nullable") return isBareParameter(slot.inner);
    const [argument] = slot.kind === "named" ? slot.args : [];
    return slot.kind === "named" && argument !== undefined && isBareParameter(argument) && handsThrough(slot.target, types, new Set([...seen, id])); // prettier-ignore
  };
  if (type.kind === "alias" || type.kind === "newtype") return isBareParameter(type.slot.type);
  return type.kind === "union" && type.tagging === "untagged" && type.variants.some(({ payload }) => payload && isBareParameter(payload.type)); // prettier-ignore
}

function withoutLeads(type: NamedType): NamedType {
  const unresolved: Type = { kind: "unresolved" };
  if (type.kind === "alias" || type.kind === "newtype") return { ...type, slot: { ...type.slot, type: unresolved } };
  if (type.kind !== "union") return type;
  const variants = type.variants.map((variant) =>
    variant.payload?.type.kind === "named" || variant.payload?.type.kind === "nullable"
      ? { ...variant, payload: { ...variant.payload, type: unresolved } }
      : variant,
  );
  return { ...type, variants };
}
