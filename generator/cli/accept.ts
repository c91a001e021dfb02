// `diff accept` and `diff prune`: what somebody agrees to goes into the accept file, and leaves it once it does nothing any more.
import { addAccepts, removeAccepts, type NewAccept } from "../accept-edits.js";
import type { Accept } from "../diff/accepts.js";
import { failingChanges, type FailOn } from "../diff/gate.js";
import { diff } from "../diff/index.js";
import type { DiffReport, ReportedChange } from "../diff/report.js";
import { isDay } from "../diff/releases.js";
import type { Host } from "../load.js";
import { quoted } from "../names.js";
import { acceptPath, readCompared, type Compared, type ComparedOptions } from "./compared.js";
import { standardsOf, tellerOf, type JudgeOptions } from "./diff.js";
import { counted, exit, UsageError, type Exit, type Io } from "./io.js";
import { replaceFile, textAt } from "./text-file.js";

type Specs = Pick<ComparedOptions, "specs" | "config" | "target">;

export interface AcceptOptions extends Specs, JudgeOptions {
  readonly failOn: FailOn;
  readonly reason: string | undefined;
  readonly by: string | undefined;
  /** The last day, as RFC 3339 writes it. */
  readonly until: string | undefined;
  readonly issue: string | undefined;
  /** Fingerprints, kinds or rules; none: all that is held up. */
  readonly only: readonly string[];
}

export async function runAccept(options: AcceptOptions, host: Host, io: Io): Promise<Exit> {
  const { reason = "", until, only } = options;
  if (reason.trim() === "") throw new UsageError('why is it accepted? `--reason "…"`');
  if (until !== undefined && !isDay(until)) throw new UsageError(`\`--until\` takes a day such as 2026-12-31, and not \`${until}\``); // prettier-ignore
  const compared = await readCompared({ ...options, host, io, tell: tellerOf(io).tell });
  if (typeof compared === "number") return compared;
  const reports = reportsOf(compared, options);
  const held = reports.flatMap((report) => heldUp(report, options));
  const unknown = only.find((name) => !held.some(({ change }) => isNamed(change, name)));
  if (unknown !== undefined) throw new UsageError(`nothing that is held up is called \`${unknown}\`: ${held.length ? `there is ${quoted(held.map(({ change }) => change.fingerprint))}` : "nothing is held up at all"}`); // prettier-ignore
  const chosen = held.filter(({ change }) => only.length === 0 || only.some((name) => isNamed(change, name)));
  if (chosen.length === 0) {
    io.err("nothing is held up, so there is nothing to accept\n");
    return exit.ok;
  }
  const entries = chosen.map(({ change, base }) => entryOf(change, base, options));
  const path = acceptPath(compared.config);
  await replaceFile(path, addAccepts(await textAt(path), entries));
  for (const { change } of chosen) io.err(`  ${change.fingerprint}  ${change.kind}  ${change.where}\n`);
  io.err(`${counted(entries.length, "change")} accepted in ${path}\n`);
  return exit.ok;
}

function reportsOf(compared: Compared, options: JudgeOptions): readonly DiffReport[] {
  return compared.pairs.map((pair) => diff(pair.old, pair.next, standardsOf(pair, compared, options)));
}

interface Held {
  readonly change: ReportedChange;
  /** The digest of the old spec. */
  readonly base: string;
}

function heldUp(report: DiffReport, { failOn }: AcceptOptions): readonly Held[] {
  const base = report.old.digest;
  return base === null ? [] : failingChanges(report, failOn).map((change) => ({ change, base }));
}

function isNamed({ fingerprint, kind, positions: { request, output } }: ReportedChange, name: string): boolean {
  return [fingerprint, kind, request?.rule, output?.rule].includes(name);
}

/** So many digits of a digest are enough to tell one old spec from the next. */
const BASE_LENGTH = "sha256:".length + 8;

function entryOf(
  { fingerprint }: ReportedChange,
  base: string,
  { reason = "", by, until, issue }: AcceptOptions,
): NewAccept {
  return { fingerprint, rule: undefined, where: undefined, base: base.slice(0, BASE_LENGTH), reason, by: by ?? null, until: until ?? null, issue: issue ?? null }; // prettier-ignore
}

/** Takes out what is stale in this comparison, and so for everybody who compares the same. */
export async function runPrune(options: Specs & JudgeOptions, host: Host, io: Io): Promise<Exit> {
  const compared = await readCompared({ ...options, host, io, tell: tellerOf(io).tell });
  if (typeof compared === "number") return compared;
  const stale = reportsOf(compared, options).flatMap(({ staleAccepts }) => staleAccepts);
  const places = new Set(stale.map(({ location }) => indexAt(compared.accepts, location)));
  const path = acceptPath(compared.config);
  const text = await textAt(path);
  if (text !== undefined && places.size > 0) await replaceFile(path, removeAccepts(text, places));
  for (const { entry, message } of stale) io.err(`  ${entry}: ${message}\n`);
  io.err(stale.length === 0 ? "every entry is in use\n" : `${counted(places.size, "entry", "entries")} removed from ${path}\n`); // prettier-ignore
  return exit.ok;
}

function indexAt(accepts: readonly Accept[], place: Accept["location"]): number {
  return accepts.findIndex(({ location }) => location.line === place.line && location.column === place.column);
}
