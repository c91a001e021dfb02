// What one program has to do with Nexthink besides its rows: tokens, from the first to those that were withdrawn; requests that
// are refused before they are sent; models by themselves. By the packed package, against a server of this machine.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clientSecret, startNexthink, type Instance, type TokenAnswer } from "./nexthink/server.js";
import { device } from "./nexthink/table.js";
import { createUser, type Failure, type Outcome, type User } from "./nexthink/user.js";

let user: User;
let nexthink: Instance;
const servers: Instance[] = [];

beforeAll(async () => {
  user = await createUser();
});
beforeEach(async () => {
  nexthink = await startNexthink();
  servers.push(nexthink);
});
afterAll(() => Promise.all([user, ...servers].map((each) => each.close())));

/** In nothing that is seen of it: what is hidden on a console, its cause and its stack included. */
function expectNoSecret(error: Failure | undefined): void {
  expect(error).toBeDefined();
  const text = JSON.stringify(error) ?? "";
  expect(nexthink.secrets.filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
}

// ── Tokens ──────────────────────────────────────────────────────────────────────────────────────────────────────────

describe("a token", () => {
  interface Together {
    readonly title: string;
    readonly withdrawn: boolean;
    readonly release?: "at once" | "one by one";
    readonly tokens: number;
    readonly sent: number;
  }
  it.each<Together>([
    { title: "is had once for calls that begin together", withdrawn: false, tokens: 1, sent: 20 },
    { title: "that was withdrawn is renewed once, for 20 refusals at once", withdrawn: true, release: "at once", tokens: 2, sent: 41 },
    { title: "that was withdrawn is renewed once, for 20 refusals one by one", withdrawn: true, release: "one by one", tokens: 2, sent: 41 },
  ])("$title", async ({ withdrawn, release, tokens, sent }) => {
    if (release) nexthink.hold(20, release);
    const outcomes = await user.program<readonly Outcome[]>("together", nexthink, { count: 20, withdrawn });
    expect(outcomes.map(({ ok, error }) => [ok, error?.message])).toEqual(outcomes.map(() => [true, undefined]));
    expect(nexthink.tokenRequests.length).toBe(tokens);
    expect(nexthink.calls.length).toBe(sent);
    const used = nexthink.calls.map(({ headers }) => headers.authorization);
    expect(new Set(used).size).toBe(tokens);
    // With 20 answers to the old one out, no call goes back to it.
    if (withdrawn) expect(used.lastIndexOf(used[0])).toBe(20);
  }); // prettier-ignore

  it("that was withdrawn between two calls is renewed, and the call does not notice", async () => {
    const [first, second] = await user.program<readonly Outcome[]>("together", nexthink, { count: 1, withdrawn: true });
    expect(second?.text).toBe(first?.text);
    expect(second?.meta).toMatchObject({ status: 200, attempts: 1 });
    expect(nexthink.tokenRequests.length).toBe(2);
    const used = nexthink.calls.map(({ headers }) => headers.authorization);
    expect(used.map((value) => used.indexOf(value))).toEqual([0, 0, 2]);
  });

  it("of 900 seconds is renewed behind a call when an eighth is left, and before one when it is about to end", async () => {
    const calls = await user.program<readonly number[]>("overTime", nexthink, {
      seconds: [0, 700, 790, 791, 1500, 1670],
    });
    // At 790 the call takes the old one, and the next the new one; that one, which is good until 1690, is not waited out.
    expect(calls).toEqual([0, 0, 0, 3, 3, 5]);
    expect(nexthink.tokenRequests.length).toBe(3);
  });

  interface Failing {
    readonly title: string;
    readonly answers: readonly TokenAnswer[];
    /** The calls that fail before one succeeds: their error. */
    readonly code?: string;
    readonly status?: number;
    readonly retryAfterMs?: number;
    readonly requests: number;
    /** Between the requests, in ms. */
    readonly delays: readonly number[];
  }
  const json = { "content-type": "application/json" };
  const says = (status: number, body: object, headers: object = {}): TokenAnswer => ({
    status,
    headers: { ...json, ...headers },
    text: JSON.stringify(body),
  });
  const echo = `the secret ${clientSecret} of {token} is wrong`;

  it.each<Failing>([
    {
      title: "401 invalid_client",
      answers: [says(401, { error: "invalid_client", error_description: echo }, { "www-authenticate": "Basic" })],
      code: "invalid_client",
      status: 401,
      requests: 2,
      delays: [],
    },
    {
      title: "400 invalid_scope",
      answers: [says(400, { error: "invalid_scope", error_description: echo, error_uri: echo })],
      code: "invalid_client",
      status: 400,
      requests: 2,
      delays: [],
    },
    { title: "429, then 200", answers: [says(429, {}, { "retry-after": "2" })], requests: 2, delays: [2100] },
    { title: "503, then 200", answers: [{ status: 503, text: echo }], requests: 2, delays: [375] },
    { title: "503 and 429, then 200", answers: [{ status: 503 }, { status: 429 }], requests: 3, delays: [375, 750] },
    {
      title: "503 for good",
      answers: [{ status: 503 }, { status: 503 }, { status: 503, text: echo }],
      code: "token_unavailable",
      status: 503,
      requests: 4,
      delays: [375, 750],
    },
    {
      title: "429 with a wait that nobody has the time for",
      answers: [says(429, { error: "slow_down" }, { "retry-after": "3600" })],
      code: "token_unavailable",
      status: 429,
      retryAfterMs: 3_600_000,
      requests: 2,
      delays: [],
    },
    { title: "a redirect", answers: [{ status: 302, headers: { location: "/-/elsewhere" } }], code: "token_unavailable", status: 302, requests: 2, delays: [] },
    { title: "a page", answers: [{ status: 200, headers: { "content-type": "text/html" }, text: `<p>${echo}` }], code: "invalid_token_response", requests: 2, delays: [] },
    { title: "another sort of token", answers: [says(200, { access_token: "{token}", token_type: "mac", expires_in: 900 })], code: "invalid_token_response", requests: 2, delays: [] },
    { title: "no token", answers: [says(200, { token_type: "Bearer", expires_in: 900 })], code: "invalid_token_response", requests: 2, delays: [] },
    { title: "a token that is no header", answers: [says(200, { access_token: "{token}\r\nx: y", token_type: "Bearer" })], code: "invalid_token_response", requests: 2, delays: [] },
    { title: "a type in lower case and a lifetime in quotes", answers: [says(200, { access_token: "{token}", token_type: "bearer", expires_in: "900" })], requests: 1, delays: [] },
    { title: "no lifetime", answers: [says(200, { access_token: "{token}", token_type: "Bearer" })], requests: 1, delays: [] },
  ])("is asked for again, or not: $title", async ({ answers, code, status, retryAfterMs, requests, delays }) => {
    nexthink.tokenAnswers.push(...answers);
    const { outcomes, delays: waited } = await user.program<{
      readonly outcomes: readonly Outcome[];
      readonly delays: readonly number[];
    }>("several", nexthink, { count: 3 });
    const [first, ...rest] = outcomes;
    // A failure is not kept: the next call asks again. A success is.
    expect(rest.map(({ ok }) => ok)).toEqual([true, true]);
    expect(waited).toEqual(delays);
    expect(nexthink.tokenRequests.length).toBe(requests);
    expect(nexthink.calls.length).toBe(code === undefined ? 3 : 2);
    expect(nexthink.received.filter(({ url }) => url.startsWith("/-/"))).toEqual([]);
    expect(first?.ok).toBe(code === undefined);
    if (code === undefined) return;
    expect(first?.error?.is).toEqual(["AuthError", "SdkError"]);
    expect(first?.error).toMatchObject({ name: "AuthError", code, attempts: 0, action: "workflows_Get", isError: true });
    expect(first?.error?.status).toBe(status);
    expect(first?.error?.retryAfterMs).toBe(retryAfterMs);
    expectNoSecret(first?.error);
  }); // prettier-ignore

  it("that a new one does not better is an error of the call", async () => {
    // Good for the endpoint, and for nothing else.
    nexthink.tokenAnswers.push(
      ...[1, 2].map((index) =>
        says(200, { access_token: `canary-token-bad-${index}`, token_type: "Bearer", expires_in: 900 }),
      ),
    );
    const { error } = await user.program("call", nexthink);
    expect(error?.is).toEqual(["HttpError", "SdkError", "UnauthorizedError"]);
    expect([nexthink.tokenRequests.length, nexthink.calls.length]).toEqual([2, 2]);
    expectNoSecret(error);
  });

  it.each([
    ["no secret", { clientSecret: "" }],
    ["no id", { clientId: undefined }],
  ])("is not asked for with %s", async (_, without) => {
    const options = { baseUrl: nexthink.url, tokenUrl: nexthink.tokenUrl, clientId: "id", clientSecret, ...without };
    const { error } = await user.program("call", nexthink, { options });
    expect(error).toMatchObject({ name: "AuthError", attempts: 0 });
    expect(nexthink.received).toEqual([]);
    expectNoSecret(error);
  });

  it.each([
    ["a place for tokens in the clear", { baseUrl: "https://h", tokenUrl: "http://login.example.com/token" }],
    ["an address in the clear", { baseUrl: "http://api.example.com", tokenUrl: "https://h/token" }],
    ["no place for tokens", { baseUrl: "https://h" }],
    ["no instance", { region: "eu" }],
    ["an instance that is another host", { instance: "evil.example.com/", region: "eu" }],
  ])("is not asked for with %s", async (_, options) => {
    const { ok, error } = await user.program("construct", undefined, { options: { clientId: "id", clientSecret, ...options } });
    expect(ok).toBe(false);
    expect(error).toMatchObject({ name: "ConfigError", isSdkError: true });
    expectNoSecret(error);
  }); // prettier-ignore
});

// ── What is sent, and what is not ───────────────────────────────────────────────────────────────────────────────────

describe("a request", () => {
  const devices = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => device.slice(0, -6) + String(index).padStart(6, "0"));
  const rule = "Give at least one device or user.";

  interface Refused {
    readonly title: string;
    readonly method: string;
    readonly request: object;
    /** `path code message`, of all issues. */
    readonly issues: readonly string[];
  }
  it.each<Refused>([
    { title: "an empty list alone", method: "execute", request: { workflowId: "#w", devices: [] }, issues: [` at_least_one_of ${rule}`] },
    { title: "two empty lists", method: "executeExternalIds", request: { workflowId: "#w", devices: [], users: [] }, issues: [` at_least_one_of ${rule}`] },
    { title: "no list", method: "execute", request: { workflowId: "#w", params: { a: "b" } }, issues: [` at_least_one_of ${rule}`] },
    {
      title: "a device with an empty name only",
      method: "executeExternalIds",
      request: { workflowId: "#w", devices: [{ name: "LAPTOP" }, { name: "" }] },
      issues: ["devices.1 at_least_one_of Give the device's `name`, `uid` or `collectorUid`."],
    },
    { title: "a user by nothing", method: "executeExternalIds", request: { workflowId: "#w", users: [{}] }, issues: ["users.0 at_least_one_of Give the user's `uid`, `upn` or `sid`."] },
    { title: "10,001 devices", method: "execute", request: { workflowId: "#w", devices: devices(10_001) }, issues: ["devices maxItems must have at most 10000 items"] },
    { title: "10,001 devices by name", method: "executeExternalIds", request: { workflowId: "#w", devices: devices(10_001).map((name) => ({ name })) }, issues: ["devices maxItems must have at most 10000 items"] },
    {
      title: "all that is wrong at once",
      method: "execute",
      request: { workflowId: "", devices: [device, "canary-secret"], users: ["canary-secret"], sorce: "canary-secret" },
      issues: ["workflowId minLength must have at least 1 character", "devices.1 pattern Give a UUID.", "users.0 pattern Give a security identifier, such as `S-1-5-21-7-8-9-1001`, or `0`.", "sorce unknown_field is unknown: did you mean `source`?"],
    },
    { title: "a path that would lead elsewhere", method: "triggerThinklet", request: { workflowUuid: "..", executionUuid: "" }, issues: ["workflowUuid pattern Give a UUID.", "executionUuid pattern Give a UUID."] },
    { title: "a value that a closed type does not have", method: "list", request: { dependency: "PRINTER", triggerMethod: "API" }, issues: ["dependency type must be one of USER, DEVICE, USER_AND_DEVICE, NONE"] },
    { title: "a header with a second line", method: "get", request: { nqlId: "#w", source: "a\r\nx-canary-secret: b" }, issues: ["source header_value has characters that cannot be sent"] },
    { title: "an empty query", method: "get", request: {}, issues: ["nqlId required is required"] },
  ])("is refused before anything is sent, tokens included: $title", async ({ method, request, issues }) => {
    const { error } = await user.program("call", nexthink, { method, request });
    expect(error?.is).toEqual(["RequestValidationError", "SdkError", "ValidationError"]);
    expect(error?.issues?.map(({ path, code, message }) => `${path.join(".")} ${code} ${message}`)).toEqual(issues);
    expect(nexthink.received).toEqual([]);
    expectNoSecret(error);
  }); // prettier-ignore

  it("with devices alone is sent with an empty list of users", async () => {
    const request = { workflowId: "#devices_alone", devices: [device] };
    expect((await user.program("call", nexthink, { method: "execute", request })).ok).toBe(true);
    expect(nexthink.calls.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ ...request, users: [] }]);
    expect(nexthink.calls[0]?.body).toContain('"users":[]');
  });

  it("of 10,000 devices is sent", async () => {
    const many = await startNexthink((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"requestUuid":"r","executionsUuids":["e"]}');
      return true;
    });
    servers.push(many);
    const request = { workflowId: "#w", devices: devices(10_000) };
    const { ok, meta } = await user.program("call", many, { method: "execute", request });
    expect({ ok, issues: meta?.schemaIssues }).toEqual({ ok: true, issues: [] });
    expect(many.calls.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ ...request, users: [] }]);
  });
});

