// Files beside the API, from and to servers on this machine.
import { getEventListeners } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import * as $ from "../../templates/runtime/index.js";
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

describe("download", () => {
  test("gives the bytes, and sends nothing that is not asked for", async () => {
    let headers: IncomingHttpHeaders = {};
    const url = await serve((request, response) => {
      headers = request.headers;
      response.end(Uint8Array.of(0, 255, 10));
    });
    const file = await $.download(`${url}/file?signature=s`);
    expect([...(await file.bytes())]).toEqual([0, 255, 10]);
    expect(headers["authorization"]).toBeUndefined();
    expect(headers["content-type"]).toBeUndefined();
    expect(headers["accept"]).toBe("*/*");
  });

  test("gives text, also where a character is in two chunks", async () => {
    const bytes = new TextEncoder().encode("é");
    const url = await serve((_, response) => {
      response.write(bytes.subarray(0, 1));
      setTimeout(() => response.end(bytes.subarray(1)), 20);
    });
    expect(await (await $.download(url)).text()).toBe("é");
  });

  test("gives chunks as they come, and ends the request when they are left", async () => {
    let closed = (): void => {};
    const close = new Promise<void>((resolve) => (closed = resolve));
    const url = await serve((request, response) => {
      request.socket.once("close", () => closed());
      response.write("first");
    });
    const texts: string[] = [];
    for await (const chunk of await $.download(url)) {
      texts.push(new TextDecoder().decode(chunk));
      break;
    }
    await close;
    expect(texts).toEqual(["first"]);
  });

  test("follows no redirect", async () => {
    let asked = 0;
    const other = await serve((_, response) => {
      asked++;
      response.end("secret");
    });
    const url = await serve((_, response) => response.writeHead(302, { location: other }).end());
    const error = await rejection($.download(url));
    expect(error).toBeInstanceOf($.RedirectError);
    expect(error).toMatchObject({ location: other });
    expect(asked).toBe(0);
  });

  test("R29 rejects for a status that is no success, without what makes the address a secret", async () => {
    const url = await serve((_, response) => response.writeHead(403).end("<Error>expired</Error>"));
    const error = await rejection($.download(`${url}/f?signature=canary`));
    expect(error).toBeInstanceOf($.ForbiddenError);
    expect(error).toMatchObject({ status: 403, bodyText: "<Error>expired</Error>", attempts: 1 });
    expect((error as Error).message).toBe("the download failed: 403 Forbidden (attempt 1/1)");
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain("canary");
  });

  test("reads no more than it may: by what the server tells", async () => {
    let closed = (): void => {};
    const close = new Promise<void>((resolve) => (closed = resolve));
    const url = await serve((request, response) => {
      request.socket.once("close", () => closed());
      response.writeHead(200, { "content-length": "1000" });
      response.write("x");
    });
    const error = await rejection($.download(url, { maxBytes: 999 }));
    expect(error).toMatchObject({ name: "SizeLimitError", maxBytes: 999 });
    await close;
  });

  test("R20 does not wait for what it will not read", async () => {
    const url = await serve((_, response) => response.writeHead(200, { "content-length": "9" }).flushHeaders());
    expect(await rejection($.download(url, { maxBytes: 8 }))).toBeInstanceOf($.SizeLimitError);
    expect(await $.upload(url, "a")).toMatchObject({ status: 200 });
  });

  test("R26 one that nobody reads is given up: its connection is closed, and nothing listens", async () => {
    const { signal } = new AbortController();
    const sockets: Promise<void>[] = [];
    const url = await serve((request, response) => {
      sockets.push(new Promise((resolve) => request.socket.once("close", () => resolve())));
      response.write("first");
    });
    const file = await $.download(url, { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await file[Symbol.asyncIterator]().return?.();
    await Promise.all(sockets);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("reads no more than it may: by what comes", async () => {
    const url = await serve((_, response) => {
      response.write("12345");
      response.end("67890");
    });
    expect(await (await $.download(url, { maxBytes: 10 })).text()).toBe("1234567890");
    const file = await $.download(url, { maxBytes: 9 });
    expect(await rejection(file.bytes())).toBeInstanceOf($.SizeLimitError);
  });

  test.each([
    ["http://files.example.com/a", "https"],
    ["ftp://files.example.com/a", "URL"],
    ["/a", "URL"],
    ["https://user:secret@files.example.com/a", "URL"],
    ["https://files.example.com\\@evil.example.com/", "URL"],
    ["https://files.example.com/#a", "URL"],
  ])("refuses %s", async (url, about) => {
    const fetch = () => Promise.reject(new Error("asked"));
    const error = await rejection($.download(url, { fetch }));
    expect(error).toBeInstanceOf($.ConfigError);
    expect(String(error)).toContain(about);
    expect(String(error)).not.toContain("secret");
  });

  test("takes plain http where it is allowed", async () => {
    const fetch = () => Promise.resolve(new Response("a"));
    const file = await $.download("http://files.example.com/a", { fetch, allowInsecure: true });
    expect(await file.text()).toBe("a");
  });

  test("R30 rejects with the caller in the stack, also when it ends early", async () => {
    const url = await serve((request, response) => void (request.url === "/half" && response.write("first")));
    const load = async function theOneWhoLoads(options: $.DownloadOptions) {
      return await $.download(url, options);
    };
    const read = async function theOneWhoReads(file: $.Download) {
      return await file.bytes();
    };
    const late = await rejection(load({ timeoutMs: 20 }));
    const ended = await rejection(load({ signal: AbortSignal.timeout(20) }));
    const controller = new AbortController();
    const left = rejection(read(await $.download(`${url}/half`, { signal: controller.signal })));
    controller.abort();
    const stacks = [late, ended, await left].map((error) => (error as Error).stack);
    expect(stacks[0]).toMatch(/^TimeoutError: [^]*theOneWhoLoads/);
    expect(stacks[1]).toMatch(/^AbortError: [^]*theOneWhoLoads/);
    expect(stacks[2]).toMatch(/^AbortError: [^]*theOneWhoReads/);
  });

  test("ends when the caller says so, while it is read", async () => {
    const url = await serve((_, response) => response.write("first"));
    const controller = new AbortController();
    const file = await $.download(url, { signal: controller.signal });
    const error = rejection(file.bytes());
    controller.abort();
    expect(await error).toMatchObject({ name: "AbortError" });
  });
});

describe("upload", () => {
  test.each([
    ["text", "añb"],
    ["bytes", new TextEncoder().encode("añb")],
    ["a blob", new Blob(["añ", "b"])],
    ["R51 a stream", new Blob(["añ", "b"]).stream()],
    ["R51 what a generator makes", Readable.from([Buffer.from("añ"), Buffer.from("b")])],
  ])("sends %s", async (_, body) => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { authorization, ...headers } = request.headers;
        seen.push(request.method, authorization, headers["x-kind"], Buffer.concat(chunks).toString());
        response.writeHead(200, { etag: '"e"' }).end();
      });
    });
    const { status, headers } = await $.upload(url, body, { headers: { "x-kind": "k" } });
    expect([status, headers.get("etag")]).toEqual([200, '"e"']);
    expect(seen).toEqual(["PUT", undefined, "k", "añb"]);
  });

  test("rejects as a download does", async () => {
    const url = await serve((request, response) => {
      request.resume().on("end", () => response.writeHead(403).end());
    });
    expect(await rejection($.upload(url, "a", { method: "POST" }))).toBeInstanceOf($.ForbiddenError);
    expect(await rejection($.upload("http://files.example.com", "a"))).toBeInstanceOf($.ConfigError);
  });
});
