// `generate` in a project of its own: what it writes and what it leaves alone, what a check says, and how it ends when
// something stands in its way.
import { chmod, cp, mkdir, rename, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { repository, temporaryFolder } from "./support/folder.js";
import { run, runNode } from "./support/process.js";
import { cli, createProject, toyFiles, type Project } from "./support/project.js";

const out = "generated/toy";
const things = `${out}/src/things.ts`;
const colours = `${out}/src/colours.ts`;
const page = `${out}/docs/colours.md`;
const manifest = `${out}/actionwright.manifest.json`;

/** Up to date. Never changed: the tests work on copies. */
let fresh: Project;
beforeAll(async () => {
  fresh = await createProject();
  expect(await fresh.quick(["generate"])).toMatchObject({ code: 0, stdout: "" });
});
const copy = (): Promise<Project> => createProject(fresh);

/** `state path` of a check or a dry run, sorted. */
const lines = (stdout: string): readonly string[] => stdout.split("\n").filter(Boolean).sort();

/** Another value for an enum: changes its module, the spec in the package and the manifest, and no other code. */
const addBrown = (project: Project): Promise<void> =>
  project.replace("spec/toy/colours.yaml", "Red: Warm.,", "Red: Warm., Brown: Earthy.,");

/** Takes the module `colours` away. */
async function dropColours(project: Project): Promise<void> {
  await project.replace("spec/toy/api.yaml", "[things, colours]", "[things]");
  await project.replace("spec/toy/things.yaml", "colours.Colour", "string");
}

describe("generate", () => {
  it("makes a package, tells people how much, and touches nothing else", async () => {
    const project = await createProject();
    const before = await project.tree();
    const { code, stdout, stderr } = await project.run(["generate"]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toMatch(/^toy: \d+ files \(\d+ changed\) · 1 action · 6 types · \d+\.\d s\n$/);
    const after = Object.entries(await project.tree());
    expect(Object.fromEntries(after.filter(([path]) => !path.startsWith(`${out}/`)))).toEqual(before);
    const made = after.map(([path]) => path).filter((path) => path.startsWith(`${out}/`));
    expect(made).toEqual(
      expect.arrayContaining([things, colours, manifest, `${out}/package.json`, `${out}/src/index.ts`]),
    );
    expect(made.filter((path) => path.includes(".tmp"))).toEqual([]);
    expect(JSON.parse(await project.read(`${out}/package.json`))).toMatchObject({
      name: "@toys/toy",
      version: "1.2.3",
    });
  });

  it("writes nothing when nothing has changed", async () => {
    const project = await copy();
    await project.age(".");
    const before = await project.times(out);
    const { code, stderr } = await project.quick(["generate"]);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/\(\d+ unchanged\)/)]);
    expect(await project.times(out)).toEqual(before);
  });

  it("writes only what differs", async () => {
    const project = await copy();
    await addBrown(project);
    await project.age(".");
    const before = { times: await project.times(out), tree: await project.tree(out) };
    expect((await project.quick(["generate"])).code).toBe(0);
    const after = { times: await project.times(out), tree: await project.tree(out) };
    const written = Object.keys(after.times).filter((path) => after.times[path] !== before.times[path]);
    const differing = Object.keys(after.tree).filter((path) => after.tree[path] !== before.tree[path]);
    expect(written).toEqual(differing);
    expect(written).toEqual([manifest, page, `${out}/spec.json`, colours]);
  });

  it("removes what is no longer made, and the folder that is empty then", async () => {
    const project = await copy();
    await dropColours(project);
    expect((await project.quick(["generate"])).code).toBe(0);
    expect(Object.keys(await project.tree(out))).not.toContain(colours);
    expect((await project.quick(["generate", "--check"])).code).toBe(0);
  });

  it("leaves files that are not its own alone", async () => {
    const project = await copy();
    await project.write(`${out}/CHANGELOG.md`, "mine\n");
    await project.write(`${out}/src/mine.ts`, "export {};\n");
    await addBrown(project);
    expect((await project.quick(["generate"])).code).toBe(0);
    expect(await project.read(`${out}/CHANGELOG.md`)).toBe("mine\n");
    expect(await project.read(`${out}/src/mine.ts`)).toBe("export {};\n");
  });

  it("makes the named targets only", async () => {
    const project = await createProject({
      ...toyFiles,
      "actionwright.config.yaml": `${toyFiles["actionwright.config.yaml"] ?? ""}  game:
    spec: spec/toy
    out: generated/game
    package: { name: "@toys/game", version: 0.0.1 }
`,
    });
    expect((await project.quick(["generate", "game"])).code).toBe(0);
    expect(Object.keys(await project.tree("generated")).filter((path) => !path.startsWith("generated/game/"))).toEqual(
      [],
    );
    expect((await project.quick(["generate"])).stderr).toMatch(/^toy: .*\ngame: .* unchanged\)/);
  });

  it("shows what is wrong with a target where the config says it", async () => {
    const project = await createProject();
    const said = async (from: string, to: string): Promise<string> => {
      await project.replace("actionwright.config.yaml", from, to);
      const { code, stderr } = await project.quick(["generate"]);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await said("spec: spec/toy", "spec: spec/toi")).toBe(`error[AW7018]: there is no file \`spec/toi/api.yaml\`
  ┌─ actionwright.config.yaml:4:11
  │
4 │     spec: spec/toi
  │           ^^^^^^^^
  = help: did you mean \`spec/toy\`?

toy: 1 error, nothing written
`);
    expect(await said("spec: spec/toi", "spec: spec/toy\n    include: { modules: [hues] }")).toContain(
      "  ┌─ actionwright.config.yaml:5:5\n  │\n5 │     include: { modules: [hues] }\n",
    );
    expect(await said("include: { modules: [hues] }", "overlays: [toy.overlay.yaml]")).toContain(
      "5 │     overlays: [toy.overlay.yaml]\n  │                ^^^^^^^^^^^^^^^^\n  = help: paths begin in the folder of the document",
    );
  });

  it("makes the same from another folder, beside the config it is given", async () => {
    const outer = await createProject(
      Object.fromEntries(Object.entries(toyFiles).map(([path, text]) => [`inner/${path}`, text])),
    );
    expect((await outer.quick(["generate", "--config", "inner/actionwright.config.yaml"])).code).toBe(0);
    const made = Object.entries(await outer.tree("inner/generated")).map(([path, text]) => [
      path.slice("inner/".length),
      text,
    ]);
    expect(Object.fromEntries(made)).toEqual(await fresh.tree("generated"));
  });

  it("keeps what it made once, and what is ignored", async () => {
    const project = await createProject({
      ...toyFiles,
      "actionwright.config.yaml": `${toyFiles["actionwright.config.yaml"] ?? ""}    writeOnce: [README.md]\n    ignore: [LICENSE]\n`,
    });
    await project.write(`${out}/LICENSE`, "mine\n");
    expect((await project.quick(["generate"])).code).toBe(0);
    await project.write(`${out}/README.md`, "mine\n");
    expect((await project.quick(["generate"])).code).toBe(0);
    expect([await project.read(`${out}/README.md`), await project.read(`${out}/LICENSE`)]).toEqual([
      "mine\n",
      "mine\n",
    ]);
    expect((await project.quick(["generate", "--check"])).code).toBe(0);
  });

  it("has a file of one's own, which the root exports: a client that is extended, with middleware", async () => {
    const text = toyFiles["actionwright.config.yaml"] ?? "";
    const project = await createProject({ ...toyFiles, "actionwright.config.yaml": `${text}    writeOnce: [src/custom.ts]\n` });
    expect((await project.quick(["generate"])).code).toBe(0);
    const custom = `${out}/src/custom.ts`;
    expect(await project.read(custom)).toMatch(/^\/\/ Yours: .*\n.*\nexport \{\};\n$/);
    const own = `import { ToyClient, type ToyClientOptions } from "./client.js";
import { FindThingAction } from "./things.js";
export class MyToy extends ToyClient {
  constructor(options: ToyClientOptions) {
    super({ ...options, middleware: [(request, next) => next({ ...request, headers: { ...request.headers, "x-mine": "1" } })] });
  }
  async colourOf(thingId: string): Promise<string | undefined> {
    const output = await this.execute(new FindThingAction({ thingId }));
    return output.result === "Found" ? output.colour : undefined;
  }
}
`;
    await project.write(custom, own);
    await addBrown(project);
    expect((await project.quick(["generate"])).code).toBe(0);
    expect(await project.read(custom)).toBe(own);
    expect((await project.quick(["generate", "--check"])).code).toBe(0);
    const tsc = join(repository, "node_modules/typescript/bin/tsc");
    const built = await runNode([tsc, "-p", join(out, "tsconfig.json")], { cwd: project.folder });
    expect(built).toEqual({ code: 0, stdout: "", stderr: "" });
    const program = `import { MyToy } from "./${out}/dist/index.js";
const fetch = async (url, { headers }) => new Response(JSON.stringify({ result: "Found", thingId: "t", colour: headers["x-mine"] === "1" ? "Brown" : "Red" }), { headers: { "content-type": "application/json" } });
console.log(await new MyToy({ token: "t", fetch }).colourOf("t"));`;
    const ended = await runNode(["--input-type=module"], { cwd: project.folder, input: program });
    expect(ended).toEqual({ code: 0, stdout: "Brown\n", stderr: "" });
  }); // prettier-ignore

  it("tells where the time went, stage by stage, to those who ask", async () => {
    const project = await copy();
    const { code, stderr } = await project.quick(["generate", "--timings", "--dry-run"]);
    expect(code).toBe(0);
    const [, ...rows] = stderr.trimEnd().split("\n");
    const stages = rows.map((row) => /^ {2}(\S.*\S) +(\d+) ms$/.exec(row)?.slice(1) ?? []);
    expect(stages.map(([stage]) => stage)).toEqual(
      "start,cache,load of the tool,config,load,overlay,validate,lower,check,select,emit,print,format,manifest,compare,write,remember,all".split(","),
    ); // prettier-ignore
    const times = stages.map(([, time]) => Number(time));
    const sum = times.slice(0, -1).reduce((all, time) => all + time, 0);
    expect(Math.abs(sum - (times.at(-1) ?? 0))).toBeLessThan(times.length);
  });
});

