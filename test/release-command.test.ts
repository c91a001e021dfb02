// `release` in a project of its own, in git: what it prepares, what it says of it, and what it refuses. The registry here knows nothing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository } from "./support/folder.js";
import { git } from "./support/git.js";
import { hasTerminals, runOnTerminal } from "./support/process.js";
import { cli, createProject, toyFiles, type Project } from "./support/project.js";

const out = "generated/toy";
const changelog = `${out}/CHANGELOG.md`;
const config = "actionwright.config.yaml";

const server = createServer((_, response) => void response.writeHead(404).end("{}")).listen(0, "127.0.0.1");
afterAll(() => void server.close());

function npmrc(): string {
  return `registry=http://127.0.0.1:${(server.address() as AddressInfo).port}/\nfetch-retries=0\n`;
}

function commit({ folder }: Project, message: string, tag?: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", `--message=${message}`);
  if (tag !== undefined) git(folder, "tag", tag);
}

/**
 * Three commits: `v1.2.3`, as an older generator left it, with an export more and a comment of its own; `broken`, whose spec cannot
 * be read; and what this generator makes.
 */
let made: Project;
beforeAll(async () => {
  made = await createProject({ ...toyFiles, ".npmrc": npmrc(), ".gitignore": ".npmrc\nnode_modules\n" });
  git(made.folder, "init", "--quiet");
  expect(await made.quick(["generate"])).toMatchObject({ code: 0 });
  const client = await made.read(`${out}/src/client.ts`);
  const spec = await made.read(`${out}/spec.json`);
  await made.write(`${out}/src/client.ts`, `${client}\nexport const legacy: number = 1;\n`);
  commit(made, "An older generator", "v1.2.3");
  await made.write(`${out}/spec.json`, spec.replace('"actionSpec": 1', '"actionSpec": 2'));
  commit(made, "A spec of other times", "broken");
  await made.write(`${out}/src/client.ts`, client);
  await made.write(`${out}/spec.json`, spec);
  commit(made, "This generator");
});
const copy = (): Promise<Project> => createProject(made);

/** Nothing is another than at the last commit. */
const status = ({ folder }: Project): string => git(folder, "status", "--porcelain");

