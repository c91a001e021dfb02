// One change as it is found, before it is known whom it reaches; and what every part of the comparison works with.
import type { Json, NamedType, Origin } from "../model.js";
import type { Int64 } from "../target.js";
import { rowOf, type Kind, type RowName } from "./kinds.js";
import type { Position, Verdicts } from "./verdict.js";

/** The two sides of a comparison. */
export interface Sides<T> {
  readonly old: T;
  readonly new: T;
}

/** What is edited: a type (`reach`: another that is met wherever it is), an action, or the API itself with the actions that feel it. */
export type Owner =
  | { readonly kind: "type"; readonly id: string; readonly side: "old" | "new" | "both"; readonly reach?: string }
  | { readonly kind: "action"; readonly name: string }
  | { readonly kind: "api"; readonly actions: readonly string[] };

/** What a change is about. */
export interface Place {
  readonly owner: Owner;
  /** As in the JSON of `diff`. */
  readonly where: string;
  readonly old: Origin | undefined;
  readonly new: Origin | undefined;
  /** The declaration around it in the new spec, where a removal can be shown. */
  readonly anchor: Origin | undefined;
}

export interface Draft {
  readonly kind: Kind;
  readonly place: Place;
  /** One or both positions. Those of a type are left out later where nothing reaches it. */
  readonly verdicts: Verdicts;
  readonly before: Json;
  readonly after: Json;
}

export interface Facts {
  readonly place: Place;
  readonly before?: Json;
  readonly after?: Json;
}

/** What the target says of the code of its package, as far as it decides what breaks. */
export interface Coding {
  /** What 64-bit integers are in it: numbers unless said otherwise. */
  readonly int64?: Int64 | undefined;
  /** Whether the config says what the client is called; else the id of the API does. */
  readonly isClientNamed?: boolean | undefined;
}

/** The types on both sides, and how two of them are being compared. */
export interface Pair {
  readonly types: Sides<ReadonlyMap<string, NamedType>>;
  /**
   * The pairs of types on the way, while one type is held against another that stands in its place: what leads back to
   * them adds nothing. Undefined while a type is compared with what it was.
   */
  readonly seen: Set<string> | undefined;
  /** Whether nominal names count. */
  readonly flavors: boolean;
  readonly int64: Int64;
}

/** A change with the verdict of one case of the catalogue. */
export function draft<K extends Kind>(kind: K, row: RowName<K>, facts: Facts): Draft {
  return judged(kind, rowOf(kind, row), facts);
}

/** A change whose verdict was found elsewhere. */
export function judged(kind: Kind, verdicts: Verdicts, { place, before = null, after = null }: Facts): Draft {
  return { kind, place, verdicts, before, after };
}

/** A change without the positions that it does not have. */
export function only(at: readonly Position[], draft: Draft): Draft {
  const { request, output } = draft.verdicts;
  return {
    ...draft,
    verdicts: {
      ...(request && at.includes("request") && { request }),
      ...(output && at.includes("output") && { output }),
    },
  };
}

/** Both sides by identity: what is gone, what is new, and what is on both sides; each in the order of its own side. */
export interface Matched<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
  readonly kept: readonly (readonly [old: T, next: T])[];
}

export function match<T>(old: readonly T[], next: readonly T[], keyOf: (item: T) => string): Matched<T> {
  const olds = new Map(old.map((item) => [keyOf(item), item]));
  const news = new Set(next.map(keyOf));
  return {
    removed: old.filter((item) => !news.has(keyOf(item))),
    added: next.filter((item) => !olds.has(keyOf(item))),
    kept: next.flatMap((item) => {
      const before = olds.get(keyOf(item));
      return before === undefined ? [] : [[before, item] as const];
    }),
  };
}

/** A JSON value as text that is the same for equal values, in whatever order their members are. */
export function canonical(value: Json): string {
  if (typeof value !== "object" || isEmpty(value)) return JSON.stringify(value); // most values are; ordering takes long
  return JSON.stringify(value, (_, each: unknown) =>
    isMembers(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}

type Members = Readonly<Record<string, unknown>>;

function isEmpty(value: object | null): boolean {
  return value === null || Object.keys(value).length === 0;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The members of a model that say where it is written. */
export const places: ReadonlySet<string> = new Set(["origin", "typeOrigin"]);

/** Whether two parts of a model say the same, wherever they are written. What is undefined is not there. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isMembers(a) || !isMembers(b)) return false;
  const hasAll = (one: Members, other: Members): boolean =>
    Object.keys(one).every((key) => one[key] === undefined || places.has(key) || other[key] !== undefined);
  return hasAll(b, a) && Object.keys(a).every((key) => places.has(key) || isSame(a[key], b[key]));
}
