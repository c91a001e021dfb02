// The version that comes next. Versions are counted as https://semver.org has it, below 1.0.0 as npm's carets read them.
import compare from "semver/functions/compare.js";
import gte from "semver/functions/gte.js";
import inc from "semver/functions/inc.js";
import parse from "semver/functions/parse.js";
import { compareReleases } from "./releases.js";
import { bumpLevels, type BumpLevel, type VersionProblem } from "./report.js";

export type Versioning = "semver" | "calver" | "none";

export interface Counting {
  readonly level: BumpLevel;
  readonly versioning: Versioning;
  /** Below 1.0.0, what is new counts up the second number, as what breaks does, and not the third. */
  readonly zeroMinorForFeatures: boolean;
}

/** The worst of the bumps that single changes ask for. */
export function largest(found: readonly BumpLevel[]): BumpLevel {
  return bumpLevels.findLast((level) => found.includes(level)) ?? "none";
}

/**
 * The next version, or null where nothing can be counted: a calendar says when, not what. `1.4.0` becomes `2.0.0`, `0.4.2`
 * becomes `0.5.0` if something breaks, and `0.0.3` always `0.0.4`. A prerelease counts up its own number until it is released.
 */
export function nextVersion(from: string, { level, versioning, zeroMinorForFeatures }: Counting): string | null {
  const version = versioning === "semver" ? parse(from) : null;
  if (!version) return null;
  if (level === "none") return version.version;
  if (version.prerelease.length > 0) return inc(version, "prerelease");
  return inc(version, stepOf(version, level, zeroMinorForFeatures));
}

function stepOf(
  { major, minor }: { readonly major: number; readonly minor: number },
  level: Exclude<BumpLevel, "none">,
  zeroMinor: boolean,
): Exclude<BumpLevel, "none"> {
  if (major > 0) return level;
  if (minor === 0) return "patch";
  return level === "major" || (level === "minor" && zeroMinor) ? "minor" : "patch";
}

/** What is wrong with the version that the new spec declares, if changes of this level are made. */
export function versionProblems(old: string, next: string, counting: Counting): readonly VersionProblem[] {
  const { versioning, level } = counting;
  if (versioning === "none") return [];
  if (versioning === "calver") return stepProblems(compareReleases(next, old), { old, next, level, wanted: null });
  const unreadable = [old, next].find((text) => !parse(text));
  if (unreadable !== undefined)
    return [{ id: "version-unreadable", message: `\`${unreadable}\` is no semantic version: if it is not meant as one, set \`api.versioning\` to \`calver\` or \`none\`` }]; // prettier-ignore
  return stepProblems(compare(next, old), { old, next, level, wanted: nextVersion(old, counting) });
}

interface Step {
  readonly old: string;
  readonly next: string;
  readonly level: BumpLevel;
  readonly wanted: string | null;
}

function stepProblems(order: number, { old, next, level, wanted }: Step): readonly VersionProblem[] {
  const advice = wanted === null ? "" : `: it should be ${wanted}`;
  if (order < 0) return [{ id: "version-decreased", message: `the version went back from ${old} to ${next}` }];
  if (level === "none") return [];
  if (order === 0) return [{ id: "version-not-bumped", message: `the version is still ${old}${advice}` }];
  if (wanted === null || reaches(next, wanted)) return [];
  return [{ id: "version-bump-too-small", message: `${next} is too small a step from ${old}${advice}` }];
}

/** Whether a version is as far as is wanted. A prerelease of that, or of more, is on its way there. */
export function reaches(next: string, wanted: string): boolean {
  const { major = 0, minor = 0, patch = 0, prerelease = [] } = parse(next) ?? {};
  return gte(next, wanted) || (prerelease.length > 0 && gte(`${major}.${minor}.${patch}`, wanted));
}
