// A generated package as its users get it: installed by npm from the packed tarball into an empty project. Works without a
// network, since the package has no dependencies, and without anything that npm has kept from before.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository, temporaryFolder } from "./folder.js";
import { packPackage } from "./pack.js";
import { run } from "./process.js";

export interface Installed {
  /** The folder of the user's project. */
  readonly project: string;
  /** The folder of the package in it. */
  readonly package: string;
  readonly name: string;
  readonly version: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
}

/** Packs `generated/<folder>` with its own build and installs it, and others beside it. */
export async function install(folder: string, ...others: readonly string[]): Promise<Installed> {
  const { tarball, files } = await packPackage(folder);
  const tarballs = [tarball];
  for (const other of others) tarballs.push((await packPackage(other)).tarball);
  const root = await temporaryFolder();
  const project = join(root, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), '{ "name": "user", "private": true, "type": "module" }\n');
  const flags = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const args = ["install", ...flags, "--cache", join(root, "cache"), ...tarballs];
  const { code, stdout, stderr } = await run("npm", args, { cwd: project });
  if (code !== 0) throw new Error(`npm ${args.join(" ")} ended with ${String(code)}\n${stdout}\n${stderr}`);
  const text = await readFile(join(repository, "generated", folder, "package.json"), "utf8");
  const { name, version } = JSON.parse(text) as { readonly name: string; readonly version: string };
  return { project, package: join(project, "node_modules", name), name, version, files };
}
