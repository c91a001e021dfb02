// The same API by other generators: all take the OpenAPI document that we export of the Hub. They are no dependencies of ours:
// they are installed into a cache outside of the repository, with the Node that the newer ones demand.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "./bundles.mjs";
import { coldGenerate } from "./generate.mjs";
import { kilobytes, repeat, root, runNode, say, seconds, table } from "./measure.mjs";
import { temporary } from "./project.mjs";
import { diagnose } from "./types.mjs";
import { unionsOf } from "./unions.mjs";

const wanted = {
  "@hey-api/openapi-ts": "0.99.0",
  "@kubb/cli": "4.39.3",
  "@kubb/core": "4.39.3",
  "@kubb/plugin-client": "4.39.3",
  "@kubb/plugin-oas": "4.39.3",
  "@kubb/plugin-ts": "4.39.3",
  "@kubb/plugin-zod": "4.39.3",
  "node-22": "npm:node@22.23.3",
  "openapi-typescript": "7.13.0",
  orval: "8.30.0",
  typescript: "5.9.3",
  zod: "4.6.7",
};
const overrides = { rollup: "npm:@rollup/wasm-node@^4.44.0" };
const manifest = JSON.stringify({ private: true, type: "module", dependencies: wanted, overrides });
const cache = join(tmpdir(), `actionwright-bench-peers-${createHash("sha256").update(manifest).digest("hex").slice(0, 16)}`); // prettier-ignore
const node22 = join(cache, "node_modules/node-22/bin/node");
const vendor = join(root, "../shared/data/nexigon/openapi");

/** The other generators: `newer` ones do not start on Node 20. `types` has what they export of the schemas. */
const generators = [
  {
    name: "hey-api",
    package: "@hey-api/openapi-ts",
    makes: "types, SDK, zod",
    newer: true,
    program: "@hey-api/openapi-ts/dist/run.mjs",
    args: ["-f", "openapi-ts.config.mjs"],
    config: {
      "openapi-ts.config.mjs": `export default { input: "openapi.json", output: "hey-api", logs: { level: "silent" }, plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "zod", { name: "@hey-api/sdk", validator: true }] };`,
    },
    out: "hey-api",
  },
  {
    name: "openapi-typescript",
    package: "openapi-typescript",
    makes: "types",
    newer: false,
    program: "openapi-typescript/bin/cli.js",
    args: ["openapi.json", "-o", "openapi-typescript/index.ts"],
    config: {},
    out: "openapi-typescript",
  },
  {
    name: "orval",
    package: "orval",
    makes: "types, client, zod",
    newer: true,
    program: "orval/dist/bin/orval.mjs",
    args: ["--config", "orval.config.mjs"],
    config: {
      "orval.config.mjs": `const input = { target: "./openapi.json", unsafeDisableValidation: true };
export default {
  client: { input, output: { target: "./orval/client.ts", schemas: "./orval/model", client: "fetch" } },
  zod: { input, output: { target: "./orval/zod.ts", client: "zod" } },
};`,
    },
    out: "orval",
  },
  {
    name: "kubb",
    package: "@kubb/core",
    makes: "types, client, zod",
    newer: false,
    program: "@kubb/cli/bin/kubb.cjs",
    args: ["generate", "--config", "kubb.config.mjs"],
    config: {
      "kubb.config.mjs": `import { defineConfig } from "@kubb/core";
import { pluginClient } from "@kubb/plugin-client";
import { pluginOas } from "@kubb/plugin-oas";
import { pluginTs } from "@kubb/plugin-ts";
import { pluginZod } from "@kubb/plugin-zod";
export default defineConfig({
  root: ".",
  input: { path: "./openapi.json" },
  output: { path: "./kubb", format: false, lint: false },
  plugins: [pluginOas({ validate: false, generators: [] }), pluginTs(), pluginClient({ client: "fetch", parser: "zod" }), pluginZod()],
});`,
    },
    out: "kubb",
  },
];

export async function benchPeers({ runs }) {
  const failure = install();
  if (failure !== undefined) return say(`The peers could not be installed:\n\n${failure}`);
  const exported = execFileSync(process.execPath, [join(root, "dist/cli.js"), "export", "openapi", "nexigon-hub"], { cwd: root, stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1e8 }); // prettier-ignore
  const folder = projectOf(exported.toString());
  await benchTimes(folder, runs);
  await benchUnions("the document that we export", folder);
  if (existsSync(vendor)) await benchUnions("the vendor's own document", projectOf(vendorDocument()));
  else say("The vendor's own document is not at hand.");
  await benchUse(folder);
}

/** A folder with a document, the configurations of all, and what they are. */
function projectOf(document) {
  const folder = temporary();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "openapi.json"), document);
  symlinkSync(join(cache, "node_modules"), join(folder, "node_modules"));
  for (const [name, text] of generators.flatMap(({ config }) => Object.entries(config))) writeFileSync(join(folder, name), text); // prettier-ignore
  return folder;
}

