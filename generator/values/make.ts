// A slot → a value of it, from the outside in.
import { conform, isPresent, withArguments } from "../check/conform.js";
import type { Constraint, EnumType, Field, Json, NamedType, RecordType, Slot, Type, UnionType, Variant } from "../model.js"; // prettier-ignore
import { wordsOf } from "../names.js";
import type { Heights } from "./heights.js";
import { chooseMembers } from "./members.js";
import { boundsOf, proposals } from "./scalars.js";
import { sourceOf, type Source } from "./source.js";

export interface Maker {
  readonly types: ReadonlyMap<string, NamedType>;
  readonly seed: string;
  readonly heights: Heights;
  /** How much of the value at hand may still be made: one that is larger shows nothing to anybody. */
  readonly room: { left: number };
}

/** Where a value stands. */
export interface Place {
  /** What it is drawn from, with `index`: the id of the field, or that of the opaque type, which has one value everywhere. */
  readonly identity: string;
  /** Which item it is of the lists and maps around it. */
  readonly index: readonly number[];
  /** Whether it is of an opaque type. */
  readonly isId: boolean;
  /** The named types around it. */
  readonly around: readonly string[];
  /** Whether it has to end: then nothing is given that may be left out. */
  readonly isSmall: boolean;
  /** The variant to make, if it is a union. */
  readonly variant: string | undefined;
}

/** Below so many named types, and inside themselves, types have their smallest values. */
const DEPTH = 6;
/** Nobody can follow a value that is deeper, if it has an end at all. */
const DEEPEST = 100;

export function topPlace(identity: string, variant?: string): Place {
  return { identity, index: [], isId: false, around: [], isSmall: false, variant };
}

/** What makes a value of a slot: its type, and constraints of its own and of those who name it. */
type Wanted = Pick<Slot, "type" | "constraints">;

export function makeSlot(slot: Slot, place: Place, maker: Maker): Json | undefined {
  if (maker.room.left-- <= 0 || place.around.length > DEEPEST) return undefined;
  const written = place.variant === undefined ? writtenValue(slot, drawsOf(place, maker), maker) : undefined;
  return written ?? makeType(slot, place, maker);
}

/** What the spec says a value may be: one of the examples, or what a server takes where there is none. */
function writtenValue(slot: Slot, source: Source, { types }: Maker): Json | undefined {
  const fits = ({ value }: { readonly value: Json }): boolean => !conform(value, slot, types);
  const [first, ...others] = slot.examples.filter(fits);
  if (first !== undefined) return source.pick([first, ...others]).value;
  return slot.default && isPresent(slot.default.value) && fits(slot.default) ? slot.default.value : undefined;
}

/** The first item is the same value that stands where there is but one: what a list begins with is what is got by itself. */
function drawsOf({ identity, index }: Place, { seed }: Maker): Source {
  const last = index.findLastIndex((at) => at !== 0);
  return sourceOf(seed, [identity, ...index.slice(0, last + 1)].join("/"));
}

function makeType({ type, constraints }: Wanted, place: Place, maker: Maker): Json | undefined {
  switch (type.kind) {
    case "scalar":
      return makeScalar({ type, constraints }, place, maker);
    case "text":
    case "stream":
      return makeScalar({ type: { kind: "scalar", scalar: "string" }, constraints }, place, maker);
    case "list":
      return makeItems({ type: type.item, constraints }, place, maker);
    case "map": {
      const items = makeItems({ type: type.value, constraints }, place, maker);
      return items && Object.fromEntries(items.map((item, index) => [`key${index + 1}`, item]));
    }
    case "nullable":
      return place.isSmall ? null : (makeType({ type: type.inner, constraints }, place, maker) ?? null);
    case "named":
      return makeNamed({ type, constraints }, place, maker);
    case "parameter":
    case "unresolved":
      return undefined;
  }
}

