import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import * as d from "./fixtures/devices.js";

function issuesOf(model: $.Model<unknown>, value: unknown): readonly $.Issue[] {
  const result = model.safeParse(value);
  return result.ok ? [] : result.error.issues;
}
function roundTrip(model: $.Model<unknown>, text: string): string {
  return JSON.stringify(model.encode(model.parse(JSON.parse(text))));
}

const nested = { kind: "And", exprs: [{ kind: "Current" }, { kind: "Literal", value: { any: null } }] };

describe("R41 known variants", () => {
  test("internal: unit, record beside the tag, payload under a key, recursion", () => {
    expect(d.JsonExpr.parse(nested)).toBe(nested);
    expect(d.JsonExpr.encode(nested as d.JsonExpr)).toBe(nested);
    expect(
      issuesOf(d.JsonExpr, { kind: "And", exprs: [{ kind: "Literal" }, { kind: "And", exprs: 1 }] }),
    ).toMatchObject([
      { path: ["exprs", 0, "value"], code: "required" },
      { path: ["exprs", 1, "exprs"], code: "type" },
    ]);
  });

  test("a flat payload may have renamed fields, bytes and rules", () => {
    const wire = { t: "Off", page_size: 1, "raw-data": "aGk=", users: [] };
    const value = d.Closed.parse(wire);
    expect(value).toStrictEqual({ t: "Off", pageSize: 1, data: new Uint8Array([104, 105]), users: [] });
    expect(d.Closed.encode(value)).toStrictEqual(wire);
    const Ruled = $.union<{ readonly t: "A"; readonly devices?: readonly string[] }, "t">("t", () => ({ A: d.Target }));
    expect(issuesOf(Ruled, { t: "A" })).toMatchObject([{ code: "at_least_one_of" }]);
  });

  test("a flat payload may be generic, or an alias", () => {
    interface List extends d.Page<string> {
      readonly t: "List" | "Alias";
    }
    const U = $.union<List, "t">("t", () => ({ List: d.Page($.string), Alias: $.named(() => d.Page($.string)) }));
    expect(U.encode({ t: "Alias", items: ["x"] })).toEqual({ t: "Alias", items: ["x"] });
    expect(issuesOf(U, { t: "List", items: [1] })).toMatchObject([{ path: ["items", 0] }]);
    expect(() => U.encode({ t: "List", items: [], nxt: "x" } as never)).toThrow("nxt is unknown: did you mean `next`?");
  });

  test("adjacent, external, untagged, generic", () => {
    for (const [model, text] of [
      [d.Adjacent, '{"t":"A"}'],
      [d.Adjacent, '{"t":"B","content":4}'],
      [d.External, '"A"'],
      [d.External, '{"B":4}'],
      [d.JsonPath, '["a",3]'],
      [d.ActionResult(d.DeviceDetails), '{"result":"Ok","value":{"deviceId":"d","isConnected":true}}'],
      [d.ActionResult($.list($.u8)), '{"result":"Ok","value":[1,2]}'],
      [d.ActionResult($.u8), '{"result":"Error","error":{"kind":"Gone"}}'],
    ] as const) {
      expect(roundTrip(model, text)).toBe(text);
    }
  });

  test("adjacent: the payload is under the key alone", () => {
    expect(issuesOf(d.Adjacent, { t: "B" })).toMatchObject([{ path: ["content"], code: "required" }]);
    expect(() => d.Adjacent.encode({ t: "A", content: 1 } as never)).toThrow("content is unknown");
  });

  test("external: one key", () => {
    expect(issuesOf(d.External, {})).toHaveLength(1);
    expect(issuesOf(d.External, { B: 1, C: 2 })).toHaveLength(1);
    expect(issuesOf(d.External, { B: "x" })).toMatchObject([{ path: ["B"] }]);
    expect(issuesOf(d.External, 1)).toHaveLength(1);
    const Closed = $.closedExternal<"A" | { readonly B: number }>(["A"], () => ({ B: $.u32 }));
    expect(issuesOf(Closed, "C")).toMatchObject([{ code: "unknown_tag", expected: "one of A, B" }]);
    expect(issuesOf(Closed, { C: 1 })).toMatchObject([{ code: "unknown_tag" }]);
    expect(Closed.is("A") && Closed.is({ B: 1 })).toBe(true);
  });

  test("external: bytes inside are written as on the wire", () => {
    const Blob = $.external<{ readonly Data: Uint8Array }>([], () => ({ Data: $.bytes }));
    expect(Blob.encode({ Data: new Uint8Array([104, 105]) })).toEqual({ Data: "aGk=" });
  });

  test("untagged: the first that fits, and the issues of the one that was meant", () => {
    const Either = $.untagged(() => [$.record<{ a: number }>(() => ({ a: $.u8 })), $.record<object>(() => ({}))]);
    expect(Either.is({ a: "x" })).toBe(true);
    expect(issuesOf(d.JsonPathSegment, "x".repeat(257))).toMatchObject([{ path: [], code: "maxLength" }]);
    expect(issuesOf(d.JsonPathSegment, true)).toMatchObject([{ path: [], code: "type" }]);
    const Records = $.untagged(() => [d.DeviceDetails, $.u8]);
    expect(issuesOf(Records, { deviceId: 1, isConnected: true })).toMatchObject([{ path: ["deviceId"] }]);
  });
});

