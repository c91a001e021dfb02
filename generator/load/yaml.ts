// YAML text → nodes with places. The one place that parses it.
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { Alias, Document, ErrorCode, Node, Pair, Scalar, YAMLError, YAMLMap, YAMLSeq } from "yaml";
import type { Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import { shown } from "../names.js";
import { entriesOf, type SourceEntry, type SourceFile, type SourceNode } from "../source.js";
import { DEPTH_LIMIT, duplicateKeys, exactNumber } from "./shared.js";

/** How many nodes aliases may add to a document, a long text counting as several. */
const ALIAS_LIMIT = 10_000;
/** As many characters count as a node. */
const NODE_LENGTH = 1_000;

interface Context {
  readonly yaml: typeof Yaml;
  readonly file: SourceFile;
  readonly report: Report;
  /** The anchors above. */
  readonly anchors: Map<string, Node>;
  /** Anchored nodes that are being expanded. */
  readonly open: Set<Node>;
  /** How many nodes came by aliases so far. */
  expanded: number;
  /** How many mappings and lists stand around. */
  depth: number;
  /** The document cannot be made whole, which was reported: whatever else could be said of it would be an echo. */
  broken: boolean;
}

/** The document's root, or `undefined` when its syntax is broken. */
export function readYaml(file: SourceFile, report: Report): SourceNode | undefined {
  // Loaded for a document that is parsed: where all are JSON, or known from an earlier run, there is none.
  const yaml = createRequire(import.meta.url)("yaml") as typeof Yaml;
  const document = yaml.parseDocument(file.text, {
    intAsBigInt: true,
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: "error",
    stringKeys: false,
  });
  const context: Context = {
    yaml,
    file,
    report,
    anchors: new Map(),
    open: new Set(),
    expanded: 0,
    depth: 0,
    broken: false,
  };
  if (reportSyntax(document, context)) return undefined;
  if (!document.contents) {
    report("AW1010", { file: file.path, start: 0, end: 0 }, {});
    return undefined;
  }
  const root = convert(document.contents, context);
  return context.broken ? undefined : root;
}

/** Only the first syntax error of a file is told: what follows it is mostly its echo. */
function reportSyntax(document: Document.Parsed, { yaml, file, report }: Context): boolean {
  const tag = document.warnings.find((warning) => warning.code === "TAG_RESOLVE_FAILED");
  const error = document.errors[0] ?? tag;
  if (!error) return reportVersion(document, file, report);
  const [start, end] = error.pos;
  const origin = { file: file.path, start, end: Math.max(end, start + 1) };
  switch (error.code) {
    case "MULTIPLE_DOCS":
      report("AW1003", { ...origin, end: Math.min(start + 3, end) }, {});
      break;
    case "TAB_AS_INDENT":
      report("AW1004", origin, {});
      break;
    case "TAG_RESOLVE_FAILED":
      report("AW1012", origin, { tag: shown(file.text.slice(start, end)) });
      break;
    case "RESOURCE_EXHAUSTION":
      report("AW1011", origin, {});
      break;
    default:
      reportInvalid(error, { yaml, document, text: file.text, origin }, report);
  }
  return true;
}

interface Invalid {
  readonly yaml: typeof Yaml;
  readonly document: Document.Parsed;
  readonly text: string;
  readonly origin: Origin;
}

type Mistake = Pick<YAMLError, "code" | "pos">;

function reportInvalid(error: Mistake, invalid: Invalid, report: Report): void {
  const { text, origin } = invalid;
  const start = findUnclosed(error, invalid);
  const problem = start === undefined ? (syntaxProblems[error.code] ?? "this is not valid YAML") : unclosedProblem(text.charAt(start));
  report("AW1001", start === undefined ? origin : { ...origin, start, end: start + 1 }, { problem });
} // prettier-ignore

function unclosedProblem(opening: string): string {
  const closing = closings[opening] ?? "";
  if (opening === closing) return `nothing closes this \`${opening}\``;
  return `nothing closes this \`${opening}\`: a \`${closing}\` is missing, or what stands within is not indented far enough`;
}

const closings: Readonly<Record<string, string>> = { "[": "]", "{": "}", '"': '"', "'": "'" };

/** Where the innermost list, mapping or text begins that goes on to the place of the mistake for want of its end. */
function findUnclosed({ code, pos: [at] }: Mistake, { yaml, document, text }: Invalid): number | undefined {
  if (code !== "BAD_INDENT" && code !== "MISSING_CHAR") return undefined;
  let found: number | undefined;
  yaml.visit(document, {
    Node(_, { range }) {
      const [start = 0, end = 0] = range ?? [];
      const closing = closings[text[start] ?? ""];
      if (end === at && closing !== undefined && (end - start < 2 || text[end - 1] !== closing)) found = start;
    },
  });
  return found;
} // prettier-ignore

/** `%YAML 1.1` would make `yes` a boolean and dates no texts. */
function reportVersion({ directives }: Document.Parsed, { path, text }: SourceFile, report: Report): boolean {
  const { explicit, version } = directives.yaml;
  if (explicit !== true || version === "1.2") return false;
  const start = Math.max(0, text.indexOf("%YAML"));
  report("AW1001", { file: path, start, end: start + 5 }, { problem: "this is not YAML 1.2" });
  return true;
}

const syntaxProblems: { readonly [C in ErrorCode]?: string } = {
  BAD_ALIAS: "this alias names no anchor above it",
  BAD_DIRECTIVE: "YAML does not know this directive",
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

function convert(node: Node, context: Context): SourceNode {
  const { yaml } = context;
  if (yaml.isAlias(node)) return expand(node, context);
  if (context.open.size > 0) context.expanded += 1 + Math.floor(lengthOf(node, yaml) / NODE_LENGTH);
  else if (node.anchor !== undefined) context.anchors.set(node.anchor, node);
  if (!yaml.isMap(node) && !yaml.isSeq(node)) return convertScalar(node, context);
  if (context.depth >= DEPTH_LIMIT) return giveUp("AW1011", node, context);
  context.depth++;
  const converted = yaml.isMap(node) ? convertMap(node, context) : convertList(node, context);
  context.depth--;
  return converted;
}

/** How long the text of a node is, or the keys of a mapping are. */
function lengthOf(node: Node, yaml: typeof Yaml): number {
  if (yaml.isScalar(node)) return node.source?.length ?? 0;
  return yaml.isMap(node) ? (node.items as Pair<Node, Node | null>[]).reduce((length, pair) => length + (keyText(pair, yaml)?.length ?? 0), 0) : 0; // prettier-ignore
}

/** Reports what makes the whole document useless, once. */
function giveUp(code: "AW1001" | "AW1006" | "AW1011", node: Node, context: Context): SourceNode {
  const origin = originOf(node, context);
  const params = { limit: ALIAS_LIMIT, problem: syntaxProblems.BAD_ALIAS ?? "" };
  if (!context.broken) context.report(code, { ...origin, end: Math.min(origin.end, origin.start + 60) }, params);
  context.broken = true;
  return missing(origin);
}

function convertList(node: YAMLSeq, context: Context): SourceNode {
  return { kind: "list", origin: originOf(node, context), items: node.items.map((item) => convert(item as Node, context)) }; // prettier-ignore
}

function convertMap(node: YAMLMap, context: Context): SourceNode {
  const pairs = node.items as Pair<Node, Node | null>[];
  const own = new Set(pairs.map((pair) => keyText(pair, context.yaml)));
  const entries = pairs.flatMap((pair) =>
    isMerge(pair, context.yaml) ? merged(pair, own, context) : convertPair(pair, context),
  );
  return {
    kind: "map",
    origin: originOf(node, context),
    flow: node.flow === true,
    entries: duplicateKeys(entries, context.report),
  };
}

function keyText({ key }: Pair<Node, Node | null>, yaml: typeof Yaml): string | undefined {
  if (!yaml.isScalar(key) || (key.type === "PLAIN" && key.source === "")) return undefined;
  return key.source ?? String(key.value);
}

function isMerge({ key }: Pair<Node, Node | null>, yaml: typeof Yaml): boolean {
  return yaml.isScalar(key) && key.type === "PLAIN" && key.source === "<<";
}

function convertPair(pair: Pair<Node, Node | null>, context: Context): readonly SourceEntry[] {
  const keyOrigin = originOf(pair.key, context);
  const text = keyText(pair, context.yaml);
  const key = text ?? meantText(pair.key, context.yaml);
  const value = pair.value ? convert(pair.value, context) : missing(keyOrigin);
  if (text === undefined) context.report("AW1005", keyOrigin, {});
  return key === undefined ? [] : [{ key, keyOrigin, value }];
}

/** `[name]: …` was most likely meant as a name. */
function meantText(key: Node, yaml: typeof Yaml): string | undefined {
  const [item, ...others] = yaml.isSeq(key) ? key.items : [];
  return yaml.isScalar(item) && others.length === 0 ? item.source : undefined;
}

/** Merge keys: entries of the mapping itself win over those that are merged in, and earlier ones over later ones. */
function merged(pair: Pair<Node, Node | null>, own: Set<string | undefined>, context: Context): readonly SourceEntry[] {
  const value = pair.value ? convert(pair.value, context) : undefined;
  const maps = value?.kind === "list" ? value.items : value ? [value] : [];
  if (!context.broken && (!maps.length || maps.some((map) => map.kind !== "map")))
    context.report("AW1013", originOf(pair.key, context), {});
  return maps.flatMap((map) => entriesOf(map).filter((entry) => !own.has(entry.key) && own.add(entry.key)));
}

/** An alias stands for its anchor's node, with the places of the anchor. */
function expand(alias: Alias, context: Context): SourceNode {
  const target = context.anchors.get(alias.source);
  if (context.broken) return missing(originOf(alias, context));
  if (!target) return giveUp("AW1001", alias, context);
  if (context.open.has(target) || context.expanded > ALIAS_LIMIT) return giveUp("AW1006", alias, context);
  context.open.add(target);
  const node = convert(target, context);
  context.open.delete(target);
  return node;
}

function convertScalar(node: Scalar, context: Context): SourceNode {
  const origin = originOf(node, context);
  const source = node.source ?? "";
  const written = typeof node.value === "bigint" ? Number(node.value) : node.value;
  const value =
    typeof written === "number" ? exactNumber(written, { source, origin, report: context.report }) : written;
  const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  return { kind: "scalar", origin, value: known, source, missing: value === null && source === "" };
}

function missing(at: Origin): SourceNode {
  return { kind: "scalar", origin: { ...at, start: at.end, end: at.end }, value: null, source: "", missing: true };
}

function originOf(node: Node, { file }: Context): Origin {
  const [start, end] = node.range ?? [0, 0];
  return { file: file.path, start, end };
}
