// HTTP actions and tokens over real connections, against servers on this machine.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import * as w from "./fixtures/workflows.js";
import { rejection } from "./support/fake.js";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    request.on("data", (chunk) => (text += String(chunk)));
    request.on("end", () => resolve(text));
  });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}

async function open(listener: RequestListener): Promise<w.OpenClient> {
  return new w.OpenClient({ baseUrl: await serve(listener) });
}

describe("a real server of tokens", () => {
  async function both(api: RequestListener) {
    const requests: string[] = [];
    const tokens = await serve((request, response) => {
      void bodyOf(request).then((body) => {
        requests.push(`${request.headers.authorization} ${request.headers["content-type"]} ${body}`);
        sendJson(response, 200, { access_token: `t${requests.length}`, token_type: "Bearer", expires_in: 900 });
      });
    });
    const client = new w.WorkflowsClient({
      baseUrl: await serve(api),
      tokenUrl: `${tokens}/token`,
      clientId: "id",
      clientSecret: "secret",
    });
    return { client, requests };
  }

  test("A2 A5 a token, a 401, another token, and the same request again", async () => {
    const seen: string[] = [];
    const { client, requests } = await both((request, response) => {
      void bodyOf(request).then((body) => {
        const { authorization } = request.headers;
        seen.push(`${authorization} ${body}`);
        sendJson(response, authorization === "Bearer t1" ? 401 : 200, [{ requestUuid: "r" }]);
      });
    });
    const action = new w.TriggerAction({ workflowUuid: "w", executionUuid: "e", parameters: { a: "ä" } });
    expect(await client.execute(action)).toEqual([{ requestUuid: "r" }]);
    expect(seen).toEqual(['Bearer t1 {"parameters":{"a":"ä"}}', 'Bearer t2 {"parameters":{"a":"ä"}}']);
    const form = "application/x-www-form-urlencoded grant_type=client_credentials&scope=service%3Aintegration";
    expect(requests).toEqual(Array(2).fill(`Basic ${btoa("id:secret")} ${form}`));
  });

  test("A5 a 401 with a body without an end does not hold the call", async () => {
    const { client } = await both((request, response) => {
      if (request.headers.authorization !== "Bearer t1") return void response.writeHead(204).end();
      response.writeHead(401);
      response.write("x");
    });
    expect(await client.execute(new w.DeleteAction({ id: "1" }))).toBeUndefined();
  });

  test("A3 fifty calls at once", async () => {
    const { client, requests } = await both((_, response) => response.writeHead(204).end());
    await Promise.all(Array.from({ length: 50 }, () => client.execute(new w.DeleteAction({ id: "1" }))));
    expect(requests).toHaveLength(1);
  });

  test("A6 a redirect of the server of tokens: nobody else sees the secret", async () => {
    const seen: unknown[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers);
      response.end();
    });
    const tokens = await serve((_, response) => void response.writeHead(307, { location: other }).end());
    const client = new w.WorkflowsClient({
      baseUrl: "http://127.0.0.1:1",
      tokenUrl: tokens,
      clientId: "id",
      clientSecret: "secret",
    });
    const error = await rejection(client.execute(new w.DeleteAction({ id: "1" })));
    expect(error).toMatchObject({ name: "AuthError", status: 307 });
    expect(seen).toEqual([]);
  });
});

describe("a real server of HTTP actions", () => {
  test("R48 the path and the query arrive as they were meant", async () => {
    const client = await open((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
      sendJson(response, 200, { path: pathname.split("/").map(decodeURIComponent), query: [...searchParams] });
    });
    const got = await client.execute(
      new w.ListAction({ dependency: "a&b=c", tags: ["x y", "ä+"], filter: { "k[]": "%" }, active: true }),
    );
    expect(got).toEqual({
      path: ["", "api", "v1", "workflows"],
      query: [
        ["dependency", "a&b=c"],
        ["tag[]", "x y"],
        ["tag[]", "ä+"],
        ["active", "true"],
        ["filter[k[]]", "%"],
      ],
    });
  });

  test("R7 204 is nothing", async () => {
    const client = await open((_, response) => response.writeHead(204).end());
    expect(await client.execute(new w.DeleteAction({ id: "1" }))).toBeUndefined();
  });

  test("200, 204, 206 and 207 of one action", async () => {
    const client = await open((request, response) => {
      const status = Number(request.url?.split("/").at(-1));
      if (status === 204) return void response.writeHead(204).end();
      if (status !== 206) return sendJson(response, status, { requestUuid: "r" });
      response.writeHead(206, { "content-type": "text/csv" }).end("a;b");
    });
    const outputs = [];
    for (const id of ["200", "204", "206", "207"]) outputs.push(await client.execute(new w.StatusAction({ id })));
    expect(outputs).toEqual([
      { outcome: "ok", status: 200, data: { requestUuid: "r" } },
      { outcome: "nothing", status: 204, data: undefined },
      { outcome: "partial", status: 206, data: "a;b" },
      { outcome: "$unknown", status: 207, raw: { requestUuid: "r" } },
    ]);
  });

  test("CSV as text", async () => {
    const client = await open((request, response) => {
      response.writeHead(200, { "content-type": "text/csv; charset=utf-8" });
      response.end(`${request.headers.accept}\nä;1\n`);
    });
    expect(await client.execute(new w.CsvAction())).toBe("text/csv\nä;1\n");
  });

  test("a stream as it comes, and its connection is closed when the reader leaves", async () => {
    let closed: () => void;
    const close = new Promise<void>((resolve) => (closed = resolve));
    const client = await open((_, response) => {
      response.on("close", () => closed());
      const more = () => void (response.destroyed || response.write("x".repeat(16_384), () => setImmediate(more)));
      more();
    });
    let length = 0;
    for await (const chunk of await client.execute(new w.StreamAction())) {
      expect(chunk).toBeInstanceOf(Uint8Array);
      length += chunk.length;
      if (length > 100_000) break;
    }
    await close;
  });

  test("R24 an abort between two pieces of a stream ends it and its connection", async () => {
    let closed: () => void;
    const close = new Promise<void>((resolve) => (closed = resolve));
    const client = await open((_, response) => {
      response.on("close", () => closed());
      response.write("first");
    });
    const controller = new AbortController();
    const stream = await client.execute(new w.StreamAction(), { signal: controller.signal });
    const read = async () => {
      for await (const chunk of stream) {
        expect(new TextDecoder().decode(chunk)).toBe("first");
        setTimeout(() => controller.abort(), 10);
      }
    };
    expect(await rejection(read())).toMatchObject({ name: "AbortError" });
    await close;
  });

  test("a stream that breaks off", async () => {
    const client = await open((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("first");
      setTimeout(() => response.destroy(), 20);
    });
    const stream = await client.execute(new w.StreamAction());
    const read = async () => {
      for await (const chunk of stream) expect(chunk).toHaveLength(5);
    };
    expect(await rejection(read())).toMatchObject({ name: "TransportError", action: "exports_Stream" });
  });
});
