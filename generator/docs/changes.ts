// A comparison of two versions → a page of what changed, and what the other pages say of it at the entries that it touches.
import type { Scope } from "../code/scope.js";
import { codeSpan, markdown } from "../code/text.js";
import type { DiffReport, ReportedChange } from "../diff/report.js";
import { countsSentence, factText, memberName, ruleOf, whyOf, worstFirst } from "../diff/report/words.js";
import type { NamedType } from "../model.js";
import { anchorOf, anchorTag, hrefOf } from "./anchor.js";
import { blocksText, brokenLines, type Block } from "./blocks.js";

/** What changed since an earlier version. */
export interface Changes {
  readonly report: DiffReport;
  /** The earlier version, as it was asked for. */
  readonly from: string;
  /** What touches an entry of the pages, by its identity. */
  readonly at: ReadonlyMap<string, readonly ReportedChange[]>;
  /** The entry of each place, as comparisons call it. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/** Where the pages tell of something. */
export interface Entry {
  readonly id: string;
  readonly module: string;
}

export function changesOf(report: DiffReport, from: string, scope: Scope): Changes {
  const entries = new Map(entriesOf(scope));
  const at = new Map<string, readonly ReportedChange[]>();
  for (const change of report.changes) {
    const id = entryOf(change, entries)?.id;
    if (id !== undefined) at.set(id, [...(at.get(id) ?? []), change]);
  }
  return { report, from, at, entries };
}

/** Everything that has an anchor, by its place: comparisons call fields and parameters what the wire calls them. */
function entriesOf({ model }: Scope): readonly (readonly [place: string, entry: Entry])[] {
  return model.modules.flatMap(({ name: module, types, actions }) => {
    const named = [
      ...types.flatMap((type) => [[type.id, type.id] as const, ...membersOf(type)]),
      ...actions.flatMap(({ id, parameters }) => [[id, id] as const, ...parameters.map((each) => [`${id}#request.${each.wire}`, each.id] as const)]), // prettier-ignore
    ];
    return named.map(([place, id]) => [place, { id, module }] as const);
  });
}

function membersOf(type: NamedType): readonly (readonly [place: string, id: string])[] {
  if (type.kind === "record") return type.fields.map(({ id, wire }) => [`${type.id}.${wire}`, id]);
  if (type.kind === "enum") return type.values.map(({ id }) => [id, id]);
  return type.kind === "union" ? type.variants.map(({ id }) => [id, id]) : [];
}

/** The entry that tells of a change: of its own place, or of what that belongs to, where it still is. */
function entryOf({ where, owner }: ReportedChange, entries: Changes["entries"]): Entry | undefined {
  return entries.get(where) ?? entries.get(owner.name);
}

/** The line of an entry that something happened to; empty if nothing did. */
export function changedLine(id: string, changes: Changes | undefined): string {
  const links = (changes?.at.get(id) ?? []).map((change) => `[${codeSpan(ruleOf(change))}](changes.md#${anchorOf(change.fingerprint)})${partOf(change, id)} (${change.level})`); // prettier-ignore
  return links.length === 0 ? "" : `Changed: ${links.join(", ")}`;
}

/** What of an entry it was that changed, where that has none of its own any more. */
function partOf(change: ReportedChange, id: string): string {
  return change.owner.name === id && change.where !== id ? ` of ${codeSpan(memberName(change))}` : "";
}

/** All changes, the worst first, each with the way to its entry. */
export function changesPage(scope: Scope, { report, from, entries }: Changes): string {
  const { old, new: next, summary, changes } = report;
  const sections = worstFirst.flatMap((level): readonly Block[] => {
    const items = changes.filter((change) => change.level === level).map((change) => [changeText(change, entries, scope)]); // prettier-ignore
    return items.length === 0 ? [] : [`## ${headings[level]}`, { items }];
  });
  const before = old.version === null ? "which does not have the API yet" : `version ${codeSpan(old.version)}`;
  const versions = `From ${codeSpan(from)}, ${before}, to version ${codeSpan(next.version ?? "")}`;
  return `${blocksText(["# What changed", `${versions}: ${countsSentence(summary)}.`, ...sections])}\n`;
}

const headings = { breaking: "Breaking", dangerous: "Dangerous", safe: "Safe", docs: "Descriptions" } as const;

function changeText(change: ReportedChange, entries: Changes["entries"], scope: Scope): string {
  const entry = entryOf(change, entries);
  const name = codeSpan(change.where);
  const link =
    entry === undefined ? name : `[${name}](${hrefOf(entry.id, entry.module, { scope, module: undefined })})`;
  const facts = [change.before, change.after].map((side) => (side === null ? "–" : codeSpan(factText(side))));
  return brokenLines(
    `${anchorTag(change.fingerprint)}${codeSpan(ruleOf(change))} · ${link}`,
    change.level === "docs" ? "" : facts.join(" → "),
    // What to do about it is for those who make the API.
    markdown(whyOf(change)),
  );
}
