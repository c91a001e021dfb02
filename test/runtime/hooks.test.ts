import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient, type HubOptions } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import * as w from "./fixtures/workflows.js";
import { type Reply, fakeFetch, json, rejection, settled } from "./support/fake.js";
import { timedFetch, virtualClock } from "./support/virtual.js";

const details = { deviceId: "d", isConnected: true };
const get = new d.GetDeviceDetailsAction({ deviceId: "d" });
const names = ["onRequest", "onResponse", "onRetry", "onSuccess", "onError"] as const;

/** Hooks that keep what they are told. */
function keeper() {
  const events: unknown[] = [];
  const hooks = Object.fromEntries(names.map((name) => [name, (event: object) => void events.push([name, event])]));
  return { events, hooks: hooks as $.Hooks };
}

const about = {
  action: "devices_GetDetails",
  method: "POST",
  url: "https://hub.test/api/v1/actions/invoke/devices_GetDetails?tenant=***",
};

/** A client whose answers take 40 ms each. */
function setup(replies: readonly (() => Response)[], options: Partial<HubOptions> = {}) {
  const clock = virtualClock(() => 0);
  const { events, hooks } = keeper();
  let index = 0;
  const { fetch } = timedFetch(clock, async () => {
    await clock.sleep(40);
    const reply = replies[index++];
    if (reply === undefined) throw new Error("no reply");
    return reply();
  });
  const client = new HubClient({
    baseUrl: "https://hub.test?tenant=canary",
    token: "t",
    fetch,
    runtime: clock,
    hooks: $.observe(hooks),
    ...options,
  });
  return { client, clock, events };
}

