// Waiting for work that goes on after its start was answered: asking how far it is, again and again.
import { info } from "./action.js";
import type { Client } from "./client.js";
import type { EachCallOptions } from "./config.js";
import { contextOf, failure } from "./context.js";
import { ConfigError, type ErrorClass, SdkError, define, traced } from "./errors.js";
import { guard } from "./guard.js";
import type { Action } from "./types.js";
import { memberAt } from "./walk.js";

/** How often to ask, and for how long. `signal` ends all of it, `timeoutMs` is for each call. */
export interface PollOptions extends EachCallOptions {
  /** Between the first call and the second, in milliseconds. Default 1,000. Each pause is half as long again as the last. */
  readonly intervalMs?: number | undefined;
  /** The longest pause, in milliseconds. Default 30,000. */
  readonly maxIntervalMs?: number | undefined;
  /** For all of it, in milliseconds. Default 600,000, ten minutes; 0 is no limit. A call under way is ended, too. */
  readonly deadlineMs?: number | undefined;
}

/** What an output means for the work. */
export interface PollTests<O> {
  /** Whether the work is done. */
  readonly until: (output: O) => boolean;
  /** Whether it has failed. Asked first. */
  readonly failed?: ((output: O) => boolean) | undefined;
}

/** The work has failed, or was not done in time. */
export interface PollError<O = unknown> extends SdkError {
  readonly name: "PollError";
  readonly code: "failed" | "deadline";
  /** The last that was heard of the work, if anything. Not enumerable. */
  readonly output?: O;
}
export const PollError: ErrorClass<PollError> = /* @__PURE__ */ define("PollError", SdkError);

/**
 * Executes an action again and again until its output says that the work is done, and gives that output. Rejects with a
 * {@link PollError} if the work fails or takes too long, and with what a call rejects with: no failure of a call is
 * taken for an answer.
 *
 * @throws {ConfigError} if the pauses are no times.
 */
export async function poll<O>(client: Client, action: Action<O>, options: PollOptions & PollTests<O>): Promise<O> {
  const { until, failed, intervalMs, maxIntervalMs, deadlineMs, ...call } = options;
  const site = new Error();
  // By its own class, which may be one of another copy of the package.
  const core = (client.constructor as typeof Client)["~core"](client);
  const context = contextOf({ ...core, action: action[info], call });
  const limitMs = timeOf(deadlineMs, 600_000);
  const pauses = pausesOf(timeOf(intervalMs, 1_000), timeOf(maxIntervalMs, 30_000));
  const watch = guard(context);
  let output: O | undefined;
  const error = (code: PollError["code"], text: string) => failure(context, PollError, text, { code, output });
  watch.limit(limitMs, () => error("deadline", `not done in ${limitMs} ms`));
  try {
    for (const ms of pauses) {
      output = await watch.race(() => client.execute(action, { ...call, signal: watch.signal }));
      if (failed?.(output)) throw error("failed", "the work has failed");
      if (until(output)) break;
      await watch.pause(ms);
    }
    return output as O;
  } catch (cause) {
    throw traced(watch.ended() ?? cause, site);
  } finally {
    watch.done();
  }
}

function* pausesOf(intervalMs: number, maxIntervalMs: number): Generator<number, never> {
  for (let pause = intervalMs; ; pause *= 1.5) yield Math.min(pause, maxIntervalMs);
}

function timeOf(ms: number | undefined, standard: number): number {
  if (ms === undefined) return standard;
  if (ms >= 0) return ms;
  throw new ConfigError("`intervalMs`, `maxIntervalMs` and `deadlineMs` must be 0 or more");
}

/** Waits for what an action has begun, given what it answered. */
export type Waiter<S, O> = (client: Client, started: S, options?: PollOptions) => Promise<O>;

/** A member of an output, outermost first, and the values that it is looked for. */
export type PollCondition = readonly [path: readonly string[], values: readonly unknown[]];

/** A {@link Waiter} as a spec declares it. */
export function waiter<S, O>(
  next: (started: S) => Action<O>,
  until: PollCondition,
  failed?: PollCondition,
): Waiter<S, O> {
  return (client, started, options) =>
    poll(client, next(started), { ...options, until: holds(until), failed: failed && holds(failed) });
}

function holds([path, values]: PollCondition): (output: unknown) => boolean {
  return (output) => values.includes(memberAt(output, path));
}
