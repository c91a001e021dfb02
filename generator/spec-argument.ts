// What a verb is told to compare → a spec and its model, wherever it stands: in a folder, at a commit, in a published package, on
// stdin, or in an OpenAPI document at any of these.
import { join, relative } from "node:path/posix";
import { stdin as processStdin } from "node:process";
import { buffer } from "node:stream/consumers";
import { catalogue } from "./catalogue/index.js";
import { digestModel } from "./diff/digest.js";
import { createReport, type Report } from "./diagnostics.js";
import { load, loadDocument, type Host } from "./load.js";
import type { Model } from "./model.js";
import { nearest, shown } from "./names.js";
import { readSource } from "./read.js";
import { get, type Source } from "./source.js";
import { commitHost, type CommitHost } from "./spec-argument/commit-host.js";
import { findCommit, isRef, openRepository, pathFromRoot, pathOfTree, reportGit, type Repository } from "./spec-argument/git.js"; // prettier-ignore
import { parsePackage, readPublished, type PackageName } from "./spec-argument/npm.js";

export { mergeBase, type MergeBase } from "./spec-argument/git.js";

/** A spec argument, taken apart. */
export type SpecArgument =
  /** A folder with an `api.yaml` or `api.json`, that file, a bundled spec, or an OpenAPI document. */
  | { readonly kind: "path"; readonly path: string }
  /** The same at a commit. Without a path it is that of the spec in the working tree. */
  | { readonly kind: "git"; readonly ref: string; readonly path: string | undefined }
  /** The `spec.json` of a package of the registry; `version` may be a tag. */
  | ({ readonly kind: "npm" } & PackageName)
  /** A bundled spec or an OpenAPI document. */
  | { readonly kind: "stdin" };

export interface SpecReading {
  /** As the user wrote it. */
  readonly argument: string;
  readonly kind: SpecArgument["kind"];
  /** The documents, overlays laid over them. Files of a commit are called `git:main:/spec/hub/api.yaml`. */
  readonly source: Source;
  /** Undefined where anything is wrong with the spec, which is in the report, or where it is absent. */
  readonly model: Model | undefined;
  /** SHA-256 of the model, in hex; equal for all forms of one spec. */
  readonly digest: string | undefined;
  /** The id of the commit, for `git:`. */
  readonly commit: string | undefined;
  /** The version of the package, for `npm:`. */
  readonly version: string | undefined;
  /** The commit is there and has no such spec yet: what is compared with it is all new. */
  readonly isAbsent: boolean;
  /** In how many places an OpenAPI document says what a spec cannot: `import` names them. */
  readonly lost: number;
}

export interface SpecArgumentOptions {
  readonly host: Host;
  /** A report of its own for each spec: no model comes of a report with errors. */
  readonly report: Report;
  /** The spec of the working tree that `git:<ref>` means when it has no path. */
  readonly spec?: string | undefined;
  /** Laid over a spec that is read from files; what a package ships and what comes from stdin has them inside. */
  readonly overlays?: readonly string[] | undefined;
  /** The working directory, in which git and npm are run. Paths of the host are relative to it. The process's unless said. */
  readonly cwd?: string | undefined;
  /** All of stdin; asked for only by `-`. */
  readonly stdin?: (() => Promise<string | Uint8Array>) | undefined;
}

/** Takes an argument apart; undefined, once reported, for what is none. Looks at nothing but the text. */
export function parseSpecArgument(text: string, report: Report): SpecArgument | undefined {
  const told = (problem: string): undefined => {
    report("AW7014", undefined, { argument: shown(text), problem });
  };
  const [, scheme = "", rest = ""] = /^([a-z][a-z\d+.-]+):(.*)$/is.exec(text) ?? []; // one letter is a drive of Windows
  switch (scheme) {
    case "git": {
      const [, ref = "", path] = /^([^:]*)(?::(.*))?$/s.exec(rest) ?? [];
      if (!isRef(ref)) return told("`git:<ref>` takes the name of one commit: a branch, a tag or an id");
      return { kind: "git", ref, path: path && withSlashes(path) };
    }
    case "npm": {
      const name = parsePackage(rest);
      return name ? { kind: "npm", ...name } : told("`npm:<package>@<version>` takes a version or a tag of the registry"); // prettier-ignore
    }
    case "":
      if (text === "-") return { kind: "stdin" };
      return text === "" ? told("a path is needed") : { kind: "path", path: withSlashes(text) };
    default:
      return told("it is a path, `git:<ref>:<path>`, `npm:<package>@<version>` or `-`; nothing is fetched from an address"); // prettier-ignore
  }
}

function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}

