// The library, from outside: imported by its name, through its `exports`, by a program in a project of its own. The program
// notices if the library prints, looks at the process, or changes what it is given.
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { repository, temporaryFolder } from "./support/folder.js";
import { runNode } from "./support/process.js";
import { toyFiles } from "./support/project.js";

/** What every program has: a host of a few files, and eyes on the process. */
const prelude = `
export const asked = [];
export function hostOf(files) {
  return deepFreeze({
    read: (path) => (asked.push(path), Object.hasOwn(files, path) ? files[path] : undefined),
    list: (folder) => Object.keys(files).filter((path) => path.startsWith(folder + "/")).map((path) => path.slice(folder.length + 1).split("/")[0]),
  });
}
export function deepFreeze(value) {
  if ((typeof value === "object" && value !== null) || typeof value === "function") {
    if (!Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(deepFreeze);
  }
  return value;
}
/** What the YAML parser asks for while it parses: whether to log. */
const parsers = new Set(["LOG_TOKENS", "LOG_STREAM"]);
/** Runs something, and tells what of the process it touched. */
export async function watched(action) {
  const touched = [];
  const undo = [];
  const replace = (object, name, value) => {
    const before = object[name];
    object[name] = value;
    undo.push(() => { object[name] = before; });
  };
  for (const stream of ["stdout", "stderr"]) replace(process[stream], "write", () => touched.push(stream));
  for (const name of ["log", "info", "warn", "error", "debug", "trace"]) replace(console, name, () => touched.push("console." + name));
  for (const name of ["cwd", "exit", "chdir"]) {
    const real = process[name];
    replace(process, name, (...args) => (touched.push(name), real.apply(process, args)));
  }
  replace(process, "env", new Proxy({ ...process.env }, { get: (env, name) => (parsers.has(name) || touched.push("env." + String(name)), env[name]) }));
  try {
    return { result: await action(), touched };
  } finally {
    for (const back of undo) back();
  }
}
`;

let project: string;
beforeAll(async () => {
  project = await temporaryFolder();
  await mkdir(join(project, "node_modules"));
  await symlink(repository, join(project, "node_modules", "actionwright"), "junction");
  await writeFile(join(project, "package.json"), '{ "name": "user", "private": true, "type": "module" }\n');
  await writeFile(join(project, "prelude.js"), prelude);
  await writeFile(join(project, "files.js"), `export const files = Object.freeze(${JSON.stringify(toyFiles)});\n`);
});

/** What a program prints as JSON; the library and the files of the small spec are in its scope. */
async function program<T>(text: string): Promise<T> {
  const imports = `import * as library from "actionwright";
import { asked, deepFreeze, hostOf, watched } from "./prelude.js";
import { files } from "./files.js";
`;
  await writeFile(join(project, "program.js"), imports + text);
  const { code, stdout, stderr } = await runNode(["program.js"], { cwd: project });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as T;
}

