// Pieces → the text that printing them by ts-morph and formatting that by Prettier would give, without either: the rules of
// Prettier for the forms that emitters use, and its own printer for lines and widths. Other forms go the long way.
// test/unit/layout.test.ts holds one against the other.
import { builders, printer, type builders as Build } from "prettier/doc";
import type {
  AliasStatement,
  ClassStatement,
  ConstStatement,
  ExportStatement,
  FunctionStatement,
  ImportStatement,
  InterfaceStatement,
  Member,
  Method,
  Parameter,
  Piece,
  Statement,
} from "./build.js";
import { valueText } from "./build.js";
import { assignmentDoc, expressionDoc, fluidDoc, printWidth } from "./layout/expressions.js";
import { parseExpression, parseType, type ExpressionNode, type TypeNode } from "./layout/syntax.js";
import { commentLines, keyText, quoted, Unknown } from "./layout/tokens.js";
import { commentDoc, typeDoc } from "./layout/types.js";
import { comment, str, type Doc as Comment } from "./text.js";

type Doc = Build.Doc;
const { group, hardline, ifBreak, indent, join, line, softline } = builders;

/** The text of a piece; undefined if it has something that only Prettier itself knows how to lay out. */
export function layout(piece: Piece): string | undefined {
  try {
    const doc = join(hardline, piece.map(statementDoc));
    return printer.printDocToString(doc, { printWidth, tabWidth: 2 }).formatted;
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

function statementDoc(statement: Statement): Doc {
  switch (statement.kind) {
    case "text":
      return textDoc(statement.text);
    case "interface":
      return [docsDoc(statement.doc), interfaceDoc(statement)];
    case "alias":
      return [docsDoc(statement.doc), aliasDoc(statement)];
    case "const":
      return [docsDoc(statement.doc), constDoc(statement)];
    case "function":
      return [docsDoc(statement.doc), functionDoc(statement)];
    case "class":
      return [docsDoc(statement.doc), classDoc(statement)];
    case "import":
      return importDoc(statement);
    case "export":
      return [docsDoc(statement.doc), exportDoc(statement)];
  }
}

/** Comments of the head of a file, which stay as they are. */
function textDoc(text: string): Doc {
  if (text === "export {};") return text;
  const lines = text.split("\n");
  const isComment =
    /^(?:\/\/[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/\n?)*$/.test(text) && !text.includes("prettier-ignore");
  return isComment && lines.every((each) => each === each.trimEnd() && /^(?:\/| \*)/.test(each)) ? join(hardline, lines) : unknown(); // prettier-ignore
}

function unknown(): never {
  throw new Unknown();
}

function docsDoc(content: Comment | undefined): Doc {
  const text = content === undefined ? "" : comment(content);
  return text === "" ? "" : commentDoc(commentLines(text));
}

function typeOf(text: string): TypeNode {
  return parseType(text) ?? unknown();
}

function valueOf(text: string): ExpressionNode {
  return parseExpression(text) ?? unknown();
}

function interfaceDoc({ name, typeParameters = [], extends: bases = [], members = [], methods = [] }: InterfaceStatement): Doc {
  const heads = bases.map(typeOf);
  const body = [...members.map(propertyDoc), ...methods.map(methodDoc)].map((doc) => [doc, ";"]);
  return ["export interface", heritageDoc([" ", name, typeParametersDoc(typeParameters)], heads), " ", blockDoc(body)];
} // prettier-ignore

/** What it extends, on the line or below it. */
function heritageDoc(head: Doc[], bases: readonly TypeNode[]): Doc {
  const docs = bases.map((base) => typeDoc(base));
  const [only] = bases;
  if (only === undefined) return head;
  if (bases.length > 1) return group([...head, indent([line, "extends", group(indent([line, join([",", line], docs)]))])]); // prettier-ignore
  const isMember = only.kind === "reference" && only.args.length === 0 && only.name.includes(".");
  return isMember ? group([...head, indent([line, group(["extends ", ...docs])])]) : [...head, " extends ", ...docs];
}

function typeParametersDoc(names: readonly string[]): Doc {
  if (names.length === 0) return "";
  const docs = names.map((name) => {
    const [head = "", base] = name.split(" extends ");
    if (!/^[\w$]+$/.test(head)) return unknown();
    return base === undefined ? head : fluidDoc(head, " extends", typeDoc(typeOf(base)));
  });
  return group(["<", indent([softline, join([",", line], docs)]), ifBreak(","), softline, ">"]);
}

function blockDoc(lines: readonly Doc[]): Doc {
  return lines.length === 0 ? "{}" : ["{", indent([hardline, join(hardline, [...lines])]), hardline, "}"];
}

function propertyDoc({ name, type, optional = false, doc }: Member): Doc {
  const head = `readonly ${keyText(name)}${optional ? "?" : ""}: `;
  return [docsDoc(doc), group([head, typeDoc(typeOf(type))])];
}

function methodDoc({ name, parameters, returns, doc }: Method): Doc {
  return [docsDoc(doc), group([keyText(name), parametersDoc(parameters), group([": ", returnDoc(returns)])])];
}

/** With an object as what it returns, a function breaks in another place. */
function returnDoc(text: string): Doc {
  const type = typeOf(text);
  return type.kind === "object" ? unknown() : typeDoc(type);
}

function parametersDoc(parameters: readonly Parameter[]): Doc {
  if (parameters.length === 0) return "()";
  const docs = parameters.map(({ name, type, optional = false }) => [name, optional ? "?" : "", ": ", parameterType(type)]); // prettier-ignore
  return ["(", indent([softline, join([",", line], docs)]), ifBreak(","), softline, ")"];
}

function parameterType(text: string): Doc {
  const [, name, of, made = ""] = /^new \(([\w$]+): ([\w$.]+)\) => ([\w$]+)$/.exec(text) ?? [];
  if (name !== undefined) return group(["new ", group(parametersDoc([{ name, type: of ?? "" }])), ` => ${made}`]);
  const type = typeOf(text);
  return type.kind === "object" ? unknown() : typeDoc(type);
}

function aliasDoc({ name, typeParameters = [], type }: AliasStatement): Doc {
  return [fluidDoc(["export type ", name, typeParametersDoc(typeParameters)], " =", typeDoc(typeOf(type))), ";"];
}

function constDoc({ name, type, value }: ConstStatement): Doc {
  const annotation = typeOf(type);
  const right = valueOf(valueText(value, true));
  if (right.kind === "arrow") return unknown();
  const left = [name, ": ", typeDoc(annotation)];
  const isLeftFirst = isComplex(annotation);
  return group(["export const ", assignmentDoc({ left, sign: " =", right, isShort: false, isLeftFirst }), ";"]);
}

/** Several arguments, some of which have arguments: they break before the value does. */
function isComplex(type: TypeNode): boolean {
  return type.kind === "reference" && type.args.length > 1 && type.args.some((arg) => arg.kind === "reference" && arg.args.length > 0); // prettier-ignore
}

function functionDoc({ name, exported, typeParameters = [], parameters, returns, body }: FunctionStatement): Doc {
  const head = [typeParametersDoc(typeParameters), group([parametersDoc(parameters), ": ", returnDoc(returns)])];
  return [`${exported ? "export " : ""}function ${name}`, group(head), " ", blockDoc([bodyDoc(body)])];
}

/** One statement: what is returned, or a call. */
function bodyDoc(body: string): Doc {
  const [, start = "", expression = ""] = /^(return |)([^]*);$/.exec(body) ?? unknown();
  const value = valueOf(expression);
  if (value.kind === "sum" || value.kind === "arrow" || (start === "" && value.kind !== "call")) return unknown();
  return [start, expressionDoc(value), ";"];
}

function classDoc({ name, extends: base, typeArguments = "", properties, init, statics }: ClassStatement): Doc {
  if (statics.length > 0) return unknown();
  const type = typeOf(`${base}${typeArguments}`);
  const members = [
    ...properties.map(({ value, ...property }): Doc => {
      const left = ["readonly ", keyText(property.name), property.optional === true ? "?" : "", ": ", typeDoc(typeOf(property.type))]; // prettier-ignore
      return [docsDoc(property.doc), assignmentDoc({ left, sign: " =", right: valueOf(value), isShort: false }), ";"];
    }),
    ...(init === undefined ? [] : [["constructor", group(parametersDoc(init.parameters)), " ", blockDoc([bodyDoc(init.body)])]]), // prettier-ignore
  ];
  if (properties.length > 0 && init !== undefined) return unknown(); // there is an empty line between
  return ["export class", heritageDoc([" ", name], [type]), " ", blockDoc(members)];
}

function importDoc({ from, typeOnly, namespace, names = [] }: ImportStatement): Doc {
  const specifiers = names.map((each) => `${each.typeOnly ? "type " : ""}${each.name}`);
  const what = namespace === undefined ? namesDoc(specifiers) : `* as ${namespace}`;
  return [typeOnly ? "import type " : "import ", what, " from ", quoted(str(from)), ";"];
}

function exportDoc({ from, typeOnly, namespace, names }: ExportStatement): Doc {
  if (names?.some(({ doc }) => doc !== undefined) === true) return unknown();
  const specifiers = names?.map((each) => `${each.typeOnly === true ? "type " : ""}${each.name}${each.alias === undefined ? "" : ` as ${each.alias}`}`); // prettier-ignore
  const what = specifiers !== undefined ? namesDoc(specifiers) : namespace === undefined ? "*" : `* as ${namespace}`;
  return [typeOnly ? "export type " : "export ", what, from === undefined ? "" : [" from ", quoted(str(from))], ";"];
}

function namesDoc(names: readonly string[]): Doc {
  if (names.length < 2) return names.length === 0 ? "{}" : `{ ${names.join()} }`;
  return group(["{", indent([line, join([",", line], [...names])]), ifBreak(","), line, "}"]);
}