describe("R43 an untagged union that holds itself", () => {
  interface A {
    readonly a?: A | undefined;
    readonly x?: number | undefined;
  }
  let walked = 0;
  const counted: $.Node<number> = { "~walk": (value, pass) => (walked++, $.u8["~walk"](value, pass)) };
  const Held: $.Model<A> = $.untagged(() => [
    $.record<A>(() => ({ a: $.optional(Held), x: $.check($.u8, $.min(1)) })),
    $.record<{ readonly a?: A | undefined; readonly y: number }>(() => ({ a: $.optional(Held), y: counted })),
  ]);
  const deep = (levels: number, inner: object): object => (levels === 0 ? inner : { a: deep(levels - 1, inner), y: 1 });

  test("is walked once a level, whatever variant it is", () => {
    walked = 0;
    expect(Held.safeParse(deep(16, { y: 1 })).ok).toBe(true);
    expect(walked).toBe(17);
    const issues = issuesOf(Held, deep(16, { y: "x" }));
    expect(issues.map(({ path }) => path.length)).toContain(17);
  });

  test("R37 does not tell more than fifty issues either", () => {
    const Many = $.list($.untagged(() => [$.list($.u8), $.u8]));
    expect(
      issuesOf(
        $.named(() => Many),
        [new Array(30).fill("x"), new Array(30).fill("x")],
      ),
    ).toHaveLength(50);
  });
});

describe.each(["actor", "kind", "mutation", "protocol", "result", "status", "type"])("R41 by the tag %s", (tag) => {
  const tagged = (name: string, payload: object = {}) => ({ [tag]: name, ...payload });
  interface Tagged {
    readonly [name: string]: unknown;
  }
  const Inner = $.adjacent<Tagged, string>(tag, "value", () => ({ Ok: $.list(Outer), None: $.unit }));
  const Outer: $.Model<Tagged> = $.union<Tagged, string>(tag, () => ({
    Gone: $.unit,
    Flat: $.record<{ a: string; more?: unknown }>(() => ({
      a: $.string,
      more: $.optional($.map($.list(Inner))),
    })),
    Under: $.content("inner", Inner),
  }));

  test.each<[string, object]>([
    ["a variant without a payload", tagged("Gone")],
    ["fields beside the tag", tagged("Flat", { a: "x" })],
    ["in an optional map of lists", tagged("Flat", { a: "x", more: { k: [tagged("None")] } })],
    ["a payload under a key", tagged("Under", { inner: tagged("Ok", { value: [tagged("Gone")] }) })],
    ["a variant of a newer server", tagged("Under", { inner: tagged("Ok", { value: [tagged("New", { z: [1] })] }) })],
  ])("%s", (_, wire) => {
    const value = Outer.parse(wire);
    expect(Outer.is(value)).toBe(true);
    expect(JSON.stringify(Outer.encode(value))).toBe(JSON.stringify(wire));
  });

  test("what is wrong deep within has its path", () => {
    const wire = tagged("Flat", { a: "x", more: { k: [tagged("Ok", { value: [tagged("Flat", { a: 1 })] })] } });
    expect(issuesOf(Outer, wire)).toMatchObject([{ path: ["more", "k", 0, "value", 0, "a"], code: "type" }]);
  });
});

