// References → the pages of one site, and what its menu says.
import type { Scope } from "../code/scope.js";
import { htmlText, markdown } from "../code/text.js";
import type { Json } from "../model.js";
import type { Target } from "../target.js";
import { pageOf } from "./anchor.js";
import { changesPage, type Changes } from "./changes.js";
import { docsPages } from "./index.js";

/** One API of a site. */
export interface Reference {
  readonly scope: Scope;
  readonly target: Target;
  /** What changed since an earlier version, if one was named. */
  readonly changes: Changes | undefined;
}

export interface SiteFile {
  /** Relative to the folder that the site is made in. */
  readonly path: string;
  readonly text: string;
}

/** The files of a site but for its theme. Each reference has a folder, called after its target. */
export function siteFiles(references: readonly Reference[], base: string): readonly SiteFile[] {
  const facts: Json = { title: titleOf(references), base, sidebar: references.map(menuOf) };
  return [
    { path: ".vitepress/site.json", text: JSON.stringify(facts) },
    { path: "index.md", text: startPage(references) },
    ...references.flatMap(referenceFiles),
  ];
}

function titleOf([first, ...others]: readonly Reference[]): string {
  return first !== undefined && others.length === 0 ? first.scope.model.title : "Reference";
}

function startPage(references: readonly Reference[]): string {
  const items = references.map(({ scope: { model }, target: { name } }) => `- [${markdown(model.title)}](${name}/index.md)\\\n  ${markdown(model.docs ?? model.id)}`); // prettier-ignore
  return `# ${markdown(titleOf(references))}\n\n${items.join("\n")}\n`;
}

function referenceFiles({ scope, target, changes }: Reference): readonly SiteFile[] {
  const pages = docsPages(scope, target, { index: "index.md", changes });
  const own = changes === undefined ? [] : [{ file: "changes.md", text: changesPage(scope, changes) }];
  return [...pages, ...own].map(({ file, text }) => ({ path: `${target.name}/${file}`, text }));
}

function menuOf({ scope: { model }, target: { name }, changes }: Reference): Json {
  const page = (text: string, file: string): Json => ({ text, link: `/${name}/${file.replace(/\.md$/, "")}` });
  return {
    // The menu shows HTML.
    text: htmlText(model.title),
    link: `/${name}/`,
    items: [
      ...(changes === undefined ? [] : [page("What changed", "changes.md")]),
      ...model.modules.map((module) => page(module.name, pageOf(module))),
    ],
  };
}
