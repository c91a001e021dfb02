// The model: what a spec means, as plain readonly data that survives JSON. `lower` makes it, every later stage reads it.
// No text of a target language, except the final names. Every reference is resolved and every name is decided.
/* eslint-disable max-lines -- the whole of the model is one file to read: types alone, without behaviour */

/** A span of a source file: offsets in UTF-16 code units, the end exclusive. It takes no part in a model's hash. */
export interface Origin {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A JSON value as it travels. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type Stability = "stable" | "beta" | "experimental";
export type Effect = "read" | "idempotent" | "write";
export type Tagging = "internal" | "adjacent" | "external" | "untagged";

/** What the language lets its users add to: the `x-*` keys, as written. */
export interface Extended {
  readonly extensions: { readonly [key: string]: Json };
}

/** What every node has. `id` is its identity for diff, docs and links; see each kind for its form. */
export interface Node extends Extended {
  readonly id: string;
  readonly origin: Origin;
}

export interface Deprecation extends Extended {
  readonly since: string | undefined;
  readonly removeIn: string | undefined;
  /** What to use instead, as written: a name of the spec. */
  readonly use: string | undefined;
  readonly note: string | undefined;
}

/** What types, fields, values, variants, parameters and actions have. */
export interface Described extends Node {
  /** Plain text or Markdown of the spec's author: hostile until escaped. */
  readonly docs: string | undefined;
  readonly deprecated: Deprecation | undefined;
  readonly stability: Stability;
  /** The gate behind which something unstable stands. */
  readonly feature: string | undefined;
  /** The name it had before a rename. */
  readonly was: string | undefined;
}

// ── Type expressions ────────────────────────────────────────────────────────────────────────────────────────────────

// prettier-ignore
export const scalars = [
  "string", "bool", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "f32", "f64",
  "timestamp", "date", "duration", "uuid", "url", "bytes", "json", "unit",
] as const;
export type Scalar = (typeof scalars)[number];

/** Whether a scalar is an integer that a number cannot hold in full. */
export function isInt64(scalar: Scalar): scalar is "u64" | "i64" {
  return scalar === "u64" || scalar === "i64";
}

export type Type =
  | { readonly kind: "scalar"; readonly scalar: Scalar }
  | { readonly kind: "list"; readonly item: Type }
  | { readonly kind: "map"; readonly value: Type }
  | { readonly kind: "nullable"; readonly inner: Type }
  /** `target` is the id of a named type; `args` has one entry for each of its `params`. */
  | { readonly kind: "named"; readonly target: string; readonly args: readonly Type[] }
  /** A parameter of the generic type that the expression stands in. */
  | { readonly kind: "parameter"; readonly name: string }
  /** Only as a whole output: the body as text, or as a stream of bytes. */
  | { readonly kind: "text" }
  | { readonly kind: "stream" }
  /** What could not be understood. It was reported, fits everything, and is never in a model without errors. */
  | { readonly kind: "unresolved" };

/** One constraint, or several that share a message. Lengths count code points; `min`/`max` of 64-bit types are decimal text. */
export interface Constraint extends Extended {
  readonly min: number | string | undefined;
  readonly max: number | string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  /** ECMA-262 with the `u` flag, searched and not anchored. */
  readonly pattern: string | undefined;
  readonly format: string | undefined;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly origin: Origin;
}

/** A place that holds a value: a field, a payload, a parameter, a body, an output, a newtype or an alias. */
export interface Slot {
  readonly type: Type;
  /** Where the type is written. */
  readonly typeOrigin: Origin;
  readonly constraints: readonly Constraint[];
  /** A scalar that takes any string besides its own. */
  readonly open: boolean;
  /** Never logged. */
  readonly sensitive: boolean;
  /** The server's default: documented, never sent, never filled in. Wire JSON. */
  readonly default: Literal | undefined;
  /** Ours: the caller may leave the field out, and `encode` writes this. Wire JSON. */
  readonly fill: Literal | undefined;
  readonly examples: readonly Literal[];
}

/** A value of the spec with its place. */
export interface Literal {
  readonly value: Json;
  readonly origin: Origin;
}

// ── Named types ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface NamedBase extends Described {
  /** `module.Type`. */
  readonly id: string;
  readonly module: string;
  readonly name: string;
  readonly params: readonly string[];
}

/** A member of a record. Its id is `module.Type.field_name`. */
export interface Field extends Described, Slot {
  /** As in the spec, snake_case. */
  readonly name: string;
  /** The member in code: camelCase of `name`. */
  readonly property: string;
  /** The member on the wire. */
  readonly wire: string;
  readonly optional: boolean;
}

export type RuleKind = "atLeastOneOf" | "exactlyOneOf" | "mutuallyExclusive" | "dependentRequired";

