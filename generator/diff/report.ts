// What `diff` answers: the JSON that other programs read, and all that every format of the report is written from.
// Its names are permanent; `schemaVersion` counts up if one of them ever has to change its meaning.
import type { Json } from "../model.js";
import type { Change } from "./compare.js";
import type { Kind } from "./kinds.js";
import type { Rename } from "./renames.js";
import type { Level, Position } from "./verdict.js";

/** Whom a change may break: everybody, callers of the SDK, old clients, or clients that refuse what they do not know. */
export const policies = ["strict", "sdk", "wire", "server"] as const;
export type Policy = (typeof policies)[number];

/** What the next version has to count up. */
export const bumpLevels = ["none", "patch", "minor", "major"] as const;
export type BumpLevel = (typeof bumpLevels)[number];

/** What people read changes together by: who meets them, what they are of, or what they are. */
export const groupings = ["action", "type", "rule"] as const;
export type Grouping = (typeof groupings)[number];

export interface DiffReport {
  readonly schemaVersion: 1;
  /** The target of the config that was compared; null if specs were named. */
  readonly target: string | null;
  readonly old: Side;
  readonly new: Side;
  readonly summary: Summary;
  readonly bump: Bump;
  /** The worst first, then by kind and place. */
  readonly changes: readonly ReportedChange[];
  readonly renames: readonly Rename[];
  /** Entries of the accept file that do nothing any more. */
  readonly staleAccepts: readonly StaleAccept[];
  /** What is wrong with the version that the new spec declares; empty unless that was asked for. */
  readonly versionProblems: readonly VersionProblem[];
  /** What the compiler says of all verdicts on source; null unless it was asked. */
  readonly proof: ProofSummary | null;
}

/** A proof as a whole; what shows a change is with the change. */
export interface ProofSummary {
  /** What stands before each probe: the imports. */
  readonly prelude: string;
  /** How many pieces of callers' code compile against both versions. */
  readonly safeProbes: number;
  /** Breaks that no code can show, and why. */
  readonly exceptions: readonly { readonly kind: Kind; readonly where: string; readonly reason: string }[];
}

/** The shortest code of a caller that compiles with the old package, and not with the new one. */
export interface ShownProof {
  readonly position: Position | "none";
  readonly probe: string;
  /** What the compiler says of it: `TS2339`, and its words. */
  readonly code: string;
  readonly message: string;
}

/** One of the two specs. */
export interface Side {
  /** As it was named: a path, `git:v1.2`, `npm:@acme/hub@1.2.0`. */
  readonly source: string;
  /** The commit it was read from; null if it is not from git. */
  readonly commit: string | null;
  /** The `api.id` and the version that the spec declares. Null if there was no spec yet. */
  readonly api: string | null;
  readonly version: string | null;
  /** `sha256:` and 64 hex digits, of what the spec means. */
  readonly digest: string | null;
}

/** How many changes there are of each level, those not counted elsewhere. */
export interface Summary {
  readonly breaking: number;
  readonly dangerous: number;
  readonly safe: number;
  readonly docs: number;
  /** Accepted ones; they are in no other number. */
  readonly accepted: number;
  /** Changes of what is experimental; they are in no other number. */
  readonly unstable: number;
  /** Left out by a rule of the config. */
  readonly off: number;
}

export interface Bump {
  readonly level: BumpLevel;
  /** The version that the old spec declares, and the next one; null where versions cannot be counted with. */
  readonly from: string | null;
  readonly to: string | null;
  readonly policy: Policy;
  /** The fingerprints of the changes that ask for it. */
  readonly because: readonly string[];
}

export interface ReportedChange {
  /** Twelve hex digits, the same for the same edit: of its kind, its place, and what was and is there. */
  readonly fingerprint: string;
  readonly kind: Kind;
  readonly where: string;
  /** What the place belongs to. */
  readonly owner: Change["owner"];
  /** By policy, rules and deprecation. An accepted change keeps its own. */
  readonly level: Level;
  readonly positions: { readonly [position in Position]?: ReportedPosition };
  readonly before: Json;
  readonly after: Json;
  /** The actions in both versions that meet it. */
  readonly actions: { readonly [position in Position]?: readonly string[] };
  readonly causedBy: { readonly kind: Kind; readonly where: string } | null;
  /** The `where` of the other side, if a hint takes this for a rename. */
  readonly renameOf: string | null;
  readonly location: {
    readonly old: FilePosition | null;
    readonly new: FilePosition | null;
    /** Where it can be shown in the new spec: its own place, or the declaration around what is gone. */
    readonly anchor: FilePosition | null;
  };
  /** What happened and whom it hurts, in plain words. */
  readonly message: string;
  /** What to do about it; null if there is nothing to do. */
  readonly hint: string | null;
  /** Why its level is not that of the catalogue; null if it is. */
  readonly note: ChangeNote | null;
  readonly accepted: Acceptance | null;
  /** By position, what shows that it breaks code; empty unless the compiler was asked. */
  readonly proofs: readonly ShownProof[];
}

export interface ReportedPosition {
  /** The id by which a config speaks of it: `req/field-removed`. */
  readonly rule: string;
  readonly level: Level;
  readonly source: boolean;
  readonly assignable: boolean;
  readonly wire: boolean;
  readonly wireStrict: boolean;
  /** The errors that the compiler of a caller then has: `TS2353`. */
  readonly ts: readonly string[];
  /** Why, in one sentence. */
  readonly why: string;
}

/** Lines and columns count from 1. */
export interface FilePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What moved a change from the level that the catalogue has for it. */
export interface ChangeNote {
  readonly id: NoteId;
  readonly text: string;
}
export type NoteId = "rule" | "policy" | "unstable" | "unreachable" | "removed-when-due" | "removed-before-date";

export interface Acceptance {
  readonly reason: string;
  readonly by: string | null;
  readonly until: string | null;
  readonly issue: string | null;
}

export interface StaleAccept {
  /** The fingerprint, or the rule and the place, as the entry has it. */
  readonly entry: string;
  readonly why: "base-moved" | "expired" | "unmatched";
  readonly message: string;
  readonly location: FilePosition;
}

export interface VersionProblem {
  readonly id: "version-not-bumped" | "version-decreased" | "version-bump-too-small" | "version-unreadable";
  readonly message: string;
}
