// A Nexthink export from its start to its file: begun, waited for, and fetched from another host, which sees no credentials.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { download, Nexthink, nql, PollError } from "../generated/nexthink/src/index.js";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An instance whose exports have these stages, each with its status. */
async function instance(...stages: readonly (readonly [status: number, body: object])[]) {
  const lines: string[] = [];
  const url = await serve((request, response) => {
    const line = `${request.method ?? ""} ${request.url ?? ""}`;
    lines.push(line);
    const asked = lines.filter((each) => each.startsWith("GET")).length;
    const [status, body] =
      line === "POST /token"
        ? [200, { access_token: "t", token_type: "Bearer", expires_in: 900 }]
        : line === "POST /api/v1/nql/export"
          ? [200, { exportId: "e/1" }]
          : (stages[asked - 1] ?? [500, {}]);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  const client = new Nexthink({ baseUrl: url, tokenUrl: `${url}/token`, clientId: "i", clientSecret: "s" });
  return { client, lines };
}

describe("an export", () => {
  it("is waited for, and fetched without credentials", async () => {
    let credentials: unknown = "not asked";
    const files = await serve((request, response) => {
      credentials = request.headers.authorization;
      response.end("name\nLAPTOP-4711\n");
    });
    const { client, lines } = await instance(
      [200, { status: "SUBMITTED" }],
      [200, { status: "A_NEW_STAGE" }],
      [206, { status: "COMPLETED", resultsFileUrl: `${files}/e.csv?signature=s` }],
    );
    const started = await client.nql.export({ queryId: "#all_devices" });
    const done = await nql.waitForExport(client, started, { intervalMs: 1 });
    expect(lines.slice(2)).toEqual(Array<string>(3).fill("GET /api/v1/nql/status/e%2F1"));
    if (done.outcome === "$unknown") expect.unreachable();
    expect([done.outcome, done.status]).toEqual(["truncated", 206]);
    const file = await download(done.data.resultsFileUrl ?? "");
    expect(await file.text()).toBe("name\nLAPTOP-4711\n");
    expect(credentials).toBeUndefined();
  });

  it("that fails is an error, with what Nexthink says of it", async () => {
    const { client } = await instance([200, { status: "ERROR", errorDescription: "too long" }]);
    const started = await client.nql.export({ queryId: "#all_devices" });
    const error: unknown = await nql.waitForExport(client, started).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(PollError);
    expect(error).toMatchObject({ code: "failed", output: { data: { errorDescription: "too long" } } });
  });

  it("is given up at the deadline", async () => {
    const { client } = await instance(...Array<[number, object]>(100).fill([200, { status: "IN_PROGRESS" }]));
    const started = await client.nql.export({ queryId: "#all_devices" });
    const waiting = nql.waitForExport(client, started, { intervalMs: 5, deadlineMs: 60 });
    await expect(waiting).rejects.toMatchObject({ name: "PollError", code: "deadline" });
  });
});
