// A clock that runs timers at their time, and a `fetch` that answers after a while.
import type { FetchLike, Runtime } from "../../../templates/runtime/index.js";
import type { Sent } from "./fake.js";
import { settled } from "./fake.js";

export interface VirtualClock extends Runtime {
  readonly now: () => number;
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  /** Lets so much time go by, and everything happen in it. */
  run(ms: number): Promise<void>;
  /** For answers that take a while. Not `sleep`, which the client would take for its own waits. */
  wait(ms: number): Promise<void>;
  pending(): number;
}

export function virtualClock(random: () => number = () => 0): VirtualClock {
  let time = 0;
  const timers = new Map<object, { readonly at: number; readonly callback: () => void }>();
  const clock: VirtualClock = {
    random,
    now: () => time,
    setTimeout: (callback, ms) => {
      const timer = {};
      timers.set(timer, { at: time + ms, callback });
      return timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as object),
    wait: (ms) => new Promise((resolve) => clock.setTimeout(resolve, ms)),
    pending: () => timers.size,
    run: async (ms) => {
      const end = time + ms;
      for (;;) {
        await settled();
        const [next] = [...timers].sort(([, left], [, right]) => left.at - right.at);
        if (next === undefined || next[1].at > end) break;
        time = Math.max(time, next[1].at);
        timers.delete(next[0]);
        next[1].callback();
      }
      time = end;
    },
  };
  return clock;
}

export interface Logged extends Sent {
  readonly at: number;
}

/** A `fetch` that notes when it was called. */
export function timedFetch(
  clock: VirtualClock,
  answer: (sent: Logged) => Response | Promise<Response>,
): { readonly fetch: FetchLike; readonly sent: Logged[] } {
  const sent: Logged[] = [];
  const fetch: FetchLike = async (url, init) => {
    const call = { url, init: init as Sent["init"], at: clock.now() };
    sent.push(call);
    return answer(call);
  };
  return { fetch, sent };
}
