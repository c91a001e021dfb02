// What the page shows before a change is chosen: what was compared, what the next version is and why, renames, complaints.
import { renamePatterns, type RenamePattern } from "../../rename-patterns.js";
import type { Rename } from "../../renames.js";
import type { DiffReport, Side } from "../../report.js";
import { plural } from "../words.js";
import { html, type Html } from "./markup.js";
import { linkerOf, linkHtml, type Linker } from "./words.js";

export function overviewOf(report: DiffReport): Html {
  return html`<section class="overview" id="overview" aria-label="Overview">
    ${problemsOf(report)}
    <h2>What was compared</h2>
    <dl class="facts">
      <dt>Old</dt>
      <dd>${sideOf(report.old)}</dd>
      <dt>New</dt>
      <dd>${sideOf(report.new)}</dd>
      <dt>Policy</dt>
      <dd><code>${report.bump.policy}</code>: ${policies[report.bump.policy]}</dd>
      <dt>Next version</dt>
      <dd>${bumpOf(report)}</dd>
      ${
        report.summary.off === 0
          ? undefined
          : html`<dt>Left out</dt>
              <dd>${plural(report.summary.off, "change")}, by rules of the config</dd>`
      }
    </dl>
    ${renamesOf(report)}
    <p class="keys">
      Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous change, <kbd>/</kbd> search, <kbd>Esc</kbd> back to this
      overview.
    </p>
  </section>`;
}

const policies: Readonly<Record<DiffReport["bump"]["policy"], string>> = {
  strict: "whatever may break anybody is breaking",
  sdk: "what breaks callers of the SDK is breaking",
  wire: "only what breaks old clients is breaking",
  server: "what breaks old clients, also those that refuse what they do not know, is breaking",
};

function sideOf({ source, commit, api, version, digest }: Side): Html {
  if (digest === null) return html`there was no spec yet`;
  const read = commit === null ? undefined : html` at <code>${commit.slice(0, 12)}</code>`;
  const named = [api, version].flatMap((each) => each ?? []).join(" ");
  return html`<b>${named}</b>, <code>${source}</code>${read}
    <span class="digest" title="${digest}">${digest.slice(0, 15)}…</span>`;
}

/** How many of the reasons are named: any of them is enough. */
const named = 5;

function bumpOf({ bump, changes }: DiffReport): Html {
  const { level, from, to, because } = bump;
  if (level === "none") return html`none is needed`;
  const version =
    to === null || from === null ? html`a <b>${level}</b> one` : html`<b>${to}</b> after ${from} (${level})`;
  const reasons = new Set(because);
  const asking = changes.filter(({ fingerprint }) => reasons.has(fingerprint)).slice(0, named);
  const links = asking.map(({ fingerprint, where }) => html`<li>${linkHtml(fingerprint, where)}</li>`);
  const more = because.length - asking.length;
  return html`${version}, because of ${plural(because.length, "change")}<ul class="because">${links}${more > 0 ? html`<li>and ${more} more</li>` : undefined}</ul>`; // prettier-ignore
}

function renamesOf({ renames, changes }: DiffReport): Html | undefined {
  if (renames.length === 0) return undefined;
  const link = linkerOf(changes);
  return html`<h2>Perhaps renamed <span class="count">${renames.length}</span></h2>
    <p>Hints: no verdict depends on them.</p>
    <ul class="renames">
      ${renamePatterns(renames).map((group) => renameGroup(group, link))}
    </ul>`;
}

/** What was done to many names is said once, with the names behind it. */
function renameGroup({ what, pattern, renames }: RenamePattern, link: Linker): Html {
  const items = renames.map((rename) => renameItem(rename, link));
  if (pattern === undefined) return html`${items}`;
  const said = pattern.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
  return html`<li>
    <details>
      <summary>${plural(renames.length, what)} ${said}</summary>
      <ul>
        ${items}
      </ul>
    </details>
  </li> `;
}

function renameItem({ what, from, to, confidence, evidence }: Rename, link: Linker): Html {
  return html`<li>
    ${what} ${link("removed", from)} → ${link("added", to)}
    <span class="evidence">${Math.round(100 * confidence)} %: ${evidence.join(", ")}</span>
  </li> `;
}

function problemsOf({ versionProblems, staleAccepts }: DiffReport): Html {
  const versions = versionProblems.map(({ id, message }) => html`<li><code>${id}</code> ${message}</li>`);
  const stale = staleAccepts.map(({ entry, message, location: { file, line } }) => html`<li><code>${entry}</code> ${message} <span class="file">${file}:${line}</span></li>`); // prettier-ignore
  const listed = (title: string, items: readonly Html[]): Html | undefined =>
    items.length === 0
      ? undefined
      : html`<div class="problem">
          <h2>${title}</h2>
          <ul>
            ${items}
          </ul>
        </div>`;
  return html`${listed("The version is not right", versions)}${listed("Entries of the accept file that do nothing", stale)}`;
}
