// `release`: the next version of each package, from what its API and it itself have become since the last one; written into the config,
// the changelog and the package. All of it is known and checked before the first byte is written.
import { loadAccepts } from "../accept-file.js";
import type { Accept } from "../diff/accepts.js";
import { loadConfig, type Config, type ConfiguredTarget } from "../config.js";
import { createReport, type Report } from "../diagnostics.js";
import { changelogBody, changelogHeading, type Changelog } from "../diff/report/changelog.js";
import { appendChangelog, earlierRelease, type VersionText } from "../diff/report/changelog/file.js";
import { isDay } from "../diff/releases.js";
import type { Policy } from "../diff/report.js";
import { jsonText } from "../doors.js";
import { generate } from "../generate.js";
import type { Host } from "../load.js";
import { planOutput, readExisting, readManifest, writeOutput, type PlannedFile } from "../output.js";
import { findBase, parseBase, type BaseArgument, type TagForms } from "../release/base.js";
import { withVersions } from "../release/config-version.js";
import type { ReleasePlan } from "../release/plan.js";
import { atVersion, prepareRelease, type PrepareOptions } from "../release/prepare.js";
import { planText, sectionText } from "../release/text.js";
import {
  isTaggedElsewhere,
  dayOfHead,
  openRepository,
  reportGit,
  uncommitted,
  type Repository,
} from "../spec-argument/git.js";
import { capped } from "../diff/report/words.js";
import { quoted, shown } from "../names.js";
import type { SourceFile } from "../source.js";
import { acceptPath, codingOf } from "./compared.js";
import { tellerOf } from "./diff.js";
import { chosen, runGenerate } from "./generate.js";
import { exit, refused, UsageError, type Exit, type Io } from "./io.js";
import { replaceFile, textAt } from "./text-file.js";

export const releaseFormats = ["pretty", "json"] as const;

export interface ReleaseOptions {
  /** None: all of the config. */
  readonly targets: readonly string[];
  readonly config: string;
  /** `npm:<package>@<version>` or `git:<tag>`; undefined to look for the last release. */
  readonly base: string | undefined;
  readonly dryRun: boolean;
  readonly format: (typeof releaseFormats)[number];
  /** The day in the heading of the changelog; the clock is not asked for it. */
  readonly date: string | undefined;
  readonly policy: Policy | undefined;
  readonly zeroMinorForFeatures: boolean;
}

/** A package that is to be released, and all that is to be written for it. */
interface Release {
  readonly target: ConfiguredTarget;
  readonly plan: ReleasePlan;
  readonly changelog: Write;
  readonly files: readonly PlannedFile[];
}

/** A file that is not the generator's. */
interface Write {
  readonly path: string;
  readonly text: string;
  readonly state: "new" | "changed" | "unchanged";
}

interface Run {
  readonly options: ReleaseOptions;
  readonly host: Host;
  readonly io: Io;
  readonly report: Report;
  /** What was read, for code frames. */
  readonly sources: SourceFile[];
}

/** What is to be released, and by which rules. */
interface Project {
  readonly config: Config;
  readonly accepts: readonly Accept[];
  readonly targets: readonly ConfiguredTarget[];
  readonly given: BaseArgument | undefined;
}

export async function runRelease(options: ReleaseOptions, host: Host, io: Io): Promise<Exit> {
  const { date } = options;
  if (date !== undefined && !isDay(date)) throw new UsageError(`\`${date}\` is no day: \`--date\` takes one such as 2026-08-15`); // prettier-ignore
  const run: Run = { options, host, io, report: createReport(), sources: [] };
  const project = readProject(run);
  let worst: Exit = exit.ok;
  try {
    if (project) worst = await release(project, run);
  } catch (error) {
    reportGit(error, run.report);
  }
  await tellerOf(io).tell(run.report.all, run.sources);
  return run.report.hasErrors ? refused(run.report.all, "nothing released", io) : worst;
}

/** Undefined, once reported, if anything is wrong with it. */
function readProject({ options, host, report, sources }: Run): Project | undefined {
  const config = loadConfig(options.config, host, report);
  const { file, accepts } = loadAccepts(acceptPath(config), host, report);
  sources.push(...config.files, ...(file ? [file] : []));
  const given = options.base === undefined ? undefined : parseBase(options.base, report);
  if (report.hasErrors) return undefined;
  const names = chosen(config.targets.map(({ name }) => name), options.targets); // prettier-ignore
  if (given?.kind === "npm" && names.length > 1) throw new UsageError(`\`--base npm:…\` is of one package: name its target, one of ${quoted(names)}`); // prettier-ignore
  return { config, accepts, given, targets: config.targets.filter(({ name }) => names.includes(name)) };
}

