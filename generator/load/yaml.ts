// YAML text → nodes with places. The only importer of `yaml`.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Alias,
  type Document,
  type ErrorCode,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import { entriesOf, type SourceEntry, type SourceFile, type SourceNode } from "../source.js";
import { duplicateKeys, unsafeInteger } from "./shared.js";

/** How many nodes aliases may add to a document. */
const ALIAS_LIMIT = 10_000;

interface Context {
  readonly file: SourceFile;
  readonly report: Report;
  readonly document: Document.Parsed;
  /** Anchored nodes that are being expanded. */
  readonly open: Set<Node>;
  /** How many nodes came by aliases so far. */
  expanded: number;
}

/** The document's root, or `undefined` when its syntax is broken. */
export function readYaml(file: SourceFile, report: Report): SourceNode | undefined {
  const document = parseDocument(file.text, {
    intAsBigInt: true,
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: "silent",
    stringKeys: false,
  });
  if (reportSyntax(document, file, report)) return undefined;
  const context: Context = { file, report, document, open: new Set(), expanded: 0 };
  if (!document.contents) {
    report("AW1010", { file: file.path, start: 0, end: 0 }, {});
    return undefined;
  }
  return convert(document.contents, context);
}

/** Only the first syntax error of a file is told: what follows it is mostly its echo. */
function reportSyntax(document: Document.Parsed, file: SourceFile, report: Report): boolean {
  const tag = document.warnings.find((warning) => warning.code === "TAG_RESOLVE_FAILED");
  const error = document.errors[0] ?? tag;
  if (!error) return false;
  const [start, end] = error.pos;
  const origin = { file: file.path, start, end: Math.max(end, start + 1) };
  switch (error.code) {
    case "MULTIPLE_DOCS":
      report("AW1003", origin, {});
      break;
    case "TAB_AS_INDENT":
      report("AW1004", origin, {});
      break;
    case "TAG_RESOLVE_FAILED":
      report("AW1012", origin, { tag: file.text.slice(start, end) });
      break;
    case "RESOURCE_EXHAUSTION":
      report("AW1011", origin, {});
      break;
    default:
      report("AW1001", origin, { problem: syntaxProblems[error.code] ?? "this is not valid YAML" });
  }
  return true;
}

const syntaxProblems: { readonly [C in ErrorCode]?: string } = {
  BAD_ALIAS: "this alias names no anchor above it",
  BAD_DQ_ESCAPE: "a double-quoted text has an escape that YAML does not know",
  BAD_INDENT: "the indentation does not fit the lines above",
  BAD_SCALAR_START: "a text that starts with this character needs quotes",
  BLOCK_AS_IMPLICIT_KEY: "`: ` within a text needs quotes around the text",
  BLOCK_IN_FLOW: "an indented block cannot stand between braces or brackets",
  MISSING_CHAR: "a closing quote, bracket, brace or a `:` is missing",
  MULTILINE_IMPLICIT_KEY: "a key must stand on one line; a `:` may be missing",
  NON_STRING_KEY: "a key must be a text",
  UNEXPECTED_TOKEN: "this character is out of place",
};

function convert(node: Node | null, context: Context): SourceNode {
  if (isAlias(node)) return expand(node, context);
  if (context.open.size > 0) context.expanded++;
  if (isMap(node)) return convertMap(node, context);
  if (isSeq(node))
    return {
      kind: "list",
      origin: originOf(node, context),
      items: node.items.map((item) => convert(item as Node | null, context)),
    };
  return convertScalar(node as Scalar, context);
}

function convertMap(node: YAMLMap, context: Context): SourceNode {
  const pairs = node.items as Pair<Node | null, Node | null>[];
  const own = new Set(pairs.map(keyText));
  const entries = pairs.flatMap((pair) =>
    isMerge(pair) ? merged(pair, own, context) : [convertPair(pair, node, context)],
  );
  return {
    kind: "map",
    origin: originOf(node, context),
    flow: node.flow === true,
    entries: duplicateKeys(entries, context.report),
  };
}

function keyText(pair: Pair<Node | null, Node | null>): string | undefined {
  return isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : undefined;
}

function isMerge(pair: Pair<Node | null, Node | null>): boolean {
  return isScalar(pair.key) && pair.key.type === "PLAIN" && pair.key.source === "<<";
}

function convertPair(pair: Pair<Node | null, Node | null>, map: YAMLMap, context: Context): SourceEntry {
  const keyOrigin = pair.key ? originOf(pair.key, context) : originOf(map, context);
  const key = keyText(pair);
  if (key === undefined) context.report("AW1005", keyOrigin, {});
  const value = pair.value ? convert(pair.value, context) : missing(keyOrigin);
  return { key: key ?? "", keyOrigin, value };
}

/** Merge keys: entries of the mapping itself win over those that are merged in, and earlier ones over later ones. */
function merged(
  pair: Pair<Node | null, Node | null>,
  own: Set<string | undefined>,
  context: Context,
): readonly SourceEntry[] {
  const value = pair.value ? convert(pair.value, context) : undefined;
  const maps = value?.kind === "list" ? value.items : value ? [value] : [];
  if (!maps.length || maps.some((map) => map.kind !== "map"))
    context.report("AW1013", originOf(pair.key as Node, context), {});
  return maps.flatMap((map) => entriesOf(map).filter((entry) => !own.has(entry.key) && own.add(entry.key)));
}

/** An alias stands for its anchor's node, with the places of the anchor. */
function expand(alias: Alias, context: Context): SourceNode {
  const target = alias.resolve(context.document);
  if (!target || context.open.has(target) || context.expanded > ALIAS_LIMIT) {
    context.report("AW1006", originOf(alias, context), { limit: ALIAS_LIMIT });
    return missing(originOf(alias, context));
  }
  context.open.add(target);
  const node = convert(target, context);
  context.open.delete(target);
  return node;
}

function convertScalar(node: Scalar, context: Context): SourceNode {
  const origin = originOf(node, context);
  const source = node.source ?? "";
  if (typeof node.value !== "bigint") {
    const known =
      typeof node.value === "string" || typeof node.value === "number" || typeof node.value === "boolean"
        ? node.value
        : null;
    return { kind: "scalar", origin, value: known, source, missing: node.value === null && source === "" };
  }
  unsafeInteger(node.value, origin, context.report);
  return { kind: "scalar", origin, value: Number(node.value), source, missing: false };
}

function missing(at: Origin): SourceNode {
  return { kind: "scalar", origin: { ...at, start: at.end, end: at.end }, value: null, source: "", missing: true };
}

function originOf(node: Node, { file }: Context): Origin {
  const [start, end] = node.range ?? [0, 0];
  return { file: file.path, start, end };
}
