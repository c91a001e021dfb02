// `generate`: the config's targets → packages on disk, or what would change there.
import { loadConfig, type ConfiguredTarget } from "../config.js";
import { createReport } from "../diagnostics.js";
import type { Format } from "../frame.js";
import { generate, type GenerateResult } from "../index.js";
import type { Host } from "../load.js";
import { didYouMean } from "../names.js";
import {
  planCheck,
  planOutput,
  readExisting,
  readManifest,
  writeOutput,
  type FileState,
  type PlannedFile,
} from "../output.js";
import { createTeller, exit, exitOf, isDocument, tally, UsageError, type Exit, type Io, type Teller } from "./io.js"; // prettier-ignore
import { sizeOf, unreached } from "./validate.js";

export interface GenerateOptions {
  /** None: all of the config. */
  readonly targets: readonly string[];
  readonly config: string;
  readonly format: Format;
  readonly check: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly timings: boolean;
  readonly verbose: boolean;
}

export async function runGenerate(options: GenerateOptions, host: Host, io: Io): Promise<Exit> {
  const report = createReport();
  const teller = createTeller(io, options.format);
  try {
    const { files, targets } = loadConfig(options.config, host, report);
    teller.tell(report.all, files);
    if (report.hasErrors) return exit.usage;
    let worst: Exit = exit.ok;
    for (const target of chosen(targets, options.targets))
      worst = worse(worst, await runTarget(target, { options, host, io, tell: teller.tell }));
    return worst;
  } finally {
    teller.end();
  }
}

function chosen(targets: readonly ConfiguredTarget[], names: readonly string[]): readonly ConfiguredTarget[] {
  const known = targets.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      `the config has no target \`${unknown}\`: ${didYouMean(unknown, known) ?? `it has ${known.join(", ")}`}`,
    );
  return names.length ? targets.filter(({ name }) => names.includes(name)) : targets;
}

/** Of two exit codes the one that matters more. */
function worse(a: Exit, b: Exit): Exit {
  const ranks: readonly Exit[] = [
    exit.bug,
    exit.io,
    exit.usage,
    exit.spec,
    exit.conflict,
    exit.diff,
    exit.drift,
    exit.ok,
  ];
  return ranks.indexOf(a) < ranks.indexOf(b) ? a : b;
}

interface Run {
  readonly options: GenerateOptions;
  readonly host: Host;
  readonly io: Io;
  readonly tell: Teller["tell"];
}

async function runTarget(target: ConfiguredTarget, run: Run): Promise<Exit> {
  const { options, host, io, tell } = run;
  const started = io.now();
  io.live(`${target.name}: generating`);
  const result = await generate(target, host);
  const generated = io.now();
  const manifest = await readManifest(target.out);
  const plan = result.model
    ? planOutput(result.files, await readExisting(target.out, result.files, manifest), manifest)
    : [];
  io.live("");
  tell(result.diagnostics, result.sources);
  if (!result.model) {
    io.err(`${target.name}: ${tally(result.diagnostics)}, nothing written\n`);
    return exitOf(result.diagnostics);
  }
  const code = options.check ? reportDrift(target, plan, run) : await apply(target, plan, run);
  const seconds = ((io.now() - started) / 1000).toFixed(1);
  if (!options.check)
    io.err(`${summary(target, plan, result)} · ${seconds} s${options.verbose ? unreached(result.model) : ""}\n`);
  if (options.timings)
    io.err(
      `  generate ${Math.round(generated - started)} ms · compare and write ${Math.round(io.now() - generated)} ms\n`,
    );
  return code;
}

async function apply({ out }: ConfiguredTarget, plan: readonly PlannedFile[], run: Run): Promise<Exit> {
  const { options, tell } = run;
  if (options.dryRun) {
    list(out, plan, run);
    return exit.ok;
  }
  const report = createReport();
  const done = await writeOutput(out, plan, {
    force: options.force,
    report: (code, { path }) => report(code, { file: `${out}/${path}`, start: 0, end: 0 }, { path: `${out}/${path}` }),
  });
  tell(report.all, []);
  return done ? exit.ok : exit.conflict;
}

/** What differs, a line a file. Where JSON was asked for, this is for people. */
function list(out: string, plan: readonly PlannedFile[], { options, io }: Run): void {
  const say = isDocument(options.format) ? io.err : io.out;
  for (const { path, state } of plan) if (state !== "unchanged") say(`${state} ${out}/${path}\n`);
}

const writtenStates: ReadonlySet<FileState> = new Set(["new", "changed", "missing"]);

/** `nexigon-hub: 38 files (3 changed, 35 unchanged) · 157 actions · 455 types`. */
function summary({ name }: ConfiguredTarget, plan: readonly PlannedFile[], { files, model }: GenerateResult): string {
  const count = (states: ReadonlySet<FileState>): number => plan.filter(({ state }) => states.has(state)).length;
  const parts = [
    [count(writtenStates), "changed"],
    [count(new Set(["stale"])), "removed"],
    [count(new Set(["edited", "unowned"])), "in the way"],
    [count(new Set(["unchanged"])), "unchanged"],
  ] as const;
  const changes = parts.flatMap(([number, word]) => (number ? [`${number} ${word}`] : [])).join(", ");
  return `${name}: ${files.length} files (${changes}) · ${model ? sizeOf(model) : ""}`;
}

/** Drift, a line a file. Edited and unowned files are worse than old ones: no run would mend them. */
function reportDrift({ name, out }: ConfiguredTarget, planned: readonly PlannedFile[], run: Run): Exit {
  const drifted = planCheck(planned).filter(({ state }) => state !== "unchanged");
  list(out, drifted, run);
  run.io.err(
    drifted.length
      ? `${name}: ${drifted.length} files differ; run \`actionwright generate ${name}\`\n`
      : `${name}: up to date\n`,
  );
  if (drifted.some(({ state }) => state === "edited" || state === "unowned")) return exit.conflict;
  return drifted.length ? exit.drift : exit.ok;
}
