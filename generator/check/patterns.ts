// Regular expressions of a spec: whether they compile, whether they can explode, and matching with a deadline.
import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import type * as Scslre from "scslre";

export type PatternVerdict =
  | { readonly kind: "fine" }
  | { readonly kind: "invalid"; readonly problem: string }
  /** `part` is the piece whose repetition can be matched in more than one way. */
  | { readonly kind: "exponential"; readonly part: string }
  /** It is too intricate to be judged, and so it is to be run. */
  | { readonly kind: "unknown" };

/** What can be said of a pattern without running it. The analysis is loaded only for patterns that nest or alternate within a repetition. */
export function analyse(pattern: string): PatternVerdict {
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return {
      kind: "invalid",
      problem: (error as Error).message.replace(/^Invalid regular expression: \/.*\/u?: /su, "").toLowerCase(),
    };
  }
  if (!/\)(?:[*+]|\{\d+,)/.test(pattern)) return { kind: "fine" };
  return findExplosion(pattern);
}

/** Milliseconds that judging one pattern may take. A real one takes ten. */
const ANALYSIS_DEADLINE = 1_000;

function findExplosion(pattern: string): PatternVerdict {
  const { analyse: search } = createRequire(import.meta.url)("scslre") as typeof Scslre;
  const judge = (): ReturnType<typeof search> =>
    search({ source: pattern, flags: "u" }, { reportTypes: { Move: false } });
  try {
    const { reports } = runInNewContext("judge()", { judge }, { timeout: ANALYSIS_DEADLINE }) as ReturnType<
      typeof search
    >;
    const explosion = reports.find((report) => report.exponential);
    if (!explosion) return { kind: "fine" };
    const part = explosion.type === "Trade" ? explosion.endQuant : explosion.quant;
    return { kind: "exponential", part: part.raw };
  } catch {
    return { kind: "unknown" }; // out of time, or nested beyond the stack
  }
}

/** Milliseconds that matching one example may take. */
const DEADLINE = 100;

/** Whether the pattern matches somewhere in the text; `undefined` if that takes too long to tell. */
export function matches(pattern: string, text: string): boolean | undefined {
  const isHarmless = text.length < 64 && (pattern.match(/[*+?{]/g)?.length ?? 0) <= 1; // one repetition cannot explode
  if (isHarmless) return new RegExp(pattern, "u").test(text);
  try {
    return runInNewContext("new RegExp(pattern, 'u').test(text)", { pattern, text }, { timeout: DEADLINE }) as boolean;
  } catch {
    return undefined;
  }
}
