// Folders to measure in: a project with the spec of Nexigon Hub, as often as is wanted, and the packed package.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { root } from "./measure.mjs";

const made = [];
process.on("exit", () => made.forEach((path) => rmSync(path, { recursive: true, force: true })));

export function temporary() {
  const path = mkdtempSync(join(tmpdir(), "actionwright-bench-"));
  made.push(path);
  return path;
}

/** A project whose spec has the modules of the Hub `copies` times, under names of their own. */
export function projectOf(copies) {
  const folder = temporary();
  const source = join(root, "spec/nexigon-hub");
  const spec = join(folder, "spec/nexigon-hub");
  mkdirSync(spec, { recursive: true });
  const names = readdirSync(source).filter((name) => name !== "api.yaml").map((name) => name.replace(/\.yaml$/, "")); // prettier-ignore
  const api = readFileSync(join(source, "api.yaml"), "utf8");
  const [head] = api.split(/^modules:$/m);
  const listed = Array.from({ length: copies }, (_, copy) => names.map((name) => `  - ${copyName(name, copy)}`)).flat();
  writeFileSync(join(spec, "api.yaml"), `${head}modules:\n${listed.join("\n")}\n`);
  for (let copy = 0; copy < copies; copy++)
    for (const name of names) {
      const text = readFileSync(join(source, `${name}.yaml`), "utf8");
      writeFileSync(join(spec, `${copyName(name, copy)}.yaml`), renamed(text, names, copy));
    }
  const config = readFileSync(join(root, "actionwright.config.yaml"), "utf8");
  const [alone] = config.split(/^ {2}(?!nexigon-hub:)(?=\S)/m); // the other targets have specs that are not there
  writeFileSync(join(folder, "actionwright.config.yaml"), alone);
  return folder;
}

const copyName = (name, copy) => (copy === 0 ? name : `${name}${copy + 1}`);

function renamed(text, names, copy) {
  if (copy === 0) return text;
  const any = names.join("|");
  return text
    .replace(new RegExp(`^module: (${any})$`, "m"), (_, name) => `module: ${copyName(name, copy)}`)
    .replace(new RegExp(`\\b(${any})(?=\\.[A-Z])`, "g"), (name) => copyName(name, copy))
    .replace(new RegExp(`^  (${any})(?=_[A-Z])`, "gm"), (_, name) => `  ${copyName(name, copy)}`);
}

/** Removes what a run has made, and what is kept of it for the next one. */
export function clean(folder) {
  for (const name of ["generated", "node_modules"]) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Packs a package of `generated` and puts it into the `node_modules` of a folder. */
export function packedInto(name) {
  const folder = temporary();
  const copy = join(folder, "package");
  cpSync(join(root, "generated", name), copy, {
    recursive: true,
    filter: (path) => !/[\\/](dist|node_modules)$/.test(path),
  });
  const env = { ...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH}` };
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: copy, env, stdio: ["ignore", "pipe", "ignore"] }); // prettier-ignore
  const [{ filename, size }] = JSON.parse(packed.toString().slice(packed.indexOf("[\n")));
  const target = join(folder, "node_modules/@actionwright", name);
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", target, "--strip-components=1"]);
  rmSync(copy, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return { folder, size };
}
