// Mocks of both packages (R71): every action's input comes out of its request as it went in, every answer reaches the caller
// as the handler gave it, and what is between is the real client.
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as hub from "../generated/nexigon-hub/src/index.js";
import * as hubMocks from "../generated/nexigon-hub/src/testing.js";
import * as nexthink from "../generated/nexthink/src/index.js";
import * as nexthinkMocks from "../generated/nexthink/src/testing.js";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import type { Action, Json, Model } from "../generator/model.js";
import { repository } from "./support/folder.js";
import { bodyOf, rowsOf, type MadeRow } from "./support/rows.js";
import { objectOf, shapeOf, type Members, type Shape } from "./support/shape.js";
import { rejection } from "./runtime/support/fake.js";

const { createMockClient, fail, inOrder, networkError, reply } = hubMocks;

function modelOf(name: string): Model {
  const { model } = readSpec(`${repository}/spec/${name}`, [], { host: nodeHost(), report: createReport() });
  return model ?? expect.unreachable();
}

const device: hub.devices.GetDeviceDetailsOutput = {
  deviceId: "d_1",
  projectId: "p_1",
  fingerprintId: "f_1",
  isConnected: true,
  certificates: [],
  connections: [],
};

const filters = { dependency: "DEVICE", triggerMethod: "API", fetchOnlyActiveWorkflows: true } as const;

// ── Every action ────────────────────────────────────────────────────────────────────────────────────────────────────

interface Mocked {
  readonly client: { execute(action: unknown): Promise<unknown> };
  readonly calls: readonly { readonly input: object }[];
}
type Make = (answers: Readonly<Record<string, unknown>>) => Mocked;
type Classes = Readonly<Record<string, Readonly<Record<string, new (fields: object) => object>>>>;

describe.each([
  ["nexigon-hub", hubMocks, hub as unknown as Classes],
  ["nexthink", nexthinkMocks, nexthink as unknown as Classes],
])("R71: a mock of %s", (name, mocks, classes) => {
  const make = mocks.createMockClient as Make;
  const model = modelOf(name);
  const shape = shapeOf(model);
  let rows: readonly MadeRow[];
  beforeAll(() => {
    rows = rowsOf(model).filter(({ status }) => status < 300);
  });

  it("gives each handler what was sent, and each caller what was answered", async () => {
    const wrong: unknown[] = [];
    for (const { mark, action, request, ...answer } of rows) {
      const { namespace = "" } = model.modules.find((module) => module.name === action.module) ?? {};
      const made = classes[namespace]?.[action.className] ?? expect.unreachable(action.name);
      const raw = { status: answer.status, ...(answer.text === undefined ? {} : { body: answer.text }) };
      // As the server has it, and then as a program has it.
      let output: unknown;
      const mock = make({
        [action.name]: mocks.inOrder(
          mocks.reply({ ...raw, ...(answer.body === undefined ? {} : { json: answer.body }) }),
          () => output,
        ),
      });
      output = await mock.client.execute(new made(request));
      const again = await mock.client.execute(new made(request));
      const sent = sentOf(action, request, shape);
      const inputs = mock.calls.map(({ input }) => ({ ...input }));
      if (!equal([again, ...inputs], [output, sent, sent])) wrong.push({ mark, request, inputs, output, again });
    }
    expect(wrong).toEqual([]);
  });

  it("says which answer is missing, and does not ask again", async () => {
    for (const { action, request } of rows) {
      const { namespace = "" } = model.modules.find((module) => module.name === action.module) ?? {};
      const made = classes[namespace]?.[action.className] ?? expect.unreachable(action.name);
      const mock = make({});
      const error = await rejection(mock.client.execute(new made(request)));
      expect(error).toMatchObject({
        name: "MockError",
        attempts: 1,
        message: expect.stringContaining(`no answer for \`${action.name}\``),
      });
    }
  });
});

