export type Moment = $.Timestamp;
export const Moment: $.Model<Moment> = /* @__PURE__ */ $.named(() => $.timestamp);

export interface Holder {
  readonly at?: $.Timestamp | $.Unrecognized | undefined;
  /** A day or what the server calls one. */
  readonly day?: $.DateString | $.Unrecognized | undefined;
  readonly url?: $.Url | $.Unrecognized | undefined;
  readonly id?: $.Uuid | $.Unrecognized | undefined;
  readonly aliased?: Moment | $.Unrecognized | undefined;
  readonly strict?: $.Timestamp | undefined;
}
export const Holder: $.Model<Holder> = /* @__PURE__ */ $.record(() => ({
  at: $.optional($.open),
  day: $.optional($.open),
  url: $.optional($.open),
  id: $.optional($.open),
  aliased: $.optional($.untagged(() => [$.timestamp, $.open])),
  strict: $.optional($.timestamp),
}));

export type OpenMoment = $.Timestamp | $.Unrecognized;
export const OpenMoment: $.Model<OpenMoment> = /* @__PURE__ */ $.named(() => $.open);

export type Kind = string | $.Unrecognized;
export const Kind: $.Model<Kind> = /* @__PURE__ */ $.named(() => $.open);

export interface Payload_At {
  readonly kind: "At";
  readonly content: $.Timestamp | $.Unrecognized;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Payload_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Payload = Payload_At | Payload_$unknown;
export const Payload: $.UnionModel<Payload, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  At: $.content("content", $.open),
}));
