// One cold run of the pipeline in a process of its own, stage by stage: prints of each the milliseconds that it took, and
// those that it kept a processor busy, as JSON.
// Run in the folder of a project; the argument is the folder of the build.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [dist] = process.argv.slice(2);
const times = [];
let [last, busy] = [0, 0];
function lap(stage) {
  const [now, { user, system }] = [performance.now(), process.cpuUsage()];
  const cpu = (user + system) / 1000;
  times.push([stage, now - last, cpu - busy]);
  [last, busy] = [now, cpu];
}
const load = (path) => import(pathToFileURL(join(dist, path)).href);

lap("start of node");
const library = await load("index.js");
const [overlay, read, select, emit, output] = await Promise.all(
  ["overlay.js", "read.js", "select.js", "emit/index.js", "output.js"].map(load),
);
lap("load of our modules");
const host = library.nodeHost();
const report = library.createReport();
const { targets } = library.loadConfig("actionwright.config.yaml", host, report);
const [target] = targets;
lap("config");
const source = overlay.overlay(library.load(target.spec, host, report), [], report);
lap("load");
library.validate(source, report);
lap("validate");
const model = library.lower(source, report);
lap("lower");
library.check(model, report);
lap("check");
const selected = select.select(model, target, report);
const drafts = await emit.draftPackage(selected, target, { spec: read.bundle(source) });
lap("emit");
// "print" has the layouts, "format" what is left to Prettier, with the load of it.
const all = await emit.finishPackage(drafts, { model: selected, target, done: lap });
const existing = await output.readExisting(target.out, all, undefined);
await output.writeOutput(target.out, output.planOutput(all, existing, undefined), {
  force: false,
  adopt: false,
  ignore: [],
  report() {},
});
lap("compare and write");
if (report.hasErrors) throw new Error(JSON.stringify(report.all));
console.log(JSON.stringify(times));
