// The spec inside a published package: from `node_modules` where that very version is installed, else by the user's own npm,
// which knows his registry and his login. Nothing of the package is installed or run.
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
  const files = (await readInstalled(wanted, cwd)) ?? (await fetchPackage(name, { report, cwd }));
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

/** `npm pack` writes the tarball as it was published. It is run where the user is, so that his `.npmrc` holds. */
async function fetchPackage(name: string, { report, cwd }: { readonly report: Report; readonly cwd: string }): Promise<PackageFiles | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "actionwright-npm-"));
  try {
    const [program, ...first] = npm;
    const args = ["pack", "--json", "--ignore-scripts", "--workspaces=false", "--pack-destination", folder, "--", name];
    await promisify(execFile)(program, [...first, ...args], { cwd, maxBuffer: 64 * 1024 * 1024, windowsHide: true });
    const [file = ""] = await readdir(folder);
    const files = readTarball(await readFile(join(folder, file)), ["package.json", "spec.json"]);
    return { manifest: files.get("package.json"), spec: files.get("spec.json") };
  } catch (error) {
    report("AW8005", undefined, { package: name, problem: problemOf(error as ExecError) });
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} // prettier-ignore

/** On Windows `npm` is a script for a shell, and no shell is to see what it is given: its program stands beside Node. */
const npm: readonly [program: string, ...args: string[]] =
  platform === "win32" ? [execPath, join(dirname(execPath), "node_modules", "npm", "bin", "npm-cli.js")] : ["npm"];

interface ExecError extends NodeJS.ErrnoException {
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What npm found wrong, in a few words. */
function problemOf({ code, message, stdout = "", stderr = "" }: ExecError): string {
  if (code === "ENOENT") return "npm is not installed";
  const said = /"code": "(\w+)"|^npm (?:error|ERR!) code (\w+)/m.exec(`${stdout}\n${stderr}`);
  const npmCode = said?.[1] ?? said?.[2];
  if (npmCode !== undefined) return problems[npmCode] ?? `npm ends with ${npmCode}`;
  return `npm fails: ${shown(message.split("\n")[0] ?? "")}`;
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
