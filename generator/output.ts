// Files → the package's folder. Compares first, and touches only what differs and is ours: `planOutput` is pure, `readExisting`
// and `writeOutput` are where the file system is. Nothing outside the folder is read or written.
import { randomUUID } from "node:crypto";
import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import type { GeneratedFile } from "./code/draft.js";
import { manifestPath, parseManifest, type Manifest, type ManifestFile } from "./manifest.js";
import { sha256 } from "./sha256.js";
import { attempt, ifThere, ignoreMissing, makeFolder, OutputError } from "./system.js";
import { matchesAny } from "./target.js";

/**
 * What is to be done about a file. `new`, `changed` and `missing` (ours, and gone) are written, `stale` (ours, and no longer
 * made) is deleted, `edited` (ours, and changed by somebody) and `unowned` (in the way, and not ours) are left alone. A check
 * says `outdated` for `changed`, and `missing` for `new`.
 */
export type FileState = "new" | "changed" | "unchanged" | "stale" | "edited" | "unowned" | "missing" | "outdated";

export interface PlannedFile {
  readonly path: string;
  readonly state: FileState;
  /** What it is to contain; undefined for what is no longer made. */
  readonly text: string | undefined;
  /** What it contains; undefined if there is no such file, or none that can be read. */
  readonly existing: string | undefined;
  /** It would be reached through a link that leads out of the folder. */
  readonly outside?: boolean;
}

/** What is at a path: a file's text, something that is no file, or a link that leads out of the folder. */
export type Found = { readonly text: string } | "foreign" | "outside";

/** What is in the folder, by path. */
export type Existing = ReadonlyMap<string, Found>;

/** Reads a folder's manifest; `undefined` if it has none. One that cannot be understood counts as none. */
export async function readManifest(out: string): Promise<Manifest | undefined> {
  const found = await readInside(out, manifestPath);
  return typeof found === "object" ? parseManifest(found.text) : undefined;
}

/** Reads what a plan needs to know: the files that are made, and those that the manifest calls ours. */
export async function readExisting(
  out: string,
  files: readonly GeneratedFile[],
  manifest: Manifest | undefined,
): Promise<Existing> {
  const known = manifest?.files.map((file) => file.path).filter(isInside) ?? [];
  const paths = [...new Set([...files.map((file) => file.path), ...known])];
  const found = await Promise.all(paths.map(async (path) => [path, await readInside(out, path)] as const));
  return new Map(found.flatMap(([path, file]) => (file === undefined ? [] : [[path, file] as const])));
}

/** What to do about each file, in the order of the files; what is no longer made comes last. */
export function planOutput(
  files: readonly GeneratedFile[],
  existing: Existing,
  manifest: Manifest | undefined,
): readonly PlannedFile[] {
  const owned = new Map(manifest?.files.map((file) => [file.path, file] as const));
  const made = new Set(files.map((file) => file.path));
  const planned = parseManifest(files.find(({ path }) => path === manifestPath)?.text ?? "");
  const once = new Set(planned?.files.flatMap((file) => (file.once === true ? [file.path] : [])));
  const gone = [...owned.values()].filter((file) => !made.has(file.path) && file.once !== true && isInside(file.path));
  return [
    ...files.map((file) => planFile(file, existing.get(file.path), { ours: owned.get(file.path), once: once.has(file.path) })), // prettier-ignore
    ...gone.flatMap((file) => planStale(file, existing.get(file.path))),
  ];
}

/** The same plan in the words of a check, to which other line ends are no difference. */
export function planCheck(plan: readonly PlannedFile[]): readonly PlannedFile[] {
  return plan.map((file) => ({ ...file, state: checkState(file) }));
}

function checkState({ state, text, existing }: PlannedFile): FileState {
  if (state === "new") return "missing";
  if (state !== "changed") return state;
  return existing !== undefined && text !== undefined && sameLines(existing, text) ? "unchanged" : "outdated";
}

interface Ownership {
  readonly ours: ManifestFile | undefined;
  /** Whatever is there by now is the user's. */
  readonly once: boolean;
}

function planFile(file: GeneratedFile, found: Found | undefined, { ours, once }: Ownership): PlannedFile {
  const { path, text } = file;
  if (found === undefined) return { path, text, state: missingState(ours), existing: undefined };
  if (typeof found === "string")
    return { path, text, state: "unowned", existing: undefined, outside: found === "outside" };
  const state = once ? "unchanged" : presentState(file, found.text, ours);
  return { path, text, state, existing: found.text };
}

function missingState(ours: ManifestFile | undefined): FileState {
  if (ours === undefined) return "new";
  return ours.once === true ? "unchanged" : "missing";
}