function makeScalar({ type, constraints }: Wanted, place: Place, maker: Maker): Json | undefined {
  if (type.kind !== "scalar") return undefined;
  const slot: Slot = { ...bareSlot(type), constraints };
  const { isId, identity } = place;
  const words = wordsOf(identity.slice(identity.lastIndexOf(".") + 1));
  const subject = (isId && words.at(-1) === "id" && words.length > 1 ? words.slice(0, -1) : words).join(" ") || "value";
  const draw = { source: drawsOf(place, maker), constraints, subject, isId };
  for (const value of proposals(type.scalar, draw)) if (!conform(value, slot, maker.types)) return value;
  return undefined;
}

/** A slot that says nothing but its type. */
export function bareSlot(type: Type): Slot {
  const typeOrigin = { file: "", start: 0, end: 0 };
  return { type, typeOrigin, constraints: [], open: false, sensitive: false, default: undefined, fill: undefined, examples: [] }; // prettier-ignore
}

/** More items show nothing to anybody. */
const MOST_ITEMS = 10_000;

/** One or two, where there is a choice. */
function makeItems({ type, constraints }: Wanted, place: Place, maker: Maker): readonly Json[] | undefined {
  const { least, most } = boundsOf(constraints, "Items");
  const wish = place.isSmall ? 0 : 1 + drawsOf(place, maker).below(2);
  const size = Math.min(Math.max(wish, least), most);
  if (size > MOST_ITEMS) return undefined;
  const items: Json[] = [];
  for (let index = 0; index < size; index++) {
    const item = makeSlot(bareSlot(type), { ...place, index: [...place.index, index] }, maker);
    if (item === undefined) break;
    items.push(item);
  }
  return items.length < least ? undefined : items;
}

// ── Named types ─────────────────────────────────────────────────────────────────────────────────────────────────────

function makeNamed({ type, constraints }: Wanted, place: Place, maker: Maker): Json | undefined {
  const target = type.kind === "named" ? maker.types.get(type.target) : undefined;
  if (type.kind !== "named" || target === undefined) return undefined;
  const named = target.params.length === 0 ? target : withArguments(target, type.args);
  const isSmall = place.isSmall || place.around.length >= DEPTH || place.around.includes(named.id);
  const inside = { ...place, isSmall, around: [...place.around, named.id] };
  switch (named.kind) {
    case "record":
      return exampleOf(named, place, maker) ?? makeMembers(named, inside, maker);
    case "enum":
      return makeEnum(named, inside, maker);
    case "union":
      return exampleOf(named, place, maker) ?? makeUnion(named, inside, maker);
    default: {
      const own = named.kind === "opaque" ? { ...inside, identity: named.id, isId: true } : inside;
      return makeSlot({ ...named.slot, constraints: [...constraints, ...named.slot.constraints] }, own, maker);
    }
  }
}

function exampleOf({ id, params, examples }: RecordType | UnionType, place: Place, maker: Maker): Json | undefined {
  if (params.length > 0 || place.variant !== undefined) return undefined;
  const slot = { ...bareSlot({ kind: "named", target: id, args: [] }), examples };
  return writtenValue(slot, drawsOf({ ...place, identity: id }, maker), maker);
}

function makeEnum({ values }: EnumType, place: Place, maker: Maker): Json | undefined {
  const current = values.filter(({ deprecated }) => !deprecated);
  const [first, ...others] = current.length > 0 ? current : values;
  return first && drawsOf(place, maker).pick([first, ...others]).wire;
}

function makeUnion(union: UnionType, place: Place, maker: Maker): Json | undefined {
  for (const variant of inOrder(union, place, maker)) {
    const payload = variant.payload && makeSlot(variant.payload, { ...place, identity: variant.id, variant: undefined }, maker); // prettier-ignore
    if (variant.payload === undefined || payload !== undefined) return wrapped(union, variant, payload ?? {});
  }
  return undefined;
}