/** Everything is made, compared and checked; then it is written. What stands against it is reported. */
async function release(project: Project, run: Run): Promise<Exit> {
  const { options, report } = run;
  const repository = openRepository(".");
  const refused = await refuse(project, repository, run);
  if (refused !== undefined) return refused;
  // The day by which promises are measured: without that of the release it is that of HEAD, so that one commit has one plan.
  const releases = await releasesOf(project, options.date ?? dayOfHead(repository), run);
  for (const { plan } of releases) refuseTakenTag(plan.tag, repository, report);
  const config = report.hasErrors ? undefined : configWith(releases, run);
  if (!config) return exit.ok;
  tell(releases, config, run);
  if (!options.dryRun) await carryOut(releases, config, run);
  return exit.ok;
}

/** The exit code if the tree is not fit for a release; what is reported says more. */
async function refuse({ targets }: Project, repository: Repository, run: Run): Promise<Exit | undefined> {
  refuseUncommitted(uncommitted(repository), run.report);
  const drift = run.report.hasErrors ? exit.conflict : await checkGenerated(targets, run);
  return drift === exit.ok ? undefined : drift;
}

/** A tag has what was committed, and what is not would be published all the same. */
export function refuseUncommitted(paths: readonly string[], report: Report): void {
  if (paths.length === 0) return;
  const files = capped(paths.map((path) => `\`${shown(path)}\``), 4); // prettier-ignore
  const help =
    "commit them, put them aside with `git stash --include-untracked`, or list what is never committed in `.gitignore`";
  report("AW5007", undefined, { files }, { help });
}

/** The number of a tag is taken, whether the registry shows a release of it or not. At HEAD it is that of this very release. */
export function refuseTakenTag(tag: string | null, repository: Repository, report: Report): void {
  if (tag !== null && isTaggedElsewhere(tag, repository)) report("AW5008", undefined, { tag });
}

/** What is published is what the spec makes. What differs is for people: stdout is the plan's. */
function checkGenerated(targets: readonly ConfiguredTarget[], { options, host, io }: Run): Promise<Exit> {
  const check = {
    targets: targets.map(({ name }) => name), config: options.config, format: "pretty", check: true, diff: false, dryRun: false,
    force: false, adopt: false, noCache: true, watch: false, quiet: true, timings: false, verbose: false,
  } as const; // prettier-ignore
  return runGenerate(check, host, { ...io, out: io.err });
}

// ── What is to be done ──────────────────────────────────────────────────────────────────────────────────────────────

/** The releases of all targets, but for those that something stands against. */
async function releasesOf(project: Project, today: string, run: Run): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const target of project.targets) {
    const found = await releaseOf(target, { project, today }, run);
    run.io.live("");
    if (found) releases.push(found);
  }
  return releases;
}

async function releaseOf(
  target: ConfiguredTarget,
  { project, today }: { readonly project: Project; readonly today: string },
  { options, host, io, report, sources }: Run,
): Promise<Release | undefined> {
  const { config, accepts, given } = project;
  const { date, policy, zeroMinorForFeatures } = options;
  const isOnly = config.targets.length === 1;
  io.live(`${target.name}: ${given?.kind === "git" ? "reading" : "asking npm for"} the last release`);
  const base = await findBase(target, { given, tagForms: tagForms(target, isOnly), report, cwd: "." });
  if (base === undefined) return undefined;
  io.live(`${target.name}: comparing with the last release`);
  const standards = { ...config.diff, ...(policy && { policy }), ...(zeroMinorForFeatures && { zeroMinorForFeatures }), accepts, today, target: target.name, coding: codingOf(target) }; // prettier-ignore
  const preparing = { host, report, standards, date, tagForm: isOnly ? "v" : `${target.name}@`, cache: new Map<string, string>() }; // prettier-ignore
  const { plan, sources: read } = await prepareRelease(target, base === "none" ? undefined : base, preparing);
  sources.push(...read);
  if (!plan) return undefined;
  const path = `${target.out}/CHANGELOG.md`;
  const existing = await textAt(path);
  if (base === "none") refuseForgotten(existing, { path, plan, report });
  const changelog = changelogWith(existing, { path, changelog: plan.changelog, report });
  return {
    target,
    plan,
    changelog,
    files: plan.version === null ? [] : await filesAt(plan.version, target, preparing),
  };
}

/** What is to be done about each file of the package at a version. */
async function filesAt(
  version: string,
  target: ConfiguredTarget,
  { host, cache }: Pick<PrepareOptions, "host" | "cache">,
): Promise<readonly PlannedFile[]> {
  const { files } = await generate(atVersion(target, version), host, { cache });
  const manifest = await readManifest(target.out);
  return planOutput(files, await readExisting(target.out, files, manifest), manifest);
}

/** What tags of releases begin with. Where there are several packages, a version alone does not say whose it is. */
function tagForms(target: ConfiguredTarget, isOnly: boolean): TagForms {
  const named = [`${target.name}@`, `${target.package.name}@`];
  return isOnly ? { own: [...named, "v"], shared: [] } : { own: named, shared: ["v"] };
}

