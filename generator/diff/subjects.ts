// What is promised of the thing that a change is about: how stable it is, and whether it is on its way out.
import { allActions, type Deprecation, type Described, type Model, type NamedType, type Stability } from "../model.js";
import type { Change } from "./compare.js";

export interface Standing {
  /** The least of the thing and of what holds it; what only actions of less stability meet has theirs. */
  readonly stability: Stability;
  /** Of the thing, or else of what holds it. */
  readonly deprecated: Deprecation | undefined;
}

const ranks: readonly Stability[] = ["experimental", "beta", "stable"];

/** Says what one version promises of the thing at the place of a change; undefined if it is not there. */
export function standingsOf(
  model: Model,
): (change: Pick<Change, "where" | "owner" | "actions">) => Standing | undefined {
  const things = thingsOf(model);
  const actions = new Map(allActions(model).map(({ id, stability }) => [id, stability]));
  return ({ where, owner, actions: met }) => {
    const own = [things.get(where), things.get(owner.name)].flatMap((thing) => thing ?? []);
    if (own.length === 0) return undefined;
    const callers = [...(met.request ?? []), ...(met.output ?? [])].flatMap((id) => actions.get(id) ?? []);
    const most = callers.length > 0 ? [greatest(callers)] : [];
    return {
      stability: least([...own.map(({ stability }) => stability), ...most]),
      deprecated: own.find(({ deprecated }) => deprecated)?.deprecated,
    };
  };
}

function least(found: readonly Stability[]): Stability {
  return ranks.find((rank) => found.includes(rank)) ?? "stable";
}

function greatest(found: readonly Stability[]): Stability {
  return ranks.findLast((rank) => found.includes(rank)) ?? "stable";
}

/** Everything that has a stability, by the place that changes name it by. */
function thingsOf(model: Model): ReadonlyMap<string, Described> {
  const things = new Map<string, Described>();
  for (const action of allActions(model)) {
    things.set(action.id, action);
    for (const parameter of action.parameters) things.set(`${action.id}#request.${parameter.wire}`, parameter);
  }
  for (const type of model.modules.flatMap(({ types }) => types)) {
    things.set(type.id, type);
    for (const member of membersOf(type)) things.set(`${type.id}.${member.wire}`, member);
  }
  return things;
}

function membersOf(type: NamedType): readonly (Described & { readonly wire: string | number })[] {
  if (type.kind === "record") return type.fields;
  if (type.kind === "enum") return type.values;
  return type.kind === "union" ? type.variants : [];
}
