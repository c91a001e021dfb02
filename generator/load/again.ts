// A YAML document of which a few lines are other ones than before: only the entries around them are parsed again. The answer is
// what parsing all of it gives, to the last place; where that is not certain there is none.
//
// Why it is the same: where the key of a block mapping begins a line, nothing is open but the mappings around it. From its `:` on,
// all that follows is read by its column and by these alone. So the run of entries around the change is read below the heads of the
// mappings around it, as they stand, and above the key that comes next. If there is nothing to say of that, and if the key is found
// where it has to be, then what is above and what is below was read as it will be.
import type { Origin } from "../model.js";
import type { SourceEntry, SourceFile, SourceMap, SourceNode } from "../source.js";

/** A document as it was: one of which nothing was to be said. */
export interface ReadDocument {
  readonly text: string;
  readonly root: SourceNode;
}

/** What differs between two texts. It ends with a line, or with the text. */
interface Change {
  /** The first character that differs, in both texts. */
  readonly start: number;
  /** Where it ends in the old text. */
  readonly end: number;
  /** How much longer the new text is. */
  readonly growth: number;
}

/** A mapping around the change, and which of its entries, from the first to the last, have all of it. */
interface Level {
  readonly map: SourceMap;
  readonly first: number;
  readonly last: number;
  /** Where the line of the first begins. */
  readonly start: number;
  /** Where the last ends: where the line of the next key begins, or with the text. */
  readonly end: number;
  /** The key that comes next, be it of this mapping or of one around it. */
  readonly next: SourceEntry | undefined;
}

/**
 * The document of a file by what it was `before`. `read` gives the document of a text, or nothing if anything is to be said of it.
 * `undefined` if the file has to be read whole.
 */
export function readAgain(
  file: SourceFile,
  before: ReadDocument,
  read: (part: SourceFile) => SourceNode | undefined,
): SourceNode | undefined {
  if (reachesFar(before.text) || reachesFar(file.text) || hasAlias(before.root)) return undefined;
  const change = changeBetween(before.text, file.text);
  const attempts = levelsAround(change, before).map((level, index, all) => [level, all.slice(0, index + 1)] as const);
  // The innermost first. What was put behind an entry may belong beside it, or beside one around it.
  for (const [{ start, end, next }, levels] of attempts.reverse()) {
    const heads = headsOf(levels, before.text);
    const run = file.text.slice(start, end + change.growth);
    const part = read({ path: file.path, text: `${heads}${run}${next ? keyLineOf(next, before.text) : ""}` });
    if (!part) return undefined;
    const root = joined(levels, part, { next, moves: { ofPart: start - heads.length, ofRest: change.growth } });
    if (root) return root;
  }
  return undefined;
}

/** What has an effect far from where it stands: a directive, and a merge key (or what may be one). */
function reachesFar(text: string): boolean {
  return text.includes("<<") || /^%/m.test(text);
}

/** An alias has the places of its anchor, which stands before it. */
function hasAlias(node: SourceNode): boolean {
  switch (node.kind) {
    case "map":
      return node.entries.some(({ keyOrigin, value }) => value.origin.start < keyOrigin.end || hasAlias(value));
    case "list":
      return node.items.some((item, index) => {
        const before = node.items[index - 1]?.origin.end ?? node.origin.start;
        return item.origin.start <= before || hasAlias(item);
      });
    case "scalar":
      return false;
  }
}

function changeBetween(before: string, after: string): Change {
  const old = linesOf(before);
  const now = linesOf(after);
  const shorter = Math.min(old.length, now.length);
  let same = 0;
  while (same < shorter && old[same] === now[same]) same++;
  let behind = 0;
  while (behind < shorter - same && old.at(-1 - behind) === now.at(-1 - behind)) behind++;
  const start = lengthOf(old.slice(0, same)) + sharedStart(old[same] ?? "", now[same] ?? "");
  return { start, end: before.length - lengthOf(old.slice(old.length - behind)), growth: after.length - before.length };
}

/** With their ends. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((length, line) => length + line.length, 0);
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** The mappings around a change, from the root on. */
function levelsAround(change: Change, { text, root }: ReadDocument): readonly Level[] {
  const levels: Level[] = [];
  for (let node: SourceNode | undefined = root; node?.kind === "map" && !node.flow;) {
    const { end = text.length, next } = levels.at(-1) ?? {};
    const level = levelAround(change, node, { text, end, next });
    if (!level) break;
    levels.push(level);
    node = level.first === level.last ? node.entries[level.first]?.value : undefined;
  }
  return levels;
}

/** The first entry has its key and the `:` before the change. The one after the last begins behind the change. */
function levelAround(change: Change, map: SourceMap, { text, end, next }: Pick<Level, "end" | "next"> & { readonly text: string }): Level | undefined {
  const { entries } = map;
  const first = entries.findLastIndex(({ keyOrigin }) => keyOrigin.end < change.start);
  const start = lineOf(entries[first], text);
  if (start === undefined || lineOf(entries[0], text) === undefined) return undefined;
  const behind = entries.findIndex((entry, index) => index > first && (lineOf(entry, text) ?? -1) >= change.end);
  const following = entries[behind];
  if (!following) return { map, first, last: entries.length - 1, start, end, next };
  return { map, first, last: behind - 1, start, end: lineOf(following, text) ?? end, next: following };
} // prettier-ignore

