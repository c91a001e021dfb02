// Unions without a tag: external (one key a variant) and untagged (bare payloads).
import { model } from "./model.js";
import type { Model, Node } from "./types.js";
import { passOn, rawOf, refuseTag, unknownVariant } from "./union.js";
import { VALUE, type Pass, type Walked, attempt, enter, isObject, lazy, mismatch, nested, put } from "./walk.js";

type TypeOf<N> = N extends Node<infer T> ? T : never;

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
  const object = nested((value, pass) => {
    const given = value as { readonly [key: string]: unknown };
    const raw = closed ? undefined : rawOf(given, "$unknown", pass);
    if (raw !== undefined) return passOn(value, raw, pass);
    const [name, ...more] = Object.keys(given);
    if (name === undefined || more.length > 0) return mismatch(pass, "an object with one key, the variant", value);
    const node = table().get(name);
    if (node === undefined) return unknown(name, value, pass);
    const taken = enter(node["~walk"], given[name], pass, name);
    return taken === given[name] ? value : only(name, taken);
  });
  const unknown = (name: string, value: unknown, pass: Pass): unknown => {
    if (!closed && (pass.flags & VALUE) === 0) return unknownVariant("$unknown", name, name, value);
    refuseTag(name, names(), pass);
    return value;
  };
  return model((value, pass) => {
    if (typeof value !== "string") return isObject(value) ? object(value, pass) : mismatch(pass, "a variant", value);
    // Open, a string that is not known stays what it is.
    if (closed && !units.includes(value)) refuseTag(value, names(), pass);
    return value;
  });
}

function only(name: string, value: unknown): object {
  const made = {};
  put(made, name, value);
  return made;
}

/** Bare payloads: the first that fits, in the order of the spec. */
export function untagged<N extends Node<unknown>>(variants: () => readonly N[]): Model<TypeOf<N>> {
  const walks = lazy(() => variants().map((node) => node["~walk"]));
  return model((value, pass) => {
    let closest: Walked | undefined;
    for (const walk of walks()) {
      const tried = attempt(walk, value, pass);
      if (tried.issues.length === 0) return tried.value;
      // What fails further in, or for a constraint, is what was meant.
      if (closest === undefined && tried.issues.some(({ path, code }) => path.length > 0 || code !== "type"))
        closest = tried;
    }
    if (closest === undefined) return mismatch(pass, "one of the union's types", value);
    for (const issue of closest.issues) pass.issues.push(issue);
    return value;
  });
}
