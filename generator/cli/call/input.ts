// Texts for fields, laid over what `--json` gives → the fields of an action as wire JSON.
import { didYouMean, quoted } from "../../names.js";
import type { FieldText } from "./arguments.js";
import { findField, findInside, innerType, namesInside, type InputField, type Place } from "./members.js";
import { readValue, ValueError, type Reading } from "./values.js";

/** Something wrong with a field: the option that has it, and what is to be said of it. */
export interface Problem {
  readonly option: string;
  readonly message: string;
}

export interface Input {
  readonly value: JsonObject;
  readonly problems: readonly Problem[];
}

type JsonObject = { [key: string]: unknown };

/** What a text goes to: the member of an object that is there, or is made for it. */
interface Spot {
  readonly holder: JsonObject;
  readonly place: Place;
}

/** All that is wrong is told at once. `base` is not changed. */
export function assembleInput(base: JsonObject, texts: readonly FieldText[], context: Reading & { readonly fields: readonly InputField[] }): Input {
  const value = structuredClone(base);
  const problems: Problem[] = [];
  /** Lists that were begun here. One of `--json` is replaced. */
  const begun = new Set<unknown>();
  // What tells the variant of a union comes first, whatever the order on the command line.
  const isTag = ({ path }: FieldText): boolean => spotOf(structuredClone(value), path, context)?.place.tagOf !== undefined;
  const ordered = [...texts.filter(isTag), ...texts.filter((text) => !isTag(text))];
  for (const { path, option, text } of ordered) {
    try {
      const { holder, place } = getSpot(value, path, context);
      const read = readValue(text, place, context);
      const before = own(holder, place.key);
      const isMore = isList(before) && isList(read) && begun.has(before) && !text.startsWith("[");
      const now = isMore ? [...before, ...read] : read;
      if (Array.isArray(now)) begun.add(now);
      define(holder, place.key, now);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      problems.push({ option, message: error.message });
    }
  }
  return { value, problems };
} // prettier-ignore

type Context = Reading & { readonly fields: readonly InputField[] };

function spotOf(value: JsonObject, path: readonly string[], context: Context): Spot | undefined {
  try {
    return getSpot(value, path, context);
  } catch {
    return undefined;
  }
}

function getSpot(value: JsonObject, [first = "", ...rest]: readonly string[], context: Context): Spot {
  let place: Place | undefined = findField(first, context.fields);
  let holder = value;
  if (place === undefined) throw new ValueError("is no field of the action");
  for (const name of rest) {
    const kind = innerType(place.type, context.types).kind;
    if (kind === "list") throw new ValueError("is in a list: give the list as JSON");
    holder = objectIn(holder, place.key);
    const inside = findInside(name, place.type, { types: context.types, given: holder });
    if (inside === undefined) throw new ValueError(`has no member \`${name}\`${adviceFor(name, place, context)}`);
    place = inside;
  }
  return { holder, place };
}

function adviceFor(name: string, { type }: Place, { types }: Context): string {
  const names = namesInside(type, types);
  const advice = didYouMean(name, names) ?? (names.length > 0 ? `there are ${quoted(names)}` : undefined);
  return advice === undefined ? "" : `: ${advice}`;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The object that a member is; made where there is none. */
function objectIn(holder: JsonObject, key: string): JsonObject {
  const there = own(holder, key);
  if (typeof there === "object" && there !== null && !Array.isArray(there)) return there as JsonObject;
  const made: JsonObject = {};
  define(holder, key, made);
  return made;
}

function own(holder: JsonObject, key: string): unknown {
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
}

/** Also of `__proto__`, which is a key like others. */
function define(holder: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, configurable: true, enumerable: true, writable: true });
}
