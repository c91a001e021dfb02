// Giving up at every moment of a call: what it rejects with, when, and what it leaves behind. In virtual time.
import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import { fakeFetch, json, rejection, settled } from "./support/fake.js";
import { timedFetch, virtualClock } from "./support/virtual.js";

const get = new d.GetDeviceDetailsAction({ deviceId: "d" });
const output = { deviceId: "d", isConnected: true };

afterEach(() => vi.unstubAllGlobals());

/** 0 a token, 100 a request, 200 a 503, 450 a token, 550 a request, 650 a head, 750 the body. */
function slow() {
  const clock = virtualClock(() => 0);
  const token = async () => (await clock.wait(100), "t");
  const { fetch, sent } = timedFetch(clock, async () => {
    await clock.wait(100);
    if (sent.length === 1) return json({}, { status: 503 });
    const pull = async (controller: ReadableStreamDefaultController) => {
      await clock.wait(100);
      controller.enqueue(new TextEncoder().encode(JSON.stringify(output)));
      controller.close();
    };
    return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
  });
  const client = new HubClient({ baseUrl: "https://hub.test", token, fetch, runtime: clock });
  return { clock, client, times: () => sent.map(({ at }) => at) };
}

describe("R24 an abort", () => {
  test("nowhere: the call as it goes", async () => {
    const { clock, client, times } = slow();
    const call = client.execute(get);
    await clock.run(750);
    expect(await call).toEqual(output);
    expect([times(), clock.pending()]).toEqual([[100, 550], 0]);
  });

  test.each(Array.from({ length: 15 }, (_, index) => index * 50))("after %d ms ends the call then", async (at) => {
    const { clock, client, times } = slow();
    const controller = new AbortController();
    const ends: number[] = [];
    const error = rejection(client.execute(get, { signal: controller.signal }));
    void error.then(() => ends.push(clock.now()));
    await clock.run(at);
    controller.abort("enough");
    await settled();
    expect(ends).toEqual([at]);
    expect(await error).toMatchObject({ name: "AbortError", cause: "enough" });
    await clock.run(10_000);
    expect(times().every((time) => time <= at)).toBe(true);
    expect([clock.pending(), getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
  });
});

test("R24 nothing is sent for a middleware that goes on after the abort", async () => {
  const clock = virtualClock();
  const { fetch, sent } = fakeFetch(json(output));
  const middleware: $.Middleware = async (request, next) => (await clock.wait(100), next(request));
  const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, runtime: clock, middleware: [middleware] });
  const controller = new AbortController();
  const error = rejection(client.execute(get, { signal: controller.signal }));
  await settled();
  controller.abort();
  expect(await error).toMatchObject({ name: "AbortError" });
  await clock.run(100);
  expect([sent, clock.pending()]).toEqual([[], 0]);
}); // prettier-ignore

test("R22 with a signal that is aborted already nobody is asked: no token, no middleware, no fetch", async () => {
  const { fetch, sent } = fakeFetch(json(output));
  const asked: string[] = [];
  const client = new HubClient({
    baseUrl: "https://hub.test",
    token: () => (asked.push("token"), "t"),
    fetch,
    middleware: [(request, next) => (asked.push("middleware"), next(request))],
    callMiddleware: [(action, next) => (asked.push("callMiddleware"), next(action))],
  });
  const error = await rejection(client.execute(get, { signal: AbortSignal.abort("why") }));
  expect(error).toMatchObject({ name: "AbortError", cause: "why", attempts: 0 });
  expect([asked, sent]).toEqual([[], []]);
  await client.execute(get);
  expect([asked, sent.length]).toEqual([["callMiddleware", "token", "middleware"], 1]);
});

test("R26 an answer that nobody reads leaves no listener and no timer behind", async () => {
  const clock = virtualClock();
  const { fetch } = fakeFetch(() => new Response(new ReadableStream()));
  const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, runtime: clock });
  const { signal } = new AbortController();
  const response = (await client.executeRaw(get, { signal, deadlineMs: 1000 })) as Response;
  expect(response.bodyUsed).toBe(false);
  expect([getEventListeners(signal, "abort").length, clock.pending()]).toEqual([0, 0]);
});

test("R72 with a clock, timers and chance of one's own, nobody asks the platform's", async () => {
  const { clock, client } = slow();
  const forbidden = () => {
    throw new Error("of the platform");
  };
  for (const name of ["setTimeout", "clearTimeout"]) vi.stubGlobal(name, forbidden);
  const spies = [vi.spyOn(Date, "now"), vi.spyOn(Math, "random")].map((spy) => spy.mockImplementation(forbidden));
  try {
    const call = client.execute(get, { deadlineMs: 5_000 }).withResponse();
    await clock.run(750);
    expect((await call).meta).toMatchObject({ attempts: 2, totalRetryDelayMs: 250, durationMs: 750 });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
});

test("R25 a signal's own time-out is the caller's abort, and not tried again", async () => {
  const { fetch, sent } = fakeFetch(
    ({ init }) =>
      new Promise<Response>((_, reject) => {
        init.signal.addEventListener("abort", () => reject(init.signal.reason as Error));
      }),
  );
  const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, maxRetries: 5 });
  const error = await rejection(client.execute(get, { signal: AbortSignal.timeout(20) }));
  expect(error).toBeInstanceOf($.RequestAbortedError);
  expect(error).not.toBeInstanceOf($.TimeoutError);
  expect(error).toMatchObject({ attempts: 1, cause: { name: "TimeoutError" } });
  expect(sent).toHaveLength(1);
});

describe("R26 200 calls on one signal", () => {
  test.each([
    ["as the platform has it", {}],
    ["without AbortSignal.any", { AbortSignal: {} }],
  ])("%s: few listeners, no warning, and none once they are over", async (_, globals) => {
    const warnings: string[] = [];
    const onWarning = ({ name }: Error) => warnings.push(name);
    process.on("warning", onWarning);
    const { signal, abort } = controlled();
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    const { fetch } = fakeFetch(async () => (await settled(), json(output)));
    const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch });
    const calls = Array.from({ length: 200 }, () => client.execute(get, { signal }));
    expect(getEventListeners(signal, "abort").length).toBeLessThanOrEqual(1);
    await Promise.all(calls);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    const errors = Array.from({ length: 200 }, () => rejection(client.execute(get, { signal })));
    await new Promise((resolve) => setImmediate(resolve));
    abort();
    const names = (await Promise.all(errors)).map((error) => (error as Error).name);
    expect(new Set(names)).toEqual(new Set(["AbortError"]));
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await settled();
    process.off("warning", onWarning);
    expect(warnings).toEqual([]);
  });

  function controlled() {
    const controller = new AbortController();
    return { signal: controller.signal, abort: () => controller.abort() };
  }
});
