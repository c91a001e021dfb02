import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import * as d from "./fixtures/devices.js";

const models: readonly (readonly [string, $.Model<unknown>])[] = [
  ...Object.entries(d).flatMap(([name, value]) =>
    typeof value === "function" && !("parse" in value) ? [] : [[name, value as $.Model<unknown>] as const],
  ),
  ["ActionResult<json>", d.ActionResult($.json)],
  ["Page<Report>", d.Page(d.Report)],
  ["bytes", $.named(() => $.bytes)],
  ["json", $.named(() => $.json)],
];

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});
const names = fc.constantFrom(
  "kind", "t", "result", "value", "exprs", "$unknown", "$tag", "$raw", "__proto__", "constructor", "toJSON", "deviceId", "And", "Off", "page_size", "pageSize",
); // prettier-ignore
const words = fc.constantFrom("And", "Literal", "Current", "$unknown", "Off", "On", "Ok", "Error", "A", "B", "New");
/** JSON that looks like ours. */
const likely = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, words, fc.jsonValue(), tie("object"), fc.array(tie("value"), { maxLength: 3 })),
  object: fc
    .array(fc.tuple(names, tie("value")), { maxLength: 5 })
    .map((entries) =>
      JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`),
    ),
})).value;

/** Types without optional fields, of which null would be left out. */
const exact: ReadonlySet<string> = new Set(["JsonExpr", "JsonPath", "Adjacent", "External", "Empty", "json"]);

function throwing(): object {
  return Object.defineProperty({}, "kind", { enumerable: true, get: () => { throw new Error("a getter"); } }); // prettier-ignore
}

describe("R43 whatever comes in", () => {
  test.each(models)("%s throws nothing but its own error", (_, model) => {
    const hostile = fc.oneof(anything, likely);
    fc.assert(
      fc.property(hostile, (value) => {
        for (const call of [model.parse, model.encode as (value: unknown) => unknown]) {
          try {
            call(value);
          } catch (error) {
            expect(error).toBeInstanceOf($.ValidationError);
            expect((error as $.ValidationError).issues.length).toBeGreaterThan(0);
          }
        }
        const result = model.safeParse(value);
        expect(model["~standard"].validate(value).issues === undefined).toBe(result.ok);
        model.is(value);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test.each(models)("R40 %s: what was read from JSON is written as the same JSON", (name, model) => {
    fc.assert(
      fc.property(likely, (value) => {
        const before = JSON.stringify(value);
        const wire = JSON.parse(before) as unknown;
        const result = model.safeParse(wire);
        expect(JSON.stringify(wire)).toBe(before);
        if (!result.ok) return;
        const written = JSON.parse(JSON.stringify(model.encode(result.data)) ?? "null") as unknown;
        expect(model.safeParse(written)).toEqual(result);
        if (exact.has(name)) expect(written).toEqual(wire);
      }),
      { numRuns: 300 },
    );
  });

  test("hostile proxies, prototypes and revoked things", () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const trap = new Proxy({}, { ownKeys: () => { throw new Error("x"); }, get: () => { throw new Error("y"); } }); // prettier-ignore
    for (const value of [
      revoked.proxy,
      trap,
      throwing(),
      Object.create(null),
      Object.create(trap),
      new Proxy([], {}),
    ]) {
      for (const [, model] of models) expect(() => model.is(value)).not.toThrow();
    }
  });

  test("cycles and depth end in an issue", () => {
    const cycle: { kind: string; exprs: unknown[] } = { kind: "And", exprs: [] };
    cycle.exprs.push(cycle, cycle, cycle);
    const result = d.JsonExpr.safeParse(cycle);
    expect(!result.ok && result.error.issues.every(({ code }) => code === "too_deep")).toBe(true);
    const deep = (levels: number, leaf = ""): unknown => JSON.parse("[".repeat(levels) + leaf + "]".repeat(levels));
    const json = $.named(() => $.json);
    for (const leaf of ["", "null", "1"]) expect(json.is(deep(100, leaf))).toBe(true);
    expect(json.is(deep(101))).toBe(false);
    expect(json.is(deep(5000))).toBe(false);
  });

  test("10 MB of records, unions, maps and unknown fields take as many steps as they have parts", () => {
    let steps = 0;
    const counted: $.Node<string> = { "~walk": (value) => (steps++, value) as string };
    interface Part {
      readonly t: "A";
      readonly name: string;
    }
    const Part = $.union<Part, "t">("t", () => ({ A: $.record<{ name: string }>(() => ({ name: counted })) }));
    const All = $.record<{ parts: readonly Part[]; map: { readonly [key: string]: string } }>(() => ({
      parts: $.list(Part),
      map: $.map(counted),
    }));
    const some = 40_000;
    const parts = Array.from({ length: some }, (_, index) => ({ t: "A", name: "x".repeat(110), [`new${index % 9}`]: index })); // prettier-ignore
    const map = Object.fromEntries(parts.map(({ name }, index) => [`k${index}`, name]));
    const text = JSON.stringify({ parts, map });
    expect(text.length).toBeGreaterThan(1e7);
    const value = All.parse(JSON.parse(text));
    expect(steps).toBe(2 * some);
    expect(JSON.stringify(All.encode(value))).toBe(text);
    expect(steps).toBe(4 * some);
  });

  test("the work grows with the size, not with its square", () => {
    const steps = (size: number): number => {
      let count = 0;
      const counting: $.Node<unknown> = { "~walk": (value) => (count++, value) };
      const model = $.record<{ items: unknown }>(() => ({ items: $.list(counting) as $.Node<unknown> }));
      model.parse({ items: new Array(size).fill(0) });
      return count;
    };
    expect(steps(100_000)).toBe(10 * steps(10_000));
  });
});
