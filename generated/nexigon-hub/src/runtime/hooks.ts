// What a program can be told of its calls, while they are under way.
import type { Meta } from "./call.js";
import { now } from "./config.js";
import { type Context, redacted, wireNameOf } from "./context.js";
import { quietly } from "./guard.js";
import type { HeaderValues } from "./headers.js";
import type { ResponseLike } from "./platform.js";

/** One moment of a call. */
export interface HookEvent {
  /** The wire name of the action; undefined for the request for a token. */
  readonly action: string | undefined;
  /** From 1; 0 where nothing was sent. Once more with a new token has the number of the attempt that was refused. */
  readonly attempt: number;
  /** Of the request; undefined before there is one, as what follows. */
  readonly method?: string;
  /** The address, with the values of its query left out. */
  readonly url?: string;
}

/** There is the head of an answer. */
export interface ResponseEvent extends HookEvent {
  readonly status: number;
  /** From the request to the head of its answer. */
  readonly durationMs: number;
}

/** There will be another attempt. */
export interface RetryEvent extends HookEvent {
  /** How long it waits before. */
  readonly delayMs: number;
  /** A status, a code of the system (`ECONNREFUSED`), or the name of an error (`TimeoutError`). */
  readonly reason: string;
}

/** The call has its output. */
export interface SuccessEvent extends HookEvent {
  readonly status: number;
  /** From the call to its output. */
  readonly durationMs: number;
}

/** The call has failed. */
export interface ErrorEvent extends HookEvent {
  readonly error: unknown;
  /** From the call to its failure. */
  readonly durationMs: number;
}

/** Functions that are told of calls: see {@link observe}. They are not waited for, and what they throw is ignored. */
export interface Hooks {
  /** Before each request. */
  readonly onRequest?: ((event: HookEvent) => unknown) | undefined;
  /** With the head of each answer. */
  readonly onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Before each wait for another attempt. */
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /** Once a call that succeeds. */
  readonly onSuccess?: ((event: SuccessEvent) => unknown) | undefined;
  /** Once a call that fails. */
  readonly onError?: ((event: ErrorEvent) => unknown) | undefined;
}

/** What the runtime has at hand at a moment of a call: more than hooks are told of it. */
export interface Moment {
  readonly sent?: HeaderValues;
  readonly response?: ResponseLike;
  readonly durationMs?: number;
  readonly delayMs?: number;
  readonly reason?: string;
  readonly data?: unknown;
  readonly meta?: Meta;
  readonly error?: unknown;
}

/** What the runtime tells of a call, from within. Made by {@link observe} and `logging`. */
export type Observer = (context: Context, hook: keyof Hooks, moment: Moment) => void;

/**
 * For the option `hooks` of a client: all that are given are told, one after the other. A value, so that a program without
 * hooks does not carry it.
 */
export function observe(...listeners: readonly (Hooks | Observer)[]): Observer {
  return (context, hook, moment) => {
    const event = { ...eventOf(context), ...factsOf(context, hook, moment) };
    for (const listener of listeners) {
      if (typeof listener === "function") listener(context, hook, moment);
      else quietly(() => listener[hook]?.(event as never));
    }
  };
}

function eventOf(context: Context): HookEvent {
  const { tries, request } = context;
  const sent = request && { method: request.method, url: redacted(request.url) };
  return { action: wireNameOf(context), attempt: tries.attempts, ...sent };
}

function factsOf({ options, started }: Context, hook: keyof Hooks, moment: Moment): object {
  const { response, delayMs, reason, meta, error, durationMs = now(options) - started } = moment;
  if (hook === "onResponse") return { status: response?.status, durationMs };
  if (hook === "onRetry") return { delayMs, reason };
  if (hook === "onSuccess") return { status: meta?.status, durationMs };
  return hook === "onError" ? { error, durationMs } : {};
}