/** A changelog that tells of releases is of a package that had one, though none was found. */
function refuseForgotten(
  existing: string | undefined,
  { path, plan, report }: { readonly path: string; readonly plan: ReleasePlan; readonly report: Report },
): void {
  const earlier = plan.changelog === null ? undefined : earlierRelease(existing ?? "", sectionOf(plan.changelog));
  if (earlier === undefined) return;
  const problem = `\`${shown(path)}\` tells of ${shown(earlier)}, but no tag here and no registry has a release of \`${plan.package}\``;
  const help = `name the last release: \`--base git:<tag>\` or \`--base npm:${plan.package}@<version>\``;
  report("AW8004", undefined, { problem }, { help });
}

function sectionOf(changelog: Changelog): VersionText {
  return { version: changelog.version, heading: changelogHeading(changelog), body: changelogBody(changelog) };
}

/** The changelog of a package with the section of a release. One that somebody has edited is reported and left alone. */
export function changelogWith(
  existing: string | undefined,
  { path, changelog, report }: { readonly path: string; readonly changelog: Changelog | null; readonly report: Report },
): Write {
  if (changelog === null) return { path, text: existing ?? "", state: "unchanged" };
  const { text, state } = appendChangelog(existing, sectionOf(changelog));
  if (state === "edited") report("AW5006", { file: path, start: 0, end: 0 }, { path, version: changelog.version });
  return { path, text, state: text === existing ? "unchanged" : existing === undefined ? "new" : "changed" };
}

/** The config with the versions of all releases. */
function configWith(releases: readonly Release[], { options, host, report }: Run): Write | undefined {
  const moved = releases.filter(({ plan }) => plan.version !== null && plan.version !== plan.configured);
  const versions = new Map(moved.map(({ target, plan }) => [target.name, plan.version ?? ""]));
  const text = withVersions(options.config, versions, { host, report });
  return text === undefined ? undefined : { path: options.config, text, state: moved.length > 0 ? "changed" : "unchanged" }; // prettier-ignore
}

// ── What is said ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The plan is what a dry run is asked for, and JSON always; else it is for people. */
function tell(releases: readonly Release[], config: Write, { options, io }: Run): void {
  const lists = releases.map((release) => ({ release, files: writesOf(release, config) }));
  if (options.format === "json") {
    io.out(`${jsonText(lists.map(({ release, files }) => ({ ...release.plan, files })))}\n`);
    return;
  }
  const say = options.dryRun ? io.out : io.err;
  for (const { release, files } of lists) {
    say(planText(release.plan));
    if (options.dryRun && release.plan.version !== null) say(`\n${sectionText(release.plan)}\n${files.map(({ path, state }) => `${state} ${path}\n`).join("")}`); // prettier-ignore
  }
}

/** What is written for a release, in this order. */
function writesOf(
  { target, plan, changelog, files }: Release,
  config: Write,
): readonly Pick<Write, "path" | "state">[] {
  const own = plan.version === plan.configured ? [changelog] : [config, changelog];
  const generated = files.map(({ path, state }) => ({ path: `${target.out}/${path}`, state: state === "unchanged" ? state : "changed" } as const)); // prettier-ignore
  const all = plan.version === null ? [] : [...own, ...generated];
  return all.flatMap(({ path, state }) => (state === "unchanged" ? [] : [{ path, state }]));
}

/** From the repository to the registry: no step of it is ours to take. */
function nextSteps(releases: readonly Release[]): string {
  const made = releases.filter(({ plan }) => plan.version !== null);
  const names = made.map(({ target, plan }) => (plan.tag?.startsWith("v") === true ? plan.version : `${target.name} ${plan.version ?? ""}`)); // prettier-ignore
  const tags = made.map(({ plan }) => `git tag ${plan.tag ?? ""}`);
  const publish = made.map(({ target }) => `npm publish ${quotedPath(`./${target.out}`)}`);
  return `next: git add --all && git commit -m "Release ${names.join(", ")}" && ${tags.join(" && ")}\n      ${publish.join(" && ")}\n`;
}

/** For a shell. */
function quotedPath(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The config first, which all else follows from. Whoever is stopped on the way has a tree that `git stash --include-untracked` takes back. */
async function carryOut(releases: readonly Release[], config: Write, { io, report }: Run): Promise<void> {
  const made = releases.filter(({ plan }) => plan.version !== null);
  if (made.length === 0) return;
  await put(config);
  for (const { target, changelog, files } of made) {
    await put(changelog);
    await writeOutput(target.out, files, {
      force: false,
      adopt: false,
      ignore: target.ignore,
      report: (code, { path }) => report(code, { file: `${target.out}/${path}`, start: 0, end: 0 }, { path: `${target.out}/${path}` }), // prettier-ignore
    });
  }
  if (!report.hasErrors) io.err(nextSteps(made));
}

async function put({ path, text, state }: Write): Promise<void> {
  if (state !== "unchanged") await replaceFile(path, text);
}
