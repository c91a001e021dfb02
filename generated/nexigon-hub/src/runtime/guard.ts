// What ends an attempt early: the caller's signal, or the time limit. Told apart by which of them fired, never by what
// `fetch` says of it, since every platform says something else.
import { type Context, failure } from "./context.js";
import { RequestAbortedError, type SdkError } from "./errors.js";
import { type AbortSignalLike, globals } from "./platform.js";
import { whenAborted } from "./signals.js";

export interface Guard {
  /** For `fetch`: aborted when the attempt ends early. */
  readonly signal: AbortSignalLike;
  /** Does the work, unless the attempt ended before; rejects when the attempt ends before the work. */
  race<T>(work: () => Promise<T>): Promise<T>;
  /** What the attempt ended early with, if it did. */
  ended(): SdkError | undefined;
  /** Ends the attempt in so many milliseconds, if that is a time. */
  limit(timeoutMs: number | undefined, error: () => SdkError): void;
  /** Leaves no timer and no listener behind. */
  done(): void;
}

export function guard(context: Context): Guard {
  const { signal: caller } = context.call;
  const { setTimeout = globals.setTimeout, clearTimeout = globals.clearTimeout } = context.options.runtime ?? {};
  const controller = new globals.AbortController();
  let ended: SdkError | undefined;
  let reject: (error: SdkError) => void;
  const stopped = new Promise<never>((_, rejectIt) => (reject = rejectIt));
  ignore(stopped);
  const stop = (error: SdkError) => {
    ended ??= error;
    reject(ended);
    controller.abort(ended);
  };
  const onAbort = () => stop(failure(context, RequestAbortedError, "aborted by the caller", { cause: caller?.reason }));
  if (caller?.aborted) onAbort();
  const forget = caller && whenAborted(caller, onAbort);
  let timer: unknown;
  return {
    signal: controller.signal,
    race: (work) => (ended ? stopped : Promise.race([work(), stopped])),
    ended: () => ended,
    limit: (timeoutMs, error) => {
      if (timeoutMs) timer = setTimeout(() => stop(error()), timeoutMs);
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
