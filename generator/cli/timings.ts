// Where the time of a run went, stage by stage, for people.

export interface Timings {
  /** Since the last of these calls, this was done. What is done for several targets is added up. */
  readonly done: (what: string) => void;
  /** A line for each, in the order of their first time, and their sum. */
  readonly text: () => string;
}

/** `now` gives milliseconds since the process began, which is where the first one starts. */
export function createTimings(now: () => number): Timings {
  const spent = new Map<string, number>();
  let last = 0;
  return {
    done(what) {
      const time = now();
      spent.set(what, (spent.get(what) ?? 0) + time - last);
      last = time;
    },
    text() {
      const all = [...spent.values()].reduce((sum, time) => sum + time, 0);
      const line = (what: string, time: number): string => `  ${what.padEnd(16)}${time.toFixed(0).padStart(7)} ms\n`;
      return [...spent, ["all", all] as const].map(([what, time]) => line(what, time)).join("");
    },
  };
}
