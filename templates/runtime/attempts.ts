// How often a call is sent.
import type { Context } from "./context.js";
import { type Answer, attempt } from "./transport.js";

/** The most that a call is sent. */
export const attemptLimit: number = 1;

/** Sends until there is an answer to give. */
export function attempts(context: Context): Promise<Answer> {
  return attempt(context);
}
