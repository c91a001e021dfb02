// `npm run bench [-- part … --runs n]`: measures what the tool promises, prints it, and writes it into docs/benchmarks.md, each
// part in its section. Times are those of this machine, at this moment: compare ratios, and only within one run.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { benchBundles } from "./bundles.mjs";
import { benchDecode } from "./decode.mjs";
import { benchDiff } from "./diff.mjs";
import { benchExact } from "./exact.mjs";
import { benchFaults } from "./faults.mjs";
import { benchGenerate, benchGrowth, benchStages } from "./generate.mjs";
import { say, takeSaid } from "./measure.mjs";
import { writeSection } from "./page.mjs";
import { benchPeers } from "./peers.mjs";
import { benchTypes } from "./types.mjs";

const parts = {
  bundles: benchBundles,
  types: benchTypes,
  decode: benchDecode,
  exact: benchExact,
  generate: benchGenerate,
  stages: benchStages,
  growth: benchGrowth,
  diff: benchDiff,
  faults: benchFaults,
  peers: benchPeers,
};
const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: "string", default: "5" } } }); // prettier-ignore
const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  console.error(`there is no part \`${unknown}\`: ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
const machine = `Node ${process.version}, ${cpus().length} cores, the median of ${values.runs} runs where times are given.`;
for (const [name, bench] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  say(machine);
  await bench({ runs: Number(values.runs) });
  await writeSection(name, takeSaid());
}
