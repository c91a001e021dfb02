// A YAML document of which a few lines are other ones than before: only the entries around them are parsed again. The answer is
// what parsing all of it gives, to the last place; where that is not certain there is none.
//
// Why it is: an entry of a block mapping that has a line of its own begins at a place where nothing is open but the mappings around
// it. From its `:` on, what is read depends on its column and on these, up to the next such key. So the run of entries around the
// change is read below the heads of the mappings around it, as they stand, and before the key that comes next. If all that is read
// without a remark, and that key is found where it should be, then what follows it is what it was.
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
}

/** What stands around the change: the mappings, from the root on, and the key that comes next, in the innermost that goes on. */
interface Surroundings {
  readonly levels: readonly Level[];
  /** Where the innermost run of entries ends, in the old text. */
  readonly end: number;
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
  const { levels, end, next } = surroundingsOf(change, before);
  const [innermost] = levels.slice(-1);
  if (!innermost) return undefined;
  const heads = levels.map(({ map }, index) => headOf(map, levels[index - 1]?.start ?? 0, before.text)).join("");
  const changed = file.text.slice(innermost.start, end + change.growth);
  const root = read({ path: file.path, text: `${heads}${changed}${next ? keyLineOf(next, before.text) : ""}` });
  const moves = { ofPart: innermost.start - heads.length, ofRest: change.growth };
  return root && joined(levels, root, { next, moves });
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

function surroundingsOf(change: Change, { text, root }: ReadDocument): Surroundings {
  const levels: Level[] = [];
  let end = text.length;
  let next: SourceEntry | undefined;
  for (let node: SourceNode | undefined = root; node?.kind === "map" && !node.flow;) {
    const level = levelAround(change, node, text);
    if (!level) break;
    levels.push(level);
    const behind = node.entries[level.last + 1];
    if (behind) [next, end] = [behind, lineOf(behind, text) ?? end];
    node = level.first === level.last ? node.entries[level.first]?.value : undefined;
  }
  return { levels, end, next };
}

/** The first entry has its key and the `:` before the change; the last is followed by one that begins behind the change. */
function levelAround(change: Change, map: SourceMap, text: string): Level | undefined {
  const { entries } = map;
  const first = entries.findLastIndex(({ keyOrigin }) => keyOrigin.end < change.start);
  const start = entries[first] && lineOf(entries[first], text);
  if (start === undefined || lineOf(entries[0], text) === undefined) return undefined;
  const behind = entries.findIndex((entry, index) => index > first && (lineOf(entry, text) ?? -1) >= change.end);
  return { map, first, last: (behind < 0 ? entries.length : behind) - 1, start };
}

/** Where the line of a key begins, if nothing but its indentation stands before it, and the `:` right behind it. */
function lineOf(entry: SourceEntry | undefined, text: string): number | undefined {
  if (!entry) return undefined;
  const { start, end } = entry.keyOrigin;
  const line = text.lastIndexOf("\n", start) + 1;
  return text[end] === ":" && /^ *$/.test(text.slice(line, start)) ? line : undefined;
}

/** The text from a place to a mapping's first line. */
function headOf({ entries: [first] }: SourceMap, start: number, text: string): string {
  return text.slice(start, lineOf(first, text));
}

function keyLineOf(entry: SourceEntry, text: string): string {
  return `${text.slice(lineOf(entry, text), entry.keyOrigin.end)}:\n`;
}

interface Joint {
  /** The key that comes next, at which the part ends; `undefined` within what ends before it. */
  readonly next: SourceEntry | undefined;
  /** How far places move: those of the part, and those of the old document behind the change. */
  readonly moves: { readonly ofPart: number; readonly ofRest: number };
}

/** The mappings around the change with what was read of it; nothing if that has another form. */
function joined([level, ...inner]: readonly Level[], part: SourceNode, { next, moves }: Joint): SourceMap | undefined {
  if (!level) return undefined;
  const { map, first, last } = level;
  const isLast = next !== undefined && map.entries[last + 1] === next;
  const rest = map.entries.slice(last + 1).map((entry) => movedEntry(entry, moves.ofRest));
  const read = entriesRead(part, isLast ? rest[0] : undefined, moves);
  const within =
    read && replaced(map.entries[first], read, { inner, joint: { next: isLast ? undefined : next, moves } });
  if (!within) return undefined;
  const entries = [...map.entries.slice(0, first), ...within, ...rest];
  if (new Set(entries.map(({ key }) => key)).size < entries.length) return undefined;
  const end = next ? map.origin.end + moves.ofRest : part.origin.end + moves.ofPart;
  return { ...map, origin: { ...map.origin, end }, entries };
}

/** What was read of a mapping. The key that comes next has to be the end of it, in its place. */
function entriesRead(part: SourceNode, next: SourceEntry | undefined, { ofPart }: Joint["moves"]): readonly SourceEntry[] | undefined {
  if (part.kind !== "map" || part.flow) return undefined;
  if (!next) return part.entries;
  return isAt(next, part.entries.at(-1), ofPart) ? part.entries.slice(0, -1) : undefined;
} // prettier-ignore

interface Inner {
  /** The mappings within the entry; none if it was read itself. */
  readonly inner: readonly Level[];
  readonly joint: Joint;
}

/** The entries in place of the run that has the change: its first has the same key. */
function replaced(old: SourceEntry | undefined, read: readonly SourceEntry[], { inner, joint }: Inner): readonly SourceEntry[] | undefined {
  const [found] = read;
  if (!old || !found) return undefined;
  if (inner.length === 0) return isAt(old, found, joint.moves.ofPart) ? read.map((entry) => movedEntry(entry, joint.moves.ofPart)) : undefined;
  const value = read.length === 1 && found.key === old.key ? joined(inner, found.value, joint) : undefined;
  return value && [{ ...old, value }];
} // prettier-ignore

function isAt(expected: SourceEntry, found: SourceEntry | undefined, distance: number): boolean {
  return expected.key === found?.key && expected.keyOrigin.start === found.keyOrigin.start + distance;
}

function movedEntry({ key, keyOrigin, value }: SourceEntry, distance: number): SourceEntry {
  return { key, keyOrigin: movedOrigin(keyOrigin, distance), value: moved(value, distance) };
}

/** Written out, because there are thousands of nodes and `...` takes ten times as long in a process that has just begun. */
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
