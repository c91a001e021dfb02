// A module → `src/<module>.ts`: its types, models and actions, in the order of the spec.
import type { ExportName, Piece } from "../../code/build.js";
import type { SourceDraft } from "../../code/draft.js";
import { createFile, sourcePath, type CodeFile } from "../../code/file.js";
import type { Scope } from "../../code/scope.js";
import type { Module, NamedType } from "../../model.js";
import { actionPiece } from "./action.js";
import { enumPiece } from "./enum.js";
import { recordPiece } from "./record.js";
import { simplePiece } from "./simple.js";
import { unionPiece } from "./union.js";

export function emitModule(module: Module, scope: Scope): SourceDraft {
  const file = createFile(module.file, scope);
  const types = module.types.map((type) => typePiece(type, file));
  const others = module.actions.filter((action) => action.classRecord === undefined);
  const pieces = [...types, ...others.map((action) => actionPiece(action, file))];
  const about = {
    parts: module.docs === undefined ? [] : [module.docs],
    tags: [{ name: "module", text: "" } as const],
  };
  return file.done(pieces.length === 0 ? [nothing] : pieces.map(withoutTaken(pieces.flat())), about);
}

export function modulePath({ file }: Module): string {
  return sourcePath(file);
}

/** Leaves out an old name that something of the module has by now, or that another had before. */
function withoutTaken(all: Piece): (piece: Piece) => Piece {
  const taken = new Set(all.map((statement) => ("name" in statement ? statement.name : "")));
  const isFree = ({ alias = "" }: ExportName): boolean => !taken.has(alias) && taken.add(alias).has(alias);
  return (piece) => piece.filter((each) => each.kind !== "export" || each.names === undefined || each.names.every(isFree)); // prettier-ignore
}

/** What makes a module of a file that declares nothing. */
const nothing: Piece = [{ kind: "text", text: "export {};" }];

/** A class record is emitted as the class of its action. */
export function typePiece(type: NamedType, file: CodeFile): Piece {
  const action = file.scope.classes.get(type.id);
  if (action !== undefined) return actionPiece(action, file);
  switch (type.kind) {
    case "record":
      return recordPiece(type, file);
    case "enum":
      return enumPiece(type, file);
    case "union":
      return unionPiece(type, file);
    case "opaque":
    case "newtype":
    case "alias":
      return simplePiece(type, file);
  }
}
