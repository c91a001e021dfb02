// A type in the place of another: what breaks in requests (the old values go to the new type) and in outputs (the new
// values come to readers of the old one). Types with one name are equal here: what was edited in them is told there.
import {
  isInt64,
  substitute,
  type Constraint,
  type Field,
  type NamedType,
  type RecordType,
  type Scalar,
  type Slot,
  type Type,
  type UnionType,
  type Variant,
} from "../model.js";
import { relateConstraints } from "./constraints.js";
import type { Pair } from "./draft.js";
import { memberDrafts } from "./members.js";
import { rowOf } from "./kinds.js";
import type { Int64 } from "../target.js";
import { spell } from "./spell.js";
import { equal, isHarmless, together, type Relation } from "./verdict.js";

/** What it does to put `after` in the place of `before`. */
export function relate(before: Type, after: Type, pair: Pair): Relation {
  const own = pair.seen ? pair : { ...pair, seen: new Set<string>() };
  const [olds, news] = [aliasesOf(before, pair.types.old), aliasesOf(after, pair.types.new)];
  for (const old of olds) {
    const next = news.find(({ type }) => areOneName(old.type, type));
    if (next) return together([relateConstraints(old.constraints, next.constraints), ...relateArgs(old.type, next.type, own)]); // prettier-ignore
  }
  return relateBare(bareOf(before, pair.types.old), bareOf(after, pair.types.new), own);
}

/** What it does that a name now stands for something of another kind. */
export function relateKinds(old: NamedType, next: NamedType, pair: Pair): Relation {
  const own = { ...pair, seen: new Set<string>() };
  const before = bareOfNamed(old, pair.types.old);
  // Nobody has values of its own nominal name but under that name.
  const nameless = old.kind === "alias" ? before : { ...before, flavor: undefined };
  return relateBare(nameless, bareOfNamed(next, pair.types.new), own);
}

function areOneName(a: Type, b: Type): boolean {
  return a.kind === "named" && b.kind === "named" && a.target === b.target;
}

function relateArgs(a: Type, b: Type, pair: Pair): readonly Relation[] {
  if (a.kind !== "named" || b.kind !== "named") return [];
  return a.args.flatMap((arg, index) => {
    const other = b.args[index];
    return other ? [relate(arg, other, pair)] : [];
  });
}

// ── What a name stands for ──────────────────────────────────────────────────────────────────────────────────────────

interface Bare {
  readonly type: Type;
  /** The nominal name of a text or a number. */
  readonly flavor: string | undefined;
  /** Of all names on the way. */
  readonly constraints: readonly Constraint[];
  readonly open: boolean;
}

type Types = ReadonlyMap<string, NamedType>;

/** A type, and what it is if aliases are followed, one after the other. */
function aliasesOf(type: Type, types: Types): readonly Pick<Bare, "type" | "constraints">[] {
  const steps: Pick<Bare, "type" | "constraints">[] = [{ type, constraints: [] }];
  const seen = new Set<string>();
  for (const { type: at, constraints } of steps) {
    const target = at.kind === "named" && !seen.has(at.target) ? types.get(at.target) : undefined;
    if (at.kind !== "named" || target?.kind !== "alias") break;
    seen.add(at.target);
    const { slot } = instance(target, at.args);
    steps.push({ type: slot.type, constraints: [...constraints, ...slot.constraints] });
  }
  return steps;
}

/** A type without aliases and nominal names. */
function bareOf(type: Type, types: Types): Bare {
  const seen = new Set<string>();
  let bare: Bare = { type, flavor: undefined, constraints: [], open: false };
  for (let at = type; at.kind === "named" && !seen.has(at.target); at = bare.type) {
    seen.add(at.target);
    const target = types.get(at.target);
    if (!target || !("slot" in target)) break;
    const { slot } = instance(target, at.args);
    const flavor = bare.flavor ?? (target.kind === "alias" ? undefined : target.name);
    bare = {
      type: slot.type,
      flavor,
      constraints: [...bare.constraints, ...slot.constraints],
      open: bare.open || slot.open,
    };
  }
  return { ...bare, flavor: flavorOf(bare) };
}

