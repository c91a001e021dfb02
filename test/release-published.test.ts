// Releases as they happen: a project in git, a registry on loopback, and somebody who has installed the version before. What the
// changelog calls harmless compiles with the next version as well; what it says breaks does break, and its edit mends it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository, temporaryFolder } from "./support/folder.js";
import { git } from "./support/git.js";
import { run, runNode, type Ended } from "./support/process.js";
import { createProject, toyFiles, type Project } from "./support/project.js";

const verdaccio = join(repository, "node_modules", "verdaccio", "bin", "verdaccio");
const compiler = join(repository, "node_modules", "typescript-7", "bin", "tsc");

/** Whoever asks may publish, and nothing is asked of other registries. */
const settings = `storage: ./storage
auth: { htpasswd: { file: ./htpasswd, max_users: -1 } }
uplinks: {}
packages: { "**": { access: $all, publish: $anonymous } }
log: { type: stdout, format: json, level: error }
web: { enable: false }
`;

interface Registry {
  readonly url: string;
  readonly close: () => void;
}

/** Undefined where it does not start. */
async function startRegistry(): Promise<Registry | undefined> {
  if (!existsSync(verdaccio)) return undefined;
  const folder = await temporaryFolder();
  await writeFile(join(folder, "config.yaml"), settings);
  const port = await freePort();
  const args = [verdaccio, "--config", join(folder, "config.yaml"), "--listen", `127.0.0.1:${port}`];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}/`;
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt += 1) {
    const isUp = await fetch(`${url}-/ping`).then((response) => response.ok).catch(() => false); // prettier-ignore
    if (isUp) return { url, close: () => child.kill() };
    await wait(100);
  }
  child.kill();
  return undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const registry = await startRegistry();
afterAll(() => registry?.close());

/** Programs that packages call by name are where npm looks for them; the registry is the only one there is. */
interface World {
  readonly owner: Project;
  readonly npm: (cwd: string, ...args: readonly string[]) => Promise<Ended>;
}

const packageName = "@toys/toy";
const out = "generated/toy";

async function createWorld({ url }: Registry): Promise<World> {
  const owner = await createProject(toyFiles);
  const tools = await temporaryFolder();
  const bin = join(tools, "bin");
  await mkdir(bin);
  await symlink(compiler, join(bin, "tsc")); // what `devDependencies` of the package would bring
  const npmrc = `registry=${url}\n${url.slice("http:".length)}:_authToken=anybody\ncache=${join(tools, "cache")}\naudit=false\nfund=false\n`; // prettier-ignore
  await writeFile(join(tools, "npmrc"), npmrc);
  await owner.write(".npmrc", npmrc);
  await owner.write(".gitignore", ".npmrc\ndist\nnode_modules\n");
  git(owner.folder, "init", "--quiet");
  const env = { PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`, NPM_CONFIG_USERCONFIG: join(tools, "npmrc") };
  return { owner, npm: (cwd, ...args) => run("npm", args, { cwd, env }) };
}

function commit({ folder }: Project, message: string): void {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", `--message=${message}`);
}

/** Edits the spec as its owner would: generates, commits, and has the release prepared. What `release` says, and its section. */
async function release(owner: Project, version: string): Promise<{ readonly said: string; readonly section: string }> {
  expect(await owner.quick(["generate"])).toMatchObject({ code: 0 });
  commit(owner, "Another spec");
  const { code, stdout, stderr } = await owner.quick(["release"]);
  expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: "" });
  commit(owner, `Release ${version}`);
  const text = await owner.read(`${out}/CHANGELOG.md`);
  const [, section = ""] = text.split(`## ${version}\n`);
  return { said: stderr, section: section.split(/^## /m)[0] ?? "" };
}

async function publish({ owner, npm }: World): Promise<void> {
  const { code, stderr } = await npm(owner.folder, "publish", `./${out}`);
  expect({ code, stderr }).toMatchObject({ code: 0 });
}

/** Somebody's project, in which the package is brought from one version to the next. */
interface User {
  readonly install: (version: string) => Promise<void>;
  /** What the compiler says of this code: nothing, or the errors. */
  readonly errorsIn: (code: string) => Promise<readonly string[]>;
}

async function createUser({ npm }: World): Promise<User> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "package.json"), '{ "name": "user", "private": true, "type": "module" }\n');
  return {
    async install(version) {
      expect(await npm(folder, "install", `${packageName}@${version}`)).toMatchObject({ code: 0 });
    },
    async errorsIn(code) {
      const lines = [`import { Toy } from "${packageName}";`, 'const client = new Toy({ token: "t" });', `export const use = async (): Promise<void> => {\n${code}\n};`]; // prettier-ignore
      await writeFile(join(folder, "user.ts"), `${lines.join("\n")}\n`);
      const args = [compiler, "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "user.ts"];
      const { stdout } = await runNode(args, { cwd: folder });
      return stdout.split("\n").filter((line) => line !== "");
    },
  };
}

/** The code of a changelog before and after an edit. */
function editIn(section: string): { readonly before: string; readonly after: string } {
  const [, before = "", after = ""] = /\/\/ before\n([^]*?)\/\/ after\n([^]*?)```/.exec(section) ?? [];
  return { before, after };
}

describe.skipIf(!registry)("releases to a registry", () => {
  let world: World;
  beforeAll(async () => {
    if (registry) world = await createWorld(registry);
  });

  it("are prepared, published, installed, and what their changelogs say", async () => {
    const { owner } = world;
    const user = await createUser(world);
    const first = await release(owner, "1.2.3");
    expect(first.said).toContain("toy: 1.2.3, the first release\n");
    expect(first.section).toContain("- First release.");
    await publish(world);
    await user.install("1.2.3");
    const call = 'await client.things.find({ thingId: "t_1" });';
    expect(await user.errorsIn(call)).toEqual([]);

    await owner.replace("spec/toy/things.yaml", "depth?: u32", "depth?: u32, colour?: colours.Colour");
    const harmless = await release(owner, "1.3.0");
    expect(harmless.said).toContain(`toy: 1.3.0 (minor) after npm:${packageName}@1.2.3\n`);
    expect(harmless.said).toContain("the package itself: none");
    expect(harmless.section).toContain("### Added\n\n- `client.things.find` takes `colour` (`colours.Colour`).");
    expect(harmless.section).not.toContain("### Breaking");
    await publish(world);
    await user.install("1.3.0");
    expect(await user.errorsIn(call)).toEqual([]);

    await owner.replace("spec/toy/things.yaml", "depth?: u32", "depth: u32");
    const breaking = await release(owner, "2.0.0");
    expect(breaking.said).toContain(`toy: 2.0.0 (major) after npm:${packageName}@1.3.0\n`);
    expect(breaking.section).toContain("### Breaking\n\n- `client.things.find` needs `depth`.");
    await publish(world);
    const { before, after } = editIn(breaking.section);
    expect(before).toContain("client.things.find");
    expect(await user.errorsIn(before)).toEqual([]);
    await user.install("2.0.0");
    expect(await user.errorsIn(before)).toEqual([expect.stringMatching(/TS2741: Property 'depth' is missing/)]);
    expect(await user.errorsIn(after)).toEqual([]);

    // The tarball has what its own build made of the sources, and that is what is compared.
    const { code, stdout, stderr } = await owner.quick(["release"]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toContain(`toy: nothing to release: the package is that of npm:${packageName}@2.0.0\n`);
    expect(git(owner.folder, "status", "--porcelain")).toBe("");
  }, 180_000);
});
