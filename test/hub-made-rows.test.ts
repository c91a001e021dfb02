// The rows that are made of a spec, by themselves: always the same, all of the examples among them, requests at the very
// limits of what is allowed and never beyond, answers of a newer server.
import { describe, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { allActions, typesById, type Constraint, type Model, type Slot, type Type } from "../generator/model.js";
import { repository } from "./support/folder.js";
import { bodyOf, isUnit, rowsOf } from "./support/rows.js";
import { samplesOf, type SampledSlot } from "./support/samples.js";
import { shapeOf } from "./support/shape.js";

function read(name: string): Model {
  const report = createReport();
  const { model } = readSpec(`${repository}/spec/${name}`, [], { host: nodeHost(), report });
  if (model === undefined || report.hasErrors) throw new Error(`the spec of ${name} has errors`);
  return model;
}

describe.each(["nexigon-hub", "nexthink"])("the rows of %s", (name) => {
  const model = read(name);
  const shape = shapeOf(model);
  const rows = rowsOf(model);

  /** Those of a place and of the names that its type has. */
  function constraintsOf({ constraints, type }: Pick<Slot, "constraints" | "type">): readonly Constraint[] {
    const named = type.kind === "named" ? typesById(model).get(type.target) : undefined;
    return named && "slot" in named ? [...constraints, ...constraintsOf(named.slot)] : constraints;
  }

  it("are the same each time", () => {
    expect(JSON.stringify(rowsOf(read(name)))).toBe(JSON.stringify(rows));
    expect(new Set(rows.map(({ mark }) => mark)).size).toBe(rows.length);
  });

  it("are of all actions, with each of their statuses", () => {
    const lacking = allActions(model).flatMap((action) =>
      [...action.outputs, ...action.errors]
        .map(({ status }) => status)
        .filter((status) => status !== "default")
        .filter((status) => !rows.some((row) => row.action === action && String(row.status) === status.replace("XX", "00")))
        .map((status) => `${action.name} ${status}`),
    );
    expect(lacking).toEqual([]);
    expect(allActions(model).filter((action) => !rows.some((row) => row.action === action && row.status < 300))).toEqual([]);
  }); // prettier-ignore

  it("have every example", () => {
    const lacking = allActions(model).flatMap((action) =>
      action.examples.filter(({ request, output }) => {
        const isUnitHere = action.outputs.some(({ slot }) => isUnit(slot.type));
        const told = JSON.stringify([request?.value ?? {}, isUnitHere ? undefined : output?.value]);
        return !rows.some((row) => row.action === action && JSON.stringify([row.given, row.text ?? row.body]) === told);
      }),
    );
    expect(lacking).toEqual([]);
  });

  it("have an unknown field in some answer of every record", () => {
    const isRecord = (type: Type): boolean =>
      type.kind === "named" && typesById(model).get(type.target)?.kind === "record";
    const lacking = allActions(model).filter(({ name: action, outputs }) => {
      if (!outputs.some(({ slot }) => isRecord(slot.type))) return false;
      return !rows.some((row) => row.action.name === action && JSON.stringify(row.body)?.includes('"newer field"'));
    });
    expect(lacking.map(({ name: action }) => action)).toEqual([]);
  });

  it("go to the limits of requests, and not beyond", () => {
    let limits = 0;
    for (const action of allActions(model))
      for (const field of [...action.parameters, ...bodyOf(action, shape).fields]) {
        const given = rows.filter((row) => row.action === action).map((row) => row.given[field.wire]);
        const constraints = constraintsOf(field);
        const texts = given.filter((value) => typeof value === "string");
        const numbers = given.filter((value) => typeof value === "number");
        for (const { minLength, maxLength, min, max, pattern } of constraints) {
          const lengths = texts.map((text) => [...text].length);
          if (texts.length > 0 && minLength !== undefined)
            expect(Math.min(...lengths)).toBeGreaterThanOrEqual(minLength);
          if (texts.length > 0 && maxLength !== undefined) expect(Math.max(...lengths)).toBeLessThanOrEqual(maxLength);
          if (pattern !== undefined) for (const text of texts) expect(text).toMatch(new RegExp(pattern, "u"));
          const isFree = texts.length > 0 && !constraints.some((other) => other.pattern !== undefined);
          const reached = { minLength: Math.min(...lengths), maxLength: Math.max(...lengths), min: Math.min(...numbers), max: Math.max(...numbers) }; // prettier-ignore
          const wanted = { ...(isFree && { minLength, maxLength }), ...(numbers.length > 0 && { min, max }) };
          for (const [limit, value] of Object.entries(wanted)) {
            if (value === undefined) continue;
            expect([`${action.name} ${field.wire} ${limit}`, reached[limit as keyof typeof reached]]).toEqual([`${action.name} ${field.wire} ${limit}`, Number(value)]); // prettier-ignore
            limits++;
          }
        }
      }
    expect(limits).toBeGreaterThan(5);
  });

  it("do not grow with a type that holds itself", () => {
    expect(Math.max(...rows.map((row) => JSON.stringify([row.given, row.body]).length))).toBeLessThan(200_000);
    expect(rows.length).toBeLessThan(20 * allActions(model).length);
  });

  it("are none for a pattern that nobody has a text for", () => {
    const slot: SampledSlot = { type: { kind: "scalar", scalar: "string" }, open: false, examples: [], constraints: [
      { extensions: {}, min: undefined, max: undefined, minLength: undefined, maxLength: undefined, minItems: undefined, maxItems: undefined, pattern: "^unheard of$", format: undefined, code: undefined, message: undefined, origin: model.origin },
    ] }; // prettier-ignore
    expect(() => samplesOf(shape).slot(slot, { newer: false })).toThrow("no sample of a text");
  });
});
