// The part of TypeScript that emitters write as text: types and expressions as trees. What is not of it gives undefined.
import { createTokens, Unknown, type Tokens } from "./tokens.js";

export type TypeNode =
  /** A keyword such as `string`, or a literal. */
  | { readonly kind: "keyword" | "literal"; readonly text: string }
  | { readonly kind: "reference"; readonly name: string; readonly args: readonly TypeNode[] }
  | { readonly kind: "query"; readonly name: string }
  | { readonly kind: "array"; readonly item: TypeNode }
  | { readonly kind: "readonly"; readonly type: TypeNode }
  | { readonly kind: "union" | "intersection"; readonly types: readonly TypeNode[] }
  | { readonly kind: "object"; readonly members: readonly MemberNode[]; readonly isBroken: boolean };

export interface MemberNode {
  /** The lines of the comment before it. */
  readonly comment: readonly string[];
  readonly isReadonly: boolean;
  /** With the mark of what is optional; of an index signature, what is between the brackets. */
  readonly name: string;
  readonly isIndex: boolean;
  readonly type: TypeNode;
}

export type ExpressionNode =
  | { readonly kind: "name" | "string" | "number" | "constant"; readonly text: string }
  | { readonly kind: "member"; readonly object: ExpressionNode; readonly name: string }
  | CallNode
  /** With the comment that says so. */
  | { readonly kind: "pure"; readonly value: CallNode }
  | { readonly kind: "list"; readonly items: readonly ExpressionNode[] }
  | { readonly kind: "object"; readonly members: readonly PropertyNode[]; readonly isBroken: boolean }
  | { readonly kind: "arrow"; readonly parameters: readonly string[]; readonly body: ExpressionNode }
  | { readonly kind: "sum"; readonly terms: readonly ExpressionNode[] };

export interface CallNode {
  readonly kind: "call";
  readonly isNew: boolean;
  readonly callee: ExpressionNode;
  readonly typeArgs: readonly TypeNode[];
  readonly args: readonly ExpressionNode[];
}

export type PropertyNode =
  | { readonly kind: "property"; readonly key: string; readonly value: ExpressionNode }
  | { readonly kind: "shorthand"; readonly name: string }
  | { readonly kind: "spread"; readonly value: ExpressionNode };

/** A whole text as a type. */
export function parseType(text: string): TypeNode | undefined {
  return parsed(text, typeNode);
}

/** A whole text as an expression. */
export function parseExpression(text: string): ExpressionNode | undefined {
  return parsed(text, expressionNode);
}

