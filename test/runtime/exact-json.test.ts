// R45: JSON whose integers lose no digits, held against `JSON` itself.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { exactJson } from "../../templates/runtime/exact-json.js";

/** What a text comes to, or that it is none. */
function outcome(parse: (text: string) => unknown, text: string): unknown {
  try {
    return { value: parse(text) };
  } catch (error) {
    return { error: String(error) };
  }
}

/** What `JSON.parse` would have made of it. */
function rounded(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  const copy = {};
  for (const [key, member] of Object.entries(value)) {
    Object.defineProperty(copy, key, { value: rounded(member), enumerable: true, configurable: true, writable: true });
  }
  return copy;
}

/** JSON with integers of any length in it. */
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, -0, "", 'a "quoted" \\ text', "12345678901234567890", "\u2028\ud800"),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).filter((integer) => !Number.isSafeInteger(Number(integer))),
    fc.maxSafeInteger(),
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value")),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "1", "")), tie("value")),
  ),
})).value;

/** JSON as others write it, with spaces anywhere. */
function spaced(given: unknown, space: string): string {
  const list = (items: readonly string[]): string => space + items.join(`${space},${space}`) + space;
  if (Array.isArray(given)) return `[${list(given.map((item) => spaced(item, space)))}]`;
  if (typeof given !== "object" || given === null) return exactJson.stringify(given) ?? "";
  const members = Object.entries(given).map(([key, member]) => `${JSON.stringify(key)}${space}:${space}${spaced(member, space)}`); // prettier-ignore
  return `{${list(members)}}`;
}

const text = fc.tuple(value, fc.constantFrom("", " ", "\n\t", "\r\n  ")).map(([made, space]) => spaced(made, space));

