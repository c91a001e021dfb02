// What a mock answers with: an output, a failure, or anything, and each as the response that it is.
import type { ErrorEntry } from "./action.js";
import { entryOf } from "./answer.js";
import type { ByteStream } from "./body.js";
import type { Context } from "./context.js";
import { type ErrorClass, HttpError, SdkError, define, issuesText } from "./errors.js";
import { type ResponseLike, globals } from "./platform.js";
import type { Node } from "./types.js";
import { CLOSED, ENCODE, VALUE, type Walk, isObject, run } from "./walk.js";

/** A handler is missing or has failed. The call is not repeated. */
export interface MockError extends SdkError {
  readonly name: "MockError";
}
export const MockError: ErrorClass<MockError> = /* @__PURE__ */ define("MockError", SdkError);

/** What a handler answers with in place of an output. */
const kind: unique symbol = /* @__PURE__ */ Symbol("kind");

interface Headers {
  readonly [name: string]: string;
}

const jsonType: Headers = { "content-type": "application/json" };

/** An answer with a status that is no success: see {@link fail}. */
export interface Failure<out S extends number, out B> {
  readonly [kind]: "failure";
  readonly status: S;
  readonly error: B;
  readonly headers: Headers;
}

/** Any answer: see {@link reply}. */
export interface Reply {
  readonly [kind]: "reply";
  readonly status: number;
  readonly headers: Headers;
  readonly body: string | Uint8Array | undefined;
}

/** No answer at all: see {@link networkError}. */
export interface NetworkError {
  readonly [kind]: "network";
  readonly code: string;
}

/**
 * An answer that is no success. `error` is what the spec has for it, with the names that it has in code; without one there
 * is no body.
 */
export function fail<const S extends number>(status: S): Failure<S, undefined>;
export function fail<const S extends number, const B>(status: S, error: B, headers?: Headers): Failure<S, B>;
export function fail(status: number, error?: unknown, headers: Headers = {}): Failure<number, unknown> {
  return { [kind]: "failure", status, error, headers };
}

/** An answer as it travels, for what the spec does not have: `json`, or a `body` that may be anything. Status 200. */
export function reply(answer: {
  readonly status?: number;
  readonly headers?: Headers;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
}): Reply {
  const { status = 200, headers = {}, json, body = json === undefined ? undefined : JSON.stringify(json) } = answer;
  const type = json === undefined ? {} : jsonType;
  return { [kind]: "reply", status, headers: { ...type, ...headers }, body };
}

/** The connection breaks, with one of the system's codes: `ECONNREFUSED`, `ECONNRESET` … */
export function networkError(code: string): NetworkError {
  return { [kind]: "network", code };
}

interface Response {
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
  readonly body?: unknown;
}

/** What is used of the platform besides. */
const platform = globalThis as unknown as {
  readonly Response?: new (body: unknown, init: { readonly status: number; readonly headers: Headers }) => ResponseLike;
  readonly ReadableStream: new (source: {
    pull(controller: { enqueue(chunk: unknown): void; close(): void }): Promise<void>;
    cancel(): unknown;
  }) => object;
};

export function responseOf({ body, status = body === undefined ? 204 : 200, headers = {} }: Response): ResponseLike {
  // Looked up now: a test may bring its own.
  return platform.Response ? new platform.Response(body ?? null, { status, headers }) : plain(body, status, headers);
}

/** What stands for a `Response` where the platform has none, as in Jest's jsdom. It does not stream. */
function plain(body: unknown, status: number, headers: Headers): ResponseLike {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText: "",
    headers: {
      get: (wanted) => given.find(([name]) => name === wanted.toLowerCase())?.[1] ?? null,
      forEach: (callback) => given.forEach(([name, value]) => callback(value, name)),
    },
    text: () =>
      Promise.resolve(
        body instanceof Uint8Array ? new globals.TextDecoder().decode(body) : ((body as string | undefined) ?? ""),
      ),
  };
}

/** Several answers, each for one request in the order in which they come, and the last for all that follow. */
export interface Sequence<out T> {
  readonly [kind]: "sequence";
  readonly answers: readonly T[];
}

