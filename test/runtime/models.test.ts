import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import * as d from "./fixtures/devices.js";

const certificate = {
  certificateId: "c_1",
  status: "Pending",
  firstSeen: "2026-08-15T12:00:00Z",
  note: null,
  tags: ["a"],
  counts: { x: 1 },
};

function issuesOf(model: $.Model<unknown>, value: unknown): readonly $.Issue[] {
  const result = model.safeParse(value);
  return result.ok ? [] : result.error.issues;
}
function refusals(model: $.Model<unknown>, value: unknown): readonly $.Issue[] {
  try {
    model.encode(value);
  } catch (error) {
    if (error instanceof $.ValidationError) return error.issues;
    throw error;
  }
  return [];
}

describe("R44 the functions of a model", () => {
  test("R65 parse keeps unknown fields, copies nothing that need not change, and throws every issue", () => {
    const value = { ...certificate, future: 1 };
    expect(d.DeviceCertificate.parse(value)).toBe(value);
    expect(() => d.DeviceCertificate.parse({ ...certificate, tags: [1, "a", 2], note: 1 })).toThrow($.ValidationError);
    expect(issuesOf(d.DeviceCertificate, { ...certificate, tags: [1, "a", 2], note: 1 })).toEqual([
      { path: ["note"], code: "type", message: "must be a string", expected: "a string", received: "number" },
      { path: ["tags", 0], code: "type", message: "must be a string", expected: "a string", received: "number" },
      { path: ["tags", 2], code: "type", message: "must be a string", expected: "a string", received: "number" },
    ]);
  });

  test("safeParse answers", () => {
    expect(d.DeviceCertificate.safeParse(certificate)).toEqual({ ok: true, data: certificate });
    const result = d.DeviceCertificate.safeParse(1);
    expect(!result.ok && result.error).toBeInstanceOf($.ValidationError);
    expect(!result.ok && result.error.message).toBe("the value must be an object");
  });

  test("the message has the first few issues with their paths", () => {
    expect(() => d.DeviceCertificate.parse({ counts: { a: -1 } })).toThrow(
      "certificateId is required; status is required; firstSeen is required; and 3 more",
    );
    expect(() => d.DeviceCertificate.parse({ ...certificate, tags: [1] })).toThrow("tags[0] must be a string");
    // What a spec says are sentences of their own.
    const messageOf = (model: $.Model<unknown>, value: unknown) => {
      const result = model.safeParse(value);
      return result.ok ? undefined : result.error.message;
    };
    expect(messageOf(d.Target, {})).toBe("Give at least one device or user.");
    expect(messageOf(d.SetDevicePropertyAction, { deviceId: "d", name: "" })).toBe(
      "name must have at least 1 character; name: Start with a letter.",
    );
  });

  test("is takes a value of the type alone", () => {
    expect(d.DeviceCertificate.is(certificate)).toBe(true);
    expect(d.DeviceCertificate.is({ ...certificate, future: 1 })).toBe(true);
    expect(d.DeviceCertificate.is({ ...certificate, label: undefined })).toBe(true);
    expect(d.DeviceCertificate.is({ ...certificate, label: null })).toBe(false);
    expect(d.DeviceCertificate.is({ ...certificate, label: "" })).toBe(false);
    expect(d.Report.is({ pageSize: 1 })).toBe(true);
    expect(d.Report.is({ page_size: 1 })).toBe(false);
  });

  test("encode writes wire JSON, strictly", () => {
    expect(d.DeviceCertificate.encode(certificate as d.DeviceCertificate)).toEqual(certificate);
    expect(() => d.DeviceCertificate.encode({ ...certificate, lable: "x" } as unknown as d.DeviceCertificate)).toThrow(
      "lable is unknown: did you mean `label`?",
    );
  });

  test("Standard Schema v1", () => {
    const { version, vendor, validate } = d.DeviceCertificate["~standard"];
    expect([version, vendor]).toEqual([1, "actionwright"]);
    expect(validate(certificate)).toEqual({ value: certificate });
    expect(validate({ ...certificate, note: 1 }).issues).toMatchObject([
      { path: ["note"], message: "must be a string" },
    ]);
  });

  test("the functions need no this", () => {
    expect([certificate, certificate].map(d.DeviceCertificate.parse)).toHaveLength(2);
  });

  test("an empty record refuses what is no object", () => {
    expect(d.Empty.is({})).toBe(true);
    for (const value of [null, undefined, 1, "x", []]) expect(d.Empty.is(value)).toBe(false);
  });
});