function parsed<T>(text: string, parse: (tokens: Tokens) => T): T | undefined {
  try {
    const tokens = createTokens(text);
    const node = parse(tokens);
    tokens.end();
    return node;
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

function typeNode(tokens: Tokens): TypeNode {
  return operands("union", "|", () => operands("intersection", "&", () => prefixedType(tokens), tokens), tokens);
}

// eslint-disable-next-line max-params -- what a chain of operands consists of
function operands(kind: "union" | "intersection", sign: string, operand: () => TypeNode, tokens: Tokens): TypeNode {
  const types = [operand()];
  while (tokens.take(sign)) types.push(operand());
  const [only] = types;
  return types.length === 1 && only ? only : { kind, types: types.flatMap((type) => (type.kind === kind ? type.types : [type])) }; // prettier-ignore
}

function prefixedType(tokens: Tokens): TypeNode {
  if (tokens.take("readonly")) return { kind: "readonly", type: prefixedType(tokens) };
  if (tokens.take("typeof")) return { kind: "query", name: dottedName(tokens) };
  let type = primaryType(tokens);
  while (tokens.take("[")) {
    tokens.expect("]");
    type = { kind: "array", item: type };
  }
  return type;
}

const keywords: ReadonlySet<string> = new Set([
  "any", "bigint", "boolean", "never", "null", "number", "object", "string", "symbol", "undefined", "unknown", "void",
]); // prettier-ignore
/** Words that begin what is not read here. */
const reserved: ReadonlySet<string> = new Set([
  "abstract", "as", "asserts", "async", "await", "class", "delete", "extends", "function", "import", "in", "infer",
  "instanceof", "is", "keyof", "new", "satisfies", "this", "typeof", "unique", "void", "yield",
]); // prettier-ignore
const constants: ReadonlySet<string> = new Set(["true", "false", "null", "undefined", "this"]);

function primaryType(tokens: Tokens): TypeNode {
  if (tokens.take("(")) {
    const inner = typeNode(tokens);
    tokens.expect(")");
    return inner;
  }
  if (tokens.peek() === "{") return objectType(tokens);
  const literal = tokens.string() ?? tokens.number();
  if (literal !== undefined) return { kind: "literal", text: literal };
  const word = tokens.peek();
  if (word === "true" || word === "false") return { kind: "literal", text: tokens.word() };
  if (keywords.has(word)) return { kind: "keyword", text: tokens.word() };
  if (reserved.has(word)) throw new Unknown();
  return { kind: "reference", name: dottedName(tokens), args: typeArguments(tokens) };
}

function dottedName(tokens: Tokens): string {
  const names = [tokens.word()];
  while (tokens.take(".")) names.push(tokens.word());
  return names.join(".");
}

function typeArguments(tokens: Tokens): readonly TypeNode[] {
  if (!tokens.take("<")) return [];
  const args = [typeNode(tokens)];
  while (tokens.take(",")) args.push(typeNode(tokens));
  tokens.expect(">");
  return args;
}

function objectType(tokens: Tokens): TypeNode {
  tokens.expect("{");
  const isBroken = tokens.isOnNewLine();
  const members: MemberNode[] = [];
  while (!tokens.take("}")) {
    const comment = tokens.comment();
    const isReadonly = tokens.take("readonly");
    const isIndex = tokens.take("[");
    const name = isIndex ? indexSignature(tokens) : tokens.key();
    const mark = tokens.take("?") ? "?" : "";
    tokens.expect(":");
    members.push({ comment, isReadonly, name: `${name}${mark}`, isIndex, type: typeNode(tokens) });
    if (!tokens.take(";") && tokens.peek() !== "}") throw new Unknown();
  }
  return { kind: "object", members, isBroken };
}

function indexSignature(tokens: Tokens): string {
  const name = tokens.word();
  tokens.expect(":");
  tokens.expect("string");
  tokens.expect("]");
  return `${name}: string`;
}

function expressionNode(tokens: Tokens): ExpressionNode {
  const terms = [operandNode(tokens)];
  while (tokens.take("+")) terms.push(operandNode(tokens));
  const [only] = terms;
  return terms.length === 1 && only ? only : { kind: "sum", terms };
}

function operandNode(tokens: Tokens): ExpressionNode {
  const [pure] = tokens.comment();
  if (pure === undefined) return callChain(tokens);
  const value = callChain(tokens);
  if (pure !== "/* @__PURE__ */" || value.kind !== "call") throw new Unknown();
  return { kind: "pure", value };
}

/** Only one call: more of them have a layout of their own. */
function callChain(tokens: Tokens): ExpressionNode {
  const isNew = tokens.take("new");
  let node = primaryNode(tokens);
  while (tokens.take(".")) node = { kind: "member", object: node, name: tokens.word() };
  if (tokens.peek() !== "(" && tokens.peek() !== "<") return isNew ? unknown() : node;
  if (node.kind !== "name" && node.kind !== "member") return unknown();
  const typeArgs = typeArguments(tokens);
  const call: CallNode = { kind: "call", isNew, callee: node, typeArgs, args: argumentNodes(tokens) };
  return [".", "(", "<", "["].includes(tokens.peek()) ? unknown() : call;
}

function unknown(): never {
  throw new Unknown();
}

function argumentNodes(tokens: Tokens): readonly ExpressionNode[] {
  tokens.expect("(");
  const args: ExpressionNode[] = [];
  while (!tokens.take(")")) {
    args.push(expressionNode(tokens));
    if (!tokens.take(",") && tokens.peek() !== ")") throw new Unknown();
  }
  return args;
}

function primaryNode(tokens: Tokens): ExpressionNode {
  const first = tokens.peek();
  if (first === "(") return arrowNode(tokens);
  if (first === "[") return listNode(tokens);
  if (first === "{") return objectNode(tokens);
  const string = tokens.string();
  if (string !== undefined) return { kind: "string", text: string };
  const number = tokens.number();
  if (number !== undefined) return { kind: "number", text: number };
  if (constants.has(first)) return { kind: "constant", text: tokens.word() };
  if (reserved.has(first)) throw new Unknown();
  return { kind: "name", text: tokens.word() };
}

/** A function of names, with an expression as its body. */
function arrowNode(tokens: Tokens): ExpressionNode {
  tokens.expect("(");
  const parameters: string[] = [];
  while (!tokens.take(")")) {
    parameters.push(tokens.word());
    if (!tokens.take(",") && tokens.peek() !== ")") throw new Unknown();
  }
  tokens.expect("=>");
  if (!tokens.take("(")) {
    if (tokens.peek() === "{") throw new Unknown();
    return { kind: "arrow", parameters, body: expressionNode(tokens) };
  }
  const body = objectNode(tokens);
  tokens.expect(")");
  return { kind: "arrow", parameters, body };
}

function listNode(tokens: Tokens): ExpressionNode {
  tokens.expect("[");
  const items: ExpressionNode[] = [];
  while (!tokens.take("]")) {
    items.push(expressionNode(tokens));
    if (!tokens.take(",") && tokens.peek() !== "]") throw new Unknown();
  }
  return { kind: "list", items };
}

function objectNode(tokens: Tokens): ExpressionNode {
  tokens.expect("{");
  const isBroken = tokens.isOnNewLine();
  const members: PropertyNode[] = [];
  while (!tokens.take("}")) {
    members.push(propertyNode(tokens));
    if (!tokens.take(",") && tokens.peek() !== "}") throw new Unknown();
  }
  return { kind: "object", members, isBroken: isBroken && members.length > 0 };
}

function propertyNode(tokens: Tokens): PropertyNode {
  if (tokens.take("...")) return { kind: "spread", value: expressionNode(tokens) };
  const key = tokens.take("[") ? computedKey(tokens) : tokens.key();
  if (tokens.take(":")) return { kind: "property", key, value: expressionNode(tokens) };
  return /^[\w$]+$/.test(key) ? { kind: "shorthand", name: key } : unknown();
}

function computedKey(tokens: Tokens): string {
  const text = tokens.string() ?? unknown();
  tokens.expect("]");
  return `[${text}]`;
}
