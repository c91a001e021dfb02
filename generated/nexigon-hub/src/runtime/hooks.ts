// What a program can be told of its calls, while they are under way.
import { type Context, redacted, wireNameOf } from "./context.js";
import { quietly } from "./guard.js";

/** One moment of a call. */
export interface HookEvent {
  /** The wire name of the action; undefined for the request for a token. */
  readonly action: string | undefined;
  /** From 1. Once more with a new token has the number of the attempt that was refused. */
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

/** What the runtime tells of a call, from within. */
export type Observer = (context: Context, hook: keyof Hooks, about: object) => void;

/** For the option `hooks` of a client. A value, so that a program without hooks does not carry it. */
export function observe(...listeners: readonly Hooks[]): Observer {
  return (context, hook, about) => {
    const { tries, request } = context;
    const sent = request && { method: request.method, url: redacted(request.url) };
    const event = { action: wireNameOf(context), attempt: tries.attempts, ...sent, ...about };
    // Other members are for hooks of this package alone.
    Object.defineProperty(event, "~context", { value: context });
    for (const listener of listeners) quietly(() => listener[hook]?.(event as never));
  };
}
