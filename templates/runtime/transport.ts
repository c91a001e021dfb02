// One attempt: credentials, `fetch`, and the body as text.
import type { Credentials } from "./auth.js";
import { limitOf } from "./config.js";
import { type Context, failure, withQuery } from "./context.js";
import { AuthError, RequestAbortedError, SdkError, TimeoutError, TransportError } from "./errors.js";
import { type Guard, guard, ignore } from "./guard.js";
import { defaultHeaders, mergeHeaders } from "./headers.js";
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
export type Again = (response: ResponseLike, credentials: Credentials) => boolean;

/** In bytes. */
const errorTextLimit = 65_536;

/** Sends once; undefined if `again` says so. Rejects with errors of the package alone. */
export async function attempt(context: Context, again: Again): Promise<Answer | undefined> {
  const timeoutMs = limitOf(context.call.timeoutMs ?? context.options.timeoutMs);
  let phase: TimeoutError["phase"] = "headers";
  const watch = guard(context);
  try {
    const credentials = await watch.race(() => credentialsOf(context));
    watch.limit(timeoutMs, () =>
      failure(context, TimeoutError, `no ${phase} in ${timeoutMs} ms`, { phase, timeoutMs }),
    );
    context.attempts++;
    const response = await watch.race(() => send(context, credentials, watch.signal));
    if (again(response, credentials)) {
      ignore(readerOf(response)?.cancel());
      return undefined;
    }
    phase = "body";
    return await answerOf(context, response, watch);
  } catch (cause) {
    const known = watch.ended() ?? cause;
    throw known instanceof SdkError
      ? known
      : failure(context, TransportError, phase === "body" ? "the answer broke off" : "no answer", { cause });
  } finally {
    watch.done();
  }
}

async function answerOf(context: Context, response: ResponseLike, watch: Guard): Promise<Answer> {
  const { more, output } = context.action;
  const node = more.binding?.output?.(response.status) ?? output();
  const content = await (response.ok
    ? watch.race(() => node["~read"]?.(response, context, watch) ?? response.text())
    : textUpTo(errorTextLimit, response, watch).catch((error: unknown) => {
        // What goes wrong with the text must not hide the status.
        if (watch.ended() instanceof RequestAbortedError) throw error;
        return "";
      }));
  return { response, node, content };
}

async function credentialsOf(context: Context): Promise<Credentials> {
  const { auth } = context.action.more;
  try {
    return (auth !== false && (await context.authorizer?.credentials(auth))) || {};
  } catch (cause) {
    // All that an error of our own has to say.
    const known = cause instanceof AuthError ? cause : new AuthError("no credentials", { code: "no_credentials" });
    throw failure(context, AuthError, known.message, { ...(known as object), cause });
  }
}

async function send(context: Context, credentials: Credentials, signal: unknown): Promise<ResponseLike> {
  const { method, url = "", body, headers, call, options } = context;
  const layers = [defaultHeaders(body), headers, credentials.headers, options.headers, call.headers];
  // Looked up now, so that what a test replaced is found, and called on nothing, as browsers demand.
  const { fetch = globals.fetch } = options;
  // No more than this: workerd and Expo refuse what they do not know.
  return fetch(withQuery(url, credentials.query), {
    method,
    headers: mergeHeaders(layers),
    body,
    signal,
    redirect: "manual",
  });
}

/** As much of the body as there is, up to a limit in bytes. The rest is not waited for. */
export async function textUpTo(limit: number, response: ResponseLike, watch: Guard): Promise<string> {
  const reader = readerOf(response);
  // Without streams by characters, which are bytes nearly always.
  if (reader === undefined) return (await watch.race(() => response.text())).slice(0, limit);
  const decoder = new globals.TextDecoder();
  let text = "";
  for (let left = limit; left > 0;) {
    const { done, value } = await watch.race(() => reader.read());
    if (done) break;
    const bytes = value as Uint8Array;
    text += decoder.decode(bytes.subarray(0, left), { stream: true });
    left -= bytes.length;
  }
  ignore(reader.cancel());
  return text;
}
