// The mock server: each action of both APIs called by the generated clients with everything it can answer, what it keeps, what it
// refuses, faults on demand, tokens, and that nothing that is sent to it ends it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { request as send } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import * as hub from "../generated/nexigon-hub/src/index.js";
import * as nexthink from "../generated/nexthink/src/index.js";
import { main } from "../generator/cli/main.js";
import { createReport, valuesOf } from "../generator/index.js";
import { parseFault, type MockServer, type PlannedFault } from "../generator/mock.js";
import { readMarks } from "../generator/mock/marks.js";
import { allActions, resolveAliases, typesById, type Action, type Json, type Model, type Slot } from "../generator/model.js"; // prettier-ignore
import { fixture, lowerFixture } from "./support/fixtures.js";
import { readModel, startMock } from "./support/mock.js";
import { repository } from "./support/folder.js";
import { runNode } from "./support/process.js";
import { cli } from "./support/project.js";

interface Client {
  execute(action: unknown, options?: object): Promise<unknown> & { withResponse(): Promise<{ meta: Meta }> };
}
interface Meta {
  readonly status: number;
  readonly schemaIssues: readonly unknown[];
}
type Classes = Readonly<Record<string, Readonly<Record<string, { parse(wire: Json): object }>>>>;

interface Api {
  readonly name: string;
  readonly model: Model;
  readonly modules: Classes;
  readonly clientOf: (server: MockServer) => Client;
}

const strict = { validate: { responses: "strict" }, maxRetries: 0 } as const;
const apis: readonly Api[] = [
  {
    name: "nexigon-hub",
    model: readModel("spec/nexigon-hub"),
    modules: hub as unknown as Classes,
    clientOf: ({ url }) => new hub.NexigonHubClient({ baseUrl: url, token: "t", ...strict }) as unknown as Client,
  },
  {
    name: "nexthink",
    model: readModel("spec/nexthink"),
    modules: nexthink as unknown as Classes,
    clientOf: ({ url }) => {
      const credentials = { clientId: "client", clientSecret: "s: &=+ä", tokenUrl: `${url}/oauth2/default/v1/token` };
      return new nexthink.NexthinkClient({ baseUrl: url, ...credentials, ...strict }) as unknown as Client;
    },
  },
];

async function rejection(call: PromiseLike<unknown>): Promise<{ readonly status?: number; readonly message: string }> {
  return call.then(
    () => expect.unreachable("it succeeded"),
    (error: unknown) => error as Error,
  );
}

describe.each(apis.map((api) => [api.name, api] as const))("%s, called by its client", (_, { model, modules, clientOf }) => {
  let server: MockServer;
  let client: Client;
  beforeAll(async () => {
    server = await startMock(model);
    client = clientOf(server);
  });
  afterEach(() => server.reset());
  const types = typesById(model);
  const marks = readMarks(model, createReport());
  const { makeRequest } = valuesOf(model, { seed: "requests" });

  const classOf = ({ module, className }: Action): { parse(wire: Json): object } => {
    const namespace = model.modules.find(({ name }) => name === module)?.namespace ?? "";
    const found = modules[namespace]?.[className];
    if (!found) throw new Error(`no class ${className}`);
    return found;
  };
  /** Calls with a request as wire JSON. What comes back has passed a strict look. */
  const call = (action: Action, request: Json, fault?: string): ReturnType<Client["execute"]> => {
    const headers = fault === undefined ? {} : { headers: { "x-mock-fault": fault } };
    return client.execute(classOf(action).parse(request), headers);
  };
  const unionOf = ({ type }: Slot): readonly string[] => {
    const resolved = resolveAliases(type, types);
    const named = resolved.kind === "named" ? types.get(resolved.target) : undefined;
    return named?.kind === "union" ? named.variants.map(({ wire }) => wire) : [];
  };

  it.each(allActions(model).map((action) => [action.name, action] as const))("%s", async (_, action) => {
    for (const { request, output, status } of action.examples) {
      if (request === undefined || output === undefined) continue;
      const result = call(action, request.value);
      if (status === undefined || action.outputs.some((each) => each.status === status)) await result;
      else expect((await rejection(result)).status).toBe(Number(status));
      server.reset();
    }
    const request = makeRequest(action) ?? {};
    // What is not kept is not there: then the mark says how that is answered.
    const kept = marks.get(action.id)?.replies.missing;
    if (typeof kept === "number") expect((await rejection(call(action, request))).status).toBe(kept);
    else await call(action, request);
    for (const { outcome, slot } of action.outputs) {
      for (const variant of unionOf(slot)) expect(tagOf(await call(action, request, `outcome=${variant}`))).toBe(variant);
      if (action.outputs.length > 1) expect(await call(action, request, `outcome=${outcome}`)).toMatchObject({ outcome });
    }
    for (const { status } of action.errors) {
      const asked = status === "default" ? "418" : status.replaceAll("X", "0");
      expect((await rejection(call(action, request, `status=${asked}`))).status).toBe(Number(asked));
    }
    expect(server.requests.filter((each) => each.action === undefined && !each.url.endsWith("/token"))).toEqual([]);
  });
}); // prettier-ignore

