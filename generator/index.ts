// The library, and the pipeline: load → overlay → validate → lower → check → select → emit → print → format. Pure: what is
// read comes through a host, what is made is returned, and what is wrong is in the diagnostics. Writing is `output.ts`.
import { withClient, type ConfiguredTarget } from "./config.js";
import { createReport, type Diagnostic } from "./diagnostics.js";
import type { GeneratedFile } from "./code/draft.js";
import { emitPackage } from "./emit/index.js";
import type { Host } from "./load.js";
import type { Model } from "./model.js";
import { bundle, readSpec } from "./read.js";
import { select } from "./select.js";
import type { SourceFile } from "./source.js";

export { check } from "./check.js";
export { loadConfig, type Config, type ConfiguredTarget } from "./config.js";
export { createReport, type Code, type Diagnostic, type Report, type Severity } from "./diagnostics.js";
export { compare, type Change, type Comparison, type PositionVerdict } from "./diff/compare.js";
export { diff, type Version } from "./diff/index.js";
export { kinds, type Kind, type KindEntry, type Row } from "./diff/kinds.js";
export type { Accept } from "./diff/accepts.js";
export type { Rules, RuleLevel } from "./diff/policy.js";
export { withProof } from "./diff/prove/attach.js";
export { prove, type Disagreement, type Excepted, type Proof, type ProveOptions, type Proved } from "./diff/prove/prove.js"; // prettier-ignore
export { digestModel } from "./diff/digest.js";
export type { Rename } from "./diff/renames.js";
export type * from "./diff/report.js";
export { changelogBody, changelogHeading, changelogOf, type Changelog, type ChangelogEntry, type ChangelogOptions, type ChangelogSection } from "./diff/report/changelog.js"; // prettier-ignore
export { appendChangelog, type Appended, type VersionText } from "./diff/report/changelog/file.js";
export { outputsOf, renderGitHub, stepSummary } from "./diff/report/github.js";
export { renderJson } from "./diff/report/json.js";
export { renderMarkdown, type MarkdownOptions } from "./diff/report/markdown.js";
export { renderSarif } from "./diff/report/sarif.js";
export { renderPretty, type Grouping, type PrettyOptions } from "./diff/report/pretty.js";
export type { Standards, Unreachable } from "./diff/standards.js";
export type { Cell, Level, Position, Verdict } from "./diff/verdict.js";
export { exportJsonSchema } from "./export/json-schema.js";
export { exportModel } from "./export/model.js";
export { exportOpenApi } from "./export/openapi.js";
export type { GeneratedFile } from "./code/draft.js";
export { nodeHost } from "./files.js";
export { explain, render, type Format } from "./frame.js";
export { importOpenApi, type ImportOptions, type ImportResult, type ModuleBy } from "./import/index.js";
export { createSources, type Position as TextPosition, type Sources } from "./locate.js";
export { load, type Host } from "./load.js";
export { lower } from "./lower.js";
export type * from "./model.js";
export { bundle, readSpec, type SpecResult } from "./read.js";
export type { Source, SourceFile } from "./source.js";
export { mergeBase, parseSpecArgument, readSpecArgument, type MergeBase, type SpecArgument, type SpecArgumentOptions, type SpecReading } from "./spec-argument.js"; // prettier-ignore
export { validate } from "./validate.js";

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
export async function generate(target: ConfiguredTarget, host: Host): Promise<GenerateResult> {
  const report = createReport();
  const { source, model } = readSpec(target.spec, target.overlays, { host, report });
  const selected = model && !report.hasErrors ? select(model, target, report) : undefined;
  if (!selected || report.hasErrors)
    return { files: [], diagnostics: report.all, sources: source.files, model: undefined };
  const files = await emitPackage(selected, withClient(target, selected.id), bundle(source));
  return { files, diagnostics: report.all, sources: source.files, model: selected };
}