/** Where the line of a key begins, if nothing but its indentation stands before it, and the `:` right behind it. */
function lineOf(entry: SourceEntry | undefined, text: string): number | undefined {
  if (!entry) return undefined;
  const { start, end } = entry.keyOrigin;
  const line = text.lastIndexOf("\n", start) + 1;
  return text[end] === ":" && /^ *$/.test(text.slice(line, start)) ? line : undefined;
}

/** All that stands above the first lines of the mappings, but for their other entries. */
function headsOf(levels: readonly Level[], text: string): string {
  const starts = [0, ...levels.map(({ start }) => start)];
  return levels.map(({ map }, index) => text.slice(starts[index], lineOf(map.entries[0], text))).join("");
}

function keyLineOf(entry: SourceEntry, text: string): string {
  return `${text.slice(lineOf(entry, text), entry.keyOrigin.end)}:\n`;
}

interface Joint {
  /** The key that comes next, with which the part ends; `undefined` within what ends before it. */
  readonly next: SourceEntry | undefined;
  /** How far places move: those of the part, and those of the old document behind the change. */
  readonly moves: { readonly ofPart: number; readonly ofRest: number };
}

/** The mappings around the change with what was read of it; nothing if that has another form. */
function joined([level, ...inner]: readonly Level[], part: SourceNode, { next, moves }: Joint): SourceMap | undefined {
  if (!level) return undefined;
  const { map, first, last } = level;
  const isEnd = next !== undefined && map.entries[last + 1] === next;
  const read = entriesRead(part, isEnd ? next : undefined, moves);
  const joint = { next: isEnd ? undefined : next, moves };
  const within = read && replaced(map.entries[first], read, { inner, joint });
  if (!within) return undefined;
  const rest = map.entries.slice(last + 1).map((entry) => movedEntry(entry, moves.ofRest));
  const entries = [...map.entries.slice(0, first), ...within, ...rest];
  if (new Set(entries.map(({ key }) => key)).size < entries.length) return undefined;
  const end = next ? map.origin.end + moves.ofRest : part.origin.end + moves.ofPart;
  return { ...map, origin: { ...map.origin, end }, entries };
}

/** What was read of a mapping. If the part ends in it, the key that comes next is behind that, in its place. */
function entriesRead(part: SourceNode, next: SourceEntry | undefined, { ofPart, ofRest }: Joint["moves"]): readonly SourceEntry[] | undefined {
  if (part.kind !== "map" || part.flow) return undefined;
  if (!next) return part.entries;
  return isAt(next, part.entries.at(-1), ofPart - ofRest) ? part.entries.slice(0, -1) : undefined;
} // prettier-ignore

interface Inner {
  /** The mappings within the entry; none if it was read itself. */
  readonly inner: readonly Level[];
  readonly joint: Joint;
}

/** What comes in place of the run of entries that has the change. Its first has the same key. */
function replaced(old: SourceEntry | undefined, read: readonly SourceEntry[], { inner, joint }: Inner): readonly SourceEntry[] | undefined {
  const [found] = read;
  const { ofPart } = joint.moves;
  if (!old || !found) return undefined;
  if (inner.length === 0) return isAt(old, found, ofPart) ? read.map((entry) => movedEntry(entry, ofPart)) : undefined;
  const value = read.length === 1 && found.key === old.key ? joined(inner, found.value, joint) : undefined;
  return value && [{ ...old, value }];
} // prettier-ignore

function isAt(expected: SourceEntry, found: SourceEntry | undefined, distance: number): boolean {
  return expected.key === found?.key && expected.keyOrigin.start === found.keyOrigin.start + distance;
}

function movedEntry({ key, keyOrigin, value }: SourceEntry, distance: number): SourceEntry {
  return { key, keyOrigin: movedOrigin(keyOrigin, distance), value: moved(value, distance) };
}

/** Written out, because there are thousands of nodes and `...` takes much longer in a process that has just begun. */
function moved(node: SourceNode, distance: number): SourceNode {
  const origin = movedOrigin(node.origin, distance);
  switch (node.kind) {
    case "map": {
      const { kind, flow, entries } = node;
      return { kind, origin, flow, entries: entries.map((entry) => movedEntry(entry, distance)) };
    }
    case "list":
      return { kind: node.kind, origin, items: node.items.map((item) => moved(item, distance)) };
    case "scalar": {
      const { kind, value, source, missing } = node;
      return { kind, origin, value, source, missing };
    }
  }
}

function movedOrigin({ file, start, end }: Origin, distance: number): Origin {
  return { file, start: start + distance, end: end + distance };
}
