/** @deprecated Since 0.9. To be removed in 2.0. Use `New`. It was too short. */
export type Old = $.Flavored<string, "Old">;
/** @deprecated Since 0.9. To be removed in 2.0. Use `New`. It was too short. */
export const Old: $.Model<Old> = /* @__PURE__ */ $.named(() => $.string);

/** @beta Behind the feature `new_ids`. */
export type New = $.Flavored<string, "New">;
export const New: $.Model<New> = /* @__PURE__ */ $.named(() => $.string);

/**
 * @experimental Behind the feature `texts`.
 *
 * @deprecated Use `things.New`.
 */
export type Text = string;
/** @deprecated Use `things.New`. */
export const Text: $.Model<Text> = /* @__PURE__ */ $.named(() => $.string);

/** @deprecated Since 1.0. */
export type Status = "On" | "Off" | $.Unrecognized;
/** @deprecated Since 1.0. */
export const Status: $.Model<Status> & {
  /** @deprecated Use `Off`. */
  readonly On: "On";
  /** @beta Behind the feature `off_switch`. */
  readonly Off: "Off";
} = /* @__PURE__ */ $.enumeration("On", "Off");

/** @deprecated Use `B`. Use the other one. */
export interface Choice_A {
  readonly kind: "A";
}
/** @beta Behind the feature `variant_b`. */
export interface Choice_B {
  readonly kind: "B";
  readonly content: number;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Choice_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
/** @experimental Behind the feature `choices`. */
export type Choice = Choice_A | Choice_B | Choice_$unknown;
export const Choice: $.UnionModel<Choice, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  A: $.unit,
  B: $.content("content", $.u8),
}));

/** @deprecated Use `Old`. */
export interface Rec {
  /** @deprecated Since 0.9. Use `new_id`. */
  readonly oldId?: Old | undefined;
  /** @beta Behind the feature `new_ids`. */
  readonly newId?: New | undefined;
}
/** @deprecated Use `Old`. */
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  oldId: $.optional($.string),
  newId: $.optional($.string),
}));

/** The fields of {@link GetAction}. */
export interface GetAction_Fields {
  readonly id: New;
}
/**
 * @beta Behind the feature `gets`.
 *
 * @deprecated Use `things_List`. Slow.
 */
export interface GetAction extends GetAction_Fields, $.Action<Rec> {}
/** @deprecated Use `things_List`. Slow. */
export const GetAction: $.ActionClass<GetAction, GetAction_Fields> = /* @__PURE__ */ $.action<
  GetAction,
  GetAction_Fields
>(
  "things_Get",
  "write",
  () => ({
    id: $.string,
  }),
  () => Rec,
);

/** The fields of {@link ListAction}. */
export interface ListAction_Fields {
  /**
   * @beta Behind the feature `q`.
   *
   * @deprecated Use `new`.
   */
  readonly old?: string | undefined;
  readonly new?: string | undefined;
}
/** @experimental Behind the feature `lists`. */
export interface ListAction extends ListAction_Fields, $.Action<readonly Rec[]> {}
export const ListAction: $.OptionalActionClass<ListAction, ListAction_Fields> = /* @__PURE__ */ $.action<
  ListAction,
  ListAction_Fields
>(
  "things_List",
  "read",
  () => ({
    old: $.optional($.string),
    new: $.optional($.string),
  }),
  () => $.list(Rec),
  { binding: /* @__PURE__ */ $.http("GET", "/things", { query: { old: {}, new: {} } }) },
);
