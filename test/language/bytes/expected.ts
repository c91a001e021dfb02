export interface Holder {
  readonly data: $.Bytes;
  readonly more?: readonly $.Bytes[] | undefined;
  readonly byName?: { readonly [key: string]: $.Bytes } | undefined;
  readonly maybe?: $.Bytes | null | undefined;
}
export const Holder: $.Model<Holder> = /* @__PURE__ */ $.record(() => ({
  data: $.bytes,
  more: $.optional($.list($.bytes)),
  byName: $.optional($.map($.bytes)),
  maybe: $.optionalNull($.nullable($.bytes)),
}));

export type Blob = $.Bytes;
export const Blob: $.Model<Blob> = /* @__PURE__ */ $.named(() => $.bytes);

export interface Payload_Raw {
  readonly kind: "Raw";
  readonly content: $.Bytes;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Payload_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Payload = Payload_Raw | Payload_$unknown;
export const Payload: $.UnionModel<Payload, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Raw: $.content("content", $.bytes),
}));
