// R68: the packages do the same wherever they run: as they are installed, in each line of Node, in Bun and in Deno, and as
// a minified bundle in a context with next to nothing, in a page and in a worker. What is missing on this machine is
// skipped, and its title says how to get it.
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { findChromium, visit, type Visit } from "./environments/browser.js";
import type { Need } from "./environments/check.js";
import { startScripted } from "./environments/server.js";
import { checks, leftOut, type Results } from "./environments/suite.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { packPackage } from "./support/pack.js";
import { run } from "./support/process.js";

const source = join(repository, "test/environments");
const packages = ["nexigon-hub", "nexthink"];

/** A user's project with both packages, the suite, and a bundle of it all that defines `runSuite`. */
let project: string;
let bundle: string;

beforeAll(async () => {
  project = await temporaryFolder();
  const scope = join(project, "node_modules/@actionwright");
  await mkdir(scope, { recursive: true });
  for (const name of packages) {
    const { folder } = await packPackage(name);
    await symlink(join(folder, "node_modules/@actionwright", name), join(scope, name), "junction");
  }
  for (const program of ["installed.mjs", "context.mjs"]) await cp(join(source, program), join(project, program));
  const common = { bundle: true, target: "es2022" } as const;
  await build({
    ...common,
    entryPoints: [join(source, "suite.ts")],
    format: "esm",
    outfile: join(project, "suite.mjs"),
  });
  const contents = `import * as hub from "@actionwright/nexigon-hub"; import * as nexthink from "@actionwright/nexthink";
    import { runSuite } from "./suite.mjs";
    globalThis.runSuite = (environment) => runSuite({ hub, nexthink, ...environment });`;
  bundle = join(project, "bundle.js");
  const stdin = { contents, resolveDir: project };
  await build({ ...common, stdin, format: "iife", minify: true, charset: "utf8", outfile: bundle });
});

// ── As they are installed ───────────────────────────────────────────────────────────────────────────────────────────

const brought = join(repository, "test/platforms/node_modules");
const [major] = process.versions.node.split(".");
const nodes = ["20", "22", "24"].map((line) => {
  const path = line === major ? process.execPath : join(brought, `node-${line}/bin/node`);
  return { title: `Node ${line}`, path, flags: [], version: new RegExp(`^v${line}\\.`) };
});
const others = [
  { title: "Bun", path: join(brought, ".bin/bun"), flags: [], version: /^\d/ },
  {
    title: "Deno",
    path: join(brought, "@deno/linux-x64-glibc/deno"),
    flags: ["run", "-A", "--node-modules-dir=manual"],
    version: /^deno /,
  },
];

for (const { title, path, flags, version } of [...nodes, ...others])
  holdsIn(title, {
    missing: existsSync(path) ? undefined : "npm ci --prefix test/platforms",
    run: async (url) => {
      expect((await run(path, ["--version"], { cwd: project })).stdout).toMatch(version);
      return printed(path, [...flags, "installed.mjs", url]);
    },
  });

// ── A context with next to nothing ──────────────────────────────────────────────────────────────────────────────────

/** What every call needs, besides a `fetch`. */
const needed = ["AbortController", "TextDecoder", "clearTimeout", "setTimeout"];

const contexts: readonly {
  readonly title: string;
  readonly globals: readonly string[];
  readonly lacks?: readonly Need[];
}[] = [
  { title: "a context with what is needed", globals: [...needed, "btoa", "AbortSignal"] },
  {
    title: "a context without AbortSignal, btoa and streams",
    globals: needed,
    lacks: ["AbortSignal", "btoa", "streams"],
  },
];

for (const { title, ...options } of contexts)
  holdsIn(title, {
    lacks: options.lacks,
    run: (url) => printed(process.execPath, ["context.mjs", bundle, url, JSON.stringify(options)]),
  });

// ── Chromium ────────────────────────────────────────────────────────────────────────────────────────────────────────

const chromium = findChromium();
const places: readonly (readonly [title: string, where: Visit["where"]])[] = [
  ["a page of Chromium", "page"],
  ["a page of Chromium and an API of another origin", "other origin"],
  ["a worker in Chromium", "worker"],
];

for (const [title, where] of places)
  holdsIn(title, {
    missing: chromium === undefined ? "apt-get install chromium" : undefined,
    run: async () => {
      const text = await readFile(bundle, "utf8");
      return visit({ chromium: chromium ?? "", bundle: text, where, profile: await temporaryFolder() });
    },
  });

// ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Place {
  /** How to get it, where it is not there. */
  readonly missing?: string | undefined;
  readonly lacks?: readonly Need[] | undefined;
  readonly run: (url: string) => Promise<Results>;
}

/** Each check is a test of its own. */
function holdsIn(title: string, { missing, lacks = [], run: runIn }: Place): void {
  describe.skipIf(missing !== undefined)(`R68 in ${title}${missing === undefined ? "" : ` (${missing})`}`, () => {
    let results: Results;
    beforeAll(async () => {
      const server = await startScripted();
      results = await runIn(server.url).finally(() => server.close());
    });
    it("runs nothing but the checks", () => {
      expect(Object.keys(results)).toEqual(checks.map(({ name }) => name));
    });
    it.each(checks)("$name", ({ name, needs }) => {
      expect(results[name]).toBe(needs && lacks.includes(needs) ? leftOut : "ok");
    });
  });
}

/** What a program prints. */
async function printed(program: string, args: readonly string[]): Promise<Results> {
  const { code, stdout, stderr } = await run(program, args, { cwd: project });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Results;
}
