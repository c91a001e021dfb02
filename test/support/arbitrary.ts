// Wire values made from the model, for properties: what a server of this spec, or of a newer one, may send. Written from
// the spec's meaning and not from the runtime, so that each proves the other.
import fc from "fast-check";
import {
  substitute,
  typesById,
  type Constraint,
  type Field,
  type Json,
  type Model,
  type NamedType,
  type RecordType,
  type Rule,
  type Scalar,
  type Slot,
  type Type,
  type UnionType,
  type Variant,
} from "../../generator/model.js";

/** A value as it travels, and as it travels once it was read and is written again. */
export interface Wire {
  readonly wire: Json;
  /** Nulls of optional members are gone and fills are in. Undefined if nothing is written. */
  readonly encoded: Json | undefined;
}

type Members = { readonly [key: string]: Json };
type Types = ReadonlyMap<string, NamedType>;

interface Place {
  readonly types: Types;
  /** How much deeper it may go before everything is as small as it can be. */
  readonly depth: number;
  /** Whether there are values, variants and fields that the spec does not know. */
  readonly newer: boolean;
  /** Names that an unknown field must not have. */
  readonly taken: readonly string[];
}

type Arbitraries = (type: Type, newer?: boolean) => fc.Arbitrary<Wire>;

/** Makes the values of any type of a model. */
export function wireArbitraries(model: Model): Arbitraries {
  const types = typesById(model);
  return (type, newer = true) => valueOf(type, [], { types, depth: 3, newer, taken: [] });
}

/** `target[key] = value`, also for `__proto__`. */
export function put(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Any JSON, as `JSON.parse` gives it. */
export const anyJson: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);

function same(value: fc.Arbitrary<Json>): fc.Arbitrary<Wire> {
  return value.map((wire) => ({ wire, encoded: wire }));
}

function valueOf(type: Type, constraints: readonly Constraint[], place: Place): fc.Arbitrary<Wire> {
  switch (type.kind) {
    case "scalar":
      return scalarOf(type.scalar, constraints);
    case "list":
      return listOf(type.item, constraints, place);
    case "map":
      return mapOf(type.value, constraints, place);
    case "nullable":
      return place.depth > 0
        ? fc.oneof(same(fc.constant(null)), valueOf(type.inner, constraints, deeper(place)))
        : same(fc.constant(null));
    case "named":
      return namedOf(type, constraints, place);
    default:
      throw new Error(`no values for ${type.kind}`);
  }
}

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

function scalarOf(scalar: Scalar, constraints: readonly Constraint[]): fc.Arbitrary<Wire> {
  const range = rangeOf(scalar, constraints);
  if (range) return same(fc.integer(range));
  switch (scalar) {
    case "string":
      return same(stringOf(constraints));
    case "bool":
      return same(fc.boolean());
    case "f32":
    case "f64":
      return same(floatOf(scalar, constraints));
    case "json":
      return same(anyJson);
    case "unit":
      return fc.constantFrom<Json>(null, {}).map((wire) => ({ wire, encoded: undefined }));
    case "bytes":
      return bytesOf();
    default:
      return same(texts[scalar as keyof typeof texts].filter((text) => fits(text, constraints)));
  }
}

function rangeOf(scalar: Scalar, constraints: readonly Constraint[]): { min: number; max: number } | undefined {
  const [least, most] = integers[scalar] ?? [];
  if (least === undefined || most === undefined) return undefined;
  return { min: limit(constraints, "min", least), max: limit(constraints, "max", most) };
}

/** Whether a double can be what is asked for: of 64-bit integers, some cannot be. */
function isExact({ type, constraints }: Slot): boolean {
  const range = type.kind === "scalar" ? rangeOf(type.scalar, constraints) : undefined;
  return range === undefined || range.min <= range.max;
}

function limit(constraints: readonly Constraint[], name: "min" | "max", start: number): number {
  const limits = constraints.flatMap((constraint) => constraint[name] ?? []).map(Number);
  return name === "min" ? Math.max(start, ...limits) : Math.min(start, ...limits);
}