describe("generate --check", () => {
  interface Case {
    readonly state: string;
    readonly change: (project: Project) => Promise<unknown>;
    readonly code: number;
    readonly says: readonly string[];
  }
  const cases: readonly Case[] = [
    { state: "nothing", change: () => Promise.resolve(), code: 0, says: [] },
    {
      state: "outdated",
      change: addBrown,
      code: 3,
      says: [`outdated ${manifest}`, `outdated ${page}`, `outdated ${out}/spec.json`, `outdated ${colours}`],
    },
    {
      state: "edited",
      change: (project) => project.replace(things, "Identifies", "Denotes"),
      code: 5,
      says: [`edited ${things}`],
    },
    { state: "missing", change: (project) => rm(join(project.folder, things)), code: 3, says: [`missing ${things}`] },
    {
      state: "a manifest that is gone",
      change: (project) => rm(join(project.folder, manifest)),
      code: 3,
      says: [`missing ${manifest}`],
    },
    {
      state: "stale and outdated",
      change: dropColours,
      code: 3,
      says: [
        `outdated ${manifest}`,
        `outdated ${out}/docs/things.md`,
        `outdated ${out}/package.json`,
        `outdated ${out}/spec.json`,
        `outdated ${out}/src/index.ts`,
        `outdated ${things}`,
        `stale ${page}`,
        `stale ${colours}`,
      ],
    },
    {
      state: "unowned",
      change: async (project) => {
        await project.write(`${out}/src/shapes.ts`, "export const mine = 1;\n");
        await project.write("spec/toy/shapes.yaml", "module: shapes\ntypes: { Shape: { record: {} } }\n");
        await project.replace("spec/toy/api.yaml", "[things, colours]", "[things, colours, shapes]");
      },
      code: 5,
      says: [
        `outdated ${manifest}`,
        `missing ${out}/docs/shapes.md`,
        `outdated ${out}/package.json`,
        `outdated ${out}/spec.json`,
        `outdated ${out}/src/index.ts`,
        `unowned ${out}/src/shapes.ts`,
      ],
    },
    {
      state: "outdated and edited",
      change: async (project) => {
        await addBrown(project);
        await project.replace(things, "Identifies", "Denotes");
      },
      code: 5,
      says: [
        `edited ${things}`,
        `outdated ${manifest}`,
        `outdated ${page}`,
        `outdated ${out}/spec.json`,
        `outdated ${colours}`,
      ],
    },
  ];

  it.each(cases)("tells $state, and writes nothing", async ({ change, code, says }) => {
    const project = await copy();
    await change(project);
    const before = await project.tree();
    const ended = await project.quick(["generate", "--check"]);
    expect(lines(ended.stdout).filter((line) => !line.includes("README.md"))).toEqual([...says].sort());
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(code === 0 ? "toy: up to date" : "run `actionwright generate toy`");
    expect(await project.tree()).toEqual(before);
  });

  it("calls everything missing where nothing was made", async () => {
    const project = await createProject();
    const { code, stdout } = await project.quick(["generate", "--check"]);
    const made = Object.keys(await fresh.tree(out));
    expect([code, lines(stdout)]).toEqual([3, made.map((path) => `missing ${path}`).sort()]);
    expect(Object.keys(await project.tree())).toEqual(Object.keys(toyFiles).sort());
  });

  it("sees no drift in a checkout with CRLF, and neither does `generate`", async () => {
    const project = await copy();
    for (const [path, text] of Object.entries(await project.tree(".")))
      await project.write(path, text.replaceAll("\n", "\r\n"));
    expect(await project.quick(["generate", "--check"])).toMatchObject({ code: 0, stdout: "" });
    expect((await project.quick(["generate"])).code).toBe(0);
    expect((await project.quick(["generate", "--check"])).code).toBe(0);
  });
});

