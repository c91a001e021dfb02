import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import * as w from "./fixtures/workflows.js";
import { json, rejection, settled } from "./support/fake.js";
import { type Logged, timedFetch, virtualClock } from "./support/virtual.js";

const tokenUrl = "https://login.test/token";
const del = new w.DeleteAction({ id: "1" });
const done = () => new Response(null, { status: 204 });
const tokenOf = (call: Logged | undefined) => call?.init.headers["authorization"]?.replace("Bearer ", "");

interface Setup {
  /** The answer to the request for a token, which is the n-th from 1. */
  readonly token?: (n: number, sent: Logged) => Response | Promise<Response>;
  readonly api?: (sent: Logged) => Response | Promise<Response>;
  readonly options?: Partial<w.WorkflowsOptions>;
  readonly random?: () => number;
}

function setup({ token, api = done, options, random }: Setup = {}) {
  const clock = virtualClock(random);
  const tokens: Logged[] = [];
  const calls: Logged[] = [];
  const { fetch } = timedFetch(clock, (sent) => {
    if (!sent.url.includes("/token")) return api((calls.push(sent), sent));
    tokens.push(sent);
    return token?.(tokens.length, sent) ?? granted(`t${tokens.length}`);
  });
  const client = new w.WorkflowsClient({
    baseUrl: "https://api.test",
    tokenUrl,
    clientId: "id",
    clientSecret: "canary-secret",
    fetch,
    runtime: clock,
    ...options,
  });
  return { clock, client, tokens, calls, fetch };
}
function granted(token: string, more: object = { expires_in: 900 }): Response {
  return json({ access_token: token, token_type: "Bearer", ...more });
}

afterEach(() => vi.unstubAllGlobals());

describe("A1 A2 the request for a token", () => {
  test("a form, with the client in a header and the scope where there is one", async () => {
    const { client, tokens, calls } = setup({ options: { headers: { "x-mine": "1", accept: "x/y" } } });
    await client.execute(del);
    expect(tokens).toHaveLength(1);
    expect(tokens[0]).toMatchObject({ url: tokenUrl, init: { method: "POST", redirect: "manual" } });
    expect(tokens[0]?.init.body).toBe("grant_type=client_credentials&scope=service%3Aintegration");
    expect(tokens[0]?.init.headers).toMatchObject({
      authorization: `Basic ${btoa("id:canary-secret")}`,
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    });
    expect(tokens[0]?.init.headers).not.toHaveProperty("x-mine");
    expect(tokenOf(calls[0])).toBe("t1");
  });

  test.each(["a:b", "a b", "ä€😀", "100%", "!'()*~-._", "a+b&c=d/?#", "\u0000\n"])(
    "%j as RFC 6749 wants it",
    async (text) => {
      const { client, tokens } = setup({ options: { clientId: text, clientSecret: async () => `s${text}` } });
      await client.execute(del);
      const form = (value: string) => new URLSearchParams([["", value]]).toString().slice(1);
      const pair = atob(tokens[0]!.init.headers["authorization"]!.replace("Basic ", ""));
      expect(pair.toUpperCase()).toBe(`${form(text)}:${form(`s${text}`)}`.toUpperCase());
    },
  );

  test("`clientAuth: post`, and no scope", async () => {
    const clock = virtualClock();
    const { fetch, sent } = timedFetch(clock, ({ url }) => (url === tokenUrl ? granted("t") : done()));
    const auth = $.clientCredentials({ tokenUrl: () => tokenUrl, clientAuth: "post" });
    const options = { baseUrl: "https://api.test", fetch, clientId: "i d", clientSecret: "s&x" };
    await new $.Client(options, { auth }).execute(del);
    expect(sent[0]?.init.body).toBe("grant_type=client_credentials&client_id=i+d&client_secret=s%26x");
    expect(sent[0]?.init.headers).not.toHaveProperty("authorization");
  });

  test.each([{ clientId: "" }, { clientId: undefined }, { clientSecret: "" }, { clientSecret: () => "" }])(
    "A1 %j: an AuthError before any request",
    async (options) => {
      const { client, tokens, calls } = setup({ options });
      expect(await rejection(client.execute(del))).toMatchObject({ name: "AuthError", code: "missing_credentials" });
      expect([...tokens, ...calls]).toEqual([]);
    },
  );
});

