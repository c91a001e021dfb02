// `generate`: the config's targets → packages on disk, or what would change there. Where nothing has changed, this file and the
// cache say so, and the parsers, the printer and the formatter are never loaded.
import { isAsSeen, type Memory, type RememberedTarget } from "../cache.js";
import type { Format } from "../diagnostics.js";
import type { Host } from "../load.js";
import { decode } from "../load/decode.js";
import { didYouMean } from "../names.js";
import { isAsLeft, openCache, type CacheFolder } from "./cache-folder.js";
import { createTeller, exit, UsageError, type Exit, type Io, type Teller } from "./io.js";
import { createTimings, type Timings } from "./timings.js";

export interface GenerateOptions {
  /** None: all of the config. */
  readonly targets: readonly string[];
  readonly config: string;
  readonly format: Format;
  readonly check: boolean;
  /** What differs is shown, not only named: with `check` or `dryRun`. */
  readonly diff: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  /** The first files go into a folder that is not empty. */
  readonly adopt: boolean;
  readonly noCache: boolean;
  /** Again whenever a document changes, until it is interrupted. */
  readonly watch: boolean;
  /** Nothing is said of targets that are as they were. */
  readonly quiet: boolean;
  readonly timings: boolean;
  readonly verbose: boolean;
}

/** What all of a run shares. */
export interface Run {
  readonly options: GenerateOptions;
  readonly host: Host;
  readonly io: Io;
  readonly tell: Teller["tell"];
  readonly timings: Timings;
}

export async function runGenerate(options: GenerateOptions, host: Host, io: Io): Promise<Exit> {
  refuseIdle(options);
  // A check is to find out, not to remember.
  const cache = options.check || options.noCache ? undefined : openCache(options.config);
  if (!options.watch) return generateOnce(options, cache, { host, io });
  const { watch } = await import("./watch.js");
  return watch(options, cache, { host, io });
}

/** Options that say nothing without another, or contradict it. */
function refuseIdle({ check, dryRun, diff, watch }: GenerateOptions): void {
  const isLook = check || dryRun;
  if (diff && !isLook) throw new UsageError("`--diff` shows what `--check` or `--dry-run` would name: add one of them");
  if (watch && isLook) throw new UsageError("`--watch` writes, and `--check` and `--dry-run` do not: leave one out");
}

/** One run, whatever `watch` says. */
export async function generateOnce(
  options: GenerateOptions,
  cache: CacheFolder | undefined,
  { host, io }: { readonly host: Host; readonly io: Io },
): Promise<Exit> {
  const teller = createTeller(io, options.format);
  const timings = createTimings(io.now);
  const run: Run = { options, host, io, tell: teller.tell, timings };
  timings.done("start");
  const memory = cache?.memory();
  try {
    const unchanged = memory ? unchangedOf(memory, run) : new Map<string, RememberedTarget>();
    timings.done("cache");
    const wanted = memory && unchanged.size > 0 ? chosen(memory.names, options.targets) : [];
    if (wanted.length > 0 && wanted.every((name) => unchanged.has(name))) {
      for (const [name, target] of unchanged) await tellUnchanged(name, target, run);
      return exit.ok;
    }
    const { generateTargets } = await import("./generate-targets.js");
    timings.done("load of the tool");
    return await generateTargets(run, { cache, memory, unchanged });
  } finally {
    await teller.end();
    if (options.timings) io.err(timings.text());
  }
}

/** The names of what is to be made. */
export function chosen(known: readonly string[], names: readonly string[]): readonly string[] {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(
      `the config has no target \`${unknown}\`: ${didYouMean(unknown, known) ?? `it has ${known.join(", ")}`}`,
    );
  return names.length ? known.filter((name) => names.includes(name)) : known;
}

/** What need not be made again: nothing that it is made of has changed, and nothing of what was made. */
function unchangedOf(
  { config, names, targets }: Memory,
  { options, host }: Run,
): ReadonlyMap<string, RememberedTarget> {
  if (!isAsSeen(config, host)) return new Map();
  return new Map(
    chosen(names, options.targets).flatMap((name) => {
      const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
      return target && isAsSeen(target.inputs, host) && isAsLeft(target) ? [[name, target] as const] : [];
    }),
  );
}

/** Says what the run said that made it. */
export async function tellUnchanged(
  name: string,
  target: RememberedTarget,
  { options, host, io, tell, timings }: Run,
): Promise<void> {
  if (options.quiet) return;
  const started = io.now();
  await tell(
    target.diagnostics,
    target.sources.flatMap((path) => decode(path, host.read(path) ?? "") ?? []),
  );
  const count = Object.keys(target.files).length;
  const more = options.verbose ? target.unreached : "";
  io.err(
    `${name}: ${count} files (${count} unchanged) · ${target.size} · ${((io.now() - started) / 1000).toFixed(1)} s${more}\n`,
  );
  timings.done("tell");
}
