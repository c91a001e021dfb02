// The proof of verdicts: the compiler and the catalogue say the same of every edit, and a wrong verdict is told.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, createReport, nodeHost, readSpec, type Change, type Comparison } from "../../generator/index.js";
import { compilePair, prove } from "../../generator/diff/prove/prove.js";
import { verify } from "../../generator/diff/prove/verify.js";
import type { Model } from "../../generator/model.js";
import { fixtures, lowerFixture } from "../support/fixtures.js";
import { repository } from "../support/folder.js";
import { importFiles, modelOfImport } from "../support/import.js";
import { apiOf, modelOf } from "../support/spec.js";
import { batches, rows, type Pair } from "./batches.js";
import { morePairs } from "./more-pairs.js";
import { anyPair, documentOf } from "./pairs.js";

const slow = { timeout: 600_000 };
/** `RUNS=2` and more: everything, and not a part that changes nothing but how often something is proved. */
const isThorough = Number(process.env["RUNS"] ?? 1) > 1;

/** What is wrong in a batch of pairs, each with its name. */
async function disagreementsOf(pairs: readonly Pair[]): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const { old, new: next, names } of batches(pairs)) {
    const [before, after] = [modelOf(old), modelOf(next)];
    const { disagreements } = await prove(before, after, compare(before, after));
    const nameOf = (text: string): string => names.get(/\b(m\d+)(?=_|\b)/.exec(text)?.[1] ?? "hub") ?? text;
    found.push(...disagreements.map((each) => [nameOf(JSON.stringify(each)), each]));
  }
  return found;
}

describe("the compiler agrees with the verdicts", () => {
  it("of every row of the table, in every placement", slow, async () => {
    expect(await disagreementsOf(rows)).toEqual([]);
  });

  it("of edits together, and of what only shows in code", slow, async () => {
    expect(await disagreementsOf(morePairs)).toEqual([]);
  });

  it("of the same edits taken back", slow, async () => {
    expect(await disagreementsOf(morePairs.map(({ name, old, new: next }) => ({ name, old: next, new: old })))).toEqual(
      [],
    );
  });

  it("of any two versions of a small API", slow, async () => {
    const pairs = fc.sample(anyPair, { numRuns: 30, seed: 1 });
    expect(await disagreementsOf(pairs.map((pair) => ({ name: JSON.stringify(pair), old: documentOf(pair[0]), new: documentOf(pair[1]) })))).toEqual([]); // prettier-ignore
  });

  it.each(["bigint", "string"] as const)("where 64-bit integers are a %s", slow, async (int64) => {
    const spec = (held: string): Model => modelOf(apiOf(`types:\n  Put: { record: { it: ${held} } }\n  Got: { record: { it: list<${held}>, other: Id } }\n  Id: { newtype: ${held} }\nactions:\n  hub_Act: { request: Put, output: Got }`)); // prettier-ignore
    for (const [from, to] of [
      ["u32", "u64"],
      ["i64", "f64"],
      ["u64", "i64"],
      ["u64", "string"],
      ["string", "i64"],
    ] as const) {
      const [old, next] = [spec(from), spec(to)];
      const comparison = compare(old, next, { int64 });
      expect([from, to, (await prove(old, next, comparison, { int64 })).disagreements]).toEqual([from, to, []]);
    }
    const wide = compare(spec("u32"), spec("u64"), { int64 }).changes;
    expect(wide.map(({ kind, where, level }) => [level, kind, where])).toEqual([
      ["breaking", "alias-type-changed", "hub.Id"],
      ["breaking", "field-type-changed", "hub.Got.it"],
      ["breaking", "field-type-changed", "hub.Put.it"],
    ]);
  });

  const folder = `${repository}/../shared/data/nexigon/openapi`;
  const versions = existsSync(folder) ? readdirSync(folder).sort() : [];
  it.skipIf(versions.length < 2)("of the long pairs of the Hub's history", slow, async () => {
    const models = versions.map((name) => modelOfImport(importFiles({ "hub.json": readFileSync(`${folder}/${name}`, "utf8") }))); // prettier-ignore
    for (const [index, next] of models.slice(1).entries()) {
      const old = models[index] ?? next;
      if (!isThorough && index < models.length - 3) continue;
      expect((await prove(old, next, compare(old, next))).disagreements).toEqual([]);
    }
  });
});

describe("every probe compiles against its own version", () => {
  const nothing: Comparison = { changes: [], renames: [] };
  const specOf = (name: string): Model => readSpec(`${repository}/spec/${name}`, [], { host: nodeHost(), report: createReport() }).model ?? expect.unreachable(name); // prettier-ignore

  it("of constructs of the language, and of both APIs", slow, async () => {
    const some = fixtures.filter((_, index) => isThorough || index % 3 === 0);
    const models = [...some.map((each) => [each.name, lowerFixture(each)] as const), ...["nexigon-hub", "nexthink"].map((name) => [name, specOf(name)] as const)]; // prettier-ignore
    for (const [name, model] of models) {
      const { proved, disagreements, safe } = await prove(model, model, nothing);
      expect([name, proved, disagreements]).toEqual([name, [], []]);
      if (name === "nexigon-hub") expect(safe.probes).toBeGreaterThan(3000);
    }
  });
});

