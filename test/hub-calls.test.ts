// What one call does besides carrying data: refusing what does not fit before anything is sent, keeping what is not known,
// ending early, credentials, addresses, redirects. By the packed package, against servers of this machine.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { powerlessToken, startHub, startServer, token, type Loopback } from "./hub/server.js";
import type { Json } from "./hub/table.js";
import { reply } from "../generator/mock.js";
import { createUser, type Issue, type Outcome, type User } from "./hub/user.js";
import { readModel, startMock } from "./support/mock.js";

const model = readModel("spec/nexigon-hub");

let user: User;
let hub: Loopback;
const servers: Loopback[] = [];

beforeAll(async () => {
  user = await createUser();
  hub = await startHub();
  servers.push(hub);
});
afterAll(() => Promise.all([user, ...servers].map((each) => each.close())));

/** A server of one test. */
async function serverOf(...args: Parameters<typeof startServer>): Promise<Loopback> {
  const server = await startServer(...args);
  servers.push(server);
  return server;
}

/**
 * A server that answers every action with a text of its own, and takes everything: what a newer server knows, and what the spec of
 * today has no place for, a mock of it refuses.
 */
function answering(answers: Readonly<Record<string, string>>): Promise<Loopback> {
  return serverOf(({ url }, response) => {
    response.setHeader("content-type", "application/json");
    response.end(answers[url.slice(url.lastIndexOf("/") + 1)] ?? "{}");
  });
}

const actionPath = "/api/v1/actions/invoke/devices_GetDetails";

// ── What is sent ────────────────────────────────────────────────────────────────────────────────────────────────────

describe("a request that does not fit", () => {
  interface Case {
    readonly title: string;
    readonly className: string;
    readonly request: Json;
    /** `path code`, of all issues. */
    readonly issues: readonly string[];
    /** Parts of the first issue's message. */
    readonly says?: readonly string[];
  }
  const cases: readonly Case[] = [
    {
      title: "an unknown field, with the nearest name",
      className: "GetDeviceDetailsAction",
      request: { deviceId: "d", deviceld: "d" },
      issues: ["deviceld unknown_field"],
      says: ["did you mean `deviceId`"],
    },
    {
      title: "an unknown field in a list",
      className: "PublishDeviceEventsAction",
      request: {
        deviceId: "d",
        events: [{ eventId: "e", severity: "Info", body: 1, attributes: {}, emittedAt: "x", categry: "secret-7" }],
      },
      issues: ["events.0.categry unknown_field"],
      says: ["did you mean `category`"],
    },
    {
      title: "all that is wrong at once",
      className: "IssueDeviceHttpProxyTokenAction",
      request: { validForSecs: 0, hostname: "-secret-7", port: 65_536, redirect: "", colour: "secret-7" },
      issues: [
        "deviceId required",
        "validForSecs min",
        "hostname format:hostname",
        "port type",
        "redirect minLength",
        "colour unknown_field",
      ],
    },
    {
      title: "a text that is too long, counted in characters",
      className: "SetDeviceNameAction",
      request: { deviceId: "d", name: "\u{1F331}".repeat(129) },
      issues: ["name maxLength"],
      says: ["Write a name of 1 to 128 characters, or leave it out."],
    },
    {
      title: "a pattern, in the words of the spec",
      className: "SetDevicePropertyAction",
      request: { deviceId: "d", name: ".secret-7", value: 1 },
      issues: ["name format:property_name"],
      says: ["Start with a letter or digit"],
    },
    {
      title: "wrong kinds",
      className: "SetDevicePropertyAction",
      request: { deviceId: 7, name: null, value: 1, protected: "secret-7", expectedVersion: 1.5 },
      issues: ["deviceId type", "name type", "protected type", "expectedVersion type"],
    },
    {
      title: "an integer that a double cannot hold",
      className: "SetDevicePropertyAction",
      request: { deviceId: "d", name: "n", value: 1, expectedVersion: 2 ** 53 },
      issues: ["expectedVersion unsafe_integer"],
    },
  ];

  it.each(cases)("is refused before it is sent: $title", async ({ className, request, issues, says = [] }) => {
    const before = hub.received.length;
    const { error } = await user.program("refused", hub, { className, request });
    expect(hub.received.length).toBe(before);
    expect(error?.is).toEqual(["RequestValidationError", "SdkError", "ValidationError"]);
    expect(error).toMatchObject({ name: "RequestValidationError", attempts: 0 });
    expect(error?.issues?.map(({ path, code }) => `${path.join(".")} ${code}`).sort()).toEqual([...issues].sort());
    for (const text of says) expect(error?.issues?.[0]?.message).toContain(text);
    expect(error?.message).toMatch(/^devices_\w+ failed: /);
    expect(`${error?.shown ?? ""}${JSON.stringify(error?.issues)}`).not.toContain("secret-7");
  });

  it("stops counting at 50", async () => {
    const events = Array.from({ length: 60 }, () => ({ eventId: 1 }));
    const request = { deviceId: "d", events };
    const { error } = await user.program("refused", hub, { className: "PublishDeviceEventsAction", request });
    expect(error?.issues?.length).toBe(50);
  });

  it("is sent without constraints, or without any look, to those who ask for it", async () => {
    const server = await answering({});
    const request = { deviceId: "d", name: "" };
    const send = (className: string, sent: object, requests: string): Promise<Outcome> =>
      user.program("refused", server, { className, request: sent, validate: { requests } });
    const [structure, extra, off] = [
      await send("SetDeviceNameAction", request, "structure"),
      await send("SetDeviceNameAction", { ...request, colour: 1 }, "structure"),
      await send("SetDeviceNameAction", { ...request, colour: 1 }, "off"),
    ];
    expect([structure.ok, extra.error?.name, off.ok]).toEqual([true, "RequestValidationError", true]);
    expect(server.received.map(({ body }) => body)).toEqual([
      '{"deviceId":"d","name":""}',
      '{"deviceId":"d","name":"","colour":1}',
    ]);
  });
});

