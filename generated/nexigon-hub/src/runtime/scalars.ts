// The scalars. Each stands alone, so that a package which names three of them carries three.
import { decodeBase64, encodeBase64 } from "./base64.js";
import type { Node, Unrecognized } from "./types.js";
import { ENCODE, VALUE, refuse } from "./walk.js";

/** A scalar that looks on the wire as it looks in code. */
export function leaf<T>(expected: string, fits: (value: unknown) => boolean): Node<T> {
  return { "~walk": (value, pass) => (fits(value) ? value : refuse(pass, value, expected)) };
}

export const string: Node<string> = /* @__PURE__ */ leaf("a string", isString);
/** Any string: an open enum, or an open scalar. */
export const open: Node<Unrecognized> = /* @__PURE__ */ leaf("a string", isString);
export const bool: Node<boolean> = /* @__PURE__ */ leaf("a boolean", (value) => typeof value === "boolean");

export const u8: Node<number> = /* @__PURE__ */ integer(0, 255);
export const u16: Node<number> = /* @__PURE__ */ integer(0, 65_535);
export const u32: Node<number> = /* @__PURE__ */ integer(0, 4_294_967_295);
export const u64: Node<number> = /* @__PURE__ */ integer(0, 9_007_199_254_740_991);
export const i8: Node<number> = /* @__PURE__ */ integer(-128, 127);
export const i16: Node<number> = /* @__PURE__ */ integer(-32_768, 32_767);
export const i32: Node<number> = /* @__PURE__ */ integer(-2_147_483_648, 2_147_483_647);
export const i64: Node<number> = /* @__PURE__ */ integer(-9_007_199_254_740_991, 9_007_199_254_740_991);
/** A number that a 32-bit float can hold, though not exactly. */
export const f32: Node<number> = /* @__PURE__ */ leaf("a finite 32-bit number", (value) =>
  Number.isFinite(typeof value === "number" ? Math.fround(value) : value),
);
export const f64: Node<number> = /* @__PURE__ */ leaf("a finite number", (value) => Number.isFinite(value));

// Nodes of strings, and not of `Timestamp` and its like: a newtype of one has a flavour of its own, and takes them too.
/** RFC 3339, to any fraction of a second, with a zone. */
export const timestamp: Node<string> = /* @__PURE__ */ leaf("an RFC 3339 timestamp", isTimestamp);
export const date: Node<string> = /* @__PURE__ */ leaf("a date, YYYY-MM-DD", isDate);
export const duration: Node<string> = /* @__PURE__ */ leaf(
  "an ISO 8601 duration",
  (value) =>
    isString(value) && /^[+-]?P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$/.test(value),
);
export const uuid: Node<string> = /* @__PURE__ */ leaf("a UUID", isUuid);
export const url: Node<string> = /* @__PURE__ */ leaf("an absolute URL", isUrl);

/** `Uint8Array` in code, base64 on the wire. Reads base64url as well. */
export const bytes: Node<Uint8Array> = {
  "~walk": (value, pass) => {
    if (pass.flags & VALUE) {
      // By its tag and not by `instanceof`: another realm's array is one too.
      if (Object.prototype.toString.call(value) !== "[object Uint8Array]") return refuse(pass, value, "a Uint8Array");
      return pass.flags & ENCODE ? encodeBase64(value as Uint8Array) : value;
    }
    return (isString(value) && decodeBase64(value)) || refuse(pass, value, "base64 text");
  },
};

/** Nothing: a variant without a payload, an empty body. Reads an empty body, `null` and `{}`. */
export const unit: Node<undefined> = {
  "~walk": (value, pass) => (isNothing(value) ? undefined : refuse(pass, value, "nothing")),
};

function isNothing(value: unknown): boolean {
  return value == null || (typeof value === "object" && Object.keys(value).length === 0);
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

export function isTimestamp(value: unknown): boolean {
  const form = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
  return isString(value) && isDate(form.exec(value)?.[1]);
}

export function isDate(value: unknown): boolean {
  if (!isString(value) || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const midnight = new Date(value);
  // There and back: the 30th of February becomes a day of March.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(value);
}

export function isUuid(value: unknown): boolean {
  return isString(value) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
}

export function isUrl(value: unknown): boolean {
  return isString(value) && /^(?!https?:(?!\/\/[^/?#\s]))[a-z][a-z\d+.-]*:\S+$/i.test(value);
}

function integer(min: number, max: number): Node<number> {
  const expected = `an integer from ${min} to ${max}`;
  return {
    "~walk": (value, pass) => {
      const whole = Number.isInteger(value);
      if (whole && (value as number) >= min && (value as number) <= max) return value;
      // A double is exact to ±(2^53 − 1); what is beyond was rounded before it came here.
      return refuse(pass, value, expected, whole && !Number.isSafeInteger(value) && { code: "unsafe_integer" });
    },
  };
}
