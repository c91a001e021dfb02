// A server that does what it is told to over HTTP, so that the same checks can script it from Node, a bare context and a page.
// `POST /<name>/-/script` takes the answers to what comes under `/<name>/`, one after the other, the last one again and again;
// `GET /<name>/-/seen` tells what came.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer to one request. */
export interface Reply {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  /** Sent as JSON, with its content type. */
  readonly json?: unknown;
  /** The body as it is, in place of `json`. */
  readonly text?: string;
  /** Before the head is sent, in milliseconds. */
  readonly afterMs?: number;
  /** Sends the head and half of the body, and no more: for ever (`stall`), or until the connection is cut (`cut`). */
  readonly half?: "stall" | "cut";
}

/** A request, as it came in. */
export interface Seen {
  readonly method: string;
  /** Below the name of the script, with its query. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

export interface ScriptedServer {
  readonly url: string;
  close(): Promise<void>;
}

interface Script {
  readonly replies: readonly Reply[];
  readonly seen: Seen[];
  /** How many of the replies are given. */
  given: number;
}

/** Starts the server on a port of its own. What `pages` answers is of the same origin as the scripts. */
export async function startScripted(pages: Pages = () => undefined): Promise<ScriptedServer> {
  const scripts = new Map<string, Script>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = "", url = "" } = request;
      const served = pages(url, body);
      if (served) return void response.setHeader("content-type", served.type).end(served.text);
      for (const [name, value] of cors) response.setHeader(name, value);
      const [, name = "", path = ""] = /^\/([^/]*)(.*)$/.exec(url) ?? [];
      const script = scripts.get(name);
      if (path === "/-/script") {
        scripts.set(name, { replies: JSON.parse(body) as readonly Reply[], seen: [], given: 0 });
        return void response.end();
      }
      if (path === "/-/seen") return void response.end(JSON.stringify(script?.seen ?? []));
      const headers = request.headers as Seen["headers"];
      script?.seen.push({ method, path, headers, body });
      if (method === "OPTIONS") return void response.writeHead(204).end();
      const reply = script?.replies[Math.min(script.given++, script.replies.length - 1)];
      answer(response, reply ?? { status: 418, text: `no script for ${url}` });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

/** What else the server has, by the path and the body of a request. */
export type Pages = (path: string, body: string) => { readonly type: string; readonly text: string } | undefined;

/** What an API has to allow for calls from another origin: no header but those that credentials and JSON need. */
const cors = [
  ["access-control-allow-origin", "*"],
  ["access-control-allow-methods", "GET, POST, PUT, DELETE"],
  ["access-control-allow-headers", "authorization, content-type"],
  ["access-control-expose-headers", "x-request-id, retry-after, retry-after-ms, location"],
] as const;

function answer(response: ServerResponse, { status = 200, headers = {}, json, text, afterMs = 0, half }: Reply): void {
  const body = json === undefined ? (text ?? "") : JSON.stringify(json);
  const type = json === undefined ? {} : { "content-type": "application/json" };
  setTimeout(() => {
    response.writeHead(status, { ...type, ...(half && { "content-length": String(body.length) }), ...headers });
    if (half === undefined) return void response.end(body);
    response.write(body.slice(0, body.length / 2));
    if (half === "cut") setTimeout(() => response.destroy(), 20);
  }, afterMs);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
