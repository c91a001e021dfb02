// What is known of the spec while documents are read: types and actions without their final names. A declaration is made
// before its body is read, so that types may refer to each other and to themselves.
import type { Origin, QueryStyle, Scalar, Tagging } from "../model.js";
import type { SourceEntry, SourceNode } from "../source.js";

/** A type expression. Names are put in when all of them are known. */
export type TypeDraft =
  | { readonly kind: "scalar"; readonly scalar: Scalar | "text" | "stream" }
  | { readonly kind: "list"; readonly item: TypeDraft }
  | { readonly kind: "map"; readonly value: TypeDraft }
  | { readonly kind: "nullable"; readonly inner: TypeDraft }
  /** `args` is there for a generic type alone. */
  | { readonly kind: "named"; readonly target: Declaration; readonly args?: readonly TypeDraft[] }
  /** A parameter of the generic type around. */
  | { readonly kind: "parameter"; readonly name: string };

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
  /** Of a generic type: the names of its parameters. */
  params?: readonly string[];
  /** Of a use of a generic type, which has no body of its own. */
  instance?: { readonly of: Declaration; readonly args: readonly TypeDraft[] };
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
  readonly own?: About;
}

export interface VariantDraft {
  /** The value of the tag, or the key; of an untagged variant, what it is like. */
  readonly wire: string;
  readonly payload: SlotDraft | undefined;
  /** The wire name of a key of its own for the payload. */
  readonly content: string | undefined;
  readonly docs: string | undefined;
  /** What a note says of it, with its name. */
  readonly own?: Own;
}

/** What an exported document says of a value or a variant besides. */
export interface Own {
  readonly name: string | undefined;
  /** Of a variant: the name of the key of its payload. */
  readonly content: string | undefined;
  readonly about: About;
}

export type BodyDraft =
  | RecordDraft
  | { readonly kind: "enum"; readonly values: readonly EnumValueDraft[] }
  | UnionDraft
  | { readonly kind: "slot"; readonly slot: SlotDraft };

export interface RecordDraft {
  readonly kind: "record";
  readonly fields: readonly FieldDraft[];
  readonly examples: readonly SourceNode[];
  /** As the notes of an export have them. */
  readonly rules?: readonly SourceNode[];
}

export interface UnionDraft {
  readonly kind: "union";
  readonly tagging: Tagging;
  readonly tag: string | undefined;
  readonly variants: readonly VariantDraft[];
  readonly examples?: readonly SourceNode[];
}

export interface ParameterDraft {
  readonly place: "path" | "query" | "header";
  readonly wire: string;
  readonly optional: boolean;
  readonly slot: SlotDraft;
  readonly style: QueryStyle | undefined;
  readonly explode: boolean | undefined;
  /** Values by name, and one without a name; those of actions are put together from them. */
  readonly given: readonly { readonly name: string | undefined; readonly value: SourceNode | undefined; readonly docs: SourceNode | undefined }[]; // prettier-ignore
}

export interface ResponseDraft {
  readonly status: string;
  readonly slot: SlotDraft;
  readonly docs: string | undefined;
  /** What an exported document says of it. */
  readonly own?: About | undefined;
}

/** A call with its answer. */
export interface ExampleDraft {
  readonly name: SourceNode;
  readonly docs: SourceNode | undefined;
  readonly body: SourceNode | undefined;
  readonly members: readonly { readonly parameter: ParameterDraft; readonly value: SourceNode }[];
  /** The whole of the request, where it is not made of a body and parameters. */
  readonly request: SourceNode | undefined;
  readonly output: SourceNode | undefined;
  readonly status: SourceNode | undefined;
  readonly extensions: readonly SourceEntry[];
  readonly origin: Origin;
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
  readonly examples: readonly ExampleDraft[];
  readonly about: About;
  readonly origin: Origin;
}
