import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import * as w from "./fixtures/workflows.js";
import { type Reply, fakeClock, fakeFetch, json, rejection, settled } from "./support/fake.js";

async function sentBy(action: $.Action<unknown>, options: Partial<w.OpenOptions> = {}, reply: Reply = json({})) {
  const { fetch, sent } = fakeFetch(reply);
  await new w.OpenClient({ baseUrl: "https://api.test", fetch, ...options }).execute(action);
  return sent[0]!;
}
async function refused(action: $.Action<unknown>, options: Partial<w.OpenOptions> = {}) {
  const { fetch, sent } = fakeFetch(json({}));
  const error = await rejection(new w.OpenClient({ baseUrl: "https://api.test", fetch, ...options }).execute(action));
  expect(sent).toEqual([]);
  return error as $.RequestValidationError;
}
const list = async (fields: Partial<w.ListAction_Fields>) =>
  (await sentBy(new w.ListAction({ dependency: "USER", ...fields }))).url.replace(/^.*dependency=USER&?/, "");
const del = (id: unknown) => new w.DeleteAction({ id: id as string });

describe("R48 the path", () => {
  test.each([
    ["a", "a"],
    ["a b", "a%20b"],
    ["a/b", "a%2Fb"],
    ["a?b#c", "a%3Fb%23c"],
    ["#reset", "%23reset"],
    ["ä€😀", "%C3%A4%E2%82%AC%F0%9F%98%80"],
    ["%2f", "%252f"],
    ["...", "..."],
    ["..a", "..a"],
    [".a.", ".a."],
    ["a..b", "a..b"],
    ["{id}", "%7Bid%7D"],
    ["$&", "%24%26"],
    ["constructor", "constructor"],
  ])("%s is sent as %s", async (id, segment) => {
    expect((await sentBy(del(id), {}, new Response(null, { status: 204 }))).url).toBe(
      `https://api.test/things/${segment}`,
    );
  });

  test.each(["", ".", "..", "%2e", "%2E%2e", ".%2e", "%2E."])(
    "%j is refused by its name, before any request",
    async (id) => {
      const error = await refused(del(id));
      expect(error).toMatchObject({ name: "RequestValidationError", action: "workflows_Delete", attempts: 0 });
      expect(error.issues).toMatchObject([{ path: ["id"], code: "path_segment", received: "string" }]);
    },
  );

  test.each([[undefined], [null], [{}], [["a"]], [new Date()], [() => 1], ["\ud800"]])(
    "%s is refused, even if nothing is validated",
    async (id) => {
      for (const requests of ["strict", "structure", "off"] as const) {
        const error = await refused(del(id), { validate: { requests } });
        expect(error).toBeInstanceOf($.RequestValidationError);
        expect(error.issues.map(({ path }) => path)).toEqual([["id"]]);
      }
    },
  );

  test("numbers and booleans are their JSON text", async () => {
    for (const [value, text] of [
      [1.5, "1.5"],
      [0, "0"],
      [false, "false"],
      [1e21, "1e%2B21"],
    ] as const) {
      const { url } = await sentBy(del(value), { validate: { requests: "off" } }, new Response(null, { status: 204 }));
      expect(url).toBe(`https://api.test/things/${text}`);
    }
  });

  test.each([
    ["https://api.test", "https://api.test/things/1"],
    ["https://api.test/", "https://api.test/things/1"],
    ["https://api.test/base", "https://api.test/base/things/1"],
    ["https://api.test/base/", "https://api.test/base/things/1"],
    ["https://api.test/base//", "https://api.test/base/things/1"],
    ["https://api.test/base?a=1&a=2", "https://api.test/base/things/1?a=1&a=2"],
    ["https://api.test:8443/a/b", "https://api.test:8443/a/b/things/1"],
  ])("below %s", async (baseUrl, url) => {
    expect((await sentBy(del("1"), { baseUrl }, new Response(null, { status: 204 }))).url).toBe(url);
  });
});

