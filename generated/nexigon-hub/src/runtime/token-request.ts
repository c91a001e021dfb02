// Asks an OAuth2 server for a token.
import { parsed } from "./answer.js";
import { attempts } from "./attempts.js";
import { now } from "./config.js";
import { type Context, urlOf } from "./context.js";
import { AuthError, systemCode } from "./errors.js";
import type { Token } from "./tokens.js";
import { type Answer, textUpTo } from "./transport.js";
import type { Node } from "./types.js";

/** No token is as long as that, and an answer without an end would fill the memory: 1 MiB. */
export const tokenAnswer: Node<unknown> = {
  "~walk": (value) => value,
  "~read": (response, _, watch) => textUpTo(1_048_576, response, watch),
};

/** Asks until there is a token, or a reason not to ask again. */
export async function requestToken(context: Context): Promise<Token> {
  // The token is good from some time after this; counted from here, it ends rather too early.
  const asked = now(context.options);
  let cause: unknown;
  const answer = await attempts(context).catch((error: unknown) => void (cause = error));
  if (answer?.response.ok) return tokenOf(answer, asked);
  throw refusal(context, answer, cause);
}

/** Reads a success. What is in it is in no error: it may be a token. */
function tokenOf({ content }: Answer, asked: number): Token {
  const members = parsed(content as string) as { readonly [name: string]: unknown } | null | undefined;
  const { access_token: token, token_type: type, expires_in: seconds } = members ?? {};
  if (typeof token !== "string" || !/^[!-~]+$/.test(token) || !/^bearer$/i.test(String(type))) {
    throw new AuthError("the answer has no bearer token", {
      code: "invalid_token_response",
    });
  }
  // Some servers write the number as text. Without one, the token is good until it is refused.
  const lifetime = /^\d/.test(String(seconds)) ? parseFloat(String(seconds)) * 1000 : Infinity;
  return { credentials: { headers: { authorization: `Bearer ${token}` } }, expires: asked + lifetime, lifetime };
}

/** The error for no token. Of what the server says there is one of the RFC's codes in it, and nothing else. */
function refusal(context: Context, answer: Answer | undefined, cause: unknown): AuthError {
  const { status } = answer?.response ?? {};
  const { error } = (parsed(String(answer?.content)) ?? {}) as { readonly error?: unknown };
  const said = /^(invalid_(request|client|grant|scope)|unauthorized_client|unsupported_grant_type)$/.exec(
    String(error),
  );
  const code = status === 400 || status === 401 ? "invalid_client" : "token_unavailable";
  const why = `${status ?? (systemCode(cause) || "no answer")} ${said?.[0] ?? ""}`.trim();
  const { retryAfterMs, retryRefused } = context.tries;
  return new AuthError(`no token from ${urlOf(context)}: ${why}`, { code, status, retryAfterMs, retryRefused, cause });
}