describe("where tokens are had", () => {
  const base = { clientId: "id", clientSecret: "s" };

  test("the server's variables are put into the address", async () => {
    const { fetch, sent } = timedFetch(virtualClock(), ({ url }) => (url.includes("token") ? granted("t") : done()));
    await new w.WorkflowsClient({ ...base, instance: "acme", region: "eu", fetch }).execute(del);
    expect(sent.map(({ url }) => url)).toEqual([
      "https://acme-login.eu.workflows.test/oauth2/v1/token",
      "https://acme.api.eu.workflows.test/things/1",
    ]);
  });

  test("`baseUrl` without them needs `tokenUrl`", () => {
    const make = (options: object) => () => new w.WorkflowsClient({ ...base, ...options });
    expect(make({ baseUrl: "https://api.test" })).toThrow("`baseUrl` needs `tokenUrl` beside it");
    expect(make({ baseUrl: "https://api.test" })).toThrow($.ConfigError);
    expect(make({ baseUrl: "https://api.test", instance: "acme", region: "us" })).not.toThrow();
    expect(make({ instance: "acme" })).toThrow("`region` must be one of us, eu");
  });

  test.each([
    "http://login.test/token",
    "ftp://x",
    "login",
    "https://u:p@login.test/",
    "https://login.test/#x",
    "https://a b",
  ])("A6 %s is no place for a secret", (url) => {
    const make = () =>
      new w.WorkflowsClient({ ...base, baseUrl: "https://api.test", allowInsecure: true, tokenUrl: url });
    expect(make).toThrow($.ConfigError);
    expect(make).toThrow("`tokenUrl`");
  });

  test.each(["http://localhost:1/t", "http://127.0.0.1/t", "http://[::1]:8/t", "https://login.test/a@b/t?x=1"])(
    "A6 %s is one",
    (url) => {
      expect(() => new w.WorkflowsClient({ ...base, baseUrl: "https://api.test", tokenUrl: url })).not.toThrow();
    },
  );

  test("A8 not in a browser, unless that is asked for", () => {
    const make = (options: object = {}) =>
      new w.WorkflowsClient({ ...base, baseUrl: "https://api.test", tokenUrl, ...options });
    vi.stubGlobal("document", {});
    expect(() => make()).toThrow($.ConfigError);
    expect(() => make({ dangerouslyAllowBrowser: true })).not.toThrow();
    expect(() => new $.Client({ baseUrl: "https://api.test" }, { auth: $.bearer })).not.toThrow();
    vi.unstubAllGlobals();
    vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0 (X11)" });
    expect(() => make()).toThrow("dangerouslyAllowBrowser");
    vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
    expect(() => make()).not.toThrow();
  });
});

describe("A3 single flight", () => {
  test("50 calls at once are one request for a token", async () => {
    const gate = virtualClock();
    const { client, tokens, calls } = setup({ token: async (n) => (await gate.wait(100), granted(`t${n}`)) });
    const all = Promise.all(Array.from({ length: 50 }, () => client.execute(del)));
    await gate.run(100);
    await all;
    expect(tokens).toHaveLength(1);
    expect(new Set(calls.map(tokenOf))).toEqual(new Set(["t1"]));
  });

  test("a failure rejects all of them and is not kept", async () => {
    const { client, tokens, calls } = setup({ token: (n) => (n === 1 ? json({}, { status: 401 }) : granted("t2")) });
    const all = await Promise.all(Array.from({ length: 50 }, () => rejection(client.execute(del))));
    expect(all.every((error) => error instanceof $.AuthError && error.code === "invalid_client")).toBe(true);
    expect([tokens.length, calls.length]).toEqual([1, 0]);
    await client.execute(del);
    expect([tokens.length, calls.length]).toEqual([2, 1]);
  });
});

