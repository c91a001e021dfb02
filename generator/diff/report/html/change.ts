// The detail of the page: a section for each type and action that changed, with its changes, its declaration before and after,
// and the actions that meet it.
import type { Json } from "../../../model.js";
import { kinds } from "../../kinds.js";
import type { FilePosition, ReportedChange, ReportedPosition } from "../../report.js";
import { positions, type Position } from "../../verdict.js";
import type { Declaration } from "../declarations.js";
import { plural, ruleOf } from "../words.js";
import { declarationHtml } from "./declaration.js";
import { linkHtml, placeHtml, stateNames, stateOf, type Linker } from "./words.js";
import { html, type Html } from "./markup.js";

/** What is shown together. */
export interface Section {
  readonly changes: readonly ReportedChange[];
  /** Undefined for what is neither a type nor an action. */
  readonly declaration: Declaration | undefined;
}

/** What all sections refer to. */
export interface Around {
  /** Null where it is not known. */
  readonly versions: { readonly old: string | null; readonly new: string | null };
  readonly link: Linker;
}

export function sectionOf({ changes, declaration }: Section, { versions, link }: Around): Html {
  const isShown = declaration !== undefined && declaration.old !== declaration.new;
  const articles = changes.map((change) => articleOf(change, { link, isShown }));
  return html`<section class="owner">
    ${articles} ${declaration && declarationHtml(declaration, versions)} ${chipsOf(changes)} ${siblingsOf(changes)}
  </section> `;
}

interface Within extends Pick<Around, "link"> {
  /** Whether the declaration shows that something changed. */
  readonly isShown: boolean;
}

function articleOf(change: ReportedChange, { link, isShown }: Within): Html {
  const { fingerprint, kind, where, owner, accepted, message } = change;
  const state = stateOf(change);
  const said = accepted ? html`<s>${message}</s>` : html`${message}`;
  return html`<article class="change" id="${fingerprint}">
    <p class="eyebrow">
      <span class="level signed ${state}">${stateNames[state]}</span> <code>${kind}</code> · ${owner.what}
    </p>
    <h2>${placeHtml(where)} <a class="permalink" href="#${fingerprint}" aria-label="Link to this change">#</a></h2>
    <p class="message">${said}</p>
    ${acceptanceOf(change)} ${positionsOf(change)}
    <dl class="facts">
      ${hintOf(change)}${noteOf(change)}${linksOf(change, link)}${valuesOf(change, isShown)}${placesOf(change)}
    </dl>
  </article> `;
}

function acceptanceOf({ accepted, level }: ReportedChange): Html | undefined {
  if (!accepted) return undefined;
  const { reason, by, until, issue } = accepted;
  const link = issue !== null && /^https?:\/\//.test(issue) ? html`<a href="${issue}" rel="noreferrer">${issue}</a>` : issue; // prettier-ignore
  const who = [by === null ? [] : `by ${by}`, until === null ? [] : `until ${until}`].flat().join(" ");
  return html`<p class="accepted">
    <b>Accepted</b> ${who}: ${reason}${link === null ? undefined : html` (${link})`}
    <span>It is ${level} all the same, and counts for the next version.</span>
  </p>`;
}

// ── Positions ───────────────────────────────────────────────────────────────────────────────────────────────────────

function positionsOf(change: ReportedChange): Html {
  const cards = positions.flatMap((at) => {
    const position = change.positions[at];
    return position ? [positionOf(at, position, change)] : [];
  });
  if (cards.length === 0)
    return html`<p class="unmet">No action that is in both versions meets it. <code>${ruleOf(change)}</code></p>`;
  return html`<div class="positions">${cards}</div>`;
}

function positionOf(at: Position, position: ReportedPosition, { message, actions }: ReportedChange): Html {
  const { rule, level, source, wire, wireStrict, ts, why } = position;
  const met = actions[at]?.length ?? 0;
  const breaks = source || wire || wireStrict;
  const axes = html`${axisOf("code", source, ts.join(", "))}${axisOf("wire", wire)}${axisOf("strict wire", wireStrict)}`;
  return html`<section class="position ${level}">
    <h3>${at === "request" ? "In requests" : "In outputs"}: ${level}</h3>
    <p class="axes">${breaks ? axes : html`<span>code, wire and strict wire <b class="holds">hold</b></span>`}</p>
    ${message.endsWith(why) ? undefined : html`<p class="why">${why}</p>`}
    <p class="rule"><code>${rule}</code> · ${plural(met, "action")}</p>
  </section>`;
}

