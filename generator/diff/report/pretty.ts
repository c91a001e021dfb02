// The report on a terminal: at most 100 columns, a line for each change, with level, rule and place in it for `grep`.
import pc from "picocolors";
import stringWidth from "string-width";
import { visible } from "../../doors.js";
import { groupBy } from "../../group.js";
import { failingChanges, failures, type FailOn } from "../gate.js";
import { kinds } from "../kinds.js";
import type { DiffReport, ReportedChange, Side } from "../report.js";
import type { Level } from "../verdict.js";
import { cut, width, wrapped } from "./columns.js";
import {
  acceptCommand,
  bumpSentence,
  capped,
  countsSentence,
  isAtLeast,
  isOfOwner,
  lastName,
  levelWords,
  memberName,
  nothingFound,
  placesOf,
  plural,
  positionsOf,
  readingOf,
  ruleOf,
  subject,
  whyOf,
  worstFirst,
  type Finding,
  type Group,
  type Section,
} from "./words.js";

/** What changes are read together by: who meets them, what they are of, or what they are. */
export const groupings = ["action", "type", "rule"] as const;
export type Grouping = (typeof groupings)[number];

export interface PrettyOptions {
  /** From which level on changes are shown; the others are counted. `dangerous` unless said otherwise. */
  readonly level?: Level | undefined;
  /** Every change, every name, and what to do about it. */
  readonly all?: boolean | undefined;
  /** `action` unless said otherwise. */
  readonly by?: Grouping | undefined;
  /** From which level on the last line says that it fails. `breaking` unless said otherwise. */
  readonly failOn?: FailOn | undefined;
  readonly strictAccepts?: boolean | undefined;
  readonly color: boolean;
}

/** One report, without a newline at the end. */
export function renderPretty(report: DiffReport, options: PrettyOptions): string {
  const { level = "dangerous", all = false, by = "action" } = options;
  const context: Context = { colors: pc.createColors(options.color), all, least: all ? "docs" : level };
  const blocks = blocksBy(by, readingFrom(report, context.least), context);
  const body = blocks.flatMap((block) => blockLines(block, context));
  const parts = [
    headLines(report, context),
    body.length === 0 ? [nothingFound(report, context.least)] : body,
    [...foldedLines(blocks, context), ...hiddenLines(report, context)],
    [...staleLines(report, context), ...endLines(report, options, context)],
  ];
  return parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n"); // prettier-ignore
}

interface Context {
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly all: boolean;
  readonly least: Level;
}

// ── The head ────────────────────────────────────────────────────────────────────────────────────────────────────────

function headLines({ target, old, new: next, summary, bump }: DiffReport, { colors }: Context): readonly string[] {
  const name = visible(target ?? next.api ?? "");
  const sides = `${name}  ${sideText(old)} -> ${sideText(next)}`;
  const counts = `${countsSentence(summary)}   bump: ${visible(bumpSentence(bump))}`;
  const isOne = stringWidth(sides) + stringWidth(counts) + 3 <= width;
  return isOne ? [`${colors.bold(sides)}   ${counts}`] : [colors.bold(cut(sides, width)), cut(counts, width)];
}

function sideText({ source, commit, version }: Side): string {
  const at = commit === null ? source : commit.slice(0, 7);
  return visible(version === null ? at : `${version} (${at})`);
}

// ── Blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Lines under one heading. */
interface Block {
  readonly heading: string;
  /** Whom all of it reaches, behind the heading. */
  readonly met?: string;
  /** What the lines need not repeat at the beginning of each name. */
  readonly within?: string;
  readonly findings: readonly Finding[];
}

/** What is read together, from a level on. */
function readingFrom(report: DiffReport, least: Level): readonly Section[] {
  return readingOf(report).flatMap((section) => {
    const groups = section.groups.flatMap((group) => {
      const findings = group.findings.filter(({ change }) => isAtLeast(change.level, least));
      return findings.length === 0 ? [] : [{ ...group, findings }];
    });
    return groups.length === 0 ? [] : [{ ...section, groups }];
  });
}

function blocksBy(by: Grouping, reading: readonly Section[], context: Context): readonly Block[] {
  const isApart = ({ id }: Section): boolean => id === "renamed" || id === "unstable" || id === "accepted";
  const main = reading.filter((section) => !isApart(section));
  return [...mainBlocks(by, main, context), ...reading.filter(isApart).map(sectionBlock)];
}

