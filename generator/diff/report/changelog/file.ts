// A changelog that people write in as well: puts the section of a version where it belongs, and replaces nothing but what was
// put there before and has not been edited since.
import { createHash } from "node:crypto";
import semver from "semver";

/** One version, as `changelog.ts` writes it. */
export interface VersionText {
  readonly version: string;
  /** The heading of level 2. One that is there already is left as it is. */
  readonly heading: string;
  /** What stands below it. */
  readonly body: string;
}

export interface Appended {
  /** The whole file. That of before if nothing was to be done, or could be. */
  readonly text: string;
  /** `edited`: our text is there, and somebody changed it since: it was left alone. */
  readonly state: "created" | "added" | "replaced" | "unchanged" | "edited";
}

const begin = /^<!-- actionwright changelog (\S+) ([0-9a-f]{12}) -->$/;
const end = "<!-- /actionwright changelog -->";

const head = `# Changelog

What changes for users, the newest version first. The form is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).`;

/** Lays the section of a version into a changelog; undefined or empty for one that is not there yet. Keeps its line ends. */
export function appendChangelog(existing: string | undefined, section: VersionText): Appended {
  if (existing === undefined || existing.trim() === "")
    return { text: `${head}\n\n${section.heading}\n\n${blockOf(section)}\n`, state: "created" };
  const newline = /\r\n/.test(existing) ? "\r\n" : "\n";
  const lines = existing.replaceAll("\r\n", "\n").split("\n");
  const { state, lines: next } = laidInto(lines, section);
  const isKept = state === "edited" || state === "unchanged";
  return { text: isKept ? existing : next.join("\n").replaceAll("\n", newline), state };
}

/**
 * A version that a changelog has had a release of, before the section of what would be the first: another than that, or that with
 * other text of ours. The section as it is, or the same version in somebody's own words, is the first release, not yet tagged.
 */
export function earlierRelease(existing: string, first: VersionText): string | undefined {
  const own = first.version.toLowerCase();
  const versions = headingsOf(existing.replaceAll("\r\n", "\n").split("\n")).map(({ version }) => version);
  const other = versions.find((version) => version !== own && semver.parse(version) !== null);
  return other ?? (appendChangelog(existing, first).state === "replaced" ? first.version : undefined);
}

function laidInto(
  lines: readonly string[],
  section: VersionText,
): { readonly lines: readonly string[]; readonly state: Appended["state"] } {
  // prettier-ignore
  const headings = headingsOf(lines);
  const own = headings.findIndex(({ version }) => version === section.version.toLowerCase());
  if (own < 0) return { lines: insert(lines, headings, section), state: "added" };
  const [from, to] = [headings[own]?.line ?? 0, headings[own + 1]?.line ?? lines.length];
  const block = blockIn(lines, from, to);
  if (!block) return { lines: splice(lines, endOf(lines, from, to), [blockOf(section)]), state: "added" };
  const found = lines.slice(block.start, block.end + 1).join("\n");
  if (found === blockOf(section)) return { lines, state: "unchanged" };
  if (block.hash !== hashOf(lines.slice(block.start + 1, block.end).join("\n"))) return { lines, state: "edited" };
  return {
    lines: [...lines.slice(0, block.start), blockOf(section), ...lines.slice(block.end + 1)],
    state: "replaced",
  };
}

/** Before the first version that is older; where none is, at the end. */
function insert(lines: readonly string[], headings: readonly Heading[], section: VersionText): readonly string[] {
  const older = headings.find(({ version }) => isOlder(version, section.version));
  const added = `${section.heading}\n\n${blockOf(section)}`;
  if (older) return [...lines.slice(0, older.line), added, "", ...lines.slice(older.line)];
  return splice(lines, endOf(lines, headings.at(-1)?.line ?? 0, lines.length), [added]);
}

/** Puts lines below others, with one empty line between. */
function splice(lines: readonly string[], at: number, added: readonly string[]): readonly string[] {
  const rest = lines.slice(at);
  const isLast = rest.every((line) => line.trim() === "");
  return [...lines.slice(0, at), "", ...added, ...(isLast ? [""] : rest[0]?.trim() === "" ? rest : ["", ...rest])];
}

/** Where a section ends that goes to a line: before the definitions of links and the empty lines at its end. */
function endOf(lines: readonly string[], from: number, to: number): number {
  let at = to;
  while (at > from + 1 && /^\s*$|^\[[^\]]+\]:\s/.test(lines[at - 1] ?? "")) at -= 1;
  return at;
}

// ── What is there ───────────────────────────────────────────────────────────────────────────────────────────────────

interface Heading {
  /** In lower case, without brackets and `v`. */
  readonly version: string;
  readonly line: number;
}

/** The headings of versions, outside of code. */
function headingsOf(lines: readonly string[]): readonly Heading[] {
  let fence: string | undefined;
  return lines.flatMap((text, line) => {
    const [, marks = ""] = /^\s*(`{3,}|~{3,})/.exec(text) ?? [];
    if (fence !== undefined && marks.startsWith(fence)) fence = undefined;
    else if (fence === undefined && marks !== "") fence = marks;
    const [, version] = /^## +\[?v?([^\]\s]+)/i.exec(text) ?? [];
    return fence === undefined && version !== undefined ? [{ version: version.toLowerCase(), line }] : [];
  });
}

/** Our text among the lines of one section. */
function blockIn(
  lines: readonly string[],
  from: number,
  to: number,
): { readonly start: number; readonly end: number; readonly hash: string } | undefined {
  // prettier-ignore
  const start = lines.findIndex((line, index) => index > from && index < to && begin.test(line));
  const last = lines.findIndex((line, index) => index > start && index < to && line === end);
  return start < 0 || last < 0 ? undefined : { start, end: last, hash: begin.exec(lines[start] ?? "")?.[2] ?? "" };
}

/** Versions that cannot be compared are older than what is new: the newest comes first. */
function isOlder(version: string, than: string): boolean {
  if (version === "unreleased") return false;
  if (than === "Unreleased") return true;
  const [a, b] = [semver.parse(version), semver.parse(than)];
  return !a || !b || semver.lt(a, b);
}

function blockOf({ version, body }: VersionText): string {
  return `<!-- actionwright changelog ${version} ${hashOf(`\n${body}\n`)} -->\n\n${body}\n\n${end}`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 12);
}
