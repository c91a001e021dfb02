// What a scripted `fetch` cannot show: the real one, against a server on this machine.
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient, type HubOptions } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import { fakeClock, rejection } from "./support/fake.js";

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

async function clientOf(listener: RequestListener, options: Partial<HubOptions> = {}): Promise<HubClient> {
  return new HubClient({ baseUrl: await serve(listener), token: "t", maxRetries: 0, ...options });
}

describe("a real server", () => {
  test("a call", async () => {
    const client = await clientOf((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ deviceId: `${request.method} ${body}`, isConnected: true }));
      });
    });
    expect(await client.execute(get)).toEqual({ deviceId: 'POST {"deviceId":"d"}', isConnected: true });
  });

  test("R20 a body that stalls ends in a TimeoutError, and the connection is closed", async () => {
    const clock = fakeClock();
    let closed: () => void;
    const close = new Promise<void>((resolve) => (closed = resolve));
    const client = await clientOf(
      (request, response) => {
        request.socket.once("close", () => closed());
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"deviceId":');
      },
      { runtime: clock, timeoutMs: 1000 },
    );
    const arrived = new Promise<void>((resolve) => servers[0]?.once("request", () => resolve()));
    const error = rejection(client.execute(get));
    await arrived;
    // The head is on its way; the clock stands still until it was read.
    await expect.poll(() => clock.advance(0).then(() => clock.pending())).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await clock.advance(1000);
    expect(await error).toMatchObject({ name: "TimeoutError", phase: "body", timeoutMs: 1000 });
    await close;
  });

  test("R52 a redirect to another port: that server sees nothing", async () => {
    const seen: unknown[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers);
      response.end("{}");
    });
    const client = await clientOf((_, response) => {
      response.writeHead(302, { location: `${other}/steal` });
      response.end();
    });
    expect(await rejection(client.execute(get))).toMatchObject({ name: "RedirectError", location: `${other}/steal` });
    expect(seen).toEqual([]);
  });

  test("R8 a page of HTML with the status 200", async () => {
    const client = await clientOf((_, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end("<h1>Sign in</h1>");
    });
    expect(await rejection(client.execute(get))).toMatchObject({
      code: "content_type",
      bodySnippet: "<h1>Sign in</h1>",
    });
  });

  test("R35 an error page of 1 MB is cut at 64 KiB, and its characters stay whole", async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(503);
      response.end("é".repeat(500_000));
    });
    const error = (await rejection(client.execute(get))) as $.HttpError;
    expect(error).toMatchObject({ name: "ServerError", status: 503 });
    expect(error.bodyText).toBe("é".repeat(32_768));
  });

  test("R35 an error page without an end does not hold the call", async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(500);
      const more = () => void (response.destroyed || response.write("x".repeat(16_384), () => setImmediate(more)));
      more();
    });
    expect(await rejection(client.execute(get))).toMatchObject({ status: 500 });
  });

  test("R35 an error page that breaks off does not mask the status", async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(404, { "content-length": "1000", "content-type": "application/json" });
      response.write('{"kind":');
      setImmediate(() => response.destroy());
    });
    const about = { name: "NotFoundError", status: 404, bodyText: '{"kind":' };
    expect(await rejection(client.execute(get))).toMatchObject(about);
  });

  test("an answer that breaks off is a TransportError", async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(200, { "content-length": "1000", "content-type": "application/json" });
      response.write('{"deviceId":');
      setTimeout(() => response.destroy(), 20);
    });
    const error = await rejection(client.execute(get));
    expect(error).toMatchObject({ name: "TransportError", attempts: 1 });
    expect((error as Error).message).toBe("devices_GetDetails failed: the answer broke off (UND_ERR_SOCKET)");
  });

  test("no server at all", async () => {
    const url = await serve(() => {});
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const error = await rejection(new HubClient({ baseUrl: url, token: "t", maxRetries: 0 }).execute(get));
    expect(error).toMatchObject({ name: "TransportError", cause: { cause: { code: "ECONNREFUSED" } } });
  });

  test("R21 an abort while the body is read", async () => {
    const controller = new AbortController();
    const client = await clientOf((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
      setImmediate(() => controller.abort("enough"));
    });
    const error = await rejection(client.execute(get, { signal: controller.signal }));
    expect(error).toMatchObject({ name: "AbortError", cause: "enough" });
  });
});
