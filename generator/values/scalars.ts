// A scalar with its constraints → values to try, the most natural first. Whether one fits is for `conform` to say.
import type { Constraint, Json, Scalar } from "../model.js";
import type { Source } from "./source.js";
import { patternWords } from "./words.js";

/** What a value is drawn from. */
export interface Draw {
  readonly source: Source;
  readonly constraints: readonly Constraint[];
  /** What it is the value of, in words: `display name`. */
  readonly subject: string;
  /** Whether it names something: then it is one word. */
  readonly isId: boolean;
}

export function proposals(scalar: Scalar, draw: Draw): Iterable<Json> {
  const { source } = draw;
  switch (scalar) {
    case "bool":
      return [source.below(2) === 1];
    case "unit":
      return [{}];
    case "json":
      return [source.pick<Json>([draw.subject, source.below(100), true, { [draw.subject]: source.below(100) }])];
    case "bytes":
      return [Buffer.from(draw.subject).toString("base64")];
    case "f32":
    case "f64":
      return floats(draw);
    case "string":
    case "timestamp":
    case "date":
    case "duration":
    case "uuid":
    case "url":
      return texts(scalar, draw);
    default:
      return integers(scalar, draw);
  }
}

// ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Bounds of a quantity: the narrowest of what all constraints say. */
export function boundsOf(constraints: readonly Constraint[], quantity: "" | "Length" | "Items"): { readonly least: number; readonly most: number } {
  const all = (bound: "min" | "max"): readonly number[] =>
    constraints.flatMap((constraint) => constraint[`${bound}${quantity}`] ?? []).map(Number);
  return { least: Math.max(quantity === "" ? -Infinity : 0, ...all("min")), most: Math.min(Infinity, ...all("max")) };
} // prettier-ignore

/** Small and positive, where the bounds leave a choice. Never beyond what a JSON number can hold in full. */
function* integers(scalar: Scalar, { constraints, source }: Draw): Iterable<number> {
  const bits = Math.min(Number(scalar.slice(1)), 53);
  const [low, high] = scalar.startsWith("u")
    ? [0, 2 ** bits - 1]
    : [Math.max(-(2 ** (bits - 1)), Number.MIN_SAFE_INTEGER), 2 ** (bits - 1) - 1];
  const { least, most } = boundsOf(constraints, "");
  const [first, last] = [Math.ceil(Math.max(low, least)), Math.floor(Math.min(high, most))];
  const start = Math.min(Math.max(first, 1), last);
  if (first <= last) yield start + source.below(Math.min(last - start, 99) + 1);
}

function* floats({ constraints, source }: Draw): Iterable<number> {
  const { least, most } = boundsOf(constraints, "");
  const [first, last] = [Math.max(least, -1e9), Math.min(most, 1e9)];
  const start = Math.min(Math.max(first, 1), last);
  yield Math.min(start + source.below(100) + 0.5, last);
  yield* [start, (first + last) / 2, least, most].filter(Number.isFinite);
}

// ── Texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function* texts(scalar: Scalar, draw: Draw): Iterable<string> {
  const { constraints, source } = draw;
  for (const { format } of constraints) {
    const text = format === undefined ? undefined : formatted(format, draw);
    if (text !== undefined) yield text;
  }
  const { least, most } = boundsOf(constraints, "Length");
  if (least > LONGEST) return;
  yield sized(natural(scalar, draw), least, most);
  yield* likely(draw);
  const patterns = constraints.flatMap(({ pattern }) => pattern ?? []);
  for (const pattern of patterns)
    for (const word of patternWords(pattern, source)) yield* new Set([word, sized(word, least, most)]);
  if (patterns.length > 1) yield* joined(patterns, { source, least });
}

/** Each pattern looks for its own part of a text: a word of each, one after the other, and enough between them. */
function* joined(
  patterns: readonly string[],
  { source, least }: { readonly source: Source; readonly least: number },
): Iterable<string> {
  const words = patterns.map((pattern) => [...patternWords(pattern, source)]);
  for (let at = 0; at < (words[0]?.length ?? 0); at++) {
    const parts = words.map((list) => list[at] ?? "");
    for (const order of [parts, parts.toReversed()]) {
      const missing = Math.max(0, least - Array.from(order.join("")).length);
      yield [...order.slice(0, -1), "x".repeat(missing), order.at(-1) ?? ""].join("");
    }
  }
}

/** What a pattern may well be about, so that its words are texts that people know. */
function likely(draw: Draw): readonly string[] {
  if (draw.constraints.every(({ pattern }) => pattern === undefined)) return [];
  const known = ["uri", "email", "uuid", "date-time", "date", "ipv4", "hostname"].flatMap((format) => formatted(format, draw) ?? []); // prettier-ignore
  const words = draw.subject.split(" ");
  const slugs = ["-", "_", ""].map((mark) => [...words, draw.source.below(100)].join(mark));
  return [...slugs, words.join(""), String(draw.source.below(100)), ...known];
}

/** Longer texts show nothing to anybody. */
const LONGEST = 100_000;

/** A text of a length within bounds: repeated, or cut. Lengths are code points. */
function sized(text: string, least: number, most: number): string {
  const points = Array.from(text);
  if (points.length > most) return points.slice(0, most).join("").trim().padEnd(Math.min(least, most), "x");
  return points.length < least ? text + "x".repeat(least - points.length) : text;
}

function natural(scalar: Scalar, draw: Draw): string {
  switch (scalar) {
    case "timestamp":
      return formatted("date-time", draw) ?? "";
    case "date":
      return formatted("date", draw) ?? "";
    case "uuid":
      return formatted("uuid", draw) ?? "";
    case "url":
      return formatted("uri", draw) ?? "";
    case "duration":
      return `PT${draw.source.below(48) + 1}H`;
    default:
      return draw.isId ? `${draw.subject.replaceAll(" ", "_")}_${digits(draw, 8)}` : `${draw.subject} ${draw.source.below(100)}`; // prettier-ignore
  }
}

/** A text of one of the formats that constraints know; names and addresses are of those kept for documentation. */
function formatted(format: string, draw: Draw): string | undefined {
  const { source } = draw;
  const two = (least: number, count: number): string => String(least + source.below(count)).padStart(2, "0");
  const day = (): string => `2026-${two(1, 12)}-${two(1, 28)}`;
  switch (format) {
    case "email":
      return `user${source.below(100)}@example.com`;
    case "hostname":
      return `host${source.below(100)}.example.com`;
    case "ipv4":
      return `192.0.2.${source.below(255) + 1}`;
    case "ipv6":
      return `2001:db8::${digits(draw, 4)}`;
    case "uri":
      return `https://example.com/${source.below(100)}`;
    case "uuid":
      return `${digits(draw, 8)}-${digits(draw, 4)}-4${digits(draw, 3)}-8${digits(draw, 3)}-${digits(draw, 12)}`;
    case "date-time":
      return `${day()}T${two(0, 24)}:${two(0, 60)}:00Z`;
    case "date":
      return day();
    default:
      return undefined;
  }
}

function digits({ source }: Draw, count: number): string {
  return Array.from({ length: count }, () => source.below(16).toString(16)).join("");
}
