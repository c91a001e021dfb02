// The report on a terminal: at most 100 columns, a line for each change, with level, rule and place in it for `grep`.
import pc from "picocolors";
import { logLine, visible } from "../../doors.js";
import { groupBy } from "../../group.js";
import { widthOf } from "../../width.js";
import { failingChanges, failures, type FailOn } from "../gate.js";
import { kinds } from "../kinds.js";
import { renamePatterns } from "../rename-patterns.js";
import type { DiffReport, Grouping, ReportedChange, Side } from "../report.js";
import type { Level } from "../verdict.js";
import { cut, width, wrapped } from "./columns.js";
import { fitted, isRename, nameIn, unprefixed } from "./line-names.js";
import {
  acceptCommand,
  bumpSentence,
  capped,
  countsSentence,
  isAtLeast,
  isOfOwner,
  levelWords,
  nothingFound,
  placesOf,
  plural,
  positionsOf,
  readingOf,
  ruleOf,
  whyOf,
  worstFirst,
  type Finding,
  type Group,
  type Section,
} from "./words.js";

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
  /** The command that accepts what fails, if it is another than without arguments. */
  readonly accept?: string | undefined;
  readonly color: boolean;
}

/** One report, without a newline at the end. */
export function renderPretty(report: DiffReport, options: PrettyOptions): string {
  const { level = "dangerous", all = false, by = "action" } = options;
  const context: Context = { colors: pc.createColors(options.color), all, least: all ? "docs" : level, patterns: patternsOf(report) }; // prettier-ignore
  const blocks = blocksBy(by, readingFrom(report, context.least), context);
  const body = blocks.flatMap((block) => blockLines(block, context));
  const parts = [
    headLines(report, context),
    body.length === 0 ? [nothingFound(report, context.least)] : body,
    [...foldedLines(blocks, context), ...hiddenLines(report, context)],
    [...proofEndLines(report), ...staleLines(report, context), ...endLines(report, options, context)],
  ];
  return parts.filter((lines) => lines.length > 0).map((lines) => lines.map(logLine).join("\n")).join("\n\n"); // prettier-ignore
}

interface Context {
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly all: boolean;
  readonly least: Level;
  /** What was done to many names, by each of the old ones. */
  readonly patterns: ReadonlyMap<string, string>;
}

function patternsOf({ renames }: DiffReport): Context["patterns"] {
  const patterns = renamePatterns(renames);
  return new Map(patterns.flatMap(({ pattern, renames: like }) => (pattern === undefined ? [] : like.map(({ from }) => [from, pattern] as const)))); // prettier-ignore
}

// ── The head ────────────────────────────────────────────────────────────────────────────────────────────────────────

function headLines({ target, old, new: next, summary, bump }: DiffReport, { colors }: Context): readonly string[] {
  const name = visible(target ?? next.api ?? "");
  const sides = `${name}  ${sideText(old)} -> ${sideText(next)}`;
  const counts = `${countsSentence(summary)}   bump: ${visible(bumpSentence(bump))}`;
  const isOne = widthOf(sides) + widthOf(counts) + 3 <= width;
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
  return widthOf(nameIn(within, change)) + widthOf(placeText(change)) + headWidth <= width;
}

/** What level and rule take of most lines, with the space around them. */
const headWidth = 34;

// ── Lines ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function blockLines(block: Block, context: Context): readonly string[] {
  const { heading, met = "", findings } = block;
  const runs = groupBy(worstFirstOf(findings), ({ change }) => `${change.level} ${ruleOf(change)} ${reasonOf(change, context)}`); // prettier-ignore
  const longest = Math.max(...findings.map(({ change }) => ruleOf(change).length));
  const place: Place = { ...context, within: block.within, ruleWidth: Math.min(longest, longestRule) };
  const head = `${visible(heading)}${met === "" ? "" : `  ${visible(met)}`}`;
  return [
    ...wrapped(head, "", "  ").map((line) => context.colors.bold(line)),
    ...[...runs.values()].flatMap((run) => runLines(run, place)),
  ];
}

function worstFirstOf(findings: readonly Finding[]): readonly Finding[] {
  return worstFirst.flatMap((level) => findings.filter(({ change }) => change.level === level));
}

/** What the lines of one block have in common. */
interface Place extends Context {
  readonly within: string | undefined;
  readonly ruleWidth: number;
}

/** Changes of one rule for one reason, which is said once below them; or beside the only one, if there is room. */
function runLines(run: readonly Finding[], place: Place): readonly string[] {
  const [first] = run;
  if (!first) return [];
  const reason = reasonOf(first.change, place);
  if (reason === "") return run.flatMap((finding) => findingLines(finding, place));
  const short = run.length === 1 ? oneLine(first.change, reason, place) : undefined;
  if (short !== undefined) return [short, ...proofLines(first.change, place), ...consequenceLines(first, place)];
  const each = (findings: readonly Finding[]): readonly string[] => findings.flatMap((finding) => findingLines(finding, place)); // prettier-ignore
  const lines = place.all ? each(run) : isCrowd(run) ? crowdLines(run, place) : linesByPattern(run, place);
  return [...lines, ...wrapped(reason, "      ").map(place.colors.dim)];
}

/** So many of one kind that few callers meet are counted; what breaks is always named. */
const crowd = 5;

function isCrowd(run: readonly Finding[]): boolean {
  return run.length >= crowd && run.every(({ change }) => change.level !== "breaking" && isOfOwner(change) && change.renameOf === null); // prettier-ignore
}

