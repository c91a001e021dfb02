// `generate`, killed at every moment at which it changes a file: each file is what it was or what it will be, and the next run
// makes the package whole, also of a spec that has changed again. Nobody has to force or adopt anything.
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { repository } from "./support/folder.js";
import { runNode } from "./support/process.js";
import { cli, createProject, toyFiles, type Project } from "./support/project.js";

const out = "generated/toy";
const files = { ...toyFiles, "package.json": "{}\n" };
const hook = pathToFileURL(join(repository, "test/support/killed.mjs")).href;
const temporary = /\/\.[0-9a-f-]{36}\.tmp$/;

type Tree = Readonly<Record<string, string>>;

/** Changes a file, makes one and removes one. */
async function change(project: Project): Promise<void> {
  await project.write("spec/toy/shapes.yaml", "module: shapes\ntypes: { Shape: { record: {} } }\n");
  await project.replace("spec/toy/api.yaml", "[things, colours]", "[things, shapes]");
  await project.replace("spec/toy/things.yaml", "colours.Colour", "string");
}
const changeAgain = (project: Project): Promise<void> =>
  project.replace("spec/toy/things.yaml", "Identifies", "Denotes");

/** What a project makes of its spec in an empty folder. */
async function made(...changes: readonly ((project: Project) => Promise<void>)[]): Promise<Tree> {
  const project = await createProject(files);
  for (const apply of changes) await apply(project);
  expect((await project.quick(["generate"])).code).toBe(0);
  return project.tree(out);
}

let [old, next, last]: Tree[] = [];
let fresh: Project;
beforeAll(async () => {
  [old, next, last] = [await made(), await made(change), await made(change, changeAgain)];
  fresh = await createProject(files);
  await fresh.quick(["generate"]);
});

const without = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([path]) => !temporary.test(path)));

/** Runs until the n-th change; whether there was one. */
async function killedAt(n: number, { folder }: Project): Promise<boolean> {
  const { code } = await runNode(["--import", hook, cli, "generate"], { cwd: folder, env: { KILL_AT: String(n) } });
  expect([0, null]).toContain(code);
  return code === null;
}

/** Every file is one of those before or after; a manifest may also be on its way. */
function expectOneOf(tree: Tree, before: Tree, after: Tree): void {
  for (const [path, text] of Object.entries(without(tree)))
    if (!path.endsWith("manifest.json")) expect([before[path], after[path]], path).toContain(text);
}

/** Makes it whole, by the same spec or by a newer one. */
async function expectMended(project: Project, newer: boolean): Promise<void> {
  if (newer) await changeAgain(project);
  const { code, stderr } = await project.quick(["generate"]);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining("rror")]);
  expect(without(await project.tree(out))).toEqual(newer ? last : next);
}

describe("a run that is killed", () => {
  it("while it changes a package leaves one that the next run makes whole", async () => {
    let n = 1;
    for (; ; n++) {
      const project = await createProject(fresh);
      await change(project);
      const killed = await killedAt(n, project);
      expectOneOf(await project.tree(out), old ?? {}, next ?? {});
      await expectMended(project, n % 2 === 0);
      if (!killed) break;
    }
    expect(n).toBeGreaterThan(15);
  }, 300_000);

  it("while it makes the first files leaves a folder that the next run fills", async () => {
    let n = 1;
    for (; ; n += 17) {
      const project = await createProject(files);
      await change(project);
      const killed = await killedAt(n, project);
      if (n > 1) expectOneOf(await project.tree(out), {}, next ?? {});
      await expectMended(project, n % 2 === 0);
      if (!killed) break;
    }
    expect(n).toBeGreaterThan(100);
  }, 300_000);

  it("has its leavings removed, when they are old", async () => {
    const project = await createProject(fresh);
    await change(project);
    expect(await killedAt(4, project)).toBe(true);
    const leavings = Object.keys(await project.tree(out)).filter((path) => temporary.test(path));
    expect(leavings).not.toEqual([]);
    const longAgo = new Date("2020-01-01T00:00:00Z");
    for (const path of leavings) await utimes(join(project.folder, path), longAgo, longAgo);
    await expectMended(project, false);
    expect(await project.tree(out)).toEqual(next);
  });
});
