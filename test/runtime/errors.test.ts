import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import { fakeFetch, json, rejection } from "./support/fake.js";

type Runtime = typeof $;

const get = new d.GetDeviceDetailsAction({ deviceId: "d" });

function answering(response: Response): HubClient {
  const { fetch } = fakeFetch(response);
  return new HubClient({ baseUrl: "https://hub.test", token: "canary-token", fetch, maxRetries: 0 });
}

const table: readonly (readonly [number, keyof Runtime])[] = [
  [300, "RedirectError"],
  [304, "RedirectError"],
  [400, "BadRequestError"],
  [401, "UnauthorizedError"],
  [403, "ForbiddenError"],
  [404, "NotFoundError"],
  [409, "ConflictError"],
  [418, "HttpError"],
  [422, "UnprocessableEntityError"],
  [429, "RateLimitError"],
  [500, "ServerError"],
  [503, "ServerError"],
  [599, "ServerError"],
];

describe("errors", () => {
  test.each(table)("R27 %i is a %s", async (status, name) => {
    const response = new Response(status === 304 ? null : "{}", { status });
    const error = await rejection(answering(response).execute(get));
    expect(error).toBeInstanceOf($[name]);
    expect(error).toBeInstanceOf($.HttpError);
    expect(error).toBeInstanceOf($.SdkError);
    expect(error).toBeInstanceOf(Error);
    expect($.isSdkError(error)).toBe(true);
    expect(error).toMatchObject({ name, status, bodyText: status === 304 ? "" : "{}" });
  });

  test("R27 the tree", () => {
    const parents: readonly (readonly [keyof Runtime, keyof Runtime])[] = [
      ["ConfigError", "SdkError"],
      ["ValidationError", "SdkError"],
      ["RequestValidationError", "ValidationError"],
      ["TransportError", "SdkError"],
      ["TimeoutError", "TransportError"],
      ["RequestAbortedError", "SdkError"],
      ["AuthError", "SdkError"],
      ["ResponseDecodeError", "SdkError"],
      ["UnexpectedVariantError", "SdkError"],
      ["HttpError", "SdkError"],
    ];
    for (const [child, parent] of parents) {
      const error = new ($[child] as $.ErrorClass<$.SdkError>)("x");
      expect(error).toBeInstanceOf($[parent]);
      expect(error).not.toBeInstanceOf($.RateLimitError);
    }
    expect(new Error("x")).not.toBeInstanceOf($.SdkError);
    expect(null).not.toBeInstanceOf($.SdkError);
  });

  test("R28 the error of the spec, with its code and its message lifted", async () => {
    const body = { kind: "NotFound", message: "No such device.", more: 1 };
    const error = (await rejection(answering(json(body, { status: 404 })).execute(get))) as $.HttpError;
    expect(error).toMatchObject({ code: "NotFound", error: body, body });
    const unknown = await rejection(answering(json({ kind: "Teapot", message: null }, { status: 418 })).execute(get));
    expect(unknown).toMatchObject({ status: 418, code: "Teapot", error: { kind: "Teapot" } });
  });

  test("R28 a body that does not fit never masks the status", async () => {
    for (const text of ["", "<html>", "{", "null", "[]", '"x"', '{"kind":{"Deep":1}}', '{"kind":7}', "\ud800"]) {
      const error = await rejection(answering(new Response(text, { status: 403 })).execute(get));
      expect(error).toMatchObject({ name: "ForbiddenError", status: 403 });
    }
    const payload = await rejection(answering(json({ kind: { Deep: 1 } }, { status: 403 })).execute(get));
    expect(payload).toMatchObject({ code: "Deep" });
  });

  test("R28 R35 lists where a text belongs are shown by their texts, whatever else is in them", async () => {
    const deep = "[".repeat(9_000) + "]".repeat(9_000);
    const text = `{"kind":[{"toString":1},${deep}],"message":["No name.",null,"No id."]}`;
    const error = (await rejection(answering(new Response(text, { status: 400 })).execute(get))) as $.HttpError;
    expect(error).toMatchObject({ name: "BadRequestError", status: 400, bodyText: text });
    expect(error.code).toBeUndefined();
    expect(error.message).toContain("400: No name.,No id. (attempt 1/1)");
  });

  test("R28 error types by status: the most exact one, an action's over the API's", async () => {
    const entry = (code: string): $.ErrorEntry => ({ node: () => $.json, code });
    const client = new $.Client(
      {
        baseUrl: "https://h.test",
        fetch: (url) => Promise.resolve(json({ a: "A", b: "B", c: "C" }, { status: Number(url.at(-1)) + 400 })),
      },
      { rpc: $.rpc("POST", "{action}"), errors: { default: entry("a"), "4XX": entry("b") } },
    );
    const of = (name: string, more?: $.ActionMore) =>
      rejection(client.execute(new ($.bareAction<$.Action<undefined>>(name, "read", () => $.unit, more))()));
    expect(await of("1")).toMatchObject({ code: "B" });
    expect(await of("1", { errors: { 401: entry("c") } })).toMatchObject({ code: "C" });
    expect(await of("2", { errors: { 401: entry("c") } })).toMatchObject({ code: "B" });
  });

  test("R29 the message, and what every error carries", async () => {
    const response = json(
      { kind: "Forbidden", message: "Not yours." },
      { status: 403, statusText: "Forbidden", headers: { "x-request-id": "abc" } },
    );
    const error = await rejection(answering(response).execute(get));
    expect(error).toMatchObject({
      message: "devices_GetDetails failed: 403 Forbidden: Not yours. (request-id abc, attempt 1/1)",
      action: "devices_GetDetails",
      method: "POST",
      url: "https://hub.test/api/v1/actions/invoke/devices_GetDetails",
      attempts: 1,
      requestId: "abc",
      meta: { status: 403, requestId: "abc" },
    });
    const bare = (await rejection(answering(new Response("", { status: 502 })).execute(get))) as Error;
    expect(bare.message).toBe("devices_GetDetails failed: 502 (attempt 1/1)");
  });

  test("R29 values of the query are left out", async () => {
    const client = new HubClient({
      baseUrl: "https://hub.test?key=canary&x=canary",
      token: "t",
      fetch: fakeFetch(new TypeError("fetch failed")).fetch,
      maxRetries: 0,
    });
    expect(await rejection(client.execute(get))).toMatchObject({
      url: "https://hub.test/api/v1/actions/invoke/devices_GetDetails?key=***&x=***",
    });
  });

  test("R30 the stack has the caller, and the cause is kept", async () => {
    async function theCallerOfTheSdk(client: HubClient): Promise<unknown> {
      return await client.execute(get);
    }
    const cause = new TypeError("fetch failed");
    const { fetch } = fakeFetch(cause);
    const client = new HubClient({ baseUrl: "https://hub.test", token: "t", fetch, maxRetries: 0 });
    const error = (await rejection(theCallerOfTheSdk(client))) as $.TransportError;
    expect(error).toMatchObject({ name: "TransportError", cause });
    expect(error.stack).toContain("theCallerOfTheSdk");
    expect(error.stack).toMatch(/^TransportError: devices_GetDetails failed: no answer from https:\/\/hub\.test\n/);
    const later = (await rejection(theCallerOfTheSdk(answering(json({}, { status: 500 }))))) as Error;
    expect(later.stack).toContain("theCallerOfTheSdk");
    // Who does not wait for it is in no asynchronous stack.
    const thrower = function theOneWhoDoesNotWait(): { readonly call: Promise<unknown> } {
      return { call: client.execute(get) };
    };
    const { call } = thrower();
    expect(((await rejection(call)) as Error).stack).toContain("theOneWhoDoesNotWait");
  });

  test("R30 an error that a middleware throws again and again does not grow, and one that is frozen is thrown as it is", async () => {
    const thrown = (error: Error) =>
      new HubClient({ baseUrl: "https://hub.test", token: "t", middleware: [() => Promise.reject(error)] });
    const circuit = new Error("open");
    const lengths: (number | undefined)[] = [];
    for (let call = 0; call < 3; call++) {
      await rejection(thrown(circuit).execute(get));
      lengths.push(circuit.stack?.length);
    }
    expect(lengths[2]).toBe(lengths[1]);
    for (const frozen of [Object.freeze(new Error("mine")), Object.freeze(new $.SdkError("mine"))])
      expect(await rejection(thrown(frozen).execute(get))).toBe(frozen);
  }); // prettier-ignore

  test("R33 no secret is in an error, however it is shown", async () => {
    const canaries = ["canary-token", "canary-cookie", "canary-field", "canary-body"];
    const secret = new d.SetDevicePropertyAction({ deviceId: "canary-field", name: "n", value: "canary-field" });
    const headers = { "set-cookie": "canary-cookie", "content-type": "application/json" };
    const failures: readonly Response[] = [
      new Response('{"kind":"X","other":"canary-body"}', { status: 500, headers }),
      new Response('{"result":"canary-body"', { headers }),
      new Response("canary-body", { headers: { ...headers, "content-type": "text/html" } }),
      new Response('{"result":1,"value":"canary-body"}', { headers }),
    ];
    for (const response of failures) {
      const client = answering(response);
      const error = await rejection(client.execute(secret, { validate: { responses: "strict" } }));
      const shown = [String(error), JSON.stringify(error), inspect(error, { depth: 9 }), (error as Error).stack].join();
      for (const canary of canaries) expect(shown).not.toContain(canary);
      expect(Object.keys(error as object)).not.toContain("headers");
    }
    const invalid = await rejection(
      answering(json({})).execute(
        new d.SetDevicePropertyAction({ deviceId: ["canary-field"] as never, name: "canary-field!" }),
      ),
    );
    expect(inspect(invalid, { depth: 9 }) + JSON.stringify(invalid)).not.toContain("canary");
  });

  test("toJSON has what may be logged", async () => {
    const error = await rejection(answering(json({ kind: "Gone" }, { status: 404 })).execute(get));
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "NotFoundError",
      message: "devices_GetDetails failed: 404: Gone (attempt 1/1)",
      totalRetryDelayMs: 0,
      action: "devices_GetDetails",
      method: "POST",
      url: "https://hub.test/api/v1/actions/invoke/devices_GetDetails",
      attempts: 1,
      status: 404,
      code: "Gone",
    });
  });
});

