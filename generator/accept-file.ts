// The accept file: what somebody has agreed to, held against its format. `accept-edits.ts` writes it.
import type { Accept } from "./diff/accepts.js";
import { isRule, reportRule } from "./diff/rule-names.js";
import type { Report } from "./diagnostics.js";
import { loadDocument, type Host } from "./load.js";
import { createSources, rangeOf, type Sources } from "./locate.js";
import { get, itemsOf, textOf, type SourceFile, type SourceNode } from "./source.js";
import { validateAccepts } from "./validate.js";

export interface AcceptFile {
  /** For code frames; undefined if there is no such file. */
  readonly file: SourceFile | undefined;
  /** In the order of the file; none if anything is wrong with it. */
  readonly accepts: readonly Accept[];
}

/** Reads an accept file. That there is none is in order. */
export function loadAccepts(path: string, host: Host, report: Report): AcceptFile {
  if (host.read(path) === undefined) return { file: undefined, accepts: [] };
  const { file, root } = loadDocument(path, host, report) ?? {};
  if (!file || !root || !validateAccepts(file, root, report)) return { file, accepts: [] };
  const sources = createSources([file]);
  const entries = itemsOf(get(root, "entries")).map((entry) => acceptOf(entry, sources));
  const known = itemsOf(get(root, "entries")).filter((entry) => isNamed(entry, report));
  return { file, accepts: known.length === entries.length ? entries : [] };
}

function acceptOf(entry: SourceNode, sources: Sources): Accept {
  const text = (key: string): string | undefined => textOf(get(entry, key));
  return {
    fingerprint: text("fingerprint"),
    rule: text("rule"),
    where: text("where"),
    base: text("base") ?? "",
    reason: text("reason") ?? "",
    by: text("by") ?? null,
    until: text("until") ?? null,
    issue: text("issue") ?? null,
    location: { file: entry.origin.file, ...rangeOf(entry.origin, sources).start },
  };
}

function isNamed(entry: SourceNode, report: Report): boolean {
  const rule = get(entry, "rule");
  const name = textOf(rule);
  if (rule && name !== undefined) return isRule(name) || reportRule(name, rule.origin, report);
  if (get(entry, "fingerprint")) return true;
  report("AW7016", entry.origin, {});
  return false;
}
