// Verdicts and compiled probes → what is proved, and where the two disagree.
import type { Change, Comparison } from "../compare.js";
import type { Kind } from "../kinds.js";
import { positions, type Position } from "../verdict.js";
import type { Compiled, Failure } from "./compile.js";
import { exceptionOf } from "./exceptions.js";
import { isReached, type Facet, type Probe } from "./probe.js";

/** A change, by what it is and where. */
export type Judged = Pick<Change, "kind" | "where">;

/** A break of source in one position, shown. */
export interface Proved {
  readonly change: Judged;
  /** `none` where no action that is in both versions reaches it. */
  readonly position: Position | "none";
  /** The shortest code that shows it: it compiles against the old package, and not against the new one. */
  readonly probe: string;
  /** What the compiler says of it: `TS2339`, and its words. */
  readonly code: string;
  readonly message: string;
}

/** A break that types cannot show, and why. */
export interface Excepted {
  readonly change: Judged;
  readonly position: Position | "none";
  readonly reason: string;
}

/** A verdict and the compiler at odds: a bug of ours. */
export type Disagreement =
  /** The verdict says that code breaks, and no code was found that does. */
  | { readonly kind: "unproved"; readonly change: Judged; readonly position: Position | "none" }
  /** Code breaks, and no verdict says so of anything that it meets: `changes` are those that it meets, all judged safe. */
  | { readonly kind: "unexplained"; readonly probe: string; readonly code: string; readonly message: string; readonly changes: readonly Judged[] } // prettier-ignore
  /** The probe does not compile against the version that it was made for. */
  | { readonly kind: "invalid"; readonly probe: string; readonly code: string; readonly message: string };

export interface Verified {
  readonly proved: readonly Proved[];
  readonly exceptions: readonly Excepted[];
  readonly disagreements: readonly Disagreement[];
  /** Probes that compile against both packages. */
  readonly safe: { readonly probes: number };
}

/** Holds the verdicts of changes against what became of the probes. */
export function verify(comparison: Comparison, compiled: readonly Compiled[]): Verified {
  const { changes } = comparison;
  const invalid = compiled.flatMap(({ probe, old }): readonly Disagreement[] => (old ? [{ kind: "invalid", probe: probe.code, ...old }] : [])); // prettier-ignore
  const failed = compiled.flatMap(({ probe, old, new: failure }) => (!old && failure ? [{ probe, failure }] : []));
  const shown = indexOf(failed);
  const claims = changes.flatMap(claimsOf).map((claim) => ({ ...claim, evidence: evidenceFor(claim, shown) }));
  const proved = claims.flatMap(({ change, position, evidence }): readonly Proved[] => evidence ? [{ change: judgedOf(change), position, probe: evidence.probe.code, ...evidence.failure }] : []); // prettier-ignore
  const open = claims.filter(({ evidence }) => !evidence).map(({ change, position }) => ({ change, position, reason: exceptionOf(change, comparison) })); // prettier-ignore
  return {
    proved,
    exceptions: open.flatMap(({ change, position, reason }) => reason === undefined ? [] : [{ change: judgedOf(change), position, reason }]), // prettier-ignore
    disagreements: [
      ...open.flatMap(({ change, position, reason }): readonly Disagreement[] => reason === undefined ? [{ kind: "unproved", change: judgedOf(change), position }] : []), // prettier-ignore
      ...unexplained(changes, failed),
      ...invalid,
    ],
    safe: { probes: compiled.filter(({ old, new: failure }) => !old && !failure).length },
  };
}

function judgedOf({ kind, where }: Change): Judged {
  return { kind, where };
}

interface Failed {
  readonly probe: Probe;
  readonly failure: Failure;
}

/** A break that a verdict claims. */
interface Claim {
  readonly change: Change;
  readonly position: Position | "none";
}

function claimsOf(change: Change): readonly Claim[] {
  if (!isReachedByActions(change)) return change.verdict.source ? [{ change, position: "none" }] : [];
  return positions.flatMap((position) => (change.positions[position]?.source === true ? [{ change, position }] : []));
}

function isReachedByActions({ positions: { request, output } }: Change): boolean {
  return request !== undefined || output !== undefined;
}

// ── Breaks that are claimed ─────────────────────────────────────────────────────────────────────────────────────────

/** What failed, by what it is about; and for each place all that failed inside. */
function indexOf(failed: readonly Failed[]): ReadonlyMap<string, readonly Failed[]> {
  const index = new Map<string, Failed[]>();
  for (const each of failed)
    for (const place of each.probe.about) {
      const found = index.get(place) ?? [];
      if (found.push(each) === 1) index.set(place, found);
    }
  return index;
}

