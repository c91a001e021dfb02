// The catalogue of changes: every kind with its verdicts in each position, why, what to do and an example. Data alone, in `kinds/`.
// Other programs read these names (the JSON of `diff`, rules of a config, accept files): they never change.
import { actions } from "./kinds/actions.js";
import { api } from "./kinds/api.js";
import { choices } from "./kinds/choices.js";
import { constraints } from "./kinds/constraints.js";
import type { KindEntry } from "./kinds/entry.js";
import { fields } from "./kinds/fields.js";
import { lifecycle } from "./kinds/lifecycle.js";
import { types } from "./kinds/types.js";
import { verdictOf, type Relation } from "./verdict.js";

export type { KindEntry, Row } from "./kinds/entry.js";

const table = { ...actions, ...types, ...fields, ...constraints, ...choices, ...lifecycle, ...api };

/** The id of a kind of change: in rules, reports and the JSON of `diff`. */
export type Kind = keyof typeof table;

/** The catalogue, by kind. */
export const kinds: { readonly [kind in Kind]: KindEntry } = table;

/** The cases of a kind. */
export type RowName<K extends Kind> = keyof (typeof table)[K]["rows"] & string;

/** The verdicts that the catalogue has for a case of a kind. */
export function rowOf<K extends Kind>(kind: K, row: RowName<K>): Relation {
  const found = kinds[kind].rows[row];
  if (found === undefined) throw new Error(`the catalogue has no case ${row} of ${kind}`);
  return { request: verdictOf(found.request), output: verdictOf(found.output) };
}
