// What a mock answers with, apart from what its state says: answers that a test brings, pages and work that come to an end.
import { describe, expect, it } from "vitest";
import * as hub from "../generated/nexigon-hub/src/index.js";
import { Nexthink, nql } from "../generated/nexthink/src/index.js";
import { createMockServer, reply, type MockServer, type Scripts } from "../generator/mock.js";
import { fixture, modelOf } from "./support/fixtures.js";
import { readModel, startMock } from "./support/mock.js";
import { loadPackage } from "./support/packages.js";

const hubModel = readModel("spec/nexigon-hub");
const nexthinkModel = readModel("spec/nexthink");

async function hubWith(answers: Scripts): Promise<{ readonly client: hub.NexigonHub; readonly mock: MockServer }> {
  const mock = await startMock(hubModel, { answers });
  return { mock, client: new hub.NexigonHub({ baseUrl: mock.url, token: "t", maxRetries: 0, validate: { responses: "strict" } }) }; // prettier-ignore
}

function invoke({ url }: MockServer, action: string, fields: object): Promise<Response> {
  const headers = { authorization: "Bearer t", "content-type": "application/json" };
  return fetch(`${url}/api/v1/actions/invoke/${action}`, { method: "POST", headers, body: JSON.stringify(fields) });
}

describe("answers", () => {
  it("are outputs, replies, or what a function makes of the call", async () => {
    const { client, mock } = await hubWith({
      actor_GetActor: { actor: { actor: "Anonymous" } },
      devices_GetDetails: reply({ status: 403, headers: { "x-why": "rights" }, json: { kind: "Forbidden", message: "no" } }),
      devices_SetProperty: ({ expectedVersion = null }, { headers, body }) =>
        expectedVersion === 2 ? { result: "VersionConflict", currentVersion: 3 } : reply({ status: 400, json: { kind: "Invalid", message: `${String(headers["x-team"])} ${body}` } }),
    });
    expect(await client.actor.getActor()).toMatchObject({ actor: { actor: "Anonymous" } });
    const error: unknown = await client.devices.getDetails({ deviceId: "d" }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ name: "ForbiddenError", code: "Forbidden" });
    const property = { deviceId: "d", name: "n", value: 1 };
    expect(await client.devices.setProperty({ ...property, expectedVersion: 2 })).toEqual({ result: "VersionConflict", currentVersion: 3 });
    const refused = client.devices.setProperty(property, { headers: { "x-team": "a" } });
    await expect(refused).rejects.toThrow('a {"deviceId":"d","name":"n","value":1}');
    expect(mock.requests.map(({ status }) => status)).toEqual([200, 403, 200, 400]);
  }); // prettier-ignore

  it("leave to the mock what they give nothing for, and what does not fit", async () => {
    let calls = 0;
    const { client, mock } = await hubWith({ devices_SetProperty: () => (++calls === 1 ? { result: "Deleted" } : undefined) }); // prettier-ignore
    const property = { deviceId: "d", name: "n", value: 1 };
    expect(await client.devices.setProperty(property)).toEqual({ result: "Deleted" });
    expect(await client.devices.getProperty({ deviceId: "d", name: "n" })).toEqual({ result: "NotFound" });
    expect(await client.devices.setProperty(property)).toEqual({ result: "Set" });
    expect(await client.devices.getProperty({ deviceId: "d", name: "n" })).toMatchObject({ result: "Found", value: 1 });
    const wrong = await invoke(mock, "devices_SetProperty", { deviceId: 7 });
    expect([wrong.status, calls]).toEqual([400, 2]);
  });

  it("say what is wrong with them", async () => {
    const started = (answers: Scripts): Promise<unknown> => createMockServer(hubModel, { answers });
    await expect(started({ devices_GetDetail: {} })).rejects.toThrow(
      new TypeError("`answers`: there is no action `devices_GetDetail`: did you mean `devices_GetDetails`?"),
    );
    await expect(started({ devices_Query: { devices: [{}] } })).rejects.toThrow(/devices_Query does not answer so: at `devices\.0`.*`reply`/); // prettier-ignore
    const { client, mock } = await hubWith({
      devices_Query: () => ({ devices: 7 }),
      devices_GetDetails: () => {
        throw new Error("oops");
      },
    });
    await expect(client.devices.query()).rejects.toMatchObject({
      status: 500,
      message: expect.stringContaining("500"),
    });
    await expect(client.devices.getDetails({ deviceId: "d" })).rejects.toMatchObject({ status: 500 });
    const said = await invoke(mock, "devices_GetDetails", { deviceId: "d" });
    expect(await said.json()).toMatchObject({ detail: "the answer of devices_GetDetails failed: Error: oops" });
  });
});

// ── What comes to an end ────────────────────────────────────────────────────────────────────────────────────────────

describe("work", () => {
  async function instance(answers: Scripts = {}): Promise<{ readonly mock: MockServer; readonly client: Nexthink }> {
    const mock = await startMock(nexthinkModel, { answers });
    const credentials = { tokenUrl: `${mock.url}/oauth2/default/v1/token`, clientId: "i", clientSecret: "s" };
    return { mock, client: new Nexthink({ baseUrl: mock.url, ...credentials }) };
  }

  it("goes on, and is then done, each time that it is begun", async () => {
    const { client, mock } = await instance();
    for (const queryId of ["#all_devices", "#others"]) {
      const started = await client.nql.export({ queryId });
      const done = await nql.waitForExport(client, started, { intervalMs: 0 });
      expect(done).toMatchObject({ outcome: "complete", data: { status: "COMPLETED" } });
    }
    const asked = mock.requests.filter(({ action }) => action === "nql_Status");
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it("ends as the example of it says: with another success, or badly", async () => {
    const ids = ["2b9e5c71-d80f-4a36-93c2-f17d4e6a08b5", "6c04d7e2-1f5b-4982-8da3-b95e0c72f618"];
    const { client } = await instance({ nql_Export: () => ({ exportId: ids.shift() ?? "" }) });
    const [part, bad] = [
      await client.nql.export({ queryId: "#first" }),
      await client.nql.export({ queryId: "#second" }),
    ];
    expect(await nql.waitForExport(client, part, { intervalMs: 0 })).toMatchObject({ outcome: "truncated" });
    await expect(nql.waitForExport(client, bad)).rejects.toMatchObject({ code: "failed" });
  });
});

describe("pages", () => {
  type Paginate = (client: unknown, action: unknown) => AsyncIterable<unknown>;
  type Class = new (fields?: object) => object;

  it("are over after the second, in every way in which a spec has them", async () => {
    const paged = fixture("pagination");
    const model = modelOf(paged);
    const mock = await startMock(model, { seed: 2 });
    const loaded = await loadPackage(paged, model);
    const client = new (loaded.client["FixtureClient"] as Class)({ baseUrl: mock.url });
    const pages = loaded.modules["pages"] ?? {};
    const read: Record<string, number> = {};
    for (const name of Object.keys(pages).filter((each) => each.startsWith("paginate"))) {
      const action = name.replace("paginate", "");
      const fields = { Scan: { part: "p" }, LeafFrom: { page: 1 } }[action];
      const [paginate, Action] = [pages[name] as Paginate, pages[`${action}Action`] as Class];
      read[action] = 0;
      for await (const page of paginate(client, new Action(fields))) read[action] += page === undefined ? 0 : 1;
    }
    // What counts from 0 shares an address with what counts from 1, and the mock takes it for that.
    expect(read).toEqual({ Query: 2, Scan: 2, Skip: 2, SkipFrom: 2, Leaf: 2, LeafFromZero: 3, LeafFrom: 2, Turn: 2 });
  });
});
