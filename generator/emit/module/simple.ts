// Opaques, newtypes and aliases: another type under a name, which is nominal where TypeScript can make a scalar so.
import type { Piece } from "../../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../../code/file.js";
import { slotNode } from "../../code/node.js";
import { str } from "../../code/text.js";
import { slotType } from "../../code/type.js";
import { resolveAliases, type AliasType, type NewtypeType, type OpaqueType, type Type } from "../../model.js";
import { modelStatement, renameStatements, selfType } from "./declaration.js";
import { describedDoc, joinDocs, oursDoc, slotDoc } from "./docs.js";

export function simplePiece(type: OpaqueType | NewtypeType | AliasType, file: CodeFile): Piece {
  const written = slotType(type.slot, file);
  const sensitive = type.slot.sensitive ? oursDoc("Never logged.") : oursDoc("");
  return [
    {
      kind: "alias",
      name: type.name,
      typeParameters: type.params,
      type: isNominal(type, file) ? flavored(type, written, file) : written,
      doc: describedDoc(type, joinDocs(sensitive, slotDoc(type.slot))),
    },
    modelStatement(
      type,
      {
        type: `${file.use(runtimeType("Model"))}<${selfType(type)}>`,
        value: `${file.use(runtime("named"))}(() => ${slotNode(type.slot, file)})`,
      },
      file,
    ),
    ...renameStatements(type.was, [type.name]),
  ];
}

function flavored(type: OpaqueType | NewtypeType | AliasType, base: string, file: CodeFile): string {
  const name = file.scope.sharedNames.has(type.name) ? type.id : type.name;
  return `${file.use(runtimeType("Flavored"))}<${base}, ${str(name)}>`;
}

/** Strings and numbers take a flavour; what is put together of others keeps its own type. */
function isNominal(type: OpaqueType | NewtypeType | AliasType, file: CodeFile): boolean {
  if (type.kind === "alias" || type.slot.open) return false;
  return type.kind === "opaque" || isPrimitive(type.slot.type, file);
}

function isPrimitive(type: Type, file: CodeFile): boolean {
  const resolved = resolveAliases(type, file.scope.types);
  if (resolved.kind === "scalar") return !["bool", "json", "unit", "bytes"].includes(resolved.scalar);
  const target = resolved.kind === "named" ? file.scope.types.get(resolved.target) : undefined;
  return target?.kind === "opaque" || (target?.kind === "newtype" && isNominal(target, file));
}
