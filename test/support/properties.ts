// Properties that hold for every model of every package, whatever it is given. What is asked of each of a million values is asked
// by `assert`: an `expect` takes longer than the model.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect } from "vitest";
import type { Json, Model, Type } from "../../generator/model.js";
import { valuesOf, type Values } from "../../generator/values.js";
import { junk, mutations, secret, type Wire } from "./arbitrary.js";

/** What a model can do. */
export interface AnyModel {
  parse(value: unknown): unknown;
  safeParse(value: unknown): { readonly ok: boolean; readonly data?: unknown; readonly error?: unknown };
  is(value: unknown): boolean;
  encode(value: unknown): unknown;
  readonly "~standard": { validate(value: unknown): { readonly issues?: unknown; readonly value?: unknown } };
}

export interface Subject {
  readonly model: AnyModel;
  readonly values: fc.Arbitrary<Wire>;
  /** The class of the package: the only one that a model throws. */
  readonly ValidationError: abstract new (...args: never) => Error;
}

/** `SEED=… ` runs a failure again; without it every run looks at other values, of which `RUNS=50` makes as many times more. */
const seed = process.env["SEED"] === undefined ? {} : { seed: Number(process.env["SEED"]) };
const factor = Number(process.env["RUNS"] ?? 1);

function check<T>(values: fc.Arbitrary<T>, numRuns: number, holds: (value: T) => void): void {
  fc.assert(fc.property(values, holds), { numRuns: numRuns * factor, ...seed });
}

/** Nothing but a `ValidationError` is ever thrown, and the functions agree with each other. */
export function staysCalm(subject: Subject, runs: number): void {
  const values = fc.oneof(
    { weight: 2, arbitrary: mutations(subject.values.map(({ wire }) => wire)) },
    { weight: 1, arbitrary: junk },
  );
  check(values, runs, (value) => calmWith(subject, value));
}

/** The same, for one value. */
export function calmWith({ model, ValidationError }: Omit<Subject, "values">, value: unknown): void {
  const parsed = outcome(() => model.parse(value), ValidationError);
  const safe = model.safeParse(value);
  assert.equal(safe.ok, parsed.ok);
  if (!safe.ok) assert(safe.error instanceof ValidationError);
  const standard = model["~standard"].validate(value);
  assert.equal(standard.issues === undefined, parsed.ok);
  assert.equal(typeof model.is(value), "boolean");
  const encoded = outcome(() => model.encode(value), ValidationError);
  for (const { issues } of [parsed, encoded]) assert(!messagesOf(issues).includes(secret), "a value is in an issue");
  assert.deepEqual(Object.keys(Object.prototype), []);
}

interface Outcome {
  readonly ok: boolean;
  readonly issues: readonly unknown[];
}

function outcome(run: () => unknown, ValidationError: Subject["ValidationError"]): Outcome {
  try {
    run();
    return { ok: true, issues: [] };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const { issues } = error as unknown as { readonly issues: readonly unknown[] };
    assert(issues.length > 0, "no issue");
    return { ok: false, issues };
  }
}

/** Issues without their paths, which are names and may be the user's. */
function messagesOf(issues: readonly unknown[]): string {
  return JSON.stringify(issues, (key, value: unknown) => (key === "path" ? undefined : value));
}

/** What a server sends comes back whole, whatever is new in it. */
export function losesNothing(subject: Subject, runs: number): void {
  check(subject.values, runs, (value) => keeps(subject, value));
}

/** What makes values of the types of a spec, for some seeds. */
export function makersOf(spec: Model): readonly Values[] {
  return [0, 1, "another"].map((seed) => valuesOf(spec, { seed }));
}

/** Each makes a value of the type, and the model takes it. */
export function takesWhatIsMade(type: Type, { model }: Pick<Subject, "model">, makers: readonly Values[]): void {
  for (const { makeValue } of makers) {
    const value = makeValue(type, "test");
    expect(value).toBeDefined();
    const parsed = model.safeParse(value);
    if (!parsed.ok) expect({ value, error: parsed.error }).toBe("taken");
  }
}

/** The same, for one value. */
export function keeps({ model }: Pick<Subject, "model">, { wire, encoded }: Wire): void {
  const before = JSON.stringify(wire);
  const decoded = model.parse(wire);
  assert.equal(JSON.stringify(wire), before);
  const written = model.encode(decoded);
  expectJson(written, encoded, "encode(parse(wire))");
  if (encoded !== undefined) assert.deepEqual(written, jsonOf(written));
  assert(model.is(decoded), "`is` does not take what was read");
  expectOwn(decoded);
  // Once more, from what was written: nothing is left to change.
  if (written !== undefined) expectJson(model.encode(model.parse(jsonOf(written))), encoded, "the second time");
}

/** `JSON.stringify` of what was read is its wire form, where names in code are those on the wire. */
export function speaksJson({ model, values }: Subject, runs: number): void {
  check(values, runs, ({ wire, encoded }) => expectJson(model.parse(wire), encoded, "JSON.stringify"));
}

/** Compared as JSON, and strictly: `1` is not `"1"`, and a key that is `undefined` is none. */
function expectJson(given: unknown, expected: Json | undefined, what: string): void {
  const found = jsonOf(given);
  if (!isDeepStrictEqual(found, jsonOf(expected))) expect({ [what]: found }).toEqual({ [what]: expected });
}

function jsonOf(value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
}

/** No object has got a prototype from the data: each is plain, or of a class of the package. */
function expectOwn(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const prototype = Object.getPrototypeOf(value) as object | null;
  const own = prototype === null || prototype === Object.prototype || Array.isArray(value) || Object.getPrototypeOf(prototype) === Object.prototype || ArrayBuffer.isView(value); // prettier-ignore
  assert(own, "a prototype from the data");
  if (!ArrayBuffer.isView(value)) for (const key of Object.keys(value)) expectOwn(Reflect.get(value, key));
}
