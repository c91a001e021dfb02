import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { Hub, HubClient, type HubOptions } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import { type Reply, fakeClock, fakeFetch, json, rejection, settled } from "./support/fake.js";

const details = { deviceId: "d", isConnected: true };
const get = new d.GetDeviceDetailsAction({ deviceId: "d" });

function clientOf(fetch: $.FetchLike, options: Partial<HubOptions> = {}): HubClient {
  return new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, maxRetries: 0, ...options });
}

afterEach(() => vi.unstubAllGlobals());

describe("calls", () => {
  test("R1 clients share nothing", async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const token = `t${index % 2}`;
        const { fetch, sent } = fakeFetch(json(details));
        await clientOf(fetch, { token }).execute(get);
        return sent[0]?.init.headers["authorization"] === `Bearer ${token}`;
      }),
    );
    expect(answers.every(Boolean)).toBe(true);
  });

  test("R1 two clients with one fetch never mix headers, interleaved", async () => {
    const { fetch, sent } = fakeFetch(async ({ init }) => {
      await settled();
      return json({ deviceId: init.headers["authorization"], isConnected: true });
    });
    const clients = ["a", "b"].map((token) => clientOf(fetch, { token: async () => token }));
    const outputs = await Promise.all(Array.from({ length: 100 }, (_, index) => clients[index % 2]!.execute(get)));
    expect(sent).toHaveLength(100);
    expect(outputs.every((output, index) => output.deviceId === `Bearer ${index % 2 === 0 ? "a" : "b"}`)).toBe(true);
  });

  test("the request as it travels", async () => {
    const { fetch, sent } = fakeFetch(json({ result: "Set" }));
    await new Hub({ baseUrl: "https://hub.test/base/", token: "t", fetch }).devices.setProperty({
      deviceId: "d",
      name: "n",
      value: null,
      expectedVersion: undefined,
    });
    expect(sent[0]?.url).toBe("https://hub.test/base/api/v1/actions/invoke/devices_SetProperty");
    expect(sent[0]?.init).toMatchObject({ method: "POST", body: '{"deviceId":"d","name":"n","value":null}' });
  });

  test("R2 a native promise, that is awaited as one", async () => {
    const { fetch } = fakeFetch(json(details));
    const call = clientOf(fetch).execute(get);
    expect(Object.getPrototypeOf(call)).toBe(Promise.prototype);
    const seen: unknown[] = [];
    await Promise.prototype.then.call(call, (output) => seen.push(output));
    await call.then((output) => seen.push(output));
    expect(seen).toEqual([details, details]);
  });

  test("R3 withResponse tells about the answer", async () => {
    const clock = fakeClock();
    const { fetch } = fakeFetch(async () => {
      await clock.advance(250);
      return json(details, { headers: { "x-request-id": "r1" } });
    });
    const call = clientOf(fetch, { runtime: clock, baseUrl: "https://hub.test/?tenant=secret" }).execute(get);
    const { data, meta } = await call.withResponse();
    expect(data).toEqual(details);
    expect(meta).toMatchObject({ status: 200, requestId: "r1", attempts: 1, totalRetryDelayMs: 0, durationMs: 250 });
    expect(meta.url).toBe("https://hub.test/api/v1/actions/invoke/devices_GetDetails?tenant=***");
    expect(meta.headers.get("content-type")).toBe("application/json");
    expect(meta.schemaIssues).toEqual([]);
  });

  test("R3 whoever takes only one of the two promises leaves no other unhandled", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", listener);
    try {
      const { fetch } = fakeFetch(json({}, { status: 500 }));
      await rejection(clientOf(fetch).execute(get).withResponse());
      await rejection(clientOf(fetch).execute(get));
      await settled();
      expect(unhandled).toEqual([]);
      void clientOf(fetch).execute(get);
      await settled();
      expect(unhandled).toMatchObject([{ name: "ServerError" }]);
      // Nor is a failure lost that nobody takes.
      void clientOf(fetch).execute(get).withResponse();
      await settled();
      expect(unhandled).toMatchObject([{ name: "ServerError" }, { name: "ServerError" }]);
    } finally {
      process.removeAllListeners("unhandledRejection");
      for (const other of others) process.on("unhandledRejection", other);
    }
  });

  test("R6 an expected outcome is data", async () => {
    const { fetch } = fakeFetch(json({ result: "VersionConflict", currentVersion: 3 }));
    const output = await clientOf(fetch).execute(new d.SetDevicePropertyAction({ deviceId: "d", name: "n" }));
    expect($.unwrap(output, "result", "VersionConflict").currentVersion).toBe(3);
  });

  test("R7 an empty body is an answer only of a type that is empty", async () => {
    const empty = () => clientOf(fakeFetch(new Response(null, { status: 204 })).fetch);
    expect(await empty().execute(new d.SearchAction())).toBeUndefined();
    expect(await rejection(empty().execute(get))).toMatchObject({ name: "ResponseDecodeError", code: "empty_body" });
    expect(await rejection(empty().execute(new d.QueryDevicesAction()))).toMatchObject({ code: "empty_body" });
    const Nothing = $.bareAction<$.Action<d.Empty>>("x", "read", () => d.Empty);
    expect(await empty().execute(new Nothing())).toEqual({});
    const Nullable = $.bareAction<$.Action<string | null>>("x", "read", () => $.nullable($.string));
    expect(await empty().execute(new Nullable())).toBeNull();
    const Optional = $.bareAction<$.Action<d.Target>>("x", "read", () => d.Target);
    expect(await rejection(empty().execute(new Optional()))).toMatchObject({ code: "empty_body" });
  });

  test("R7 an empty answer of an empty type may also be JSON", async () => {
    for (const value of [null, {}]) {
      expect(await clientOf(fakeFetch(json(value)).fetch).execute(new d.SearchAction())).toBeUndefined();
    }
  });

  test("R8 a page of HTML is a decode error with its beginning", async () => {
    const page = new Response("<html>" + "x".repeat(1000), { headers: { "content-type": "text/html" } });
    const error = await rejection(clientOf(fakeFetch(page).fetch).execute(get));
    expect(error).toMatchObject({ name: "ResponseDecodeError", code: "content_type" });
    expect((error as $.ResponseDecodeError).bodySnippet).toHaveLength(512);
    expect((error as Error).message).toBe("devices_GetDetails failed: text/html, not JSON");
  });

  test("R8 broken JSON is a decode error too; a type like JSON is JSON, and so is none", async () => {
    const broken = new Response("{", { headers: { "content-type": "application/json" } });
    expect(await rejection(clientOf(fakeFetch(broken).fetch).execute(get))).toMatchObject({ code: "invalid_json" });
    const problem = new Response(JSON.stringify(details), { headers: { "content-type": "application/vnd.x+json" } });
    expect(await clientOf(fakeFetch(problem).fetch).execute(get)).toEqual(details);
    const untyped = new Response(new TextEncoder().encode(JSON.stringify(details)));
    expect(untyped.headers.get("content-type")).toBeNull();
    expect(await clientOf(fakeFetch(untyped).fetch).execute(get)).toEqual(details);
  });
});

