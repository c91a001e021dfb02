// Constraints of one value, looked at after the value was found to be of its type.
import type { Format } from "./formats.js";
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
  /** One of `$.formats`. */
  readonly format?: Format;
  /** Code of the issue, in place of the constraint's name. */
  readonly code?: string;
  /** Message of the issue. */
  readonly message?: string;
}

/** A node with constraints. */
export function check<T>(node: Node<T>, ...constraints: readonly Constraint[]): Node<T> {
  const walk = node["~walk"];
  const demands = lazy(() => constraints.flatMap(demandsOf));
  return over(node, (value, pass) => {
    const before = pass.issues.length;
    const taken = walk(value, pass);
    const subject = pass.flags & VALUE ? value : taken;
    if (!(pass.flags & CONSTRAINTS) || pass.issues.length > before || subject == null) return taken;
    let said: string | undefined;
    for (const { expected, code, message, holds } of demands()) {
      // Several demands under one message are one thing to tell.
      if (message === said || holds(subject)) continue;
      refuse(pass, subject, expected, { code, message });
      said = message;
    }
    return taken;
  });
}

interface Demand {
  readonly expected: string;
  readonly code: string;
  readonly message: string;
  readonly holds: (value: unknown) => boolean;
}

/** In the order of the constraint's members. */
function demandsOf({ code, message, ...limits }: Constraint): readonly Demand[] {
  return Object.entries(limits).map(([name, limit]: [string, string | number | Format]) => {
    const [expected, holds] = typeof limit === "object" ? formed(limit) : demandOf(name, limit);
    const verb = /[A-Z]/.test(name) ? "have" : "be";
    return { expected, code: code ?? name, message: message ?? `must ${verb} ${expected}`, holds };
  });
}

type Told = readonly [expected: string, holds: Demand["holds"]];

function formed({ name, form }: Format): Told {
  return [`text in the form ${name}`, (value) => form.test(value as string)];
}

function demandOf(name: string, limit: string | number): Told {
  if (name === "pattern") return formed({ name: `${limit}`, form: new RegExp(`${limit}`, "u") });
  const unit = name.slice(3).replace("s", "").replace("Length", " character").replace("Item", " item");
  const amount = `${limit}${unit}${unit && limit !== 1 ? "s" : ""}`;
  // The operators compare with decimal text, too. Nothing is beyond a limit that it cannot be compared with.
  const size = unit ? sizeOf : magnitude;
  return name.startsWith("min")
    ? [`at least ${amount}`, (value) => !(size(value) < (limit as number))]
    : [`at most ${amount}`, (value) => !(size(value) > (limit as number))];
}

/** A number itself, or the one that decimal text means. Other text, which an open number may be, means none. */
function magnitude(value: unknown): number | bigint {
  if (typeof value !== "string") return value as number;
  return /^-?\d{1,20}$/.test(value) ? BigInt(value) : NaN;
}

/** The code points of a text, the entries of a list or a map. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, " ").length;
  return Object.keys(value as object).length;
}
