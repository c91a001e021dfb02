// Folders of a test's own, below the system's temporary folder, gone when the test file is done.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { whenFileEnds } from "./ends.js";

/** The root of the repository. */
export const repository: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** The vendors' machine-readable descriptions. Not a part of the repository: tests that read them are skipped without. */
export const vendorData: string = fileURLToPath(new URL("../../../shared/data", import.meta.url));

/** A new, empty folder. Its path has no link in it. */
export async function temporaryFolder(): Promise<string> {
  const path = await realpath(await mkdtemp(join(tmpdir(), "actionwright-test-")));
  whenFileEnds(() => rm(path, { recursive: true, force: true }));
  return path;
}
