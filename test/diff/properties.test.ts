// What holds of any two versions of a small API that differ in a few places. A failure prints its seed and the smallest pair.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, kinds, type Change } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { modelOf } from "../support/spec.js";
import { anyPair, documentOf, type Choice } from "./pairs.js";

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
