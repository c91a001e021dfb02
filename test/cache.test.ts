// What `generate` keeps for its next run: it makes no difference to what is made, only to what has to be loaded for it.
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { decode, encode, isAsSeen, recordingHost, rememberedWork } from "../generator/cache.js";
import { createReport } from "../generator/diagnostics.js";
import { load, type Host } from "../generator/load.js";
import { pack, unpack } from "../generator/load/pack.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { run, runNode } from "./support/process.js";
import { cli, createProject, toyFiles, type Project } from "./support/project.js";

const out = "generated/toy";
const colours = "spec/toy/colours.yaml";
const files: Readonly<Record<string, string>> = { ...toyFiles, "package.json": "{}\n" };
const libraries = ["yaml", "ajv", "ts-morph", "@ts-morph/common", "prettier"];

/** Up to date, and remembered. Never changed: the tests work on copies. */
let fresh: Project;
beforeAll(async () => {
  fresh = await createProject(files);
  expect(await fresh.quick(["generate"])).toMatchObject({ code: 0, stdout: "" });
});
const copy = (): Promise<Project> => createProject(fresh);

const folderOf = ({ folder }: Project): string => join(folder, "node_modules/.cache/actionwright");
const cachesOf = async (project: Project): Promise<readonly string[]> =>
  (await readdir(folderOf(project))).map((name) => join(folderOf(project), name));

/** The libraries that a run loads. */
async function loadedBy(project: Project, args: readonly string[]): Promise<readonly string[]> {
  const log = join(await temporaryFolder(), "loaded.txt");
  const hook = pathToFileURL(join(repository, "test/support/loaded.mjs")).href;
  const { code, stderr } = await runNode(["--import", hook, cli, ...args], { cwd: project.folder, env: { LOADED: log } });
  expect([code, stderr]).toEqual([0, expect.anything()]);
  const loaded = await readFile(log, "utf8");
  expect(loaded).toContain("dist/cli/main.js");
  return libraries.filter((name) => new RegExp(`[\\\\/]node_modules[\\\\/]${name}[\\\\/]`).test(loaded));
} // prettier-ignore

const withoutTime = (text: string): string => text.replace(/\d+\.\d s/, "");

/** The same length, another text. */
const recolour = (project: Project): Promise<void> => project.replace(colours, "Warm.", "Mild.");

describe("what is loaded", () => {
  it("is nothing that parses, prints or formats, where nothing has changed", async () => {
    expect(await loadedBy(await copy(), ["generate"])).toEqual([]);
  });

  it("is all of it the first time, without a cache, and for a check, which believes nothing", async () => {
    const all = ["yaml", "prettier"]; // everything here has a layout of ours, but for the examples of the README
    const project = await copy();
    expect(await loadedBy(project, ["generate", "--no-cache"])).toEqual(all);
    expect(await loadedBy(project, ["generate", "--check"])).toEqual(all);
    await rm(folderOf(project), { recursive: true });
    expect(await loadedBy(project, ["generate"])).toEqual(all);
  });

  it("is no printer and no formatter where all pieces are known", async () => {
    const project = await copy();
    await project.write(colours, `# A comment.\n${await project.read(colours)}`);
    expect(await loadedBy(project, ["generate"])).toEqual(["yaml"]);
  });
});

describe("what has changed is noticed", () => {
  const states = async (project: Project): Promise<string> => (await project.quick(["generate", "--dry-run"])).stdout;

  it("in a spec, by its bytes and not by its time", async () => {
    const project = await copy();
    await project.age(".");
    expect(await states(project)).toBe("");
    await recolour(project);
    await project.age(".");
    expect(await states(project)).toContain(`changed ${out}/src/colours.ts`);
  });

  it("in the config and in an overlay", async () => {
    const project = await copy();
    await project.replace("actionwright.config.yaml", "1.2.3", "1.2.4");
    expect(await states(project)).toContain(`changed ${out}/package.json`);
    const overlay = `overlay: 1\npatches:\n  - { at: /types/Colour/docs, in: colours, set: Mild., reason: r }\n`;
    await project.write("overlay.yaml", overlay);
    expect((await project.quick(["generate"])).code).toBe(0);
    expect(await states(project)).toBe("");
  });

  it("in a generated file of the same size and time, which is edited then, and stays", async () => {
    const project = await copy();
    const path = `${out}/src/colours.ts`;
    const { atime, mtime } = await stat(join(project.folder, path));
    await project.replace(path, "Warm.", "Mild.");
    await utimes(join(project.folder, path), atime, mtime);
    const { code, stderr } = await project.quick(["generate"]);
    expect([code, stderr]).toEqual([5, expect.stringContaining("AW5001")]);
  });

  it("by a file that is gone, and by a module that nobody lists", async () => {
    const project = await copy();
    await rm(join(project.folder, out, "README.md"));
    expect((await project.quick(["generate"])).stderr).toContain("1 changed");
    await project.write("spec/toy/shapes.yaml", "module: shapes\n");
    const first = await project.quick(["generate"]);
    expect(first.stderr).toContain("AW1017");
    // Told again, in the same words, though nothing is read.
    const again = await project.quick(["generate"]);
    expect(withoutTime(again.stderr)).toBe(withoutTime(first.stderr));
    expect(await project.quick(["generate", "--format", "json"])).toEqual({ ...first, stdout: expect.stringContaining("AW1017"), stderr: expect.anything() }); // prettier-ignore
  });
});

