// Documents → the model: references resolved, defaults applied, names decided. Takes any document: what `validate` found
// out of order is passed over in silence, so that one mistake is told once.
import type { Report } from "./diagnostics.js";
import { lowerActions, lowerErrors, layErrors, type Surroundings } from "./lower/actions.js";
import { lowerApi, lowerRpcBinding } from "./lower/api.js";
import { contextOf, nodeOf, type Context } from "./lower/context.js";
import { lowerTypes, settleForms } from "./lower/types.js";
import type { Model, Module, NamedType } from "./model.js";
import { camelCase } from "./names.js";
import { get, textOf, type ModuleSource, type Source } from "./source.js";

/** The model of a spec; `undefined` only if there is no first document to start from. */
export function lower(source: Source, report: Report): Model | undefined {
  if (source.api?.kind !== "map") return undefined;
  const context = contextOf(source, report);
  const modules = source.modules.map((module) => ({
    module,
    inner: { ...context, module: module.name } satisfies Context,
  }));
  const drafts = modules.map(({ module, inner }) => lowerTypes(module.root, inner));
  const draftsById = new Map(drafts.flat().map((type) => [type.id, type] as const));
  const types = drafts.map((draft) => settleForms(draft, draftsById));
  const api = lowerApi(source.api);
  const errors = layErrors(lowerErrors(get(source.api, "errors"), context), []);
  const surroundings: Surroundings = {
    types: new Map(types.flat().map((type) => [type.id, type] as const)),
    binding: lowerRpcBinding(source.api),
    errors,
    auth: api.auth.map(({ name }) => name),
  };
  return {
    ...api,
    actionSpec: 1,
    errors,
    modules: modules.map(({ module, inner }, index) =>
      lowerModule(module, types[index] ?? [], lowerActions(module.root, inner, surroundings)),
    ),
  };
}

function lowerModule(
  { name, origin, root }: ModuleSource,
  types: readonly NamedType[],
  actions: Module["actions"],
): Module {
  return {
    ...nodeOf(name, origin, root),
    name,
    namespace: camelCase(name),
    file: name.replaceAll("_", "-"),
    docs: textOf(get(root, "docs")),
    types,
    actions,
  };
}
