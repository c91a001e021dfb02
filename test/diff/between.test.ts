// Versions between those of a vendor's history: what changed in two steps is what changed in one, and nothing that was made up
// on the way.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compare, type Comparison } from "../../generator/index.js";
import type { Model } from "../../generator/model.js";
import { between, type ApiDocument } from "../support/between.js";
import { vendorData } from "../support/folder.js";
import { importFiles, modelOfImport } from "../support/import.js";

const folder = `${vendorData}/nexigon/openapi`;
const names = existsSync(folder) ? readdirSync(folder).sort() : [];
const pairs = names.slice(1).map((name, index) => [names[index] ?? "", name] as const);

function modelOf(document: ApiDocument): Model {
  return modelOfImport(importFiles({ "hub.json": JSON.stringify(document) }));
}

/** The address of all operations is one thing, which no version has half of. */
function atAddressOf(document: ApiDocument, other: ApiDocument): ApiDocument {
  const address = Object.keys(other.paths)[0]?.replace(/[^/]*$/, "") ?? "";
  return { ...document, paths: Object.fromEntries(Object.entries(document.paths).map(([path, item]) => [path.replace(/.*\//, address), item])) }; // prettier-ignore
}

const changesOf = (...comparisons: readonly Comparison[]): readonly string[] =>
  comparisons.flatMap(({ changes }) => changes.map(({ kind, where }) => `${kind} ${where}`)).sort();
const renamesOf = (...comparisons: readonly Comparison[]): readonly string[] =>
  comparisons.flatMap(({ renames }) => renames.map(({ what, from, to }) => `${what} ${from} -> ${to}`)).sort();

describe.skipIf(pairs.length === 0)("between two documents", () => {
  it.each(pairs)("%s and %s: two steps are one", { timeout: 60_000 }, (before, after) => {
    const [read, next] = [before, after].map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as ApiDocument); // prettier-ignore
    if (!read || !next) expect.unreachable();
    const old = atAddressOf(read, next);
    const [first, last] = [modelOf(old), modelOf(next)];
    const whole = compare(first, last);
    const middle = modelOf(between(old, next, names.indexOf(after)));
    const steps = [compare(first, middle), compare(middle, last)];
    expect(changesOf(...steps)).toEqual(changesOf(whole));
    expect(new Set(renamesOf(whole))).toEqual(new Set([...renamesOf(...steps), ...renamesOf(whole)]));
  });
});
