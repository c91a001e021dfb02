// A Nexthink export from its start to its file: begun, waited for, and fetched from another host, which sees no credentials.
import { describe, expect, it } from "vitest";
import { download, Nexthink, nql, PollError } from "../generated/nexthink/src/index.js";
import { reply, type MockServer, type ScriptedAnswer } from "../generator/mock.js";
import { readModel, startMock } from "./support/mock.js";
import { fixture, modelOf } from "./support/fixtures.js";

const model = readModel("spec/nexthink");

/** An instance whose exports have these stages. */
async function instance(...stages: readonly ScriptedAnswer[]): Promise<{ readonly client: Nexthink; readonly mock: MockServer }> {
  const left = [...stages];
  const mock = await startMock(model, {
    credentials: { clientId: "i", clientSecret: "s" },
    answers: { nql_Export: { exportId: "e/1" }, nql_Status: () => left.shift() ?? reply({ status: 500 }) },
  });
  const tokenUrl = `${mock.url}/oauth2/default/v1/token`;
  return { mock, client: new Nexthink({ baseUrl: mock.url, tokenUrl, clientId: "i", clientSecret: "s" }) };
} // prettier-ignore

describe("an export", () => {
  it("is waited for, and fetched without credentials", async () => {
    // Where the files are is a mock, too: of another spec, on another port.
    const files = await startMock(modelOf(fixture("action-text-stream")), {
      answers: { things_Download: "name\nLAPTOP-4711\n" },
    });
    const { client, mock } = await instance(
      { status: "SUBMITTED" },
      reply({ json: { status: "A_NEW_STAGE" } }),
      reply({ status: 206, json: { status: "COMPLETED", resultsFileUrl: `${files.url}/file?signature=s` } }),
    );
    const started = await client.nql.export({ queryId: "#all_devices" });
    const done = await nql.waitForExport(client, started, { intervalMs: 1 });
    const asked = mock.requests.slice(2).map(({ method, url }) => `${method} ${url}`);
    expect(asked).toEqual(Array<string>(3).fill("GET /api/v1/nql/status/e%2F1"));
    if (done.outcome === "$unknown") expect.unreachable();
    expect([done.outcome, done.status]).toEqual(["truncated", 206]);
    const file = await download(done.data.resultsFileUrl ?? "");
    expect(await file.text()).toBe("name\nLAPTOP-4711\n");
    expect(files.requests.map(({ headers }) => headers["authorization"])).toEqual([undefined]);
  });

  it("that fails is an error, with what Nexthink says of it", async () => {
    const { client } = await instance({ status: "ERROR", errorDescription: "too long" });
    const started = await client.nql.export({ queryId: "#all_devices" });
    const error: unknown = await nql.waitForExport(client, started).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(PollError);
    expect(error).toMatchObject({ code: "failed", output: { data: { errorDescription: "too long" } } });
  });

  it("is given up at the deadline", async () => {
    const { client } = await instance(...Array<ScriptedAnswer>(100).fill({ status: "IN_PROGRESS" }));
    const started = await client.nql.export({ queryId: "#all_devices" });
    const waiting = nql.waitForExport(client, started, { intervalMs: 5, deadlineMs: 60 });
    await expect(waiting).rejects.toMatchObject({ name: "PollError", code: "deadline" });
  });
});
