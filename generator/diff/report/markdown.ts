// The report as a comment on a pull request. Whatever the spec or anybody else has written is in spans of code.
import { Buffer } from "node:buffer";
import { codeSpan, markdown } from "../../code/text.js";
import { failingChanges, failures, type FailOn } from "../gate.js";
import type { DiffReport, ReportedChange } from "../report.js";
import type { Level } from "../verdict.js";
import {
  acceptCommand,
  actionsOf,
  bumpSentence,
  capped,
  countsSentence,
  factText,
  nothingFound,
  optionalMark,
  plural,
  readingOf,
  ruleOf,
  whyOf,
  worstFirst,
  type SectionId,
} from "./words.js";

export interface MarkdownOptions {
  /** Where all of it is, if it is too long: the name of an artifact, say. */
  readonly artifact?: string | undefined;
  /** The most bytes of UTF-8; 60,000 unless said otherwise, which a comment on GitHub holds. */
  readonly limit?: number | undefined;
  /** From which level on the way to accept is shown. `breaking` unless said otherwise. */
  readonly failOn?: FailOn | undefined;
  readonly strictAccepts?: boolean | undefined;
  /** The command that accepts what fails, if it is another than without arguments. */
  readonly accept?: string | undefined;
}

/**
 * The comment, without a newline at the end. Its first line is the same for all versions of a target, so that the comment of
 * the last run can be found and replaced.
 */
export function renderMarkdown(report: DiffReport, options: MarkdownOptions = {}): string {
  const { artifact, limit = 60_000 } = options;
  const head = [markerOf(report), verdictOf(report), ...gateLines(report, options)].join("\n\n");
  const tables = tablesOf(report);
  const frames = tables.map((table) => textOf({ ...table, rows: [...table.rows, ""] }, [""], artifact));
  const fixed = [head, ...frames].join("\n\n");
  return [head, ...filled(tables, limit - bytes(fixed), artifact)].join("\n\n");
}

/** Names of targets and APIs, of which nothing can end a comment of HTML. */
function markerOf({ target, old, new: next }: DiffReport): string {
  const name = target ?? next.api ?? old.api ?? "";
  return `<!-- actionwright-diff:${name.replace(/[^A-Za-z0-9._@/]+/g, "-").slice(0, longest)} -->`;
}

function verdictOf(report: DiffReport): string {
  const { target, old, new: next, summary, bump, changes } = report;
  const name = code(target ?? next.api ?? "");
  const worst = summary.breaking > 0 ? `**${plural(summary.breaking, "breaking change")}**` : "**Nothing breaks**";
  const counts = changes.length === 0 ? nothingFound(report, "docs") : countsSentence(summary);
  return `${worst} in ${name} from ${code(old.source)} to ${code(next.source)} (${counts}). Next version: ${code(bumpSentence(bump))}.`;
}

/** What holds it up. That changes do is said in words of ours, and how to agree to them. */
function gateLines(
  report: DiffReport,
  { failOn = "breaking", strictAccepts = false, accept = acceptCommand }: MarkdownOptions,
): readonly string[] {
  const held = failures(report, { failOn, strictAccepts });
  const canAccept = failingChanges(report, failOn).length > 0;
  const others = (canAccept ? held.slice(1) : held).map((text) => `- ${code(text)}`);
  return [
    ...(canAccept ? [`${held[0] ?? ""}. To agree to what fails: ${codeSpan(accept)}`] : []),
    ...(others.length === 0 ? [] : [others.slice(0, 10).join("\n")]),
  ];
}

// ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Table {
  readonly title: string;
  /** Whether it is closed until somebody opens it. */
  readonly isFolded: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}

/** What is open by level, the worst first; then what is told by something else, and what does not count. */
function tablesOf(report: DiffReport): readonly Table[] {
  const sections = readingOf(report);
  const findings = sections.flatMap(({ id, groups }) =>
    groups.flatMap((group) => group.findings.map((each) => ({ id, ...each }))),
  );
  const isApart = (id: SectionId): boolean => id === "unstable" || id === "accepted";
  const open = findings.flatMap(({ id, change }) => (isApart(id) ? [] : [change]));
  const apart = (wanted: SectionId) => findings.flatMap(({ id, change }) => (id === wanted ? [change] : []));
  const told = findings.flatMap(({ change, consequences }) =>
    consequences.map((each) => ({ change: each, cause: change })),
  );
  return [
    ...worstFirst.map((level) =>
      changeTable(
        level,
        open.filter((change) => change.level === level),
      ),
    ),
    consequenceTable(told),
    changeTable("experimental", apart("unstable")),
    acceptedTable(apart("accepted")),
    staleTable(report),
  ].filter(({ rows }) => rows.length > 0);
}

