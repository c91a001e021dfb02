// A generated package as npm installs it: built and packed by its own scripts, and unpacked into a `node_modules`.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

export interface Packed {
  /** Holds `node_modules` with the package in it. */
  readonly folder: string;
  readonly tarball: string;
  /** What is in the tarball. */
  readonly files: readonly string[];
}

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs `generated/<name>`. What was packed before from the same files is used again. */
export async function packPackage(name: string): Promise<Packed> {
  const source = join(root, "generated", name);
  const files = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/[\\/](dist|node_modules)[\\/]|\.tgz$/.test(path.slice(source.length)))
    .sort();
  const hash = createHash("sha256");
  for (const path of files) hash.update(path.slice(source.length)).update("\0").update(readFileSync(path)).update("\0");
  const folder = join(tmpdir(), `actionwright-packed-${hash.digest("hex").slice(0, 16)}`);
  if (!existsSync(folder)) await pack(source, files, folder);
  const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as readonly [PackReport];
  const [{ filename, files: packed }] = report;
  return { folder, tarball: join(folder, filename), files: packed.map(({ path }) => path).sort() };
}

async function pack(source: string, files: readonly string[], folder: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "actionwright-pack-"));
  try {
    await packIn(work, source, files);
    moveTo(work, folder);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    throw error;
  }
}

async function packIn(work: string, source: string, files: readonly string[]): Promise<void> {
  const copy = join(work, "package");
  for (const path of files) cpSync(path, join(copy, path.slice(source.length)));
  // The compiler that a package's own `devDependencies` would bring.
  const env = { ...process.env, PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}` };
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", work], { cwd: copy, env });
  const json = stdout.slice(stdout.indexOf("[\n"));
  const [{ filename }] = JSON.parse(json) as readonly [PackReport];
  const { name } = JSON.parse(readFileSync(join(copy, "package.json"), "utf8")) as { readonly name: string };
  const target = join(work, "node_modules", ...name.split("/"));
  mkdirSync(target, { recursive: true });
  await run("tar", ["-xzf", join(work, filename), "-C", target, "--strip-components=1"]);
  rmSync(copy, { recursive: true });
  writeFileSync(join(work, "report.json"), json);
}

/** Somebody else may have been quicker. */
function moveTo(work: string, folder: string): void {
  try {
    renameSync(work, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(work, { recursive: true });
  }
}
