// One attempt: credentials, `fetch`, and the body as text.
import { outputNode } from "./action.js";
import type { Credentials } from "./auth.js";
import { limitOf } from "./config.js";
import { type Context, failure } from "./context.js";
import { AuthError, RequestAbortedError, SdkError, TimeoutError, TransportError } from "./errors.js";
import { type Guard, guard } from "./guard.js";
import { defaultHeaders, mergeHeaders } from "./headers.js";
import { texts } from "./pieces.js";
import { type ResponseLike, globals, readerOf } from "./platform.js";

/** What came back. */
export interface Answer {
  readonly response: ResponseLike;
  /** The body; of an error at most 64 KiB. Or what the type of the output itself has read. */
  readonly content: unknown;
}

/** Whether an answer is thrown away, for another one. Asked as soon as its head is there. */
export type Again = (response: ResponseLike, credentials: Credentials) => boolean;

/** In characters, which are bytes nearly always. */
const errorTextLimit = 65_536;

/** Sends once; undefined if `again` says so. Rejects with errors of the package alone. */
export async function attempt(context: Context, again: Again): Promise<Answer | undefined> {
  const { call, options } = context;
  const timeoutMs = limitOf(call.timeoutMs ?? options.timeoutMs);
  let phase: TimeoutError["phase"] = "headers";
  const watch = guard(call.signal, options.runtime ?? {}, () =>
    failure(context, RequestAbortedError, "aborted by the caller", { cause: call.signal?.reason }),
  );
  try {
    const credentials = await watch.race(() => credentialsOf(context));
    watch.limit(timeoutMs, () =>
      failure(context, TimeoutError, `no ${phase} in ${timeoutMs} ms`, { phase, timeoutMs }),
    );
    context.attempts++;
    const response = await watch.race(() => send(context, credentials, watch.signal));
    if (again(response, credentials))
      return void readerOf(response)
        ?.cancel()
        .catch(() => {});
    phase = "body";
    return { response, content: await contentOf(context, response, watch) };
  } catch (cause) {
    const known = watch.ended() ?? cause;
    throw known instanceof SdkError
      ? known
      : failure(context, TransportError, phase === "body" ? "the answer broke off" : "no answer", { cause });
  } finally {
    watch.done();
  }
}

function contentOf(context: Context, response: ResponseLike, watch: Guard): Promise<unknown> {
  if (!response.ok) return errorText(response, watch);
  const { "~read": read } = outputNode(context.action, response.status);
  return watch.race(() => (read ? read(response, watch, context) : response.text()));
}

async function credentialsOf(context: Context): Promise<Credentials> {
  try {
    return (await context.authorizer?.credentials()) ?? {};
  } catch (cause) {
    // All that an error of our own has to say.
    const known = cause instanceof AuthError ? cause : new AuthError("no credentials", { code: "no_credentials" });
    throw failure(context, AuthError, known.message, { ...known, cause });
  }
}

async function send(context: Context, credentials: Credentials, signal: unknown): Promise<ResponseLike> {
  const { method, url = "", body, headers, call, options } = context;
  const query = credentials.query ? (url.includes("?") ? "&" : "?") + credentials.query : "";
  const layers = [defaultHeaders(body), headers, credentials.headers, options.headers, call.headers];
  // Looked up now, so that what a test replaced is found, and called on nothing, as browsers demand.
  const { fetch = globals().fetch } = options;
  // No more than this: workerd and Expo refuse what they do not know.
  return fetch(url + query, { method, headers: mergeHeaders(layers), body, signal, redirect: "manual" });
}

/** As much of the body as there is, up to the limit. What goes wrong here must not hide the status. */
async function errorText(response: ResponseLike, watch: Guard): Promise<string> {
  let text = "";
  try {
    for await (const piece of texts(response, watch)) {
      text += piece;
      if (text.length >= errorTextLimit) break;
    }
  } catch (error) {
    if (watch.ended() instanceof RequestAbortedError) throw error;
  }
  return text.slice(0, errorTextLimit);
}
