// Which release the working tree is compared with, and what was in it: a package of the registry, or the package's folder at a tag.
import { join } from "node:path/posix";
import rcompare from "semver/functions/rcompare.js";
import type { ConfiguredTarget } from "../config.js";
import type { Report } from "../diagnostics.js";
import { shown } from "../names.js";
import { filesBelow, readBlobs } from "../spec-argument/commit-host.js";
import { findCommit, openRepository, pathOfTree, tagsOf, type Repository } from "../spec-argument/git.js";
import { readPublishedFiles, type PackageName } from "../spec-argument/npm.js";
import { parseSpecArgument, type SpecArgument } from "../spec-argument.js";
import { isShipped, type Files } from "./build.js";
import { isSemantic, type ReleaseBase } from "./plan.js";

/** An earlier release of a package. */
export interface Base extends ReleaseBase {
  /** What is in its tarball, built, or in its folder at a commit, with the sources. */
  readonly files: Files;
  /** The spec that it was made of, in one document, and what that is called. */
  readonly spec: { readonly path: string; readonly text: string };
}

/** What a base may be: the places where releases are. */
export type BaseArgument = Extract<SpecArgument, { readonly kind: "git" | "npm" }>;

/** Takes a base apart; undefined, once reported, for what is none. */
export function parseBase(text: string, report: Report): BaseArgument | undefined {
  const argument = parseSpecArgument(text, report);
  if (!argument) return undefined;
  if (argument.kind === "npm" || (argument.kind === "git" && argument.path === undefined)) return argument;
  report("AW7014", undefined, { argument: shown(text), problem: "a release is `npm:<package>@<version>` or `git:<tag>`" }); // prettier-ignore
  return undefined;
}

export interface FindOptions {
  /** What the user named. */
  readonly given: BaseArgument | undefined;
  readonly tagForms: TagForms;
  readonly report: Report;
  readonly cwd: string;
}

/** What tags of releases begin with, before the version. */
export interface TagForms {
  /** Tags of the package alone. */
  readonly own: readonly string[];
  /** Tags of whichever package had that version there: some other target's, perhaps. */
  readonly shared: readonly string[];
}

/**
 * The release that was named, else the latest of the registry, else the newest tag of HEAD's history. `none` if there was no release
 * yet; undefined, once reported, if that cannot be told.
 */
export async function findBase(target: ConfiguredTarget, options: FindOptions): Promise<Base | "none" | undefined> {
  const { given, tagForms, report, cwd } = options;
  if (given?.kind === "git") return baseAtTag(given.ref, target, options);
  const wanted: PackageName = given ?? { name: target.package.name, version: "latest" };
  const published = await readPublishedFiles(wanted, { report, cwd, isWanted });
  if (published !== "unpublished") return published && publishedBase(wanted, textsOf(published), report);
  if (given) return refuse(`npm:${wanted.name}@${wanted.version}`, "the registry has no such package, or does not show it without a login", report); // prettier-ignore
  const repository = openRepository(cwd);
  const tag = newestTag(tagsOf(repository), tagForms, (tags) => releasesAt(tags, target, repository));
  if (tag !== undefined) return baseAtTag(tag, target, options);
  if (!repository.isShallow) return "none";
  const help = "`git fetch --unshallow --tags` gets them, as does `fetch-depth: 0` of `actions/checkout`";
  report(
    "AW8004",
    undefined,
    { problem: "this clone is shallow, and tags of earlier releases may be missing" },
    { help },
  );
  return undefined;
}

function isWanted(path: string): boolean {
  return path === "spec.json" || isShipped(path);
}

function publishedBase({ name, version: asked }: PackageName, all: Files, report: Report): Base | undefined {
  const facts = factsOf(all, { source: `npm:${name}@${asked}`, folder: "", report });
  if (!facts) return undefined;
  const { version, spec } = facts;
  const source = `npm:${name}@${version}`;
  return { source, version, commit: null, files: all, spec: { path: `${source}/spec.json`, text: spec } };
}

interface VersionTag {
  readonly tag: string;
  readonly version: string;
}

/** The tag with the highest version, whatever its form. Those of a shared form count if they are said to be of the package. */
export function newestTag(
  tags: readonly string[],
  { own, shared }: TagForms,
  ofPackage: (tags: readonly VersionTag[]) => readonly VersionTag[],
): string | undefined {
  const found = [...versionTags(tags, own), ...ofPackage(versionTags(tags, shared))];
  return found.sort((a, b) => rcompare(a.version, b.version))[0]?.tag;
}

function versionTags(tags: readonly string[], forms: readonly string[]): readonly VersionTag[] {
  return tags.flatMap((tag) => {
    const version = forms.flatMap((form) => (tag.startsWith(form) ? [tag.slice(form.length)] : [])).find(isSemantic);
    return version === undefined ? [] : [{ tag, version }];
  });
}

/** The tags at which the package was committed in its folder, under their version. Git is asked once for all. */
function releasesAt(
  tags: readonly VersionTag[],
  { out, package: own }: ConfiguredTarget,
  repository: Repository,
): readonly VersionTag[] {
  const folder = pathOfTree(out, repository);
  if (folder === undefined || tags.length === 0) return [];
  const manifests = readBlobs(tags.map(({ tag }) => `refs/tags/${tag}:${join(folder, "package.json")}`), repository); // prettier-ignore
  return tags.filter(({ version }, index) => {
    const bytes = manifests[index];
    if (bytes === undefined) return false;
    const found = readPackage(new TextDecoder().decode(bytes));
    return found.name === own.name && found.version === version;
  });
}

function baseAtTag(
  ref: string,
  { out }: ConfiguredTarget,
  { report, cwd }: FindOptions,
): Base | undefined {
  const repository = openRepository(cwd);
  const commit = findCommit(ref, repository, report);
  const folder = pathOfTree(out, repository);
  if (commit === undefined || folder === undefined) return undefined;
  const source = `git:${ref}`;
  const all = textsOf(filesBelow(folder, commit, repository));
  const facts = factsOf(all, { source, folder: `${out}/`, report });
  if (!facts) return undefined;
  const { version, spec } = facts;
  return { source, version, commit, files: all, spec: { path: `${source}:/${folder}/spec.json`, text: spec } };
} // prettier-ignore

function textsOf(files: ReadonlyMap<string, Uint8Array>): Files {
  return new Map([...files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
}

interface Place {
  readonly source: string;
  /** Where the files are, for messages. */
  readonly folder: string;
  readonly report: Report;
}

/** What has to be known of a release. Undefined, once reported, if it cannot be. */
function factsOf(all: Files, { source, folder, report }: Place): { readonly version: string; readonly spec: string } | undefined {
  const [manifest, spec] = [all.get("package.json"), all.get("spec.json")];
  if (manifest === undefined) return refuse(source, `it has no \`${folder}package.json\``, report);
  if (spec === undefined) return refuse(source, `it has no \`${folder}spec.json\``, report);
  const { version } = readPackage(manifest);
  if (!isSemantic(version)) return refuse(source, `its version, \`${shown(version)}\`, is no semantic one`, report);
  return { version, spec };
} // prettier-ignore

/** The name and the version in a package.json; empty where they are none. */
function readPackage(text: string): { readonly name: string; readonly version: string } {
  try {
    const { name, version } = JSON.parse(text) as { readonly name?: unknown; readonly version?: unknown };
    return { name: typeof name === "string" ? name : "", version: typeof version === "string" ? version : "" };
  } catch {
    return { name: "", version: "" };
  }
}

function refuse(base: string, problem: string, report: Report): undefined {
  report("AW8007", undefined, { base: shown(base), problem });
}
