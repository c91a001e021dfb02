// How often a call is sent.
import type { Context } from "./context.js";
import { type Answer, attempt } from "./transport.js";

/** The most that a call is sent. */
export const attemptLimit: number = 1;

/**
 * Sends until there is an answer to give. A token may be withdrawn before its time: then there is another one, and the
 * request is sent once more, at once. That is no retry and does not count.
 */
export async function attempts(context: Context, replays: number = 1): Promise<Answer> {
  const answer = await attempt(
    context,
    ({ status }, credentials) => status === 401 && context.authorizer?.refused?.(credentials) === true && replays > 0,
  );
  if (answer) return answer;
  context.attempts--;
  return attempts(context, replays - 1);
}
