// What the compiler makes of the packages: their sources under every flag, and their declarations in the hands of users
// (test/types), by every version of TypeScript that it promises. A `@ts-expect-error` that nothing is wrong with is an error.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { packPackage } from "./support/pack.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "actionwright-types-"));
const packages = readdirSync(join(root, "generated"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const special = new Set(["control.ts", "inferred.ts", "loose.ts"]);
const consumers = readdirSync(join(root, "test/types")).filter((name) => !special.has(name));

beforeAll(async () => {
  const scope = join(folder, "node_modules", "@actionwright");
  mkdirSync(scope, { recursive: true });
  for (const name of packages) {
    const packed = await packPackage(name);
    symlinkSync(join(packed.folder, "node_modules", "@actionwright", name), join(scope, name));
    cpSync(join(root, "generated", name, "src"), join(folder, "src", name), { recursive: true });
  }
  cpSync(join(root, "test/types"), join(folder, "users"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Everything that users can ask for. */
const strict = {
  target: "ES2022",
  lib: ["ES2022"],
  types: [],
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
/** What 5.0 knows of it. */
const old = { ...strict, isolatedDeclarations: undefined, erasableSyntaxOnly: undefined };
const loose = { target: "ES2022", lib: ["ES2022"], types: [], noEmit: true, strict: false, skipLibCheck: false };
const resolutions = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

const users = consumers.map((name) => `users/${name}`);
const sources = "src/**/*.ts";

// Who takes the sources at either end takes them between: a flag of `strict` that came with 5.9 or 6 would show in 7.
it.each([
  ["typescript-5.8", "the sources and their users", [sources, ...users]],
  ["typescript-5.9", "the users", users],
  ["typescript", "the users", users],
  ["typescript-7", "the sources and their users", [sources, ...users]],
])("R67 %s takes %s, by nodenext", async (compiler, _, files) => {
  expect(await compile(compiler, { ...strict, ...resolutions.nodenext }, files)).toEqual([]);
});

// Sources find each other in the same way by either resolution: one compiler has both.
it.each([
  ["typescript-5.8", "the users", users],
  ["typescript-5.9", "the users", users],
  ["typescript", "the users", users],
  ["typescript-7", "the sources and their users", [sources, ...users]],
])("R67 %s takes %s, by bundler", async (compiler, _, files) => {
  expect(await compile(compiler, { ...strict, ...resolutions.bundler }, files)).toEqual([]);
});

it.each(["nodenext", "bundler"] as const)("R67 TypeScript 5.0 takes the declarations and their users, by %s", async (resolution) => {
  expect(await compile("typescript-5.0", { ...old, ...resolutions[resolution] }, users)).toEqual([]);
}); // prettier-ignore

it.each(["typescript-5.0", "typescript", "typescript-7"])("R67 %s takes users without strict settings", async (compiler) => {
  expect(await compile(compiler, { ...loose, ...resolutions.bundler }, ["users/loose.ts"])).toEqual([]);
}); // prettier-ignore

it.each(["typescript-5.8", "typescript-7"])("R67 what %s infers has a name in declarations of users", async (compiler) => {
  const options = { ...strict, ...resolutions.nodenext, isolatedDeclarations: false };
  expect(await compile(compiler, options, ["users/inferred.ts"])).toEqual([]);
}); // prettier-ignore

it("goes with the types of browsers and of Node", async () => {
  const options = { ...strict, ...resolutions.nodenext, lib: ["ES2022", "DOM"], types: ["node"], typeRoots: [join(root, "node_modules/@types")] }; // prettier-ignore
  const platform = `import { NexigonHub } from "@actionwright/nexigon-hub";
new NexigonHub({ baseUrl: "https://h", fetch, token: process.env["TOKEN"] });
new NexigonHub({ baseUrl: "https://h", token: "t", fetch: globalThis.fetch }).devices.query({ signal: AbortSignal.timeout(1) });
`;
  writeFileSync(join(folder, "users", "platform.ts"), platform);
  expect(await compile("typescript-7", options, ["users/platform.ts"])).toEqual([]);
});

it("looks at what it is given", async () => {
  const found = await compile("typescript", { ...strict, ...resolutions.nodenext }, ["users/control.ts"]);
  expect(found).toEqual([
    expect.stringContaining("users/control.ts(6,7): error TS2322"),
    expect.stringContaining("users/control.ts(7,1): error TS2578"),
  ]);
});

it("R66 shows names and not what they stand for", () => {
  const path = join(folder, "users", "hover.ts");
  const text = `import { NexigonHub, devices } from "@actionwright/nexigon-hub";
declare const hub: NexigonHub;
const output = await hub.execute(new devices.GetDeviceDetailsAction({ deviceId: "d" }));
const call = hub.devices.setProperty({ deviceId: "d", name: "n", value: 1 });
const set = await call;
if (set.result === "VersionConflict") { const conflict = set; }
const { execute } = hub;
const action = devices.GetDeviceDetailsAction;
`;
  writeFileSync(path, text);
  expect(hover(path, text, ["output", "call", "set", "conflict", "action"])).toEqual({
    output: "devices.GetDeviceDetailsOutput",
    call: "Call<devices.SetDevicePropertyOutput>",
    set: "devices.SetDevicePropertyOutput",
    conflict: "devices.SetDevicePropertyOutput_VersionConflict",
    action: expect.stringMatching(/^ActionClass<devices\.GetDeviceDetailsAction, devices\.GetDeviceDetailsAction_Fields\b/) as string, // prettier-ignore
  });
});

it.each(["typescript", "typescript-7"])("R66 %s works little for one action, and not much for all", async (compiler) => {
  const name = "@actionwright/nexigon-hub";
  const client = `import { NexigonHubClient } from "${name}/client";
const client = new NexigonHubClient({ baseUrl: "https://h", token: "t" });
`;
  const one = `${client}import * as devices from "${name}/devices";
const output = await client.execute(new devices.GetDeviceDetailsAction({ deviceId: "d" }));
export const { isConnected } = output;
`;
  const { model } = readSpec(join(root, "spec/nexigon-hub"), [], { host: nodeHost(), report: createReport() });
  const groups = (model?.modules ?? []).filter(({ actions }) => actions.length > 0);
  const all = groups.flatMap((module) => [
    `import * as ${module.namespace} from "${name}/${module.file}";`,
    ...module.actions.map((action) => `await client.execute(null! as ${module.namespace}.${action.className});`),
  ]);
  const empty = await instantiations(compiler, "export {};");
  expect((await instantiations(compiler, one)) - empty).toBeLessThanOrEqual(1000);
  expect((await instantiations(compiler, client + all.join("\n"))) - empty).toBeLessThanOrEqual(6000);
}); // prettier-ignore

/** What an editor shows for the consts of a file. */
function hover(path: string, text: string, names: readonly string[]): Readonly<Record<string, string>> {
  const options: ts.CompilerOptions = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, types: [] }; // prettier-ignore
  const service = ts.createLanguageService({
    getScriptFileNames: () => [path],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const found = ts.sys.readFile(name);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    realpath: ts.sys.realpath as (path: string) => string,
  });
  const shown = names.map((name) => {
    const info = service.getQuickInfoAtPosition(path, text.indexOf(`const ${name} `) + "const ".length);
    return [name, (info?.displayParts ?? []).map((part) => part.text).join("").replace(`const ${name}: `, "")] as const; // prettier-ignore
  });
  return Object.fromEntries(shown);
}

// ── What emitted files do not have ──────────────────────────────────────────────────────────────────────────────────

const emitted = readdirSync(join(root, "generated"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && /[\\/]src\b/.test(entry.parentPath))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

it.each(emitted.map((path) => [path.slice(root.length), path]))("%s has nothing that users' rules forbid", (_, path) => {
  const text = readFileSync(path, "utf8");
  expect(forbidden(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true))).toEqual([]);
  expect(text).not.toMatch(/@ts-(ignore|nocheck|expect-error)/);
}); // prettier-ignore

it("finds what users' rules forbid", () => {
  const text = "let a: any; enum E {} namespace N { const b = 1 } export default a; class C { constructor(private d: 1) {} }";
  const found = forbidden(ts.createSourceFile("a.ts", text, ts.ScriptTarget.ES2022, true));
  expect(found).toEqual(["any", "enum E {}", "namespace N { const b = 1 }", "export default a;", "private d: 1"]);
}); // prettier-ignore

function forbidden(file: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isDefault = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword); // prettier-ignore
    const isParameterProperty = ts.isParameter(node) && ts.getModifiers(node) !== undefined;
    const isBad = node.kind === ts.SyntaxKind.AnyKeyword || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) || ts.isExportAssignment(node) || isDefault || isParameterProperty; // prettier-ignore
    if (isBad) found.push(node.getText(file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

it("names no global in an emitted module: a type of the spec may be called so", () => {
  const modules = emitted.filter((path) => !/[\\/]runtime[\\/]/.test(path));
  const program = ts.createProgram(emitted, { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts"], types: [], strict: true }); // prettier-ignore
  const checker = program.getTypeChecker();
  const isLib = (node: ts.Declaration): boolean => program.isSourceFileDefaultLibrary(node.getSourceFile());
  const found: string[] = [];
  for (const path of modules) {
    const visit = (node: ts.Node): void => {
      const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      const symbol = ts.isIdentifier(node) && !isMember ? checker.getSymbolAtLocation(node) : undefined;
      if (symbol?.declarations?.every(isLib) && symbol.declarations.length > 0) found.push(`${basename(path)}: ${node.getText()}`); // prettier-ignore
      ts.forEachChild(node, visit);
    };
    const file = program.getSourceFile(path);
    if (file) ts.forEachChild(file, visit);
  }
  expect(found).toEqual([]);
});

/** How many types a compiler makes of generic ones for a program, which it has to take. */
async function instantiations(compiler: string, text: string): Promise<number> {
  const path = join(mkdtempSync(join(folder, "users-")), "program.ts");
  writeFileSync(path, text);
  const lines = await compile(compiler, { ...loose, strict: true, ...resolutions.nodenext, extendedDiagnostics: true }, [path.slice(folder.length + 1)]); // prettier-ignore
  expect(lines.filter((line) => line.includes("error TS"))).toEqual([]);
  return Number(lines.find((line) => line.startsWith("Instantiations:"))?.split(/\s+/)[1]);
}

/** A compiler's complaints about some files, a line each. */
async function compile(compiler: string, compilerOptions: object, files: readonly string[]): Promise<readonly string[]> {
  const config = mkdtempSync(join(folder, "config-"));
  mkdirSync(config, { recursive: true });
  const include = files.map((file) => `../${file}`);
  writeFileSync(join(config, "tsconfig.json"), JSON.stringify({ compilerOptions, include }));
  const tsc = join(root, "node_modules", compiler, "bin", "tsc");
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, "-p", config, "--pretty", "false"], { cwd: folder, maxBuffer: 1e8 }, (_, out, err) => resolve(out + err)); // prettier-ignore
  });
  return output.split("\n").filter((line) => line !== "");
} // prettier-ignore
