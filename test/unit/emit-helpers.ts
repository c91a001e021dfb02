// Specs written in a test → their model and the files of their package. A spec with errors is a failing test.
import { posix } from "node:path";
import ts from "typescript";
import { createReport } from "../../generator/diagnostics.js";
import { check } from "../../generator/check.js";
import type { GeneratedFile } from "../../generator/code/draft.js";
import { createScope } from "../../generator/code/scope.js";
import { draftPackage, finishPackage } from "../../generator/emit/index.js";
import { emitModule } from "../../generator/emit/module/index.js";
import { formatFiles } from "../../generator/format.js";
import { load, type Host } from "../../generator/load.js";
import { lower } from "../../generator/lower.js";
import type { Model } from "../../generator/model.js";
import type { Target } from "../../generator/target.js";
import { validate } from "../../generator/validate.js";
import { parsedLib } from "../support/libs.js";

export const target: Target = {
  name: "acme",
  spec: "spec",
  overlays: [],
  out: "generated/acme",
  include: { modules: ["*"], actions: ["*"], stability: "experimental" },
  package: { name: "@acme/hub", version: "1.2.3", license: "MIT", repository: "", directory: "", keywords: [] },
  client: "AcmeHub",
  writeOnce: [],
  ignore: [],
  int64: "number",
  docs: true,
};

const apiHead = `
actionSpec: 1
api: { id: acme, title: Acme, version: "1.0.0" }
servers: [ { url: "https://{host}", variables: { host: {} } } ]
auth: { bearer: { kind: bearer, env: ACME_TOKEN } }
binding: { rpc: { method: POST, path: "/invoke/{action}" } }
defaults: { fieldCase: camelCase, tagging: internal, tag: result, content: content }
`;

/** The model of modules as YAML, each without its head. \`api\` takes the place of the usual head of the API. */
export function modelOf(modules: Readonly<Record<string, string>>, api: string = apiHead): Model {
  const files = new Map([["spec/api.yaml", `${api}\nmodules: [${Object.keys(modules).join(", ")}]\n`]]);
  for (const [name, text] of Object.entries(modules)) files.set(`spec/${name}.yaml`, `module: ${name}\n${text}`);
  const host: Host = {
    read: (path) => files.get(path),
    list: () => [...files.keys()].map((path) => path.slice("spec/".length)),
  };
  const report = createReport();
  const source = load("spec", host, report);
  validate(source, report);
  const model = lower(source, report);
  if (model !== undefined) check(model, report);
  const errors = report.all.filter(({ severity }) => severity === "error");
  if (model === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return model;
}

/** The text of one module's file, without its head and its imports. */
export async function emitted(
  yaml: string,
  module = "things",
  others: Readonly<Record<string, string>> = {},
): Promise<string> {
  const model = modelOf({ [module]: yaml, ...others });
  const [first] = model.modules;
  if (first === undefined) throw new Error("no module");
  const draft = emitModule(first, createScope(model));
  const [text = ""] = await formatFiles([{ kind: "pieces", pieces: draft.pieces.slice(2) }]);
  return text;
}

export async function packageOf(model: Model, overrides: Partial<Target> = {}): Promise<readonly GeneratedFile[]> {
  const resolved = { ...target, ...overrides };
  return finishPackage(await draftPackage(model, resolved, { spec: { actionSpec: 1 } }), { model, target: resolved });
}

/** What a compiler finds in files that are nowhere on disk. */
export function compile(sources: ReadonlyMap<string, string>, options: ts.CompilerOptions): readonly string[] {
  const host = ts.createCompilerHost(options);
  const folders = new Set([...sources.keys()].map((path) => posix.dirname(path)));
  const [readFile, fileExists, directoryExists] = [host.readFile, host.fileExists, host.directoryExists];
  host.readFile = (path) => sources.get(path) ?? readFile(path);
  host.fileExists = (path) => sources.has(path) || fileExists(path);
  host.directoryExists = (path) =>
    [...folders].some((folder) => `${folder}/`.startsWith(`${path}/`)) || directoryExists?.(path) === true;
  host.getSourceFile = (path, target) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : (parsedLib(path, target) ?? ts.createSourceFile(path, text, target, true));
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  const found = [
    ...ts.getPreEmitDiagnostics(program),
    ...(options.declaration === true ? program.getDeclarationDiagnostics() : []),
  ];
  const ours = found.filter(({ file }) => file?.fileName.startsWith("/package/src/runtime/") !== true);
  return ours.map(({ file, start, messageText }) => {
    const line =
      file === undefined || start === undefined
        ? ""
        : `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1} `;
    return line + ts.flattenDiagnosticMessageText(messageText, "\n");
  });
}

/** The TypeScript of a package, as `compile` takes it. */
export function sourcesOf(files: readonly GeneratedFile[]): Map<string, string> {
  const code = files.filter(({ path }) => path.endsWith(".ts"));
  return new Map(code.map(({ path, text }) => [`/package/${path}`, text]));
}

export const strict: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.NodeNext,
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
  skipLibCheck: true, // of declarations there are none but the compiler's own
};

/** What a README's example of a test takes from it. */
const vitest = `export declare function test(name: string, run: () => unknown): void;
export declare function expect(value: unknown): { toBe(other: unknown): void; toEqual(other: unknown): void };`;

/** What a compiler finds in the TypeScript of a package's README. */
export function compileReadme(files: readonly GeneratedFile[]): readonly string[] {
  const text = files.find(({ path }) => path === "README.md")?.text ?? "";
  const blocks = [...text.matchAll(/^```ts\n([^]*?)\n```$/gm)].map(([, code = ""]) => code);
  if (blocks.length < 5) throw new Error("the README shows too little");
  const readme = new Map([
    ...sourcesOf(files),
    ["/package/readme.ts", blocks.slice(0, -1).join("\n")],
    ["/package/bundle.ts", blocks.at(-1) ?? ""],
    ["/package/vitest.ts", vitest],
  ]);
  const options: ts.CompilerOptions = {
    ...strict,
    declaration: false,
    isolatedDeclarations: false,
    noPropertyAccessFromIndexSignature: false,
    types: ["node"],
    typeRoots: [`${process.cwd()}/node_modules/@types`],
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    paths: {
      "@acme/hub": ["/package/src/index.ts"],
      "@acme/hub/*": ["/package/src/*.ts"],
      vitest: ["/package/vitest.ts"],
    },
  };
  return compile(readme, options);
}
