// A package's sources → what its own build ships of them, without running it: a file at a time and without a type checker, which is
// what `isolatedDeclarations` is for. The bytes are those of `tsc`.
import type { ts } from "ts-morph";

/** Files by their paths in a package. */
export type Files = ReadonlyMap<string, string>;

export interface BuildOptions {
  /** What the build is compared with. Code that is the same in both is not built: it takes long, and tells nothing. */
  readonly others: Files;
  /** What was built before, by what it was made of. */
  readonly known: Map<string, string>;
}

/** The files that are in the tarball of a package, but for its spec, and but for what cannot be another. */
export async function build(files: Files, { others, known }: BuildOptions): Promise<Files> {
  const { ts } = await import("ts-morph");
  const tsconfig = files.get("tsconfig.json") ?? "{}";
  const compilerOptions = optionsIn(tsconfig, ts);
  const built = new Map([...files].filter(([path]) => isShipped(path)).map(([path, text]) => [path, comparable(text)]));
  const add = (path: string, source: string, make: () => string): void => {
    const key = JSON.stringify([path, tsconfig, source]);
    const text = known.get(key) ?? comparable(make());
    known.set(key, text);
    built.set(path, text);
  };
  const sources = [...files].filter(([path]) => isSource(path));
  const isAlike = tsconfig === others.get("tsconfig.json") && countSources(others) === sources.length;
  const differing = sources.filter(([path, text]) => !isAlike || others.get(path) !== text);
  // By its name, the compiler takes it for what a package of `"type": "module"` has.
  const optionsOf = (path: string) => ({ fileName: path.replace(/\.ts$/, ".mts"), compilerOptions });
  const builtAs = (path: string, extension: string): string =>
    `dist/${path.slice("src/".length, -".ts".length)}${extension}`;
  for (const [path, text] of differing)
    add(builtAs(path, ".js"), text, () => ts.transpileModule(text, optionsOf(path)).outputText);
  // A declaration means something only with those that it refers to.
  for (const [path, text] of differing.length > 0 ? sources : [])
    add(builtAs(path, ".d.ts"), text, () => ts.transpileDeclaration(text, optionsOf(path)).outputText);
  return built;
}

function countSources(files: Files): number {
  return [...files.keys()].filter(isSource).length;
}

/** Whether a file of a published package is one that `build` makes. */
export function isShipped(path: string): boolean {
  return /^(?:package\.json|README\.md|LICENSE)$/.test(path) || /^dist\/.*\.(?:js|d\.ts)$/.test(path);
}

/** Whether a file in a package's folder is compiled. */
export function isSource(path: string): boolean {
  return /^src\/.*(?<!\.d)\.ts$/.test(path);
}

function optionsIn(tsconfig: string, { parseConfigFileTextToJson, convertCompilerOptionsFromJson }: typeof ts): ts.CompilerOptions {
  const config = parseConfigFileTextToJson("/tsconfig.json", tsconfig).config as { readonly compilerOptions?: object } | undefined;
  return convertCompilerOptionsFromJson(config?.compilerOptions ?? {}, "/").options;
} // prettier-ignore

/** What differs from machine to machine is no difference: line ends, and where the map of a file is. */
export function comparable(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(/^\/\/# sourceMappingURL=.*\n?/gm, "");
}
