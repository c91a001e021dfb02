// The pipeline of `diff`: compare → judge → accept → count → report. Pure: what day it is, and what was agreed to, is given.
import { rangeOf, type Sources } from "../locate.js";
import type { Model, Origin } from "../model.js";
import { accepting } from "./accepts.js";
import { largest, nextVersion, versionProblems, type Counting } from "./bump.js";
import { compare, type Change, type PositionVerdict } from "./compare.js";
import { fingerprintOf } from "./fingerprint.js";
import { judge, type Judged } from "./judge.js";
import { kinds } from "./kinds.js";
import type { Rename } from "./renames.js";
import type { Acceptance, Bump, DiffReport, FilePosition, ReportedChange, ReportedPosition, Policy, Side, Summary } from "./report.js"; // prettier-ignore
import type { Standards } from "./standards.js";
import { levels, type Level } from "./verdict.js";

/** One of the two versions: what it means, and where it came from. */
export interface Version extends Pick<Side, "source" | "commit"> {
  /** `sha256:` and 64 hex digits, of what the spec means. Null only for what is not there. */
  readonly digest: string | null;
  readonly model: Model;
  /** What was read, for lines and columns. */
  readonly sources: Sources;
}

/** Compares two versions and judges what changed; without an old one, everything is new. Both are without errors. */
export function diff(old: Version | undefined, next: Version, standards: Standards): DiffReport {
  return report(old ?? { ...beginning, model: { ...next.model, modules: [] } }, next, standards);
}

const beginning = { source: "nothing", commit: null, digest: null, sources: new Map<string, never>() };

function report(old: Version, next: Version, standards: Standards): DiffReport {
  const { changes, renames } = compare(old.model, next.model, standards.coding);
  const judged = judge(changes, { old: old.model, next: next.model, standards });
  const accepts = accepting(standards.accepts ?? [], { base: old.digest, today: standards.today });
  const showing = {
    placeIn: { old: locator(old), new: locator(next) },
    counterpart: counterpartIn(renames),
    acceptanceOf: accepts.acceptanceOf,
  };
  const reported = judged
    .filter(({ isOff }) => !isOff)
    .map((each) => reportedChange(each, showing))
    .sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
  const [from, to] = [sideOf(old), sideOf(next)];
  const level = largest(judged.map(({ bump }) => bump));
  const counting = { level, versioning: next.model.versioning, zeroMinorForFeatures: standards.zeroMinorForFeatures ?? false }; // prettier-ignore
  return {
    schemaVersion: 1,
    target: standards.target ?? null,
    old: from,
    new: to,
    summary: summaryOf(reported, judged),
    bump: bumpOf(judged, from, { counting, policy: standards.policy ?? "sdk" }),
    changes: reported,
    renames,
    staleAccepts: accepts.stale(),
    versionProblems: standards.checkVersion && from.version !== null ? versionProblems(from.version, next.model.version, counting) : [], // prettier-ignore
    proof: null,
  };
}

/** What was not there yet has neither name nor version. */
function sideOf({ source, commit, digest, model }: Version): Side {
  const isThere = digest !== null;
  return { source, commit, api: isThere ? model.id : null, version: isThere ? model.version : null, digest };
}

/** What was agreed to counts all the same: callers meet it. */
function bumpOf(
  judged: readonly Judged[],
  { version: from }: Side,
  { counting, policy }: { readonly counting: Counting; readonly policy: Policy },
): Bump {
  const { level } = counting;
  const asking = level === "none" ? [] : judged.filter(({ bump }) => bump === level);
  const because = asking.map(({ change }) => fingerprintOf(change));
  return { level, from, to: from === null ? null : nextVersion(from, counting), policy, because };
}

// ── Changes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Showing {
  /** The two versions may have files of the same names. */
  readonly placeIn: { readonly [side in "old" | "new"]: (origin: Origin | undefined) => FilePosition | null };
  readonly counterpart: (change: Change) => string | null;
  readonly acceptanceOf: (change: Change, fingerprint: string) => Acceptance | undefined;
}

function reportedChange(
  { change, level, levels: own, note }: Judged,
  { placeIn, counterpart, acceptanceOf }: Showing,
): ReportedChange {
  const { kind, where, owner, before, after, actions, causedBy, location, message } = change;
  const fingerprint = fingerprintOf(change);
  const { request, output } = change.positions;
  return {
    fingerprint, kind, where, owner, level,
    positions: {
      ...(request && { request: positionOf(request, own.get("request") ?? level) }),
      ...(output && { output: positionOf(output, own.get("output") ?? level) }),
    },
    before, after, actions, causedBy: causedBy ?? null, renameOf: counterpart(change),
    location: { old: placeIn.old(location.old), new: placeIn.new(location.new), anchor: placeIn.new(location.new ?? location.anchor) },
    message, hint: isHarm(level) ? (kinds[kind].advice ?? null) : null, note: note ?? null, accepted: acceptanceOf(change, fingerprint) ?? null, proofs: [],
  }; // prettier-ignore
}

/** What does no harm here needs no advice: a new field that is optional, say. */
function isHarm(level: Level): boolean {
  return level === "breaking" || level === "dangerous";
}

function positionOf(
  { rule, source, assignable, wire, wireStrict, why }: PositionVerdict,
  level: Level,
): ReportedPosition {
  const ts = source ? [...new Set(why.match(/\bTS\d+/g))] : [];
  return { rule, level, source, assignable, wire, wireStrict, ts, why };
}

function locator({ sources }: Version): Showing["placeIn"]["old"] {
  return (origin) => (origin ? { file: origin.file, ...rangeOf(origin, sources).start } : null);
}

/** The other side of what is gone or new, if a hint takes both for one thing. */
function counterpartIn(renames: readonly Rename[]): Showing["counterpart"] {
  const [forth, back] = [
    new Map(renames.map(({ from, to }) => [from, to])),
    new Map(renames.map(({ from, to }) => [to, from])),
  ];
  return ({ kind, where }) =>
    (kind.endsWith("-removed") ? forth : kind.endsWith("-added") ? back : undefined)?.get(where) ?? null;
}

function summaryOf(reported: readonly ReportedChange[], judged: readonly Judged[]): Summary {
  const open = reported.filter(({ accepted }) => !accepted);
  const stable = open.filter(({ note }) => note?.id !== "unstable");
  const of = (level: Level): number => stable.filter((each) => each.level === level).length;
  return {
    breaking: of("breaking"),
    dangerous: of("dangerous"),
    safe: of("safe"),
    docs: of("docs"),
    accepted: reported.length - open.length,
    unstable: open.length - stable.length,
    off: judged.length - reported.length,
  };
}
