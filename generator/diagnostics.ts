// What the tool says about its input: plain data. Stages call `report`; `frame.ts` renders; the texts are in `catalogue/`.
import { catalogue, type Code } from "./catalogue/index.js";
import type { Origin } from "./model.js";

export type { Code } from "./catalogue/index.js";
export type Severity = "error" | "warning" | "info";

/** A second place that explains the first. */
export interface Related {
  readonly origin: Origin;
  readonly message: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, in lower case and without a full stop; names in backticks. */
  readonly message: string;
  /** Where: undefined only for what has no place in a file. */
  readonly origin: Origin | undefined;
  /** Written under the marked span. */
  readonly label: string | undefined;
  readonly related: readonly Related[];
  /** The way out. */
  readonly help: string | undefined;
}

export interface ReportOptions {
  readonly label?: string | undefined;
  readonly related?: readonly Related[];
  readonly help?: string | undefined;
}

/** Collects diagnostics. Wrong input is reported and work goes on; exceptions are for bugs of ours. */
export interface Report {
  (
    code: Code,
    origin: Origin | undefined,
    params: Readonly<Record<string, string | number>>,
    options?: ReportOptions,
  ): void;
  /** All so far, sorted by file, place and code. */
  readonly all: readonly Diagnostic[];
  readonly hasErrors: boolean;
}

/** A fresh collector. The same words at the same place are kept once. */
export function createReport(): Report {
  const found = new Map<string, Diagnostic>();
  const report = (...[code, origin, params, options = {}]: Parameters<Report>): void => {
    const entry = catalogue[code];
    const message = fill(entry.message, params);
    const key = JSON.stringify([code, message, origin?.file, origin?.start]);
    if (found.has(key)) return;
    found.set(key, {
      code,
      severity: entry.severity,
      message,
      origin,
      label: options.label,
      related: options.related ?? [],
      help: options.help,
    });
  };
  return Object.defineProperties(report, {
    all: { get: () => [...found.values()].sort(byPlace) },
    hasErrors: { get: () => [...found.values()].some((diagnostic) => diagnostic.severity === "error") },
  }) as Report;
}

/** `{name}` becomes the parameter; a missing one is a bug of ours. */
function fill(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`no parameter {${name}} for: ${template}`);
    return String(value);
  });
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.origin?.file ?? "", b.origin?.file ?? "") ||
    (a.origin?.start ?? 0) - (b.origin?.start ?? 0) ||
    compareText(a.code, b.code)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many there are of each severity. */
export function count(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const of = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { error: of("error"), warning: of("warning"), info: of("info") };
}

/** What diagnostics are told as: `frame.ts` makes it of them. */
export type Format = "pretty" | "json" | "github" | "sarif";
export const formats: readonly Format[] = ["pretty", "json", "github", "sarif"];