/** The shortest code that shows it, if something shows it alone. */
function evidenceFor({ change, position }: Claim, shown: ReadonlyMap<string, readonly Failed[]>): Failed | undefined {
  const facets = facetsOf(change.kind);
  const places = [change.where, ...(isWhole.has(change.kind) ? [...shown.keys()].filter((place) => isReached(place, [`${change.where}.`])) : [])]; // prettier-ignore
  const found = places
    .flatMap((place) => shown.get(place) ?? [])
    .filter(({ probe }) => position === "none" || probe.position === undefined || probe.position === position)
    .filter(({ probe }) => !facets || probe.facets.some((facet) => facets.includes(facet)));
  const isAlone = found.some(({ probe }) => !facets || probe.facets.every((facet) => facets.includes(facet)));
  return isAlone ? found.reduce((best, each) => (isShorter(each.probe, best.probe) ? each : best)) : undefined;
}

/** What callers seldom do is shown where nothing else is. */
function isShorter(a: Probe, b: Probe): boolean {
  const [seldom, often] = [a, b].map(({ facets }) => facets.includes("reread"));
  if (seldom !== often) return often === true;
  return a.code.length === b.code.length ? a.code < b.code : a.code.length < b.code.length;
}

/** The kinds of change that are shown by what is inside of their place. */
const isWhole: ReadonlySet<Kind> = new Set<Kind>([
  "type-kind-changed",
  "alias-type-changed",
  "union-tag-changed",
  "union-tagging-changed",
  "variant-type-changed",
  "variant-content-changed",
  "action-type-changed",
]);

/** What shows a kind of change, where not everything about its place does. */
function facetsOf(kind: Kind): readonly Facet[] | undefined {
  switch (kind) {
    case "type-removed":
    case "action-removed":
    case "action-group-changed":
    case "action-operation-id-changed":
      return ["name"];
    case "field-added":
    case "field-became-required":
      return ["omit"];
    case "field-removed":
      return ["read", "reread", "write", "type", "null"];
    case "field-became-optional":
      return ["present"];
    case "field-became-nullable":
      return ["notNull"];
    case "field-became-not-nullable":
      return ["null"];
    case "field-default-added":
      return ["present"];
    case "field-default-removed":
      return ["omit"];
    case "field-type-changed":
    case "field-type-renamed":
      return ["write", "type", "reread"];
    case "enum-value-added":
    case "variant-added":
    case "untagged-alternative-added":
    case "type-opened":
    case "action-errors-added":
    case "action-status-added":
      return ["exhaustive", "type"];
    case "type-closed":
      return ["unknown"];
    case "enum-value-removed":
    case "variant-removed":
    case "untagged-alternative-removed":
      return ["name", "write", "case", "type"];
    case "action-errors-removed":
    case "action-status-removed":
      return ["name", "case", "type"];
    default:
      return undefined;
  }
}

// ── Breaks that nobody claims ───────────────────────────────────────────────────────────────────────────────────────

/** For each place the shortest code that breaks for no reason that any verdict gives. */
function unexplained(changes: readonly Change[], failed: readonly Failed[]): readonly Disagreement[] {
  const breaking = changes.filter(({ verdict }) => verdict.source);
  const [explains, meets] = [lookup(breaking), lookup(changes)];
  const shortest = new Map<string, Failed>();
  for (const each of failed) {
    // What is sent may become wider, and then nobody reads it again as before.
    if (each.probe.facets.includes("reread")) continue;
    if (explains(each.probe).some((change) => isBreaking(change, each.probe))) continue;
    const key = each.probe.about.join(" ") + (each.probe.position ?? "");
    const best = shortest.get(key);
    if (!best || isShorter(each.probe, best.probe)) shortest.set(key, each);
  }
  return [...shortest.values()].map(({ probe, failure }) => ({ kind: "unexplained", probe: probe.code, ...failure, changes: meets(probe).map(judgedOf) })); // prettier-ignore
}

/** What takes a name away, by which both positions are spoken of. */
const isOfNames: ReadonlySet<Kind> = new Set<Kind>([
  "type-removed",
  "action-removed",
  "action-group-changed",
  "action-operation-id-changed",
]);

/** Whether a change breaks code in the position of a probe. */
function isBreaking(change: Change, { position }: Probe): boolean {
  if (position === undefined || !isReachedByActions(change) || isOfNames.has(change.kind)) return change.verdict.source;
  return change.positions[position]?.source === true;
}

/** Finds the changes that a probe meets. */
function lookup(changes: readonly Change[]): (probe: Probe) => readonly Change[] {
  const index = new Map<string, Change[]>();
  const add = (place: string, change: Change): void => {
    const found = index.get(place) ?? [];
    if (found.push(change) === 1) index.set(place, found);
  };
  for (const change of changes) {
    add(change.where, change);
    // Every beginning of a place has it inside.
    for (let at = `${change.where}.`.indexOf("."); at >= 0; at = `${change.where}.`.indexOf(".", at + 1))
      add(`${change.where}.`.slice(0, at + 1), change);
  }
  return ({ about, reach }) => [...new Set([...about, ...reach].flatMap((place) => index.get(place) ?? []))];
}