describe("R48 the query", () => {
  test.each<[string, Partial<w.ListAction_Fields>, string]>([
    ["nothing", {}, ""],
    ["undefined and empty lists", { tags: [], active: undefined, filter: {}, ids: [], names: [] }, ""],
    ["lists repeat their key", { tags: ["a", "b"] }, "tag%5B%5D=a&tag%5B%5D=b"],
    ["duplicates are kept", { tags: ["a", "a"] }, "tag%5B%5D=a&tag%5B%5D=a"],
    ["empty text is sent", { tags: [""] }, "tag%5B%5D="],
    ["booleans and numbers", { active: false, limit: -0.5 }, "active=false&limit=-0.5"],
    ["what has a meaning in a query", { tags: ["a&b=c d+e"] }, "tag%5B%5D=a%26b%3Dc%20d%2Be"],
    ["deepObject", { filter: { a: 1, "b c": "x y" } }, "filter%5Ba%5D=1&filter%5Bb%20c%5D=x%20y"],
    [
      "deepObject, deeper",
      { filter: { a: { b: [1, 2] }, c: null } },
      "filter%5Ba%5D%5Bb%5D%5B0%5D=1&filter%5Ba%5D%5Bb%5D%5B1%5D=2",
    ],
    ["form, not exploded", { ids: [1, 2, 3] }, "ids=1,2,3"],
    ["pipeDelimited", { names: ["a,b", "c|d"] }, "names=a%2Cb%7Cc%7Cd"],
    ["an object, exploded", { sort: { by: "name", up: true } }, "by=name&up=true"],
  ])("%s", async (_, fields, query) => {
    expect(await list(fields)).toBe(query);
  });

  test("spaceDelimited, and objects that are not exploded", async () => {
    const Odd = $.action<$.Action<unknown>, { readonly a: unknown; readonly b: unknown; readonly c: unknown }>(
      "odd",
      "read",
      () => ({ a: $.json, b: $.json, c: $.json }),
      () => $.json,
      {
        binding: $.http("GET", "/odd", {
          query: {
            a: { style: "spaceDelimited", write: $.queryPairs },
            b: { explode: false, write: $.queryPairs },
            c: { style: "spaceDelimited", explode: true, write: $.queryPairs },
          },
        }),
      },
    );
    const { url } = await sentBy(new Odd({ a: ["x", "y"], b: { k: 1, "l,": 2 }, c: [1, 2] }));
    expect(url).toBe("https://api.test/odd?a=x%20y&b=k,1,l%2C,2&c=1&c=2");
  });

  test("is merged with the query of `baseUrl`", async () => {
    const { url } = await sentBy(new w.ListAction({ dependency: "USER" }), { baseUrl: "https://api.test/x/?a=1&a=2" });
    expect(url).toBe("https://api.test/x/api/v1/workflows?dependency=USER&a=1&a=2");
  });

  test("what has no place in it is an issue with its path, all of them at once", async () => {
    const filter = { a: "\ud800" };
    const error = await refused(new w.ListAction({ dependency: "USER", sort: { by: { x: 1 } }, filter }));
    expect(error.issues).toMatchObject([
      { path: ["filter", "a"], code: "type" },
      { path: ["sort", "by"], code: "type" },
    ]);
  });
});