function bareOfNamed(type: NamedType, types: Types): Bare {
  return bareOf({ kind: "named", target: type.id, args: placeholders(type) }, types);
}

/** Whether a type is a scalar beneath all its names. */
export function isScalarBeneath(type: Type, types: Types): boolean {
  return bareOf(type, types).type.kind === "scalar";
}

/** Only texts and numbers have nominal names; those of the language are outside the user's. */
function flavorOf({ type, flavor }: Bare): string | undefined {
  if (type.kind !== "scalar" || ["bool", "json", "unit", "bytes"].includes(type.scalar)) return undefined;
  return flavor ?? (isTextScalar(type.scalar) && type.scalar !== "string" ? `(${type.scalar})` : undefined);
}

/** Parameters by their place: their names mean nothing. */
export function placeholders({ params }: NamedType): readonly Type[] {
  return params.map((_, index) => ({ kind: "parameter", name: String(index) }));
}

/** A generic type with its arguments put in. */
export function instance<T extends NamedType>(type: T, args: readonly Type[]): T {
  if (type.params.length === 0) return type;
  const given = new Map(type.params.map((param, index) => [param, args[index]]));
  const put = <S extends Slot>(slot: S): S => ({ ...slot, type: substitute(slot.type, given) });
  return putInto(type, put) as T;
}

function putInto(type: NamedType, put: <S extends Slot>(slot: S) => S): NamedType {
  switch (type.kind) {
    case "record":
      return { ...type, fields: type.fields.map(put) };
    case "union":
      return {
        ...type,
        variants: type.variants.map((each) => (each.payload ? { ...each, payload: put(each.payload) } : each)),
      };
    case "enum":
      return type;
    default:
      return { ...type, slot: put(type.slot) };
  }
}

// ── Types side by side ──────────────────────────────────────────────────────────────────────────────────────────────

const wider = rowOf("field-type-changed", "wider");
const narrower = rowOf("field-type-changed", "narrower");
const incompatible = rowOf("field-type-changed", "incompatible");

function relateBare(a: Bare, b: Bare, pair: Pair): Relation {
  const flavored = pair.flavors && a.flavor !== undefined && b.flavor !== undefined && a.flavor !== b.flavor;
  return together([
    relateShapes(a.type, b.type, pair),
    relateConstraints(a.constraints, b.constraints),
    ...(flavored ? [rowOf("field-type-renamed", "flavor")] : []),
    ...(a.open === b.open ? [] : [relateOpenness(b)]),
  ]);
}

/** What it does that a scalar takes any text from now on, or does not any more. */
export function relateOpenness({ type, open }: Pick<Slot, "type" | "open">): Relation {
  if (type.kind === "scalar" && type.scalar === "bytes") return rowOf("field-type-changed", open ? "openBytes" : "closedBytes"); // prettier-ignore
  return rowOf("field-type-changed", open ? "openText" : "closedText");
}

/* eslint-disable-next-line complexity -- every pair of forms in one place */
function relateShapes(a: Type, b: Type, pair: Pair): Relation {
  if (a.kind === "unresolved" || b.kind === "unresolved") return equal;
  if (isJson(a) || isJson(b)) return isJson(a) ? (isJson(b) ? equal : narrower) : wider;
  if (a.kind === "nullable" || b.kind === "nullable") return relateNullable(a, b, pair);
  if (a.kind === "list" && b.kind === "list") return relate(a.item, b.item, pair);
  if (a.kind === "map" && b.kind === "map") return relate(a.value, b.value, pair);
  if (a.kind === "scalar" && b.kind === "scalar") return relateScalars(a.scalar, b.scalar, pair.int64);
  if (a.kind === "parameter" && b.kind === "parameter") return a.name === b.name ? equal : incompatible;
  if (a.kind === "named" || b.kind === "named") return relateNamed(a, b, pair);
  return a.kind === b.kind ? equal : incompatible;
}

/** `json` takes null as it is. */
function isJson(type: Type): boolean {
  return type.kind === "nullable" ? isJson(type.inner) : type.kind === "scalar" && type.scalar === "json";
}

