// How long `diff` takes for two versions of the whole Hub: as a command on both forms of a spec, and each stage by itself.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { median, milliseconds, repeat, root, runNode, seconds, table } from "./measure.mjs";
import { temporary } from "./project.mjs";

const cli = join(root, "dist/cli.js");

/** A second version: other names of fields, variants and actions all over the first. Its examples would have the old ones. */
const edited = (text) => {
  const plain = JSON.stringify(JSON.parse(text, (name, value) => (name === "examples" ? undefined : value)));
  return plain
    .replaceAll("created_at", "made_at")
    .replaceAll("device_id", "device_key")
    .replaceAll("NotFound", "Missing");
};

function versions() {
  const folder = temporary();
  cpSync(join(root, "spec/nexigon-hub"), join(folder, "old"), { recursive: true });
  const bundle = readFileSync(join(root, "generated/nexigon-hub/spec.json"), "utf8");
  writeFileSync(join(folder, "old.json"), bundle);
  writeFileSync(join(folder, "new.json"), edited(bundle));
  return folder;
}

export async function benchDiff({ runs }) {
  const folder = versions();
  const empty = await repeat(runs, () => runNode(["-e", ""]));
  const diff = (old, next, ...more) => repeat(runs, () => runNode([cli, "diff", old, next, "--exit-zero", "--format", "json", ...more], { cwd: folder })); // prettier-ignore
  const row = (what, run) => [what, seconds(run.ms), seconds(run.ms - empty.ms), seconds(run.cpu - empty.cpu), `${run.mib.toFixed(0)} MiB`]; // prettier-ignore
  const both = await diff("old.json", "new.json");
  const { summary } = JSON.parse(both.last.stdout);
  const rows = [
    row("node, doing nothing", empty),
    row("two bundled specs (to reach: 0.5 s)", both),
    row("a folder of YAML and a bundled spec", await diff("old", "new.json")),
    row("two bundled specs, --prove", await diff("old.json", "new.json", "--prove")),
  ];
  const counts = Object.entries(summary).filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`); // prettier-ignore
  table(`diff of two versions of the Hub: ${counts.join(", ")}; the median of ${runs} processes`, ["what", "time", "over node", "processor, over node", "memory"], rows); // prettier-ignore
  await benchStages(folder, runs);
}

/** Within one process that has run it once. */
async function benchStages(folder, runs) {
  const { compare, createReport, createSources, diff, nodeHost, readSpec } = await import(join(root, "dist/index.js"));
  const read = (name) => {
    const report = createReport();
    const { source, model } = readSpec(join(folder, name), [], { host: nodeHost(), report });
    return { model, source: name, commit: null, digest: null, sources: createSources(source.files) };
  };
  const timed = (run) => {
    const started = performance.now();
    run();
    return performance.now() - started;
  };
  const [old, next] = [read("old.json"), read("new.json")];
  const stages = [
    ["read a bundled spec", () => read("old.json")],
    ["compare", () => compare(old.model, next.model)],
    ["diff: compare, judge, report", () => diff(old, next, { today: "2026-01-01" })],
  ];
  const rows = stages.map(([name, run]) => [name, milliseconds(median(Array.from({ length: runs + 1 }, () => timed(run)).slice(1)))]); // prettier-ignore
  table(`stages of diff, warm, the median of ${runs}`, ["stage", "time"], rows);
}
