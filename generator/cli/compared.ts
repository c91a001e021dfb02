// What a command line compares: no spec, one or two → the two versions of each API, read and without errors.
import { loadAccepts } from "../accept-file.js";
import { loadConfig, type Config, type ConfiguredTarget } from "../config.js";
import type { Coding } from "../diff/draft.js";
import type { Version } from "../diff/index.js";
import type { Accept } from "../diff/accepts.js";
import { createReport, type Report } from "../diagnostics.js";
import type { Host } from "../load.js";
import { createSources } from "../locate.js";
import type { Model } from "../model.js";
import { didYouMean, quoted } from "../names.js";
import { select } from "../select.js";
import { mergeBase, parseSpecArgument, type SpecReading } from "../spec-argument.js";
import { counted, exitOf, refused, tally, UsageError, type Exit, type Io, type Teller } from "./io.js";
import { readArgument } from "./named.js";

/** The two versions of one API. */
export interface Pair {
  /** The target of the config that it is; undefined where specs were named. */
  readonly target: ConfiguredTarget | undefined;
  /** Undefined: there was none yet. */
  readonly old: Version | undefined;
  readonly next: Version;
  /** What the target says of code, also where the one of the same API was found. */
  readonly coding: Coding | undefined;
}

export interface Compared {
  readonly pairs: readonly Pair[];
  /** Whether each target has its pair, however many there are: what is printed for programs is a list then. */
  readonly isByTarget: boolean;
  readonly config: Config | undefined;
  readonly accepts: readonly Accept[];
}

export interface ComparedOptions {
  /** None, one or two specs. */
  readonly specs: readonly string[];
  readonly config: string;
  /** Only this target. */
  readonly target: string | undefined;
  /** Only with two specs in mind: nothing stands for the working tree. */
  readonly host: Host;
  readonly io: Io;
  readonly tell: Teller["tell"];
}

/** Reads what is to be compared; the exit code if that cannot be, once it was told. */
export async function readCompared(options: ComparedOptions): Promise<Compared | Exit> {
  const { specs, host } = options;
  checkSpecs(specs);
  const report = createReport();
  const config = configOf(options, report);
  const { file, accepts } = loadAccepts(acceptPath(config), host, report);
  await options.tell(report.all, [...(config?.files ?? []), ...(file ? [file] : [])]);
  if (report.hasErrors) return refused(report.all, "nothing compared", options.io);
  const reading: Reading = { ...options, targets: chosen(config?.targets ?? [], options.target) };
  const [first, second] = specs;
  const pairs = await (first === undefined || second === undefined ? againstTree(first, reading) : pairsOf([first, second], reading)); // prettier-ignore
  return typeof pairs === "number" ? pairs : { pairs, isByTarget: specs.every(isBare), config, accepts };
}

/** Where the accept file is. */
export function acceptPath(config: Config | undefined): string {
  return config?.diff.accept ?? "api-accept.yaml";
}

function checkSpecs(specs: readonly string[]): void {
  if (specs.length > 2) throw new UsageError("a comparison is of two specs: see `actionwright diff --help`");
  if (specs.filter((spec) => spec === "-").length > 1) throw new UsageError("stdin has one spec: name the other one");
}

/** Where specs are named, there need be no config. */
function configOf({ specs, config: path, target, host }: ComparedOptions, report: Report): Config | undefined {
  const isNeeded = specs.length < 2 || target !== undefined || path !== "actionwright.config.yaml";
  return isNeeded || host.read(path) !== undefined ? loadConfig(path, host, report) : undefined;
}

function chosen(targets: readonly ConfiguredTarget[], name: string | undefined): readonly ConfiguredTarget[] {
  const known = targets.map((target) => target.name);
  if (name === undefined) return targets;
  if (known.includes(name)) return targets.filter((target) => target.name === name);
  throw new UsageError(`the config has no target \`${name}\`: ${didYouMean(name, known) ?? `it has ${quoted(known)}`}`);
}

// ── Which specs ─────────────────────────────────────────────────────────────────────────────────────────────────────

type Reading = ComparedOptions & { readonly targets: readonly ConfiguredTarget[] };
type Found = readonly Pair[] | Exit;

/** Whether an argument is a commit alone, at which each target's own spec is meant. */
function isBare(text: string): boolean {
  const argument = parseSpecArgument(text, createReport());
  return argument?.kind === "git" && argument.path === undefined;
}

/** The merge base, a commit, or one spec, against the working tree. */
async function againstTree(old: string | undefined, reading: Reading): Promise<Found> {
  if (old !== undefined && !isBare(old)) return againstTarget(old, reading);
  const report = createReport();
  const base = old === undefined ? mergeBase({ report }) : undefined;
  await reading.tell(report.all, []);
  if (report.hasErrors) return exitOf(report.all);
  const argument = base ? `git:${base.commit.slice(0, 12)}` : (old ?? "");
  return eachTarget(reading, (target) => [
    { text: argument, label: base && `git:${base.branch}`, target },
    { text: target.spec, label: undefined, target },
  ]);
}

