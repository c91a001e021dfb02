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
  const over = ({ ms }) => `${seconds(ms - empty.ms)} over node`;
  table(`generate: ${sizeOf(cold)}, the median of ${runs} processes`, ["what", "time", "", "memory"], [
    ["node, doing nothing", seconds(empty.ms), "", ""],
    ["cold", seconds(cold.ms), over(cold), `${cold.mib.toFixed(0)} MiB`],
    ["nothing changed (to reach: 0.15 s over node)", seconds(unchanged.ms), over(unchanged), `${unchanged.mib.toFixed(0)} MiB`],
    ["--check", seconds(check.ms), over(check), ""],
    ["validate", seconds(validate.ms), over(validate), ""],
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
  const rows = results[0].map(([stage], index) => [stage, median(results.map((result) => result[index][1]))]);
  const total = rows.reduce((sum, [, ms]) => sum + ms, 0);
  table(`stages of a cold run, the median of ${runs}`, ["stage", "time", "share"], [
    ...rows.map(([stage, ms]) => [stage, milliseconds(ms), `${((100 * ms) / total).toFixed(0)} %`]),
    ["all", milliseconds(total), ""],
  ]); // prettier-ignore
}

export async function benchGrowth({ runs }) {
  const empty = await repeat(runs, () => runNode(["-e", ""]));
  const rows = [];
  for (const copies of [1, 3, 10]) {
    const cold = await coldGenerate(copies, copies === 10 ? Math.min(runs, 3) : runs);
    rows.push({ copies, size: sizeOf(cold), ms: cold.ms - empty.ms, mib: cold.mib });
  }
  const [one, ...more] = rows;
  const slope = (row) => (row.ms - one.ms) / (row.copies - one.copies);
  table("growth: the modules of the Hub, once and more often, cold, over node", ["spec", "", "time", "each copy more", "memory"], [
    [`${one.copies}×`, one.size, seconds(one.ms), "", `${one.mib.toFixed(0)} MiB`],
    ...more.map((row) => [`${row.copies}×`, row.size, seconds(row.ms), seconds(slope(row)), `${row.mib.toFixed(0)} MiB`]),
  ]); // prettier-ignore
  const [three, ten] = more;
  console.log(`\nlinear would be 1.00, to reach ≤ 1.20: a copy costs ${(slope(ten) / slope(three)).toFixed(2)} of itself when there are ten`);
} // prettier-ignore
