// Where everything of a model is found in its reference: one anchor for each identity, the same on GitHub and in the site.
import type { Scope } from "../code/scope.js";
import type { Action, Module } from "../model.js";

/**
 * The anchor of an identity. It is made of characters that stand for themselves in an address and in an attribute; any other
 * is its code point between tildes, so that two identities never have the same anchor.
 */
export function anchorOf(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]/gu, (char) => `~${(char.codePointAt(0) ?? 0).toString(16)}~`);
}

/** The place itself, in a line of Markdown. */
export function anchorTag(id: string): string {
  return `<a id="${anchorOf(id)}"></a>`;
}

/** The file of a module's page, in the folder of the pages. */
export function pageOf({ file }: Pick<Module, "file">): string {
  // The index is `README.md`, and some file systems do not tell cases apart.
  return file === "readme" ? "readme-module.md" : `${file}.md`;
}

/** Where an identity of a module is, from a page: its own, or that of another module. */
export function hrefOf(id: string, module: string, from: PageScope): string {
  const other = from.scope.modules.get(module);
  const page = other === undefined || other === from.module ? "" : pageOf(other);
  return `${page}#${anchorOf(id)}`;
}

/** Where an action is, from a page. */
export function actionHref({ id, module }: Action, from: PageScope): string {
  return hrefOf(id, module, from);
}

/** A page while it is written. */
export interface PageScope {
  readonly scope: Scope;
  /** Undefined on the index. */
  readonly module: Module | undefined;
}