/** One spec against the target whose API it is. */
async function againstTarget(text: string, reading: Reading): Promise<Found> {
  const old = await readSide({ text, label: undefined, target: undefined }, "old", reading);
  if (typeof old === "number") return old;
  if (!old) throw new UsageError(`there is no spec yet at \`${text}\`, so there is no API to look for in the config`);
  const ids: string[] = [];
  for (const target of reading.targets) {
    const next = await readSide({ text: target.spec, label: undefined, target }, "new", reading);
    if (typeof next === "number") return next;
    if (next?.model.id === old.model.id) {
      // What the target lays over its spec belongs to the old one as well, and so does what it leaves out.
      const before =
        target.overlays.length > 0
          ? await readSide({ text, label: undefined, target }, "old", reading)
          : { ...old, model: selected(old.model, target) };
      return typeof before === "number" ? before : [{ target: undefined, old: before, next, coding: codingOf(target) }];
    }
    if (next) ids.push(next.model.id);
  }
  throw new UsageError(`no target of the config has the API \`${old.model.id}\`${ids.length ? `: there is ${quoted(ids)}` : ""}; name the other spec as well`); // prettier-ignore
}

async function pairsOf([first, second]: readonly [string, string], reading: Reading): Promise<Found> {
  if (isBare(first) && isBare(second))
    return eachTarget(reading, (target) => [{ text: first, label: undefined, target }, { text: second, label: undefined, target }]); // prettier-ignore
  const old = await readSide(
    { text: first, label: undefined, target: undefined, path: pathIn(second) },
    "old",
    reading,
  );
  const next = await readSide({ text: second, label: undefined, target: undefined, path: pathIn(first) }, "new", reading); // prettier-ignore
  if (typeof old === "number") return old;
  if (typeof next === "number") return next;
  if (!next) throw new UsageError(`there is no spec at \`${second}\``);
  return [{ target: undefined, old, next, coding: undefined }];
}

/** The path that a commit alone is asked for where the other side names one. */
function pathIn(text: string): string | undefined {
  const argument = parseSpecArgument(text, createReport());
  return argument?.kind === "path" || argument?.kind === "git" ? argument.path : undefined;
}

async function eachTarget(
  reading: Reading,
  sidesOf: (target: ConfiguredTarget) => readonly [Wanted, Wanted],
): Promise<Found> {
  const pairs: Pair[] = [];
  for (const target of reading.targets) {
    const [before, after] = sidesOf(target);
    const old = await readSide(before, "old", reading);
    if (typeof old === "number") return old;
    const next = await readSide(after, "new", reading);
    if (typeof next === "number") return next;
    if (next) pairs.push({ target, old, next, coding: codingOf(target) });
  }
  return pairs;
}

/** What a target says of the code of its package, as far as it decides what breaks. */
export function codingOf({ int64, client }: ConfiguredTarget): Coding {
  return { int64, isClientNamed: client !== undefined };
}

// ── One side ────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Wanted {
  readonly text: string;
  /** What the report calls it, if not by the argument. */
  readonly label: string | undefined;
  readonly target: ConfiguredTarget | undefined;
  /** The spec that a commit alone is asked for, if no target says. */
  readonly path?: string | undefined;
}

/** One version; undefined if its commit has no such spec yet, the exit code if anything is wrong with it. */
async function readSide(wanted: Wanted, side: "old" | "new", reading: Reading): Promise<Version | undefined | Exit> {
  const { text, target, path } = wanted;
  const report = createReport();
  const spec = target?.spec ?? path;
  const found = await readArgument(text, { host: reading.host, report, spec, overlays: target?.overlays }, reading.io);
  await tellProblems(found, report, { ...reading, text });
  if (found?.isAbsent) return undefined;
  if (found?.model) return versionOf(found, found.model, wanted);
  reading.io.err(`the ${side} spec, \`${text}\`: ${tally(report.all)}\n`);
  return exitOf(report.all);
}

/** Only what keeps a spec from being read: what is merely unwise in it is for `validate`. */
async function tellProblems(
  found: SpecReading | undefined,
  report: Report,
  { io, tell, text }: Reading & { readonly text: string },
): Promise<void> {
  const errors = report.all.filter(({ severity }) => severity === "error");
  await tell(errors, found?.source.files ?? []);
  if (found?.lost) io.err(`${text}: ${counted(found.lost, "place")} say what a spec cannot; \`actionwright import\` names them\n`); // prettier-ignore
}

function versionOf(found: SpecReading, model: Model, { text, label = text, target }: Wanted): Version {
  const { commit = null, digest, source } = found;
  return {
    source: label,
    commit,
    digest: digest === undefined ? null : `sha256:${digest}`,
    model: target ? selected(model, target) : model,
    sources: createSources(source.files),
  };
}

/** What the target leaves of a spec. That a pattern of it matches nothing in one version is nothing to complain of here. */
function selected(model: Model, target: ConfiguredTarget): Model {
  return select(model, target, createReport());
}