describe("validation", () => {
  const wrong = { deviceId: 1, isConnected: true, certificate: null, future: 1 };

  test("R36 R38 lax: as received, reported once, null as absent, unknown fields kept", async () => {
    const seen: $.SchemaMismatch[] = [];
    const client = clientOf(fakeFetch(json(wrong)).fetch, { onSchemaMismatch: (mismatch) => seen.push(mismatch) });
    const { data, meta } = await client.execute(get).withResponse();
    expect(data).toStrictEqual({ deviceId: 1, isConnected: true, future: 1 });
    expect(seen).toMatchObject([{ action: "devices_GetDetails", issues: [{ path: ["deviceId"], code: "type" }] }]);
    expect(meta.schemaIssues).toEqual(seen[0]?.issues);
  });

  test("R36 R38 strict: a decode error with the issues", async () => {
    const client = clientOf(fakeFetch(json(wrong)).fetch, { validate: { responses: "strict" } });
    const error = await rejection(client.execute(get));
    expect(error).toMatchObject({ name: "ResponseDecodeError", code: "schema", issues: [{ path: ["deviceId"] }] });
    expect((error as Error).message).toBe("devices_GetDetails failed: deviceId must be a string");
  });

  test("R36 R38 off: decoded, and not reported", async () => {
    const hook = vi.fn();
    const client = clientOf(fakeFetch(json(wrong)).fetch, { onSchemaMismatch: hook });
    const { data, meta } = await client.execute(get, { validate: { responses: "off" } }).withResponse();
    expect(data).toStrictEqual({ deviceId: 1, isConnected: true, future: 1 });
    expect(meta.schemaIssues).toEqual([]);
    expect(hook).not.toHaveBeenCalled();
  });

  test("R38 constraints of an answer are checked in strict mode alone", async () => {
    const Named = $.bareAction<$.Action<string>>("x", "read", () => $.check($.string, $.minLength(2)));
    const client = clientOf(fakeFetch(json("a")).fetch);
    expect((await client.execute(new Named()).withResponse()).meta.schemaIssues).toEqual([]);
    expect(await rejection(client.execute(new Named(), { validate: { responses: "strict" } }))).toMatchObject({
      issues: [{ code: "minLength" }],
    });
  });

  test("R38 a hook that throws does not decide over the call", async () => {
    const onSchemaMismatch = () => {
      throw new Error("of the hook");
    };
    expect(await clientOf(fakeFetch(json(wrong)).fetch, { onSchemaMismatch }).execute(get)).toMatchObject({
      future: 1,
    });
  });

  test("R39 R40 what a newer server sends is no mismatch, in any mode", async () => {
    const client = clientOf(fakeFetch(json({ result: "Moved", to: "x" })).fetch, { validate: { responses: "strict" } });
    const output = await client.execute(new d.SetDevicePropertyAction({ deviceId: "d", name: "n" }));
    expect(output).toEqual({ result: "$unknown", $tag: "Moved", $raw: { result: "Moved", to: "x" } });
  });

  test("R45 an integer that a double cannot hold is reported", async () => {
    const answer = new Response('{"result":"VersionConflict","currentVersion":9007199254740993}', {
      headers: { "content-type": "application/json" },
    });
    const call = clientOf(fakeFetch(answer).fetch).execute(new d.SetDevicePropertyAction({ deviceId: "d", name: "n" }));
    expect((await call.withResponse()).meta.schemaIssues).toMatchObject([
      { path: ["currentVersion"], code: "unsafe_integer" },
    ]);
  });

  const mistakes = { deviceId: 1, name: "", nmae: "x" } as unknown as d.SetDevicePropertyAction_Fields;

  test("R36 R37 requests, strict: every issue, before any I/O", async () => {
    const { fetch, sent } = fakeFetch(json({ result: "Set" }));
    const token = vi.fn(() => "t");
    const error = await rejection(clientOf(fetch, { token }).execute(new d.SetDevicePropertyAction(mistakes)));
    expect(error).toBeInstanceOf($.RequestValidationError);
    expect(error).toBeInstanceOf($.ValidationError);
    expect(error).toMatchObject({
      name: "RequestValidationError",
      action: "devices_SetProperty",
      attempts: 0,
      issues: [
        { path: ["deviceId"], code: "type" },
        { path: ["name"], code: "minLength" },
        { path: ["name"], code: "format:property_name", message: "Start with a letter." },
        { path: ["nmae"], code: "unknown_field", message: "is unknown: did you mean `name`?" },
      ],
    });
    expect(sent).toEqual([]);
    expect(token).not.toHaveBeenCalled();
  });

  test("R36 requests, structure: no constraints; off: nothing", async () => {
    const { fetch, sent } = fakeFetch(json({ result: "Set" }));
    const client = clientOf(fetch, { validate: { requests: "structure" } });
    expect(await rejection(client.execute(new d.SetDevicePropertyAction(mistakes)))).toMatchObject({
      issues: [{ path: ["deviceId"] }, { path: ["nmae"] }],
    });
    await client.execute(new d.SetDevicePropertyAction({ deviceId: "d", name: "" }));
    await client.execute(new d.SetDevicePropertyAction(mistakes), { validate: { requests: "off" } });
    expect(sent.map(({ init }) => init.body)).toEqual([
      '{"deviceId":"d","name":""}',
      '{"deviceId":1,"name":"","nmae":"x"}',
    ]);
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    const value = new d.SetDevicePropertyAction({ deviceId: "d", name: "n", value: cyclic });
    expect(await rejection(client.execute(value, { validate: { requests: "off" } }))).toBeInstanceOf(
      $.RequestValidationError,
    );
  });

  test("rules and renamed fields of an action", async () => {
    const { fetch, sent } = fakeFetch(json({}));
    const both = new d.SearchAction({ order: "asc", pageSize: 3 });
    expect(await rejection(clientOf(fetch).execute(both))).toMatchObject({ issues: [{ code: "mutually_exclusive" }] });
    await clientOf(fetch).execute(new d.SearchAction({ pageSize: 3 }));
    expect(sent[0]?.init.body).toBe('{"page_size":3}');
  });

  test("what is no action is refused", async () => {
    const error = await rejection(clientOf(fakeFetch(json({})).fetch).execute({ deviceId: "d" } as never));
    expect(error).toBeInstanceOf($.ConfigError);
  });
});

