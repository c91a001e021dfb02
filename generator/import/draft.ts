// What is known of the spec while documents are read: types and actions without their final names. A declaration is made
// before its body is read, so that types may refer to each other and to themselves.
import type { Origin, QueryStyle, Scalar } from "../model.js";
import type { SourceEntry, SourceNode } from "../source.js";

/** A type expression. Names are put in when all of them are known. */
export type TypeDraft =
  | { readonly kind: "scalar"; readonly scalar: Scalar | "text" | "stream" }
  | { readonly kind: "list"; readonly item: TypeDraft }
  | { readonly kind: "map"; readonly value: TypeDraft }
  | { readonly kind: "nullable"; readonly inner: TypeDraft }
  | { readonly kind: "named"; readonly target: Declaration };

/** A type that has, or will have, a name. */
export interface Declaration {
  /** Its own name in the document, or the owner and the words that follow the owner's name. */
  readonly called: { readonly name: string } | { readonly owner: Declaration | Owner; readonly words: string };
  /** Of a schema with a dotted name: what stands before the last dot. */
  readonly prefix: string | undefined;
  readonly origin: Origin;
  /** Uses of it may be null. */
  readonly nullable: boolean;
  /** Undefined until it is read, and for what turned out to need no name. */
  body: BodyDraft | undefined;
  about: About;
  /** Tags that unions put beside its fields: as a payload it has no field of that name on the wire. */
  readonly tags: Set<string>;
}

/** What types are named after besides types: an action, or a part that operations share, which is in no module of its own. */
export interface Owner {
  readonly name: string;
  readonly module: string | undefined;
}

/** What documents say of anything. */
export interface About {
  readonly docs: string | undefined;
  readonly deprecated: boolean;
  /** The `x-*` keys. */
  readonly extensions: readonly SourceEntry[];
}

export const noAbout: About = { docs: undefined, deprecated: false, extensions: [] };

/** Constraints, by the keys of the language. */
export type ConstraintDraft = readonly (readonly [key: string, value: number | string, origin: Origin])[];

/** A place that holds a value. */
export interface SlotDraft {
  readonly type: TypeDraft;
  readonly constraints: ConstraintDraft;
  readonly about: About;
  readonly default: SourceNode | undefined;
  readonly examples: readonly SourceNode[];
  readonly sensitive: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly origin: Origin;
}

export interface FieldDraft {
  readonly wire: string;
  readonly optional: boolean;
  readonly slot: SlotDraft;
}

export interface EnumValueDraft {
  readonly wire: string | number;
  readonly name: string | undefined;
  readonly docs: string | undefined;
}

export interface VariantDraft {
  /** The value of the tag, or the key; of an untagged variant, what it is like. */
  readonly wire: string;
  readonly payload: SlotDraft | undefined;
  /** The wire name of a key of its own for the payload. */
  readonly content: string | undefined;
  readonly docs: string | undefined;
}

export type BodyDraft =
  | { readonly kind: "record"; readonly fields: readonly FieldDraft[]; readonly examples: readonly SourceNode[] }
  | { readonly kind: "enum"; readonly values: readonly EnumValueDraft[] }
  | UnionDraft
  | { readonly kind: "slot"; readonly slot: SlotDraft };

export interface UnionDraft {
  readonly kind: "union";
  readonly tagging: "internal" | "external" | "untagged";
  readonly tag: string | undefined;
  readonly variants: readonly VariantDraft[];
}

export interface ParameterDraft {
  readonly place: "path" | "query" | "header";
  readonly wire: string;
  readonly optional: boolean;
  readonly slot: SlotDraft;
  readonly style: QueryStyle | undefined;
  readonly explode: boolean | undefined;
}

export interface ResponseDraft {
  readonly status: string;
  readonly slot: SlotDraft;
  readonly docs: string | undefined;
}

/** The media types of a call, where they are not the usual ones. */
export interface MediaDraft {
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
  readonly form: "deepObject" | undefined;
}

export interface ActionDraft {
  readonly owner: Owner & { readonly module: string };
  /** Undefined for what travels by the binding of the API. */
  readonly http: (MediaDraft & { readonly method: string; readonly path: string }) | undefined;
  readonly parameters: readonly ParameterDraft[];
  readonly request: SlotDraft | undefined;
  readonly outputs: readonly ResponseDraft[];
  readonly errors: readonly ResponseDraft[];
  /** Names of auth schemes; undefined where any of the API's will do. */
  readonly auth: readonly string[] | undefined;
  readonly about: About;
  readonly origin: Origin;
}
