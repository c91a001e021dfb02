// Text that is no JSON → what is wrong with it, and where. The parser is told to accept nothing but JSON.
import { createRequire } from "node:module";
import type * as Jsonc from "jsonc-parser";
import type { Report } from "../diagnostics.js";
import type { SourceFile } from "../source.js";

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

/** Reports the first mistake in a text that is no JSON. Most are, so the parser that finds it is loaded only here. */
export function reportSyntax({ path, text }: SourceFile, report: Report): void {
  const jsonc = createRequire(import.meta.url)("jsonc-parser") as typeof Jsonc;
  const errors: Jsonc.ParseError[] = [];
  jsonc.parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (!error || text.trim() === "") return report("AW1010", { file: path, start: 0, end: 0 }, {});
  const end = Math.min(Math.max(error.offset + error.length, error.offset + 1), text.length);
  const start = Math.min(error.offset, end);
  const comma = /,\s*$/.exec(text.slice(0, start))?.index;
  if (comma !== undefined && /^[\]}]/.test(text.slice(start)))
    return report("AW1009", { file: path, start: comma, end: comma + 1 }, { problem: "JSON has no trailing commas" });
  const problem = problems[jsonc.printParseErrorCode(error.error)] ?? "this is not valid JSON";
  report("AW1009", { file: path, start, end }, { problem });
}