/** A rule over the fields of one record. A field is given when it is present, not null, and no empty string, list or map. */
export interface Rule extends Extended {
  readonly kind: RuleKind;
  /** Properties in code; for `dependentRequired` those that need the others. */
  readonly fields: readonly string[];
  /** Only for `dependentRequired`: the property whose presence demands `fields`. */
  readonly when: string | undefined;
  readonly message: string | undefined;
  readonly code: string | undefined;
  readonly origin: Origin;
}

export interface RecordType extends NamedBase {
  readonly kind: "record";
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  readonly examples: readonly Literal[];
}

/** Its id is `module.Type.<wire>`. */
export interface EnumValue extends Described {
  /** The key in code. */
  readonly name: string;
  /** The literal. */
  readonly wire: string | number;
  /** False where the key would hide a function of the model: the literal still works. */
  readonly member: boolean;
}

export interface EnumType extends NamedBase {
  readonly kind: "enum";
  readonly values: readonly EnumValue[];
  readonly closed: boolean;
}

/**
 * How a variant looks on the wire, decided once:
 * `unit` the tag alone (external: the bare string), `flat` the payload's fields beside the tag, `content` the payload under a
 * key beside the tag, `key` the payload under the variant's own name (external), `bare` the payload alone (untagged).
 */
export type VariantForm = "unit" | "flat" | "content" | "key" | "bare";

/** Its id is `module.Type.<wire>`. */
export interface Variant extends Described {
  readonly name: string;
  /** The value of the tag. */
  readonly wire: string;
  /** The interface of this variant: `Union_Variant`. */
  readonly typeName: string;
  readonly form: VariantForm;
  /** The payload's key, with the form `content`. */
  readonly content: { readonly property: string; readonly wire: string } | undefined;
  /** Undefined for units. */
  readonly payload: Slot | undefined;
}

export interface UnionType extends NamedBase {
  readonly kind: "union";
  readonly tagging: Tagging;
  /** As on the wire; only internal and adjacent unions have one. */
  readonly tag: string | undefined;
  readonly variants: readonly Variant[];
  readonly closed: boolean;
  readonly examples: readonly Literal[];
}

/** A string with a nominal type. */
export interface OpaqueType extends NamedBase {
  readonly kind: "opaque";
  readonly slot: Slot;
}

/** Another type under a nominal name. */
export interface NewtypeType extends NamedBase {
  readonly kind: "newtype";
  readonly slot: Slot;
}

/** Another type under a second name. */
export interface AliasType extends NamedBase {
  readonly kind: "alias";
  readonly slot: Slot;
}

export type NamedType = RecordType | EnumType | UnionType | OpaqueType | NewtypeType | AliasType;

// ── Actions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export type ParameterPlace = "path" | "query" | "header";
export type QueryStyle = "form" | "deepObject" | "spaceDelimited" | "pipeDelimited";

/** A parameter of an HTTP action. Its id is `action_Name.parameter_name`. */
export interface Parameter extends Described, Slot {
  readonly place: ParameterPlace;
  readonly name: string;
  /** The member of the flat input. */
  readonly property: string;
  readonly wire: string;
  readonly optional: boolean;
  readonly style: QueryStyle;
  readonly explode: boolean;
}

export interface RpcBinding extends Extended {
  readonly kind: "rpc";
  readonly method: string;
  /** With `{action}` for the action's wire name. */
  readonly path: string;
}

export interface HttpBinding extends Extended {
  readonly kind: "http";
  readonly method: string;
  /** With `{wireName}` for each path parameter. */
  readonly path: string;
  readonly accept: string | undefined;
  /** The media type of the body, where it is not `application/json`. */
  readonly contentType: string | undefined;
  /** How the body is written. */
  readonly encoding: BodyEncoding;
}

/** `form` and `deepForm` are URL-encoded: lists and objects as repeated names and JSON, or as names with brackets. */
export type BodyEncoding = "json" | "form" | "deepForm" | "plain";

/** The body. A record's fields are members of the flat input; anything else is the one member `body`. */
export type Body =
  | { readonly kind: "none" }
  | (SomeBody & { readonly kind: "record"; readonly record: string })
  | (SomeBody & { readonly kind: "value"; readonly property: string });

interface SomeBody extends Extended {
  readonly slot: Slot;
  readonly docs: string | undefined;
}

export interface Success extends Extended {
  /** `2XX`, or a status. */
  readonly status: string;
  /** The value of `outcome` where an action has several successes. */
  readonly outcome: string;
  readonly docs: string | undefined;
  readonly slot: Slot;
}

/** A failure and its body. */
export interface ErrorCase extends Extended {
  /** A status, `4XX`, `5XX` or `default`. */
  readonly status: string;
  readonly slot: Slot;
  /** The property of the body that is lifted to `error.code`. */
  readonly code: string | undefined;
  /** The property of the body whose text joins the error's message. */
  readonly message: string | undefined;
  readonly docs: string | undefined;
  readonly origin: Origin;
}

