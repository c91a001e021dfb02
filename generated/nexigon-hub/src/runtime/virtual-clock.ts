// Time that goes by only where someone waits for it, and then at once.
import type { Runtime } from "./platform.js";

/** Timers run when the time has come that they were set for. */
export function virtualClock(): Runtime & { readonly sleep: (ms: number) => Promise<void> } {
  let time = 0;
  const timers = new Map<object, { readonly at: number; readonly callback: () => void }>();
  return {
    now: () => time,
    random: () => 0.5,
    setTimeout: (callback, ms) => {
      const timer = {};
      timers.set(timer, { at: time + ms, callback });
      return timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as object),
    sleep: async (ms) => {
      const until = time + ms;
      // Who begins to wait at the same time waits for the same time.
      await Promise.resolve();
      time = Math.max(time, until);
      const due = [...timers].filter(([, { at }]) => at <= time).sort(([, left], [, right]) => left.at - right.at);
      for (const [timer, { callback }] of due) {
        timers.delete(timer);
        callback();
      }
    },
  };
}
