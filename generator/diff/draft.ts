// One change as it is found, before it is known whom it reaches; and what every part of the comparison works with.
import type { Json, NamedType, Origin } from "../model.js";
import { rowOf, type Kind, type RowName } from "./kinds.js";
import type { Position, Verdicts } from "./verdict.js";

/** The two sides of a comparison. */
export interface Sides<T> {
  readonly old: T;
  readonly new: T;
}

/** What is edited: a type, an action, or the API itself with the actions that feel it. */
export type Owner =
  | { readonly kind: "type"; readonly id: string; readonly side: "old" | "new" | "both" }
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

/** A value as text that is the same for equal values, in whatever order their members are. `origin` takes no part. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (key === "origin" || key === "typeOrigin") return undefined;
    if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export function isSame(a: unknown, b: unknown): boolean {
  return canonical({ value: a }) === canonical({ value: b });
}
