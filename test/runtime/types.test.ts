import ts from "typescript";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const strictest: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noEmit: true,
  declaration: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  skipLibCheck: false,
};

function fixture(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

function mistakes(names: readonly string[], options: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(names.map(fixture), { ...strictest, ...options });
  const found = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
    const file = diagnostic.file?.fileName.split("/").at(-1) ?? "";
    return `${file}:${line + 1} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n")}`;
  });
  return found;
}

describe("types", () => {
  test("R39 R40 emitted modules compile with neither DOM nor Node, and misuse does not", () => {
    expect(mistakes(["misuse.ts"], { lib: ["lib.es2022.d.ts"], types: [] })).toEqual([]);
  });

  test("HTTP actions compile with neither, and misuse of them does not", () => {
    expect(mistakes(["http-misuse.ts"], { lib: ["lib.es2022.d.ts"], types: [] })).toEqual([]);
  });

  test("R60 pages are typed, with neither, and misuse of them does not compile", () => {
    expect(mistakes(["pages-misuse.ts"], { lib: ["lib.es2022.d.ts"], types: [] })).toEqual([]);
  });

  test("what Node has is what the runtime takes", () => {
    expect(mistakes(["platforms.ts"], { lib: ["lib.es2022.d.ts"], types: ["node"], skipLibCheck: true })).toEqual([]);
  });

  test("what the DOM has is what the runtime takes", () => {
    const lib = ["lib.es2022.d.ts", "lib.dom.d.ts"];
    expect(mistakes(["platforms.ts"], { lib, types: [] })).toEqual([]);
  });

  test("R66 R67 declarations compile in a loose program, and one action costs little", () => {
    const loose = { strict: false, exactOptionalPropertyTypes: false, isolatedDeclarations: false };
    const modules = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
    const options = { ...strictest, ...loose, ...modules, lib: ["lib.es2022.d.ts"], types: [] };
    const files = declarations();
    files.set(
      "/consumer/one.ts",
      `import { HubClient } from "../out/test/runtime/fixtures/client.js";
       import * as devices from "../out/test/runtime/fixtures/devices.js";
       export async function one(hub: HubClient): Promise<boolean> {
         const output = await hub.execute(new devices.GetDeviceDetailsAction({ deviceId: "d" }));
         return output.isConnected;
       }`,
    );
    files.set("/consumer/empty.ts", "export {};");
    const [one, empty] = ["one", "empty"].map((name) => programOf(files, [`/consumer/${name}.ts`], options));
    expect(ts.getPreEmitDiagnostics(one!).map(({ messageText }) => messageText)).toEqual([]);
    ts.getPreEmitDiagnostics(empty!);
    expect(instantiations(one!) - instantiations(empty!)).toBeLessThan(1000);
  });
});

/** The declaration files of the fixtures and of the runtime. */
function declarations(): Map<string, string> {
  const files = new Map<string, string>();
  const options = { ...strictest, lib: ["lib.es2022.d.ts"], types: [], noEmit: false, emitDeclarationOnly: true };
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const program = ts.createProgram([fixture("client.ts")], { ...options, rootDir: root, outDir: "/out" });
  program.emit(undefined, (name, text) => files.set(name, text));
  return files;
}

function programOf(
  files: ReadonlyMap<string, string>,
  names: readonly string[],
  options: ts.CompilerOptions,
): ts.Program {
  const host = ts.createCompilerHost(options);
  const disk = { fileExists: host.fileExists, readFile: host.readFile };
  host.fileExists = (name) => files.has(name) || disk.fileExists(name);
  host.directoryExists = () => true;
  host.readFile = (name) => files.get(name) ?? disk.readFile(name);
  host.getSourceFile = (name, version) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : ts.createSourceFile(name, text, version);
  };
  return ts.createProgram({ rootNames: names, options, host });
}

/** Not in the published types, but what `--extendedDiagnostics` prints. */
function instantiations(program: ts.Program): number {
  return (program as ts.Program & { getInstantiationCount(): number }).getInstantiationCount();
}
