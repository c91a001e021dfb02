// R54, T20: functions around attempts and calls. What each of them may do, and what it may not.
import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient, type HubOptions } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import * as w from "./fixtures/workflows.js";
import { type Reply, fakeFetch, json, rejection, settled } from "./support/fake.js";
import { virtualClock } from "./support/virtual.js";

const details = { deviceId: "d", isConnected: true };
const get = new d.GetDeviceDetailsAction({ deviceId: "d" });
const set = new d.SetDevicePropertyAction({ deviceId: "d", name: "n" });

function setup(options: Partial<HubOptions>, ...replies: readonly Reply[]) {
  const { fetch, sent } = fakeFetch(...(replies.length > 0 ? replies : [json(details)]));
  // Nothing is waited for, and no time limit is reached.
  const runtime = { ...virtualClock(), sleep: () => settled() };
  return { sent, client: new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, runtime, ...options }) };
}

/** A client with one middleware. */
function around(middleware: $.Middleware, ...replies: readonly Reply[]) {
  return setup({ middleware: [middleware] }, ...replies);
}

describe("R54 T20 around an attempt", () => {
  test("the first one is outermost, and each is gone through on the way back", async () => {
    const seen: string[] = [];
    const layer = (name: string): $.Middleware => async (request, next) => {
      seen.push(`${name} in`);
      const response = await next(request);
      seen.push(`${name} out`);
      return response;
    }; // prettier-ignore
    const { client } = setup({ middleware: [layer("a"), layer("b"), layer("c")] });
    await client.execute(get);
    expect(seen).toEqual(["a in", "b in", "c in", "c out", "b out", "a out"]);
  });

  test("sees the request as it will travel, but for the credentials", async () => {
    let seen: $.MiddlewareRequest | undefined;
    const { client } = around((request, next) => next((seen = request)));
    await client.execute(get, { headers: { "X-Mine": "1" } });
    expect(seen).toEqual({
      url: "https://hub.test/api/v1/actions/invoke/devices_GetDetails",
      method: "POST",
      headers: expect.objectContaining({ "content-type": "application/json", "x-mine": "1" }) as object,
      body: '{"deviceId":"d"}',
    });
    expect(seen?.headers).not.toHaveProperty("authorization");
  });

  test("answers by itself: nothing is sent", async () => {
    const { client, sent } = around(() => Promise.resolve(json({ ...details, deviceId: "mine" })));
    const { data, meta } = await client.execute(get).withResponse();
    expect(data).toEqual({ ...details, deviceId: "mine" });
    expect(meta).toMatchObject({ status: 200, attempts: 1 });
    expect(sent).toEqual([]);
  });

  test("an answer of its own is an answer: a failure is an error, and may be tried again", async () => {
    const statuses = [503, 404];
    const { client, sent } = around(() => Promise.resolve(json({}, { status: statuses.shift() ?? 200 })));
    expect(await rejection(client.execute(get))).toMatchObject({ name: "NotFoundError", attempts: 2 });
    expect(sent).toEqual([]);
  });

  test("changes the address, the method, the headers and the body", async () => {
    const { client, sent } = around((request, next) =>
      next({
        url: `${request.url}?tenant=a`,
        method: "PUT",
        headers: { ...request.headers, "X-Signed": "s" },
        body: `${String(request.body)} `,
      }),
    );
    await client.execute(get);
    expect(sent[0]?.url).toBe("https://hub.test/api/v1/actions/invoke/devices_GetDetails?tenant=a");
    expect(sent[0]?.init).toMatchObject({
      method: "PUT",
      body: '{"deviceId":"d"} ',
      headers: { "x-signed": "s", authorization: "Bearer t" },
    });
  });

  test("changes the answer", async () => {
    const { client } = around(async (request, next) => {
      const response = await next(request);
      return json({ ...(JSON.parse(await response.text()) as object), deviceId: "changed" });
    });
    expect(await client.execute(get)).toEqual({ ...details, deviceId: "changed" });
  });

  test("a header of null is not sent, not even the one with the credentials", async () => {
    const without = { authorization: null, "user-agent": null };
    const { client, sent } = around((request, next) => next({ ...request, headers: { ...request.headers, ...without } }));
    await client.execute(get);
    expect(sent[0]?.init.headers).not.toHaveProperty("authorization");
    expect(sent[0]?.init.headers).not.toHaveProperty("user-agent");
  }); // prettier-ignore

  test("a header that cannot be sent is a ConfigError with its name alone, and not sent again", async () => {
    const { client, sent } = around((request, next) => next({ ...request, headers: { "x-bad": "canary\n" } }));
    const error = await rejection(client.execute(get));
    expect(error).toMatchObject({ name: "ConfigError", message: expect.stringContaining("x-bad") as string });
    expect((error as Error).message).not.toContain("canary");
    expect(sent).toEqual([]);
  });

  test.each([
    ["https://evil.test/x", undefined],
    ["http://hub.test/x", undefined],
    ["https://hub.test:8443/x", undefined],
    ["https://hub.test.evil.test/x", undefined],
    ["//hub.test/x", undefined],
    ["https://hub.test@evil.test/x", undefined],
    ["https://hub.test\\@evil.test/x", undefined],
    ["https://HUB.test/x", "Bearer t"],
    ["https://hub.test?x", "Bearer t"],
  ])("R52 credentials go to %s: %s", async (url, expected) => {
    const { client, sent } = around((request, next) => next({ ...request, url }));
    await client.execute(get);
    expect(sent[0]?.init.headers["authorization"]).toBe(expected);
  });

  test("R52 a key in the query goes nowhere else either", async () => {
    const { fetch, sent } = fakeFetch(json({}));
    const urls = ["https://api.test/a?b=1", "https://evil.test/a"];
    const middleware: readonly $.Middleware[] = [(request, next) => next({ ...request, url: urls[sent.length] ?? "" })];
    const options = { baseUrl: "https://api.test", fetch, middleware, apiKey: "k" };
    const client = new $.Client(options, { rpc: $.rpc("POST", "/"), auth: $.apiKey("query", "key") });
    const Nothing = $.bareAction<$.Action<undefined>>("x", "read", () => $.unit);
    await client.execute(new Nothing());
    await client.execute(new Nothing());
    expect(sent.map(({ url }) => url)).toEqual(["https://api.test/a?b=1&key=k", "https://evil.test/a"]);
  });

  test("calls next twice: two requests of one attempt", async () => {
    const { client, sent } = around(
      async (request, next) => {
        const first = await next(request);
        return first.status === 409 ? next({ ...request, headers: { ...request.headers, "x-again": "1" } }) : first;
      },
      json({}, { status: 409 }),
      json(details),
    );
    const { meta } = await client.execute(get).withResponse();
    expect(meta.attempts).toBe(1);
    expect(sent.map(({ init }) => init.headers["x-again"])).toEqual([undefined, "1"]);
  });

  test.each([
    ["an error", () => { throw new RangeError("mine"); }],
    ["an error, later", () => Promise.reject(new RangeError("mine"))],
    ["an error of the package", () => Promise.reject(new $.SdkError("mine"))],
    ["what is no error", () => Promise.reject("mine" as unknown as Error)],
  ] as const)("what it throws is what the call rejects with, and not sent again: %s", async (_, middleware) => {
    let calls = 0;
    const { client, sent } = around(() => (calls++, middleware()));
    const error = await rejection(client.execute(get));
    expect(error instanceof Error ? error.message : error).toBe("mine");
    expect(error).not.toMatchObject({ name: "TransportError" });
    expect([calls, sent.length]).toEqual([1, 0]);
  }); // prettier-ignore

  test("a RetryableError makes another attempt, of a write too; after the last one it is what the call rejects with", async () => {
    let calls = 0;
    const retryable = new $.RetryableError("again");
    const { client, sent } = around((request, next) => (calls++ < 2 ? Promise.reject(retryable) : next(request)), json({ result: "Set" }));
    const { meta } = await client.execute(set).withResponse();
    expect([meta.attempts, calls, sent.length]).toEqual([3, 3, 1]);

    const never = around(() => Promise.reject(retryable));
    const error = await rejection(never.client.execute(set));
    expect(error).toBe(retryable);
    expect(error).toMatchObject({ attempts: 3, retryRefused: "exhausted" });
  }); // prettier-ignore

  test("a TransportError among the causes makes another attempt, where that is safe", async () => {
    const wrapping: $.Middleware = async (request, next) => {
      try {
        return await next(request);
      } catch (cause) {
        throw new Error("wrapped", { cause });
      }
    };
    const { client, sent } = around(wrapping, new TypeError("reset"), json(details));
    expect(await client.execute(get)).toEqual(details);
    expect(sent).toHaveLength(2);
    const write = around(wrapping, new TypeError("reset"), json({ result: "Set" }));
    expect(await rejection(write.client.execute(set))).toMatchObject({ message: "wrapped" });
    expect(write.sent).toHaveLength(1);
  });

  test("may answer in place of a failure of the connection", async () => {
    const { client } = around(
      (request, next) => next(request).catch(() => json({ ...details, deviceId: "cached" })),
      new TypeError("x"),
    );
    expect(await client.execute(get)).toEqual({ ...details, deviceId: "cached" });
  });

  test("one that throws at once rejects, for those around it", async () => {
    const outer: $.Middleware = (request, next) => next(request).catch(() => json({ ...details, deviceId: "caught" }));
    const inner: $.Middleware = () => {
      throw new RangeError("mine");
    };
    expect(await setup({ middleware: [outer, inner] }).client.execute(get)).toEqual({ ...details, deviceId: "caught" });
  });

  test("an answer whose body was read is refused, with the way out", async () => {
    const reading: $.Middleware = async (request, next) => {
      const response = await next(request);
      await response.text();
      return response;
    };
    const { client, sent } = around(reading);
    expect(await rejection(client.execute(get))).toMatchObject({
      name: "ConfigError",
      message: "devices_GetDetails failed: a middleware has read the body: let it read a clone",
    });
    expect(sent).toHaveLength(1);
    const cloning: $.Middleware = async (request, next) => {
      const response = (await next(request)) as Response;
      await response.clone().text();
      return response;
    };
    expect(await around(cloning).client.execute(get)).toEqual(details);
  });

  test("knows the action, the attempt and the signal", async () => {
    const seen: unknown[] = [];
    const { client } = around(
      (request, next, { action, attempt, signal }) => {
        seen.push([action, attempt, signal.aborted]);
        return next(request);
      },
      json({}, { status: 503 }),
      json(details),
    );
    await client.execute(get);
    expect(seen).toEqual([
      ["devices_GetDetails", 1, false],
      ["devices_GetDetails", 2, false],
    ]);
  });

  test("the request for a token passes, without an action, with its secret", async () => {
    const seen: unknown[] = [];
    const { fetch } = fakeFetch(json({ access_token: "a", token_type: "Bearer" }), new Response(null, { status: 204 }));
    const client = new w.WorkflowsClient({
      baseUrl: "https://api.test",
      tokenUrl: "https://login.test/token",
      clientId: "id",
      clientSecret: "s",
      fetch,
      middleware: [
        (request, next, { action, attempt }) => {
          seen.push([action, attempt, request.url, request.headers["authorization"]]);
          return next(request);
        },
      ],
    });
    await client.execute(new w.DeleteAction({ id: "1" }));
    expect(seen).toEqual([
      [undefined, 1, "https://login.test/token", `Basic ${btoa("id:s")}`],
      ["workflows_Delete", 1, expect.stringContaining("https://api.test/"), undefined],
    ]);
  });

  test("one that hangs ends with its attempt, and with the caller", async () => {
    const seen: boolean[] = [];
    const clock = virtualClock();
    const hanging: $.Middleware = (_, __, { signal }) =>
      new Promise(() => signal.addEventListener("abort", () => seen.push(signal.aborted)));
    const { client } = setup({ middleware: [hanging], runtime: clock, timeoutMs: 100, maxRetries: 0 });
    const timed = rejection(client.execute(get));
    await clock.run(100);
    expect(await timed).toMatchObject({ name: "TimeoutError", phase: "headers" });
    const controller = new AbortController();
    const aborted = rejection(client.execute(get, { signal: controller.signal }));
    await settled();
    controller.abort("no more");
    expect(await aborted).toMatchObject({ name: "AbortError", cause: "no more" });
    expect(seen).toEqual([true, true]);
    expect(clock.pending()).toBe(0);
  });

  test("the one thing that is sent is sent with the client's fetch and its signal", async () => {
    const { client, sent } = around((request, next) => next({ ...request, signal: 1, redirect: "follow" } as never));
    await client.execute(get);
    expect(sent[0]?.init).toMatchObject({ redirect: "manual" });
    expect(sent[0]?.init.signal).toBeInstanceOf(AbortSignal);
  });
});

