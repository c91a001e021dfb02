// Unions without a tag: external (one key a variant) and untagged (bare payloads).
import { model } from "./model.js";
import { refuseName } from "./names.js";
import type { Issue, Model, Node } from "./types.js";
import { foreign } from "./union.js";
import { type Pass, type Walk, type Walked, enter, isFull, isObject, lazy, masked, refuse } from "./walk.js";

interface Table {
  readonly [name: string]: Node<unknown>;
}

/** External tagging: a string for a variant without a payload, an object with one key for the others. */
export function external<T>(units: readonly string[], variants: () => Table): Model<T> {
  return externalOf(units, variants, false);
}

/** As {@link external}, for one that refuses variants which it does not know. */
export function closedExternal<T>(units: readonly string[], variants: () => Table): Model<T> {
  return externalOf(units, variants, true);
}

function externalOf<T>(units: readonly string[], variants: () => Table, closed: boolean): Model<T> {
  const table = lazy(() => new Map(Object.entries(variants())));
  const names = () => [...units, ...table().keys()];
  const object: Walk = (value, pass) => {
    const input = value as { readonly [key: string]: unknown };
    const keys = Object.keys(input);
    const name = Object.hasOwn(input, "$unknown") ? "$unknown" : keys[0];
    if (name === undefined || (name !== "$unknown" && keys.length > 1))
      return refuse(pass, value, "an object with one key");
    const node = table().get(name);
    if (node === undefined) return foreign(input, pass, { head: "$unknown", at: name, name, names: names(), closed });
    const taken = enter(node["~walk"], input[name], pass, name);
    return taken === input[name] ? value : { [name]: taken };
  };
  return model((value, pass) => {
    if (isObject(value)) return object(value, pass);
    if (typeof value !== "string") return refuse(pass, value, "a string or an object with one key");
    // Where it is open, a string that is not known stays what it is.
    if (units.includes(value) || !closed) return value;
    return refuseName(pass, value, names(), "unknown_tag");
  });
}

/** What a node reads. */
export type TypeOf<N> = N extends Node<infer T> ? T : never;

/** Bare payloads: the first that fits, in the order of the spec. */
export function untagged<N extends Node<unknown>>(variants: () => readonly N[]): Model<TypeOf<N>> {
  const walks = lazy(() => variants().map((node) => node["~walk"]));
  // Of each object once a walk: where variants hold the union itself, each level would be walked twice as often as the one
  // around it.
  const known = new WeakMap<Pass, Map<unknown, Walked>>();
  return model((value, pass) => {
    if (!known.has(pass)) known.set(pass, new Map());
    const found = known.get(pass)?.get(value) ?? firstOf(walks(), value, pass);
    if (typeof value === "object") known.get(pass)?.set(value, found);
    // It may be in several places.
    for (const issue of found.issues ?? [])
      if (!isFull(pass)) pass.issues.push({ ...issue, path: [...pass.path, ...issue.path] });
    return found.value;
  });
}

/** The first that fits. If none does, the issues of the one that was meant, whose paths begin here. */
function firstOf(walks: readonly Walk[], value: unknown, pass: Pass): Walked {
  const tried = (walk: Walk) => {
    const { issues, path } = pass;
    pass.issues = [];
    const taken = walk(value, pass);
    const found = pass.issues.map((issue) => ({ ...issue, path: issue.path.slice(path.length) }));
    pass.issues = issues;
    return { value: taken, issues: found };
  };
  let meant: readonly Issue[] | undefined;
  for (const walk of walks) {
    const { value: taken, issues } = tried(walk);
    if (issues.length === 0) return { value: taken };
    // What fails further in, or only for a constraint, is what was meant.
    if (issues.some(({ path, code }) => path.length > 0 || code !== "type")) meant ??= issues;
  }
  return meant
    ? { value: masked(pass, value), issues: meant }
    : tried(() => refuse(pass, value, "one of several types"));
}