describe("time limits and abort", () => {
  const never = () => new Promise<never>(() => {});
  const stalled = () => new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([123])) }));

  test("R20 no head in time: TimeoutError, and the fetch is aborted", async () => {
    const clock = fakeClock();
    const { fetch, sent } = fakeFetch(never);
    const error = rejection(clientOf(fetch, { runtime: clock }).execute(get));
    await clock.advance(59_999);
    expect(sent[0]?.init.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(await error).toMatchObject({ name: "TimeoutError", phase: "headers", timeoutMs: 60_000, attempts: 1 });
    expect(await error).toBeInstanceOf($.TransportError);
    expect(sent[0]?.init.signal.aborted).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  test("R20 a body that stalls counts too", async () => {
    const clock = fakeClock();
    const { fetch, sent } = fakeFetch(stalled);
    const error = rejection(clientOf(fetch, { runtime: clock, timeoutMs: 100 }).execute(get, { timeoutMs: 50 }));
    await clock.advance(50);
    expect(await error).toMatchObject({ name: "TimeoutError", phase: "body", timeoutMs: 50 });
    expect(sent[0]?.init.signal.aborted).toBe(true);
  });

  test("R20 the limit begins with the fetch, not with the token", async () => {
    const clock = fakeClock();
    const token = async () => {
      await clock.advance(70_000);
      return "t";
    };
    expect(await clientOf(fakeFetch(json(details)).fetch, { runtime: clock, token }).execute(get)).toEqual(details);
  });

  test("R20 no limit: 0, Infinity, and what a timer cannot count", async () => {
    for (const timeoutMs of [0, Infinity, 2 ** 31]) {
      const clock = fakeClock();
      void clientOf(fakeFetch(never).fetch, { runtime: clock, timeoutMs }).execute(get);
      await settled();
      expect(clock.pending()).toBe(0);
    }
    for (const timeoutMs of [-1, NaN]) {
      expect(() => clientOf(fakeFetch(never).fetch, { timeoutMs })).toThrow($.ConfigError);
    }
    expect(await rejection(clientOf(fakeFetch(never).fetch).execute(get, { timeoutMs: NaN }))).toBeInstanceOf(
      $.ConfigError,
    );
  });

  test("R21 the caller's abort is told by the signal, whatever the fetch says", async () => {
    const controller = new AbortController();
    const reason = new Error("of the caller");
    const { fetch } = fakeFetch(
      ({ init }) =>
        new Promise<Response>((_, reject) => {
          init.signal.addEventListener("abort", () => reject(new TypeError("BodyStreamBuffer was aborted")));
        }),
    );
    const error = rejection(clientOf(fetch).execute(get, { signal: controller.signal }));
    await settled();
    controller.abort(reason);
    expect(await error).toBeInstanceOf($.RequestAbortedError);
    expect(await error).toMatchObject({ name: "AbortError", cause: reason, attempts: 1 });
  });

  test("R21 also a fetch that listens to nothing, and one that fails first for the caller's signal", async () => {
    for (const early of [false, true]) {
      const controller = new AbortController();
      const { fetch } = fakeFetch(
        () =>
          new Promise<Response>((_, reject) => {
            if (early) controller.signal.addEventListener("abort", () => reject(new TypeError("fetch failed")));
          }),
      );
      const error = rejection(clientOf(fetch).execute(get, { signal: controller.signal }));
      await settled();
      controller.abort();
      expect(await error).toMatchObject({ name: "AbortError" });
    }
  });

  test("R22 an aborted signal: no token, no fetch", async () => {
    const { fetch, sent } = fakeFetch(json(details));
    const token = vi.fn(() => "t");
    const error = await rejection(clientOf(fetch, { token }).execute(get, { signal: AbortSignal.abort("why") }));
    expect(error).toMatchObject({ name: "AbortError", cause: "why", attempts: 0 });
    expect(sent).toEqual([]);
    expect(token).not.toHaveBeenCalled();
  });

  test("R24 abort while the token is waited for", async () => {
    const controller = new AbortController();
    const { fetch, sent } = fakeFetch(json(details));
    const error = rejection(clientOf(fetch, { token: never }).execute(get, { signal: controller.signal }));
    await settled();
    controller.abort();
    expect(await error).toMatchObject({ name: "AbortError" });
    expect(sent).toEqual([]);
  });

  test("R26 no listener and no timer is left behind", async () => {
    const outcomes: readonly Reply[] = [
      json(details),
      json({}, { status: 500 }),
      new TypeError("fetch failed"),
      new Response("<p>", { headers: { "content-type": "text/html" } }),
    ];
    for (const outcome of outcomes) {
      const { signal } = new AbortController();
      const clock = fakeClock();
      const client = clientOf(fakeFetch(outcome).fetch, { runtime: clock });
      await Promise.allSettled([client.execute(get, { signal })]);
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
      expect(clock.pending()).toBe(0);
    }
    const { signal } = new AbortController();
    const clock = fakeClock();
    const late = rejection(clientOf(fakeFetch(never).fetch, { runtime: clock }).execute(get, { signal }));
    await clock.advance(60_000);
    await late;
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("R26 calls on one signal share one listener, and make no other signal of it, which would stay in memory", async () => {
    const any = vi.fn(() => expect.unreachable());
    vi.stubGlobal("AbortSignal", { any });
    const { signal } = new AbortController();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const client = clientOf(fakeFetch(async () => (await released, json(details))).fetch);
    const calls = [1, 2, 3].map(() => client.execute(get, { signal }));
    await settled();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    release();
    await Promise.all(calls);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("R26 200 calls on one signal give no warning, and all end with it", async () => {
    const warnings: unknown[] = [];
    const onWarning = (warning: Error) => warnings.push(warning.name);
    process.on("warning", onWarning);
    const controller = new AbortController();
    const client = clientOf(fakeFetch(never).fetch);
    const calls = Array.from({ length: 200 }, () => rejection(client.execute(get, { signal: controller.signal })));
    await settled();
    controller.abort();
    const names = (await Promise.all(calls)).map((error) => (error as Error).name);
    expect(new Set(names)).toEqual(new Set(["AbortError"]));
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });
});

describe("R49 headers", () => {
  async function headersOf(options: Partial<HubOptions>, call?: $.CallOptions): Promise<unknown> {
    const { fetch, sent } = fakeFetch(json(details));
    await clientOf(fetch, options).execute(get, call);
    return sent[0]?.init.headers;
  }

  test("these and no others", async () => {
    expect(await headersOf({})).toEqual({
      accept: "application/json",
      "content-type": "application/json",
      "user-agent": "actionwright/0.0.0",
      authorization: "Bearer t",
    });
  });

  test("no user agent in browsers and workers", async () => {
    for (const name of ["document", "WorkerGlobalScope"]) {
      vi.stubGlobal(name, {});
      expect(Object.keys((await headersOf({})) as object)).toEqual(["authorization", "accept", "content-type"]);
      vi.unstubAllGlobals();
    }
  });

  test("the user's may be a `Headers` object, in JavaScript", async () => {
    const headers = new Headers({ "X-Team": "a", "x-both": "client" }) as unknown as $.HeaderValues;
    const sent = await headersOf({ headers }, { headers: { "X-Both": "call" } });
    expect(sent).toMatchObject({ "x-team": "a", "x-both": "call" });
  });

  test("the user's lie over them, in any case; null takes one away", async () => {
    const headers = { "X-Team": "a", Accept: "text/x", "user-agent": null };
    expect(await headersOf({ headers }, { headers: { "x-team": "b", AUTHORIZATION: null, y: undefined } })).toEqual({
      accept: "text/x",
      "content-type": "application/json",
      "x-team": "b",
    });
  });

  test("what cannot be a header is a ConfigError that names it, and not its value", async () => {
    for (const value of ["a\r\nb", "a\0b", "snow ☃"]) {
      const error = await rejection(headersOf({ headers: { "x-bad": value } }));
      expect(error).toBeInstanceOf($.ConfigError);
      expect((error as Error).message).toBe('the header "x-bad" has characters that cannot be sent');
    }
    expect(await rejection(headersOf({ headers: { "bad name": "x" } }))).toBeInstanceOf($.ConfigError);
    expect(await rejection(headersOf({ token: "a\nb" }))).toBeInstanceOf($.ConfigError);
  });
});

describe("fetch", () => {
  test("R50 the global one is looked up at each call, and called unbound", async () => {
    const client = new HubClient({ baseUrl: "https://hub.test", token: "t" });
    let self: unknown = "unset";
    vi.stubGlobal("fetch", function (this: unknown) {
      self = this;
      return Promise.resolve(json(details));
    });
    expect(await client.execute(get)).toEqual(details);
    expect(self).toBeUndefined();
  });

  test("R50 one that throws at once, and none at all", async () => {
    const thrown = new TypeError("at once");
    const client = clientOf(() => {
      throw thrown;
    });
    expect(await rejection(client.execute(get))).toMatchObject({ name: "TransportError", cause: thrown });
    vi.stubGlobal("fetch", undefined);
    const error = await rejection(new HubClient({ baseUrl: "https://hub.test", token: "t" }).execute(get));
    expect(error).toMatchObject({ name: "TransportError", cause: { message: "fetch is not a function" } });
  });

  test("R51 a URL as text, and no more than method, headers, body, signal, redirect", async () => {
    const { fetch, sent } = fakeFetch(json(details));
    await clientOf(fetch).execute(get);
    expect(typeof sent[0]?.url).toBe("string");
    expect(Object.keys(sent[0]?.init ?? {}).sort()).toEqual(["body", "headers", "method", "redirect", "signal"]);
    expect(sent[0]?.init.redirect).toBe("manual");
  });

  test("R52 a redirect is an error that says where to", async () => {
    const answer = new Response(null, { status: 302, headers: { location: "https://evil.test/" } });
    const error = await rejection(clientOf(fakeFetch(answer).fetch).execute(get));
    expect(error).toBeInstanceOf($.RedirectError);
    expect(error).toMatchObject({ name: "RedirectError", status: 302, location: "https://evil.test/" });
    const opaque = { ok: false, status: 0, statusText: "", headers: new Headers(), body: null, text: async () => "" };
    expect(await rejection(clientOf(async () => opaque).execute(get))).toBeInstanceOf($.RedirectError);
  });

  test("R52 no name of an action leads to another origin", async () => {
    for (const name of ["@evil.test/", "//evil.test", "\\evil.test", "?x", "../../..", "%2e%2e"]) {
      const { fetch, sent } = fakeFetch(json({}));
      const client = new $.Client({ baseUrl: "https://hub.test", fetch }, { rpc: $.rpc("POST", "/{action}") });
      await client.execute(new ($.bareAction<$.Action<undefined>>(name, "read", () => $.unit))());
      expect(new URL(sent[0]!.url).origin).toBe("https://hub.test");
    }
  });
});

describe("set-up", () => {
  const make = (baseUrl: string | undefined, options: Partial<HubOptions> = {}) =>
    new HubClient({ baseUrl, token: "t", ...options });

  test("R53 credentials do not travel in the clear", () => {
    expect(() => make("http://hub.test")).toThrow("credentials need https");
    for (const host of ["localhost", "127.0.0.1:8080", "127.1.2.3", "[::1]:80", "LOCALHOST:1"]) {
      expect(() => make(`http://${host}/`)).not.toThrow();
    }
    for (const host of ["localhost.evil.test", "127.0.0.1.evil.test", "127evil.test", "0.0.0.0"]) {
      expect(() => make(`http://${host}`)).toThrow($.ConfigError);
    }
    expect(() => make("http://hub.test", { allowInsecure: true })).not.toThrow();
    expect(() => new $.Client({ baseUrl: "http://hub.test" }, {})).not.toThrow();
  });

  test("a base URL that is none, or that carries credentials", () => {
    for (const url of [
      "hub.test",
      "ftp://hub.test",
      "https://",
      "https://u:p@hub.test",
      "https://a\\@b",
      "https://h#x",
      "",
    ]) {
      expect(() => make(url)).toThrow($.ConfigError);
    }
  });

  test("the address from variables", async () => {
    const config: $.ClientConfig = {
      server: (given) =>
        "https://" +
        $.hostPart(given, "instance") +
        ".api." +
        $.hostPartOf(["eu", "us"], given, "region", "eu") +
        ".test",
      rpc: $.rpc("POST", "/x"),
    };
    const { fetch, sent } = fakeFetch(json({}));
    const url = async (options: object) => {
      await new $.Client({ fetch, ...options }, config).execute(
        new ($.bareAction<$.Action<undefined>>("x", "read", () => $.unit))(),
      );
      return sent.at(-1)?.url;
    };
    expect(await url({ instance: "acme" })).toBe("https://acme.api.eu.test/x");
    expect(await url({ instance: "acme", region: "us" })).toBe("https://acme.api.us.test/x");
    expect(await url({ baseUrl: "https://mock.test" })).toBe("https://mock.test/x");
    expect(() => new $.Client({}, config)).toThrow("`instance` must be a part of a host name; a URL is for `baseUrl`");
    expect(() => new $.Client({ instance: "a", region: "mars" } as object, config)).toThrow(
      "`region` must be one of eu, us",
    );
    for (const instance of ["evil.test/", "a@evil.test", "a#", "a?b", "a\\b", ""]) {
      expect(() => new $.Client({ instance } as object, config)).toThrow($.ConfigError);
    }
    const open = (given: object) => "https://" + $.hostPart(given, "instance", "acme");
    expect(() => new $.Client({ instance: "mars" } as object, { server: open })).not.toThrow();
    expect(() => new $.Client({}, { server: open })).not.toThrow();
    expect(() => new $.Client({}, {})).toThrow($.ConfigError);
  });

  test("A1 credentials: bearer, basic, a key in a header or in the query", async () => {
    const action = new ($.bareAction<$.Action<undefined>>("x", "read", () => $.unit))();
    const send = async (auth: $.Auth, options: object) => {
      const { fetch, sent } = fakeFetch(json({}));
      const client = new $.Client(
        { baseUrl: "https://h.test?a=1", fetch, ...options },
        { auth, rpc: $.rpc("POST", "/x") },
      );
      await client.execute(action);
      return sent[0]!;
    };
    expect((await send($.bearer, { token: async () => "x" })).init.headers["authorization"]).toBe("Bearer x");
    const basic = await send($.basic, { username: "jürgen", password: () => "pässword" });
    expect(basic.init.headers["authorization"]).toBe(`Basic ${Buffer.from("jürgen:pässword").toString("base64")}`);
    expect((await send($.apiKey("header", "X-Key"), { apiKey: "k" })).init.headers["x-key"]).toBe("k");
    expect((await send($.apiKey("query", "key"), { apiKey: "k&1" })).url).toBe("https://h.test/x?a=1&key=k%261");
  });

  test("A1 no credentials: an AuthError before any request, with what a token function threw as its cause", async () => {
    const { fetch, sent } = fakeFetch(json(details));
    for (const token of [undefined, "", () => ""]) {
      const error = await rejection(clientOf(fetch, { token }).execute(get));
      expect(error).toMatchObject({
        name: "AuthError",
        code: "missing_credentials",
        action: "devices_GetDetails",
        attempts: 0,
      });
    }
    const cause = new Error("vault is closed");
    const token = () => Promise.reject(cause);
    expect(await rejection(clientOf(fetch, { token }).execute(get))).toMatchObject({ name: "AuthError", cause });
    expect(sent).toEqual([]);
  });

  test("A1 a token function is asked for each call", async () => {
    let count = 0;
    const { fetch, sent } = fakeFetch(json(details));
    const client = clientOf(fetch, { token: () => `t${++count}` });
    await client.execute(get);
    await client.execute(get);
    expect(sent.map(({ init }) => init.headers["authorization"])).toEqual(["Bearer t1", "Bearer t2"]);
  });
});
