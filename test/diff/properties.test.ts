// What holds of any two versions of a small API that differ in a few places. A failure prints its seed and the smallest pair.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failingChanges } from "../../generator/diff/gate.js";
import { policies } from "../../generator/diff/report.js";
import { compare, diff, kinds, type Accept, type Change, type Version } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { apiOf, modelOf } from "../support/spec.js";

const today = "2026-06-01";

/** Places of the spec, each with what may stand there. A pattern is not among them: another one is tighter both ways. */
const choices = {
  name: [
    "string",
    "u32",
    "Id",
    "nullable<string>",
    "{ type: string, maxLength: 3 }",
    "{ type: string, default: a }",
    "{ type: string, fill: a }",
  ],
  given: ["", "?"],
  extra: ["", ", extra: string", ", extra?: State", ", extra: list<Rec>"],
  id: ["{ opaque: string }", "{ newtype: u32 }", "{ alias: string }"],
  states: ["A: {}", "A: {}, B: {}", "A: {}, C: { docs: New. }"],
  closed: ["", "closed: true, "],
  rules: ["", ", rules: [{ mutuallyExclusive: [one, two] }]"],
  union: [
    "tag: kind, variants: { One: Rec, Two: {} }",
    "tag: kind, variants: { One: Other, Two: {} }",
    "tag: kind, variants: { One: {} }",
    "tag: kind, closed: true, variants: { Uno: {}, Two: {} }",
    "tag: type, variants: { One: { type: Rec, content: held }, Two: {} }",
    "tagging: external, variants: { One: Rec, Two: {} }",
    "tagging: untagged, variants: { One: Rec, Two: string }",
    "tagging: untagged, variants: { One: Rec }",
  ],
  query: ["", "a: string", "a?: u32", "b: string"],
  path: ["/a", "/b"],
  output: ["Rec", "Choice", "list<Rec>", "unit"],
  errors: ["", "errors: { 404: Other }, "],
  get: ["", "  hub_Get: { output: Other }", "  hub_Get: { output: Choice, docs: New. }"],
  group: ["", "group: other, "],
  unused: ["", "  Unused: { record: { deep: Deep } }\n  Deep: { enum: { A: {} } }"],
  stability: ["", "stability: beta, ", "deprecated: { note: Old. }, "],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Choice = { readonly [place in keyof typeof choices]: string };

const anyChoice = fc.record(
  Object.fromEntries(Object.entries(choices).map(([place, texts]) => [place, fc.constantFrom<string>(...texts)])),
) as unknown as fc.Arbitrary<Choice>;

/** Two versions, of which the second differs in some places. */
const anyPair = fc
  .tuple(anyChoice, anyChoice, fc.subarray(Object.keys(choices) as (keyof Choice)[]))
  .map(
    ([old, other, places]) =>
      [old, { ...old, ...Object.fromEntries(places.map((place) => [place, other[place]])) }] as const,
  );

function specOf(at: Choice): Model {
  return modelOf(
    apiOf(`types:
  Id: ${at.id}
  State: { ${at.closed}enum: { ${at.states} } }
  Rec: { ${at.stability}record: { name${at.given}: ${at.name}, state: State${at.extra} } }
  Other: { record: { one?: string, two?: string }${at.rules} }
  Choice: { union: { ${at.union} } }
  Ask: { record: { choice: Choice, other?: Other } }
${at.unused}
actions:
  hub_Keep: { request: Ask, output: Rec }
  hub_Act: { ${at.group}${at.errors}output: ${at.output}, http: { method: GET, path: ${at.path}, query: { ${at.query} } } }
${at.get}`),
  );
}

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
