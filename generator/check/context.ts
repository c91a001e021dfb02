// What every rule gets, and the walks over a model that several rules need.
import type { Report, Related } from "../diagnostics.js";
import { groupBy } from "../group.js";
import {
  allActions,
  typesById,
  type Action,
  type Model,
  type NamedType,
  type Origin,
  type Slot,
  type Type,
} from "../model.js";

export interface CheckContext {
  readonly model: Model;
  readonly report: Report;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly allTypes: readonly NamedType[];
  readonly actions: readonly Action[];
  readonly slots: readonly OwnedSlot[];
}

/** A slot with what it belongs to. */
export interface OwnedSlot {
  readonly slot: Slot;
  /** The kind of place, for messages. */
  readonly place: "field" | "variant" | "type" | "parameter" | "request" | "output" | "error";
  readonly owner: NamedType | Action | undefined;
  readonly origin: Origin;
}

export function checkContext(model: Model, report: Report): CheckContext {
  const types = typesById(model);
  const allTypes = model.modules.flatMap((module) => module.types);
  const actions = allActions(model);
  const apiErrors = model.errors.map(({ slot, origin }): OwnedSlot => ({
    slot,
    place: "error",
    owner: undefined,
    origin,
  }));
  const slots = [
    ...allTypes.flatMap(slotsOfType),
    ...actions.flatMap((action) => slotsOfAction(action, model)),
    ...apiErrors,
  ];
  return { model, report, types, allTypes, actions, slots };
}

/** The types and actions with an error in them so far: what else seems wrong about them may be its echo. */
export function faultyIds({ report, allTypes, actions }: CheckContext): ReadonlySet<string> {
  const nodes = [...allTypes, ...actions].sort((a, b) => a.origin.start - b.origin.start);
  const byFile = groupBy(nodes, ({ origin }) => origin.file);
  const ids = report.all.flatMap(({ severity, origin }) => {
    const owner = severity === "error" && origin && lastBefore(byFile.get(origin.file) ?? [], origin.start);
    return owner ? [owner.id] : [];
  });
  return new Set(ids);
}

/** Of nodes in their order the last that starts at a place or before it. */
function lastBefore<T extends { readonly origin: Origin }>(nodes: readonly T[], start: number): T | undefined {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((nodes[middle]?.origin.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}

/** The slots of a named type. */
export function slotsOfType(type: NamedType): readonly OwnedSlot[] {
  switch (type.kind) {
    case "record":
      return type.fields.map((field) => ({ slot: field, place: "field", owner: type, origin: field.origin }));
    case "union":
      return type.variants.flatMap((variant) =>
        variant.payload
          ? [{ slot: variant.payload, place: "variant", owner: type, origin: variant.origin } as const]
          : [],
      );
    case "enum":
      return [];
    default:
      return [{ slot: type.slot, place: "type", owner: type, origin: type.origin }];
  }
}

/** The slots of an action; those of the API's error table are not its own. */
export function slotsOfAction(action: Action, model: Model): readonly OwnedSlot[] {
  const body =
    action.body.kind === "none"
      ? []
      : [{ slot: action.body.slot, place: "request", owner: action, origin: action.body.slot.typeOrigin } as const];
  const own = action.errors.filter((error) => !model.errors.includes(error));
  return [
    ...action.parameters.map(
      (parameter) => ({ slot: parameter, place: "parameter", owner: action, origin: parameter.origin }) as const,
    ),
    ...body,
    ...action.outputs.map(({ slot }) => ({ slot, place: "output", owner: action, origin: slot.typeOrigin }) as const),
    ...own.map(({ slot, origin }) => ({ slot, place: "error", owner: action, origin }) as const),
  ];
}

/** The named types that a type mentions, itself and its arguments included. */
export function mentions(type: Type): readonly string[] {
  switch (type.kind) {
    case "list":
      return mentions(type.item);
    case "map":
      return mentions(type.value);
    case "nullable":
      return mentions(type.inner);
    case "named":
      return [type.target, ...type.args.flatMap(mentions)];
    default:
      return [];
  }
}

/** Every type that can be reached from some slots. */
export function reachedFrom(slots: readonly Slot[], types: ReadonlyMap<string, NamedType>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = slots.flatMap(({ type }) => mentions(type));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const type = types.get(id);
    if (!type || reached.has(id)) continue;
    reached.add(id);
    open.push(...slotsOfType(type).flatMap(({ slot }) => mentions(slot.type)));
  }
  return reached;
}

/** Calls `clash` for every item whose key was there before. */
export function findClashes<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  clash: (item: T, first: T) => void,
): void {
  const firsts = new Map<string, T>();
  for (const item of items) {
    const first = firsts.get(keyOf(item));
    if (first === undefined) firsts.set(keyOf(item), item);
    else clash(item, first);
  }
}

export function second(origin: Origin, message: string): readonly Related[] {
  return [{ origin, message }];
}