describe("an edit", () => {
  const things = "spec/toy/things.yaml";
  const edits: readonly (readonly [string, string, string])[] = [
    ["a text", "Things to play with.", "All things\n  to play with."],
    ["an action that comes", "actions:\n", "actions:\n  things_More:\n    effect: read\n    output: unit\n"],
    ["a mistake in the syntax", "effect: read", "effect: [read"],
    ["that mended", "effect: [read", "docs: More.\n    effect: read"],
    ["a mistake further down", "request: FindThingAction", "request: FindThingActions"],
    ["that mended, from above", "FindThingActions", "FindThingAction"],
  ]; // prettier-ignore

  it("makes and tells the same as without a cache, one after the other", async () => {
    const project = await copy();
    for (const [name, from, to] of edits) {
      await project.replace(things, from, to);
      const expected = await createProject(project);
      const { code, stderr } = await project.quick(["generate"]);
      const other = await expected.quick(["generate", "--no-cache"]);
      expect([code, withoutTime(stderr)], name).toEqual([other.code, withoutTime(other.stderr)]);
      expect(await project.tree(out), name).toEqual(await expected.tree(out));
    }
  });
});

describe("a cache that cannot be used is none", () => {
  const broken: readonly (readonly [string, (project: Project) => Promise<unknown>])[] = [
    ["absent", (project) => rm(folderOf(project), { recursive: true })],
    ["empty files", async (project) => Promise.all((await cachesOf(project)).map((path) => writeFile(path, "")))],
    ["half-written", (project) => rewrite(project, (text) => text.slice(0, text.length / 2))],
    ["one letter changed", (project) => rewrite(project, (text) => text.replaceAll("Warm", "Worm"))],
    ["of another tool", (project) => rewrite(project, (text) => foreign(text))],
    ["another's", (project) => rewrite(project, () => '{"version":1,"files":["a"]}')],
    ["folders", async (project) => Promise.all((await cachesOf(project)).map(async (path) => (await rm(path), mkdir(path))))],
    ["a file in place of the folder", async (project) => (await rm(folderOf(project), { recursive: true }), writeFile(folderOf(project), ""))],
  ]; // prettier-ignore
  const rewrite = async (project: Project, change: (text: string) => string): Promise<void> => {
    for (const path of await cachesOf(project)) await writeFile(path, change(await readFile(path, "utf8")));
  };
  /** Whole and well-formed, but with other texts, and of another build. */
  const foreign = (text: string): string =>
    encode({ ...JSON.parse(text.slice(text.indexOf("\n") + 1).replaceAll("Warm", "Worm")), tool: "x" });

  it.each(broken)("%s", async (_, spoil) => {
    const expected = await copy();
    await recolour(expected);
    expect((await expected.quick(["generate", "--no-cache"])).code).toBe(0);
    const project = await copy();
    await spoil(project);
    expect(await project.quick(["generate"])).toMatchObject({ code: 0, stderr: expect.not.stringContaining("rror") });
    expect(await project.tree(out)).toEqual(await fresh.tree(out));
    await recolour(project);
    expect((await project.quick(["generate"])).code).toBe(0);
    expect(await project.tree(out)).toEqual(await expected.tree(out));
  });

  it.skipIf(process.platform === "win32")("one that cannot be written", async () => {
    const project = await copy();
    await recolour(project);
    const before = await project.tree("node_modules");
    for (const path of [project.folder, ...(await readdir(project.folder, { recursive: true })).map((name) => join(project.folder, name))]) await chmod(path, 0o777); // prettier-ignore
    await chmod(folderOf(project), 0o555);
    // Nothing is forbidden to root: then it is someone else who runs it.
    const options = process.getuid?.() === 0 ? { cwd: project.folder, uid: 65_534 } : { cwd: project.folder };
    expect(await runNode([cli, "generate"], options)).toMatchObject({ code: 0, stderr: expect.stringContaining("changed") }); // prettier-ignore
    expect(await project.tree("node_modules")).toEqual(before);
    await chmod(folderOf(project), 0o755);
  });

  it("is not made where there is no project, nor by a check or a dry run", async () => {
    const bare = await createProject();
    expect((await bare.quick(["generate"])).code).toBe(0);
    expect(Object.keys(await bare.tree()).filter((path) => path.startsWith("node_modules"))).toEqual([]);
    const project = await createProject(files);
    await project.quick(["generate", "--dry-run"]);
    await project.quick(["generate", "--check"]);
    expect(Object.keys(await project.tree())).toEqual(Object.keys(files).sort());
  });
});