describe("records", () => {
  test("R42 null is read as absent where a field is optional, and kept where null is a value", () => {
    const read = d.DeviceCertificate.parse({ ...certificate, label: null });
    expect(read).toStrictEqual(certificate);
    expect(Object.keys(read)).not.toContain("label");
    const anything = $.record<{ a?: unknown; b?: string | null | undefined }>(() => ({
      a: $.optionalNull($.json),
      b: $.optionalNull($.nullable($.string)),
    }));
    expect(anything.parse({ a: null, b: null })).toStrictEqual({ a: null, b: null });
    const alias = $.named(() => $.json);
    expect($.record<{ a?: unknown }>(() => ({ a: $.optionalNull(alias) })).parse({ a: null })).toStrictEqual({
      a: null,
    });
  });

  test("R42 encode leaves out what is undefined, and null where it is not allowed", () => {
    for (const label of [undefined, null]) {
      const value = { ...certificate, label } as d.DeviceCertificate;
      const written = d.DeviceCertificate.encode(value) as object;
      expect(written).toStrictEqual(certificate);
      expect(Object.keys(written)).not.toContain("label");
    }
    expect(d.DeviceCertificate.encode({ ...certificate, note: null } as d.DeviceCertificate)).toHaveProperty(
      "note",
      null,
    );
    expect(refusals(d.DeviceCertificate, { ...certificate, tags: null })).toMatchObject([{ path: ["tags"] }]);
  });

  test("reading never changes the input", () => {
    const value = Object.freeze({ ...certificate, label: null });
    expect(d.DeviceCertificate.parse(value)).not.toBe(value);
    expect(value.label).toBeNull();
  });

  test("renamed, filled and bytes", () => {
    const wire = { page_size: 10, "raw-data": "aGk=", extra: { any: 1 }, users: ["u"] };
    const value = d.Report.parse(wire);
    expect(value).toStrictEqual({ pageSize: 10, extra: { any: 1 }, data: new Uint8Array([104, 105]), users: ["u"] });
    expect(d.Report.encode(value)).toStrictEqual(wire);
    expect(d.Report.encode({ pageSize: 1 })).toStrictEqual({ page_size: 1, users: [] });
    expect(d.Report.encode({ pageSize: 1, users: undefined })).toStrictEqual({ page_size: 1, users: [] });
    expect(d.Report.parse({ page_size: 1 })).toStrictEqual({ pageSize: 1 });
    expect(issuesOf(d.Report, { pageSize: 1 })).toMatchObject([{ path: ["page_size"], code: "required" }]);
    expect(refusals(d.Report, { page_size: 1 })[0]).toMatchObject({ path: ["pageSize"], code: "required" });
  });

  test("what was filled in cannot be changed through an answer", () => {
    (d.Report.encode({ pageSize: 1 }) as { users: string[] }).users.push("x");
    expect(d.Report.encode({ pageSize: 1 })).toStrictEqual({ page_size: 1, users: [] });
  });

  test("an unknown member does not take the place of a renamed one", () => {
    const optional = $.record<{ size?: number | undefined }>(() => ({
      size: $.renamed("wire_size", $.optional($.u8)),
    }));
    expect(optional.parse({ wire_size: 1, size: "no number" })).toEqual({ size: 1 });
    expect(optional.parse({ size: "no number" })).not.toHaveProperty("size", "no number");
  });

  test("rules", () => {
    expect(d.Target.is({ devices: ["d"] })).toBe(true);
    for (const empty of [{}, { devices: [] }, { devices: undefined, users: [] }]) {
      expect(issuesOf(d.Target, empty)).toMatchObject([
        { path: [], code: "at_least_one_of", message: "Give at least one device or user.", received: "none" },
      ]);
    }
    expect(issuesOf(d.Target, { devices: ["d"], note: "n" })).toMatchObject([{ code: "dependent_required" }]);
    const rules = $.record<{ a?: string | undefined; b?: string | undefined }>(
      () => ({ a: $.optional($.string), b: $.renamed("B", $.optional($.string)) }),
      $.exactlyOneOf(["a", "b"]),
      $.mutuallyExclusive(["a", "b"], "Not both.", "both"),
    );
    expect(rules.safeParse({ B: "x" }).ok).toBe(true);
    expect(issuesOf(rules, { a: "x", B: "x" }).map(({ code }) => code)).toEqual(["exactly_one_of", "both"]);
    expect(issuesOf(rules, { a: "", B: "" }).map(({ code }) => code)).toEqual(["exactly_one_of"]);
  });

  test("R37 R43 fields named as members of every object are own data", () => {
    const odd = $.record<{ [K in "constructor" | "__proto__" | "toString" | "then" | "length"]?: string | undefined }>(
      () => ({
        constructor: $.optional($.string),
        ["__proto__"]: $.optional($.string),
        toString: $.optional($.string),
        then: $.optional($.string),
        length: $.optional($.string),
      }),
    );
    expect(odd.is({})).toBe(true);
    const wire: unknown = JSON.parse('{"constructor":"a","__proto__":"b","toString":"c","then":"d","length":"e"}');
    expect(JSON.stringify(odd.parse(wire))).toBe(JSON.stringify(wire));
    const dropped: unknown = odd.parse(JSON.parse('{"then":null,"__proto__":"b"}'));
    expect(JSON.stringify(dropped)).toBe('{"__proto__":"b"}');
    expect(Object.getPrototypeOf(dropped)).toBe(Object.prototype);
    expect(issuesOf(odd as $.Model<unknown>, JSON.parse('{"__proto__":1}'))).toMatchObject([{ path: ["__proto__"] }]);
  });

  test("R43 keys of a map become own members, and nobody's prototype", () => {
    const map = $.named(() => $.map($.optional($.string)));
    const read = map.parse(JSON.parse('{"__proto__":null,"constructor":"x"}'));
    expect(Object.hasOwn(read, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("what has members on its prototype, or a toJSON, is sent as what was checked", () => {
    class Row {
      tags = ["a"];
      get certificateId() {
        return "c_2";
      }
      status = "Pending";
      firstSeen = "x";
      note = null;
      counts = {};
      toJSON() {
        return "surprise";
      }
    }
    const wire = d.DeviceCertificate.encode(new Row() as d.DeviceCertificate);
    expect(JSON.parse(JSON.stringify(wire))).toEqual({
      ...certificate,
      certificateId: "c_2",
      firstSeen: "x",
      counts: {},
    });
  });
});

test("what is written has its members in the order that they were given in", () => {
  const Both = $.record<{ a: string; b?: string | undefined }>(() => ({ a: $.string, b: $.optional($.string) }));
  expect(JSON.stringify(Both.encode({ b: "2", a: "1" }))).toBe('{"b":"2","a":"1"}');
  expect(Object.keys(Both.encode({ b: undefined, a: "1" }) as object)).toEqual(["a"]);
});

describe("R37 what is refused on the way out", () => {
  test("unknown fields, with the nearest name", () => {
    for (const [name, like] of [
      ["certificateID", "certificateId"],
      ["certificate_id", "certificateId"],
      ["tagss", "tags"],
    ] as const) {
      const [issue] = refusals(d.DeviceCertificate, { ...certificate, [name]: 1 });
      expect(issue).toMatchObject({
        path: [name],
        code: "unknown_field",
        message: `is unknown: did you mean \`${like}\`?`,
      });
    }
    const [far] = refusals(d.DeviceCertificate, { ...certificate, somethingElse: 1 });
    expect(far?.message).toBe("is unknown");
    const Named = $.record<{ a: number; b: number }>(() => ({ a: $.u8, b: $.u8 }));
    expect(refusals(Named, { a: 1, b: 2, zzz: 3 })).toMatchObject([{ expected: "one of a, b" }]);
    expect(refusals(d.Closed, { t: "On", zzz: 3 })).toMatchObject([{ expected: "one of t" }]);
  });

  test("what is inherited counts as given, and is sent", () => {
    const Named = $.record<{ a: number }>(() => ({ a: $.u8 }));
    class Lazy {
      get a(): number {
        return 1;
      }
    }
    for (const value of [Object.create({ a: 1 }) as { a: number }, new Lazy()]) {
      expect(JSON.stringify(Named.encode(value))).toBe('{"a":1}');
    }
  });

  test("a message says where: members by dots, items in brackets, from the first on", () => {
    const lists = $.named(() => $.list($.map($.list($.u8))));
    expect(() => lists.parse([{}, { a: [1, "x"] }])).toThrow("[1].a[1] must be an integer from 0 to 255");
    expect(() => lists.parse([1])).toThrow("[0] must be an object");
  });

  test("no value of the user's is in an issue or in a message", () => {
    const secret = "s3cr3t-canary";
    const values = [
      { ...certificate, certificateId: [secret], tags: [{ secret }], counts: { x: secret } },
      { ...certificate, label: secret.repeat(20) },
    ];
    for (const value of values) {
      const result = d.DeviceCertificate.safeParse(value);
      expect(!result.ok && JSON.stringify(result.error) + String(result.error)).not.toContain(secret);
      expect(JSON.stringify(refusals(d.DeviceCertificate, value))).not.toContain(secret);
    }
    expect(JSON.stringify(issuesOf(d.Closed, { t: secret }))).not.toContain(secret);
    expect(JSON.stringify(issuesOf(d.Order, secret))).not.toContain(secret);
  });

  test("all issues, up to fifty", () => {
    expect(
      issuesOf(
        $.named(() => $.list($.u8)),
        new Array(49).fill("x"),
      ),
    ).toHaveLength(49);
    expect(
      issuesOf(
        $.named(() => $.list($.u8)),
        new Array(200).fill("x"),
      ),
    ).toHaveLength(50);
  });

  test("get → change → set loses nothing: an unknown field, value and variant, also in a spread copy", () => {
    const Settings = $.record<{
      name: string;
      status: d.DeviceCertificateStatus;
      filter?: d.JsonExpr | undefined;
    }>(() => ({ name: $.string, status: $.open, filter: $.optional(d.JsonExpr) }));
    const wire = {
      name: "old",
      status: "Quarantined",
      filter: { kind: "And", exprs: [{ kind: "Regex", pattern: "x", flags: ["i"] }], since: 3 },
      newThing: { a: [1] },
    };
    expect(refusals(Settings, { ...wire, filter: undefined }).map(({ path }) => path)).toEqual([["newThing"]]);
    const got = Settings.parse(wire);
    expect(Settings.encode(got)).toEqual(wire);
    expect(Settings.encode({ ...got, name: "new" })).toEqual({ ...wire, name: "new" });
    expect(Settings.encode(structuredClone({ name: "n", status: got.status, newThing: 1 }) as never)).toEqual({
      name: "n",
      status: "Quarantined",
      newThing: 1,
    });
    expect(refusals(Settings, { ...got, newThin: 1 })).toMatchObject([{ path: ["newThin"], code: "unknown_field" }]);
  });

  test("get → change → set of a generic type, in one place and another", () => {
    interface Pair<A, B> {
      readonly a: A;
      readonly b: B;
    }
    function Pair<A, B>(A: $.Node<A>, B: $.Node<B>): $.Model<Pair<A, B>> {
      return $.generic([Pair, A, B], () => $.record(() => ({ a: A, b: B })));
    }
    const got = Pair($.u8, $.string).parse({ a: 1, b: "b", newer: 1 });
    expect(Pair($.u8, $.string).encode({ ...got, a: 2 })).toEqual({ a: 2, b: "b", newer: 1 });
    expect(refusals(Pair($.u8, $.u8), { a: 1, b: 2, newer: 1 })).toMatchObject([{ path: ["newer"] }]);
    expect(issuesOf(Pair($.string, $.u8), got)).toHaveLength(2);
  });

  test("what is remembered of unknown fields has a limit, and the last of them are among it", () => {
    const Bag = $.record<{ a: number }>(() => ({ a: $.u8 }));
    for (let index = 0; index < 5000; index++) Bag.parse({ a: 1, [`k${index}`]: index });
    expect(Bag.encode({ a: 1, k4999: 1 } as never)).toEqual({ a: 1, k4999: 1 });
    expect(refusals(Bag, { a: 1, k0: 1 })).toMatchObject([{ code: "unknown_field" }]);
  });

  test("what JSON cannot carry", () => {
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const json = $.named(() => $.json);
    for (const value of [undefined, () => 1, NaN, [undefined], { a: { b: Infinity } }, new Map(), 1n, cyclic]) {
      expect(refusals(json, value).length).toBeGreaterThan(0);
    }
    const date = new Date(0);
    expect(json.encode({ date, tags: ["x"] })).toEqual({ date: date.toISOString(), tags: ["x"] });
  });
});

describe("enums", () => {
  test("R39 an open enum passes what it does not know", () => {
    expect(d.DeviceCertificateStatus.parse("Quarantined")).toBe("Quarantined");
    expect(d.DeviceCertificateStatus.encode("Quarantined" as $.Unrecognized)).toBe("Quarantined");
    expect(d.DeviceCertificateStatus.safeParse(1).ok).toBe(false);
  });

  test("a closed one refuses it, both ways", () => {
    expect(issuesOf(d.Order, "up")).toEqual([
      { path: [], code: "type", message: "must be one of asc, desc", expected: "one of asc, desc", received: "string" },
    ]);
    expect(refusals(d.Order, "up")).toHaveLength(1);
    expect(d.Priority.is(1)).toBe(true);
    expect(d.Priority.is(2)).toBe(false);
    expect(d.Priority.is("1")).toBe(false);
  });

  test("the values are its own members, its functions are not", () => {
    expect(Object.entries(d.Health)).toEqual([
      ["Healthy", "healthy"],
      ["Offline", "offline"],
    ]);
    expect(Object.values(d.DeviceCertificateStatus)).toEqual(["Pending", "Active"]);
    const listed: string[] = [];
    for (const name in d.Health) listed.push(name);
    expect(listed).toEqual(["Healthy", "Offline"]);
    expect(d.Health.is(d.Health.Healthy)).toBe(true);
  });

  test("a value named like a function is no member", () => {
    const hostile = $.enumeration("parse", "constructor", "__proto__", "ok");
    expect(Object.keys(hostile)).toEqual(["constructor", "__proto__", "ok"]);
    expect(hostile.parse("parse")).toBe("parse");
  });

  test("integers: open takes any integer", () => {
    const level = $.enumeration({ Low: 1, High: 3 });
    expect(level.is(7)).toBe(true);
    expect(level.is("x")).toBe(false);
    expect(level.is(1.5)).toBe(false);
  });
});
