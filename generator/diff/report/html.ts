// A report as one page of HTML that needs nothing else: no network, no time, no path of the machine. All texts are in the page,
// and links between them work without a script; `templates/diff/` has the style and what filters and moves by keys.
import { allActions, type Model } from "../../model.js";
import { readDiffTemplate } from "../../templates.js";
import { kinds } from "../kinds.js";
import type { DiffReport, ReportedChange } from "../report.js";
import { declarationsOf, ownerKey, type Declaration, type Versions } from "./declarations.js";
import { sectionOf, type Section } from "./html-change.js";
import { overviewOf } from "./html-overview.js";
import { countOf, countsOf, headlineOf, linkerOf, placeHtml, stateNames, stateOf, states, type State } from "./html-words.js"; // prettier-ignore
import { html, inlined, type Html } from "./markup.js";

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

// ── The list ────────────────────────────────────────────────────────────────────────────────────────────────────────

type ModuleOf = (change: ReportedChange) => string;

/** The module that a change is in; nothing for the API itself. */
function moduleFinder({ old, new: next }: Versions): ModuleOf {
  const actions = (model: Model): readonly (readonly [string, string])[] =>
    allActions(model).map(({ id, module }) => [id, module]);
  const modules = new Map([...actions(old), ...actions(next)]);
  return ({ owner: { what, name } }) => {
    if (what === "type") return name.slice(0, name.indexOf("."));
    return what === "action" ? (modules.get(name) ?? "") : what === "module" ? name : "";
  };
}

function filtersOf({ changes }: DiffReport, moduleOf: ModuleOf): Html {
  const counts = countsOf(changes);
  const modules = [...new Set(changes.map(moduleOf))].sort((a, b) => (a < b ? -1 : 1));
  const named = modules.map((name): Option => [name, name === "" ? "the API itself" : name]);
  const chips = states.filter((state) => counts[state] > 0).map((state) => html`<label class="chip"><input type="checkbox" name="level" value="${state}"><span class="signed ${state}">${stateNames[state]} <b>${counts[state]}</b></span></label>`); // prettier-ignore
  return html`<form class="filters" role="search" aria-label="Filter the changes" hidden>
    <label class="search">
      <span class="unseen">Search</span>
      <input
        type="search"
        name="q"
        placeholder="Search: place, kind, rule, text"
        autocomplete="off"
        spellcheck="false"
      />
      <kbd>/</kbd>
    </label>
    <fieldset class="chips">
      <legend class="unseen">Level</legend>
      ${chips}
    </fieldset>
    <div class="selects">
      ${selectOf("position", "Position", positionOptions)} ${selectOf("axis", "What breaks", axisOptions)}
      ${selectOf("module", "Module", named)}
    </div>
    <p class="showing">
      <output>${countOf(changes.length, "change")}</output> <button type="reset" hidden>Show all</button>
    </p>
  </form>`;
}

type Option = readonly [value: string, text: string];
const positionOptions: readonly Option[] = [["request", "Requests"], ["output", "Outputs"], ["none", "No action"]]; // prettier-ignore
const axisOptions: readonly Option[] = [["source", "Code"], ["wire", "Wire"], ["strict", "Strict wire"], ["none", "Nothing"]]; // prettier-ignore

function selectOf(name: string, label: string, options: readonly Option[]): Html {
  const all = [["*", "Any"] as const, ...options].map(([value, text]) => html`<option value="${value}">${text}</option>`); // prettier-ignore
  return html`<label>
    <span>${label}</span>
    <select name="${name}">
      ${all}
    </select>
  </label>`;
}

function listOf(changes: readonly ReportedChange[], moduleOf: ModuleOf): Html {
  const groups = states.flatMap((state) => {
    const members = changes.filter((change) => stateOf(change) === state);
    return members.length === 0 ? [] : [groupOf(state, members, moduleOf)];
  });
  const nothing = changes.length === 0 ? "There is nothing to list." : "No change is like that.";
  return html`<div class="groups">${groups}<p class="nothing"${changes.length === 0 ? undefined : html` hidden`}>${nothing}</p></div>`; // prettier-ignore
}

function groupOf(state: State, changes: readonly ReportedChange[], moduleOf: ModuleOf): Html {
  const items = changes.map((change) => itemOf(change, moduleOf(change)));
  return html`<section class="group ${state}" data-level="${state}">
    <h2 class="signed">${stateNames[state]} <span class="count">${changes.length}</span></h2>
    <ul>
      ${items}
    </ul>
  </section> `;
}

function itemOf(change: ReportedChange, module: string): Html {
  const { fingerprint, kind, where, positions } = change;
  const met = Object.values(positions);
  const axes = [
    met.some(({ source }) => source) ? "source" : [],
    met.some(({ wire }) => wire) ? "wire" : [],
    met.some(({ wireStrict }) => wireStrict) ? "strict" : [],
  ].flat();
  const at = Object.keys(positions);
  const marks = html`data-position="${words(at)}" data-axis="${words(axes)}" data-module="${module}"`;
  const badges = at.map((position) => html`<span class="at">${position}</span>`);
  return html`<li ${marks}>
    <a href="#${fingerprint}">
      <span class="place">${placeHtml(where)}</span>
      <span class="what">${kinds[kind].title}${badges}</span>
    </a>
  </li> `;
}

function words(list: readonly string[]): string {
  return list.length === 0 ? "none" : list.join(" ");
}

// ── Sections ────────────────────────────────────────────────────────────────────────────────────────────────────────

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
