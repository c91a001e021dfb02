// Waiting for work: when it is asked, what ends it, and what it leaves behind. In virtual time.
import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import { json, rejection } from "./support/fake.js";
import { timedFetch, virtualClock } from "./support/virtual.js";

const get = new d.GetDeviceDetailsAction({ deviceId: "d" });
const online = (isConnected: boolean) => json({ deviceId: "d", isConnected });
const until = (output: $.OutputOf<d.GetDeviceDetailsAction>) => output.isConnected;

/** A client of a server that answers so at its nth call. */
function hub(answer: (call: number) => Response | Promise<Response>) {
  const clock = virtualClock();
  const { fetch, sent } = timedFetch(clock, () => answer(sent.length));
  const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, runtime: clock });
  return { client, clock, times: () => sent.map(({ at }) => at) };
}

describe("R61 poll", () => {
  test("asks after pauses that grow, up to a limit, until the work is done", async () => {
    const { client, clock, times } = hub((call) => online(call === 7));
    const output = $.poll(client, get, { until, maxIntervalMs: 4_000 });
    await clock.run(60_000);
    expect(await output).toEqual({ deviceId: "d", isConnected: true });
    expect(times()).toEqual([0, 1000, 2500, 4750, 8125, 12_125, 16_125]);
    expect(clock.pending()).toBe(0);
  });

  test("asks once where the work is done already", async () => {
    const { client, clock, times } = hub(() => online(true));
    expect(await $.poll(client, get, { until })).toMatchObject({ isConnected: true });
    expect([times(), clock.pending()]).toEqual([[0], 0]);
  });

  test("rejects when the work has failed, with what was heard of it", async () => {
    const { client, clock } = hub((call) => json({ deviceId: call === 2 ? "gone" : "d", isConnected: false }));
    const error = rejection($.poll(client, get, { until, failed: ({ deviceId }) => deviceId === "gone" }));
    await clock.run(5_000);
    expect(await error).toMatchObject({ name: "PollError", code: "failed", action: "devices_GetDetails" });
    expect(await error).toHaveProperty("output", { deviceId: "gone", isConnected: false });
    expect(JSON.stringify(await error)).not.toContain("gone");
    expect(await error).toBeInstanceOf($.PollError);
  });

  test("ends at the deadline, in a pause", async () => {
    const { client, clock, times } = hub(() => online(false));
    const error = rejection($.poll(client, get, { until, deadlineMs: 2_000 }));
    await clock.run(1_999);
    expect(clock.pending()).toBe(2);
    await clock.run(1);
    expect(await error).toMatchObject({ name: "PollError", code: "deadline" });
    expect([times(), clock.pending()]).toEqual([[0, 1000], 0]);
  });

  test("ends at the deadline, in a call, which is ended, too", async () => {
    let signal: AbortSignal | undefined;
    const clock = virtualClock();
    const { fetch } = timedFetch(clock, ({ init }) => {
      signal = init.signal as AbortSignal;
      return new Promise(() => {});
    });
    const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, runtime: clock });
    const error = rejection($.poll(client, get, { until, deadlineMs: 2_000 }));
    await clock.run(2_000);
    expect(await error).toMatchObject({ name: "PollError", code: "deadline" });
    expect(signal?.aborted).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  test("ends when the caller says so, at once, and leaves nothing behind", async () => {
    const { client, clock, times } = hub(() => online(false));
    const controller = new AbortController();
    const error = rejection($.poll(client, get, { until, signal: controller.signal }));
    await clock.run(500);
    controller.abort("enough");
    expect(await error).toMatchObject({ name: "AbortError", cause: "enough" });
    expect([times(), clock.pending()]).toEqual([[0], 0]);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("R30 rejects with the caller in the stack, whoever ended it", async () => {
    const signal = AbortSignal.timeout(1);
    for (const options of [{ deadlineMs: 500 }, { signal }]) {
      const { client, clock } = hub(() => online(false));
      const error = rejection((async function theOneWhoPolls() {
        return await $.poll(client, get, { until, ...options });
      })());
      await clock.run(500);
      expect(((await error) as Error).stack).toContain("theOneWhoPolls");
    }
  }); // prettier-ignore

  test("takes no failure of a call for an answer", async () => {
    const { client, clock } = hub(() => json({}, { status: 404 }));
    expect(await rejection($.poll(client, get, { until }))).toBeInstanceOf($.NotFoundError);
    expect(clock.pending()).toBe(0);
  });

  test.each(["intervalMs", "maxIntervalMs", "deadlineMs"])("wants a time for %s", async (name) => {
    const { client, times } = hub(() => online(true));
    for (const ms of [-1, NaN])
      expect(await rejection($.poll(client, get, { until, [name]: ms }))).toBeInstanceOf($.ConfigError);
    expect(times()).toEqual([]);
  });

  test("has no limit with a deadline of 0", async () => {
    const { client, clock } = hub((call) => online(call === 100));
    const output = $.poll(client, get, { until, deadlineMs: 0 });
    await clock.run(4_000_000);
    expect(await output).toMatchObject({ isConnected: true });
  });
});

describe("R61 a waiter that a spec declares", () => {
  const next = ({ deviceId }: { readonly deviceId: string }) => new d.GetDeviceDetailsAction({ deviceId });
  const started = { deviceId: "d" };

  test("looks at one member of the output", async () => {
    const { client, clock, times } = hub((call) => online(call === 2));
    const output = $.waiter(next, [["isConnected"], [true]])(client, started, { intervalMs: 10 });
    await clock.run(100);
    expect(await output).toMatchObject({ isConnected: true });
    expect(times()).toEqual([0, 10]);
  });

  test("asks whether the work has failed before whether it is done", async () => {
    const { client } = hub(() => online(true));
    const wait = $.waiter(next, [["isConnected"], [true]], [["deviceId"], ["x", "d"]]);
    expect(await rejection(wait(client, started))).toMatchObject({ code: "failed" });
  });

  test("waits on where there is no such member", async () => {
    const { client, clock } = hub(() => online(true));
    const error = rejection($.waiter(next, [["a", "b"], [true]])(client, started, { deadlineMs: 50 }));
    await clock.run(50);
    expect(await error).toMatchObject({ code: "deadline" });
  });
});
