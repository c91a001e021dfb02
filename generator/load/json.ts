// Strict JSON text → nodes with places. The only importer of `jsonc-parser`, which is told to accept nothing but JSON.
import jsonc, { type Node, type ParseError } from "jsonc-parser";
import type { Report } from "../diagnostics.js";
import type { Origin } from "../model.js";
import type { SourceEntry, SourceFile, SourceNode } from "../source.js";
import { duplicateKeys, unsafeInteger } from "./shared.js";

const problems: { readonly [name: string]: string } = {
  InvalidSymbol: "this is no JSON value; texts need double quotes",
  InvalidNumberFormat: "this is no number in JSON",
  PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here; JSON has no trailing commas",
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

/** The document's root, or `undefined` when its syntax is broken. */
export function readJson(file: SourceFile, report: Report): SourceNode | undefined {
  const errors: ParseError[] = [];
  const root = jsonc.parseTree(file.text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (!error && root) return convert(root, file, report);
  if (!error || file.text.trim() === "") report("AW1010", { file: file.path, start: 0, end: 0 }, {});
  else {
    const end = Math.min(Math.max(error.offset + error.length, error.offset + 1), file.text.length);
    const problem = problems[jsonc.printParseErrorCode(error.error)] ?? "this is not valid JSON";
    report("AW1009", { file: file.path, start: Math.min(error.offset, end), end }, { problem });
  }
  return undefined;
}

function convert(node: Node, file: SourceFile, report: Report): SourceNode {
  const origin = originOf(node, file);
  if (node.type === "array")
    return { kind: "list", origin, items: (node.children ?? []).map((item) => convert(item, file, report)) };
  if (node.type === "object") {
    const entries = (node.children ?? []).flatMap((property) => convertProperty(property, file, report));
    return { kind: "map", origin, flow: false, entries: duplicateKeys(entries, report) };
  }
  const source = file.text.slice(origin.start, origin.end);
  if (node.type === "number" && /^-?\d+$/.test(source)) unsafeInteger(BigInt(source), origin, report);
  return {
    kind: "scalar",
    origin,
    value: node.value as string | number | boolean | null,
    source: node.type === "string" ? (node.value as string) : source,
    missing: false,
  };
}

function convertProperty(property: Node, file: SourceFile, report: Report): readonly SourceEntry[] {
  const [key, value] = property.children ?? [];
  if (!key || !value) return [];
  return [{ key: key.value as string, keyOrigin: originOf(key, file), value: convert(value, file, report) }];
}

function originOf(node: Node, file: SourceFile): Origin {
  return { file: file.path, start: node.offset, end: node.offset + node.length };
}
