// There and back: what is exported as OpenAPI and imported again travels as it did before.
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createReport } from "../../generator/diagnostics.js";
import { exportOpenApi } from "../../generator/export/openapi.js";
import { allActions, typesById, type Model } from "../../generator/model.js";
import { readSpec } from "../../generator/read.js";
import { importFiles, modelOfImport } from "../support/import.js";
import { memoryHost } from "../support/spec.js";

function specOf(name: string): Model {
  const folder = new URL(`../../spec/${name}/`, import.meta.url);
  const files = Object.fromEntries(readdirSync(folder).map((file) => [`spec/${file}`, readFileSync(new URL(file, folder))])); // prettier-ignore
  const { model } = readSpec("spec", [], { host: memoryHost(files), report: createReport() });
  if (!model) throw new Error(`${name} cannot be read`);
  return model;
}

/** How everything travels: paths, parameters, and the wire names of fields, values and variants. */
function wires(model: Model): readonly string[] {
  const types = [...typesById(model).values()].filter(({ params }) => params.length === 0).flatMap((type): string[] => {
    switch (type.kind) {
      case "record":
        return type.fields.map(({ wire, optional }) => `${type.name}.${wire}${optional ? "?" : ""}`);
      case "enum":
        return type.values.map(({ wire }) => `${type.name}=${wire}`);
      case "union":
        return type.variants.map(({ wire }) => `${type.name}:${type.tag ?? type.tagging}=${type.tagging === "untagged" ? "" : wire}`);
      default:
        return [];
    }
  }); // prettier-ignore
  const actions = allActions(model).map(({ name, binding, parameters, outputs, errors }) => `${name} ${binding.kind === "http" ? `${binding.method} ${binding.path}` : "rpc"} ${parameters.map(({ wire, place }) => `${place} ${wire.toLowerCase()}`).sort().join()} ${outputs.length} ${errors.map(({ status }) => status).join()}`); // prettier-ignore
  return [...types, ...actions].sort();
}

describe.each(["nexigon-hub", "nexthink"])("%s", (name) => {
  it("comes back", () => {
    const model = specOf(name);
    const result = importFiles({ "api.json": JSON.stringify(exportOpenApi(model, createReport())) });
    const back = modelOfImport(result);
    const [before, after] = [wires(model), new Set(wires(back))];
    expect(before.filter((line) => !after.has(line))).toEqual([]);
  });
});
