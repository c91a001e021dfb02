// The library. Pure: what is read comes through a host, what is made is returned, and what is wrong is in the diagnostics.
// Writing is `output.ts`.
export { check } from "./check.js";
export { loadConfig, type Config, type ConfiguredTarget } from "./config.js";
export { createReport, type Code, type Diagnostic, type Format, type Report, type Severity } from "./diagnostics.js";
export { compare, type Change, type Comparison, type PositionVerdict } from "./diff/compare.js";
export { diff, type Version } from "./diff/index.js";
export { kinds, type Kind, type KindEntry, type Row } from "./diff/kinds.js";
export type { Accept } from "./diff/accepts.js";
export type { Coding } from "./diff/draft.js";
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
export { renderPretty, type PrettyOptions } from "./diff/report/pretty.js";
export type { Standards, Unreachable } from "./diff/standards.js";
export type { Cell, Level, Position, Verdict } from "./diff/verdict.js";
export { exportJsonSchema } from "./export/json-schema.js";
export { exportModel } from "./export/model.js";
export { exportOpenApi } from "./export/openapi.js";
export type { GeneratedFile } from "./code/draft.js";
export { nodeHost } from "./files.js";
export type { TextCache } from "./format.js";
export { explain, render } from "./frame.js";
export { generate, type GenerateOptions, type GenerateResult } from "./generate.js";
export { importOpenApi, type ImportOptions, type ImportResult, type ModuleBy } from "./import/index.js";
export { createSources, type Position as TextPosition, type Sources } from "./locate.js";
export { load, type Host } from "./load.js";
export { lower } from "./lower.js";
export type * from "./model.js";
export { bundle, readSpec, type SpecResult } from "./read.js";
export type { Source, SourceFile } from "./source.js";
export { mergeBase, parseSpecArgument, readSpecArgument, type MergeBase, type SpecArgument, type SpecArgumentOptions, type SpecReading } from "./spec-argument.js"; // prettier-ignore
export { validate } from "./validate.js";
export { valuesOf, type OutputChoice, type ValueOptions, type Values } from "./values.js";
