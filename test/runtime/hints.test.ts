// What is said of failures that many meet once. Real ones where this machine can make them.
import { createServer } from "node:http";
import { createServer as createPlainServer, type AddressInfo, type Server } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import * as $ from "../../templates/runtime/index.js";
import { HubClient } from "./fixtures/client.js";
import * as d from "./fixtures/devices.js";
import { rejection } from "./support/fake.js";

const get = new d.GetDeviceDetailsAction({ deviceId: "d" });
const servers: Server[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  for (const server of servers.splice(0)) server.close();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function hintOf(baseUrl: string, options: object = {}): Promise<string | undefined> {
  const client = new HubClient({ baseUrl, token: "t", diagnose: $.hints, maxRetries: 0, ...options });
  const error = (await rejection(client.execute(get))) as $.TransportError;
  expect(error).toBeInstanceOf($.TransportError);
  return error.hint;
}

function failing(cause: object): { readonly fetch: $.FetchLike } {
  return { fetch: () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause })) };
}

describe("R34 hints", () => {
  test("a host that has no name", async () => {
    expect(await hintOf("https://no-such-host.invalid/?key=canary")).toMatch(/^the name no-such-host\.invalid cannot/);
  });

  test("a port where nobody listens", async () => {
    const server = createPlainServer();
    const port = await portOf(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await hintOf(`http://127.0.0.1:${port}`)).toMatch(`nothing listens at 127.0.0.1:${port}`);
  });

  test("https where http is spoken, and the other way round", async () => {
    const port = await portOf(createServer());
    expect(await hintOf(`https://127.0.0.1:${port}`)).toMatch("is it `http:`");
    // What a server of TLS answers to what it does not understand: an alert.
    const alert = Buffer.from([21, 3, 1, 0, 2, 2, 70]);
    const tls = await portOf(createPlainServer((socket) => void socket.end(alert)));
    expect(await hintOf(`http://127.0.0.1:${tls}`)).toMatch("is it `https:`");
  });

  test("a dispatcher of another undici", async () => {
    const dispatcher = { dispatch: (_: unknown, handler: { onError(error: Error): void }) => handler.onError(Object.assign(new Error("invalid onRequestStart method"), { code: "UND_ERR_INVALID_ARG" })) }; // prettier-ignore
    expect(await hintOf("https://hub.test", { fetchOptions: { dispatcher } })).toMatch("another version of undici");
  });

  test.each([
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "NODE_EXTRA_CA_CERTS"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "NODE_EXTRA_CA_CERTS"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "NODE_EXTRA_CA_CERTS"],
    ["CERT_HAS_EXPIRED", "out of date"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "not one of hub.test"],
  ])("%s", async (code, hint) => {
    expect(await hintOf("https://hub.test", failing({ code, message: "x" }))).toMatch(hint);
  });

  test.each(["Failed to fetch", "Load failed", "NetworkError when attempting to fetch resource."])(
    "all that a browser says: %s",
    async (message) => {
      const fetch = () => Promise.reject(new TypeError(message));
      expect(await hintOf("https://hub.test", { fetch })).toMatch(/hub\.test .*CORS/);
      expect(await hintOf("http://hub.test", { fetch, allowInsecure: true })).toMatch("CORS");
      vi.stubGlobal("location", { protocol: "https:" });
      expect(await hintOf("http://hub.test", { fetch, allowInsecure: true })).toMatch("a page of `https:`");
      expect(await hintOf("https://hub.test", { fetch })).toMatch("CORS");
    },
  );

  test("nothing of what says nothing, nor without being asked; causes may go in a circle", async () => {
    const circle: { cause?: unknown } = {};
    circle.cause = circle;
    expect(await hintOf("https://hub.test", failing(circle))).toBeUndefined();
    expect(await hintOf("https://hub.test", failing({ code: "ECONNRESET" }))).toBeUndefined();
    expect(
      await hintOf("https://hub.test", { ...failing({ code: "ENOTFOUND" }), diagnose: undefined }),
    ).toBeUndefined();
  });

  test("what diagnoses is told the address without the values of its query", async () => {
    const seen: string[] = [];
    const diagnose = (_: unknown, url: string) => void seen.push(url);
    await hintOf("https://hub.test?key=canary", { ...failing({}), diagnose });
    expect(seen).toEqual(["https://hub.test/api/v1/actions/invoke/devices_GetDetails?key=***"]);
  });
});
