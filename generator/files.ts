// The file system as a host for `load`. Reads only; `output.ts` writes.
import { readFileSync, readdirSync } from "node:fs";
import type { Host } from "./load.js";
import { refusalOf } from "./system.js";

/** Files of this machine, relative paths from the working directory. */
export function nodeHost(): Host {
  return {
    read: (path) => orUndefined(path, () => readFileSync(path)),
    list: (folder) => orUndefined(folder, () => readdirSync(folder)) ?? [],
  };
}

/** Absent files are an answer; anything else that goes wrong is not. */
function orUndefined<T>(path: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return undefined;
    throw refusalOf("read", path, error);
  }
}
