// The packages as things that are installed: what the tarball has, every way in, what is loaded for it, the spec in it, and
// that a program against its declarations compiles.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { withClient } from "../generator/config.js";
import { createReport, loadConfig, nodeHost, readSpec } from "../generator/index.js";
import { hashModel } from "../generator/model-hash.js";
import type { Model } from "../generator/model.js";
import { clientFile, coreName, type Target } from "../generator/target.js";
import { repository } from "./support/folder.js";
import { install, type Installed } from "./support/install.js";
import { runNode } from "./support/process.js";

interface PackageJson {
  readonly name: string;
  readonly type: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
  readonly scripts: Readonly<Record<string, string>>;
}

/** A package that the config of this repository makes, and what it is made of. */
interface Made {
  readonly target: Target;
  readonly source: Model;
  /** Files of modules with actions. */
  readonly withActions: readonly string[];
}

const { targets } = loadConfig(`${repository}/actionwright.config.yaml`, nodeHost(), createReport());
const all = targets.map((configured): Made => {
  const source = read(configured.spec);
  const withActions = source.modules.filter(({ actions }) => actions.length > 0).map(({ file }) => file);
  return { target: withClient(configured, source.id), source, withActions };
});

function read(path: string): Model {
  const report = createReport();
  const { model } = readSpec(path, [], { host: nodeHost(), report });
  expect(report.all.filter(({ severity }) => severity === "error")).toEqual([]);
  return model ?? expect.unreachable();
}

/** A program of the user's, as text. */
async function evaluate(
  { project }: Installed,
  text: string,
  type: "module" | "commonjs" = "module",
): Promise<unknown> {
  const args = [`--input-type=${type}`, "--eval", text];
  const { code, stdout, stderr } = await runNode(args, { cwd: project });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as unknown;
}

const installations = new Map<string, Promise<Installed>>();

/** Each package in a project of its own. */
function installed({ name }: Target): Promise<Installed> {
  const made = installations.get(name) ?? install(name);
  installations.set(name, made);
  return made;
}

it("are two", () => {
  expect(all.map(({ target }) => target.name)).toEqual(["nexigon-hub", "nexthink"]);
});

