// The files of a commit, as a host for `load`.
import { join } from "node:path/posix";
import type { Host } from "../load.js";
import { ask, tryAsk, type Repository } from "./git.js";

/** Paths begin with the label, and then go from the repository's root: `git:main:/spec/hub/api.yaml`. */
export interface CommitHost extends Host {
  /** Whether there is a file or a folder at a path from the root. */
  has(path: string): boolean;
}

/**
 * The files of a commit under a label. Git is asked once for the names of a folder. The first file of a folder is read alone, for
 * it may be the only one that is wanted; with the second come all its documents. Throws a GitError for what this clone has not got.
 */
export function commitHost(commit: string, label: string, repository: Repository): CommitHost {
  const folders = new Map<string, Folder>();
  const folderAt = (path: string): Folder => {
    const known = folders.get(path) ?? { names: listTree(`${commit}:${path}`, repository), contents: new Map() };
    folders.set(path, known);
    return known;
  };
  const read = (path: string): Uint8Array | undefined => {
    const [folder, name] = splitPath(path);
    const { names, contents } = folderAt(folder);
    if (!names.has(name)) return undefined;
    if (contents.has(name)) return contents.get(name);
    const others = contents.size === 0 ? [] : [...names].filter((each) => /\.(ya?ml|json)$/.test(each) && !contents.has(each)); // prettier-ignore
    const wanted = [...new Set([name, ...others])];
    const blobs = readBlobs(wanted.map((each) => `${commit}:${join(folder, each)}`), repository); // prettier-ignore
    wanted.forEach((each, index) => contents.set(each, blobs[index]));
    return contents.get(name);
  };
  const fromRoot = (path: string): string | undefined =>
    path.startsWith(label) ? path.slice(label.length).replace(/^\/+|\/+$/g, "") : undefined;
  return {
    has(path) {
      const [folder, name] = splitPath(path);
      return folderAt(folder).names.has(name);
    },
    read(path) {
      const own = fromRoot(path);
      return own === undefined ? undefined : read(own);
    },
    list(path) {
      const own = fromRoot(path);
      return own === undefined ? [] : [...folderAt(own).names];
    },
  };
}

/** All files of a commit below a folder, by their paths from it. Empty if it is not there. */
export function filesBelow(folder: string, commit: string, repository: Repository): ReadonlyMap<string, Uint8Array> {
  const args = ["ls-tree", "-rz", "--full-tree", "--name-only", `${commit}:${folder}`];
  const listed = tryAsk(args, { cwd: repository.cwd })?.toString().split("\0") ?? [];
  const paths = listed.filter((path) => path !== "" && !path.includes("\n"));
  const blobs = readBlobs(paths.map((path) => `${commit}:${join(folder, path)}`), repository); // prettier-ignore
  return new Map(paths.flatMap((path, index) => (blobs[index] ? [[path, blobs[index]] as const] : [])));
}

interface Folder {
  readonly names: ReadonlySet<string>;
  /** Of the files that were read; undefined for what is no file. */
  readonly contents: Map<string, Uint8Array | undefined>;
}

function splitPath(path: string): readonly [folder: string, name: string] {
  const slash = path.lastIndexOf("/");
  return [path.slice(0, Math.max(slash, 0)), path.slice(slash + 1)];
}

/** The names in a folder of a commit; none if it is not there. One with a line break could not be asked for. */
function listTree(folder: string, { cwd }: Repository): ReadonlySet<string> {
  const names = tryAsk(["ls-tree", "-z", "--full-tree", "--name-only", folder], { cwd })?.toString().split("\0");
  return new Set(names?.filter((name) => name !== "" && !name.includes("\n")));
}

/** What stands at places of commits, all at once. Links within a commit are followed; what leads to no file is undefined. */
export function readBlobs(names: readonly string[], { cwd }: Repository): readonly (Uint8Array | undefined)[] {
  const input = names.map((name) => `${name}\n`).join("");
  const answer = ask(["cat-file", "--batch", "--follow-symlinks"], { cwd, input });
  let at = 0;
  return names.map(() => {
    const end = answer.indexOf("\n", at);
    const head = answer.toString("utf8", at, end);
    const [, kind, length] = /(?:^| )(\w+) (\d+)$/.exec(head) ?? []; // `<id> blob 12`, `dangling 12`; without a length: `… missing`
    const start = end + 1;
    at = length === undefined ? start : start + Number(length) + 1;
    return kind === "blob" ? answer.subarray(start, at - 1) : undefined;
  });
}
