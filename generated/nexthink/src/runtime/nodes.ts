// What is built from other nodes: optional, nullable, lists, maps, JSON, renamed and filled members.
import type { Node } from "./types.js";
import { EMPTY, ENCODE, MASK, type Pass, type Walk } from "./walk.js";
import { enter, isObject, isPlain, lazy, masked, over, put, isFull, refuse, run } from "./walk.js";

/** May be absent. `null` is read as absent. */
export function optional<T>(node: Node<T>): Node<T | undefined> {
  const walk = node["~walk"];
  return over(node, (value, pass) => (value == null ? undefined : walk(value, pass)));
}

/** As {@link optional}, of a type that perhaps contains null, as `json` and type parameters do: then null stays null. */
export function optionalNull<T>(node: Node<T>): Node<T | undefined> {
  const walk = node["~walk"];
  // Told by trying, since a type parameter may be anything.
  const takesNull = lazy(() => !run(walk, null, 0).issues);
  return over(node, (value, pass) =>
    value === undefined || (value === null && !takesNull()) ? undefined : walk(value, pass),
  );
}

/** May be null, and says so. */
export function nullable<T>(node: Node<T>): Node<T | null> {
  const walk = node["~walk"];
  return over(node, (value, pass) =>
    value === null || (value === undefined && pass.flags & EMPTY) ? null : walk(value, pass),
  );
}

/** A member that the caller may leave out: `encode` writes `value`, which is wire JSON, in its place. */
export function fill<T>(node: Node<T>, value: unknown): Node<T | undefined> {
  const walk = optionalNull(node)["~walk"];
  // Kept as text, so that nobody can change it through what `encode` answered.
  const text = JSON.stringify(value);
  return over(node, (given, pass) => {
    const taken = walk(given, pass);
    return taken === undefined && pass.flags & ENCODE ? JSON.parse(text) : taken;
  });
}

/** A secret: in no line of a log is there more of it than that it was there. */
export function sensitive<T>(node: Node<T>): Node<T> {
  const walk = node["~walk"];
  return over(node, (value, pass) => (pass.flags & MASK ? masked(pass, value) : walk(value, pass)));
}

/** A member whose name on the wire is not its name in code. */
export function renamed<T>(wire: string, node: Node<T>): Node<T> {
  return { "~walk": node["~walk"], "~wire": wire };
}

export function list<T>(item: Node<T>): Node<readonly T[]> {
  return { "~walk": items("a list", item["~walk"]) };
}

/** String keys of the user's, values of one type. */
export function map<T>(value: Node<T>): Node<{ readonly [key: string]: T }> {
  return { "~walk": members("an object", value["~walk"]) };
}

/**
 * Any JSON. What JSON cannot carry (`undefined`, a function, NaN, a cycle) is an issue; what has a `toJSON` is asked. An
 * integer that no number holds is a bigint, as `exactJson` has it; a client without that cannot send it.
 */
export const json: Node<unknown> = { "~walk": walkJson };

function walkJson(given: unknown, pass: Pass): unknown {
  const value = asked(given);
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) return value;
  if (typeof value === "bigint" && !Number.isSafeInteger(Number(value))) return value;
  if (typeof value !== "object") return refuse(pass, value, "a JSON value");
  return (Array.isArray(value) ? jsonItems : jsonMembers)(value, pass);
}

/** What it says that it is in JSON: asked once, as `JSON.stringify` does, so that no answer goes on for ever. */
function asked(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { toJSON } = value as { readonly toJSON?: unknown };
  return typeof toJSON === "function" ? toJSON.call(value) : value;
}

const jsonItems: Walk = /* @__PURE__ */ items("a JSON value", walkJson);
const jsonMembers: Walk = /* @__PURE__ */ members("a JSON value", walkJson);

function items(expected: string, walk: Walk): Walk {
  return (value, pass) => {
    if (!Array.isArray(value)) return refuse(pass, value, expected);
    const given: readonly unknown[] = value;
    let copy: unknown[] | undefined;
    for (let index = 0; index < given.length && !isFull(pass); index++) {
      const item = given[index];
      const taken = enter(walk, item, pass, index);
      if (taken !== item) (copy ??= [...given])[index] = taken;
    }
    return copy ?? given;
  };
}

function members(expected: string, walk: Walk): Walk {
  return (value, pass) => {
    // Not plain: a `Map` has no members to see, and would be sent as `{}`.
    if (!isObject(value) || !isPlain(value)) return refuse(pass, value, expected);
    let copy: object | undefined;
    for (const key of Object.keys(value)) {
      const given = value[key];
      const taken = enter(walk, given, pass, key);
      if (taken !== given) put((copy ??= { ...value }), key, taken);
    }
    return copy ?? value;
  };
}
