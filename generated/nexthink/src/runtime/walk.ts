// The one walk. A walker takes a value and a pass, and answers with the value that it stands for: the same object unless
// something in it has to change. It never throws for what it finds; it notes issues on the pass.
import type { Issue, Node } from "./types.js";

/** Unknown fields and, where a type is closed, unknown tags are issues. */
export const CLOSED = 1;
/** Constraints and rules are checked. */
export const CONSTRAINTS = 2;
/** What comes in is a value of the program (property names, `Uint8Array`, `$unknown` forms) and not wire JSON. */
export const VALUE = 4;
/** What goes out is wire JSON. Comes with `VALUE`. */
export const ENCODE = 8;
/** The value is a body, and there was none: whatever can stand for nothing does. */
export const EMPTY = 16;
/** Nothing is read as what it is not quite: text as an integer, or as a float an integer that none holds. */
export const TYPED = 32;
/** What comes out is for people to see: what is secret, and what the types do not know, is {@link masked}. Comes with `ENCODE`. */
export const MASK = 64;
/** From a value to wire JSON, as `encode` does it. */
export const WRITE = 15;

/** Nobody nests deeper, and a cycle ends here too. It is the default of protobuf. */
const depthLimit = 100;
const issueLimit = 50;

/** The state of one walk. */
export interface Pass {
  readonly flags: number;
  issues: Issue[];
  /** Where the walk is: the members and items that are open. */
  readonly path: (string | number)[];
  /** The tag of an internal union, for the record that is walked next: its object has that member too. */
  tag: string | undefined;
}

export type Walk = (value: unknown, pass: Pass) => unknown;

/** What a walk came to. `value` stands for the input even where there are issues, of which there is at least one. */
export type Walked =
  | { readonly value: unknown; readonly issues?: undefined }
  | { readonly value: unknown; readonly issues: readonly Issue[] };

/** Walks a value from its root. Never throws: a getter or a proxy that does is an issue. */
export function run(walk: Walk, value: unknown, flags: number): Walked {
  const pass: Pass = { flags, issues: [], path: [], tag: undefined };
  let walked = value;
  try {
    walked = walk(value, pass);
  } catch {
    refuse(pass, "", "readable", { code: "unreadable", received: typeof value });
  }
  return pass.issues.length > 0 ? { value: walked, issues: pass.issues } : { value: walked };
}

/** What stands in the place of a value. Nothing stays nothing. */
export function masked({ flags }: Pass, value: unknown): unknown {
  return flags & MASK && value !== undefined ? "***" : value;
}

/** Notes that a value is not what it must be, and gives it back. */
export function refuse(pass: Pass, value: unknown, expected: string, special?: Partial<Issue> | false): unknown {
  if (!isFull(pass)) {
    const missing = value === undefined;
    pass.issues.push({
      path: [...pass.path],
      code: missing ? "required" : "type",
      message: missing ? "is required" : `must be ${expected}`,
      expected,
      received: value === null ? "null" : Array.isArray(value) ? "array" : typeof value,
      ...special,
    });
  }
  return masked(pass, value);
}

/** Whether enough was found: to go on would cost time and tell nothing. */
export function isFull({ issues }: { readonly issues: readonly Issue[] }): boolean {
  return issues.length >= issueLimit;
}

/** Walks a member of a list or an object, unless that is too deep or enough was found already. */
export function enter(walk: Walk, value: unknown, pass: Pass, key: string | number): unknown {
  const { path } = pass;
  if (isFull(pass)) return value;
  path.push(key);
  const isTooDeep = path.length === depthLimit && Object(value) === value;
  const taken = isTooDeep
    ? refuse(pass, value, `nested ${depthLimit} levels at most`, { code: "too_deep" })
    : walk(value, pass);
  path.pop();
  return taken;
}

/** A node with another walk, that stays the same member of its record. */
export function over<T>(node: Node<unknown>, walk: Walk): Node<T> {
  return { "~walk": walk, "~wire": node["~wire"] };
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member at the end of a path, if all of it is there. */
export function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((object, name) => (isObject(object) ? object[name] : undefined), value);
}

/** Whether an object is what JSON or a literal makes, of whatever realm. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** `target[key] = value` for foreign keys: `__proto__` becomes a member, too. */
export function put(target: object, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
  } else (target as { [key: string]: unknown })[key] = value;
}

/** Runs `make` at first use. What tables name may be declared further down, or in a module that is still loading. */
export function lazy<T extends object | boolean>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
