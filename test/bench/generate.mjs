// How long `generate` takes: cold, unchanged, by stage, and as the spec grows.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { median, milliseconds, repeat, root, runNode, seconds, table } from "./measure.mjs";
import { clean, projectOf } from "./project.mjs";

const cli = join(root, "dist/cli.js");
const generate = (cwd) => runNode([cli, "generate"], { cwd });
const sizeOf = ({ last }) => /\d+ actions · \d+ types/.exec(last.stderr)?.[0] ?? "";

/** The median of cold runs of the real command. */
export async function coldGenerate(copies, runs) {
  const folder = projectOf(copies);
  return repeat(runs, () => generate(folder), () => clean(folder)); // prettier-ignore
}

export async function benchGenerate({ runs }) {
  const folder = projectOf(1);
  const empty = await repeat(runs, () => runNode(["-e", ""]));
  const cold = await repeat(runs, () => generate(folder), () => clean(folder)); // prettier-ignore
  const unchanged = await repeat(runs, () => generate(folder));
  const check = await repeat(runs, () => runNode([cli, "generate", "--check"], { cwd: folder }));
  const validate = await repeat(runs, () => runNode([cli, "validate"], { cwd: folder }));
  const row = (what, run) => [what, seconds(run.ms), seconds(run.ms - empty.ms), seconds(run.cpu - empty.cpu), `${run.mib.toFixed(0)} MiB`]; // prettier-ignore
  table(`generate: ${sizeOf(cold)}, the median of ${runs} processes`, ["what", "time", "over node", "processor, over node", "memory"], [
    row("node, doing nothing", empty),
    row("cold", cold),
    row("nothing changed (to reach: 0.15 s over node)", unchanged),
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
  console.log(
    `\nof ten copies, each costs ${ratio} of what each of three costs (1.00 is linear, to reach: 1.20 at most)`,
  );
}
