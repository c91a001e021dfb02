// An action without a client: the request that it is, and the output that an answer is, for a transport of one's own.
import { known, read, requestFor } from "./call.js";
import type { ClientConfig } from "./config.js";
import { type Context, contextOf } from "./context.js";
import { guard } from "./guard.js";
import { defaultHeaders, mergeHeaders } from "./headers.js";
import type { ResponseLike } from "./platform.js";
import { newBudget } from "./retry.js";
import { answerOf } from "./transport.js";
import type { Action, OutputOf } from "./types.js";

/** A request without an address and without credentials. */
export interface PlainRequest {
  readonly method: string;
  /** Begins with a slash; percent-encoded; may have a query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** JSON; undefined if there is no body. */
  readonly body: string | undefined;
}

/**
 * The request that an action is.
 * @throws {RequestValidationError} if its fields do not fit.
 */
export type RequestOf = (action: Action<unknown>) => PlainRequest;

/**
 * The output that an answer to an action is: a `Response`, or what has its `status`, `ok`, `headers` and `text()`. Rejects
 * as `execute` does for what is no success, and for what cannot be understood.
 */
export type ReadOutput = <A extends Action<unknown>>(action: A, response: ResponseLike) => Promise<OutputOf<A>>;

export function requestOf(config: () => ClientConfig): RequestOf {
  return (action) => {
    const { method, path, headers, body } = requestFor(contextFor(action, config()), action);
    return { method, path, headers: mergeHeaders([defaultHeaders(body), headers]), body: body as string | undefined };
  };
}

export function readOutput(config: () => ClientConfig): ReadOutput {
  return async (action, response) => {
    const context = contextFor(action, config());
    return read(context, await answerOf(context, response, guard(context))).data;
  };
}

/** A call that is sent once. */
function contextFor(action: Action<unknown>, config: ClientConfig): Context {
  const tries = { attempts: 1, totalRetryDelayMs: 0 };
  return contextOf({ action: known(action), config, options: { maxRetries: 0 }, call: {}, budget: newBudget(), tries });
}
