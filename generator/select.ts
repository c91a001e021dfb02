// The model → the part of it that a target includes. What is left still means something, or it is reported.
import { slotsOfAction, slotsOfType, reachedFrom, mentions } from "./check/context.js";
import { withClient, type ConfiguredTarget } from "./config.js";
import type { Report } from "./diagnostics.js";
import {
  allActions,
  typesById,
  type Action,
  type Described,
  type Model,
  type Module,
  type NamedType,
  type Slot,
  type Stability,
} from "./model.js";
import { didYouMean } from "./names.js";
import { matchesAny, reservedClients } from "./target.js";

const ranks: readonly Stability[] = ["experimental", "beta", "stable"];

/** The model with only the modules, the actions and the stability that the target includes. */
export function select(model: Model, target: ConfiguredTarget, report: Report): Model {
  const { include } = target;
  const { client } = withClient(target, model.id);
  if (reservedClients.has(client)) report("AW7013", target.places.name, { name: client });
  if (include.modules.includes("*") && include.actions.includes("*") && include.stability === "experimental")
    return model;
  reportIdle(include.modules, model.modules.map(({ name }) => name), { what: "module", target, report }); // prettier-ignore
  reportIdle(include.actions, allActions(model).map(({ name }) => name), { what: "action", target, report }); // prettier-ignore
  const settled = <T extends Described>(nodes: readonly T[]): readonly T[] =>
    nodes.filter(({ stability }) => ranks.indexOf(stability) >= ranks.indexOf(include.stability));
  const isIncluded = ({ name }: Module): boolean => matchesAny(name, include.modules);
  const modules = model.modules.map((module): Module => ({
    ...module,
    types: settled(module.types).map((type) => settledMembers(type, settled)),
    actions: isIncluded(module) ? settled(module.actions).filter(({ name }) => matchesAny(name, include.actions)) : [],
  }));
  // A type that no action reaches belongs to its module, not to an action.
  const byActions = reachedFrom(actionSlots(allActions(model), model), typesById(model));
  const own = include.actions.includes("*") ? modules.filter(isIncluded).flatMap(({ types }) => types) : [];
  const selected = closureOf(
    { ...model, modules },
    own.filter(({ id }) => !byActions.has(id)),
  );
  reportCuts(selected, target, report);
  return selected;
}

/** The model with one action alone, and what that needs. What it says of others, such as whom to poll, is left out. */
export function selectAction(model: Model, name: string): Model {
  const modules = model.modules.map((module): Module => ({
    ...module,
    actions: module.actions.filter((action) => action.name === name).map((action) => ({ ...action, poll: undefined })),
  }));
  return closureOf({ ...model, modules }, []);
}

function settledMembers(
  type: NamedType,
  settled: <T extends Described>(nodes: readonly T[]) => readonly T[],
): NamedType {
  if (type.kind === "record") return { ...type, fields: settled(type.fields) };
  if (type.kind === "enum") return { ...type, values: settled(type.values) };
  return type.kind === "union" ? { ...type, variants: settled(type.variants) } : type;
}

/** What the actions and a few types need, and nothing else. */
function closureOf(model: Model, roots: readonly NamedType[]): Model {
  const slots = [...actionSlots(allActions(model), model), ...roots.flatMap(slotsOfType).map(({ slot }) => slot)];
  const needed = new Set([...reachedFrom(slots, typesById(model)), ...roots.map(({ id }) => id)]);
  const modules = model.modules.map((module): Module => ({
    ...module,
    types: module.types.filter(({ id }) => needed.has(id)),
  }));
  return { ...model, modules: modules.filter(({ types, actions }) => types.length + actions.length > 0) };
}

function actionSlots(actions: readonly Action[], model: Model): readonly Slot[] {
  const own = actions.flatMap((action) => slotsOfAction(action, model).map(({ slot }) => slot));
  return [...own, ...model.errors.map(({ slot }) => slot)];
}

interface IncludeContext {
  readonly what: "module" | "action";
  readonly target: ConfiguredTarget;
  readonly report: Report;
}

function reportIdle(
  patterns: readonly string[],
  names: readonly string[],
  { what, target, report }: IncludeContext,
): void {
  for (const pattern of patterns) {
    if (pattern !== "*" && !names.some((name) => matchesAny(name, [pattern])))
      report("AW7010", target.places.include, { pattern, what }, { help: didYouMean(pattern, names) });
  }
}

/** What is included may not need what is not. */
function reportCuts(model: Model, target: ConfiguredTarget, report: Report): void {
  const types = typesById(model);
  const slots = [
    ...[...types.values()].flatMap(slotsOfType),
    ...allActions(model).flatMap((action) => slotsOfAction(action, model)),
  ];
  const needed = [
    ...slots.map(({ slot, owner }) => ({ slot, from: owner?.id ?? "" })),
    ...model.errors.map(({ slot }) => ({ slot, from: "api.yaml" })),
  ];
  const cuts = needed.flatMap(({ slot, from }) =>
    mentions(slot.type).flatMap((id) => (types.has(id) ? [] : [{ from, id }])),
  );
  const polls = allActions(model).flatMap(({ name, poll }) => (poll ? [{ from: name, id: poll.with }] : []));
  const names = new Set(allActions(model).map(({ name }) => name));
  const stranded = polls.filter(({ id }) => !names.has(id));
  // One a module is enough to see what is wrong.
  const firsts = new Map([...cuts, ...stranded].toReversed().map((cut) => [cut.id.split(".")[0], cut] as const));
  for (const { from, id } of [...firsts.values()].toReversed())
    report("AW7012", target.places.include, { from, type: id });
}
