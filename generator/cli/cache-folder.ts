// Where the cache is: `node_modules/.cache/actionwright/` beside the nearest `package.json` at or above the config's folder. It
// may be absent, broken, of another tool or not writable, and may be deleted at any time: then it is empty, and nothing is said.
import { randomUUID } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"; // prettier-ignore
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { version } from "node:process";
import { fileURLToPath } from "node:url";
import { decode, encode, hashOf, type Memory, type RememberedTarget, type Work } from "../cache.js";

/** The cache of one config. Reading and writing never fail. */
export interface CacheFolder {
  /** The hash of the tool, which is in everything that is remembered. */
  readonly tool: string;
  readonly memory: () => Memory | undefined;
  readonly work: (target: string) => Work | undefined;
  readonly keepMemory: (memory: Memory) => void;
  readonly keepWork: (target: string, work: Work) => void;
}

/** So many files are kept, those that were written last: two for each target or so. */
const fileLimit = 200;

/** The cache of a config; `undefined` where no project is in which it could be. */
export function openCache(config: string): CacheFolder | undefined {
  const file = resolve(config);
  const root = projectOf(dirname(file));
  if (root === undefined) return undefined;
  const folder = join(root, "node_modules", ".cache", "actionwright");
  const tool = hashOfTool();
  // What was seen has paths from the working directory; what was done has none.
  const memory = nameOf("memory", relative(root, resolve()), config);
  const work = (target: string): string => nameOf("work", relative(root, file), target);
  return {
    tool,
    memory: () => read(join(folder, memory), tool) as Memory | undefined,
    work: (target) => read(join(folder, work(target)), tool) as Work | undefined,
    keepMemory: (data) => write(folder, memory, encode(data)),
    keepWork: (target, data) => write(folder, work(target), encode(data)),
  };
}

function projectOf(folder: string): string | undefined {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(join(path, "package.json"))) return path;
    if (dirname(path) === path) return undefined;
  }
}

function nameOf(...parts: readonly string[]): string {
  return `${hashOf(JSON.stringify(parts)).slice(0, 32)}.json`;
}

function read(path: string, tool: string): Memory | Work | undefined {
  try {
    return decode(readFileSync(path, "utf8"), tool);
  } catch {
    return undefined;
  }
}

/** Through a rename, so that who reads at the same time has the old one or the new one. */
function write(folder: string, name: string, text: string): void {
  const temporary = join(folder, `${randomUUID()}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, join(folder, name));
    prune(folder);
  } catch {
    discard(temporary);
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Whoever cannot take it away could not have written it.
  }
}

/** Takes the oldest files away: of targets that are no more, and of runs that were killed. */
function prune(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= fileLimit) return;
  const age = (name: string): number => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const ages = names.map((name) => ({ name, age: age(name) })).sort((a, b) => b.age - a.age);
  for (const { name } of ages.slice(fileLimit)) rmSync(join(folder, name), { force: true, recursive: true });
}

/** The hash of all that a package is made by: our code, templates and schemas, the libraries' versions and node's. */
function hashOfTool(): string {
  const code = fileURLToPath(new URL("..", import.meta.url));
  const root = dirname(code);
  const manifest = readFileSync(join(root, "package.json"), "utf8");
  const { dependencies } = JSON.parse(manifest) as { readonly dependencies: Readonly<Record<string, string>> };
  const files = [
    ...filesIn(code, true).filter((path) => /(?<!\.d)\.ts$|\.js$/.test(path)),
    ...filesIn(join(root, "templates"), true),
    ...filesIn(join(root, "spec"), false),
  ];
  const hashes = files.map((path) => hashOf(readFileSync(path)));
  return hashOf(JSON.stringify([version, manifest, Object.keys(dependencies).map(versionOf), hashes]));
}

function filesIn(folder: string, recursive: boolean): readonly string[] {
  const entries = readdirSync(folder, { recursive, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : [])).sort();
}

/** The version that is installed. A library that does not tell it has the one of our own lock. */
function versionOf(library: string): string {
  try {
    return readFileSync(createRequire(import.meta.url).resolve(`${library}/package.json`), "utf8");
  } catch {
    return "";
  }
}

/** Whether the files of a package are what the run has left: by their bytes, and reached without a link. */
export function isAsLeft({ out, files }: RememberedTarget): boolean {
  try {
    const root = realpathSync.native(out);
    return Object.entries(files).every(([path, hash]) => {
      const file = join(root, path);
      if (hash === null && lstatSync(file, { throwIfNoEntry: false }) === undefined) return true;
      return realpathSync.native(file) === file && (hash === null || hashOf(readFileSync(file)) === hash);
    });
  } catch {
    return false;
  }
}
