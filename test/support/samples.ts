// A few values of a type that together have all of it: each variant, each value of an enum, each optional field with and
// without a value, the bounds of what is constrained; and in answers what only a newer server sends. Always the same ones.
import type { Constraint, EnumType, Field, Json, NamedType, RecordType, Rule, Scalar, Slot, Type, UnionType, Variant } from "../../generator/model.js"; // prettier-ignore
import { objectOf, type Members, type Shape } from "./shape.js";

export type SampledSlot = Pick<Slot, "type" | "constraints" | "open" | "examples">;
export type SampledField = SampledSlot & Pick<Field, "wire" | "property" | "optional" | "fill">;

export interface Purpose {
  /** Answers: unknown values, variants and fields are among them. */
  readonly newer: boolean;
  /** What goes into a header or an address: plain texts. */
  readonly plain?: boolean;
}

export interface Samples {
  slot(slot: SampledSlot, purpose: Purpose): readonly Json[];
  /** Members of one object: each of their samples in one object at least, and what is optional missing in another. */
  members(fields: readonly SampledField[], rules: readonly Rule[], columns: readonly (readonly Json[])[]): readonly Members[];
} // prettier-ignore

interface Place extends Purpose {
  readonly shape: Shape;
  /** The types around it: inside itself, a type has its smallest value only. */
  readonly within: ReadonlySet<string>;
}

export function samplesOf(shape: Shape): Samples {
  return {
    slot: (slot, purpose) => slotSamples(slot, { ...purpose, shape, within: new Set() }),
    members: membersOf,
  };
}

function slotSamples({ type, constraints, open, examples }: SampledSlot, place: Place): readonly Json[] {
  const own = typeSamples(type, constraints, place);
  const given = place.newer ? [] : examples.map(({ value }) => value);
  return distinct([...given, ...own, ...(open && place.newer ? ["something newer"] : [])]);
}

function typeSamples(type: Type, constraints: readonly Constraint[], place: Place): readonly Json[] {
  switch (type.kind) {
    case "scalar":
      return scalarSamples(type.scalar, constraints, place);
    case "list":
      return listSamples(typeSamples(type.item, [], place), constraints);
    case "map":
      return mapSamples(typeSamples(type.value, [], place), constraints, place);
    case "nullable":
      return [...typeSamples(type.inner, constraints, place), null];
    case "named":
      return namedSamples(place.shape.named(type.target), constraints, place);
    default:
      throw new Error(`no samples of ${type.kind}`);
  }
}

function namedSamples(type: NamedType, constraints: readonly Constraint[], place: Place): readonly Json[] {
  if (place.within.has(type.id)) return least(type, place.shape, new Set()) ?? [];
  const inner = { ...place, within: new Set([...place.within, type.id]) };
  switch (type.kind) {
    case "record":
      return recordSamples(type, inner);
    case "enum":
      return enumSamples(type, inner);
    case "union":
      return unionSamples(type, inner);
    default:
      return slotSamples({ ...type.slot, constraints: [...constraints, ...type.slot.constraints] }, inner);
  }
}

// ── Objects ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function recordSamples({ fields, rules }: RecordType, place: Place): readonly Json[] {
  const columns = fields.map((field) => slotSamples(field, place));
  const [first, ...rest] = membersOf(fields, rules, columns);
  if (first === undefined) return [];
  return [place.newer ? { ...first, "newer field": [{ of: "a newer server" }, null] } : first, ...rest];
}

function membersOf(
  fields: readonly SampledField[],
  rules: readonly Rule[],
  columns: readonly (readonly Json[])[],
): readonly Members[] {
  if (fields.some(({ optional }, index) => !optional && columns[index]?.length === 0)) return [];
  const row = (index: number, taken: (field: SampledField) => boolean): Members =>
    objectOf(
      fields.flatMap((field, at) => {
        const column = columns[at] ?? [];
        const value = column[index % column.length];
        return value !== undefined && taken(field) ? [[field.wire, value] as const] : [];
      }),
    );
  const count = Math.max(1, ...columns.map(({ length }) => length));
  const full = Array.from({ length: count }, (_, index) =>
    satisfied(
      row(index, () => true),
      row(0, () => true),
    ),
  );
  function satisfied(members: Members, other: Members): Members {
    const ruled = fields.filter(({ property }) => rules.some((rule) => rule.fields.includes(property)));
    if (ruled.length === 0 || ruled.some(({ wire }) => isGiven(members[wire]))) return members;
    return { ...members, ...objectOf(ruled.map(({ wire }) => [wire, other[wire] ?? null])) };
  }
  const bare = keptOf(rules).map((kept) => row(0, (field) => !field.optional || kept === field.property));
  return distinct([...full, ...bare]);
}

