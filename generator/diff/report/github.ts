// The report for GitHub Actions: annotations at the lines of the spec, the summary of the step, and its outputs.
import { workflowCommand, type WorkflowCommand } from "../../doors.js";
import { groupBy } from "../../group.js";
import type { DiffReport, ReportedChange, StaleAccept, VersionProblem } from "../report.js";
import type { Level } from "../verdict.js";
import { renderMarkdown, type MarkdownOptions } from "./markdown.js";
import {
  bumpSentence,
  capped,
  countsSentence,
  nothingFound,
  plural,
  readingOf,
  ruleOf,
  subject,
  whyOf,
} from "./words.js";

/** GitHub shows so many annotations of a kind from one step, and drops the others. */
const shownPerLevel = 10;

/**
 * Workflow commands, one a line, without a newline at the end: an error for each declaration that breaks something, a warning
 * for each that is dangerous, and notices of what was left out and of the whole. What was accepted, is experimental or went
 * with something else has none.
 */
export function renderGitHub(report: DiffReport): string {
  const sections = readingOf(report).filter(({ id }) => id !== "accepted" && id !== "unstable");
  const changes = sections.flatMap(({ groups }) =>
    groups.flatMap(({ findings }) => findings.map(({ change }) => change)),
  );
  const at = (level: Level): readonly ReportedChange[] => changes.filter((change) => change.level === level);
  const told = [
    ...upTo10("error", [...report.versionProblems.map(problem), ...declarations(at("breaking"), "error")]),
    ...upTo10("warning", [...declarations(at("dangerous"), "warning"), ...report.staleAccepts.map(stale)]),
    wholeOf(report),
  ];
  return told.map(workflowCommand).join("\n");
}

/** An annotation, and how many changes it tells. */
interface Annotation {
  readonly command: WorkflowCommand;
  readonly count: number;
}

function upTo10(kind: "error" | "warning", annotations: readonly Annotation[]): readonly WorkflowCommand[] {
  const shown = annotations.slice(0, shownPerLevel).map(({ command }) => command);
  const count = annotations.slice(shownPerLevel).reduce((sum, each) => sum + each.count, 0);
  const message = `${plural(count, `more ${kind}`)} of the report: see the summary`;
  return count === 0 ? shown : [...shown, { kind: "notice", properties: { title: "actionwright diff" }, message }];
}

function problem({ id, message }: VersionProblem): Annotation {
  return { command: { kind: "error", properties: { title: id }, message }, count: 1 };
}

function stale({ entry, message, location: { file, line, column } }: StaleAccept): Annotation {
  const properties = { file, line, col: column, title: "stale accept" };
  return { command: { kind: "warning", properties, message: `${entry}: ${message}` }, count: 1 };
}

function declarations(changes: readonly ReportedChange[], kind: "error" | "warning"): readonly Annotation[] {
  const byOwner = groupBy(changes, ({ owner }) => `${owner.what} ${owner.name}`);
  return [...byOwner.values()].flatMap((mine) => annotation(mine, kind));
}

/** One declaration: its first change at length, the others by name. */
function annotation([first, ...others]: readonly ReportedChange[], kind: "error" | "warning"): readonly Annotation[] {
  if (!first) return [];
  const { location } = first;
  const place = location.anchor === null ? {} : { file: location.anchor.file, line: location.anchor.line, col: location.anchor.column }; // prettier-ignore
  const was = location.anchor === null && location.old !== null ? ` (it was at ${location.old.file}:${location.old.line})` : ""; // prettier-ignore
  const also = others.length === 0 ? "" : `; also ${capped(others.map((change) => `${ruleOf(change)} ${subject(change)}`), 3)}`; // prettier-ignore
  const message = `${subject(first, first.where)}: ${whyOf(first)}${was}${also}`;
  return [{ command: { kind, properties: { ...place, title: ruleOf(first) }, message }, count: 1 + others.length }];
}

function wholeOf(report: DiffReport): WorkflowCommand {
  const { summary, bump, changes, target } = report;
  const found = changes.length === 0 ? nothingFound(report, "docs") : countsSentence(summary);
  const title = target === null ? "actionwright diff" : `actionwright diff of ${target}`;
  return { kind: "notice", properties: { title }, message: `${found}; next version: ${bumpSentence(bump)}` };
}

/** What `$GITHUB_STEP_SUMMARY` takes, of which GitHub shows no more than 1 MiB of a step: Markdown, without a newline at the end. */
export function stepSummary(report: DiffReport, options: Omit<MarkdownOptions, "limit"> = {}): string {
  return renderMarkdown(report, { ...options, limit: 1_000_000 });
}

/** What `$GITHUB_OUTPUT` takes: `breaking`, `dangerous`, `safe`, `bump` and `next_version` (empty where versions are not counted). */
export function outputsOf({ summary, bump }: DiffReport): string {
  const values = {
    breaking: String(summary.breaking),
    dangerous: String(summary.dangerous),
    safe: String(summary.safe),
    bump: bump.level,
    next_version: bump.to ?? "",
  };
  return Object.entries(values).map(([name, value]) => `${output(name, value)}\n`).join(""); // prettier-ignore
}

/** A value with a line break goes between two lines that it does not have itself. */
function output(name: string, value: string): string {
  if (!/[\r\n]/.test(value)) return `${name}=${value}`;
  let end = "end";
  while (value.includes(end)) end += "_";
  return `${name}<<${end}\n${value}\n${end}`;
}
