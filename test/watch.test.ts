// `generate --watch` as people use it: a process that says a line whenever it did something. What is waited for is what it says.
import { spawn } from "node:child_process";
import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { cli, createProject, toyFiles, type Project } from "./support/project.js";

const out = "generated/toy";
const colours = "spec/toy/colours.yaml";
const config = "actionwright.config.yaml";
const files: Readonly<Record<string, string>> = { ...toyFiles, "package.json": "{}\n" };

interface Watch {
  /** Waits until it has said this, and answers all that it said since the last time. */
  said(pattern: RegExp): Promise<string>;
  /** Interrupts it, and answers its exit code and what else it said. */
  interrupt(): Promise<{ readonly code: number | null; readonly rest: string }>;
}

const running = new Set<() => void>();
afterEach(() => running.forEach((kill) => kill()));

function startWatch({ folder }: Project, args: readonly string[] = []): Watch {
  const child = spawn(process.execPath, [cli, "generate", "--watch", ...args], { cwd: folder });
  running.add(() => child.kill("SIGKILL"));
  let [text, wake] = ["", () => {}];
  let code: number | null | undefined;
  child.stderr.on("data", (chunk: Buffer) => ((text += chunk.toString()), wake()));
  child.stdout.on("data", (chunk: Buffer) => ((text += chunk.toString()), wake()));
  child.on("close", (ended) => ((code = ended), wake()));
  const until = async (isThere: () => boolean): Promise<string> => {
    while (!isThere() && code === undefined) await new Promise<void>((resolve) => (wake = resolve));
    if (!isThere()) throw new Error(`it ended with ${code}, and said: ${text}`);
    const said = text;
    text = "";
    return said;
  };
  return {
    said: (pattern) => until(() => pattern.test(text)),
    async interrupt() {
      child.kill("SIGINT");
      const rest = await until(() => code !== undefined);
      return { code: code ?? null, rest };
    },
  };
}

async function started(project: Project, args: readonly string[] = []): Promise<Watch> {
  const watch = startWatch(project, args);
  expect(await watch.said(/watching.*\n/)).toMatch(/^toy: \d+ files \(\d+ changed\).* s\nwatching; Ctrl\+C ends it\n$/);
  return watch;
}

/** Saves a document as editors do, another file in its place: half of one is never seen. */
async function save(project: Project, path: string, text: string): Promise<void> {
  await project.write(`saved/${path}`, text);
  await mkdir(dirname(join(project.folder, path)), { recursive: true });
  await rename(join(project.folder, "saved", path), join(project.folder, path));
}

async function edit(project: Project, path: string, [from, to]: readonly [string, string]): Promise<void> {
  const text = await project.read(path);
  expect(text).toContain(from);
  await save(project, path, text.replace(from, to));
}

/** One line about the target, and nothing else. */
const line = (changes: string): RegExp => new RegExp(`^toy: \\d+ files \\(${changes}.*\\) · .* s\\n$`);

describe("generate --watch", () => {
  it("makes what has changed, says so in a line, and ends in peace", async () => {
    const project = await createProject(files);
    const watch = await started(project);
    await edit(project, colours, ["Warm.", "Mild."]);
    expect(await watch.said(/\n/)).toMatch(line("4 changed, \\d+ unchanged"));
    expect(await project.read(`${out}/src/colours.ts`)).toContain("/** Mild. */");
    // What changes nothing is not told: the line is of the second change.
    await save(project, colours, await project.read(colours));
    await project.write("spec/toy/notes.txt", "not a document\n");
    await edit(project, colours, ["Mild.", "Cool."]);
    expect(await watch.said(/\n/)).toMatch(line("4 changed, \\d+ unchanged"));
    expect(await project.read(`${out}/src/colours.ts`)).toContain("/** Cool. */");
    expect(await watch.interrupt()).toEqual({ code: 0, rest: "" });
    expect((await project.quick(["generate", "--check"])).code).toBe(0);
  });

  it("survives mistakes, and keeps the last good files", async () => {
    const project = await createProject(files);
    const watch = await started(project);
    const before = await project.tree(out);
    await edit(project, colours, ["enum: {", "enum: ["]);
    expect(await watch.said(/nothing written\n/)).toContain("error[AW1001]");
    expect(await project.tree(out)).toEqual(before);
    await edit(project, colours, ["enum: [", "enum: {"]);
    expect(await watch.said(/\n/)).toMatch(line("\\d+ unchanged"));
    expect(await watch.interrupt()).toEqual({ code: 0, rest: "" });
  });

  it("sees files that appear, overlays, and the config as it is now", async () => {
    const project = await createProject(files);
    const watch = await started(project);
    await edit(project, "spec/toy/api.yaml", ["[things, colours]", "[things, colours, shapes]"]);
    expect(await watch.said(/nothing written\n/)).toContain("error[AW1015]");
    await save(project, "spec/toy/shapes.yaml", "module: shapes\ntypes: { Shape: { record: {} } }\n");
    expect(await watch.said(/\n/)).toMatch(line("\\d+ changed"));
    expect(await project.read(`${out}/src/shapes.ts`)).toContain("Shape");

    await edit(project, config, ["    out:", "    overlays: [more/overlay.yaml]\n    out:"]);
    expect(await watch.said(/nothing written\n/)).toContain("more/overlay.yaml");
    const overlay = (title: string): string =>
      `overlay: 1\npatches:\n  - { at: /api/title, set: ${title}, reason: so }\n`;
    await save(project, "more/overlay.yaml", overlay("Toys"));
    expect(await watch.said(/ s\n/)).toMatch(/^toy: \d+ files \(\d+ changed/m);
    await save(project, "more/overlay.yaml", overlay("Games"));
    expect(await watch.said(/\n/)).toMatch(line("\\d+ changed"));
    expect(await project.read(`${out}/README.md`)).toContain("Games");

    await save(project, config, "actionwright: 1\n");
    expect(await watch.said(/nothing written\n/)).toContain(config);
    expect(await watch.interrupt()).toEqual({ code: 0, rest: "" });
  });

  it("says what stands in its way, and goes on", async () => {
    const project = await createProject(files);
    const watch = await started(project);
    await edit(project, `${out}/src/things.ts`, ["Identifies", "Denotes"]);
    await edit(project, colours, ["Warm.", "Mild."]);
    expect(await watch.said(/ s\n/)).toContain("error[AW5001]");
    await edit(project, `${out}/src/things.ts`, ["Denotes", "Identifies"]);
    await edit(project, colours, ["Mild.", "Cool."]);
    expect(await watch.said(/ s\n/)).toMatch(line("4 changed, \\d+ unchanged"));
    expect(await watch.interrupt()).toEqual({ code: 0, rest: "" });
  });

  it("is refused together with what writes nothing", async () => {
    const project = await createProject(files);
    for (const option of ["--check", "--dry-run"])
      expect(await project.quick(["generate", "--watch", option])).toMatchObject({ code: 2, stderr: expect.stringContaining("leave one out") }); // prettier-ignore
  });
});
