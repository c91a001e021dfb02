// How a report is put into words: which of its changes are read together, and how each, and the whole, is called. Every
// format says the same in its own form. Text of a spec comes out as it went in: making it safe is up to the format.
import { groupBy } from "../../group.js";
import type { Json } from "../../model.js";
import { canonical } from "../draft.js";
import { kinds } from "../kinds.js";
import { ruleId } from "../policy.js";
import type { Bump, BumpLevel, DiffReport, ReportedChange, ReportedPosition, Summary } from "../report.js";
import { levels, positions, type Level, type Position } from "../verdict.js";

/** How each level is called in a line. */
export const levelWords: { readonly [level in Level]: string } = {
  breaking: "breaking",
  dangerous: "danger",
  safe: "safe",
  docs: "docs",
};

/** From the worst to the least. */
export const worstFirst: readonly Level[] = levels.toReversed();

/** Whether a level is the given one or worse. */
export function isAtLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}

// ── One change ──────────────────────────────────────────────────────────────────────────────────────────────────────

type Placed = Pick<ReportedChange, "where" | "owner">;

/** What a change is of within its owner: `s3Endpoint`, `Granted.until`, `request`; the name itself if it is the owner. */
export function memberName({ where, owner: { name } }: Placed): string {
  return where.startsWith(`${name}.`) || where.startsWith(`${name}#`) ? where.slice(name.length + 1) : where;
}

/** Whether a change is of the whole of its owner: an action or a type that is gone, say. */
export function isOfOwner({ where, owner }: Placed): boolean {
  return where === owner.name;
}

/** What was edited and how, in a few words: `s3Endpoint: string`, `size: u32 -> u64`, `Gone`. `name` says what it is called. */
export function subject(change: ReportedChange, name = memberName(change)): string {
  const { kind, before, after, renameOf } = change;
  if (isOfOwner(change) && /-(added|removed)$/.test(kind)) return renameOf === null ? name : renameText(change, name);
  const facts = factsText(change);
  const optional = before === null || after === null ? optionalMark(before ?? after) : "";
  const other = renameOf === null ? "" : ` (${after === null ? "now" : "was"} ${lastName(renameOf)}?)`;
  return `${name}${optional}${facts === "" ? "" : `: ${facts}`}${other}`;
}

/** Both names, the old one first. */
function renameText({ after, renameOf }: ReportedChange, name: string): string {
  return after === null ? `${name} -> ${renameOf ?? ""}` : `${renameOf ?? ""} -> ${name}`;
}

/** As TypeScript marks what may be left out. */
export function optionalMark(facts: Json): string {
  return isMembers(facts) && facts["required"] === false ? "?" : "";
}

/** The last part of a name with dots. */
export function lastName(where: string): string {
  return where.slice(where.lastIndexOf(".") + 1);
}

/** What was and what is there: `string`, `u32 -> u64`. Empty where the name or the kind says it all, and for descriptions. */
function factsText({
  kind,
  where,
  before,
  after,
}: Pick<ReportedChange, "kind" | "where" | "before" | "after">): string {
  if (
    kind.endsWith("-description-changed") ||
    kind === "api-info-changed" ||
    /^field-became-(required|optional)$/.test(kind)
  )
    return "";
  const texts = [before, after].map((facts) => (facts === null ? undefined : factText(facts)));
  const [old, next] = texts;
  const only = old ?? next ?? "";
  if (old !== undefined && next !== undefined) return `${old} -> ${next}`;
  // A value is called what it is, and a variant without fields has nothing to add.
  return where.endsWith(`.${only}`) || only === "unit" ? "" : only;
}

/** One side of a change: a type as the spec writes it, an action as `Request -> Output`, anything else as short JSON. */
export function factText(facts: Json): string {
  if (typeof facts === "string") return facts.replaceAll("\n", ", ");
  if (!isMembers(facts)) return canonical(facts);
  const { type, required, request, output } = facts;
  if (typeof type === "string" && typeof required === "boolean") return type;
  if (typeof request === "string" && typeof output === "string") return `${request} -> ${output}`;
  const told = Object.entries(facts).filter(([, value]) => value !== null);
  return told.map(([key, value]) => `${key} ${typeof value === "string" ? value : canonical(value)}`).join(", ");
}

