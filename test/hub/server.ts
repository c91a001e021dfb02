// The Hub as the table has it, on a port of this machine. What it demands of a request is written down here once more, and
// by nothing that the package or the generator contains: whatever is not exactly right is answered with 400 Invalid. That is why the
// rows of the table are not played by the mock of the generator, whose mistakes a client could share.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";
import { table, type Json, type Row } from "./table.js";

export const token = "hub_token_7Xc2";
/** Known, and without rights. */
export const powerlessToken = "hub_token_none_4Bd9";

/** A request as it came in. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** What the answer's `x-request-id` says. */
  readonly requestId: string;
}

export interface Loopback {
  readonly url: string;
  readonly received: readonly Received[];
  /** Requests that the client took back before they were answered. */
  readonly abandoned: readonly string[];
  close(): Promise<void>;
}

type Answer = (request: Received, response: ServerResponse) => void;

export interface HubOptions {
  /** What its paths begin with. */
  readonly base?: string;
  /** What it plays. */
  readonly rows?: readonly Row[];
}

export function startHub({ base = "", rows = table }: HubOptions = {}): Promise<Loopback> {
  return startServer((request, response) => {
    const { status, type, text } = answerTo(request, { base, rows });
    response.statusCode = status;
    if (type !== undefined) response.setHeader("content-type", type);
    response.end(text);
  });
}

/** A server that does something else: what the Hub would not do by itself. */
export async function startServer(answer: Answer): Promise<Loopback> {
  const received: Received[] = [];
  const abandoned: string[] = [];
  const server = createServer((request, response) => {
    response.on("close", () => void (response.writableFinished || abandoned.push(request.url ?? "")));
    void textOf(request).then((body) => {
      const { method = "", url = "", headers } = request;
      const seen = { method, url, headers, body, requestId: `req_${received.length}` };
      received.push(seen);
      response.setHeader("x-request-id", seen.requestId);
      answer(seen, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, received, abandoned, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

interface Said {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

function answerTo(request: Received, { base, rows }: Required<HubOptions>): Said {
  const problem = problemOf(request, base);
  if (problem !== undefined) return said(problem.status, { kind: problem.kind, message: problem.message });
  const row = rowOf(request, { base, rows });
  if (row === undefined)
    return said(400, { kind: "Invalid", message: `not in the table: ${request.url} ${request.body}` });
  return row.raw ? { status: row.status, type: row.raw.type, text: row.raw.text } : said(row.status, row.body ?? null);
}

function said(status: number, body: Json): Said {
  return { status, type: "application/json", text: JSON.stringify(body) };
}

interface Problem {
  readonly status: number;
  readonly kind: string;
  readonly message: string;
}

function problemOf({ method, url, headers, body }: Received, base: string): Problem | undefined {
  const invalid = (message: string): Problem => ({ status: 400, kind: "Invalid", message });
  if (method !== "POST") return invalid(`POST, and not ${method}`);
  if (actionOf(url, base) === undefined) return invalid(`no such path: ${url}`);
  if (headers.accept !== "application/json") return invalid(`accept: ${String(headers.accept)}`);
  if (headers["content-type"] !== "application/json")
    return invalid(`content-type: ${String(headers["content-type"])}`);
  if (headers.authorization === `Bearer ${powerlessToken}`)
    return { status: 403, kind: "Forbidden", message: "the token has no rights" };
  if (headers.authorization !== `Bearer ${token}`)
    return { status: 401, kind: "Forbidden", message: "the token is not known" };
  return jsonOf(body) === undefined ? invalid(`the body is not JSON: ${body}`) : undefined;
}

function actionOf(url: string, base: string): string | undefined {
  const start = `${base}/api/v1/actions/invoke/`;
  const name = url.startsWith(start) ? url.slice(start.length) : "";
  return /^[A-Za-z0-9_]+$/.test(name) ? name : undefined;
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function rowOf({ url, body, headers }: Received, { base, rows }: Required<HubOptions>): Row | undefined {
  const [action, sent, mark] = [actionOf(url, base), jsonOf(body), headers["x-row"]];
  return rows.find((row) => row.mark === mark && row.action === action && isDeepStrictEqual(row.request, sent));
}
