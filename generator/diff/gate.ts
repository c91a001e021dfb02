// Whether a report lets a change through.
import type { DiffReport, ReportedChange } from "./report.js";

/** From which level on changes are held up. `any` is any change at all, `never` none. */
export const failLevels = ["breaking", "dangerous", "any", "never"] as const;
export type FailOn = (typeof failLevels)[number];

export interface Gate {
  readonly failOn: FailOn;
  /** Whether entries of the accept file that do nothing any more hold it up as well. */
  readonly strictAccepts: boolean;
}

/** The changes that are held up: none that was accepted, and none of what is experimental. */
export function failingChanges({ changes }: DiffReport, failOn: FailOn): readonly ReportedChange[] {
  const isBad = failing[failOn];
  return changes.filter((change) => !change.accepted && change.note?.id !== "unstable" && isBad(change));
}

const failing: { readonly [level in FailOn]: (change: ReportedChange) => boolean } = {
  breaking: ({ level }) => level === "breaking",
  dangerous: ({ level }) => level === "breaking" || level === "dangerous",
  any: () => true,
  never: () => false,
};

/** What holds it up, in order, as lines for people; none if nothing does. */
export function failures(report: DiffReport, { failOn, strictAccepts }: Gate): readonly string[] {
  const held = failingChanges(report, failOn).length;
  const stale = strictAccepts ? report.staleAccepts : [];
  return [
    ...(held > 0 ? [`${held} ${failOn === "any" ? "" : `${failOn === "breaking" ? "breaking" : "breaking or dangerous"} `}change${held === 1 ? " is" : "s are"} not accepted`] : []), // prettier-ignore
    ...stale.map(({ entry, message }) => `the accept file's ${entry}: ${message}`),
    ...report.versionProblems.map(({ message }) => message),
  ];
}
