// `diff`: two versions of an API → what changed, whom it breaks, and the version that is next.
import { appendFile } from "node:fs/promises";
import { env } from "node:process";
import type { Accept } from "../diff/accepts.js";
import { failures, type Gate } from "../diff/gate.js";
import { withClient } from "../config.js";
import { compare } from "../diff/compare.js";
import { diff } from "../diff/index.js";
import type { Disagreement, Proof } from "../diff/prove/prove.js";
import type { DiffReport, Grouping, Policy } from "../diff/report.js";
import type { Standards, Unreachable } from "../diff/standards.js";
import { acceptCommand } from "../diff/report/words.js";
import type { Level } from "../diff/verdict.js";
import type { Host } from "../load.js";
import { readCompared, type Compared, type Pair } from "./compared.js";
import { createTeller, exit, UsageError, type Exit, type Io } from "./io.js";
import { word } from "../shell.js";
import { putFile } from "./text-file.js";

export const diffFormats = ["pretty", "json", "markdown", "html", "github", "sarif"] as const;
export type DiffFormat = (typeof diffFormats)[number];

/** How changes are judged where the config is not to say. */
export interface JudgeOptions {
  readonly policy: Policy | undefined;
  readonly unreachable: Unreachable | undefined;
  readonly zeroMinorForFeatures: boolean;
  readonly checkVersion: boolean;
}

export interface DiffOptions extends JudgeOptions, Gate {
  /** None, one or two specs. */
  readonly specs: readonly string[];
  readonly config: string;
  readonly target: string | undefined;
  readonly format: DiffFormat;
  /** Undefined: stdout. */
  readonly out: string | undefined;
  readonly exitZero: boolean;
  /** Only the next version: `major 2.0.0`. */
  readonly bump: boolean;
  readonly prove: boolean;
  /** What the report for people shows: from which level on, everything at length, and what it is grouped by. */
  readonly level: Level;
  readonly all: boolean;
  readonly by: Grouping;
}

export async function runDiff(options: DiffOptions, host: Host, io: Io): Promise<Exit> {
  const compared = await readCompared({ ...options, host, io, tell: tellerOf(io).tell });
  if (typeof compared === "number") return compared;
  const found = compared.pairs.map((pair) => ({ pair, report: diff(pair.old, pair.next, standardsOf(pair, compared, options)) })); // prettier-ignore
  const judged = options.prove ? await proven(found, io) : found;
  if (typeof judged === "number") return judged;
  const reports = judged.map(({ report }) => report);
  const text = options.bump ? reports.map(bumpLine).join("") : await rendered(judged, compared.isByTarget, { options, io }); // prettier-ignore
  if (options.out === undefined) io.out(text);
  else await putFile(options.out, text);
  if (options.format === "github") await tellWorkflow(reports, options);
  return gate(reports, options, io);
}

/** Says what holds the change up, where the report itself is for programs. */
function gate(reports: readonly DiffReport[], options: DiffOptions, io: Io): Exit {
  const lines = reports.flatMap((report) => failures(report, options));
  // The report for people ends with them.
  const isTold = options.format === "pretty" && !options.bump && options.out === undefined;
  if (!isTold) for (const line of lines) io.err(`${line}\n`);
  return lines.length > 0 && !options.exitZero ? exit.diff : exit.ok;
}

/** Stdout is the report's: what is wrong with a spec goes to people. */
export function tellerOf(io: Io): ReturnType<typeof createTeller> {
  return createTeller({ ...io, out: io.err }, "pretty");
}

/** How this pair is judged: by the config, and by what the command line says instead. */
export function standardsOf(pair: Pair, { config, accepts, pairs }: Compared, options: JudgeOptions): Standards {
  const { policy, unreachable, zeroMinorForFeatures, checkVersion } = options;
  return {
    ...config?.diff,
    ...(policy && { policy }),
    ...(unreachable && { unreachable }),
    ...(zeroMinorForFeatures && { zeroMinorForFeatures }),
    accepts: acceptsFor(pair, accepts, pairs),
    checkVersion,
    coding: pair.coding,
    target: pair.target?.name,
    today: new Date().toISOString().slice(0, 10),
  };
}

/** Entries that were accepted against this old spec. Those that belong to none are told with the first. */
function acceptsFor(pair: Pair, accepts: readonly Accept[], pairs: readonly Pair[]): readonly Accept[] {
  const isOf = ({ base }: Accept, { old }: Pair): boolean => old?.digest?.startsWith(base) === true;
  return accepts.filter((each) => isOf(each, pair) || (pair === pairs[0] && !pairs.some((other) => isOf(each, other))));
}

interface JudgedPair {
  readonly pair: Pair;
  readonly report: DiffReport;
}

interface Rendering {
  readonly options: DiffOptions;
  readonly io: Io;
}

