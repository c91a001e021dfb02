// A target of the config, resolved: which package is made of a model. The loader of the config makes it, emitters read it.
import type { Model, Stability } from "./model.js";
import { wordsOf } from "./names.js";

export interface Target {
  /** The key in the config. */
  readonly name: string;
  /** The spec's folder or file, and what is laid over it: for the loader, emitters do not look. */
  readonly spec: string;
  readonly overlays: readonly string[];
  /** The package's folder. */
  readonly out: string;
  readonly include: Include;
  readonly package: PackageInfo;
  /** The class of the grouped client; the core is called the same with `Client` behind. */
  readonly client: string;
  /** Globs of files that are made once and then belong to the user. */
  readonly writeOnce: readonly string[];
  /** Globs of files that are never ours, though they are in the folder. */
  readonly ignore: readonly string[];
  /** What 64-bit integers are in code. */
  readonly int64: "number";
}

export interface Include {
  readonly modules: readonly string[];
  readonly actions: readonly string[];
  /** The lowest stability that is emitted. */
  readonly stability: Stability;
}

export interface PackageInfo {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository: string;
  readonly keywords: readonly string[];
}

/** Files in `src/` that no module can be called after. */
export const reservedFiles: readonly string[] = ["index", "client", "testing", "runtime"];

/**
 * The file of the grouped client, in `src/` and without extension: the last word of its name (`NexigonHub` → `hub`), or the
 * whole name where a module is called so. Nobody imports it by its path.
 */
export function clientFile(target: Pick<Target, "client">, model: Model): string {
  const words = wordsOf(target.client);
  const taken = new Set([...reservedFiles, ...model.modules.map((module) => module.file)]);
  const candidates = [words.at(-1) ?? "api", words.join("-"), [...words, "grouped"].join("-")];
  return candidates.find((candidate) => !taken.has(candidate)) ?? `${words.join("-")}-grouped-client`;
}

/** The name of the core client. */
export function coreName(target: Pick<Target, "client">): string {
  return `${target.client}Client`;
}

/** Whether a path is meant by one of the globs: `*` stays within a folder, `**` does not, `?` is one character. */
export function matchesAny(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => globPattern(glob).test(path));
}

function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|[*?]|[\\^$.|+()[\]{}/-]/g, (part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    return part === "?" ? "[^/]" : `\\${part}`;
  });
  return new RegExp(`^${source}$`, "u");
}