/** For rules, what is empty is not there. */
function isGiven(value: Json | undefined): boolean {
  return value !== undefined && !["null", '""', "[]", "{}"].includes(JSON.stringify(value));
}

/** What rules leave of the optional members: one of them at a time, or none. */
function keptOf(rules: readonly Rule[]): readonly (string | undefined)[] {
  const [rule, another] = rules;
  if (rule === undefined) return [undefined];
  if (rule.kind !== "atLeastOneOf" || another) throw new Error(`teach this file ${rules.map(({ kind }) => kind).join()}`);
  return rule.fields;
} // prettier-ignore

function enumSamples({ values, closed }: EnumType, { newer }: Place): readonly Json[] {
  return [...values.map(({ wire }) => wire), ...(newer && !closed ? ["A newer value"] : [])];
}

function unionSamples(type: UnionType, place: Place): readonly Json[] {
  const known = type.variants.flatMap((variant) => variantSamples(type, variant, place));
  const isOpen = place.newer && !type.closed && type.tag !== undefined;
  return [...known, ...(isOpen ? [{ [type.tag]: "Newer variant", with: { members: [1, null] } }] : [])];
}

function variantSamples(type: UnionType, variant: Variant, place: Place): readonly Json[] {
  if (variant.payload === undefined) return [wrapped(type, variant, {})];
  return slotSamples(variant.payload, place).map((payload) => wrapped(type, variant, payload));
}

function wrapped({ tag }: UnionType, { wire, form, content }: Variant, payload: Json): Json {
  if (form === "bare") return payload;
  if (tag === undefined) throw new Error("teach this file external unions");
  return { [tag]: wire, ...(content ? { [content.wire]: payload } : (payload as Members)) };
}

// ── Lists and maps ──────────────────────────────────────────────────────────────────────────────────────────────────

function listSamples(items: readonly Json[], constraints: readonly Constraint[]): readonly Json[] {
  const { min, max } = boundsOf(constraints, "minItems", "maxItems");
  const size = Math.min(max, items.length || 1);
  const chunks = Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
  const long = chunks.map((chunk) => [
    ...chunk,
    ...Array.from({ length: Math.max(0, min - chunk.length) }, () => items[0] ?? null),
  ]);
  return [...long.filter(({ length }) => length > 0), ...(min === 0 ? [[]] : [])];
}

const oddKeys = ["__proto__", "constructor", "toString", "a.b"];

function mapSamples(
  items: readonly Json[],
  constraints: readonly Constraint[],
  { plain }: Place,
): readonly Json[] {
  const { min, max } = boundsOf(constraints, "minItems", "maxItems");
  if (min > 0 || max < items.length) throw new Error("teach this file the sizes of maps");
  const entries = items.map((item, index) => [plain ? `key${index}` : (oddKeys[index] ?? `key ${index}`), item] as const);
  return [objectOf(entries), {}];
} // prettier-ignore

// ── Scalars ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const integers: { readonly [name: string]: readonly [number, number] } = {
  u8: [0, 255],
  u16: [0, 65_535],
  u32: [0, 4_294_967_295],
  u64: [0, Number.MAX_SAFE_INTEGER],
  i8: [-128, 127],
  i16: [-32_768, 32_767],
  i32: [-2_147_483_648, 2_147_483_647],
  i64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

const fixed: { readonly [name: string]: readonly Json[] } = {
  bool: [true, false],
  json: [{ a: [1, null, "x"], b: {} }, 1.5, "text", false, []],
  timestamp: ["2026-08-15T10:30:00.123Z"],
  date: ["2026-08-15"],
  duration: ["PT1H30M"],
  uuid: ["3f0c5a52-9d0e-4b6b-8a44-5c1f6e2d7b90"],
  url: ["https://example.com/?a=1#b"],
  unit: [{}],
};

