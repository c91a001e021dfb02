// Documents that an exporter wrote: what it words otherwise is no change, and what it inlines is told where it belongs.
import { describe, expect, it } from "vitest";
import { compare } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { importFiles, modelOfImport } from "../support/import.js";

type Schemas = Readonly<Record<string, object>>;

const text = { type: "string" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/acme.${name}` });
const record = (properties: object, required = Object.keys(properties)): object => ({ type: "object", properties, required, unevaluatedProperties: false }); // prettier-ignore
const unit = (result: string): object => ({ type: "object", properties: { result: { const: result } }, required: ["result"] }); // prettier-ignore
const arm = (result: string, properties: object): object => ({ type: "object", properties: { result: { const: result }, ...properties }, required: ["result", ...Object.keys(properties)] }); // prettier-ignore

interface Call {
  readonly name: string;
  readonly description?: string;
  readonly id?: string;
  readonly tag?: string;
}

/** An API of one call, and of another one so that it is RPC. */
function modelOf(schemas: Schemas, { name, description = "Sets it.", id = name, tag = "things" }: Call = { name: "things_Set" }): Model {
  const json = (type: string): object => ({ content: { "application/json": { schema: ref(type) } } });
  const post = (type: string, more: object): object => ({ post: { ...more, description, requestBody: json(type), responses: { 200: { description: "", ...json("things.Output") } } } });
  const paths = { [`/invoke/${name}`]: post("things.Ask", { operationId: id, tags: [tag] }), "/invoke/other_Ping": post("other.Ping", { tags: ["other"] }) };
  const all = { "other.Ping": record({}), "things.Ask": record({ id: text }), "things.Output": record({}), ...schemas };
  const components = { schemas: Object.fromEntries(Object.entries(all).map(([key, schema]) => [`acme.${key}`, schema])) };
  return modelOfImport(importFiles({ "api.json": JSON.stringify({ openapi: "3.1.0", info: { title: "Acme", version: "1" }, paths, components }) }));
} // prettier-ignore

const told = (old: Model, next: Model): unknown =>
  compare(old, next).changes.map(({ kind, where, level }) => [kind, where, level]);

describe("what an exporter words otherwise", () => {
  const old = modelOf({});

  it.each<[what: string, call: Call]>([
    ["the id of an operation, which lags behind", { name: "things_Set", id: "things_SetThing" }],
    ["its tag, which lags behind", { name: "things_Set", tag: "other" }],
  ])("%s is no change", (_, call) => {
    expect(told(old, modelOf({}, call))).toEqual([]);
    expect(told(modelOf({}, call), old)).toEqual([]);
  });

  it("a union that is an `enum` while it has nothing but units is none either", () => {
    const units = modelOf({ "things.Output": { enum: [{ result: "Done" }, { result: "Conflict" }] } });
    expect(told(units, modelOf({ "things.Output": { oneOf: [unit("Conflict"), unit("Done")] } }))).toEqual([]);
  });

  it("how settled a thing is, in its description, is its stability", () => {
    const mark = "**Unstable (feature `probes`).**\n\n";
    const next = modelOf({ "things.Ask": { ...record({ id: text }), description: mark.trim() } }, { name: "things_Set", description: `${mark}Sets it.` }); // prettier-ignore
    const changed = ["things_Set", "other_Ping", "things.Ask"].map((where) => [
      "stability-lowered",
      where,
      "dangerous",
    ]);
    expect(told(old, next)).toEqual(changed.sort());
    expect(told(next, old)).toEqual(changed.map(([, where]) => ["stability-raised", where, "docs"]).sort());
  });
});

describe("what an exporter inlines", () => {
  const units = { "things.Output": { enum: [{ result: "Done" }, { result: "Conflict" }] } };
  const conflict = (properties: object): Schemas => ({
    "things.Output": { oneOf: [unit("Done"), arm("Conflict", properties)] },
    "things.OutputConflict": record(properties),
  });
  const version = { type: "integer", format: "uint64" };

  it("is told at the record, once", () => {
    const [old, next] = [modelOf(conflict({ now: version })), modelOf(conflict({ now: version, was: version }))];
    expect(told(old, next)).toEqual([["field-added", "things.OutputConflict.was", "safe"]]);
    expect(told(next, old)).toEqual([["field-removed", "things.OutputConflict.was", "breaking"]]);
  });

  it("is told with the variants that have it", () => {
    const kinds = ["A", "B", "C", "D"];
    const union = (properties: object): Schemas => ({
      "things.Output": { oneOf: kinds.map((kind) => arm(kind, properties)) },
      "things.OutputBody": record(properties),
    });
    const [change] = compare(modelOf(union({ now: version })), modelOf(union({ now: version, was: version }))).changes;
    expect(change?.message).toMatch(/; its fields are those of `things.Output.A`, `things.Output.B`, `things.Output.C` and 1 more$/); // prettier-ignore
  });

  it("is told at the variant where that had nothing", () => {
    expect(told(modelOf(units), modelOf(conflict({ now: version })))).toEqual([
      ["field-added", "things.Output.Conflict.now", "safe"],
      ["type-added", "things.OutputConflict", "safe"],
    ]);
  });

  it("and its one content are fields alike", () => {
    const content = (properties: object) => ({ "things.Output": { oneOf: [unit("Done"), { type: "object", properties: { result: { const: "Conflict" }, ...properties } }] } }); // prettier-ignore
    const one = modelOf(content({ now: version }));
    expect(told(modelOf(units), one)).toEqual([["field-added", "things.Output.Conflict.now", "safe"]]);
    expect(told(one, modelOf(conflict({ now: version, was: version })))).toEqual([
      ["field-added", "things.Output.Conflict.was", "safe"],
      ["type-added", "things.OutputConflict", "safe"],
    ]);
  });

  it("keeps its name when others have the same fields, or refer to it", () => {
    const old = modelOf(conflict({ now: version, was: version }));
    const more = { "things.Held": record({ it: ref("things.OutputConflict") }), "things.VersionChanged": record({ now: version, was: version }) }; // prettier-ignore
    expect(told(old, modelOf({ ...conflict({ now: version, was: version }), ...more }))).toEqual([
      ["type-added", "things.Held", "safe"],
      ["type-added", "things.VersionChanged", "safe"],
    ]);
  });
});

describe("an answer that becomes a union", () => {
  const union = { "things.Output": { oneOf: [unit("Missing"), arm("Found", { id: text })] } };

  it("was a record of which somebody reads", () => {
    expect(told(modelOf({ "things.Output": record({ id: text }) }), modelOf(union))).toContainEqual(["type-kind-changed", "things.Output", "breaking"]); // prettier-ignore
  });

  it("was nothing to read", () => {
    expect(told(modelOf({ "things.Output": record({}) }), modelOf(union))).toContainEqual(["type-kind-changed", "things.Output", "safe"]); // prettier-ignore
  });
});
