// The library's mock: a server on this machine that answers every action of a spec. `actionwright/mock` in an import, apart from
// the rest because it needs Node's HTTP server.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { createReport, type Report } from "./diagnostics.js";
import { typesById, type Model } from "./model.js";
import type { Answer } from "./mock/answer.js";
import { headersForPage, preflightHeaders } from "./mock/browsers.js";
import { answerTo, ofStatus, type AnswerContext } from "./mock/answers.js";
import { createGate, type Credentials, type Gate } from "./mock/credentials.js";
import { failed, json } from "./mock/failures.js";
import { parseFault, type Fault, type PlannedFault } from "./mock/faults.js";
import { readMarks } from "./mock/marks.js";
import { createPolls } from "./mock/polls.js";
import { readRequest } from "./mock/request.js";
import { createRouter, type Router } from "./mock/routes.js";
import { readScripts, type Scripts, type SentRequest } from "./mock/scripts.js";
import { createStore } from "./mock/store.js";
import { EncodingError } from "./mock/texts.js";
import { valuesOf } from "./values.js";

export { parseFault, type Fault, type PlannedFault } from "./mock/faults.js";
export type { Credentials } from "./mock/credentials.js";
export { reply, type Script, type ScriptedAnswer, type ScriptedReply, type Scripts, type SentRequest } from "./mock/scripts.js"; // prettier-ignore

export interface MockOptions {
  /** The port; 0 for one that is free. Default: 0. */
  readonly port?: number | undefined;
  /** The address to listen on. Default: `127.0.0.1`, which only this machine reaches. */
  readonly host?: string | undefined;
  /** An origin whose pages may call it besides those of this machine, such as `https://app.example.com`; `*` for any. Default: none. */
  readonly origin?: string | undefined;
  /** What values are drawn from where the spec has no example. Default: 0. */
  readonly seed?: number | string | undefined;
  /** Milliseconds that every answer waits. Default: 0. */
  readonly latency?: number | undefined;
  /** How it waits, given milliseconds: for tests that let no time go by. Default: by the clock. */
  readonly wait?: ((ms: number) => Promise<unknown>) | undefined;
  /** What actions are answered with, in place of what the mock would say. Default: nothing. */
  readonly answers?: Scripts | undefined;
  /** What credentials are right. Without them any are, but there have to be some. */
  readonly credentials?: Credentials | undefined;
  /** Faults that happen without being asked for by a header; of each request the first that is for its action. */
  readonly faults?: readonly PlannedFault[] | undefined;
  /** Is told of each request when it is over. */
  readonly onRequest?: ((request: MockRequest) => void) | undefined;
  /** Is told what is wrong with the spec's `x-mock`; what it is told as an error keeps nothing from starting. Default: nobody. */
  readonly report?: Report | undefined;
}

/** A request as it came in, and what became of it. */
export interface MockRequest extends SentRequest {
  /** The wire name of the action; undefined if there was none. */
  readonly action: string | undefined;
  /** The status of the answer; undefined if the connection was ended in place of one. */
  readonly status: number | undefined;
}

export interface MockServer {
  /** `http://127.0.0.1:49321`: the `baseUrl` of a client. */
  readonly url: string;
  /** The last requests, 1,000 at most, in the order in which they were answered. */
  readonly requests: readonly MockRequest[];
  /** Forgets what was kept, given and asked: as if the server had just been started. */
  readonly reset: () => void;
  /** From now on no token is good that the token endpoint has given. */
  readonly revokeTokens: () => void;
  /** Ends open connections too. */
  readonly close: () => Promise<void>;
}

/** Starts a server. Rejects with what Node says if the port cannot be had, and with a `TypeError` if `answers` do not fit the spec. */
export async function createMockServer(model: Model, options: MockOptions = {}): Promise<MockServer> {
  const requests: MockRequest[] = [];
  const mock = createMock(model, options);
  const tell = (request: MockRequest): void => {
    requests.push(request);
    if (requests.length > MOST_REQUESTS) requests.shift();
    options.onRequest?.(request);
  };
  const { latency = 0, wait = byTheClock, origin } = options;
  const serving = { mock, tell, latency, wait, origin };
  const server = createServer((request, response) => {
    serve(request, response, serving).catch(() => response.destroy());
  });
  server.on("clientError", (_, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  });
  const { host = "127.0.0.1", port = 0 } = options;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  const address = server.address() as AddressInfo;
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    requests,
    reset() {
      requests.length = 0;
      mock.reset();
    },
    revokeTokens: () => mock.current().gate.revoke(),
    close: () => closed(server),
  };
}

