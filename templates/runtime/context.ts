// One call, as all that takes part in it sees it.
import type { ActionInfo } from "./action.js";
import type { Address } from "./address.js";
import type { Authorizer } from "./auth.js";
import { type CallOptions, type ClientConfig, type ClientOptions, type Validation, now } from "./config.js";
import type { ErrorClass, ErrorDetails, SdkError } from "./errors.js";
import type { Guard } from "./guard.js";
import type { MiddlewareRequest } from "./middleware.js";
import type { Budget, RetryRefused } from "./retry.js";
import type { Action, Node } from "./types.js";

export interface Context {
  action: ActionInfo<unknown>;
  readonly config: ClientConfig;
  /** Where the API is. */
  readonly base?: Address;
  readonly authorizer?: Authorizer | undefined;
  readonly options: ClientOptions;
  readonly call: CallOptions;
  readonly budget: Budget;
  /** When the call was made. */
  readonly started: number;
  /** For notes of middleware. */
  readonly state: { [name: string]: unknown };
  /** How successes are read, in place of the action's own way. */
  readonly output?: Node<unknown> | undefined;
  /** What ends the call as a whole. */
  watch?: Guard | undefined;
  /** When it has to end. */
  deadline?: number | undefined;
  /** How it went until now. */
  tries: Tries;
  /** What the last retry has cost. */
  spent?: number;
  /** The action with its fields, as the last middleware has left them. */
  instance?: Action<unknown>;
  /** Known once the fields are encoded. */
  request?: MiddlewareRequest;
}

/** What errors tell of the attempts of a call. */
export interface Tries {
  /** How often the request was sent. */
  attempts: number;
  /** How long was waited between attempts, in milliseconds. */
  totalRetryDelayMs: number;
  /** What the last answer asked for, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** Why the last failure was the end. */
  retryRefused?: RetryRefused | undefined;
}

/** A call that begins now. */
export function contextOf(
  known: Pick<Context, "action" | "config" | "options" | "call" | "budget"> & Partial<Context>,
): Context {
  return { started: now(known.options), state: {}, tries: newTries(), ...known };
}

export function newTries(): Tries {
  return { attempts: 0, totalRetryDelayMs: 0 };
}

/** The wire name; undefined for the request for a token, which is made as a call of an action without a table. */
export function wireNameOf({ action }: Context): string | undefined {
  return (action as Partial<ActionInfo<unknown>>).fields && action.name;
}

/** An error of a call: `devices_GetDetails failed: …`. */
export function failure<E extends SdkError>(
  context: Context,
  make: ErrorClass<E>,
  text: string,
  details?: ErrorDetails<E>,
): E {
  const about = { ...aboutOf(context), ...details };
  return new make(`${context.action.name} failed: ${text}`, about as ErrorDetails<E>);
}

/** What every error of a call has. */
export function aboutOf(context: Context): object {
  const { action, request, tries } = context;
  return { action: action.name, method: request?.method, url: urlOf(context), ...tries };
}

/** Where the request goes, without the values of its query; undefined before there is one. */
export function urlOf({ request }: Context): string | undefined {
  return request && redacted(request.url);
}

/** An address without the values of its query. */
export function redacted(url: string): string {
  return url.replace(/=[^&]*/g, "=***");
}

export function withQuery(url: string, query: string | undefined): string {
  return query ? url + (url.includes("?") ? "&" : "?") + query : url;
}

/** How much is checked: as the call says, or the client. */
export function modeOf<K extends keyof Validation>({ options, call }: Context, kind: K): Validation[K] {
  return call.validate?.[kind] ?? options.validate?.[kind];
}
