// What a file consists of, as plain data: statements, and pieces of statements that belong together. Emitters make them,
// `print.ts` turns them into text. No text here is a spec's own: it came through `text.ts`, or stands in a `Doc`.
import type { Doc } from "./text.js";

/** A member of an interface or of an object type. */
export interface Member {
  /** As in code: bare or quoted. */
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  readonly doc?: Doc | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
}

export interface Method {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: string;
  readonly doc?: Doc | undefined;
}

export interface InterfaceStatement {
  readonly kind: "interface";
  readonly name: string;
  readonly typeParameters?: readonly string[] | undefined;
  readonly extends?: readonly string[] | undefined;
  readonly members?: readonly Member[] | undefined;
  readonly methods?: readonly Method[] | undefined;
  readonly doc?: Doc | undefined;
}

export interface AliasStatement {
  readonly kind: "alias";
  readonly name: string;
  readonly typeParameters?: readonly string[] | undefined;
  readonly type: string;
  readonly doc?: Doc | undefined;
}

export interface ConstStatement {
  readonly kind: "const";
  readonly name: string;
  readonly type: string;
  readonly value: string | GenericCall;
  readonly doc?: Doc | undefined;
}

/** A pure call that says its type arguments, as everything that is a type, in a place of their own. */
export interface GenericCall {
  readonly callee: string;
  /** With its brackets. */
  readonly typeArguments: string;
  readonly parameters: readonly string[];
}

export interface FunctionStatement {
  readonly kind: "function";
  readonly name: string;
  readonly exported: boolean;
  readonly typeParameters?: readonly string[] | undefined;
  readonly parameters: readonly Parameter[];
  readonly returns: string;
  /** One `return` expression, or several statements, a line each. */
  readonly body: string;
  readonly doc?: Doc | undefined;
}

export interface ClassStatement {
  readonly kind: "class";
  readonly name: string;
  readonly extends: string;
  /** Those of the base, with their brackets. */
  readonly typeArguments?: string;
  readonly properties: readonly (Member & { readonly value: string })[];
  readonly init: { readonly parameters: readonly Parameter[]; readonly body: string } | undefined;
  readonly statics: readonly (Method & { readonly body: string; readonly override: boolean })[];
  readonly doc?: Doc | undefined;
}

export interface ImportStatement {
  readonly kind: "import";
  readonly from: string;
  readonly typeOnly: boolean;
  readonly namespace?: string | undefined;
  readonly names?: readonly { readonly name: string; readonly typeOnly: boolean }[] | undefined;
}

export interface ExportStatement {
  readonly kind: "export";
  /** Undefined for what this file declares itself. */
  readonly from: string | undefined;
  readonly typeOnly: boolean;
  /** With neither a namespace nor names: everything. */
  readonly namespace?: string | undefined;
  readonly names?: readonly ExportName[] | undefined;
  readonly doc?: Doc | undefined;
}

export interface ExportName {
  readonly name: string;
  readonly alias?: string | undefined;
  readonly typeOnly?: boolean | undefined;
  readonly doc?: Doc | undefined;
}

/** A comment of its own or a directive. */
export interface TextStatement {
  readonly kind: "text";
  readonly text: string;
}

export type Statement =
  | InterfaceStatement
  | AliasStatement
  | ConstStatement
  | FunctionStatement
  | ClassStatement
  | ImportStatement
  | ExportStatement
  | TextStatement;

/** A declaration with what belongs to it: the unit of printing, formatting and caching. */
export type Piece = readonly Statement[];

/** A call that has no effect, so that a bundler may leave it out. */
export function pure(call: string): string {
  return `/* @__PURE__ */ ${call}`;
}

/** What a const is, with types or without. */
export function valueText(value: string | GenericCall, isTyped: boolean): string {
  if (typeof value === "string") return value;
  return pure(`${value.callee}${isTyped ? value.typeArguments : ""}(${value.parameters.join(", ")})`);
}

/** An object literal, a member a line. */
export function table(members: readonly string[]): string {
  return members.length === 0 ? "{}" : `{\n${members.join(",\n")},\n}`;
}

/** An object literal on one line; the formatter breaks it where it is too long. */
export function inline(members: readonly string[]): string {
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A function without parameters that gives an object literal. */
export function tableThunk(members: readonly string[]): string {
  return `() => (${table(members)})`;
}
