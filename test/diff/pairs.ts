// Any two versions of a small API that differ in a few places.
import fc from "fast-check";
import { apiOf } from "../support/spec.js";

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

export type Choice = { readonly [place in keyof typeof choices]: string };

const anyChoice = fc.record(
  Object.fromEntries(Object.entries(choices).map(([place, texts]) => [place, fc.constantFrom<string>(...texts)])),
) as unknown as fc.Arbitrary<Choice>;

/** Two versions, of which the second differs in some places. */
export const anyPair = fc
  .tuple(anyChoice, anyChoice, fc.subarray(Object.keys(choices) as (keyof Choice)[]))
  .map(
    ([old, other, places]) =>
      [old, { ...old, ...Object.fromEntries(places.map((place) => [place, other[place]])) }] as const,
  );

/** The document of one of them. */
export function documentOf(at: Choice): string {
  return apiOf(`types:
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
${at.get}`);
}
