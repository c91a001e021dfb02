// The types that emitted modules and their users see. Types alone: this file is nothing at run time.
import type { ActionInfo, info } from "./action.js";
import type { Read } from "./body.js";
import type { HttpError, ValidationError } from "./errors.js";
import type { Walk } from "./walk.js";

declare const flavor: unique symbol;
declare const unrecognized: unique symbol;
declare const output: unique symbol;

/** What JSON can carry. An interface has no index signature and does not fit: give `{ ...settings }`. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** An object as JSON carries it. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** As {@link JsonValue}, where an integer that no number holds is a bigint. */
export type ExactJsonValue = JsonValue | bigint | readonly ExactJsonValue[] | ExactJsonObject;

/** As {@link JsonObject}, where an integer that no number holds is a bigint. */
export interface ExactJsonObject {
  readonly [key: string]: ExactJsonValue;
}

/** A string (or number) with a nominal name: a plain one is accepted, one with another name is not. */
export type Flavored<Base, Name extends string> = Base & { readonly [flavor]?: Name };

/**
 * What an open enum holds when a newer server sends a value that this package does not know. At run time it is that
 * value. The type is a branded literal, since a branded `string` would spoil narrowing.
 */
export type Unrecognized = "(unrecognized)" & { readonly [unrecognized]: true };

/** An open type without its {@link Unrecognized} values. */
export type Known<T> = Exclude<T, Unrecognized>;

/** A point in time as RFC 3339 text, for example `2026-08-15T12:00:00.123456789Z`. Nothing is lost; see `toDate`. */
export type Timestamp = Flavored<string, "Timestamp">;
/** A day as `YYYY-MM-DD`, in no time zone. */
export type DateString = Flavored<string, "Date">;
/** A length of time as ISO 8601 text, for example `PT1H30M`. */
export type Duration = Flavored<string, "Duration">;
/** A UUID in its usual text form. */
export type Uuid = Flavored<string, "Uuid">;
/** An absolute URL. */
export type Url = Flavored<string, "Url">;
/** A 64-bit integer as decimal text, for example `18446744073709551615`. On the wire it is a number. */
export type IntegerString = Flavored<string, "Integer">;
/** Binary data, base64 on the wire. */
export type Bytes = Uint8Array;

/** One thing that is wrong with a value. No part of the value is in it. */
export interface Issue {
  /** Where: property names as in code, or as on the wire when wire JSON was read, and indices. */
  readonly path: readonly (string | number)[];
  /** What kind of mistake, for programs: `type`, `required`, `unknown_field`, `unknown_tag`, a constraint's code … */
  readonly code: string;
  /** For people. The spec's own words where it has some. */
  readonly message: string;
  /** What is allowed here. */
  readonly expected: string;
  /** The kind of thing that was found instead. */
  readonly received: string;
}

/** The answer of `safeParse`. */
export type Result<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: ValidationError };

/** Something that reads and writes one type: what tables are made of. */
export interface Node<out T> {
  readonly "~walk": Walk;
  /** Exists for the compiler only. */
  readonly "~type"?: () => T;
  /** Reads the body of an answer, where it is no JSON. */
  readonly "~read"?: Read | undefined;
  /** The member's name on the wire, where it differs from the property. */
  readonly "~wire"?: string | undefined;
}

/**
 * The table of a record: one node a field, under the name that the field has in code. By `Extract`, from which nothing is
 * inferred: the type is what the declaration says, and a misspelt optional field does not become another type.
 */
export type Fields<T> = { readonly [K in Extract<keyof T, string>]: Node<T[K]> };

/** The answer of Standard Schema's `validate`. */
export type StandardResult<T> =
  { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/** Standard Schema, version 1: https://standardschema.dev */
export interface StandardSchema<out T, out Input = T> {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (value: unknown) => StandardResult<T>;
  readonly types?: { readonly input: Input; readonly output: T } | undefined;
}

/** The functions of a model. They need no `this`, and say so to linters: `items.map(Device.parse)` works. */
export interface ModelFunctions<T> extends Node<T> {
  /**
   * Reads wire JSON. Unknown fields are kept, constraints and rules are checked, the input is never changed.
   * @throws {ValidationError} with every issue.
   */
  parse(this: void, value: unknown): T;
  /** As `parse`, but answers instead of throwing. */
  safeParse(this: void, value: unknown): Result<T>;
  /** Whether a value is one of this type already, with its constraints and rules. Unknown fields are allowed. */
  is(this: void, value: unknown): value is T;
  /**
   * Writes wire JSON. Unknown fields are refused, unless a record of this type was read with them.
   * @throws {ValidationError} with every issue.
   */
  encode(this: void, value: T): unknown;
}

/** A type at run time. */
export interface Model<out T> extends ModelFunctions<T> {
  /** Standard Schema v1, for tRPC, Hono, forms … */
  readonly "~standard": StandardSchema<T>;
}

/** One function a variant, by the value of the tag. */
export type Cases<T, Tag extends keyof T, R> = {
  readonly [K in T[Tag] & string]: (value: Extract<T, { readonly [P in Tag]: K }>) => R;
};

/** A union with a tag. */
export interface Matching<T, Tag extends keyof T> extends Node<T> {
  /**
   * Calls the function of the variant that `value` is, with every variant named.
   * @throws {UnexpectedVariantError} if none fits, which a value of the type cannot cause.
   */
  match<R>(this: void, value: T, cases: Cases<T, Tag, R>): R;
  /** As above with some of the variants; `otherwise` takes the rest. */
  match<R>(this: void, value: T, some: Partial<Cases<T, Tag, R>>, otherwise: (value: T) => R): R;
}

/** The model of a union with a tag. */
export interface UnionModel<T, Tag extends keyof T> extends Model<T>, Matching<T, Tag> {}

/** An action with its fields: what `execute` takes. `O` is the type of its output. */
export interface Action<out O> {
  readonly [info]: ActionInfo<O>;
  /** Exists for the compiler only. */
  readonly [output]: O;
}

/** As `Partial`, for emitted modules: these name no global, since a client or a type may be called so. */
export type PartialOf<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The output of an action. */
export type OutputOf<A extends Action<unknown>> = A[typeof output];

/** The fields of an action that has none. */
export interface NoFields {}

/** An error of an action whose body is of the type that the spec gives it for the status. */
export interface ErrorOf<S extends number, B> extends HttpError<B> {
  readonly status: S;
  readonly error: B;
}

/** What the classes of actions have in common. `E` is the union of the action's {@link ErrorOf}s, `F` are its fields. */
export interface AnyActionClass<A, E, F = unknown> extends ModelFunctions<A> {
  /** As of a {@link Model}. Whoever calls a procedure that takes it gives the fields. */
  readonly "~standard": StandardSchema<A, F>;
  /** Exists for the compiler only. */
  readonly "~errors"?: () => E;
}

/** The class of an action. Its statics are the functions of a model. */
export interface ActionClass<A, F, E = HttpError> extends AnyActionClass<A, E, F> {
  new (fields: F): A;
}

/** As {@link ActionClass}, for an action whose fields are all optional. */
export interface OptionalActionClass<A, F, E = HttpError> extends AnyActionClass<A, E, F> {
  new (fields?: F): A;
}

/** As {@link ActionClass}, for an action without fields. */
export interface BareActionClass<A, E = HttpError> extends AnyActionClass<A, E, NoFields> {
  new (): A;
}
