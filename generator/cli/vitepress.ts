// A folder of pages → a site, made by VitePress: that of the user's project, in a process of its own.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { UsageError } from "./io.js";

/** The `node_modules` that has VitePress: the project's, at or above the working directory, or the tool's own. */
export function findVitePress(): string {
  const starts = [resolve(), dirname(fileURLToPath(import.meta.url))];
  const found = starts.flatMap(foldersAbove).find((folder) => existsSync(join(folder, "vitepress", "package.json")));
  if (found !== undefined) return found;
  throw new UsageError("the site is made by VitePress, which is not installed: run `npm i -D vitepress@1`");
}

function foldersAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  return [join(folder, "node_modules"), ...(above === folder ? [] : foldersAbove(above))];
}

/**
 * Makes `site` of the pages in a folder. Answers what VitePress says if it fails. It is its own command that is run, and not its
 * library: that writes what it does to stderr, in colours, which none of its options ends, and sets up the process it is in.
 */
export async function runVitePress(work: string, modules: string): Promise<string | undefined> {
  const program = join(modules, "vitepress", "bin", "vitepress.js");
  const args = [program, "build", work, "--outDir", join(work, "site")];
  try {
    await promisify(execFile)(execPath, args, { maxBuffer: 64 * 1024 * 1024, windowsHide: true });
    return undefined;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & Partial<Record<"stdout" | "stderr", string>>;
    return stripVTControlCharacters(`${stdout}${stderr}`).trim() || message;
  }
}
