// A model → its reference: pages of Markdown, an index and one for each module, as they are shipped and as the site shows them.
import type { TextDraft } from "../code/draft.js";
import type { Scope } from "../code/scope.js";
import type { Target } from "../target.js";
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

/** The pages of a package, in its folder `docs`. */
export function emitDocs(scope: Scope, target: Target): readonly TextDraft[] {
  const pages = docsPages(scope, target, { index: "README.md" });
  return pages.map(({ file, text }) => ({ kind: "text", path: `docs/${file}`, text }));
}

/** The pages, the index first. They are what Prettier would make of them. */
export function docsPages(scope: Scope, target: Target, { index, changes }: DocsOptions): readonly DocsPage[] {
  // The seed that the mock has unless it is told another, so that both show the same.
  const values = valuesOf(scope.model);
  return [
    { file: index, text: indexPage(scope, target) },
    ...scope.model.modules.map((module) => ({
      file: pageOf(module),
      text: modulePage(module, { scope, module, told: new Set(), values, index, changes }),
    })),
  ];
}
