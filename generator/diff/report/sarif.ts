// The report as SARIF: a run for each API, a result for each change.
import { sarifText, type SarifLevel, type SarifPlace, type SarifResult, type SarifRule, type SarifRun } from "../../sarif.js"; // prettier-ignore
import { kinds } from "../kinds.js";
import type { DiffReport, FilePosition, ReportedChange, VersionProblem } from "../report.js";
import { explainKind } from "../rules.js";
import type { Level } from "../verdict.js";
import { ruleOf, whyOf } from "./words.js";

/** Without a newline at the end. `version` is the tool's. */
export function renderSarif(reports: readonly DiffReport[], version: string): string {
  return sarifText(reports.map(runOf), version);
}

const sarifLevels: { readonly [level in Level]: SarifLevel } = {
  breaking: "error",
  dangerous: "warning",
  safe: "note",
  docs: "note",
};

function runOf(report: DiffReport): SarifRun {
  const { target, new: next, old, changes, staleAccepts, versionProblems } = report;
  const found = new Map(changes.map((change) => [ruleOf(change), change]));
  const rules = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, change]) => ruleFor(id, change));
  return {
    id: `diff/${target ?? next.api ?? old.api ?? ""}`,
    rules: [...rules, ...(staleAccepts.length > 0 ? [staleRule] : []), ...versionProblems.map(versionRule)],
    results: [
      ...changes.map(resultOf),
      ...staleAccepts.map(({ entry, message, location }): SarifResult => ({ rule: staleRule.id, level: "warning", message: `${entry}: ${message}`, place: placeOf(location) })), // prettier-ignore
      ...versionProblems.map(({ id, message }): SarifResult => ({
        rule: id,
        level: "error",
        message,
        place: undefined,
      })),
    ],
  };
}

function ruleFor(id: string, change: ReportedChange): SarifRule {
  const { title, advice } = kinds[change.kind];
  const text = advice === undefined ? `${title}.` : `${title}. ${advice}`;
  return { id, title, text, help: explainKind(id, false) ?? text, level: sarifLevels[change.level] };
}

function resultOf(change: ReportedChange): SarifResult {
  const { kind, where, level, location, fingerprint, accepted, hint } = change;
  const place = location.anchor ?? location.new ?? location.old;
  const before = location.old && location.old !== place ? [{ place: placeOf(location.old), message: "what it was" }] : []; // prettier-ignore
  const sentence = `${where}: ${kinds[kind].title}: ${whyOf(change)}`;
  return {
    rule: ruleOf(change),
    level: sarifLevels[level],
    message: hint === null ? sentence : `${sentence}. ${hint}`,
    place: place ? placeOf(place) : undefined,
    related: before,
    fingerprint,
    accepted: accepted?.reason,
  };
}

function placeOf({ file, line, column }: FilePosition): SarifPlace {
  return { file, start: { line, column } };
}

const staleRule: SarifRule = {
  id: "stale-accept",
  title: "An entry of the accept file does nothing any more",
  text: "What it accepted is not among the changes, its day is over, or the old spec is another.",
  help: "`actionwright diff prune` takes it out.",
  level: "warning",
};

function versionRule({ id, message }: VersionProblem): SarifRule {
  const help = "Set `api.version` to what the changes ask for.";
  return { id, title: "The version does not fit the changes", text: message, help, level: "error" };
}