function floatOf(scalar: "f32" | "f64", constraints: readonly Constraint[]): fc.Arbitrary<number> {
  const [min, max] = [limit(constraints, "min", -Infinity), limit(constraints, "max", Infinity)];
  const any = scalar === "f32" ? fc.float({ noNaN: true, noDefaultInfinity: true }) : fc.double({ noNaN: true, noDefaultInfinity: true }); // prettier-ignore
  const whole = fc.integer({ min: Math.ceil(Math.max(min, -1000)), max: Math.floor(Math.min(max, 1000)) });
  return fc
    .oneof(
      whole,
      any.filter((value) => value >= min && value <= max),
    )
    .map((value) => (value === 0 ? 0 : value));
}

function stringOf(constraints: readonly Constraint[]): fc.Arbitrary<string> {
  const minLength = Math.max(0, ...constraints.flatMap((constraint) => constraint.minLength ?? []));
  const longest = Math.min(...constraints.flatMap((constraint) => constraint.maxLength ?? []), minLength + 20);
  const pattern = constraints.find((constraint) => constraint.pattern !== undefined)?.pattern;
  const format = constraints.find((constraint) => constraint.format !== undefined)?.format;
  const formatted = format === undefined ? undefined : formats[format];
  const any =
    formatted ??
    (pattern === undefined
      ? fc.string({ minLength, maxLength: longest, unit: "binary" }).filter(isWellFormed)
      : fc.stringMatching(new RegExp(pattern, "u")));
  return any.filter((text) => fits(text, constraints));
}

/** Half a surrogate pair does not survive being sent as UTF-8. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function fits(text: string, constraints: readonly Constraint[]): boolean {
  const length = [...text].length;
  return constraints.every(
    ({ minLength = 0, maxLength = Infinity, pattern }) =>
      length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern, "u").test(text)),
  );
}

const days = fc
  .date({ min: new Date("1900-01-01T00:00:00Z"), max: new Date("2199-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

const texts = {
  timestamp: fc
    .tuple(days, fc.constantFrom("", ".5", ".123456789"), fc.constantFrom("Z", "+02:00", "-11:30"))
    .map(([day, fraction, zone]) => day.replace(/\..*$/, fraction + zone)),
  date: days.map((day) => day.slice(0, 10)),
  duration: fc.constantFrom("PT1H30M", "P1Y2M3DT4H5M6S", "P2W", "PT0.5S"),
  uuid: fc.uuid(),
  url: fc.webUrl({ withFragments: true, withQueryParameters: true }),
} as const;

const formats: { readonly [name: string]: fc.Arbitrary<string> } = {
  date: texts.date,
  "date-time": texts.timestamp,
  uuid: texts.uuid,
  uri: texts.url,
  email: fc.emailAddress(),
};

/** Both alphabets are read, the usual one is written. */
function bytesOf(): fc.Arbitrary<Wire> {
  return fc.tuple(fc.uint8Array({ maxLength: 12 }), fc.boolean()).map(([bytes, forUrls]) => {
    const encoded = Buffer.from(bytes).toString("base64");
    return { wire: forUrls ? Buffer.from(bytes).toString("base64url") : encoded, encoded };
  });
}

// ── Lists and maps ──────────────────────────────────────────────────────────────────────────────────────────────────

function sizeOf(constraints: readonly Constraint[], { depth }: Place): { minLength: number; maxLength: number } {
  const minLength = Math.max(0, ...constraints.flatMap((constraint) => constraint.minItems ?? []));
  const maxLength = Math.min(...constraints.flatMap((constraint) => constraint.maxItems ?? []), minLength + 3);
  return { minLength, maxLength: depth > 0 ? maxLength : minLength };
}

function listOf(item: Type, constraints: readonly Constraint[], place: Place): fc.Arbitrary<Wire> {
  const size = sizeOf(constraints, place);
  if (size.maxLength === 0) return same(fc.constant([]));
  return fc.array(valueOf(item, [], deeper(place)), size).map((items) => ({
    wire: items.map(({ wire }) => wire),
    encoded: items.map(({ encoded }) => encoded ?? null),
  }));
}

const keys = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom("__proto__", "constructor", "toString", "$raw", "then", "7"),
);

function mapOf(value: Type, constraints: readonly Constraint[], place: Place): fc.Arbitrary<Wire> {
  const size = sizeOf(constraints, place);
  if (size.maxLength === 0) return same(fc.constant({}));
  const entry = fc.tuple(keys, valueOf(value, [], deeper(place)));
  return fc.uniqueArray(entry, { ...size, selector: ([key]) => key }).map(objectOf);
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth - 1, taken: [] };
}