function mainBlocks(by: Grouping, main: readonly Section[], context: Context): readonly Block[] {
  switch (by) {
    case "action":
      return main.flatMap((section) => {
        if (section.id === "shared") return section.groups.map((group) => ownerBlock(group, context));
        return section.id === "actions" ? moduleBlocks(section, context) : [sectionBlock(section)];
      });
    case "type":
      return main.flatMap(({ groups }) => groups.map((group) => ownerBlock(group, context)));
    case "rule":
      return [...groupBy(main.flatMap(findingsOf), ({ change }) => ruleOf(change))].map(([rule, findings]) => ({
        heading: `${rule}: ${kinds[findings[0]?.change.kind ?? "api-info-changed"].title}`,
        findings,
      }));
  }
}

function sectionBlock(section: Section): Block {
  return { heading: section.title, findings: findingsOf(section) };
}

function findingsOf({ groups }: Section): readonly Finding[] {
  return groups.flatMap(({ findings }) => findings);
}

function ownerBlock({ owner: { name }, actions, findings }: Group, { all }: Context): Block {
  const places = [...new Set(findings.map(({ change }) => placesOf(change)))];
  const how = places.length === 1 ? `${places[0] ?? ""} of ` : "met by ";
  const who = actions.length === 1 ? "" : `${plural(actions.length, "action")}: `;
  const isMet = actions.length > 0 && actions[0] !== name;
  return {
    heading: name,
    met: isMet ? `${how}${who}${capped(actions, all ? Infinity : 2)}` : "",
    within: name,
    findings,
  };
}

/**
 * By what comes before the first `_` in the name of the action, as APIs with modules name them. A type with several changes
 * has a heading of its own if its name takes too much of their lines.
 */
function moduleBlocks({ groups }: Section, context: Context): readonly Block[] {
  const modules = groupBy(groups, ({ action = "" }) => /^[^_]+(?=_)/.exec(action)?.[0] ?? "actions");
  return [...modules].flatMap(([heading, mine]) => {
    const isWide = ({ findings }: Group): boolean =>
      findings.length > 1 && findings.some(({ change }) => !hasRoom(change, heading));
    const flat = mine.filter((group) => !isWide(group)).flatMap(({ findings }) => findings);
    const blocks = mine.filter(isWide).map((group) => ownerBlock(group, context));
    return flat.length === 0 ? blocks : [{ heading, within: heading, findings: flat }, ...blocks];
  });
}

function hasRoom(change: ReportedChange, within: string): boolean {
  return stringWidth(nameIn(within, change)) + stringWidth(placeText(change)) + headWidth <= width;
}

/** What level and rule take of most lines, with the space around them. */
const headWidth = 34;

// ── Lines ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function blockLines(block: Block, context: Context): readonly string[] {
  const { heading, met = "", findings } = block;
  const runs = groupBy(
    worstFirstOf(findings),
    ({ change }) => `${change.level} ${ruleOf(change)} ${reasonOf(change, context)}`,
  );
  const head = `${visible(heading)}${met === "" ? "" : `  ${visible(met)}`}`;
  return [
    ...wrapped(head, "", "  ").map((line) => context.colors.bold(line)),
    ...[...runs.values()].flatMap((run) => runLines(run, block, context)),
  ];
}

function worstFirstOf(findings: readonly Finding[]): readonly Finding[] {
  return worstFirst.flatMap((level) => findings.filter(({ change }) => change.level === level));
}

/** Changes of one rule for one reason, which is said once below them; or beside the only one, if there is room. */
function runLines(run: readonly Finding[], block: Block, context: Context): readonly string[] {
  const [first] = run;
  if (!first) return [];
  const reason = reasonOf(first.change, context);
  if (reason === "") return run.flatMap((finding) => findingLines(finding, { block, context }));
  const short = run.length === 1 ? oneLine(first.change, reason, { block, context }) : undefined;
  if (short !== undefined) return [short, ...consequenceLines(first, { block, context })];
  const isCapped = !context.all && first.change.renameOf !== null && isOfOwner(first.change) && run.length > renamesShown + 1; // prettier-ignore
  const shown = isCapped ? run.slice(0, renamesShown) : run;
  return [
    ...shown.flatMap((finding) => findingLines(finding, { block, context })),
    ...(isCapped
      ? [`  ${headOf(first.change, { block, context })}${run.length - renamesShown} more like these (--all)`]
      : []),
    ...wrapped(reason, "      ").map(context.colors.dim),
  ];
}