describe("two copies, minified", () => {
  async function copy(name: string, version = "0.0.0"): Promise<Runtime> {
    const entry = fileURLToPath(new URL("../../templates/runtime/index.ts", import.meta.url));
    const result = await build({ entryPoints: [entry], bundle: true, minify: true, format: "esm", write: false });
    const code = result.outputFiles[0]!.text;
    expect(code).toContain('"0.0.0"');
    const text = `${code.replace('"0.0.0"', JSON.stringify(version))}\n//${name}`;
    return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Runtime;
  }

  test("R31 names survive a minifier", async () => {
    const minified = await copy("0");
    for (const [status, name] of table) {
      const client = new minified.Client(
        { baseUrl: "https://h.test", fetch: fakeFetch(new Response(null, { status })).fetch },
        { rpc: $.rpc("POST", "x") },
      );
      const action = new (minified.bareAction<$.Action<undefined>>("x", "read", () => minified.unit))();
      const error = (await rejection(client.execute(action))) as Error;
      expect(error.name).toBe(name);
      expect(error.stack).toMatch(new RegExp(`^${name}: x failed`));
      expect((error.constructor as { readonly name: string }).name).toBe(name);
    }
  });

  test("R32 instanceof holds across copies, and only for the class", async () => {
    const [one, two] = [await copy("1"), await copy("2")];
    expect(one.RateLimitError).not.toBe(two.RateLimitError);
    const error = new one.RateLimitError("x", { status: 429 });
    for (const name of ["RateLimitError", "HttpError", "SdkError"] as const) expect(error).toBeInstanceOf(two[name]);
    for (const name of ["ServerError", "TransportError"] as const) expect(error).not.toBeInstanceOf(two[name]);
    expect(two.isSdkError(error)).toBe(true);
  });

  test("clients, actions, pages and polls of copies of one version go together, as in bundles of one program", async () => {
    const [one, two, newer] = [await copy("1"), await copy("2"), await copy("3", "0.0.1")];
    const action = new (two.bareAction<$.Action<number>>("x", "read", () => two.u32))();
    const clientOf = ({ Client }: Runtime) =>
      new Client({ baseUrl: "https://h.test", fetch: fakeFetch(() => json(7)).fetch }, { rpc: one.rpc("POST", "x") });
    expect(await clientOf(one).execute(action)).toBe(7);
    expect(await two.poll(clientOf(one), action, { until: (output) => output === 7 })).toBe(7);
    for await (const page of two.paginate(clientOf(one), action, { next: () => undefined })) expect(page).toBe(7);
    // What another version has of an action may be something else.
    expect(await rejection(clientOf(newer).execute(action))).toBeInstanceOf($.ConfigError);
  });

  test("R32 a subclass of the user's is only what it made", async () => {
    class Mine extends $.RateLimitError {}
    expect(new Mine("x")).toBeInstanceOf(Mine);
    expect(new Mine("x")).toBeInstanceOf($.RateLimitError);
    expect(new $.RateLimitError("x")).not.toBeInstanceOf(Mine);
  });

  test("R63 a client with one action carries no other, and nothing that only others need", async () => {
    const contents = `
      import { HubClient } from "./client.js";
      import { GetDeviceDetailsAction } from "./devices.js";
      await new HubClient({ baseUrl: "https://h", token: "t" }).execute(new GetDeviceDetailsAction({ deviceId: "d" }));`;
    const resolveDir = fileURLToPath(new URL("fixtures", import.meta.url));
    const options = { bundle: true, minify: true, format: "esm", target: "es2022", write: false } as const;
    const { outputFiles } = await build({ stdin: { contents, resolveDir, loader: "ts" }, ...options });
    const text = outputFiles[0]!.text;
    expect(text).toContain("devices_GetDetails");
    for (const other of ["devices_SetProperty", "client_credentials", "spaceDelimited", "intervalMs"]) {
      expect(text).not.toContain(other);
    }
  });

  test("R64 what is imported and not used is nothing in a bundle", async () => {
    const dir = fileURLToPath(new URL("fixtures", import.meta.url));
    for (const name of ["client", "devices"]) {
      const contents = `import * as x from "./${name}.js"; import "./${name}.js";`;
      const result = await build({
        stdin: { contents, resolveDir: dir, loader: "ts" },
        bundle: true,
        minify: true,
        format: "esm",
        write: false,
      });
      expect(result.outputFiles[0]?.text).toBe("");
    }
  });
});
