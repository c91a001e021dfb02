// Credentials. Each kind is a value that the package's client names, so that a package carries only its own.
import { encodeBase64, utf8 } from "./base64.js";
import type { ClientConfig } from "./config.js";
import { AuthError } from "./errors.js";

/** A secret, or what gets one. The function is called for every attempt. */
export type Secret = string | (() => string | Promise<string>);

export interface BearerOptions {
  /** The token. Without one a call rejects with an `AuthError`, before any request. */
  readonly token: Secret | undefined;
}

export interface BasicOptions {
  readonly username: string | undefined;
  readonly password: Secret | undefined;
}

export interface ApiKeyOptions {
  readonly apiKey: Secret | undefined;
}

/** What is put on a request. */
export interface Credentials {
  readonly headers?: { readonly [name: string]: string };
  /** Percent-encoded, `name=value`. */
  readonly query?: string;
}

/** Gets the credentials of one client. */
export interface Authorizer {
  /** Asked before every attempt, with what the action takes. Rejects with an `AuthError` if there are none. */
  credentials(allowed?: readonly string[]): Promise<Credentials>;
  /** The server refused these. Whether it is worth asking again and sending once more. */
  refused?(credentials: Credentials): boolean;
  /** Whether it can serve a client with another value of this option, too. */
  ignores?(option: string): boolean;
}

/**
 * A kind of credentials: made into an {@link Authorizer} with a client's options.
 * @throws {ConfigError} if these cannot work.
 */
export type Auth = (options: object, config: ClientConfig) => Authorizer;

/** `Authorization: Bearer …`, from {@link BearerOptions}. */
export const bearer: Auth = (options) => ({
  credentials: async () => {
    const token = await secret("token", (options as BearerOptions).token);
    return { headers: { authorization: `Bearer ${token}` } };
  },
});

/** `Authorization: Basic …`, from {@link BasicOptions}. */
export const basic: Auth = (options) => ({
  credentials: async () => {
    const { username, password } = options as BasicOptions;
    const pair = `${await secret("username", username)}:${await secret("password", password)}`;
    return { headers: { authorization: `Basic ${encodeBase64(utf8(pair))}` } };
  },
});

/** A key in a header or in the query, from {@link ApiKeyOptions}. */
export function apiKey(place: "header" | "query", name: string): Auth {
  return (options) => ({
    credentials: async () => {
      const key = await secret("apiKey", (options as ApiKeyOptions).apiKey);
      return place === "header"
        ? { headers: { [name]: key } }
        : { query: `${encodeURIComponent(name)}=${encodeURIComponent(key)}` };
    },
  });
}

/** The secret itself. An empty one is none: an unset variable of the environment must not become a request. */
export async function secret(option: string, source: Secret | undefined): Promise<string> {
  const value: unknown = typeof source === "function" ? await source() : source;
  if (typeof value === "string" && value !== "") return value;
  throw new AuthError(`the option \`${option}\` is empty`, { code: "missing_credentials" });
}
