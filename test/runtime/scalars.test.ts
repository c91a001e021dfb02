import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";

function codeOf(node: $.Node<unknown>, value: unknown): string | undefined {
  const result = $.named(() => node).safeParse(value);
  return result.ok ? undefined : result.error.issues[0]?.code;
}

const good: readonly (readonly [string, $.Node<unknown>, readonly unknown[]])[] = [
  ["string", $.string, ["", "x", "\ud800"]],
  ["open", $.open, ["anything"]],
  ["bool", $.bool, [true, false]],
  ["u8", $.u8, [0, 255]],
  ["u16", $.u16, [65_535]],
  ["u32", $.u32, [4_294_967_295]],
  ["u64", $.u64, [0, Number.MAX_SAFE_INTEGER]],
  ["i8", $.i8, [-128, 127]],
  ["i16", $.i16, [-32_768]],
  ["i32", $.i32, [-2_147_483_648]],
  ["i64", $.i64, [Number.MIN_SAFE_INTEGER]],
  ["f32", $.f32, [1.5, 3.4e38]],
  ["f64", $.f64, [1e308, -0.5]],
  ["timestamp", $.timestamp, ["2026-08-15T12:00:00Z", "2026-08-15t12:00:00.123456789+02:00", "2016-12-31T23:59:60Z"]],
  ["date", $.date, ["2024-02-29", "0001-01-01"]],
  ["duration", $.duration, ["PT1H30M", "P1Y2M3DT4H5M6.5S", "P2W", "-P1D"]],
  ["uuid", $.uuid, ["123e4567-e89b-12d3-a456-426614174000"]],
  ["url", $.url, ["https://example.com/a?b#c", "mailto:a@b.c"]],
  ["json", $.json, [null, 1, "x", [{ a: [] }], { nested: { deep: null } }]],
];

const bad: readonly (readonly [string, $.Node<unknown>, readonly unknown[]])[] = [
  ["string", $.string, [1, null, {}]],
  ["open", $.open, [1]],
  ["bool", $.bool, [0, "true"]],
  ["u8", $.u8, [-1, 256, 1.5, "1", NaN]],
  ["u32", $.u32, [4_294_967_296]],
  ["u64", $.u64, [-1, 0.5, "1", Infinity]],
  ["i8", $.i8, [-129, 128]],
  ["i32", $.i32, [2_147_483_648]],
  ["f32", $.f32, [1e39, NaN, Infinity]],
  ["f64", $.f64, [NaN, -Infinity, "1"]],
  ["timestamp", $.timestamp, ["2026-08-15", "2026-02-30T00:00:00Z", "2026-08-15T24:00:00Z", "2026-08-15T12:00:00"]],
  ["date", $.date, ["2026-02-29", "2026-13-01", "26-01-01", 20260101]],
  ["duration", $.duration, ["P", "PT", "1H", ""]],
  ["uuid", $.uuid, ["123e4567", "zzze4567-e89b-12d3-a456-426614174000"]],
  ["url", $.url, ["example.com", "/path", "https://", "http:x"]],
  ["json", $.json, [NaN, () => 1, Symbol("x"), 1n, new Map(), [Infinity]]],
];

describe("scalars", () => {
  test.each(good)("%s takes what it is", (_, node, values) => {
    for (const value of values) expect([value, codeOf(node, value)]).toEqual([value, undefined]);
  });

  test.each(bad)("%s refuses what it is not", (_, node, values) => {
    for (const value of values) expect([value, codeOf(node, value)]).toEqual([value, "type"]);
  });

  test("R45 an integer past 2^53 - 1 is an issue, never rounded in silence", () => {
    for (const text of ["9007199254740993", "18446744073709551615", "9007199254740992"]) {
      expect(codeOf($.u64, JSON.parse(text))).toBe("unsafe_integer");
    }
    expect(codeOf($.i64, JSON.parse("-9007199254740993"))).toBe("unsafe_integer");
    expect(codeOf($.u64, JSON.parse("9007199254740991"))).toBeUndefined();
  });

  test("R46 timestamps stay text; a Date is made of them, and never an invalid one", () => {
    const text = "2026-08-15T12:00:00.123456789+02:00";
    expect($.named(() => $.timestamp).parse(text)).toBe(text);
    expect($.toDate(text).toISOString()).toBe("2026-08-15T10:00:00.123Z");
    expect($.toDate("2016-12-31T23:59:60Z").toISOString()).toBe("2016-12-31T23:59:59.999Z");
    expect($.fromDate(new Date(0))).toBe("1970-01-01T00:00:00.000Z");
    expect(() => $.toDate("2026-08-15")).toThrow(RangeError);
    expect(() => $.toDate("2026-02-30T00:00:00Z")).toThrow(RangeError);
    expect(() => $.fromDate(new Date(NaN))).toThrow(RangeError);
    expect($.fromDate(new Date("9999-12-31T23:59:59.999Z"))).toBe("9999-12-31T23:59:59.999Z");
    for (const date of [new Date(253_402_300_800_000), new Date("-000001-01-01T00:00:00Z")]) {
      expect(() => $.fromDate(date)).toThrow(RangeError);
    }
    expect(codeOf($.timestamp, "2026-02-30T00:00:00Z")).toBe("type");
    expect($.named(() => $.date).parse("2026-08-15")).toBe("2026-08-15");
  });

  test("R47 bytes are base64 on the wire, read from base64url as well", () => {
    const bytes = $.named(() => $.bytes);
    for (let length = 0; length < 70; length++) {
      const value = Uint8Array.from({ length }, (_, index) => (index * 89 + length) % 256);
      const text = Buffer.from(value).toString("base64");
      expect(bytes.encode(value)).toBe(text);
      expect(bytes.parse(text)).toEqual(value);
      expect(bytes.parse(Buffer.from(value).toString("base64url"))).toEqual(value);
    }
    expect(bytes.safeParse("a").ok).toBe(false);
    expect(bytes.safeParse("a b=").ok).toBe(false);
    expect(bytes.is(new Uint8Array())).toBe(true);
    expect(bytes.is("AAAA")).toBe(false);
    expect(bytes.encode(Buffer.from("hi"))).toBe("aGk=");
  });
});

