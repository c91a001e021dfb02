// A vendor's real history: what seven pairs of documents differ in, each change with a reason that people can check there.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renamePatterns } from "../../generator/diff/rename-patterns.js";
import { compare, type Comparison } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { vendorData } from "../support/folder.js";
import { importFiles, modelOfImport } from "../support/import.js";

interface Expectation {
  readonly old: string;
  readonly new: string;
  /** Each is one change for each place in `where`, all for one reason. */
  readonly changes: readonly {
    readonly kind: string;
    readonly level: string;
    readonly reason: string;
    readonly where: readonly string[];
  }[];
  readonly renames: readonly { readonly what: string; readonly from: string; readonly to: string }[];
}

const documents = `${vendorData}/nexigon/openapi`;
const folder = new URL("history/", import.meta.url);
const expectations = readdirSync(folder).sort().map((name): readonly [string, Expectation] => [name.replace(".yaml", ""), parse(readFileSync(new URL(name, folder), "utf8")) as Expectation]); // prettier-ignore

const models = new Map<string, Model>();

function modelOf(name: string): Model {
  const known =
    models.get(name) ?? modelOfImport(importFiles({ [name]: readFileSync(`${documents}/${name}`, "utf8") }));
  models.set(name, known);
  return known;
}

function compared({ old, new: next }: Expectation): Comparison {
  return compare(modelOf(old), modelOf(next));
}

describe("the expectations", () => {
  it.each(expectations)("%s name each change once, with its reason", (_, { changes }) => {
    const told = changes.flatMap(({ kind, where }) => where.map((place) => `${kind} ${place}`));
    expect(new Set(told).size).toBe(told.length);
    expect(changes.filter(({ reason }) => !/^[A-Z`].{20,}\.$/.test(reason))).toEqual([]);
  });
});

describe.skipIf(!existsSync(documents))("the history of real documents", () => {
  it.each(expectations)("%s: what changed, where, and how bad it is; nothing missing, nothing besides", (_, pair) => {
    const expected = pair.changes.flatMap(({ kind, level, where }) =>
      where.map((place) => `${level} ${kind} ${place}`),
    );
    const { changes } = compared(pair);
    expect(changes.map(({ level, kind, where }) => `${level} ${kind} ${where}`).sort()).toEqual(expected.sort());
  });

  it.each(expectations)("%s: what has another name", (_, pair) => {
    const spell = ({ what, from, to }: Expectation["renames"][number]): string => `${what} ${from} -> ${to}`;
    expect(compared(pair).renames.map(spell).sort()).toEqual(pair.renames.map(spell).sort());
  });

  it("tells many renames of one pattern as one", () => {
    const patterns = expectations.map(([, pair]) => renamePatterns(compared(pair).renames).map(({ what, renames }) => `${renames.length} ${what}`)); // prettier-ignore
    expect(patterns).toEqual([[], ["59 action"], ["2 action", "5 field", "6 field"], [], [], [], []]);
  });
});
