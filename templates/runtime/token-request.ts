// Asks an OAuth2 server for a token.
import { askedDelay, delayBefore, longestDelayMs } from "./backoff.js";
import { type ClientOptions, limitOf } from "./config.js";
import { AuthError, SdkError, TransportError } from "./errors.js";
import { guard } from "./guard.js";
import { defaultHeaders, mergeHeaders } from "./headers.js";
import { texts } from "./pieces.js";
import { type ResponseLike, globals } from "./platform.js";
import type { Token } from "./tokens.js";

export interface TokenRequest {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  /** A form. */
  readonly body: string;
}

/** What came of a request. Without a response, `cause` is why there is none. */
interface Reply {
  readonly response?: ResponseLike;
  readonly text: string;
  readonly cause?: unknown;
}

/** No token is as long as that, and an answer without an end would fill the memory. 1 MiB, in characters. */
const answerLimit = 1_048_576;
const retryLimit = 2;

/** Asks until there is a token, or a reason not to ask again. */
export async function requestToken(request: TokenRequest, options: ClientOptions): Promise<Token> {
  const { now = Date.now, random, setTimeout = globals().setTimeout } = options.runtime ?? {};
  for (let retries = 0; ; retries++) {
    // The token is good from some time after this; counted from here it ends rather too early.
    const asked = now();
    const reply = await ask(request, options);
    const { response } = reply;
    if (response?.ok) return tokenOf(reply, asked);
    const retryAfterMs = response && askedDelay(response.headers, now());
    const status = response?.status ?? 500;
    const again = status === 429 || status >= 500;
    if (!again || retries === retryLimit || (retryAfterMs ?? 0) > longestDelayMs) throw refusal(reply, retryAfterMs);
    // Not `resolve` itself, which a platform might call with something.
    await new Promise<void>((resolve) => setTimeout(() => resolve(), delayBefore(retries, retryAfterMs, random)));
  }
}

/** Asks once. */
async function ask({ url, headers, body }: TokenRequest, options: ClientOptions): Promise<Reply> {
  const limit = limitOf(options.timeoutMs);
  const watch = guard(undefined, options.runtime ?? {}, () => new SdkError(""));
  let response: ResponseLike | undefined;
  let text = "";
  try {
    watch.limit(limit, () => new TransportError(`no token in ${limit} ms`));
    const { fetch = globals().fetch } = options;
    const layers = [defaultHeaders(body), { "content-type": "application/x-www-form-urlencoded" }, headers];
    const { signal } = watch;
    const init = { method: "POST", headers: mergeHeaders(layers), body, signal, redirect: "manual" };
    response = await watch.race(() => fetch(url, init));
    for await (const piece of texts(response, watch)) {
      text += piece;
      if (text.length > answerLimit) break;
    }
  } catch (cause) {
    // Of a refusal, the head is enough.
    return response && !response.ok ? { response, text: "" } : { text: "", cause };
  } finally {
    watch.done();
  }
  return { response, text };
}

/** Reads a success. What is in it is in no error: it may be a token. */
function tokenOf({ text, response }: Reply, asked: number): Token {
  const { access_token: token, token_type: type, expires_in: seconds } = membersOf(text);
  const fits = typeof token === "string" && /^[!-~]+$/.test(token) && /^bearer$/i.test(String(type));
  if (!fits || text.length > answerLimit) {
    const details = { code: "invalid_token_response", status: response?.status };
    throw new AuthError("the answer to the request for a token has no bearer token", details);
  }
  // Some servers write numbers as text. Without any, the token is good until it is refused.
  const good = /^\d+(\.\d+)?$/.test(String(seconds)) ? Number(seconds) * 1000 : Infinity;
  return { credentials: { headers: { authorization: `Bearer ${token}` } }, expires: asked + good, lifetime: good };
}

/** The error for an answer that is no success. Nothing that the server says is in it but one of the codes of the RFC. */
function refusal({ response, text, cause }: Reply, retryAfterMs: number | undefined): AuthError {
  if (response === undefined) {
    return new AuthError("no answer to the request for a token", { code: "token_unavailable", cause });
  }
  const { status } = response;
  const said = String(membersOf(text)["error"]);
  const known = /^(invalid_(request|client|grant|scope)|unauthorized_client|unsupported_grant_type)$/.test(said);
  const code =
    status === 400 || status === 401
      ? "invalid_client"
      : status < 400
        ? "token_redirect"
        : status === 429 || status >= 500
          ? "token_unavailable"
          : "token_refused";
  const message = `the request for a token was answered with ${status}${known ? ` ${said}` : ""}`;
  return new AuthError(message, { code, status, retryAfterMs });
}

function membersOf(text: string): { readonly [name: string]: unknown } {
  try {
    return { ...(JSON.parse(text) as object) };
  } catch {
    return {};
  }
}
