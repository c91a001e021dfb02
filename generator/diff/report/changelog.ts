// A report → the changelog of a version: what changes for whoever uses the package, with the edits that it asks for. The form
// is that of https://keepachangelog.com.
import { codeSpan } from "../../code/text.js";
import { groupBy } from "../../group.js";
import type { Model } from "../../model.js";
import type { Rename } from "../renames.js";
import type { DiffReport, ReportedChange } from "../report.js";
import { clauseOf, type Clause } from "./changelog/clauses.js";
import { migrationOf, type Migration } from "./changelog/migration.js";
import { actionName, classAction, sideOf, typeName, versionOf, type Versions } from "./changelog/names.js";
import { actionsOf, capped, isOfOwner, lastName, plural } from "./words.js";

/** In the order in which they are read. `Breaking` and `Unstable` are ours, the others those of the form. */
export const changelogSections = [
  "Breaking",
  "Deprecated",
  "Added",
  "Changed",
  "Removed",
  "Fixed",
  "Unstable",
] as const;
export type ChangelogSectionTitle = (typeof changelogSections)[number];

/** One version of a changelog. */
export interface Changelog {
  readonly schemaVersion: 1;
  /** `Unreleased` if no version is known. */
  readonly version: string;
  /** As RFC 3339 writes it; null if none was given. */
  readonly date: string | null;
  /** Only those that have entries. */
  readonly sections: readonly ChangelogSection[];
}

export interface ChangelogSection {
  readonly title: ChangelogSectionTitle;
  readonly entries: readonly ChangelogEntry[];
}

export interface ChangelogEntry {
  /** A sentence in Markdown, on one line. */
  readonly text: string;
  /** The fingerprints of the changes that it tells of. */
  readonly changes: readonly string[];
  /** What has another name now, where an entry tells of many: a table of Markdown's code spans. */
  readonly renames: readonly (readonly [from: string, to: string])[];
  /** What callers edit. Both are TypeScript; null where code stays as it is, or none can be shown. */
  readonly migration: Migration | null;
}

export interface ChangelogOptions {
  readonly date?: string | undefined;
  /** The models that were compared: with them, things are called what they are called in code, and edits are shown. */
  readonly models?: { readonly old: Model; readonly new: Model } | undefined;
}

/** What to tell of a version. */
export function changelogOf(given: DiffReport, { date, models }: ChangelogOptions = {}): Changelog {
  const report = withoutGuesses(given);
  const context: Context = {
    report,
    guesses: new Map(given.renames.filter((rename) => !isCertain(rename)).map(({ from, to }) => [from, to])),
    versions: models && { old: versionOf(models.old), new: versionOf(models.new) },
    others: groupBy(report.changes.filter(isOther), ({ renameOf, owner }) => `${owner.what} ${renameOf ?? ""}`),
    consequences: groupBy(report.changes.filter(isConsequence), ({ causedBy }) => placeKey(causedBy)),
  };
  const sections = groupBy(report.changes.filter((change) => !isFolded(change)), sectionOf); // prettier-ignore
  return {
    schemaVersion: 1,
    version: headingOf(report),
    date: date ?? null,
    sections: changelogSections.flatMap((title) => {
      const entries = entriesOf(sections.get(title) ?? [], title, context);
      return entries.length === 0 ? [] : [{ title, entries }];
    }),
  };
}

/** The version that the new spec declares, if it is another; else the one that the changes ask for. */
function headingOf({ old, new: next, bump }: DiffReport): string {
  if (next.version !== null && next.version !== old.version) return next.version;
  return bump.level === "none" ? "Unreleased" : (bump.to ?? "Unreleased");
}

/** What may have another name is gone, and something else is new, until somebody says that they are one. */
function withoutGuesses(report: DiffReport): DiffReport {
  const certain = new Set(report.renames.filter(isCertain).flatMap(({ from, to }) => [from, to]));
  const changes = report.changes.map((change) => ({ ...change, renameOf: certain.has(change.where) ? change.renameOf : null })); // prettier-ignore
  return { ...report, changes };
}

