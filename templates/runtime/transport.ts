// One attempt: credentials, `fetch`, and the body as text.
import type { Credentials } from "./auth.js";
import { limitOf } from "./config.js";
import { type Context, failure } from "./context.js";
import { AuthError, RequestAbortedError, SdkError, TimeoutError, TransportError } from "./errors.js";
import { type Guard, guard, ignore } from "./guard.js";
import { defaultHeaders, mergeHeaders } from "./headers.js";
import { type ResponseLike, globals } from "./platform.js";

/** What came back. */
export interface Answer {
  readonly response: ResponseLike;
  /** The body; of an error at most 64 KiB. */
  readonly text: string;
}

/** In characters, which are bytes nearly always. */
const errorTextLimit = 65_536;

/** Sends once. Rejects with errors of the package alone. */
export async function attempt(context: Context): Promise<Answer> {
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
    phase = "body";
    return { response, text: await (response.ok ? watch.race(() => response.text()) : errorText(response, watch)) };
  } catch (cause) {
    const known = watch.ended() ?? cause;
    throw known instanceof SdkError
      ? known
      : failure(context, TransportError, phase === "body" ? "the answer broke off" : "no answer", { cause });
  } finally {
    watch.done();
  }
}

async function credentialsOf(context: Context): Promise<Credentials> {
  try {
    return (await context.authorizer?.credentials()) ?? {};
  } catch (cause) {
    const { message, code } =
      cause instanceof AuthError ? cause : { message: "no credentials", code: "no_credentials" };
    throw failure(context, AuthError, message, { code, cause });
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

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: unknown }>;
  cancel(): Promise<void>;
}

/** As much of the body as there is, up to the limit. What goes wrong here must not hide the status. */
async function errorText(response: ResponseLike, watch: Guard): Promise<string> {
  let text = "";
  try {
    const reader = (response.body as { getReader?(): Reader } | null | undefined)?.getReader?.();
    if (reader === undefined) text = await watch.race(() => response.text());
    else {
      const decoder = new (globals().TextDecoder)();
      for (let done = false; !done && text.length < errorTextLimit;) {
        const chunk = await watch.race(() => reader.read());
        text += decoder.decode(chunk.value, { stream: true });
        ({ done } = chunk);
      }
      ignore(reader.cancel());
    }
  } catch (error) {
    if (watch.ended() instanceof RequestAbortedError) throw error;
  }
  return text.slice(0, errorTextLimit);
}
