// The targets that have to be made: the whole pipeline, and what is kept of it for the next run.
import pc from "picocolors";
import { hashOf, recordingHost, rememberedWork, type Memory, type RememberedTarget, type Seen } from "../cache.js";
import type { GeneratedFile } from "../code/draft.js";
import { loadConfig, type ConfiguredTarget } from "../config.js";
import { createReport, type Diagnostic } from "../diagnostics.js";
import { visible } from "../doors.js";
import { generate, type GenerateResult } from "../generate.js";
import type { Manifest } from "../manifest.js";
import {
  planCheck,
  planOutput,
  readExisting,
  readManifest,
  writeOutput,
  type FileState,
  type OutputCode,
  type PlannedFile,
} from "../output.js";
import { matchesAny } from "../target.js";
import { textDiff } from "../text-diff.js";
import type { CacheFolder } from "./cache-folder.js";
import { chosen, tellUnchanged, type Run } from "./generate.js";
import { exit, exitOf, isDocument, refused, tally, type Exit } from "./io.js";
import { sizeOf, unreached } from "./validate.js";

/** What earlier runs have left. */
export interface Past {
  readonly cache: CacheFolder | undefined;
  readonly memory: Memory | undefined;
  /** What need not be made again, by the name of the target. */
  readonly unchanged: ReadonlyMap<string, RememberedTarget>;
}

/** How a target ended, and what is to be remembered of it if it is as its spec makes it. */
interface Outcome {
  readonly code: Exit;
  readonly remembered?: RememberedTarget;
}

