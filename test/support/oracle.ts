// Two judges of one value: Ajv with the exported JSON Schema, and the generated validator.
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import fc from "fast-check";
import { createReport } from "../../generator/diagnostics.js";
import { exportJsonSchema } from "../../generator/export/json-schema.js";
import type { Json, Model } from "../../generator/model.js";
import { mutations, put, wireArbitraries } from "./arbitrary.js";

/** A generated model, as far as a judge goes. */
export interface Judged {
  safeParse(value: unknown): { readonly ok: boolean };
}

/** Every definition of the bundle of a model, compiled by Ajv in its strict mode. */
export function compileBundle(model: Model): (key: string) => ValidateFunction {
  const bundle = exportJsonSchema(model, createReport());
  // Patterns and bounds stand beside `$ref`, whose type Ajv does not look up; formats are notes in 2020-12.
  const ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false, ownProperties: true });
  ajv.addSchema(bundle);
  return (key) => {
    const found = ajv.getSchema(`${String(bundle["$id"])}#/$defs/${key}`);
    if (!found) throw new Error(`no definition of ${key}`);
    return found;
  };
}

export interface Disagreement {
  readonly value: string;
  readonly ajv: boolean;
  readonly generated: boolean;
}

/** `SEED=… ` runs a failure again. */
const seed = process.env["SEED"] === undefined ? {} : { seed: Number(process.env["SEED"]) };

/** The smallest value on which the two do not agree. */
export function disagreement(values: fc.Arbitrary<Json>, validate: ValidateFunction, judged: Judged, numRuns: number): Disagreement | undefined {
  const property = fc.property(values, (value) => validate(value) === judged.safeParse(value).ok);
  const { counterexample } = fc.check(property, { numRuns, ...seed });
  if (!counterexample) return undefined;
  const [value] = counterexample;
  return { value: JSON.stringify(value), ajv: validate(value), generated: judged.safeParse(value).ok };
} // prettier-ignore

/** Values of a type as a server may send them, and such values with something broken. */
export function soundAndBroken(model: Model, id: string): fc.Arbitrary<Json> {
  const valid = wireArbitraries(model)({ kind: "named", target: id, args: [] }).map(({ wire }) => wire);
  const broken = mutations(valid).map(asJson);
  return fc.oneof(valid, broken, bent(valid), fc.constantFrom<Json>(...edges));
}

/** What is left of a value when it travels; null for what cannot. */
function asJson(value: unknown): Json {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null") as Json;
  } catch {
    return null;
  }
}

/** Values at the edges of something. */
const edges: readonly Json[] = [
  null, true, 0, -1, 1.5, 1e-7, 255, 256, 65_536, -32_769, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e300,
  "", " ", "x", "=", "ab-_", "abcde", "x".repeat(257), "\u{1F331}".repeat(128), "\u{1F331}".repeat(129), "$unknown",
  "2026-02-29", "2024-02-29", "2000-02-29", "1900-02-29", "2026-04-31T00:00:00Z", "2026-04-30t23:59:60.5z",
  "P", "P1Y", "-PT0,5S", "http:x", "mailto:a@b", "HTTPS://h", "3F0C5A52-9d0e-4b6b-8a44-5c1f6e2d7b90",
  [], [null], {}, { $unknown: 1 }, { $unknown: 1, more: 2 }, { a: 1, b: 2 },
]; // prettier-ignore

/** Values with one of their parts replaced by an edge, or by another part. */
function bent(valid: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const change = fc.record({ at: fc.nat(), edge: fc.option(fc.constantFrom(...edges)), from: fc.nat() });
  return fc.tuple(valid, change).map(([value, { at, edge, from }]) => {
    const root = structuredClone({ value });
    const spots = spotsOf(root);
    const [holder, key] = spots[at % spots.length] ?? [root, "value"];
    const [other, name] = spots[from % spots.length] ?? [root, "value"];
    put(holder, key, edge ?? structuredClone(Reflect.get(other, name) as Json));
    return root.value;
  });
}

function spotsOf(holder: object): readonly (readonly [holder: object, key: string])[] {
  return Object.keys(holder).flatMap((key) => {
    const value: unknown = Reflect.get(holder, key);
    const inner = typeof value === "object" && value !== null ? spotsOf(value) : [];
    return [[holder, key] as const, ...inner];
  });
}