/** A wait keeps no process alive. */
function byTheClock(ms: number): Promise<unknown> {
  return setTimeout(ms, undefined, { ref: false });
}

const MOST_REQUESTS = 1_000;

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

// ── What a mock is made of ──────────────────────────────────────────────────────────────────────────────────────────

/** What requests change. */
interface State extends AnswerContext {
  readonly gate: Gate;
  /** How often each planned fault may still happen. */
  readonly faults: { readonly fault: PlannedFault; left: number }[];
}

interface Mock {
  readonly router: Router;
  readonly current: () => State;
  readonly reset: () => void;
}

function createMock(model: Model, options: MockOptions): Mock {
  const { seed = 0, credentials = {}, faults = [], answers = {}, report } = options;
  const types = typesById(model);
  const marks = readMarks(model, report ?? createReport());
  const values = valuesOf(model, { seed });
  const scripts = readScripts(answers, model, types);
  const create = (): State => ({
    model,
    types,
    values,
    scripts,
    polls: createPolls(model, types),
    store: createStore({ model, types, marks, values, seed: String(seed) }),
    gate: createGate(model, credentials),
    faults: faults.map((fault) => ({ fault, left: fault.times ?? Infinity })),
  });
  let state = create();
  return {
    router: createRouter(model),
    current: () => state,
    reset: () => void (state = create()),
  };
}

// ── One request ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Serving {
  readonly mock: Mock;
  readonly tell: (request: MockRequest) => void;
  readonly latency: number;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly origin: string | undefined;
}

/** Bytes that a body may have. */
const LARGEST_BODY = 16 * 1024 * 1024;

type Incoming = Omit<SentRequest, "body"> & { readonly bytes: Uint8Array | undefined };

interface Reply {
  readonly action: string | undefined;
  readonly answer: Answer;
  readonly fault: Fault;
}

async function serve(request: IncomingMessage, response: ServerResponse, { mock, tell, latency, wait, origin }: Serving): Promise<void> {
  response.on("error", () => response.destroy());
  const { method = "", url = "" } = request;
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value])); // prettier-ignore
  const bytes = await bodyOf(request).catch(() => null);
  if (bytes === null) return void response.destroy(); // it was taken back
  const preflight = preflightHeaders({ method, headers }, origin);
  const { action, answer, fault } = preflight ? preflightReply(preflight) : replyTo({ method, url, headers, bytes }, mock);
  const delay = latency + (fault.delay ?? 0);
  if (delay > 0) await wait(delay);
  const status = fault.reset ? undefined : answer.status;
  tell({ method, url, headers, body: textOf(bytes), action, status });
  const open = headersForPage({ method, headers }, origin);
  write(response, { ...answer, headers: { ...answer.headers, ...open } }, { fault, isHead: method === "HEAD" });
} // prettier-ignore

function textOf(bytes: Uint8Array = new Uint8Array()): string {
  return Buffer.from(bytes).toString("utf8");
}

