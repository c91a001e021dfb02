// One attempt: credentials, `fetch`, and the body as text.
import type { RequestParts } from "./action.js";
import type { Credentials } from "./auth.js";
import { limitOf } from "./config.js";
import { type Context, failure } from "./context.js";
import { AuthError, ConfigError, RequestAbortedError, SdkError, TimeoutError, TransportError } from "./errors.js";
import { type Guard, guard, ignore } from "./guard.js";
import { defaultHeaders, mergeHeaders } from "./headers.js";
import { type HeadersLike, type ResponseLike, globals } from "./platform.js";

/** What is sent, the same at every attempt. */
export interface Sending {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  /** What the action's binding adds. */
  readonly headers: RequestParts["headers"];
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeadersLike;
  readonly text: string;
}

/** An error page longer than this is cut: 64 KiB, counted in characters, which are bytes nearly always. */
const errorTextLimit = 65_536;

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Sends once. Rejects with errors of the package alone. */
export async function attempt(context: Context, sending: Sending): Promise<Answer> {
  const { signal, runtime = {} } = context.settings;
  const timeoutMs = limitOf(context.settings);
  let phase: TimeoutError["phase"] = "headers";
  const watch = guard(signal, runtime, () =>
    failure(context, RequestAbortedError, "aborted by the caller", { cause: signal?.reason }),
  );
  try {
    const credentials = await watch.race(() => credentialsOf(context));
    watch.limit(timeoutMs, () =>
      failure(context, TimeoutError, `no ${phase} in ${timeoutMs} ms`, { phase, timeoutMs }),
    );
    context.attempts++;
    const response = await watch.race(() => send(context, sending, credentials, watch.signal));
    phase = "body";
    const { status, statusText, headers } = response;
    const text = await (isSuccess(status) ? watch.race(() => response.text()) : errorText(response, watch));
    return { status, statusText, headers, text };
  } catch (cause) {
    const known = watch.ended() ?? cause;
    if (known instanceof SdkError) throw known;
    throw failure(context, TransportError, phase === "body" ? "the answer broke off" : "no answer", { cause });
  } finally {
    watch.done();
  }
}

async function credentialsOf(context: Context): Promise<Credentials> {
  try {
    return (await context.authorizer?.credentials()) ?? {};
  } catch (cause) {
    const { message, code } = cause instanceof AuthError ? cause : { message: "no credentials", code: "unavailable" };
    throw failure(context, AuthError, message, { code, cause });
  }
}

async function send(
  context: Context,
  sending: Sending,
  credentials: Credentials,
  signal: unknown,
): Promise<ResponseLike> {
  const { options, call, settings } = context;
  const { method, url, body } = sending;
  const query = credentials.query ? (url.includes("?") ? "&" : "?") + credentials.query : "";
  const layers = [
    defaultHeaders(body !== undefined),
    sending.headers,
    credentials.headers,
    options.headers,
    call.headers,
  ];
  // Looked up now, so that what a test replaced is found, and called on nothing, as browsers demand.
  const { fetch = globals().fetch } = settings;
  if (fetch === undefined) throw new ConfigError("there is no `fetch` here: give one as an option");
  // No more than this: workerd and Expo refuse what they do not know.
  return fetch(url + query, { method, headers: mergeHeaders(...layers), body, signal, redirect: "manual" });
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
