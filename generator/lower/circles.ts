// Names that lead back to themselves with nothing between: each circle is cut, so that later stages can follow any name.
import type { Report } from "../diagnostics.js";
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
  for (const type of types) {
    const next = leadsOf(type, names).find((id) => id === type.id || reaches(id, type.id, names));
    if (next === undefined) continue;
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

function reaches(from: string, goal: string, names: Names): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const type = names.types.get(id);
    if (id === goal) return true;
    if (!type || seen.has(id)) continue;
    seen.add(id);
    open.push(...leadsOf(type, names));
  }
  return false;
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
  const generic = types.filter(({ params }) => params.length > 0);
  for (let before = -1; before < through.size;) {
    before = through.size;
    for (const type of generic) if (slotsOf(type).some((slot) => isArgument(slot))) through.add(type.id);
  }
  return through;
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
