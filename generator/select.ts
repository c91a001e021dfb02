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
  type Stability,
} from "./model.js";
import { didYouMean } from "./names.js";
import { matchesAny, reservedClients } from "./target.js";

const ranks: readonly Stability[] = ["experimental", "beta", "stable"];

/** The model with only the modules, the actions and the stability that the target includes. */
export function select(model: Model, target: ConfiguredTarget, report: Report): Model {
  const { include } = target;
  const { client } = withClient(target, model.id);
  if (reservedClients.has(client)) report("AW7013", target.origin, { name: client });
  if (include.modules.includes("*") && include.actions.includes("*") && include.stability === "experimental")
    return model;
  reportIdle(include.modules, model.modules.map(({ name }) => name), { what: "module", target, report }); // prettier-ignore
  reportIdle(include.actions, allActions(model).map(({ name }) => name), { what: "action", target, report }); // prettier-ignore
  const settled = <T extends Described>(nodes: readonly T[]): readonly T[] =>
    nodes.filter(({ stability }) => ranks.indexOf(stability) >= ranks.indexOf(include.stability));
  const modules = model.modules
    .filter(({ name }) => matchesAny(name, include.modules))
    .map((module): Module => ({
      ...module,
      types: settled(module.types).map((type) => settledMembers(type, settled)),
      actions: settled(module.actions).filter(({ name }) => matchesAny(name, include.actions)),
    }));
  const selected = withoutOrphans({ ...model, modules }, model);
  reportCuts(selected, target, report);
  return selected;
}

function settledMembers(
  type: NamedType,
  settled: <T extends Described>(nodes: readonly T[]) => readonly T[],
): NamedType {
  if (type.kind === "record") return { ...type, fields: settled(type.fields) };
  if (type.kind === "enum") return { ...type, values: settled(type.values) };
  return type.kind === "union" ? { ...type, variants: settled(type.variants) } : type;
}

/** Types that only actions reached which are gone go with them. */
function withoutOrphans(selected: Model, whole: Model): Model {
  const before = reachedByActions(allActions(whole), whole);
  const after = reachedByActions(allActions(selected), selected);
  return {
    ...selected,
    modules: selected.modules.map((module) => ({
      ...module,
      types: module.types.filter(({ id }) => after.has(id) || !before.has(id)),
    })),
  };
}

function reachedByActions(actions: readonly Action[], model: Model): ReadonlySet<string> {
  const slots = actions.flatMap((action) => slotsOfAction(action, model).map(({ slot }) => slot));
  return reachedFrom([...slots, ...model.errors.map(({ slot }) => slot)], typesById(model));
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
      report("AW7010", target.includeOrigin, { pattern, what }, { help: didYouMean(pattern, names) });
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
  // A module that is left out is one mistake, however many of its types are needed.
  const firsts = new Map([...cuts, ...stranded].toReversed().map((cut) => [cut.id.split(".")[0], cut] as const));
  for (const { from, id } of [...firsts.values()].toReversed())
    report("AW7012", target.includeOrigin, { from, type: id });
}