function isMembers(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The positions of a change, the worst first. */
export function positionsOf({ positions: found }: ReportedChange): readonly (readonly [Position, ReportedPosition])[] {
  const own = positions.flatMap((at) => (found[at] ? [[at, found[at]] as const] : []));
  return own.toSorted(([, a], [, b]) => levels.indexOf(b.level) - levels.indexOf(a.level));
}

/** The rule that a config or an accept file would name: that of the worst position. */
export function ruleOf(change: ReportedChange): string {
  return positionsOf(change)[0]?.[1].rule ?? ruleId("none", change.kind);
}

/** Why a change is what it is, in one sentence. Both positions speak if both are as bad as that and say different things. */
export function whyOf(change: ReportedChange): string {
  const own = positionsOf(change);
  const worst = own.filter(([, { level }]) => level === own[0]?.[1].level);
  const whys = [...new Set(worst.map(([, { why }]) => why))];
  const [why = reasonIn(change)] = whys;
  const said = whys.length < 2 ? why : worst.map(([at, each]) => `${positionWords[at]}: ${each.why}`).join("; ");
  return change.note === null ? said : `${said}; ${change.note.text}`;
}

const positionWords: { readonly [position in Position]: string } = { request: "in requests", output: "in outputs" };

/** A message begins with the title of its kind. */
function reasonIn({ kind, message }: ReportedChange): string {
  const title = `${kinds[kind].title}: `;
  return message.startsWith(title) ? message.slice(title.length) : message;
}

/** The actions that meet a change, each once, in the order of code units. */
export function actionsOf({
  actions: { request = [], output = [] },
}: Pick<ReportedChange, "actions">): readonly string[] {
  return [...new Set([...request, ...output])].sort();
}

/** `request`, `output`, or both: where the actions meet it. */
export function placesOf({ actions }: Pick<ReportedChange, "actions">): string {
  return positions.filter((at) => (actions[at] ?? []).length > 0).join(" and ");
}

/** Some names and how many more there are: `a, b, 8 more`. All of them if one more would take no more room. */
export function capped(names: readonly string[], most: number): string {
  if (names.length <= most + 1) return names.join(", ");
  return `${names.slice(0, most).join(", ")}, ${names.length - most} more`;
}

/** `1 action`, `3 actions`. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : many}`;
}

// ── The whole ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** `3 breaking, 1 dangerous, 14 safe`: what there is, and how many. */
export function countsSentence(summary: Summary): string {
  const names = ["breaking", "dangerous", "safe", "docs", "accepted", "unstable", "off"] as const;
  const told = names.filter((name) => summary[name] > 0).map((name) => `${summary[name]} ${name}`);
  return told.length === 0 ? "no changes" : told.join(", ");
}

/** `major as 0.x`: below 1.0.0, a level counts up another number. */
export function levelAfter(from: string, level: BumpLevel): string {
  return /^0\./.test(from) ? `${level} as 0.x` : level;
}

/** `0.1.0 -> 0.2.0 (major as 0.x)`; the level alone where versions cannot be counted. */
export function bumpSentence({ level, from, to }: Bump): string {
  if (level === "none") return from === null ? "none" : `none (${from} stays)`;
  if (from === null || to === null) return level;
  return `${from} -> ${to} (${levelAfter(from, level)})`;
}

/** Which nothing there is to show at a level. */
export function nothingFound({ changes, old, new: next }: DiffReport, least: Level): string {
  if (changes.length === 0) {
    return old.digest === next.digest ? "identical" : "differs only in order or in the version";
  }
  if (changes.every(({ level }) => level === "docs")) return "differs only in order and docs";
  return `${plural(changes.length, "change")}, none at this level (${least})`;
}

/** How what fails is agreed to. */
export const acceptCommand = 'actionwright diff accept --reason "…"';

// ── Together ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A change, and the types that went or came with it: they need no attention of their own. */
export interface Finding {
  readonly change: ReportedChange;
  readonly consequences: readonly ReportedChange[];
}

/** What is read under one heading. */
export interface Group {
  readonly owner: ReportedChange["owner"];
  /** The one action that meets all of it; undefined for what several meet, or none. */
  readonly action: string | undefined;
  /** All that meet any of it, in the order of code units. */
  readonly actions: readonly string[];
  readonly findings: readonly Finding[];
}

export type SectionId = "actions" | "shared" | "unmet" | "api" | "renamed" | "unstable" | "accepted";

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly groups: readonly Group[];
}

/** In the order in which they are read. */
const titles: { readonly [id in SectionId]: string } = {
  actions: "actions",
  shared: "shared types",
  unmet: "types that no action meets",
  api: "the API",
  renamed: "renamed, as it seems",
  unstable: "experimental: nothing was promised of it, and nothing of it counts",
  accepted: "accepted",
};

