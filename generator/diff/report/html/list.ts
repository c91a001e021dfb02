// The list of changes, by level, and the form that filters it. The script reads the attributes of the items.
import { allActions, type Model } from "../../../model.js";
import { kinds } from "../../kinds.js";
import type { DiffReport, ReportedChange } from "../../report.js";
import type { Versions } from "../declarations.js";
import { plural } from "../words.js";
import { html, type Html } from "./markup.js";
import { placeHtml, stateNames, stateOf, states, type State } from "./words.js";

export type ModuleOf = (change: ReportedChange) => string;

/** The module that a change is in; nothing for the API itself. */
export function moduleFinder({ old, new: next }: Versions): ModuleOf {
  const actions = (model: Model): readonly (readonly [string, string])[] =>
    allActions(model).map(({ id, module }) => [id, module]);
  const modules = new Map([...actions(old), ...actions(next)]);
  return ({ owner: { what, name } }) => {
    if (what === "type") return name.slice(0, name.indexOf("."));
    return what === "action" ? (modules.get(name) ?? "") : what === "module" ? name : "";
  };
}

export function filtersOf({ changes, summary }: DiffReport, moduleOf: ModuleOf): Html {
  const modules = [...new Set(changes.map(moduleOf))].sort((a, b) => (a < b ? -1 : 1));
  const named = modules.map((name): Option => [name, name === "" ? "the API itself" : name]);
  const chips = states.filter((state) => summary[state] > 0).map((state) => html`<label class="chip"><input type="checkbox" name="level" value="${state}"><span class="signed ${state}">${stateNames[state]} <b>${summary[state]}</b></span></label>`); // prettier-ignore
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
      <output>${plural(changes.length, "change")}</output> <button type="reset" hidden>Show all</button>
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

export function listOf(changes: readonly ReportedChange[], moduleOf: ModuleOf): Html {
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