/** `53 types: devices.Added, devices.Deleted, …`, as far as there is room. */
function crowdLines(run: readonly Finding[], place: Place): readonly string[] {
  return [...groupBy(run, ({ change }) => change.owner.what)].map(([what, like]) => {
    const [first] = like;
    const head = first ? `  ${headOf(first.change, place)}` : "";
    const names = like.map(({ change }) => visible(unprefixed(change.where, place.within)));
    const counted = `${plural(like.length, what)} (--all): `;
    return `${head}${counted}${cut(names.join(", "), width - widthOf(head) - counted.length)}`;
  });
}

/** What many names were renamed by is said once, with one of them. */
function linesByPattern(run: readonly Finding[], place: Place): readonly string[] {
  const patternOf = ({ change }: Finding): string => (isRename(change) ? (place.patterns.get(change.where) ?? "") : "");
  return [...groupBy(run, patternOf)].flatMap(([pattern, like]) => {
    const [first] = like;
    if (pattern === "" || !first || like.length < 3) return like.flatMap((finding) => findingLines(finding, place));
    const rest = `and ${like.length - 1} more like it (--all): ${visible(pattern)}`;
    return [...findingLines(first, place), ...wrapped(rest, "      ")];
  });
}

function findingLines(finding: Finding, place: Place): readonly string[] {
  return [...changeLines(finding.change, "  ", place), ...proofLines(finding.change, place), ...consequenceLines(finding, place)]; // prettier-ignore
}

/** The code of a caller that shows it, and what the compiler says of that now. */
function proofLines({ proofs }: ReportedChange, { colors }: Place): readonly string[] {
  return proofs.flatMap(({ probe, code, message }) => [
    ...probe.split("\n").map((line) => `      │ ${visible(line)}`),
    ...wrapped(`${code}: ${visible(message.split("\n")[0] ?? "")}`, "      ").map(colors.red),
  ]);
}

/** Types that went or came with it, if everything is shown. */
function consequenceLines({ consequences }: Finding, place: Place): readonly string[] {
  return place.all ? consequences.flatMap((change) => changeLines(change, "    ", place)) : [];
}

/** Level, rule, what it is and where; the place below it where there is no room for both. */
function changeLines(change: ReportedChange, indent: string, place: Place): readonly string[] {
  const head = `${indent}${headOf(change, place)}`;
  const at = placeText(change);
  const room = width - widthOf(head);
  const beside = room - widthOf(at) - 2;
  const short = fitted(change, place.within, beside);
  if (short === undefined)
    return [`${head}${struck(cut(nameIn(place.within, change), room), change, place)}`, `${indent}    ${place.colors.dim(at)}`]; // prettier-ignore
  return [`${head}${struck(short, change, place)}${" ".repeat(beside - widthOf(short) + 2)}${place.colors.dim(at)}`]; // prettier-ignore
}

function oneLine(change: ReportedChange, reason: string, place: Place): string | undefined {
  const [head, named, at] = [`  ${headOf(change, place)}`, nameIn(place.within, change), placeText(change)];
  const gap = width - 2 - [head, named, reason, at].reduce((sum, text) => sum + widthOf(text), 0);
  if (gap < 2) return undefined;
  const { dim } = place.colors;
  return `${head}${struck(named, change, place)}  ${dim(reason)}${" ".repeat(gap)}${dim(at)}`;
}

function struck(text: string, { accepted }: ReportedChange, { colors }: Context): string {
  return accepted ? colors.strikethrough(text) : text;
}

/** Rules that are longer than most stand out of their column. */
const longestRule = 20;

/** Level and rule, each in a column. */
function headOf(change: ReportedChange, { colors, ruleWidth }: Place): string {
  const paint = { breaking: colors.red, dangerous: colors.yellow, safe: colors.green, docs: colors.dim }[change.level];
  const word = levelWords[change.level];
  return `${paint((change.level === "breaking" ? word.toUpperCase() : word).padEnd(8))}  ${ruleOf(change).padEnd(ruleWidth)}  `;
}

/** The new spec's line, or the old one's of what is gone; nothing for what has no line. */
function placeText({ location: { old, new: next } }: ReportedChange): string {
  const at = next ?? old;
  return at === null ? "" : visible(`${at.file}:${at.line}`);
}

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

/** What the compiler says of the whole, if it was asked. */
function proofEndLines({ proof, changes }: DiffReport): readonly string[] {
  if (!proof) return [];
  const shown = changes.filter(({ proofs }) => proofs.length > 0).length;
  const excepted = proof.exceptions.map(({ kind, where, reason }) => `  not shown by code: ${kind} ${visible(where)}: ${visible(reason)}`); // prettier-ignore
  return [
    `proved  ${plural(shown, "break")} by code that compiled and does not any more; ${plural(proof.safeProbes, "other piece")} of callers' code ${proof.safeProbes === 1 ? "compiles" : "compile"} with both versions`,
    ...excepted,
  ].flatMap((line) => wrapped(line, "", "        "));
}

function staleLines({ staleAccepts }: DiffReport, { colors }: Context): readonly string[] {
  return staleAccepts.flatMap(({ entry, why, message, location: { file, line } }) =>
    wrapped(visible(`stale accept ${why}  ${entry}: ${message}  ${file}:${line}`), "", "  ").map(colors.dim),
  );
}

/** What holds it up, a line for each; the last one says how to agree to it. */
function endLines(report: DiffReport, options: PrettyOptions, { colors }: Context): readonly string[] {
  const { failOn = "breaking", strictAccepts = false, accept = acceptCommand } = options;
  const held = failures(report, { failOn, strictAccepts });
  if (held.length === 0) return [`${colors.green("OK")}  ${okText(failOn)}`];
  const canAccept = failingChanges(report, failOn).length > 0;
  const [first = "", ...others] = held;
  const inOrder = canAccept ? [...others, `${first}. Accept: ${accept}`] : held;
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
