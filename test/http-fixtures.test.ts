// HTTP actions over a real connection: each exchange of a fixture is sent to a mock of it, which reads the request by the spec,
// says what it received, and answers as the fixture has it.
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { reply, type MockRequest, type MockServer } from "../generator/mock.js";
import { allActions, type Json } from "../generator/model.js";
import { fixtures, modelOf } from "./support/fixtures.js";
import { startMock } from "./support/mock.js";
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
    readonly json?: Json;
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

/** What is used of a package. */
interface Client {
  execute(action: unknown): Promise<unknown>;
}
type Class = new (...args: readonly unknown[]) => object;

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
    let mock: MockServer;
    let answer: Exchange["answer"];
    beforeAll(async () => {
      const model = modelOf(fixture);
      loaded = await loadPackage(fixture, model);
      const script = () => reply({ ...answer, body: answer?.text });
      mock = await startMock(model, {
        answers: Object.fromEntries(allActions(model).map(({ name }) => [name, script])),
      });
    });

    it.each(list.map((exchange) => [exchange.name, exchange] as const))("%s", async (_name, exchange) => {
      mock.reset();
      answer = exchange.answer;
      const outcome = await call(exchange, loaded, mock.url);
      expect(mock.requests.length).toBe(exchange.answer === undefined ? 0 : 1);
      if (exchange.request) checkRequest(exchange.request, mock.requests[0]);
      if (exchange.error) checkError(exchange, outcome, loaded);
      else expect(outcome).toEqual({ output: exchange.output });
    });
  },
);

type Outcome = { readonly output: unknown } | { readonly error: unknown };

async function call(exchange: Exchange, loaded: LoadedPackage, baseUrl: string): Promise<Outcome> {
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

function checkRequest(expected: NonNullable<Exchange["request"]>, actual: MockRequest | undefined): void {
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