/** Many things are renamed by one pattern: some of them show it. */
const renamesShown = 3;

interface Place {
  readonly block: Block;
  readonly context: Context;
}

function findingLines(finding: Finding, place: Place): readonly string[] {
  return [...changeLines(finding.change, "  ", place), ...consequenceLines(finding, place)];
}

/** Types that went or came with it, if everything is shown. */
function consequenceLines({ consequences }: Finding, place: Place): readonly string[] {
  return place.context.all ? consequences.flatMap((change) => changeLines(change, "    ", place)) : [];
}

/** Level, rule, what it is and where; the place below it where there is no room for both. */
function changeLines(change: ReportedChange, indent: string, { block, context }: Place): readonly string[] {
  const head = `${indent}${headOf(change, { block, context })}`;
  const at = placeText(change);
  const room = width - stringWidth(head);
  const beside = room - stringWidth(at) - 2;
  const short = fitted(change, block.within, beside);
  const named = short ?? cut(nameIn(block.within, change), room);
  const shown = change.accepted ? context.colors.strikethrough(named) : named;
  if (short === undefined) return [`${head}${shown}`, `${indent}    ${context.colors.dim(at)}`];
  return [`${head}${shown}${" ".repeat(beside - stringWidth(named) + 2)}${context.colors.dim(at)}`];
}

function oneLine(change: ReportedChange, reason: string, { block, context }: Place): string | undefined {
  const [head, at, named] = [
    `  ${headOf(change, { block, context })}`,
    placeText(change),
    nameIn(block.within, change),
  ];
  const gap = width - stringWidth(head) - [at, named, reason].reduce((sum, text) => sum + stringWidth(text), 0) - 2;
  if (gap < 2) return undefined;
  const shown = change.accepted ? context.colors.strikethrough(named) : named;
  return `${head}${shown}  ${context.colors.dim(reason)}${" ".repeat(gap)}${context.colors.dim(at)}`;
}

/** Rules that are longer than most stand out of their column. */
const longestRule = 20;

/** Level and rule, each in a column. */
function headOf(change: ReportedChange, { context: { colors }, block: { findings } }: Place): string {
  const ruleWidth = Math.min(longestRule, Math.max(...findings.map((each) => ruleOf(each.change).length)));
  const paint = { breaking: colors.red, dangerous: colors.yellow, safe: colors.green, docs: colors.dim }[change.level];
  const word = levelWords[change.level];
  return `${paint((change.level === "breaking" ? word.toUpperCase() : word).padEnd(8))}  ${ruleOf(change).padEnd(ruleWidth)}  `;
}

/** The new spec's line, or the old one's of what is gone; nothing for what has no line. */
function placeText({ location: { old, new: next } }: ReportedChange): string {
  const at = next ?? old;
  return at === null ? "" : visible(`${at.file}:${at.line}`);
}

/** What a line calls its change, without what the heading says; the other position's level, if it is another. */
function nameIn(within: string | undefined, change: ReportedChange): string {
  const named = subject(change, change.where).split(" ").map((word) => unprefixed(word, within)).join(" "); // prettier-ignore
  const [, other] = positionsOf(change);
  const isOther = other !== undefined && other[1].level !== change.level;
  return visible(isOther ? `${named} (in ${other[0]}s: ${levelWords[other[1].level]})` : named);
}

/** Without the type or the module of the heading. */
function unprefixed(word: string, within: string | undefined): string {
  if (within === undefined) return word;
  const prefixes = [`${within}.`, `${within}#`, within.slice(0, within.lastIndexOf(".") + 1)];
  const prefix = prefixes.find((each) => each !== "" && each.length < word.length && word.startsWith(each));
  return prefix === undefined ? word : word.slice(prefix.length);
}

/**
 * The name in a room, or undefined if there is too little: what is new or gone is left out, then what has the member is cut,
 * but never the member.
 */
