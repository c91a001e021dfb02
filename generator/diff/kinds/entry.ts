// The shape of an entry of the catalogue of changes, and how verdicts are written there.
import type { Cell, Position } from "../verdict.js";

/** The verdicts of one case of a kind. */
export interface Row {
  readonly request: Cell;
  readonly output: Cell;
}

export interface KindEntry {
  readonly title: string;
  /** The kind of the same edit taken back. */
  readonly reverse: string;
  /** The verdict by what else is true of the change. Empty if it is found by comparing two types (`subtyping`). */
  readonly rows: { readonly [row: string]: Row };
  /** The verdict is, or may be, that of replacing the old type by the new one. */
  readonly subtyping?: true;
  /** The only position that it has; without it, both. */
  readonly at?: Position;
  /** How to make the edit without harm, or what callers do about it. */
  readonly advice?: string;
  /** The same thing before and after, as a spec says it. */
  readonly example: readonly [before: string, after: string];
}

export const fine: Cell = ["....", "old code and old clients go on as before"];
const told: Cell = ["....?", "only what is written about it changes"];

/** What matters to callers alone. */
export const request = (flags: string, why: string): Row => ({ request: [flags, why], output: fine });
/** What matters to readers alone. */
export const output = (flags: string, why: string): Row => ({ request: fine, output: [flags, why] });
export const both = (flags: string, why: string): Row => ({ request: [flags, why], output: [flags, why] });
export const safe: Row = { request: fine, output: fine };
export const docs: Row = { request: told, output: told };
