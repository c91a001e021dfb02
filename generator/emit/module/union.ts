// Unions of the four taggings: an interface a variant, a union of them, and a table from the wire value to the payload.
import { tableThunk, type InterfaceStatement, type Member, type Piece, type Statement } from "../../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../../code/file.js";
import { slotNode } from "../../code/node.js";
import { key, member, str } from "../../code/text.js";
import { slotType, typeArguments } from "../../code/type.js";
import type { Slot, Type, UnionType, Variant } from "../../model.js";
import { modelStatement, renameStatements, selfType } from "./declaration.js";
import { describedDoc, joinDocs, oursDoc, slotDoc } from "./docs.js";

export function unionPiece(union: UnionType, file: CodeFile): Piece {
  return [
    ...variantInterfaces(union, file),
    ...unknownInterface(union, file),
    {
      kind: "alias",
      name: union.name,
      typeParameters: union.params,
      type: unionText(union, file),
      doc: describedDoc(union),
    },
    modelStatement(union, { type: modelType(union, file), value: builderCall(union, file) }, file),
    ...renameStatements(union.was, [union.name]),
  ];
}

function unionText(union: UnionType, file: CodeFile): string {
  const arms = union.variants.map((variant) => armText(variant, union, file));
  const open = union.closed || union.tagging === "untagged" ? [] : [unknownName(union)];
  const bare = open.length > 0 && union.tagging === "external" ? [file.use(runtimeType("Unrecognized"))] : [];
  return [...arms, ...open, ...bare].join(" | ");
}

function armText(variant: Variant, union: UnionType, file: CodeFile): string {
  if (variant.form === "bare") return variant.payload === undefined ? "null" : slotType(variant.payload, file);
  if (variant.form === "unit" && union.tagging === "external") return str(variant.wire);
  return `${variant.typeName}${typeArguments(usedParams(variant, union))}`;
}

function variantInterfaces(union: UnionType, file: CodeFile): readonly Statement[] {
  return union.variants.flatMap((variant) => variantInterface(variant, union, file) ?? []);
}

/** The interface of a variant; untagged payloads and bare strings have none. */
function variantInterface(variant: Variant, union: UnionType, file: CodeFile): InterfaceStatement | undefined {
  if (variant.form === "bare" || (variant.form === "unit" && union.tagging === "external")) return undefined;
  const flat = variant.form === "flat" && variant.payload !== undefined ? [slotType(variant.payload, file)] : [];
  return {
    kind: "interface",
    name: variant.typeName,
    typeParameters: usedParams(variant, union),
    extends: flat,
    members: [...tagMember(union, variant.wire), ...payloadMember(variant, file)],
    doc: describedDoc(variant),
  };
}

function tagMember(union: UnionType, value: string): readonly Member[] {
  return union.tag === undefined ? [] : [{ name: member(union.tag), type: str(value) }];
}

function payloadMember({ form, payload, content, wire }: Variant, file: CodeFile): readonly Member[] {
  if (payload === undefined || form === "flat") return [];
  const name = form === "key" ? wire : (content?.property ?? wire);
  return [{ name: member(name), type: slotType(payload, file), doc: slotDoc(payload) }];
}

function unknownInterface(union: UnionType, file: CodeFile): readonly Statement[] {
  if (union.closed || union.tagging === "untagged") return [];
  const name = { type: "string", name: union.tagging === "external" ? "$unknown" : "$tag" };
  const raw = {
    name: "$raw",
    type: file.use(runtimeType(file.scope.int64 === "number" ? "JsonObject" : "ExactJsonObject")),
  };
  const doc = joinDocs(oursDoc("A variant that this package does not know. Its JSON is `$raw`."));
  return [{ kind: "interface", name: unknownName(union), members: [...tagMember(union, "$unknown"), name, raw], doc }];
}

function unknownName(union: UnionType): string {
  return `${union.name}_$unknown`;
}

function modelType(union: UnionType, file: CodeFile): string {
  const self = selfType(union);
  if (union.tag === undefined) return `${file.use(runtimeType("Model"))}<${self}>`;
  return `${file.use(runtimeType("UnionModel"))}<${self}, ${str(union.tag)}>`;
}

function builderCall(union: UnionType, file: CodeFile): string {
  const builder = (open: string, closed: string): string => file.use(runtime(union.closed ? closed : open));
  switch (union.tagging) {
    case "untagged":
      return `${file.use(runtime(file.scope.int64 === "number" ? "untagged" : "untaggedExact"))}(() => [${union.variants.map((variant) => payloadNode(variant, file)).join(", ")}])`;
    case "external": {
      const units = union.variants.filter((variant) => variant.form === "unit").map((variant) => str(variant.wire));
      const keyed = union.variants.filter((variant) => variant.form !== "unit");
      return `${builder("external", "closedExternal")}([${units.join(", ")}], ${variantTable(keyed, file, payloadNode)})`;
    }
    case "internal":
    case "adjacent": {
      const content = union.tagging === "adjacent" ? commonContent(union) : undefined;
      const tag = str(union.tag ?? "");
      if (content === undefined)
        return `${builder("union", "closedUnion")}(${tag}, ${variantTable(union.variants, file, taggedNode)})`;
      const table = variantTable(union.variants, file, payloadNode);
      return `${builder("adjacent", "closedAdjacent")}(${tag}, ${str(content)}, ${table})`;
    }
  }
}

function variantTable(
  variants: readonly Variant[],
  file: CodeFile,
  node: (variant: Variant, file: CodeFile) => string,
): string {
  return tableThunk(variants.map((variant) => `${key(variant.wire)}: ${node(variant, file)}`));
}

function payloadNode({ payload }: Variant, file: CodeFile): string {
  return payload === undefined ? file.use(runtime("unit")) : slotNode(payload, file);
}

function taggedNode(variant: Variant, file: CodeFile): string {
  const node = payloadNode(variant, file);
  const { content } = variant;
  if (variant.form !== "content" || content === undefined) return node;
  const wire = content.property === content.wire ? [] : [str(content.wire)];
  return `${file.use(runtime("content"))}(${[str(content.property), node, ...wire].join(", ")})`;
}

/** The content key, if all payloads stand under one that is called the same in code. */
function commonContent(union: UnionType): string | undefined {
  const contents = union.variants.flatMap((variant) => variant.content ?? []);
  const [first] = contents;
  const same = contents.every(({ property, wire }) => property === wire && wire === first?.wire);
  return same ? first?.wire : undefined;
}

/** The parameters of a generic union that a variant's payload uses. */
function usedParams(variant: Variant, union: UnionType): readonly string[] {
  const used = variant.payload === undefined ? new Set<string>() : parametersOf(variant.payload);
  return union.params.filter((param) => used.has(param));
}

function parametersOf(slot: Slot): ReadonlySet<string> {
  const visit = (type: Type): readonly string[] => {
    switch (type.kind) {
      case "parameter":
        return [type.name];
      case "list":
        return visit(type.item);
      case "map":
        return visit(type.value);
      case "nullable":
        return visit(type.inner);
      case "named":
        return type.args.flatMap(visit);
      default:
        return [];
    }
  };
  return new Set(visit(slot.type));
}