/** The variants to try: the one that is wanted; the least one, where a value has to end; else any, what is deprecated last. */
function inOrder({ variants }: UnionType, place: Place, maker: Maker): readonly Variant[] {
  if (place.variant !== undefined) return variants.filter(({ wire }) => wire === place.variant);
  const start = drawsOf(place, maker).below(Math.max(variants.length, 1));
  const height = ({ payload }: Variant): number => (payload ? maker.heights(payload) : 0);
  const rank = (variant: Variant): number => (place.isSmall ? height(variant) : Number(variant.deprecated !== undefined)); // prettier-ignore
  return [...variants.slice(start), ...variants.slice(0, start)]
    .filter((variant) => height(variant) !== Infinity)
    .sort((a, b) => rank(a) - rank(b));
}

function wrapped({ tag }: UnionType, { wire, form, content }: Variant, payload: Json): Json {
  switch (form) {
    case "bare":
      return payload;
    case "unit":
      return tag === undefined ? wire : { [tag]: wire };
    case "key":
      return { [wire]: payload };
    case "content":
      return { [tag ?? ""]: wire, [content?.wire ?? ""]: payload };
    case "flat":
      return { [tag ?? ""]: wire, ...(payload as { readonly [key: string]: Json }) };
  }
}

// ── Records ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What an object is made of: the fields of a record, or those of a call. */
export interface Members {
  readonly fields: readonly (Slot & Pick<Field, "id" | "property" | "wire" | "optional" | "deprecated">)[];
  readonly rules: RecordType["rules"];
}
type Member = Members["fields"][number];

export function makeMembers({ fields, rules }: Members, place: Place, maker: Maker): Json | undefined {
  const ruled = new Set(rules.flatMap(({ fields: named, when }) => [...named, ...(when === undefined ? [] : [when])]));
  const make = (field: Member): Json | undefined => {
    const own = { ...place, identity: field.id, isId: false, variant: undefined };
    return makeSlot(ruled.has(field.property) ? demanding(field) : field, own, maker);
  };
  const made = new Map<string, Json>();
  for (const field of fields.filter(({ optional }) => !optional)) {
    const value = make(field);
    if (value === undefined) return undefined;
    made.set(field.property, value);
  }
  const fixed = new Set([...made].filter(([, value]) => isPresent(value)).map(([property]) => property));
  let free = freeOf(fields, place, { maker, ruled });
  for (;;) {
    const chosen = chooseMembers(rules, { free: free.map(({ property }) => property), fixed, few: place.isSmall });
    if (chosen === undefined) return undefined;
    const failed = new Set<Member>();
    for (const field of free.filter(({ property }) => chosen.includes(property) && !made.has(property))) {
      const value = make(field);
      if (value === undefined) failed.add(field);
      else made.set(field.property, value);
    }
    if (failed.size === 0) return objectOf(fields, made, (field) => !field.optional || chosen.includes(field.property));
    free = free.filter((field) => !failed.has(field));
  }
}

/** The members that may be given: those that end first come first, where a value has to end. */
function freeOf(
  fields: readonly Member[],
  { isSmall }: Place,
  { maker, ruled }: { readonly maker: Maker; readonly ruled: ReadonlySet<string> },
): readonly Member[] {
  const free = fields.filter(({ optional, deprecated, property }) => optional && (!deprecated || ruled.has(property)));
  return isSmall ? free.toSorted((a, b) => maker.heights(a) - maker.heights(b)) : free;
}

/** As a rule wants it: what is empty or null does not count as given. */
function demanding<S extends Slot>(slot: S): S {
  const { type, constraints } = slot;
  return { ...slot, type: type.kind === "nullable" ? type.inner : type, constraints: [...constraints, some] };
}

const some: Constraint = {
  min: undefined, max: undefined, minLength: 1, maxLength: undefined, minItems: 1, maxItems: undefined,
  pattern: undefined, format: undefined, code: undefined, message: undefined, extensions: {},
  origin: { file: "", start: 0, end: 0 },
}; // prettier-ignore

/** The members in the order of the spec. A field may be called `__proto__`. */
function objectOf(fields: readonly Member[], made: ReadonlyMap<string, Json>, isGiven: (field: Member) => boolean): Json {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = isGiven(field) ? made.get(field.property) : undefined;
      return value === undefined ? [] : [[field.wire, value] as const];
    }),
  );
} // prettier-ignore