describe("a cache among others", () => {
  it("is safe for runs at the same time", async () => {
    const project = await createProject(files);
    const runs = Array.from({ length: 4 }, () => project.run(["generate"]));
    for (const { code } of await Promise.all(runs)) expect(code).toBe(0);
    expect(await project.tree(out)).toEqual(await fresh.tree(out));
    expect((await cachesOf(project)).filter((path) => path.endsWith(".tmp"))).toEqual([]);
    expect(await loadedBy(project, ["generate"])).toEqual([]);
  });

  it("does not grow", async () => {
    const project = await copy();
    const sizes = async (): Promise<number> =>
      (await Promise.all((await cachesOf(project)).map((path) => stat(path)))).reduce((sum, { size }) => sum + size, 0);
    const before = await sizes();
    for (const [from, to] of ["Warm", "Mild", "Cool", "Warm"].map((word, index, words) => [
      word,
      words[index + 1] ?? word,
    ])) {
      // prettier-ignore
      await project.replace(colours, from ?? "", to ?? "");
      expect((await project.quick(["generate"])).code).toBe(0);
    }
    expect(await sizes()).toBe(before);
    for (let index = 0; index < 250; index++) await writeFile(join(folderOf(project), `${index}.tmp`), "");
    await recolour(project);
    await project.quick(["generate"]);
    expect((await cachesOf(project)).length).toBe(200);
    expect(await loadedBy(project, ["generate"])).toEqual([]);
  });

  it("remembers each target, whichever is made", async () => {
    const game = `  game:\n    spec: spec/toy\n    out: generated/game\n    package: { name: "@toys/game", version: 0.0.1 }\n`;
    const config = "actionwright.config.yaml";
    const project = await createProject({ ...files, [config]: `${files[config] ?? ""}${game}` });
    await project.quick(["generate", "toy"]);
    await project.quick(["generate", "game"]);
    expect(await loadedBy(project, ["generate"])).toEqual([]);
    await rm(join(project.folder, "generated/game/README.md"));
    const { stderr } = await project.quick(["generate"]);
    expect(stderr).toMatch(/^toy: .*\(\d+ unchanged\).*\ngame: .*\(1 changed/);
    expect((await project.quick(["generate", "tou"])).stderr).toContain("did you mean `toy`?");
  });
});

describe("what Node compiles of the tool", () => {
  const [major = 0] = process.versions.node.split(".").map(Number);
  const node = major > 22 ? process.execPath : join(repository, "test/platforms/node_modules/node-22/bin/node");

  it.skipIf(!existsSync(node))("is kept where Node can (npm ci --prefix test/platforms)", async () => {
    const kept = async (env: Readonly<Record<string, string>>): Promise<readonly string[]> => {
      const folder = await temporaryFolder();
      const { code } = await run(node, [cli, "--version"], { cwd: folder, env: { TMPDIR: folder, ...env } });
      expect(code).toBe(0);
      return readdir(folder);
    };
    expect(await kept({})).toEqual(["node-compile-cache"]);
    expect(await kept({ NODE_DISABLE_COMPILE_CACHE: "1" })).toEqual([]);
  });
});

describe("the cache as data", () => {
  it("is what was written, by the same tool, or nothing", () => {
    const work = { tool: "a", texts: { x: "1" }, documents: {} };
    expect(decode(encode(work), "a")).toEqual(work);
    expect(decode(encode(work), "b")).toBeUndefined();
    expect(decode(encode(work).replace('"1"', '"2"'), "a")).toBeUndefined();
    for (const text of ["", "\n", "{}", "null"]) expect(decode(text, "a")).toBeUndefined();
  });

  it("has documents as they were parsed, wherever they lie", async () => {
    const yaml = `actionSpec: 1\na: [1, 1.5, "x", 'y', z, ~, true]\n"b": { c: , d: { 400: no } }\n"i\\x41": "\\x41 \\"" # a comment\n"__proto__": &x [1]\ng: *x\nh: >-\n  e\n  f\n`;
    const parsed = (path: string, documents?: Host["documents"]) =>
      load(path, { read: () => yaml, list: () => [], documents }, createReport()).api;
    const root = parsed("a/api.yaml");
    if (!root) throw new Error("not parsed");
    expect(unpack(JSON.parse(JSON.stringify(pack(root, yaml))), { path: "a/api.yaml", text: yaml })).toEqual(root);
    const first = rememberedWork(undefined, "t");
    parsed("a/api.yaml", first.documents);
    const second = rememberedWork(first.changed(), "t");
    expect(parsed("b/api.yaml", second.documents)).toEqual(parsed("b/api.yaml"));
    expect(second.changed()).toBeUndefined();
  });

  it("has what a document was before, for one of the same name", () => {
    const texts = ["a: 1\nb:\n  c: 2\nd: 3\n", "a: 1\nb:\n  c: [2]\nd: 3\n"];
    const parsed = (path: string, text: string, documents?: Host["documents"]) =>
      load(path, { read: () => text, list: () => [], documents }, createReport()).api;
    const [first, second] = texts;
    const before = rememberedWork(undefined, "t");
    parsed("a/api.yaml", first ?? "", before.documents);
    const after = rememberedWork(before.changed(), "t");
    expect(after.documents.before({ path: "b/api.yaml", text: second ?? "" })).toEqual({ text: first, root: parsed("b/api.yaml", first ?? "") }); // prettier-ignore
    expect(after.documents.before({ path: "b/other.yaml", text: second ?? "" })).toBeUndefined();
    expect(parsed("b/api.yaml", second ?? "", after.documents)).toEqual(parsed("b/api.yaml", second ?? ""));
    expect(Object.values(after.changed()?.documents ?? {}).map(({ text }) => text)).toEqual([second]);
  });

  it("knows what a document was found to be, as long as it is that one", () => {
    const parsed = (text: string, documents: Host["documents"]) =>
      load("api.yaml", { read: () => text, list: () => [], documents }, createReport()).api ?? expect.unreachable();
    const work = rememberedWork(undefined, "t");
    const root = parsed("a: 1\n", work.documents);
    expect(work.documents.isValid(root, "module")).toBe(false);
    work.documents.setValid(root, "module");
    expect(work.documents.isValid(root, "module")).toBe(true);
    const { documents } = rememberedWork(work.changed(), "t");
    expect(documents.isValid(parsed("a: 1\n", documents), "module")).toBe(true);
    expect(documents.isValid(parsed("a: 1\n", documents), "actionSpec")).toBe(false);
    expect(documents.isValid(parsed("a: 2\n", documents), "module")).toBe(false);
    expect(documents.isValid(root, "module")).toBe(false);
  });

  it("does not keep documents of which something is to be said", () => {
    const work = rememberedWork(undefined, "t");
    const read = () => {
      const report = createReport();
      load("api.yaml", { read: () => "a: 1\na: 2\n", list: () => [], documents: work.documents }, report);
      return report.all.map(({ code }) => code);
    };
    expect(read()).toContain("AW1002");
    expect(read()).toContain("AW1002");
  });

  it("knows what a host has answered, also that there is nothing", () => {
    const texts = new Map([["a.yaml", "1"]]);
    const names = new Map([["f/", ["b.yaml", "c.txt"]]]);
    const host: Host = { read: (path) => texts.get(path), list: (folder) => names.get(folder) ?? [] };
    const recording = recordingHost(host);
    recording.read("a.yaml");
    recording.read("gone.yaml");
    recording.list("f/");
    const seen = recording.seen();
    expect(isAsSeen(seen, host)).toBe(true);
    names.set("f/", ["c.txt", "d.md", "b.yaml"]);
    expect(isAsSeen(seen, host)).toBe(true);
    names.set("f/", ["b.yaml", "e.json"]);
    expect(isAsSeen(seen, host)).toBe(false);
    names.set("f/", ["b.yaml"]);
    texts.set("gone.yaml", "");
    expect(isAsSeen(seen, host)).toBe(false);
  });
});