describe("in a worker of Cloudflare, which ends with a request what it has begun", () => {
  const never = new Promise<never>(() => {});

  test("A3 no call waits for the token of another", async () => {
    vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
    const { client, tokens, calls } = setup({ token: (n) => (n === 1 ? never : granted(`t${n}`)) });
    for (let n = 0; n < 3; n++) {
      void client.execute(del);
      await settled();
    }
    expect(calls.map(tokenOf)).toEqual(["t2", "t2"]);
    expect(tokens).toHaveLength(2);
  });

  test("A4 a renewal in the background that never ends is begun again, and not waited for", async () => {
    vi.stubGlobal("navigator", { userAgent: "Cloudflare-Workers" });
    const { clock, client, tokens, calls } = setup({
      token: (n) => (n === 2 || n === 3 ? never : granted(`t${n}`)),
      options: { timeoutMs: 0 },
    });
    await client.execute(del);
    for (const at of [790_000, 794_999, 795_000, 880_000]) {
      await clock.run(at - clock.now());
      void client.execute(del);
      await settled();
    }
    expect(tokens.map(({ at }) => at)).toEqual([0, 790_000, 795_000, 880_000]);
    expect(calls.map(tokenOf)).toEqual(["t1", "t1", "t1", "t1", "t4"]);
  });
});

