// Nexthink as the table has it, and its token endpoint, on a port of this machine. What it demands of a request is written down
// here once more, and by nothing that the package or the generator contains: whatever is not exactly right is a teapot's.
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { startServer, type Loopback, type Received } from "../hub/server.js";
import { table, type Json, type Row } from "./table.js";

/** Characters that a form, base64 or a header would spoil. */
export const clientId = "nxt client:ä/+&=%";
export const clientSecret = "canary-secret: £%2B+ /=&~!*'()\u{1F511}";
/** What all tokens begin with. */
export const tokenMark = "canary-token-";

const tokenPath = "/oauth2/default/v1/token";

/** What the endpoint says in place of a token. `{token}` in the text is one that is good. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
}

export interface Instance extends Loopback {
  readonly tokenUrl: string;
  /** The requests for tokens, and all others. */
  readonly tokenRequests: readonly Received[];
  readonly calls: readonly Received[];
  /** What is to be told in no place: parts of them, and the form in which they travel. */
  readonly secrets: readonly string[];
  /** From now on no token is good that was given before. */
  expire(): void;
  /** What the next requests for tokens are answered with, one each. */
  readonly tokenAnswers: TokenAnswer[];
  /** Answers with a refused token wait until there are so many; then all go out, or one with each call that is let in. */
  hold(count: number, release: "at once" | "one by one"): void;
}

/** Starts the server. `answer` may play something that is not among the rows: it says whether it did. */
export async function startNexthink(
  answer: (request: Received, response: ServerResponse) => boolean = () => false,
  rows: readonly Row[] = table,
): Promise<Instance> {
  let given = 0;
  let good = new Set<string>();
  let held: ServerResponse[] = [];
  let holding: { readonly count: number; readonly release: "at once" | "one by one" } | undefined;
  const tokenAnswers: TokenAnswer[] = [];
  const releaseNext = (): void => {
    for (const response of held.splice(0, holding?.release === "one by one" ? 1 : held.length)) end(response, 401);
  };
  const server = await startServer((request, response) => {
    if (request.url === "/-/expire") {
      good = new Set();
      return end(response, 204);
    }
    if (request.url === tokenPath) {
      const problem = problemOfTokenRequest(request);
      if (problem !== undefined) return end(response, 418, { error: problem });
      const token = `${tokenMark}${++given}-x`;
      const next = tokenAnswers.shift();
      if (next === undefined || next.text?.includes("{token}")) good.add(token);
      if (next) return sendText(response, next.status, next.text?.replace("{token}", token), next.headers);
      const body = { access_token: token, token_type: "Bearer", expires_in: 900, scope: "service:integration" };
      return end(response, 200, body);
    }
    const row = rowOf(request, rows);
    const problem = problemOf(request, row);
    if (problem !== undefined) return end(response, 418, { code: "problem", details: problem });
    if (!good.has((request.headers.authorization ?? "").replace(/^Bearer /, ""))) {
      held.push(response);
      if (holding === undefined || held.length === holding.count) releaseNext();
      return;
    }
    if (!answer(request, response)) play(request, response, row);
    if (holding?.release === "one by one") releaseNext();
  });
  const requests = (isToken: boolean): readonly Received[] =>
    server.received.filter(({ url }) => !url.startsWith("/-/") && (url === tokenPath) === isToken);
  return {
    ...server,
    tokenUrl: server.url + tokenPath,
    get tokenRequests() {
      return requests(true);
    },
    get calls() {
      return requests(false);
    },
    get secrets() {
      const basic = requests(true)[0]?.headers.authorization ?? "no request for a token";
      return [clientSecret, "canary-secret", tokenMark, basic.replace("Basic ", "")];
    },
    tokenAnswers,
    expire: () => void (good = new Set()),
    hold: (count, release) => {
      held = [];
      holding = { count, release };
    },
  };
}

function play(request: Received, response: ServerResponse, row: Row | undefined): void {
  if (row === undefined)
    end(response, 418, { code: "not_in_the_table", details: `${lineOf(request)} ${request.body}` });
  else if (row.raw) sendText(response, row.status, row.raw.text, row.raw.type ? { "content-type": row.raw.type } : {});
  else end(response, row.status, row.body);
}

