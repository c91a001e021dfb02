// Expressions → the documents that Prettier has for them, and both sides of an assignment.
import { builders, utils, type builders as Build } from "prettier/doc";
import type { CallNode, ExpressionNode, PropertyNode } from "./syntax.js";
import { typeArgumentsDoc } from "./types.js";

type Doc = Build.Doc;
const { breakParent, conditionalGroup, fill, group, ifBreak, indent, indentIfBreak, join, line, lineSuffixBoundary, softline } = builders; // prettier-ignore
const { canBreak, willBreak } = utils;

/** Lines that are longer are broken. */
export const printWidth = 120;

export function expressionDoc(node: ExpressionNode): Doc {
  switch (node.kind) {
    case "name":
    case "string":
    case "number":
    case "constant":
      return node.text;
    case "member":
      return memberDoc(expressionDoc(node.object), node.name);
    case "call":
      return callDoc(node);
    case "pure":
      return ["/* @__PURE__ */ ", callDoc(node.value)];
    case "list":
      return listDoc(node.items);
    case "object":
      return objectDoc(node.members, node.isBroken);
    case "arrow":
      return arrowDoc(node, false);
    case "sum":
      return group(sumParts(node.terms));
  }
}

/** Plain text where it can be: documents are walked several times. */
function memberDoc(object: Doc, name: string): Doc {
  return typeof object === "string" ? `${object}.${name}` : [object, ".", name];
}

/** A call by a member is a group of its own, as a chain of one. */
function callDoc({ isNew, callee, typeArgs, args }: CallNode): Doc {
  const doc = [isNew ? "new " : "", expressionDoc(callee), typeArgumentsDoc(typeArgs), argumentsDoc(args)];
  return callee.kind === "member" && !isNew ? group(doc) : doc;
}

function argumentsDoc(args: readonly ExpressionNode[]): Doc {
  if (args.length === 0) return "()";
  const docs = args.map(expressionDoc);
  const parts = docs.map((doc, index): Doc => (index < docs.length - 1 ? [doc, ",", line] : doc));
  const broken = (): Doc => group(["(", indent([line, ...parts]), ",", line, ")"], { shouldBreak: true });
  if (isComposition(args)) return broken();
  const last = args.at(-1);
  if (last !== undefined && isExpanded(last, args)) return expandedDoc(parts.slice(0, -1), last, broken);
  return group(["(", indent([softline, ...parts]), ifBreak(","), softline, ")"], { shouldBreak: docs.some(willBreak) });
}

/** The last argument beside the brackets: on the line, on lines of its own within it, or everything on lines. */
function expandedDoc(head: readonly Doc[], last: ExpressionNode, broken: () => Doc): Doc {
  if (head.some(willBreak)) return broken();
  const doc = last.kind === "arrow" ? arrowDoc(last, true) : expressionDoc(last);
  const open = ["(", ...head, group(doc, { shouldBreak: true }), ")"];
  return willBreak(doc)
    ? [breakParent, conditionalGroup([open, broken()])]
    : conditionalGroup([["(", ...head, doc, ")"], open, broken()]);
}

/** Several functions, or a function within a call, are easier to read one below the other. */
function isComposition(args: readonly ExpressionNode[]): boolean {
  if (args.length < 2) return false;
  let arrows = 0;
  for (const arg of args) {
    const call = arg.kind === "pure" ? arg.value : arg;
    if (arg.kind === "arrow") arrows++;
    else if (call.kind === "call" && !call.isNew && call.args.some(({ kind }) => kind === "arrow")) return true;
    if (arrows > 1) return true;
  }
  return false;
}

function isExpanded(last: ExpressionNode, args: readonly ExpressionNode[]): boolean {
  const before = args.at(-2);
  if (!mayExpand(last) || before?.kind === last.kind) return false;
  if (args.length === 2 && before?.kind === "arrow" && last.kind === "list") return false;
  return args.length === 1 || last.kind !== "list" || !isNumbers(last.items);
}

function mayExpand(node: ExpressionNode): boolean {
  switch (node.kind) {
    case "object":
      return node.members.length > 0;
    case "list":
      return node.items.length > 0;
    case "arrow": {
      const body = node.body.kind === "pure" ? node.body.value : node.body;
      return body.kind === "object" || body.kind === "list" || (body.kind === "call" && !body.isNew);
    }
    default:
      return false;
  }
}

/** A function of names. As an argument that is expanded it keeps its parameters on the line. */
function arrowDoc({ parameters, body }: Extract<ExpressionNode, { kind: "arrow" }>, isExpanded: boolean): Doc {
  const names = isExpanded
    ? ["(", parameters.join(", "), ")"]
    : ["(", indent([softline, join([",", line], [...parameters])]), ifBreak(","), softline, ")"];
  const head = group(parameters.length === 0 ? "()" : group(names));
  const end = isExpanded ? [ifBreak(","), softline] : [];
  return group([head, " =>", group(bodyDoc(body, end))]);
}

function bodyDoc(body: ExpressionNode, end: readonly Doc[]): Doc {
  if (body.kind === "object") return [" (", expressionDoc(body), ")"];
  return body.kind === "list" ? [" ", expressionDoc(body)] : [indent([line, expressionDoc(body)]), ...end];
}

