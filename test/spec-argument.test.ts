// What a spec may be named by: real repositories with commits, packages packed by npm, and a registry on loopback.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { stringify } from "yaml";
import { bundle, compare, createReport, digestModel, mergeBase, nodeHost, parseSpecArgument, readSpec, readSpecArgument, type Host, type Model, type SpecReading } from "../generator/index.js"; // prettier-ignore
import { exportOpenApi } from "../generator/export/openapi.js";
import { importOpenApi, importSource } from "../generator/import/index.js";
import { readSource } from "../generator/read.js";
import { readTarball } from "../generator/spec-argument/tarball.js";
import { fixtures, modelOf } from "./support/fixtures.js";
import { repository, temporaryFolder, vendorData } from "./support/folder.js";
import { git } from "./support/git.js";
import { apiOf, memoryHost, place, summary, type Files } from "./support/spec.js";

afterEach(() => vi.unstubAllEnvs());

// ── Helpers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The files of a folder, as a verb sees them that runs in it. */
function hostIn(cwd: string): Host {
  const host = nodeHost();
  return { read: (path) => host.read(join(cwd, path)), list: (path) => host.list(join(cwd, path)) };
}

function write(cwd: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
}

/** Writes files and commits all there is. The id of the commit. */
function commit(cwd: string, files: Readonly<Record<string, string>>): string {
  write(cwd, files);
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--allow-empty", "--message=A version");
  return git(cwd, "rev-parse", "HEAD");
}

async function repositoryOf(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await temporaryFolder();
  git(cwd, "init", "--quiet");
  commit(cwd, files);
  return cwd;
}

interface Told {
  readonly reading: SpecReading | undefined;
  /** `code place` of each diagnostic, and its message with the help. */
  readonly told: readonly string[];
  readonly messages: readonly string[];
}

interface Asking {
  readonly cwd?: string;
  readonly spec?: string;
  readonly overlays?: readonly string[];
  readonly stdin?: string;
}

async function read(argument: string, { cwd = ".", stdin = "", ...rest }: Asking = {}): Promise<Told> {
  const report = createReport();
  const reading = await readSpecArgument(argument, { host: hostIn(cwd), report, cwd, stdin: () => Promise.resolve(stdin), ...rest }); // prettier-ignore
  return {
    reading,
    told: summary(place({ diagnostics: report.all, sources: reading?.source.files ?? [] })),
    messages: report.all.map(({ message, help }) => (help === undefined ? message : `${message}: ${help}`)),
  };
}

/** The reading of what has nothing wrong with it. */
async function sound(argument: string, asking?: Asking): Promise<SpecReading & { readonly model: Model }> {
  const { reading, messages } = await read(argument, asking);
  expect(messages).toEqual([]);
  if (!reading?.model) return expect.unreachable("no model");
  return { ...reading, model: reading.model };
}

const typesOf = (model: Model | undefined): readonly string[] =>
  model?.modules.flatMap((module) => module.types.map(({ id }) => id)) ?? [];

/** A spec in a folder: the types of each module, by their names. */
function specIn(folder: string, modules: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const api = `actionSpec: 1\napi: { id: hub, title: Hub, version: "1" }\nmodules: [${Object.keys(modules).join(", ")}]\n`;
  const files = Object.entries(modules).map(([name, types]) => [`${folder}${name}.yaml`, `module: ${name}\ntypes:\n${types.split(" ").map((type) => `  ${type}: { alias: string }\n`).join("")}`]); // prettier-ignore
  return { [`${folder}api.yaml`]: api, ...(Object.fromEntries(files) as Record<string, string>) };
}

// ── The text ────────────────────────────────────────────────────────────────────────────────────────────────────────

