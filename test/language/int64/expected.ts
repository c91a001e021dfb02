export interface Wide {
  readonly signed?: number | undefined;
  readonly unsigned?: number | undefined;
  /** From -9223372036854775808 to 9223372036854775807. */
  readonly bounded?: number | undefined;
  /** At least 9007199254740993. */
  readonly exact?: number | undefined;
}
export const Wide: $.Model<Wide> = /* @__PURE__ */ $.record(() => ({
  signed: $.optional($.i64),
  unsigned: $.optional($.u64),
  bounded: $.optional($.check($.i64, $.min("-9223372036854775808"), $.max("9223372036854775807"))),
  exact: $.optional($.check($.u64, $.min("9007199254740993"))),
}));

export type Size = $.Flavored<number, "Size">;
export const Size: $.Model<Size> = /* @__PURE__ */ $.named(() => $.u64);

/** The fields of {@link GetAction}. */
export interface GetAction_Fields extends $.NoFields {}
export interface GetAction extends GetAction_Fields, $.Action<Wide> {}
export const GetAction: $.BareActionClass<GetAction> = /* @__PURE__ */ $.bareAction<GetAction>(
  "things_Get",
  "read",
  () => Wide,
);
