// Whether a JSON value is what a type puts on the wire. Written apart from the runtime, so that each proves the other.
import { resolveAliases, substitute, type Constraint, type Field, type Json, type NamedType, type Rule, type Scalar, type Slot, type Type, type UnionType, type Variant } from "../model.js"; // prettier-ignore
import { didYouMean } from "../names.js";
import { matches } from "./patterns.js";

type Types = ReadonlyMap<string, NamedType>;

/** A thing that does not fit, with the path to it. */
export interface Misfit {
  readonly path: readonly (string | number)[];
  readonly problem: string;
  /** What the spec says to whoever breaks the constraint or the rule. */
  readonly message?: string | undefined;
}

/** `undefined` if the value is what the slot takes: type and constraints, no unknown field, value or variant. */
export function conform(value: Json, slot: Slot, types: Types): Misfit | undefined {
  return first(conformSlot(value, slot, { types, steps: 0 }));
}

/** As `conform`, for the members of one flat object: those of a call, or of a record. */
export function conformFields(value: Json, members: MemberSet, types: Types): Misfit | undefined {
  return first(fieldMisfits(value, members, types));
}

/** All that does not fit, found while it is asked for. */
export function fieldMisfits(value: Json, { fields, rules }: MemberSet, types: Types): Iterable<Misfit> {
  return chain(conformMembers(value, fields, { types, steps: 0 }), () => conformRules(value, { fields, rules }));
}

/** What one object is made of. */
export interface MemberSet {
  readonly fields: readonly Member[];
  readonly rules: readonly Rule[];
}

type Member = Pick<Field, "wire" | "property" | "optional"> & Slot;

/** What does not fit, the first thing first. */
type Misfits = Iterable<Misfit>;

function first(misfits: Misfits): Misfit | undefined {
  for (const misfit of misfits) return misfit;
  return undefined;
}

/** The misfits of the one, or if there are none those of the other: what is no object has no members to look at. */
function* chain(misfits: Misfits, otherwise: () => Misfits): Misfits {
  let isClean = true;
  for (const misfit of misfits) {
    isClean = false;
    yield misfit;
  }
  if (isClean) yield* otherwise();
}

interface Scope {
  readonly types: Types;
  /** How much was looked at. */
  steps: number;
}

/** Unions that cannot be told apart, nested in each other, take exponential time: a value that takes longer passes. */
const STEP_LIMIT = 20_000;

function conformSlot(value: Json, slot: Slot, scope: Scope): Misfits {
  if (++scope.steps > STEP_LIMIT || (slot.open && typeof value === "string")) return [];
  return chain(conformType(value, slot.type, scope), () =>
    value === null ? [] : conformConstraints(value, slot.constraints),
  );
}

/** The members first: what does not fit by its names is told before anything deeper. */
function* conformMembers(value: Json, fields: readonly Member[], scope: Scope): Misfits {
  if (!isObject(value)) return yield* misfit("an object is needed");
  const known = new Set(fields.map(({ wire }) => wire));
  for (const key of Object.keys(value))
    if (!known.has(key)) yield* misfit(`\`${key}\` is no field`, didYouMean(key, known));
  for (const { wire, optional, fill } of fields)
    if (!optional && !fill && !Object.hasOwn(value, wire)) yield* misfit(`\`${wire}\` is missing`);
  const given = fields.filter(
    ({ wire, optional }) => Object.hasOwn(value, wire) && !(value[wire] === null && optional),
  );
  yield* eachOf(given.map((field) => [field.wire, field] as const), (field) => conformSlot(value[field.wire] ?? null, field, scope)); // prettier-ignore
}

function misfit(problem: string, hint?: string): readonly [Misfit] {
  return [{ path: [], problem: hint === undefined ? problem : `${problem}: ${hint}` }];
}