function objectOf(entries: readonly (readonly [string, Wire])[]): Wire {
  const [wire, encoded] = [{}, {}];
  for (const [key, value] of entries) {
    put(wire, key, value.wire);
    if (value.encoded !== undefined) put(encoded, key, value.encoded);
  }
  return { wire, encoded };
}

// ── Named types ─────────────────────────────────────────────────────────────────────────────────────────────────────

type Named = Extract<Type, { kind: "named" }>;

function namedOf({ target, args }: Named, constraints: readonly Constraint[], place: Place): fc.Arbitrary<Wire> {
  const named = place.types.get(target);
  if (!named) throw new Error(`no type ${target}`);
  const given = new Map(named.params.map((param, index) => [param, args[index]] as const));
  switch (named.kind) {
    case "record":
      return recordOf(named, given, place);
    case "enum":
      return enumOf(named, place);
    case "union":
      return unionOf(named, given, place);
    default: {
      const { slot } = named;
      return slotOf({ ...slot, type: substitute(slot.type, given), constraints: [...constraints, ...slot.constraints] }, place); // prettier-ignore
    }
  }
}

function slotOf({ type, constraints, open }: Pick<Slot, "type" | "constraints" | "open">, place: Place): fc.Arbitrary<Wire> {
  const own = valueOf(type, constraints, place);
  return open && place.newer && constraints.length === 0 ? fc.oneof(own, same(fc.constant("something newer"))) : own;
} // prettier-ignore

function enumOf({ values, closed }: Extract<NamedType, { kind: "enum" }>, { newer }: Place): fc.Arbitrary<Wire> {
  const wires = values.map(({ wire }) => wire);
  const known = fc.constantFrom<Json>(...wires);
  if (closed || !newer) return same(known);
  const unknown = [
    ...(wires.some((wire) => typeof wire === "string") ? [newName(wires)] : []),
    ...(wires.some((wire) => typeof wire === "number") ? [fc.maxSafeInteger()] : []),
  ];
  return same(fc.oneof({ weight: 3, arbitrary: known }, ...unknown));
}

function newName(known: readonly (string | number)[]): fc.Arbitrary<string> {
  const odd = fc.constantFrom("NewThing", "$unknown", "__proto__", "constructor", "(unrecognized)", "");
  return fc.oneof(odd, fc.string()).filter((name) => !known.includes(name));
}

type Args = ReadonlyMap<string, Type | undefined>;

// Few names, since a client takes a newer server to have a bounded number of them.
const newFields = ["newField", "new_field", "__proto__", "constructor", "toString", "", "0", "$raw", "toJson"];

function recordOf({ fields, rules }: RecordType, args: Args, place: Place): fc.Arbitrary<Wire> {
  const members = fields.map((field) => memberOf(field, args, place));
  const names = new Set([...fields.flatMap(({ wire, property }) => [wire, property]), ...place.taken]);
  const free = newFields.filter((name) => !names.has(name));
  const extra = place.newer
    ? fc.uniqueArray(fc.tuple(fc.constantFrom(...free), same(anyJson)), { maxLength: 2, selector: ([name]) => name })
    : fc.constant([]);
  return fc
    .tuple(fc.tuple(...members), extra, fc.boolean())
    .filter(([given]) => rules.every((rule) => holds(rule, fields, given)))
    .map(([given, more, backwards]) => {
      const entries = [...fields.flatMap((field, index) => entryOf(field, given[index])), ...more];
      const made = objectOf(backwards ? entries.reverse() : entries);
      for (const field of fields) fillIn(field, made.encoded as Members);
      return made;
    });
}

function memberOf(field: Field, args: Args, place: Place): fc.Arbitrary<Wire | undefined> {
  const type = substitute(field.type, args);
  const absent = fc.constant(undefined);
  const none = fc.constant<Wire>({ wire: null, encoded: undefined });
  const optional = field.optional || field.fill !== undefined;
  if (optional && (place.depth <= 0 || !isExact(field))) return absent;
  const own = slotOf({ ...field, type }, deeper(place));
  if (!optional) return own;
  return takesNull(type, place.types) ? fc.option(own, { nil: undefined }) : fc.oneof(own, own, absent, none);
}

