// `export`: a spec → a document of another format, on stdout or in a file.
import { writeFile } from "node:fs/promises";
import { loadConfig, type ConfiguredTarget } from "../config.js";
import { createReport, type Report } from "../diagnostics.js";
import { exportJsonSchema } from "../export/json-schema.js";
import { exportModel } from "../export/model.js";
import { exportOpenApi } from "../export/openapi.js";
import type { Format } from "../frame.js";
import type { Host } from "../load.js";
import type { Json, Model } from "../model.js";
import { didYouMean, quoted } from "../names.js";
import { readSpec, type SpecResult } from "../read.js";
import { select } from "../select.js";
import type { SourceFile } from "../source.js";
import { exit, exitOf, printDiagnostics, tally, UsageError, type Exit, type Io } from "./io.js";

export interface ExportOptions {
  /** The format, and perhaps a spec or a target. */
  readonly positionals: readonly string[];
  readonly config: string;
  /** Undefined: stdout. */
  readonly out: string | undefined;
  readonly format: Format;
}

type Exporter = (model: Model, report: Report) => Json;

const exporters: Readonly<Record<string, Exporter>> = {
  openapi: exportOpenApi,
  "json-schema": exportJsonSchema,
  model: exportModel,
};

export async function runExport({ positionals, config, out, format }: ExportOptions, host: Host, io: Io): Promise<Exit> {
  const [name = "", wanted, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError("one export is of one spec: see `actionwright export --help`");
  const exporter = exporterOf(name);
  const report = createReport();
  const { files, model } = readModel(wanted, config, { host, report });
  const document = model && !report.hasErrors ? exporter(model, report) : undefined;
  // Stdout is the document's.
  printDiagnostics(report.all, files, { io: { ...io, out: io.err }, format });
  if (document === undefined) {
    io.err(`${tally(report.all)}, nothing exported\n`);
    return exitOf(report.all);
  }
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (out === undefined) io.out(text);
  else await writeFile(out, text);
  return exit.ok;
} // prettier-ignore

function exporterOf(name: string): Exporter {
  const exporter = Object.hasOwn(exporters, name) ? exporters[name] : undefined;
  if (exporter) return exporter;
  const names = Object.keys(exporters);
  const help = didYouMean(name, names) ?? `one of ${quoted(names)}`;
  throw new UsageError(name === "" ? `which format? ${help}` : `there is no format \`${name}\` to export: ${help}`);
}

interface Reading {
  readonly files: readonly SourceFile[];
  readonly model: Model | undefined;
}

/** The spec at a path, or that of a target with what the target leaves of it. */
function readModel(wanted: string | undefined, config: string, context: { readonly host: Host; readonly report: Report }): Reading {
  const { host, report } = context;
  const hasConfig = wanted === undefined || host.read(config) !== undefined;
  const configured = hasConfig ? loadConfig(config, host, createReport()) : undefined;
  const target = targetOf(wanted, configured?.targets ?? []);
  if (!target && wanted !== undefined) {
    if (configured?.targets.length && !isThere(wanted, host)) throw new UsageError(unknownTarget(wanted, configured.targets));
    const { source, model } = readSpec(wanted, [], context);
    return { files: source.files, model };
  }
  // What is wrong with the config is told only where the config is used.
  const { files, targets } = loadConfig(config, host, report);
  if (report.hasErrors) return { files, model: undefined };
  if (!target) throw new UsageError(`the config has several targets, name one: ${quoted(targets.map(({ name }) => name))}`); // prettier-ignore
  const { source, model } = readSelected(target, context);
  return { files: [...files, ...source.files], model };
} // prettier-ignore

function readSelected(target: ConfiguredTarget, context: { readonly host: Host; readonly report: Report }): SpecResult {
  const { source, model } = readSpec(target.spec, target.overlays, context);
  return { source, model: model && !context.report.hasErrors ? select(model, target, context.report) : undefined };
}

function isThere(path: string, host: Host): boolean {
  return host.read(path) !== undefined || host.list(path).length > 0;
}

function unknownTarget(wanted: string, targets: readonly ConfiguredTarget[]): string {
  const names = targets.map(({ name }) => name);
  const advice =
    didYouMean(wanted, [...names, ...targets.map(({ spec }) => spec)]) ?? `the targets are ${quoted(names)}`;
  return `there is no target and no spec \`${wanted}\`: ${advice}`;
}

function targetOf(wanted: string | undefined, targets: readonly ConfiguredTarget[]): ConfiguredTarget | undefined {
  if (wanted !== undefined) return targets.find(({ name }) => name === wanted);
  return targets.length === 1 ? targets[0] : undefined;
}