describe("get, change, set", () => {
  it("keeps unknown fields and unknown values, byte for byte", async () => {
    // In the order of the spec, what it does not have at the end.
    const events = [
      '{"eventId":"e_1","severity":"Fatal","body":BODY1,"attributes":{"z":1,"a":{"__proto__":2}},"emittedAt":"t","zulu":[1,{"b":null,"a":"ü"}],"alpha":1e-7}',
      '{"eventId":"e_2","severity":"Info","body":BODY2,"attributes":{},"emittedAt":"t","trace":{"id":"t_1","parents":[]}}',
    ];
    const filled = (one: string, two: string): string =>
      `[${events.join(",").replace("BODY1", one).replace("BODY2", two)}]`;
    const server = await answering({ devices_QueryEvents: `{"events":${filled('"one"', "null")}}` });
    const { ok, error } = await user.program("republishEvents", server);
    expect(error).toBeUndefined();
    expect(ok).toBe(true);
    const sent = `{"deviceId":"d_target","events":${filled('{"seen":"one"}', '{"seen":null}')}}`;
    expect(server.received[1]?.body).toBe(sent);
  });

  it("keeps unknown fields wherever they stand", async () => {
    const event =
      '{"_1":null,"severity":"Info","attributes":{},"_2":[{}],"emittedAt":"t","body":BODY,"eventId":"e_1","_3":{}}';
    const server = await answering({ devices_QueryEvents: `{"events":[${event.replace("BODY", "1")}]}` });
    expect((await user.program("republishEvents", server)).error).toBeUndefined();
    const sent = `{"deviceId":"d_target","events":[${event.replace("BODY", '{"seen":1}')}]}`;
    expect(JSON.parse(server.received[1]?.body ?? "")).toEqual(JSON.parse(sent));
  });

  it("sends back a value of an enum that is not known", async () => {
    const certificate = '{"certificateId":"c","status":"Quarantined","fingerprint":"f","firstSeen":"t"}';
    const details = `{"deviceId":"d","projectId":"p","fingerprintId":"f","isConnected":false,"certificates":[${certificate}],"connections":[]}`;
    const server = await answering({ devices_GetDetails: details });
    expect((await user.program("copyStatus", server)).error).toBeUndefined();
    expect(server.received[1]?.body).toBe('{"certificateId":"c","status":"Quarantined"}');
  });

  it("sends an unknown variant as it was received", async () => {
    const actors = [
      '{"serial":7,"actor":"Robot","parts":[{"actor":"User"}],"$raw":1}',
      '{"actor":"User","userId":"u"}',
    ];
    const event = (actor: string): string => `{"eventId":"a","actor":${actor},"event":"x","data":null,"createdAt":"t"}`;
    const body = `{"events":[${actors.map(event).join(",")}]}`;
    const answers = { devices_QueryAuditLog: reply({ headers: { "content-type": "application/json" }, body }) };
    const server = await startMock(model, { answers });
    const stored = await user.program<Record<string, unknown> & { asRead: Outcome }>("storeActors", server);
    expect(stored["forms"]).toEqual([
      { actor: "$unknown", tag: "Robot", raw: JSON.parse(actors[0] ?? "") as Json },
      { actor: "User" },
    ]);
    expect(stored["matched"]).toEqual(["unknown Robot", "known User"]);
    expect(stored.asRead.error).toBeUndefined();
    const sent = `{"deviceId":"d_target","name":"actors","value":[${actors.join(",")}]}`;
    expect(server.requests.slice(1).map((each) => each.body)).toEqual([sent, sent, sent]);
  });
});

