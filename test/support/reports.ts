// Two specs in memory → the report on them; and reports in which whatever an author can write is hostile.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { createReport } from "../../generator/diagnostics.js";
import { diff, type DiffReport, type ReportedChange, type Standards, type Version } from "../../generator/index.js";
import { createSources } from "../../generator/locate.js";
import { readSpec } from "../../generator/read.js";
import { memoryHost, type Files } from "./spec.js";

/** A spec with places in its files. Throws if anything is wrong with it. */
export function versionOf(files: Files | string, source = "api.yaml"): Version {
  const all = typeof files === "string" ? { "api.yaml": files } : files;
  const report = createReport();
  const { source: read, model } = readSpec(typeof files === "string" ? "api.yaml" : "spec", [], { host: memoryHost(all), report }); // prettier-ignore
  if (!model || report.hasErrors) throw new Error(report.all.map(({ message }) => message).join("\n"));
  const digest = `sha256:${createHash("sha256").update(JSON.stringify(all)).digest("hex")}`;
  return { model, source, commit: null, digest, sources: createSources(read.files) };
}

export function reportOf(old: string, next: string, standards: Partial<Standards> = {}): DiffReport {
  return diff(versionOf(old, "git:v1"), versionOf(next, "."), { today: "2026-06-01", ...standards });
}

/** The head of a spec of one API, and its modules as YAML flows. */
export function hub(modules: string, version = "0.1.0"): string {
  return `actionSpec: 1\napi: { id: hub, title: Hub, version: "${version}" }\nservers: [{ url: https://hub.test }]\nbinding: { rpc: { path: "/{action}" } }\nmodules:\n${modules}`;
}

/** A report of so many changes, each of a type and an action of its own; every other one breaks something. */
export function manyChanges(count: number): DiffReport {
  const spec = (even: string, odd: string): string =>
    hub(`  - module: big\n    types:\n      Put0: { record: { ${even} } }\n      Put1: { record: { ${odd} } }\n    actions:\n      big_Put0: { request: Put0, output: unit }\n      big_Put1: { request: Put1, output: unit }\n`); // prettier-ignore
  const two = reportOf(
    spec("id: string, gone: string", "id: string"),
    spec("id: string", "id: string, added?: string"),
  );
  const changes = Array.from({ length: count }, (_, index) => {
    const text = JSON.stringify(two.changes[index % 2]).replaceAll(`Put${index % 2}`, `Put${index}`);
    return JSON.parse(text) as ReportedChange;
  });
  return { ...two, changes, summary: { ...two.summary, breaking: count / 2, safe: count / 2 } };
}

// ── Hostile text ────────────────────────────────────────────────────────────────────────────────────────────────────

const pieces = [
  "@everyone", "#123", "org/repo#1", "GH-7", "https://evil.test", "www.evil.test", "<img src=x onerror=alert(1)>", "<!-- actionwright-diff:hub -->",
  "-->", "</details>", "```", "`", "``", "|", "\\|", "\\", "\n", "\r\n", "\r", "::error::pwned", "::stop-commands::x", "##[error]", "##vso[task]", "%0A::error::",
  "\u001b[31m", "\u0007", "\u202e", "\u200b", "\u2028", "\u0085", "\u{e0041}", "\ud800", "**bold**", "[a](b)", "~~x~~", "$(id)", "a".repeat(300), "名前", "👩‍🚀", "e\u0301", " ", "- ", "1. ",
]; // prettier-ignore

/** Text as nobody hopes to see it. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 5 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

/** The report with a text in every place where the text of an author can come to stand. Names of types and actions are no such place. */
export function withText(report: DiffReport, text: string): DiffReport {
  const side = (of: DiffReport["old"]): DiffReport["old"] => ({ ...of, source: text, version: text });
  return {
    ...report,
    old: side(report.old),
    new: side(report.new),
    bump: { ...report.bump, from: text, to: text },
    changes: report.changes.map((change, index) => changeWith(change, text, index)),
    staleAccepts: [{ entry: text, why: "unmatched", message: text, location: { file: text, line: 1, column: 1 } }],
    versionProblems: [{ id: "version-unreadable", message: text }],
  };
}

function changeWith(change: ReportedChange, text: string, index: number): ReportedChange {
  const place = (at: ReportedChange["location"]["old"]) => at && { ...at, file: text };
  const { old, new: next, anchor } = change.location;
  return {
    ...change,
    where: change.where === change.owner.name ? change.where : `${change.owner.name}.${text}`,
    before: change.before === null ? null : text,
    after: change.after === null ? null : { type: text, required: false },
    location: { old: place(old), new: place(next), anchor: place(anchor) },
    renameOf: index % 3 === 0 ? text : null,
    note: index % 4 === 1 ? { id: "removed-before-date", text } : null,
    accepted: index % 4 === 2 ? { reason: text, by: text, until: null, issue: text } : null,
  };
}
