// Makes the package of a spec in memory, in a process of its own: what it says of it goes to stdout as one line of JSON.
import { readFileSync } from "node:fs";
import { createReport } from "../../generator/diagnostics.js";
import { nodeHost } from "../../generator/files.js";
import { draftPackage, finishPackage } from "../../generator/emit/index.js";
import { render } from "../../generator/frame.js";
import { bundle, readSpec } from "../../generator/read.js";
import type { Target } from "../../generator/target.js";
import { memoryHost, type Files } from "../support/spec.js";
import { printedOnly } from "./printed.js";

const [input = ""] = process.argv.slice(2);
const files = input.endsWith(".files.json") ? (JSON.parse(readFileSync(input, "utf8")) as Files) : undefined;
const host = files ? memoryHost(files) : nodeHost();
const spec = files ? (Object.keys(files)[0] ?? "") : input;
const report = createReport();
const target: Target = {
  name: "bomb",
  spec,
  overlays: [],
  out: "generated/bomb",
  include: { modules: ["*"], actions: ["*"], stability: "experimental" },
  package: { name: "bomb", version: "0.1.0", license: "MIT", repository: "", directory: "", keywords: [] },
  client: "Bomb",
  writeOnce: [],
  ignore: [],
  int64: "number",
  docs: true,
};
const { source, model } = readSpec(spec, [], { host, report });
const codes = [...new Set(report.all.map(({ code }) => code))];
render(report.all, source.files, { format: "pretty", color: false });
let made = 0;
if (model && !report.hasErrors) {
  const drafts = await draftPackage(model, target, { spec: bundle(source) });
  made = (await finishPackage(drafts, { model, target, cache: printedOnly() })).length;
}
console.log(JSON.stringify({ codes, made }));