function tagOf(output: unknown): unknown {
  const value = output as { readonly result?: unknown; readonly protocol?: unknown; readonly kind?: unknown };
  return value.result ?? value.protocol ?? value.kind;
}

// ── The Hub ─────────────────────────────────────────────────────────────────────────────────────────────────────────

describe("what is kept", () => {
  let server: MockServer;
  let client: hub.NexigonHub;
  beforeAll(async () => {
    server = await startMock(apis[0]?.model as Model);
    client = new hub.NexigonHub({ baseUrl: server.url, token: "t", ...strict });
  });
  afterEach(() => server.reset());

  it("properties are compared and swapped", async () => {
    const name = { deviceId: "d_1", name: "firmware" };
    const { setProperty, getProperty, removeProperty, queryProperties } = {
      setProperty: client.devices.setProperty.bind(client.devices),
      getProperty: client.devices.getProperty.bind(client.devices),
      removeProperty: client.devices.removeProperty.bind(client.devices),
      queryProperties: client.devices.queryProperties.bind(client.devices),
    };
    expect(await getProperty(name)).toEqual({ result: "NotFound" });
    expect(await setProperty({ ...name, value: 1, expectedVersion: 3 })).toEqual({ result: "Deleted" });
    expect(await setProperty({ ...name, value: 1 })).toEqual({ result: "Set" });
    expect(await getProperty(name)).toMatchObject({ result: "Found", value: 1, version: 1, protected: false });
    expect(await setProperty({ ...name, value: 2, expectedVersion: 7 })).toEqual({ result: "VersionConflict", currentVersion: 1 }); // prettier-ignore
    expect(await setProperty({ ...name, value: [2], protected: true, expectedVersion: 1 })).toEqual({ result: "Set" });
    expect(await getProperty(name)).toMatchObject({ value: [2], version: 2, protected: true });
    await setProperty({ deviceId: "d_1", name: "other", value: null });
    await setProperty({ deviceId: "d_2", name: "firmware", value: "elsewhere" });
    const { properties } = await queryProperties({ deviceId: "d_1" });
    expect(Object.entries(properties).map(([key, { name: own, value }]) => [key, own, value])).toEqual([["firmware", "firmware", [2]], ["other", "other", null]]); // prettier-ignore
    expect(await removeProperty(name)).toEqual({ result: "Removed" });
    expect(await removeProperty(name)).toEqual({ result: "NotFound" });
    expect(await queryProperties({ deviceId: "d_3" })).toEqual({ properties: {} });
  });

  it("begins with what the examples show", async () => {
    const known = { deviceId: "d_7KpM4vXcR2nQwT9sYbHgZe" };
    const { properties } = await client.devices.queryProperties(known);
    expect(Object.keys(properties)).toEqual(["firmware.channel", "location"]);
    const conflict = await client.devices.setProperty({
      ...known,
      name: "firmware.channel",
      value: 1,
      expectedVersion: 3,
    });
    expect(conflict).toEqual({ result: "VersionConflict", currentVersion: 5 });
  });

  it("projects are made, found, renamed, listed and removed", async () => {
    const before = await client.projects.query();
    const made = await client.projects.create({ organizationId: "org_1", name: "Orchard" });
    const other = await client.projects.create({ organizationId: "org_1", name: "Meadow" });
    if (made.result !== "Created" || other.result !== "Created") throw new Error("not created");
    expect(other.projectId).not.toBe(made.projectId);
    expect(await client.projects.getDetails({ projectId: made.projectId })).toEqual({ projectId: made.projectId, name: "Orchard", deviceCount: 0 });
    await client.projects.setName({ projectId: made.projectId, name: "Orchard 2" });
    const { projects } = await client.projects.query();
    expect(projects.slice(before.projects.length)).toEqual([
      { projectId: made.projectId, name: "Orchard 2" },
      { projectId: other.projectId, name: "Meadow" },
    ]);
    await client.projects.delete({ projectId: made.projectId });
    const error = await rejection(client.projects.getDetails({ projectId: made.projectId }));
    expect(error).toMatchObject({ status: 400, code: "Invalid" });
    server.reset();
    expect(await client.projects.query()).toEqual(before);
  }); // prettier-ignore
});

interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly headers: Headers;
}

async function post(server: MockServer, path: string, init: RequestInit & { readonly headers?: Record<string, string> } = {}): Promise<Answered> {
  const headers = { authorization: "Bearer t", "content-type": "application/json", ...init.headers };
  const response = await fetch(`${server.url}${path}`, { method: "POST", ...init, headers });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text(), headers: response.headers };
} // prettier-ignore

const invoke = "/api/v1/actions/invoke/";

describe("what is refused", () => {
  let server: MockServer;
  let plain: MockServer;
  beforeAll(async () => {
    server = await startMock(apis[0]?.model as Model);
    plain = await startMock(lowerFixture(fixture("action-http-content-type")));
  });

  it("all that is wrong with a request, in the vendor's form", async () => {
    const body = JSON.stringify({ deviceId: 7, name: ".a", valu: 1 });
    const { status, type, text } = await post(server, `${invoke}devices_SetProperty`, { body });
    expect([status, type]).toEqual([400, "application/json"]);
    expect(JSON.parse(text)).toEqual({
      kind: "Invalid",
      message:
        "`valu` is no field: did you mean `value`?; `value` is missing; at `deviceId`, a text is needed; at `name`, it breaks `pattern` (Start with a letter or digit; then letters, digits, dots, `_` or `-`.)",
    });
  });

  it.each([
    ["an unknown path, with the nearest", `${invoke}devices_SetPropert`, {}, 404, "(devices_SetProperty)"],
    ["another method", `${invoke}devices_SetProperty`, { method: "PUT" }, 405, "takes POST, and not PUT"],
    ["another media type", `${invoke}actor_GetActor`, { body: "a=1", headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, "application/json"],
    ["no credentials", `${invoke}actor_GetActor`, { body: "{}", headers: { authorization: "" } }, 401, "Authorization: Bearer"],
    ["no JSON", `${invoke}actor_GetActor`, { body: "{" }, 400, "not JSON"],
    ["no UTF-8", `${invoke}actor_GetActor`, { body: new Uint8Array([0xff]) }, 400, "not UTF-8"],
    ["a list", `${invoke}actor_GetActor`, { body: "[]" }, 400, "an object"],
    ["a fault that is none", `${invoke}actor_GetActor`, { body: "{}", headers: { "x-mock-fault": "statu=4" } }, 400, "did you mean `status`?"],
    ["an outcome that is none", `${invoke}actor_GetActor`, { body: "{}", headers: { "x-mock-fault": "outcome=Gone" } }, 400, "no outcome `Gone`"],
  ] as const)("%s", async (_, path, init, status, says) => {
    const answered = await post(server, path, init);
    expect(answered.status).toBe(status);
    expect(answered.text).toContain(says);
    if (status === 405) expect(answered.headers.get("allow")).toBe("POST");
  }); // prettier-ignore

  it("what is too large, and what is nested too deeply", async () => {
    expect((await post(server, `${invoke}actor_GetActor`, { body: "x".repeat(17 * 1024 * 1024) })).status).toBe(413);
    const deep = `{"deviceId":"d","name":"n","value":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    expect([200, 400]).toContain((await post(server, `${invoke}devices_SetProperty`, { body: deep })).status);
  });

  it("is a problem of RFC 9457 where the spec declares no error", async () => {
    const { status, type, text } = await post(plain, "/nowhere");
    expect([status, type]).toEqual([404, "application/problem+json"]);
    expect(JSON.parse(text)).toMatchObject({ status: 404, title: "Not Found" });
  });

  it("reads forms and texts as their types do", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const repeated = "customer_name=a+b&items=%7B%22price%22%3A%221%22%7D&tags=x&tags=y&paid=true";
    expect((await post(plain, "/repeat", { body: repeated.replace("customer_name", "customerName"), headers: form })).text).toBe("");
    const deep = "customerName=a&items[0][price]=1&items[0][quantity]=2&meta[k]=v";
    expect((await post(plain, "/deep/7?dry", { body: deep, headers: form })).status).toBe(204);
    const wrong = await post(plain, "/deep/7?dry", { body: deep.replace("=2", "=two"), headers: form });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining("items.0.quantity")]);
    const note = await post(plain, "/note", { method: "PUT", body: "*text*", headers: { "content-type": "text/markdown" } });
    expect(note.status).toBe(204);
  }); // prettier-ignore
});

describe("faults", () => {
  let server: MockServer;
  const ask = (fault: string, name = "devices_GetDetails"): Promise<Answered> =>
    post(server, `${invoke}${name}`, { body: '{"deviceId":"d"}', headers: { "x-mock-fault": fault } });
  beforeAll(async () => {
    const faults: readonly PlannedFault[] = [{ action: "actor_GetActor", status: 503, retryAfter: "2", times: 2 }];
    server = await startMock(apis[0]?.model as Model, { faults });
  });

  it("a status with a pause", async () => {
    const { status, headers, text } = await ask("status=429; retry-after=7");
    expect([status, headers.get("retry-after")]).toEqual([429, "7"]);
    expect(JSON.parse(text)).toMatchObject({ kind: "RateLimited" });
  });

  it("a planned one, until it is over", async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 3; at++)
      statuses.push((await post(server, `${invoke}actor_GetActor`, { body: "{}" })).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it("ends connections", async () => {
    await expect(ask("reset")).rejects.toThrow();
    await expect(ask("truncate")).rejects.toThrow();
  });

  it("what only a newer server sends is read in its open form", async () => {
    const client = new hub.NexigonHub({ baseUrl: server.url, token: "t" });
    const options = (fault: string): object => ({ headers: { "x-mock-fault": fault } });
    const set = await client.devices.setProperty({ deviceId: "d", name: "n", value: 1 }, options("unknown-variant"));
    expect(set).toMatchObject({ result: "$unknown", $tag: "AVariantOfANewerServer" });
    const { certificates } = await client.devices.getDetails({ deviceId: "d" }, options("unknown-enum"));
    expect(certificates[0]?.status).toBe("AValueOfANewerServer");
    expect((await ask("unknown-variant")).text).toContain("no tagged union");
  });

  it.each([
    ["status=99", "from 200 to 599"],
    ["status", "from 200 to 599"],
    ["delay=1s", "milliseconds"],
    ["reset=1", "no value"],
    ["times=2", "a header is one time"],
    ["retry-after=", "seconds or a date"],
    ["", "there is no fault"],
  ])("says what is wrong with %s", (text, says) => {
    expect(parseFault(text, false)).toContain(says);
  });
});

describe("tokens", () => {
  const token = "/oauth2/default/v1/token";
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const client = { clientId: "client", clientSecret: "s: &=+ä" };
  const basic = (text: string): Record<string, string> => ({ ...form, authorization: `Basic ${Buffer.from(text).toString("base64")}` }); // prettier-ignore
  const encoded = `client:${encodeURIComponent(client.clientSecret)}`;
  let server: MockServer;
  beforeAll(async () => {
    server = await startMock(apis[1]?.model as Model, { credentials: client });
  });

  it.each([
    ["wrong secrets", basic("client:other"), "grant_type=client_credentials", 401, "invalid_client"],
    ["no credentials", form, "grant_type=client_credentials", 401, "invalid_client"],
    ["another grant", basic(encoded), "grant_type=password", 400, "unsupported_grant_type"],
    ["another scope", basic(encoded), "grant_type=client_credentials&scope=all", 400, "invalid_scope"],
    ["JSON", { ...basic(encoded), "content-type": "application/json" }, "{}", 400, "invalid_request"],
  ])("are refused to %s", async (_, headers, body, status, error) => {
    const answered = await post(server, token, { body, headers: { authorization: "", ...headers } });
    expect(answered.status).toBe(status);
    expect(JSON.parse(answered.text)).toMatchObject({ error });
  });

  it("are given to who is right, good for calls, and renewed when they were withdrawn", async () => {
    const { url } = server;
    const sdk = new nexthink.Nexthink({ baseUrl: url, tokenUrl: `${url}${token}`, ...client });
    const list = { dependency: "USER", triggerMethod: "API" } as never;
    await sdk.workflows.list(list);
    server.revokeTokens();
    await sdk.workflows.list(list);
    const given = server.requests.filter((each) => each.url === token && each.status === 200);
    expect(given.length).toBe(2);
    const response = await fetch(`${url}/api/v1/workflows`, { headers: { authorization: "Bearer made-up" } });
    expect(response.status).toBe(401);
  });
});

// ── Whatever is sent ────────────────────────────────────────────────────────────────────────────────────────────────

describe("nothing that is sent ends it", () => {
  let server: MockServer;
  let http: MockServer;
  beforeAll(async () => {
    server = await startMock(apis[0]?.model as Model);
    http = await startMock(lowerFixture(fixture("action-http-styles")));
  });

  function answered(to: MockServer, options: { method?: string; path: string; headers?: Record<string, string>; body?: Uint8Array | string }): Promise<number> {
    const { port } = new URL(to.url);
    return new Promise((resolve, reject) => {
      const request = send({ host: "127.0.0.1", port, method: options.method ?? "POST", path: options.path, headers: options.headers ?? {} }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      request.on("error", reject).end(options.body);
    });
  } // prettier-ignore

  const names = allActions(apis[0]?.model as Model).map(({ name }) => name);
  const segment = fc.string({ unit: fc.constantFrom(..."aZ09-._~%/?&=[]:@+,;{}$") });
  const headers = { authorization: "Bearer t", "content-type": "application/json" };

  it("bodies: bytes, and JSON of any form", async () => {
    const json = fc.json({ maxDepth: 6 });
    const bodies = fc.oneof(fc.uint8Array({ maxLength: 200 }), json);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), bodies, async (name, body) => {
        expect(await answered(server, { path: invoke + name, headers, body })).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it("addresses, methods and headers", async () => {
    const methods = fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
    const fault = fc.string({ unit: fc.constantFrom(..."statusdelayreset=;0159-") });
    await fc.assert(
      fc.asyncProperty(methods, fc.constantFrom("/a", "/b", "/c", ""), segment, fault, async (method, base, rest, text) => {
        const path = `${base}${base === "" ? "/" : "?"}${rest}`;
        const own = text === "" || /delay|reset/.test(text) ? {} : { "x-mock-fault": text };
        expect(await answered(http, { method, path, headers: own })).toBeLessThan(/status=5/.test(text) ? 600 : 500);
      }),
      { numRuns: 300 },
    ); // prettier-ignore
  });

  it("what is no HTTP", async () => {
    const { port } = new URL(server.url);
    for (const bytes of ["\0\x01\xff", "GET\r\n\r\n", `GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`, "POST / HTTP/1.1\r\ncontent-length: x\r\n\r\n"])
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), "127.0.0.1", () => socket.end(bytes));
        socket.on("error", () => resolve()).on("close", () => resolve()).resume();
      });
    expect((await post(server, `${invoke}actor_GetActor`, { body: "{}" })).status).toBe(200);
  }); // prettier-ignore
});

// ── The verb ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The verb in this process. */
async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  let [stdout, stderr] = ["", ""];
  const io = {
    out: (text: string) => void (stdout += text),
    err: (text: string) => void (stderr += text),
    bytes: () => Promise.resolve(),
    live: () => undefined,
    color: false,
    outColor: false,
    outIsTerminal: false,
    now: () => 0,
    interrupted: () => new Promise<void>(() => undefined),
  };
  const code = await main(["mock", ...args], io, "0.0.0");
  return { code, stdout, stderr };
} // prettier-ignore

describe("actionwright mock", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("says its address first, a line for each request, and ends well by %s", async (signal) => {
    const child = spawn(process.execPath, [cli, "mock", "nexthink", "--fault", "workflows_List:status=503;times=1"], { cwd: repository });
    const said = { out: "", err: "" };
    child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
    const closed = once(child, "close") as Promise<[number | null]>;
    const [first] = (await once(child.stdout, "data")) as [Buffer];
    const url = /^(http:\/\/127\.0\.0\.1:\d+)\n$/.exec(first.toString())?.[1];
    child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
    const statuses = [];
    for (const path of ["/api/v1/workflows", "/api/v1/workflows", "/nowhere?a=%1b[31m"]) statuses.push((await fetch(`${url}${path}`)).status);
    expect(statuses).toEqual([503, 401, 404]);
    child.kill(signal);
    expect((await closed)[0]).toBe(0);
    expect(said.out).toBe("");
    expect(said.err.split("\n")).toEqual([
      "Nexthink: 19 actions; Ctrl+C ends it",
      "GET /api/v1/workflows → 503 workflows_List",
      "GET /api/v1/workflows → 401 workflows_List",
      "GET /nowhere?a=%1b[31m → 404",
      "",
    ]);
  }); // prettier-ignore

  it.each([
    [["--port", "x"], "`--port` is a whole number up to 65535"],
    [["--fault", "workflows_Lst:reset"], "did you mean `workflows_List`?"],
    [["--fault", "rest"], "did you mean `reset`?"],
    [["--origin", "localhost"], "`--origin` is `*` or an origin: `https://app.example.com`"],
  ])("%s is a mistake", async (args, says) => {
    const { code, stdout, stderr } = await run("nexthink", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
  });

  it("tells what is wrong with marks, at their place", async () => {
    const { code, stdout, stderr } = await run("test/errors/AW2180");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("error[AW2180]");
    expect(stderr).toContain("no mock started");
  });

  it("tells that a port is taken", async () => {
    const server = await startMock(apis[1]?.model as Model);
    const { code, stderr } = await runNode([cli, "mock", "nexthink", "-p", new URL(server.url).port], {
      cwd: repository,
    });
    expect(code).toBe(6);
    expect(stderr).toMatch(/^error: cannot listen at `127.0.0.1:\d+`: another program listens there/m);
  });
});