describe.each(all.map((made) => [made.target.name, made] as const))("%s", (_, { target, source, withActions }) => {
  let user: Installed;
  let manifest: PackageJson;
  beforeAll(async () => {
    user = await installed(target);
    manifest = JSON.parse(await readFile(join(user.package, "package.json"), "utf8")) as PackageJson;
  });
  const { client } = target;
  const clientPath = `${clientFile(target, source)}.js`;
  const codeSubpaths = (): readonly string[] =>
    Object.entries(manifest.exports).flatMap(([subpath, found]) => (typeof found === "string" ? [] : [subpath]));
  const specifier = (subpath: string): string => manifest.name + subpath.slice(1);

  describe("the tarball", () => {
    it("has what is built, the spec, and nothing else", () => {
      const others = user.files.filter((path) => !/^dist\/(runtime\/)?[a-z0-9-]+\.(js|d\.ts)$/.test(path)).sort();
      const pages = ["README.md", ...source.modules.map((module) => `${module.file}.md`)].map((name) => `docs/${name}`);
      expect(others).toEqual(["LICENSE", "README.md", ...pages, "package.json", "spec.json"].sort());
    });

    it("has every source file, built, and its declarations", async () => {
      const entries = await readdir(join(repository, "generated", target.name, "src"), { recursive: true });
      const sources = entries
        .filter((path) => path.endsWith(".ts"))
        .map((path) => path.replaceAll("\\", "/").slice(0, -3));
      const built = sources.flatMap((path) => [`dist/${path}.d.ts`, `dist/${path}.js`]);
      expect(user.files.filter((path) => path.startsWith("dist/")).toSorted()).toEqual(built.sort());
    });

    it("has every file that `exports` names, types first", () => {
      const paths = Object.values(manifest.exports).flatMap((found) =>
        typeof found === "string" ? [found] : Object.values(found),
      );
      expect(paths.map((path) => path.slice(2)).filter((path) => !user.files.includes(path))).toEqual([]);
      for (const found of Object.values(manifest.exports))
        if (typeof found !== "string") expect(Object.keys(found)).toEqual(["types", "default"]);
    });

    it("has a way in for each module of the spec", () => {
      const modules = source.modules.map(({ file }) => `./${file}`);
      expect(Object.keys(manifest.exports)).toEqual([
        ".",
        "./client",
        "./testing",
        ...modules,
        "./spec.json",
        "./package.json",
      ]);
    });

    it("needs no other package, and runs nothing when it is installed", () => {
      expect(manifest).not.toHaveProperty("dependencies");
      expect(manifest).not.toHaveProperty("peerDependencies");
      expect(Object.keys(manifest.scripts).filter((name) => /install|^prepare$/.test(name))).toEqual([]);
    });
  });

  describe("the ways in", () => {
    it("are all open, by import as by require", async () => {
      const names = codeSubpaths().map(specifier);
      const imported = await evaluate(
        user,
        `const names = ${JSON.stringify(names)};
         const all = await Promise.all(names.map((name) => import(name)));
         console.log(JSON.stringify(all.map((module) => Object.keys(module).sort())))`,
      );
      const required = await evaluate(
        user,
        `const names = ${JSON.stringify(names)};
         console.log(JSON.stringify(names.map((name) => Object.keys(require(name)).sort())))`,
        "commonjs",
      );
      expect(required).toEqual(imported);
      expect((imported as readonly (readonly string[])[])[0]).toEqual(
        expect.arrayContaining([client, coreName(target), "HttpError", ...source.modules.map((m) => m.namespace)]),
      );
    });

    it("lead to one copy of each class", async () => {
      const module = source.modules.find(({ actions }) => actions.length > 0);
      const { className } = module?.actions[0] ?? expect.unreachable();
      const same = await evaluate(
        user,
        `const root = require("${manifest.name}");
         const core = require("${manifest.name}/client");
         const { ${className} } = require("${manifest.name}/${module?.file ?? ""}");
         import("${manifest.name}").then((imported) => console.log(JSON.stringify([
           typeof ${className}, core.${coreName(target)} === root.${coreName(target)}, core.HttpError === root.HttpError,
           root.${module?.namespace ?? ""}.${className} === ${className}, imported.${client} === root.${client},
           root.${client}.prototype instanceof core.${coreName(target)},
         ])))`,
        "commonjs",
      );
      expect(same).toEqual(["function", true, true, true, true, true]);
    });

    it("do not lead around `exports`", async () => {
      const code = await evaluate(
        user,
        `console.log(JSON.stringify(await import("${manifest.name}/dist/${clientPath}").catch((error) => error.code)))`,
      );
      expect(code).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
    });
  });

  describe("what is loaded", () => {
    /** The package's files that an import loads, as Node sees it; anything from elsewhere fails the test. */
    async function loadedBy(subpath: string): Promise<readonly string[]> {
      const log = join(user.project, `loaded${subpath.replaceAll("/", "-")}.txt`);
      await writeFile(
        join(user.project, "hooks.mjs"),
        `import { appendFileSync } from "node:fs";
         export const load = (url, context, next) => (appendFileSync(process.env.LOADED, url + "\\n"), next(url, context));`,
      );
      const register = `data:text/javascript,import{register}from"node:module";register("./hooks.mjs",${JSON.stringify(`file://${user.project}/`)})`;
      const args = ["--import", register, "--input-type=module", "--eval", `import "${specifier(subpath)}"`];
      const { code, stderr } = await runNode(args, { cwd: user.project, env: { LOADED: log } });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const urls = (await readFile(log, "utf8")).trim().split("\n");
      const start = `file://${user.package}/dist/`;
      expect(urls.filter((url) => !url.startsWith(start))).toEqual([]);
      return urls.map((url) => url.slice(start.length)).sort();
    }
    const files = withActions.map((file) => `${file}.js`);

    it("for the client is no module with actions", async () => {
      const loaded = await loadedBy("./client");
      expect(loaded).toContain("client.js");
      expect(files).not.toEqual([]);
      expect(loaded.filter((path) => [...files, clientPath, "index.js"].includes(path))).toEqual([]);
    });

    it.each(withActions)("for the module %s is no client", async (file) => {
      const loaded = await loadedBy(`./${file}`);
      expect(loaded).toContain(`${file}.js`);
      expect(loaded.filter((path) => ["client.js", clientPath, "index.js"].includes(path))).toEqual([]);
    });

    it("for the root is all of it", async () => {
      const loaded = await loadedBy(".");
      expect(loaded).toEqual(expect.arrayContaining(["index.js", clientPath, "client.js", ...files]));
    });

    it("leaves nothing in a bundle, if nothing is used", async () => {
      for (const subpath of codeSubpaths()) {
        const { outputFiles } = await build({
          stdin: { contents: `import "${specifier(subpath)}";`, resolveDir: user.project },
          bundle: true,
          format: "esm",
          logLevel: "silent",
          minify: true,
          write: false,
        });
        expect([subpath, outputFiles[0]?.text]).toEqual([subpath, ""]);
      }
    });
  });

  describe("the spec in it", () => {
    it("is found by its name", async () => {
      const found = await evaluate(
        user,
        `const spec = require("${manifest.name}/spec.json");
         console.log(JSON.stringify([spec.actionSpec, spec.api.id, spec.modules.length]))`,
        "commonjs",
      );
      expect(found).toEqual([1, source.id, source.modules.length]);
    });

    it("is the one that the package was made from: the same model, by the hash that its manifest has", async () => {
      const bundled = read(join(user.package, "spec.json"));
      expect(hashModel(bundled)).toBe(hashModel(source));
      const text = await readFile(join(target.out, "actionwright.manifest.json"), "utf8");
      expect((JSON.parse(text) as { readonly model: string }).model).toBe(hashModel(bundled));
    });

    it("gives another hash once anything in it changes", async () => {
      const text = await readFile(join(user.package, "spec.json"), "utf8");
      const path = join(user.project, "changed.json");
      await writeFile(path, text.replace(/"docs": "(?=\w)/, "$&Now: "));
      expect(await readFile(path, "utf8")).not.toBe(text);
      expect(hashModel(read(path))).not.toBe(hashModel(source));
    });
  });
});

const hub = (): Promise<Installed> => installed(all[0]?.target ?? expect.unreachable());

describe("the modules of the Hub", () => {
  it("show the values of an enum and nothing else", async () => {
    const values = await evaluate(
      await hub(),
      `import { devices, errors } from "@actionwright/nexigon-hub";
       console.log(JSON.stringify([Object.values(errors.ActionErrorKind), { ...devices.DeviceEventSeverity }]))`,
    );
    expect(values).toEqual([
      ["Invalid", "Forbidden", "Internal", "RateLimited"],
      { Trace: "Trace", Debug: "Debug", Info: "Info", Warning: "Warning", Error: "Error", Critical: "Critical" },
    ]);
  });
});

describe("the declarations", () => {
  const program = `
    import { HttpError, NexigonHub, devices, type errors } from "@actionwright/nexigon-hub";
    import { NexigonHubClient, isSdkError } from "@actionwright/nexigon-hub/client";
    import { GetDeviceDetailsAction, type DeviceCertificateStatus } from "@actionwright/nexigon-hub/devices";

    const hub = new NexigonHub({ host: "hub.example.com", token: async () => "t" });
    const core: NexigonHubClient = hub;
    const details = await core.execute(new GetDeviceDetailsAction({ deviceId: "d_1" }));
    export const connected: boolean = details.isConnected;
    export const status: DeviceCertificateStatus | undefined = details.certificates[0]?.status;
    const set = await hub.devices.setProperty({ deviceId: details.deviceId, name: "a", value: null, expectedVersion: 3 });
    export function told(): string | number {
      switch (set.result) {
        case "Set": return "set";
        case "VersionConflict": return set.currentVersion;
        case "Deleted": return "deleted";
        case "$unknown": return set.$tag;
      }
    }
    export const matched: number = devices.SetDevicePropertyOutput.match(set, {
      Set: () => 0, VersionConflict: (conflict) => conflict.currentVersion, Deleted: () => 1, $unknown: () => 2,
    });
    export const issued = await hub.devices.query().withResponse().catch((error: unknown) => {
      if (error instanceof HttpError) return (error as HttpError<errors.ActionError>).error?.kind;
      return isSdkError(error) ? error.attempts : undefined;
    });
    // @ts-expect-error a field is missing
    new GetDeviceDetailsAction({});
    // @ts-expect-error an id of something else
    new GetDeviceDetailsAction({ deviceId: details.projectId });
    // @ts-expect-error there is no such status
    status === "Pendng";
  `;
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
    target: "ES2022",
    lib: ["ES2022"],
    types: [],
  };

  it.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])(
    "serve a program in TypeScript without the DOM and Node's types: module %s, resolution %s",
    async (module, moduleResolution) => {
      const { project } = await hub();
      const files = [`user-${module}.ts`];
      await writeFile(join(project, `user-${module}.ts`), program);
      const config = join(project, `tsconfig.${module}.json`);
      await writeFile(config, JSON.stringify({ compilerOptions: { ...strict, module, moduleResolution }, files }));
      const tsc = join(repository, "node_modules", "typescript-7", "bin", "tsc");
      const { code, stdout } = await runNode([tsc, "-p", config], { cwd: project });
      expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    },
  );
});
