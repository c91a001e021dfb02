export type JsonValue = unknown;
export const JsonValue: $.Model<JsonValue> = /* @__PURE__ */ $.named(() => $.json);

export interface Holder {
  readonly needed: unknown;
  readonly maybe?: unknown;
  readonly aliased?: JsonValue | undefined;
  readonly nullable?: unknown;
  readonly items?: readonly unknown[] | undefined;
  readonly byName?: { readonly [key: string]: unknown } | undefined;
  readonly nothing?: undefined | undefined;
}
export const Holder: $.Model<Holder> = /* @__PURE__ */ $.record(() => ({
  needed: $.json,
  maybe: $.optionalNull($.json),
  aliased: $.optionalNull($.json),
  nullable: $.optionalNull($.nullable($.json)),
  items: $.optional($.list($.json)),
  byName: $.optional($.map($.json)),
  nothing: $.optional($.unit),
}));

export interface Emptiness {}
export const Emptiness: $.Model<Emptiness> = /* @__PURE__ */ $.record(() => ({}));

export interface Payload_Any {
  readonly kind: "Any";
  readonly content: unknown;
}
export interface Payload_Empty extends Emptiness {
  readonly kind: "Empty";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Payload_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Payload = Payload_Any | Payload_Empty | Payload_$unknown;
export const Payload: $.UnionModel<Payload, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Any: $.content("content", $.json),
  Empty: Emptiness,
}));