const run = (generator, folder, node) => runNode([join(cache, "node_modules", generator.program), ...generator.args], { cwd: folder, node }); // prettier-ignore
const clean = (generator, folder) => rmSync(join(folder, generator.out), { recursive: true, force: true });

async function benchTimes(folder, runs) {
  const { paths, components } = JSON.parse(readFileSync(join(folder, "openapi.json"), "utf8"));
  const here = await coldGenerate(1, runs);
  const newer = await coldGenerate(1, runs, node22);
  const rows = [["actionwright", "types, client, validators, package", "", seconds(here.ms), seconds(newer.ms), "1.00", "1.00", `${newer.mib.toFixed(0)} MiB`]]; // prettier-ignore
  for (const generator of generators) {
    const timed = (node) => repeat(runs, () => run(generator, folder, node), () => clean(generator, folder)); // prettier-ignore
    const [old, now] = [generator.newer ? undefined : await timed(), await timed(node22)];
    rows.push([generator.name, generator.makes, versionOf(generator.package), old ? seconds(old.ms) : "needs a newer Node", seconds(now.ms), (newer.ms / now.ms).toFixed(2), (newer.cpu / now.cpu).toFixed(2), `${now.mib.toFixed(0)} MiB`]); // prettier-ignore
  }
  const size = `${Object.keys(paths).length} actions, ${Object.keys(components.schemas).length} schemas`;
  table(`Cold runs on one OpenAPI document (${size}), the median of ${runs}`, ["generator", "makes", "version", `Node ${process.versions.node}`, `Node ${versionOf("node-22")}`, "ours is × of it", "by processor time", "memory"], rows); // prettier-ignore
}

/** What each makes of the tagged unions of a document. */
async function benchUnions(what, folder) {
  const document = JSON.parse(readFileSync(join(folder, "openapi.json"), "utf8"));
  const ours = await importedBy(folder);
  const rows = [];
  for (const { name, out } of [{ name: "actionwright", out: ours }, ...generators]) {
    const generator = generators.find((each) => each.name === name);
    const failure = generator && (await run(generator, folder, node22).then(() => undefined, String));
    if (failure !== undefined) {
      rows.push([name, `fails: ${failure.split("\n")[1]}`, "", "", ""]);
      continue;
    }
    const { unions, variants, narrow, never, untyped, errors } = unionsOf(document, join(folder, out));
    rows.push([name, `${narrow} of ${variants}`, `${never} of ${unions}`, `${untyped} of ${unions}`, errors]);
  }
  table(`Tagged unions of ${what}`, ["generator", "variants that narrow by their tag", "unions that are `never`", "unions with a tag that is not literal", "errors of the compiler"], rows); // prettier-ignore
}

/** The package that we make of the document itself, as users would who have nothing else. */
async function importedBy(folder) {
  const cli = join(root, "dist/cli.js");
  await runNode([cli, "import", "openapi", "openapi.json", "--out", "spec", "--format", "json"], { cwd: folder });
  writeFileSync(join(folder, "actionwright.config.yaml"), "actionwright: 1\ntargets:\n  hub:\n    spec: spec\n    out: actionwright\n    package: { name: hub, version: 1.0.0, license: MIT }\n"); // prettier-ignore
  await runNode([cli, "generate", "--format", "json"], { cwd: folder });
  return "actionwright/src";
}

/** One action in a bundle, and for the compiler. */
async function benchUse(folder) {
  await run(generators[0], folder, node22);
  const program = `import { devicesGetDetails } from "../hey-api/sdk.gen";
const answer = await devicesGetDetails({ baseUrl: "https://h", auth: "t", body: { deviceId: "d" } });
export const output = answer.data;
console.log(output);
`;
  const options = { lib: ["ES2022", "DOM", "DOM.Iterable"], module: "esnext", moduleResolution: "bundler", skipLibCheck: true }; // prettier-ignore
  const base = await diagnose("typescript", folder, "export {};\n", options);
  const { instantiations } = await diagnose("typescript", folder, program, options);
  const { gzip } = await bundle(program.replace("../", "./"), folder);
  table(
    "One action by hey-api, with its validation",
    ["generator", "bundle, gzip -9", "instantiations over an empty file"],
    [
      // prettier-ignore
      ["hey-api, fetch client, SDK with zod", kilobytes(gzip), instantiations - base.instantiations],
    ],
  );
}

/** Installs what is missing; answers with what went wrong. */
function install() {
  if (existsSync(join(cache, "installed"))) return undefined;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), manifest);
  try {
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: cache, stdio: "pipe" });
    writeFileSync(join(cache, "installed"), "");
    return undefined;
  } catch (error) {
    return String(error.stderr ?? error).trim().split("\n").slice(0, 5).join("\n"); // prettier-ignore
  }
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(cache, "node_modules", name, "package.json"), "utf8")).version;
}

const vendorDocument = () => readFileSync(join(vendor, readdirSync(vendor).sort().at(-1) ?? ""), "utf8");