function relateNullable(a: Type, b: Type, pair: Pair): Relation {
  if (a.kind === "nullable" && b.kind === "nullable") return relate(a.inner, b.inner, pair);
  if (b.kind === "nullable") return together([rowOf("field-became-nullable", "any"), relate(a, b.inner, pair)]);
  if (a.kind === "nullable") return together([rowOf("field-became-not-nullable", "any"), relate(a.inner, b, pair)]);
  return equal;
}

// ── Scalars ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const integers: ReadonlyMap<Scalar, Range> = new Map<Scalar, Range>([
  ["u8", [0, 2 ** 8]], ["u16", [0, 2 ** 16]], ["u32", [0, 2 ** 32]], ["u64", [0, 2 ** 64]],
  ["i8", [-(2 ** 7), 2 ** 7]], ["i16", [-(2 ** 15), 2 ** 15]], ["i32", [-(2 ** 31), 2 ** 31]], ["i64", [-(2 ** 63), 2 ** 63]],
]); // prettier-ignore

function isTextScalar(scalar: Scalar): boolean {
  return ["string", "timestamp", "date", "duration", "uuid", "url"].includes(scalar);
}

/** Whether two scalars differ in range or format alone, and not in what they are. */
export function areOneFormat(a: Scalar, b: Scalar, int64: Int64): boolean {
  if (isOtherInCode(a, b, int64)) return false;
  if (integers.has(a) && integers.has(b)) return true;
  return (isFloat(a) && isFloat(b)) || (isTextScalar(a) && isTextScalar(b) && (a === "string" || b === "string"));
}

function isFloat(scalar: Scalar): boolean {
  return scalar === "f32" || scalar === "f64";
}

/** Whether a number is a bigint or a text in code, and the other one a number. */
function isOtherInCode(a: Scalar, b: Scalar, int64: Int64): boolean {
  return int64 !== "number" && isInt64(a) !== isInt64(b) && [a, b].every((each) => integers.has(each) || isFloat(each));
}

function relateScalars(a: Scalar, b: Scalar, int64: Int64): Relation {
  if (a === b) return equal;
  if (isOtherInCode(a, b, int64))
    return together([rowOf("field-type-changed", "int64"), relateScalars(a, b, "number")]);
  if (int64 === "string" && areTexts(a, b)) return rowOf("field-type-changed", "texts");
  return relateNumbers(a, b) ?? (areOneFormat(a, b, int64) ? rowOf("field-format-changed", b === "string" || b === "f64" ? "wider" : "narrower") : incompatible); // prettier-ignore
}

/** A 64-bit integer that is a text in code, and a text. */
function areTexts(a: Scalar, b: Scalar): boolean {
  return (isInt64(a) && b === "string") || (a === "string" && isInt64(b));
}

/** Undefined where one of them is no integer and the other no number. */
function relateNumbers(a: Scalar, b: Scalar): Relation | undefined {
  const [old, next] = [integers.get(a), integers.get(b)];
  if (old && next) return relateRanges(old, next);
  if (old && isFloat(b)) return rowOf("field-type-changed", "whole");
  return isFloat(a) && next ? rowOf("field-type-changed", "fraction") : undefined;
}

type Range = readonly [min: number, max: number];

function relateRanges(old: Range, next: Range): Relation {
  const isLess = old[0] < next[0] || old[1] > next[1];
  const isMore = next[0] < old[0] || next[1] > old[1];
  return together([
    ...(isLess ? [rowOf("field-format-changed", "narrower")] : []),
    ...(isMore ? [rowOf("field-format-changed", "wider")] : []),
  ]);
}

// ── Records, enums and unions ───────────────────────────────────────────────────────────────────────────────────────

/* eslint-disable-next-line complexity -- every pair of kinds in one place */
function relateNamed(a: Type, b: Type, pair: Pair): Relation {
  const key = `${spell(a)} ${spell(b)}`;
  if (pair.seen?.has(key) === true) return equal;
  pair.seen?.add(key);
  const [old, next] = [declared(a, pair.types.old), declared(b, pair.types.new)];
  if (old && next && old.kind === next.kind && isUntagged(old) === isUntagged(next))
    return together(memberDrafts(old, next, pair).map(({ verdicts }) => verdicts));
  if (isUntagged(next)) return toUntagged(a, next, pair);
  if (isUntagged(old)) return fromUntagged(old, b, pair);
  if (old?.kind === "enum" && isString(b)) return rowOf("field-type-changed", old.closed ? "wider" : "opened");
  if (isString(a) && next?.kind === "enum") return rowOf("field-type-changed", "anyText");
  if (old?.kind === "record" && next?.kind === "union") return recordToUnion(old, next, pair);
  if (old?.kind === "union" && next?.kind === "record") return unionToRecord(old, next, pair);
  return incompatible;
}

