// Constraints of one value, looked at after the value was found to be of its type.
import { isDate, isTimestamp, isUrl, isUuid } from "./scalars.js";
import type { Node } from "./types.js";
import { CONSTRAINTS, VALUE, type Pass, describe, lazy, note, over } from "./walk.js";

/** What a value has to fulfil, all of it. */
export interface Constraint {
  /** Inclusive; decimal text where a double is not exact. */
  readonly min?: number | string;
  /** Inclusive; decimal text where a double is not exact. */
  readonly max?: number | string;
  /** In code points. */
  readonly minLength?: number;
  /** In code points. */
  readonly maxLength?: number;
  /** Items of a list, entries of a map. */
  readonly minItems?: number;
  /** Items of a list, entries of a map. */
  readonly maxItems?: number;
  /** ECMA-262 source with the flag `u`, searched and not anchored. */
  readonly pattern?: string;
  /** `date`, `date-time`, `uuid`, `uri` and `email` are checked, others are documentation. */
  readonly format?: string;
  /** Code of the issue, in place of the constraint's name. */
  readonly code?: string;
  /** Message of the issue. */
  readonly message?: string;
}

/** One thing that a constraint asks for. */
interface Demand {
  readonly name: string;
  /** Completes "must …". */
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

/** A node with constraints. */
export function check<T>(node: Node<T>, ...constraints: readonly Constraint[]): Node<T> {
  const walk = node["~walk"];
  const all = lazy(() => constraints.map((constraint) => ({ constraint, demands: demandsOf(constraint) })));
  return over(node, (value, pass) => {
    const before = pass.issues.length;
    const taken = walk(value, pass);
    const subject = pass.flags & VALUE ? value : taken;
    if (pass.flags & CONSTRAINTS && pass.issues.length === before && subject != null) {
      for (const { constraint, demands } of all()) apply(constraint, demands, subject, pass);
    }
    return taken;
  });
}

function apply({ code, message }: Constraint, demands: readonly Demand[], value: unknown, pass: Pass): void {
  for (const { name, expected, holds } of demands) {
    if (holds(value)) continue;
    note(pass, code ?? name, message ?? `must ${expected}`, expected, describe(value));
    // Several demands under one message are one thing to tell.
    if (message !== undefined) return;
  }
}

function demandsOf(constraint: Constraint): readonly Demand[] {
  const { min, max, minLength, maxLength, minItems, maxItems, pattern, format } = constraint;
  const demands: Demand[] = [];
  const add = <L>(name: string, limit: L | undefined, phrase: string, holds: (value: unknown, limit: L) => boolean) => {
    if (limit !== undefined) {
      demands.push({ name, expected: phrase.replace("#", () => String(limit)), holds: (value) => holds(value, limit) });
    }
  };
  // The operators compare numbers, bigints and decimal text with each other, and exactly.
  add("min", min, "be at least #", (value, limit) => (value as number) >= (limit as number));
  add("max", max, "be at most #", (value, limit) => (value as number) <= (limit as number));
  add("minLength", minLength, "have # characters or more", (value, limit) => lengthOf(value) >= limit);
  add("maxLength", maxLength, "have # characters or less", (value, limit) => lengthOf(value) <= limit);
  add("minItems", minItems, "have # entries or more", (value, limit) => Object.keys(value as object).length >= limit);
  add("maxItems", maxItems, "have # entries or less", (value, limit) => Object.keys(value as object).length <= limit);
  const expression = pattern === undefined ? undefined : new RegExp(pattern, "u");
  add("pattern", expression, "match #", (value, limit) => limit.test(value as string));
  add(
    "format",
    format,
    "be in the format #",
    (value, limit) => !Object.hasOwn(formats, limit) || formats[limit]!(value),
  );
  return demands;
}

/** In code points, which is how specs count; a pair of surrogates is one. */
function lengthOf(value: unknown): number {
  return (value as string).replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, " ").length;
}

const formats: { readonly [name: string]: (value: unknown) => boolean } = {
  date: isDate,
  "date-time": isTimestamp,
  uuid: isUuid,
  uri: isUrl,
  email: (value) => /^[^\s@]+@[^\s@]+$/.test(value as string),
};
