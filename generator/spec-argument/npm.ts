// The spec inside a published package: from `node_modules` where that very version is installed, else by the user's own npm,
// which knows his registry and his login. Nothing of the package is installed or run. `release` reads more of it.
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { execPath, platform } from "node:process";
import { promisify } from "node:util";
import type { Report } from "../diagnostics.js";
import { shown } from "../names.js";
import { readTarball } from "./tarball.js";

/** A package of a registry. */
export interface PackageName {
  readonly name: string;
  /** A version or a tag. */
  readonly version: string;
}

export interface PublishedSpec {
  /** The version, where a tag was asked for. */
  readonly version: string;
  readonly text: Uint8Array;
}

/** A package and its version; undefined for what no registry has: ranges, folders, addresses and options. */
export function parsePackage(text: string): PackageName | undefined {
  const [, name = "", version = "latest"] = /^((?:@[a-z\d][\w.~-]*\/)?[a-z\d][\w.~-]*)(?:@([a-z\d][\w.+-]*))?$/i.exec(text) ?? []; // prettier-ignore
  return name === "" || !(isVersion(version) || /^[a-z]/i.test(version)) ? undefined : { name, version };
}

function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(text);
}

/** The `spec.json` of a package; undefined, once reported, if it cannot be had. */
export async function readPublished(
  wanted: PackageName,
  { report, cwd }: { readonly report: Report; readonly cwd: string },
): Promise<PublishedSpec | undefined> {
  const name = `${wanted.name}@${wanted.version}`;
  const files = (await readInstalled(wanted, cwd)) ?? (await fetchSpec(name, { report, cwd }));
  const text = files?.spec;
  if (files && !text) report("AW8006", undefined, { package: name });
  return files && text && { version: versionOf(files.manifest) ?? wanted.version, text };
}

/** What is read of a package. */
interface PackageFiles {
  readonly manifest: Uint8Array | undefined;
  readonly spec: Uint8Array | undefined;
}

function versionOf(manifest: Uint8Array | undefined): string | undefined {
  const [, version] = /"version"\s*:\s*"([^"\\]+)"/.exec(new TextDecoder().decode(manifest)) ?? [];
  return version;
}

// ── Installed ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** The package as it is installed here or in a folder above. A tag may have moved on since, and is asked for again. */
async function readInstalled({ name, version }: PackageName, cwd: string): Promise<PackageFiles | undefined> {
  if (!isVersion(version)) return undefined;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    const manifest = await readOptional(join(path, "package.json"));
    // A workspace is linked there as well: it is what is being worked on, and no published version.
    if (manifest && versionOf(manifest) === version && /[\\/]node_modules[\\/]/.test(await realpath(path)))
      return { manifest, spec: await readOptional(join(path, "spec.json")) };
    if (folder === dirname(folder)) return undefined;
  }
}

function readOptional(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch(() => undefined);
}

// ── Published ───────────────────────────────────────────────────────────────────────────────────────────────────────

async function fetchSpec(name: string, { report, cwd }: Asking): Promise<PackageFiles | undefined> {
  const found = await fetchPackage(name, cwd, (path) => path === "package.json" || path === "spec.json");
  if (found.files) return { manifest: found.files.get("package.json"), spec: found.files.get("spec.json") };
  reportProblem(name, found, report);
  return undefined;
}

interface Asking {
  readonly report: Report;
  /** Where npm is run: where the user is, so that his `.npmrc` holds. */
  readonly cwd: string;
}

/**
 * The wanted files of a package as it was published. `unpublished` if the registry knows no package of that name, or does not show
 * it without a login; undefined, once reported, if there is anything else that keeps it from being had.
 */
export async function readPublishedFiles(
  { name, version }: PackageName,
  { report, cwd, isWanted }: Asking & { readonly isWanted: (path: string) => boolean },
): Promise<ReadonlyMap<string, Uint8Array> | "unpublished" | undefined> {
  const found = await fetchPackage(`${name}@${version}`, cwd, isWanted);
  if (found.files) return found.files;
  if (found.code === "E404") return "unpublished";
  reportProblem(`${name}@${version}`, found, report);
  return undefined;
}

function reportProblem(name: string, { problem }: Refusal, report: Report): void {
  report("AW8005", undefined, { package: name, problem });
}

/** `npm pack` writes the tarball as it was published. */
async function fetchPackage(
  name: string,
  cwd: string,
  isWanted: (path: string) => boolean,
): Promise<{ readonly files: ReadonlyMap<string, Uint8Array> } | Refusal> {
  const folder = await mkdtemp(join(tmpdir(), "actionwright-npm-"));
  try {
    const [program, ...first] = npm;
    const args = ["pack", "--json", "--ignore-scripts", "--workspaces=false", "--pack-destination", folder, "--", name];
    await promisify(execFile)(program, [...first, ...args], { cwd, maxBuffer: 64 * 1024 * 1024, windowsHide: true });
    const [file = ""] = await readdir(folder);
    return { files: readTarball(await readFile(join(folder, file)), isWanted) };
  } catch (error) {
    return refusalOf(error as ExecError);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** On Windows `npm` is a script for a shell, and no shell is to see what it is given: its program stands beside Node. */
const npm: readonly [program: string, ...args: string[]] =
  platform === "win32" ? [execPath, join(dirname(execPath), "node_modules", "npm", "bin", "npm-cli.js")] : ["npm"];

interface ExecError extends NodeJS.ErrnoException {
  readonly stdout?: string;
  readonly stderr?: string;
}

/** Why npm has not got a package. */
interface Refusal {
  readonly files: undefined;
  /** Npm's own name for it; undefined if it said none. */
  readonly code: string | undefined;
  /** The same in a few words. */
  readonly problem: string;
}

function refusalOf({ code, message, stdout = "", stderr = "" }: ExecError): Refusal {
  if (code === "ENOENT") return { files: undefined, code: undefined, problem: "npm is not installed" };
  const said = /"code": "(\w+)"|^npm (?:error|ERR!) code (\w+)/m.exec(`${stdout}\n${stderr}`);
  const npmCode = said?.[1] ?? said?.[2];
  if (npmCode !== undefined)
    return { files: undefined, code: npmCode, problem: problems[npmCode] ?? `npm ends with ${npmCode}` };
  return { files: undefined, code: undefined, problem: `npm fails: ${shown(message.split("\n")[0] ?? "")}` };
}

const unreachable = "the registry cannot be reached";
const refused = "the registry wants another login";
const problems: Readonly<Record<string, string>> = {
  E404: "the registry has no such package, or does not show it without a login",
  ETARGET: "there is no such version",
  E401: refused,
  E403: refused,
  ENEEDAUTH: refused,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ETIMEDOUT: unreachable,
  ERR_SOCKET_TIMEOUT: unreachable,
  ENOTCACHED: "npm is offline, and it is not in the cache",
  EINTEGRITY: "what the registry sent is not what it says it is",
};
