// A module with all that its files are made of. Their emitters get no more than that, so what is not in its digest cannot be in
// the files either: those of an earlier run with the same digest need not be made again.
import { reachedFrom, slotsOfAction, slotsOfType } from "../check/context.js";
import { createScope, type Scope } from "../code/scope.js";
import { allActions, type Action, type Model, type Module } from "../model.js";
import { hashModel } from "../model-hash.js";
import { sha256 } from "../sha256.js";

export interface ModuleView {
  /** Whole, as the scope has it. */
  readonly module: Module;
  /**
   * The model with this module, the types that it leads to, and the actions that it polls or whose classes it has. What the model
   * says of the whole API is there; of another module only the name, the file and these nodes.
   */
  readonly scope: Scope;
  /** Views with the same one give the same files. Places are not in it. */
  readonly digest: () => string;
}

/** A view of each module, in their order. */
export function viewsOf(scope: Scope): readonly ModuleView[] {
  const actions = allActions(scope.model);
  return scope.model.modules.map((module) => {
    const model = modelFor(module, actions, scope);
    const sharedNames = new Set(module.types.map(({ name }) => name).filter((name) => scope.sharedNames.has(name)));
    const view = { ...createScope(model, scope.int64), sharedNames };
    return { module, scope: view, digest: () => digestOf(module, view) };
  });
}

function modelFor(module: Module, all: readonly Action[], { model, types }: Scope): Model {
  const own = new Set(module.types.map(({ id }) => id));
  const emitted = all.filter((action) => action.module === module.name || own.has(action.classRecord ?? ""));
  const polled = new Set(emitted.flatMap(({ poll }) => poll?.with ?? []));
  const actions = new Set([...emitted, ...all.filter(({ id }) => polled.has(id))]);
  const slots = [
    ...model.errors.map(({ slot }) => slot),
    ...[...actions].flatMap((action) => slotsOfAction(action, model)).map(({ slot }) => slot),
    ...module.types.flatMap(slotsOfType).map(({ slot }) => slot),
  ];
  const reached = reachedFrom(slots, types);
  const partOf = (other: Module): Module => ({
    ...other,
    docs: undefined,
    extensions: {},
    types: other.types.filter(({ id }) => reached.has(id)),
    actions: other.actions.filter((action) => actions.has(action)),
  });
  const modules = model.modules.map((other) => (other === module ? module : partOf(other)));
  return {
    ...model,
    modules: modules.filter((each) => each === module || each.types.length + each.actions.length > 0),
  };
}

function digestOf(module: Module, { model, int64, sharedNames }: Scope): string {
  return sha256(JSON.stringify([module.name, int64, [...sharedNames], hashModel(model)]));
}
