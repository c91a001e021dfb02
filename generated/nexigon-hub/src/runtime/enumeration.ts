// Enums: a model whose own enumerable members are the values.
import { modelParts } from "./model.js";
import type { Model, Unrecognized } from "./types.js";
import { put, refuse } from "./walk.js";

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
  const kinds = new Set<unknown>([...wires].map((wire) => (typeof wire === "number" ? "an integer" : "a string")));
  const listed = [...wires].slice(0, 20).join(", ");
  const expected = closed ? `one of ${listed}` : [...kinds].join(" or ");
  const fits = (value: unknown) =>
    wires.has(value) ||
    (!closed && kinds.has(typeof value === "string" ? "a string" : Number.isSafeInteger(value) ? "an integer" : ""));
  const parts = modelParts((value, pass) => (fits(value) ? value : refuse(pass, value, expected)));
  const made = {};
  // Not even `for … in` shows them.
  for (const [name, value] of Object.entries(parts)) Object.defineProperty(made, name, { value });
  // A function of the model is worth more than a member: the literal always works.
  for (const [name, wire] of members) if (!Object.hasOwn(parts, name)) put(made, name, wire);
  return made;
}

function membersOf(values: readonly (string | Members)[]): ReadonlyMap<string, Wire> {
  const pairs = values.map((value) => Object.entries(typeof value === "string" ? { [value]: value } : value));
  return new Map<string, Wire>(pairs.flat());
}
