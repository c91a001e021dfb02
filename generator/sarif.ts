// SARIF 2.1.0, the form in which other tools take what a checker has found: https://docs.oasis-open.org/sarif/sarif/v2.1.0.
import { catalogue } from "./catalogue/index.js";
import type { Diagnostic } from "./diagnostics.js";
import { jsonText, uriPart, visible } from "./doors.js";
import { rangeOf, type Position, type Sources } from "./locate.js";
import type { Origin } from "./model.js";

export type SarifLevel = "error" | "warning" | "note";

/** One kind of finding. */
export interface SarifRule {
  readonly id: string;
  readonly title: string;
  /** What it means, and what to do. */
  readonly text: string;
  readonly help: string;
  readonly level: SarifLevel;
}

/** Lines and columns count from 1, columns in UTF-16 code units. */
export interface SarifPlace {
  readonly file: string;
  readonly start: Position;
  /** Exclusive. */
  readonly end?: Position | undefined;
}

export interface SarifResult {
  /** The id of its rule. */
  readonly rule: string;
  readonly level: SarifLevel;
  readonly message: string;
  readonly place: SarifPlace | undefined;
  readonly related?: readonly { readonly place: SarifPlace; readonly message: string }[];
  /** The same for the same finding, wherever it stands. */
  readonly fingerprint?: string;
  /** Why it is accepted. */
  readonly accepted?: string | undefined;
}

/** What one look at one thing has found. */
export interface SarifRun {
  /** Told apart by this from other runs: `diff/hub`. */
  readonly id: string;
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
}

/** A SARIF log as text, without a newline at the end. `version` is the tool's. */
export function sarifText(runs: readonly SarifRun[], version: string): string {
  return jsonText({
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: runs.map((run) => runOf(run, version)),
  });
}

/** Diagnostics as one run. */
export function sarifOfDiagnostics(diagnostics: readonly Diagnostic[], sources: Sources): SarifRun {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const rules = codes.map((code): SarifRule => {
    const { title, cause, fix, severity } = catalogue[code];
    return { id: code, title, text: cause, help: `${cause}\n\n${fix}`, level: levelOf(severity) };
  });
  const place = (origin: Origin): SarifPlace => ({ file: origin.file, ...rangeOf(origin, sources) });
  const results = diagnostics.map(({ code, severity, message, origin, related, help }): SarifResult => ({
    rule: code,
    level: levelOf(severity),
    message: help === undefined ? message : `${message}: ${help}`,
    place: origin && place(origin),
    related: related.map((other) => ({ place: place(other.origin), message: other.message })),
  }));
  return { id: "spec", rules, results };
}

function levelOf(severity: Diagnostic["severity"]): SarifLevel {
  return severity === "info" ? "note" : severity;
}

// ── The form ────────────────────────────────────────────────────────────────────────────────────────────────────────

function runOf({ id, rules, results }: SarifRun, version: string): object {
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    tool: { driver: { name: "Actionwright", version, semanticVersion: version, rules: rules.map(ruleObject) } },
    automationDetails: { id: `actionwright/${id}/` },
    columnKind: "utf16CodeUnits",
    results: results.map((result) => resultObject(result, indexes.get(result.rule) ?? -1)),
  };
}

function ruleObject({ id, title, text, help, level }: SarifRule): object {
  return {
    id,
    shortDescription: { text: escaped(title) },
    fullDescription: { text: escaped(text) },
    help: { text: escaped(help) },
    defaultConfiguration: { level },
  };
}

function resultObject(
  { rule, level, message, place, related = [], fingerprint, accepted }: SarifResult,
  index: number,
): object {
  // prettier-ignore
  const others = related.map((other, id) => ({ id, ...locationObject(other.place), message: messageOf(other.message) }));
  return {
    ruleId: rule,
    ruleIndex: index,
    level,
    message: messageOf(message),
    locations: place ? [locationObject(place)] : [],
    ...(others.length > 0 && { relatedLocations: others }),
    ...(fingerprint !== undefined && { partialFingerprints: { "actionwright/v1": fingerprint } }),
    ...(accepted !== undefined && {
      suppressions: [{ kind: "external", status: "accepted", justification: visible(accepted) }],
    }),
  };
}

function locationObject({ file, start, end }: SarifPlace): object {
  const region = {
    startLine: start.line,
    startColumn: start.column,
    ...(end && { endLine: end.line, endColumn: end.column }),
  };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } };
}

function messageOf(text: string): object {
  return { text: escaped(visible(text)) };
}

/** Braces would be placeholders and brackets links (§3.11.5, §3.11.6). */
function escaped(text: string): string {
  return text.replace(/[{}]/g, "$&$&").replace(/\\?\[(?=[^[\]]*\]\()/g, "\\[");
}

/** A path as a reference: relative ones stay relative. */
function uriOf(path: string): string {
  const parts = path.replaceAll("\\", "/").split("/").map(uriPart);
  const isDrive = /^[a-z]:[\\/]/i.test(path);
  if (isDrive) return `file:///${[path.slice(0, 2), ...parts.slice(1)].join("/")}`;
  return `${path.startsWith("/") ? "file://" : ""}${parts.join("/")}`;
}
