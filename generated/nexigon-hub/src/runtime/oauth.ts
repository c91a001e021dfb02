// OAuth2 client credentials: RFC 6749, sections 2.3.1 and 4.4.
import type { ActionInfo } from "./action.js";
import { type AddressOf, addressOf } from "./address.js";
import { type Auth, type Secret, secret } from "./auth.js";
import { type ClientOptions, now } from "./config.js";
import { type Context, contextOf } from "./context.js";
import { ConfigError } from "./errors.js";
import type { MiddlewareRequest } from "./middleware.js";
import { tokenKeeper, userAgent } from "./tokens.js";
import { globals } from "./platform.js";
import { newBudget } from "./retry.js";
import { requestToken, tokenAnswer } from "./token-request.js";

export interface ClientCredentialsOptions {
  /** Without it, or without the secret, a call rejects with an `AuthError`, before any request. */
  readonly clientId: string | undefined;
  readonly clientSecret: Secret | undefined;
  /** Where tokens are had, in place of what the spec says. https, or this machine. */
  readonly tokenUrl?: string | undefined;
  /** Allows it in a browser, where everyone who opens the page has the secret. Default false. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** What the spec says. */
export interface ClientCredentialsFlow {
  /** Where tokens are had. */
  readonly tokenUrl: AddressOf;
  readonly scopes?: readonly string[];
  /** Where the client says who it is: in a header (`basic`, the default) or in the body. */
  readonly clientAuth?: "basic" | "post";
}

type Options = ClientOptions & ClientCredentialsOptions;

/** `Authorization: Bearer …`, with a token that is had for {@link ClientCredentialsOptions}. */
export function clientCredentials(flow: ClientCredentialsFlow): Auth {
  return (given) => {
    const options = given as Options;
    if (isBrowser() && !options.dangerouslyAllowBrowser) {
      throw new ConfigError("a browser keeps no secret: see `dangerouslyAllowBrowser`");
    }
    const url = tokenUrlOf(flow, options);
    if (!addressOf(url)?.isSafe) {
      throw new ConfigError("`tokenUrl` must be an https URL without user and hash");
    }
    const get = async () => {
      const context = callFor(options);
      try {
        context.request = { url, method: "POST", ...(await requestOf(flow, options)) };
        return await requestToken(context);
      } catch (error) {
        // Of a renewal in the background nobody else is told.
        options.hooks?.(context, "onError", { error });
        throw error;
      }
    };
    return tokenKeeper(get, () => now(options));
  };
}

function tokenUrlOf({ tokenUrl }: ClientCredentialsFlow, options: Options): string {
  if (options.tokenUrl !== undefined) return options.tokenUrl;
  try {
    return tokenUrl(options);
  } catch (error) {
    // Whoever gives `baseUrl` is asked for no variables, and may have another place for tokens, too.
    throw options.baseUrl === undefined ? error : new ConfigError("`baseUrl` needs `tokenUrl` beside it");
  }
}

/** The request as a call, which it is but for its action. Headers of the user's are for the API alone. */
function callFor(options: Options): Context {
  const action = { name: "the request for a token", output: () => tokenAnswer, more: {} } as ActionInfo<unknown>;
  return contextOf({ action, config: {}, options: { ...options, headers: undefined }, call: {}, budget: newBudget() });
}

/** What is sent, with the secret as it is now. */
async function requestOf(
  flow: ClientCredentialsFlow,
  options: Options,
): Promise<Pick<MiddlewareRequest, "headers" | "body">> {
  const id = formEncoded(await secret("clientId", options.clientId));
  const key = formEncoded(await secret("clientSecret", options.clientSecret));
  const inBody = flow.clientAuth === "post";
  return {
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: inBody ? undefined : `Basic ${globals.btoa(`${id}:${key}`)}`,
    },
    body:
      "grant_type=client_credentials" +
      (flow.scopes?.length ? `&scope=${formEncoded(flow.scopes.join(" "))}` : "") +
      (inBody ? `&client_id=${id}&client_secret=${key}` : ""),
  };
}

/** `application/x-www-form-urlencoded`. The RFC wants it in the header, too, before base64. */
function formEncoded(text: string): string {
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16)}`;
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, percent)
    .replace(/%20/g, "+");
}

/** A page or a worker of one. Runtimes of servers have workers as well, but call themselves by their own names. */
function isBrowser(): boolean {
  return "document" in globalThis || /^Mozilla/.test(userAgent());
}
