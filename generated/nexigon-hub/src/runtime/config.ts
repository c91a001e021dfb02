// What a client is made from: the options of its user, and the facts of its API, which the generated client states.
import type { ActionInfo, Binding, ErrorTable } from "./action.js";
import { type Address, type AddressOf, addressOf } from "./address.js";
import type { Auth } from "./auth.js";
import { ConfigError } from "./errors.js";
import type { HeaderValues } from "./headers.js";
import type { Observer } from "./hooks.js";
import type { CallMiddleware, Middleware } from "./middleware.js";
import type { AbortSignalLike, FetchLike, Runtime } from "./platform.js";
import type { Issue } from "./types.js";

/** How much is checked. Everything is decoded in any mode. */
export interface Validation {
  /**
   * `strict` (default): types, unknown fields, constraints and rules. `structure`: no constraints and rules.
   * `off`: nothing; the server will tell.
   */
  readonly requests?: "strict" | "structure" | "off" | undefined;
  /**
   * `lax` (default): what does not fit is given as it was received, and reported to `onSchemaMismatch` and on
   * `meta.schemaIssues`. `strict`: rejects with a `ResponseDecodeError`. `off`: is not reported.
   */
  readonly responses?: "lax" | "strict" | "off" | undefined;
}

/** A response that does not fit its type, in lax mode. */
export interface SchemaMismatch {
  /** The wire name of the action. */
  readonly action: string;
  readonly issues: readonly Issue[];
}

/** What a client can be given, and each of its calls. Times are in milliseconds. */
export interface CommonOptions {
  /** For each attempt, from its start until the answer is read. Default 60,000; 0 is no limit. */
  readonly timeoutMs?: number | undefined;
  /** For the whole call: credentials, attempts and the pauses between them. Default 0, which is no limit. */
  readonly deadlineMs?: number | undefined;
  /**
   * How often a call that failed is sent again, where that is safe: see {@link RetryRefused}. Default 2, where the spec
   * does not say otherwise for an action; 0 turns it off.
   */
  readonly maxRetries?: number | undefined;
  /** If the server asks for a longer pause, the call fails at once, with `retryAfterMs` on the error. Default 60,000. */
  readonly maxRetryDelayMs?: number | undefined;
  /** Members for `fetch` that only some platforms know, such as `dispatcher` or `credentials`. */
  readonly fetchOptions?: object | undefined;
}

/** What every client can be given. */
export interface ClientOptions extends CommonOptions {
  /** Where the API is, in place of what the spec says: a mock, a proxy. May have a path and a query. */
  readonly baseUrl?: string | undefined;
  /** Sent with every request, over the defaults; `null` takes one of them away. */
  readonly headers?: HeaderValues | undefined;
  /** In place of the global `fetch`, which is looked up at each request. */
  readonly fetch?: FetchLike | undefined;
  readonly validate?: Validation | undefined;
  /** Called once for each response that does not fit, in lax mode. What it throws is ignored. */
  readonly onSchemaMismatch?: ((mismatch: SchemaMismatch) => void) | undefined;
  /**
   * Around each attempt, the first one outermost. The request for a token passes, too, with the secret in it: those of the
   * client that was made with `new`, since what `withOptions` makes of it shares its token.
   */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Around each call with its retries, the first one outermost. */
  readonly callMiddleware?: readonly CallMiddleware[] | undefined;
  /** Told of what happens: `observe({ onRetry: … })`. */
  readonly hooks?: Observer | undefined;
  /** Asked what may be behind a failure to reach the server, for `error.hint`: give it {@link hints}, or one of your own. */
  readonly diagnose?: ((cause: unknown, url: string) => string | undefined) | undefined;
  /** Lets credentials travel over plain `http:` to other hosts than this one. Default false. */
  readonly allowInsecure?: boolean | undefined;
  /** Clock, timers and chance, for tests. */
  readonly runtime?: Runtime | undefined;
}

/**
 * What each of several calls can be given, for pages or while waiting for work. A key that tells repeats apart belongs to
 * one call, and so is not among it.
 */
export interface EachCallOptions extends CommonOptions {
  /** Ends the call: it rejects with a `RequestAbortedError`. */
  readonly signal?: AbortSignalLike | undefined;
  /** Laid over the client's. `null` takes a header away. */
  readonly headers?: HeaderValues | undefined;
  /** Laid over the client's. */
  readonly validate?: Validation | undefined;
}

/** What one call can be given. */
export interface CallOptions extends EachCallOptions {
  /** In place of a new one, for actions whose API takes such a key. */
  readonly idempotencyKey?: string | undefined;
}

/** A way to read and write JSON. */
export interface JsonFormat {
  parse(text: string): unknown;
  /** Undefined for what JSON leaves out. */
  stringify(value: unknown): string | undefined;
}

/** The facts of an API. */
export interface ClientConfig {
  /** Where the API is. If absent, `baseUrl` is not optional. */
  readonly server?: AddressOf;
  /** How actions travel that have no binding of their own. */
  readonly rpc?: Pick<Binding, "request">;
  /** The kind of credentials; absent if the API wants none. */
  readonly auth?: Auth;
  /** In its place, where there are none to send. Sends nothing, so that the address may be any. */
  readonly anonymous?: Auth;
  readonly errors?: ErrorTable;
  /** The header of a response that names the request. Default `x-request-id`. */
  readonly requestIdHeader?: string;
  /** How bodies are read and written. Default: the platform's `JSON`. */
  readonly json?: JsonFormat;
}

/**
 * The address from options and config.
 * @throws {ConfigError} if it is missing or none, or if credentials would travel in the clear.
 */
export function baseOf(options: ClientOptions, config: ClientConfig): Address {
  const base = addressOf(options.baseUrl ?? config.server?.(options));
  if (!base) throw new ConfigError("`baseUrl` must be an http(s) URL without user and hash");
  if (config.auth && !base.isSafe && !options.allowInsecure)
    throw new ConfigError("credentials need https, or `allowInsecure`");
  return base;
}

/** What holds where nobody says otherwise. */
export const defaults = { timeoutMs: 60_000, deadlineMs: 0, maxRetries: 2, maxRetryDelayMs: 60_000 } as const;

/**
 * A number of the options: as the call says, or the client, or the spec.
 * @throws {ConfigError} if it is less than 0 or none.
 */
export function settingOf(
  name: keyof typeof defaults,
  { call, options, action }: { call?: CallOptions; options: ClientOptions; action?: ActionInfo<unknown> },
): number {
  const value = call?.[name] ?? options[name] ?? action?.more[name as "maxRetries"] ?? defaults[name];
  if (value >= 0) return value;
  throw new ConfigError(`\`${name}\` must be 0 or more`);
}

/** The time on the client's clock. */
export function now({ runtime }: Pick<ClientOptions, "runtime">): number {
  return (runtime?.now ?? Date.now)();
}