function scalarSamples(scalar: Scalar, constraints: readonly Constraint[], place: Place): readonly Json[] {
  const { min, max } = boundsOf(constraints, "min", "max");
  const [lowest, highest] = integers[scalar] ?? [];
  if (lowest !== undefined && highest !== undefined) return [Math.max(lowest, min), Math.min(highest, max)];
  if (scalar === "f32" || scalar === "f64") return [1.5, -0.25].filter((value) => value >= min && value <= max);
  if (scalar === "string") return stringSamples(constraints, place);
  const values = fixed[scalar];
  if (values === undefined) throw new Error(`teach this file ${scalar}`);
  const fitting = values.filter((value) => typeof value !== "string" || fits(value, constraints));
  if (fitting.length === 0) throw new Error(`no sample of ${scalar} for ${JSON.stringify(constraints)}`);
  return fitting;
}

/** What patterns of a spec take; each is held against the pattern before it is used. */
const patterned = [
  "3f0c5a52-9d0e-4b6b-8a44-5c1f6e2d7b90",
  "S-1-5-21-1004336348-1104",
  "#all_devices",
  "ada@example.com",
  "https://example.com/a",
  "device.example.com",
];

function stringSamples(constraints: readonly Constraint[], { plain }: Place): readonly Json[] {
  const { min, max } = boundsOf(constraints, "minLength", "maxLength");
  const text = plain ? "text 1" : 'Grünes Haus \u{1F331} "4" </script>\u2028';
  const ends = [min, max].filter((length) => length > 0 && length < 10_000);
  const found = constraints.some(({ pattern }) => pattern !== undefined)
    ? patterned.filter((sample) => fits(sample, constraints)).slice(0, 1)
    : [text, ...ends.map((length) => (plain ? "x" : "\u{1F331}").repeat(length))].filter((sample) => fits(sample, constraints)); // prettier-ignore
  if (found.length === 0) throw new Error(`no sample of a text for ${JSON.stringify(constraints)}`);
  return found;
}

function fits(text: string, constraints: readonly Constraint[]): boolean {
  const { min, max } = boundsOf(constraints, "minLength", "maxLength");
  const { length } = [...text];
  const patterns = constraints.flatMap(({ pattern }) => pattern ?? []);
  return length >= min && length <= max && patterns.every((pattern) => new RegExp(pattern, "u").test(text));
}

type Limit = "min" | "max" | "minLength" | "maxLength" | "minItems" | "maxItems";

function boundsOf(constraints: readonly Constraint[], low: Limit, high: Limit): { min: number; max: number } {
  const of = (name: Limit): readonly number[] => constraints.flatMap((constraint) => constraint[name] ?? []).map(Number);
  return { min: Math.max(low === "min" ? -Infinity : 0, ...of(low)), max: Math.min(Infinity, ...of(high)) };
} // prettier-ignore

// ── The smallest value ──────────────────────────────────────────────────────────────────────────────────────────────

/** One value without anything that can be left out, as a list; undefined where there is no way but around a circle. */
function least(type: NamedType, shape: Shape, seen: ReadonlySet<string>): readonly Json[] | undefined {
  if (seen.has(type.id)) return undefined;
  const inner = new Set([...seen, type.id]);
  if (type.kind === "enum") return type.values.slice(0, 1).map(({ wire }) => wire);
  if (type.kind === "record") return leastRecord(type, shape, inner);
  if (type.kind !== "union") return leastSlot(type.slot, shape, inner);
  for (const variant of type.variants) {
    const [payload] = variant.payload ? (leastSlot(variant.payload, shape, inner) ?? []) : [{}];
    if (payload !== undefined) return [wrapped(type, variant, payload)];
  }
  return undefined;
}

function leastRecord({ fields }: RecordType, shape: Shape, seen: ReadonlySet<string>): readonly Json[] | undefined {
  const needed = fields.filter(({ optional }) => !optional);
  const entries = needed.flatMap((field) => leastSlot(field, shape, seen)?.map((value) => [field.wire, value] as const) ?? []); // prettier-ignore
  return entries.length === needed.length ? [objectOf(entries)] : undefined;
}

function leastSlot(slot: SampledSlot, shape: Shape, seen: ReadonlySet<string>): readonly Json[] | undefined {
  const { type, constraints } = slot;
  if (type.kind === "named") return least(shape.named(type.target), shape, seen);
  if (type.kind === "list" && boundsOf(constraints, "minItems", "maxItems").min === 0) return [[]];
  if (type.kind === "map") return [{}];
  if (type.kind !== "scalar") throw new Error(`teach this file the smallest ${type.kind}`);
  return scalarSamples(type.scalar, constraints, { newer: false, shape, within: seen }).slice(0, 1);
}

function distinct<T extends Json>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
