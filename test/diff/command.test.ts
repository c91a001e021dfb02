// `diff` as it is called: what is compared with what, what holds a change up, and what is agreed to.
import { beforeAll, describe, expect, it } from "vitest";
import type { DiffReport } from "../../generator/index.js";
import { git } from "../support/git.js";
import { createProject, toyFiles, type Project } from "../support/project.js";

const things = "spec/toy/things.yaml";

function commitAll({ folder }: Project, message: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", message);
}

/** A repository with one commit on `main`; copies of it are on a branch of their own. */
let repository: Project;
beforeAll(async () => {
  repository = await createProject();
  git(repository.folder, "init", "--quiet");
  commitAll(repository, "first");
});
async function copy(): Promise<Project> {
  const project = await createProject(repository);
  git(project.folder, "checkout", "--quiet", "-b", "change");
  return project;
}

/** A field gone from an output: breaking. And a new action: safe. */
const breakIt = async (project: Project): Promise<void> => {
  await project.replace(things, "thing_id: ThingId, colour: colours.Colour", "colour: colours.Colour");
};
const add = (project: Project): Promise<void> =>
  project.replace(things, "actions:\n", "actions:\n  things_Count: { effect: read, output: u32 }\n");

const told = ({ changes }: DiffReport): readonly string[] =>
  changes.map(({ level, kind, where }) => `${level} ${kind} ${where}`);
async function reports(project: Project, args: readonly string[]): Promise<readonly DiffReport[]> {
  const { stdout } = await project.quick(["diff", "--format", "json", ...args]);
  const parsed = JSON.parse(stdout) as DiffReport | readonly DiffReport[];
  return Array.isArray(parsed) ? (parsed as readonly DiffReport[]) : [parsed as DiffReport];
}
const gone = "breaking field-removed things.Thing.thingId";