describe("A4 renewal", () => {
  test("of 900 s: at 700 s none, at 790 s in the background, at 880 s before the call", async () => {
    const { clock, client, tokens, calls } = setup({
      token: async (n) => (n > 1 ? (await clock.wait(1000), granted(`t${n}`)) : granted(`t${n}`)),
    });
    await client.execute(del);
    await clock.run(700_000);
    await client.execute(del);
    expect(tokens).toHaveLength(1);
    await clock.run(90_000);
    await client.execute(del);
    expect(tokenOf(calls.at(-1))).toBe("t1");
    expect(tokens.map(({ at }) => at)).toEqual([0, 790_000]);
    await client.execute(del);
    expect(tokens).toHaveLength(2);
    await clock.run(1000);
    await client.execute(del);
    expect(tokenOf(calls.at(-1))).toBe("t2");
    // The second is good from 790 s on, when it was asked for.
    await clock.run(790_000 + 880_000 - clock.now());
    const call = client.execute(del);
    await clock.run(1000);
    await call;
    expect(tokens.at(-1)?.at).toBe(1_670_000);
    expect(calls.at(-1)).toMatchObject({ at: 1_671_000 });
    expect(tokenOf(calls.at(-1))).toBe("t3");
  });

  test.each([
    [900, 779, 1],
    [900, 781, 2],
    [60, 47, 1],
    [60, 49, 2],
    [3600, 3479, 1],
    [3600, 3481, 2],
    ["900", 781, 2],
    [undefined, 1e7, 1],
    [null, 1e7, 1],
    ["soon", 1e7, 1],
    [-5, 1e7, 1],
  ])("of %s s, after %d s: %d requests", async (seconds, after, count) => {
    const { clock, client, tokens } = setup({ token: (n) => granted(`t${n}`, { expires_in: seconds }) });
    await client.execute(del);
    await clock.run(after * 1000);
    await client.execute(del);
    expect(tokens).toHaveLength(count);
  });

  test("a renewal in the background that fails keeps the token and is quiet for 5 s", async () => {
    const { clock, client, tokens, calls } = setup({
      token: (n) => (n === 1 ? granted("t1") : json({}, { status: 400 })),
    });
    await client.execute(del);
    await clock.run(790_000);
    for (const wait of [0, 4_999, 1, 5_000]) {
      await clock.run(wait);
      await client.execute(del);
    }
    expect(tokens.map(({ at }) => at)).toEqual([0, 790_000, 795_000, 800_000]);
    expect(new Set(calls.map(tokenOf))).toEqual(new Set(["t1"]));
    // Too late for the old one.
    await clock.run(75_000);
    expect(await rejection(client.execute(del))).toMatchObject({ code: "invalid_client" });
  });

  test("R55 one in the background that fails is told to hooks and logged, without an action and with no secret", async () => {
    const events: $.ErrorEvent[] = [];
    const lines: unknown[] = [];
    const keep = (line: string, fields: object) => void lines.push([line, fields]);
    const { clock, client, calls } = setup({
      token: (n) => (n === 1 ? granted("t1") : json({ error: "invalid_client", hint: "canary" }, { status: 401 })),
      options: {
        tokenUrl: `${tokenUrl}?tenant=canary`,
        hooks: $.observe(
          { onError: (event) => void events.push(event) },
          $.logging({ debug: keep, info: keep, warn: keep, error: keep }, { level: "error", bodies: true }),
        ),
      },
    });
    await client.execute(del);
    await clock.run(790_000);
    expect(events).toEqual([]);
    await client.execute(del);
    await clock.run(0);
    const about = { attempt: 1, method: "POST", url: `${tokenUrl}?tenant=***`, durationMs: 0 };
    const error = expect.objectContaining({ name: "AuthError", code: "invalid_client", status: 401 }) as unknown;
    expect(events).toEqual([{ ...about, action: undefined, error }]);
    const facts = { ...about, error: "AuthError", status: 401, code: "invalid_client" };
    expect(lines).toEqual([["token failed after 0 ms: AuthError, 401, invalid_client", facts]]);
    expect(inspect([events, lines], { depth: 9, showHidden: true })).not.toContain("canary");
    expect(calls.map(tokenOf)).toEqual(["t1", "t1"]);
  });

  test("R55 a secret that cannot be had is told before anything is sent; a call that needs it tells it, too", async () => {
    const events: $.ErrorEvent[] = [];
    const unknown = new Error("vault");
    const { client, tokens } = setup({
      options: {
        clientSecret: () => Promise.reject(unknown),
        hooks: $.observe({ onError: (event) => void events.push(event) }),
      },
    });
    const error = await rejection(client.execute(del));
    expect(events).toEqual([
      { action: undefined, attempt: 0, durationMs: 0, error: unknown },
      expect.objectContaining({ action: "workflows_Delete", attempt: 0, error }),
    ]);
    expect(tokens).toEqual([]);
  });

  test("no timer is left, and nothing is asked for without a call", async () => {
    const { clock, client, tokens } = setup();
    await client.execute(del);
    expect(clock.pending()).toBe(0);
    await clock.run(1e9);
    expect(tokens).toHaveLength(1);
  });
});

