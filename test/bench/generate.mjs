// How long `generate` takes: cold, unchanged, by stage, and as the spec grows.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { median, milliseconds, repeat, root, runNode, say, seconds, table } from "./measure.mjs";
import { clean, projectOf } from "./project.mjs";

const cli = join(root, "dist/cli.js");
// What Node keeps of what it has compiled is kept in the project, where `clean` finds it: a cold run has nothing of it.
const command = (args, cwd, node) => runNode([cli, ...args], { cwd, node, env: { NODE_COMPILE_CACHE: join(cwd, "node_modules/.cache/node") } }); // prettier-ignore
const generate = (cwd, node) => command(["generate"], cwd, node);
/** This Node, and the others that the tests know (`npm ci --prefix test/platforms`). */
const nodes = [
  process.execPath,
  ...["node-20", "node-22", "node-24"]
    .map((name) => join(root, "test/platforms/node_modules", name, "bin/node"))
    .filter((path) => existsSync(path) && versionOf(path) !== process.version),
];
const sizeOf = ({ last }) => /\d+ actions · \d+ types/.exec(last.stderr)?.[0] ?? "";

/** The median of cold runs of the real command, by this Node or another. */
export async function coldGenerate(copies, runs, node) {
  const folder = projectOf(copies);
  return repeat(runs, () => generate(folder, node), () => clean(folder)); // prettier-ignore
}

/** Changes what one action says of itself, each time to something else. */
function editAction(folder, edit) {
  const path = join(folder, "spec/nexigon-hub/devices.yaml");
  const text = readFileSync(path, "utf8");
  const edited = text.replace(/^( {2}devices_Query:\n {4}docs: ").*(")$/m, (_, head, tail) => `${head}Edit ${edit}.${tail}`);
  if (edited === text) throw new Error("there is no action `devices_Query` with docs to edit");
  writeFileSync(path, edited);
} // prettier-ignore

function versionOf(node) {
  return execFileSync(node, ["--version"]).toString().trim();
}

export async function benchGenerate({ runs }) {
  for (const node of nodes) await benchOn(node, runs);
}

async function benchOn(node, runs) {
  const folder = projectOf(1);
  writeFileSync(join(folder, "package.json"), "{}\n"); // without a project there is no cache
  const empty = await repeat(runs, () => runNode(["-e", ""], { node }));
  const cold = await repeat(runs, () => generate(folder, node), () => clean(folder)); // prettier-ignore
  const unchanged = await repeat(runs, () => generate(folder, node));
  let edits = 0;
  const edit = () => editAction(folder, edits++);
  edit();
  await generate(folder, node); // what only an edit needs is compiled by now
  const edited = await repeat(runs, () => generate(folder, node), edit);
  const uncached = await repeat(runs, () => command(["generate", "--no-cache"], folder, node));
  const check = await repeat(runs, () => command(["generate", "--check"], folder, node));
  const validate = await repeat(runs, () => command(["validate"], folder, node));
  const row = (what, run) => [what, seconds(run.ms), seconds(run.ms - empty.ms), seconds(run.cpu - empty.cpu), ((run.cpu - empty.cpu) / (cold.cpu - empty.cpu)).toFixed(2), `${run.mib.toFixed(0)} MiB`]; // prettier-ignore
  table(`generate on Node ${versionOf(node)}: ${sizeOf(cold)}, the median of ${runs} processes`, ["what", "time", "over node", "processor, over node", "of cold", "memory"], [
    row("node, doing nothing", empty),
    row("cold", cold),
    row("nothing changed (to reach: 0.15 s over node)", unchanged),
    row("one action edited (to reach: 0.35 of cold)", edited),
    row("nothing changed, --no-cache", uncached),
    row("--check", check),
    row("validate", validate),
  ]); // prettier-ignore
}

export async function benchStages({ runs }) {
  const folder = projectOf(1);
  const results = [];
  for (let run = 0; run < runs; run++) {
    rmSync(join(folder, "generated"), { recursive: true, force: true });
    const { stdout } = await runNode([join(root, "test/bench/stages.mjs"), join(root, "dist")], { cwd: folder });
    results.push(JSON.parse(stdout));
  }
  const of = (index, figure) => median(results.map((result) => result[index][figure]));
  const rows = results[0].map(([stage], index) => [stage, of(index, 1), of(index, 2)]);
  const [time, cpu] = [1, 2].map((figure) => rows.reduce((sum, row) => sum + row[figure], 0));
  table(`stages of a cold run, the median of ${runs}`, ["stage", "time", "processor", "share of it"], [
    ...rows.map(([stage, ms, busy]) => [stage, milliseconds(ms), milliseconds(busy), `${((100 * busy) / cpu).toFixed(0)} %`]),
    ["all", milliseconds(time), milliseconds(cpu), ""],
  ]); // prettier-ignore
}

export async function benchGrowth({ runs }) {
  const empty = await repeat(runs, () => runNode(["-e", ""]));
  const rows = [];
  for (const copies of [1, 3, 10]) {
    const cold = await coldGenerate(copies, copies === 10 ? Math.min(runs, 3) : runs);
    rows.push({ copies, size: sizeOf(cold), ms: cold.ms - empty.ms, cpu: cold.cpu - empty.cpu, mib: cold.mib });
  }
  const [one, three, ten] = rows;
  const slope = (row) => (row.cpu - one.cpu) / (row.copies - one.copies);
  const title = "growth: the modules of the Hub, once and more often, cold, over node";
  table(title, ["spec", "", "time", "processor", "each copy more", "memory"], rows.map((row) =>
    [`${row.copies}×`, row.size, seconds(row.ms), seconds(row.cpu), row === one ? "" : seconds(slope(row)), `${row.mib.toFixed(0)} MiB`],
  )); // prettier-ignore
  const ratio = (slope(ten) / slope(three)).toFixed(2);
  say(`Of ten copies, each costs ${ratio} of what each of three costs (1.00 is linear, to reach: 1.20 at most).`);
}
