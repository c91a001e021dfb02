// What can go wrong on the way to a server and back. Each says whether the server had carried the action out by then, which
// the caller cannot see, and what the caller may be told if nothing comes after it.
import type { ServerResponse } from "node:http";
import { chanceOf } from "./chance.js";
import type { Row } from "./rows.js";

export interface Fault {
  readonly name: string;
  /** How often, beside the others. */
  readonly weight: number;
  readonly executed: boolean;
  /** Whether the call may be sent again after it. */
  readonly again: "never" | "unless write" | "always";
  /** Whether the server asks for a longer wait than anybody wants. */
  readonly tooLong?: boolean;
  /** Names of errors, or `output`. */
  readonly ends: readonly string[];
  play(response: ServerResponse, row: Row, elsewhere: string): void;
}

const none: Fault = { ...after("none", "output", good), weight: 100 };

const afterwards: readonly Fault[] = [
  after("a slow answer", "output", (response, row) => void setTimeout(() => good(response, row), 30)),
  after("no head in time", "TimeoutError", () => {}),
  after("a body that stalls", "TimeoutError", half),
  after("a reset before the head", "TransportError", (response) => response.socket?.resetAndDestroy()),
  after("a reset in mid-body", "TransportError", (response, row) => {
    half(response, row);
    setTimeout(() => response.socket?.resetAndDestroy(), 5);
  }),
  after("chunks that end too early", "TransportError", (response, row) => {
    response.writeHead(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
    response.write(row.body || " ");
    setTimeout(() => response.socket?.end(), 5);
  }),
  after("an error page of 1 MB", "ServerError", (response) => page(response, 500, "<p>é</p>".repeat(110_000))),
  after("502", "ServerError", (response) => page(response, 502, "<h1>Bad Gateway</h1>")),
  after("503", "ServerError", (response) => page(response, 503, "busy")),
  after("504", "ServerError", (response) => page(response, 504, "")),
];

/** What begins with the action not being carried out, and says so as clearly as HTTP can. */
const before: readonly Fault[] = [
  // Once more with another token, where there is another, is not counted as an attempt.
  { ...refusal("401", "UnauthorizedError", 401), again: "never" },
  refusal("408", "HttpError", 408),
  refusal("429, seconds", "RateLimitError", 429, () => ({ "retry-after": "1" })),
  refusal("429, a date", "RateLimitError", 429, () => ({ "retry-after": new Date(Date.now() + 2500).toUTCString() })),
  refusal("429, a date gone by", "RateLimitError", 429, () => ({ "retry-after": new Date(0).toUTCString() })),
  refusal("429, milliseconds", "RateLimitError", 429, () => ({ "retry-after-ms": "250", "retry-after": "9" })),
  refusal("429, without a time", "RateLimitError", 429),
  refusal("429, a broken time", "RateLimitError", 429, () => ({ "retry-after": "soon" })),
  { ...refusal("429, three days", "RateLimitError", 429, () => ({ "retry-after": "277403" })), tooLong: true },
  refusal("503, seconds", "ServerError", 503, () => ({ "retry-after": "1" })),
  {
    ...refusal("302 to another port", "RedirectError", 302),
    again: "never",
    play: (response, _, elsewhere) => void response.writeHead(302, { location: `${elsewhere}/steal` }).end(),
  },
  {
    ...refusal("200 with HTML", "ResponseDecodeError", 200),
    again: "never",
    // What is text is given as it is, whatever it calls itself.
    ends: ["ResponseDecodeError", "output"],
    play: (response) => page(response, 200, "<h1>Sign in</h1>"),
  },
];

/** The client tries a port at which nobody listens: the one fault that the server does not see. */
export const refused: Fault = refusal("a refused connection", "TransportError", 0);

const all: readonly Fault[] = [none, ...afterwards, ...before];
const total = all.reduce((sum, { weight }) => sum + weight, 0);
export const faultsByName: ReadonlyMap<string, Fault> = new Map([...all, refused].map((fault) => [fault.name, fault]));

/** What happens to a call when it arrives for the n-th time, from 0. */
export function faultOf(seed: number, call: number, nth: number): Fault {
  if (isStorm(call)) return named(chanceOf(seed, call, nth, "storm") < 0.5 ? "503" : "503, seconds");
  let left = chanceOf(seed, call, nth, "fault") * total;
  const fault = all.find(({ weight }) => (left -= weight) < 0) ?? none;
  // A token is withdrawn once: that calls for another one, and is no attempt.
  return fault.name === "401" && nth > 0 ? none : fault;
}

/** Whether the connection of the n-th sending is refused. */
export function isRefused(seed: number, call: number, nth: number): boolean {
  return chanceOf(seed, call, nth, "refused") < 0.02;
}

/** Fifty calls out of five hundred, one after the other, meet a server that is down for all. */
function isStorm(call: number): boolean {
  return call % 500 >= 200 && call % 500 < 250;
}

function named(name: string): Fault {
  return faultsByName.get(name) as Fault;
}

function after(name: string, end: string, play: Fault["play"]): Fault {
  return { name, weight: 5, executed: true, again: "unless write", ends: [end], play };
}

function refusal(name: string, end: string, status: number, headers: () => Record<string, string> = () => ({})): Fault {
  const play: Fault["play"] = (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers() });
    response.end('{"kind":"RateLimited","message":"not now","code":"not_now","details":"not now"}');
  };
  return { name, weight: 4, executed: false, again: "always", ends: [end], play };
}

function good(response: ServerResponse, { status, body, type }: Row): void {
  response.writeHead(status, type === undefined ? {} : { "content-type": type });
  response.end(body);
}

/** The head of a good answer, and too little of its body. */
function half(response: ServerResponse, { body }: Row): void {
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) + 9 });
  response.write(body || " ");
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(text);
}
