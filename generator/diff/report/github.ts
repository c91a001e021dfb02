// The report for GitHub Actions: annotations at the lines of the spec, the summary of the step, and its outputs.
import { workflowCommand, type WorkflowCommand } from "../../doors.js";
import { groupBy } from "../../group.js";
import type { DiffReport, ReportedChange } from "../report.js";
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
  const told = [
    ...commandsAt("breaking", changes),
    ...commandsAt("dangerous", changes),
    ...report.versionProblems.map(({ id, message }): WorkflowCommand => ({
      kind: "error",
      properties: { title: id },
      message,
    })),
    ...report.staleAccepts.map(({ entry, message, location: { file, line, column } }): WorkflowCommand => ({ kind: "warning", properties: { file, line, col: column, title: "stale accept" }, message: `${entry}: ${message}` })), // prettier-ignore
  ];
  return [...told, wholeOf(report)].map(workflowCommand).join("\n");
}

function commandsAt(level: "breaking" | "dangerous", changes: readonly ReportedChange[]): readonly WorkflowCommand[] {
  const mine = changes.filter((change) => change.level === level);
  const declarations = [...groupBy(mine, ({ owner }) => `${owner.what} ${owner.name}`).values()];
  const kind = level === "breaking" ? "error" : "warning";
  const rest = declarations.slice(shownPerLevel);
  const count = rest.reduce((sum, each) => sum + each.length, 0);
  return [
    ...declarations.slice(0, shownPerLevel).flatMap((each) => annotation(each, kind)),
    ...(count === 0 ? [] : [{ kind: "notice", properties: { title: "actionwright diff" }, message: `${plural(count, `more ${level} change`)} in ${plural(rest.length, "declaration")}: see the summary` } as const]), // prettier-ignore
  ];
}

/** One declaration: its first change at length, the others by name. */
function annotation(
  [first, ...others]: readonly ReportedChange[],
  kind: "error" | "warning",
): readonly WorkflowCommand[] {
  if (!first) return [];
  const { location } = first;
  const place = location.anchor === null ? {} : { file: location.anchor.file, line: location.anchor.line, col: location.anchor.column }; // prettier-ignore
  const was = location.anchor === null && location.old !== null ? ` (it was at ${location.old.file}:${location.old.line})` : ""; // prettier-ignore
  const also = others.length === 0 ? "" : `; also ${capped(others.map((change) => `${ruleOf(change)} ${subject(change)}`), 3)}`; // prettier-ignore
  return [
    {
      kind,
      properties: { ...place, title: ruleOf(first) },
      message: `${subject(first, first.where)}: ${whyOf(first)}${was}${also}`,
    },
  ];
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