function changeTable(level: Level | "experimental", changes: readonly ReportedChange[]): Table {
  return {
    title: plural(changes.length, `${level} change`),
    isFolded: level !== "breaking",
    columns: ["Rule", "Where", "Old → new", "Who", "Why, and what to do"],
    rows: changes.map((change) =>
      row([code(ruleOf(change)), placeOf(change), editOf(change), whoOf(change), adviceOf(change)]),
    ),
  };
}

function consequenceTable(told: readonly { readonly change: ReportedChange; readonly cause: ReportedChange }[]): Table {
  const of = (level: Level): number => told.filter(({ change }) => change.level === level).length;
  const counts = worstFirst.flatMap((level) => (of(level) === 0 ? [] : [`${of(level)} ${level}`])).join(", ");
  return {
    title: `${plural(told.length, "change")} that went or came with others (${counts})`,
    isFolded: true,
    columns: ["Rule", "Where", "Because of"],
    rows: told.map(({ change, cause }) =>
      row([code(ruleOf(change)), placeOf(change), `${code(cause.kind)} ${code(cause.where)}`]),
    ),
  };
}

function acceptedTable(changes: readonly ReportedChange[]): Table {
  return {
    title: plural(changes.length, "accepted change"),
    isFolded: true,
    columns: ["Rule", "Where", "Old → new", "Reason"],
    rows: changes.map((change) =>
      row([`~~${code(ruleOf(change))}~~`, placeOf(change), editOf(change), reasonOf(change)]),
    ),
  };
}

function staleTable({ staleAccepts }: DiffReport): Table {
  return {
    title: `${plural(staleAccepts.length, "entry", "entries")} of the accept file that ${staleAccepts.length === 1 ? "does" : "do"} nothing`,
    isFolded: true,
    columns: ["Entry", "Where", "Why"],
    rows: staleAccepts.map(({ entry, message, location: { file, line } }) =>
      row([code(entry), code(`${file}:${line}`), code(message)]),
    ),
  };
}

// ── Cells ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** So much of any text is enough to know it by. */
const longest = 200;

function code(text: string): string {
  return codeSpan(text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, "")}…` : text);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function placeOf({ where, location: { old, new: next } }: ReportedChange): string {
  const at = next ?? old;
  return at === null ? code(where) : `${code(where)}<br>${code(`${at.file}:${at.line}`)}`;
}

function editOf({ before, after, renameOf }: ReportedChange): string {
  const [old, next] = [before, after].map((facts) =>
    facts === null ? "–" : code(`${optionalMark(facts) === "" ? "" : "optional "}${factText(facts)}`),
  );
  const other = renameOf === null ? "" : `<br>${after === null ? "now" : "was"}, as it seems: ${code(renameOf)}`;
  return `${old ?? ""} → ${next ?? ""}${other}`;
}

function whoOf(change: ReportedChange): string {
  const actions = actionsOf(change);
  return actions.length === 0 ? "no action" : code(capped(actions, 2));
}

function adviceOf(change: ReportedChange): string {
  const note = change.note === null ? [] : [code(change.note.text)];
  const hint = change.hint === null ? [] : [markdown(change.hint)];
  return [markdown(whyOf({ ...change, note: null })), ...note, ...hint].join("<br>");
}

function reasonOf({ accepted }: ReportedChange): string {
  return [accepted?.reason, accepted?.by, accepted?.until && `until ${accepted.until}`, accepted?.issue].flatMap((part) => (part ? [code(part)] : [])).join("<br>"); // prettier-ignore
}

// ── Length ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

/** The tables with as many rows as there is room for, the first ones first; room for everything else is taken already. */
function filled(tables: readonly Table[], room: number, artifact: string | undefined): readonly string[] {
  let left = room;
  return tables.map((table) => {
    const shown: string[] = [];
    for (const each of table.rows) {
      left -= bytes(each) + 1;
      if (left < 0) break;
      shown.push(each);
    }
    return textOf(table, shown, artifact);
  });
}

function textOf(
  { title, isFolded, columns, rows }: Table,
  shown: readonly string[],
  artifact: string | undefined,
): string {
  const rest = rows.length - shown.length;
  const lines = shown.length === 0 ? [] : [row(columns), row(columns.map(() => "---")), ...shown];
  const more = rest === 0 ? [] : [`and ${rest} more${artifact === undefined ? "" : `: ${code(artifact)}`}`];
  const body = [lines.join("\n"), ...more].filter((text) => text !== "").join("\n\n");
  return isFolded ? `<details><summary>${title}</summary>\n\n${body}\n\n</details>` : body;
}
