export interface Numbers {
  /** From -1 to 10. */
  readonly bounded?: number | undefined;
  /** At least 0.5. */
  readonly fraction?: number | undefined;
  /** From 1 to 18446744073709551615. */
  readonly wide?: number | undefined;
  /** At most 9007199254740991. */
  readonly wideNumber?: number | undefined;
  /** At least 1. */
  readonly maybe?: number | null | undefined;
}
export const Numbers: $.Model<Numbers> = /* @__PURE__ */ $.record(() => ({
  bounded: $.optional($.check($.i32, $.min(-1), $.max(10))),
  fraction: $.optional($.check($.f64, $.min(0.5))),
  wide: $.optional($.check($.u64, $.min(1), $.max("18446744073709551615"))),
  wideNumber: $.optional($.check($.i64, $.max(9007199254740991))),
  maybe: $.optionalNull($.check($.nullable($.u8), $.min(1))),
}));

export interface Texts {
  /** From 1 to 2 characters. */
  readonly short?: string | undefined;
  /** Matches `b\p{Lu}`. */
  readonly searched?: string | undefined;
  /** Matches `^[a-z]+$`. */
  readonly anchored?: string | undefined;
  /** Format: email. */
  readonly email?: string | undefined;
  /** Format: date. */
  readonly day?: string | undefined;
  /** Format: date-time. */
  readonly moment?: string | undefined;
  /** Format: uri. */
  readonly link?: string | undefined;
  /** Format: uuid. */
  readonly key?: string | undefined;
  /** Format: hostname. */
  readonly host?: string | undefined;
  /** At most 30 characters. */
  readonly linkType?: $.Url | undefined;
}
export const Texts: $.Model<Texts> = /* @__PURE__ */ $.record(() => ({
  short: $.optional($.check($.string, $.minLength(1), $.maxLength(2))),
  searched: $.optional($.check($.string, $.pattern("b\\p{Lu}"))),
  anchored: $.optional($.check($.string, $.pattern("^[a-z]+$"))),
  email: $.optional($.check($.string, $.formats.email)),
  day: $.optional($.check($.string, $.formats.date)),
  moment: $.optional($.check($.string, $.formats.dateTime)),
  link: $.optional($.check($.string, $.formats.uri)),
  key: $.optional($.check($.string, $.formats.uuid)),
  host: $.optional($.string),
  linkType: $.optional($.check($.url, $.maxLength(30))),
}));

export interface Collections {
  /** From 1 to 2 items. */
  readonly items?: readonly number[] | undefined;
  /** From 1 to 2 items. */
  readonly entries?: { readonly [key: string]: number } | undefined;
}
export const Collections: $.Model<Collections> = /* @__PURE__ */ $.record(() => ({
  items: $.optional($.check($.list($.u8), $.minItems(1), $.maxItems(2))),
  entries: $.optional($.check($.map($.u8), $.minItems(1), $.maxItems(2))),
}));

/** At most 3 characters. */
export type Short = string;
export const Short: $.Model<Short> = /* @__PURE__ */ $.named(() => $.check($.string, $.maxLength(3)));

/** At least 2 characters. */
export type Shorter = Short;
export const Shorter: $.Model<Shorter> = /* @__PURE__ */ $.named(() => $.check(Short, $.minLength(2)));

/** At most 2 items. */
export type Few = readonly Short[];
export const Few: $.Model<Few> = /* @__PURE__ */ $.named(() => $.check($.list(Short), $.maxItems(2)));

/** At most 100. */
export type Percent = $.Flavored<number, "Percent">;
export const Percent: $.Model<Percent> = /* @__PURE__ */ $.named(() => $.check($.u8, $.max(100)));

export interface Inherited {
  readonly one?: Short | undefined;
  readonly two?: Shorter | undefined;
  /** Matches `^a`. */
  readonly three?: Shorter | undefined;
  readonly few?: Few | undefined;
  readonly maybe?: Short | null | undefined;
  readonly percent?: Percent | undefined;
  readonly byName?: { readonly [key: string]: Percent } | undefined;
}
export const Inherited: $.Model<Inherited> = /* @__PURE__ */ $.record(() => ({
  one: $.optional(Short),
  two: $.optional(Shorter),
  three: $.optional($.check(Shorter, $.pattern("^a"))),
  few: $.optional(Few),
  maybe: $.optionalNull($.nullable(Short)),
  percent: $.optional(Percent),
  byName: $.optional($.map(Percent)),
}));

export interface Payload_Text {
  readonly kind: "Text";
  /** At most 3 characters. */
  readonly content: string;
}
export interface Payload_Short {
  readonly kind: "Short";
  readonly content: Short;
}
export interface Payload_List {
  readonly kind: "List";
  /** At least 1 item. */
  readonly content: readonly number[];
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Payload_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Payload = Payload_Text | Payload_Short | Payload_List | Payload_$unknown;
export const Payload: $.UnionModel<Payload, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Text: $.content("content", $.check($.string, $.maxLength(3))),
  Short: $.content("content", Short),
  List: $.content("content", $.check($.list($.u8), $.minItems(1))),
}));
