// A report as one page of HTML that needs nothing else: no network, no time, no path of the machine. All texts are in the page,
// and links between them work without a script; `templates/diff/` has the style and what filters and moves by keys.
import { readDiffTemplate } from "../../templates.js";
import type { DiffReport, ReportedChange } from "../report.js";
import { declarationsOf, ownerKey, type Declaration, type Versions } from "./declarations.js";
import { sectionOf, type Section } from "./html/change.js";
import { filtersOf, listOf, moduleFinder } from "./html/list.js";
import { html, inlined, type Html } from "./html/markup.js";
import { overviewOf } from "./html/overview.js";
import { headlineOf, linkerOf } from "./html/words.js";

/** The page. Pure but for our own templates; the same bytes for the same report and models. */
export async function htmlReport(report: DiffReport, versions: Versions): Promise<string> {
  const [declarations, css, js] = await Promise.all([
    declarationsOf(report.changes.map(({ owner }) => owner), versions),
    readDiffTemplate("page.css"),
    readDiffTemplate("page.js"),
  ]); // prettier-ignore
  const around = { versions: { old: report.old.version, new: report.new.version }, link: linkerOf(report.changes) };
  const sections = sectionsOf(report.changes, declarations).map((section) => sectionOf(section, around));
  const moduleOf = moduleFinder(versions);
  const [style, script] = [inlined("style", css), inlined("script", js)];
  const policy = `default-src 'none'; img-src data:; style-src ${style.source}; script-src ${script.source}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Actionwright" />
        <title>${titleOf(report)}</title>
        <link rel="icon" href="data:," />
        ${style}
      </head>
      <body>
        ${headerOf(report)}
        <div class="panes">
          <nav class="list" id="list" aria-label="Changes">
            ${filtersOf(report, moduleOf)} ${listOf(report.changes, moduleOf)}
          </nav>
          <main id="detail">
            <a class="back" href="#">← All changes</a>
            ${overviewOf(report)} ${sections}
          </main>
        </div>
        ${script}
      </body>
    </html> `;
  return page.markup;
}

function titleOf({ old, new: next, bump }: DiffReport): string {
  const versions = [bump.from ?? old.version ?? old.source, bump.to ?? next.version ?? next.source];
  return `Changes of ${next.api ?? next.source}: ${versions.join(" → ")}`;
}

function headerOf(report: DiffReport): Html {
  const { bump, summary, target } = report;
  const worst = summary.breaking > 0 ? "breaking" : summary.dangerous > 0 ? "dangerous" : "safe";
  const version = bump.from !== null && bump.to !== null ? html`${bump.from} → <b>${bump.to}</b>, ${bump.level}` : html`${bump.level} version`; // prettier-ignore
  const next = bump.level === "none" ? html`no new version is needed` : version;
  return html`<header class="top">
    <p class="eyebrow">
      Changes of <b>${report.new.api ?? report.new.source}</b>${target === null ? undefined : html` · target ${target}`}
      <a class="jump" href="#overview">Overview</a>
    </p>
    <h1><span class="signed ${worst}">${headlineOf(report)}</span> <span class="bump">${next}</span></h1>
  </header>`;
}

/** The changes of each type and action together: they share a declaration. Whatever else changed stands alone. */
function sectionsOf(
  changes: readonly ReportedChange[],
  declarations: ReadonlyMap<string, Declaration>,
): readonly Section[] {
  const sections = new Map<string, ReportedChange[]>();
  for (const change of changes) {
    const { what } = change.owner;
    const key = what === "type" || what === "action" ? ownerKey(change.owner) : change.fingerprint;
    const section = sections.get(key);
    if (section) section.push(change);
    else sections.set(key, [change]);
  }
  return [...sections].map(([key, members]) => ({ changes: members, declaration: declarations.get(key) }));
}
