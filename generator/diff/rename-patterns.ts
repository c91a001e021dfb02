// Renames by what they have in common, so that a report says once what was done to many names.
import { groupBy } from "../group.js";
import { capitalize, wordsOf } from "../names.js";
import type { Rename } from "./renames.js";

export interface RenamePattern {
  readonly what: Rename["what"];
  /** What was done to each name, in plain words; undefined for a rename like no other. */
  readonly pattern: string | undefined;
  readonly renames: readonly Rename[];
}

/** Every rename once, in the order in which the first of each pattern comes. */
export function renamePatterns(renames: readonly Rename[]): readonly RenamePattern[] {
  const edits = renames.map((rename) => ({ rename, ...editOf(rename) }));
  return [...groupBy(edits, ({ rename, key }) => `${rename.what} ${key}`).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const words = [...new Set(group.flatMap((each) => each.words ?? []))];
    const pattern = group.length > 1 ? first.tell(words) : undefined;
    return [{ what: first.rename.what, pattern, renames: group.map(({ rename }) => rename) }];
  });
}

interface Edit {
  /** The same for edits of one pattern. */
  readonly key: string;
  /** What each name of the pattern has less or more. */
  readonly words?: string;
  readonly tell: (words: readonly string[]) => string;
}

/** A name is within another thing, or has some words less, more, or in place of others. */
function editOf({ from, to }: Rename): Edit {
  const [was, is] = [ownerOf(from), ownerOf(to)];
  if (was !== is) return { key: `${was} ${is}`, tell: () => `from \`${was}\` to \`${is}\`` };
  const [before, after] = changedWords(wordsOf(from), wordsOf(to));
  if (after === "") return { key: "less", words: before, tell: (words) => `without ${listed(words)} in the name` };
  if (before === "") return { key: "more", words: after, tell: (words) => `with ${listed(words)} in the name` };
  return { key: `${before} ${after}`, tell: () => `\`${after}\` in place of \`${before}\`` };
}

/** What a field or a type is in; names of actions have no dot. */
function ownerOf(where: string): string {
  return where.slice(0, Math.max(0, where.lastIndexOf(".")));
}

/** What stands between the words that both names begin and end with, as it is written in names. */
function changedWords(from: readonly string[], to: readonly string[]): readonly [before: string, after: string] {
  const [old, next] = [[...from], [...to]];
  while (old.length > 0 && old[0] === next[0]) {
    old.shift();
    next.shift();
  }
  while (old.length > 0 && old.at(-1) === next.at(-1)) {
    old.pop();
    next.pop();
  }
  return [old.map(capitalize).join(""), next.map(capitalize).join("")];
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, LISTED).map((word) => `\`${word}\``);
  return words.length > LISTED ? `${shown.join(", ")} …` : shown.join(", ");
}

const LISTED = 4;