describe("headers and bodies", () => {
  const trigger = { workflowUuid: "w", executionUuid: "e" };

  test("parameters go their ways, the rest is the body", async () => {
    const action = new w.TriggerAction({ ...trigger, source: "desk", parameters: { a: "1" } });
    const { url, init } = await sentBy(action, {}, json([]));
    expect(url).toBe("https://api.test/api/v1/workflows/w/execution/e/trigger");
    expect(init).toMatchObject({ method: "POST", body: '{"parameters":{"a":"1"}}', redirect: "manual" });
    expect(init.headers).toMatchObject({
      source: "desk",
      "content-type": "application/json",
      accept: "application/json",
    });
  });

  test("JSON.stringify gives the body alone, encode everything, and parse takes it", () => {
    const action = new w.TriggerAction({ ...trigger, source: "desk", parameters: { a: "1" } });
    expect(JSON.stringify(action)).toBe('{"parameters":{"a":"1"}}');
    expect(w.TriggerAction.encode(action)).toEqual({ ...trigger, Source: "desk", parameters: { a: "1" } });
    expect(w.TriggerAction.parse(w.TriggerAction.encode(action))).toEqual(action);
    expect(JSON.stringify(new w.TriggerAction(trigger))).toBe("{}");
    expect(JSON.stringify(del("a"))).toBeUndefined();
    expect(JSON.stringify(new w.PutAction({ id: "1", body: ["x"] }))).toBe('["x"]');
  });

  test("R49 no body, no content type; a record without members is a body", async () => {
    const { init } = await sentBy(del("1"), {}, new Response(null, { status: 204 }));
    expect(init.body).toBeUndefined();
    expect(init.headers).not.toHaveProperty("content-type");
    expect((await sentBy(new w.TriggerAction(trigger), {}, json([]))).init.body).toBe("{}");
  });

  test("a body that is no record, and a list in a header", async () => {
    const reply = new Response(null, { status: 204 });
    const { init } = await sentBy(new w.PutAction({ id: "1", labels: ["a", "b"], body: ["x"] }), {}, reply);
    expect(init.body).toBe('["x"]');
    expect(init.headers["x-labels"]).toBe("a, b");
    const without = await sentBy(new w.PutAction({ id: "1", labels: [], body: [] }), {}, reply);
    expect(without.init.headers).not.toHaveProperty("x-labels");
  });

  test("an RPC action whose body is no record", async () => {
    interface Fields {
      readonly body: readonly string[];
    }
    interface Rpc extends Fields, $.Action<unknown> {}
    const Rpc = $.action<Rpc, Fields>(
      "x_Rpc",
      "write",
      () => ({ body: $.list($.string) }),
      () => $.json,
      { body: "body" },
    );
    const { fetch, sent } = fakeFetch(json({}));
    const client = new $.Client({ baseUrl: "https://api.test", fetch }, { rpc: $.rpc("POST", "/{action}") });
    await client.execute(new Rpc({ body: ["a"] }));
    expect(sent[0]?.init.body).toBe('["a"]');
    expect(JSON.stringify(new Rpc({ body: ["a"] }))).toBe('["a"]');
  });

  test.each(["a\r\nb", "a\nb", "a\0b", "€"])(
    "R49 %j is refused with the header's name and without the value",
    async (source) => {
      const error = await refused(new w.TriggerAction({ ...trigger, source }));
      expect(error).toBeInstanceOf($.RequestValidationError);
      expect(error.issues).toMatchObject([{ path: ["source"], code: "header_value" }]);
      expect(JSON.stringify(error)).not.toContain(JSON.stringify(source).slice(1, -1));
    },
  );

  test("the user's headers are laid over the action's", async () => {
    const action = new w.TriggerAction({ ...trigger, source: "desk" });
    const { init } = await sentBy(action, { headers: { Source: "mine" } }, json([]));
    expect(init.headers["source"]).toBe("mine");
  });
});