function presentState({ path, text }: GeneratedFile, existing: string, ours: ManifestFile | undefined): FileState {
  if (existing === text || ours?.once === true) return "unchanged";
  if (path === manifestPath) return parseManifest(existing) === undefined ? "edited" : "changed";
  if (sameLines(existing, text)) return "changed";
  if (ours === undefined) return "unowned";
  return isOurs(existing, ours) ? "changed" : "edited";
}

function isOurs(existing: string, { sha256: hash, next }: ManifestFile): boolean {
  return [hash, next].includes(sha256(existing));
}

function planStale(ours: ManifestFile, found: Found | undefined): readonly PlannedFile[] {
  const { path } = ours;
  if (found === undefined) return [];
  if (typeof found === "string")
    return [{ path, text: undefined, state: "unowned", existing: undefined, outside: found === "outside" }];
  const state = isOurs(found.text, ours) ? "stale" : "edited";
  return [{ path, text: undefined, state, existing: found.text }];
}

function sameLines(a: string, b: string): boolean {
  return a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");
}

/** Codes of the reasons to leave everything as it is: edited, not ours, out of the folder, somebody else's folder. */
export type OutputCode = "AW5001" | "AW5002" | "AW5003" | "AW5004";

export interface WriteOptions {
  /** Says what stands in the way; the path is empty for the folder itself. */
  readonly report: (code: OutputCode, params: { readonly path: string }) => void;
  /** Writes over what is edited or not ours. What is no longer made and was edited stays all the same. */
  readonly force: boolean;
  /** Makes the first files in a folder that has others. */
  readonly adopt: boolean;
  /** Globs of files that may be in a folder all the same. */
  readonly ignore: readonly string[];
}

/** Carries out a plan, all of it or nothing: `false` if something stood in the way. The manifest is written last. */
export async function writeOutput(out: string, plan: readonly PlannedFile[], options: WriteOptions): Promise<boolean> {
  const blocked = plan.filter((file) => isBlocked(file, options.force));
  const isTaken = !options.force && !options.adopt && isFirst(plan) && (await hasFiles(out, options.ignore));
  if (isTaken) options.report("AW5004", { path: "" });
  for (const file of blocked) options.report(codeOf(file), { path: file.path });
  if (isTaken || blocked.length > 0) return false;
  await attempt("write", out, () => carryOut(out, plan));
  return true;
}

function codeOf({ state, outside }: PlannedFile): OutputCode {
  if (outside === true) return "AW5003";
  return state === "edited" ? "AW5001" : "AW5002";
}

/** With `force`, what stands in the way of a file of ours goes, unless it is no file. */
function isBlocked({ state, text, existing }: PlannedFile, force: boolean): boolean {
  if (state !== "edited" && state !== "unowned") return false;
  return !force || (text !== undefined && existing === undefined);
}

/** Whether nothing was ever made in the folder: the manifest is the first thing there. */
function isFirst(plan: readonly PlannedFile[]): boolean {
  return plan.some(({ path, state }) => path === manifestPath && state === "new");
}

/** Whether anything is in a folder, other than what is ignored and what a run has left that was killed. */
async function hasFiles(out: string, ignore: readonly string[]): Promise<boolean> {
  return attempt("read", out, async () => {
    const entries = (await readdir(out, { recursive: true, withFileTypes: true }).catch(ignoreMissing)) ?? [];
    const files = entries.filter((entry) => !entry.isDirectory() && !temporaryName.test(entry.name));
    const paths = files.map((entry) => relative(out, join(entry.parentPath, entry.name)).split(sep).join("/"));
    return paths.some((path) => !matchesAny(path, ignore));
  });
}

const written: ReadonlySet<FileState> = new Set(["new", "changed", "missing", "edited", "unowned"]);

async function carryOut(out: string, plan: readonly PlannedFile[]): Promise<void> {
  const writes = plan.flatMap(({ path, state, text }) =>
    written.has(state) && text !== undefined ? [{ path, text }] : [],
  );
  const stale = plan.filter(({ state }) => state === "stale").map(({ path }) => path);
  for (const path of [...writes.map((file) => file.path), ...stale]) assertInside(out, path);
  const interim = interimManifest(plan);
  const staged = await stage(out, [
    ...(interim === undefined ? [] : [{ path: interimPath, text: interim }]),
    ...writes,
  ]);
  for (const { path, temporary } of staged) if (path === interimPath) await rename(temporary, join(out, manifestPath));
  const rest = staged.filter(({ path }) => path !== manifestPath && path !== interimPath);
  await Promise.all(rest.map(({ temporary, final }) => rename(temporary, final)));
  await Promise.all(stale.map((path) => rm(join(out, path))));
  for (const path of stale) await removeEmptyFolders(out, dirname(path));
  for (const { path, temporary, final } of staged) if (path === manifestPath) await rename(temporary, final);
}