describe("the library", () => {
  it("has what the design promises, and no way around it", async () => {
    const found = await program<{ names: string[]; schema: string; config: string; version: string; inside: string }>(`
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      console.log(JSON.stringify({
        names: Object.keys(library),
        schema: require("actionwright/action-spec.schema.json").$id ?? require("actionwright/action-spec.schema.json").title,
        config: typeof require("actionwright/config.schema.json"),
        version: require("actionwright/package.json").version,
        inside: await import("actionwright/dist/load.js").catch((error) => error.code),
      }));
    `);
    expect(found.names).toEqual(
      expect.arrayContaining(["load", "validate", "lower", "check", "generate", "compare", "readSpec"]),
    );
    expect(found.schema).toBeTypeOf("string");
    expect(found.config).toBe("object");
    expect(found.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(found.inside).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  it("has a mock, apart from the rest, that changes nothing that it is given", async () => {
    const found = await program<{ status: number; asked: string[]; touched: string[] }>(`
      import { createMockServer } from "actionwright/mock";
      const report = library.createReport();
      const { model } = library.readSpec("spec/toy", [], { host: hostOf(files), report });
      const { result, touched } = await watched(async () => {
        const mock = await createMockServer(deepFreeze(model));
        const { status } = await fetch(mock.url + "/nowhere");
        await mock.close();
        return { status, asked: mock.requests.map(({ method, url, status }) => [method, url, status].join(" ")) };
      });
      // What Node's own HTTP looks up is its own affair.
      console.log(JSON.stringify({ ...result, touched: touched.filter((each) => !each.startsWith("env.")) }));
    `);
    expect(found).toEqual({ status: 404, asked: ["GET /nowhere 404"], touched: [] });
  });

  it("goes from text to a model stage by stage, and changes nothing that it is given", async () => {
    const found = await program<{ same: boolean; diagnostics: unknown[]; actions: string[]; frozen: boolean }>(`
      const report = library.createReport();
      const source = deepFreeze(library.load("spec/toy", hostOf(files), report));
      library.validate(source, report);
      const model = deepFreeze(library.lower(source, report));
      library.check(model, report);
      const whole = library.readSpec("spec/toy", [], { host: hostOf(files), report: library.createReport() });
      console.log(JSON.stringify({
        same: JSON.stringify(model) === JSON.stringify(whole.model),
        diagnostics: report.all,
        actions: model.modules.flatMap((module) => module.actions.map((action) => action.name)),
        frozen: Object.isFrozen(model.modules),
      }));
    `);
    expect(found).toEqual({ same: true, diagnostics: [], actions: ["things_Find"], frozen: true });
  });

  it("generates from memory, the same twice, without a word, asking for the spec and nothing else", async () => {
    const found = await program<{
      paths: string[];
      same: boolean;
      touched: string[];
      asked: string[];
      diagnostics: unknown[];
      name: string;
    }>(`
      const host = hostOf(files);
      const { targets } = deepFreeze(library.loadConfig("actionwright.config.yaml", host, library.createReport()));
      const first = await library.generate(targets[0], host); // loads what it is made with, once
      asked.length = 0;
      const { result, touched } = await watched(() => library.generate(targets[0], host));
      console.log(JSON.stringify({
        paths: result.files.map((file) => file.path),
        same: JSON.stringify(first) === JSON.stringify(result),
        touched,
        asked: [...new Set(asked)].sort(),
        diagnostics: result.diagnostics,
        name: JSON.parse(result.files.find((file) => file.path === "package.json").text).name,
      }));
    `);
    expect(found.touched).toEqual([]);
    expect(found.same).toBe(true);
    expect(found.asked).toEqual(
      Object.keys(toyFiles)
        .filter((path) => path.startsWith("spec/"))
        .sort(),
    );
    expect(found.diagnostics).toEqual([]);
    expect(found.name).toBe("@toys/toy");
    expect(found.paths).toEqual(expect.arrayContaining(["src/things.ts", "spec.json", "actionwright.manifest.json"]));
    expect(found.paths.filter((path) => path.startsWith("/") || path.includes("..") || path.includes("\\"))).toEqual(
      [],
    );
  });

  it("makes one package at a time or several at once, all the same", async () => {
    const same = await program<boolean>(`
      const host = hostOf(files);
      const { targets: [target] } = library.loadConfig("actionwright.config.yaml", host, library.createReport());
      const other = { ...target, package: { ...target.package, name: "other" } };
      const alone = [await library.generate(target, host), await library.generate(other, host)];
      const together = await Promise.all([target, other].map((each) => library.generate(each, host)));
      console.log(JSON.stringify(together) === JSON.stringify(alone) && JSON.stringify(alone[0]) !== JSON.stringify(alone[1]));
    `);
    expect(same).toBe(true);
  });

  it("tells of mistakes, and throws for none", async () => {
    const found = await program<{ codes: string[]; files: number; model: boolean; touched: string[]; text: string }[]>(`
      const broken = [
        { ...files, "spec/toy/things.yaml": files["spec/toy/things.yaml"].replace("colours.Colour", "colours.Color") },
        { ...files, "spec/toy/things.yaml": "types: [" },
        { ...files, "spec/toy/api.yaml": "" },
        { "actionwright.config.yaml": files["actionwright.config.yaml"] },
      ];
      const { targets } = library.loadConfig("actionwright.config.yaml", hostOf(files), library.createReport());
      const results = [];
      for (const each of broken) {
        const { result, touched } = await watched(() => library.generate(targets[0], hostOf(each)));
        results.push({
          codes: result.diagnostics.map((diagnostic) => diagnostic.code),
          files: result.files.length,
          model: result.model !== undefined,
          touched,
          text: library.render(result.diagnostics, result.sources, { format: "pretty", color: false }),
        });
      }
      console.log(JSON.stringify(results));
    `);
    for (const { codes, files, model, touched, text } of found) {
      expect(codes).not.toEqual([]);
      expect({ files, model, touched }).toEqual({ files: 0, model: false, touched: [] });
      for (const code of codes) expect(text).toContain(`error[${code}]`);
    }
    expect(found.map(({ codes }) => codes[0])).toEqual(["AW2104", expect.any(String), expect.any(String), "AW7018"]);
  });

  it("has declarations that a program compiles against", async () => {
    await writeFile(
      join(project, "program.ts"),
      `import { createReport, generate, loadConfig, readSpec, type Diagnostic, type GenerateResult, type Host, type Model } from "actionwright";
const host: Host = { read: () => undefined, list: () => [] };
const report = createReport();
const model: Model | undefined = readSpec("spec", [], { host, report }).model;
const wrong: readonly Diagnostic[] = report.all;
export const made: readonly Promise<GenerateResult>[] = loadConfig("c.yaml", host, report).targets.map((target) => generate(target, host));
// @ts-expect-error models are readonly
if (model) model.title = String(wrong.length);
`,
    );
    const flags = [
      "--noEmit",
      "--strict",
      "--target",
      "ES2022",
      "--module",
      "nodenext",
      "--exactOptionalPropertyTypes",
    ];
    const types = ["--types", "node", "--typeRoots", join(repository, "node_modules", "@types")];
    const tsc = join(repository, "node_modules", "typescript", "bin", "tsc");
    const { code, stdout } = await runNode([tsc, ...flags, ...types, "program.ts"], { cwd: project });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });
});