describe("release", () => {
  it("shows what comes next, and why, and leaves all as it is", async () => {
    const { code, stdout, stderr } = await made.quick(["release", "--dry-run", "--date", "2026-08-15"]);
    expect([code, stderr, stdout]).toEqual([
      0,
      "",
      `toy: 2.0.0 (major) after git:v1.2.3
  the API: none
  the package itself: major (no longer exports \`legacy\`)

## 2.0.0 - 2026-08-15

### Breaking

- The package no longer exports \`legacy\`.

changed ${config}
new ${changelog}
changed ${out}/package.json
changed ${out}/src/runtime/package.ts
changed ${out}/actionwright.manifest.json
`,
    ]);
    expect(status(made)).toBe("");
  });

  it("writes the version, the changelog and the package, and says what is left to do", async () => {
    const project = await copy();
    const { code, stdout, stderr } = await project.quick(["release", "toy"]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toMatch(
      /next: git add --all && git commit -m "Release 2\.0\.0" && git tag v2\.0\.0\n +npm publish \.\/generated\/toy\n$/,
    );
    expect(await project.read(config)).toBe((toyFiles[config] ?? "").replace("1.2.3", "2.0.0"));
    expect(await project.read(changelog)).toMatch(/^## 2\.0\.0\n[^]*- The package no longer exports `legacy`\.$/m);
    expect(await project.quick(["generate", "--check"])).toMatchObject({ code: 0 });
    // Until it is published or tagged, the same comes out once more, and nothing is left to be written.
    commit(project, "Release 2.0.0");
    const again = await project.quick(["release", "--format", "json"]);
    expect(JSON.parse(again.stdout)).toMatchObject([
      { schemaVersion: 1, target: "toy", package: "@toys/toy", configured: "2.0.0", version: "2.0.0", level: "major", because: { api: "none", package: "major" }, tag: "v2.0.0", files: [] },
    ]); // prettier-ignore
    expect(status(project)).toBe("");
    commit(project, "Published", "v2.0.0");
    const after = await project.quick(["release"]);
    expect([after.code, after.stdout, after.stderr]).toEqual([0, "", expect.stringContaining("toy: nothing to release: the package is that of git:v2.0.0\n")]); // prettier-ignore
  });

  it("leaves a version that is further than has to be, and a changelog that somebody wrote in", async () => {
    const project = await copy();
    await project.replace(config, "1.2.3", "3.0.0");
    await project.quick(["generate"]);
    await project.write(changelog, "# Changelog\n\n## 3.0.0 (soon)\n\nOur own words.\n");
    commit(project, "By hand");
    expect(await project.quick(["release"])).toMatchObject({ code: 0 });
    expect(status(project)).toBe(` M ${changelog}`);
    const text = await project.read(changelog);
    expect(text).toMatch(/## 3\.0\.0 \(soon\)\n\nOur own words\.\n\n<!-- actionwright[^]*legacy/);
    await project.write(changelog, text.replace("no longer exports", "has lost"));
    commit(project, "Better words");
    const { code, stderr } = await project.quick(["release"]);
    expect([code, stderr]).toEqual([5, expect.stringContaining(`error[AW5006]: somebody changed what was written of 3.0.0 in \`${changelog}\``)]); // prettier-ignore
    expect(status(project)).toBe("");
  });

  it.each([5, 9])("leaves nothing that git does not take back, killed at its %d. change of a file", async (n) => {
    const project = await copy();
    const hook = pathToFileURL(join(repository, "test/support/killed.mjs")).href;
    const child = spawn(process.execPath, ["--import", hook, cli, "release"], { cwd: project.folder, env: { ...process.env, KILL_AT: String(n) }, stdio: "ignore" }); // prettier-ignore
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
    const refused = await project.quick(["release"]);
    expect([refused.code, refused.stderr]).toEqual([5, expect.stringMatching(/error\[AW5007\][^]*`git stash --include-untracked`/)]); // prettier-ignore
    git(project.folder, "stash", "--include-untracked");
    expect(status(project)).toBe("");
    expect(await project.quick(["release"])).toMatchObject({ code: 0 });
  });

  it("refuses a number whose tag is at another commit", async () => {
    const project = await copy();
    git(project.folder, "checkout", "--quiet", "-b", "elsewhere");
    commit(project, "Released there", "v2.0.0");
    git(project.folder, "checkout", "--quiet", "-");
    const { code, stderr } = await project.quick(["release"]);
    expect([code, stderr]).toEqual([5, expect.stringContaining("error[AW5008]: there is a tag `v2.0.0` already, and it is not at HEAD\n")]); // prettier-ignore
    expect(status(project)).toBe("");
  });

  it("takes the version in the config where there was no release yet", async () => {
    const project = await copy();
    git(project.folder, "tag", "--delete", "v1.2.3");
    const { code, stdout } = await project.quick(["release", "--dry-run"]);
    expect([code, stdout]).toEqual([0, `toy: 1.2.3, the first release\n\n## 1.2.3\n\n### Added\n\n- First release.\n\nnew ${changelog}\n`]); // prettier-ignore
  });

  describe("where a second target has come", () => {
    /** The project after `v1.2.3`, with a target more; its package was not there at the tag. */
    async function withSecond(): Promise<Project> {
      const project = await copy();
      await project.write(config, `${toyFiles[config] ?? ""}  other: { spec: spec/toy, out: generated/other, package: { name: other, version: 0.1.0 } }\n`); // prettier-ignore
      expect(await project.quick(["generate"])).toMatchObject({ code: 0 });
      commit(project, "A second target");
      return project;
    }

    it("finds the release by the tag at which its package had that version, and takes it for none of the other", async () => {
      const project = await withSecond();
      const { code, stdout } = await project.quick(["release", "--dry-run", "--format", "json"]);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject([
        { target: "toy", base: { source: "git:v1.2.3", version: "1.2.3" }, version: "2.0.0", tag: "toy@2.0.0" },
        { target: "other", base: null, version: "0.1.0", tag: "other@0.1.0" },
      ]);
    });

    it("calls nothing the first release whose changelog tells of others", async () => {
      const project = await withSecond();
      git(project.folder, "tag", "--delete", "v1.2.3");
      await project.write(changelog, "# Changelog\n\n## [1.2.2] - 2026-01-01\n\nOur own words.\n");
      commit(project, "No tag");
      const { code, stdout, stderr } = await project.quick(["release", "toy"]);
      expect([code, stdout]).toEqual([6, ""]);
      expect(stderr).toContain(`\`${changelog}\` tells of 1.2.2, but no tag here and no registry has a release of \`@toys/toy\``); // prettier-ignore
      expect(stderr).toContain("help: name the last release: `--base git:<tag>` or `--base npm:@toys/toy@<version>`");
      expect(status(project)).toBe("");
    });
  });

  it.each([
    ["what is not committed", (project: Project) => project.write("spec/toy/notes.md", ""), [], 5, "error[AW5007]: there are changes that are not committed: `spec/toy/notes.md`\n = help: commit them, put them aside with `git stash --include-untracked`, or"],
    ["a package that is not what the spec makes", (project: Project) => project.replace("spec/toy/colours.yaml", "Cold.", "Cool.").then(() => commit(project, "x")), [], 3, `outdated ${out}/src/colours.ts`],
    ["a base whose spec this tool does not take", undefined, ["--base", "git:broken"], 1, "git:broken:/generated/toy/spec.json"],
    ["a base that is not there", undefined, ["--base", "git:v0"], 6, "error[AW8002]"],
    ["a base that is none", undefined, ["--base", "spec/toy"], 2, "a release is `npm:<package>@<version>` or `git:<tag>`"],
    ["a package that was never published", undefined, ["--base", "npm:@toys/toy@1.0.0"], 6, "error[AW8007]: `npm:@toys/toy@1.0.0` is no release to compare with: the registry has no such package"],
    ["a registry that does not answer", (project: Project) => project.write(".npmrc", "registry=http://127.0.0.1:9/\nfetch-retries=0\n"), [], 6, "error[AW8005]"],
    ["a day that is none", undefined, ["--date", "today"], 2, "`today` is no day"],
    ["a target that is none", undefined, ["toys"], 2, "did you mean `toy`?"],
  ] as const)("refuses %s", async (_, prepare, args, code, message) => {
    const project = prepare ? await copy() : made;
    await prepare?.(project);
    const before = status(project);
    const ended = await project.quick(["release", ...args]);
    expect(ended).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(message) as string });
    expect(status(project)).toBe(before);
  }); // prettier-ignore

  it("refuses a clone that may lack the tags of earlier releases", async () => {
    const clone = await createProject({});
    git(clone.folder, "clone", "--quiet", "--depth=1", "--no-tags", `file://${made.folder}`, ".");
    await clone.write(".npmrc", npmrc());
    const { code, stderr } = await clone.quick(["release"]);
    expect([code, stderr]).toEqual([6, expect.stringMatching(/error\[AW8004\].* shallow[^]*git fetch --unshallow --tags/)]); // prettier-ignore
  });

  it.skipIf(!hasTerminals)("tells a terminal what it waits for", async () => {
    const shown = await runOnTerminal([cli, "release", "--base", "npm:none@1.0.0"], { cwd: made.folder });
    expect(shown).toMatch(/toy: asking npm for the last release\r[^]*error.*AW8007/);
  });

  it("wants a repository", async () => {
    const project = await createProject(toyFiles);
    expect(await project.quick(["release"])).toMatchObject({ code: 6, stderr: expect.stringContaining("error[AW8001]") as string }); // prettier-ignore
  });
});