describe("a proof", () => {
  const versionsOf = (old: string, next: string): readonly [Model, Model] => {
    const spec = (fields: string): Model => modelOf(apiOf(`types:\n  Put: { record: { id: string } }\n  Got: { record: { ${fields} } }\n  Held: { record: { id: string } }\nactions:\n  hub_Act: { request: Put, output: Got }`)); // prettier-ignore
    return [spec(old), spec(next)];
  };

  it("is the shortest code that compiled, with what the compiler says", async () => {
    const [old, next] = versionsOf("id: string, name: string, held: Held", "id: string, name?: string");
    const { proved, prelude } = await prove(old, next, compare(old, next), { packageName: "@acme/hub" });
    expect(prelude.split("\n")[0]).toBe('import * as api from "@acme/hub";');
    expect(proved).toEqual([
      {
        change: { kind: "field-became-optional", where: "hub.Got.name" },
        position: "output",
        probe: "(value: api.hub.Got) => take<string>(value.name)",
        code: "TS2345",
        message: "Argument of type 'string | undefined' is not assignable to parameter of type 'string'.\n  Type 'undefined' is not assignable to type 'string'.", // prettier-ignore
      },
      {
        change: { kind: "field-removed", where: "hub.Got.held" },
        position: "output",
        probe: "(value: api.hub.Got) => value.held",
        code: "TS2339",
        message: "Property 'held' does not exist on type 'Got'.",
      },
    ]);
  });

  it("is the same again, and names no file", async () => {
    const [old, next] = versionsOf("id: string, held: Held", "id: u32");
    const [one, other] = [await prove(old, next, compare(old, next)), await prove(old, next, compare(old, next))];
    expect(one).toEqual(other);
    expect(JSON.stringify(one)).not.toMatch(/\/(old|new|runtime)\/|import\(/);
  });

  it("has the reason where types see nothing", async () => {
    const spec = (name: string, was: string): Model => modelOf(apiOf(`types:\n  ${name}: { ${was} record: { id: string } }\nactions:\n  hub_Act: { output: ${name} }`)); // prettier-ignore
    const [old, next] = [spec("Thing", ""), spec("Item", "was: Thing,")];
    const { exceptions, disagreements } = await prove(old, next, compare(old, next));
    expect(disagreements).toEqual([]);
    expect(exceptions.map(({ change, position }) => [change.kind, change.where, position])).toEqual([
      ["type-removed", "hub.Thing", "output"],
    ]);
  });
});

describe("a wrong verdict", () => {
  /** The change as if it broke code where it does not, and the other way round. */
  const flipped = ({ verdict, positions, ...change }: Change): Change => {
    const source = !verdict.source;
    const turned = Object.entries(positions).map(([at, each]) => [at, { ...each, source }] as const);
    return { ...change, verdict: { ...verdict, source }, positions: Object.fromEntries(turned) };
  };

  it("is told with its case", async () => {
    const spec = (fields: string): Model => modelOf(apiOf(`types:\n  Got: { record: { ${fields} } }\nactions:\n  hub_Act: { output: Got }`)); // prettier-ignore
    const [old, next] = [spec("a: string"), spec("b?: string")];
    const { changes, renames } = compare(old, next);
    expect((await prove(old, next, { changes, renames })).disagreements).toEqual([]);
    const { disagreements } = await prove(old, next, { changes: changes.map(flipped), renames });
    expect(disagreements).toEqual([
      { kind: "unproved", change: { kind: "field-added", where: "hub.Got.b" }, position: "output" },
      {
        kind: "unexplained",
        probe: "(value: api.hub.Got) => value.a",
        code: "TS2339",
        message: "Property 'a' does not exist on type 'Got'.",
        changes: [{ kind: "field-removed", where: "hub.Got.a" }],
      },
    ]);
  });

  it("is told of every row that is one change, whichever way it is wrong", slow, async () => {
    const [batch] = batches(rows.filter(({ name }) => !/\((request|output|none)\)$/.test(name)));
    const [old, next] = [modelOf(batch?.old ?? ""), modelOf(batch?.new ?? "")];
    const { changes, renames } = compare(old, next);
    const compiled = await compilePair({ old, new: next });
    const moduleOf = ({ where }: Change): string => /^m\d+/.exec(where)?.[0] ?? "";
    const alone = changes.filter((change) => changes.filter((other) => moduleOf(other) === moduleOf(change)).length === 1); // prettier-ignore
    expect(alone.length).toBeGreaterThan(80);
    const unseen = alone.filter((change) => {
      const mine = compiled.filter(({ probe: { code } }) => code.includes(`api.${moduleOf(change)}.`) || code.includes(`client.${moduleOf(change)}`)); // prettier-ignore
      return verify({ changes: [flipped(change)], renames }, mine).disagreements.length === 0;
    });
    expect(unseen.map(({ kind, where }) => [kind, batch?.names.get(moduleOf({ where } as Change))])).toEqual([]);
  });
});
