// Files beside the API, at addresses that the API has given: they are fetched without its credentials.
import type { ActionInfo } from "./action.js";
import { addressOf } from "./address.js";
import { httpError } from "./answer.js";
import { type ByteStream, endedBy, stream } from "./body.js";
import { metaOf } from "./call.js";
import { type Context, contextOf, failure, newTries } from "./context.js";
import { ConfigError, type ErrorClass, SdkError, define, traced } from "./errors.js";
import { quietly } from "./guard.js";
import type { HeaderValues } from "./headers.js";
import { type AbortSignalLike, type FetchLike, type HeadersLike, type Runtime, globals } from "./platform.js";
import { newBudget } from "./retry.js";
import { type Answer, attempt } from "./transport.js";
import type { Node } from "./types.js";

/** What a transfer can be given. A client's options have no part in it. */
export interface TransferOptions {
  /** Ends the transfer. */
  readonly signal?: AbortSignalLike | undefined;
  /** Sent with the request, which has no credentials and no content type of its own. */
  readonly headers?: HeaderValues | undefined;
  /** Until the head of the answer is there, in milliseconds; 0 is no limit. Default 60,000, and 0 for an upload. */
  readonly timeoutMs?: number | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: FetchLike | undefined;
  /** Takes addresses with plain `http:`, which are secrets themselves nearly always. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Clock and timers, for tests. */
  readonly runtime?: Runtime | undefined;
}

export interface DownloadOptions extends TransferOptions {
  /** The most that is read, in bytes, once the platform has unpacked them. Default 1 GiB. */
  readonly maxBytes?: number | undefined;
}

/** A file: its bytes as they come, or all of them. Either can be had once. */
export interface Download extends ByteStream {
  readonly headers: HeadersLike;
  /** Reads it to its end. */
  bytes(): Promise<Uint8Array>;
  /** Reads it to its end, as UTF-8. */
  text(): Promise<string>;
}

/** A file is larger than `maxBytes`. */
export interface SizeLimitError extends SdkError {
  readonly name: "SizeLimitError";
  readonly maxBytes: number;
}
export const SizeLimitError: ErrorClass<SizeLimitError> = /* @__PURE__ */ define("SizeLimitError", SdkError);

/**
 * Fetches a file. No credentials are sent, and a redirect is not followed but rejected with a `RedirectError`. A status
 * that is no success rejects with an `HttpError`; what is too large with a {@link SizeLimitError}, at once where the
 * server tells the size, or while it is read.
 *
 * @throws {ConfigError} if the address is none, or not safe.
 */
export async function download(url: string, options: DownloadOptions = {}): Promise<Download> {
  const { maxBytes = 2 ** 30, ...others } = options;
  const context = callFor("the download", url, others);
  const { response, content } = await answered(context);
  const end = () => drop(content);
  const refuse = () => failure(context, SizeLimitError, `more than ${maxBytes} bytes`, { maxBytes });
  if (Number(response.headers.get("content-length")) > maxBytes) {
    end();
    throw refuse();
  }
  const limited = endedBy(upTo(maxBytes, content as ByteStream, refuse), end);
  const bytes = () => joined(limited);
  return {
    headers: response.headers,
    [Symbol.asyncIterator]: () => limited,
    bytes,
    text: async () => new globals.TextDecoder().decode(await bytes()),
  };
}

export interface UploadOptions extends TransferOptions {
  /** Default `PUT`. */
  readonly method?: string | undefined;
}

/**
 * Sends a file, to an address that takes it as the body of a request. A `Blob` does not have to fit into memory, and
 * neither does a stream, of which no length is told: many stores want to know it. As with {@link download}, no credentials
 * are sent and no redirect is followed. Resolves with the headers of the answer.
 *
 * @throws {ConfigError} if the address is none, or not safe.
 */
export async function upload(
  url: string,
  body: string | Uint8Array | object,
  options: UploadOptions = {},
): Promise<{ readonly status: number; readonly headers: HeadersLike }> {
  const { method = "PUT", timeoutMs = 0, ...others } = options;
  const { response, content } = await answered(callFor("the upload", url, { ...others, timeoutMs }, { method, body }));
  drop(content);
  const { status, headers } = response;
  return { status, headers };
}

/** The transfer as a call, which it is but for its action. */
function callFor(
  name: string,
  url: string,
  options: TransferOptions,
  { method, body }: { readonly method: string; readonly body?: unknown } = { method: "GET" },
): Context {
  const address = addressOf(url);
  if (!address) {
    throw new ConfigError(`${name} needs an http(s) URL without user and hash`);
  }
  if (!address.isSafe && !options.allowInsecure) throw new ConfigError(`${name} needs https, or \`allowInsecure\``);
  const { signal, timeoutMs, headers, ...others } = options;
  const action = { name, output: () => stream as Node<unknown>, more: {} } as ActionInfo<unknown>;
  const request = { url, method, headers: { accept: "*/*", "content-type": null }, body, ...duplexOf(body) };
  return contextOf({
    action,
    config: {},
    // Sent once.
    options: { ...others, maxRetries: 0 },
    tries: { ...newTries(), attempts: 1 },
    call: { signal, timeoutMs, headers },
    budget: newBudget(),
    request,
  });
}

/** What `fetch` wants to be told of a stream. */
function duplexOf(body: unknown): object | undefined {
  const isStream = typeof body === "object" && body !== null && ("getReader" in body || Symbol.asyncIterator in body);
  return isStream ? { duplex: "half" } : undefined;
}

async function answered(context: Context): Promise<Answer> {
  const site = new Error();
  try {
    // Never undefined: there is no other try.
    const answer = (await attempt(context, {}, () => false)) as Answer;
    if (answer.response.ok) return answer;
    throw httpError(context, answer, metaOf(context, answer));
  } catch (error) {
    throw traced(error, site);
  }
}

/** Ends a request whose body nobody wants, and does not wait for any of it. */
function drop(bytes: unknown): void {
  quietly(() => (bytes as ByteStream)[Symbol.asyncIterator]().return?.());
}

async function* upTo(maxBytes: number, bytes: ByteStream, refuse: () => SdkError): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) throw refuse();
    yield chunk;
  }
}

async function joined(bytes: ByteStream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const whole = new Uint8Array(chunks.reduce((size, { length }) => size + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
