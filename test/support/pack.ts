// A generated package as its users get it: packed by npm with its own build, and installed from the tarball into an empty
// project. Works without a network, since the package has no dependencies.
import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, delimiter, join } from "node:path";
import { repository, temporaryFolder } from "./folder.js";
import { run } from "./process.js";

export interface Installed {
  /** The folder of the user's project. */
  readonly project: string;
  /** The folder of the package in it. */
  readonly package: string;
  readonly name: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
}

interface PackReport {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs the package in a folder and installs it. The folder itself is left as it is. */
export async function packAndInstall(folder: string): Promise<Installed> {
  const root = await temporaryFolder();
  const [source, project, cache] = [join(root, "source"), join(root, "project"), join(root, "cache")];
  const skipped = new Set(["dist", "node_modules"]);
  await cp(folder, source, { recursive: true, filter: (path) => path === folder || !skipped.has(basename(path)) });
  // Where its author would have run `npm install`: the build finds the compiler of this repository.
  const PATH = [join(repository, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(delimiter);
  const env = { PATH, npm_config_cache: cache, npm_config_loglevel: "error", npm_config_update_notifier: "false" };
  const packed = await npm(["pack", "--json", "--pack-destination", root], source, env);
  const [report] = JSON.parse(packed.slice(packed.lastIndexOf("\n[") + 1)) as PackReport[];
  if (!report) throw new Error(`npm pack said nothing of the package:\n${packed}`);
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{ "name": "user", "private": true, "type": "module" }\n');
  const tarball = (await readdir(root)).find((name) => name.endsWith(".tgz")) ?? report.filename;
  await npm(["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", join(root, tarball)], project, env);
  const files = report.files.map(({ path }) => path);
  return { project, package: join(project, "node_modules", report.name), name: report.name, files };
}

async function npm(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { code, stdout, stderr } = await run("npm", args, { cwd, env });
  if (code !== 0) throw new Error(`npm ${args.join(" ")} ended with ${String(code)}\n${stdout}\n${stderr}`);
  return stdout;
}
