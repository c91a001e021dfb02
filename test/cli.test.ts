// The command line, as a shell sees it: verbs, options, what is said on which stream, and exit codes. `generate` has a file
// of its own.
import { beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../generator/catalogue/index.js";
import { cli, createProject, toyFiles, type Project } from "./support/project.js";
import { hasTerminals, runOnTerminal } from "./support/process.js";

let project: Project;
beforeAll(async () => {
  project = await createProject();
});

const verbs = ["init", "validate", "generate", "changelog", "export", "import", "call", "explain"];

/** A project whose spec has one mistake. */
const mistaken = (): Promise<Project> =>
  createProject({
    ...toyFiles,
    "spec/toy/colours.yaml": "module: colours\ntypes:\n  Colour: { enum: { Red: {}, Red: {} } }\n",
  });

describe.concurrent("the command", () => {
  it("says how it is used, and that this was no use, without a verb", async () => {
    const { code, stdout, stderr } = await project.run([]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Usage: actionwright <verb>");
  });

  it.each([["--help"], ["-h"], ["help"]])("explains itself on stdout: %s", async (option) => {
    const { code, stdout, stderr } = await project.run([option]);
    expect([code, stderr]).toEqual([0, ""]);
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^ {2}${verb}\\b`, "m"));
    for (const exit of [0, 1, 2, 3, 5, 6, 70]) expect(stdout).toMatch(new RegExp(`\\b${exit}\\b`));
  });

  it.each([["--version"], ["-V"]])("tells its version: %s", async (option) => {
    const { code, stdout, stderr } = await project.run([option]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each(verbs)("%s has a help with each of its options", async (verb) => {
    const { code, stdout, stderr } = await project.run([verb, "--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^Usage: actionwright ${verb}\\b`));
    // The complaint about an option that is like none lists all of them.
    const complaint = (await project.run([verb, "--qqqqqqqqqqqqqqqq"])).stderr;
    const known = [...(complaint.split("known:")[1] ?? "").matchAll(/--[\w-]+/g)].map(([option]) => option);
    expect(known).toContain("--help");
    const ofEveryVerb = (await project.run(["--help"])).stdout;
    expect(known.filter((option) => !`${stdout}${ofEveryVerb}`.includes(option))).toEqual([]);
    expect((await project.run(["help", verb])).stdout).toBe(stdout);
  });

  it.each([
    ["a verb", ["validte"], "did you mean `validate`"],
    ["a verb in the wrong case", ["Generate"], "did you mean `generate`"],
    ["a verb like none", ["zzzzzzzzzzzz"], "actionwright --help"],
    ["a verb that every object has", ["constructor"], "there is no verb `constructor`"],
    ["an option before the verb", ["-c", "x.yaml", "generate"], "the verb comes first"],
    ["an option of the tool itself", ["--vrsion"], "did you mean `--version`"],
    ["the help of no verb", ["help", "genrate"], "did you mean `generate`"],
    ["an option", ["generate", "--chekc"], "did you mean `--check`"],
    ["an option of another verb", ["validate", "--check"], "there is no option `--check`"],
    ["a target", ["generate", "toi"], "did you mean `toy`"],
    ["a target like none", ["generate", "zzzzzzzzzzzz"], "it has toy"],
    ["a format", ["validate", "--format", "jsn"], "did you mean `json`"],
    ["a format like none", ["validate", "--format", "zzzzzzzzzzzz"], "pretty, json, github, sarif"],
    ["a format of another verb", ["explain", "AW2104", "--format", "json"], "there is no format `json`: one of pretty"],
    ["a day", ["changelog", "spec/toy", "spec/toy", "--date", "yesterday"], "2026-08-15"],
    ["a file of JSON", ["changelog", "spec/toy", "spec/toy", "--append", "x.md", "--format", "json"], "--append"],
    ["a code", ["explain", "AW21O4"], "did you mean `AW21"],
    ["a code like none", ["explain", "zzzzzzzzzzzz"], "AW2104"],
    ["a kind of change", ["explain", "feild-removed"], "did you mean `field-removed`"],
    ["a rule", ["explain", "request/field-removed"], "did you mean `req/field-removed`"],
    ["no code", ["explain"], "takes one code"],
    ["two codes", ["explain", "AW2104", "AW2105"], "takes one code"],
    ["a target to export", ["export", "openapi", "toi"], "did you mean `toy`"],
    ["a target to export like none", ["export", "openapi", "zzzzzzzzzzzz"], "the targets are `toy`"],
    ["no kind of document", ["import"], "import openapi"],
    ["a kind of document", ["import", "opnapi", "x.json", "--out", "spec/x"], "did you mean `openapi`"],
    ["no document", ["import", "openapi", "--out", "spec/x"], "which document"],
    ["no folder", ["import", "openapi", "x.json"], "--out"],
    [
      "a way to make modules",
      ["import", "openapi", "x.json", "--out", "spec/x", "--module-by", "tags"],
      "did you mean `tag`",
    ],
    ["an option without its value", ["validate", "-c"], "`--config <value>`"],
    ["an option for a value", ["validate", "--config", "--verbose"], "`--config=<value>`"],
    ["a value that is not wanted", ["generate", "--check=yes"], "write `--check` alone"],
  ])("refuses %s, with a way out", async (_, args, hint) => {
    const before = await project.tree();
    const { code, stdout, stderr } = await project.run(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("error: ");
    expect(stderr).toContain(hint);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(await project.tree()).toEqual(before);
  });
});

/** What is on the command line where a file is, a folder, or neither. */
const [file, folder, nowhere] = ["actionwright.config.yaml", "spec", "none/x"] as const;

describe("what is named and is not there", () => {
  it.each([
    [["validate", nowhere], "error[AW7018]: there is no file `none/x/api.yaml`"],
    [["export", "openapi", nowhere], "error[AW7018]"],
    [["mock", nowhere], "error[AW7018]"],
    [["call", nowhere], "error[AW7018]"],
    [["diff", nowhere, "spec/toy"], "error[AW7018]"],
    [["changelog", "spec/toy", nowhere], "error[AW7018]"],
    [["docs", "--from", nowhere], "error[AW7018]"],
    [["import", "openapi", nowhere, "--out", "x"], "error[AW7018]"],
    [["generate", "none"], "the config has no target `none`"],
    [["release", "none"], "the config has no target `none`"],
    [["export", "model", "none"], "there is no target and no spec `none`"],
    [["validate", "--config", nowhere], "error[AW7007]"],
  ])("is a mistake of the command line, whatever the verb: %j", async (args, told) => {
    const { code, stdout, stderr } = await project.quick(args);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(told)]);
  });
});

