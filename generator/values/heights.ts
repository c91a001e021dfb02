// How deep a value of a type has to be, at least: what tells the way out of a recursive type.
import { substitute, type NamedType, type Slot, type Type } from "../model.js";
import { boundsOf } from "./scalars.js";

/** The least number of named types inside each other, in a value of a slot; `Infinity` if no value ends. */
export type Heights = (slot: Pick<Slot, "type" | "constraints">) => number;

/** Types that grow while they are followed (`Box<list<T>>` in `Box<T>`) are followed so far. */
const MOST_TYPES = 10_000;

export function heightsOf(types: ReadonlyMap<string, NamedType>): Heights {
  const known = new Map<string, number>();
  return (slot) => {
    const wanted = keyOf(demanded(slot));
    if (wanted === undefined) return 0;
    if (!known.has(wanted.key)) settle(wanted, types, known);
    return known.get(wanted.key) ?? Infinity;
  };
}

interface Keyed {
  readonly key: string;
  readonly type: Extract<Type, { kind: "named" }>;
}

/** The named type that a value cannot do without, if any: lists and maps may be empty, and nulls stay null. */
function keyOf(type: Type): Keyed | undefined {
  return type.kind === "named" ? { key: JSON.stringify([type.target, type.args]), type } : undefined;
}

/** What waits for a value of a type: a way to build another one. */
interface Waiting {
  readonly user: string;
  readonly way: { left: number };
}

/** Finds the heights of a type and of all that it leads to: those come first that need the fewest others. */
function settle(start: Keyed, types: ReadonlyMap<string, NamedType>, known: Map<string, number>): void {
  const { seen, free, users } = explore(start, types);
  const heights = new Map(free.map((key) => [key, 1]));
  const ready = [...heights.keys()];
  for (const key of ready)
    for (const { user, way } of users.get(key) ?? []) {
      if (--way.left > 0 || heights.has(user)) continue;
      heights.set(user, (heights.get(key) ?? 0) + 1);
      ready.push(user);
    }
  for (const key of seen) known.set(key, heights.get(key) ?? Infinity);
}

/** What a type leads to: all of it, what of it needs nothing, and what waits for what. */
function explore(start: Keyed, types: ReadonlyMap<string, NamedType>): { readonly seen: ReadonlySet<string>; readonly free: readonly string[]; readonly users: ReadonlyMap<string, readonly Waiting[]> } {
  const [seen, free, users] = [new Set<string>(), [] as string[], new Map<string, Waiting[]>()];
  const open = [start];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (seen.has(each.key) || seen.size > MOST_TYPES) continue;
    const user = each.key;
    seen.add(user);
    for (const needs of waysOf(each.type, types)) {
      const keyed = needs.flatMap((type) => keyOf(type) ?? []);
      const way = { left: keyed.length };
      if (way.left === 0) free.push(user);
      for (const { key } of keyed) users.set(key, users.get(key) ?? []).get(key)?.push({ user, way });
      open.push(...keyed);
    }
  }
  return { seen, free, users };
} // prettier-ignore

/** The ways to build a value: for each, the types of which it needs a value. */
function waysOf({ target, args }: Keyed["type"], types: ReadonlyMap<string, NamedType>): readonly (readonly Type[])[] {
  const type = types.get(target);
  if (type === undefined) return [];
  const given = new Map(type.params.map((param, index) => [param, args[index]]));
  const inside = (slot: Slot): Type => substitute(demanded(slot), given);
  switch (type.kind) {
    case "record":
      return [type.fields.filter(({ optional }) => !optional).map(inside)];
    case "enum":
      return type.values.length > 0 ? [[]] : [];
    case "union":
      return type.variants.map(({ payload }) => (payload ? [inside(payload)] : []));
    default:
      return [[inside(type.slot)]];
  }
}

/** What a slot needs at least: items, where its list or map may not be empty. */
function demanded({ type, constraints }: Pick<Slot, "type" | "constraints">): Type {
  if (boundsOf(constraints, "Items").least === 0) return type;
  return type.kind === "list" ? type.item : type.kind === "map" ? type.value : type;
}
