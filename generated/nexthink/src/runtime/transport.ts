// One attempt: middleware, `fetch`, and the body as text.
import type { Credentials } from "./auth.js";
import { now, settingOf } from "./config.js";
import { type Context, failure, withQuery } from "./context.js";
import { ConfigError, RequestAbortedError, SdkError, TimeoutError, TransportError } from "./errors.js";
import { type Guard, guard, ignore } from "./guard.js";
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

/** In characters, which are bytes nearly always. */
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
      ignore(readerOf(response)?.cancel());
      return undefined;
    }
    phase = "body";
    return await answerOf(context, response, watch);
  } catch (cause) {
    throw watch.ended() ?? (phase === "body" ? transportError(context, "the answer broke off", cause) : cause);
  } finally {
    watch.done();
  }
}

function transportError(context: Context, text: string, cause: unknown): SdkError {
  return cause instanceof SdkError ? cause : failure(context, TransportError, text, { cause });
}

/** The request through the middleware, and the head of its answer. */
async function send(context: Context, credentials: Credentials, { signal, ended }: Guard): Promise<ResponseLike> {
  const { call, options } = context;
  const request = context.request as MiddlewareRequest;
  const last = async ({ url, headers: given, ...others }: MiddlewareRequest): Promise<ResponseLike> => {
    // A middleware may send the request elsewhere. The credentials do not go there.
    const { headers: secret, query } = hostOf(url) === hostOf(request.url) ? credentials : {};
    const headers = mergeHeaders([secret, given]);
    const started = now(options);
    options.hooks?.(context, "onRequest", {});
    // Looked up now, so that what a test replaced is found, and called on nothing, as browsers demand.
    const { fetch = globals.fetch } = options;
    try {
      // No more than this: workerd and Expo refuse what they do not know.
      const init = { ...options.fetchOptions, ...call.fetchOptions, ...others, headers, signal, redirect: "manual" };
      const response = await fetch(withQuery(url, query), init);
      options.hooks?.(context, "onResponse", { status: response.status, durationMs: now(options) - started });
      return response;
    } catch (cause) {
      throw ended() ?? transportError(context, "no answer", cause);
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
    : textUpTo(errorTextLimit, response, watch).catch((error: unknown) => {
        // What goes wrong with the text must not hide the status.
        if (watch.ended() instanceof RequestAbortedError) throw error;
        return "";
      }));
  return { response, node, content };
}

/** As much of the body as there is, up to a limit in characters. The rest is not waited for. */
export async function textUpTo(limit: number, response: ResponseLike, watch: Guard): Promise<string> {
  let text = "";
  const reader = readerOf(response);
  if (reader === undefined) text = await watch.race(() => response.text());
  else {
    const decoder = new globals.TextDecoder();
    for (let done = false; !done && text.length < limit;) {
      const chunk = await watch.race(() => reader.read());
      text += decoder.decode(chunk.value, { stream: true });
      ({ done } = chunk);
    }
    ignore(reader.cancel());
  }
  return text.slice(0, limit);
}
