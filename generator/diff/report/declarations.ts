// What changed, as the package declares it: each type and action that a change belongs to, before and after, in TypeScript.
import type { Piece, TextStatement } from "../../code/build.js";
import { createFile } from "../../code/file.js";
import { createPrinter } from "../../code/print.js";
import { createScope, getModule, type Scope } from "../../code/scope.js";
import { lineComment } from "../../code/text.js";
import { groupedAction } from "../../emit/grouped.js";
import { actionPiece } from "../../emit/module/action.js";
import { typePiece } from "../../emit/module/index.js";
import { formatShown } from "../../format.js";
import { allActions, type Action, type Model, type NamedType } from "../../model.js";
import type { Int64 } from "../../target.js";
import type { ReportedChange } from "../report.js";

export interface Versions {
  readonly old: Model;
  readonly new: Model;
  /** What 64-bit integers are in the package. Default `number`. */
  readonly int64?: Int64;
}

/** Formatted TypeScript; null on the side where it is not. */
export interface Declaration {
  readonly old: string | null;
  readonly new: string | null;
}

export type Owner = ReportedChange["owner"];

/** What an owner is found by in the declarations. */
export function ownerKey({ what, name }: Owner): string {
  return `${what} ${name}`;
}

/** Narrow enough for two of them side by side. */
const width = 72;

/**
 * The declaration of every owner that has one on either side, by {@link ownerKey}. Types are as in the package; an action is
 * its fields, its outcomes, its errors and its method. Loads ts-morph and Prettier.
 */
export async function declarationsOf(
  owners: readonly Owner[],
  { old, new: next, int64 }: Versions,
): Promise<ReadonlyMap<string, Declaration>> {
  const distinct = new Map(owners.map((owner) => [ownerKey(owner), owner]));
  const [print, before, after] = [createPrinter(), declarer(old, int64), declarer(next, int64)];
  const printed = (piece: Piece | undefined): string | null => (piece ? piece.map((each) => print([each])).join("\n\n") : null); // prettier-ignore
  const sides = [...distinct].map(([key, owner]) => ({ key, old: printed(before(owner)), new: printed(after(owner)) }));
  const formatted = await formatShown(
    sides.flatMap((side) => [side.old ?? [], side.new ?? []].flat()),
    width,
  );
  const shown = (text: string | null): string | null => (text === null ? null : broken(formatted.get(text) ?? text));
  return new Map(sides.map((side) => [side.key, { old: shown(side.old), new: shown(side.new) }]));
}

/** How to find the declaration of an owner in one version. */
function declarer(model: Model, int64: Int64 | undefined): (owner: Owner) => Piece | undefined {
  const scope = createScope(model, int64);
  const actions = new Map(allActions(model).map((action) => [action.id, action]));
  return ({ what, name }) => {
    const action = what === "action" ? actions.get(name) : undefined;
    const type = what === "type" ? scope.types.get(name) : undefined;
    return action ? actionDeclaration(action, scope) : type && typeDeclaration(type, scope);
  };
}

function typeDeclaration(type: NamedType, scope: Scope): Piece {
  return typePiece(type, createFile(getModule(type.module, scope).file, scope)).filter(isDeclared);
}

/** The class itself says no more than the name of its fields, and what it answers with has the method. */
function actionDeclaration(action: Action, scope: Scope): Piece {
  const file = createFile(getModule(action.module, scope).file, scope);
  const parts = actionPiece(action, file).filter(isDeclared).filter(({ name }) => name !== action.className); // prettier-ignore
  return [wireComment(action), ...parts, groupedAction(action, file)];
}

type Declared = Extract<Piece[number], { readonly kind: "interface" | "alias" }>;

/** Tables and models say the same again, for the program. */
function isDeclared(statement: Piece[number]): statement is Declared {
  return statement.kind === "interface" || statement.kind === "alias";
}

/** What no declaration says: how the action travels. */
function wireComment({ binding, name }: Action): TextStatement {
  return { kind: "text", text: lineComment(`${binding.method} ${binding.path.replace("{action}", () => name)}`) };
}

/** Unions with an arm a line, however short: one arm more must not look like another layout. */
function broken(text: string): string {
  return text.replace(/^(export type [^=\n]+ =)\s+([^|\n][^\n]*);$/gm, (line, head: string, type: string) => {
    const arms = armsOf(type);
    return arms.length < 2 ? line : [head, ...arms.map((arm) => `  | ${arm}`)].join("\n") + ";";
  });
}

/** The arms of a union that stands on one line: what is between the bars that are in no string and in no bracket. */
function armsOf(type: string): readonly string[] {
  const arms = [""];
  let depth = 0;
  for (const token of type.match(/(["'])(?:\\.|(?!\1)[^\\])*\1|=>|[^]/g) ?? []) {
    if ("([{<".includes(token)) depth++;
    if (")]}>".includes(token)) depth--;
    if (token === "|" && depth === 0) arms.push("");
    else arms.push(`${arms.pop() ?? ""}${token}`);
  }
  return arms.map((arm) => arm.trim());
}
