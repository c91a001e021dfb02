// Constraints of one value, looked at after the value was found to be of its type. Each kind is a value that the emitted code
// names, so that a package carries only what its types demand.
import type { Node } from "./types.js";
import { CONSTRAINTS, VALUE, lazy, over, refuse } from "./walk.js";

/** What a value has to fulfil. */
export interface Demand {
  /** Code of the issue. */
  readonly code: string;
  /** Message of the issue. */
  readonly message: string;
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

/** A node with demands, all of which a value has to fulfil. */
export function check<T>(node: Node<T>, ...demands: readonly (Demand | readonly Demand[])[]): Node<T> {
  const walk = node["~walk"];
  return over(node, (value, pass) => {
    const before = pass.issues.length;
    const taken = walk(value, pass);
    const subject = pass.flags & VALUE ? value : taken;
    if (!(pass.flags & CONSTRAINTS) || pass.issues.length > before || subject == null) return taken;
    let said: string | undefined;
    for (const { expected, code, message, holds } of demands.flat()) {
      // Several demands under one message are one thing to tell.
      if (message === said || holds(subject)) continue;
      refuse(pass, subject, expected, { code, message });
      said = message;
    }
    return taken;
  });
}

/** Demands under a code or a message of the spec's. */
export function told(
  words: Partial<Pick<Demand, "code" | "message">>,
  ...demands: readonly Demand[]
): readonly Demand[] {
  return demands.map((demand) => ({ ...demand, ...words }));
}

/** Inclusive; decimal text where a double is not exact. Nothing is beyond a limit that it cannot be compared with. */
export function min(limit: number | string): Demand {
  // The operators compare with decimal text, too.
  return demand("min", `at least ${limit}`, (value) => !(magnitude(value) < (limit as number)));
}

/** As {@link min}. */
export function max(limit: number | string): Demand {
  return demand("max", `at most ${limit}`, (value) => !(magnitude(value) > (limit as number)));
}

/** In code points. */
export function minLength(limit: number): Demand {
  return demand("minLength", `at least ${counted(limit, "character")}`, (value) => lengthOf(value) >= limit);
}

/** In code points. */
export function maxLength(limit: number): Demand {
  return demand("maxLength", `at most ${counted(limit, "character")}`, (value) => lengthOf(value) <= limit);
}

/** Items of a list, entries of a map. */
export function minItems(limit: number): Demand {
  return demand("minItems", `at least ${counted(limit, "item")}`, (value) => sizeOf(value) >= limit);
}

/** Items of a list, entries of a map. */
export function maxItems(limit: number): Demand {
  return demand("maxItems", `at most ${counted(limit, "item")}`, (value) => sizeOf(value) <= limit);
}

/** ECMA-262 source with the flag `u`, searched and not anchored. */
export function pattern(source: string): Demand {
  const form = lazy(() => new RegExp(source, "u"));
  return demand("pattern", `text in the form ${source}`, (value) => form().test(value as string));
}

/** Text in a form that has a name. */
export function format(name: string, form: RegExp): Demand {
  return demand("format", `text in the form ${name}`, (value) => form.test(value as string));
}

function demand(code: string, expected: string, holds: Demand["holds"]): Demand {
  const verb = /[A-Z]/.test(code) ? "have" : "be";
  return { code, expected, message: `must ${verb} ${expected}`, holds };
}

function counted(limit: number, unit: string): string {
  return `${limit} ${unit}${limit === 1 ? "" : "s"}`;
}

/** A number itself, or the one that decimal text means. Other text, which an open number may be, means none. */
function magnitude(value: unknown): number | bigint {
  if (typeof value !== "string") return value as number;
  return /^-?\d{1,20}$/.test(value) ? BigInt(value) : NaN;
}

/** The code points of a text. */
function lengthOf(value: unknown): number {
  return (value as string).replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, " ").length;
}

/** The items of a list, the entries of a map. */
function sizeOf(value: unknown): number {
  return Object.keys(value as object).length;
}