// ── Models by themselves ────────────────────────────────────────────────────────────────────────────────────────────

describe("a model", () => {
  const workflow = {
    id: "#w",
    uuid: "u",
    name: "n",
    status: "PAUSED",
    lastUpdateTime: "yesterday",
    owner: { of: "a newer server" },
  };

  it("keeps a status and a time that it does not know", async () => {
    for (const steps of [["parse"], ["parse", "encode"], ["parse", "encode", "parse", "encode"]]) {
      const { text } = await user.program("model", undefined, { name: "NxtWorkflow", steps, value: workflow });
      expect(text).toBe(JSON.stringify(workflow));
    }
    const { text } = await user.program("model", undefined, { name: "NxtWorkflowStatus", steps: ["parse"], value: "PAUSED" });
    expect(text).toBe('"PAUSED"');
  }); // prettier-ignore

  it("says what is wrong in the words of the spec", async () => {
    const given = { name: "NxtWorkflowExecutionRequest", value: { workflowId: "#reset" } };
    for (const steps of [["parse"], ["encode"]]) {
      const { error } = await user.program("model", undefined, { ...given, steps });
      expect(error?.is).toEqual(["SdkError", "ValidationError"]);
      expect(error?.message).toContain("Give at least one device or user.");
    }
    const { text } = await user.program("model", undefined, { ...given, steps: ["safeParse"] });
    expect(JSON.parse(text ?? "")).toMatchObject({ ok: false, error: { name: "ValidationError" } });
  });

  it("is a Standard Schema", async () => {
    const given = { name: "NxtWorkflowExecutionRequest" };
    const bad = await user.program("standard", undefined, { ...given, value: { workflowId: "#reset", devices: [1] } });
    expect(bad).toMatchObject({ version: 1, issues: [{ path: ["devices", 0] }] });
    expect(bad).toHaveProperty("vendor", expect.stringMatching(/./));
    const value = { workflowId: "#reset", devices: [device], colour: "red" };
    const good = await user.program("standard", undefined, { ...given, value });
    expect(good).toEqual({ version: 1, vendor: (bad as unknown as { vendor: string }).vendor, text: expect.any(String) as string }); // prettier-ignore
    expect(JSON.parse((good as Outcome).text ?? "")).toMatchObject(value);
  });
});

describe("a first program", () => {
  it("does what it says, at the addresses of its instance", async () => {
    expect(await user.program<unknown>("example", nexthink, { device })).toEqual({
      asked: [
        "https://acme-login.eu.nexthink.cloud/oauth2/default/v1/token",
        "https://acme.api.eu.nexthink.cloud/api/v1/workflows/execute",
      ],
      output: expect.objectContaining({ requestUuid: expect.any(String) as string }) as object,
      active: "ACTIVE",
      values: ["ACTIVE", "INACTIVE"],
    });
  });
});
