// `docs`: the references of the config's targets → one site, made by the VitePress of the user's project.
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createScope, type Scope } from "../code/scope.js";
import { loadConfig, withClient, type ConfiguredTarget } from "../config.js";
import { createReport } from "../diagnostics.js";
import { diff } from "../diff/index.js";
import { changesOf, type Changes } from "../docs/changes.js";
import { siteFiles, type Reference, type SiteFile } from "../docs/site.js";
import { visibleLines } from "../doors.js";
import type { Format } from "../diagnostics.js";
import type { Host } from "../load.js";
import { readTarget } from "../read.js";
import { select } from "../select.js";
import { attempt, makeFolder } from "../system.js";
import { siteTemplates } from "../templates.js";
import { readCompared } from "./compared.js";
import { standardsOf } from "./diff.js";
import { chosen } from "./generate.js";
import {
  counted,
  createTeller,
  exit,
  exitOf,
  refused,
  tally,
  UsageError,
  type Exit,
  type Io,
  type Teller,
} from "./io.js";
import { findVitePress, runVitePress } from "./vitepress.js";

export interface DocsOptions {
  /** None: all of the config. */
  readonly targets: readonly string[];
  readonly config: string;
  /** The folder of the site. */
  readonly out: string;
  /** The path under which the site is served, with a slash at both ends. */
  readonly base: string;
  /** An earlier version, as `diff` names it: what changed since then is told. */
  readonly from: string | undefined;
  readonly format: Format;
}

export async function runDocs(options: DocsOptions, host: Host, io: Io): Promise<Exit> {
  if (!/^\/(?:[\w.~-]+\/)*$/.test(options.base))
    throw new UsageError(`\`--base ${options.base}\` is no path of a site: write it as \`/docs/\``);
  const vitepress = findVitePress();
  const teller = createTeller(io, options.format);
  try {
    const taken = await refuseOthers(options.out, { io, tell: teller.tell });
    if (taken !== undefined) return taken;
    const references = await readReferences(options, { host, io, tell: teller.tell });
    if (typeof references === "number") return references;
    const files = siteFiles(references, options.base);
    const names = references.map(({ target }) => target.name).join(", ");
    const pages = `${counted(files.filter(({ path }) => path.endsWith(".md")).length, "page")} of ${names}`;
    io.live(`${options.out}: ${pages} …`);
    const complaint = await buildSite(files, options, vitepress);
    io.live("");
    if (complaint !== undefined) {
      io.err(`error: VitePress has not made the site, and says:\n${visibleLines(complaint)}\n`);
      return exit.io;
    }
    io.err(`${options.out}: ${pages}\n`);
    return exit.ok;
  } finally {
    await teller.end();
  }
}

// ── What the site is of ─────────────────────────────────────────────────────────────────────────────────────────────

interface Context {
  readonly host: Host;
  readonly io: Io;
  readonly tell: Teller["tell"];
}

/** The references of all targets that are wanted, or the exit code if something is wrong with one. */
async function readReferences(options: DocsOptions, context: Context): Promise<readonly Reference[] | Exit> {
  const { host, io, tell } = context;
  const report = createReport();
  const { files, targets } = loadConfig(options.config, host, report);
  await tell(report.all, files);
  if (report.hasErrors) return refused(report.all, "no site made", io);
  const names = chosen(targets.map(({ name }) => name), options.targets); // prettier-ignore
  const changesFor = await readChanges(options, context);
  if (typeof changesFor === "number") return changesFor;
  const references: Reference[] = [];
  for (const target of targets.filter(({ name }) => names.includes(name))) {
    const reference = await readReference(target, changesFor, context);
    if (typeof reference === "number") return reference;
    references.push(reference);
  }
  return references;
}

async function readReference(
  configured: ConfiguredTarget,
  changesFor: (scope: Scope) => Changes | undefined,
  { host, io, tell }: Context,
): Promise<Reference | Exit> {
  const report = createReport();
  const { source, model } = readTarget(configured, { host, report });
  const selected = model && !report.hasErrors ? select(model, configured, report) : undefined;
  await tell(report.all, [configured.config, ...source.files]);
  if (selected === undefined || report.hasErrors) {
    io.err(`${configured.name}: ${tally(report.all)}, no site made\n`);
    return exitOf(report.all);
  }
  const target = withClient(configured, selected.id);
  const scope = createScope(selected, target.int64);
  return { scope, target, changes: changesFor(scope) };
}

/** What tells of an API what changed since the earlier version. */
async function readChanges({ from, config }: DocsOptions, context: Context): Promise<((scope: Scope) => Changes | undefined) | Exit> {
  if (from === undefined) return () => undefined;
  const compared = await readCompared({ specs: [from], config, target: undefined, ...context });
  if (typeof compared === "number") return compared;
  const standards = { policy: undefined, unreachable: undefined, checkVersion: false, zeroMinorForFeatures: false };
  return (scope) => {
    const pair = compared.pairs.find(({ next }) => next.model.id === scope.model.id);
    return pair && changesOf(diff(pair.old, pair.next, standardsOf(pair, compared, standards)), from, scope);
  };
} // prettier-ignore

// ── The site ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Left in a site, so that the next one may take its place. */
const marker = ".actionwright-site";

/** A folder of anything else is not ours to replace. The exit code, once told, if it is one. */
async function refuseOthers(out: string, { io, tell }: Omit<Context, "host">): Promise<Exit | undefined> {
  const files = existsSync(out) ? await attempt("read", out, () => readdir(out)) : [];
  if (files.length === 0 || files.includes(marker)) return undefined;
  const report = createReport();
  const help = "name another folder by `--out`, or move the files away";
  report("AW5004", { file: out, start: 0, end: 0 }, { path: out }, { help });
  await tell(report.all, []);
  return refused(report.all, "no site made", io);
}

/** Makes the site in a folder that comes and goes, and then puts it into its place. Answers what VitePress says if it fails. */
async function buildSite(files: readonly SiteFile[], { out }: DocsOptions, modules: string): Promise<string | undefined> {
  const work = await mkdtemp(join(tmpdir(), "actionwright-site-"));
  try {
    // Where the theme finds VitePress, as it would in the project.
    await symlink(modules, join(work, "node_modules"), "junction");
    await cp(siteTemplates, join(work, ".vitepress"), { recursive: true });
    for (const { path, text } of files) {
      await makeFolder(dirname(join(work, path)));
      await writeFile(join(work, path), text);
    }
    const complaint = await runVitePress(work, modules);
    if (complaint !== undefined) return complaint;
    await writeFile(join(work, "site", marker), "");
    await attempt("write", out, async () => {
      await rm(out, { recursive: true, force: true });
      await makeFolder(dirname(resolve(out)));
      await cp(join(work, "site"), out, { recursive: true });
    });
    return undefined;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
} // prettier-ignore
