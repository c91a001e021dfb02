// Offsets → lines and columns. Everything before keeps offsets: only reports for people and for other programs need more.
import type { Origin } from "./model.js";
import type { SourceFile } from "./source.js";

/** A place for people: lines and columns count from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text and where its lines start. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** By path. */
export type Sources = ReadonlyMap<string, Lines>;

export function createSources(files: readonly SourceFile[]): Sources {
  return new Map(files.map(({ path, text }) => [path, createLines(text)]));
}

function createLines(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return { text, starts };
}

export function positionOf(offset: number, { starts }: Lines): Position {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

const unknownPlace: Position = { line: 1, column: 1 };

/** Where an origin starts and ends; the first character of its file if the file is not at hand. */
export function rangeOf(origin: Origin, sources: Sources): { readonly start: Position; readonly end: Position } {
  const source = sources.get(origin.file);
  return source
    ? { start: positionOf(origin.start, source), end: positionOf(origin.end, source) }
    : { start: unknownPlace, end: unknownPlace };
}