/** The reports with their proofs; the exit code of a bug if the compiler has another opinion than a verdict. */
async function proven(judged: readonly JudgedPair[], io: Io): Promise<readonly JudgedPair[] | Exit> {
  const [{ prove }, { withProof }] = [await import("../diff/prove/prove.js"), await import("../diff/prove/attach.js")];
  const shown: JudgedPair[] = [];
  for (const { pair, report } of judged) {
    const { old, next, target, coding } = pair;
    if (!old) {
      shown.push({ pair, report });
      continue;
    }
    io.live(`${report.new.source}: compiling the code of callers`);
    const named = target && { client: withClient(target, next.model.id).client, packageName: target.package.name };
    const options = { ...named, int64: coding?.int64 };
    const proof = await prove(old.model, next.model, compare(old.model, next.model, coding), options);
    io.live("");
    if (proof.disagreements.length > 0) return tellDisagreements(proof, io);
    shown.push({ pair, report: withProof(report, proof) });
  }
  return shown;
}

function tellDisagreements({ disagreements }: Proof, io: Io): Exit {
  for (const each of disagreements) io.err(`${disagreementText(each)}\n\n`);
  io.err(
    "error[AW9001]: a verdict and its proof disagree: this is a bug of the tool, please report it with both specs\n",
  );
  return exit.bug;
}

function disagreementText(each: Disagreement): string {
  if (each.kind === "unproved")
    return `${each.change.kind} ${each.change.where} (${each.position}): no code was found that breaks`;
  const met = each.kind === "unexplained" ? each.changes.map(({ kind, where }) => `${kind} ${where}`).join(", ") : "";
  const what =
    each.kind === "invalid"
      ? "does not compile with the old version"
      : `breaks, and no verdict says so${met && ` of ${met}`}`;
  return `this code ${what}:\n${each.probe}\n${each.code}: ${each.message}`;
}

/** Each format is loaded when it is asked for. */
async function rendered(
  judged: readonly JudgedPair[],
  isByTarget: boolean,
  { options, io }: Rendering,
): Promise<string> {
  const reports = judged.map(({ report }) => report);
  const shown = { ...options, accept: acceptCommandFor(options), color: options.out === undefined && io.outColor };
  switch (options.format) {
    case "pretty": {
      const { renderPretty } = await import("../diff/report/pretty.js");
      return `${reports.map((report) => renderPretty(report, shown)).join("\n\n")}\n`;
    }
    case "json": {
      const { renderJson } = await import("../diff/report/json.js");
      return `${isByTarget ? renderJson(reports) : reports.map(renderJson).join("\n")}\n`;
    }
    case "markdown": {
      const { renderMarkdown } = await import("../diff/report/markdown.js");
      return `${reports.map((report) => renderMarkdown(report, shown)).join("\n\n")}\n`;
    }
    case "github": {
      const { renderGitHub } = await import("../diff/report/github.js");
      return `${reports.map(renderGitHub).join("\n")}\n`;
    }
    case "sarif": {
      const { renderSarif } = await import("../diff/report/sarif.js");
      return `${renderSarif(reports, io.version)}\n`;
    }
    case "html":
      return renderPage(judged);
  }
}

/** What accepts the changes of this very comparison: its command line says what is compared, and how it is judged. */
function acceptCommandFor({ specs, config, target, policy, unreachable, failOn }: DiffOptions): string {
  const told = { config, target, policy, unreachable, "fail-on": failOn };
  const usual: Readonly<Record<string, string>> = { config: "actionwright.config.yaml", "fail-on": "breaking" };
  const options = Object.entries(told).flatMap(([name, value]) => value === undefined || value === usual[name] ? [] : [`--${name}`, value]); // prettier-ignore
  const given = [...specs, ...options].map(word);
  return acceptCommand.replace("accept", () => ["accept", ...given].join(" "));
}

/** A page is of one API: a link leads to one of its changes. */
async function renderPage([first, ...others]: readonly JudgedPair[]): Promise<string> {
  if (!first) return "";
  const names = [first, ...others].map(({ pair }) => pair.target?.name ?? "");
  if (others.length > 0) throw new UsageError(`a page is of one target, name it: \`--target ${names.join("|")}\``);
  const { htmlReport } = await import("../diff/report/html.js");
  const { target, old, next } = first.pair;
  const models = { old: old?.model ?? { ...next.model, modules: [] }, new: next.model };
  return htmlReport(first.report, { ...models, ...(target && { int64: target.int64 }) });
}

/** What a workflow of GitHub reads besides: the summary of the step, and its outputs, of the first report. */
async function tellWorkflow(reports: readonly DiffReport[], options: DiffOptions): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs } = env;
  const { outputsOf, stepSummary } = await import("../diff/report/github.js");
  if (summary)
    await appendFile(
      summary,
      `${reports.map((report) => stepSummary(report, { ...options, accept: acceptCommandFor(options) })).join("\n\n")}\n`,
    );
  const [first] = reports;
  if (outputs && first) await appendFile(outputs, outputsOf(first));
}

/** `major 2.0.0`; the level alone where versions are not counted. */
function bumpLine({ bump }: DiffReport): string {
  return `${bump.to === null ? bump.level : `${bump.level} ${bump.to}`}\n`;
}
