// Nodes as little JSON, and back: a document that was parsed once need not be parsed again. Their file is not in it, so that a
// document is the same wherever it lies.
import type { SourceEntry, SourceNode, SourceScalar } from "../source.js";

/** The kind and the two offsets of a node, and what it has besides. */
export type PackedNode =
  | readonly [kind: "m" | "f", start: number, end: number, entries: readonly PackedEntry[]]
  | readonly [kind: "l", start: number, end: number, items: readonly PackedNode[]]
  | readonly [kind: "s" | "-", start: number, end: number, value: SourceScalar["value"], source?: string];
type PackedEntry = readonly [key: string, start: number, end: number, value: PackedNode];

export function pack(node: SourceNode): PackedNode {
  const { start, end } = node.origin;
  switch (node.kind) {
    case "map":
      return [node.flow ? "f" : "m", start, end, node.entries.map(packEntry)];
    case "list":
      return ["l", start, end, node.items.map(pack)];
    case "scalar":
      return packScalar(node);
  }
}

/** Most are texts, whose source is their value. */
function packScalar({ origin: { start, end }, value, source, missing }: SourceScalar): PackedNode {
  const kind = missing ? "-" : "s";
  return source === value ? [kind, start, end, value] : [kind, start, end, value, source];
}

function packEntry({ key, keyOrigin, value }: SourceEntry): PackedEntry {
  return [key, keyOrigin.start, keyOrigin.end, pack(value)];
}

/** The nodes of the document in a file. */
export function unpack(packed: PackedNode, file: string): SourceNode {
  const origin = { file, start: packed[1], end: packed[2] };
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
    case "s":
    case "-": {
      const [kind, , , value, source = String(value)] = packed;
      return { kind: "scalar", origin, value, source, missing: kind === "-" };
    }
  }
}

function unpackEntry([key, start, end, value]: PackedEntry, file: string): SourceEntry {
  return { key, keyOrigin: { file, start, end }, value: unpack(value, file) };
}
