// Functions around the requests and the calls of a client, for what it does not do itself.
import { type Context, failure, wireNameOf } from "./context.js";
import type { HeaderValues } from "./headers.js";
import type { AbortSignalLike, PlatformResponse, ResponseLike } from "./platform.js";
import { ConfigError, type ErrorClass, SdkError, define } from "./errors.js";
import type { WithMeta } from "./call.js";
import type { Action } from "./types.js";

/** A request, before credentials are put on it: these go only to the host that they are for. */
export interface MiddlewareRequest {
  readonly url: string;
  readonly method: string;
  /** Names in lower case. With `null` a header is not sent, not even the one with the credentials. */
  readonly headers: HeaderValues;
  readonly body: unknown;
}

/** What a middleware may want to know. */
export interface MiddlewareContext {
  /** The wire name of the action; undefined for the request for a token. */
  readonly action: string | undefined;
  /** From 1; 0 around a call. */
  readonly attempt: number;
  /** Aborted when the attempt, or the call, ends early. */
  readonly signal: AbortSignalLike;
  /** For notes of the program's own; one object a call. */
  readonly state: { [name: string]: unknown };
}

/** Around each attempt. May change the request, answer it by itself, or send it more than once. */
export type Middleware = (
  request: MiddlewareRequest,
  next: (request: MiddlewareRequest) => Promise<PlatformResponse>,
  context: MiddlewareContext,
) => Promise<ResponseLike>;

/** Around each call with its retries. Sees what the call resolves with. */
export type CallMiddleware = (
  action: Action<unknown>,
  next: (action: Action<unknown>) => Promise<WithMeta<unknown>>,
  context: MiddlewareContext,
) => Promise<WithMeta<unknown>>;

/** Thrown by a {@link Middleware}: makes another attempt, as if the request had never been sent. */
export interface RetryableError extends SdkError {
  readonly name: "RetryableError";
}
export const RetryableError: ErrorClass<RetryableError> = /* @__PURE__ */ define("RetryableError", SdkError);

/** A layer around something. What `next` gives it is for the layer to say: see {@link PlatformResponse}. */
type Layer<I, O> = (given: I, next: (given: I) => Promise<never>, context: MiddlewareContext) => Promise<O>;

/** The layers and what they are around, as one function. The first of them is outermost. */
export function onion<I, O>(
  layers: readonly Layer<I, O>[] | undefined,
  context: Context,
  signal: AbortSignalLike,
  core: (given: I) => Promise<O>,
): (given: I) => Promise<O> {
  const told = { action: wireNameOf(context), attempt: context.tries.attempts, signal, state: context.state };
  // A layer that throws at once must not be different from one that rejects.
  return (layers ?? []).reduceRight<typeof core>(
    (next, layer) => async (given) => {
      const gave: O | undefined = await layer(given, next as () => Promise<never>, told);
      if (gave) return gave;
      throw failure(context, ConfigError, "a middleware gave nothing: `return next(request)`");
    },
    core,
  );
}
