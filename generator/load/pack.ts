// Nodes as little JSON, and back: a document that was parsed once need not be parsed again. Its file is not in it, so that a
// document is the same wherever it lies, nor what can be read off its text.
import type { SourceEntry, SourceFile, SourceNode, SourceScalar } from "../source.js";

/** The kind and the two offsets of a node, and what it has besides. `t` is a text as it stands there, `q` one in quotes. */
export type PackedNode =
  | readonly [kind: "m" | "f", start: number, end: number, entries: readonly PackedEntry[]]
  | readonly [kind: "l", start: number, end: number, items: readonly PackedNode[]]
  | readonly [kind: "t" | "q", start: number, end: number]
  | readonly [kind: "s" | "-", start: number, end: number, value: SourceScalar["value"], source: string];
/** Without a key it is what stands there. */
type PackedEntry = readonly [start: number, end: number, value: PackedNode, key?: string];

export function pack(node: SourceNode, text: string): PackedNode {
  const { start, end } = node.origin;
  switch (node.kind) {
    case "map":
      return [node.flow ? "f" : "m", start, end, node.entries.map((entry) => packEntry(entry, text))];
    case "list":
      return ["l", start, end, node.items.map((item) => pack(item, text))];
    case "scalar":
      return packScalar(node, text);
  }
}

/** Most are texts, whose source is their value. */
function packScalar({ origin: { start, end }, value, source, missing }: SourceScalar, text: string): PackedNode {
  if (source === value && value === text.slice(start, end)) return ["t", start, end];
  if (source === value && value === text.slice(start + 1, end - 1)) return ["q", start, end];
  return [missing ? "-" : "s", start, end, value, source];
}

function packEntry({ key, keyOrigin: { start, end }, value }: SourceEntry, text: string): PackedEntry {
  const packed = pack(value, text);
  return key === text.slice(start, end) ? [start, end, packed] : [start, end, packed, key];
}

/** The nodes of the document in a file. */
export function unpack(packed: PackedNode, file: SourceFile): SourceNode {
  const origin = { file: file.path, start: packed[1], end: packed[2] };
  switch (packed[0]) {
    case "m":
    case "f": {
      const [kind, , , entries] = packed;
      return { kind: "map", origin, flow: kind === "f", entries: entries.map((entry) => unpackEntry(entry, file)) };
    }
    case "l": {
      const [, , , items] = packed;
      return { kind: "list", origin, items: items.map((item) => unpack(item, file)) };
    }
    case "t":
    case "q": {
      const [kind, start, end] = packed;
      const value = kind === "t" ? file.text.slice(start, end) : file.text.slice(start + 1, end - 1);
      return { kind: "scalar", origin, value, source: value, missing: false };
    }
    case "s":
    case "-": {
      const [kind, , , value, source] = packed;
      return { kind: "scalar", origin, value, source, missing: kind === "-" };
    }
  }
}

function unpackEntry([start, end, value, key]: PackedEntry, file: SourceFile): SourceEntry {
  const { path, text } = file;
  return { key: key ?? text.slice(start, end), keyOrigin: { file: path, start, end }, value: unpack(value, file) };
}
