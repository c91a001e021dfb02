// Pairs of small APIs, many in one: a module each. One program for them all costs little more than one for each.
import { apiRows, apiWith, placements, typeRows } from "./mutations.js";

/** Two documents, and the names of the pairs in them by those of their modules. */
export interface Batch {
  readonly old: string;
  readonly new: string;
  readonly names: ReadonlyMap<string, string>;
}

export interface Pair {
  readonly name: string;
  readonly old: string;
  readonly new: string;
}

/** Every row of the table, in every placement. */
export const rows: readonly Pair[] = [
  ...typeRows.flatMap(
    (row) =>
    placements.map((placement) => ({ name: `${row.name} (${placement})`, old: apiWith(row.old, placement), new: apiWith(row.new, placement) })), // prettier-ignore
  ),
  ...apiRows,
];

/** Pairs whose documents begin alike are together. What stands before the modules is the API's. */
export function batches(pairs: readonly Pair[]): readonly Batch[] {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = JSON.stringify([headOf(pair.old), headOf(pair.new)]);
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups.values()].map((group) => ({
    old: together(group.map((pair) => pair.old)),
    new: together(group.map((pair) => pair.new)),
    names: new Map(group.map(({ name }, index) => [group.length === 1 ? "hub" : moduleName(index), name])),
  }));
}

const seam = "modules:\n";

function headOf(document: string): string {
  return document.slice(0, document.indexOf(seam) + seam.length);
}

/** What is global has another name in each module. */
function together(documents: readonly string[]): string {
  const [first = "", second] = documents;
  if (second === undefined) return first;
  const modules = documents.map((text, index) => {
    const name = moduleName(index);
    return text.slice(headOf(text).length).replaceAll(/\bhub(?=_|$)/gm, name).replaceAll("group: other", `group: ${name}_other`); // prettier-ignore
  });
  return headOf(first) + modules.join("");
}

function moduleName(index: number): string {
  return `m${index}`;
}
