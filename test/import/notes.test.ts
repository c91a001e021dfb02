// Notes of exported documents that somebody changed: what is wrong is told at its place, and OpenAPI's own words hold.
import { describe, expect, it } from "vitest";
import { createReport } from "../../generator/diagnostics.js";
import { exportOpenApi } from "../../generator/export/openapi.js";
import type { Json } from "../../generator/model.js";
import { fixture, modelOf } from "../support/fixtures.js";
import { importFiles, modelOfImport, paths, schemas, type Imported } from "../support/import.js";

/** Everything that a note of these says is of a known form, so that a value of another one can be put in its place. */
const noted = ["extensions", "generics", "union-external", "calls", "action-http-accept"];
const wrong: readonly Json[] = [7, "?", [null], { a: 1 }];

type Path = readonly string[];

/** The places of all members of notes. */
function membersOf(node: Json, path: Path = []): readonly Path[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    const own = key === "x-actionwright" ? Object.keys(value as object).map((member) => [...path, key, member]) : [];
    return [...own, ...membersOf(value as Json, [...path, key])];
  });
}

/** A document with another value at a place. */
function changed(node: Json, [key, ...rest]: Path, value: Json): Json {
  if (key === undefined) return value;
  const [copy, inner] = [structuredClone(node) as Record<string, Json>, (node as Record<string, Json>)[key] ?? null];
  copy[key] = changed(inner, rest, value);
  return copy;
}

function importOf(document: Json): Imported {
  return importFiles({ "api.json": JSON.stringify(document) });
}

describe.each(noted)("the notes of %s", (name) => {
  const document = JSON.parse(JSON.stringify(exportOpenApi(modelOf(fixture(name)), createReport()))) as Json;
  // One of each kind in each part of the document.
  const members = new Map(
    membersOf(document).map((path) => [[path.at(-1), ...path.slice(0, 2)].join(), path] as const),
  );

  it.each([...members])("with another value for %s", (_, path) => {
    for (const value of wrong) expect(() => modelOfImport(importOf(changed(document, path, value)))).not.toThrow();
  });
});

describe("a member of a note", () => {
  const pet = (note: Json): object => ({ Pet: { type: "string", maxLength: 3, "x-actionwright": note } });

  it.each<readonly [string, Json, string]>([
    ["that is not known", { colour: 1 }, "`colour` of `x-actionwright` is left out: there is no such member"],
    ["with a text for a flag", { sensitive: "yes" }, "`sensitive` of `x-actionwright` is left out: it is `true` or not there"], // prettier-ignore
    ["that names no kind", { kind: "class" }, "`kind` of `x-actionwright` is left out: it is one of opaque, newtype, alias"], // prettier-ignore
    ["that leads nowhere", { kind: "alias", type: "pets.Cat" }, "`type` of `x-actionwright` is left out: there is no such type"], // prettier-ignore
    ["with a bound that is none", { constraints: [{ max: {} }] }, "`constraints` of `x-actionwright` is left out: of each item, it is a mapping of bounds and texts"], // prettier-ignore
    ["of a note that is a list", [], "`x-actionwright` is left out: it is a mapping"],
  ])("%s is told and not read", (_, note, told) => {
    const result = importFiles(schemas(pet(note)));
    expect(result.told).toEqual([`AW6050 ${told}`]);
    expect(result.file("types")).toMatch(/Pet: \{ (opaque|alias): string, maxLength: 3 \}/);
  });

  it("that the language refuses is told and taken back, and nothing else with it", () => {
    const operation = { operationId: "pets_Add", tags: ["pets"], responses: { "204": { description: "" } }, "x-actionwright": { effect: "read", poll: { with: "pets_Nothing", until: { field: "done", in: [true] } } } }; // prettier-ignore
    const result = importFiles(paths({ "/pets": { post: operation } }));
    expect(result.told).toEqual([expect.stringMatching(/^AW6050 `poll` of `x-actionwright` is left out: /)]);
    expect(modelOfImport(result).modules[0]?.actions[0]).toMatchObject({ effect: "read", poll: undefined });
  });

  it("is a plain key where keys are names of the document", () => {
    const result = importFiles(schemas({ Pet: { type: "object", properties: { "x-actionwright": { type: "boolean" } } } })); // prettier-ignore
    expect(result.told).toEqual([]);
    expect(result.file("types")).toContain("record: { x_actionwright?: bool }");
  });
});

describe("an export with a schema of somebody else's in it", () => {
  it("has it as any document would", () => {
    const own = exportOpenApi(modelOf(fixture("record-rules")), createReport());
    const added = changed(own, ["components", "schemas", "Pet"], { type: "object", properties: { age: { type: "integer" } } }); // prettier-ignore
    expect(importOf(added).file("types")).toMatch(/Pet:\s+record: \{ age\?: i64 \}/);
  });
});
