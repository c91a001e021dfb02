// `docs`: the references of the config's targets → one site, made by the VitePress of the user's project.
import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createScope } from "../code/scope.js";
import { loadConfig, withClient, type ConfiguredTarget } from "../config.js";
import { createReport } from "../diagnostics.js";
import { diff } from "../diff/index.js";
import type { DiffReport } from "../diff/report.js";
import { changesOf } from "../docs/changes.js";
import { siteFiles, type Reference } from "../docs/site.js";
import type { Format } from "../frame.js";
import type { Host } from "../load.js";
import { readSpec } from "../read.js";
import { select } from "../select.js";
import { attempt, makeFolder } from "../system.js";
import { siteTemplates } from "../templates.js";
import { readCompared } from "./compared.js";
import { standardsOf } from "./diff.js";
import { chosen } from "./generate.js";
import { createTeller, exit, exitOf, refused, tally, UsageError, type Exit, type Io, type Teller } from "./io.js";

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
    const refused = await refuseOthers(options.out, { io, tell: teller.tell });
    if (refused !== undefined) return refused;
    const references = await readReferences(options, { host, io, tell: teller.tell });
    if (typeof references === "number") return references;
    const pages = await buildSite(references, options, vitepress);
    io.err(`${options.out}: ${pages} pages of ${references.map(({ target }) => target.name).join(", ")}\n`);
    return exit.ok;
  } finally {
    teller.end();
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
  tell(report.all, files);
  if (report.hasErrors) return refused(report.all, "no site made", io);
  const names = chosen(targets.map(({ name }) => name), options.targets); // prettier-ignore
  const changes = await changesByApi(options, context);
  if (typeof changes === "number") return changes;
  const references: Reference[] = [];
  for (const target of targets.filter(({ name }) => names.includes(name))) {
    const reference = readReference(target, changes, context);
    if (typeof reference === "number") return reference;
    references.push(reference);
  }
  return references;
}

function readReference(
  configured: ConfiguredTarget,
  changes: ReadonlyMap<string, DiffReport>,
  { host, io, tell }: Context,
): Reference | Exit {
  const report = createReport();
  const { source, model } = readSpec(configured.spec, configured.overlays, { host, report });
  const selected = model && !report.hasErrors ? select(model, configured, report) : undefined;
  tell(report.all, source.files);
  if (selected === undefined || report.hasErrors) {
    io.err(`${configured.name}: ${tally(report.all)}, no site made\n`);
    return exitOf(report.all);
  }
  const target = withClient(configured, selected.id);
  const scope = createScope(selected, target.int64);
  const changed = changes.get(selected.id);
  return { scope, target, changes: changed && changesOf(changed, scope) };
}

/** What changed since the earlier version, by the API. */
async function changesByApi({ from, config }: DocsOptions, context: Context): Promise<ReadonlyMap<string, DiffReport> | Exit> {
  if (from === undefined) return new Map();
  const compared = await readCompared({ specs: [from], config, target: undefined, ...context });
  if (typeof compared === "number") return compared;
  const standards = { policy: undefined, unreachable: undefined, checkVersion: false, zeroMinorForFeatures: false };
  return new Map(
    compared.pairs.map((pair) => [pair.next.model.id, diff(pair.old, pair.next, standardsOf(pair, compared, standards))]),
  );
} // prettier-ignore

// ── VitePress ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** The part of VitePress's library that is used. */
interface VitePress {
  readonly build: (root: string, options: { readonly outDir: string }) => Promise<void>;
}

/** The `node_modules` that has VitePress: the project's, at or above the working directory, or the tool's own. */
function findVitePress(): string {
  const starts = [resolve(), dirname(fileURLToPath(import.meta.url))];
  const found = starts.flatMap(foldersAbove).find((folder) => existsSync(join(folder, "vitepress", "package.json")));
  if (found !== undefined) return found;
  throw new UsageError("the site is made by VitePress, which is not installed: run `npm i -D vitepress`");
}

function foldersAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  return [join(folder, "node_modules"), ...(above === folder ? [] : foldersAbove(above))];
}

/** Left in a site, so that the next one may take its place. */
const marker = ".actionwright-site";

/** A folder of anything else is not ours to replace. The exit code, once told, if it is one. */
async function refuseOthers(out: string, { io, tell }: Omit<Context, "host">): Promise<Exit | undefined> {
  const files = existsSync(out) ? await attempt("read", out, () => readdir(out)) : [];
  if (files.length === 0 || files.includes(marker)) return undefined;
  const report = createReport();
  const help = "name another folder by `--out`, or move the files away";
  report("AW5004", { file: out, start: 0, end: 0 }, { path: out }, { help });
  tell(report.all, []);
  return refused(report.all, "no site made", io);
}

/** Makes the site in a folder that comes and goes, and then puts it into its place. Answers how many pages it has. */
async function buildSite(references: readonly Reference[], { out, base }: DocsOptions, modules: string): Promise<number> {
  const work = await mkdtemp(join(tmpdir(), "actionwright-site-"));
  try {
    const files = siteFiles(references, base);
    // Where the theme finds VitePress, as it would in the project.
    await symlink(modules, join(work, "node_modules"), "junction");
    await cp(siteTemplates, join(work, ".vitepress"), { recursive: true });
    for (const { path, text } of files) {
      await makeFolder(dirname(join(work, path)));
      await writeFile(join(work, path), text);
    }
    const { build } = (await import(pathToFileURL(join(modules, "vitepress", "dist", "node", "index.js")).href)) as VitePress;
    await build(work, { outDir: join(work, "site") });
    await writeFile(join(work, "site", marker), "");
    await attempt("write", out, async () => {
      await rm(out, { recursive: true, force: true });
      await makeFolder(dirname(resolve(out)));
      await cp(join(work, "site"), out, { recursive: true });
    });
    return files.filter(({ path }) => path.endsWith(".md")).length;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
} // prettier-ignore
