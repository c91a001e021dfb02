// OAuth2 client credentials: RFC 6749, sections 2.3.1 and 4.4.
import { type Auth, type Secret, secret } from "./auth.js";
import { encodeBase64, utf8 } from "./base64.js";
import { type ClientConfig, type ClientOptions, addressOf, filled } from "./config.js";
import { ConfigError } from "./errors.js";
import { tokenKeeper } from "./tokens.js";
import { type TokenRequest, requestToken } from "./token-request.js";

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
  /** With `{variable}`s, as the address of the API. */
  readonly tokenUrl: string;
  readonly scopes?: readonly string[];
  /** Where the client says who it is: in a header (`basic`, the default) or in the body. */
  readonly clientAuth?: "basic" | "post";
}

type Options = ClientOptions & ClientCredentialsOptions;

/** `Authorization: Bearer …`, with a token that is had for {@link ClientCredentialsOptions}. */
export function clientCredentials(flow: ClientCredentialsFlow): Auth {
  return (given, config) => {
    const options = given as Options;
    if (isBrowser() && !options.dangerouslyAllowBrowser) {
      throw new ConfigError(
        "in a browser `clientSecret` is no secret: call from a server, or set `dangerouslyAllowBrowser`",
      );
    }
    const url = tokenUrlOf(flow, options, config);
    if (!addressOf("tokenUrl", url).safe) throw new ConfigError("`tokenUrl` must be https");
    return tokenKeeper(
      async () => requestToken(await requestOf(url, flow, options), options),
      () => (options.runtime?.now ?? Date.now)(),
    );
  };
}

function tokenUrlOf({ tokenUrl }: ClientCredentialsFlow, options: Options, config: ClientConfig): string {
  if (options.tokenUrl !== undefined) return options.tokenUrl;
  try {
    return filled(tokenUrl, options, config);
  } catch (error) {
    // The variables are asked of nobody who gives `baseUrl`, who may have another place for tokens, too.
    throw options.baseUrl === undefined ? error : new ConfigError("`baseUrl` needs `tokenUrl` beside it");
  }
}

/** The request, with the secret as it is now. */
async function requestOf(url: string, flow: ClientCredentialsFlow, options: Options): Promise<TokenRequest> {
  const { scopes = [], clientAuth } = flow;
  const id = await secret("clientId", options.clientId);
  const key = await secret("clientSecret", options.clientSecret);
  const form: { [name: string]: string } = { grant_type: "client_credentials" };
  if (scopes.length > 0) form["scope"] = scopes.join(" ");
  if (clientAuth === "post") Object.assign(form, { client_id: id, client_secret: key });
  const authorization = `Basic ${encodeBase64(utf8(`${formEncoded(id)}:${formEncoded(key)}`))}`;
  return {
    url,
    headers: clientAuth === "post" ? {} : { authorization },
    body: Object.entries(form)
      .map(([name, value]) => `${name}=${formEncoded(value)}`)
      .join("&"),
  };
}

/** `application/x-www-form-urlencoded`. The RFC wants it in the header, too, before base64. */
function formEncoded(text: string): string {
  const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, percent)
    .replace(/%20/g, "+");
}

/** A page or a worker of one. Runtimes of servers have workers as well, but call themselves by their own names. */
function isBrowser(): boolean {
  const { document, navigator } = globalThis as {
    readonly document?: unknown;
    readonly navigator?: { readonly userAgent?: string };
  };
  return document !== undefined || /^Mozilla/.test(navigator?.userAgent ?? "");
}