/** What the spec says, and what two actions with the same types of their own say, is no guess. */
function isCertain({ confidence }: Rename): boolean {
  return confidence >= 0.95;
}

interface Context {
  readonly report: DiffReport;
  /** What may be called otherwise now, by what it was. */
  readonly guesses: ReadonlyMap<string, string>;
  readonly versions: Versions | undefined;
  readonly consequences: ReadonlyMap<string, readonly ReportedChange[]>;
  /** What came under another name, by what it was. */
  readonly others: ReadonlyMap<string, readonly ReportedChange[]>;
}

function otherOf({ owner, where }: ReportedChange, { others }: Context): readonly ReportedChange[] {
  return others.get(`${owner.what} ${where}`) ?? [];
}

// ── Where a change is told ──────────────────────────────────────────────────────────────────────────────────────────

const told = /-description-changed$/;

function sectionOf(change: ReportedChange): ChangelogSectionTitle {
  const { kind, level, note } = change;
  if (note?.id === "unstable") return "Unstable";
  if (isDocs(change)) return "Fixed";
  if (kind === "deprecated-added" || kind === "remove-in-changed") return "Deprecated";
  if (level === "breaking") return "Breaking";
  if (/^(?:deprecated|stability|constraint|rule|field-default)-/.test(kind)) return "Changed";
  return kind.endsWith("-added") ? "Added" : kind.endsWith("-removed") ? "Removed" : "Changed";
}

function isDocs({ kind, level }: ReportedChange): boolean {
  return told.test(kind) || (kind === "api-info-changed" && level === "docs");
}

/** Types that went or came with something are told with it. */
function isConsequence({ causedBy, level }: ReportedChange): boolean {
  return causedBy !== null && level !== "breaking";
}

/** What came is told with what it has replaced. */
function isFolded(change: ReportedChange): boolean {
  return isConsequence(change) || isOther(change);
}

function isOther({ kind, renameOf }: ReportedChange): boolean {
  return kind.endsWith("-added") && renameOf !== null;
}

function placeKey(place: { readonly kind: string; readonly where: string } | null): string {
  return place === null ? "" : `${place.kind} ${place.where}`;
}

/** From so many on, what is alike is one entry. */
const many = 4;

// ── Entries ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function entriesOf(
  changes: readonly ReportedChange[],
  title: ChangelogSectionTitle,
  context: Context,
): readonly ChangelogEntry[] {
  if (title === "Fixed") return changes.length === 0 ? [] : [docsEntry(changes)];
  const groups = groupBy(changes, mannerOf);
  const owned = groupBy(groups.get("owned") ?? [], ({ owner }) => `${owner.what} ${owner.name}`);
  return [
    ...[...owned.values()].map((mine) => entryOf(mine, title, context)).sort(byText),
    ...listEntries(groups.get("types") ?? [], title, context),
    ...renameEntries(groups.get("renamed") ?? [], context),
  ];
}

/** How a change is told: with others of its owner, or with others like it. */
function mannerOf(change: ReportedChange): "owned" | "types" | "renamed" {
  if (!isOfOwner(change)) return "owned";
  if (change.renameOf !== null) return "renamed";
  return /^type-(?:added|removed)$/.test(change.kind) ? "types" : "owned";
}

