// `npm` for a page that is run: what a newcomer types, without a network. `npm install` is carried out here, as follows;
// everything else is npm's own.
//
// - `actionwright` is unpacked from the tarball that `npm pack` has made of this repository, and its dependencies stand beside it;
// - a folder is linked, and a tarball is unpacked, as npm does;
// - any other name has to be in this repository's `node_modules`, and is linked from there; `typescript` is the newest of them;
// - `package.json` gets what npm would write there. Workspaces are linked.
//
// Where a registry is named, by `--registry` or an `.npmrc` in the folder, npm itself installs.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const { PAGE_TOOL: toolTarball, PAGE_MODULES: modules, PAGE_PATH: path } = process.env;
const args = process.argv.slice(2);
const isInstall = ["install", "i", "add", "ci"].includes(args[0] ?? "");
const hasRegistry = args.some((arg) => arg.startsWith("--registry")) || existsSync(".npmrc");
process.exitCode = isInstall && !hasRegistry ? install(args.slice(1)) : npm();

function npm() {
  return spawnSync("npm", args, { stdio: "inherit", env: { ...process.env, PATH: path } }).status ?? 1;
}

// ── npm install ─────────────────────────────────────────────────────────────────────────────────────────────────────

function install(given) {
  const root = resolve(valueOf(given, "--prefix") ?? ".");
  const names = given.filter((arg, index) => !arg.startsWith("-") && given[index - 1] !== "--prefix");
  const kind = given.some((arg) => ["-D", "--save-dev"].includes(arg)) ? "devDependencies" : "dependencies";
  const file = join(root, "package.json");
  const project = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  if (names.length === 0) {
    for (const [name, range] of Object.entries({ ...project.dependencies, ...project.devDependencies }))
      add(root, range.startsWith("file:") ? range.slice(5) : name);
    for (const folder of workspaces(root, project)) add(root, folder);
    return 0;
  }
  for (const asked of names) {
    const { name, range } = add(root, asked);
    project[kind] = sorted({ ...project[kind], [name]: range });
  }
  writeFileSync(file, `${JSON.stringify(project, null, 2)}\n`);
  return 0;
}

function valueOf(given, option) {
  const at = given.indexOf(option);
  return at < 0 ? undefined : given[at + 1];
}

function workspaces(root, { workspaces: patterns = [] }) {
  return patterns.flatMap((pattern) => {
    if (!pattern.endsWith("/*")) return [`./${pattern}`];
    const folder = pattern.slice(0, -2);
    return readdirSync(join(root, folder)).map((name) => `./${folder}/${name}`);
  });
}

/** Puts one package into `node_modules`, and says how it is called there and in `package.json`. */
function add(root, asked) {
  const local = resolve(root, asked);
  if (asked.endsWith(".tgz")) return unpack(root, local, `file:${asked}`);
  if (/^[./]/.test(asked)) return { ...link(root, local), range: `file:${asked.replace(/^\.\//, "")}` };
  const name = asked.replace(/(?<=.)@.*$/, "");
  if (name === "actionwright") {
    const tool = unpack(root, toolTarball);
    for (const dependency of Object.keys(tool.dependencies)) link(root, join(modules, dependency));
    return tool;
  }
  if (name === "typescript") return link(root, join(modules, "typescript-7"));
  if (!existsSync(join(modules, name))) throw new Error(`\`${name}\` cannot be installed for this page: the repository does not have it`);
  return link(root, join(modules, name));
} // prettier-ignore

function link(root, folder) {
  const read = packageIn(folder);
  const target = place(root, read.name);
  symlinkSync(folder, target);
  linkBins(root, read, folder);
  return { name: read.name, range: `^${read.version}` };
}

function unpack(root, tarball, range) {
  const listed = spawnSync("tar", ["-xzOf", tarball, "package/package.json"], { encoding: "utf8" }).stdout;
  const read = JSON.parse(listed);
  const target = place(root, read.name);
  mkdirSync(target);
  const { status, stderr } = spawnSync("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"]);
  if (status !== 0) throw new Error(String(stderr));
  linkBins(root, read, target);
  return { name: read.name, range: range ?? `^${read.version}`, dependencies: read.dependencies ?? {} };
}

/** Where a package of this name goes: nothing is there. */
function place(root, name) {
  const target = join(root, "node_modules", name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  return target;
}

function linkBins(root, { name, bin = {} }, folder) {
  const bins = typeof bin === "string" ? { [basename(name)]: bin } : bin;
  mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
  for (const [called, file] of Object.entries(bins)) {
    const target = join(root, "node_modules/.bin", called);
    rmSync(target, { force: true });
    symlinkSync(join(folder, file), target);
  }
}

function packageIn(folder) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`there is no package at ${folder}`);
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