describe("R40 unknown variants", () => {
  test("decoded to a form that narrows, and encoded to the same text", () => {
    const text = '{"kind":"Regex","z":1,"a":{"__proto__":[1.5,null]},"kind2":"x"}';
    const form = d.JsonExpr.parse(JSON.parse(text));
    expect(form).toEqual({ kind: "$unknown", $tag: "Regex", $raw: JSON.parse(text) });
    expect(JSON.stringify(d.JsonExpr.encode(form))).toBe(text);
    expect(JSON.stringify(form)).toBe(text);
    expect(JSON.stringify({ deep: [form] })).toBe(`{"deep":[${text}]}`);
  });

  test("inside lists, maps, optionals and other unions", () => {
    const unknown = { kind: "New", x: 1 };
    const Holder = $.record<{
      list: readonly d.JsonExpr[];
      map: { readonly [key: string]: d.JsonExpr };
      o?: d.JsonExpr;
    }>(() => ({ list: $.list(d.JsonExpr), map: $.map(d.JsonExpr), o: $.optional(d.JsonExpr) }));
    const wire = { list: [unknown], map: { a: unknown }, o: { kind: "And", exprs: [unknown] } };
    const value = Holder.parse(wire);
    expect(value.list[0]?.kind).toBe("$unknown");
    expect(value.map["a"]?.kind).toBe("$unknown");
    expect(Holder.encode(value)).toEqual(wire);
    expect(JSON.stringify(value)).toBe(JSON.stringify(wire));
  });

  test("adjacent and external", () => {
    expect(d.Adjacent.parse({ t: "C", content: { a: 1 } })).toEqual({
      t: "$unknown",
      $tag: "C",
      $raw: { t: "C", content: { a: 1 } },
    });
    expect(roundTrip(d.Adjacent, '{"t":"C","content":{"a":1}}')).toBe('{"t":"C","content":{"a":1}}');
    expect(d.External.parse({ New: 1 })).toEqual({ $unknown: "New", $raw: { New: 1 } });
    expect(roundTrip(d.External, '{"New":{"a":[1]}}')).toBe('{"New":{"a":[1]}}');
    expect(d.External.parse("New")).toBe("New");
    expect(roundTrip(d.External, '"New"')).toBe('"New"');
  });

  test("a copy of the form is the form; the same by hand too", () => {
    const raw = { kind: "New", x: 1 };
    const form = d.JsonExpr.parse(raw);
    for (const copy of [
      { ...form },
      structuredClone({ ...form }),
      { kind: "$unknown", $tag: "New", $raw: raw } as const,
    ]) {
      expect(d.JsonExpr.is(copy)).toBe(true);
      expect(d.JsonExpr.encode(copy as d.JsonExpr)).toEqual(raw);
    }
    expect(d.External.is({ $unknown: "New", $raw: { New: 1 } })).toBe(true);
    expect(d.JsonExpr.is(form)).toBe(true);
    expect(d.External.is(d.External.parse({ New: 1 }))).toBe(true);
  });

  test("what is no form is refused on the way out", () => {
    for (const value of [{ kind: "New", x: 1 }, { kind: "$unknown" }, { kind: "$unknown", $tag: 1, $raw: {} }]) {
      expect(() => d.JsonExpr.encode(value as never)).toThrow($.ValidationError);
      expect(d.JsonExpr.is(value)).toBe(false);
    }
    expect(() => d.JsonExpr.encode({ kind: "Litera", value: 1 } as never)).toThrow(
      "kind is unknown: did you mean `Literal`?",
    );
    expect(() => d.External.encode({ New: 1 } as never)).toThrow("New is unknown");
    const bad = { kind: "$unknown", $tag: "New", $raw: { kind: "New", f: () => 1 } } as unknown as d.JsonExpr;
    expect(() => d.JsonExpr.encode(bad)).toThrow("$raw.f must be a JSON value");
  });

  test("a server that sends the sentinel itself loses nothing", () => {
    for (const text of ['{"kind":"$unknown"}', '{"kind":"$unknown","$tag":"x","$raw":{"a":1}}']) {
      expect(roundTrip(d.JsonExpr, text)).toBe(text);
    }
    expect(roundTrip(d.External, '{"$unknown":"x","$raw":{"a":1}}')).toBe('{"$unknown":"x","$raw":{"a":1}}');
  });

  test("a missing tag, or one that is no string, is an issue", () => {
    for (const value of [{}, { kind: 1 }, { kind: null }, Object.create({ kind: "Current" })]) {
      expect(issuesOf(d.JsonExpr, value)).toMatchObject([{ path: ["kind"] }]);
    }
  });

  test("a closed union refuses them, both ways", () => {
    expect(issuesOf(d.Closed, { t: "New" })).toMatchObject([
      { path: ["t"], code: "unknown_tag", expected: "one of On, Off" },
    ]);
    expect(() => d.Closed.encode({ t: "New" } as never)).toThrow($.ValidationError);
  });
});

describe("match", () => {
  const cases = {
    Set: () => "set",
    VersionConflict: (conflict: { readonly currentVersion: number }) => `at ${conflict.currentVersion}`,
    Deleted: () => "deleted",
    $unknown: (unknown: { readonly $tag: string }) => `new ${unknown.$tag}`,
  };
  const { match, parse } = d.SetDevicePropertyOutput;

  test("calls the function of the variant", () => {
    expect(match(parse({ result: "Set" }), cases)).toBe("set");
    expect(match(parse({ result: "VersionConflict", currentVersion: 4 }), cases)).toBe("at 4");
    expect(match(parse({ result: "Moved" }), cases)).toBe("new Moved");
  });

  test("some, and a function for the rest", () => {
    expect(match<string>(parse({ result: "Set" }), { Deleted: () => "gone" }, (value) => value.result)).toBe("Set");
    expect(match({ result: "constructor" } as never, {}, () => "rest")).toBe("rest");
  });

  test("a value that is none of the type is an error, not undefined", () => {
    expect(() => match({ result: "toString" } as never, cases)).toThrow($.UnexpectedVariantError);
  });

  test("R6 unwrap gives the variant, or throws its tag", () => {
    const conflict = parse({ result: "VersionConflict", currentVersion: 4 });
    expect($.unwrap(conflict, "result", "VersionConflict").currentVersion).toBe(4);
    expect(() => $.unwrap(conflict, "result", "Set")).toThrow(
      expect.objectContaining({ name: "UnexpectedVariantError", tag: "VersionConflict" }),
    );
    const newer = parse({ result: "NewThing" });
    expect(() => $.unwrap(newer, "result", "Set")).toThrow(
      expect.objectContaining({ tag: "$unknown", message: "expected the variant `Set`, not `NewThing`" }),
    );
  });
});
