// A model → its reference: pages of Markdown, an index and one for each module, as they are shipped and as the site shows them.
import type { TextDraft } from "../code/draft.js";
import type { Scope } from "../code/scope.js";
import type { Target } from "../target.js";
import type { ActionPage } from "./action.js";
import { pageOf } from "./anchor.js";
import { indexPage } from "./index-page.js";
import { modulePage } from "./module-page.js";

/** The pages, in the folder `docs` of the package. They are what Prettier would make of them. */
export function emitDocs(scope: Scope, target: Target): readonly TextDraft[] {
  const page = (file: string, text: string): TextDraft => ({ kind: "text", path: `docs/${file}`, text });
  const blank = (module: ActionPage["module"]): ActionPage => ({ scope, module, told: new Set(), valueOf: () => undefined, made: { request: () => undefined, output: () => undefined } }); // prettier-ignore
  return [
    page("README.md", indexPage(blank(undefined), target)),
    ...scope.model.modules.map((module) => page(pageOf(module), modulePage(module, blank(module)))),
  ];
}