function entryOf({ wire }: Field, value: Wire | undefined): readonly (readonly [string, Wire])[] {
  return value === undefined ? [] : [[wire, value]];
}

function fillIn({ wire, fill }: Field, encoded: Members): void {
  if (fill !== undefined && !Object.hasOwn(encoded, wire)) put(encoded, wire, fill.value);
}

function takesNull(type: Type, types: Types): boolean {
  if (type.kind === "nullable") return true;
  if (type.kind === "scalar") return type.scalar === "json" || type.scalar === "unit";
  const named = type.kind === "named" ? types.get(type.target) : undefined;
  if (named?.kind === "union") return named.tagging === "untagged" && named.variants.some(({ payload }) => payload !== undefined && takesNull(payload.type, types)); // prettier-ignore
  return named?.kind === "alias" || named?.kind === "newtype" ? takesNull(named.slot.type, types) : false;
}

function holds(
  { kind, fields: names, when }: Rule,
  fields: readonly Field[],
  values: readonly (Wire | undefined)[],
): boolean {
  // prettier-ignore
  const isGiven = (name: string): boolean => {
    const value = values[fields.findIndex(({ property }) => property === name)]?.encoded ?? undefined;
    if (value === undefined || value === null || value === "") return false;
    return typeof value !== "object" || Object.keys(value).length > 0;
  };
  const count = names.filter(isGiven).length;
  switch (kind) {
    case "atLeastOneOf":
      return count > 0;
    case "exactlyOneOf":
      return count === 1;
    case "mutuallyExclusive":
      return count < 2;
    case "dependentRequired":
      return when === undefined || !isGiven(when) || count === names.length;
  }
}

// ── Unions ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function unionOf(union: UnionType, args: Args, place: Place): fc.Arbitrary<Wire> {
  const { variants, tagging, closed } = union;
  const inner = tagging === "untagged" ? { ...place, newer: false } : place;
  const least = Math.min(...variants.map((variant) => heightOf(variant, place.types)));
  const small = place.depth > 0 ? variants : variants.filter((variant) => heightOf(variant, place.types) === least);
  const known = small.map((variant) => variantOf(variant, union, args, inner));
  if (closed || tagging === "untagged" || !place.newer) return fc.oneof(...known);
  return fc.oneof({ weight: 4, arbitrary: fc.oneof(...known) }, unknownVariantOf(union));
}

function variantOf(variant: Variant, union: UnionType, args: Args, place: Place): fc.Arbitrary<Wire> {
  const { wire: name, form, content, payload } = variant;
  const tag = union.tag ?? "";
  const tagged: Wire = { wire: name, encoded: name };
  const beside = [tag, ...(content ? [content.wire, content.property] : []), ...place.taken];
  const around = (fields: readonly Field[]): fc.Arbitrary<Wire> =>
    recordOf({ fields, rules: [] } as unknown as RecordType, args, { ...place, taken: beside });
  const slot = payload && { ...payload, type: substitute(payload.type, args) };
  if (form === "unit" || slot === undefined) {
    return union.tagging === "external" ? fc.constant(tagged) : around([]).map((made) => withTag(made, tag, tagged));
  }
  switch (form) {
    case "flat":
      return slotOf(slot, { ...place, taken: beside }).map((made) => withTag(made, tag, tagged));
    case "content":
      return fc.tuple(around([]), slotOf(slot, deeper(place))).map(([made, value]) => {
        const whole = objectOf([[tag, tagged], [content?.wire ?? "", value]]); // prettier-ignore
        return { wire: merge(whole.wire, made.wire), encoded: merge(whole.encoded ?? {}, made.encoded ?? {}) };
      });
    case "key":
      return slotOf(slot, deeper(place)).map((value) => objectOf([[name, value]]));
    case "bare":
      return slotOf(slot, place);
  }
}

function withTag({ wire, encoded }: Wire, tag: string, name: Wire): Wire {
  const head = objectOf([[tag, name]]);
  return { wire: merge(head.wire, wire), encoded: merge(head.encoded ?? {}, encoded ?? {}) };
}

function merge(first: Json, second: Json): Json {
  const made = {};
  for (const part of [first, second]) for (const [key, value] of Object.entries(part as Members)) put(made, key, value);
  return made;
}