describe("generate --check --diff", () => {
  /** What differs in `src/colours.ts` alone. */
  const hunk = `--- a/${colours}
+++ b/${colours}
@@ `;

  it("is a patch that makes the package what its spec makes", async () => {
    const project = await copy();
    await dropColours(project);
    await project.replace(things, "Identifies", "Denotes");
    await rm(join(project.folder, out, "README.md"));
    const { code, stdout } = await project.quick(["generate", "--check", "--diff"]);
    expect(code).toBe(5);
    expect(stdout).toContain(`stale ${colours}\n--- a/${colours}\n+++ /dev/null\n@@ -1,`);
    expect(stdout).toContain(`missing ${out}/README.md\n--- /dev/null\n+++ b/${out}/README.md\n@@ -0,0 +1,`);
    const applied = await run("git", ["apply", "--whitespace=nowarn"], { cwd: project.folder, input: stdout });
    expect(applied).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await project.quick(["generate", "--check"])).toMatchObject({ code: 0, stdout: "" });
  });

  it("has all kinds of drift, goes with a dry run too, and with nothing else", async () => {
    const project = await copy();
    await addBrown(project);
    const checked = await project.quick(["generate", "--check", "--diff"]);
    expect([checked.code, checked.stdout]).toEqual([3, expect.stringContaining(`outdated ${colours}\n${hunk}`)]);
    expect(checked.stdout).toMatch(/^\+ {2}readonly Brown/m);
    const dry = await project.quick(["generate", "--dry-run", "--diff"]);
    expect([dry.code, dry.stdout]).toEqual([0, checked.stdout.replaceAll(/^outdated /gm, "changed ")]);
    await project.write(`${out}/src/shapes.ts`, "export const mine = 1;");
    await project.write("spec/toy/shapes.yaml", "module: shapes\ntypes: { Shape: { record: {} } }\n");
    await project.replace("spec/toy/api.yaml", "[things, colours]", "[things, colours, shapes]");
    const unowned = await project.quick(["generate", "--check", "--diff"]);
    expect(unowned.stdout).toContain("\n-export const mine = 1;\n\\ No newline at end of file\n+");
    const alone = await project.quick(["generate", "--diff"]);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining("`--check` or `--dry-run`")]);
  });

  it("is in colour on a terminal, and shows what would act there", async () => {
    const project = await copy();
    await project.replace(colours, "Warm.", "Warm.\u001b[2J\u202e\ttab");
    const { stdout } = await project.run(["generate", "--check", "--diff"], { FORCE_COLOR: "1" });
    expect(stdout).toMatch(/\u001b\[31m-.*Warm\.\uFFFD\[2J\uFFFD\ttab.*\u001b\[39m\n\u001b\[32m\+.*Warm\./);
    expect(stdout).toContain("\u001b[36m@@ ");
    const plain = await project.run(["generate", "--check", "--diff"]);
    expect(plain.stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it("does not see other line ends, and writes nothing", async () => {
    const project = await copy();
    for (const [path, text] of Object.entries(await project.tree(out)))
      await project.write(path, text.replaceAll("\n", "\r\n"));
    await addBrown(project);
    const before = await project.tree();
    const { stdout } = await project.quick(["generate", "--check", "--diff"]);
    expect(stdout.match(/^[-+](?![-+]).*$/gm)?.filter((line) => /Warm|Identifies/.test(line))).toEqual([]);
    expect(await project.tree()).toEqual(before);
  });
});

describe("generate --adopt", () => {
  const withProgram = (): Promise<Project> => createProject({ ...toyFiles, [`${out}/src/main.ts`]: "mine\n" });

  it("is asked for by the first run into a folder that is not empty", async () => {
    const project = await withProgram();
    const before = await project.tree();
    const { code, stderr } = await project.quick(["generate"]);
    expect([code, stderr]).toEqual([5, expect.stringContaining("error[AW5004]: `generated/toy` has files in it")]);
    expect(stderr).toContain("run with `--adopt`");
    expect(await project.tree()).toEqual(before);
    expect((await project.quick(["generate", "--adopt"])).code).toBe(0);
    expect(await project.tree(out)).toEqual({ ...(await fresh.tree(out)), [`${out}/src/main.ts`]: "mine\n" });
    expect((await project.quick(["generate"])).code).toBe(0);
  });

  it("makes a lost manifest again, and writes over nothing", async () => {
    const project = await copy();
    await rm(join(project.folder, manifest));
    expect((await project.quick(["generate"])).code).toBe(5);
    await project.replace(things, "Identifies", "Denotes");
    const { code, stderr } = await project.quick(["generate", "--adopt"]);
    expect([code, stderr]).toEqual([5, expect.stringContaining(`error[AW5002]: \`${things}\``)]);
    await project.replace(things, "Denotes", "Identifies");
    expect((await project.quick(["generate", "--adopt"])).code).toBe(0);
    expect(await project.tree(out)).toEqual(await fresh.tree(out));
  });

  it("is not needed for what is ignored, nor for empty folders", async () => {
    const config = `${toyFiles["actionwright.config.yaml"] ?? ""}    ignore: [CHANGELOG.md, "own/**"]\n`;
    const project = await createProject({ ...toyFiles, "actionwright.config.yaml": config });
    await project.write(`${out}/CHANGELOG.md`, "mine\n");
    await project.write(`${out}/own/a.ts`, "mine\n");
    await mkdir(join(project.folder, out, "empty"));
    expect((await project.quick(["generate"])).code).toBe(0);
  });
});

describe("generate --dry-run", () => {
  it("names what would be written or removed, and writes nothing", async () => {
    const project = await copy();
    await dropColours(project);
    const before = await project.tree();
    const { code, stdout } = await project.quick(["generate", "--dry-run"]);
    expect(code).toBe(0);
    expect(lines(stdout)).toEqual(
      expect.arrayContaining([`stale ${colours}`, `changed ${things}`, `changed ${manifest}`]),
    );
    expect(await project.tree()).toEqual(before);
  });
});

describe("what stands in the way", () => {
  it("an edited file is not overwritten, and nothing else is written either", async () => {
    const project = await copy();
    await addBrown(project);
    await project.replace(things, "Identifies", "Denotes");
    const before = await project.tree();
    const { code, stdout, stderr } = await project.run(["generate"]);
    expect([code, stdout]).toEqual([5, ""]);
    expect(stderr).toContain("error[AW5001]");
    expect(stderr).toContain(things);
    for (const way of ["take the edit back", "`ignore` of the target", "`--force`"]) expect(stderr).toContain(way);
    expect(await project.tree()).toEqual(before);
  });

  it("an edited file goes with --force, and the check is content then", async () => {
    const project = await copy();
    await project.replace(things, "Identifies", "Denotes");
    expect((await project.quick(["generate", "--force"])).code).toBe(0);
    expect(await project.tree(out)).toEqual(await fresh.tree(out));
  });

  it("an edited file that is no longer made stays, also with --force", async () => {
    const project = await copy();
    await dropColours(project);
    await project.replace(colours, "Warm", "Hot");
    const before = await project.tree();
    expect((await project.quick(["generate"])).code).toBe(5);
    expect(await project.tree()).toEqual(before);
    expect((await project.quick(["generate", "--force"])).code).toBe(0);
    expect(await project.read(colours)).toBe(before[colours]);
    expect(await project.read(manifest)).not.toContain("colours");
  });

  it("a file that is not ours is not overwritten", async () => {
    const project = await createProject({ ...toyFiles, [`${out}/README.md`]: "mine\n" });
    const before = await project.tree();
    const { code, stderr } = await project.quick(["generate"]);
    expect([code, stderr]).toEqual([5, expect.stringContaining("error[AW5002]")]);
    expect(await project.tree()).toEqual(before);
    expect((await project.quick(["generate", "--force"])).code).toBe(0);
    expect(await project.read(`${out}/README.md`)).not.toBe("mine\n");
  });

  it("a manifest with paths that lead out makes nothing there", async () => {
    const project = await copy();
    await project.write("precious.txt", "mine\n");
    const parsed = JSON.parse(await project.read(manifest)) as {
      files: { path: string; sha256: string; owner: string }[];
    };
    const sha256 = "a80f6b8c5a5b3ae1e6d1b1d1fb0c8f3b8f3d2b8f8f3a9f5f6c1b7f0d3a1e0c9b";
    for (const path of ["../../precious.txt", "/etc/hostname", "src/../../../precious.txt"])
      parsed.files.push({ path, sha256, owner: "module" });
    await project.write(manifest, JSON.stringify(parsed));
    expect((await project.quick(["generate"])).code).toBe(0);
    expect(await project.read("precious.txt")).toBe("mine\n");
  });

  it("a spec with errors leaves everything as it was", async () => {
    const project = await copy();
    await addBrown(project);
    await project.replace("spec/toy/things.yaml", "colours.Colour", "colours.Color");
    const before = await project.tree();
    for (const args of [["generate"], ["generate", "--force"], ["generate", "--check"]]) {
      const { code, stdout, stderr } = await project.quick(args);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/did you mean `(colours\.)?Colour`/);
      expect(stderr).toContain("nothing written");
    }
    expect(await project.tree()).toEqual(before);
  });

  it("a link out of the folder is not followed", async () => {
    for (const filled of [true, false]) {
      const project = await copy();
      const elsewhere = await temporaryFolder();
      await rename(join(project.folder, out, "src"), join(project.folder, "moved"));
      if (filled) await cp(join(project.folder, "moved"), elsewhere, { recursive: true });
      await symlink(elsewhere, join(project.folder, out, "src"));
      await addBrown(project);
      const before = [await project.tree(), await treeElsewhere(elsewhere)];
      for (const args of [["generate"], ["generate", "--force"]]) {
        const { code, stderr } = await project.quick(args);
        expect([5, null]).toContain(code); // in the way, or an error of the machine
        expect(stderr).toContain("src/");
        expect([await project.tree(), await treeElsewhere(elsewhere)]).toEqual(before);
      }
    }
  });

  it("a link to a file elsewhere is not written through", async () => {
    const project = await copy();
    const target = join(await temporaryFolder(), "readme.md");
    await rename(join(project.folder, out, "README.md"), target);
    await symlink(target, join(project.folder, out, "README.md"));
    await project.replace("spec/toy/api.yaml", "title: Toy", "title: Toys");
    const before = [await project.tree(), await treeElsewhere(dirname(target))];
    expect((await project.quick(["generate", "--force"])).code).toBe(5);
    expect([await project.tree(), await treeElsewhere(dirname(target))]).toEqual(before);
  });

  it("a file where a folder belongs is an error of the machine", async () => {
    const project = await createProject({ ...toyFiles, generated: "mine\n" });
    const before = await project.tree();
    const { code, stdout, stderr } = await project.run(["generate"]);
    expect([code, stdout]).toEqual([6, ""]);
    expect(stderr).toMatch(/^error: cannot write `generated\/toy`: a file stands where a folder is needed/m);
    expect(await project.tree()).toEqual(before);
  });

  it("a folder where a file belongs is in the way", async () => {
    const project = await createProject();
    await mkdir(join(project.folder, out, "README.md"), { recursive: true });
    await project.write(`${out}/README.md/mine.txt`, "mine\n");
    const before = await project.tree();
    for (const args of [["generate"], ["generate", "--force"]]) {
      expect((await project.quick(args)).code).toBe(5);
      expect(await project.tree()).toEqual(before);
    }
  });

  it.skipIf(process.platform === "win32")("a folder that cannot be written is an error of the machine", async () => {
    const project = await copy();
    await addBrown(project);
    const before = await project.tree();
    await chmod(project.folder, 0o755);
    await chmod(join(project.folder, out, "src"), 0o555);
    // Nothing is forbidden to root: then it is someone else who runs it.
    const options = process.getuid?.() === 0 ? { cwd: project.folder, uid: 65_534 } : { cwd: project.folder };
    const { code, stderr } = await runNode([cli, "generate"], options);
    await chmod(join(project.folder, out, "src"), 0o755);
    expect([code, stderr]).toEqual([
      6,
      expect.stringContaining("error: cannot write `generated/toy`: this user is not allowed to"),
    ]);
    expect(await project.tree()).toEqual(before);
  });
});

describe("generate for programs", () => {
  it.each([[[]], [["--check"]], [["--dry-run"]]])("gives one JSON document on stdout: %s", async (options) => {
    const project = await copy();
    await addBrown(project);
    const { stdout } = await project.quick(["generate", ...options, "--format", "json"]);
    expect(JSON.parse(stdout)).toEqual({ version: 1, summary: { error: 0, warning: 0, info: 0 }, diagnostics: [] });
  });

  it("has what stands in the way in it, with that of the spec", async () => {
    const project = await copy();
    await project.replace(things, "Identifies", "Denotes");
    const { code, stdout } = await project.quick(["generate", "--format", "json"]);
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ code: "AW5001", severity: "error", file: things }] });
  });

  it("has the mistakes of a config in it", async () => {
    const project = await createProject({ ...toyFiles, "actionwright.config.yaml": "actionwright: 1\n" });
    const { code, stdout } = await project.quick(["generate", "--format", "json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { error: 1 } });
  });

  it("tells GitHub of a file in the way", async () => {
    const project = await copy();
    await project.replace(things, "Identifies", "Denotes");
    const { code, stdout } = await project.quick(["generate", "--format", "github"]);
    expect(code).toBe(5);
    expect(stdout).toMatch(new RegExp(`^::error file=${things},.*title=AW5001::`));
  });
});

/** What is in a folder that is no project. */
async function treeElsewhere(folder: string): Promise<Readonly<Record<string, string>>> {
  const seen = await createProject({});
  await cp(folder, seen.folder, { recursive: true });
  return seen.tree();
}