function* within(step: string | number, misfits: Misfits): Misfits {
  for (const misfit of misfits) yield { ...misfit, path: [step, ...misfit.path] };
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function conformType(value: Json, written: Type, scope: Scope): Misfits {
  const type = written.kind === "named" ? written : resolveAliases(written, scope.types);
  switch (type.kind) {
    case "scalar":
      return conformScalar(value, type.scalar);
    case "list":
      return Array.isArray(value)
        ? eachOf((value as readonly Json[]).entries(), (item) => conformType(item, type.item, scope))
        : misfit("a list is needed");
    case "map":
      return isObject(value)
        ? eachOf(Object.entries(value), (item) => conformType(item, type.value, scope))
        : misfit("an object is needed");
    case "nullable":
      return value === null ? [] : conformType(value, type.inner, scope);
    case "named": {
      const target = scope.types.get(type.target);
      return target ? conformNamed(value, target, { scope, args: type.args }) : [];
    }
    case "text":
      return typeof value === "string" ? [] : misfit("a text is needed");
    default:
      return [];
  }
}

function* eachOf<T>(items: Iterable<readonly [string | number, T]>, of: (item: T) => Misfits): Misfits {
  for (const [step, item] of items) yield* within(step, of(item));
}

const patterns: { readonly [S in Scalar]?: RegExp } = {
  timestamp: /^\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  duration: /^-?P(?!$)(\d+(\.\d+)?[YMWD])*(T(\d+(\.\d+)?[HMS])+)?$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  bytes: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
};

function conformScalar(value: Json, scalar: Scalar): Misfits {
  switch (scalar) {
    case "json":
      return [];
    case "unit":
      return value === null || (isObject(value) && Object.keys(value).length === 0) ? [] : misfit("nothing is needed");
    case "bool":
      return typeof value === "boolean" ? [] : misfit("`true` or `false` is needed");
    default:
      if (!/^[uif]\d+$/.test(scalar)) return conformText(value, scalar);
      return typeof value === "number" && inRange(value, scalar) ? [] : misfit(`a number of type ${scalar} is needed`);
  }
}

function conformText(value: Json, scalar: Scalar): Misfits {
  if (typeof value !== "string") return misfit("a text is needed");
  if (scalar === "url" && !URL.canParse(value)) return misfit("a URL is needed");
  const fits = patterns[scalar]?.test(value) !== false && (!["timestamp", "date"].includes(scalar) || isDay(value));
  return fits ? [] : misfit(`a ${scalar} is needed`);
}

/** Whether the calendar has the day that a text starts with: there and back, 30 February becomes a day of March. */
function isDay(text: string): boolean {
  const day = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text.slice(0, 10));
}

function inRange(value: number, scalar: string): boolean {
  if (scalar.startsWith("f")) return Number.isFinite(scalar === "f32" ? Math.fround(value) : value);
  if (!Number.isInteger(value)) return false;
  const bits = Number(scalar.slice(1));
  const [low, high] = scalar.startsWith("u") ? [0, 2 ** bits] : [-(2 ** (bits - 1)), 2 ** (bits - 1)];
  return value >= low && value < high;
}

interface Named {
  readonly scope: Scope;
  readonly args: readonly Type[];
}

function conformNamed(value: Json, written: NamedType, { scope, args }: Named): Misfits {
  const type = written.params.length === 0 ? written : withArguments(written, args);
  switch (type.kind) {
    case "record":
      return chain(conformMembers(value, type.fields, scope), () => conformRules(value, type));
    case "enum":
      return type.values.some(({ wire }) => wire === value) ? [] : misfit(`\`${JSON.stringify(value)}\` is no value of ${type.name}`, typeof value === "string" ? didYouMean(value, type.values.map(({ wire }) => String(wire))) : undefined); // prettier-ignore
    case "union":
      return conformUnion(value, type, scope);
    default:
      return conformSlot(value, type.slot, scope);
  }
}

/** A generic type with its arguments put in. */
export function withArguments(type: NamedType, args: readonly Type[]): NamedType {
  const given = new Map(type.params.map((param, index) => [param, args[index]]));
  const put = <S extends Slot>(slot: S): S => ({ ...slot, type: substitute(slot.type, given) });
  switch (type.kind) {
    case "record":
      return { ...type, fields: type.fields.map(put) };
    case "union":
      return {
        ...type,
        variants: type.variants.map((each) => ({ ...each, payload: each.payload && put(each.payload) })),
      };
    case "enum":
      return type;
    default:
      return { ...type, slot: put(type.slot) };
  }
}

function conformUnion(value: Json, union: UnionType, scope: Scope): Misfits {
  switch (union.tagging) {
    case "internal":
    case "adjacent":
      return conformTagged(value, union, scope);
    case "external":
      return conformExternal(value, union, scope);
    case "untagged": {
      const fitting = union.variants.some(({ payload }) => payload && !first(conformSlot(value, payload, scope)));
      return fitting ? [] : misfit(`no variant of ${union.name} looks like this`);
    }
  }
}

function conformTagged(value: Json, union: UnionType, scope: Scope): Misfits {
  const tag = union.tag ?? "";
  if (!isObject(value)) return misfit("an object is needed");
  const found = Object.hasOwn(value, tag) ? value[tag] : undefined;
  if (typeof found !== "string") return misfit(`the tag \`${tag}\` is missing`);
  const variant = union.variants.find(({ wire }) => wire === found);
  if (!variant) return misfit(`\`${found}\` is no variant of ${union.name}`, didYouMean(found, union.variants.map(({ wire }) => wire))); // prettier-ignore
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== tag));
  return conformVariant(rest, variant, scope);
}

function conformVariant(
  rest: { readonly [key: string]: Json },
  { form, payload, content, name }: Variant,
  scope: Scope,
): Misfits {
  if (form === "flat" && payload) return conformSlot(rest, payload, scope);
  const key = form === "content" && payload ? content?.wire : undefined;
  const unknown = Object.keys(rest).find((member) => member !== key);
  if (unknown !== undefined) return misfit(`\`${unknown}\` is no field of ${name}`);
  return key === undefined || !payload ? [] : conformMember(rest, key, (member) => conformSlot(member, payload, scope));
}

