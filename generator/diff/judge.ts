// How bad each change is here: by the policy and the rules of the project, by what was announced, and by what was promised.
import type { Model } from "../model.js";
import type { Change } from "./compare.js";
import { leavingNote } from "./leaving.js";
import { breaksBy, levelBy, positionsOf, ruleFor, worstOf, type AnyPosition, type RuleLevel } from "./policy.js";
import type { BumpLevel, ChangeNote } from "./report.js";
import type { Standards } from "./standards.js";
import { standingsOf, type Standing } from "./subjects.js";
import type { Level, Verdict } from "./verdict.js";

export interface Judged {
  readonly change: Change;
  readonly level: Level;
  /** By position; a change without positions has `none`. */
  readonly levels: ReadonlyMap<AnyPosition, Level>;
  /** Why the level is not that of the catalogue. */
  readonly note: ChangeNote | undefined;
  /** Whether the config leaves it out. */
  readonly isOff: boolean;
  /** What it asks of the next version. */
  readonly bump: BumpLevel;
}

export interface Judging {
  readonly old: Model;
  readonly next: Model;
  readonly standards: Standards;
}

export function judge(changes: readonly Change[], judging: Judging): readonly Judged[] {
  if (changes.length === 0) return [];
  const [before, after] = [standingsOf(judging.old), standingsOf(judging.next)];
  return changes.map((change) => judgeOne(change, before(change) ?? after(change), judging));
}

function judgeOne(change: Change, standing: Standing | undefined, { next, standards }: Judging): Judged {
  const settled = positionsOf(change).map((position) => settle(change, position, standards));
  const levels = new Map(settled.map(({ position, level }) => [position, level]));
  const level = worstOf([...levels.values()]) ?? change.level;
  const isOff = settled.every(({ rule }) => rule === "off");
  const bump = isOff ? "none" : bumpFor(change, settled, standards);
  const own = { change, levels, level, isOff, bump };
  if (standing?.stability === "experimental") return { ...own, bump: "none", note: unstable };
  const leaving = leavingNote(change, standing?.deprecated, { next, standards });
  if (leaving) return { ...own, level: leaving.id === "removed-when-due" ? "safe" : "breaking", note: leaving };
  return { ...own, note: noteOf(change, settled, { level, standards }) };
}

/** One position: the level by the policy, and the rule of the config that says otherwise. */
interface Settled {
  readonly position: AnyPosition;
  readonly level: Level;
  readonly verdict: Verdict;
  readonly rule: RuleLevel | undefined;
  readonly isOverruled: boolean;
}

function settle(change: Change, position: AnyPosition, standards: Standards): Settled {
  const { policy = "sdk", rules = {} } = standards;
  const verdict = position === "none" ? change.verdict : (change.positions[position] ?? change.verdict);
  const own = position === "none" ? unreachedLevel(verdict, standards) : levelBy(policy, verdict);
  const rule = ruleFor(rules, change.kind, position);
  const level = rule === undefined || rule === "off" ? own : rule;
  return { position, level, verdict, rule, isOverruled: rule !== undefined && rule !== own };
}

/** Nothing of it travels, and who uses it in code is not known. */
function unreachedLevel(verdict: Verdict, { policy = "sdk", unreachable = "warn" }: Standards): Level {
  const level = levelBy(policy, verdict);
  if (unreachable === "warn" || level === "docs") return level;
  if (unreachable === "ignore") return "safe";
  return breaksBy(policy, verdict) ? "breaking" : level;
}

// ── The next version ────────────────────────────────────────────────────────────────────────────────────────────────

const ofLevel: { readonly [level in RuleLevel]: BumpLevel } = {
  breaking: "major",
  dangerous: "minor",
  safe: "minor",
  docs: "patch",
  off: "none",
};

/** A rule says what a kind is here, and so what it asks for; that a change was accepted does not. */
function bumpFor(
  change: Change,
  settled: readonly Settled[],
  { policy = "sdk", unreachable = "warn" }: Standards,
): BumpLevel {
  const ruled = settled.flatMap(({ rule }) => rule ?? []);
  const facts = settled.filter(({ rule }) => rule === undefined).map(({ verdict }) => verdict);
  const passedOver = unreachable === "ignore" && settled[0]?.position === "none";
  const breaks = !passedOver && facts.some((verdict) => breaksBy(policy, verdict));
  if (breaks || ruled.includes("breaking")) return "major";
  const levels = [...facts.map(({ level }) => level), ...ruled].map((level) =>
    ofLevel[level] === "major" ? "minor" : ofLevel[level],
  );
  if (passedOver || levels.every((level) => level === "none")) return "none";
  // Semantic Versioning, point 7: what is marked as deprecated asks for a minor version.
  return levels.includes("minor") || change.kind === "deprecated-added" ? "minor" : "patch";
}

// ── Why a level is another ──────────────────────────────────────────────────────────────────────────────────────────

const unstable: ChangeNote = { id: "unstable", text: "it is experimental: nothing was promised of it" };

function noteOf(
  change: Change,
  settled: readonly Settled[],
  { level, standards }: { readonly level: Level; readonly standards: Standards },
): ChangeNote | undefined {
  if (settled.some(({ isOverruled }) => isOverruled)) return { id: "rule", text: "a rule of the config says so" };
  if (level === change.level) return undefined;
  const { policy = "sdk", unreachable = "warn" } = standards;
  return settled[0]?.position === "none" && unreachable !== "warn"
    ? { id: "unreachable", text: "no action reaches it that is in both versions" }
    : { id: "policy", text: `the policy is \`${policy}\`` };
}
