// What git knows of this clone. It is asked without a shell, and never fetches: whoever wants more history gets it himself.
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { isAbsolute, relative } from "node:path";
import { join, normalize } from "node:path/posix";
import { env } from "node:process";
import type { Report } from "../diagnostics.js";
import { quoted, shown } from "../names.js";

/** Git cannot be run, or there is nothing here that it could be asked about. The message is a part of a sentence. */
class GitError extends Error {}

/** The repository around a working directory. */
export interface Repository {
  readonly cwd: string;
  /** The way from the repository's root to the working directory: empty, or with a `/` at its end. */
  readonly prefix: string;
  /** History was cut off when it was cloned. */
  readonly isShallow: boolean;
}

/** Throws a GitError if there is none. */
export function openRepository(cwd: string): Repository {
  const [shallow, prefix = ""] = ask(["rev-parse", "--is-shallow-repository", "--show-prefix"], { cwd }).toString().split("\n"); // prettier-ignore
  return { cwd, prefix, isShallow: shallow === "true" };
}

// ── Commits ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A name of a commit: letters, digits and what git's own notation has. No option, no range and no exclusion. */
export function isRef(text: string): boolean {
  return /^[\p{L}\p{N}_@.][\p{L}\p{N}\p{M}_@{}./~^+=#%,!-]*$/u.test(text) && !text.includes("..");
}

/** The id of a commit; undefined, once reported, if this clone has not got it. */
export function findCommit(ref: string, repository: Repository, report: Report): string | undefined {
  const { cwd, isShallow } = repository;
  const find = (name: string): string | undefined =>
    tryAsk(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`], { cwd })
      ?.toString()
      .trim();
  const commit = find(ref);
  if (commit !== undefined) return commit;
  const isFetched = find(`refs/remotes/origin/${ref}`) !== undefined;
  const help = isFetched ? `did you mean \`git:origin/${ref}\`?` : helpToFetch(ref, isShallow);
  report("AW8002", undefined, { ref: shown(ref) }, { help });
  return undefined;
}

const unshallow = "this clone is shallow: `git fetch --unshallow` gets the rest, as does `fetch-depth: 0` of `actions/checkout`"; // prettier-ignore

/** A branch that was fetched is the remote's, `origin/main`; ids and tags are called as they are. */
function helpToFetch(ref: string, isShallow: boolean): string {
  const name = ref.replace(/[~^@].*$/, "").replace(/^(refs\/remotes\/)?origin\//, "");
  const more = isShallow ? `; ${unshallow}` : "";
  if (name === "" || name === "HEAD") return isShallow ? unshallow : "there is no such commit before HEAD";
  if (/^v?\d+(\.\d+)+/.test(name)) return `\`git fetch origin tag ${name}\` gets the tag${more}`;
  const isKnownAs = name === ref && !/^[0-9a-f]{7,64}$/.test(name) ? ` as \`git:origin/${name}\`` : "";
  return `\`git fetch origin ${name}\` gets it${isKnownAs}${more}`;
}

/** Where a comparison starts that names no version. */
export interface MergeBase {
  readonly commit: string;
  /** The default branch: `origin/main`. */
  readonly branch: string;
}

/**
 * The last commit that HEAD and the default branch have in common, so that what others merged since then is not taken for one's
 * own work. HEAD itself where all of it is in that branch. Undefined, once reported, if there is none.
 *
 * The default branch is the one that a pull request is for (`GITHUB_BASE_REF`), else `origin/HEAD`, `origin/main`,
 * `origin/master`, and only then a `main` or `master` of this clone's own.
 */
export function mergeBase({ report, cwd = "." }: MergeBaseOptions): MergeBase | undefined {
  try {
    return findMergeBase(openRepository(cwd), report);
  } catch (error) {
    reportGit(error, report);
    return undefined;
  }
}

export interface MergeBaseOptions {
  readonly report: Report;
  /** The working directory; the process's unless said. */
  readonly cwd?: string | undefined;
}

function findMergeBase({ cwd, isShallow }: Repository, report: Report): MergeBase | undefined {
  const told = (problem: string, help = "name the version to compare with: `git:<ref>`"): undefined => {
    report("AW8004", undefined, { problem }, { help });
  };
  if (!tryAsk(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], { cwd })) return told("this repository has no commit yet"); // prettier-ignore
  const base = env["GITHUB_BASE_REF"] ?? "";
  const wanted = isRef(base) ? [`refs/remotes/origin/${base}`, `refs/heads/${base}`] : usualBranches;
  const branch = firstOf(wanted, cwd);
  if (branch === undefined) return told(`this clone has no branch ${quoted(wanted.map(shortName))}`, isRef(base) ? helpToFetch(`origin/${base}`, isShallow) : undefined); // prettier-ignore
  const commit = tryAsk(["merge-base", "HEAD", branch], { cwd })?.toString().trim();
  if (commit !== undefined) return { commit, branch: shortName(branch) };
  return told(`HEAD and \`${shortName(branch)}\` have no commit in common here`, isShallow ? unshallow : undefined);
}

const usualBranches: readonly string[] = ["refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"]; // prettier-ignore

/** The first of these that is there, or what it stands for. */
function firstOf(refs: readonly string[], cwd: string): string | undefined {
  const lines = ask(["for-each-ref", "--format=%(refname) %(symref)", ...refs], { cwd }).toString();
  const found = new Map(lines.split("\n").map((line) => line.split(" ") as [ref: string, target: string]));
  const first = refs.find((ref) => found.has(ref));
  return first && (found.get(first) || first); // a branch stands for itself
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, "");
}

// ── The tree ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The paths of what is not committed, new files among them; from the root of the repository. */
export function uncommitted({ cwd }: Repository): readonly string[] {
  const lines = ask(["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=normal"], { cwd });
  return lines.toString().split("\0").flatMap((line) => (line === "" ? [] : [line.slice("?? ".length)])); // prettier-ignore
}

/** The tags of what HEAD has come from. */
export function tagsOf({ cwd }: Repository): readonly string[] {
  const names = tryAsk(["for-each-ref", "--format=%(refname:strip=2)", "--merged=HEAD", "refs/tags"], { cwd });
  return names?.toString().split("\n").filter(Boolean) ?? []; // prettier-ignore
}

/** Whether a tag is there, at another commit than HEAD. */
export function isTaggedElsewhere(tag: string, { cwd }: Repository): boolean {
  const commitAt = (ref: string): string | undefined => tryAsk(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], { cwd })?.toString().trim(); // prettier-ignore
  const found = commitAt(`refs/tags/${tag}`);
  return found !== undefined && found !== commitAt("HEAD");
}

