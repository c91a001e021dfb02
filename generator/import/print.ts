// The documents of a spec → YAML for people: short mappings on a line, long ones in blocks. The only file that prints YAML.
import { Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from "yaml";
import type { SourceNode } from "../source.js";

/** How long a line may be. */
const WIDTH = 120;

/** The text of a document, with its first lines. */
export function printYaml(root: SourceNode, head: readonly string[]): string {
  const document = new Document(nodeOf(root, 0, 0));
  const text = document.toString({ lineWidth: WIDTH, flowCollectionPadding: true, doubleQuotedMinMultiLineLength: WIDTH, minContentWidth: 20 }); // prettier-ignore
  return `${head.map((line) => `# ${line}\n`).join("")}${text}`;
}

/** Levels that are always blocks: the document and its maps of types and actions. */
const BLOCK_LEVELS = 2;

/** `before` is how much of its line is taken by what stands in front. */
function nodeOf(node: SourceNode, level: number, before: number): Node {
  if (node.kind === "scalar") return scalarOf(node.value);
  const isFlow = level >= BLOCK_LEVELS && !isStructure(node) && before + widthOf(node) <= WIDTH;
  if (node.kind === "list") {
    const list = new YAMLSeq<Node>();
    list.items = node.items.map((item) => nodeOf(item, level + 1, 2 * level + 2));
    list.flow = isFlow || node.items.length === 0;
    return list;
  }
  const map = new YAMLMap<Node, Node>();
  map.flow = isFlow || node.entries.length === 0;
  for (const { key, value } of node.entries) {
    const name = scalarOf(key);
    map.items.push(new Pair<Node, Node>(name, nodeOf(value, level + 1, 2 * level + key.length + 2)));
  }
  return map;
}

/** Mappings that read better as blocks however short they are: the fields of a record, the variants of a union. */
function isStructure(node: SourceNode): boolean {
  if (node.kind !== "map") return false;
  return node.entries.some(({ key, value }) => ["record", "variants", "http", "union"].includes(key) && value.kind === "map" && value.entries.length > 0); // prettier-ignore
}

/** What can be seen stands as it is; anything else is escaped. */
function scalarOf(value: string | number | boolean | null): Scalar {
  const scalar = new Scalar(value);
  if (typeof value !== "string") return scalar;
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u0085\ufeff]/u.test(value.replaceAll("\n", "")) || /^\s|\s$/.test(value))
    scalar.type = Scalar.QUOTE_DOUBLE; // prettier-ignore
  else if (value.includes("\n")) scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

/** How wide a node is on one line; without end if it cannot be. */
function widthOf(node: SourceNode): number {
  switch (node.kind) {
    case "scalar":
      return typeof node.value === "string" && node.value.includes("\n") ? Infinity : String(node.value).length + 2;
    case "list":
      return sum(node.items.map((item) => widthOf(item) + 2)) + 4;
    case "map":
      return sum(node.entries.map(({ key, value }) => key.length + 4 + widthOf(value))) + 4;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
