// Regular expressions of a spec: whether they compile, whether they can explode, and matching with a deadline.
import { createRequire } from "node:module";
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

/** Milliseconds that matching one example may take. */
const DEADLINE = 100;

/** Whether the pattern matches somewhere in the text; `undefined` if that takes too long to tell. */
export function matches(pattern: string, text: string): boolean | undefined {
  const isHarmless = text.length < 64 && (pattern.match(/[*+?{]/g)?.length ?? 0) <= 1; // one repetition cannot explode
  if (isHarmless) return new RegExp(pattern, "u").test(text);
  try {
    // Both as literals: a context of its own for each text would take a hundred times as long as the match.
    const [regexp, literal] = [JSON.stringify(pattern), JSON.stringify(text)];
    return runInThisContext(`new RegExp(${regexp}, "u").test(${literal})`, { timeout: DEADLINE }) as boolean;
  } catch {
    return undefined;
  }
}