describe("what the machine refuses", () => {
  it.each([
    [["export", "openapi", "--out", folder], "cannot write `spec`: it is a folder"],
    [["export", "model", "--out", nowhere], "cannot write `none/x`: there is no folder for it"],
    [["diff", "spec/toy", "spec/toy", "--out", folder], "cannot write `spec`: it is a folder"],
    [["changelog", "spec/toy", "spec/toy", "--append", folder], "cannot read `spec`: it is a folder"],
    [["changelog", "spec/toy", "spec/toy", "--append", nowhere], "cannot write `none/x`: there is no folder for it"],
    [["init", file], "cannot write `actionwright.config.yaml`: a file stands where a folder is needed"],
    [["mock", "--host", "203.0.113.1"], "cannot listen at `203.0.113.1:0`: this machine has no such address"],
  ])("%j", async (args, told) => {
    const before = await project.tree();
    expect(await project.quick(args)).toEqual({ code: 6, stdout: "", stderr: `error: ${told}\n` });
    expect(await project.tree()).toEqual(before);
  });

  it.skipIf(process.platform !== "linux")("is told of a folder that cannot be made, and comes to an end", async () => {
    const { code, stderr } = await project.quick(["init", "/proc/none/toy"]);
    expect([code, stderr]).toEqual([6, "error: cannot write `/proc/none/toy`: there is no folder for it\n"]);
  });
});

