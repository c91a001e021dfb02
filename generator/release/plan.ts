// What was released and what is there now → the version that comes next, and why. Pure, and plain data: what `--format json` prints.
import gt from "semver/functions/gt.js";
import parse from "semver/functions/parse.js";
import { largest, nextVersion, reaches } from "../diff/bump.js";
import type { BumpLevel, Summary } from "../diff/report.js";
import type { Changelog } from "../diff/report/changelog.js";
import type { Surface } from "./surface.js";

/** Its names are permanent; `schemaVersion` counts up if one of them ever has to change its meaning. */
export interface ReleasePlan {
  readonly schemaVersion: 1;
  /** The target of the config, and the name of its package. */
  readonly target: string;
  readonly package: string;
  /** The release that it was compared with; null if there was none. */
  readonly base: ReleaseBase | null;
  /** The version in the config before the release. */
  readonly configured: string;
  /** The version of the release; null if there is nothing to release. */
  readonly version: string | null;
  /** What the changes ask for: the larger of `because`. A release in which users notice nothing is a patch. */
  readonly level: BumpLevel;
  readonly because: {
    /** The edits of the spec, as `diff` judges them. */
    readonly api: BumpLevel;
    /** All else: a newer generator, the options of the target, the package's own code. */
    readonly package: BumpLevel;
  };
  /** How many changes of the API there are; null in a first release. */
  readonly api: Summary | null;
  /** How the package differs if it is made of the spec that was released; null in a first release. */
  readonly surface: Surface | null;
  /** The section of the changelog; null if there is nothing to release. */
  readonly changelog: Changelog | null;
  /** The tag that the next release finds this one by; null if there is nothing to release. */
  readonly tag: string | null;
}

export interface ReleaseBase {
  /** As it was named: `npm:@acme/hub@1.2.0`, `git:v1.2.0`. */
  readonly source: string;
  readonly version: string;
  /** The commit, where it is from git. */
  readonly commit: string | null;
}

/** What decides about the number. */
export interface Deciding {
  /** The version of the base. */
  readonly from: string;
  /** The one in the config. */
  readonly configured: string;
  readonly api: BumpLevel;
  readonly package: BumpLevel;
  /** Whether the files of the package are those of the base, all but for the version. */
  readonly isSame: boolean;
  /** Below 1.0.0, what is new counts up the second number. */
  readonly zeroMinorForFeatures: boolean;
}

export type Decision = Pick<ReleasePlan, "version" | "level" | "because">;

/**
 * The version that comes next, as `bump` counts. One in the config that is as far as that stays: somebody has decided, or it was
 * released here and not yet published. Both versions are semantic ones.
 */
export function decide({ from, configured, isSame, zeroMinorForFeatures, ...levels }: Deciding): Decision {
  const because = { api: levels.api, package: levels.package };
  if (isSame) return { version: null, level: "none", because };
  const level = largest(["patch", because.api, because.package]);
  const wanted = nextVersion(from, { level, versioning: "semver", zeroMinorForFeatures });
  if (wanted === null) throw new Error(`${from} is no semantic version`);
  return { version: isAhead(configured, from, wanted) ? configured : wanted, level, because };
}

function isAhead(configured: string, from: string, wanted: string): boolean {
  return isSemantic(configured) && gt(configured, from) && reaches(configured, wanted);
}

/** Whether a version can be counted with. */
export function isSemantic(version: string): boolean {
  return parse(version) !== null;
}
