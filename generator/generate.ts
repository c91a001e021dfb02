// The pipeline: load → overlay → validate → lower → check → select → emit → print → format. Pure, as every stage of it.
import type { GeneratedFile } from "./code/draft.js";
import { withClient, type ConfiguredTarget } from "./config.js";
import { createReport, type Diagnostic, type Report } from "./diagnostics.js";
import { draftPackage, finishPackage } from "./emit/index.js";
import type { TextCache } from "./format.js";
import type { Host } from "./load.js";
import type { Model } from "./model.js";
import { bundle, readTarget, type SpecResult } from "./read.js";
import { select } from "./select.js";
import type { SourceFile } from "./source.js";
import type { Stage } from "./stages.js";

export interface GenerateOptions {
  /** Texts of earlier runs. Without it the files are the same, and take longer. */
  readonly cache?: TextCache | undefined;
  /** Is told of each stage when it is done, in order: for who measures them. */
  readonly done?: ((stage: Stage) => void) | undefined;
}

export interface GenerateResult {
  /** The package's files, paths relative to its folder; none if there are errors. */
  readonly files: readonly GeneratedFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** What was read, for code frames. */
  readonly sources: readonly SourceFile[];
  /** What was emitted. */
  readonly model: Model | undefined;
}

/** Makes the files of one package. Writes nothing. */
export async function generate(
  target: ConfiguredTarget,
  host: Host,
  { cache, done = () => {} }: GenerateOptions = {},
): Promise<GenerateResult> {
  const report = createReport();
  const spec = readTarget(target, { host, report, done });
  const made = report.hasErrors ? undefined : await generateFrom(spec, target, { report, cache, done });
  return {
    files: made?.files ?? [],
    diagnostics: report.all,
    sources: [target.config, ...spec.source.files],
    model: made?.model,
  };
}

export interface GenerateFromOptions extends GenerateOptions {
  readonly report: Report;
}

/** The second half of it, for a spec that was read and has no errors. Undefined if the target cannot be made of it. */
export async function generateFrom(
  { source, model }: SpecResult,
  target: ConfiguredTarget,
  { report, cache, done = () => {} }: GenerateFromOptions,
): Promise<{ readonly files: readonly GeneratedFile[]; readonly model: Model } | undefined> {
  const selected = model && select(model, target, report);
  if (!selected || report.hasErrors) return undefined;
  done("select");
  const resolved = withClient(target, selected.id);
  const drafts = await draftPackage(selected, resolved, { spec: bundle(source), cache });
  done("emit");
  const files = await finishPackage(drafts, { model: selected, target: resolved, cache, done });
  return { files, model: selected };
}
