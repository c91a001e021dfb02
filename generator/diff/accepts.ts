// Changes that somebody has agreed to. An entry holds for one old spec alone: once that has moved on, it does nothing.
import { matchesAny } from "../target.js";
import type { Change } from "./compare.js";
import { positionsOf, ruleId } from "./policy.js";
import type { Acceptance, FilePosition, StaleAccept } from "./report.js";

/** An entry of the accept file: one change by its fingerprint, or all of a rule at places with `*` in them. */
export interface Accept extends Acceptance {
  readonly fingerprint: string | undefined;
  readonly rule: string | undefined;
  readonly where: string | undefined;
  /** `sha256:` and the first eight or more hex digits of the old spec's digest. */
  readonly base: string;
  readonly location: FilePosition;
}

/** Finds what accepts a change, and remembers which entries did. */
export interface Accepting {
  readonly acceptanceOf: (change: Change, fingerprint: string) => Acceptance | undefined;
  /** Entries that did nothing, once all changes were asked for. */
  readonly stale: () => readonly StaleAccept[];
}

export interface AcceptingOptions {
  /** The old spec's digest. */
  readonly base: string | null;
  /** RFC 3339, the day alone. */
  readonly today: string;
}

export function accepting(accepts: readonly Accept[], { base, today }: AcceptingOptions): Accepting {
  const states = accepts.map((accept) => ({ accept, why: inertBecause(accept, { base, today }) }));
  const live = states.filter(({ why }) => why === undefined).map(({ accept }) => accept);
  const exact = new Map(live.flatMap((accept) => (accept.fingerprint === undefined ? [] : [[accept.fingerprint, accept] as const]))); // prettier-ignore
  const broad = live.filter(({ fingerprint }) => fingerprint === undefined);
  const used = new Set<Accept>();
  return {
    acceptanceOf(change, fingerprint) {
      const found = exact.get(fingerprint) ?? broad.find((accept) => covers(accept, change));
      if (!found) return undefined;
      used.add(found);
      const { reason, by, until, issue } = found;
      return { reason, by, until, issue };
    },
    stale: () =>
      states.flatMap(({ accept, why = used.has(accept) ? undefined : ("unmatched" as const) }) =>
        why === undefined
          ? []
          : [{ entry: nameOf(accept), why, message: messages[why](accept), location: accept.location }],
      ),
  };
}

function inertBecause(
  { base: written, until }: Accept,
  { base, today }: AcceptingOptions,
): StaleAccept["why"] | undefined {
  if (base === null || !base.startsWith(written)) return "base-moved";
  return until !== null && until < today ? "expired" : undefined;
}

const messages: { readonly [why in StaleAccept["why"]]: (accept: Accept) => string } = {
  "base-moved": ({ base }) => `it was accepted against ${base}, and the old spec is another now`,
  expired: ({ until }) => `it was accepted until ${until ?? ""} only`,
  unmatched: () => "no change is like it any more",
};

function nameOf({ fingerprint, rule, where }: Accept): string {
  return fingerprint ?? [rule, where].flatMap((part) => part ?? []).join(" ");
}

function covers({ rule, where }: Accept, change: Change): boolean {
  if (where !== undefined && !matchesAny(change.where, [where])) return false;
  return rule === change.kind || positionsOf(change).some((position) => rule === ruleId(position, change.kind));
}