describe("several successes", () => {
  const status = async (reply: Response, options: Partial<w.OpenOptions> = {}) => {
    const { fetch } = fakeFetch(reply);
    const client = new w.OpenClient({ baseUrl: "https://api.test", fetch, ...options });
    return client.execute(new w.StatusAction({ id: "1" })).withResponse();
  };

  test("each status has its type", async () => {
    const ok = await status(json({ requestUuid: "r" }));
    expect(ok.data).toEqual({ outcome: "ok", status: 200, data: { requestUuid: "r" } });
    const nothing = await status(new Response(null, { status: 204 }));
    expect(nothing.data).toEqual({ outcome: "nothing", status: 204, data: undefined });
    const partial = await status(new Response("a;b", { status: 206, headers: { "content-type": "text/csv" } }));
    expect(partial.data).toEqual({ outcome: "partial", status: 206, data: "a;b" });
  });

  test("another success is unknown, whatever its body", async () => {
    expect((await status(json({ a: [1] }, { status: 207 }))).data).toEqual({
      outcome: "$unknown",
      status: 207,
      raw: { a: [1] },
    });
    expect((await status(json(null, { status: 203 }))).data).toMatchObject({ raw: null });
    const page = new Response("<p>", { status: 202, headers: { "content-type": "text/html" } });
    expect((await status(page)).data).toMatchObject({ status: 202, raw: "<p>" });
    expect((await status(new Response(null, { status: 205 }))).data).toEqual({
      outcome: "$unknown",
      status: 205,
      raw: undefined,
    });
  });

  test("2XX takes what has no entry, and match takes all", async () => {
    const Any = $.bareAction<$.Action<unknown>>("x", "read", () => $.json, {
      binding: $.http("GET", "/x", {
        outputs: $.outcomes({ 200: ["ok", () => $.json], "2XX": ["other", () => $.json] }),
      }),
    });
    const { fetch } = fakeFetch(json(1, { status: 202 }));
    expect(await new w.OpenClient({ baseUrl: "https://api.test", fetch }).execute(new Any())).toEqual({
      outcome: "other",
      status: 202,
      data: 1,
    });
    const { data } = await status(json({ requestUuid: "r" }));
    const cases = { nothing: () => "", partial: ({ data }: { data: string }) => data, $unknown: () => "?" };
    expect(w.StatusAction_Output.match(data, { ...cases, ok: (ok) => ok.data.requestUuid })).toBe("r");
    expect(w.StatusAction_Output.match(data, {}, (other) => other.outcome)).toBe("ok");
  });

  test("R38 what does not fit is reported, and refused in strict mode", async () => {
    const { data, meta } = await status(json({ requestUuid: 1 }));
    expect(data).toMatchObject({ outcome: "ok", data: { requestUuid: 1 } });
    expect(meta.schemaIssues).toMatchObject([{ path: ["requestUuid"] }]);
    const strict = status(json({}), { validate: { responses: "strict" } });
    expect(await rejection(strict)).toMatchObject({ name: "ResponseDecodeError", code: "schema" });
    expect(await rejection(status(new Response("")))).toMatchObject({ code: "empty_body" });
  });
});

