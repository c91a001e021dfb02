// What both packages make of a server with faults, of one that is down for a while, and of ten thousand good answers.
import { join } from "node:path";
import { build } from "esbuild";
import { kilobytes, root, runNode, seconds, table } from "./measure.mjs";
import { temporary } from "./project.mjs";

export async function benchFaults() {
  const outfile = join(temporary(), "main.mjs");
  const entryPoints = [join(root, "test/faults/main.ts")];
  await build({ entryPoints, bundle: true, platform: "node", format: "esm", target: "node20", outfile });
  const reportOf = async (part, options) =>
    JSON.parse((await runNode(["--expose-gc", outfile, part, JSON.stringify(options)])).stdout);
  printFaults(await reportOf("faults", { seed: 1, calls: 5000, atOnce: 50, clients: 25 }));
  printStorm(await reportOf("storm", { clients: 50, perSecond: 100, wanted: 80, before: 2, down: 4, after: 4 }));
  const { calls, growth, listeners } = await reportOf("growth", { calls: 10_000, atOnce: 50 });
  table("memory: one client, one signal", ["calls", "growth of the heap", "listeners left"], [[calls, kilobytes(growth), listeners]]); // prettier-ignore
}

function printFaults(report) {
  const { calls, effects, sent, arrived, ends, retried, retryRefused, faults, left } = report;
  const { output: answered = 0, ...failed } = ends;
  const counts = (values) => Object.entries(values).map(([name, count]) => `${name} ${count}`).join(", "); // prettier-ignore
  const sum = (values) => Object.values(values).reduce((total, count) => total + count, 0);
  table(`${calls} calls, 50 at a time, of a server with faults, in ${seconds(report.seconds * 1000)}`, ["", "count", "of these"], [
    ["calls", calls, counts(effects)],
    ["requests sent", sent, `arrived ${arrived}`],
    ["answered", answered, ""],
    ["failed", sum(failed), counts(failed)],
    ["sent more than once", sum(retried), counts(retried)],
    ["not sent again", sum(retryRefused), counts(retryRefused)],
    ["`write` carried out twice", report.duplicates.length, report.duplicates[0] ?? ""],
    ["sent again, or not, wrongly", report.wrong.length, report.wrong[0] ?? ""],
    ["ended otherwise than they should", report.unexpected.length, report.unexpected[0] ?? ""],
    ["left: answers, sockets and others", left.answers + left.resources.length, left.resources.join(", ")],
    ["left: timers", left.timers, ""],
    ["left: listeners", left.listeners, ""],
    ["warnings", left.warnings.length, left.warnings[0] ?? ""],
    ["redirects followed", left.stolen, ""],
  ]); // prettier-ignore
  table("what was done to the requests that arrived", ["", "count"], Object.entries(faults));
}

function printStorm({ phases }) {
  const names = ["before", "down for four seconds", "two seconds afterwards"];
  const rows = phases.map(({ calls, sent, answered }, index) => [names[index], calls, sent, answered, (sent / calls).toFixed(2)]); // prettier-ignore
  table("fifty clients that want 80 calls a second of a server that can do 100", ["calls begun", "calls", "requests", "answered", "requests a call"], rows); // prettier-ignore
}
