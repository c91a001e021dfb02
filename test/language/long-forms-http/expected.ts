/** The fields of {@link GetAction}. */
export interface GetAction_Fields {
  /** From 1 to 3. */
  readonly count?: number | undefined;
  /** From 1 to 3 characters. Format: hostname. Matches `^[a-z]`. */
  readonly name?: string | undefined;
  /** From 1 to 2 items. */
  readonly names?: readonly string[] | undefined;
  /** Matches `^[a-z]`. */
  readonly general?: string | undefined;
}
export interface GetAction_Output_Ok {
  readonly outcome: "ok";
  readonly status: 200;
  /** From 1 to 3. */
  readonly data: number;
}
export interface GetAction_Output_Created {
  readonly outcome: "created";
  readonly status: 201;
  /** From 1 to 3 characters. Format: hostname. Matches `^[a-z]`. */
  readonly data: string | $.Unrecognized;
}
export interface GetAction_Output_Accepted {
  readonly outcome: "accepted";
  readonly status: 202;
  /** From 1 to 2 items. */
  readonly data: readonly string[];
}
export interface GetAction_Output_NonAuthoritative {
  readonly outcome: "nonAuthoritative";
  readonly status: 203;
  /** At least 1 character. */
  readonly data: string;
}
/** A success that this package does not know. Its body is `raw`. */
export interface GetAction_Output_$unknown {
  readonly outcome: "$unknown";
  readonly status: number;
  readonly raw: unknown;
}
/** What {@link GetAction} answers with: an `outcome` for each status. */
export type GetAction_Output =
  | GetAction_Output_Ok
  | GetAction_Output_Created
  | GetAction_Output_Accepted
  | GetAction_Output_NonAuthoritative
  | GetAction_Output_$unknown;
export const GetAction_Output: $.Matching<GetAction_Output, "outcome"> = /* @__PURE__ */ $.matching("outcome");
export interface GetAction extends GetAction_Fields, $.Action<GetAction_Output> {}
export const GetAction: $.OptionalActionClass<GetAction, GetAction_Fields> = /* @__PURE__ */ $.action<
  GetAction,
  GetAction_Fields
>(
  "things_Get",
  "read",
  () => ({
    count: $.optional($.check($.u8, $.min(1), $.max(3))),
    name: $.optional($.check($.string, $.minLength(1), $.maxLength(3), $.pattern("^[a-z]"))),
    names: $.optional($.check($.list($.string), $.minItems(1), $.maxItems(2))),
    general: $.optional($.check($.string, $.told({ code: "letter" }, $.pattern("^[a-z]")))),
  }),
  () => GetAction_Output,
  {
    binding: /* @__PURE__ */ $.http("GET", "/things", {
      query: { count: {}, name: {}, names: { write: $.queryPairs }, general: {} },
      outputs: /* @__PURE__ */ $.outcomes({
        "200": ["ok", () => $.sensitive($.check($.u8, $.min(1), $.max(3)))],
        "201": ["created", () => $.check($.open, $.minLength(1), $.maxLength(3), $.pattern("^[a-z]"))],
        "202": ["accepted", () => $.check($.list($.string), $.minItems(1), $.maxItems(2))],
        "203": ["nonAuthoritative", () => $.check($.string, $.minLength(1))],
      }),
    }),
  },
);