function axisOf(name: string, breaks: boolean, more = ""): Html {
  const detail = more === "" ? undefined : html` <small>${more}</small>`;
  const verdict = breaks ? "breaks" : "holds";
  return html`<span>${name} <b class="${verdict}">${verdict}</b>${detail}</span>`;
}

// ── Facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function fact(name: string, value: Html | undefined): Html | undefined {
  return (
    value &&
    html`<dt>${name}</dt>
      <dd>${value}</dd>`
  );
}

function hintOf({ hint }: ReportedChange): Html | undefined {
  return fact("What to do", hint === null ? undefined : html`${hint}`);
}

function noteOf({ note }: ReportedChange): Html | undefined {
  return fact("Note", note ? html`${note.text} <code>${note.id}</code>` : undefined);
}

function linksOf({ causedBy, renameOf, kind }: ReportedChange, link: Linker): Html {
  const [title, other] = kind.endsWith("-added") ? ["Perhaps it was", "removed"] : ["Perhaps now", "added"];
  const cause = causedBy ? html`${kinds[causedBy.kind].title}: ${link(causedBy.kind, causedBy.where)}` : undefined;
  return html`${fact("Because", cause)}${fact(title, renameOf === null ? undefined : link(other, renameOf))}`;
}

/** What was and what is, as far as the declaration does not show it. */
function valuesOf({ before, after }: ReportedChange, isShown: boolean): Html | undefined {
  if (before === null && after === null) return undefined;
  const values = html`<span class="values">
    <code>${valueText(before)}</code>
    <span>→</span>
    <code>${valueText(after)}</code>
  </span>`;
  return fact("Change", isShown && longest(before, after) > 200 ? html`<details><summary>before and after</summary>${values}</details>` : values); // prettier-ignore
}

function longest(...values: readonly Json[]): number {
  return Math.max(...values.map((value) => valueText(value).length));
}

function valueText(value: Json): string {
  if (value === null) return "nothing";
  if (typeof value === "string") return value;
  if (typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value).map(([name, member]) => `${name}: ${typeof member === "string" ? member : JSON.stringify(member)}`).join("\n"); // prettier-ignore
}

function placesOf({ location: { old, new: next } }: ReportedChange): Html {
  return html`${fact("Old spec", old ? fileOf(old) : undefined)}${fact("New spec", next ? fileOf(next) : undefined)}`;
}

function fileOf({ file, line, column }: FilePosition): Html {
  return html`<span class="file">${file}:${line}:${column}</span>`;
}

// ── What the changes of a section share ─────────────────────────────────────────────────────────────────────────────

/** All that change one thing meet the same actions. */
function chipsOf(changes: readonly ReportedChange[]): Html {
  const lists = positions.flatMap((at) => {
    const names = [...new Set(changes.flatMap(({ actions }) => actions[at] ?? []))];
    return names.length === 0 ? [] : [chipList(at, names)];
  });
  return html`${lists}`;
}

/** More than these are folded away. */
const visibleChips = 24;

function chipList(at: Position, names: readonly string[]): Html {
  const chips = (some: readonly string[]): Html => html`<ul class="actions">${some.map((name) => html`<li>${name}</li>`)}</ul>`; // prettier-ignore
  const more = names.slice(visibleChips);
  const rest = more.length === 0 ? undefined : html`<details><summary>${more.length} more</summary>${chips(more)}</details>`; // prettier-ignore
  return html`<h3 class="affected">
      ${at === "request" ? "Sent by" : "Received by"} ${plural(names.length, "action")}
    </h3>
    ${chips(names.slice(0, visibleChips))}${rest}`;
}

function siblingsOf(changes: readonly ReportedChange[]): Html | undefined {
  if (changes.length === 1) return undefined;
  const links = changes.map(({ fingerprint, where, kind }) => html`<li>${linkHtml(fingerprint, where)} ${kinds[kind].title}</li>`); // prettier-ignore
  return html`<nav class="siblings" aria-label="Changes in the same place">
    <h3>${plural(changes.length, "change")} here</h3>
    <ul>
      ${links}
    </ul>
  </nav>`;
}