describe("A5 a token that is refused", () => {
  test("is replaced, and the call sent once more, at once", async () => {
    const { clock, client, tokens, calls } = setup({
      api: (sent) => (tokenOf(sent) === "t1" ? json({}, { status: 401 }) : json([])),
    });
    const action = new w.TriggerAction({ workflowUuid: "w", executionUuid: "e", parameters: { a: "1" } });
    const { meta } = await client.execute(action).withResponse();
    expect(tokens).toHaveLength(2);
    expect(calls.map(tokenOf)).toEqual(["t1", "t2"]);
    expect(calls.map(({ at, init }) => [at, init.body])).toEqual([
      [0, '{"parameters":{"a":"1"}}'],
      [0, '{"parameters":{"a":"1"}}'],
    ]);
    expect(meta).toMatchObject({ attempts: 1, totalRetryDelayMs: 0 });
    expect(clock.pending()).toBe(0);
  });

  test("the request with it was sent, although there is no other token", async () => {
    const { client } = setup({
      api: () => json({}, { status: 401 }),
      token: (n) => (n === 1 ? granted("t1") : json({}, { status: 400 })),
    });
    expect(await rejection(client.execute(del))).toMatchObject({ name: "AuthError", attempts: 1 });
  });

  test("20 staggered refusals of one token are one renewal", async () => {
    const { clock, client, tokens, calls } = setup({
      api: async (sent) => {
        const n = calls.length;
        await clock.wait(n * 10);
        return tokenOf(sent) === "t1" ? json({}, { status: 401 }) : done();
      },
    });
    const all = Promise.all(Array.from({ length: 20 }, () => client.execute(del)));
    await clock.run(10_000);
    await all;
    expect(tokens).toHaveLength(2);
    expect(calls.map(tokenOf)).toEqual([...Array<string>(20).fill("t1"), ...Array<string>(20).fill("t2")]);
  });

  test("a second refusal is an UnauthorizedError", async () => {
    const { client, tokens, calls } = setup({ api: () => json({}, { status: 401 }) });
    const error = await rejection(client.execute(del));
    expect(error).toMatchObject({ name: "UnauthorizedError", status: 401, attempts: 1 });
    expect((error as Error).message).toContain("attempt 1/3");
    expect([tokens.length, calls.length]).toEqual([2, 2]);
    await rejection(client.execute(del));
    expect(calls.map(tokenOf)).toEqual(["t1", "t2", "t3", "t4"]);
  });

  test("R19 the answer that is thrown away is cancelled, and not waited for", async () => {
    const cancelled: unknown[] = [];
    const { client } = setup({
      api: (sent) =>
        tokenOf(sent) === "t1"
          ? new Response(new ReadableStream({ cancel: () => void cancelled.push(1) }), { status: 401 })
          : done(),
    });
    await client.execute(del);
    expect(cancelled).toEqual([1]);
  });

  test("other credentials are not asked for again", async () => {
    const { fetch, sent } = timedFetch(virtualClock(), () => json({}, { status: 401 }));
    const options = { baseUrl: "https://api.test", fetch, token: "t" };
    const error = await rejection(new $.Client(options, { auth: $.bearer }).execute(del));
    expect(error).toBeInstanceOf($.UnauthorizedError);
    expect(sent).toHaveLength(1);
  });
});