/** What is left out is filled in, where the spec says so; an empty list or object is not in a query at all. */
function sentOf(action: Action, request: Members, shape: Shape): Members {
  const filled = bodyOf(action, shape).fields.flatMap(({ property, fill }) =>
    fill === undefined ? [] : [[property, fill.value] as const],
  );
  const isEmpty = (value: Json): boolean => typeof value === "object" && Object.keys(value ?? {}).length === 0;
  const isLost = ([field, value]: readonly [string, Json]): boolean =>
    isEmpty(value) && action.parameters.some(({ property }) => property === field);
  return objectOf([...filled, ...Object.entries(request).filter((entry) => !isLost(entry))]);
}

function equal(left: unknown, right: unknown): boolean {
  try {
    expect(left).toEqual(right);
    return true;
  } catch {
    return false;
  }
}

// ── What is between ─────────────────────────────────────────────────────────────────────────────────────────────────

describe("R71: a mock", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("answers where the platform has no `Response`, as in Jest's jsdom: outputs, failures, texts and tokens", async () => {
    vi.stubGlobal("Response", undefined);
    vi.stubGlobal("fetch", undefined);
    const details = {
      deviceId: "d",
      projectId: "p",
      fingerprintId: "f",
      isConnected: true,
      certificates: [],
      connections: [],
    };
    const mock = hubMocks.createMockClient({
      devices_GetDetails: hubMocks.inOrder(
        hubMocks.fail(429, undefined, { "Retry-After": "1" }),
        details,
        hubMocks.fail(403, { kind: "Forbidden", message: "no" }, { "X-Request-Id": "r1" }),
        hubMocks.reply({ body: new TextEncoder().encode("ä"), headers: { "Content-Type": "text/plain" } }),
      ),
    });
    const ask = () => mock.client.devices.getDetails({ deviceId: "d" });
    const { data, meta } = await ask().withResponse();
    expect({ data, attempts: meta.attempts, type: meta.headers.get("content-type") }).toEqual({
      data: details,
      attempts: 2,
      type: "application/json",
    });
    expect(meta.totalRetryDelayMs).toBeGreaterThanOrEqual(1000);
    expect(await rejection(ask())).toMatchObject({ status: 403, code: "Forbidden", requestId: "r1" });
    expect(await rejection(ask())).toMatchObject({ code: "content_type", bodySnippet: "ä" });
    expect(await nexthinkMocks.createMockClient({ workflows_List: [] }).client.workflows.list(filters)).toEqual([]);
  });

  it("goes through retries without waiting for them, and tells how often it was asked", async () => {
    const mock = createMockClient({ devices_GetDetails: inOrder(fail(503), networkError("ECONNRESET"), device) });
    const begun = performance.now();
    const { data, meta } = await mock.client.devices.getDetails({ deviceId: "d_1" }).withResponse();
    expect(performance.now() - begun).toBeLessThan(300);
    expect(data).toEqual(device);
    // 500 ms and 1 s, each with a chance of one half.
    expect(meta).toMatchObject({ attempts: 3, totalRetryDelayMs: 375 + 750, durationMs: 375 + 750 });
    expect(mock.calls.map(({ action, attempt }) => [action, attempt])).toEqual([
      ["devices_GetDetails", 1],
      ["devices_GetDetails", 2],
      ["devices_GetDetails", 3],
    ]);
  });

  it("records the request as it was sent, after all that changes it", async () => {
    const mock = createMockClient(
      { devices_SetProperty: { result: "Set" } },
      {
        token: "secret",
        middleware: [async (request, next) => next({ ...request, headers: { ...request.headers, "x-trace": "t" } })],
      },
    );
    await mock.client.devices.setProperty({ deviceId: "d_1", name: "n", value: [1] }, { headers: { "X-Call": "c" } });
    const [call] = mock.callsOf(hub.devices.SetDevicePropertyAction);
    expect(call).toMatchObject({ method: "POST", url: "https://mock.test/api/v1/actions/invoke/devices_SetProperty" });
    expect(call?.headers).toMatchObject({ authorization: "Bearer secret", "x-trace": "t", "x-call": "c" });
    expect(JSON.parse(call?.body ?? "")).toEqual({ deviceId: "d_1", name: "n", value: [1] });
    expect(call?.input).toBeInstanceOf(hub.devices.SetDevicePropertyAction);
    expect(call?.input.value).toEqual([1]);
    expect(mock.callsOf(hub.devices.GetDeviceDetailsAction)).toEqual([]);
  });

  it("refuses input as the client does, before any handler", async () => {
    const mock = createMockClient({ devices_GetDetails: device });
    const call = mock.client.devices.getDetails({ deviceId: 1 as never });
    await expect(call).rejects.toBeInstanceOf(hub.RequestValidationError);
    expect(mock.calls).toEqual([]);
  });

  it("answers with failures of the spec, as the classes that they have", async () => {
    const gone = { kind: "Forbidden", message: "no such device" } as const;
    const mock = createMockClient({
      devices_GetDetails: ({ deviceId }) => {
        if (deviceId === "thrown") throw new hub.ConflictError("taken", { status: 409, error: gone });
        return fail(404, gone);
      },
    });
    const error = await rejection(mock.client.devices.getDetails({ deviceId: "d" }));
    expect(error).toBeInstanceOf(hub.NotFoundError);
    expect(hub.isErrorOf(hub.devices.GetDeviceDetailsAction, error)).toBe(true);
    expect(error).toMatchObject({ status: 404, code: "Forbidden", error: gone });
    await expect(mock.client.devices.getDetails({ deviceId: "thrown" })).rejects.toMatchObject({
      status: 409,
      error: gone,
    });
  });

  it("reads and writes names as on the wire in failures, too", async () => {
    const mock = nexthinkMocks.createMockClient({
      workflows_List: nexthinkMocks.fail(400, { code: "c", details: "d" }, { "x-request-id": "r" }),
    });
    const error = await rejection(mock.client.workflows.list(filters));
    expect(error).toMatchObject({ status: 400, code: "c", requestId: "r", error: { code: "c", details: "d" } });
  });

  it("gives anything as it is, for what only a newer server says", async () => {
    const mock = createMockClient({
      devices_SetProperty: inOrder(
        reply({ json: { result: "Frozen", by: "ada" } }),
        { result: "$unknown", $tag: "Frozen", $raw: { result: "Frozen", by: "bob" } },
        reply({ body: "<html>", headers: { "content-type": "text/html" } }),
      ),
    });
    const send = () => mock.client.devices.setProperty({ deviceId: "d", name: "n", value: 1 });
    expect(await send()).toMatchObject({ $tag: "Frozen", $raw: { by: "ada" } });
    expect(await send()).toMatchObject({ $tag: "Frozen", $raw: { by: "bob" } });
    await expect(send()).rejects.toMatchObject({ name: "ResponseDecodeError", code: "content_type" });
  });

  it("does not answer what the API cannot say", async () => {
    const mock = createMockClient({
      devices_GetDetails: inOrder({ ...device, isConnected: "yes" as never }, { ...device, colour: "red" } as never),
    });
    const send = () => rejection(mock.client.devices.getDetails({ deviceId: "d" }));
    expect(await send()).toMatchObject({ name: "MockError", message: expect.stringContaining("isConnected") });
    expect(await send()).toMatchObject({ name: "MockError", message: expect.stringContaining("colour") });
    expect(mock.calls.length).toBe(2);
  });

  it("shows why a handler has failed, at once", async () => {
    const cause = new Error("expected 1 to be 2");
    const mock = createMockClient({
      devices_GetDetails: () => {
        throw cause;
      },
    });
    const error = await rejection(mock.client.devices.getDetails({ deviceId: "d" }));
    expect(error).toMatchObject({ name: "MockError", cause, message: expect.stringContaining("expected 1 to be 2") });
    expect(mock.calls.length).toBe(1);
  });

  it("lets time limits strike where a handler takes its time", async () => {
    const mock = createMockClient(
      { devices_GetDetails: (_, { delay, attempt }) => delay(attempt === 1 ? 60_000 : 59_999).then(() => device) },
      { maxRetries: 1 },
    );
    const { meta } = await mock.client.devices.getDetails({ deviceId: "d" }).withResponse();
    expect(meta).toMatchObject({ attempts: 2, durationMs: 60_000 + 375 + 59_999 });
    await expect(mock.client.devices.getDetails({ deviceId: "d" }, { deadlineMs: 1000 })).rejects.toMatchObject({
      name: "TimeoutError",
      phase: "deadline",
    });
  });

  it("hears an abort", async () => {
    const { signal, abort } = controller();
    const mock = createMockClient({ devices_GetDetails: () => (abort(), new Promise(() => {})) });
    await expect(mock.client.devices.getDetails({ deviceId: "d" }, { signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  it("is one of the client's class, and of those that are made of it", async () => {
    class Ours extends nexthink.Nexthink {
      readonly ours = true;
    }
    const mock = nexthinkMocks.mockClientOf(Ours, { workflows_List: [] });
    const copy = mock.client.withOptions({ middleware: [], maxRetries: 0 });
    expect(mock.client).toBeInstanceOf(Ours);
    expect(copy.ours).toBe(true);
    expect(await copy.workflows.list(filters)).toEqual([]);
    const core = hubMocks.mockClientOf(hub.NexigonHubClient, { devices_Query: { devices: [] } });
    expect(await core.client.execute(new hub.devices.QueryDevicesAction())).toEqual({ devices: [] });
  });

  it("gets tokens by itself, and a client without credentials is still one", async () => {
    const mock = nexthinkMocks.createMockClient({ workflows_List: [] });
    await mock.client.workflows.list(filters);
    expect(mock.calls.map(({ action, headers }) => [action, headers["authorization"]])).toEqual([
      ["workflows_List", "Bearer mock"],
    ]);
    const bare = createMockClient({ devices_Query: { devices: [] } }, { token: undefined });
    await expect(bare.client.devices.query()).rejects.toMatchObject({ name: "AuthError" });
  });

  it("waits for work that goes on, in no time", async () => {
    const status = (state: "IN_PROGRESS" | "COMPLETED") =>
      ({ outcome: "complete", status: 200, data: { status: state, resultsFileUrl: "https://f" } }) as const;
    const mock = nexthinkMocks.createMockClient({
      nql_Export: { exportId: "e" },
      nql_Status: nexthinkMocks.inOrder(status("IN_PROGRESS"), status("IN_PROGRESS"), status("COMPLETED")),
    });
    const started = await mock.client.nql.export({ queryId: "#all", compression: "GZIP" });
    const done = await nexthink.nql.waitForExport(mock.client, started);
    expect(done).toEqual(status("COMPLETED"));
    expect(mock.callsOf(nexthink.nql.StatusAction).map(({ input }) => input.exportId)).toEqual(["e", "e", "e"]);
  });

  it("answers with text, raw answers included", async () => {
    const mock = nexthinkMocks.createMockClient({ nql_ExecuteV2Csv: "a,b\n1,2\n" });
    const send = new nexthink.nql.ExecuteV2CsvAction({ queryId: "#all" });
    expect(await mock.client.execute(send)).toBe("a,b\n1,2\n");
    const raw = (await mock.client.executeRaw(send)) as Response;
    expect([raw.headers.get("content-type"), await raw.text()]).toEqual(["text/csv", "a,b\n1,2\n"]);
  });
});

function controller(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const made = new AbortController();
  return { signal: made.signal, abort: () => made.abort() };
}