it.skipIf(!hasTerminals)("a terminal is told whom it waits for", async () => {
  const own = await createProject({ ...toyFiles, ".npmrc": "registry=http://127.0.0.1:9/\nfetch-retries=0\n" });
  const shown = await runOnTerminal([cli, "diff", "npm:none@1.0.0", "spec/toy"], { cwd: own.folder });
  expect(shown).toMatch(/asking npm for none@1\.0\.0\r[^]*error.*AW8005/);
});

describe.concurrent("explain", () => {
  it.each(["AW2104", "aw2104"])("%s: what it means, what to do, an example", async (code) => {
    const ended = await project.run(["explain", code]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    const { title, cause, fix } = catalogue.AW2104;
    for (const text of ["AW2104", title, cause, fix, "Example"]) expect(ended.stdout).toContain(text);
  });
});

describe.concurrent("explain a change", () => {
  it.each([
    ["field-removed", 2],
    ["out/field-removed", 1],
  ])("%s", async (name, positions) => {
    const ended = await project.run(["explain", name]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout.match(/in what callers/g)?.length).toBe(positions);
  });
});

describe.concurrent("validate", () => {
  it.each([
    ["a folder", ["spec/toy"]],
    ["a folder with a slash", ["spec/toy/"]],
    ["an api.yaml", ["spec/toy/api.yaml"]],
    ["what the config names", []],
    ["two at once", ["spec/toy", "spec/toy/api.yaml"]],
  ])("reads %s", async (_, specs) => {
    const { code, stdout, stderr } = await project.run(["validate", ...specs]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr.match(/1 actions? · \d+ types/g)?.length).toBe(Math.max(specs.length, 1));
  });

  it("reads the spec that a package ships", async () => {
    const target = await createProject();
    expect((await target.run(["generate"])).code).toBe(0);
    const { code, stdout, stderr } = await target.run(["validate", "generated/toy/spec.json"]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toContain("1 action");
  });

  it("takes the config from elsewhere, and its paths from there", async () => {
    const outer = await createProject(
      Object.fromEntries(Object.entries(toyFiles).map(([path, text]) => [`inner/${path}`, text])),
    );
    const { code, stderr } = await outer.run(["validate", "-c", "inner/actionwright.config.yaml"]);
    expect(code).toBe(0);
    expect(stderr).toContain("inner/spec/toy");
    expect((await outer.run(["validate"])).code).toBe(2); // there is none here
  });

  it("shows a mistake to people on stderr: the place, the line, a code", async () => {
    const { code, stdout, stderr } = await (await mistaken()).run(["validate"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^error\[AW\d{4}\]: /m);
    expect(stderr).toContain("spec/toy/colours.yaml:3:30");
    expect(stderr).toContain("Colour: { enum: { Red: {}, Red: {} } }");
    expect(stderr).toContain("1 error");
  });

  it("shows it to programs on stdout, as one JSON document", async () => {
    const { code, stdout, stderr } = await (await mistaken()).run(["validate", "--format", "json"]);
    expect(code).toBe(1);
    expect(stderr).not.toContain("┌─");
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      summary: { error: 1, warning: 0, info: 0 },
      diagnostics: [
        {
          code: expect.stringMatching(/^AW\d{4}$/) as unknown,
          severity: "error",
          file: "spec/toy/colours.yaml",
          start: { line: 3, column: 30 },
          end: { line: 3, column: 33 },
        },
      ],
    });
  });

  it("shows it to GitHub on stdout, a line each", async () => {
    const { code, stdout } = await (await mistaken()).run(["validate", "--format", "github"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=spec\/toy\/colours\.yaml,line=3,col=30,endLine=3,endColumn=33,title=AW\d{4}::.+\n$/,
    );
  });

  it("gives programs a document also if nothing is wrong", async () => {
    const { code, stdout } = await project.run(["validate", "--format", "json"]);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { version: 1, summary: { error: 0, warning: 0, info: 0 }, diagnostics: [] },
    ]);
    expect((await project.run(["validate", "--format", "github"])).stdout).toBe("");
  });

  it("tells all mistakes in one go", async () => {
    const many = await createProject({
      ...toyFiles,
      "spec/toy/colours.yaml":
        "module: colours\ntypes:\n  Colour: { enum: { Red: {}, Red: {} } }\n  Shade: { recrd: {} }\n  Tone: { alias: Colur }\n",
    });
    const { code, stdout } = await many.run(["validate", "--format", "json"]);
    const { diagnostics } = JSON.parse(stdout) as {
      readonly diagnostics: readonly { readonly start: { readonly line: number } }[];
    };
    expect(code).toBe(1);
    expect(new Set(diagnostics.map(({ start }) => start.line))).toEqual(new Set([3, 4, 5]));
  });

  it.each([
    ["no such spec", ["validate", "nowhere"], "a spec is a folder with an `api.yaml`"],
    ["a slip in a folder", ["validate", "spec/toi"], "did you mean `spec/toy`?"],
    ["a slip in a file", ["validate", "spec/toy/apy.yaml"], "did you mean `spec/toy/api.yaml`?"],
    [
      "no such document",
      ["import", "openapi", "actionwright.confg.yaml", "--out", "x"],
      "did you mean `actionwright.config.yaml`?",
    ],
    ["no config", ["validate", "-c", "nowhere/zzz.yaml"], "name it with `--config <file>`"],
    ["another config", ["generate", "-c", "actionwright.config.yml"], "did you mean `actionwright.config.yaml`?"],
  ])("%s: an error with a way out, not a bug", async (_, args, hint) => {
    const { code, stderr } = await project.quick(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error\[AW[^9]/);
    expect(stderr).toContain(`= help: ${hint}`);
  });

  it.each([
    ["an unknown key", toyFiles["actionwright.config.yaml"]?.replace("out:", "output:")],
    ["text that is no YAML", "targets: ["],
    ["nothing", ""],
    ["a folder outside", toyFiles["actionwright.config.yaml"]?.replace("generated/toy", "../toy")],
  ])("a config with %s is an error of usage", async (_, text) => {
    const broken = await createProject({ ...toyFiles, "actionwright.config.yaml": text ?? "" });
    const { code, stderr } = await broken.run(["validate"]);
    expect(stderr).toMatch(/^error\[AW/m);
    expect(code).toBe(2);
  });

  it("names what no action reaches, to those who ask", async () => {
    const more = await createProject({
      ...toyFiles,
      "spec/toy/colours.yaml": `${toyFiles["spec/toy/colours.yaml"] ?? ""}  Lonely: { record: {} }\n`,
    });
    expect((await more.run(["validate"])).stderr).not.toContain("Lonely");
    expect((await more.run(["validate", "--verbose"])).stderr).toContain("colours.Lonely");
  });
});

describe.concurrent("colour", () => {
  const escape = "\u001b[";

  it("is not for pipes, unless it is asked for", async () => {
    const broken = await mistaken();
    expect((await broken.run(["validate"])).stderr).not.toContain(escape);
    expect((await broken.run(["validate"], { FORCE_COLOR: "1" })).stderr).toContain(escape);
    expect((await broken.run(["validate", "--no-color"], { FORCE_COLOR: "1" })).stderr).not.toContain(escape);
    expect((await broken.run(["validate"], { FORCE_COLOR: "0" })).stderr).not.toContain(escape);
  });

  it("never comes with JSON", async () => {
    const { stdout } = await (await mistaken()).run(["validate", "--format", "json"], { FORCE_COLOR: "1" });
    expect(stdout).not.toContain(escape);
  });

  it.skipIf(!hasTerminals)("is for terminals, unless NO_COLOR says otherwise", async () => {
    const { folder: cwd } = await mistaken();
    const shown = (env: Readonly<Record<string, string>>): Promise<string> =>
      runOnTerminal([cli, "validate"], { cwd, env });
    expect(await shown({})).toContain(`${escape}31m`);
    expect(await shown({ NO_COLOR: "1" })).not.toContain(`${escape}31m`);
    expect(await shown({ NO_COLOR: "" })).toContain(`${escape}31m`); // as no-color.org has it
  });
});