function conformMember(value: { readonly [key: string]: Json }, key: string, of: (member: Json) => Misfits): Misfits {
  if (!Object.hasOwn(value, key)) return misfit(`\`${key}\` is missing`);
  return within(key, of(value[key] ?? null));
}

function conformExternal(value: Json, union: UnionType, scope: Scope): Misfits {
  if (typeof value === "string")
    return union.variants.some(({ wire, form }) => form === "unit" && wire === value)
      ? []
      : misfit(`\`${value}\` is no variant of ${union.name}`);
  const entries = isObject(value) ? Object.entries(value) : [];
  const [entry] = entries;
  if (!entry || entries.length !== 1) return misfit("a text or an object with one key is needed");
  const variant = union.variants.find(({ wire, form }) => form === "key" && wire === entry[0]);
  if (!variant?.payload) return misfit(`\`${entry[0]}\` is no variant of ${union.name}`);
  return within(entry[0], conformSlot(entry[1], variant.payload, scope));
}

function* conformConstraints(value: Json, constraints: readonly Constraint[]): Misfits {
  for (const constraint of constraints) {
    const problem = violated(value, constraint);
    if (problem !== undefined) yield { path: [], problem: `it breaks \`${problem}\``, message: constraint.message };
  }
}

/** The constraint that a value breaks, by its keys. */
function violated(value: Json, constraint: Constraint): string | undefined {
  const { min, max, minItems, maxItems } = constraint;
  if (typeof value === "number") return outOf(value, { min: toNumber(min), max: toNumber(max) });
  if (typeof value === "string") return violatedByText(value, constraint);
  const size = typeof value === "object" && value !== null ? Object.keys(value).length : undefined;
  return size === undefined ? undefined : outOf(size, { minItems, maxItems });
}

function violatedByText(value: string, { minLength, maxLength, pattern, format }: Constraint): string | undefined {
  const bound = outOf(Array.from(value).length, { minLength, maxLength });
  if (bound !== undefined) return bound;
  if (pattern !== undefined && isCompilable(pattern) && matches(pattern, value) === false) return "pattern";
  return format !== undefined && Object.hasOwn(formats, format) && !formats[format]?.(value) ? "format" : undefined;
}

/** The bound that a size breaks, as it is written: the names tell which is the lower one. */
function outOf(size: number, bounds: { readonly [name: string]: number | undefined }): string | undefined {
  const broken = Object.entries(bounds).find(([name, bound]) => bound !== undefined && (name.startsWith("min") ? size < bound : size > bound)); // prettier-ignore
  return broken && `${broken[0]}: ${String(broken[1])}`;
}

/** The formats that a client checks. The others tell people what is meant. */
const formats: { readonly [name: string]: (value: string) => boolean } = {
  date: (value) => isText(value, "date"),
  "date-time": (value) => isText(value, "timestamp"),
  uuid: (value) => isText(value, "uuid"),
  uri: (value) => isText(value, "url"),
  email: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
};

function isText(value: string, scalar: Scalar): boolean {
  return Array.from(conformText(value, scalar)).length === 0;
}

function toNumber(bound: number | string | undefined): number | undefined {
  return bound === undefined ? undefined : Number(bound);
}

/** An invalid pattern has been reported where it stands. */
function isCompilable(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").unicode;
  } catch {
    return false;
  }
}

/** Rules in wire terms: the fields by their wire names. */
function* conformRules(value: Json, { fields, rules }: MemberSet): Misfits {
  if (!isObject(value)) return;
  const isGiven = (property: string): boolean => {
    const field = fields.find((candidate) => candidate.property === property);
    return isPresent(field && Object.hasOwn(value, field.wire) ? value[field.wire] : undefined);
  };
  for (const rule of rules)
    if (!holds(rule, isGiven))
      yield { path: [], problem: `it breaks the rule \`${rule.kind}\``, message: rule.message };
}

/** Whether a member counts as given: not null, and no empty text, list or map. */
export function isPresent(member: Json | undefined): boolean {
  if (member === undefined || member === null || member === "") return false;
  return typeof member !== "object" || Object.keys(member).length > 0;
}

/** Whether a rule holds of what is given. */
export function holds({ kind, fields, when }: Rule, isGiven: (property: string) => boolean): boolean {
  const count = fields.filter(isGiven).length;
  switch (kind) {
    case "atLeastOneOf":
      return count >= 1;
    case "exactlyOneOf":
      return count === 1;
    case "mutuallyExclusive":
      return count <= 1;
    case "dependentRequired":
      return when === undefined || !isGiven(when) || count === fields.length;
  }
}
