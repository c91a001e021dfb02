// The server, in a process of its own: what the client holds open is then the client's alone. It writes down each arrival of
// each call, and tells when it is asked.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { faultOf } from "./faults.js";
import { rowOf } from "./rows.js";

/** One arrival of a call. */
export interface Arrival {
  readonly call: number;
  readonly fault: string;
  readonly executed: boolean;
  /** Milliseconds since the first one. */
  readonly at: number;
}

/** What the server has seen. */
export interface Log {
  readonly arrivals: readonly Arrival[];
  /** Requests for a token. */
  readonly tokens: number;
  /** Requests that came where a redirect points to. */
  readonly stolen: number;
  /** Answers that are neither complete nor given up. */
  readonly open: number;
}

/** How the server behaves. */
export type Behaviour =
  /** Each arrival has a fault of its own, or none. */
  | { readonly kind: "faults"; readonly seed: number }
  /** So many requests a second are answered, the others with 429; all with 503 between the times, in milliseconds. */
  | { readonly kind: "limit"; readonly perSecond: number; readonly down: readonly [from: number, to: number] }
  /** All is well. */
  | { readonly kind: "good" };

// ── In the client's process ─────────────────────────────────────────────────────────────────────────────────────────

export interface FaultServer {
  readonly url: string;
  /** Where nobody listens. */
  readonly refusing: string;
  log(): Promise<Log>;
  close(): Promise<void>;
}

/** Starts the server: the same program with another argument. */
export async function startFaultServer(program: string, behaviour: Behaviour): Promise<FaultServer> {
  const child = fork(program, ["server", JSON.stringify(behaviour)]);
  const { url, refusing } = (await answerOf(child)) as Pick<FaultServer, "url" | "refusing">;
  return {
    url,
    refusing,
    log: () => {
      child.send("log");
      return answerOf(child) as Promise<Log>;
    },
    close: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, "message")) as [unknown];
  return message;
}

// ── In its own ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Serves until the other process lets it go. */
export async function serve(behaviour: Behaviour): Promise<void> {
  const arrivals: Arrival[] = [];
  const counts = new Map<number, number>();
  let began = 0;
  let [tokens, stolen, open] = [0, 0, 0];
  const answer = answererOf(behaviour);
  const other = await listening(createServer((_, response) => void (stolen++, response.end("{}"))));
  const server = createServer((request, response) => {
    open++;
    response.on("close", () => open--);
    void drained(request).then((complete) => {
      if (!complete) return;
      if (request.url === "/token") return void (tokens++, sendToken(response, tokens));
      const call = Number(request.headers["x-call"]);
      began ||= performance.now();
      const at = performance.now() - began;
      const nth = counts.get(call) ?? 0;
      counts.set(call, nth + 1);
      const { fault, executed, play } = answer({ call, nth, at });
      if (behaviour.kind !== "good") arrivals.push({ call, fault, executed, at });
      play(response, other.url);
    });
  });
  const { url } = await listening(server);
  const closed = await listening(createServer());
  closed.server.close();
  process.on("message", () => process.send?.({ arrivals, tokens, stolen, open } satisfies Log));
  process.on("disconnect", () => process.exit());
  process.send?.({ url, refusing: closed.url });
}

interface Arriving {
  readonly call: number;
  readonly nth: number;
  readonly at: number;
}

interface Played {
  readonly fault: string;
  readonly executed: boolean;
  readonly play: (response: ServerResponse, elsewhere: string) => void;
}

function answererOf(behaviour: Behaviour): (arriving: Arriving) => Played {
  if (behaviour.kind === "limit") return limited(behaviour);
  if (behaviour.kind === "good") return () => played("none", 200);
  const { seed } = behaviour;
  return ({ call, nth }) => {
    const { name, executed, play } = faultOf(seed, call, nth);
    return { fault: name, executed, play: (response, elsewhere) => play(response, rowOf(seed, call), elsewhere) };
  };
}

/** A bucket that holds half a second. */
function limited({
  perSecond,
  down: [from, to],
}: Behaviour & { readonly kind: "limit" }): (arriving: Arriving) => Played {
  let [left, last] = [perSecond / 2, 0];
  return ({ at }) => {
    left = Math.min(perSecond / 2, left + ((at - last) * perSecond) / 1000);
    last = at;
    if (at >= from && at < to) return played("503", 503);
    if (left < 1) return played("429", 429);
    left--;
    return played("none", 200);
  };
}

function played(fault: string, status: number): Played {
  const play = (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(status === 200 ? details : '{"kind":"RateLimited","message":"not now"}');
  };
  return { fault, executed: status === 200, play };
}

const details =
  '{"deviceId":"d","projectId":"p","fingerprintId":"f","isConnected":true,"certificates":[],"connections":[]}';

function sendToken(response: ServerResponse, count: number): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ access_token: `t${count}`, token_type: "Bearer", expires_in: 900 }));
}

/** Reads a request; whether all of it came. */
async function drained(request: IncomingMessage): Promise<boolean> {
  try {
    for await (const chunk of request) void chunk;
    return true;
  } catch {
    return false;
  }
}

async function listening(server: Server): Promise<{ readonly server: Server; readonly url: string }> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