describe("A6 what the server of tokens may say", () => {
  const failing = async (reply: () => Response, options: Partial<w.WorkflowsOptions> = {}) => {
    const made = setup({ token: reply, options });
    const error = rejection(made.client.execute(del));
    await made.clock.run(100_000);
    return { ...made, error: (await error) as $.AuthError };
  };

  test.each([400, 401])("%d is an AuthError without retries", async (status) => {
    const { error, tokens, calls } = await failing(() =>
      json({ error: "invalid_scope", error_description: "canary-secret is wrong" }, { status }),
    );
    expect(error).toMatchObject({ name: "AuthError", code: "invalid_client", status, action: "workflows_Delete" });
    expect(error.message).toBe(
      `workflows_Delete failed: no token from https://login.test/token: ${status} invalid_scope`,
    );
    expect([tokens.length, calls.length]).toEqual([1, 0]);
  });

  test.each<[string, () => Response]>([
    ["a redirect", () => new Response(null, { status: 302, headers: { location: "https://evil.test" } })],
    ["another refusal", () => json({ error: "canary-secret" }, { status: 403 })],
    ["another type of token", () => json({ access_token: "t", token_type: "mac" })],
    ["no type", () => json({ access_token: "t" })],
    ["no token", () => json({ token_type: "Bearer" })],
    ["a token that is no text", () => json({ access_token: 5, token_type: "Bearer" })],
    ["a token that is no header", () => json({ access_token: "canary-secret\r\nx: y", token_type: "Bearer" })],
    ["no JSON", () => new Response("<html>canary-secret")],
    ["null", () => json(null)],
    ["nothing", () => new Response("")],
  ])("%s is an AuthError at once", async (_, reply) => {
    const { error, tokens, calls } = await failing(reply);
    expect(error).toBeInstanceOf($.AuthError);
    expect([tokens.length, calls.length]).toEqual([1, 0]);
    expect(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)).not.toContain("canary");
  });

  test("the type of the token in any case", async () => {
    const { client, calls } = setup({ token: () => json({ access_token: "t", token_type: "bEARER" }) });
    await client.execute(del);
    expect(tokenOf(calls[0])).toBe("t");
  });

  test("an answer is read to 1 MiB", async () => {
    let given = 0;
    const cancelled: unknown[] = [];
    const endless = () => {
      const text = new TextEncoder().encode(" ".repeat(65_536));
      const pull = (controller: ReadableStreamDefaultController) => {
        given += text.length;
        controller.enqueue(text);
      };
      return new Response(new ReadableStream({ pull, cancel: () => void cancelled.push(1) }));
    };
    const { error } = await failing(endless);
    expect(error).toMatchObject({ name: "AuthError", code: "invalid_token_response" });
    expect(given).toBeLessThan(1_300_000);
    expect(cancelled).toEqual([1]);
  });

  test.each([429, 500, 503])("R14 %d is retried, later each time", async (status) => {
    const random = [0, 0.5];
    const { clock, client, tokens } = setup({ random: () => random.shift() ?? 0, token: () => json({}, { status }) });
    const error = rejection(client.execute(del));
    await clock.run(10_000);
    expect(await error).toMatchObject({ name: "AuthError", code: "token_unavailable", status });
    expect(tokens.map(({ at }) => at)).toEqual([0, 250, 1000]);
  });

  test("R14 no answer is retried, and what comes then is used", async () => {
    const { clock, client, tokens, calls } = setup({
      token: (n) => {
        if (n < 3) throw new TypeError("fetch failed");
        return granted("t3");
      },
    });
    const call = client.execute(del);
    await clock.run(10_000);
    await call;
    expect(tokens.map(({ at }) => at)).toEqual([0, 250, 750]);
    expect(tokenOf(calls[0])).toBe("t3");
  });

  test("R14 an answer that breaks off or takes too long is retried", async () => {
    const { clock, client, tokens } = setup({
      options: { timeoutMs: 1000 },
      token: (n) => {
        if (n > 2) return granted("t");
        if (n === 2)
          return new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) }));
        return new Promise<Response>(() => {});
      },
    });
    const call = client.execute(del);
    await clock.run(10_000);
    await call;
    expect(tokens.map(({ at }) => at)).toEqual([0, 1250, 1750]);
  });

  test.each<[object, number, number]>([
    [{ "retry-after": "3" }, 3000, 3300],
    [{ "retry-after-ms": "250", "retry-after": "9" }, 250, 275],
    [{ "retry-after-ms": "0" }, 0, 0],
    [{ "retry-after": "Thu, 01 Jan 1970 00:00:05 GMT" }, 5000, 5500],
    [{ "retry-after": "Thu, 01 Jan 1969 00:00:05 GMT" }, 250, 500],
    [{ "retry-after": "NaN" }, 250, 500],
    [{ "retry-after": "-1" }, 250, 500],
    [{ "retry-after": "" }, 250, 500],
  ])("R14 %j: from %d to %d ms", async (headers, least, most) => {
    for (const [random, expected] of [
      [0, least],
      [1, most],
    ] as const) {
      const token = (n: number) =>
        n === 1 ? json({}, { status: 429, headers: headers as Record<string, string> }) : granted("t");
      const { clock, client, tokens } = setup({ random: () => random, token });
      const call = client.execute(del);
      await clock.run(20_000);
      await call;
      expect(tokens.map(({ at }) => Math.round(at))).toEqual([0, expected]);
    }
  });

  test("R15 who asks for too long a wait gets none, and the time is on the error", async () => {
    const { client, clock, tokens } = setup({
      token: () => json({}, { status: 429, headers: { "retry-after": "277403" } }),
    });
    expect(await rejection(client.execute(del))).toMatchObject({
      status: 429,
      retryAfterMs: 277_403_000,
      retryRefused: "delay_too_long",
    });
    expect([tokens.length, clock.now(), clock.pending()]).toEqual([1, 0, 0]);
  });

  test("T6 R33 no secret is in any error, however it is shown", async () => {
    const replies = [
      () => json({ error: "canary-secret", access_token: "canary-token" }, { status: 401 }),
      () => json({ access_token: "canary token", token_type: "Bearer" }),
      () => json({}, { status: 500 }),
      () => Response.error(),
    ];
    for (const reply of replies) {
      const { error } = await failing(reply);
      const shown = [error, error.cause, (error.cause as Error | undefined)?.cause].map(
        (one) => `${String(one)} ${inspect(one, { depth: 9, showHidden: true })} ${JSON.stringify(one)}`,
      );
      for (const text of shown) {
        expect(text).not.toContain("canary");
        expect(text).not.toContain(btoa("id:canary-secret"));
      }
    }
  });
});

