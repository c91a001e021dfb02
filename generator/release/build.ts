// A package's sources → what its own build ships of them, without running it: a file at a time and without a type checker, which is
// what `isolatedDeclarations` is for. The bytes are those of `tsc`.
import type { ts } from "ts-morph";

/** Files by their paths in a package. */
export type Files = ReadonlyMap<string, string>;

/** What was built before, by what it was made of. */
export type Built = Map<string, string>;

/** The files that are in the tarball of a package, but for its spec. What was built before is not built again. */
export async function build(files: Files, known: Built): Promise<Files> {
  const { ts } = await import("ts-morph");
  const tsconfig = files.get("tsconfig.json") ?? "{}";
  const compilerOptions = optionsIn(tsconfig, ts);
  const built = new Map<string, string>();
  const add = (path: string, from: readonly string[], make: () => string): void => {
    const key = JSON.stringify([path, tsconfig, ...from]);
    const text = known.get(key) ?? comparable(make());
    known.set(key, text);
    built.set(path, text);
  };
  for (const [path, text] of files) {
    if (isShipped(path)) built.set(path, comparable(text));
    if (!isSource(path)) continue;
    const name = `dist/${path.slice("src/".length, -".ts".length)}`;
    // By its name, the compiler takes it for what a package of `"type": "module"` has.
    const options = { fileName: path.replace(/\.ts$/, ".mts"), compilerOptions };
    add(`${name}.js`, [text], () => ts.transpileModule(text, options).outputText);
    add(`${name}.d.ts`, [text], () => ts.transpileDeclaration(text, options).outputText);
  }
  return built;
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
