// How a project judges changes, and what it has agreed to.
import type { Accept } from "./accepts.js";
import type { Coding } from "./draft.js";
import type { Rules } from "./policy.js";
import type { Policy } from "./report.js";

export interface Standards {
  /** `sdk` unless said otherwise. */
  readonly policy?: Policy | undefined;
  readonly rules?: Rules | undefined;
  /** What no action reaches: passed over, told as `dangerous`, or as bad as if one did. `warn` unless said otherwise. */
  readonly unreachable?: Unreachable | undefined;
  /** The days that something deprecated without an end stays. Without them nothing of the kind is due. */
  readonly graceDays?: number | undefined;
  readonly accepts?: readonly Accept[] | undefined;
  /** The day that promises and agreements are measured by, as RFC 3339 writes it. */
  readonly today: string;
  /** Whether the version that the new spec declares is held against the changes. */
  readonly checkVersion?: boolean | undefined;
  /** Below 1.0.0, whether what is new counts up the second number. */
  readonly zeroMinorForFeatures?: boolean | undefined;
  /** What the target says of the code of its package. Without it 64-bit integers are numbers, and the client is called by the API. */
  readonly coding?: Coding | undefined;
  /** The target of the config that is compared. */
  readonly target?: string | undefined;
}

export const unreachables = ["ignore", "warn", "break"] as const;
export type Unreachable = (typeof unreachables)[number];
