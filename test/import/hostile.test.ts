// Documents that mean no good: an import ends, with diagnostics, and what it makes is a spec without errors.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importFiles, modelOfImport, paths, schemas } from "../support/import.js";
import { put } from "../support/arbitrary.js";

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const odd = ["__proto__", "constructor", "toString", "../../x", "*/", "${x}", "`", "'", '"', "\n", "\u202e", "\ud800", "", " ", "null", "true", "400", "a: b", "#", "x".repeat(10_000), "типа", "$unknown", "$raw", "then", "default", "index"]; // prettier-ignore

/** An object with these keys, whatever they are. */
function keyed(names: readonly string[], value: (name: string) => unknown): object {
  const object = {};
  for (const name of names) put(object, name, value(name));
  return object;
}

describe("names", () => {
  it("of schemas, properties, values, tags, paths and parameters are names of the language", () => {
    const components = keyed(odd, () => ({ type: "object", description: "*/ ${x} \ud800", properties: keyed(odd, () => ({ enum: odd })), required: odd.slice(0, 3) })); // prettier-ignore
    const union = { oneOf: odd.map((name) => ({ type: "object", required: ["kind"], properties: { kind: { const: name }, a: { type: "string" } } })) }; // prettier-ignore
    const operations = keyed(odd.map((name) => `/p/${name}`), (path) => ({ get: { operationId: String(path).slice(3), tags: [String(path).slice(3)], parameters: odd.map((name) => ({ name, in: "query", schema: { type: "string" } })), responses: { 200: { description: "" } } } })); // prettier-ignore
    const { "shop.json": text } = paths(operations, { components: { schemas: { ...components, Union: union } }, tags: odd.map((name) => ({ name, description: name })) }); // prettier-ignore
    const result = importFiles({ "shop.json": text ?? "" });
    expect(() => modelOfImport(result)).not.toThrow();
    for (const { path } of result.files) expect(path).toMatch(/^[a-z][a-z0-9_]*\.yaml$/);
  });
});

describe("references", () => {
  it("that double, or lead back, are followed once", { timeout: 20_000 }, () => {
    const levels = Array.from({ length: 40 }, (_, level) => level);
    const bombs = keyed(levels.map((level) => `A${level}`), (name) => ({ allOf: [ref(`A${Number(name.slice(1)) + 1}`), ref(`A${Number(name.slice(1)) + 1}`)] })); // prettier-ignore
    const unions = keyed(levels.map((level) => `U${level}`), (name) => ({ anyOf: [ref(`U${Number(name.slice(1)) + 1}`), ref(`U${Number(name.slice(1)) + 1}`), { type: "object", properties: { [name]: {} } }] })); // prettier-ignore
    const merged = keyed(levels.map((level) => `M${level}`), (name) => ({ properties: { x: { allOf: [ref(`M${(Number(name.slice(1)) + 1) % 40}`), ref(`M${(Number(name.slice(1)) + 3) % 40}`), { properties: { [name]: { type: "string" } } }] } } })); // prettier-ignore
    const result = importFiles(schemas({ ...bombs, ...unions, ...merged, A40: { properties: { a: { type: "string" } } }, U40: { type: "string" }, Self: { allOf: [ref("Self")] }, Loop: { oneOf: [ref("Loop"), ref("Loop")] }, Ring: ref("Gnir"), Gnir: ref("Ring") })); // prettier-ignore
    expect(() => modelOfImport(result)).not.toThrow();
  });

  it("chains of them are no deep recursion", { timeout: 30_000 }, () => {
    const chain = keyed(Array.from({ length: 3_000 }, (_, index) => `N${index}`), (name) => ({ properties: { next: ref(`N${Number(name.slice(1)) + 1}`) } })); // prettier-ignore
    expect(importFiles(schemas({ ...chain, N3000: { type: "string" } })).types).toBe(3_001);
  });

  it("of unions that hold each other unfold no further than they must", { timeout: 30_000 }, () => {
    const names = Array.from({ length: 60 }, (_, index) => `T${index}`);
    const web = keyed(names, (name) => ({ type: "object", required: ["kind"], properties: { kind: { enum: [name] }, any: { oneOf: names.slice(0, 12).map(ref) }, own: { properties: { in: ref("T1") } } } })); // prettier-ignore
    const result = importFiles(schemas(web));
    expect(result.types).toBeLessThan(2_000);
    expect(() => modelOfImport(result)).not.toThrow();
  });
});

describe("anything", () => {
  const leaf = fc.oneof(fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, "string", "object", "array", "null", "$ref", "#/components/schemas/A"), fc.string()); // prettier-ignore
  const keywords = ["type", "properties", "required", "items", "allOf", "oneOf", "anyOf", "enum", "const", "nullable", "additionalProperties", "discriminator", "propertyName", "mapping", "$ref", "format", "minimum", "maximum", "minLength", "pattern", "default", "example", "examples", "description", "readOnly", "not"]; // prettier-ignore
  const names = fc.constantFrom("A", "B", "kind", "__proto__", "a-b");
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, fc.array(tie("value"), { maxLength: 3 }), fc.dictionary(fc.oneof(fc.constantFrom(...keywords), names), tie("value"), { maxKeys: 4 }), fc.record({ type: fc.constantFrom("object", "string"), properties: fc.dictionary(names, tie("value"), { maxKeys: 3 }), oneOf: fc.array(tie("value"), { maxLength: 3 }) }, { requiredKeys: [] })), // prettier-ignore
  }));

  it("where a schema should be ends in a spec without errors", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const result = importFiles(schemas({ A: a, B: b, C: { oneOf: [ref("A"), ref("B")] } }));
        modelOfImport(result);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it("where a path should be ends in a spec without errors", { timeout: 120_000 }, () => {
    const parts = fc.dictionary(fc.constantFrom("parameters", "requestBody", "responses", "tags", "operationId", "security", "servers", "200", "default", "content", "application/json", "schema", "name", "in", "$ref"), value, { maxKeys: 5 }); // prettier-ignore
    fc.assert(
      fc.property(parts, value, (operation, other) => {
        modelOfImport(importFiles(paths({ "/a/{b}": { get: operation, post: { responses: other, ...operation }, parameters: other }, x: other as object }, { servers: other, security: other, tags: other, components: other }))); // prettier-ignore
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

describe("the same document", () => {
  it("gives the same bytes, wherever it lies and whatever case says its version", () => {
    const document = schemas({ A: { properties: { b: { type: "string" } } } })["shop.json"] ?? "";
    const texts = ["shop.json", "deep/in/shop.json", "./shop.json"].map(
      (path) => importFiles({ [path]: document }).files,
    );
    expect(new Set(texts.map((files) => JSON.stringify(files))).size).toBe(1);
  });
});