export async function generateTargets(run: Run, past: Past): Promise<Exit> {
  const { options, host, io, tell, timings } = run;
  const report = createReport();
  const configHost = recordingHost(host);
  const { files, targets } = loadConfig(options.config, configHost, report);
  await tell(report.all, files);
  timings.done("config");
  if (report.hasErrors) return refused(report.all, "nothing written", io);
  const names = targets.map(({ name }) => name);
  const wanted = chosen(names, options.targets);
  const remembered = new Map<string, RememberedTarget>();
  let worst: Exit = exit.ok;
  for (const target of targets.filter(({ name }) => wanted.includes(name))) {
    const outcome = await runTarget(target, run, past);
    if (outcome.remembered) remembered.set(target.name, outcome.remembered);
    worst = worse(worst, outcome.code);
  }
  // Warnings about the config are told by every run that reads it, so each has to.
  if (!options.dryRun && report.all.length === 0) keep({ config: configHost.seen(), names, remembered }, past);
  timings.done("remember");
  return worst;
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

/** Other targets are remembered as they were, as long as the config is what it was. */
function keep(
  { config, names, remembered }: { readonly config: Seen; readonly names: readonly string[]; readonly remembered: ReadonlyMap<string, RememberedTarget> },
  { cache, memory }: Past,
): void {
  if (!cache || remembered.size === 0) return;
  const before = JSON.stringify(memory?.config) === JSON.stringify(config) ? memory?.targets : undefined;
  cache.keepMemory({ tool: cache.tool, config, names, targets: { ...before, ...Object.fromEntries(remembered) } });
} // prettier-ignore

async function runTarget(target: ConfiguredTarget, run: Run, { cache, unchanged }: Past): Promise<Outcome> {
  const { options, io, timings } = run;
  const known = unchanged.get(target.name);
  if (known) {
    await tellUnchanged(target.name, known, run);
    return { code: exit.ok, remembered: known };
  }
  io.live(`${target.name}: generating`);
  const work = cache && rememberedWork(cache.work(target.name), cache.tool);
  const host = recordingHost({ ...run.host, documents: work?.documents });
  const started = io.now();
  const result = await generate(target, host, { cache: work?.texts, done: timings.done });
  const changed = options.dryRun ? undefined : work?.changed();
  if (result.model && changed) cache?.keepWork(target.name, changed);
  const code = await settle(target, { result, started }, run);
  return code === exit.ok ? { code, remembered: rememberedOf(target, result, host.seen()) } : { code };
}

/** Brings what was made to the folder, or says what stands against it. */
async function settle(
  target: ConfiguredTarget,
  { result, started }: { readonly result: GenerateResult; readonly started: number },
  run: Run,
): Promise<Exit> {
  const { options, io, tell, timings } = run;
  const { files, model, diagnostics, sources } = result;
  io.live("");
  await tell(diagnostics, sources);
  if (!model) {
    io.err(`${target.name}: ${tally(diagnostics)}, nothing written\n`);
    return exitOf(diagnostics);
  }
  const planned = await planFor(target, files);
  timings.done("compare");
  if (options.check) return reportDrift(target, planned.plan, run);
  const { plan, code, stands } = await carryOut(target, { files, planned }, run);
  await tell(stands, []);
  timings.done("write");
  const seconds = ((io.now() - started) / 1000).toFixed(1);
  io.err(`${summary(target, plan, result)} · ${seconds} s${options.verbose ? unreached(model) : ""}\n`);
  return code;
}

function rememberedOf(target: ConfiguredTarget, result: GenerateResult, inputs: Seen): RememberedTarget {
  const { files, diagnostics, sources, model } = result;
  return {
    out: target.out,
    inputs,
    files: Object.fromEntries(files.map(({ path, text }) => [path, matchesAny(path, target.writeOnce) ? null : hashOf(text)])),
    diagnostics,
    sources: diagnostics.length > 0 ? sources.map(({ path }) => path) : [],
    size: model ? sizeOf(model) : "",
    unreached: model ? unreached(model) : "",
  };
} // prettier-ignore
/** What an owner can do about what stands in the way. */
const waysOut: { readonly [C in OutputCode]: string } = {
  AW5001: "take the edit back, list the file under `ignore` of the target, or run with `--force` to lose the edit",
  AW5002: "move the file, list it under `ignore` of the target, or run with `--force` to overwrite it",
  AW5003: "put a folder or a file in the place of the link",
  AW5004: "look whether `out` is the right folder, and run with `--adopt` if it is: files in the way stay all the same",
};

interface Planned {
  /** What the plan was made by. */
  readonly manifest: Manifest | undefined;
  readonly plan: readonly PlannedFile[];
}

async function planFor({ out }: ConfiguredTarget, files: readonly GeneratedFile[]): Promise<Planned> {
  const manifest = await readManifest(out);
  return { manifest, plan: planOutput(files, await readExisting(out, files, manifest), manifest) };
}

interface Applied {
  readonly plan: readonly PlannedFile[];
  readonly code: Exit;
  /** What stands in the way. */
  readonly stands: readonly Diagnostic[];
}

/** Another run may be at work in the folder: what stands in the way may be its own by now, which a manifest tells that is new. */
async function carryOut(
  target: ConfiguredTarget,
  { files, planned }: { readonly files: readonly GeneratedFile[]; readonly planned: Planned },
  run: Run,
): Promise<Applied> {
  const applied = await apply(target, planned.plan, run);
  if (applied.code === exit.ok) return applied;
  const next = await planFor(target, files);
  const isSame = JSON.stringify(next.manifest) === JSON.stringify(planned.manifest);
  return isSame ? applied : carryOut(target, { files, planned: next }, run);
}

async function apply({ out, ignore }: ConfiguredTarget, plan: readonly PlannedFile[], run: Run): Promise<Applied> {
  const { options } = run;
  if (options.dryRun) {
    list(out, plan, run);
    return { plan, code: exit.ok, stands: [] };
  }
  const report = createReport();
  const { force, adopt } = options;
  const done = await writeOutput(out, plan, {
    force,
    adopt,
    ignore,
    report(code, { path }) {
      const place = path === "" ? out : `${out}/${path}`;
      report(code, { file: place, start: 0, end: 0 }, { path: place }, { help: waysOut[code] });
    },
  });
  return { plan, code: done ? exit.ok : exit.conflict, stands: report.all };
}

/** What differs, a line a file, with what differs in it where that is asked for. Where JSON was asked for, this is for people. */
function list(out: string, plan: readonly PlannedFile[], { options, io }: Run): void {
  const [say, color] = isDocument(options.format) ? [io.err, io.color] : [io.out, io.outColor];
  for (const { path, state, existing, text } of plan) {
    if (state === "unchanged") continue;
    say(`${state} ${out}/${path}\n`);
    if (options.diff) say(textDiff(`${out}/${path}`, existing, text).map((line) => `${painted(line, color)}\n`).join("")); // prettier-ignore
  }
}

/** A line of a diff for a terminal. What would act there instead of being seen is made visible; tabs are kept for `git apply`. */
function painted(line: string, color: boolean): string {
  const text = line.split("\t").map(visible).join("\t");
  const { red, green, cyan, bold } = pc.createColors(color);
  if (/^(---|\+\+\+) (a\/|b\/|\/dev\/null$)/.test(line)) return bold(text);
  if (line.startsWith("@@")) return cyan(text);
  if (line.startsWith("-")) return red(text);
  return line.startsWith("+") ? green(text) : text;
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
  if (drifted.length > 0)
    run.io.err(`${name}: ${drifted.length} files differ; run \`actionwright generate ${name}\`\n`); // prettier-ignore
  else if (!run.options.quiet) run.io.err(`${name}: up to date\n`);
  if (drifted.some(({ state }) => state === "edited" || state === "unowned")) return exit.conflict;
  return drifted.length ? exit.drift : exit.ok;
}