// ── What comes back ─────────────────────────────────────────────────────────────────────────────────────────────────

describe("an answer that does not fit", () => {
  interface Modes {
    readonly lax: Outcome;
    readonly strict: Outcome;
    readonly off: Outcome;
    readonly reported: readonly { readonly action: string; readonly issues: readonly Issue[] }[];
  }
  const className = "RegisterDeviceConnectionAction";
  const request = {
    deviceId: "d_3QmTz8WkRb5NvYs7HxJcLp",
    nodeId: "cluster_node_2HsVb7QzKm4XtRwNcYpJ9D",
    connectionId: "malformed 8",
  };

  it("is given and reported, or refused, or given in silence", async () => {
    const { lax, strict, off, reported } = await user.program<Modes>("modes", hub, { className, request });
    expect(lax).toMatchObject({ ok: true, text: '{"connectionId":7}' });
    expect(lax.meta?.schemaIssues.map(({ path }) => path)).toEqual([["connectionId"]]);
    expect(strict.error).toMatchObject({ name: "ResponseDecodeError", code: "schema" });
    expect(strict.error?.issues?.map(({ path }) => path)).toEqual([["connectionId"]]);
    expect(off).toMatchObject({ ok: true, text: '{"connectionId":7}', meta: { schemaIssues: [] } });
    expect(reported).toEqual([{ action: "devices_RegisterConnection", issues: lax.meta?.schemaIssues }]);
  });

  it("is none in any mode, if it has only more than is known", async () => {
    const newer = { className: "ValidateDeviceTokenAction", request: { jwt: "newer" } };
    const { lax, strict, off, reported } = await user.program<Modes>("modes", hub, newer);
    expect([lax.tag, strict.tag, off.tag]).toEqual(["$unknown", "$unknown", "$unknown"]);
    expect(reported).toEqual([]);
  });
});

// ── Credentials and addresses ───────────────────────────────────────────────────────────────────────────────────────

