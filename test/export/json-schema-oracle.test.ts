// The exported JSON Schema takes what the generated `parse` takes, and nothing else: for every type of both APIs, on values
// that fit and on values that are broken. A difference is a bug, or it is in `differences` with its reason.
import { describe, expect, it } from "vitest";
import * as hub from "../../generated/nexigon-hub/src/index.js";
import * as nexthink from "../../generated/nexthink/src/index.js";
import { createReport, nodeHost, readSpec } from "../../generator/index.js";
import type { AliasType, Model, NamedType, Type } from "../../generator/model.js";
import { compileBundle, disagreement, soundAndBroken, type Judged } from "../support/oracle.js";

/** Types on whose values the two may differ, and why. */
const differences: { readonly [id: string]: string } = {};

const runs = 60;

type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const packages: readonly (readonly [name: string, modules: Modules])[] = [
  ["nexigon-hub", hub as unknown as Modules],
  ["nexthink", nexthink as unknown as Modules],
];

describe.each(packages)("%s", (name, modules) => {
  const spec = read(name);
  const uses = spec.modules.flatMap(({ types }) => types.filter(({ params }) => params.length > 0).flatMap(useOf));
  const model = withTypes(spec, uses);
  const validatorOf = compileBundle(model);
  const types = model.modules.flatMap((module) =>
    module.types.filter(({ params }) => params.length === 0).map((type) => [type.id, type, module.namespace] as const),
  );

  it.each(types)("%s", (id, type, namespace) => {
    if (Object.hasOwn(differences, id)) return;
    const judged = judgeOf(type, modules, namespace);
    expect(disagreement(soundAndBroken(model, id), validatorOf(id), judged, runs)).toBeUndefined();
  });

  /** A generic type has no values of its own: it is looked at with arguments. */
  function useOf(generic: NamedType): readonly AliasType[] {
    const arg: Type = { kind: "named", target: argument, args: [] };
    const target: Type = { kind: "named", target: generic.id, args: generic.params.map(() => arg) };
    const slot = { type: target, typeOrigin: generic.origin, constraints: [], open: false, sensitive: false, default: undefined, fill: undefined, examples: [] }; // prettier-ignore
    return [{ ...generic, kind: "alias", id: `${generic.id}Use`, name: `${generic.name}Use`, params: [], slot }];
  }
});

/** What generic types are looked at with. */
const argument = "devices.DeviceEvent";

function judgeOf(type: NamedType, modules: Modules, namespace: string): Judged {
  const found = modules[namespace]?.[type.name];
  if (found !== undefined) return found as Judged;
  const generic = modules[namespace]?.[type.name.replace(/Use$/, "")] as (...nodes: readonly unknown[]) => Judged;
  if (type.kind !== "alias" || type.slot.type.kind !== "named") throw new Error(`no model ${type.id}`);
  return generic(...type.slot.type.args.map(() => modules["devices"]?.["DeviceEvent"]));
}

function read(name: string): Model {
  const { model } = readSpec(`spec/${name}`, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`the spec of ${name} has errors`);
  return model;
}

function withTypes(model: Model, more: readonly NamedType[]): Model {
  const modules = model.modules.map((module) => ({
    ...module,
    types: [...module.types, ...more.filter((type) => type.module === module.name)],
  }));
  return { ...model, modules };
}