function unknownVariantOf({ tagging, tag = "", variants }: UnionType): fc.Arbitrary<Wire> {
  const known = variants.map(({ wire }) => wire);
  const name = newName(known);
  if (tagging === "external")
    return fc.oneof(same(name), fc.tuple(name.filter((key) => key !== ""), same(anyJson)).map((entry) => objectOf([entry]))); // prettier-ignore
  const rest = fc.uniqueArray(fc.tuple(keys.filter((key) => key !== tag), same(anyJson)), { maxLength: 3, selector: ([key]) => key }); // prettier-ignore
  return fc.tuple(same(name), rest).map(([value, more]) => objectOf([[tag, value], ...more]));
}

/** Found once: all that has a union in it asks, and each way through the types is walked. */
const heights = new WeakMap<Variant, number>();

/** How many unions and records a value has at least; Infinity on the way back to where it came from. */
function heightOf(variant: Variant, types: Types): number {
  const { payload } = variant;
  const height = heights.get(variant) ?? (payload === undefined ? 0 : 1 + typeHeight(payload.type, types, new Set()));
  heights.set(variant, height);
  return height;
}

function typeHeight(type: Type, types: Types, seen: ReadonlySet<string>): number {
  const named = type.kind === "named" ? types.get(type.target) : undefined;
  if (named === undefined) return 0;
  if (seen.has(named.id)) return Infinity;
  const inside = (inner: Type): number => 1 + typeHeight(inner, types, new Set([...seen, named.id]));
  if (named.kind === "record")
    return Math.max(0, ...named.fields.filter(({ optional }) => !optional).map((field) => inside(field.type)));
  if (named.kind === "union") return Math.min(...named.variants.map(({ payload }) => (payload ? inside(payload.type) : 0)));
  return named.kind === "enum" ? 0 : inside(named.slot.type);
} // prettier-ignore

// ── Values that nobody should send ──────────────────────────────────────────────────────────────────────────────────

/** What JavaScript has and JSON does not, and what a careless caller passes. */
export const junk: fc.Arbitrary<unknown> = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** No part of it may turn up in an issue. */
export const secret = "s3cr3t-sentinel";

const wrong = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, secret, 0, -1, 1.5, NaN, 2 ** 60, true, [], {}, [secret], { [secret]: 1 }, 1n),
  junk,
); // prettier-ignore

type Change = "drop" | "replace" | "add" | "wrap";

/** Values that fit, with one or two things changed somewhere. */
export function mutations(valid: fc.Arbitrary<Json>): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom<Change>("drop", "replace", "add", "wrap"),
    key: fc.oneof(fc.constantFrom("__proto__", "constructor", "toJSON", "then", "$raw", "$tag", "length"), fc.string()),
    value: wrong,
  });
  return fc
    .tuple(valid, fc.array(change, { minLength: 1, maxLength: 2 }))
    .map(([value, changes]) => changes.reduce(mutate, structuredClone(value) as unknown));
}

interface Spot {
  readonly holder: object | undefined;
  readonly key: string;
}

function mutate(root: unknown, { at, kind, key, value }: { at: number; kind: Change; key: string; value: unknown }) {
  const spots = spotsOf(root);
  const { holder, key: member } = spots[at % spots.length] ?? { holder: undefined, key: "" };
  const found: unknown = holder === undefined ? root : Reflect.get(holder, member);
  const replace = (by: unknown): unknown => {
    if (holder === undefined) return by;
    put(holder, member, by);
    return root;
  };
  switch (kind) {
    case "drop":
      if (holder !== undefined) Reflect.deleteProperty(holder, member);
      return root;
    case "replace":
      return replace(value);
    case "add":
      if (
        typeof found === "object" &&
        found !== null &&
        !ArrayBuffer.isView(found) &&
        Object.isExtensible(found) &&
        !(Array.isArray(found) && key === "length")
      )
        // prettier-ignore
        put(found, key, value);
      return root;
    case "wrap":
      return replace(at % 2 ? [found] : { [key]: found });
  }
}

function spotsOf(root: unknown): readonly Spot[] {
  const spots: Spot[] = [{ holder: undefined, key: "" }];
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== "object" || value === null || depth > 6 || ArrayBuffer.isView(value)) return;
    for (const key of Object.keys(value)) {
      spots.push({ holder: value, key });
      visit(Reflect.get(value, key), depth + 1);
    }
  };
  visit(root, 0);
  return spots;
}
