// 64-bit integers that are exact: `bigint` or decimal text in code. On the wire they are what `exactJson` reads and writes, a
// number, or a bigint where no number holds it. Text is read, too.
import { type TypeOf, untagged } from "./choice.js";
import { model } from "./model.js";
import { f32, f64 } from "./scalars.js";
import type { Model, Node } from "./types.js";
import { ENCODE, type Pass, TYPED, VALUE, over, refuse } from "./walk.js";

export const u64Big: Node<bigint> = /* @__PURE__ */ exact("bigint", 0n, 18_446_744_073_709_551_615n);
export const i64Big: Node<bigint> = /* @__PURE__ */ exact(
  "bigint",
  -9_223_372_036_854_775_808n,
  9_223_372_036_854_775_807n,
);
// Nodes of strings, and not of `IntegerString`: a newtype of one has a flavour of its own, and takes them too.
export const u64Text: Node<string> = /* @__PURE__ */ exact("string", 0n, 18_446_744_073_709_551_615n);
export const i64Text: Node<string> = /* @__PURE__ */ exact(
  "string",
  -9_223_372_036_854_775_808n,
  9_223_372_036_854_775_807n,
);

/** As `untagged`, but what fits a variant as it is goes before what is only read so: text is text where it can be. */
export function untaggedExact<N extends Node<unknown>>(variants: () => readonly N[]): Model<TypeOf<N>> {
  const { "~walk": walk } = untagged(variants);
  return model((value, pass) => {
    // Once, and not again for each union within: that would take exponential time.
    if (pass.flags & TYPED) return walk(value, pass);
    const typed: Pass = { ...pass, flags: pass.flags | TYPED, issues: [] };
    const taken = walk(value, typed);
    return typed.issues.length === 0 ? taken : walk(value, pass);
  });
}

/** `f32` and `f64` where whole numbers may come as bigints: they are read as the nearest float. */
export const f32Near: Node<number> = /* @__PURE__ */ near(f32);
export const f64Near: Node<number> = /* @__PURE__ */ near(f64);

function exact<T extends bigint | string>(kind: "bigint" | "string", min: bigint, max: bigint): Node<T> {
  const form = kind === "bigint" ? "a bigint" : "decimal text of an integer";
  return {
    "~walk": (value, pass) => {
      const { flags } = pass;
      const isOther = flags & VALUE ? typeof value !== kind : flags & TYPED && typeof value === "string";
      const integer = isOther ? undefined : integerOf(value);
      if (integer === undefined || integer < min || integer > max) {
        const expected = `${flags & VALUE ? form : "an integer"} from ${min} to ${max}`;
        return refuse(pass, value, expected, isRounded(value) && { code: "unsafe_integer" });
      }
      if (flags & ENCODE) return wireOf(integer);
      return kind === "bigint" ? integer : String(integer);
    },
  };
}

/** Whether a number came here with other digits than it had. */
function isRounded(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** An integer that was not rounded; of texts the one that each integer has, and none that is too long to be quick. */
function integerOf(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  const isExact = typeof value === "string" ? /^(0|-?[1-9]\d{0,19})$/.test(value) : Number.isSafeInteger(value);
  return isExact ? BigInt(value as string | number) : undefined;
}

function wireOf(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

function near(node: Node<number>): Node<number> {
  const walk = node["~walk"];
  return over(node, (value, pass) =>
    walk(typeof value === "bigint" && !(pass.flags & (VALUE | TYPED)) ? Number(value) : value, pass),
  );
}