/** A type that is given, and not inferred from. TypeScript has its own since 5.4. */
type Uninferred<T> = [T][T extends unknown ? 0 : never];

/** Answers one after the other, the last again and again: `inOrder(fail(503), fail(503), output)` is a server that recovers. */
export function inOrder<T>(...answers: readonly Uninferred<T>[]): Sequence<T> {
  return { [kind]: "sequence", answers };
}

/** The one of several answers whose turn it is, from 1. */
export function turnOf(answer: unknown, turn: number): unknown {
  if (!isObject(answer) || !isSequence(answer)) return answer;
  return answer.answers[Math.min(turn, answer.answers.length) - 1];
}

function isSequence(answer: object): answer is Sequence<unknown> {
  return (answer as Partial<Sequence<unknown>>)[kind] === "sequence";
}

/** What is answered, and by which rules. */
type Answering = Pick<Context, "action" | "config">;

/** What a handler has answered, as it travels. */
export function encoded(answer: unknown, answering: Answering): ResponseLike {
  if (answer instanceof HttpError) return failed(fail(answer.status, answer.error), answering);
  if (!isAnswer(answer)) return responseOf(succeeded(answer, answering));
  switch (answer[kind]) {
    case "reply":
      return responseOf(answer);
    case "failure":
      return failed(answer, answering);
    case "network":
      throw new TypeError("fetch failed", { cause: { code: answer.code } });
  }
}

function isAnswer(answer: unknown): answer is Failure<number, unknown> | Reply | NetworkError {
  return isObject(answer) && kind in answer;
}

function failed({ status, error, headers }: Failure<number, unknown>, answering: Answering): ResponseLike {
  const { node }: Partial<ErrorEntry> = entryOf(answering, status);
  const json = node && error !== undefined ? wireOf(node(), error, answering) : error;
  const { body } = written(json, answering);
  return responseOf({ status, body, headers: { ...(body === undefined ? {} : jsonType), ...headers } });
}

/** A success as it travels. Of several, the output says which. */
function succeeded(output: unknown, answering: Answering): Response {
  const { action } = answering;
  const { binding } = action.more;
  if (!binding?.output) return read(action.output(), output, answering);
  const { status, data, raw } = (output ?? {}) as { readonly status?: number; readonly [name: string]: unknown };
  const node = binding.output(status ?? 0);
  const inner: Walk = (value, pass) => (node["~walk"](value, pass) as { readonly data: unknown }).data;
  return { ...read({ ...node, "~walk": inner }, data ?? raw, answering), status };
}

/** What a client reads a value from. */
function read(node: Node<unknown>, value: unknown, answering: Answering): Response {
  if (!node["~read"]) return written(wireOf(node, value, answering), answering);
  const { accept } = answering.action.more.binding?.form.options ?? {};
  return { body: bodyOf(value), headers: accept ? { "content-type": accept } : {} };
}

function written(json: unknown, { config }: Answering): Response {
  return json === undefined ? {} : { body: (config.json ?? JSON).stringify(json), headers: jsonType };
}

/** What is read in a way of its own. */
function bodyOf(value: unknown): unknown {
  if (value === undefined || typeof value === "string" || value instanceof Uint8Array) return value;
  return isStream(value) ? streamOf(value) : JSON.stringify(value);
}

function isStream(value: unknown): value is ByteStream {
  return isObject(value) && Symbol.asyncIterator in value;
}

function streamOf(bytes: ByteStream): object {
  const iterator = bytes[Symbol.asyncIterator]();
  return new platform.ReadableStream({
    pull: async (controller) => {
      const step: IteratorResult<Uint8Array, unknown> = await iterator.next();
      if (step.done) controller.close();
      else controller.enqueue(step.value);
    },
    cancel: () => iterator.return?.(),
  });
}

/** As the API would write it. A mock that says what the API cannot say proves nothing. */
function wireOf(node: Node<unknown>, value: unknown, { action: { name } }: Answering): unknown {
  const { value: wire, issues } = run(node["~walk"], value, VALUE | ENCODE | CLOSED);
  if (!issues) return wire;
  throw new MockError(`\`${name}\` cannot answer that: ${issuesText(issues)}. With \`reply\` it can`);
}