describe("R55 hooks", () => {
  test("of a call that succeeds at its second attempt: each moment in its order, with what is known of it", async () => {
    const { client, clock, events } = setup([() => json({}, { status: 503 }), () => json(details)]);
    const call = client.execute(get);
    await clock.run(1000);
    await call;
    expect(events).toEqual([
      ["onRequest", { ...about, attempt: 1 }],
      ["onResponse", { ...about, attempt: 1, status: 503, durationMs: 40 }],
      ["onRetry", { ...about, attempt: 1, reason: "503", delayMs: 250 }],
      ["onRequest", { ...about, attempt: 2 }],
      ["onResponse", { ...about, attempt: 2, status: 200, durationMs: 40 }],
      ["onSuccess", { ...about, attempt: 2, status: 200, durationMs: 330 }],
    ]);
  });

  test("of a call that fails", async () => {
    const { client, clock, events } = setup([() => json({ kind: "X" }, { status: 404 })]);
    const call = rejection(client.execute(get));
    await clock.run(100);
    expect(events.slice(1)).toEqual([
      ["onResponse", { ...about, attempt: 1, status: 404, durationMs: 40 }],
      ["onError", { ...about, attempt: 1, durationMs: 40, error: await call }],
    ]);
  });

  test("of a connection that breaks, and of one that is too slow", async () => {
    const { client, clock, events } = setup([], { maxRetries: 1, timeoutMs: 30 });
    const call = rejection(client.execute(get));
    await clock.run(1000);
    expect(await call).toMatchObject({ name: "TimeoutError" });
    expect(events.map((event) => (event as [string])[0])).toEqual(["onRequest", "onRetry", "onRequest", "onError"]);
    expect(events[1]).toEqual(["onRetry", { ...about, attempt: 1, reason: "TimeoutError", delayMs: 250 }]);
    const refused = Object.assign(new TypeError("x"), { cause: { code: "ECONNREFUSED" } });
    const { events: others, hooks } = keeper();
    const clock2 = virtualClock(() => 0);
    const { fetch } = fakeFetch(refused, json(details));
    const broken = new HubClient({ baseUrl: "https://h.test", token: "t", fetch, runtime: clock2, hooks: $.observe(hooks) });
    const second = broken.execute(get);
    await clock2.run(1000);
    await second;
    expect(others[1]).toMatchObject(["onRetry", { reason: "ECONNREFUSED" }]);
  }); // prettier-ignore

  test("of a call that is refused before it is sent", async () => {
    const { client, events } = setup([]);
    const error = await rejection(client.execute(new d.GetDeviceDetailsAction({ deviceId: 1 as never })));
    expect(events).toEqual([["onError", { action: "devices_GetDetails", attempt: 0, durationMs: 0, error }]]);
  });

  test("of the request for a token, without an action", async () => {
    const { events, hooks } = keeper();
    const { fetch } = fakeFetch(json({ access_token: "a", token_type: "Bearer" }), new Response(null, { status: 204 }));
    const client = new w.WorkflowsClient({
      baseUrl: "https://api.test",
      tokenUrl: "https://login.test/token?a=b",
      clientId: "id",
      clientSecret: "s",
      fetch,
      hooks: $.observe(hooks),
    });
    await client.execute(new w.DeleteAction({ id: "1" }));
    expect(events.slice(0, 2)).toMatchObject([
      ["onRequest", { action: undefined, attempt: 1, method: "POST", url: "https://login.test/token?a=***" }],
      ["onResponse", { action: undefined, attempt: 1, status: 200 }],
    ]);
    expect(events).toHaveLength(5);
  });

  test("credentials that are renewed: the attempt counts once", async () => {
    const { events, hooks } = keeper();
    const token = (name: string): Reply => json({ access_token: name, token_type: "Bearer" });
    const { fetch } = fakeFetch(token("a"), json({}, { status: 401 }), token("b"), new Response(null, { status: 204 }));
    const client = new w.WorkflowsClient({
      baseUrl: "https://api.test",
      tokenUrl: "https://login.test/token",
      clientId: "id",
      clientSecret: "s",
      fetch,
      hooks: $.observe(hooks),
    });
    await client.execute(new w.DeleteAction({ id: "1" }));
    const own = (events as [string, $.HookEvent][]).filter(([, { action }]) => action !== undefined);
    expect(own.map(([name, { attempt }]) => `${name} ${attempt}`)).toEqual([
      "onRequest 1",
      "onResponse 1",
      "onRequest 1",
      "onResponse 1",
      "onSuccess 1",
    ]);
  });

  test("what a hook throws, at once or later, changes nothing and is reported to nobody", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", listener);
    try {
      const throwing = () => {
        throw new Error("hook");
      };
      const rejecting = () => Promise.reject(new Error("hook"));
      for (const hook of [throwing, rejecting]) {
        const { events, hooks } = keeper();
        const bad = Object.fromEntries(names.map((name) => [name, hook]));
        const { fetch } = fakeFetch(json({}, { status: 503 }), json(details), json({}, { status: 400 }));
        const runtime = { setTimeout: (callback: () => void) => setImmediate(callback), clearTimeout: () => {} };
        const both = $.observe(bad, hooks);
        const client = new HubClient({ baseUrl: "https://h.test", token: "t", fetch, runtime, hooks: both });
        expect(await client.execute(get)).toEqual(details);
        expect(await rejection(client.execute(get))).toMatchObject({ name: "BadRequestError" });
        // The ones after it are told nevertheless.
        expect(events).toHaveLength(9);
      }
      await settled();
      expect(unhandled).toEqual([]);
    } finally {
      process.removeAllListeners("unhandledRejection");
      for (const other of others) process.on("unhandledRejection", other);
    }
  });

  test("a hook is not waited for", async () => {
    const { fetch } = fakeFetch(json(details));
    const hooks = $.observe({ onRequest: () => new Promise(() => {}) });
    expect(await new HubClient({ baseUrl: "https://h.test", token: "t", fetch, hooks }).execute(get)).toEqual(details);
  });

  test("several are told in their order, with `logging` among them, each of the same", async () => {
    const seen: string[] = [];
    const note = (name: string) => () => void seen.push(name);
    const write = () => void seen.push("log");
    const logger = { debug: write, info: write, warn: write, error: write };
    const { fetch } = fakeFetch(json(details));
    const hooks = $.observe({ onSuccess: note("first") }, $.logging(logger), $.observe({ onSuccess: note("last") }));
    await new HubClient({ baseUrl: "https://h.test", token: "t", fetch, hooks }).execute(get);
    expect(seen).toEqual(["first", "log", "last"]);
  });
});