function listDoc(items: readonly ExpressionNode[]): Doc {
  if (items.length === 0) return "[]";
  const docs = items.map(expressionDoc);
  const id = Symbol("list");
  const inner = isNumbers(items)
    ? fill(docs.flatMap((doc, index): Doc[] => (index < docs.length - 1 ? [[doc, ","], line] : [[doc, ifBreak(",", "", { groupId: id })]]))) // prettier-ignore
    : [
        join(
          [",", line],
          docs.map((doc) => group(doc)),
        ),
        ifBreak(","),
      ];
  return group(["[", indent([softline, inner]), softline, "]"], { shouldBreak: isMatrix(items), id });
}

function isNumbers(items: readonly ExpressionNode[]): boolean {
  return items.length > 0 && items.every(({ kind, ...node }) => kind === "number" && !("text" in node && node.text.endsWith("n"))); // prettier-ignore
}

/** Lists of lists, and lists of objects, each with more than one member. */
function isMatrix(items: readonly ExpressionNode[]): boolean {
  const sizes = items.map((item) => (item.kind === "list" ? item.items.length : item.kind === "object" ? -item.members.length : 0)); // prettier-ignore
  return items.length > 1 && (sizes.every((size) => size > 1) || sizes.every((size) => size < -1));
}

function objectDoc(members: readonly PropertyNode[], isBroken: boolean): Doc {
  if (members.length === 0) return "{}";
  const docs = members.map((member) => group(propertyDoc(member)));
  return group(["{", indent([line, join([",", line], docs)]), ifBreak(","), line, "}"], { shouldBreak: isBroken });
}

function propertyDoc(member: PropertyNode): Doc {
  if (member.kind === "shorthand") return member.name;
  if (member.kind === "spread") return ["...", expressionDoc(member.value)];
  return assignmentDoc({ left: member.key, sign: ":", right: member.value, isShort: member.key.length < 5 });
}

function sumParts(terms: readonly ExpressionNode[]): Doc[] {
  const docs = terms.map((term, index): Doc => (index === 0 ? expressionDoc(term) : ["+", line, expressionDoc(term)]));
  const [first = "", ...rest] = terms.length === 2 ? [docs[0] ?? "", group(docs[1] ?? "")] : docs;
  return [first, ...rest.flatMap((doc) => [" ", doc])];
}

export interface Assignment {
  readonly left: Doc;
  readonly sign: ":" | " =";
  readonly right: ExpressionNode;
  /** Whether it is a property whose name is so short that a line break after it gains nothing. */
  readonly isShort: boolean;
  /** Whether the left side breaks before the right one. */
  readonly isLeftFirst?: boolean;
}

/** Both sides, and where their line breaks. */
export function assignmentDoc({ left, sign, right, isShort, isLeftFirst = false }: Assignment): Doc {
  const doc = expressionDoc(right);
  if (isLeftFirst) return group([left, sign, " ", group(doc)]);
  if (breaksAfterSign(right, isShort)) return group([group(left), sign, group(indent([line, doc]))]);
  if (!canBreak(left) && (isShort || staysOnLine(right))) return group([group(left), sign, " ", doc]);
  return fluidDoc(left, sign, doc);
}

/** The right side goes to the next line if that alone makes it fit. */
export function fluidDoc(left: Doc, sign: string, right: Doc): Doc {
  const groupId = Symbol("assignment");
  return group([group(left), sign, group(indent(line), { id: groupId }), lineSuffixBoundary, indentIfBreak(right, { groupId })]); // prettier-ignore
}

function staysOnLine(right: ExpressionNode): boolean {
  return right.kind === "number" ? !/^-|n$/.test(right.text) : right.kind === "constant" && /^(?:true|false)$/.test(right.text); // prettier-ignore
}

function breaksAfterSign(right: ExpressionNode, isShort: boolean): boolean {
  if (right.kind === "sum") return true;
  return !isShort && (right.kind === "string" || isPoorlyBreakable(right, false));
}

/** A chain without calls, or with one that has no arguments, or one that is short. */
function isPoorlyBreakable(node: ExpressionNode, isWithin: boolean): boolean {
  switch (node.kind) {
    case "pure":
      return isPoorlyBreakable(node.value, isWithin);
    case "call":
      return !node.isNew && node.args.length < 2 && node.args.every(isLoneShort) && node.typeArgs.length < 2 && !node.typeArgs.some(({ kind }) => /^(?:union|intersection|object)$/.test(kind)) && isPoorlyBreakable(node.callee, true); // prettier-ignore
    case "member":
      return isPoorlyBreakable(node.object, true);
    default:
      return isWithin && (node.kind === "name" || (node.kind === "constant" && /^(?:this|undefined)$/.test(node.text)));
  }
}

/** Short enough to gain nothing from a line of its own. */
function isLoneShort(node: ExpressionNode): boolean {
  const longest = printWidth / 4;
  switch (node.kind) {
    case "name":
    case "string":
      return node.text.length <= longest;
    case "number":
    case "constant":
      return true;
    case "call":
      return !node.isNew && node.args.length === 0 && node.callee.kind === "name" && node.callee.text.length <= longest - 2; // prettier-ignore
    default:
      return false;
  }
}
