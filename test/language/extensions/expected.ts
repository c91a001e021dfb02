export interface Failure {
  readonly message: string;
}
export const Failure: $.Model<Failure> = /* @__PURE__ */ $.record(() => ({
  message: $.string,
}));

/** @deprecated Old. */
export type Id = $.Flavored<string, "Id">;
/** @deprecated Old. */
export const Id: $.Model<Id> = /* @__PURE__ */ $.named(() => $.string);

/** At least 1 character. */
export type Name = $.Flavored<string, "Name">;
export const Name: $.Model<Name> = /* @__PURE__ */ $.named(() => $.check($.string, $.minLength(1)));

export type Text = string;
export const Text: $.Model<Text> = /* @__PURE__ */ $.named(() => $.string);

export type Status = "On" | $.Unrecognized;
export const Status: $.Model<Status> & {
  readonly On: "On";
} = /* @__PURE__ */ $.enumeration("On");

export interface Choice_A {
  readonly kind: "A";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Choice_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Choice = Choice_A | Choice_$unknown;
export const Choice: $.UnionModel<Choice, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  A: $.unit,
}));

export interface Rec {
  readonly field: string;
  readonly other?: string | undefined;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(
  () => ({
    field: $.string,
    other: $.optional($.string),
  }),
  /* @__PURE__ */ $.atLeastOneOf(["field", "other"]),
);

/** The fields of {@link GetAction}. */
export interface GetAction_Fields {
  readonly id?: Id | undefined;
}
export interface GetAction extends GetAction_Fields, $.Action<Rec> {}
export const GetAction: $.OptionalActionClass<
  GetAction,
  GetAction_Fields,
  $.ErrorOf<number, Failure>
> = /* @__PURE__ */ $.action<GetAction, GetAction_Fields>(
  "things_Get",
  "write",
  () => ({
    id: $.optional($.string),
  }),
  () => Rec,
);
/** Waits for what {@link GetAction} has begun, by asking with {@link GetAction}. */
export const waitForGet: $.Waiter<Rec, Rec> = /* @__PURE__ */ $.waiter<Rec, Rec>(
  (started) => new GetAction(),
  [["field"], ["a"]],
);

/** The fields of {@link ListAction}. */
export interface ListAction_Fields {
  readonly a?: number | undefined;
}
export interface ListAction_Output_Ok {
  readonly outcome: "ok";
  readonly status: 200;
  readonly data: readonly Rec[];
}
export interface ListAction_Output_Accepted {
  readonly outcome: "accepted";
  readonly status: 202;
  readonly data: undefined;
}
/** A success that this package does not know. Its body is `raw`. */
export interface ListAction_Output_$unknown {
  readonly outcome: "$unknown";
  readonly status: number;
  readonly raw: unknown;
}
/** What {@link ListAction} answers with: an `outcome` for each status. */
export type ListAction_Output = ListAction_Output_Ok | ListAction_Output_Accepted | ListAction_Output_$unknown;
export const ListAction_Output: $.Matching<ListAction_Output, "outcome"> = /* @__PURE__ */ $.matching("outcome");
/** How {@link ListAction} fails, by status, as far as the API says it. */
export type ListAction_Error = $.ErrorOf<number, Failure>;
export interface ListAction extends ListAction_Fields, $.Action<ListAction_Output> {}
export const ListAction: $.OptionalActionClass<ListAction, ListAction_Fields, ListAction_Error> =
  /* @__PURE__ */ $.action<ListAction, ListAction_Fields>(
    "things_List",
    "read",
    () => ({
      a: $.optional($.u32),
    }),
    () => ListAction_Output,
    {
      binding: /* @__PURE__ */ $.http("GET", "/things", {
        query: { a: {} },
        outputs: /* @__PURE__ */ $.outcomes({ "200": ["ok", () => $.list(Rec)], "202": ["accepted", () => $.unit] }),
      }),
    },
  );
/** Reads the pages that {@link ListAction} asks for. */
export const paginateList: $.Paginator<ListAction, Rec> = /* @__PURE__ */ $.paginator<ListAction, Rec>({
  request: "a",
  items: ["data"],
});
