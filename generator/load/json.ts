// Strict JSON text → nodes with places. The only importer of `jsonc-parser`, which is told to accept nothing but JSON.
import jsonc, { type Node, type ParseError } from "jsonc-parser";
import type { Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import type { SourceEntry, SourceFile, SourceNode } from "../source.js";
import { DEPTH_LIMIT, duplicateKeys, exactNumber } from "./shared.js";

const problems: { readonly [name: string]: string } = {
  InvalidSymbol: "this is no JSON value; texts need double quotes",
  InvalidNumberFormat: "this is no number in JSON",
  PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: "a `:` is expected here",
  CommaExpected: "a `,` is expected here",
  CloseBraceExpected: "a `}` is missing",
  CloseBracketExpected: "a `]` is missing",
  EndOfFileExpected: "nothing may follow the document",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfComment: "JSON has no comments",
  UnexpectedEndOfString: "a closing quote is missing",
  UnexpectedEndOfNumber: "this number is cut off",
  InvalidUnicode: "this is no Unicode escape",
  InvalidEscapeCharacter: "JSON does not know this escape",
  InvalidCharacter: "a control character needs an escape",
};

interface Context {
  readonly file: SourceFile;
  readonly report: Report;
  /** How many objects and arrays stand around. */
  depth: number;
  /** The document is too deep, which was reported. */
  broken: boolean;
}

/** The document's root, or `undefined` when its syntax is broken. */
export function readJson(file: SourceFile, report: Report): SourceNode | undefined {
  const errors: ParseError[] = [];
  const root = jsonc.parseTree(file.text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (!error && root) {
    const context: Context = { file, report, depth: 0, broken: false };
    const converted = convert(root, context);
    return context.broken ? undefined : converted;
  }
  if (!error || file.text.trim() === "") report("AW1010", { file: file.path, start: 0, end: 0 }, {});
  else reportSyntax(error, file, report);
  return undefined;
}

function reportSyntax(error: ParseError, { path, text }: SourceFile, report: Report): void {
  const end = Math.min(Math.max(error.offset + error.length, error.offset + 1), text.length);
  const start = Math.min(error.offset, end);
  const comma = /,\s*$/.exec(text.slice(0, start))?.index;
  if (comma !== undefined && /^[\]}]/.test(text.slice(start))) {
    report("AW1009", { file: path, start: comma, end: comma + 1 }, { problem: "JSON has no trailing commas" });
    return;
  }
  const problem = problems[jsonc.printParseErrorCode(error.error)] ?? "this is not valid JSON";
  report("AW1009", { file: path, start, end }, { problem });
}

function convert(node: Node, context: Context): SourceNode {
  const origin = originOf(node, context);
  if (node.type !== "array" && node.type !== "object") return convertScalar(node, origin, context);
  if (context.depth >= DEPTH_LIMIT) {
    if (!context.broken) context.report("AW1011", { ...origin, end: origin.start + 1 }, {});
    context.broken = true;
    return { kind: "list", origin, items: [] };
  }
  context.depth++;
  const converted = convertCollection(node, origin, context);
  context.depth--;
  return converted;
}

function convertCollection({ type, children = [] }: Node, origin: Origin, context: Context): SourceNode {
  if (type === "array") return { kind: "list", origin, items: children.map((item) => convert(item, context)) };
  const entries = children.flatMap((property) => convertProperty(property, context));
  return { kind: "map", origin, flow: false, entries: duplicateKeys(entries, context.report) };
}

function convertScalar({ value }: Node, origin: Origin, { file, report }: Context): SourceNode {
  const written = value as string | number | boolean | null;
  const source = typeof written === "string" ? written : file.text.slice(origin.start, origin.end);
  const known = typeof written === "number" ? exactNumber(written, { source, origin, report }) : written;
  return { kind: "scalar", origin, value: known, source, missing: false };
}

function convertProperty(property: Node, context: Context): readonly SourceEntry[] {
  const [key, value] = property.children ?? [];
  if (!key || !value) return [];
  return [{ key: key.value as string, keyOrigin: originOf(key, context), value: convert(value, context) }];
}

function originOf(node: Node, { file }: Context): Origin {
  return { file: file.path, start: node.offset, end: node.offset + node.length };
}
