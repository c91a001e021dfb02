// A model → its reference: pages of Markdown, an index and one for each module, as they are shipped and as the site shows them.
import type { TextDraft } from "../code/draft.js";
import type { Scope } from "../code/scope.js";
import type { Target } from "../target.js";
import type { Module } from "../model.js";
import { valuesOf } from "../values.js";
import { pageOf } from "./anchor.js";
import type { Changes } from "./changes.js";
import { indexPage } from "./index-page.js";
import { modulePage } from "./module-page.js";

/** A page as a file of its folder. */
export interface DocsPage {
  readonly file: string;
  readonly text: string;
}

export interface DocsOptions {
  /** The file of the index. */
  readonly index: string;
  readonly changes?: Changes | undefined;
}

/** The index of a package, in its folder `docs`. */
export function emitDocsIndex(scope: Scope, target: Target): TextDraft {
  return { kind: "text", path: `docs/${packageIndex}`, text: indexPage(scope, target) };
}

/** The page of a module there. It is what Prettier would make of it. */
export function emitDocsPage(module: Module, scope: Scope): TextDraft {
  return { kind: "text", path: docsPath(module), text: pageText(module, scope, { index: packageIndex }) };
}

export function docsPath(module: Module): string {
  return `docs/${pageOf(module)}`;
}

const packageIndex = "README.md";

/** The pages, the index first. */
export function docsPages(scope: Scope, target: Target, options: DocsOptions): readonly DocsPage[] {
  const pages = scope.model.modules.map((module) => ({ file: pageOf(module), text: pageText(module, scope, options) }));
  return [{ file: options.index, text: indexPage(scope, target) }, ...pages];
}

function pageText(module: Module, scope: Scope, { index, changes }: DocsOptions): string {
  // The seed that the mock has unless it is told another, so that both show the same.
  const values = valuesOf(scope.model);
  return modulePage(module, { scope, module, told: new Set(), values, index, changes });
}
