// HTTP actions over a real connection: each exchange of a fixture is sent to a server on this machine, which says what it
// received and answers as the fixture has it.
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { fixtures, modelOf, type Fixture } from "./support/fixtures.js";
import { loadPackage, type LoadedPackage } from "./support/packages.js";

interface Exchange {
  readonly name: string;
  /** `namespace.Class`. */
  readonly action: string;
  /** As in code; absent for an action without any. */
  readonly fields?: object;
  /** Of the client. */
  readonly options?: object;
  /** What the server is to receive; nothing at all, if there is no answer. */
  readonly request?: {
    readonly method: string;
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Headers that must not be there. */
    readonly without?: readonly string[];
    /** The body; none at all, if absent. */
    readonly json?: unknown;
    /** The body as it is sent, where it is no JSON. */
    readonly body?: string;
  };
  readonly answer?: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly text?: string;
  };
  /** Absent for an action that gives nothing. */
  readonly output?: unknown;
  readonly error?: Failure;
}

interface Failure {
  /** Its class, which is one of the package's. */
  readonly class: string;
  readonly status?: number;
  readonly code?: string;
  /** The body, as its type has it. */
  readonly error?: unknown;
  /** Whether it is one of the errors that the spec has for the action. */
  readonly typed?: boolean;
  /** A part of its message. */
  readonly says?: string;
  /** Of its issues. */
  readonly paths?: readonly (readonly string[])[];
}

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is used of a package. */
interface Client {
  execute(action: unknown): Promise<unknown>;
}
type Class = new (...args: readonly unknown[]) => object;

let server: Server;
let baseUrl: string;
let answer: Exchange["answer"];
const received: Received[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body });
      const { status = 500, json, text = json === undefined ? undefined : JSON.stringify(json) } = answer ?? {};
      const type = json === undefined ? {} : { "content-type": "application/json" };
      response.writeHead(status, { ...type, ...answer?.headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const exchanges = fixtures.flatMap((fixture) => {
  const text = fixture.host.read("exchanges.yaml");
  return text === undefined ? [] : [{ fixture, list: parse(String(text)) as readonly Exchange[] }];
});

it("has fixtures", () => {
  expect(exchanges.length).toBeGreaterThan(4);
});

describe.each(exchanges.map(({ fixture, list }) => [fixture.name, fixture, list] as const))(
  "%s",
  (_, fixture, list) => {
    let loaded: LoadedPackage;
    beforeAll(async () => {
      loaded = await load(fixture);
    });

    it.each(list.map((exchange) => [exchange.name, exchange] as const))("%s", async (_name, exchange) => {
      received.length = 0;
      answer = exchange.answer;
      const outcome = await call(exchange, loaded);
      expect(received.length).toBe(exchange.answer === undefined ? 0 : 1);
      if (exchange.request) checkRequest(exchange.request, received[0]);
      if (exchange.error) checkError(exchange, outcome, loaded);
      else expect(outcome).toEqual({ output: exchange.output });
    });
  },
);

function load(fixture: Fixture): Promise<LoadedPackage> {
  return loadPackage(fixture, modelOf(fixture));
}

type Outcome = { readonly output: unknown } | { readonly error: unknown };

async function call(exchange: Exchange, loaded: LoadedPackage): Promise<Outcome> {
  const client = new (loaded.client["FixtureClient"] as Class)({ baseUrl, ...exchange.options }) as Client;
  const action = new (classOf(exchange, loaded))(exchange.fields);
  try {
    return { output: await plain(await client.execute(action)) };
  } catch (error) {
    return { error };
  }
}

function classOf({ action }: Exchange, { modules }: LoadedPackage): Class {
  const [namespace = "", name = ""] = action.split(".");
  const found = modules[namespace]?.[name];
  if (found === undefined) throw new Error(`no class ${action}`);
  return found as Class;
}

/** A stream is read to its end, wherever in an output it stands. */
async function plain(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null) return value;
  if (Symbol.asyncIterator in value) return { $stream: await textOf(value as AsyncIterable<Uint8Array>) };
  if (!("data" in value)) return value;
  return { ...value, data: await plain(value.data) };
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function checkRequest(expected: NonNullable<Exchange["request"]>, actual: Received | undefined): void {
  const { method, url, headers = {}, without = [], json, body } = expected;
  expect({ method: actual?.method, url: actual?.url }).toEqual({ method, url });
  expect(actual?.headers).toMatchObject(headers);
  for (const name of without) expect(actual?.headers).not.toHaveProperty(name);
  if (body !== undefined) expect(actual?.body).toBe(body);
  else if (json !== undefined) expect(JSON.parse(actual?.body ?? "")).toEqual(json);
  else if (method === "GET" || method === "DELETE") expect(actual?.body).toBe("");
}

function checkError(exchange: Exchange, outcome: Outcome, { client, ...loaded }: LoadedPackage): void {
  const { class: name, status, code, error: body, typed, says = "", paths } = exchange.error ?? { class: "" };
  const error = "error" in outcome ? (outcome.error as Record<string, unknown> & Error) : undefined;
  expect(error).toBeInstanceOf(client[name]);
  expect(error?.name).toBe(name);
  expect(error?.message).toContain(says);
  if (status !== undefined) expect(error?.["status"]).toBe(status);
  if (code !== undefined) expect(error?.["code"]).toBe(code);
  if (body !== undefined) expect(error?.["error"]).toEqual(body);
  if (paths) expect((error?.["issues"] as { path: unknown }[]).map(({ path }) => path)).toEqual(paths);
  const isErrorOf = client["isErrorOf"] as (action: Class, error: unknown) => boolean;
  expect(isErrorOf(classOf(exchange, { client, ...loaded }), error)).toBe(typed ?? false);
}
