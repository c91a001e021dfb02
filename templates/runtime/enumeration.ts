// Enums: a model whose own enumerable members are the values.
import { modelParts } from "./model.js";
import type { Model, Unrecognized } from "./types.js";
import { mismatch, put } from "./walk.js";

type Wire = string | number;
type Names<V extends string> = { readonly [K in V]: K };
interface Members {
  readonly [name: string]: Wire;
}

/** An enum that takes values which it does not know: any string, or any integer where its own are integers. */
export function enumeration<const V extends string>(...values: readonly V[]): Model<V | Unrecognized> & Names<V>;
export function enumeration<const M extends Members>(members: M): Model<M[keyof M] | Unrecognized> & M;
export function enumeration(...values: readonly (string | Members)[]): unknown {
  return enumerationOf(values, false);
}

/** An enum whose values are all that there will ever be. */
export function closedEnumeration<const V extends string>(...values: readonly V[]): Model<V> & Names<V>;
export function closedEnumeration<const M extends Members>(members: M): Model<M[keyof M]> & M;
export function closedEnumeration(...values: readonly (string | Members)[]): unknown {
  return enumerationOf(values, true);
}

function enumerationOf(values: readonly (string | Members)[], closed: boolean): object {
  const members = membersOf(values);
  const wires = new Set<unknown>(members.values());
  const kinds = new Set([...wires].map((wire) => typeof wire));
  const listed = [...wires].slice(0, 20).map((wire) => JSON.stringify(wire));
  const names = listed.join(", ") + (wires.size > 20 ? ", …" : "");
  const expected = closed ? `one of ${names}` : [...kinds].map((kind) => (kind === "number" ? "an integer" : "a string")).join(" or "); // prettier-ignore
  const fits = (value: unknown): boolean =>
    wires.has(value) ||
    (!closed && kinds.has(typeof value as "string") && (typeof value === "string" || Number.isSafeInteger(value)));
  const parts = modelParts((value, pass) => (fits(value) ? value : mismatch(pass, expected, value, "enum")));
  const made = Object.create(parts) as object;
  // A function of the model is worth more than a member: the literal always works.
  for (const [name, wire] of members) if (!Object.hasOwn(parts, name)) put(made, name, wire);
  return made;
}

function membersOf(values: readonly (string | Members)[]): ReadonlyMap<string, Wire> {
  const members = new Map<string, Wire>();
  for (const value of values) {
    if (typeof value === "string") members.set(value, value);
    else for (const name of Object.keys(value)) members.set(name, value[name]!);
  }
  return members;
}
