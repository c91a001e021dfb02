// There and back: what is exported as OpenAPI and imported again means what it meant before, all of it, in the same order.
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createReport } from "../../generator/diagnostics.js";
import { exportModel } from "../../generator/export/model.js";
import { exportOpenApi } from "../../generator/export/openapi.js";
import type { Model } from "../../generator/model.js";
import { importSource } from "../../generator/import/index.js";
import { readSource, readSpec } from "../../generator/read.js";
import { fixtures, modelOf as modelOfFixture } from "../support/fixtures.js";
import { importFiles, modelOfImport, type Imported } from "../support/import.js";
import { apiOf, memoryHost, modelOf } from "../support/spec.js";

function specOf(name: string): Model {
  const folder = new URL(`../../spec/${name}/`, import.meta.url);
  const files = Object.fromEntries(readdirSync(folder).map((file) => [`spec/${file}`, readFileSync(new URL(file, folder))])); // prettier-ignore
  const { model } = readSpec("spec", [], { host: memoryHost(files), report: createReport() });
  if (!model) throw new Error(`${name} cannot be read`);
  return model;
}

function roundTrip(model: Model): Imported {
  return importFiles({ "api.json": JSON.stringify(exportOpenApi(model, createReport()), null, 2) });
}

const models: readonly (readonly [name: string, read: () => Model])[] = [
  ...["nexigon-hub", "nexthink"].map((name) => [name, () => specOf(name)] as const),
  ...fixtures.map((each) => [`the fixture ${each.name}`, () => modelOfFixture(each)] as const),
];

describe.each(models)("%s", (_, read) => {
  it("comes back as the same model, with nothing to report", () => {
    const model = read();
    const result = roundTrip(model);
    expect(result.told).toEqual([]);
    expect(exportModel(modelOfImport(result))).toEqual(exportModel(model));
  });

  it("comes back without a detour by text as well", () => {
    const model = read();
    const host = memoryHost({ "api.json": JSON.stringify(exportOpenApi(model, createReport())) });
    const source = importSource(["api.json"], { host, report: createReport() });
    const direct = readSource(source, [], { host, report: createReport() }).model;
    expect(exportModel(direct ?? expect.unreachable())).toEqual(exportModel(model));
  });
});

it("an export's documentation is only that, whatever it begins with", () => {
  const model = modelOf(
    apiOf(`types:\n  A: { docs: "**Beta.**\\n\\nSoon.", record: { b: { type: string, docs: "**Beta**" } } }`),
  );
  expect(exportModel(modelOfImport(roundTrip(model)))).toEqual(exportModel(model));
});
