// A comparison of two versions → a page of what changed, and what the other pages say of it at the entries that it touches.
import type { Scope } from "../code/scope.js";
import { codeSpan, markdown } from "../code/text.js";
import type { DiffReport, ReportedChange } from "../diff/report.js";
import { countsSentence, factText, ruleOf, whyOf, worstFirst } from "../diff/report/words.js";
import type { NamedType } from "../model.js";
import { anchorOf, anchorTag, hrefOf } from "./anchor.js";
import { blocksText, brokenLines, type Block } from "./blocks.js";

/** What changed since an earlier version. */
export interface Changes {
  readonly report: DiffReport;
  /** What touches an entry of the pages, by its identity. */
  readonly at: ReadonlyMap<string, readonly ReportedChange[]>;
  /** The module of each identity that has an entry. */
  readonly modules: ReadonlyMap<string, string>;
}

export function changesOf(report: DiffReport, scope: Scope): Changes {
  const modules = new Map(entriesOf(scope));
  const at = new Map<string, ReportedChange[]>();
  for (const change of report.changes) {
    const id = entryOf(change, modules);
    const found = at.get(id) ?? [];
    at.set(id, [...found, change]);
  }
  return { report, at, modules };
}

/** Everything that has an anchor, with the module on whose page it is. */
function entriesOf({ model }: Scope): readonly (readonly [id: string, module: string])[] {
  return model.modules.flatMap(({ name, types, actions }) => {
    const ids = [
      ...types.flatMap((type) => [type.id, ...membersOf(type)]),
      ...actions.flatMap(({ id, parameters }) => [id, ...parameters.map((parameter) => parameter.id)]),
    ];
    return ids.map((id) => [id, name] as const);
  });
}

function membersOf(type: NamedType): readonly string[] {
  if (type.kind === "record") return type.fields.map(({ id }) => id);
  if (type.kind === "enum") return type.values.map(({ id }) => id);
  return type.kind === "union" ? type.variants.map(({ id }) => id) : [];
}

/** The entry that tells of a change: of its own place, or of what that belongs to, where it still is. */
function entryOf({ where, owner }: ReportedChange, modules: ReadonlyMap<string, string>): string {
  return modules.has(where) ? where : owner.name;
}

/** The line of an entry that something happened to; empty if nothing did. */
export function changedLine(id: string, changes: Changes | undefined): string {
  const links = (changes?.at.get(id) ?? []).map((change) => `[${codeSpan(ruleOf(change))}](changes.md#${anchorOf(change.fingerprint)}) (${change.level})`); // prettier-ignore
  return links.length === 0 ? "" : `Changed: ${links.join(", ")}`;
}

/** All changes, the worst first, each with the way to its entry. */
export function changesPage(scope: Scope, { report, modules }: Changes): string {
  const { old, new: next, summary, changes } = report;
  const sections = worstFirst.flatMap((level): readonly Block[] => {
    const items = changes.filter((change) => change.level === level).map((change) => [changeText(change, modules, scope)]); // prettier-ignore
    return items.length === 0 ? [] : [`## ${headings[level]}`, { items }];
  });
  const versions = [old, next].map(({ version, source }) => codeSpan(version ?? source)).join(" to ");
  return `${blocksText(["# What changed", `From ${versions}: ${countsSentence(summary)}.`, ...sections])}\n`;
}

const headings = { breaking: "Breaking", dangerous: "Dangerous", safe: "Safe", docs: "Descriptions" } as const;

function changeText(change: ReportedChange, modules: ReadonlyMap<string, string>, scope: Scope): string {
  const id = entryOf(change, modules);
  const module = modules.get(id);
  const name = codeSpan(change.where);
  const link = module === undefined ? name : `[${name}](${hrefOf(id, module, { scope, module: undefined })})`;
  const facts = [change.before, change.after].map((side) => (side === null ? "–" : codeSpan(factText(side))));
  return brokenLines(
    `${anchorTag(change.fingerprint)}${codeSpan(ruleOf(change))} · ${link}`,
    change.level === "docs" ? "" : facts.join(" → "),
    markdown(whyOf(change)),
    ...(change.hint === null ? [] : [markdown(change.hint)]),
  );
}
