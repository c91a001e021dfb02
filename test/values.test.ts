// Values made from types. That what is made fits is held against `conform` here, for all that the two APIs and the fixtures
// of test/language have; test/properties*.test.ts hold it against the `parse` of the packages.
import { describe, expect, it } from "vitest";
import { conform } from "../generator/check/conform.js";
import { requestMisfit } from "../generator/check/values.js";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { allActions, typesById, type Json, type Model, type NamedType, type Slot, type Type } from "../generator/model.js"; // prettier-ignore
import { valuesOf } from "../generator/values.js";
import { bareSlot } from "../generator/values/make.js";
import { fixtures, lowerFixture } from "./support/fixtures.js";
import { apiOf, modelOf } from "./support/spec.js";

const apis = ["nexigon-hub", "nexthink"].map((name) => {
  const { model } = readSpec(`spec/${name}`, [], { host: nodeHost(), report: createReport() });
  if (!model) throw new Error(`the spec of ${name} has errors`);
  return [name, model] as const;
});
const models = [...apis, ...fixtures.map((fixture) => [fixture.name, lowerFixture(fixture)] as const)];

describe.each(models)("%s", (_, model) => {
  const types = typesById(model);
  const actions = allActions(model);
  const argument = [...types.values()].find(({ params }) => params.length === 0);
  const typeOf = ({ id, params }: NamedType): Type => {
    const args = params.map((): Type => ({ kind: "named", target: argument?.id ?? "", args: [] }));
    return { kind: "named", target: id, args };
  };

  it.each([0, 1, 2, "a text"])("makes a value of every type, with the seed %s", (seed) => {
    const { makeValue } = valuesOf(model, { seed });
    const missing = [...types.values()].filter((type) => {
      const value = makeValue(typeOf(type), type.id);
      if (value !== undefined) expect(conform(value, bareSlot(typeOf(type)), types)).toBeUndefined();
      return value === undefined;
    });
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it.each([0, "a text"])("makes requests, outputs and errors of every action, with the seed %s", (seed) => {
    const { makeRequest, makeOutput, makeError } = valuesOf(model, { seed });
    const fits = (value: Json | undefined, slot: Slot): unknown => value === undefined || conform(value, slot, types);
    for (const action of actions) {
      const request = makeRequest(action);
      expect(request === undefined || requestMisfit(request, action, types)).toBeUndefined();
      for (const { slot, outcome } of action.outputs) {
        expect(fits(makeOutput(action, { outcome }), slot)).toBeUndefined();
        for (const variant of variantsOf(slot, types))
          expect(fits(makeOutput(action, { outcome, variant }), slot)).toBeUndefined();
      }
      for (const { slot, status } of action.errors) expect(fits(makeError(action, status), slot)).toBeUndefined();
    }
  });
});

function variantsOf({ type }: Slot, types: ReadonlyMap<string, NamedType>): readonly string[] {
  const union = type.kind === "named" ? types.get(type.target) : undefined;
  return union?.kind === "union" ? union.variants.map(({ wire }) => wire) : [];
}

// ── One by one ──────────────────────────────────────────────────────────────────────────────────────────────────────

function made(types: string, name: string, seed: number | string = 0): Json | undefined {
  return manyMade(types, name, [seed])[0];
}

function manyMade(types: string, name: string, seeds: readonly (number | string)[]): readonly (Json | undefined)[] {
  const model = modelOf(apiOf(`types:\n${types.replace(/^(?=.)/gm, "  ")}`));
  return seeds.map((seed) => valuesOf(model, { seed }).makeValue({ kind: "named", target: `hub.${name}`, args: [] }, name)); // prettier-ignore
}

describe("the same seed", () => {
  const device =
    "Device: { record: { id: DeviceId, name: string, at: timestamp, size: u32 } }\nDeviceId: { opaque: string }";

  it("gives the same value, whatever else is in the spec", () => {
    expect(made(`Other: { record: { name: string, more: list<Device> } }\n${device}`, "Device")).toEqual(
      made(device, "Device"),
    );
    expect(
      made(device.replace("name: string", "slug: string, name: string, tags: list<string>"), "Device"),
    ).toMatchObject(made(device, "Device") as object);
  });

  it("gives another value than other seeds", () => {
    const values = manyMade(device, "Device", [0, 1, 2, "x", "y"]).map((value) => JSON.stringify(value));
    expect(new Set(values).size).toBe(values.length);
  });

  it("gives an id that is the same wherever there is one of its type, and another in each item", () => {
    const pair = made(`${device}\nList: { record: { owner: DeviceId, devices: list<Device> } }`, "List", 3);
    const { owner, devices } = pair as { owner: string; devices: readonly { id: string }[] };
    expect(devices[0]?.id).toBe(owner);
    expect(new Set(devices.map(({ id }) => id)).size).toBe(devices.length);
  });
});

describe("constraints", () => {
  it.each([
    ["{ type: string, minLength: 30, maxLength: 32 }"],
    ["{ type: string, maxLength: 0 }"],
    ['{ type: string, pattern: "^[a-zA-Z0-9][a-zA-Z0-9._-]*$" }'],
    ['{ type: string, pattern: "^#[a-z0-9_]{2,255}$", minLength: 9 }'],
    ['{ type: string, pattern: "^(?=.*[0-9])[a-f0-9]{6}$" }'],
    ['{ type: string, pattern: "^(a|bc)-\\\\1$" }'],
    ['{ type: string, pattern: "^\\\\p{Lu}{3}\\\\d+$" }'],
    ['{ type: string, pattern: "^S-1(-[0-9]+){2,5}$" }'],
    ['{ type: string, constraints: [ { pattern: "^a" }, { pattern: "b$" }, { minLength: 4 } ] }'],
    ["{ type: string, format: email, maxLength: 30 }"],
    ["{ type: string, format: ipv6 }"],
    ["{ type: u8, min: 250 }"],
    ["{ type: i32, max: -5 }"],
    ['{ type: u64, min: "9007199254740990" }'],
    ["{ type: f64, min: 0.1, max: 0.2 }"],
    ["{ type: list<u8>, minItems: 3, maxItems: 3 }"],
    ["{ type: map<u8>, minItems: 3 }"],
    ["{ type: nullable<string>, minLength: 50 }"],
  ])("%s", (slot) => {
    expect(manyMade(`A: { record: { a: ${slot} } }`, "A", [0, 1, 2, 3, 4])).not.toContain(undefined);
  });

  it("gives nothing where nothing fits", () => {
    expect(made('A: { record: { a: { type: string, pattern: "^a$", minLength: 2 } } }', "A")).toBeUndefined();
    expect(made('A: { record: { a?: { type: string, pattern: "^a$", minLength: 2 } } }', "A")).toEqual({});
  });
});

it("takes examples and defaults", () => {
  const types = "A: { record: { a: { type: string, examples: [one, two] }, b?: { type: u32, default: 50 }, c: B } }\nB: { opaque: string, examples: [b_1] }"; // prettier-ignore
  const values = manyMade(types, "A", [0, 1, 2, 3, 4, 5]) as readonly { a: string; b: number; c: string }[];
  expect(new Set(values.map(({ a }) => a))).toEqual(new Set(["one", "two"]));
  expect(values.every(({ b, c }) => b === 50 && c === "b_1")).toBe(true);
});

it.each([
  ["{ atLeastOneOf: [a, b, c] }", ["a", "b", "c"]],
  ["{ exactlyOneOf: [a, b] }", ["b", "c"]],
  ["{ mutuallyExclusive: [a, b, c] }", ["c"]],
  ["{ dependentRequired: { a: [b] } }, { mutuallyExclusive: [b, c] }", ["a", "b"]],
])("keeps the rule %s", (rules, members) => {
  const value = made(`A: { record: { a?: list<string>, b?: nullable<string>, c?: map<u8> }, rules: [${rules}] }`, "A");
  const found = Object.keys(value as object);
  expect(found.length).toBe(members.length);
});

describe("recursion", () => {
  it.each([
    ["a tree", "A: { record: { kids: list<A>, next?: A, up: nullable<A>, by_name: map<A> } }"],
    ["the variant that ends", "A: { union: { tag: k, variants: { B: { type: A, content: a }, C: { type: A, content: a }, End: {} } } }"],
    ["a circle of two with rules", "A: { record: { a?: A, b?: B }, rules: [ { atLeastOneOf: [a, b] } ] }\nB: { record: { a?: A, c?: u8 }, rules: [ { exactlyOneOf: [a, c] } ] }"],
    ["a generic type around itself", "A: { alias: Box<R> }\nR: { record: { box?: Box<R>, all: list<Box<Box<R>>> } }\nBox: { params: [T], union: { tag: k, variants: { Some: { type: T, content: v }, None: {} } } }"],
    ["lists that may not be empty", "A: { union: { tagging: untagged, variants: { Many: { type: list<A>, minItems: 2 }, One: u8 } } }"],
  ])("ends: %s", (_, types) => {
    for (const value of manyMade(types, "A", [0, 1, 2, 3])) expect(JSON.stringify(value).length).toBeLessThan(3_000);
  }); // prettier-ignore

  it("gives up on what has no end, and on what nobody could read", () => {
    const model = modelOf(apiOf("types: { A: { record: { a: string } } }"));
    const endless = withType(model, "hub.A", { kind: "named", target: "hub.A", args: [] });
    expect(valuesOf(endless).makeValue({ kind: "named", target: "hub.A", args: [] }, "A")).toBeUndefined();
    const doubled = Array.from({ length: 40 }, (_, at) => `A${at}: { record: { l: ${at ? `A${at - 1}` : "u8"}, r: ${at ? `A${at - 1}` : "u8"} } }`); // prettier-ignore
    expect(made(doubled.join("\n"), "A39")).toBeUndefined();
  });
});

/** The model with another type of the only field of a record: what a spec that passed `check` cannot have. */
function withType(model: Model, id: string, type: Type): Model {
  const modules = model.modules.map((module) => ({
    ...module,
    types: module.types.map((each) =>
      each.id === id && each.kind === "record"
        ? { ...each, fields: each.fields.map((field) => ({ ...field, type })) }
        : each,
    ),
  }));
  return { ...model, modules };
}
