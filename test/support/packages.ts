// Packages of fixtures, emitted in memory and loaded.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { generate, type GeneratedFile } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { targetOf, type Fixture } from "./fixtures.js";

/** The modules of a package by namespace, and the names of its `client.ts`. */
export interface LoadedPackage {
  readonly modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly client: Readonly<Record<string, unknown>>;
}

/** Generates the package of a fixture, bundles its sources and loads them. */
export async function loadPackage(fixture: Fixture, { modules }: Model): Promise<LoadedPackage> {
  const { files } = await generate(targetOf(fixture), fixture.host);
  const names = modules.map(({ namespace, file }) => `export * as ${namespace} from "/src/${file}.js";`);
  const entry = `import * as client from "/src/client.js"; import * as modules from "/modules.js"; export { client, modules };`;
  const texts = new Map([["/entry.ts", entry], ["/modules.ts", names.join("\n")]]); // prettier-ignore
  return loadSources([...files.map(({ path, text }) => ({ path: `/${path}`, text })), ...fileList(texts)], "/entry.ts");
}

function fileList(texts: ReadonlyMap<string, string>): readonly Pick<GeneratedFile, "path" | "text">[] {
  return [...texts].map(([path, text]) => ({ path, text }));
}

async function loadSources(files: readonly Pick<GeneratedFile, "path" | "text">[], entry: string): Promise<LoadedPackage> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    write: false,
    plugins: [
      {
        name: "in-memory",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /.*/ }, ({ path, importer }) => ({
            path: posix.resolve("/", posix.dirname(importer), path).replace(/\.js$/, ".ts"),
            namespace: "memory",
          }));
          onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => ({ contents: texts.get(path) ?? "", loader: "ts" }));
        },
      },
    ],
  }); // prettier-ignore
  const folder = mkdtempSync(join(tmpdir(), "actionwright-"));
  try {
    const path = join(folder, "package.mjs");
    writeFileSync(path, outputFiles[0]?.text ?? "");
    return (await import(pathToFileURL(path).href)) as LoadedPackage;
  } finally {
    rmSync(folder, { recursive: true });
  }
} // prettier-ignore