/** Reads a spec argument. Undefined, once reported, if there is nothing to read. Git is not let fetch, and no shell is run. */
export async function readSpecArgument(text: string, options: SpecArgumentOptions): Promise<SpecReading | undefined> {
  const { report } = options;
  try {
    const argument = parseSpecArgument(text, report);
    const place = argument && (await find(text, argument, options));
    if (!argument || !place) return undefined;
    const { commit, version, isAbsent } = place;
    const { source, model, lost } = isAbsent ? nothing : await readAt(place, report);
    const digest = model && digestModel(model);
    return { argument: text, kind: argument.kind, source, model, digest, commit, version, isAbsent, lost };
  } catch (error) {
    reportGit(error, report);
    return undefined;
  }
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────

type Read = Pick<SpecReading, "source" | "model" | "lost">;

const nothing: Read = { source: { files: [], api: undefined, modules: [] }, model: undefined, lost: 0 };

async function readAt({ path, host, overlays }: Place, report: Report): Promise<Read> {
  const { documents, lost } = isOpenApi(path, host) ? await imported(path, host, report) : { documents: load(path, host, report), lost: 0 }; // prettier-ignore
  const { source, model } = readSource(documents, overlays, { host, report });
  return { source, model: report.hasErrors ? undefined : model, lost };
}

/** Whether a document says at its top that it is one. What is wrong with it is told by whoever reads it. */
function isOpenApi(path: string, host: Host): boolean {
  const content = isDocument(path) ? host.read(path) : undefined;
  if (content === undefined || !/openapi|swagger/.test(decoded(content))) return false; // most specs are not read twice
  const root = loadDocument(path, host, createReport())?.root;
  return get(root, "openapi") !== undefined || get(root, "swagger") !== undefined;
}

function isDocument(path: string): boolean {
  return /\.(ya?ml|json)$/.test(path);
}

function decoded(content: string | Uint8Array): string {
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

/** Only what keeps a document from being read is passed on: what the language cannot say of it is on no side of a comparison. */
async function imported(
  path: string,
  host: Host,
  report: Report,
): Promise<{ readonly documents: Source; readonly lost: number }> {
  const { importSource } = await import("./import/index.js"); // most specs need nothing of it
  const own = createReport();
  const pass = (...told: Parameters<Report>): void => (catalogue[told[0]].severity === "error" ? report : own)(...told);
  const both = Object.defineProperties(pass, Object.getOwnPropertyDescriptors(report)) as Report;
  return { documents: importSource([path], { host, report: both }), lost: own.all.length };
}

// ── Finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a spec is. */
interface Place extends Pick<SpecReading, "commit" | "version" | "isAbsent"> {
  readonly host: Host;
  readonly path: string;
  readonly overlays: readonly string[];
}

const here = { commit: undefined, version: undefined, isAbsent: false } as const;

async function find(text: string, argument: SpecArgument, options: SpecArgumentOptions): Promise<Place | undefined> {
  const { host, report, overlays = [], cwd = ".", stdin = () => buffer(processStdin) } = options;
  switch (argument.kind) {
    case "path":
      return { ...here, host, path: argument.path, overlays };
    case "git":
      return findAtCommit(text, argument, options);
    case "npm": {
      const found = await readPublished(argument, { report, cwd });
      if (!found) return undefined;
      return { ...oneFile(`npm:${argument.name}@${found.version}/spec.json`, found.text), version: found.version };
    }
    case "stdin": {
      const content = await stdin();
      return oneFile(/^\s*[{[]/.test(decoded(content)) ? "stdin.json" : "stdin.yaml", content);
    }
  }
}

/** A file that has all in it, and no others beside it. */
function oneFile(path: string, content: string | Uint8Array): Place {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const host: Host = { read: (asked) => (asked === path ? content : undefined), list: () => [name] };
  return { ...here, path, overlays: [], host };
}

type GitArgument = Extract<SpecArgument, { readonly kind: "git" }>;

function findAtCommit(text: string, { ref, path }: GitArgument, options: SpecArgumentOptions): Place | undefined {
  const { report, spec, overlays = [], cwd = "." } = options;
  const written = path ?? spec;
  if (written === undefined) {
    report("AW7014", undefined, { argument: shown(text), problem: "which spec is meant? `git:<ref>:<path>`" });
    return undefined;
  }
  const repository = openRepository(cwd);
  const commit = findCommit(ref, repository, report);
  if (commit === undefined) return undefined;
  const label = `git:${ref}:`;
  const host = commitHost(commit, label, repository);
  const found = path === undefined ? pathOfTree(written, repository) : pathFromRoot(path, repository);
  const isAbsent = found === undefined || !entriesOf(found).some((entry) => host.has(entry));
  if (isAbsent && !isInTree(found, repository, options.host)) {
    report("AW8003", undefined, { path: shown(written), ref: shown(ref) }, { help: helpForPath(found, host, label) });
    return undefined;
  }
  const laid = overlays
    .flatMap((overlay) => pathOfTree(overlay, repository) ?? [])
    .filter((overlay) => host.has(overlay));
  const called = (each: string): string => `${label}/${each}`;
  return { ...here, host, path: called(found ?? ""), overlays: laid.map(called), commit, isAbsent };
}

/** The documents that a spec may begin with. */
function entriesOf(path: string): readonly string[] {
  return isDocument(path) ? [path] : ["api.yaml", "api.json", "api.yml"].map((name) => join(path, name));
}

/** Whether the working tree has what a commit has not: then it is newer than the commit, and else the path is misspelt. */
function isInTree(path: string | undefined, { prefix }: Repository, host: Host): boolean {
  return path !== undefined && entriesOf(relative(prefix, path)).some((entry) => host.read(entry) !== undefined);
}

function helpForPath(path: string | undefined, host: CommitHost, label: string): string | undefined {
  if (path === undefined) return "it leads out of the repository";
  const slash = path.lastIndexOf("/");
  const near = nearest(path.slice(slash + 1), host.list(`${label}/${path.slice(0, Math.max(slash, 0))}`));
  return near === undefined ? undefined : `did you mean \`${path.slice(0, slash + 1)}${near}\`?`;
}
