// Whom a type reaches: the actions that are on both sides, by what leads from them to it.
import { slotsOfType, mentions } from "../check/context.js";
import { allActions, type Action, type Model, type NamedType, type Slot } from "../model.js";
import type { Owner, Sides } from "./draft.js";
import { positions, type Position } from "./verdict.js";

/** Actions by the position in which they meet something, in the order of their names. */
export type Affected = { readonly [position in Position]: readonly string[] };

type Reach = { readonly [position in Position]: ReadonlySet<string> };

/** Who leads to a type: types that mention it, and the requests and outputs of actions. */
interface Users {
  readonly types: Set<string>;
  readonly request: Set<string>;
  readonly output: Set<string>;
}

/**
 * Says which actions a change of its owner reaches. A type on both sides reaches an action that leads to it on both: where
 * only one does, the change that opened or closed the way has a verdict of its own.
 */
export function affectedBy(models: Sides<Model>): (owner: Owner) => Affected {
  const next = new Set(allActions(models.new).map(({ id }) => id));
  const surviving = new Set(allActions(models.old).flatMap(({ id }) => (next.has(id) ? [id] : [])));
  const reaches = { old: reachIn(models.old, surviving), new: reachIn(models.new, surviving) };
  const known = new Map<string, Affected>();
  return (owner) => {
    if (owner.kind === "action") return { request: [owner.name], output: [owner.name] };
    if (owner.kind === "api") return { request: [...owner.actions].sort(), output: [...owner.actions].sort() };
    const key = `${owner.side} ${owner.reach ?? owner.id}`;
    const found = known.get(key) ?? reachOfType(owner, reaches);
    known.set(key, found);
    return found;
  };
}

function reachOfType(
  { id: own, side, reach: id = own }: Extract<Owner, { readonly kind: "type" }>,
  reaches: Sides<(id: string) => Reach>,
): Affected {
  if (side !== "both") {
    const { request, output } = reaches[side](id);
    return { request: [...request].sort(), output: [...output].sort() };
  }
  const [old, next] = [reaches.old(id), reaches.new(id)];
  const shared = (position: Position): readonly string[] => [...old[position]].filter((name) => next[position].has(name)).sort(); // prettier-ignore
  return { request: shared("request"), output: shared("output") };
}

function reachIn(model: Model, surviving: ReadonlySet<string>): (id: string) => Reach {
  const users = usersIn(model, surviving);
  return (id) => {
    const reach = { request: new Set<string>(), output: new Set<string>() };
    const seen = new Set([id]);
    for (const at of seen) {
      const mine = users.get(at);
      if (!mine) continue;
      for (const position of positions) for (const name of mine[position]) reach[position].add(name);
      for (const type of mine.types) seen.add(type);
    }
    return reach;
  };
}

function usersIn(model: Model, surviving: ReadonlySet<string>): ReadonlyMap<string, Users> {
  const all = model.modules.flatMap(({ types }) => types);
  const users = new Map<string, Users>(all.map(({ id }) => [id, { types: new Set(), request: new Set(), output: new Set() }])); // prettier-ignore
  for (const type of all) for (const id of mentionedBy(type)) users.get(id)?.types.add(type.id);
  for (const action of allActions(model)) {
    if (!surviving.has(action.id)) continue;
    for (const position of positions)
      for (const { type } of slotsAt(action, position))
        for (const id of mentions(type)) users.get(id)?.[position].add(action.id);
  }
  return users;
}

/** The variants beside whose tags the fields of a record stand, by its id. */
export function armsIn(model: Model): ReadonlyMap<string, readonly string[]> {
  const arms = new Map<string, string[]>();
  for (const union of model.modules.flatMap(({ types }) => types)) {
    if (union.kind !== "union") continue;
    for (const { form, payload, wire } of union.variants) {
      if (form !== "flat" || payload?.type.kind !== "named") continue;
      const { target } = payload.type;
      arms.set(target, [...(arms.get(target) ?? []), `${union.id}.${wire}`]);
    }
  }
  return arms;
}

/** The types that a type names. */
export function mentionedBy(type: NamedType): readonly string[] {
  return slotsOfType(type).flatMap(({ slot }) => mentions(slot.type));
}

/** The slots of an action in one position. What it fails with is what it gives back, the API's errors included. */
export function slotsAt({ parameters, body, outputs, errors }: Action, position: Position): readonly Slot[] {
  if (position === "request") return [...parameters, ...(body.kind === "none" ? [] : [body.slot])];
  return [...outputs, ...errors].map(({ slot }) => slot);
}
