// The part of an API that a target includes: its actions with all types that they need, and nothing else.
import { describe, expect, it } from "vitest";
import { loadConfig } from "../generator/config.js";
import { createReport, generate, nodeHost, type GenerateResult } from "../generator/index.js";
import { allActions, typesById, type Model, type NamedType } from "../generator/model.js";
import type { Host } from "../generator/load.js";
import { readSpec } from "../generator/read.js";
import { compileModules } from "./support/compile.js";
import { targetOf } from "./support/fixtures.js";
import { repository } from "./support/folder.js";
import { memoryHost } from "./support/spec.js";

const disk = nodeHost();
const spec = `${repository}/spec/nexigon-hub`;

async function included(include: object): Promise<GenerateResult> {
  const target = { spec, out: "generated", include, package: { name: "hub", version: "0.1.0" } };
  const config = JSON.stringify({ actionwright: 1, targets: { hub: target } });
  const host: Host = { ...disk, read: (path) => (path === "config.json" ? config : disk.read(path)) };
  const report = createReport();
  const { targets } = loadConfig("config.json", host, report);
  expect(report.all).toEqual([]);
  return generate(targets[0] ?? expect.unreachable(), host);
}

const whole: Model = readSpec(spec, [], { host: disk, report: createReport() }).model ?? expect.unreachable();

/** All that a part of the model names, by its text: an action its class and its types, a type others. */
function closure(parts: readonly unknown[]): readonly string[] {
  const types = typesById(whole);
  const found = new Set<string>();
  const add = (part: unknown): void => {
    for (const [, id = ""] of JSON.stringify(part).matchAll(/"(?:target|record|classRecord)":"([^"]+)"/g))
      if (!found.has(id)) add(types.get(found.add(id) && id));
  };
  parts.forEach(add);
  return [...found].sort();
}

const idsOf = ({ modules }: Model): readonly string[] =>
  modules.flatMap(({ types }) => types.map(({ id }) => id)).sort();

describe("an include", () => {
  it.each([
    ["of one action", { actions: ["devices_SetProperty"] }, /^devices_SetProperty$/],
    ["of actions by a pattern", { actions: ["*_Query*"] }, /^[a-z]+_Query/],
    ["of actions of one module", { modules: ["fleet"], actions: ["*"] }, /^fleet_/],
    [
      "of some actions of some modules",
      { modules: ["users", "pro*"], actions: ["*_Create*"] },
      /^(?:users|projects)_Create/,
    ],
  ])("%s has these, what they need, and nothing else", async (_, include, name) => {
    const { model, diagnostics, files } = await included(include);
    expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
    if (model === undefined) expect.unreachable();
    const actions = allActions(whole).filter((action) => name.test(action.name));
    expect(actions).not.toEqual([]);
    expect(allActions(model).map((action) => action.name)).toEqual(actions.map((action) => action.name));
    expect(idsOf(model)).toEqual(closure([actions, whole.errors]));
    expect(idsOf(model).length).toBeLessThan(idsOf(whole).length);
    expect(model.modules.filter(({ types, actions: own }) => types.length + own.length === 0)).toEqual([]);
    expect(compileModules(new Map([["hub", files]]))).toEqual([]);
  });

  it("of everything that is stable leaves out what is not, and what only that needed", async () => {
    const { model } = await included({ stability: "stable" });
    if (model === undefined) expect.unreachable();
    const left = new Set(allActions(model).map(({ name }) => name));
    const gone = allActions(whole).filter(({ name }) => !left.has(name));
    expect(gone.map(({ stability }) => stability)).toEqual(gone.map(() => "experimental"));
    expect(gone).not.toEqual([]);
    const types = typesById(whole);
    const lost = closure(gone.map(({ classRecord }) => types.get(classRecord ?? ""))).concat(
      gone.map(({ classRecord }) => classRecord ?? ""),
    );
    const isStable = (type: NamedType | undefined): boolean => type?.stability === "stable";
    expect(idsOf(model).filter((id) => !isStable(types.get(id)))).toEqual([]);
    expect(lost.filter((id) => !isStable(types.get(id))).filter((id) => idsOf(model).includes(id))).toEqual([]);
  });

  it("of everything is the model itself", async () => {
    const { model } = await included({ modules: ["*"], actions: ["*"] });
    expect(model).toEqual(whole);
  });
});

describe("pages", () => {
  const text = `actionSpec: 1
api: { id: a, title: A, version: "1" }
binding: { rpc: { path: "/{action}" } }
modules:
  - module: things
    types:
      ListAction: { record: { at?: string } }
      Page: { record: { items: list<string>, next?: { type: string, stability: beta } } }
    actions:
      things_List: { request: ListAction, output: Page, pagination: { kind: cursor, request: at, response: next, items: items } }
`;

  it.each([
    ["beta", true],
    ["stable", false],
  ] as const)("are read where all that they go by is %s: %s", async (stability, isRead) => {
    const target = targetOf({ name: "a", spec: "api.yaml", overlays: [] });
    const include = { ...target.include, stability };
    const { files } = await generate({ ...target, include }, memoryHost({ "api.yaml": text }));
    expect(compileModules(new Map([["a", files]]))).toEqual([]);
    const module = files.find(({ path }) => path === "src/things.ts");
    expect(module?.text.includes("export const paginateList")).toBe(isRead);
  });
});
