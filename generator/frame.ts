// Diagnostics → text for people, for programs and for GitHub.
import pc from "picocolors";
import stringWidth from "string-width";
import { catalogue } from "./catalogue/index.js";
import { count, type Diagnostic, type Format } from "./diagnostics.js";
import { jsonText, visible, workflowCommand } from "./doors.js";
import { createSources, positionOf, rangeOf, type Lines, type Sources } from "./locate.js";
import type { Origin } from "./model.js";
import { sarifOfDiagnostics, sarifText } from "./sarif.js";
import type { SourceFile } from "./source.js";

export interface RenderOptions {
  readonly format: Format;
  readonly color: boolean;
  /** The tool's, for SARIF. */
  readonly version?: string | undefined;
}

/** All diagnostics as one text, without a newline at the end; empty for none, except as JSON and SARIF. */
export function render(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceFile[],
  { format, color, version = "0.0.0" }: RenderOptions,
): string {
  const sources = createSources(files);
  switch (format) {
    case "json":
      return jsonText({
        version: 1,
        summary: count(diagnostics),
        diagnostics: diagnostics.map((diagnostic) => toRecord(diagnostic, sources)),
      });
    case "github":
      return diagnostics.map((diagnostic) => githubLine(diagnostic, sources)).join("\n");
    case "sarif":
      return sarifText([sarifOfDiagnostics(diagnostics, sources)], version);
    case "pretty":
      return diagnostics.map((diagnostic) => pretty(diagnostic, sources, pc.createColors(color))).join("\n\n");
  }
}

// ── For programs ────────────────────────────────────────────────────────────────────────────────────────────────────

function toRecord({ code, severity, message, origin, label, related, help }: Diagnostic, sources: Sources): object {
  const place = (at: Origin): object => ({ file: at.file, ...rangeOf(at, sources) });
  const others = related.map((other) => ({ message: other.message, ...place(other.origin) }));
  return {
    code,
    severity,
    message,
    ...(origin && place(origin)),
    ...(label && { label }),
    ...(others.length && { related: others }),
    ...(help && { help }),
  };
}

/** The place, and what to do about it in the same message. */
function githubLine({ code, severity, message, origin, help }: Diagnostic, sources: Sources): string {
  const range = origin && rangeOf(origin, sources);
  return workflowCommand({
    kind: ({ error: "error", warning: "warning", info: "notice" } as const)[severity],
    properties: {
      file: origin?.file,
      line: range?.start.line,
      col: range?.start.column,
      endLine: range?.end.line,
      endColumn: range?.end.column,
      title: code,
    },
    message: help === undefined ? message : `${message}: ${help}`,
  });
}

// ── For people ──────────────────────────────────────────────────────────────────────────────────────────────────────

type Colors = ReturnType<typeof pc.createColors>;

function pretty(
  { code, severity, message, origin, label, related, help }: Diagnostic,
  sources: Sources,
  colors: Colors,
): string {
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  const head = `${paint(`${severity}[${code}]`)}${colors.bold(`: ${visible(message)}`)}`;
  const marks = [
    ...(origin ? [{ origin, text: label ?? "", sign: "^" }] : []),
    ...related.map((other) => ({ origin: other.origin, text: other.message, sign: "-" })),
  ];
  const lines = marks.map((mark) => rangeOf(mark.origin, sources).start.line);
  const gutter = " ".repeat(Math.max(0, ...lines.map((line) => String(line).length)) + 1);
  const frames = marks.flatMap((mark, index) =>
    frame(mark, { sources, colors, gutter, first: index === 0, before: marks[index - 1]?.origin.file, paint }),
  );
  const tail = help === undefined ? [] : [`${gutter}${colors.blue("=")} ${colors.bold("help")}: ${visible(help)}`];
  return [head, ...frames, ...tail].join("\n");
}

interface Mark {
  readonly origin: Origin;
  readonly text: string;
  readonly sign: string;
}
interface FrameContext {
  readonly sources: Sources;
  readonly colors: Colors;
  /** As wide as the longest line number of the diagnostic. */
  readonly gutter: string;
  readonly first: boolean;
  readonly before: string | undefined;
  readonly paint: (text: string) => string;
}

function frame({ origin, text, sign }: Mark, context: FrameContext): readonly string[] {
  const { sources, colors, gutter, first, before, paint } = context;
  const source = sources.get(origin.file);
  const { line, column } = rangeOf(origin, sources).start;
  const bar = colors.blue("│");
  const where = `${gutter}${colors.blue(first ? "┌─" : "├─")} ${visible(origin.file)}:${line}:${column}`;
  const head = first || before !== origin.file ? [where] : [`${gutter}${colors.blue("·")}`];
  if (!source) return head;
  const cut = cutLine(origin, source);
  const marks = `${" ".repeat(cut.before)}${(sign === "^" ? paint : colors.blue)(sign.repeat(cut.width))}`;
  return [
    ...head,
    ...(head[0] === where ? [`${gutter}${bar}`] : []),
    `${colors.blue(String(line).padEnd(gutter.length))}${bar} ${cut.line}`,
    `${gutter}${bar} ${marks}${text === "" ? "" : ` ${visible(text)}`}`,
  ];
}

/** What of a line is shown: this much before the mark, this much from it on, and at most this long a mark. */
const window = { before: 60, after: 100, mark: 80 } as const;

interface Cut {
  readonly line: string;
  /** Columns of the terminal before the mark, and those that it takes. */
  readonly before: number;
  readonly width: number;
}

/** The part of a line around a mark: tabs as spaces, no control characters, not wider than a screen. */
function cutLine(origin: Origin, source: Lines): Cut {
  const { line } = positionOf(origin.start, source);
  const [lineStart, lineEnd] = [source.starts[line - 1] ?? 0, endOfLine(line, source)];
  const start = Math.min(origin.start, lineEnd);
  const from = start - lineStart > window.after ? start - window.before : lineStart;
  const to = Math.min(lineEnd, start + window.after);
  const head = `${from > lineStart ? "…" : ""}${visible(source.text.slice(from, start))}`;
  const marked = source.text.slice(start, Math.max(start, Math.min(origin.end, to, start + window.mark)));
  return {
    line: `${head}${visible(source.text.slice(start, to))}${to < lineEnd ? "…" : ""}`,
    before: stringWidth(head),
    width: Math.max(1, stringWidth(visible(marked))),
  };
}

/** Where a line ends, its line break not included. */
function endOfLine(line: number, { text, starts }: Lines): number {
  const next = starts[line];
  if (next === undefined) return text.length;
  return text[next - 2] === "\r" && next - 2 >= (starts[line - 1] ?? 0) ? next - 2 : next - 1;
}

// ── explain ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a code means, at length. */
export function explain(code: keyof typeof catalogue, color: boolean): string {
  const { severity, title, cause, fix, example } = catalogue[code];
  const colors = pc.createColors(color);
  const indented = example.split("\n").map((line) => `    ${line}`).join("\n"); // prettier-ignore
  return `${colors.bold(`${code}: ${title}`)} (${severity})\n\n${cause}\n\n${colors.bold("What to do.")} ${fix}\n\n${colors.bold("Example")}\n\n${indented}`;
}
