// What the parts of the page call things.
import type { DiffReport, ReportedChange } from "../report.js";
import type { Level } from "../verdict.js";
import { html, type Html } from "./markup.js";

/** Where a change is counted: by its level, unless it was agreed to, or nothing was promised. As in the report's summary. */
export type State = Level | "accepted" | "unstable";
export const states: readonly State[] = ["breaking", "dangerous", "safe", "docs", "unstable", "accepted"];

export const stateNames: Readonly<Record<State, string>> = {
  breaking: "Breaking",
  dangerous: "Dangerous",
  safe: "Safe",
  docs: "Docs",
  unstable: "Unstable",
  accepted: "Accepted",
};

export function stateOf({ accepted, note, level }: ReportedChange): State {
  return accepted ? "accepted" : note?.id === "unstable" ? "unstable" : level;
}

export function countsOf(changes: readonly ReportedChange[]): Readonly<Record<State, number>> {
  const of = (state: State): number => changes.filter((change) => stateOf(change) === state).length;
  return { breaking: of("breaking"), dangerous: of("dangerous"), safe: of("safe"), docs: of("docs"), unstable: of("unstable"), accepted: of("accepted") }; // prettier-ignore
}

/** A place, with its last part standing out. */
export function placeHtml(where: string): Html {
  const cut = Math.max(where.lastIndexOf("."), where.lastIndexOf("#")) + 1;
  const within = cut === 0 ? undefined : html`<span class="within">${where.slice(0, cut)}</span>`;
  return html`${within}<b>${where.slice(cut)}</b>`;
}

/** `1 change`, `2 changes`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The verdict in one line. */
export function headlineOf({ summary, changes, old, new: next }: DiffReport): string {
  const { breaking, dangerous } = summary;
  if (breaking > 0) return countOf(breaking, "breaking change");
  if (dangerous > 0) return `Nothing breaks for everybody, ${countOf(dangerous, "change")} may for some`;
  if (changes.length > 0) return "Nothing breaks";
  return old.digest === next.digest ? "Both versions are the same" : "Nothing that callers could meet has changed";
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
