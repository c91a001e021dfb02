// What ends a call, or one attempt of it, early: the caller's signal, or a time limit. Told apart by which of them fired,
// never by what `fetch` says of it, since every platform says something else.
import { type Context, failure } from "./context.js";
import { RequestAbortedError, type SdkError } from "./errors.js";
import { type AbortSignalLike, globals } from "./platform.js";
import { whenAborted } from "./signals.js";

export interface Guard {
  /** For `fetch`: aborted when the work ends early. */
  readonly signal: AbortSignalLike;
  /** Does the work, unless it ended before; rejects when it ends early. */
  race<T>(work: () => Promise<T>): Promise<T>;
  /** Waits, in milliseconds. */
  pause(ms: number): Promise<unknown>;
  /** What the work ended early with, if it did. */
  ended(): SdkError | undefined;
  /** Ends the work in so many milliseconds. 0, and more than a timer can hold, is no limit. */
  limit(ms: number, error: () => SdkError): void;
  /** Leaves no timer and no listener behind. */
  done(): void;
}

/** Watches over a call; within one that is watched already, over an attempt. */
export function guard(context: Context): Guard {
  const { call, watch: outer, options } = context;
  const { setTimeout = globals.setTimeout, clearTimeout = globals.clearTimeout, sleep } = options.runtime ?? {};
  const caller = outer?.signal ?? call.signal;
  const controller = new globals.AbortController();
  let ended: SdkError | undefined;
  const stop = (error: SdkError) => {
    ended ??= error;
    controller.abort(ended);
  };
  const onAbort = () =>
    stop(outer?.ended() ?? failure(context, RequestAbortedError, "aborted by the caller", { cause: caller?.reason }));
  if (caller?.aborted) onAbort();
  const forget = caller && whenAborted(caller, onAbort);
  let timer: unknown;
  const race = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended) throw ended;
      // Taken back after each race: what outlives one keeps what has won it, of a stream all of its bytes.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- there is one once it is aborted
      const leave = whenAborted(controller.signal, () => reject(ended));
      (async () => work())().then(resolve, reject).finally(leave);
    });
  return {
    signal: controller.signal,
    race,
    pause: (ms) => {
      let pausing: unknown;
      const wait = () => sleep?.(ms) ?? new Promise<void>((resolve) => (pausing = setTimeout(resolve, ms)));
      // Now, and not when the call is over: a middleware may have several wait at a time, or one behind its answer.
      return race(wait).finally(() => clearTimeout(pausing));
    },
    ended: () => ended,
    limit: (ms, error) => {
      // A timer of more than 2^31 − 1 ms would fire at once.
      if (ms > 0 && ms < 2 ** 31) timer = setTimeout(() => stop(error()), ms);
    },
    done: () => {
      forget?.();
      clearTimeout(timer);
    },
  };
}

/** A rejection that someone else is told of. */
export function ignore(promise: Promise<unknown> | undefined): void {
  promise?.catch(() => {});
}

/** Calls what must not decide over a call: a hook. */
export function quietly(hook: () => unknown): void {
  ignore(new Promise((resolve) => resolve(hook())));
}