function isUntagged(type: NamedType | undefined): type is UnionType & { readonly tagging: "untagged" } {
  return type?.kind === "union" && type.tagging === "untagged";
}

function isString(type: Type): boolean {
  return type.kind === "scalar" && type.scalar === "string";
}

function declared(type: Type, types: Types): NamedType | undefined {
  const target = type.kind === "named" ? types.get(type.target) : undefined;
  return target && type.kind === "named" ? instance(target, type.args) : undefined;
}

/** Old values go on to fit if one alternative is what they were; new ones may be of the others. */
function toUntagged(a: Type, union: UnionType, pair: Pair): Relation {
  const fitting = union.variants.filter(({ payload }) => payload && isRelated(a, payload.type, pair));
  if (fitting.length === union.variants.length) return equal;
  return fitting.length > 0 ? wider : incompatible;
}

function fromUntagged(union: UnionType, b: Type, pair: Pair): Relation {
  const fitting = union.variants.filter(({ payload }) => payload && isRelated(payload.type, b, pair));
  if (fitting.length === union.variants.length) return equal;
  return fitting.length > 0 ? narrower : incompatible;
}

function isRelated(a: Type, b: Type, pair: Pair): boolean {
  const { request, output } = relate(a, b, { ...pair, seen: new Set(pair.seen) });
  return isHarmless(request) && isHarmless(output);
}

/** What is read as a record may be any of the variants: each has to do. None takes what callers sent: it has no tag. */
function recordToUnion(old: RecordType, union: UnionType, pair: Pair): Relation {
  const arms = armsOf(union, pair.types.new);
  if (!arms) return incompatible;
  const read = together(arms.flatMap((arm) => memberDrafts(old, arm, pair).map(({ verdicts }) => verdicts)));
  return { request: incompatible.request, output: read.output };
}

/** Literals of every variant carry its tag, which the record has not. A record has no tag to be told apart by. */
function unionToRecord(union: UnionType, next: RecordType, pair: Pair): Relation {
  const arms = armsOf(union, pair.types.old);
  if (!arms) return incompatible;
  const sent = together(arms.flatMap((arm) => memberDrafts(arm, next, pair).map(({ verdicts }) => verdicts)));
  return { request: sent.request, output: incompatible.output };
}

/** The variants as records, if they travel as such: the tag beside the payload's fields, or beside its content. */
function armsOf({ tag, variants, ...union }: UnionType, types: Types): readonly RecordType[] | undefined {
  if (tag === undefined) return undefined;
  return variants.map((variant) => ({
    ...union,
    kind: "record",
    rules: [],
    fields: [memberOf(tag, tag, variant), ...fieldsBeside(variant, types)],
  }));
}

/** What a variant has beside its tag: the fields of its payload, or the payload under its key. */
export function fieldsBeside(variant: Variant, types: Types): readonly Field[] {
  const { payload, content } = variant;
  if (!payload) return [];
  if (content) return [{ ...memberOf(content.property, content.wire, variant), ...payload }];
  const record = declared(bareOf(payload.type, types).type, types);
  return record?.kind === "record" ? record.fields : [];
}

/** A member that a variant has beside the fields of its payload: a text, as the tag is. */
function memberOf(property: string, wire: string, { id, origin }: Variant): Field {
  return {
    ...{ id: `${id}.${wire}`, origin, docs: undefined, deprecated: undefined, stability: "stable", feature: undefined },
    ...{ was: undefined, extensions: {}, name: property, property, wire, optional: false, typeOrigin: origin },
    ...{ type: { kind: "scalar", scalar: "string" }, constraints: [], open: false, sensitive: false, examples: [] },
    ...{ default: undefined, fill: undefined },
  };
}
