// Constraints of one value, looked at after the value was found to be of its type.
import type { Node } from "./types.js";
import { CONSTRAINTS, VALUE, lazy, over, refuse } from "./walk.js";

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
  /** `date`, `date-time`, `uuid`, `uri` and `email` are checked, roughly. Others are documentation. */
  readonly format?: string;
  /** Code of the issue, in place of the constraint's name. */
  readonly code?: string;
  /** Message of the issue. */
  readonly message?: string;
}

/** A node with constraints. */
export function check<T>(node: Node<T>, ...constraints: readonly Constraint[]): Node<T> {
  const walk = node["~walk"];
  const demands = lazy(() => constraints.map(demandsOf));
  return over(node, (value, pass) => {
    const before = pass.issues.length;
    const taken = walk(value, pass);
    const subject = pass.flags & VALUE ? value : taken;
    if (!(pass.flags & CONSTRAINTS) || pass.issues.length > before || subject == null) return taken;
    constraints.forEach(({ code, message }, index) => {
      const broken = demands()[index]!.filter(({ holds, limit }) => !holds(subject, limit));
      // Several demands under one message are one thing to tell.
      for (const { name, expected } of message === undefined ? broken : broken.slice(0, 1)) {
        refuse(pass, subject, expected, { code: code ?? name, message: message ?? `must be ${expected}` });
      }
    });
    return taken;
  });
}

interface Demand {
  readonly name: string;
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

/** In the order of the constraint's members. `code` and `message` demand nothing. */
function demandsOf(constraint: Constraint): readonly Demand[] {
  return Object.entries(constraint).flatMap(([name, limit]: [string, never]) => {
    const form = name === "pattern" ? new RegExp(limit, "u") : name === "format" ? formats[limit] : undefined;
    if (form)
      return { name, expected: `text in the form ${limit}`, holds: (value: unknown) => form.test(value as string) };
    const [, bound, unit] = /^(min|max)(Length|Items|)$/.exec(name) ?? [];
    if (bound === undefined) return [];
    const low = bound === "min";
    const expected = `at ${low ? "least" : "most"} ${limit}${unit === "Length" ? " characters" : unit ? " entries" : ""}`;
    // The operators compare with decimal text, too.
    return { name, expected, holds: (value: unknown) => (low ? sizeOf(value) >= limit : sizeOf(value) <= limit) };
  });
}

/** Rough, and small: what has to be exact is a scalar of its own. */
const formats: { readonly [name: string]: RegExp } = {
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(Z|[+-]\d\d:\d\d)$/i,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  uri: /^[a-z][a-z\d+.-]*:\S+$/i,
  email: /^[^\s@]+@[^\s@]+$/,
};

/** A number itself, the code points of a text, the entries of a list or a map. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, " ").length;
  return typeof value === "object" ? Object.keys(value as object).length : (value as number);
}
