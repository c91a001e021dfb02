// The same spec makes the same bytes, wherever and whenever it is run, and the committed packages are those bytes.
import { cp, mkdir, readFile, readdir } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createReport, generate, loadConfig, nodeHost } from "../generator/index.js";
import type { Host } from "../generator/load.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { runNode } from "./support/process.js";
import { cli } from "./support/project.js";

const config = "actionwright.config.yaml";

/** What a package may not know of the machine it is made on, besides what is asked of the machine itself. */
const canaries = {
  USER: "canary-user-5Rk",
  LOGNAME: "canary-login-5Rk",
  USERNAME: "canary-username-5Rk",
  HOSTNAME: "canary-host-5Rk",
  EMAIL: "canary-mail-5Rk@example.com",
  GIT_AUTHOR_NAME: "canary-author-5Rk",
};

type Tree = Readonly<Record<string, string>>;

async function treeOf(folder: string): Promise<Tree> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const kept = files.filter((path) => !/[\\/](dist|node_modules)[\\/]|\.tgz$/.test(path.slice(folder.length)));
  const read = async (path: string) => [path.slice(folder.length + 1), await readFile(path, "utf8")] as const;
  return Object.fromEntries((await Promise.all(kept.sort().map(read))) as Iterable<readonly [string, string]>);
}

interface Surroundings {
  /** Below a temporary folder: where the spec and the config are. */
  readonly place: string;
  /** Below the same: where the command is run. */
  readonly from: string;
  /** The config as seen from there. */
  readonly config: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What the repository's config makes in other surroundings. */
async function made({ place, from, config: path, env }: Surroundings): Promise<Tree> {
  const root = await temporaryFolder();
  await mkdir(join(root, place), { recursive: true });
  await mkdir(join(root, from), { recursive: true });
  await cp(join(repository, "spec"), join(root, place, "spec"), { recursive: true });
  await cp(join(repository, config), join(root, place, config));
  const cwd = join(root, from);
  const { code, stderr } = await runNode([cli, "generate", "--config", path], { cwd, env: { ...env, ...canaries } });
  if (code !== 0) throw new Error(stderr);
  const tree = await treeOf(join(root, place, "generated"));
  const leaks = Object.entries(tree).filter(([, text]) => text.includes(root));
  expect(leaks.map(([file]) => file)).toEqual([]);
  return tree;
}

describe("what is generated", () => {
  let plain: Tree;
  beforeAll(async () => {
    plain = await made({ place: ".", from: ".", config, env: { TZ: "UTC", LANG: "C", LC_ALL: "C" } });
    expect(Object.keys(plain).length).toBeGreaterThan(30);
  });

  it("is what is committed", async () => {
    const { code, stdout, stderr } = await runNode([cli, "generate", "--check"], { cwd: repository });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("nexigon-hub: up to date");
    expect(stderr.match(/: up to date/g)?.length).toBe(Object.keys(plain).filter((path) => /^[^/]+\/package\.json$/.test(path)).length); // prettier-ignore
  });

  it("is the same bytes in another folder, run from elsewhere, in another time zone and language", async () => {
    const tree = await made({
      place: "a folder/mit Umlaut ü",
      from: "elsewhere/deep",
      config: `../../a folder/mit Umlaut ü/${config}`,
      // Where midnight is another day, and where `I` in lower case is not `i`.
      env: { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", LANGUAGE: "tr", FORCE_COLOR: "1" },
    });
    expect(Object.keys(tree)).toEqual(Object.keys(plain));
    expect(Object.keys(tree).filter((path) => tree[path] !== plain[path])).toEqual([]);
  });

  it("does not depend on the order in which a folder is listed", async () => {
    const orders: readonly ((names: readonly string[]) => readonly string[])[] = [
      (names) => [...names].sort(),
      (names) => [...names].sort().reverse(),
      (names) => [...names].sort((a, b) => a.length - b.length || (a < b ? 1 : -1)),
    ];
    const results = await Promise.all(
      orders.map(async (order) => {
        const host: Host = { ...nodeHost(), list: (folder) => order(nodeHost().list(folder)) };
        const { targets } = loadConfig(join(repository, config).replaceAll("\\", "/"), host, createReport());
        const packages = await Promise.all(targets.map((target) => generate(target, host)));
        return packages.flatMap(({ files }) => files);
      }),
    );
    expect(results[0]?.length).toBeGreaterThan(30);
    for (const result of results) expect(result).toEqual(results[0]);
  });

  it("has nothing of the machine, of the user or of the moment in it", () => {
    const now = new Date();
    const forbidden = [
      ...Object.values(canaries),
      repository,
      join(homedir(), "/"),
      ...(hostname().length > 5 ? [hostname()] : []), // a short one may be a word
      now.toISOString().slice(0, 13), // the hour
      String(now.getTime()).slice(0, 7),
    ];
    const found = Object.entries(plain).flatMap(([path, text]) =>
      forbidden.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`),
    );
    expect(found).toEqual([]);
    // A path of any machine.
    const paths = /(?<![\w.:/-])\/(?:home|root|Users|private|tmp|var|opt|mnt|workspace)\/\w|[A-Z]:\\\\?\w/;
    expect(Object.entries(plain).flatMap(([file, text]) => paths.exec(text)?.[0].concat(" in ", file) ?? [])).toEqual(
      [],
    );
  });

  it("ends every line in the same way, the last one too", () => {
    const odd = Object.entries(plain).filter(
      ([, text]) => text.includes("\r") || !text.endsWith("\n") || text.endsWith("\n\n") || text.startsWith("\uFEFF"),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });
});
