// A generated package, loaded where nothing can be made of a text: what it does by itself shows in what it calls.
import { posix } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import type { GeneratedFile } from "../../generator/index.js";

type Exports = Readonly<Record<string, unknown>>;

export interface Loaded {
  /** What `src/index.ts` exports. */
  readonly exports: Exports;
  /** How often the planted function was called. */
  readonly calls: () => number;
}

/** A package's modules and its mocks as a program of this process has them, with all globals. */
export async function importFiles(files: readonly GeneratedFile[]): Promise<Exports> {
  const all = { path: "all.ts", text: 'export * from "./src/index.js"; export * from "./src/testing.js";', owner: "" };
  const text = await bundled([...files, all], "/all.ts", "esm");
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Exports;
}

export async function loadFiles(files: readonly GeneratedFile[]): Promise<Loaded> {
  const text = await bundled(files, "/src/index.ts", "iife");
  let calls = 0;
  const globals = { evil: () => void calls++, URL, URLSearchParams, TextEncoder, TextDecoder, AbortController, setTimeout, clearTimeout, crypto, structuredClone, btoa, atob, console }; // prettier-ignore
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  const exports = runInContext(`${text}\nloaded`, context, { timeout: 10_000 }) as Exports;
  return { exports, calls: () => calls };
}

async function bundled(files: readonly GeneratedFile[], entry: string, format: "iife" | "esm"): Promise<string> {
  const texts = new Map(files.map(({ path, text }) => [`/${path}`, text]));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format,
    globalName: "loaded",
    write: false,
    logLevel: "silent",
    plugins: [
      {
        name: "in-memory",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /.*/ }, ({ path, importer }) => ({
            path: posix.resolve("/", posix.dirname(importer), path).replace(/\.js$/, ".ts"),
            namespace: "memory",
          }));
          onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => ({
            contents: texts.get(path) ?? `throw new Error(${JSON.stringify(path)})`,
            loader: "ts",
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}

/** Reads values with every model of a package: text that is evaluated late is evaluated now. */
export function readWithEach({ exports }: Loaded): number {
  const members = Object.values(exports).flatMap((value) => (isObject(value) ? Object.values(value) : []));
  const models = members.filter((value): value is Model => isObject(value) && typeof value["safeParse"] === "function");
  for (const model of models) for (const value of ["evil()", {}, [], null, 1]) model.safeParse(value);
  return models.length;
}

interface Model extends Exports {
  readonly safeParse: (value: unknown) => unknown;
}

function isObject(value: unknown): value is Exports {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
