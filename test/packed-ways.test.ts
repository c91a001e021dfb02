// Every way of taking the packages carries a call: by import and by require, from TypeScript with either resolution, and out of
// a bundle that runs where nothing is installed. One project with both packages, and one server for them.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { rollup, type Plugin } from "@rollup/wasm-node";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type Loopback } from "./hub/server.js";
import { repository, temporaryFolder } from "./support/folder.js";
import { install, type Installed } from "./support/install.js";
import { runNode } from "./support/process.js";

const imports = `import { NexigonHub } from "@actionwright/nexigon-hub";
import { NexigonHubClient } from "@actionwright/nexigon-hub/client";
import * as devices from "@actionwright/nexigon-hub/devices";
import { Nexthink, type workflows } from "@actionwright/nexthink";
`;

/** In TypeScript; without \`types\` it is JavaScript as well. */
const body = (types: boolean): string => `
const url${types ? ": string" : ""} = process.argv[2] ?? "";
async function main() {
  const hub = new NexigonHub({ baseUrl: url, token: "t" });
  const set = await hub.devices.setProperty({ deviceId: "d_1", name: "firmware", value: "2.1.0", expectedVersion: 3 });
  const core = new NexigonHubClient({ baseUrl: url, token: "t" });
  const found = await core.execute(new devices.QueryDevicesAction());
  const nexthink = new Nexthink({ baseUrl: url, tokenUrl: url + "/token", clientId: "i", clientSecret: "s", allowInsecure: true });
  const [first]${types ? ": readonly workflows.NxtWorkflow[]" : ""} = await nexthink.workflows.get({ nqlId: "#reset" });
  const version${types ? ": number" : ""} = set.result === "VersionConflict" ? set.currentVersion : 0;
  console.log(JSON.stringify([version, found.devices.length, first?.name]));
}
void main();
`;
const inJavaScript = imports.replace(", type workflows", "");
const requires = inJavaScript.replace(/import (?:\* as )?(.*) from (.*);/g, "const $1 = require($2);");
const inTypeScript = `declare const process: { readonly argv: readonly string[] };\ndeclare const console: { log(text: string): void };\n${imports}${body(true)}`;

let user: Installed;
let server: Loopback;

beforeAll(async () => {
  user = await install("nexigon-hub", "nexthink");
  const answers: readonly (readonly [end: string, answer: unknown])[] = [
    ["/devices_SetProperty", { result: "VersionConflict", currentVersion: 7 }],
    ["/devices_Query", { devices: [] }],
    ["/token", { access_token: "t", token_type: "Bearer", expires_in: 900 }],
    ["/api/v1/workflows/details?nqlId=%23reset", [{ name: "Reset" }]],
  ];
  server = await startServer(({ url }, response) => {
    const [, answer] = answers.find(([end]) => url.endsWith(end)) ?? [];
    response.statusCode = answer === undefined ? 404 : 200;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer ?? {}));
  });
});
afterAll(() => server.close());

/** Runs a program of the project, or one that has all it needs in it. */
async function expectAnswers(file: string, cwd = user.project): Promise<void> {
  const ended = await runNode([file, server.url], { cwd });
  expect(ended).toEqual({ code: 0, stdout: '[7,0,"Reset"]\n', stderr: "" });
}

async function written(name: string, text: string): Promise<string> {
  await writeFile(join(user.project, name), text);
  return name;
}

it("R62 by import", async () => {
  await expectAnswers(await written("imports.mjs", inJavaScript + body(false)));
});

it("R62 by require, of the same modules", async () => {
  await expectAnswers(await written("requires.cjs", requires + body(false)));
});

it.each([
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
])("R62 from TypeScript that is compiled: module %s, resolution %s", async (module, moduleResolution) => {
  const file = await written(`typed-${module}.ts`, inTypeScript);
  const options = { strict: true, target: "ES2022", lib: ["ES2022"], types: [], outDir: "out", module, moduleResolution };
  const config = await written(`tsconfig.${module}.json`, JSON.stringify({ compilerOptions: options, files: [file] }));
  const tsc = join(repository, "node_modules", "typescript-7", "bin", "tsc");
  expect(await runNode([tsc, "-p", config], { cwd: user.project })).toMatchObject({ code: 0, stdout: "" });
  await expectAnswers(join("out", file.replace(/ts$/, "js")));
}); // prettier-ignore

it("R62 out of a bundle of esbuild", async () => {
  const outfile = join(await temporaryFolder(), "bundle.mjs");
  const stdin = { contents: inTypeScript, resolveDir: user.project, loader: "ts" } as const;
  await build({ stdin, outfile, bundle: true, format: "esm", logLevel: "error" });
  await expectAnswers(outfile, await temporaryFolder());
});

it("R62 out of a bundle of rollup", async () => {
  const file = join(await temporaryFolder(), "bundle.mjs");
  const entry = await written("rolled.mjs", inJavaScript + body(false));
  // Rollup resolves no packages by itself; Node's own way to their `exports` is the plugin.
  const { resolve } = createRequire(join(user.project, "package.json"));
  const packages: Plugin = { name: "packages", resolveId: (id) => (id.startsWith("@actionwright/") ? resolve(id) : null) };
  const bundle = await rollup({ input: join(user.project, entry), plugins: [packages], onwarn: ({ message }) => expect.unreachable(message) });
  await bundle.write({ file, format: "es" });
  await expectAnswers(file, await temporaryFolder());
}); // prettier-ignore