describe("what is compared", () => {
  it("the merge base with the working tree, for every target", async () => {
    const project = await copy();
    await breakIt(project);
    const { stdout, code } = await project.quick(["diff", "--format", "json"]);
    const [report, ...others] = JSON.parse(stdout) as DiffReport[];
    expect([code, others, report && told(report)]).toEqual([4, [], [gone]]);
    expect(report).toMatchObject({
      target: "toy",
      old: { source: "git:main", api: "toy", version: "1.0.0" },
      new: { source: "spec/toy", commit: null },
    });
    expect(report?.old.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it("a commit with the working tree, two commits, and two specs", async () => {
    const project = await copy();
    await add(project);
    commitAll(project, "second");
    await breakIt(project);
    const added = "safe action-added things_Count";
    expect((await reports(project, ["git:HEAD~1"])).map(told)).toEqual([[gone, added]]);
    expect((await reports(project, ["git:HEAD~1", "git:HEAD"])).map(told)).toEqual([[added]]);
    expect((await reports(project, ["git:HEAD~1:spec/toy", "git:HEAD:spec/toy/api.yaml"])).map(told)).toEqual([
      [added],
    ]);
    expect((await reports(project, ["git:HEAD", "spec/toy"])).map(told)).toEqual([[gone]]);
    expect((await reports(project, ["spec/toy", "spec/toy"])).map(told)).toEqual([[]]);
  });

  it("one spec with the target of the same API", async () => {
    const project = await copy();
    await project.write(
      "old.yaml",
      `${
        toyFiles["spec/toy/api.yaml"]
          ?.replace("1.0.0", "0.9.0")
          .replace("[things, colours]", "[{ module: things, actions: { things_Find: { output: string } } }]")
          .replace(/^errors.*\n/m, "") ?? ""
      }`,
    );
    const [report] = await reports(project, ["old.yaml"]);
    expect(report).toMatchObject({
      target: null,
      old: { source: "old.yaml", version: "0.9.0" },
      new: { source: "spec/toy" },
    });
    await project.replace("old.yaml", "id: toy", "id: other");
    expect(await project.quick(["diff", "old.yaml"])).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "error: no target of the config has the API `other`: there is `toy`; name the other spec as well\n",
    });
  });

  it("with what the target lays over its spec, on both sides", async () => {
    const project = await copy();
    const overlay = `overlay: 1\npatches:\n  - { at: /modules/things/types/Thing/docs, reason: Said nowhere., set: A thing. }\n`;
    await project.write("spec/toy.overlay.yaml", overlay);
    await project.replace(
      "actionwright.config.yaml",
      "spec: spec/toy\n",
      "spec: spec/toy\n    overlays: [spec/toy.overlay.yaml]\n",
    );
    commitAll(project, "with an overlay");
    await breakIt(project);
    expect((await reports(project, ["git:HEAD:spec/toy"])).map(told)).toEqual([[gone]]);
    expect((await reports(project, ["git:HEAD"])).map(told)).toEqual([[gone]]);
  });

  it("without what the target leaves out, on both sides", async () => {
    const project = await copy();
    await add(project);
    await project.replace(
      "actionwright.config.yaml",
      "spec: spec/toy\n",
      "spec: spec/toy\n    include: { actions: [things_Find] }\n",
    );
    commitAll(project, "with an action that is left out");
    await breakIt(project);
    expect((await reports(project, ["git:HEAD:spec/toy"])).map(told)).toEqual([[gone]]);
    expect((await reports(project, ["git:HEAD"])).map(told)).toEqual([[gone]]);
  });

  it("a spec that was not there yet: everything is new, and nothing fails", async () => {
    const project = await createProject({ "README.md": "Nothing yet.\n" });
    git(project.folder, "init", "--quiet");
    commitAll(project, "empty");
    for (const [path, text] of Object.entries(toyFiles)) await project.write(path, text);
    const [report] = await reports(project, []);
    expect(report?.old).toMatchObject({ source: "nothing", version: null });
    expect(report?.summary).toMatchObject({ breaking: 0, dangerous: 0, docs: 0 });
    expect((await project.quick(["diff", "--format", "json"])).code).toBe(0);
  });

  it("a spec with errors is told with its place, and which side it is", async () => {
    const project = await copy();
    await project.replace(things, "ThingId: { opaque: string", "ThingId: { opaque: strings");
    const { code, stdout, stderr } = await project.quick(["diff", "--format", "json"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("┌─ spec/toy/things.yaml:5:22");
    expect(stderr).toContain("the new spec, `spec/toy`: 1 error");
    const other = await project.quick(["diff", "git:nowhere"]);
    expect([other.code, other.stdout]).toEqual([6, ""]);
  });
});

describe("what holds a change up", () => {
  const codeOf = async (project: Project, args: readonly string[]): Promise<number | null> =>
    (await project.quick(["diff", "--format", "json", ...args])).code;

  it("what breaks, unless another level is named", async () => {
    const project = await copy();
    await add(project);
    expect(await codeOf(project, [])).toBe(0);
    expect(await codeOf(project, ["--fail-on", "any"])).toBe(4);
    await breakIt(project);
    expect(await codeOf(project, [])).toBe(4);
    expect(await codeOf(project, ["--fail-on", "never"])).toBe(0);
    expect(await codeOf(project, ["--exit-zero"])).toBe(0);
  });

  it("by the policy and the rules of the config, and of the command line before those", async () => {
    const project = await copy();
    await project.replace("spec/toy/colours.yaml", "Red: Warm.,", "Red: Warm., Brown: Earthy.,");
    expect(await codeOf(project, [])).toBe(0);
    expect(await codeOf(project, ["--policy", "strict"])).toBe(4);
    await project.write(
      "actionwright.config.yaml",
      `${toyFiles["actionwright.config.yaml"] ?? ""}diff: { policy: strict }\n`,
    );
    expect(await codeOf(project, [])).toBe(4);
    expect(await codeOf(project, ["--policy", "wire"])).toBe(0);
    await project.write("actionwright.config.yaml", `${toyFiles["actionwright.config.yaml"] ?? ""}diff: { policy: strict, rules: { out/enum-value-added: safe } }\n`); // prettier-ignore
    expect(await codeOf(project, [])).toBe(0);
  });

  it("a version that is not as far as the changes ask for", async () => {
    const project = await copy();
    await add(project);
    const check = () => project.quick(["diff", "--format", "json", "--check-version"]);
    expect(await check()).toMatchObject({ code: 4, stderr: "the version is still 1.0.0: it should be 1.1.0\n" });
    await project.replace("spec/toy/api.yaml", "version: 1.0.0", "version: 1.1.0");
    expect(await check()).toMatchObject({ code: 0, stderr: "" });
    expect(await project.quick(["diff", "--bump"])).toMatchObject({ code: 0, stdout: "minor 1.1.0\n" });
  });

  it.each([
    [["--fail-on", "breakin"], "error: there is no level to fail on `breakin`: did you mean `breaking`?\n"],
    [["--policy", "server-side"], "error: there is no policy `server-side`: did you mean `server`?\n"],
    [["--format", "xml"], "error: there is no format `xml`: one of pretty, json, markdown, html, github, sarif\n"],
    [["-", "-"], "error: stdin has one spec: name the other one\n"],
    [["a", "b", "c"], "error: a comparison is of two specs: see `actionwright diff --help`\n"],
    [["--target", "toys"], "error: the config has no target `toys`: did you mean `toy`?\n"],
  ])("%j is refused", async (args, message) => {
    expect(await repository.quick(["diff", ...args])).toMatchObject({ code: 2, stdout: "", stderr: message });
  });
});

describe("a proof", () => {
  it("shows the code of a caller for each break, and counts the code that goes on", async () => {
    const project = await copy();
    await breakIt(project);
    await add(project);
    const [report] = await reports(project, ["--prove"]);
    const [broken, ...others] = report?.changes ?? [];
    expect(broken).toMatchObject({
      where: "things.Thing.thingId",
      proofs: [{ position: "output", probe: "(value: api.things.Thing) => value.thingId", code: "TS2339" }],
    });
    expect(others.flatMap(({ proofs }) => proofs)).toEqual([]);
    expect(report?.proof?.safeProbes).toBeGreaterThan(20);
    expect(report?.proof?.prelude).toContain('from "@toys/toy"');
    const { stdout, code } = await project.quick(["diff", "--prove"]);
    expect(code).toBe(4);
    expect(stdout).toContain("      │ (value: api.things.Thing) => value.thingId\n      TS2339: Property 'thingId' does not exist on type 'Thing'.\n"); // prettier-ignore
  });
});

describe("what is agreed to", () => {
  const accept = (project: Project, ...args: readonly string[]) => project.quick(["diff", "accept", ...args]);

  it("passes from then on, until the old spec is another", async () => {
    const project = await copy();
    await breakIt(project);
    const { code, stdout, stderr } = await accept(project, "--reason", "Nobody reads it: see #12", "--by", "anna");
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toMatch(
      /^ {2}[0-9a-f]{12} {2}field-removed {2}things\.Thing\.thingId\n1 change accepted in api-accept\.yaml\n$/,
    );
    expect(await project.read("api-accept.yaml")).toMatch(
      /\nversion: 1\nentries:\n {2}- fingerprint: "?[0-9a-f]{12}"?\n {4}base: sha256:[0-9a-f]{8}\n {4}reason: "Nobody reads it: see #12"\n {4}by: anna\n$/,
    );
    const [report] = await reports(project, ["--strict-accepts"]);
    expect(report?.changes[0]).toMatchObject({ level: "breaking", accepted: { by: "anna" } });
    expect(report?.bump.level).toBe("major");
    expect((await project.quick(["diff", "--format", "json", "--strict-accepts"])).code).toBe(0);

    commitAll(project, "agreed");
    git(project.folder, "checkout", "--quiet", "-B", "main");
    const [after] = await reports(project, []);
    expect(after?.staleAccepts).toMatchObject([{ why: "base-moved", location: { file: "api-accept.yaml", line: 6 } }]);
    expect((await project.quick(["diff", "--format", "json", "--strict-accepts"])).code).toBe(4);
    const pruned = await project.quick(["diff", "prune"]);
    expect(pruned.stderr).toContain("1 entry removed from api-accept.yaml\n");
    expect(await project.read("api-accept.yaml")).toMatch(/\nentries: \[\]\n$/);
    expect((await project.quick(["diff", "prune"])).stderr).toBe("every entry is in use\n");
  });

  it("is told with the command that accepts this very comparison", async () => {
    const project = await copy();
    await breakIt(project);
    commitAll(project, "second");
    const { stdout } = await project.quick(["diff", "git:main", "git:HEAD", "--fail-on", "any", "--policy", "strict"]);
    const command = /Accept: actionwright (.+) --reason "…"/.exec(stdout.replaceAll(/\s+/g, " "))?.[1] ?? "";
    expect(command).toBe("diff accept git:main git:HEAD --policy strict --fail-on any");
    const { stderr } = await project.quick([...command.split(" "), "--reason", "agreed"]);
    expect(stderr).toMatch(/1 change accepted in api-accept\.yaml\n$/);
    const plain = await project.quick(["diff"]);
    expect([plain.code, plain.stdout]).toEqual([0, expect.not.stringContaining("FAIL")]);
  });

  it("accepts everything that is held up, or only what is named", async () => {
    const project = await copy();
    await breakIt(project);
    await project.replace("spec/toy/colours.yaml", "Red: Warm., ", "");
    await accept(project, "--reason", "agreed", "--only", "out/field-removed");
    expect((await project.read("api-accept.yaml")).match(/fingerprint/g)?.length).toBe(1);
    await accept(project, "--reason", "agreed", "--fail-on", "any");
    expect((await reports(project, ["--fail-on", "any"]))[0]?.changes.filter(({ accepted }) => !accepted)).toEqual([]);
    expect((await project.quick(["diff", "--format", "json", "--fail-on", "any", "--strict-accepts"])).code).toBe(0);
    expect((await accept(project, "--reason", "again")).stderr).toBe(
      "nothing is held up, so there is nothing to accept\n",
    );
  });

  it("keeps what people wrote into the file", async () => {
    const project = await copy();
    await breakIt(project);
    const written = `version: 1\nentries:\n  # Agreed in the spring.\n  - { rule: variant-added, base: "sha256:00000000", reason: 'So be it' } # by all\n`;
    await project.write("api-accept.yaml", written);
    await accept(project, "--reason", "agreed");
    const text = await project.read("api-accept.yaml");
    expect(text.startsWith(written)).toBe(true);
    await project.quick(["diff", "prune"]);
    expect(await project.read("api-accept.yaml")).not.toContain("So be it");
    expect((await project.quick(["diff", "--format", "json"])).code).toBe(0);
  });

  it.each([
    [[], 'error: why is it accepted? `--reason "…"`\n'],
    [["--reason", "x", "--until", "soon"], "error: `--until` takes a day such as 2026-12-31, and not `soon`\n"],
  ])("%j is refused", async (args, stderr) => {
    expect(await accept(repository, ...args)).toMatchObject({ code: 2, stderr });
  });

  it("a file that is wrong is told with its place, and nothing is compared", async () => {
    const project = await copy();
    await project.write(
      "api-accept.yaml",
      'version: 1\nentries:\n  - { rule: variant-add, base: "sha256:00000000", reason: x }\n',
    );
    const { code, stdout, stderr } = await project.quick(["diff", "--format", "json"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("api-accept.yaml:3:13");
    expect(stderr).toContain("did you mean `variant-added`?");
  });
});