/**
 * The changes as they are read: what one action meets with that action, what several share once, then the API as a whole;
 * what was renamed, is experimental or was accepted by itself. Each change is in one place, as a finding or a consequence.
 */
export function readingOf(report: Pick<DiffReport, "changes">): readonly Section[] {
  const met = metByOwner(report.changes);
  const sections = groupBy(fold(report.changes), ({ change }) => sectionOf(change, met));
  return (Object.keys(titles) as readonly SectionId[]).flatMap((id) => {
    const mine = sections.get(id) ?? [];
    return mine.length === 0 ? [] : [{ id, title: titles[id], groups: groupsOf(mine) }];
  });
}

function ownerKey({ owner }: ReportedChange): string {
  return `${owner.what} ${owner.name}`;
}

/** The actions that meet any change of a thing, so that all of it is read in one place. */
function metByOwner(changes: readonly ReportedChange[]): ReadonlyMap<string, readonly string[]> {
  const owned = [...groupBy(changes, ownerKey)];
  return new Map(owned.map(([key, mine]) => [key, [...new Set(mine.flatMap(actionsOf))].sort()]));
}

function sectionOf(change: ReportedChange, met: ReadonlyMap<string, readonly string[]>): SectionId {
  const { owner, renameOf } = change;
  const standing = standingOf(change);
  if (standing !== "open") return standing;
  if (renameOf !== null && isOfOwner(change)) return "renamed";
  if (owner.what !== "type") return owner.what === "action" ? "actions" : "api";
  const actions = met.get(ownerKey(change)) ?? [];
  return actions.length === 0 ? "unmet" : actions.length === 1 ? "actions" : "shared";
}

function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const groups = [...groupBy(findings, ({ change }) => ownerKey(change)).values()].flatMap(groupOf);
  const keyed = groups.map((group) => ({
    group,
    key: [group.action ?? "", group.owner.what, group.owner.name].join("\0"),
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ group }) => group);
}

function groupOf(findings: readonly Finding[]): readonly Group[] {
  const [first] = findings;
  if (!first) return [];
  const { owner } = first.change;
  const actions = [...new Set(findings.flatMap(({ change }) => actionsOf(change)))].sort();
  const [only] = actions;
  return [
    {
      owner,
      action: owner.what === "action" ? owner.name : actions.length === 1 ? only : undefined,
      actions,
      findings,
    },
  ];
}

/** Consequences under their cause, unless they are worse than it, or are agreed to or promised otherwise. */
function fold(changes: readonly ReportedChange[]): readonly Finding[] {
  const byPlace = groupBy(changes, placeKey);
  const causeOf = (change: ReportedChange): ReportedChange | undefined => {
    const added = change.kind.endsWith("-added") && change.renameOf !== null && isOfOwner(change) ? renamedFrom(change) : undefined; // prettier-ignore
    const key = added ?? (change.causedBy && placeKey(change.causedBy));
    const cause = key ? byPlace.get(key)?.[0] : undefined;
    return cause && standingOf(cause) === standingOf(change) && isAtLeast(cause.level, change.level)
      ? cause
      : undefined;
  };
  const causes = new Map(changes.map((change) => [change, causeOf(change)]));
  const consequences = new Map<ReportedChange, ReportedChange[]>();
  for (const [change, cause] of causes) {
    if (!cause) continue;
    const top = rootOf(cause, causes);
    const known = consequences.get(top);
    if (known) known.push(change);
    else consequences.set(top, [change]);
  }
  return changes
    .filter((change) => !causes.get(change))
    .map((change) => ({ change, consequences: consequences.get(change) ?? [] }));
}

/** A type that came with an action that has another name now is told under the action that is gone. */
function rootOf(
  cause: ReportedChange,
  causes: ReadonlyMap<ReportedChange, ReportedChange | undefined>,
): ReportedChange {
  let root = cause;
  for (let next = causes.get(root); next; next = causes.get(root)) root = next;
  return root;
}

function placeKey({ kind, where }: { readonly kind: string; readonly where: string }): string {
  return `${kind} ${where}`;
}

function renamedFrom({ kind, renameOf }: ReportedChange): string {
  return placeKey({ kind: kind.replace(/-added$/, "-removed"), where: renameOf ?? "" });
}

/** Whether a change counts by its level, or stands apart from the others. */
export function standingOf({ accepted, note }: ReportedChange): "accepted" | "unstable" | "open" {
  return accepted ? "accepted" : note?.id === "unstable" ? "unstable" : "open";
}