describe("an argument", () => {
  it.each([
    ["spec/hub", { kind: "path", path: "spec/hub" }],
    ["spec\\hub\\api.yaml", { kind: "path", path: "spec/hub/api.yaml" }],
    ["C:\\spec", { kind: "path", path: "C:/spec" }],
    ["./git:main", { kind: "path", path: "./git:main" }],
    ["-", { kind: "stdin" }],
    ["git:main", { kind: "git", ref: "main", path: undefined }],
    ["git:origin/main:spec/hub", { kind: "git", ref: "origin/main", path: "spec/hub" }],
    ["git:main:", { kind: "git", ref: "main", path: "" }],
    ["git:HEAD~2:a:b", { kind: "git", ref: "HEAD~2", path: "a:b" }],
    ["git:@{upstream}:./spec", { kind: "git", ref: "@{upstream}", path: "./spec" }],
    ["git:v1.0^{commit}", { kind: "git", ref: "v1.0^{commit}", path: undefined }],
    ["git:thème/é", { kind: "git", ref: "thème/é", path: undefined }],
    ["npm:hub", { kind: "npm", name: "hub", version: "latest" }],
    ["npm:@acme/hub", { kind: "npm", name: "@acme/hub", version: "latest" }],
    ["npm:@acme/hub@1.4.0-rc.1+b", { kind: "npm", name: "@acme/hub", version: "1.4.0-rc.1+b" }],
    ["npm:hub@next", { kind: "npm", name: "hub", version: "next" }],
  ])("%s", (text, expected) => {
    const report = createReport();
    expect([parseSpecArgument(text, report), report.all]).toEqual([expected, []]);
  });

  it.each([
    "", "git:", "git::spec", "git:--upload-pack=x", "git:-h", "git:a..b", "git:a...b", "git:^main", "git::/fix",
    "git:a b", "git:a;b", "git:$(x)", "git:`x`", "git:a\nb", "git:a\0b", "git:a*", "git:a?", "git:a[b", "git:a\\b", "git:'a'",
    "npm:", "npm:../x", "npm:./x", "npm:/x", "npm:a@b;c", "npm:a@^1.0.0", "npm:a@1", "npm:a@1.x", "npm:a@file:x", "npm:a@npm:b@1.0.0",
    "npm:--registry=x", "npm:@a", "npm:@a/", "npm:a/b/c", "npm:a@1.0.0 --x", "npm:a@", "npm:https://example.com/x.tgz", "npm:a\nb",
    "https://example.com/spec.json", "file:///etc/passwd", "ext::sh -c x",
  ])("%j is refused, and nothing is asked with it", async (text) => {
    vi.stubEnv("PATH", "");
    const { reading, told } = await read(text, { spec: "spec" });
    expect([reading, told]).toEqual([undefined, ["AW7014 -:-"]]);
  }); // prettier-ignore
});

// ── Commits ─────────────────────────────────────────────────────────────────────────────────────────────────────────

