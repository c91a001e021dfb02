// Emitted modules, type-checked in one program: a program each would spend its time on setting up.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { GeneratedFile } from "../../generator/index.js";
import { parsedLib } from "./libs.js";

/** The flags of users who ask for all that the compiler can do. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: [],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  declaration: true,
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  skipLibCheck: true, // of declarations there are none but the compiler's own
};

/** What the compiler has to say of the modules of some packages, which share one runtime: nothing, if all is well. */
export function compileModules(packages: ReadonlyMap<string, readonly GeneratedFile[]>): readonly string[] {
  const modules = [...packages].flatMap(([name, files]) =>
    files
      .filter(({ owner }) => owner === "module")
      .map(({ path, text }) => [`/packages/${name}/${path}`, shareRuntime(text)] as const),
  );
  const [first = []] = packages.values();
  const runtime = first
    .filter(({ path }) => path.startsWith("src/runtime/"))
    .map(({ path, text }) => [`/packages/${path.slice(4)}`, text] as const);
  const program = ts.createProgram(
    modules.map(([path]) => path),
    options,
    hostOf(new Map([...modules, ...runtime, modular])),
  );
  return ts.getPreEmitDiagnostics(program).map(described);
}

/** What the compiler has to say of all sources of a package, and of a file of a user's beside them. */
export function compilePackage(files: readonly GeneratedFile[], consumer: string): readonly string[] {
  const sources = files.filter(({ path }) => path.startsWith("src/"));
  const texts = sources.map(({ path, text }) => [`/packages/own/${path}`, text] as const);
  const all = [...texts, ["/packages/own/src/consumer.ts", consumer] as const];
  const host = hostOf(new Map([...all, modular]));
  const program = ts.createProgram(all.map(([path]) => path), options, host); // prettier-ignore
  return ts.getPreEmitDiagnostics(program).map(described);
}

/** What makes the files modules. */
const modular = ["/packages/package.json", JSON.stringify({ type: "module" })] as const;

function shareRuntime(text: string): string {
  return text.replace('"./runtime/index.js"', '"../../runtime/index.js"');
}

function hostOf(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const libs = dirname(fileURLToPath(import.meta.resolve("typescript")));
  const parsed = new Map<string, ts.SourceFile | undefined>();
  const read = (path: string): string | undefined =>
    path.startsWith("/packages/") ? texts.get(path) : ts.sys.readFile(path);
  return {
    fileExists: (path) => (path.startsWith("/packages/") ? texts.has(path) : ts.sys.fileExists(path)),
    readFile: read,
    getSourceFile: (path, version) => {
      if (parsed.has(path)) return parsed.get(path);
      const text = read(path);
      const file = text === undefined ? undefined : (parsedLib(path, version) ?? ts.createSourceFile(path, text, version)); // prettier-ignore
      parsed.set(path, file);
      return file;
    },
    getDefaultLibFileName: (given) => `${libs}/${ts.getDefaultLibFileName(given)}`,
    getDefaultLibLocation: () => libs,
    writeFile: () => undefined,
    getCurrentDirectory: () => "/packages",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    directoryExists: (path) => path.startsWith("/packages") || ts.sys.directoryExists(path),
    getDirectories: () => [],
  };
}

function described({ file, start, code, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (!file || start === undefined) return `TS${code}: ${text}`;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `${file.fileName.replace("/packages/", "")}:${line + 1} TS${code}: ${text}`;
}
