// `export`: a spec → a document of another format, on stdout or in a file.
import { createReport, type Report } from "../diagnostics.js";
import { exportJsonSchema } from "../export/json-schema.js";
import { exportModel } from "../export/model.js";
import { exportOpenApi } from "../export/openapi.js";
import type { Format } from "../diagnostics.js";
import type { Host } from "../load.js";
import type { Json, Model } from "../model.js";
import { didYouMean, quoted } from "../names.js";
import { exit, printDiagnostics, refused, UsageError, type Exit, type Io } from "./io.js";
import { readNamed } from "./named.js";
import { putFile } from "./text-file.js";

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
  const { files, model } = await readNamed(wanted, config, { host, report, io });
  const document = model && !report.hasErrors ? exporter(model, report) : undefined;
  // Stdout is the document's.
  await printDiagnostics(report.all, files, { io: { ...io, out: io.err }, format });
  if (document === undefined) return refused(report.all, "nothing exported", io);
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (out === undefined) io.out(text);
  else await putFile(out, text);
  return exit.ok;
} // prettier-ignore

function exporterOf(name: string): Exporter {
  const exporter = Object.hasOwn(exporters, name) ? exporters[name] : undefined;
  if (exporter) return exporter;
  const names = Object.keys(exporters);
  const help = didYouMean(name, names) ?? `one of ${quoted(names)}`;
  throw new UsageError(name === "" ? `which format? ${help}` : `there is no format \`${name}\` to export: ${help}`);
}
