// What an emitter looks up while it writes: types, modules and class records by id. Made once for a model, then only read.
import { typesById, type Action, type Model, type Module, type NamedType, type RecordType } from "../model.js";
import type { Int64 } from "../target.js";

export interface Scope {
  readonly model: Model;
  /** What 64-bit integers are in code. */
  readonly int64: Int64;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly modules: ReadonlyMap<string, Module>;
  /** By the id of a request record: the action whose class it is. */
  readonly classes: ReadonlyMap<string, Action>;
  /** Names that more than one module gives to a type. */
  readonly sharedNames: ReadonlySet<string>;
}

export function createScope(model: Model, int64: Int64 = "number"): Scope {
  const actions = model.modules.flatMap((module) => module.actions);
  const names = model.modules.flatMap((module) => module.types.map((type) => type.name));
  return {
    model,
    int64,
    types: typesById(model),
    modules: new Map(model.modules.map((module) => [module.name, module])),
    classes: new Map(
      actions.flatMap((action) => (action.classRecord === undefined ? [] : [[action.classRecord, action]])),
    ),
    sharedNames: repeated(names),
  };
}

/** The named type of an id; a reference that `check` has let through always has one. */
export function getType(id: string, scope: Scope): NamedType {
  const type = scope.types.get(id);
  if (type === undefined) throw new Error(`no type ${id}`);
  return type;
}

export function getModule(name: string, scope: Scope): Module {
  const module = scope.modules.get(name);
  if (module === undefined) throw new Error(`no module ${name}`);
  return module;
}

export function getRecord(id: string, scope: Scope): RecordType {
  const type = getType(id, scope);
  if (type.kind !== "record") throw new Error(`${id} is no record`);
  return type;
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}