describe("credentials", () => {
  it.each([
    ["unknown", "hub_token_wrong", "UnauthorizedError", 401],
    ["without rights", powerlessToken, "ForbiddenError", 403],
  ])("%s: an error as the status says", async (_, wrong, name, status) => {
    const { error } = await user.program("details", hub, { options: { baseUrl: hub.url, token: wrong } });
    expect(error).toMatchObject({ name, status, code: "Forbidden" });
    expect(error?.shown).not.toContain(wrong);
  });

  it.each([
    ["an empty one", ""],
    ["none", undefined],
  ])("%s: no request", async (_, missing) => {
    const before = hub.received.length;
    const { error } = await user.program("details", hub, { options: { baseUrl: hub.url, token: missing } });
    expect(error?.is).toEqual(["AuthError", "SdkError"]);
    expect(hub.received.length).toBe(before);
  });

  it("are never mixed up between clients", async () => {
    const server = await startMock(model);
    const tokens = ["token_a", "token_b", "token_c"];
    const outcomes = await user.program<readonly Outcome[]>("interleaved", server, { tokens, count: 100 });
    expect(outcomes.filter(({ ok }) => ok).length).toBe(100);
    const mixed = server.requests.filter(
      ({ headers, body }) => headers["authorization"] !== `Bearer ${(JSON.parse(body) as { name: string }).name}`,
    );
    expect(mixed).toEqual([]);
    expect(server.requests.length).toBe(100);
  });

  it.each(["http://hub.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1"])(
    "do not travel unencrypted to %s",
    async (baseUrl) => {
      const { error } = await user.program("construct", undefined, { options: { baseUrl, token } });
      expect(error?.is).toEqual(["ConfigError", "SdkError"]);
      expect(error?.message).toContain("allowInsecure");
      const allowed = await user.program("construct", undefined, { options: { baseUrl, token, allowInsecure: true } });
      expect(allowed.ok).toBe(true);
    },
  );
});

describe("the address", () => {
  it.each(["", "/", "/hub", "/hub/", "/hub//"])("may end with `%s`", async (end) => {
    const server = await startHub({ base: end.replace(/\/+$/, "") });
    servers.push(server);
    const { ok, error } = await user.program("details", server, { options: { baseUrl: `${server.url}${end}`, token } });
    expect(error?.message).toBeUndefined();
    expect(ok).toBe(true);
  });

  it("may have a query, whose values no error shows", async () => {
    const server = await answering({});
    const options = { baseUrl: `${server.url}/hub?tenant=acme-7&x=1`, token };
    const { meta } = await user.program("details", server, { options });
    expect(server.received[0]?.url).toBe(`/hub${actionPath}?tenant=acme-7&x=1`);
    expect(meta?.url).toBe(`${server.url}/hub${actionPath}?tenant=***&x=***`);
  });

  it.each(["", "hub.example.com", "ftp://hub.example.com", "https://user:secret-7@hub.example.com", "https://h/#a"])(
    "`%s` is none",
    async (baseUrl) => {
      const { error } = await user.program("construct", undefined, { options: { baseUrl, token } });
      expect(error?.is).toEqual(["ConfigError", "SdkError"]);
      expect(error?.shown).not.toContain("secret-7");
    },
  );

  it.each(["evil.example.com/x", "a@b", "", "h?x=1", "h#x"])("a host `%s` is none", async (host) => {
    const { error } = await user.program("construct", undefined, { options: { host, token } });
    expect(error?.is).toEqual(["ConfigError", "SdkError"]);
  });
});

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])("%i to another port: nothing goes there", async (status) => {
    const elsewhere = await answering({});
    const server = await serverOf((_, response) => {
      response.writeHead(status, { location: `${elsewhere.url}/steal` }).end();
    });
    const { error } = await user.program("details", server, { options: { baseUrl: server.url, token } });
    expect(error?.is).toEqual(["HttpError", "RedirectError", "SdkError"]);
    expect(error).toMatchObject({ status, location: `${elsewhere.url}/steal`, attempts: 1 });
    expect(server.received.length).toBe(1);
    expect(elsewhere.received).toEqual([]);
  });
});

// ── Early ends ──────────────────────────────────────────────────────────────────────────────────────────────────────

