// Opaques, newtypes and aliases: another type under a name, which is nominal where TypeScript can make a scalar so.
import type { Piece } from "../../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../../code/file.js";
import { primitiveNode, slotNode } from "../../code/node.js";
import { getType } from "../../code/scope.js";
import { str, type Doc } from "../../code/text.js";
import { slotType } from "../../code/type.js";
import {
  resolveAliases,
  type AliasType,
  type NewtypeType,
  type OpaqueType,
  type Scalar,
  type Type,
  isInt64,
} from "../../model.js";
import { modelStatement, renameStatements, selfType } from "./declaration.js";
import { describedDoc, joinDocs, slotDoc } from "./docs.js";

export function simplePiece(type: OpaqueType | NewtypeType | AliasType, file: CodeFile): Piece {
  const primitive = type.kind === "alias" || type.slot.open ? undefined : primitiveOf(type.slot.type, file);
  const node = primitive === undefined ? slotNode(type.slot, file) : primitiveNode(type.slot, file);
  const sensitive: Doc = { parts: type.slot.sensitive ? [{ ours: "Never logged." }] : [], tags: [] };
  return [
    {
      kind: "alias",
      name: type.name,
      typeParameters: type.params,
      type: primitive === undefined ? slotType(type.slot, file) : flavored(type, primitive, file),
      doc: describedDoc(type, joinDocs(sensitive, slotDoc(type.slot))),
    },
    modelStatement(
      type,
      {
        type: `${file.use(runtimeType("Model"))}<${selfType(type)}>`,
        value: `${file.use(runtime("named"))}(() => ${node})`,
      },
      file,
    ),
    ...renameStatements(type.was, [type.name]),
  ];
}

/** Strings and numbers take a flavour, which is the type's own alone; what is put together of others keeps its type. */
function flavored(type: OpaqueType | NewtypeType | AliasType, primitive: string, file: CodeFile): string {
  const name = file.scope.sharedNames.has(type.name) ? type.id : type.name;
  return `${file.use(runtimeType("Flavored"))}<${primitive}, ${str(name)}>`;
}

/** What a type is beneath all its names, if that is a string or a number. */
export function primitiveOf(type: Type, file: CodeFile): "string" | "number" | "bigint" | undefined {
  const resolved = resolveAliases(type, file.scope.types);
  if (resolved.kind === "scalar") return isInt64(resolved.scalar) ? file.scope.int64 : primitives[resolved.scalar];
  const target = resolved.kind === "named" ? getType(resolved.target, file.scope) : undefined;
  return target?.kind === "opaque" || target?.kind === "newtype" ? primitiveOf(target.slot.type, file) : undefined;
}

const primitives: Readonly<Record<Exclude<Scalar, "u64" | "i64">, "string" | "number" | undefined>> = {
  string: "string", timestamp: "string", date: "string", duration: "string", uuid: "string", url: "string",
  u8: "number", u16: "number", u32: "number", i8: "number", i16: "number", i32: "number",
  f32: "number", f64: "number", bool: undefined, bytes: undefined, json: undefined, unit: undefined,
}; // prettier-ignore
