/**
 * From 1 to 5 characters.
 *
 * Lower case letters, please.
 */
export type Name = $.Flavored<string, "Name">;
export const Name: $.Model<Name> = /* @__PURE__ */ $.named(() =>
  $.check(
    $.string,
    { minLength: 1, maxLength: 5 },
    { pattern: "^[a-z]+$", code: "format:name", message: "Lower case letters, please." },
  ),
);

export interface Holder {
  readonly name?: Name | undefined;
  /**
   * At least 1.
   *
   * At most 3. Three at most.
   *
   * At most 10.
   */
  readonly count?: number | undefined;
  /** From 1 to 2 items. One or two. */
  readonly items?: readonly number[] | undefined;
  /** Format: date. A day of this millennium. */
  readonly date?: string | undefined;
}
export const Holder: $.Model<Holder> = /* @__PURE__ */ $.record(() => ({
  name: $.optional(Name),
  count: $.optional($.check($.u32, { min: 1, code: "too_few" }, { max: 3, message: "Three at most." }, { max: 10 })),
  items: $.optional($.check($.list($.u8), { minItems: 1, maxItems: 2, code: "one_or_two", message: "One or two." })),
  date: $.optional($.check($.string, { pattern: "^2", format: $.formats.date, message: "A day of this millennium." })),
}));