describe("text and streams", () => {
  const clientOf = (reply: Reply, options: Partial<w.OpenOptions> = {}) =>
    new w.OpenClient({ baseUrl: "https://api.test", fetch: fakeFetch(reply).fetch, ...options });

  test("text is the body as it is, whatever its type", async () => {
    for (const type of ["text/csv", "application/json", "text/html"]) {
      const reply = new Response('"a";1\n', { headers: { "content-type": type } });
      expect(await clientOf(reply).execute(new w.CsvAction())).toBe('"a";1\n');
    }
    expect(await clientOf(new Response(null, { status: 204 })).execute(new w.CsvAction())).toBe("");
    expect((await sentBy(new w.CsvAction(), {}, new Response(""))).init.headers["accept"]).toBe("text/csv");
  });

  test("a stream gives what comes, and takes an end that is early", async () => {
    const cancelled: unknown[] = [];
    let next = 0;
    const body = () =>
      new ReadableStream({
        pull: (controller) => (next === 5 ? controller.close() : controller.enqueue(new Uint8Array([next++]))),
        cancel: (reason) => void cancelled.push(reason),
      });
    const all: number[] = [];
    for await (const chunk of await clientOf(() => new Response(body())).execute(new w.StreamAction()))
      all.push(...chunk);
    expect(all).toEqual([0, 1, 2, 3, 4]);
    expect(cancelled).toEqual([]);
    next = 0;
    for await (const chunk of await clientOf(() => new Response(body())).execute(new w.StreamAction())) {
      expect([...chunk]).toEqual([0]);
      break;
    }
    expect(cancelled).toHaveLength(1);
    const none = await clientOf(new Response(null, { status: 204 })).execute(new w.StreamAction());
    for await (const chunk of none) expect(chunk).toBeUndefined();
  });

  test("R20 the time limit of a stream ends with its head, and no timer is left", async () => {
    const clock = fakeClock();
    let controller: ReadableStreamDefaultController | undefined;
    const body = new ReadableStream({ start: (given) => void (controller = given) });
    const stream = await clientOf(() => new Response(body), { runtime: clock, timeoutMs: 1000 }).execute(
      new w.StreamAction(),
    );
    expect(clock.pending()).toBe(0);
    await clock.advance(100_000);
    controller?.enqueue(new Uint8Array([7]));
    controller?.close();
    const all: number[] = [];
    for await (const chunk of stream) all.push(...chunk);
    expect(all).toEqual([7]);
  });

  test("R24 an abort ends a stream, before its iteration and within it", async () => {
    for (const early of [true, false]) {
      const cancelled: unknown[] = [];
      const aborter = new AbortController();
      const body = new ReadableStream({ cancel: () => void cancelled.push(1) });
      const stream = await clientOf(() => new Response(body)).execute(new w.StreamAction(), { signal: aborter.signal });
      if (early) aborter.abort("enough");
      const end = rejection(
        (async () => {
          for await (const chunk of stream) expect(chunk).toBeUndefined();
        })(),
      );
      await settled();
      aborter.abort("enough");
      expect(await end).toMatchObject({ name: "AbortError", cause: "enough", action: "exports_Stream" });
      expect(cancelled).toEqual([1]);
    }
  });

  test("R26 a stream that nobody reads is given up: its body is cancelled, and nothing listens", async () => {
    const { signal } = new AbortController();
    let cancelled = 0;
    const body = new ReadableStream({ cancel: () => void cancelled++ });
    const stream = await clientOf(() => new Response(body)).execute(new w.StreamAction(), { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    const iterator = stream[Symbol.asyncIterator]();
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect([cancelled, getEventListeners(signal, "abort").length]).toEqual([1, 0]);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  test("R26 a stream keeps nothing of what was read", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(8)) }, { highWaterMark: 0 });
    const read: WeakRef<Uint8Array>[] = [];
    for await (const chunk of await clientOf(() => new Response(body)).execute(new w.StreamAction())) {
      read.push(new WeakRef(chunk));
      await settled();
      if (read.length === 50) break;
    }
    collect();
    expect(read.filter((chunk) => chunk.deref() !== undefined).length).toBeLessThan(10);
  }); // prettier-ignore

  test("a stream that breaks off is a TransportError", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    const stream = await clientOf(() => new Response(body)).execute(new w.StreamAction());
    const end = rejection(
      (async () => {
        for await (const chunk of stream) expect(chunk).toBeUndefined();
      })(),
    );
    expect(await end).toMatchObject({ name: "TransportError", cause: { message: "reset" } });
  });

  test("an error of a stream's action is an error like any other", async () => {
    expect(await rejection(clientOf(json({}, { status: 404 })).execute(new w.StreamAction()))).toMatchObject({
      status: 404,
    });
  });
});

describe("errors of an action", () => {
  const failing = async (reply: Response) => {
    const client = new w.OpenClient({ baseUrl: "https://api.test", fetch: fakeFetch(reply).fetch });
    return rejection(client.execute(new w.TriggerAction({ workflowUuid: "w", executionUuid: "e" })));
  };

  test("R28 isErrorOf narrows to those with their body", async () => {
    const error = await failing(json({ code: "c", details: "d" }, { status: 400 }));
    expect(error).toMatchObject({ name: "BadRequestError", code: "c" });
    expect($.isErrorOf(w.TriggerAction, error)).toBe(true);
    if ($.isErrorOf(w.TriggerAction, error) && error.status === 400) expect(error.error.details).toBe("d");
    expect($.isErrorOf(w.ListAction, error)).toBe(false);
    class Mine extends w.TriggerAction {}
    expect($.isErrorOf(Mine as unknown as typeof w.TriggerAction, error)).toBe(true);
    expect(JSON.stringify(error)).not.toContain("details");
  });

  test("R28 what has no type says nothing wrong; what has one must have its body", async () => {
    for (const reply of [
      new Response("", { status: 401 }),
      new Response("<p>", { status: 401 }),
      json({ a: 1 }, { status: 401 }),
    ]) {
      expect($.isErrorOf(w.TriggerAction, await failing(reply))).toBe(true);
    }
    expect($.isErrorOf(w.TriggerAction, await failing(json({ code: "c" }, { status: 400 })))).toBe(false);
    expect($.isErrorOf(w.TriggerAction, await failing(json({}, { status: 500 })))).toBe(false);
    expect($.isErrorOf(w.TriggerAction, new Error("no"))).toBe(false);
  });
});
