// What holds of any two versions of a small API that differ in a few places. A failure prints its seed and the smallest pair.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failingChanges } from "../../generator/diff/gate.js";
import { policies } from "../../generator/diff/report.js";
import { compare, diff, kinds, type Accept, type Change, type Version } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { modelOf } from "../support/spec.js";
import { anyPair, documentOf, type Choice } from "./pairs.js";

const today = "2026-06-01";
const specOf = (at: Choice): Model => modelOf(documentOf(at));

/** A change without its verdict, and as it would be called if it were taken back. */
const fact = ({ kind, where, actions }: Change): string => JSON.stringify([kind, where, sides(actions)]);
const takenBack = ({ kind, where, actions }: Change): string =>
  JSON.stringify([kinds[kind].reverse, where, sides(actions)]);
const sides = ({ request, output }: Change["actions"]): unknown => [request, output];

describe("any two versions", () => {
  it("differ in the opposite things the other way round", () => {
    fc.assert(
      fc.property(anyPair, ([old, next]) => {
        const [before, after] = [specOf(old), specOf(next)];
        const [there, back] = [compare(before, after).changes, compare(after, before).changes];
        expect(there.map(takenBack).sort()).toEqual(back.map(fact).sort());
      }),
      { numRuns: 300 },
    );
  });

  it("differ in nothing if they are one, and else in something", () => {
    fc.assert(
      fc.property(anyPair, ([old, next]) => {
        const isSame = JSON.stringify(old) === JSON.stringify(next);
        expect(compare(specOf(old), specOf(next)).changes.length === 0).toBe(isSame);
      }),
      { numRuns: 200 },
    );
  });

  it("hold nothing up once all of it is accepted, and are known by the same fingerprints in any order", () => {
    fc.assert(
      fc.property(anyPair, fc.constantFrom(...policies), ([old, next], policy) => {
        const version = (at: Choice, digest: string): Version => ({ model: specOf(at), source: digest, commit: null, digest, sources: new Map() }); // prettier-ignore
        const [before, after] = [version(old, "sha256:aaaaaaaa"), version(next, "sha256:bbbbbbbb")];
        const { changes, summary, bump } = diff(before, after, { policy, today });
        const fingerprints = changes.map(({ fingerprint }) => fingerprint);
        expect(new Set(fingerprints).size).toBe(changes.length);
        expect(summary.breaking + summary.dangerous + summary.safe + summary.docs + summary.unstable).toBe(changes.length); // prettier-ignore
        expect(bump.because.every((each) => fingerprints.includes(each))).toBe(true);
        const accepts = fingerprints.map((fingerprint): Accept => ({
          fingerprint, rule: undefined, where: undefined, base: "sha256:aaaaaaaa",
          reason: "all of it", by: null, until: null, issue: null, location: { file: "", line: 1, column: 1 },
        })); // prettier-ignore
        const accepted = diff(before, after, { policy, today, accepts });
        expect(failingChanges(accepted, "any")).toEqual([]);
        expect([accepted.staleAccepts, accepted.bump]).toEqual([[], bump]);
      }),
      { numRuns: 100 },
    );
  });

  it("are told the same way again, each change once, and each consequence with a cause that is told", () => {
    fc.assert(
      fc.property(anyPair, ([old, next]) => {
        const [before, after] = [specOf(old), specOf(next)];
        const { changes } = compare(before, after);
        expect(compare(structuredClone(before), structuredClone(after)).changes).toEqual(changes);
        const told = changes.map(({ kind, where, before, after }) => JSON.stringify([kind, where, before, after]));
        expect(new Set(told).size).toBe(told.length);
        for (const { causedBy } of changes)
          if (causedBy)
            expect(changes.some(({ kind, where }) => kind === causedBy.kind && where === causedBy.where)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
