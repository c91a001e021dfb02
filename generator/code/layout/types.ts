// Types → the documents that Prettier has for them.
import { builders, type builders as Build } from "prettier/doc";
import type { MemberNode, TypeNode } from "./syntax.js";

type Doc = Build.Doc;
const { align, group, hardline, ifBreak, indent, join, line, softline } = builders;

/** Where a type stands: arguments have a place of their own, where a union needs no indentation. */
type Place = "annotation" | "argument";

export function typeDoc(type: TypeNode, place: Place = "annotation"): Doc {
  switch (type.kind) {
    case "keyword":
    case "literal":
      return type.text;
    case "query":
      return `typeof ${type.name}`;
    case "reference":
      return [type.name, typeArgumentsDoc(type.args)];
    case "array":
      return [operandDoc(type.item, ["union", "intersection", "readonly", "query"]), "[]"];
    case "readonly":
      return ["readonly ", operandDoc(type.type, ["union", "intersection"])];
    case "union":
      return unionDoc(type.types, place);
    case "intersection":
      return intersectionDoc(type.types);
    case "object":
      return objectDoc(type.members, type.isBroken);
  }
}

/** In parentheses, if it is one of the kinds that need them. */
function operandDoc(type: TypeNode, kinds: readonly TypeNode["kind"][]): Doc {
  if (!kinds.includes(type.kind)) return typeDoc(type);
  if (type.kind !== "union") return ["(", typeDoc(type), ")"];
  return ["(", isHugged(type.types) ? typeDoc(type) : group([indent([softline, armsDoc(type.types)]), softline]), ")"];
}

export function typeArgumentsDoc(args: readonly TypeNode[]): Doc {
  if (args.length === 0) return "";
  const docs = args.map((arg) => typeDoc(arg, "argument"));
  const [only] = args;
  if (only !== undefined && args.length === 1 && isSmall(only)) return ["<", ...docs, ">"];
  return group(["<", indent([softline, join([",", line], docs)]), softline, ">"]);
}

/** What stays beside its bracket. */
function isSmall(type: TypeNode): boolean {
  if (type.kind === "union") return isHugged(type.types);
  return ["keyword", "literal", "object"].includes(type.kind) || (type.kind === "reference" && type.args.length === 0);
}

/** One object or reference, and else nothing but null. */
function isHugged(types: readonly TypeNode[]): boolean {
  const object = types.find(({ kind }) => kind === "object" || kind === "reference");
  return object !== undefined && types.every((type) => type === object || (type.kind === "keyword" && /^(?:null|void)$/.test(type.text))); // prettier-ignore
}

function unionDoc(types: readonly TypeNode[], place: Place): Doc {
  if (isHugged(types)) return join(" | ", types.map(armDoc));
  const arms = armsDoc(types);
  return place === "argument" ? arms : group(indent([softline, arms]));
}

function armsDoc(types: readonly TypeNode[]): Doc {
  return group(types.map((type, index) => [index === 0 ? ifBreak("| ") : [line, "| "], align(2, armDoc(type))]));
}

function armDoc(type: TypeNode): Doc {
  return operandDoc(type, ["intersection"]);
}

/** Objects stand beside what is before them; others go to a line of their own if they must. */
function intersectionDoc(types: readonly TypeNode[]): Doc {
  let wasIndented = false;
  const docs = types.map((type, index): Doc => {
    const doc = operandDoc(type, ["union"]);
    const before = types[index - 1];
    if (before === undefined) return doc;
    const [isObject, wasObject] = [type.kind === "object", before.kind === "object"];
    if (isObject && wasObject) return [" & ", wasIndented ? indent(doc) : doc];
    if (!isObject && !wasObject) return indent([" &", line, doc]);
    if (index > 1) wasIndented = true;
    return [" & ", index > 1 ? indent(doc) : doc];
  });
  return group(docs);
}

function objectDoc(members: readonly MemberNode[], isBroken: boolean): Doc {
  if (members.length === 0) return "{}";
  const docs = members.map((member) => group([commentDoc(member.comment), member.isReadonly ? "readonly " : "", nameDoc(member), ": ", typeDoc(member.type)])); // prettier-ignore
  const isCommented = members.some(({ comment }) => comment.length > 0);
  return group(["{", indent([line, join([";", line], docs)]), ifBreak(";"), line, "}"], {
    shouldBreak: isBroken || isCommented,
  });
}

function nameDoc({ name, isIndex }: MemberNode): Doc {
  return isIndex ? ["[", group([indent([softline, name]), softline]), "]"] : name;
}

/** A comment on lines of its own before what it tells of. */
export function commentDoc(lines: readonly string[]): Doc {
  return lines.length === 0 ? "" : [join(hardline, [...lines]), hardline];
}
