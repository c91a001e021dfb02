// What the parts of the page call things.
import { capitalize } from "../../../names.js";
import type { DiffReport, ReportedChange } from "../../report.js";
import type { Level } from "../../verdict.js";
import { nothingFound, plural, standingOf, worstFirst } from "../words.js";
import { html, type Html } from "./markup.js";

/** Where a change is counted: by its level, unless it was agreed to, or nothing was promised. As in the report's summary. */
export type State = Level | "accepted" | "unstable";
export const states: readonly State[] = [...worstFirst, "unstable", "accepted"];

export const stateNames: Readonly<Record<State, string>> = {
  breaking: "Breaking",
  dangerous: "Dangerous",
  safe: "Safe",
  docs: "Docs",
  unstable: "Unstable",
  accepted: "Accepted",
};

export function stateOf(change: ReportedChange): State {
  const standing = standingOf(change);
  return standing === "open" ? change.level : standing;
}

/** A place, with its last part standing out. */
export function placeHtml(where: string): Html {
  const cut = Math.max(where.lastIndexOf("."), where.lastIndexOf("#")) + 1;
  const within = cut === 0 ? undefined : html`<span class="within">${where.slice(0, cut)}</span>`;
  return html`${within}<b>${where.slice(cut)}</b>`;
}

/** The verdict in one line. */
export function headlineOf(report: DiffReport): string {
  const { breaking, dangerous } = report.summary;
  if (breaking > 0) return plural(breaking, "breaking change");
  if (dangerous > 0) return `Nothing breaks for everybody, ${plural(dangerous, "change")} may for some`;
  return report.changes.length > 0 ? "Nothing breaks" : capitalize(nothingFound(report, "docs"));
}

// ── Links ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A link to the change of a kind at a place, or to what was `removed` or `added` there; the place alone if it is not in the report. */
export type Linker = (kind: string, where: string) => Html;

export function linkerOf(changes: readonly ReportedChange[]): Linker {
  const fingerprints = new Map(
    changes.flatMap(({ kind, where, fingerprint }) => [
      [`${kind} ${where}`, fingerprint],
      [`${kind.slice(kind.lastIndexOf("-") + 1)} ${where}`, fingerprint],
    ]),
  );
  return (kind, where) => {
    const fingerprint = fingerprints.get(`${kind} ${where}`);
    return fingerprint === undefined ? html`<code>${where}</code>` : linkHtml(fingerprint, where);
  };
}

export function linkHtml(fingerprint: string, where: string): Html {
  return html`<a href="#${fingerprint}">${placeHtml(where)}</a>`;
}