/** The API and its actions before the types that they share. */
function byText({ text: a }: ChangelogEntry, { text: b }: ChangelogEntry): number {
  const rank = (text: string): number => (text.startsWith("The ") ? 0 : text.startsWith("`client.") ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** Many types that came or went by themselves are one entry. */
function listEntries(
  changes: readonly ReportedChange[],
  title: ChangelogSectionTitle,
  context: Context,
): readonly ChangelogEntry[] {
  // prettier-ignore
  return [...groupBy(changes, ({ kind }) => kind).values()].flatMap((mine) => {
    const [first] = mine;
    const entries = mine.map((each) => entryOf([each], title, context));
    if (!first || mine.length < many || entries.some(({ migration }) => migration !== null)) return entries;
    const version = context.versions?.[sideOf(first)];
    const names = mine.map(({ owner }) => codeSpan(typeName(owner.name, version))).sort();
    const text = `${mine.length} types are ${first.kind === "type-added" ? "new" : "gone"}: ${names.join(", ")}`;
    return [{ text, changes: entries.flatMap((entry) => entry.changes), renames: [], migration: null }];
  });
}

function docsEntry(changes: readonly ReportedChange[]): ChangelogEntry {
  return { text: `Docs: ${plural(changes.length, "description")}`, changes: fingerprints(changes), renames: [], migration: null }; // prettier-ignore
}

function fingerprints(changes: readonly ReportedChange[]): readonly string[] {
  return changes.map(({ fingerprint }) => fingerprint);
}

/** All of one owner: its sentence, and what callers edit if it breaks. */
function entryOf(changes: readonly ReportedChange[], title: ChangelogSectionTitle, context: Context): ChangelogEntry {
  const { versions, consequences, report } = context;
  const others = changes.flatMap((change) => otherOf(change, context));
  const gone = changes.flatMap((change) => consequences.get(placeKey(change)) ?? []);
  const went = gone.filter(({ kind, renameOf }) => kind === "type-removed" && renameOf === null);
  const sentence = `${subjectOf(changes, versions)} ${predicateOf(changes, versions)}`;
  const types = went.map(({ owner }) => codeSpan(typeName(owner.name, versions?.old)));
  const text = `${sentence}${guessesOf(changes, context)}${types.length === 0 ? "" : `; with it ${types.length === 1 ? "goes" : "go"} ${capped(types, 4)}`}`;
  const migration = title === "Breaking" && versions ? migrationOf([...changes, ...others], versions, report.renames) : undefined; // prettier-ignore
  return { text, changes: fingerprints([...changes, ...others, ...gone]), renames: [], migration: migration ?? null };
}

/** Other names that something may have now. */
function guessesOf(changes: readonly ReportedChange[], { guesses, versions }: Context): string {
  const told = changes.flatMap((change) => {
    const to = change.kind.endsWith("-removed") ? guesses.get(change.where) : undefined;
    if (to === undefined) return [];
    if (change.owner.what === "action") return [`perhaps it is ${codeSpan(actionName(to, versions?.new))} now`];
    if (isOfOwner(change)) return [`perhaps it is ${codeSpan(typeName(to, versions?.new))} now`];
    return [`perhaps ${codeSpan(lastName(change.where))} is ${codeSpan(lastName(to))} now`];
  });
  return told.map((text) => `; ${text}`).join("");
}

/** What a sentence is about, as code calls it. */
function subjectOf(changes: readonly ReportedChange[], versions: Versions | undefined): string {
  const [first] = changes;
  if (!first) throw new Error("an entry without a change");
  const { what, name } = first.owner;
  const version = versions?.[isOfOwner(first) ? sideOf(first) : "new"];
  switch (what) {
    case "api":
      return "The API";
    case "module":
      return `The module ${codeSpan(name)}`;
    case "action":
      return codeSpan(actionName(name, version));
    case "type":
      return ownMethod(changes, versions) ?? `${codeSpan(typeName(name, version))}${metBy(changes, versions)}`;
  }
}

/** The method whose class a record is: its fields are what that takes. */
function ownMethod(changes: readonly ReportedChange[], versions: Versions | undefined): string | undefined {
  const [name = ""] = changes.map(({ owner }) => owner.name);
  const action = classAction(name, versions?.new) ?? classAction(name, versions?.old);
  const isWhole = changes.some(({ kind }) => kind === "type-removed" || kind === "type-added");
  return action && !isWhole ? codeSpan(actionName(action.id, versions?.new)) : undefined;
}

/** Where a type is met that several actions share. */
function metBy(changes: readonly ReportedChange[], versions: Versions | undefined): string {
  const met = [...new Set(changes.flatMap(actionsOf))].sort().map((id) => codeSpan(actionName(id, versions?.new)));
  return met.length === 0 ? "" : ` (of ${capped(met, 2)})`;
}

/** Every clause once, what has the same head together: ``needs `a`, `b`; no longer takes `c` ``. */
function predicateOf(changes: readonly ReportedChange[], versions: Versions | undefined): string {
  const heads = groupBy(changes.map((change) => clauseOf(change, versions)), ({ head }) => head); // prettier-ignore
  return [...heads].map(([head, clauses]) => `${head}${itemsOf(clauses)}`).join("; ");
}

function itemsOf(clauses: readonly Clause[]): string {
  const items = [...new Set(clauses.map(({ item }) => item))].filter((item) => item !== "");
  const joined = capped(items, 12);
  const tail = clauses.find((clause) => clause.tail !== undefined)?.tail;
  const all = tail === undefined ? joined : `${joined}, ${tail}`;
  return all === "" || all.startsWith(":") ? all : ` ${all}`;
}

// ── Other names ─────────────────────────────────────────────────────────────────────────────────────────────────────

function renameEntries(changes: readonly ReportedChange[], context: Context): readonly ChangelogEntry[] {
  return [...groupBy(changes, ({ kind }) => kind).values()].flatMap((mine) => renamesOfKind(mine, context));
}

function renamesOfKind(changes: readonly ReportedChange[], context: Context): readonly ChangelogEntry[] {
  const entries = changes.map((change) => renameEntry(change, context)).sort(byText);
  const [first] = changes;
  if (entries.length < many || !first) return entries;
  const text = `${plural(changes.length, first.owner.what)} have other names`;
  const renames = entries.flatMap((entry) => entry.renames);
  const migration = entries.find((entry) => entry.migration !== null)?.migration ?? null;
  return [{ text, changes: entries.flatMap((entry) => entry.changes), renames, migration }];
}

function renameEntry(change: ReportedChange, context: Context): ChangelogEntry {
  const { report, versions, consequences } = context;
  const { owner, renameOf } = change;
  const nameOf = owner.what === "action" ? actionName : typeName;
  const [from, to] = [codeSpan(nameOf(owner.name, versions?.old)), codeSpan(nameOf(renameOf ?? "", versions?.new))];
  const others = otherOf(change, context);
  const gone = [change, ...others].flatMap((each) => consequences.get(placeKey(each)) ?? []);
  return {
    text: `${from} is now ${to}`,
    changes: fingerprints([change, ...others, ...gone]),
    renames: [[from, to]],
    migration: change.level === "breaking" && versions ? (migrationOf([change], versions, report.renames) ?? null) : null, // prettier-ignore
  };
}

// ── Markdown ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The heading of a version: `## 2.0.0 - 2026-08-15`. */
export function changelogHeading({ version, date }: Pick<Changelog, "version" | "date">): string {
  return `## ${version}${date === null ? "" : ` - ${date}`}`;
}

/** What is below the heading, without a newline at the end. Prettier finds nothing to change in it. */
export function changelogBody({ sections }: Changelog): string {
  if (sections.length === 0) return "Nothing that users would notice.";
  return sections.map(({ title, entries }) => `### ${title}\n\n${listOf(entries)}`).join("\n\n");
}

/** Entries with code or a table between them are paragraphs of their own. */
function listOf(entries: readonly ChangelogEntry[]): string {
  const items = entries.map(itemOf);
  return items.join(items.some((item) => item.includes("\n")) ? "\n\n" : "\n");
}

function itemOf({ text, renames, migration }: ChangelogEntry): string {
  const blocks = [...(renames.length > 1 ? [tableOf(renames)] : []), ...(migration ? [codeOf(migration)] : [])];
  const indented = blocks.map((block) => block.replace(/^(?=.)/gm, "  "));
  return [`- ${text}.`, ...indented].join("\n\n");
}

function codeOf({ before, after }: Migration): string {
  return `\`\`\`ts\n// before\n${before}\n// after\n${after}\n\`\`\``;
}

function tableOf(rows: readonly (readonly [from: string, to: string])[]): string {
  const cells = [["before", "after"], ...rows];
  const widths = [0, 1].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`; // prettier-ignore
  const [head = [], ...body] = cells;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
