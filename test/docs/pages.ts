// The pages of a reference, as tests look at them: of the repository's own packages, and of the fixtures of the language.
import { join } from "node:path";
import { createScope, type Scope } from "../../generator/code/scope.js";
import { loadConfig, withClient } from "../../generator/config.js";
import { createReport } from "../../generator/diagnostics.js";
import { docsPages, type DocsPage } from "../../generator/docs/index.js";
import { nodeHost } from "../../generator/index.js";
import { readSpec } from "../../generator/read.js";
import type { Target } from "../../generator/target.js";
import { lowerFixture, targetOf, type Fixture } from "../support/fixtures.js";
import { repository } from "../support/folder.js";

export interface Reference {
  readonly name: string;
  readonly scope: Scope;
  readonly target: Target;
  readonly pages: readonly DocsPage[];
}

/** The packages that the repository has. */
export function ownReferences(): readonly Reference[] {
  const [host, report] = [nodeHost(), createReport()];
  return loadConfig(join(repository, "actionwright.config.yaml"), host, report).targets.map((configured) => {
    const { model } = readSpec(configured.spec, [], { host, report });
    if (model === undefined) throw new Error(`no model of ${configured.name}`);
    return referenceOf(configured.name, createScope(model), withClient(configured, model.id));
  });
}

export function fixtureReference(fixture: Fixture): Reference {
  const model = lowerFixture(fixture);
  return referenceOf(fixture.name, createScope(model, fixture.int64), withClient(targetOf(fixture), model.id));
}

function referenceOf(name: string, scope: Scope, target: Target): Reference {
  return { name, scope, target, pages: docsPages(scope, target, { index: "README.md" }) };
}

/** The code of an example: in TypeScript, and for a shell. */
export interface Example {
  readonly action: string;
  readonly ts: string;
  readonly sh: string;
}

export function examplesOf({ pages }: Pick<Reference, "pages">): readonly Example[] {
  const example = /^```ts\n([^]*?)\n```\n\n```sh\n([^]*?)\n```$/gm;
  return pages.slice(1).flatMap(({ text }) =>
    text
      .split(/^## (?=`)/m)
      .slice(1)
      .flatMap((section) =>
        [...section.matchAll(example)].map(([, ts = "", sh = ""]) => ({
          action: /^`([^`]*)`/.exec(section)?.[1] ?? "",
          ts,
          sh,
        })),
      ),
  );
}

/** Identities that a page has places for, in order. */
export function anchorsOf({ text }: DocsPage): readonly string[] {
  return [...text.matchAll(/<a id="([^"]*)"><\/a>/g)].map(([, id = ""]) => id);
}

/** Links that lead nowhere. */
export function brokenLinks({ pages }: Pick<Reference, "pages">): readonly string[] {
  const places = new Map(pages.map((page) => [page.file, new Set(anchorsOf(page))]));
  return pages.flatMap((page) =>
    [...page.text.matchAll(/[^\\]\]\(([^)]*)\)/g)].flatMap(([, href = ""]) => {
      const [file = "", anchor] = href.split("#");
      const found = places.get(file === "" ? page.file : file);
      return found !== undefined && (anchor === undefined || found.has(anchor)) ? [] : [`${page.file}: ${href}`];
    }),
  );
}
