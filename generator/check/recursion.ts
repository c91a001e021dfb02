// Recursion is normal; what can never end is not.
import { knotsOf } from "../graph.js";
import { groupBy } from "../group.js";
import type { NamedType, Type, UnionType, Variant } from "../model.js";
import { second, type CheckContext } from "./context.js";

/** A type that needs a value of itself to make a value of itself has none. */
export function checkInhabited({ allTypes, types, report }: CheckContext): void {
  const empty = uninhabited(allTypes, types);
  const ids = new Set(empty.map(({ id }) => id));
  const leads = (id: string): readonly string[] => {
    const type = types.get(id);
    return type ? needs(type).filter((target) => ids.has(target)) : [];
  };
  const knots = knotsOf([...ids], leads).map((knot) => new Set(knot));
  const knotOf = new Map(knots.flatMap((knot) => [...knot].map((id) => [id, knot] as const)));
  const told = new Set<ReadonlySet<string>>();
  for (const type of empty) {
    const knot = knotOf.get(type.id);
    if (!knot || told.has(knot) || type.kind === "alias" || type.kind === "newtype") continue;
    told.add(knot);
    const through = walk(type.id, (id) => leads(id).filter((lead) => knot.has(lead))).filter((id) => id !== type.id);
    report(
      "AW2117",
      type.origin,
      { name: type.name },
      { related: through.flatMap((id) => second(types.get(id)?.origin ?? type.origin, "it needs this one")) },
    );
  }
}

/** What a node leads to, in the order of the way. */
function walk(start: string, leads: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const open = [...leads(start)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...leads(id));
  }
  return [...seen];
}

/** The types without a value: all but the least fixed point of "can be built from what can be built". */
function uninhabited(allTypes: readonly NamedType[], types: CheckContext["types"]): readonly NamedType[] {
  const waiting = allTypes.map((type) => waitingOf(type, types));
  const uses = waiting.flatMap((user) => user.needed.map((target) => ({ target, user })));
  const users = groupBy(uses, ({ target }) => target);
  const inhabited = new Set<string>();
  const open = waiting.filter(({ left }) => left === 0).map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (inhabited.has(id)) continue;
    inhabited.add(id);
    for (const { user } of users.get(id) ?? []) if (--user.left === 0) open.push(user.id);
  }
  return allTypes.filter(({ id }) => !inhabited.has(id));
}

/** A type and those of which values are needed to build one of it; names that nothing has were reported elsewhere. */
interface Waiting {
  readonly id: string;
  readonly needed: readonly string[];
  /** How many of them are still missing; of a union's, one will do. */
  left: number;
}

function waitingOf(type: NamedType, types: CheckContext["types"]): Waiting {
  const needed = needs(type).filter((target) => types.has(target));
  const left = type.kind === "union" ? Number(!isBuilt(type, types)) : needed.length;
  return { id: type.id, needed, left };
}

/** What a value of a type cannot do without; for a union, what its variants cannot. */
function needs(type: NamedType): readonly string[] {
  switch (type.kind) {
    case "record":
      return type.fields.filter(({ optional }) => !optional).flatMap(({ type: field }) => needed(field));
    case "union":
      return type.variants.flatMap(({ payload }) => (payload ? needed(payload.type) : []));
    case "alias":
    case "newtype":
      return needed(type.slot.type);
    default:
      return [];
  }
}

/** Whether a union has a variant that can be built whatever else can: it needs one. */
function isBuilt({ variants }: UnionType, types: CheckContext["types"]): boolean {
  const isFree = ({ payload }: Variant): boolean =>
    !payload || needed(payload.type).every((target) => !types.has(target));
  return variants.length === 0 || variants.some(isFree);
}

function needed(type: Type): readonly string[] {
  return type.kind === "named" ? [type.target] : [];
}
