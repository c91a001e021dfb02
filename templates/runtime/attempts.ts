// How often a call is sent.
import type { Context } from "./context.js";
import { type Again, type Answer, attempt } from "./transport.js";

/** Sends until there is an answer to give. */
export async function attempts(context: Context): Promise<Answer> {
  // A token may be withdrawn before its time. Then there is a new one, and no reason to wait: this is no retry.
  let replays = 1;
  const again: Again = ({ status }, credentials) => {
    const stale = status === 401 && context.authorizer?.refused?.(credentials);
    if (!stale || replays === 0) return false;
    replays--;
    context.attemptLimit++;
    return true;
  };
  for (;;) {
    const answer = await attempt(context, again);
    if (answer) return answer;
  }
}
