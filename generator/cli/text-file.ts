// Files that are named on the command line: what people write as well, and what they ask for.
import { readFile, rename, writeFile } from "node:fs/promises";
import { attempt, ignoreMissing } from "../system.js";

/** The text of a file; undefined if there is none. */
export function textAt(path: string): Promise<string | undefined> {
  return attempt("read", path, () => readFile(path, "utf8").catch(ignoreMissing));
}

/** Writes what was asked for. */
export function putFile(path: string, content: string | AsyncIterable<Uint8Array>): Promise<void> {
  return attempt("write", path, () => writeFile(path, content));
}

/** The old file or the new one, and nothing between. */
export function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  return attempt("write", path, async () => {
    await writeFile(temporary, text);
    await rename(temporary, path);
  });
}
