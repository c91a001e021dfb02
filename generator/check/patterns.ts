// Regular expressions of a spec: whether they compile, whether they can explode, and matching with a deadline.
import { createRequire } from "node:module";
import { cpuUsage } from "node:process";
import { runInNewContext, runInThisContext } from "node:vm";
import type * as Refa from "refa";
import { findAmbiguity } from "./ambiguity.js";

export type PatternVerdict =
  | { readonly kind: "fine" }
  | { readonly kind: "invalid"; readonly problem: string }
  /** `part` is the repetition that can match the same text in more than one way. */
  | { readonly kind: "exponential"; readonly part: string }
  /** It is too intricate to be judged, and so it is to be run: this is reported as one that explodes is. */
  | { readonly kind: "unknown" };

/** What can be said of a pattern without running it. What the analysis needs is loaded only for patterns that repeat a group. */
export function analyse(pattern: string): PatternVerdict {
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return {
      kind: "invalid",
      problem: (error as Error).message.replace(/^Invalid regular expression: \/.*\/u?: /su, "").toLowerCase(),
    };
  }
  if (!/\)(?:[*+]|\{(?:\d+,|\d\d))/.test(pattern)) return { kind: "fine" };
  return findExplosion(pattern);
}

/** Milliseconds that judging one pattern may take. A real one takes ten; the analysis counts its steps and ends before. */
const ANALYSIS_DEADLINE = 1_000;

function findExplosion(pattern: string): PatternVerdict {
  const refa = createRequire(import.meta.url)("refa") as typeof Refa;
  const judge = (): string | undefined => findAmbiguity(pattern, refa);
  try {
    const part = runInNewContext("judge()", { judge }, { timeout: ANALYSIS_DEADLINE }) as string | undefined;
    return part === undefined ? { kind: "fine" } : { kind: "exponential", part };
  } catch {
    return { kind: "unknown" }; // too many steps, out of time, or nested beyond the stack
  }
}

/** Milliseconds of a processor that matching one example may take, and how often it is tried until it has had them. */
const DEADLINE = 100;
const TRIES = 6;

/**
 * Whether the pattern matches somewhere in the text; `undefined` if that takes too long to tell. A busy machine gives a match
 * less of a processor in the same time, and must not give another answer: then it is tried again, with more time.
 */
export function matches(pattern: string, text: string): boolean | undefined {
  const isHarmless = text.length < 64 && (pattern.match(/[*+?{]/g)?.length ?? 0) <= 1; // one repetition cannot explode
  if (isHarmless) return new RegExp(pattern, "u").test(text);
  // Both as literals: a context of its own for each text would take a hundred times as long as the match.
  const code = `new RegExp(${JSON.stringify(pattern)}, "u").test(${JSON.stringify(text)})`;
  for (let tried = 0; tried < TRIES; tried++) {
    const before = cpuUsage();
    try {
      return runInThisContext(code, { timeout: DEADLINE * 2 ** tried }) as boolean;
    } catch (error) {
      const { user, system } = cpuUsage(before);
      const isOver = (error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT";
      if (isOver || (user + system) / 1000 >= DEADLINE * 0.8) return undefined;
    }
  }
  return undefined;
}
