export type Segment = string | number;
export const Segment: $.Model<Segment> = /* @__PURE__ */ $.untagged(() => [$.check($.string, $.maxLength(5)), $.u32]);

export type Path = readonly Segment[];
export const Path: $.Model<Path> = /* @__PURE__ */ $.named(() => $.list(Segment));

export type ByField = Full | Short;
export const ByField: $.Model<ByField> = /* @__PURE__ */ $.untagged(() => [Full, Short]);

export interface Full {
  readonly id: string;
  readonly detailText: string;
}
export const Full: $.Model<Full> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
  detailText: $.string,
}));

export interface Short {
  readonly id: string;
  readonly note?: string | null | undefined;
}
export const Short: $.Model<Short> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
  note: $.optionalNull($.nullable($.string)),
}));

export type All = string | number | boolean | readonly number[] | Short;
export const All: $.Model<All> = /* @__PURE__ */ $.untagged(() => [$.string, $.f64, $.bool, $.list($.u32), Short]);

export type Null = string | boolean | null;
export const Null: $.Model<Null> = /* @__PURE__ */ $.untagged(() => [$.string, $.nullable($.bool)]);

export interface Tagged_A {
  readonly kind: "A";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Tagged_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Tagged = Tagged_A | Tagged_$unknown;
export const Tagged: $.UnionModel<Tagged, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  A: $.unit,
}));

export type Within = Tagged | readonly Tagged[];
export const Within: $.Model<Within> = /* @__PURE__ */ $.untagged(() => [Tagged, $.list(Tagged)]);
