/**
 * From 1 to 5 characters.
 *
 * Lower case letters, please.
 */
export type Name = $.Flavored<string, "Name">;
export const Name: $.Model<Name> = /* @__PURE__ */ $.named(() =>
  $.check(
    $.string,
    $.minLength(1),
    $.maxLength(5),
    $.told({ code: "format:name", message: "Lower case letters, please." }, $.pattern("^[a-z]+$")),
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
  count: $.optional(
    $.check($.u32, $.told({ code: "too_few" }, $.min(1)), $.told({ message: "Three at most." }, $.max(3)), $.max(10)),
  ),
  items: $.optional(
    $.check($.list($.u8), $.told({ code: "one_or_two", message: "One or two." }, $.minItems(1), $.maxItems(2))),
  ),
  date: $.optional(
    $.check($.string, $.told({ message: "A day of this millennium." }, $.pattern("^2"), $.formats.date)),
  ),
}));