describe("A7 R24 a caller who gives up", () => {
  test("rejects at once, and the others get their token", async () => {
    const { clock, client, tokens, calls } = setup({ token: async (n) => (await clock.wait(1000), granted(`t${n}`)) });
    const controller = new AbortController();
    const first = rejection(client.execute(del, { signal: controller.signal }));
    const others = [client.execute(del), client.execute(del)];
    await clock.run(100);
    controller.abort("no more");
    expect(await first).toMatchObject({ name: "AbortError", cause: "no more", attempts: 0 });
    expect(clock.now()).toBe(100);
    expect(tokens[0]?.init.signal.aborted).toBe(false);
    await clock.run(900);
    await Promise.all(others);
    expect([tokens.length, calls.length]).toEqual([1, 2]);
  });

  test("while it waits to ask again, too", async () => {
    const { clock, client, tokens } = setup({ token: (n) => (n === 1 ? json({}, { status: 503 }) : granted("t")) });
    const controller = new AbortController();
    const error = rejection(client.execute(del, { signal: controller.signal }));
    await clock.run(100);
    controller.abort();
    expect(await error).toMatchObject({ name: "AbortError" });
    await clock.run(1000);
    expect(tokens).toHaveLength(2);
    expect(clock.pending()).toBe(0);
  });

  test("R22 before it began: no request at all", async () => {
    const { client, tokens, calls } = setup();
    expect(await rejection(client.execute(del, { signal: AbortSignal.abort() }))).toMatchObject({ name: "AbortError" });
    await settled();
    expect([...tokens, ...calls]).toEqual([]);
  });

  test("R1 two clients share no token", async () => {
    const [one, two] = [setup(), setup({ token: () => granted("other") })];
    await Promise.all([one.client.execute(del), two.client.execute(del)]);
    expect([tokenOf(one.calls[0]), tokenOf(two.calls[0])]).toEqual(["t1", "other"]);
  });
});

describe("R9 clients with other options", () => {
  test("R9 share the token, unless what it is for may have changed", async () => {
    const { client, tokens } = setup();
    await client.withOptions({ timeoutMs: 1000, headers: { "x-a": "1" }, validate: { requests: "off" } }).execute(del);
    await client.withOptions({ diagnose: $.hints, hooks: $.observe() }).execute(del);
    await client.execute(del);
    expect(tokens).toHaveLength(1);
    const others = [{ clientId: "other" }, { tokenUrl: "https://other.test/token" }, { region: "eu" }] as const;
    for (const options of others) await client.withOptions(options).execute(del);
    expect(tokens).toHaveLength(4);
    expect(tokens[2]?.url).toBe("https://other.test/token");
    // The other way round: the first one has its own.
    await client.execute(del);
    expect(tokens).toHaveLength(4);
  });
});

