// Rows of mutations, many in one API: a module each. One program for them all costs little more than one for each.
import { apiRows, apiWith, placements, typeRows } from "./mutations.js";

/** Two documents, and the rows in them by the names of their modules. */
export interface Batch {
  readonly old: string;
  readonly new: string;
  readonly rows: ReadonlyMap<string, string>;
}

interface Pair {
  readonly name: string;
  readonly old: string;
  readonly new: string;
}

const pairs: readonly Pair[] = [
  ...typeRows.flatMap(
    (row) =>
    placements.map((placement) => ({ name: `${row.name} (${placement})`, old: apiWith(row.old, placement), new: apiWith(row.new, placement) })), // prettier-ignore
  ),
  ...apiRows,
];

/** Rows whose documents begin alike are together. What stands before the modules is the API's. */
export function batches(): readonly Batch[] {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = JSON.stringify([headOf(pair.old), headOf(pair.new)]);
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups.values()].map((group) => ({
    old: together(group.map((pair) => pair.old)),
    new: together(group.map((pair) => pair.new)),
    rows: new Map(group.map(({ name }, index) => [group.length === 1 ? "hub" : moduleName(index), name])),
  }));
}

const seam = "modules:\n";

function headOf(document: string): string {
  return document.slice(0, document.indexOf(seam) + seam.length);
}

function together(documents: readonly string[]): string {
  const [first = "", second] = documents;
  if (second === undefined) return first;
  return headOf(first) + documents.map((text, index) => text.slice(headOf(text).length).replaceAll(/\bhub(?=_|$)/gm, moduleName(index))).join(""); // prettier-ignore
}

function moduleName(index: number): string {
  return `m${index}`;
}