/** Stands for the manifest before all other files, not after. */
const interimPath = `${manifestPath}.interim`;

/**
 * A manifest that fits the folder while files are replaced one by one: each may be what it was or what it will be. Who is killed
 * meanwhile leaves files that are all ours. Undefined if the manifest stays, since then it fits what is written anyway.
 */
function interimManifest(plan: readonly PlannedFile[]): string | undefined {
  const file = plan.find(({ path }) => path === manifestPath);
  const after = parseManifest(file?.text ?? "");
  if (!file || !after || !written.has(file.state)) return undefined;
  const before = parseManifest(file.existing ?? "")?.files ?? [];
  const next = new Map(after.files.map(({ path, sha256: hash }) => [path, hash]));
  const kept = new Set(before.map(({ path }) => path));
  const files = [
    ...before.map((entry) => ({ ...entry, ...(next.has(entry.path) && { next: next.get(entry.path) }) })),
    ...after.files.filter(({ path }) => !kept.has(path)),
  ];
  return `${JSON.stringify({ ...after, files })}\n`;
}

interface Staged {
  readonly path: string;
  readonly temporary: string;
  readonly final: string;
}

/** Writes every file beside its place. If one cannot be written, none is left behind. */
async function stage(
  out: string,
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<readonly Staged[]> {
  const staged = files.map(({ path }) => {
    const final = join(out, path);
    return { path, final, temporary: join(dirname(final), `.${randomUUID()}.tmp`) };
  });
  for (const folder of new Set(staged.map(({ final }) => dirname(final)))) {
    await makeFolder(folder);
    await removeLeftovers(folder);
  }
  const results = await Promise.allSettled(
    staged.map(({ temporary }, index) => writeFile(temporary, files[index]?.text ?? "", { flag: "wx" })),
  );
  const failed = results.find((result) => result.status === "rejected");
  if (failed === undefined) return staged;
  await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
  throw failed.reason;
}

const temporaryName = /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;
/** No run takes so many milliseconds. */
const longAgo = 60 * 60 * 1000;

/** Removes what a run has left that was killed an hour ago or more. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!temporaryName.test(name)) continue;
    const status = await stat(join(folder, name)).catch(ignoreMissing);
    if (status && status.mtimeMs < Date.now() - longAgo) await rm(join(folder, name), { force: true });
  }
}

/** From a folder upwards, as long as nothing is in it. */
async function removeEmptyFolders(out: string, folder: string): Promise<void> {
  for (let path = folder; path !== "." && path !== ""; path = dirname(path)) {
    try {
      await rmdir(join(out, path));
    } catch {
      return;
    }
  }
}

/** A file of the folder, as far as it may be read. Nothing waits here: promises would take several times as long as the files. */
function readInside(out: string, path: string): Promise<Found | undefined> {
  return attempt("read", join(out, path), () => {
    if (!leadsInside(out, path)) return "outside";
    const full = join(out, path);
    const status = ifThere(() => statSync(full));
    if (status === undefined) return undefined;
    return status.isFile() ? { text: readFileSync(full, "utf8") } : "foreign";
  });
}

/** Whether a path, or as much of it as there is, stays in the folder when links are followed. */
function leadsInside(out: string, path: string): boolean {
  const root = ifThere(() => realpathSync.native(out));
  if (root === undefined) return true;
  for (let part = path; part !== "."; part = dirname(part)) {
    const full = join(out, part);
    if (ifThere(() => lstatSync(full)) === undefined) continue;
    const real = ifThere(() => realpathSync.native(full));
    return real !== undefined && real.startsWith(root.endsWith(sep) ? root : root + sep);
  }
  return true;
}

/** A last look before writing: the path is one of a package, and no link on its way leads out of the folder. */
function assertInside(out: string, path: string): void {
  if (!isInside(path)) throw new Error(`${path} is not in the package`);
  if (!leadsInside(out, path)) throw new OutputError(`${path} leads out of the package's folder through a link`);
}

/** Whether a path of a manifest, which anybody may have written, stays in the folder. */
function isInside(path: string): boolean {
  const parts = path.split("/");
  return (
    !isAbsolute(path) &&
    !/[\\\0]|^[A-Za-z]:/.test(path) &&
    parts.every((part) => part !== "" && part !== "." && part !== "..")
  );
}
