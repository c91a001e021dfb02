// What the files of a module are made of: enough to make them, and in the digest to the last bit.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createScope, type Scope } from "../../generator/code/scope.js";
import { emitDocsPage } from "../../generator/docs/index.js";
import { emitModule } from "../../generator/emit/module/index.js";
import { viewsOf } from "../../generator/emit/view.js";
import type { Model, Module } from "../../generator/model.js";
import { ownReferences } from "../docs/pages.js";
import { fixtures, modelOf } from "../support/fixtures.js";
import { modelOf as parsed } from "./emit-helpers.js";

const filesOf = (module: Module, scope: Scope): string =>
  JSON.stringify([emitModule(module, scope), emitDocsPage(module, scope)]);
const subjects: readonly (readonly [string, Model, Scope["int64"]])[] = [
  ...ownReferences().map(({ name, scope }) => [name, scope.model, "number"] as const),
  ...fixtures.map((each) => [each.name, modelOf(each), each.int64 ?? "number"] as const),
];

describe("a module's view", () => {
  it.each(subjects)("of %s gives the files that the whole model gives", (_, model, int64) => {
    const scope = createScope(model, int64);
    const files = viewsOf(scope).map((view) => filesOf(view.module, view.scope));
    expect(files).toEqual(model.modules.map((module) => filesOf(module, scope)));
  });

  it("has the modules that it leads to, and no others", () => {
    const [hub] = ownReferences();
    const views = viewsOf(hub?.scope ?? expect.unreachable());
    const others = (name: string): readonly string[] =>
      views.find(({ module }) => module.name === name)?.scope.model.modules.map((each) => each.name) ?? [];
    expect(others("datetime")).toEqual(["datetime", "errors"]);
    expect(others("jobs")).not.toContain("devices");
  });
});

// Any value of a model becomes another: what cannot be emitted then is passed over. A digest that stays as it was says that the
// files do, which is what the cache believes.
describe("the digest of a view", () => {
  it.each(subjects.slice(2))("of %s is another if the files are", (_, model, int64) => {
    const before = stateOf(model, int64);
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("x", "", 0, true, null), (place, value) => {
        const after = stateOf(changed(model, place, value), int64);
        for (const [name, [digest, files]] of after) {
          if (before.get(name)?.[0] === digest) expect(files).toBe(before.get(name)?.[1]);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("knows nothing of places, and nothing of modules that have nothing to do with it", () => {
    const { scope } = ownReferences()[0] ?? expect.unreachable();
    const edited = JSON.parse(JSON.stringify(scope.model), (_, value: unknown) => {
      const isPlace = Object.keys(value ?? {}).join() === "file,start,end";
      return isPlace ? { file: "elsewhere.yaml", start: 1, end: 2 } : value === "devices_Query" ? "devices_Ask" : value;
    }) as Model;
    const [before, after] = [scope, createScope(edited)].map(digestsOf);
    const others = [...(before ?? [])].filter(([name, digest]) => after?.get(name) !== digest).map(([name]) => name);
    expect(others).toEqual(["devices"]);
  });

  it("knows which of its names another module has", () => {
    const digest = (other: string): string | undefined =>
      digestsOf(createScope(parsed({ a: "types: { Id: { opaque: string } }", b: `types: { ${other}: { opaque: string } }` }))).get("a"); // prettier-ignore
    expect(digest("Id")).not.toBe(digest("Key"));
    expect(digest("Lock")).toBe(digest("Key"));
  });
});

function digestsOf(scope: Scope): ReadonlyMap<string, string> {
  return new Map(viewsOf(scope).map(({ module, digest }) => [module.name, digest()]));
}

/** The digest of each module's view, and its files; those that cannot be made are none. */
function stateOf(model: Model, int64: Scope["int64"]): ReadonlyMap<string, readonly [string, string | undefined]> {
  try {
    const views = viewsOf(createScope(model, int64));
    return new Map(views.map(({ module, scope, digest }) => [module.name, [digest(), filesOf(module, scope)]]));
  } catch {
    return new Map();
  }
}

/** The model with another value in one of its places, of the same kind. */
function changed(model: Model, place: number, value: string | number | boolean | null): Model {
  const copy = structuredClone(model) as unknown;
  const leaves: (readonly [Record<string, unknown>, string])[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const holder = node as Record<string, unknown>;
    for (const [name, inner] of Object.entries(holder)) {
      if (name === "origin" || name === "typeOrigin") continue;
      if (typeof inner !== "object" && typeof inner === typeof value) leaves.push([holder, name]);
      walk(inner);
    }
  };
  walk(copy);
  const [holder, name] = leaves[place % leaves.length] ?? [];
  if (holder !== undefined && name !== undefined) holder[name] = value;
  return copy as Model;
}
