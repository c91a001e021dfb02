// Which failures are worth another attempt. What may have been carried out already is repeated only where a repeat does
// no harm.
import { delayBefore } from "./backoff.js";
import { now, settingOf } from "./config.js";
import type { Context } from "./context.js";
import { TransportError, causesOf } from "./errors.js";

/** Why a failure that another attempt might have mended was not followed by one. */
export type RetryRefused =
  /** The action may have been carried out, and must not be twice. */
  | "write"
  /** There were `maxRetries` of them. */
  | "exhausted"
  /** The server asks for a longer wait than `maxRetryDelayMs`: see `retryAfterMs`. */
  | "delay_too_long"
  /** It would begin after the end of `deadlineMs`. */
  | "deadline"
  /** Too many calls of the client fail. */
  | "budget";

/** What all calls of a client may spend on retries. Without it, a server in trouble would get thrice the load. */
export interface Budget {
  left: number;
}

const budgetLimit = 100;

export function newBudget(): Budget {
  return { left: budgetLimit };
}

/** Certainly not carried out: it was never sent, or the server says so. */
const notDone =
  /^(408|425|429|E(CONNREFUSED|NOTFOUND|AI_AGAIN|(HOST|NET)UNREACH)|UND_ERR_CONNECT_TIMEOUT|RetryableError)$/;

/** May have been carried out. */
const perhapsDone = /^(50[0234]|(Transport|Timeout)Error)$/;

/** What went wrong, for the matrix: the system's code for it, or the name of the error. Empty if it is neither. */
export function reasonOf(error: unknown): string {
  let reason = "";
  for (const cause of causesOf(error)) {
    const known = [cause["code"], cause["name"]].map(String).find((text) => notDone.test(text));
    // A network may go away below a connection: then the request was sent.
    if (known && !/read|write/.test(cause["syscall"] as string)) return known;
    if (cause instanceof TransportError) reason ||= cause.name;
  }
  return reason;
}

/**
 * How long to wait before the next attempt, in milliseconds. undefined if there is none; then `retryRefused` says why,
 * where that is not plain.
 */
export function retryDelay(context: Context, reason: string, asked?: number): number | undefined {
  const { budget, options, tries } = context;
  tries.retryAfterMs = asked;
  tries.retryRefused = undefined;
  // A 503 that says when to come again is one that did nothing.
  const undone = notDone.test(reason) || (reason === "503" && asked !== undefined);
  if (!undone && !perhapsDone.test(reason)) return undefined;
  const delay = delayBefore(tries.attempts - 1, asked, options.runtime?.random);
  const cost = reason === "TimeoutError" ? 10 : 5;
  tries.retryRefused = refusal(context, undone, delay) ?? (budget.left < cost ? "budget" : undefined);
  if (tries.retryRefused) return undefined;
  budget.left -= cost;
  context.spent = cost;
  tries.totalRetryDelayMs += delay;
  return delay;
}

function refusal(context: Context, undone: boolean, delay: number): RetryRefused | undefined {
  const { action, tries, deadline = Infinity } = context;
  if (action.effect === "write" && !action.more.key && !undone) return "write";
  if (tries.attempts > settingOf("maxRetries", context)) return "exhausted";
  // No timer can hold more, and one that is given more fires at once.
  if ((tries.retryAfterMs ?? 0) > settingOf("maxRetryDelayMs", context) || delay >= 2 ** 31) return "delay_too_long";
  return now(context.options) + delay > deadline ? "deadline" : undefined;
}

/** A success gives back what its last retry has cost, or else a little. */
export function refund({ budget, spent = 1 }: Context): void {
  budget.left = Math.min(budgetLimit, budget.left + spent);
}