describe("an answer that does not come", () => {
  const silent = (): Promise<Loopback> => serverOf(() => {});
  const stalled = (): Promise<Loopback> =>
    serverOf((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"deviceId":');
    });
  const gone = (server: Loopback): Promise<void> =>
    expect.poll(() => server.abandoned.length, { timeout: 10_000 }).toBeGreaterThan(0) as unknown as Promise<void>;

  it.each([
    ["headers", silent],
    ["body", stalled],
  ] as const)("times out while the %s are awaited, and the request is taken back", async (phase, start) => {
    const server = await start();
    const { error } = await user.program("details", server, {
      options: { baseUrl: server.url, token, timeoutMs: 150 },
    });
    expect(error?.is).toEqual(["SdkError", "TimeoutError", "TransportError"]);
    expect(error).toMatchObject({ name: "TimeoutError", phase, timeoutMs: 150, action: "devices_GetDetails" });
    await gone(server);
  });

  it("has a limit of the call's own", async () => {
    const server = await silent();
    const options = { baseUrl: server.url, token, timeoutMs: 0 };
    const { error } = await user.program("details", server, { options, call: { timeoutMs: 120 } });
    expect(error).toMatchObject({ name: "TimeoutError", timeoutMs: 120 });
  });

  it.each([
    ["head", silent],
    ["body", stalled],
  ] as const)("is given up by the caller while the %s is awaited", async (when, start) => {
    const server = await start();
    const outcome = await user.program<Outcome & Record<string, unknown>>("abort", server, { when });
    expect(outcome.error?.is).toEqual(["RequestAbortedError", "SdkError"]);
    expect(outcome.error).toMatchObject({ name: "AbortError", cause: "the user left the page" });
    expect(outcome).toMatchObject({ reasonIsCause: true, listeners: 0 });
    await gone(server);
  });

  it("is not asked for, if the caller has given up before", async () => {
    const before = hub.received.length;
    const outcome = await user.program<Outcome & Record<string, unknown>>("abort", hub, { when: "before" });
    expect(outcome.error?.name).toBe("AbortError");
    expect(outcome).toMatchObject({ reasonIsCause: true, listeners: 0 });
    expect(hub.received.length).toBe(before);
  });

  it("breaks off", async () => {
    const server = await serverOf((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write('{"deviceId":', () => response.destroy());
    });
    const { error } = await user.program("details", server, { options: { baseUrl: server.url, token } });
    expect(error?.is).toEqual(["SdkError", "TransportError"]);
    expect(error?.cause).toBeDefined();
  });

  it("cannot come, since nobody listens", async () => {
    const server = await startServer(() => {});
    await server.close();
    const { error } = await user.program("details", server, { options: { baseUrl: server.url, token } });
    expect(error?.is).toEqual(["SdkError", "TransportError"]);
  });

  it("leaves no timer once it is there", async () => {
    const outcome = await user.program<Outcome & { timers: number }>("afterAnswer", hub);
    expect(outcome).toMatchObject({ ok: true, timers: 0 });
  });
});

// ── Promises, errors, `fetch` ───────────────────────────────────────────────────────────────────────────────────────

describe("a call", () => {
  it("is a promise like any other", async () => {
    expect(await user.program<object>("promises", hub)).toEqual({
      native: true,
      viaThen: "d_bare",
      times: 1,
      same: "d_bare",
      status: 200,
      answers: ["rejected", "rejected"],
    });
  });

  it("rejects with the caller's line in the stack", async () => {
    const { stack } = await user.program<{ stack: string }>("throwHere", hub);
    expect(stack).toMatch(/namedByTheUser.*programs\.mjs/);
  });

  it("uses the `fetch` of the moment, with no more than every platform takes", async () => {
    const outcome = await user.program<Outcome & { seen: readonly unknown[] }>("replacedFetch", undefined);
    expect(outcome).toMatchObject({ ok: true, text: '{"connectionId":"c"}' });
    expect(outcome.seen).toEqual([
      {
        address: "https://hub.example.com/api/v1/actions/invoke/devices_RegisterConnection",
        self: true,
        options: ["body", "headers", "method", "redirect", "signal"],
        headers: {
          accept: "application/json",
          "content-type": "application/json",
          "user-agent": `${user.name}/${user.version}`,
          authorization: `Bearer ${token}`,
        },
      },
    ]);
  });

  it("has an output to unwrap", async () => {
    const { version, tag, error } = await user.program<Outcome & { version: number; tag: string }>("unwrapping", hub);
    expect({ version, tag, name: error?.name }).toEqual({ version: 7, tag: "Found", name: "UnexpectedVariantError" });
  });
});
