// What the platform says when a request fails, and what becomes of it.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import { fakeFetch, json, rejection } from "./support/fake.js";

const get = new d.GetDeviceDetailsAction({ deviceId: "d" });
const options = { baseUrl: "https://hub.test", token: "t", maxRetries: 0 };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** As undici has it: its error is the cause of one that says no more than that. */
function failed(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}

describe("R23 a time limit of the transport's own", () => {
  test.each([1, 8])("for the head is a TimeoutError, %d causes deep", async (depth) => {
    let cause: Error = Object.assign(new Error("x"), { code: "UND_ERR_HEADERS_TIMEOUT" });
    for (let wrapped = 1; wrapped < depth; wrapped++) cause = new Error("wrapped", { cause });
    const error = await rejection(new HubClient({ ...options, fetch: fakeFetch(cause).fetch }).execute(get));
    expect(error).toBeInstanceOf($.TimeoutError);
    expect(error).toMatchObject({ name: "TimeoutError", phase: "headers", source: "transport", cause });
    expect(error).not.toHaveProperty("timeoutMs");
    expect((error as Error).message).toBe(
      "devices_GetDetails failed: no answer from https://hub.test (UND_ERR_HEADERS_TIMEOUT)",
    );
  });

  test("for the body, too", async () => {
    const pull = (controller: ReadableStreamDefaultController) => controller.error(failed("UND_ERR_BODY_TIMEOUT"));
    const { fetch } = fakeFetch(() => new Response(new ReadableStream({ pull })));
    const error = await rejection(new HubClient({ ...options, fetch }).execute(get));
    expect(error).toMatchObject({ name: "TimeoutError", phase: "body", source: "transport" });
  });

  test("is tried again as a time-out is, and says what to do where that is asked for", async () => {
    const { fetch, sent } = fakeFetch(failed("UND_ERR_HEADERS_TIMEOUT"));
    const runtime = { setTimeout: (callback: () => void) => setImmediate(callback), clearTimeout: () => {} };
    const client = new HubClient({ ...options, fetch, maxRetries: 2, diagnose: $.hints, runtime, timeoutMs: 0 });
    const error = await rejection(client.execute(get));
    expect(error).toMatchObject({ attempts: 3, retryRefused: "exhausted" });
    expect((error as $.TimeoutError).hint).toContain("`headersTimeout`");
    expect(sent).toHaveLength(3);
  });

  test("any other failure is none", async () => {
    const error = await rejection(new HubClient({ ...options, fetch: fakeFetch(failed("UND_ERR_SOCKET")).fetch }).execute(get)); // prettier-ignore
    expect(error).not.toBeInstanceOf($.TimeoutError);
    expect(error).not.toHaveProperty("source");
  });

  test("by undici itself", async () => {
    const server = createServer(() => {});
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    // The one that Node has, whose class is not to be had otherwise.
    await fetch("data:,");
    const known = (globalThis as Record<symbol, unknown>)[Symbol.for("undici.globalDispatcher.1")] as object;
    const Agent = known.constructor as new (options: object) => object;
    const fetchOptions = { dispatcher: new Agent({ headersTimeout: 50 }) };
    const client = new HubClient({ ...options, baseUrl: `http://127.0.0.1:${port}`, fetchOptions });
    expect(await rejection(client.execute(get))).toMatchObject({ phase: "headers", source: "transport" });
  });
});

describe("R51 members of the user's own", () => {
  test("go to fetch, the call's over the client's, and take nothing away from it", async () => {
    const { fetch, sent } = fakeFetch(json({ deviceId: "d", isConnected: true }));
    const taken = {
      method: "GET",
      body: "canary",
      signal: undefined,
      redirect: "follow",
      headers: { "x-canary": "1" },
    };
    const client = new HubClient({ ...options, fetch, fetchOptions: { ...taken, dispatcher: 1, cache: "reload" } });
    await client.execute(get, { fetchOptions: { dispatcher: 2 } });
    expect(sent[0]?.init).toMatchObject({
      method: "POST",
      body: '{"deviceId":"d"}',
      redirect: "manual",
      dispatcher: 2,
      cache: "reload",
    });
    expect(sent[0]?.init.signal).toBeInstanceOf(AbortSignal);
    expect(sent[0]?.init.headers).not.toHaveProperty("x-canary");
  });

  test("a GET has no body, whatever they say", async () => {
    const { fetch, sent } = fakeFetch(json({}));
    const client = new $.Client({ baseUrl: "https://h.test", fetch, fetchOptions: { body: "canary" } }, {});
    const binding = $.http("GET", "/x");
    await client.execute(new ($.bareAction<$.Action<unknown>>("x", "read", () => $.json, { binding }))());
    expect(sent[0]?.init.body).toBeUndefined();
  });
});

test("R29 what is found wrong with the request on its way says which call it was", async () => {
  const { fetch, sent } = fakeFetch(json({}));
  const client = new HubClient({ ...options, fetch });
  const error = await rejection(client.execute(get, { headers: { "x-bad": "a\nb" } }));
  expect(error).toMatchObject({ name: "ConfigError", action: "devices_GetDetails", method: "POST" });
  expect(sent).toEqual([]);
});