/** Where a page's cursor goes in and comes out. Paths are properties in code, outermost first. */
export interface Pagination extends Extended {
  readonly kind: "cursor" | "offset" | "page";
  readonly request: string;
  /** If absent, offsets and pages are counted. */
  readonly response: readonly string[] | undefined;
  /** Empty if the output is the list itself. */
  readonly items: readonly string[];
}

export interface PollCondition extends Extended {
  readonly path: readonly string[];
  readonly values: readonly Json[];
}

export interface Poll extends Extended {
  /** The id of the action that tells how far it is. */
  readonly with: string;
  readonly until: PollCondition;
  readonly failed: PollCondition | undefined;
}

export interface ActionExample extends Extended {
  readonly name: string;
  readonly docs: string | undefined;
  readonly request: Literal | undefined;
  readonly output: Literal | undefined;
  /** The status of `output`, where it is not the first success. */
  readonly status: string | undefined;
  readonly origin: Origin;
}

/** Its id is its wire name. */
export interface Action extends Described {
  readonly module: string;
  /** As on the wire: `devices_SetProperty`. */
  readonly name: string;
  /** The action class: the request record's own name (RPC), else derived from the action's. */
  readonly className: string;
  /** The id of the record that is the class, if it is one: it is then emitted as the class and not as a record. */
  readonly classRecord: string | undefined;
  /** The member of the grouped client, and the method in it. */
  readonly group: string;
  readonly method: string;
  readonly effect: Effect;
  readonly binding: RpcBinding | HttpBinding;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
  readonly outputs: readonly Success[];
  /** The action's own table laid over the API's, the most specific status first. */
  readonly errors: readonly ErrorCase[];
  /** The auth schemes that may be used, by name; empty for none. */
  readonly auth: readonly string[];
  readonly retries: number | undefined;
  readonly idempotencyHeader: string | undefined;
  readonly pagination: Pagination | undefined;
  readonly poll: Poll | undefined;
  readonly examples: readonly ActionExample[];
}

// ── The API ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ServerVariable extends Extended {
  /** As in the URL. */
  readonly name: string;
  /** The client option. */
  readonly property: string;
  readonly docs: string | undefined;
  readonly values: readonly string[];
  /** Other values are taken too. */
  readonly open: boolean;
  readonly default: string | undefined;
  readonly origin: Origin;
}

export interface Server extends Extended {
  readonly url: string;
  readonly docs: string | undefined;
  readonly variables: readonly ServerVariable[];
  readonly origin: Origin;
}

interface AuthBase extends Extended {
  readonly name: string;
  readonly docs: string | undefined;
  readonly origin: Origin;
}
export type AuthScheme =
  | (AuthBase & { readonly kind: "none" })
  | (AuthBase & { readonly kind: "bearer"; readonly env: string | undefined })
  | (AuthBase & {
      readonly kind: "basic";
      readonly env: { readonly username: string; readonly password: string } | undefined;
    })
  | (AuthBase & {
      readonly kind: "apiKey";
      readonly in: "header" | "query";
      readonly wire: string;
      readonly env: string | undefined;
    })
  | (AuthBase & {
      readonly kind: "oauth2ClientCredentials";
      readonly tokenUrl: string;
      readonly clientAuth: "basic" | "post";
      readonly scopes: readonly string[];
      readonly env: { readonly clientId: string; readonly clientSecret: string } | undefined;
    });

/** Its id is its name. */
export interface Module extends Node {
  /** As in the spec, snake_case. */
  readonly name: string;
  /** The namespace, and the member of the grouped client: camelCase. */
  readonly namespace: string;
  /** The file and the subpath, without extension: kebab-case. */
  readonly file: string;
  readonly docs: string | undefined;
  readonly types: readonly NamedType[];
  readonly actions: readonly Action[];
}

/** The whole of one API. Its id is the `api.id`. */
export interface Model extends Node {
  readonly actionSpec: 1;
  readonly title: string;
  readonly version: string;
  readonly versioning: "semver" | "calver" | "none";
  readonly docs: string | undefined;
  readonly servers: readonly Server[];
  readonly auth: readonly AuthScheme[];
  /** The API-wide table, as in each action's `errors`. */
  readonly errors: readonly ErrorCase[];
  readonly requestIdHeader: string | undefined;
  readonly modules: readonly Module[];
}

// ── Reading a model ─────────────────────────────────────────────────────────────────────────────────────────────────

export { allActions, assertNever, bareType, defaultEffect, fieldsOf, inputMembers, pagesOf, parameterKeys, pollInputs, resolveAliases, shapeOf, substitute, typeAt, typesById, type InputMember } from "./resolve.js"; // prettier-ignore
