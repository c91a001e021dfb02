// Recursion is normal; what can never end is not.
import type { NamedType, Type, UnionType } from "../model.js";
import { second, type CheckContext } from "./context.js";

/** A type that needs a value of itself to make a value of itself has none. */
export function checkInhabited({ allTypes, types, report }: CheckContext): void {
  const empty = uninhabited(allTypes, types);
  const told = new Set<string>();
  for (const type of empty) {
    if (told.has(type.id) || type.kind === "alias" || type.kind === "newtype") continue;
    const circle = [...circleOf(type, new Set(empty.map(({ id }) => id)), types)];
    if (!circle.includes(type.id)) continue;
    circle.forEach((id) => told.add(id));
    const through = circle.filter((id) => id !== type.id).map((id) => types.get(id));
    report(
      "AW2117",
      type.origin,
      { name: type.name },
      { related: through.flatMap((other) => (other ? second(other.origin, "it needs this one") : [])) },
    );
  }
}

/** The types without a value: the least fixed point of "can be built from what can be built". */
function uninhabited(allTypes: readonly NamedType[], types: CheckContext["types"]): readonly NamedType[] {
  const inhabited = new Set(allTypes.flatMap(needs).filter((target) => !types.has(target))); // what was reported elsewhere
  let open = allTypes;
  for (let before = -1; before !== inhabited.size;) {
    before = inhabited.size;
    for (const type of open)
      if (type.kind === "union" ? buildsOne(type, inhabited) : needs(type).every((target) => inhabited.has(target)))
        inhabited.add(type.id);
    open = open.filter(({ id }) => !inhabited.has(id));
  }
  return open;
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

/** A union needs one variant that can be built. */
function buildsOne(type: UnionType, inhabited: ReadonlySet<string>): boolean {
  return (
    type.variants.length === 0 ||
    type.variants.some(({ payload }) => !payload || needed(payload.type).every((target) => inhabited.has(target)))
  );
}

function needed(type: Type): readonly string[] {
  return type.kind === "named" ? [type.target] : [];
}

/** The empty types that `start` leads to and that lead back to it. */
function circleOf(start: NamedType, empty: ReadonlySet<string>, types: CheckContext["types"]): ReadonlySet<string> {
  const next = (id: string): readonly string[] => {
    const type = types.get(id);
    return type ? needs(type).filter((target) => empty.has(target)) : [];
  };
  const reach = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const open = [...next(from)];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      open.push(...next(id));
    }
    return seen;
  };
  return new Set([...reach(start.id)].filter((id) => reach(id).has(start.id)));
}