describe("R45: exactJson", () => {
  it("keeps what no number holds, and only that, as a bigint", () => {
    expect(exactJson.parse("18446744073709551615")).toBe(18446744073709551615n);
    expect(exactJson.parse("-9223372036854775808")).toBe(-9223372036854775808n);
    expect(exactJson.parse("9007199254740991")).toBe(9007199254740991);
    expect(exactJson.parse("9007199254740992")).toBe(9007199254740992n);
    expect(exactJson.parse("-9007199254740991")).toBe(-9007199254740991);
    expect(exactJson.parse("[9007199254740993,1e400,1e19,1.8446744073709551615,0.12345678901234567890]")).toEqual([
      9007199254740993n,
      Infinity,
      1e19,
      1.8446744073709551615,
      0.1234567890123456789,
    ]);
    expect(exactJson.parse("1".repeat(310))).toBe(Infinity);
  });

  it("finds them wherever they stand", () => {
    const wide = "18446744073709551615";
    for (const around of [" %", "\n%\n", "[%]", "[ % ]", '{"a":%}', '{"a": % }', "[0,%]", "[[],%,{}]", '["a,b",%]']) {
      expect(exactJson.stringify(exactJson.parse(around.replace("%", wide)))).toBe(around.replace("%", wide).replace(/\s/g, "")); // prettier-ignore
    }
    expect(exactJson.parse(`"${wide}"`)).toBe(wide);
    expect(exactJson.parse(`[":${wide}",",${wide}","\\"[${wide}]\\\\",1]`)).toEqual([`:${wide}`, `,${wide}`, `"[${wide}]\\`, 1]); // prettier-ignore
  });

  it("lets the last of several members of one name count, and `__proto__` be one", () => {
    expect(exactJson.parse('{"a":18446744073709551615,"b":1,"a":2}')).toEqual({ a: 2, b: 1 });
    const read = exactJson.parse('{"__proto__":{"wide":18446744073709551615}}') as object;
    expect(Object.entries(read)).toEqual([["__proto__", { wide: 18446744073709551615n }]]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it("reads every text as `JSON.parse` does, but for the digits", () => {
    fc.assert(
      fc.property(text, (json) => {
        const read = exactJson.parse(json);
        expect(rounded(read)).toEqual(JSON.parse(json));
        expect(Object.is(rounded(read), -0)).toBe(Object.is(JSON.parse(json), -0));
        expect(exactJson.parse(exactJson.stringify(read) ?? "")).toEqual(read);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes and refuses the same texts as `JSON.parse`", () => {
    const mutated = fc
      .tuple(text, fc.nat(), fc.nat(3), fc.constantFrom("", ",", ":", '"', "\\", "[", "]", "{", "}", "0", "-", "e", ".", "+", "\u0000", "12345678901234567890", "//")); // prettier-ignore
    fc.assert(
      fc.property(mutated, ([json, place, gone, put]) => {
        const at = place % (json.length + 1);
        const broken = json.slice(0, at) + put + json.slice(at + gone);
        const [own, native] = [
          outcome((given) => rounded(exactJson.parse(given)), broken),
          outcome(JSON.parse, broken),
        ];
        expect(own).toEqual(native);
      }),
      { numRuns: 3000 },
    );
  });

  it("writes what `JSON.stringify` writes, with a bigint as its digits", () => {
    const made = { at: new Date(0), none: undefined, list: [undefined, () => 1, NaN, , "a"], own: { toJSON: () => [1n] } }; // prettier-ignore
    expect(exactJson.stringify({ ...made, wide: 2n ** 64n })).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","list":[null,null,null,null,"a"],"own":[1],"wide":18446744073709551616}',
    );
    expect(exactJson.stringify(undefined)).toBeUndefined();
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const beside = exactJson.stringify([json, 1n]);
        expect(beside).toBe(`[${JSON.stringify(json)},1]`);
      }),
    );
    const cycle: unknown[] = [1n];
    cycle.push(cycle);
    expect(() => exactJson.stringify(cycle)).toThrow();
  });

  it("goes as deep as `JSON.parse`, and takes long strings", () => {
    const [depth, wide] = [100_000, "18446744073709551615"];
    let read = exactJson.parse("[".repeat(depth) + wide + "]".repeat(depth));
    for (let level = 0; level < depth; level++) [read] = read as readonly unknown[];
    expect(read).toBe(18446744073709551615n);
    const quotes = '\\"'.repeat(1_000_000);
    expect(exactJson.parse(`["${quotes}",${wide}]`)).toEqual(['"'.repeat(1_000_000), 18446744073709551615n]);
  });
});

describe("R45: nodes of exact integers", () => {
  it("take what JSON has in full, and refuse what a double has rounded", () => {
    const big = $.named(() => $.u64Big);
    const text = $.named(() => $.u64Text);
    const rounded = [{ path: [], code: "unsafe_integer" }];
    for (const value of [2 ** 53, 2 ** 64]) {
      expect(big.safeParse(value)).toMatchObject({ ok: false, error: { issues: rounded } });
      expect(text.safeParse(value)).toMatchObject({ ok: false, error: { issues: rounded } });
    }
    expect(big.parse(2 ** 53 - 1)).toBe(2n ** 53n - 1n);
    for (const wire of ["9007199254740993", "18446744073709551615"]) {
      expect(exactJson.stringify(big.encode(big.parse(exactJson.parse(wire))))).toBe(wire);
      expect(exactJson.stringify(text.encode(text.parse(exactJson.parse(wire))))).toBe(wire);
    }
  });

  it("are told apart from text and floats in a union, whichever comes first", () => {
    const union = $.untaggedExact(() => [$.f64Near, $.u64Big, $.string]);
    expect(union.parse("5")).toBe("5");
    expect(union.parse(5)).toBe(5);
    expect(union.parse(2n ** 64n - 1n)).toBe(2n ** 64n - 1n);
    const rough = $.untaggedExact(() => [$.untaggedExact(() => [$.u32, $.f64Near]), $.u64Big]);
    expect(rough.parse(2n ** 64n)).toBe(2 ** 64);
    expect(rough.parse("5")).toBe(5n);
  });

  it("leave to arbitrary JSON what no number holds, and nothing else", () => {
    const any = $.record<{ any: unknown }>(() => ({ any: $.json }));
    expect(any.encode({ any: [2n ** 64n] })).toEqual({ any: [2n ** 64n] });
    expect(any.safeParse({ any: [1n] })).toMatchObject({ ok: false, error: { issues: [{ path: ["any", 0] }] } });
  });

  it("take text of the one form that an integer has, and no more digits than it can have", () => {
    for (const text of ["01", "-0", "+1", "1.0", "1e3", " 1", "0x1", "", "9".repeat(1_000_000)]) {
      expect($.optional($.i64Big)["~walk"](text, { flags: 0, issues: [], path: [], tag: undefined })).toBe(text);
    }
  });
});
