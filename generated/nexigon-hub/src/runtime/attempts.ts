// How often a call is sent.
import type { Credentials } from "./auth.js";
import { askedDelay } from "./backoff.js";
import { now } from "./config.js";
import { type Context, failure } from "./context.js";
import { AuthError, SdkError, detail } from "./errors.js";
import { type Guard, guard } from "./guard.js";
import type { ResponseLike } from "./platform.js";
import { reasonOf, refund, retryDelay } from "./retry.js";
import { type Answer, attempt } from "./transport.js";

/**
 * Sends until there is an answer to give. A token may be withdrawn before its time: then there is another one, and the
 * request is sent once more, at once. That is no retry and does not count.
 */
export async function attempts(context: Context, watch: Guard = guard(context)): Promise<Answer> {
  for (let replays = 1, step = 1; ;) {
    const credentials = await watch.race(() => credentialsOf(context));
    let delay: number | undefined;
    let reason = "";
    // Decided by the head of an answer, so that what is thrown away is not read.
    const again = ({ status, ok, headers }: ResponseLike): boolean => {
      // Whatever becomes of this call, the next one must not begin with the same token.
      if (status === 401 && context.authorizer?.refused?.(credentials) && replays > 0) {
        replays--;
        step = 0;
        return true;
      }
      reason = String(status);
      delay = retryDelay(context, reason, ok ? undefined : askedDelay(headers, now(context.options)));
      return delay !== undefined;
    };
    context.tries.attempts += step;
    step = 1;
    try {
      const answer = await attempt(context, credentials, again);
      if (answer?.response.ok) refund(context);
      if (answer) return answer;
    } catch (error) {
      // What ends the call is no reason to try again.
      reason = watch.ended() ? "" : reasonOf(error);
      delay = retryDelay(context, reason, (error as SdkError | undefined)?.retryAfterMs);
      if (delay === undefined) throw ended(error, context);
    }
    if (delay === undefined) continue;
    context.options.hooks?.(context, "onRetry", { delayMs: delay, reason });
    await watch.pause(delay);
  }
}

/** The error that was the last, with why it was, which is known only now. */
function ended(error: unknown, { tries }: Context): unknown {
  if (error instanceof SdkError) detail(error, tries);
  return error;
}

async function credentialsOf(context: Context): Promise<Credentials> {
  const { auth } = context.action.more;
  try {
    return (auth !== false && (await context.authorizer?.credentials(auth))) || {};
  } catch (cause) {
    // All that an error of our own has to say.
    const known = cause instanceof AuthError ? cause : new AuthError("no credentials", { code: "no_credentials" });
    throw failure(context, AuthError, known.message, { ...(known as object), cause });
  }
}
