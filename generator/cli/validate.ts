// `validate`: specs → all that is wrong with them.
import { unreachedTypes } from "../check/advice.js";
import { loadConfig } from "../config.js";
import { createReport } from "../diagnostics.js";
import type { Format } from "../diagnostics.js";
import type { Host } from "../load.js";
import { allActions, typesById, type Model } from "../model.js";
import { readSpec, readTarget } from "../read.js";
import { counted, exit, exitOf, printDiagnostics, tally, type Exit, type Io } from "./io.js";

export interface ValidateOptions {
  /** None: those of the config. */
  readonly specs: readonly string[];
  readonly config: string;
  readonly format: Format;
  readonly verbose: boolean;
}

export async function runValidate(
  { specs, config, format, verbose }: ValidateOptions,
  host: Host,
  io: Io,
): Promise<Exit> {
  const report = createReport();
  const configured = specs.length ? undefined : loadConfig(config, host, report);
  const misconfigured = report.hasErrors;
  // Two targets can share a spec: its diagnostics are told once, by the report.
  const read = [
    ...(configured?.targets ?? []).map((target) => ({ spec: target.spec, ...readTarget(target, { host, report }) })),
    ...specs.map((spec) => ({ spec, ...readSpec(spec, [], { host, report }) })),
  ];
  const sources = [...(configured?.files ?? []), ...read.flatMap(({ source }) => source.files)];
  await printDiagnostics(report.all, sources, { io, format });
  for (const { spec, model } of read)
    if (model && !report.hasErrors) io.err(`${spec}: ${sizeOf(model)}${verbose ? unreached(model) : ""}\n`);
  const found = tally(report.all);
  if (found) io.err(`${found}\n`);
  return misconfigured ? exit.usage : exitOf(report.all);
}

/** `23 actions · 90 types`. */
export function sizeOf(model: Model): string {
  return `${counted(allActions(model).length, "action")} · ${counted(typesById(model).size, "type")}`;
}

/** The types that no action reaches, as lines for people. */
export function unreached(model: Model): string {
  const ids = unreachedTypes(model, typesById(model));
  return ids.length ? `\n  reached by no action: ${ids.join(", ")}` : "";
}