/** Undefined for one that is too large, of which the rest is let pass by. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  return size > LARGEST_BODY ? undefined : Buffer.concat(chunks);
}

function write(response: ServerResponse, { status, headers, body = "" }: Answer, { fault, isHead }: { readonly fault: Fault; readonly isHead: boolean }): void {
  if (fault.reset) return void response.socket?.resetAndDestroy();
  const bytes = Buffer.from(body, "utf8");
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  response.writeHead(status, {
    ...headers,
    ...(hasBody && { "content-length": bytes.length }),
    ...(fault.retryAfter !== undefined && { "retry-after": fault.retryAfter }),
  });
  if (!fault.truncate) return void response.end(hasBody && !isHead ? bytes : undefined);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
} // prettier-ignore

function preflightReply(headers: Answer["headers"]): Reply {
  return { action: undefined, answer: { status: 204, headers, body: undefined }, fault: {} };
}

function replyTo(incoming: Incoming, mock: Mock): Reply {
  const state = mock.current();
  const [path = "", ...rest] = incoming.url.split("?");
  const line = { method: incoming.method, path, search: rest.join("?"), accept: incoming.headers["accept"] ?? "" };
  const plain = (answer: Answer, action?: string): Reply => ({ action, answer, fault: {} });
  try {
    const asked = parseAsked(incoming.headers["x-mock-fault"]);
    if (typeof asked === "string") return plain(json(400, { title: "x-mock-fault", status: 400, detail: asked }, "application/problem+json")); // prettier-ignore
    if (incoming.bytes === undefined) return plain(failed({ status: 413, message: `a body may have ${LARGEST_BODY} bytes` }, undefined, state)); // prettier-ignore
    if (state.gate.isTokenPath(path)) return { action: undefined, answer: tokenAnswer(incoming, line.search, { state, asked }), fault: asked ?? {} }; // prettier-ignore
    return actionReply({ ...incoming, bytes: incoming.bytes }, line, { mock, asked });
  } catch (error) {
    if (error instanceof EncodingError) return plain(failed({ status: 400, message: error.message }, undefined, state));
    if (error instanceof RangeError) return plain(failed({ status: 400, message: "it is nested too deeply" }, undefined, state)); // prettier-ignore
    return plain(json(500, { title: "a bug of the mock", status: 500, detail: String(error) }, "application/problem+json")); // prettier-ignore
  }
}

function parseAsked(header: string | undefined): Fault | string | undefined {
  return header === undefined ? undefined : parseFault(header, false);
}

function tokenAnswer({ method, headers, bytes }: Incoming, search: string, { state, asked }: { readonly state: State; readonly asked: Fault | undefined }): Answer {
  if (asked?.status !== undefined) return json(asked.status, { error: "temporarily_unavailable" });
  return state.gate.answerToken({ method, headers, search, body: textOf(bytes) });
} // prettier-ignore

interface Asked {
  readonly mock: Mock;
  readonly asked: Fault | undefined;
}

function actionReply(incoming: Incoming & { readonly bytes: Uint8Array }, line: Parameters<Router>[0], { mock, asked }: Asked): Reply {
  const state = mock.current();
  const found = mock.router(line);
  if (!("action" in found)) {
    const { status, message, allow } = found;
    const { headers, ...answer } = failed({ status, message }, undefined, state);
    const allowed = allow.length > 0 ? { allow: allow.join(", ") } : {};
    return { action: undefined, answer: { ...answer, headers: { ...headers, ...allowed } }, fault: asked ?? {} };
  }
  const { action, segments } = found;
  const fault = asked ?? planned(action.name, state);
  const as = (answer: Answer): Reply => ({ action: action.name, answer, fault });
  if (fault.status !== undefined) return as(ofStatus(fault.status, action, state)); // whatever was sent
  const refusal = state.gate.refusal(action, { headers: incoming.headers, search: line.search });
  if (refusal !== undefined) return as(failed({ status: 401, message: refusal }, action, state));
  const read = readRequest(action, { segments, search: line.search, headers: incoming.headers, body: incoming.bytes }, state.types);
  const sent = { method: incoming.method, url: incoming.url, headers: incoming.headers, body: textOf(incoming.bytes) };
  if ("fields" in read) return as(answerTo({ action, fields: read.fields, fault, sent }, state));
  const isDeclared = (status: string): boolean => action.errors.some((each) => each.status === status);
  const status = read.status === 400 && !isDeclared("400") && isDeclared("422") ? 422 : read.status;
  return as(failed({ status, message: "", issues: read.issues }, action, state));
} // prettier-ignore

/** The first planned fault that is for an action and not over yet. */
function planned(action: string, { faults }: State): Fault {
  const found = faults.find(({ fault, left }) => left > 0 && (fault.action ?? action) === action);
  if (found === undefined) return {};
  found.left--;
  return found.fault;
}
