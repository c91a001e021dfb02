// The working tree and the last release of a package → the plan of the next one. Reads through a host and writes nothing.
import type { ConfiguredTarget } from "../config.js";
import { digestModel } from "../diff/digest.js";
import { diff, type Version } from "../diff/index.js";
import { changelogOf } from "../diff/report/changelog.js";
import type { Standards } from "../diff/standards.js";
import type { Report } from "../diagnostics.js";
import type { GeneratedFile } from "../code/draft.js";
import type { TextCache } from "../format.js";
import { generate, generateFrom } from "../generate.js";
import type { Host } from "../load.js";
import { createSources } from "../locate.js";
import { manifestPath } from "../manifest.js";
import type { Model } from "../model.js";
import { readSpec, type SpecResult } from "../read.js";
import { select } from "../select.js";
import type { SourceFile } from "../source.js";
import { matchesAny } from "../target.js";
import type { Base } from "./base.js";
import { build, isSource, type Files } from "./build.js";
import { firstNotes, notesOf } from "./notes.js";
import { decide, type ReleasePlan } from "./plan.js";
import { compareSurfaces, type Surface } from "./surface.js";

export interface PrepareOptions {
  readonly host: Host;
  /** Has what is wrong with the spec of the base. What is wrong with the working tree's is for `generate` to say. */
  readonly report: Report;
  readonly standards: Standards;
  /** The day of the release, for its heading. */
  readonly date: string | undefined;
  /** What stands before the version in the tag of this release. */
  readonly tagForm: string;
  /** What was formatted before: the package is made several times, and little of it differs. */
  readonly cache: TextCache;
}

/** A plan; undefined, once reported, if none can be made. */
export interface Prepared {
  readonly plan: ReleasePlan | undefined;
  /** What was read of the base, for code frames. */
  readonly sources: readonly SourceFile[];
}

/** Plans the release after another, or the first. */
export async function prepareRelease(
  target: ConfiguredTarget,
  base: Base | undefined,
  options: PrepareOptions,
): Promise<Prepared> {
  if (!base) return { plan: firstPlan(target, options), sources: [] };
  const spec = readSpec(base.spec.path, [], { host: oneFile(base.spec), report: options.report });
  return { plan: await planAfter(base, { target, spec, options }), sources: spec.source.files };
}

function firstPlan({ name, package: own }: ConfiguredTarget, { date, tagForm }: PrepareOptions): ReleasePlan {
  const { version } = own;
  return {
    schemaVersion: 1, target: name, package: own.name, base: null, configured: version, version, level: "none",
    because: { api: "none", package: "none" }, api: null, surface: null, changelog: firstNotes(version, date), tag: tagForm + version,
  }; // prettier-ignore
}

interface Planning {
  readonly target: ConfiguredTarget;
  /** Of the base. */
  readonly spec: SpecResult;
  readonly options: PrepareOptions;
}

/**
 * What the edits of a spec do to callers is for `diff` to say, which takes the generator for the same on both sides. So the spec of
 * the base is made into a package once more, by the generator and with the options of today: in what that differs from the package
 * that was released, something else than the API has changed.
 */
async function planAfter(base: Base, { target, spec, options }: Planning): Promise<ReleasePlan | undefined> {
  const { host, report, standards, date, tagForm, cache } = options;
  const released = atVersion(target, base.version);
  const next = await generate(released, host, { cache });
  const model = spec.model && !report.hasErrors ? selected(spec.model, target, report) : undefined;
  // What the target includes was selected: `generateFrom` would complain of patterns that match nothing in this spec.
  const again =
    model && (await generateFrom({ ...spec, model }, { ...released, include: everything }, { report, cache }));
  if (!spec.model || !again || !next.model) return undefined;
  const surface = await surfaceBetween(base.files, withOwn(again.files, target, host));
  const old = versionOf(again.model, spec.model, { ...base, sources: spec.source.files });
  const compared = diff(old, versionOf(next.model, next.model, { source: target.spec, commit: null, sources: next.sources }), standards); // prettier-ignore
  const decision = decide({
    from: base.version,
    configured: target.package.version,
    api: compared.bump.level,
    package: surface.level,
    isSame: surface.files.length === 0 && isSame(again.files, next.files),
    zeroMinorForFeatures: standards.zeroMinorForFeatures ?? false,
  });
  const { version } = decision;
  const notes = changelogOf(compared, { date, models: { old: again.model, new: next.model } });
  return {
    schemaVersion: 1,
    target: target.name,
    package: target.package.name,
    base: { source: base.source, version: base.version, commit: base.commit },
    configured: target.package.version,
    ...decision,
    api: compared.summary,
    surface,
    changelog: version === null ? null : notesOf(notes, surface, version),
    tag: version === null ? null : tagForm + version,
  };
}

async function surfaceBetween(old: Files, next: Files): Promise<Surface> {
  const known = new Map<string, string>();
  const built = await build(old, { others: next, known });
  return compareSurfaces(built, await build(next, { others: old, known }));
}

/** The target with another version of its package. */
export function atVersion(target: ConfiguredTarget, version: string): ConfiguredTarget {
  return { ...target, package: { ...target.package, version } };
}

const everything = { modules: ["*"], actions: ["*"], stability: "experimental" } as const;

function oneFile({ path, text }: Base["spec"]): Host {
  return { read: (asked) => (asked === path ? text : undefined), list: () => [] };
}

/** What the target leaves of the spec of the base. A pattern that matches nothing there may be for what is new. */
function selected(model: Model, target: ConfiguredTarget, report: Report): Model {
  const pass = (...told: Parameters<Report>): void => (told[0] === "AW7010" ? undefined : report(...told));
  return select(model, target, Object.defineProperties(pass, Object.getOwnPropertyDescriptors(report)) as Report);
}

/** The model that is compared, under the digest of the whole spec: what was accepted of a comparison is kept under that. */
function versionOf(
  model: Model,
  whole: Model,
  { source, commit, sources }: Pick<Version, "source" | "commit"> & { readonly sources: readonly SourceFile[] },
): Version {
  return { source, commit, digest: `sha256:${digestModel(whole)}`, model, sources: createSources(sources) };
}

/** The generated files with the code that people have in the package, which is built and shipped with them. */
function withOwn(files: readonly GeneratedFile[], { out, writeOnce }: ConfiguredTarget, host: Host): Files {
  const generated = new Map(files.map(({ path, text }) => [path, text]));
  const isTheirs = (path: string): boolean => !generated.has(path) || matchesAny(path, writeOnce);
  const own = sourcesBelow("src", out, host).filter(([path]) => isTheirs(path));
  return new Map([...generated, ...own]);
}

function sourcesBelow(folder: string, out: string, host: Host): readonly (readonly [path: string, text: string])[] {
  return host.list(`${out}/${folder}`).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (!isSource(path)) return sourcesBelow(path, out, host);
    const content = host.read(`${out}/${path}`);
    return content === undefined ? [] : [[path, new TextDecoder().decode(bytesOf(content))] as const];
  });
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

/** Whether two specs are made into one package. The manifest is none of what is shipped. */
function isSame(some: readonly GeneratedFile[], others: readonly GeneratedFile[]): boolean {
  const textsOf = (files: readonly GeneratedFile[]): string =>
    JSON.stringify(files.filter(({ path }) => path !== manifestPath).map(({ path, text }) => [path, text]));
  return textsOf(some) === textsOf(others);
}
