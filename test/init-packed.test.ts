// From an empty folder to a package that compiles, with the tool as npm has it: packed, unpacked into a `node_modules`, and run by
// npx. Its dependencies are those of this repository, by links, so that nothing is fetched; that the list in its package.json is
// all it needs shows in the test, since nothing else is linked.
import { existsSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { repository, temporaryFolder } from "./support/folder.js";
import { petsDocument } from "./support/pets.js";
import { run, runNode, type Ended } from "./support/process.js";

interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Of the project's `node_modules`, above all projects. */
let root: string;
let tool: string;

beforeAll(async () => {
  root = await temporaryFolder();
  const modules = join(root, "node_modules");
  tool = join(modules, "actionwright");
  await mkdir(join(modules, ".bin"), { recursive: true });
  await mkdir(tool);
  const packed = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", root], { cwd: repository }); // prettier-ignore
  const [{ filename }] = JSON.parse(packed.stdout) as readonly [{ readonly filename: string }];
  await run("tar", ["-xzf", join(root, filename), "-C", tool, "--strip-components=1"], { cwd: root });
  const { bin, dependencies } = await manifestIn(tool);
  for (const [name, path] of Object.entries(bin)) await symlink(join(tool, path), join(modules, ".bin", name));
  for (const name of [...Object.keys(dependencies), "typescript"]) await link(name, modules);
});

async function link(name: string, modules: string): Promise<void> {
  await mkdir(dirname(join(modules, name)), { recursive: true });
  await symlink(join(repository, "node_modules", name), join(modules, name), "junction");
}

async function manifestIn(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
}

/** As a user types it. npm asks no registry for what is there. */
function npx(cwd: string, ...args: readonly string[]): Promise<Ended> {
  return run("npx", ["--offline", "--no-install", ...args], { cwd });
}

describe.each([
  ["an API of actions", "Acme Shop", []],
  ["an API of a vendor", "vendor", ["--from", "openapi.yaml"]],
])("init of %s", (_, name, options) => {
  it("ends with a folder where generate works, editors find the schemas, and the package compiles", async () => {
    await writeFile(join(root, "openapi.yaml"), petsDocument());
    const made = await npx(root, "actionwright", "init", name, ...options);
    expect({ ...made, stderr: made.code === 0 ? "" : made.stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    const folder = join(root, name);
    const { devDependencies } = await manifestIn(folder);
    expect(devDependencies["actionwright"]).toBe(`^${(await manifestIn(tool)).version}`);
    // What `npm install` would make of it in the project's own folder.
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");

    const generated = await npx(folder, "actionwright", "generate");
    expect(generated).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^[\w-]+: \d+ files \(\d+ changed\)/m) as string,
    });
    const id = name.toLowerCase().replace(" ", "-");
    const tsc = join(repository, "node_modules", "typescript", "bin", "tsc");
    expect(await runNode([tsc, "-p", join("generated", id), "--noEmit"], { cwd: folder })).toMatchObject({ code: 0, stdout: "" }); // prettier-ignore

    // Sites are made by a package that nobody is made to have.
    const refused = "error: the site is made by VitePress, which is not installed: run `npm i -D vitepress@1`\n";
    expect(await runNode([join(tool, "dist", "cli.js"), "docs"], { cwd: folder })).toEqual({
      code: 2,
      stdout: "",
      stderr: refused,
    });

    const documents = ["actionwright.config.yaml", `spec/${id}/api.yaml`, ...(options[0] === "--from" ? [`spec/${id}.overlay.yaml`] : [`spec/${id}/orders.yaml`])]; // prettier-ignore
    for (const path of documents) {
      const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(await readFile(join(folder, path), "utf8")) ?? []; // prettier-ignore
      const found = join(folder, dirname(path), schema ?? "");
      expect([path, existsSync(found)]).toEqual([path, true]);
      expect(JSON.parse(await readFile(found, "utf8"))).toMatchObject({ $id: expect.stringMatching(/^urn:actionwright:/) as string }); // prettier-ignore
    }
  });
});
