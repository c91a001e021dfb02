import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knotsOf } from "../../generator/graph.js";

type Graph = Readonly<Record<string, readonly string[]>>;

const knots = (graph: Graph): readonly (readonly string[])[] =>
  knotsOf(Object.keys(graph), (node) => graph[node] ?? [])
    .map((knot) => [...knot].sort())
    .sort();

function leadsTo(from: string, to: string, graph: Graph): boolean {
  const seen = new Set<string>();
  const open = [...(graph[from] ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === to) return true;
    if (!seen.has(node)) open.push(...(graph[node] ?? []));
    seen.add(node);
  }
  return false;
}

describe("knots", () => {
  it("are none in a tree", () => expect(knots({ a: ["b", "c"], b: ["c"], c: [] })).toEqual([]));
  it("may be one node", () => expect(knots({ a: ["a", "b"], b: [] })).toEqual([["a"]]));
  it("are circles that share a node", () =>
    expect(knots({ a: ["b"], b: ["a", "c"], c: ["b", "d"], d: [] })).toEqual([["a", "b", "c"]]));
  it("are not what stands between two circles", () =>
    expect(knots({ a: ["a", "b"], b: ["c"], c: ["c"] })).toEqual([["a"], ["c"]]));

  it("may be longer than the stack", () => {
    const chain = Array.from({ length: 100_000 }, (_, index) => [`${index}`, [`${(index + 1) % 100_000}`]] as const);
    expect(knots(Object.fromEntries(chain)).map((knot) => knot.length)).toEqual([100_000]);
  });

  it("are the nodes that lead to each other", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const leads = fc.array(fc.constantFrom(...names), { maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(...names.map(() => leads)), (lists) => {
        const graph: Graph = Object.fromEntries(names.map((name, index) => [name, lists[index] ?? []]));
        const within = names.filter((name) => leadsTo(name, name, graph));
        const together = within.map((name) =>
          within.filter((other) => leadsTo(name, other, graph) && leadsTo(other, name, graph)),
        );
        const expected = [...new Map(together.map((knot) => [knot.join(), knot])).values()].sort();
        expect(knots(graph)).toEqual(expected);
      }),
    );
  });
});
