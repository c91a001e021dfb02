// What changed between two models: every kind of the catalogue in every position, and what holds of any two models.
import { describe, expect, it } from "vitest";
import { compare, createReport, kinds, nodeHost, readSpec, type Change } from "../../generator/index.js";
import { allActions, type Model, type Module } from "../../generator/model.js";
import { flagsOf } from "../../generator/diff/verdict.js";
import { fixtures, lowerFixture } from "../support/fixtures.js";
import { repository } from "../support/folder.js";
import { apiOf, modelOf } from "../support/spec.js";
import { apiRows, apiWith, placements, typeRows, type Expected, type Placement } from "./mutations.js";

const told = ({ kind, where, positions: { request, output } }: Change): Expected =>
  [kind, where, request ? flagsOf(request) : "-", output ? flagsOf(output) : "-"]; // prettier-ignore
const byText = (a: Expected, b: Expected): number => (String(a) < String(b) ? -1 : 1);

const at = (placement: Placement, [kind, where, request, output]: Expected): Expected => {
  const isIn = (position: Placement): boolean => placement === position || placement === "both";
  return [kind, where, isIn("request") ? request : "-", isIn("output") ? output : "-"];
};

describe("a change of a type", () => {
  it.each(typeRows.flatMap((row) => placements.map((placement) => [row.name, placement, row] as const)))("%s (%s)", (_, placement, row) => { // prettier-ignore
    const [old, next] = [modelOf(apiWith(row.old, placement)), modelOf(apiWith(row.new, placement))];
    const { changes } = compare(old, next);
    expect(changes.map(told).sort(byText)).toEqual(row.changes.map((change) => at(placement, change)).sort(byText));
  });
});

describe("a change of an action or the API", () => {
  it.each(apiRows.map((row) => [row.name, row] as const))("%s", (_, row) => {
    const { changes } = compare(modelOf(row.old), modelOf(row.new));
    expect(changes.map(told).sort(byText)).toEqual([...row.changes].sort(byText));
  });
});

