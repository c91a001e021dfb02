// How bad a change is for those whom a policy protects, and for what the config says of it.
import type { Change } from "./compare.js";
import type { Policy } from "./report.js";
import { levels, positions, type Level, type Position, type Verdict } from "./verdict.js";

/** The level that a rule of the config gives; `off` leaves the change out of the report. */
export const ruleLevels = ["breaking", "dangerous", "safe", "docs", "off"] as const;
export type RuleLevel = (typeof ruleLevels)[number];

/** Levels by kind (`variant-added`) or by position and kind (`out/variant-added`, `none/type-removed`). */
export type Rules = { readonly [rule: string]: RuleLevel };

/** The position of what no action reaches that is in both versions. */
export type AnyPosition = Position | "none";
export const anyPositions: readonly AnyPosition[] = [...positions, "none"];

const prefixes: { readonly [position in AnyPosition]: string } = { request: "req", output: "out", none: "none" };

/** The id of a kind in one position, in rules and in reports. */
export function ruleId(position: AnyPosition, kind: Change["kind"]): string {
  return `${prefixes[position]}/${kind}`;
}

/** The positions that a change has. */
export function positionsOf({ positions: found }: Pick<Change, "positions">): readonly AnyPosition[] {
  const own = positions.filter((position) => found[position] !== undefined);
  return own.length > 0 ? own : ["none"];
}

/** The level of one position. */
export function levelBy(policy: Policy, verdict: Verdict): Level {
  const { level, source, wire, wireStrict } = verdict;
  switch (policy) {
    case "sdk":
      return level;
    case "strict":
      return level === "dangerous" ? "breaking" : level;
    case "wire":
    case "server":
      if (wire || (wireStrict && policy === "server")) return "breaking";
      // What only code sees is nothing to a client that is already out there.
      return source || wireStrict ? "safe" : level;
  }
}

/** Whether a change is one that the next major version is for, by the axes that a policy counts. */
export function breaksBy(policy: Policy, { source, wire, wireStrict }: Verdict): boolean {
  switch (policy) {
    case "strict":
      return source || wire || wireStrict;
    case "sdk":
      return source || wire;
    case "wire":
      return wire;
    case "server":
      return wire || wireStrict;
  }
}

/** What the config says of a change in one position, the more exact rule first. */
export function ruleFor(rules: Rules, kind: Change["kind"], position: AnyPosition): RuleLevel | undefined {
  return rules[ruleId(position, kind)] ?? rules[kind];
}

export function worstOf<L extends Level>(found: readonly L[]): L | undefined {
  return [...found].sort((a, b) => levels.indexOf(b) - levels.indexOf(a))[0];
}
