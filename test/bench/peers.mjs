// The same API by other generators, where its OpenAPI document is at hand: the part of it that our spec has, so that all
// make the same actions. The generators are no dependencies: they are installed into a cache outside of the repository.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "./bundles.mjs";
import { coldGenerate } from "./generate.mjs";
import { kilobytes, repeat, root, runNode, seconds, table } from "./measure.mjs";
import { temporary } from "./project.mjs";
import { diagnose } from "./types.mjs";

const wanted = { "@hey-api/openapi-ts": "0.95.0", "openapi-typescript": "7.13.0", typescript: "5.9.3", zod: "4.3.6" };
const cache = join(tmpdir(), "actionwright-bench-peers");
const documents = join(root, "../shared/data/nexigon/openapi");

export async function benchPeers({ runs }) {
  const document = documentOf(documents);
  if (document === undefined) return console.log("\npeers: left out, since the OpenAPI documents are not there");
  const failure = install();
  if (failure !== undefined) return console.log(`\npeers: left out, since they could not be installed\n${failure}`);
  const folder = temporary();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const api = partOf(document);
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(api));
  const whole = join(documents, newest(documents));
  const versions = Object.keys(wanted).map((name) => `${name} ${versionOf(name)}`);
  console.log(`\npeers: ${versions.join(", ")}; ${count(api)}, of ${count(document)}`);

  const ours = await coldGenerate(1, runs);
  const rows = [["actionwright", "types, client, validators, package", seconds(ours.ms), "1.00", "1.00"]];
  for (const [name, makes, run] of generators(folder)) {
    const { ms, cpu } = await repeat(runs, () => run(join(folder, "openapi.json")));
    rows.push([name, makes, seconds(ms), (ours.ms / ms).toFixed(2), (ours.cpu / cpu).toFixed(2)]);
  }
  table("cold runs on the same actions", ["generator", "makes", "time", "ours is × of it", "by processor time"], rows);

  const five = await coldGenerate(5, Math.min(runs, 3));
  const wholeRows = [["actionwright", "the part, five times", seconds(five.ms), "1.00", "1.00"]];
  for (const [name, , run] of generators(folder)) {
    const { ms, cpu } = await repeat(Math.min(runs, 3), () => run(whole));
    wholeRows.push([name, count(document), seconds(ms), (five.ms / ms).toFixed(2), (five.cpu / cpu).toFixed(2)]);
  }
  table("cold runs on as many types", ["generator", "of", "time", "ours is × of it", "by processor time"], wholeRows);
  await benchUse(folder);
}

/** One action in a bundle, and for the compiler. */
async function benchUse(folder) {
  symlinkSync(join(cache, "node_modules"), join(folder, "node_modules"));
  await generators(folder)[0][2](join(folder, "openapi.json"));
  const program = `import { devicesGetDetails } from "../hey-api/sdk.gen";
const answer = await devicesGetDetails({ baseUrl: "https://h", auth: "t", body: { deviceId: "d" } });
export const output = answer.data;
console.log(output);
`;
  const options = { lib: ["ES2022", "DOM", "DOM.Iterable"], module: "esnext", moduleResolution: "bundler", skipLibCheck: true }; // prettier-ignore
  const base = await diagnose("typescript", folder, "export {};\n", options);
  mkdirSync(join(folder, "program"), { recursive: true });
  const { instantiations } = await diagnose("typescript", folder, program, options).catch(() => ({
    instantiations: NaN,
  }));
  const { gzip } = await bundle(program.replace("../", "./"), folder);
  table("one action", ["generator", "bundle, gzip -9", "instantiations over an empty file"], [
    ["hey-api, fetch client, SDK with zod", kilobytes(gzip), instantiations - base.instantiations],
  ]); // prettier-ignore
}

const bin = (name, path) => join(cache, "node_modules", name, path);

function generators(folder) {
  const heyApi = async (input) => {
    rmSync(join(folder, "hey-api"), { recursive: true, force: true });
    const config = join(folder, "openapi-ts.config.mjs");
    const plugins = ["@hey-api/client-fetch", "@hey-api/typescript", "zod", { name: "@hey-api/sdk", validator: true }];
    writeFileSync(config, `export default ${JSON.stringify({ input, output: "hey-api", plugins, logs: { level: "silent" } })};`);
    return runNode([bin("@hey-api/openapi-ts", "dist/run.mjs"), "-f", config], { cwd: folder });
  };
  const openapiTypescript = (input) => runNode([bin("openapi-typescript", "bin/cli.js"), input, "-o", "openapi.d.ts"], { cwd: folder });
  return [
    ["hey-api", "types, SDK, zod", heyApi],
    ["openapi-typescript", "types", openapiTypescript],
  ];
} // prettier-ignore

/** Installs what is missing; answers with what went wrong. */
function install() {
  if (Object.entries(wanted).every(([name, version]) => versionOf(name) === version)) return undefined;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, "package.json"), JSON.stringify({ private: true, dependencies: wanted }));
  try {
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: cache, stdio: "pipe" });
    return undefined;
  } catch (error) {
    return String(error.stderr ?? error).trim().split("\n").slice(0, 5).join("\n"); // prettier-ignore
  }
}

function versionOf(name) {
  const path = join(cache, "node_modules", name, "package.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).version : undefined;
}

const newest = (folder) => readdirSync(folder).sort().at(-1);

function documentOf(folder) {
  return existsSync(folder) ? JSON.parse(readFileSync(join(folder, newest(folder)), "utf8")) : undefined;
}

/** The document with the actions that our spec has, and the schemas that they reach. */
function partOf(document) {
  const spec = JSON.parse(readFileSync(join(root, "generated/nexigon-hub/spec.json"), "utf8"));
  const names = new Set(spec.modules.flatMap(({ actions = {} }) => Object.keys(actions)));
  const entries = Object.entries(document.paths).filter(([path]) => names.has(path.split("/").at(-1)));
  const paths = Object.fromEntries(entries);
  const schemas = {};
  const visit = (value) => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      if (!Object.hasOwn(schemas, name)) visit((schemas[name] = document.components.schemas[name]));
  };
  visit(paths);
  return { ...document, paths, components: { ...document.components, schemas } };
}

function count({ paths, components }) {
  return `${Object.keys(paths).length} actions · ${Object.keys(components.schemas).length} schemas`;
}
