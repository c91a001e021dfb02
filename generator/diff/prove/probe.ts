// A probe: code as a caller of a package writes it, small enough that there is one reason for it not to compile any more.
import type { Position } from "../verdict.js";

/** What a probe does with what it is about: a kind of change is shown by some of these alone. */
export type Facet =
  /** Names an export, a variant or a class. */
  | "name"
  /** Reads a member, whatever it holds. */
  | "read"
  /** Reads a member of what is sent: what callers do less often than to write it. */
  | "reread"
  /** Relies on a member being there. */
  | "present"
  /** Relies on a member not being null. */
  | "notNull"
  /** Relies on the type of what it reads, or writes a value of the old type. */
  | "type"
  /** Writes a member, or a value or variant by its literal. */
  | "write"
  /** Writes null. */
  | "null"
  /** Writes what has no such member. */
  | "omit"
  /** Has a `case` for it. */
  | "case"
  /** Has a `case` for everything that there is. */
  | "exhaustive"
  /** Sends back what it did not understand. */
  | "unknown";

export interface Probe {
  /** An arrow function. `api` is the package, `take` and `never` are those of {@link prelude}. */
  readonly code: string;
  /** Whether it writes a request or reads an output; undefined for what is both, and where nobody knows. */
  readonly position: Position | undefined;
  /** The places, as the `where` of a change, that it is about. */
  readonly about: readonly string[];
  readonly facets: readonly Facet[];
  /** Other places whose changes may break it. With a dot at the end: a place and all that is inside. */
  readonly reach: readonly string[];
}

/** What stands before the probes: nothing of a caller's but two functions that take a value. */
export function prelude(from: string): string {
  return `import * as api from ${JSON.stringify(from)};
declare function take<T>(value: T): void;
declare function never(value: never): never;
`;
}

/** A function that takes a value and reads it by a statement. */
export function reader(parameter: string, statement: string): string {
  const [, call] = /^(take<[^;]*\));$/.exec(statement) ?? [];
  return `(${parameter}) => ${call ?? `{ ${statement} }`}`;
}

/** A place and all that is inside. */
export function within(where: string): string {
  return `${where}.`;
}

/** Whether a place is one of those that are reached. */
export function isReached(where: string, reach: readonly string[]): boolean {
  return reach.some((each) => each === where || (each.endsWith(".") && `${where}.`.startsWith(each)));
}
