// Strings, numbers and booleans: the scalar that a schema's type and format mean, and the constraints that map over.
import type { Origin, Scalar } from "../model.js";
import { shown } from "../names.js";
import { numberOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import type { Lose } from "./document.js";
import type { ConstraintDraft } from "./draft.js";
import { first, firstText, keyed, type View } from "./view.js";

export interface ScalarDraft {
  readonly scalar: Scalar;
  readonly constraints: ConstraintDraft;
  readonly sensitive: boolean;
}

export type JsonType = "string" | "number" | "integer" | "boolean" | "array" | "object";

/** The scalar that a schema of a type means. */
export function readScalar(view: View, type: JsonType, lose: Lose): ScalarDraft {
  switch (type) {
    case "string":
      return readString(view, lose);
    case "boolean":
      return { scalar: "bool", constraints: readConstraints(view, type, lose), sensitive: false };
    default:
      return readNumber(view, type, lose);
  }
}

const textFormats: ReadonlyMap<string, Scalar> = new Map([
  ["date-time", "timestamp"], ["date", "date"], ["duration", "duration"], ["uuid", "uuid"], ["guid", "uuid"], ["uri", "url"], ["url", "url"], ["byte", "bytes"], ["base64", "bytes"],
]); // prettier-ignore
/** Formats that the language has as constraints. */
const constraintFormats: ReadonlySet<string> = new Set(["email", "hostname", "ipv4", "ipv6"]);

function readString(view: View, lose: Lose): ScalarDraft {
  const format = formatOf(view, "string", { known: textKnown, lose });
  const isBytes = firstText(view, "contentEncoding") === "base64";
  const scalar = isBytes ? "bytes" : (textFormats.get(format.name) ?? "string");
  const constraints = readConstraints(view, "string", lose);
  if (scalar !== "bytes") {
    const own: ConstraintDraft = constraintFormats.has(format.name) ? [["format", format.name, format.origin]] : [];
    return { scalar, constraints: [...constraints, ...own], sensitive: format.name === "password" };
  }
  for (const [key, , origin] of constraints)
    lose("AW6011", origin, { key, problem: "the length of bytes cannot be limited" });
  return { scalar, constraints: [], sensitive: false };
}

function textKnown(name: string): boolean {
  return textFormats.has(name) || constraintFormats.has(name) || name === "password";
}

interface Format {
  /** Empty for none. */
  readonly name: string;
  readonly origin: Origin;
}

/** The format of a schema; one that is not known is told. */
function formatOf(view: View, type: string, { known, lose }: { readonly known: (name: string) => boolean; readonly lose: Lose }): Format {
  const node = first(view, "format");
  const name = textOf(node) ?? "";
  if (node && name !== "" && !known(name)) lose("AW6014", node.origin, { format: shown(name), type });
  return { name, origin: node?.origin ?? view.site.origin };
} // prettier-ignore

// ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const ranges: ReadonlyMap<Scalar, readonly [least: bigint, most: bigint]> = new Map(
  ([8, 16, 32, 64] as const).flatMap((bits): [Scalar, readonly [bigint, bigint]][] => [
    [`u${bits}`, [0n, 2n ** BigInt(bits) - 1n]],
    [`i${bits}`, [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n]],
  ]),
);

/** `int32`, `uint64` and their like. */
function integerFormat(format: string | undefined): Scalar | undefined {
  const match = /^(u?)int(8|16|32|64)$/.exec(format ?? "");
  return match ? (`${match[1] === "u" ? "u" : "i"}${match[2] ?? ""}` as Scalar) : undefined;
}

function readNumber(view: View, type: JsonType, lose: Lose): ScalarDraft {
  const known = (name: string): boolean => integerFormat(name) !== undefined || (type === "number" && ["float", "double"].includes(name)); // prettier-ignore
  const { name } = formatOf(view, type, { known, lose });
  const named = integerFormat(name);
  const constraints = readConstraints(view, named ? "integer" : type, lose);
  if (type === "number" && !named) return { scalar: name === "float" ? "f32" : "f64", constraints, sensitive: false };
  const scalar = named ?? rangeType(constraints) ?? "i64";
  return { scalar, constraints: withoutRange(constraints, scalar), sensitive: false };
}

function bound(constraints: ConstraintDraft, key: string): bigint | undefined {
  const value = constraints.find(([name]) => name === key)?.[1];
  return value === undefined || (typeof value === "number" && !Number.isInteger(value)) ? undefined : BigInt(value);
}

/** The type whose range is exactly what the bounds say. */
function rangeType(constraints: ConstraintDraft): Scalar | undefined {
  const [min, max] = [bound(constraints, "min"), bound(constraints, "max")];
  return [...ranges].find(([, [least, most]]) => least === min && most === max)?.[0];
}

/** Bounds that a type has of itself say nothing. */
function withoutRange(constraints: ConstraintDraft, scalar: Scalar): ConstraintDraft {
  const [least, most] = ranges.get(scalar) ?? [];
  return constraints.filter(([key]) => {
    const limit = key === "min" || key === "max" ? bound(constraints, key) : undefined;
    if (limit === undefined || least === undefined || most === undefined) return true;
    return key === "min" ? limit > least : limit < most;
  });
}