describe("constraints", () => {
  const length = $.named(() => $.check($.string, $.minLength(2), $.maxLength(3)));
  test("lengths count code points", () => {
    expect(length.is("😀😀😀")).toBe(true);
    expect(length.is("😀")).toBe(false);
    expect(length.is("abcd")).toBe(false);
  });

  test("R37 the bounds of an open number are for numbers, and not for the text that a newer server sends", () => {
    const open = $.named(() =>
      $.check(
        $.untagged<$.Node<unknown>>(() => [$.u8, $.open]),
        $.min(3),
        $.max(5),
      ),
    );
    for (const value of [3, 5, "x", "unlimited", "4", "1e9", "", " "])
      expect([value, open.is(value)]).toEqual([value, true]);
    for (const value of [2, 6, "2", "6"]) expect([value, open.is(value)]).toEqual([value, false]);
    const large = $.named(() =>
      $.check(
        $.untagged<$.Node<unknown>>(() => [$.u64, $.open]),
        $.min("10"),
      ),
    );
    expect(large.is(" ")).toBe(true);
    expect(large.is(9)).toBe(false);
  });

  test("bounds may be decimal text", () => {
    const bounded = $.named(() => $.check($.i64, $.min("-9223372036854775808"), $.max("10")));
    expect(bounded.is(10)).toBe(true);
    expect(bounded.is(11)).toBe(false);
    expect(bounded.is(Number.MIN_SAFE_INTEGER)).toBe(true);
  });

  test("items count those of lists and of maps", () => {
    expect($.named(() => $.check($.list($.u8), $.minItems(1), $.maxItems(2))).is([])).toBe(false);
    expect($.named(() => $.check($.map($.u8), $.maxItems(1))).is({ a: 1, b: 2 })).toBe(false);
    expect($.named(() => $.check($.map($.u8), $.minItems(1), $.maxItems(1))).is({ a: 1 })).toBe(true);
  });

  test("patterns are searched, with the flag u", () => {
    const model = $.named(() => $.check($.string, $.pattern("\\u{1F600}")));
    expect(model.is("x😀y")).toBe(true);
    expect(model.is("xy")).toBe(false);
  });

  test("formats that are known are checked, others tell people what is meant", () => {
    expect($.named(() => $.check($.string, $.formats.email)).is("a@b")).toBe(true);
    expect($.named(() => $.check($.string, $.formats.email)).is("ab")).toBe(false);
    expect($.named(() => $.check($.string, $.formats.date)).is("today")).toBe(false);
  });

  test("R37 an issue has the words and the code of the spec", () => {
    const model = $.named(() =>
      $.check($.string, $.told({ code: "format:a", message: "Start with a." }, $.minLength(1), $.pattern("^a"))),
    );
    const result = model.safeParse("");
    expect(!result.ok && result.error.issues).toEqual([
      { path: [], code: "format:a", message: "Start with a.", expected: "at least 1 character", received: "string" },
    ]);
  });

  test("every broken constraint without words of its own is told", () => {
    const model = $.named(() => $.check($.string, $.minLength(3), $.pattern("^b")));
    const result = model.safeParse("a");
    expect(!result.ok && result.error.issues.map(({ code }) => code)).toEqual(["minLength", "pattern"]);
  });
});
