// Names that lead back to themselves with nothing between: each circle is cut, so that later stages can follow any name.
import type { Report } from "../diagnostics.js";
import { knotsOf } from "../graph.js";
import { groupBy } from "../group.js";
import type { NamedType, Type } from "../model.js";

interface Names {
  readonly types: ReadonlyMap<string, NamedType>;
  /** Generic types that hand their argument through. */
  readonly through: ReadonlySet<string>;
}

/** Reports circles of aliases, newtypes and untagged variants. The type that is reported loses what leads into the circle. */
export function cutCircles(types: readonly NamedType[], report: Report): readonly NamedType[] {
  const left = new Map(types.map((type) => [type.id, type] as const));
  const names: Names = { types: left, through: throughs(types) };
  for (const { type, next } of circlesOf(types, names)) {
    const through = next === type.id ? undefined : left.get(next);
    report("AW2118", type.origin, { name: type.name }, { related: through ? [{ origin: through.origin, message: "it goes on here" }] : [] }); // prettier-ignore
    left.set(type.id, withoutLeads(type));
  }
  for (const type of types.toReversed()) {
    if (!isTooDeep(left.get(type.id) ?? type, names)) continue;
    report("AW2101", type.origin, { type: type.name, problem: `it leads through more than ${DEPTH_LIMIT} names` });
    left.set(type.id, withoutLeads(type));
  }
  return types.map((type) => left.get(type.id) ?? type);
}

/** How many names and `nullable`s may lead to what a name stands for. */
const DEPTH_LIMIT = 50;

function isTooDeep(type: NamedType, names: Names): boolean {
  const open = type.kind === "alias" || type.kind === "newtype" ? [type.slot.type] : [];
  for (let steps = 0; steps <= DEPTH_LIMIT; steps++) {
    const next = open.pop();
    if (!next) return false;
    open.push(...withoutOneName(next, names));
  }
  return true;
}

/** What is left of a type when its outermost name, or `nullable`, is taken off. */
function withoutOneName(type: Type, { types, through }: Names): readonly Type[] {
  if (type.kind === "nullable") return [type.inner];
  const target = type.kind === "named" ? types.get(type.target) : undefined;
  if (type.kind !== "named" || (target?.kind !== "alias" && target?.kind !== "newtype")) return [];
  return through.has(type.target) ? [target.slot.type, ...type.args] : [target.slot.type];
}

/** The types to cut, each with the name by which it leads back to itself: the first of a knot, and of what is left of it. */
function circlesOf(types: readonly NamedType[], names: Names): readonly { type: NamedType; next: string }[] {
  const order = new Map(types.map((type, index) => [type.id, { type, index, leads: leadsOf(type, names) }] as const));
  const circles: { type: NamedType; next: string; index: number }[] = [];
  const open: (readonly string[])[] = [[...order.keys()]];
  for (let ids = open.pop(); ids; ids = open.pop()) {
    const within = new Set(ids);
    for (const knot of knotsOf(ids, (id) => order.get(id)?.leads.filter((lead) => within.has(lead)) ?? [])) {
      const members = new Set(knot);
      const [first] = knot.flatMap((id) => order.get(id) ?? []).sort((a, b) => a.index - b.index);
      const next = first?.leads.find((lead) => members.has(lead));
      if (!first || next === undefined) continue;
      circles.push({ type: first.type, next, index: first.index });
      open.push(knot.filter((id) => id !== first.type.id));
    }
  }
  return circles.sort((a, b) => a.index - b.index);
}

/** The types whose values are this type's values, just as they are. */
function leadsOf(type: NamedType, { through }: Names): readonly string[] {
  const targets = (slot: Type): readonly string[] => {
    if (slot.kind === "nullable") return targets(slot.inner);
    if (slot.kind !== "named") return [];
    return [slot.target, ...(through.has(slot.target) ? slot.args.flatMap(targets) : [])];
  };
  return slotsOf(type).flatMap(targets);
}

/** The generic types that are their argument, as it is: `Maybe: { params: [T], alias: nullable<T> }`. */
function throughs(types: readonly NamedType[]): ReadonlySet<string> {
  const through = new Set<string>();
  const isArgument = (type: Type | undefined): boolean => {
    if (type?.kind === "nullable") return isArgument(type.inner);
    return (
      type?.kind === "parameter" || (type?.kind === "named" && through.has(type.target) && isArgument(type.args[0]))
    );
  };
  const open = types.filter(({ params }) => params.length > 0);
  /** By name, the types that may turn out to be such when the one of that name does. */
  const uses = open.flatMap((type) =>
    slotsOf(type)
      .flatMap(outermost)
      .map((name) => ({ name, type })),
  );
  const users = groupBy(uses, ({ name }) => name);
  for (let type = open.pop(); type; type = open.pop()) {
    if (through.has(type.id) || !slotsOf(type).some((slot) => isArgument(slot))) continue;
    through.add(type.id);
    for (const user of users.get(type.id) ?? []) open.push(user.type);
  }
  return through;
}

/** The names around the argument that a type may hand through. */
function outermost(type: Type | undefined): readonly string[] {
  if (type?.kind === "nullable") return outermost(type.inner);
  return type?.kind === "named" ? [type.target, ...outermost(type.args[0])] : [];
}

/** The types that a type's values have, if they have nothing around it. */
function slotsOf(type: NamedType): readonly Type[] {
  if (type.kind === "alias" || type.kind === "newtype") return [type.slot.type];
  if (type.kind !== "union" || type.tagging !== "untagged") return [];
  return type.variants.flatMap(({ payload }) => (payload ? [payload.type] : []));
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