// ── Constraints ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface Keyword {
  readonly key: string;
  readonly types: readonly JsonType[];
  /** Which of two values is the stricter one. */
  readonly stricter: "least" | "most" | "first";
}

const numbers: readonly JsonType[] = ["integer", "number"];
const keywords: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ["minimum", { key: "min", types: numbers, stricter: "most" }],
  ["maximum", { key: "max", types: numbers, stricter: "least" }],
  ["minLength", { key: "minLength", types: ["string"], stricter: "most" }],
  ["maxLength", { key: "maxLength", types: ["string"], stricter: "least" }],
  ["pattern", { key: "pattern", types: ["string"], stricter: "first" }],
  ["minItems", { key: "minItems", types: ["array"], stricter: "most" }],
  ["maxItems", { key: "maxItems", types: ["array"], stricter: "least" }],
  ["minProperties", { key: "minItems", types: ["object"], stricter: "most" }],
  ["maxProperties", { key: "maxItems", types: ["object"], stricter: "least" }],
]);

/** The constraints that a value of a type can have. Those of other types mean nothing, and are told. */
export function readConstraints(view: View, type: JsonType, lose: Lose): ConstraintDraft {
  const found = [...keywords].flatMap(([name, keyword]): ConstraintDraft => {
    const entries = keyed(view, name);
    const applies = keyword.types.includes(type);
    if (!applies)
      for (const { keyOrigin } of entries) lose("AW6011", keyOrigin, { key: name, problem: `it means nothing for the type ${type}` }); // prettier-ignore
    const values = applies ? entries.flatMap(({ value }) => valueOf(value, name, type)) : [];
    const [strictest] = values.toSorted((a, b) => compare(a[0], b[0], keyword.stricter));
    return strictest ? [[keyword.key, strictest[0], strictest[1]]] : [];
  });
  return numbers.includes(type) ? readExclusive(found, view, { type, lose }) : found;
}

type Valued = readonly [value: number | string, origin: Origin];

/** The value of a keyword; none where it is no value of the keyword. */
function valueOf(node: SourceNode, name: string, type: JsonType): readonly Valued[] {
  const value = name === "pattern" ? patternOf(node) : name.endsWith("imum") ? boundOf(node, name, type) : sizeOf(node);
  return value === undefined ? [] : [[value, node.origin]];
}

function patternOf(node: SourceNode): string | undefined {
  const text = textOf(node);
  return text === undefined || text === "" ? undefined : unicodePattern(text);
}

function sizeOf(node: SourceNode): number | undefined {
  const size = numberOf(node);
  return size !== undefined && size >= 0 ? Math.floor(size) : undefined;
}

/** Integers as they are written; of integers' bounds, the nearest integer within. */
function boundOf(node: SourceNode, name: string, type: JsonType): number | string | undefined {
  const number = numberOf(node);
  if (node.kind !== "scalar" || number === undefined) return undefined;
  if (/^-?\d+$/.test(node.source)) return exact(BigInt(node.source));
  if (type === "number") return number;
  return exact(BigInt(name === "minimum" ? Math.ceil(number) : Math.floor(number)));
}

/** As a number where a number can hold it. */
function exact(value: bigint): number | string {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

function compare(a: number | string, b: number | string, stricter: Keyword["stricter"]): number {
  if (stricter === "first" || Number(a) === Number(b)) return 0;
  return Number(a) < Number(b) === (stricter === "least") ? -1 : 1;
}

/** Patterns of OpenAPI need no `u` flag, which refuses escapes of what needs none: those are taken off. */
function unicodePattern(pattern: string): string {
  if (compiles(pattern)) return pattern;
  const plain = pattern.replace(/\\([^\p{L}\p{N}^$\\.*+?()[\]{}|/-])/gu, "$1");
  return compiles(plain) ? plain : pattern;
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").unicode;
  } catch {
    return false;
  }
}

/** Exclusive bounds, as a number (3.1) or beside the bound (3.0): exact for integers, for others the bound itself is let in. */
function readExclusive(found: ConstraintDraft, view: View, context: { readonly type: JsonType; readonly lose: Lose }): ConstraintDraft {
  const low = exclusive(keyed(view, "exclusiveMinimum")[0], first(view, "minimum"), { ...context, step: 1 });
  const high = exclusive(keyed(view, "exclusiveMaximum")[0], first(view, "maximum"), { ...context, step: -1 });
  const bounds: ConstraintDraft = [...(low ? [["min", ...low] as const] : []), ...(high ? [["max", ...high] as const] : [])];
  return [...found.filter(([key]) => !bounds.some(([name]) => name === key)), ...bounds];
} // prettier-ignore

interface Exclusive {
  readonly type: JsonType;
  readonly lose: Lose;
  readonly step: 1 | -1;
}

function exclusive(entry: SourceEntry | undefined, beside: SourceNode | undefined, { type, lose, step }: Exclusive): Valued | undefined {
  const isFlag = entry?.value.kind === "scalar" && entry.value.value === true;
  const node = isFlag ? beside : entry?.value;
  const limit = numberOf(node);
  if (!entry || !node || limit === undefined) return undefined;
  if (type === "integer") return [(step === 1 ? Math.floor(limit) : Math.ceil(limit)) + step, node.origin];
  lose("AW6011", entry.keyOrigin, { key: entry.key, problem: "the bound itself is let in" });
  return [limit, node.origin];
} // prettier-ignore
