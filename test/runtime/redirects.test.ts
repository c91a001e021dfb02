// Redirects that are followed, within an origin and no further. Over real connections.
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import * as w from "./fixtures/workflows.js";
import { rejection } from "./support/fake.js";

const get = new d.GetDeviceDetailsAction({ deviceId: "d" });
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

/** A server that answers its first requests with redirects, and a client that follows them. */
async function redirecting(status: number, ...locations: readonly string[]) {
  const seen: string[] = [];
  const left = [...locations];
  const baseUrl = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
      const location = left.shift();
      if (location !== undefined) return void response.writeHead(status, { location }).end("moved");
      response.writeHead(200, { "content-type": "application/json" }).end('{"deviceId":"d","isConnected":true}');
    });
  });
  const options = { baseUrl, maxRetries: 0, middleware: [$.followRedirects] };
  return { seen, client: new HubClient({ ...options, token: "t" }), open: new w.OpenClient(options) };
}

describe("R52 followRedirects", () => {
  test.each([307, 308])("%d: the same request goes there, with its body and credentials", async (status) => {
    const { client, seen } = await redirecting(status, "/b?x=1", "c");
    expect(await client.execute(get)).toEqual({ deviceId: "d", isConnected: true });
    expect(seen).toEqual([
      'POST /api/v1/actions/invoke/devices_GetDetails Bearer t {"deviceId":"d"}',
      'POST /b?x=1 Bearer t {"deviceId":"d"}',
      'POST /c Bearer t {"deviceId":"d"}',
    ]);
  });

  test.each([301, 302, 303])("%d: a GET goes there, a POST does not become one", async (status) => {
    const { open, seen } = await redirecting(status, "/b");
    await open.execute(new w.StatusAction({ id: "1" }));
    expect(seen.map((line) => line.split(" ", 2).join(" "))).toEqual(["GET /status/1", "GET /b"]);
    const { client, seen: posted } = await redirecting(status, "/b");
    expect(await rejection(client.execute(get))).toMatchObject({ name: "RedirectError", status, location: "/b" });
    expect(posted).toHaveLength(1);
  });

  test("another origin: nothing goes there", async () => {
    const stolen: unknown[] = [];
    const other = await serve((request, response) => {
      stolen.push(request.headers);
      response.end("{}");
    });
    const { port } = new URL(other);
    for (const location of [
      other,
      `//127.0.0.1:${port}/x`,
      other.replace("127.0.0.1", "localhost"),
      "https://[",
      "ftp://x",
    ]) {
      // prettier-ignore
      const { client, seen } = await redirecting(307, location);
      expect(await rejection(client.execute(get))).toMatchObject({ name: "RedirectError", location });
      expect(seen).toHaveLength(1);
    }
    expect(stolen).toEqual([]);
  });

  test("a circle ends after five", async () => {
    const { client, seen } = await redirecting(308, ...Array<string>(9).fill("/again"));
    expect(await rejection(client.execute(get))).toMatchObject({ name: "RedirectError", location: "/again" });
    expect(seen).toHaveLength(6);
  });

  test("a middleware that sends a request elsewhere sends no credentials there", async () => {
    const seen: unknown[] = [];
    const other = await serve((request, response) => {
      seen.push([request.url, request.headers.authorization]);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    const middleware: $.Middleware = (request, next) => next({ ...request, url: `${other}/x` });
    for (const auth of [$.bearer, $.apiKey("query", "key")]) {
      const options = { baseUrl: "https://hub.test", token: "canary", apiKey: "canary", middleware: [middleware] };
      await new $.Client(options, { auth, rpc: $.rpc("POST", "/{action}") }).execute(get);
    }
    expect(seen).toEqual([
      ["/x", undefined],
      ["/x", undefined],
    ]);
  });

  test("nothing is followed unasked", async () => {
    const { seen } = await redirecting(307, "/b");
    const unasked = new HubClient({ baseUrl: `http://127.0.0.1:${(servers[0]?.address() as AddressInfo).port}`, token: "t" }); // prettier-ignore
    expect(await rejection(unasked.execute(get))).toBeInstanceOf($.RedirectError);
    expect(seen).toHaveLength(1);
  });
});