function fitted(change: ReportedChange, within: string | undefined, room: number): string | undefined {
  const whole = nameIn(within, change);
  const brief = /-(added|removed)$/.test(change.kind)
    ? nameIn(within, { ...change, before: null, after: null })
    : whole;
  const fitting = [whole, brief].find((name) => stringWidth(name) <= room);
  if (fitting !== undefined || (change.renameOf !== null && isOfOwner(change))) return fitting;
  const member = brief.lastIndexOf(`.${visible(isOfOwner(change) ? lastName(change.where) : memberName(change))}`);
  const left = room - stringWidth(brief.slice(Math.max(member, 0)));
  return member < 1 || left < leastCut ? undefined : `${cut(brief.slice(0, member), left)}${brief.slice(member)}`;
}

/** So much of a name says which it is, in the file that stands beside it. */
const leastCut = 4;

/** Why; or why it was agreed to. Nothing of what hurts nobody, which its level says. With everything shown, what to do about it as well. */
function reasonOf(change: ReportedChange, { all }: Context): string {
  if (change.accepted) {
    const { reason, by, until, issue } = change.accepted;
    const more = [by && `by ${by}`, until && `until ${until}`, issue].filter(Boolean).join(", ");
    return visible(more === "" ? reason : `${reason} (${more})`);
  }
  if (!all && isHarmless(change)) return "";
  return visible(all && change.hint !== null ? `${whyOf(change)}. ${change.hint}` : whyOf(change));
}

/** Whether nothing at all comes of it, and nothing moved its level. */
function isHarmless(change: ReportedChange): boolean {
  const harms = positionsOf(change).some(([, { source, wire, wireStrict }]) => source || wire || wireStrict);
  return !harms && change.note === null && !isAtLeast(change.level, "dangerous");
}

// ── The end ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What is told by its cause: `7 types went with 2 removed actions`. */
function foldedLines(blocks: readonly Block[], { least, all }: Context): readonly string[] {
  if (all) return [];
  const findings = blocks.flatMap((block) => block.findings);
  return (["removed", "added"] as const).flatMap((way) => {
    const causes = findings.flatMap(({ change, consequences }) => {
      const types = consequences.filter(({ kind, level }) => kind === `type-${way}` && isAtLeast(level, least));
      return types.length === 0 ? [] : [{ change, count: types.length }];
    });
    const count = causes.reduce((sum, each) => sum + each.count, 0);
    const isActions = causes.every(({ change }) => change.kind === `action-${way}`);
    const what = plural(causes.length, isActions ? `${way === "removed" ? "removed" : "new"} action` : "change");
    return count === 0 ? [] : [`${plural(count, "type")} ${way === "removed" ? "went" : "came"} with ${what}${isActions ? "" : " above"} (--all)`]; // prettier-ignore
  });
}

function hiddenLines({ summary }: DiffReport, { least }: Context): readonly string[] {
  const hidden = worstFirst.filter((level) => !isAtLeast(level, least) && summary[level] > 0);
  if (hidden.length === 0) return [];
  return [
    `not shown: ${hidden.map((level) => `${summary[level]} ${level}`).join(", ")} (--level ${hidden.at(-1) ?? least})`,
  ];
}

function staleLines({ staleAccepts }: DiffReport, { colors }: Context): readonly string[] {
  return staleAccepts.flatMap(({ entry, why, message, location: { file, line } }) =>
    wrapped(visible(`stale accept ${why}  ${entry}: ${message}  ${file}:${line}`), "", "  ").map(colors.dim),
  );
}

/** What holds it up, a line for each; the last one says how to agree to it. */
function endLines(report: DiffReport, options: PrettyOptions, { colors }: Context): readonly string[] {
  const { failOn = "breaking", strictAccepts = false } = options;
  const held = failures(report, { failOn, strictAccepts });
  if (held.length === 0) return [`${colors.green("OK")}  ${okText(failOn)}`];
  const canAccept = failingChanges(report, failOn).length > 0;
  const [first = "", ...others] = held;
  const inOrder = canAccept ? [...others, `${first}. Accept: ${acceptCommand}`] : held;
  return inOrder
    .flatMap((text) => wrapped(`FAIL  ${visible(text)}`, "", "      "))
    .map((line) => line.replace(/^FAIL/, colors.red("FAIL")));
}

function okText(failOn: FailOn): string {
  const texts: { readonly [level in FailOn]: string } = {
    breaking: "nothing breaking that was not accepted",
    dangerous: "nothing breaking or dangerous that was not accepted",
    any: "no change that was not accepted",
    never: "nothing is held up",
  };
  return texts[failOn];
}
