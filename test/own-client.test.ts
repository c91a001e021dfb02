// Clients that are set up by the environment (R59), that are extended, and actions without any.
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as hub from "../generated/nexigon-hub/src/index.js";
import * as nexthink from "../generated/nexthink/src/index.js";
import { createMockClient, mockClientOf } from "../generated/nexigon-hub/src/testing.js";
import { reply, type MockServer, type ScriptedAnswer } from "../generator/mock.js";
import { rejection } from "./runtime/support/fake.js";
import { readModel, startMock } from "./support/mock.js";

const { fromEnv, NexigonHub, NexigonHubClient } = hub;

/** What a client sends for an action. */
async function sentBy<C extends hub.NexigonHubClient>(
  make: (options: object) => C,
): Promise<{ client: C; sent: string }> {
  let sent = "";
  const fetch: hub.FetchLike = async (url, init) => {
    sent = `${url} ${(init as { headers: Record<string, string> }).headers["authorization"]}`;
    return new Response('{"devices":[]}', { headers: { "content-type": "application/json" } });
  };
  const client = make({ fetch });
  await client.execute(new hub.devices.QueryDevicesAction());
  return { client, sent };
}

describe("R59: fromEnv", () => {
  const env = { NEXIGON_HUB_HOST: " hub.example.com\n", NEXIGON_HUB_TOKEN: "secret" };
  const url = (host: string) => `https://${host}/api/v1/actions/invoke/devices_Query`;

  it("reads the variables that belong to the options, and trims them", async () => {
    const { client, sent } = await sentBy((options) => fromEnv(NexigonHub, options, env));
    expect(sent).toBe(`${url("hub.example.com")} Bearer secret`);
    expect(client).toBeInstanceOf(NexigonHub);
    const { sent: elsewhere } = await sentBy((options) =>
      fromEnv(NexigonHubClient, options, { ...env, NEXIGON_HUB_BASE_URL: "https://proxy.example.com" }),
    );
    expect(elsewhere).toBe(`${url("proxy.example.com")} Bearer secret`);
  });

  it("lets options count first, but not those that are undefined", async () => {
    const { sent } = await sentBy((options) =>
      fromEnv(NexigonHub, { ...options, token: "given", host: undefined }, env),
    );
    expect(sent).toBe(`${url("hub.example.com")} Bearer given`);
  });

  it("takes what is empty or blank as not set, and names the variable", async () => {
    expect(() => fromEnv(NexigonHub, {}, { ...env, NEXIGON_HUB_HOST: "  " })).toThrow(
      new hub.ConfigError(
        "`host` (NEXIGON_HUB_HOST) must be a part of a host name; a URL is for `baseUrl` (NEXIGON_HUB_BASE_URL)",
      ),
    );
    const client = fromEnv(NexigonHub, {}, { ...env, NEXIGON_HUB_TOKEN: "" });
    await expect(client.devices.query()).rejects.toMatchObject({ name: "AuthError", code: "missing_credentials" });
  });

  it("has an address and credentials for OAuth2, and refuses what is no region", () => {
    const id = { NEXTHINK_CLIENT_ID: "i", NEXTHINK_CLIENT_SECRET: "s", NEXTHINK_INSTANCE: "acme" };
    expect(nexthink.fromEnv(nexthink.Nexthink, {}, { ...id, NEXTHINK_REGION: "eu" })).toBeInstanceOf(nexthink.Nexthink);
    const make = (region: string) => () => nexthink.fromEnv(nexthink.Nexthink, {}, { ...id, NEXTHINK_REGION: region });
    expect(make("e/u")).toThrow("`region` (NEXTHINK_REGION) must be one of us, eu, pac, meta");
    expect(() => nexthink.fromEnv(nexthink.Nexthink, { baseUrl: "https://m" }, id)).toThrow("(NEXTHINK_TOKEN_URL)");
  });

  it("reads the process's own where none is given, and a constructor never does", () => {
    process.env["NEXIGON_HUB_HOST"] = "own.example.com";
    try {
      expect(fromEnv(NexigonHub)).toBeInstanceOf(NexigonHub);
      expect(() => new NexigonHub({ token: "t" })).toThrow(hub.ConfigError);
    } finally {
      delete process.env["NEXIGON_HUB_HOST"];
    }
    expect(() => fromEnv(NexigonHub)).toThrow(hub.ConfigError);
  });
});

// ── Classes of one's own ────────────────────────────────────────────────────────────────────────────────────────────