function end(response: ServerResponse, status: number, body?: Json): void {
  sendText(
    response,
    status,
    body === undefined ? undefined : JSON.stringify(body),
    body === undefined ? {} : { "content-type": "application/json; charset=utf-8" },
  );
}

function sendText(
  response: ServerResponse,
  status: number,
  text = "",
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers);
  response.end(text);
}

// ── What is demanded ────────────────────────────────────────────────────────────────────────────────────────────────

const lineOf = ({ method, url }: Received): string => `${method} ${url}`;

/** The row whose request has arrived: the line as it is, the headers, and the value of the body. */
export function rowOf(request: Received, rows: readonly Row[] = table): Row | undefined {
  const sent = request.body === "" || !isJson(request.body) ? undefined : (JSON.parse(request.body) as Json);
  return rows.find(
    (row) =>
      row.mark === request.headers["x-row"] &&
      row.line === lineOf(request) &&
      isDeepStrictEqual(row.sent, sent) &&
      parameterHeaders.every((name) => headersOf(row)[name] === request.headers[name]),
  );
}

const parameterHeaders = ["source", "x-utc-times", "x-request-id", "user-principal-name", "timezone"];

function headersOf({ headers, request }: Row): { readonly [name: string]: Json | undefined } {
  return headers ?? { source: request["source"] };
}

function problemOf({ method, headers, body }: Received, row: Row | undefined): string | undefined {
  if (headers.accept !== (row?.accept ?? "application/json")) return `accept: ${String(headers.accept)}`;
  if (!/^Bearer [!-~]+$/.test(headers.authorization ?? "")) return "no bearer token";
  if (method === "GET" || body === "") {
    const of = ["content-type", "transfer-encoding"].filter((name) => name in headers);
    if (body !== "" || of.length > 0) return `a ${method} with ${body === "" ? of.join() : "a body"}`;
    return undefined;
  }
  if (headers["content-type"] !== "application/json") return `content-type: ${String(headers["content-type"])}`;
  return lengthProblem(headers, body) ?? (isJson(body) ? undefined : `the body is not JSON: ${body}`);
}

function lengthProblem(headers: IncomingHttpHeaders, body: string): string | undefined {
  const bytes = Buffer.byteLength(body, "utf8");
  return headers["content-length"] === String(bytes) ? undefined : `content-length is not ${bytes}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** RFC 6749, sections 2.3.1 and 4.4.2. */
function problemOfTokenRequest({ method, headers, body }: Received): string | undefined {
  if (method !== "POST") return `POST, and not ${method}`;
  if (headers.accept !== "application/json") return `accept: ${String(headers.accept)}`;
  if (headers["content-type"] !== "application/x-www-form-urlencoded")
    return `content-type: ${String(headers["content-type"])}`;
  const problem = lengthProblem(headers, body);
  if (problem !== undefined) return problem;
  const pairs = body.split("&").map((pair) => pair.split("=").map(formDecoded));
  const wanted = [
    ["grant_type", "client_credentials"],
    ["scope", "service:integration"],
  ];
  if (!isDeepStrictEqual(pairs.sort(), wanted)) return `not what is wanted: ${body}`;
  const [, base64 = ""] = /^Basic ([A-Za-z0-9+/]+={0,2})$/.exec(headers.authorization ?? "") ?? [];
  const text = Buffer.from(base64, "base64").toString("utf8");
  if (Buffer.from(text, "utf8").toString("base64") !== base64) return "no base64 in the header";
  const parts = text.split(":");
  if (!isDeepStrictEqual(parts.map(formDecoded), [clientId, clientSecret])) return "other credentials";
  return undefined;
}

/** Undefined for what is not in the form of a form: RFC 6749, appendix B. */
function formDecoded(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9*._~-]|\+|%[0-9A-Fa-f]{2})*$/.test(text)) return undefined;
  const bytes = text.replaceAll("+", "%20").match(/%..|./g) ?? [];
  return Buffer.from(
    bytes.map((part) => (part.length > 1 ? parseInt(part.slice(1), 16) : part.charCodeAt(0))),
  ).toString("utf8");
}
