// `changelog`: two versions of an API → what to tell those who use the package.
import { isDay } from "../diff/releases.js";
import { diff } from "../diff/index.js";
import { changelogBody, changelogHeading, changelogOf, type Changelog } from "../diff/report/changelog.js";
import { appendChangelog, type Appended } from "../diff/report/changelog/file.js";
import { jsonText } from "../doors.js";
import type { Host } from "../load.js";
import { readCompared, type Compared, type Pair } from "./compared.js";
import { standardsOf, tellerOf, type JudgeOptions } from "./diff.js";
import { exit, UsageError, type Exit, type Io } from "./io.js";
import { replaceFile, textAt } from "./text-file.js";

export const changelogFormats = ["markdown", "json"] as const;
export type ChangelogFormat = (typeof changelogFormats)[number];

export interface ChangelogVerbOptions extends Pick<JudgeOptions, "policy" | "zeroMinorForFeatures"> {
  /** None, one or two specs, as `diff` takes them. */
  readonly specs: readonly string[];
  readonly config: string;
  readonly target: string | undefined;
  readonly format: ChangelogFormat;
  /** The file that the section goes into; undefined for stdout. */
  readonly append: string | undefined;
  readonly date: string | undefined;
}

export async function runChangelog(options: ChangelogVerbOptions, host: Host, io: Io): Promise<Exit> {
  const { append, date, format } = options;
  if (date !== undefined && !isDay(date)) throw new UsageError(`\`${date}\` is no day: \`--date\` takes one such as 2026-08-15`); // prettier-ignore
  if (append !== undefined && format === "json")
    throw new UsageError("`--append` writes Markdown: leave `--format` out");
  const compared = await readCompared({ ...options, host, io, tell: tellerOf(io).tell });
  if (typeof compared === "number") return compared;
  const logs = compared.pairs.map((pair) => logOf(pair, compared, options));
  if (append !== undefined) return appendTo(append, logs, io);
  if (format === "json") io.out(`${jsonText(compared.isByTarget ? logs : (logs[0] ?? {}))}\n`);
  else io.out(logs.map((log) => `${changelogHeading(log)}\n\n${changelogBody(log)}\n`).join("\n"));
  return exit.ok;
}

function logOf(pair: Pair, compared: Compared, options: ChangelogVerbOptions): Changelog {
  const standards = standardsOf(pair, compared, { ...options, unreachable: undefined, checkVersion: false });
  const report = diff(pair.old, pair.next, standards);
  const models = pair.old && { old: pair.old.model, new: pair.next.model };
  return changelogOf(report, { date: options.date, models });
}

/** One package has one changelog: of several targets, one has to be named. */
async function appendTo(path: string, logs: readonly Changelog[], io: Io): Promise<Exit> {
  const [log, ...others] = logs;
  if (!log || others.length > 0) throw new UsageError("`--append` writes of one API: name it with `--target`");
  const existing = await textAt(path);
  const { text, state } = appendChangelog(existing, { version: log.version, heading: changelogHeading(log), body: changelogBody(log) }); // prettier-ignore
  if (text !== existing) await replaceFile(path, text);
  io.err(`${path}: ${said[state].replace("{version}", log.version)}\n`);
  return state === "edited" ? exit.conflict : exit.ok;
}

const said: { readonly [state in Appended["state"]]: string } = {
  created: "created, with {version}",
  added: "{version} was added",
  replaced: "{version} was written anew",
  unchanged: "{version} is there already",
  edited: "somebody changed what was written of {version}, so it was left alone: remove it, with its comments, to have it written anew", // prettier-ignore
};