describe("a class of one's own", () => {
  class Traced extends NexigonHub {
    readonly seen: string[] = [];
    constructor(options: hub.NexigonHubClientOptions) {
      super({ ...options, headers: { "x-team": "a", ...options.headers } });
    }
    override execute<A extends hub.Action<unknown>>(action: A, options?: hub.CallOptions): hub.Call<hub.OutputOf<A>> {
      this.seen.push(action.constructor.name);
      return super.execute(action, { ...options, headers: { "x-trace": "t", ...options?.headers } });
    }
  }

  it("has its `execute` called by the methods of groups, with the types that they have", async () => {
    const mock = mockClientOf(Traced, { devices_Query: { devices: [] } });
    const { devices } = await mock.client.devices.query({ headers: { "x-call": "c" } });
    devices satisfies readonly hub.devices.QueryDevicesItem[];
    const { data } = await mock.client.execute(new hub.devices.QueryDevicesAction()).withResponse();
    data.devices satisfies readonly hub.devices.QueryDevicesItem[];
    expect(mock.client.seen).toEqual(["devices_Query", "devices_Query"]);
    expect(mock.calls[0]?.headers).toMatchObject({ "x-trace": "t", "x-call": "c", "x-team": "a" });
  });

  it("stays what it is by `withOptions` and `fromEnv`", async () => {
    const mock = mockClientOf(Traced, { devices_Query: { devices: [] } });
    const copy = mock.client.withOptions({ headers: { "x-team": "b" } });
    copy satisfies Traced;
    expect(copy).toBeInstanceOf(Traced);
    await copy.devices.query();
    expect([mock.client.seen, copy.seen]).toEqual([[], ["devices_Query"]]);
    expect(mock.calls[0]?.headers).toMatchObject({ "x-trace": "t", "x-team": "b" });
    const made: Traced = fromEnv(Traced, { host: "h" }, {});
    expect(made).toBeInstanceOf(Traced);
  });
});

// ── Without a client ────────────────────────────────────────────────────────────────────────────────────────────────

describe("an action without a client", () => {
  let mock: MockServer;
  let answer: ScriptedAnswer;
  beforeAll(async () => {
    const names = ["devices_SetProperty", "devices_GetDetails", "devices_Query"];
    mock = await startMock(readModel("spec/nexigon-hub"), {
      answers: Object.fromEntries(names.map((name) => [name, () => answer])),
    });
  });
  beforeEach(() => mock.reset());

  async function send<A extends hub.Action<unknown>>(action: A): Promise<hub.OutputOf<A>> {
    const { method, path, headers, body } = hub.requestOf(action);
    const signed = { ...headers, authorization: "Bearer t" };
    return hub.readOutput(action, await fetch(mock.url + path, { method, headers: signed, body: body ?? null }));
  }

  it("of an RPC API travels by a `fetch` of one's own", async () => {
    answer = { result: "VersionConflict", currentVersion: 3 };
    const { SetDevicePropertyAction } = hub.devices;
    const output = await send(new SetDevicePropertyAction({ deviceId: "d", name: "n", value: 1, expectedVersion: 2 }));
    expect(output).toEqual({ result: "VersionConflict", currentVersion: 3 });
    expect(
      mock.requests.map(({ method, url, headers, body }) => `${method} ${url} ${headers["content-type"]} ${body}`),
    ).toEqual([
      'POST /api/v1/actions/invoke/devices_SetProperty application/json {"deviceId":"d","name":"n","value":1,"expectedVersion":2}',
    ]);
  });

  it("fails with the typed error that the answer is", async () => {
    answer = reply({ status: 403, json: { kind: "Forbidden", message: "no" } });
    const error = await rejection(send(new hub.devices.GetDeviceDetailsAction({ deviceId: "d" })));
    expect(hub.isErrorOf(hub.devices.GetDeviceDetailsAction, error)).toBe(true);
    expect(error).toMatchObject({ name: "ForbiddenError", code: "Forbidden", message: expect.stringContaining("403") });
  });

  it("has method, path, query and headers of its own, where the API is an HTTP API", async () => {
    const action = new nexthink.workflows.ListAction({
      dependency: "DEVICE",
      triggerMethod: "API",
      fetchOnlyActiveWorkflows: true,
    });
    expect(nexthink.requestOf(action)).toMatchObject({
      method: "GET",
      path: "/api/v1/workflows?dependency=DEVICE&triggerMethod=API&fetchOnlyActiveWorkflows=true",
      body: undefined,
    });
    const status = new nexthink.nql.StatusAction({ exportId: "e/1" });
    expect(nexthink.requestOf(status).path).toBe("/api/v1/nql/status/e%2F1");
    // An answer that came by something else than `fetch`.
    const body = { status: "COMPLETED", resultsFileUrl: "https://f" };
    const headers = new Headers({ "content-type": "application/json" });
    const text = async () => JSON.stringify(body);
    const output = await nexthink.readOutput(status, { ok: true, status: 206, statusText: "", headers, text });
    expect(output).toEqual({ outcome: "truncated", status: 206, data: body });
  });

  it("is refused as by a client", async () => {
    expect(() => hub.requestOf(new hub.devices.GetDeviceDetailsAction({ deviceId: 1 as never }))).toThrow(
      hub.RequestValidationError,
    );
    answer = reply({ json: "x" });
    await expect(send(new hub.devices.QueryDevicesAction())).resolves.toBe("x");
  });

  it("sends what a client sends", async () => {
    const mock = createMockClient({ devices_Query: { devices: [] } });
    await mock.client.devices.query();
    const { authorization, ...headers } = mock.calls[0]?.headers ?? {};
    const request = hub.requestOf(new hub.devices.QueryDevicesAction());
    expect({ ...request, path: `https://mock.test${request.path}` }).toEqual({
      method: mock.calls[0]?.method,
      path: mock.calls[0]?.url,
      headers,
      body: mock.calls[0]?.body,
    });
    expect(authorization).toBe("Bearer mock");
  });
});