describe("R54 who gives nothing is told, in JavaScript too", () => {
  const nothing = (() => Promise.resolve()) as unknown as $.Middleware & $.CallMiddleware;
  const error = { name: "ConfigError", message: "devices_GetDetails failed: a middleware gave nothing: `return next(request)`" }; // prettier-ignore

  test.each([{ middleware: [nothing] }, { callMiddleware: [nothing] }])("%o", async (options) => {
    const { client, sent } = setup(options);
    expect(await rejection(client.execute(get))).toMatchObject(error);
    expect(sent).toEqual([]);
  });
});

describe("R54 T20 around a call", () => {
  test("once, whatever the attempts, with the output as code has it", async () => {
    const seen: unknown[] = [];
    const callMiddleware: readonly $.CallMiddleware[] = [
      async (action, next, { action: name, attempt }) => {
        const result = await next(action);
        seen.push(name, attempt, action, result.data, result.meta.attempts);
        return { ...result, data: { ...details, deviceId: "changed" } };
      },
    ];
    const { client, sent } = setup({ callMiddleware }, json({}, { status: 503 }), json(details));
    expect(await client.execute(get)).toEqual({ ...details, deviceId: "changed" });
    expect(seen).toEqual(["devices_GetDetails", 0, get, details, 2]);
    expect(sent).toHaveLength(2);
  });

  test("the first one is outermost, and around all middleware", async () => {
    const seen: string[] = [];
    const call =
      (name: string): $.CallMiddleware =>
      (action, next) => (seen.push(name), next(action));
    const middleware: readonly $.Middleware[] = [(request, next) => (seen.push("attempt"), next(request))];
    await setup({ callMiddleware: [call("a"), call("b")], middleware }).client.execute(get);
    expect(seen).toEqual(["a", "b", "attempt"]);
  });

  test("answers by itself, for a cache; changes the fields; asks twice", async () => {
    const meta = { status: 200 } as $.Meta;
    const cached = setup({ callMiddleware: [() => Promise.resolve({ data: details, meta })] });
    expect(await cached.client.execute(get)).toEqual(details);
    expect(cached.sent).toEqual([]);
    const other = setup({ callMiddleware: [(_, next) => next(new d.GetDeviceDetailsAction({ deviceId: "other" }))] });
    await other.client.execute(get);
    expect(other.sent[0]?.init.body).toBe('{"deviceId":"other"}');
    const twice = setup({ callMiddleware: [async (action, next) => (await next(action), next(action))] });
    const answer = await twice.client.execute(get).withResponse();
    expect([twice.sent.length, answer.meta.attempts]).toEqual([2, 1]);
  });

  test("asks twice at the same time: each asks for its own, and is retried for itself", async () => {
    const action = (deviceId: string) => new d.GetDeviceDetailsAction({ deviceId });
    const answers: $.WithMeta<unknown>[] = [];
    const both: $.CallMiddleware = async (_, next) => {
      answers.push(...(await Promise.all([next(action("a")), next(action("b"))])));
      return answers[0]!;
    };
    const { client, sent } = setup({ callMiddleware: [both] }, json({}, { status: 503 }), json(details));
    await client.execute(get);
    expect(sent.map(({ init }) => init.body)).toEqual(['{"deviceId":"a"}', '{"deviceId":"b"}', '{"deviceId":"a"}']);
    expect(answers.map(({ meta }) => meta.attempts)).toEqual([2, 1]);
    const error = setup(
      { callMiddleware: [both] },
      json({}, { status: 503 }),
      json({}, { status: 404 }),
      json(details),
    );
    expect(await rejection(error.client.execute(get))).toMatchObject({ status: 404, attempts: 1 });
    const twice: $.CallMiddleware = async (_, next) => (await Promise.all([next(set), next(set)]))[0]!;
    const lost = setup({ callMiddleware: [twice] }, new TypeError("fetch failed"), json({}));
    expect(await rejection(lost.client.execute(set))).toMatchObject({ name: "TransportError", retryRefused: "write" });
  });

  test("R26 asks twice, and both wait for another attempt: an abort leaves no timer behind", async () => {
    const clock = virtualClock();
    const twice: $.CallMiddleware = async (action, next) => (await Promise.all([next(action), next(action)]))[0];
    const { client, sent } = setup({ callMiddleware: [twice], runtime: clock }, json({}, { status: 503 }));
    const controller = new AbortController();
    const error = rejection(client.execute(get, { signal: controller.signal }));
    await settled();
    expect(sent).toHaveLength(2);
    controller.abort();
    expect(await error).toMatchObject({ name: "AbortError" });
    expect(clock.pending()).toBe(0);
  });

  test("answers by itself and goes on asking behind that, as often as a call does", async () => {
    const clock = virtualClock();
    const behind: unknown[] = [];
    const meta = {} as $.Meta;
    const stale: $.CallMiddleware = async (action, next) => {
      void next(action).then(({ data }) => behind.push(data));
      await clock.wait(1);
      return { data: "stale", meta };
    };
    const { client } = setup({ callMiddleware: [stale], runtime: clock }, json({}, { status: 503 }), json(details));
    const answer = client.execute(get);
    await clock.run(1_000);
    expect([await answer, behind]).toEqual(["stale", [details]]);
  });

  test("sees the error of the call, and may answer in its place", async () => {
    const seen: unknown[] = [];
    const callMiddleware: readonly $.CallMiddleware[] = [
      (action, next) =>
        next(action).catch((error: unknown) => {
          seen.push(error);
          if (error instanceof $.NotFoundError) return { data: undefined, meta: error.meta as $.Meta };
          throw error;
        }),
    ];
    const { client } = setup({ callMiddleware }, json({}, { status: 404 }), json({}, { status: 403 }));
    expect(await client.execute(get)).toBeUndefined();
    expect(await rejection(client.execute(get))).toBe(seen[1]);
    expect(seen).toMatchObject([{ name: "NotFoundError" }, { name: "ForbiddenError" }]);
  });

  test("what it throws is what the call rejects with; tryExecute has it as a cause", async () => {
    const mine = new RangeError("mine");
    const { client, sent } = setup({ callMiddleware: [() => Promise.reject(mine)] });
    expect(await rejection(client.execute(get))).toBe(mine);
    const answer = await client.tryExecute(get);
    expect(answer).toMatchObject({ ok: false, error: { name: "SdkError", cause: mine } });
    expect(sent).toEqual([]);
    const attempt = around(() => Promise.reject(mine));
    expect(await attempt.client.tryExecute(get)).toMatchObject({ ok: false, error: { cause: mine } });
  });

  test("R22 is not asked for a call that was aborted before it began; one that hangs ends with the call", async () => {
    let calls = 0;
    const clock = virtualClock();
    const { client } = setup({ callMiddleware: [() => (calls++, new Promise(() => {}))], runtime: clock, deadlineMs: 50 });
    expect(await rejection(client.execute(get, { signal: AbortSignal.abort() }))).toMatchObject({ name: "AbortError" });
    expect(calls).toBe(0);
    const late = rejection(client.execute(get));
    await clock.run(50);
    expect(await late).toMatchObject({ name: "TimeoutError", phase: "deadline" });
    expect(clock.pending()).toBe(0);
  }); // prettier-ignore

  test("has one object of notes with the attempts of its call, and none with other calls", async () => {
    const seen: unknown[] = [];
    const { client } = setup(
      {
        callMiddleware: [(action, next, { state }) => ((state["n"] = 1), next(action))],
        middleware: [
          (request, next, { state }) => {
            seen.push(state["n"]);
            state["n"] = Number(state["n"]) + 1;
            return next(request);
          },
        ],
      },
      json({}, { status: 503 }),
      json(details),
    );
    await client.execute(get);
    await client.execute(get);
    expect(seen).toEqual([1, 2, 1]);
  });
});
