// One attempt: middleware, `fetch`, and the body as text.
import type { Credentials } from "./auth.js";
import { now, settingOf } from "./config.js";
import { type Context, failure, urlOf, withQuery } from "./context.js";
import {
  ConfigError,
  type ErrorClass,
  RequestAbortedError,
  SdkError,
  TimeoutError,
  TransportError,
  systemCode,
} from "./errors.js";
import { type Guard, guard, ignore, quietly } from "./guard.js";
import { defaultHeaders, layered, mergeHeaders } from "./headers.js";
import { type MiddlewareRequest, onion } from "./middleware.js";
import { type ResponseLike, globals, readerOf } from "./platform.js";
import type { Node } from "./types.js";

/** What came back. */
export interface Answer {
  readonly response: ResponseLike;
  /** The type of a success with this status. */
  readonly node: Node<unknown>;
  /** The text of the body, of an error at most 64 KiB. Or what the type has read by itself. */
  readonly content: unknown;
}

/** Whether an answer is thrown away, for another one. Asked as soon as its head is there. */
export type Again = (response: ResponseLike) => boolean;

/** In bytes. */
const errorTextLimit = 65_536;

/** Sends once; undefined if `again` says so. */
export async function attempt(context: Context, credentials: Credentials, again: Again): Promise<Answer | undefined> {
  const timeoutMs = settingOf("timeoutMs", context);
  let phase: TimeoutError["phase"] = "headers";
  const watch = guard(context);
  try {
    watch.limit(timeoutMs, () =>
      failure(context, TimeoutError, `no ${phase} in ${timeoutMs} ms`, { phase, timeoutMs }),
    );
    const response = await watch.race(() => send(context, credentials, watch));
    if (again(response)) {
      quietly(() => readerOf(response)?.cancel());
      return undefined;
    }
    phase = "body";
    return await answerOf(context, response, watch);
  } catch (cause) {
    throw phase === "body" ? transportError(context, phase, cause) : cause;
  } finally {
    watch.done();
  }
}

function transportError(context: Context, phase: "headers" | "body", cause: unknown): SdkError {
  if (cause instanceof SdkError) return cause;
  const url = urlOf(context) ?? "";
  const hint = context.options.diagnose?.(cause, url);
  const code = systemCode(cause);
  // Undici has limits of its own.
  const isLate = /(HEADERS|BODY)_TIMEOUT$/.test(code);
  const make = (isLate ? TimeoutError : TransportError) as ErrorClass<TimeoutError>;
  const about = { cause, hint, ...(isLate && { phase, source: "transport" as const }) };
  const text = phase === "body" ? "the answer broke off" : `no answer from ${hostOf(url)}`;
  return failure(context, make, text + (code && ` (${code})`), about);
}

/** The request through the middleware, and the head of its answer. */
async function send(context: Context, credentials: Credentials, watch: Guard): Promise<ResponseLike> {
  const { call, options } = context;
  const { signal } = watch;
  const request = context.request as MiddlewareRequest;
  const last = async ({ url, headers: given, ...others }: MiddlewareRequest): Promise<ResponseLike> => {
    // A middleware may send the request elsewhere. The credentials do not go there.
    const { headers: secret, query } = hostOf(url) === hostOf(request.url) ? credentials : {};
    const headers = mergeHeaders([secret, given]);
    const started = now(options);
    options.hooks?.(context, "onRequest", { sent: headers });
    // Looked up now, so that what a test replaced is found, and called on nothing, as browsers demand.
    const { fetch = globals.fetch } = options;
    try {
      // No more than this: workerd and Expo refuse what they do not know.
      const init = { ...options.fetchOptions, ...call.fetchOptions, ...others, headers, signal, redirect: "manual" };
      const response = await watch.race(() => fetch(withQuery(url, query), init));
      options.hooks?.(context, "onResponse", { response, durationMs: now(options) - started });
      return response;
    } catch (cause) {
      throw transportError(context, "headers", cause);
    }
  };
  const headers = layered([defaultHeaders(request.body), request.headers, options.headers, call.headers]);
  const response = await onion(options.middleware, context, signal, last)({ ...request, headers });
  if (response.bodyUsed) throw failure(context, ConfigError, "a middleware has read the body: let it read a clone");
  return response;
}

/** Where a request goes: scheme, host and port. */
function hostOf(url: string): string | undefined {
  return /^[^/?#]*\/\/[^/?#]*/.exec(url.toLowerCase())?.[0];
}

/** Reads the body, in the way of the action's type; of an error a part of it. */
export async function answerOf(context: Context, response: ResponseLike, watch: Guard): Promise<Answer> {
  const { more, output } = context.action;
  const node = context.output ?? more.binding?.output?.(response.status) ?? output();
  const content = await (response.ok
    ? watch.race(() => node["~read"]?.(response, context, watch) ?? response.text())
    : textUpTo(errorTextLimit, response, watch));
  return { response, node, content };
}

/** As much of the body as there is, up to a limit in bytes. The rest is not waited for. */
export async function textUpTo(limit: number, response: ResponseLike, watch: Guard): Promise<string> {
  let text = "";
  try {
    const reader = readerOf(response);
    // Without streams by characters, which are bytes nearly always.
    if (reader === undefined) return (await watch.race(() => response.text())).slice(0, limit);
    const decoder = new globals.TextDecoder();
    for (let left = limit; left > 0;) {
      const { done, value } = await watch.race(() => reader.read());
      if (done) break;
      const bytes = value as Uint8Array;
      text += decoder.decode(bytes.subarray(0, left), { stream: true });
      left -= bytes.length;
    }
    ignore(reader.cancel());
  } catch (error) {
    // What goes wrong with the text of an error must not hide the status, nor what came of it.
    if (response.ok || error instanceof RequestAbortedError) throw error;
  }
  return text;
}
