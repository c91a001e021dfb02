// Makes dist/ from generator/, and from the runtime that packages get. With --if-stale only when a source is newer than the last build.
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { precompile } from "./precompile.mjs";
import { compileRuntime } from "./runtime.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "dist", ".built");

const schemas = ["spec/action-spec.schema.json", "spec/config.schema.json"];
const sources = [
  "generator",
  "scripts",
  "templates/runtime",
  ...schemas,
  "tsconfig.json",
  "tsconfig.build.json",
  "package.json",
];

function newest(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return built > Math.max(...sources.map((name) => newest(join(root, name))));
}

if (process.argv.includes("--if-stale") && isFresh()) process.exit(0);
rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
await precompile(join(root, "dist", "validate"));
compileRuntime(root);
chmodSync(join(root, "dist", "cli.js"), 0o755);
writeFileSync(stamp, "");
