import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { ENCODE, MASK, VALUE, run } from "../../templates/runtime/walk.js";
import * as d from "./fixtures/devices.js";
import { HubClient, type HubOptions } from "./fixtures/client.js";
import * as w from "./fixtures/workflows.js";
import { type Reply, fakeClock, fakeFetch, json, rejection } from "./support/fake.js";

const details = { deviceId: "d", isConnected: true };
const get = new d.GetDeviceDetailsAction({ deviceId: "d" });

interface Line {
  readonly level: string;
  readonly line: string;
  readonly fields: { readonly [name: string]: unknown };
}

/** A logger that keeps what it is given. */
function keeper() {
  const lines: Line[] = [];
  const at = (level: string) => (line: string, fields: object) => void lines.push({ level, line, fields: { ...fields } });
  return { lines, logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") } };
} // prettier-ignore

function setup(options: $.LoggingOptions, replies: readonly Reply[], more: Partial<HubOptions> = {}) {
  const { lines, logger } = keeper();
  const { fetch, sent } = fakeFetch(...replies);
  const runtime = fakeClock();
  const client = new HubClient({
    baseUrl: "https://hub.test",
    token: "canary-token",
    fetch,
    maxRetries: 0,
    runtime: { ...runtime, setTimeout: (callback) => setImmediate(callback), clearTimeout: () => {}, random: () => 0 },
    hooks: $.logging(logger, options),
    ...more,
  });
  return { client, lines, sent };
}

/** An action of these fields, with this output. */
function actionOf(
  fields: { readonly [name: string]: $.Node<unknown> },
  output: $.Node<unknown>,
  more: $.ActionMore = {},
) {
  return $.action<$.Action<unknown>, object>("things_Do", "read", () => fields as never, () => output, more) as unknown as new (
    given: object,
  ) => $.Action<unknown>;
} // prettier-ignore

describe("R56 the level", () => {
  const failed = json({ kind: "X" }, { status: 503, headers: { "retry-after-ms": "5" } });
  const both = [failed, json(details, { headers: { "x-request-id": "r1" } })];

  test("nothing is written unless it is asked for", async () => {
    const written: unknown[] = [];
    const keep = (...given: readonly unknown[]) => void written.push(given);
    const saved = { ...console };
    Object.assign(console, { log: keep, debug: keep, info: keep, warn: keep, error: keep });
    try {
      await new HubClient({ baseUrl: "https://hub.test", token: "t", fetch: fakeFetch(json(details)).fetch }).execute(
        get,
      );
    } finally {
      Object.assign(console, saved);
    }
    expect(written).toEqual([]);
  });

  test.each([
    ["debug", ["debug", "debug", "warn", "debug", "debug", "info"]],
    ["info", ["warn", "info"]],
    ["warn", ["warn"]],
    ["error", []],
    ["off", []],
  ] as const)("%s: what it has of a call that succeeds at the second attempt", async (level, expected) => {
    const { client, lines } = setup({ level }, both, { maxRetries: 1 });
    await client.execute(get);
    expect(lines.map((line) => line.level)).toEqual(expected);
  });

  test.each([
    ["debug", ["debug", "debug", "error"]],
    ["info", ["error"]],
    ["error", ["error"]],
    ["off", []],
  ] as const)("%s: what it has of a call that fails", async (level, expected) => {
    const { client, lines } = setup({ level }, [json({ kind: "X" }, { status: 400 })]);
    await rejection(client.execute(get));
    expect(lines.map((line) => line.level)).toEqual(expected);
  });

  test("one line a call by default; an answer that does not fit is a warning, an abort is none", async () => {
    const { client, lines } = setup({}, [json(details), json({ deviceId: 1 })]);
    await client.execute(get);
    await client.execute(get);
    await rejection(client.execute(get, { signal: AbortSignal.abort() }));
    expect(lines.map(({ level, line }) => `${level} ${line}`)).toEqual([
      "info devices_GetDetails succeeded after 0 ms",
      "warn devices_GetDetails succeeded after 0 ms, but deviceId must be a string; isConnected is required",
      "info devices_GetDetails failed after 0 ms: AbortError",
    ]);
    expect(lines[1]?.fields["issues"]).toEqual(["deviceId type", "isConnected required"]);
  });

  test("a logger that throws, at once or later, changes nothing", async () => {
    const broken = () => {
      throw new Error("full");
    };
    const later = () => Promise.reject(new Error("full"));
    for (const write of [broken, later]) {
      const hooks = $.logging({ debug: write, info: write, warn: write, error: write }, { level: "debug" });
      const { client } = setup({}, [json(details)], { hooks });
      expect(await client.execute(get)).toEqual(details);
    }
  });
});

describe("what a line tells", () => {
  test("for people and for programs", async () => {
    const { client, lines } = setup({ level: "debug" }, [
      json({}, { status: 429, headers: { "retry-after": "1.0004" } }),
      json(details, { headers: { "x-request-id": "r1" } }),
    ], { maxRetries: 1 }); // prettier-ignore
    await client.execute(get);
    const url = "https://hub.test/api/v1/actions/invoke/devices_GetDetails";
    const about = { action: "devices_GetDetails", method: "POST", url };
    expect(lines.map(({ line }) => line)).toEqual([
      "devices_GetDetails is sent, attempt 1",
      "devices_GetDetails is answered with 429 after 0 ms",
      "devices_GetDetails failed with 429, and is sent again in 1000 ms",
      "devices_GetDetails is sent, attempt 2",
      "devices_GetDetails is answered with 200 after 0 ms",
      "devices_GetDetails succeeded after 0 ms",
    ]);
    expect(lines[2]?.fields).toEqual({ ...about, attempt: 1, reason: "429", delayMs: 1000 });
    expect(lines[5]?.fields).toEqual({ ...about, attempt: 2, status: 200, requestId: "r1", durationMs: 0 });
  });

  test.each([
    [json({ kind: "Gone", message: "canary" }, { status: 404, headers: { "x-request-id": "r" } }), "NotFoundError, 404, Gone"],
    [json({ secret: "canary" }, { status: 500 }), "ServerError, 500"],
    [new TypeError("canary", { cause: Object.assign(new Error("canary"), { code: "ECONNRESET" }) }), "TransportError, ECONNRESET"],
    [new TypeError("canary", { cause: { code: "canary 1" } }), "TransportError"],
    [new Response("<p>canary", { headers: { "content-type": "text/html" } }), "ResponseDecodeError, content_type"],
  ])("of a failure what can be told without a word of the server's: %#", async (reply, expected) => {
    const { client, lines } = setup({ level: "info" }, [reply]);
    await rejection(client.execute(get));
    expect(lines.map(({ line }) => line)).toEqual([`devices_GetDetails failed after 0 ms: ${expected}`]);
    expect(inspect(lines, { depth: 9 })).not.toContain("canary");
  }); // prettier-ignore

  test("of a field that is refused its path and the rule, and not its value", async () => {
    const { client, lines } = setup({ bodies: true }, [json(details)]);
    await rejection(client.execute(new d.GetDeviceDetailsAction({ deviceId: { canary: 1 } as never })));
    expect(lines.map(({ line, fields }) => [line, fields["issues"], fields["body"]])).toEqual([
      [
        "devices_GetDetails failed after 0 ms: RequestValidationError, deviceId must be a string",
        ["deviceId type"],
        undefined,
      ],
    ]);
  });

  test("of what a middleware threw its name alone", async () => {
    const thrown = Object.assign(new RangeError("canary"), { status: "canary", issues: ["canary"] });
    const { client, lines } = setup({}, [json(details)], { middleware: [() => Promise.reject(thrown)] });
    await rejection(client.execute(get));
    expect(lines.map(({ line }) => line)).toEqual(["devices_GetDetails failed after 0 ms: RangeError"]);
    expect(inspect(lines, { depth: 9 })).not.toContain("canary");
  });
});

describe("R57 headers and addresses", () => {
  test("have values by a list of names; of the others there is the name", async () => {
    const plain = {
      "content-type": "application/json",
      "content-length": "2",
      date: "Sat, 15 Aug 2026 10:30:00 GMT",
      "retry-after": "1",
      "retry-after-ms": "5",
      "x-request-id": "r1",
      "request-id": "r2",
      "x-correlation-id": "r3",
      "ratelimit-remaining": "4",
      "x-ratelimit-limit": "5",
      "x-rate-limit-reset": "6",
    };
    const secret = { "set-cookie": "s=1", "x-session": "a", location: "https://x.test/?t=1", "www-authenticate": "b" };
    const { client, lines } = setup({ level: "debug" }, [json(details, { headers: { ...plain, ...secret } })], {
      headers: { Cookie: "c", "x-tenant": "canary", "X-Request-Id": "mine" },
    });
    await client.execute(get);
    expect(lines[0]?.fields["headers"]).toEqual({
      accept: "***",
      authorization: "***",
      "content-type": "application/json",
      cookie: "***",
      "user-agent": "***",
      "x-request-id": "mine",
      "x-tenant": "***",
    });
    const hidden = Object.fromEntries(Object.keys(secret).map((name) => [name, "***"]));
    expect(lines[1]?.fields["headers"]).toEqual({ ...plain, ...hidden });
  });

  test("the header that names a request, whatever the API calls it", async () => {
    const { lines, logger } = keeper();
    const { fetch } = fakeFetch(json({}, { headers: { "x-trace": "t1" } }));
    const config = { rpc: $.rpc("POST", "/{action}"), requestIdHeader: "X-Trace" };
    const client = new $.Client({ baseUrl: "https://a.test", fetch, hooks: $.logging(logger, { level: "debug" }) }, config);
    await client.execute(new (actionOf({}, $.json))({}));
    expect(lines[1]?.fields["headers"]).toMatchObject({ "x-trace": "t1" });
    expect(lines[2]?.fields["requestId"]).toBe("t1");
  }); // prettier-ignore

  test("addresses have no values in the query, and nothing secret in the path", async () => {
    const { client, lines } = setup({ level: "debug" }, [json("x")], {
      baseUrl: "https://hub.test/base?tenant=canary&b=canary",
    });
    const binding = $.http("GET", "/keys/{key}/of/{owner}", { query: { page: {}, token: {} } });
    const fields = { key: $.sensitive($.string), owner: $.string, page: $.u8, token: $.sensitive($.string) };
    const Action = actionOf(fields, $.string, { binding });
    await client.execute(new Action({ key: "canary/1", owner: "ada", page: 3, token: "canary" }));
    const shown = "https://hub.test/base/keys/***/of/ada?page=***&token=***&tenant=***&b=***";
    expect(lines.map(({ fields: { url } }) => url)).toEqual([shown, shown, shown]);
    expect(inspect(lines, { depth: 9 })).not.toContain("canary");
  });
});

describe("R58 bodies", () => {
  const bodies = async (Action: new (given: object) => $.Action<unknown>, given: object, reply: Reply) => {
    const { client, lines } = setup({ level: "debug", bodies: true }, [reply]);
    await client.tryExecute(new Action(given));
    return lines.flatMap(({ fields }) => ("body" in fields ? [fields["body"]] : []));
  };
  const secret = $.record<object>(() => ({ user: $.string, password: $.sensitive($.string) }) as never);

  test("are not logged unless that is asked for", async () => {
    const { client, lines } = setup({ level: "debug" }, [json({ ...details, name: "marker" })]);
    await client.execute(get);
    expect(lines.flatMap(({ fields }) => fields["body"] ?? [])).toEqual([]);
  });

  test("without what is sensitive, in requests and answers", async () => {
    const Action = actionOf({ login: secret, key: $.optional($.sensitive($.u8)) }, $.list(secret));
    const login = { user: "ada", password: "canary" };
    expect(await bodies(Action, { login, key: 7 }, json([login, { ...login, user: "bob" }]))).toEqual([
      '{"login":{"user":"ada","password":"***"},"key":"***"}',
      '[{"user":"ada","password":"***"},{"user":"bob","password":"***"}]',
    ]);
    expect(await bodies(Action, { login }, json([]))).toEqual(['{"login":{"user":"ada","password":"***"}}', "[]"]);
  });

  test.each<[string, $.Node<unknown>, unknown, string]>([
    ["a field that the type does not have", secret, { user: "a", password: "p", newer: ["canary"] }, '{"user":"a","password":"***","newer":"***"}'],
    ["a value that does not fit", secret, { user: { canary: 1 }, password: "p" }, '{"user":"***","password":"***"}'],
    ["what is no object", secret, "canary", '"***"'],
    ["items that do not fit", $.list($.u8), [1, "canary"], '[1,"***"]'],
    ["a variant of a newer server", d.JsonExpr, { kind: "Newer", secret: "canary" }, '"***"'],
    ["a variant of a union that is closed", $.closedUnion<{ readonly kind: "A" }, "kind">("kind", () => ({ A: $.unit })), { kind: "Z", secret: "canary" }, '"***"'],
    ["a union without its tag", d.JsonExpr, { secret: "canary" }, '"***"'],
    ["an adjacent variant of a newer server", d.Adjacent, { t: "Z", content: "canary" }, '"***"'],
    ["an external variant of a newer server", $.external(["A"], () => ({ B: $.string })), { Z: "canary" }, '"***"'],
    ["an external variant that is not known and must be", $.closedExternal(["A"], () => ({})), "canary", '"***"'],
    ["none of several types", $.untagged(() => [$.bool, $.record<object>(() => ({ a: $.u8 }) as never)]), { a: "canary" }, '"***"'],
    ["no bytes", $.bytes, "canary!", '"***"'],
    ["a secret map", $.sensitive($.map($.string)), { authorization: "canary" }, '"***"'],
    ["a secret among several types", $.untagged(() => [$.sensitive($.string), $.bool]), "canary", '"***"'],
    ["more than can be told apart", $.list($.record<object>(() => ({ a: $.u8 }) as never)), [...Array<unknown>(60).fill({ a: "canary" }), { a: 1, b: "canary" }], '"***"'],
  ])("without %s", async (_, node, answer, expected) => {
    expect((await bodies(actionOf({}, node), {}, json(answer)))[1]).toBe(expected);
  }); // prettier-ignore

  test("with all else: names, numbers, JSON, known variants, bytes", async () => {
    const node = $.record<object>(() => ({
      when: $.timestamp,
      extra: $.json,
      expr: d.JsonExpr,
      data: $.renamed("raw_data", $.bytes),
      tags: $.map($.list($.open)),
      exact: $.u64Big,
    }) as never);
    const answer = {
      when: "2026-08-15T10:30:00Z",
      extra: { a: [1, null] },
      expr: { kind: "Literal", value: { b: 2 } },
      raw_data: "AQID",
      tags: { x: ["y"] },
      exact: "18446744073709551615",
    };
    expect((await bodies(actionOf({}, node), {}, json(answer)))[1]).toBe(JSON.stringify(answer));
  }); // prettier-ignore

  test("of errors by their types; without one they are hidden, and so is a code that is secret", async () => {
    const { client, lines } = setup({ bodies: true }, [json({ kind: "Gone", message: "m", other: "canary" }, { status: 404 })]);
    await rejection(client.execute(get));
    expect(lines[0]?.fields).toMatchObject({ code: "Gone", body: '{"kind":"Gone","message":"m","other":"***"}' });

    const type = $.record<object>(() => ({ kind: $.sensitive($.string) }) as never);
    const Action = actionOf({}, $.unit, { errors: { 400: { node: () => type, code: "kind" }, 401: { node: () => $.json } } });
    const other = setup({ bodies: true }, [json({ kind: "canary" }, { status: 400 })]);
    await rejection(other.client.execute(new Action({})));
    expect(other.lines[0]?.line).toBe("things_Do failed after 0 ms: BadRequestError, 400");
    expect(other.lines[0]?.fields["body"]).toBe('{"kind":"***"}');

    const untyped = keeper();
    const { fetch } = fakeFetch(json({ canary: 1 }, { status: 500 }));
    const config = { rpc: $.rpc("POST", "/{action}") };
    const hooks = $.logging(untyped.logger, { bodies: true });
    await rejection(new $.Client({ baseUrl: "https://a.test", fetch, hooks, maxRetries: 0 }, config).execute(new Action({})));
    expect(untyped.lines[0]?.fields["body"]).toBe("***");
  }); // prettier-ignore

  test("long texts are cut, and so are bodies", async () => {
    const [text] = (await bodies(actionOf({ a: $.string }, $.unit), { a: "x".repeat(300) }, new Response(null, { status: 204 }))) as string[];
    expect(text).toBe(`{"a":"${"x".repeat(256)}…"}`);
    const [, long] = (await bodies(actionOf({}, $.list($.string)), {}, json(Array(2000).fill("x".repeat(20))))) as string[];
    expect(long).toHaveLength(16_384);
  }); // prettier-ignore

  test("not of texts, streams and raw answers", async () => {
    const reply = () => new Response("canary", { headers: { "content-type": "text/plain" } });
    for (const node of [$.text, $.stream]) {
      expect(await bodies(actionOf({}, node), {}, reply)).toEqual(["{}"]);
    }
    const { client, lines } = setup({ level: "debug", bodies: true }, [json({ canary: 1 })]);
    await client.executeRaw(get);
    expect(inspect(lines, { depth: 9 })).not.toContain("canary");
  });

  test("of one of several outcomes by the type of that one", async () => {
    const outputs = $.outcomes({ 200: ["done", () => secret], 201: ["text", () => $.text] });
    const binding = $.http("POST", "/", { outputs });
    const Action = actionOf({}, $.matching<{ outcome: string }, "outcome">("outcome"), { binding });
    const login = { user: "ada", password: "canary" };
    const reply = (status: number) => json(login, { status });
    expect(await bodies(Action, {}, reply(200))).toEqual(['{"outcome":"done","status":200,"data":{"user":"ada","password":"***"}}']);
    expect(await bodies(Action, {}, reply(201))).toEqual([]);
    expect(inspect(await bodies(Action, {}, reply(202)))).not.toContain("canary");
  }); // prettier-ignore

  test("of a request whose body is one field, and of none", async () => {
    const login = { user: "ada", password: "canary" };
    const Value = actionOf({ login: secret }, $.unit, { body: "login" });
    expect(await bodies(Value, { login }, json(null))).toEqual(['{"user":"ada","password":"***"}']);
    const Get = actionOf({ login: secret }, $.unit, { binding: $.http("GET", "/") });
    expect(await bodies(Get, { login }, json(null))).toEqual([]);
  });

  test("as callMiddleware has left the fields and the output", async () => {
    const Action = actionOf({ login: secret }, secret);
    const login = (user: string) => ({ user, password: "canary" });
    const { client, lines } = setup({ level: "debug", bodies: true }, [json(login("server"))], {
      callMiddleware: [
        async (_, next) => ({ ...(await next(new Action({ login: login("changed") }))), data: login("mine") }),
      ],
    });
    await client.execute(new Action({ login: login("first") }));
    expect(lines.flatMap(({ fields }) => fields["body"] ?? [])).toEqual([
      '{"login":{"user":"changed","password":"***"}}',
      '{"user":"mine","password":"***"}',
    ]);
  });

  test("the request for a token has none, and its secrets are nowhere", async () => {
    const { lines, logger } = keeper();
    const { fetch, sent } = fakeFetch(
      json({ access_token: "canary-token", token_type: "Bearer" }),
      new Response(null, { status: 204 }),
    );
    const client = new w.WorkflowsClient({
      baseUrl: "https://api.test",
      tokenUrl: "https://login.test/token?canary=canary",
      clientId: "id",
      clientSecret: "canary-secret",
      fetch,
      hooks: $.logging(logger, { level: "debug", bodies: true }),
    });
    await client.execute(new w.DeleteAction({ id: "1" }));
    expect(sent).toHaveLength(2);
    expect(lines.slice(0, 2).map(({ line }) => line.replace(/\d+ ms/, "0 ms"))).toEqual([
      "token is sent, attempt 1",
      "token is answered with 200 after 0 ms",
    ]);
    expect(lines[0]?.fields).toMatchObject({ url: "https://login.test/token?canary=***", body: "***" });
    expect(inspect(lines, { depth: 9 }).replaceAll("canary=***", "")).not.toContain("canary");
  });
});

describe("sensitive", () => {
  const Login = $.record<{ readonly password: string }>(() => ({ password: $.sensitive($.string) }));

  test("changes nothing but what is shown", () => {
    expect(Login.parse({ password: "p" })).toEqual({ password: "p" });
    expect(Login.encode({ password: "p" })).toEqual({ password: "p" });
    expect(Login.is({ password: "p" })).toBe(true);
    expect(Login.safeParse({ password: 1 })).toMatchObject({ ok: false });
    const renamed = $.record<{ readonly a: string }>(() => ({ a: $.sensitive($.renamed("b", $.string)) }));
    expect(renamed.encode({ a: "x" })).toEqual({ b: "x" });
  });

  test("R37 what is shown of a record does not teach it unknown fields", () => {
    const given = { password: "p", pasword: "x" };
    run(Login["~walk"], given, VALUE | ENCODE | MASK);
    expect(() => Login.encode(given)).toThrow("did you mean `password`?");
    expect(given).toEqual({ password: "p", pasword: "x" });
  });

  test("a value that cannot be read is hidden as a whole", async () => {
    const { client, lines } = setup({ level: "debug", bodies: true }, [json(null)], { validate: { requests: "off" } });
    const Action = actionOf({ a: $.json }, $.unit);
    let reads = 0;
    const a = { get canary() { if (++reads > 2) throw new Error("canary"); return 1; } }; // prettier-ignore
    await client.execute(new Action({ a }));
    expect(lines[0]?.fields["body"]).toBe('"***"');
  });
});