describe("R54 middleware", () => {
  test("R54 the request for a token passes, without an action", async () => {
    const seen: unknown[] = [];
    const middleware: $.Middleware = (request, next, { action, attempt }) => {
      seen.push([action, attempt, request.method]);
      return next(request);
    };
    await setup({ options: { middleware: [middleware] } }).client.execute(del);
    expect(seen).toEqual([
      [undefined, 1, "POST"],
      ["workflows_Delete", 1, "DELETE"],
    ]);
  });
});

describe("A1 what an action takes", () => {
  const own = (auth: readonly string[] | false) =>
    new ($.bareAction<$.Action<undefined>>("a", "read", () => $.unit, { auth }))();
  const rpc = $.rpc("POST", "/{action}");
  const kinds = $.anyOf({
    clientId: $.clientCredentials({ tokenUrl: () => tokenUrl }),
    apiKey: $.apiKey("header", "x-key"),
  });

  function several(options: object, api = done) {
    const { fetch, sent } = timedFetch(virtualClock(), ({ url }) => (url === tokenUrl ? granted("t") : api()));
    class Several extends $.Client<$.ClientOptions & Partial<$.ApiKeyOptions & $.ClientCredentialsOptions>> {
      constructor(given: $.ClientOptions) {
        super(given, { rpc, auth: kinds });
      }
    }
    return { client: new Several({ baseUrl: "https://api.test", fetch, ...options }), sent };
  }

  test("nothing: no token is asked for, and none is asked for again", async () => {
    const { client, tokens, calls } = setup({ api: () => json({}, { status: 401 }) });
    await rejection(
      client.execute(
        new ($.bareAction<$.Action<undefined>>("a", "read", () => $.unit, {
          auth: false,
          binding: $.http("GET", "/a"),
        }))(),
      ),
    );
    expect({ tokens: tokens.length, calls: calls.length }).toEqual({ tokens: 0, calls: 1 });
    expect(calls[0]?.init.headers).not.toHaveProperty("authorization");
  });

  test("the first kind that it takes and that is given", async () => {
    const { client, sent } = several({ clientId: "i", clientSecret: "s", apiKey: "k" });
    await client.execute(own(["apiKey"]));
    expect(sent.map(({ url, init }) => [url, init.headers["x-key"]])).toEqual([["https://api.test/a", "k"]]);
    await client.execute(own(["clientId", "apiKey"]));
    expect(tokenOf(sent[2])).toBe("t");
  });

  test("only who got the refused credentials is asked for others", async () => {
    const { client, sent } = several({ apiKey: "k" }, () => json({}, { status: 401 }));
    await rejection(client.execute(own(["clientId", "apiKey"])));
    expect(sent).toHaveLength(1);
  });

  test("R9 a client with other credentials sends those, and one without others shares the token", async () => {
    const { client, sent } = several({ apiKey: "k" });
    await client.withOptions({ apiKey: "other", headers: {} }).execute(own(["apiKey"]));
    expect(sent[0]?.init.headers["x-key"]).toBe("other");
    const both = several({ apiKey: "k", clientId: "i", clientSecret: "s" });
    for (const options of [{}, { headers: {} }]) await both.client.withOptions(options).execute(own(["clientId"]));
    expect(both.sent.filter(({ url }) => url === tokenUrl)).toHaveLength(1);
    await both.client.withOptions({ apiKey: "other" }).execute(own(["apiKey"]));
    expect(both.sent.at(-1)?.init.headers["x-key"]).toBe("other");
  });

  test("without what it takes there is no request, unless it takes nothing, too", async () => {
    const { client, sent } = several({ apiKey: "k" });
    expect(await rejection(client.execute(own(["clientId"])))).toMatchObject({
      name: "AuthError",
      code: "missing_credentials",
    });
    expect(sent).toHaveLength(0);
    await client.execute(own(["clientId", "none"]));
    expect(sent[0]?.init.headers).not.toHaveProperty("x-key");
  });
});