describe("a commit", () => {
  let cwd: string;
  let ids: readonly [first: string, second: string];
  beforeAll(async () => {
    cwd = await repositoryOf({ "README.md": "Nothing yet.\n" });
    const first = commit(cwd, { ...specIn("spec/hub/", { devices: "A", users: "U" }), "spec/hub.overlay.yaml": "overlay: 1\npatches: [{ at: /api/title, reason: It moves., set: Old }]\n" }); // prettier-ignore
    git(cwd, "tag", "v1.0.0");
    rmSync(join(cwd, "spec", "hub", "users.yaml"));
    const second = commit(cwd, { ...specIn("spec/hub/", { devices: "A B", jobs: "J" }), "spec/hub.overlay.yaml": "overlay: 1\npatches: [{ at: /api/title, reason: It moves., set: New }]\n" }); // prettier-ignore
    write(cwd, specIn("spec/hub/", { devices: "Dirty" }));
    ids = [first, second];
  });

  it.each([
    ["git:HEAD~1:spec/hub", 0],
    ["git:v1.0.0:spec/hub/api.yaml", 0],
    ["git:v1.0.0:/spec/hub/", 0],
    ["git:v1.0.0:./spec/../spec/hub", 0],
    ["git:main:spec/hub", 1],
  ] as const)("%s is read as it was, all of it", async (argument, index) => {
    const reading = await sound(argument, { cwd });
    expect(reading).toMatchObject({ argument, kind: "git", commit: ids[index], isAbsent: false, lost: 0 });
    expect(typesOf(reading.model)).toEqual(
      [
        ["devices.A", "users.U"],
        ["devices.A", "devices.B", "jobs.J"],
      ][index],
    );
    const [, ref] = argument.split(":");
    expect(reading.model.modules[0]?.types[0]?.origin.file).toBe(`git:${ref ?? ""}:/spec/hub/devices.yaml`);
  });

  it("has the spec of the working tree, and overlays, where it names no path", async () => {
    const asking = { cwd, spec: "spec/hub", overlays: ["spec/hub.overlay.yaml", "spec/newer.overlay.yaml"] };
    expect((await sound("git:v1.0.0", asking)).model.title).toBe("Old");
    expect((await sound("git:main", asking)).model.title).toBe("New");
    expect(await read("git:main", { cwd })).toMatchObject({ reading: undefined, told: ["AW7014 -:-"] });
  });

  it("is seen from the folder in which the tool runs", async () => {
    const inside = join(cwd, "spec", "hub");
    const types = ["devices.A", "users.U"];
    for (const argument of ["git:v1.0.0:spec/hub", "git:v1.0.0:.", "git:v1.0.0:../hub"])
      expect(typesOf((await sound(argument, { cwd: inside })).model)).toEqual(types);
    for (const spec of [".", "../hub", inside])
      expect(typesOf((await sound("git:v1.0.0", { cwd: inside, spec })).model)).toEqual(types);
  });

  it("may be older than the spec", async () => {
    for (const asking of [
      { cwd, spec: "spec/hub" },
      { cwd: join(cwd, "spec"), spec: "hub" },
    ]) {
      const { reading, messages } = await read("git:HEAD~2", asking);
      expect([messages, reading?.isAbsent, reading?.model, reading?.source.files]).toEqual([[], true, undefined, []]);
    }
    expect((await read("git:HEAD~2:spec/hub", { cwd })).reading?.isAbsent).toBe(true);
    const own = await repositoryOf({ "spec/notes.yaml": "" });
    write(own, specIn("spec/", { devices: "A" }));
    expect((await read("git:main:spec", { cwd: own })).reading?.isAbsent).toBe(true);
  });

  it("has no spec at a path that is nowhere", async () => {
    expect((await read("git:main:spec/hubs", { cwd })).messages).toEqual(["there is no spec `spec/hubs` at `main`, nor in the working tree: did you mean `spec/hub`?"]); // prettier-ignore
    expect((await read("git:main:../hub", { cwd })).messages).toEqual(["there is no spec `../hub` at `main`, nor in the working tree: it leads out of the repository"]); // prettier-ignore
  });

  it("is not searched for what it may not be", async () => {
    expect((await read("git:topic:spec/hub", { cwd })).messages).toEqual(["this clone has no commit `topic`: `git fetch origin topic` gets it as `git:origin/topic`"]); // prettier-ignore
    expect((await read("git:origin/topic~2:spec/hub", { cwd })).messages).toEqual(["this clone has no commit `origin/topic~2`: `git fetch origin topic` gets it"]); // prettier-ignore
    expect((await read("git:v2.0.0:spec/hub", { cwd })).messages).toEqual(["this clone has no commit `v2.0.0`: `git fetch origin tag v2.0.0` gets the tag"]); // prettier-ignore
    expect((await read(`git:${"1".repeat(40)}:spec/hub`, { cwd })).messages).toEqual([`this clone has no commit \`${"1".repeat(40)}\`: \`git fetch origin ${"1".repeat(40)}\` gets it`]); // prettier-ignore
    expect((await read("git:HEAD~99:spec/hub", { cwd })).messages).toEqual(["this clone has no commit `HEAD~99`: there is no such commit before HEAD"]); // prettier-ignore
  });

  it("tells what is wrong with a spec at its place there", async () => {
    const own = await repositoryOf({
      "api.yaml": apiOf("types:\n  A: { alias: Strin }"),
      "é ü/a b.yaml": apiOf("types:\n  A: { alias: list< }"),
    });
    expect((await read("git:main:api.yaml", { cwd: own })).told).toEqual(["AW2104 git:main:/api.yaml:7:19"]);
    expect((await read("git:main:", { cwd: own })).told).toEqual(["AW2104 git:main:/api.yaml:7:19"]);
    const { told, reading } = await read("git:main:é ü/a b.yaml", { cwd: own });
    expect([told, reading?.model]).toEqual([["AW2101 git:main:/é ü/a b.yaml:7:23"], undefined]);
  });

  it("is read with a few questions, however many files a spec has", async () => {
    const names = Array.from({ length: 40 }, (_, index) => [`m${index}`, "A"] as const);
    const own = await repositoryOf(specIn("spec/", Object.fromEntries(names)));
    const trace = join(await temporaryFolder(), "trace");
    vi.stubEnv("GIT_TRACE2_EVENT", trace);
    expect(typesOf((await sound("git:main:spec", { cwd: own })).model)).toHaveLength(40);
    const started = readFileSync(trace, "utf8").split("\n").filter((line) => line.includes('"event":"start"')); // prettier-ignore
    expect(started.map((line) => /"argv":\["git","([\w-]+)"/.exec(line)?.[1])).toEqual(["rev-parse", "rev-parse", "ls-tree", "cat-file", "cat-file"]); // prettier-ignore
  });

  it("has links as far as they lead within it", async () => {
    const own = await temporaryFolder();
    git(own, "init", "--quiet");
    write(own, { ...specIn("spec/", { devices: "A", users: "U" }), "common/users.yaml": "module: users\ntypes:\n  Linked: { alias: u32 }\n", "outside.yaml": "" }); // prettier-ignore
    rmSync(join(own, "spec", "users.yaml"));
    symlinkSync("../common/users.yaml", join(own, "spec", "users.yaml"));
    symlinkSync("/etc/passwd", join(own, "passwd.yaml"));
    commit(own, {});
    expect(typesOf((await sound("git:main:spec", { cwd: own })).model)).toEqual(["devices.A", "users.Linked"]);
    expect((await read("git:main:passwd.yaml", { cwd: own })).told).toEqual(["AW7018 -:-"]);
  });

  it("has OpenAPI documents that refer to others of the same commit", async () => {
    const paths = { "/a": { get: { operationId: "a", responses: { 200: { description: "A", content: { "application/json": { schema: { $ref: "../common/a.yaml#/A" } } } } } } } }; // prettier-ignore
    const document = { openapi: "3.1.0", info: { title: "Hub", version: "1" }, paths };
    const own = await repositoryOf({ "docs/openapi.json": JSON.stringify(document), "common/a.yaml": "A: { type: object, properties: { old: { type: string } } }\n" }); // prettier-ignore
    write(own, { "common/a.yaml": "A: { type: object, properties: { new: { type: string } } }\n" });
    git(own, "branch", "release/1");
    const { model } = await sound("git:release/1:docs/openapi.json", { cwd: own });
    const fields = model.modules.flatMap(({ types }) => types.flatMap((type) => (type.kind === "record" ? type.fields : []))); // prettier-ignore
    expect(fields.map(({ wire, origin }) => [wire, origin.file])).toEqual([["old", "git:release/1:/common/a.yaml"]]);
  });
});

describe("a clone", () => {
  it.each([
    ["main~1", "this clone has no commit `main~1`: `git fetch origin main` gets it"],
    ["HEAD~1", "this clone has no commit `HEAD~1`"],
    ["v1.0.0", "this clone has no commit `v1.0.0`: `git fetch origin tag v1.0.0` gets the tag"],
  ])("that is shallow has no %s, and tells how to get it", async (ref, message) => {
    const origin = await repositoryOf(specIn("spec/", { devices: "A" }));
    git(origin, "tag", "v1.0.0");
    commit(origin, specIn("spec/", { devices: "B" }));
    const clone = await temporaryFolder();
    git(clone, "clone", "--quiet", "--depth=1", "--no-tags", `file://${origin}`, ".");
    const { messages } = await read(`git:${ref}:spec`, { cwd: clone });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(message);
    expect(messages[0]).toMatch(/this clone is shallow: `git fetch --unshallow` gets the rest, as does `fetch-depth: 0` of `actions\/checkout`$/); // prettier-ignore
    expect(typesOf((await sound("git:HEAD:spec", { cwd: clone })).model)).toEqual(["devices.B"]);
  });

  it("has a branch of the remote's by its own name", async () => {
    const origin = await repositoryOf(specIn("spec/", { devices: "A" }));
    git(origin, "branch", "topic");
    const clone = await temporaryFolder();
    git(clone, "clone", "--quiet", origin, ".");
    expect((await read("git:topic:spec", { cwd: clone })).messages).toEqual(["this clone has no commit `topic`: did you mean `git:origin/topic`?"]); // prettier-ignore
    await sound("git:origin/topic:spec", { cwd: clone });
  });

  it.each(["blob:none", "tree:0"])("that is partial (%s) is not made whole in silence", async (filter) => {
    const origin = await repositoryOf(specIn("spec/", { devices: "A" }));
    git(origin, "config", "uploadpack.allowFilter", "true");
    const clone = await temporaryFolder();
    git(clone, "clone", "--quiet", "--no-checkout", `--filter=${filter}`, `file://${origin}`, ".");
    const { reading, messages } = await read("git:main:spec", { cwd: clone });
    expect([reading, messages]).toEqual([undefined, ["git cannot be asked: this is a partial clone, and the files of that commit are not in it"]]); // prettier-ignore
  });

  it("that is bare is read as any other", async () => {
    const origin = await repositoryOf(specIn("spec/", { devices: "A" }));
    const clone = await temporaryFolder();
    git(clone, "clone", "--quiet", "--bare", origin, ".");
    expect(typesOf((await sound("git:main:spec", { cwd: clone })).model)).toEqual(["devices.A"]);
  });

  it("is needed, and so is git", async () => {
    const cwd = await temporaryFolder();
    expect((await read("git:main:spec", { cwd })).messages).toEqual(["git cannot be asked: this is no git repository"]);
    vi.stubEnv("PATH", cwd);
    expect((await read("git:main:spec", { cwd })).messages).toEqual(["git cannot be asked: git is not installed"]);
  });
});

describe("the merge base", () => {
  const found = (cwd: string): unknown => {
    const report = createReport();
    const base = mergeBase({ cwd, report });
    return base ?? report.all.map(({ code, message, help }) => [code, message, help]);
  };

  /** A clone, and the commit it was made at. */
  async function cloned(...options: readonly string[]): Promise<{ origin: string; clone: string; first: string }> {
    const origin = await repositoryOf({ a: "1" });
    const clone = await temporaryFolder();
    git(clone, "clone", "--quiet", ...options, `file://${origin}`, ".");
    return { origin, clone, first: git(origin, "rev-parse", "HEAD") };
  }

  beforeAll(() => expect(process.env["GITHUB_BASE_REF"] ?? "").toBe(""));

  it("is where a branch left the remote's default branch, whatever was merged there since", async () => {
    const { origin, clone, first } = await cloned();
    git(clone, "switch", "--quiet", "--create", "topic");
    commit(clone, { b: "1" });
    commit(origin, { c: "1" });
    git(clone, "fetch", "--quiet");
    expect(found(clone)).toEqual({ commit: first, branch: "origin/main" });
    mkdirSync(join(clone, "deep"));
    expect(found(join(clone, "deep"))).toEqual({ commit: first, branch: "origin/main" });
  });

  it("is HEAD on the default branch, less what was not pushed", async () => {
    const { clone, first } = await cloned();
    expect(found(clone)).toEqual({ commit: first, branch: "origin/main" });
    commit(clone, { b: "1" });
    expect(found(clone)).toEqual({ commit: first, branch: "origin/main" });
  });

  it("is with a branch of this clone's own where there is no remote", async () => {
    const cwd = await repositoryOf({ a: "1" });
    const first = git(cwd, "rev-parse", "HEAD");
    expect(found(cwd)).toEqual({ commit: first, branch: "main" });
    git(cwd, "switch", "--quiet", "--create", "topic");
    commit(cwd, { b: "1" });
    expect(found(cwd)).toEqual({ commit: first, branch: "main" });
    git(cwd, "branch", "--move", "main", "trunk");
    expect(found(cwd)).toEqual([["AW8004", "there is no version to compare with: this clone has no branch `origin/HEAD`, `origin/main`, `origin/master`, `main`, `master`", "name the version to compare with: `git:<ref>`"]]); // prettier-ignore
  });

  it("follows what the remote calls its default", async () => {
    const { clone, first } = await cloned();
    git(clone, "update-ref", "refs/remotes/origin/trunk", first);
    git(clone, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
    expect(found(clone)).toEqual({ commit: first, branch: "origin/trunk" });
  });

  it("is with the branch that a pull request is for", async () => {
    const { origin, clone, first } = await cloned();
    git(origin, "branch", "release/2");
    git(clone, "fetch", "--quiet");
    vi.stubEnv("GITHUB_BASE_REF", "release/2");
    expect(found(clone)).toEqual({ commit: first, branch: "origin/release/2" });
    vi.stubEnv("GITHUB_BASE_REF", "release/3");
    expect(found(clone)).toEqual([["AW8004", "there is no version to compare with: this clone has no branch `origin/release/3`, `release/3`", "`git fetch origin release/3` gets it"]]); // prettier-ignore
    vi.stubEnv("GITHUB_BASE_REF", "--help");
    expect(found(clone)).toEqual({ commit: first, branch: "origin/main" });
  });

  it("is missing where history was cut off", async () => {
    const { origin, clone } = await cloned();
    git(clone, "switch", "--quiet", "--create", "topic");
    commit(clone, { b: "1" });
    git(origin, "fetch", "--quiet", clone, "topic:topic");
    commit(origin, { c: "1" });
    const shallow = await temporaryFolder();
    git(shallow, "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=topic", `file://${origin}`, ".");
    expect(found(shallow)).toEqual([["AW8004", "there is no version to compare with: HEAD and `origin/main` have no commit in common here", "this clone is shallow: `git fetch --unshallow` gets the rest, as does `fetch-depth: 0` of `actions/checkout`"]]); // prettier-ignore
  });

  it("needs a commit, and a repository", async () => {
    const cwd = await temporaryFolder();
    expect(found(cwd)).toEqual([["AW8001", "git cannot be asked: this is no git repository", undefined]]);
    git(cwd, "init", "--quiet");
    expect(found(cwd)).toEqual([["AW8004", "there is no version to compare with: this repository has no commit yet", "name the version to compare with: `git:<ref>`"]]); // prettier-ignore
  });
});

// ── Packages ────────────────────────────────────────────────────────────────────────────────────────────────────────

const bundled = JSON.stringify({ actionSpec: 1, api: { id: "hub", title: "Hub", version: "1" }, modules: [{ module: "devices", types: { Packed: { alias: "string" } } }] }); // prettier-ignore

/** The files of a package in a folder of its own. */
async function packageOf(
  version: string,
  files: Readonly<Record<string, string>>,
  name = "@acme/hub",
): Promise<string> {
  const folder = await temporaryFolder();
  write(folder, { "package.json": JSON.stringify({ name, version, scripts: { install: "touch ran" } }), ...files });
  return folder;
}

/** What npm makes of a package. */
async function pack(folder: string): Promise<Buffer> {
  const out = await temporaryFolder();
  await promisify(execFile)("npm", ["pack", "--pack-destination", out], { cwd: folder });
  return readFileSync(join(out, readdirSync(out)[0] ?? ""));
}

interface Registry {
  readonly url: string;
  /** The paths that were asked for. */
  readonly asked: string[];
}

/** A registry of one package on loopback, until the test is done. npm is sent there by the environment, with a cache of its own. */
async function registryOf(
  tarballs: Readonly<Record<string, Buffer>>,
  tags: Readonly<Record<string, string>>,
): Promise<Registry> {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(decodeURIComponent(url));
    const version = /-([\d.]+)\.tgz$/.exec(url)?.[1];
    const tarball = version === undefined ? undefined : tarballs[version];
    if (tarball) return void response.end(tarball);
    if (decodeURIComponent(url) !== "/@acme/hub") return void response.writeHead(404).end("{}");
    const versions = Object.keys(tarballs).map((each) => [each, { name: "@acme/hub", version: each, dist: { tarball: `${registry.url}/@acme/hub/-/hub-${each}.tgz` } }]); // prettier-ignore
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ name: "@acme/hub", "dist-tags": tags, versions: Object.fromEntries(versions) as unknown }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const registry = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  vi.stubEnv("npm_config_registry", registry.url);
  vi.stubEnv("npm_config_cache", await temporaryFolder());
  vi.stubEnv("npm_config_fetch_retries", "0");
  return registry;
}

describe("a package", () => {
  it("is read where that version is installed, here or above, and nobody is asked", async () => {
    const cwd = await temporaryFolder();
    const manifest = (version: string): string => JSON.stringify({ name: "@acme/hub", version });
    write(cwd, {
      "node_modules/@acme/hub/package.json": manifest("1.4.0"),
      "node_modules/@acme/hub/spec.json": bundled,
    });
    write(cwd, { "app/node_modules/@acme/hub/package.json": manifest("2.0.0"), "app/src/x": "" });
    vi.stubEnv("PATH", "");
    const reading = await sound("npm:@acme/hub@1.4.0", { cwd: join(cwd, "app", "src") });
    expect(reading).toMatchObject({ kind: "npm", version: "1.4.0", commit: undefined, isAbsent: false });
    expect(reading.source.files.map(({ path }) => path)).toEqual(["npm:@acme/hub@1.4.0/spec.json"]);
    expect(typesOf(reading.model)).toEqual(["devices.Packed"]);
    expect((await read("npm:@acme/hub@2.0.0", { cwd: join(cwd, "app") })).messages).toEqual(["`@acme/hub@2.0.0` has no `spec.json`"]); // prettier-ignore
    expect((await read("npm:@acme/hub@1.4.1", { cwd })).messages).toEqual(["`@acme/hub@1.4.1` cannot be had: npm is not installed"]); // prettier-ignore
  });

  it("is the published one, and not the workspace that is linked under its name", async () => {
    const [cwd, own] = [await temporaryFolder(), await packageOf("1.4.0", { "spec.json": bundled })];
    mkdirSync(join(cwd, "node_modules", "@acme"), { recursive: true });
    symlinkSync(own, join(cwd, "node_modules", "@acme", "hub"), "junction");
    vi.stubEnv("PATH", "");
    expect((await read("npm:@acme/hub@1.4.0", { cwd })).messages).toEqual(["`@acme/hub@1.4.0` cannot be had: npm is not installed"]); // prettier-ignore
    const store = join(cwd, "node_modules", ".pnpm", "hub", "node_modules", "@acme", "linked");
    write(store, { "package.json": '{ "version": "1.4.0" }', "spec.json": bundled });
    symlinkSync(store, join(cwd, "node_modules", "@acme", "linked"), "junction");
    await sound("npm:@acme/linked@1.4.0", { cwd });
  });

  it("comes from the registry otherwise, by version and by tag, and leaves nothing behind", async () => {
    const [old, next] = [await packageOf("1.4.0", { "spec.json": bundled }), await packageOf("1.5.0", { "spec.json": bundled.replace("Packed", "Newer") })]; // prettier-ignore
    const { asked } = await registryOf({ "1.4.0": await pack(old), "1.5.0": await pack(next) }, { latest: "1.5.0", lts: "1.4.0" }); // prettier-ignore
    const [cwd, temporary] = [await packageOf("0.0.0", {}, "user"), await temporaryFolder()];
    vi.stubEnv("TMPDIR", temporary);
    for (const [argument, version, type] of [
      ["npm:@acme/hub@1.4.0", "1.4.0", "devices.Packed"],
      ["npm:@acme/hub", "1.5.0", "devices.Newer"],
      ["npm:@acme/hub@lts", "1.4.0", "devices.Packed"],
    ] as const) {
      const reading = await sound(argument, { cwd });
      expect([reading.version, typesOf(reading.model)]).toEqual([version, [type]]);
      expect(reading.source.files[0]?.path).toBe(`npm:@acme/hub@${version}/spec.json`);
    }
    expect(asked).toContain("/@acme/hub/-/hub-1.4.0.tgz");
    expect([readdirSync(temporary), readdirSync(cwd)]).toEqual([[], ["package.json"]]);
  }, 60_000);

  it("is told of when it cannot be had", async () => {
    const { url } = await registryOf({ "1.4.0": await pack(await packageOf("1.4.0", {})), "1.6.0": gzipSync("no tar") }, { latest: "1.4.0" }); // prettier-ignore
    const cwd = await temporaryFolder();
    expect((await read("npm:@acme/hub", { cwd })).messages).toEqual(["`@acme/hub@latest` has no `spec.json`"]);
    expect((await read("npm:@acme/hub@1.5.0", { cwd })).messages).toEqual(["`@acme/hub@1.5.0` cannot be had: there is no such version"]); // prettier-ignore
    expect((await read("npm:@acme/hbu@1.5.0", { cwd })).messages).toEqual(["`@acme/hbu@1.5.0` cannot be had: the registry has no such package, or does not show it without a login"]); // prettier-ignore
    vi.stubEnv("npm_config_registry", url.replace(/\d+$/, "9"));
    expect((await read("npm:@acme/hub@1.5.0", { cwd })).messages).toEqual(["`@acme/hub@1.5.0` cannot be had: the registry cannot be reached"]); // prettier-ignore
    vi.stubEnv("npm_config_offline", "true");
    expect((await read("npm:other@1.5.0", { cwd })).messages).toEqual(["`other@1.5.0` cannot be had: npm is offline, and it is not in the cache"]); // prettier-ignore
  }, 60_000);

  it("is a tarball of which the root's files are read, and no others", async () => {
    const folder = await packageOf("1.0.0", { "spec.json": "right", "deep/spec.json": "wrong", [`${"long/".repeat(22)}spec.json`]: "wrong" }); // prettier-ignore
    const found = readTarball(await pack(folder), (path) => ["spec.json", "LICENSE"].includes(path));
    expect([...found].map(([name, text]) => [name, Buffer.from(text).toString()])).toEqual([["spec.json", "right"]]);
    expect(() => readTarball(gzipSync("x".repeat(1024)), () => true)).toThrow("this is no tarball");
  });
});

// ── Forms ───────────────────────────────────────────────────────────────────────────────────────────────────────────

describe("the forms of one spec", () => {
  it("have one model and one digest, and stdin is one of them", async () => {
    const spec = join(repository, "spec", "nexthink");
    const { source, model } = readSpec(spec, [], { host: nodeHost(), report: createReport() });
    const [json, api] = [JSON.stringify(bundle(source)), JSON.stringify(exportOpenApi(model ?? expect.unreachable(), createReport()))]; // prettier-ignore
    const cwd = await repositoryOf({ "spec.json": json, "spec.yaml": stringify(JSON.parse(json)), "openapi.json": api, "openapi.yaml": `# One\n${stringify(JSON.parse(api), { lineWidth: 0 })}` }); // prettier-ignore
    for (const file of readdirSync(spec)) write(cwd, { [`files/${file}`]: readFileSync(join(spec, file), "utf8").replaceAll("\n", "\r\n") }); // prettier-ignore
    commit(cwd, {});
    write(cwd, { "node_modules/hub/package.json": '{ "version": "1.0.0" }', "node_modules/hub/spec.json": json });
    const readings = [];
    for (const argument of [
      "files",
      "files/api.yaml",
      "spec.json",
      "spec.yaml",
      "openapi.json",
      "openapi.yaml",
      "git:main:files",
      "git:main:spec.json",
      "git:main:openapi.yaml",
      "npm:hub@1.0.0",
    ])
      // prettier-ignore
      readings.push(await sound(argument, { cwd }));
    for (const stdin of [json, stringify(JSON.parse(api))]) readings.push(await sound("-", { stdin }));
    expect(new Set(readings.map(({ digest }) => digest))).toEqual(new Set([digestModel(model ?? expect.unreachable())])); // prettier-ignore
    expect(readings.at(-1)?.source.files.map(({ path }) => path)).toEqual(["stdin.yaml"]);
    for (const { model: other } of readings) expect(compare(readings[0]?.model ?? other, other).changes).toEqual([]);
  }, 60_000);

  it("are told apart by what a document says at its top", async () => {
    const cwd = await temporaryFolder();
    write(cwd, { "api.yaml": `${apiOf("types:\n  openapi: { alias: string }").replace("openapi:", "Openapi:")}# openapi: 3.1.0\n`, "old.json": '{ "swagger": "2.0" }', "flow.yaml": '{ openapi: 3.1.0, info: { title: Hub, version: "1" }, paths: {} }' }); // prettier-ignore
    expect(typesOf((await sound("api.yaml", { cwd })).model)).toEqual(["hub.Openapi"]);
    expect((await sound("flow.yaml", { cwd })).model.id).toBe("hub");
    expect((await read("old.json", { cwd })).told).toEqual(["AW6002 old.json:1:14"]);
    expect((await read("none.yaml", { cwd })).told).toEqual(["AW7018 -:-"]);
    expect((await read("-", { stdin: "" })).told).toEqual(["AW1010 stdin.yaml:1:1"]);
  });

  it("have no error for what a document says and a spec cannot, and count it", async () => {
    const schema = { type: "object", properties: { even: { type: "integer", multipleOf: 2 } } };
    const document = JSON.stringify({ openapi: "3.1.0", info: { title: "Hub", version: "1" }, paths: {}, components: { schemas: { A: schema } } }); // prettier-ignore
    const reading = await sound("-", { stdin: document });
    expect([typesOf(reading.model), reading.lost]).toEqual([["types.A"], 1]);
  });
});

describe("an import without a detour by text", () => {
  const folder = join(vendorData, "nexigon", "openapi");
  it.skipIf(!existsSync(folder))("is the model of the files that would be written, with places in the document", () => {
    const path = join(folder, readdirSync(folder).filter((name) => name.endsWith(".json"))[0] ?? "");
    const [theirs, ours, host] = [createReport(), createReport(), nodeHost()];
    const { files } = importOpenApi([path], { host, report: theirs });
    const written: Files = Object.fromEntries(files.map((file) => [file.path, file.text]));
    const { model } = readSpec("api.yaml", [], { host: memoryHost(written), report: createReport() });
    const direct = readSource(importSource([path], { host, report: ours }), [], { host, report: createReport() }).model;
    expect(digestModel(direct ?? expect.unreachable())).toBe(digestModel(model ?? expect.unreachable()));
    expect(new Set(direct?.modules.map(({ origin }) => origin.file))).toEqual(new Set([path]));
    expect(ours.all).toEqual(theirs.all);
  });
});

// ── The digest ──────────────────────────────────────────────────────────────────────────────────────────────────────

describe("the digest", () => {
  const models = fixtures.map((fixture) => [fixture.name, modelOf(fixture)] as const);

  it("differs from model to model", () => {
    expect(new Set(models.map(([, model]) => digestModel(model))).size).toBe(models.length);
  });

  it.each(models)("%s: is the same for any order that is no change", (_, model) => {
    const digest = digestModel(model);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    for (const [path, list] of listsOf(model, [])) {
      const turned = structuredClone(model);
      (valueAt(turned, path) as unknown[]).reverse();
      if (JSON.stringify(list) === JSON.stringify(valueAt(turned, path))) continue;
      const isChange = compare(model, turned).changes.length > 0;
      // A constraint may be met twice, and then it matters which one speaks first.
      if (path.at(-1) !== "constraints") expect([path, digestModel(turned) !== digest]).toEqual([path, isChange]);
    }
  });

  it("is of all that a spec says", () => {
    const base = apiOf("types:\n  A: { record: { a: string } }");
    const others = [["a: string", "b: string"], ["a: string", "a?: string"], ['version: "1"', 'version: "2"'], ["title: Hub", "title: Hab"], ["A: {", "A: { docs: New.,"], ["A: {", "A: { x-a: [1, 2],"], ["A: {", "A: { x-a: [2, 1],"]] as const; // prettier-ignore
    const digests = ["", ...others.map(([from, to]) => base.replace(from, to))].map((text) => digestModel(modelIn(text || base))); // prettier-ignore
    expect(new Set(digests).size).toBe(others.length + 1);
    expect(digestModel(modelIn(`# A comment\n\n${base}`))).toBe(digests[0]);
    const [one, other] = ["{ c: 1, d: 2 }", "{ d: 2, c: 1 }"].map((value) =>
      digestModel(modelIn(base.replace("A: {", `A: { x-b: ${value},`))),
    );
    expect(one).toBe(other);
  });
});

function modelIn(text: string): Model {
  const { model } = readSpec("api.yaml", [], { host: memoryHost({ "api.yaml": text }), report: createReport() });
  return model ?? expect.unreachable();
}

type Path = readonly (string | number)[];

/** Every list of a model with at least two items. */
function listsOf(node: unknown, path: Path): readonly (readonly [Path, readonly unknown[]])[] {
  if (typeof node !== "object" || node === null) return [];
  const below = Object.entries(node).flatMap(([key, value]) => listsOf(value, [...path, Array.isArray(node) ? Number(key) : key])); // prettier-ignore
  return Array.isArray(node) && node.length > 1 ? [[path, node], ...below] : below;
}

function valueAt(node: unknown, path: Path): unknown {
  return path.reduce((at, key) => (at as Readonly<Record<string | number, unknown>>)[key], node);
}