/** The day that HEAD was committed on, as RFC 3339 writes it. */
export function dayOfHead({ cwd }: Repository): string {
  return ask(["log", "-1", "--format=%cs"], { cwd }).toString().trim();
}

// ── Paths ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What git takes a path after `<ref>:` for: one from the root, or with `./` or `../` one from the working directory. */
export function pathFromRoot(path: string, { prefix }: Repository): string | undefined {
  return within(/^\.{1,2}(\/|$)/.test(path) ? join(prefix, path) : path.replace(/^\/+/, ""));
}

/** The path from the root of a path of the working tree. */
export function pathOfTree(path: string, { prefix, cwd }: Repository): string | undefined {
  return within(join(prefix, isAbsolute(path) ? relative(cwd, path).replaceAll("\\", "/") : path));
}

/** Without detours, empty for the root; undefined for what leads out of it. */
function within(path: string): string | undefined {
  const normal = normalize(`./${path}`).replace(/\/+$/, "");
  if (normal === ".." || normal.startsWith("../")) return undefined;
  return normal === "." ? "" : normal;
}

// ── Asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Question {
  readonly cwd: string;
  readonly input?: string;
}

/** What git prints. Throws a GitError where it refuses. */
export function ask(args: readonly string[], question: Question): Buffer {
  const { status, stdout, stderr } = run(args, question);
  if (status === 0) return stdout;
  const [line = ""] = stderr.toString().split("\n").filter((each) => /^(fatal|error): /.test(each)); // prettier-ignore
  throw new GitError(line.includes("not a git repository") ? "this is no git repository" : `git says: ${shown(line.replace(/^\w+: /, ""))}`); // prettier-ignore
}

/** What git prints; undefined where it says that there is no such thing. */
export function tryAsk(args: readonly string[], question: Question): Buffer | undefined {
  const { status, stdout } = run(args, question);
  return status === 0 ? stdout : undefined;
}

/** As much as any spec has, and a repository's folder of them. */
const MOST_BYTES = 1024 * 1024 * 1024;

function run(args: readonly string[], { cwd, input }: Question): SpawnSyncReturns<Buffer> {
  const answer = spawnSync("git", args, {
    cwd,
    input: input ?? "",
    maxBuffer: MOST_BYTES,
    windowsHide: true,
    // In a partial clone git would fetch what is missing when it is read.
    env: { ...env, LC_ALL: "C", GIT_ALLOW_PROTOCOL: "none", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1" },
  });
  const { code } = (answer.error ?? {}) as NodeJS.ErrnoException;
  if (answer.error) throw new GitError(code === "ENOENT" ? "git is not installed" : `git cannot be run (${code ?? answer.error.message})`); // prettier-ignore
  if (answer.stderr.includes("from promisor remote"))
    throw new GitError("this is a partial clone, and the files of that commit are not in it");
  return answer;
}

/** Tells of a GitError; throws on what is something else. */
export function reportGit(error: unknown, report: Report): void {
  if (!(error instanceof GitError)) throw error;
  report("AW8001", undefined, { problem: error.message });
}
