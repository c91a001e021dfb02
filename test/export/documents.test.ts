// Every spec that there is, exported: the documents are what their standards ask for, say so to judges of others, and are the
// same each time.
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { exportJsonSchema } from "../../generator/export/json-schema.js";
import { exportModel } from "../../generator/export/model.js";
import { exportOpenApi } from "../../generator/export/openapi.js";
import { createReport, nodeHost, readSpec } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { fixture, fixtures, modelOf as modelOfFixture } from "../support/fixtures.js";
import { apiOf, modelOf } from "../support/spec.js";

const specs: readonly (readonly [name: string, model: Model])[] = [
  ...["nexigon-hub", "nexthink"].map((name) => [name, read(name)] as const),
  ...fixtures.map((each) => [each.name, modelOfFixture(each)] as const),
];

function read(name: string): Model {
  const { model } = readSpec(`spec/${name}`, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`the spec of ${name} has errors`);
  return model;
}

describe.each(specs)("%s", (_, model) => {
  it("is OpenAPI 3.1", async () => {
    const validator = new Validator({ strict: false });
    const document = jsonOf(exportOpenApi(model, createReport()));
    const { valid, errors } = await validator.validate(document);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe("3.1");
    expect(danglingRefs(document)).toEqual([]);
    const paths = document["paths"] as Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>; // prettier-ignore
    const ids = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is a JSON Schema that Ajv takes in its strict mode", () => {
    const bundle = jsonOf(exportJsonSchema(model, createReport()));
    const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false });
    ajv.addSchema(bundle);
    for (const key of Object.keys(bundle["$defs"] as object))
      expect(ajv.getSchema(`${String(bundle["$id"])}#/$defs/${key}`), key).toBeTypeOf("function");
    expect(danglingRefs(bundle)).toEqual([]);
  });

  it("is JSON without places, and nothing in it changes with the turn", () => {
    const text = JSON.stringify(exportModel(model));
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(exportModel(structuredClone(model)))));
    expect(text).not.toContain('"typeOrigin"');
    const documents = (): string => JSON.stringify([exportOpenApi(model, createReport()), exportJsonSchema(model, createReport())]); // prettier-ignore
    expect(documents()).toBe(documents());
  });
});

describe("generic types", () => {
  const api = (types: string, output: string): Model =>
    modelOf(apiOf(`types:\n${types.replace(/^/gm, "  ")}\nactions: { hub_Query: { output: "${output}" } }`));
  const page = "Page: { params: [T], record: { items: list<T> } }\nDevice: { record: { name: string } }";

  it("are written out for each use, also where an action alone uses them", () => {
    const bundle = exportJsonSchema(api(page, "Page<nullable<Device>>"), createReport());
    expect(Object.keys(bundle["$defs"] as object)).toEqual(["hub.Device", "hub.Page_of_nullable_hub.Device"]);
  });

  it("come to an end where their arguments grow with each turn", () => {
    const growing = "Grow: { params: [T], record: { value: T, a?: Grow<list<T>>, b?: Grow<map<T>>, c?: Grow<nullable<T>> } }";
    const bundle = exportJsonSchema(api(growing, "Grow<string>"), createReport());
    expect(Object.keys(bundle["$defs"] as object).length).toBeLessThan(20_000);
    expect(danglingRefs(bundle)).toEqual([]);
  }); // prettier-ignore
});

function jsonOf(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}

/** References within a document that lead nowhere. */
function danglingRefs(document: object): readonly string[] {
  const refs = new Set(
    JSON.stringify(document)
      .match(/"#\/[^"]*"/g)
      ?.map((text) => JSON.parse(text) as string),
  );
  return [...refs].filter((ref) => {
    const steps = ref.split("/").slice(1);
    return steps.reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], document) === undefined; // prettier-ignore
  });
}

it("the pages of an action are told as the spec declares them", () => {
  const { paths = {} } = jsonOf(
    exportOpenApi(modelOfFixture(fixture("pagination")), createReport()),
  ) as unknown as Paths;
  const noteOf = (path: string, method: string): unknown => paths[path]?.[method]?.["x-actionwright"]?.pagination;
  expect(noteOf("/skip", "get")).toEqual({ kind: "offset", request: "offset" });
  expect(noteOf("/leaf/{page}", "get")).toEqual({ kind: "page", request: "page", items: "lines" });
  expect(noteOf("/invoke/pages_Query", "post")).toEqual({ kind: "cursor", request: "pageCursor", response: "paging.nextCursor", items: "entries" }); // prettier-ignore
});

interface Paths {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Noted>>>>;
}
interface Noted {
  readonly "x-actionwright"?: { readonly pagination?: unknown };
}
