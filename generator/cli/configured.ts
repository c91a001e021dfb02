// A name on the command line → the spec of the config's target that is called so, with what the target leaves of it.
import { loadConfig, type ConfiguredTarget } from "../config.js";
import { createReport, type Report } from "../diagnostics.js";
import type { Host } from "../load.js";
import type { Model } from "../model.js";
import { didYouMean, quoted } from "../names.js";
import { readTarget, type SpecResult } from "../read.js";
import { select } from "../select.js";
import type { SourceFile } from "../source.js";
import { UsageError } from "./io.js";

export interface Reading {
  readonly files: readonly SourceFile[];
  /** Fit to be used only if the report has no errors. */
  readonly model: Model | undefined;
}

interface Context {
  readonly host: Host;
  readonly report: Report;
}

/** The target of a name, or the only one there is; undefined if the name is none of a target's. */
export function readConfigured(wanted: string | undefined, config: string, context: Context): Reading | undefined {
  const { host, report } = context;
  const hasConfig = wanted === undefined || host.read(config) !== undefined;
  const configured = hasConfig ? loadConfig(config, host, createReport()) : undefined;
  const target = targetOf(wanted, configured?.targets ?? []);
  if (!target && wanted !== undefined) {
    if (configured && isMisspelt(wanted, host)) throwUnknown(wanted, configured.targets);
    return undefined;
  }
  // What is wrong with the config is told only where the config is used.
  const { files, targets } = loadConfig(config, host, report);
  if (report.hasErrors) return { files, model: undefined };
  if (!target) throw new UsageError(`the config has several targets, name one: ${quoted(targets.map(({ name }) => name))}`); // prettier-ignore
  const { source, model } = readSelected(target, context);
  return { files: [...files, ...source.files], model };
}

/** Whether it looks like the name of a target, and is no path of anything. */
function isMisspelt(wanted: string, host: Host): boolean {
  return /^\w[\w-]*$/.test(wanted) && host.read(wanted) === undefined && host.list(wanted).length === 0;
}

function throwUnknown(wanted: string, targets: readonly ConfiguredTarget[]): void {
  const names = targets.map(({ name }) => name);
  if (names.length === 0) return; // the config is wrong
  throw new UsageError(`there is no target and no spec \`${wanted}\`: ${didYouMean(wanted, names) ?? `the targets are ${quoted(names)}`}`); // prettier-ignore
}

function readSelected(target: ConfiguredTarget, context: Context): SpecResult {
  const { source, model } = readTarget(target, context);
  return { source, model: model && !context.report.hasErrors ? select(model, target, context.report) : undefined };
}

function targetOf(wanted: string | undefined, targets: readonly ConfiguredTarget[]): ConfiguredTarget | undefined {
  if (wanted !== undefined) return targets.find(({ name }) => name === wanted);
  return targets.length === 1 ? targets[0] : undefined;
}
