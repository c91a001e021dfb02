// Documents → the model: references resolved, defaults applied, names decided. Takes any document: what `validate` found
// out of order is passed over in silence, so that one mistake is told once.
import type { Report } from "./diagnostics.js";
import { lowerActions, lowerErrors, layErrors, type Surroundings } from "./lower/actions.js";
import { lowerApi, lowerRpcBinding } from "./lower/api.js";
import { cutCircles } from "./lower/circles.js";
import { contextOf, nodeOf, type Context } from "./lower/context.js";
import { reportUnknown } from "./lower/expression.js";
import { checkReferences } from "./lower/references.js";
import { lowerTypes, settleForms } from "./lower/types.js";
import type { Model, Module, NamedType } from "./model.js";
import { camelCase, shown } from "./names.js";
import { get, textOf, type ModuleSource, type Source } from "./source.js";

/** The model of a spec; `undefined` only if there is no first document to start from. */
export function lower(source: Source, report: Report): Model | undefined {
  if (source.api?.kind !== "map") return undefined;
  const unique = { ...source, modules: uniqueModules(source.modules, report) };
  const context = contextOf(unique, report);
  const modules = unique.modules.map((module) => ({
    module,
    inner: { ...context, module: module.name } satisfies Context,
  }));
  const drafted = modules.map(({ module, inner }) => lowerTypes(module.root, inner));
  const draftsById = new Map(cutCircles(drafted.flat(), report).map((type) => [type.id, type] as const));
  const drafts = drafted.map((types) => types.map((type) => draftsById.get(type.id) ?? type));
  const types = drafts.map((draft) => settleForms(draft, draftsById));
  const api = lowerApi(source.api);
  const errors = layErrors(lowerErrors(get(source.api, "errors"), context), []);
  const surroundings: Surroundings = {
    types: new Map(types.flat().map((type) => [type.id, type] as const)),
    binding: lowerRpcBinding(source.api, report),
    errors,
    auth: api.auth.map(({ name }) => name),
  };
  const model: Model = {
    ...api,
    actionSpec: 1,
    errors,
    modules: modules.map(({ module, inner }, index) =>
      lowerModule(module, types[index] ?? [], lowerActions(module.root, inner, surroundings)),
    ),
  };
  reportUnknown(context);
  checkReferences(unique, model, report);
  return model;
}

/** Each module once. A module's file says the name that it is listed under. */
function uniqueModules(modules: readonly ModuleSource[], report: Report): readonly ModuleSource[] {
  const firsts = new Map<string, ModuleSource>();
  for (const module of modules) {
    const first = firsts.get(module.name);
    if (first)
      report("AW2111", module.origin, { name: module.name }, { related: [{ origin: first.origin, message: "first listed here" }] }); // prettier-ignore
    else firsts.set(module.name, module);
    const said = get(module.root, "module");
    const name = textOf(said);
    if (!said || name === undefined || name === module.name || !/^[a-z][a-z0-9_]*$/.test(name)) continue;
    report("AW2109", said.origin, { listed: module.name, name: shown(name) }, { related: [{ origin: module.origin, message: "listed here" }] }); // prettier-ignore
  }
  return [...firsts.values()];
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
