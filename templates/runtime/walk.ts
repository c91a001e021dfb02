// The one walk. A walker takes a value and a pass, and answers with the value that it stands for: the same object unless
// something in it has to change. It never throws for what it finds; it notes issues on the pass.
import { ValidationError, invalid } from "./errors.js";
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

/** Wire JSON to a value, as `parse` does it. */
export const PARSE: number = CONSTRAINTS;
/** A value to wire JSON, as `encode` does it. */
export const WRITE = 15;

/** Deeper than protobuf's default nobody nests, and a cycle ends here too. */
const depthLimit = 100;
const issueLimit = 50;

/** The state of one walk. */
export interface Pass {
  readonly flags: number;
  issues: Issue[];
  /** How many lists and objects are open. */
  depth: number;
  /** The tag of an internal union, for the record that is walked next: its object has that member too. */
  tag: string | undefined;
}

export type Walk = (value: unknown, pass: Pass) => unknown;

/** What a walk came to. `value` is the input's stand-in even if there are issues. */
export interface Walked {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/** Walks a value from its root. Never throws: a getter or a proxy that does is an issue. */
export function run(node: Node<unknown>, value: unknown, flags: number): Walked {
  const pass: Pass = { flags, issues: [], depth: 0, tag: undefined };
  try {
    return { value: node["~walk"](value, pass), issues: pass.issues };
  } catch {
    note(pass, "unreadable", "cannot be read", "plain data", typeof value);
    return { value, issues: pass.issues };
  }
}

/** As {@link run}, for those who want no issues. */
export function demand(node: Node<unknown>, value: unknown, flags: number): unknown {
  const walked = run(node, value, flags);
  if (walked.issues.length > 0) throw invalid(walked.issues, ValidationError);
  return walked.value;
}

/** Notes an issue at the place that is being walked; its path grows on the way out. */
export function note(pass: Pass, code: string, message: string, expected: string, received: string): void {
  if (!full(pass)) pass.issues.push({ path: [], code, message, expected, received });
}

/** Notes that a value is of the wrong kind, and gives it back. */
export function mismatch(pass: Pass, expected: string, value: unknown, code = "type"): unknown {
  const missing = value === undefined;
  const received = describe(value);
  note(
    pass,
    missing ? "required" : code,
    missing ? `is required: ${expected}` : `must be ${expected}, not ${received}`,
    expected,
    received,
  );
  return value;
}

/** Whether enough was found: to go on would cost time and tell nothing. */
export function full(pass: Pass): boolean {
  return pass.issues.length >= issueLimit;
}

/** Walks a member of a list or an object, and puts `key` before the path of every issue in it. */
export function enter(walk: Walk, value: unknown, pass: Pass, key: string | number): unknown {
  const before = pass.issues.length;
  const taken = walk(value, pass);
  for (let index = before; index < pass.issues.length; index++) {
    (pass.issues[index]!.path as (string | number)[]).unshift(key);
  }
  return taken;
}

/** A walker of lists or objects: one level deeper, unless that is too deep or enough was found already. */
export function nested(walk: Walk): Walk {
  return (value, pass) => {
    if (full(pass)) return value;
    if (pass.depth >= depthLimit) {
      note(pass, "too_deep", `is nested deeper than ${depthLimit} levels`, "less nesting", describe(value));
      return value;
    }
    pass.depth++;
    const taken = walk(value, pass);
    pass.depth--;
    return taken;
  };
}

/** Walks a value to see whether it fits: the issues found are answered, and not noted on the pass. */
export function attempt(walk: Walk, value: unknown, pass: Pass): Walked {
  const { issues, tag } = pass;
  pass.issues = [];
  const taken = walk(value, pass);
  const found = pass.issues;
  pass.issues = issues;
  pass.tag = tag;
  return { value: taken, issues: found };
}

/** Whether a node takes `value` as it is. Told by trying, so that aliases and type parameters need no marks. */
export function takes(node: Node<unknown>, value: unknown): boolean {
  return run(node, value, 0).issues.length === 0;
}

/** The kind of a value, for an issue. */
export function describe(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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

/** A node with another walk, that stays the same member of its record. */
export function over<T>(node: Node<unknown>, walk: Walk): Node<T> {
  const wire = node["~wire"];
  return wire === undefined ? { "~walk": walk } : { "~walk": walk, "~wire": wire };
}

/** Runs `make` at first use. What tables name may be declared further down, or in a module that is still loading. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
