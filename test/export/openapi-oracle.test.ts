// What a client of this version sends of what the spec knows fits the schemas of the OpenAPI document: for every type of both
// APIs and for every construct of the language. What is newer than the spec, and null for what is absent, is no part of them.
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exportOpenApi } from "../../generator/export/openapi.js";
import { createReport, nodeHost, readSpec } from "../../generator/index.js";
import type { Json, Model } from "../../generator/model.js";
import { wireArbitraries } from "../support/arbitrary.js";
import { fixtures, modelOf } from "../support/fixtures.js";

const specs: readonly (readonly [name: string, model: Model])[] = [
  ...["nexigon-hub", "nexthink"].map((name) => [name, read(name)] as const),
  ...fixtures.map((each) => [each.name, modelOf(each)] as const),
];

/** Types on whose values the schema may be wrong, and why. */
const differences: { readonly [id: string]: string } = {
  "wire-names things.External": "Ajv does not look at a member called `__proto__`",
};

it.each(specs)("%s", (name, model) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, ownProperties: true });
  ajv.addSchema({ ...exportOpenApi(model, createReport()), $id: "https://example.com/document" });
  const valuesOf = wireArbitraries(model);
  const types = model.modules.flatMap((module) => module.types).filter(({ params }) => params.length === 0);
  const found = types.flatMap(({ id }) => {
    const validate = ajv.getSchema(`https://example.com/document#/components/schemas/${id}`);
    if (!validate) throw new Error(`no schema of ${id}`);
    const values = valuesOf({ kind: "named", target: id, args: [] }, false).filter(({ encoded }) => encoded !== undefined);
    const { counterexample } = fc.check(fc.property(values, ({ encoded }) => validate(asSent(encoded)) === true), { numRuns: 60 });
    if (!counterexample || Object.hasOwn(differences, `${name} ${id}`)) return [];
    validate(asSent(counterexample[0].encoded));
    return [{ id, value: JSON.stringify(counterexample[0].encoded), errors: ajv.errorsText(validate.errors) }];
  });
  expect(found).toEqual([]);
}); // prettier-ignore

describe("a document", () => {
  it("has the examples of the spec, and they fit it", () => {
    const model = read("nexigon-hub");
    const document = JSON.parse(JSON.stringify(exportOpenApi(model, createReport()))) as Json;
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ ...(document as object), $id: "https://example.com/document" });
    const media = mediaOf(document);
    expect(media.length).toBeGreaterThan(20);
    for (const { schema, examples } of media) {
      const validate = ajv.compile(absolute(schema) as object);
      for (const { value } of Object.values(examples))
        expect(validate(value) || `${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    }
  });
});

interface Media {
  readonly schema: Json;
  readonly examples: { readonly [name: string]: { readonly value: Json } };
}

/** Everything with a schema and examples of it. */
function mediaOf(node: unknown): readonly Media[] {
  if (typeof node !== "object" || node === null) return [];
  const own = "schema" in node && "examples" in node ? [node as unknown as Media] : [];
  return [...own, ...Object.values(node).flatMap(mediaOf)];
}

function absolute(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"https://example.com/document#/')) as Json;
}

function asSent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function read(name: string): Model {
  const { model } = readSpec(`spec/${name}`, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`the spec of ${name} has errors`);
  return model;
}
