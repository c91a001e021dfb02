// Enums: a union of literals, and a const whose members are the values.
import { table, type Piece } from "../../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../../code/file.js";
import { comment, key, literal, member, str } from "../../code/text.js";
import type { EnumType, EnumValue } from "../../model.js";
import { modelStatement, renameStatements } from "./declaration.js";
import { describedDoc } from "./docs.js";

export function enumPiece(type: EnumType, file: CodeFile): Piece {
  const literals = type.values.map((value) => literal(value.wire));
  const open = type.closed ? [] : [file.use(runtimeType("Unrecognized"))];
  const builder = file.use(runtime(type.closed ? "closedEnumeration" : "enumeration"));
  return [
    { kind: "alias", name: type.name, type: [...literals, ...open].join(" | "), doc: describedDoc(type) },
    modelStatement(type, { type: constType(type, file), value: `${builder}(${valuesText(type.values)})` }, file),
    ...renameStatements(type.was, [type.name]),
  ];
}

function constType(type: EnumType, file: CodeFile): string {
  const model = `${file.use(runtimeType("Model"))}<${type.name}>`;
  const members = type.values.filter((value) => value.member).map(memberText);
  return members.length === 0 ? model : `${model} & {\n${members.join("\n")}\n}`;
}

function memberText(value: EnumValue): string {
  return `${comment(describedDoc(value))}readonly ${member(value.name)}: ${literal(value.wire)};`;
}

/** The values alone where the keys are the same, else a table from key to value. */
function valuesText(values: readonly EnumValue[]): string {
  if (values.every((value) => value.name === value.wire)) return values.map((value) => str(value.name)).join(", ");
  return table(values.map((value) => `${key(value.name)}: ${literal(value.wire)}`));
}
