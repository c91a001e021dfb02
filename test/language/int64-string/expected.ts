export interface Failure {
  readonly kind: string;
  readonly offset: $.IntegerString;
}
export const Failure: $.Model<Failure> = /* @__PURE__ */ $.record(() => ({
  kind: $.string,
  offset: $.i64Text,
}));

export type Size = $.Flavored<string, "Size">;
export const Size: $.Model<Size> = /* @__PURE__ */ $.named(() => $.u64Text);

/** At most 100. */
export type Small = $.Flavored<string, "Small">;
export const Small: $.Model<Small> = /* @__PURE__ */ $.named(() => $.check($.u64Text, $.max(100)));

export type Offset = $.IntegerString;
export const Offset: $.Model<Offset> = /* @__PURE__ */ $.named(() => $.i64Text);

export interface Wide {
  readonly signed: $.IntegerString;
  readonly unsigned?: $.IntegerString | undefined;
  readonly size?: Size | undefined;
  readonly small?: Small | undefined;
  readonly offset: Offset | null;
  readonly sizes?: readonly $.IntegerString[] | undefined;
  readonly byName?: { readonly [key: string]: $.IntegerString } | undefined;
  /** From 9007199254740993 to 18446744073709551614. */
  readonly exact?: $.IntegerString | undefined;
  /**
   * Sent as `20` when left out.
   *
   * @defaultValue `50`, by the server
   */
  readonly limit?: $.IntegerString | undefined;
  readonly float?: number | undefined;
  readonly short?: number | undefined;
  readonly narrow?: number | undefined;
  readonly any?: unknown;
}
export const Wide: $.Model<Wide> = /* @__PURE__ */ $.record(() => ({
  signed: $.i64Text,
  unsigned: $.optional($.u64Text),
  size: $.optional($.u64Text),
  small: $.optional(Small),
  offset: $.nullable($.i64Text),
  sizes: $.optional($.list($.u64Text)),
  byName: $.optional($.map($.i64Text)),
  exact: $.optional($.check($.u64Text, $.min("9007199254740993"), $.max("18446744073709551614"))),
  limit: $.fill($.u64Text, 20),
  float: $.optional($.f64Near),
  short: $.optional($.f32Near),
  narrow: $.optional($.u32),
  any: $.optionalNull($.json),
}));

export interface Event_Sized {
  readonly kind: "Sized";
  readonly content: $.IntegerString;
}
export interface Event_Wide extends Wide {
  readonly kind: "Wide";
}
export interface Event_None {
  readonly kind: "None";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Event_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.ExactJsonObject;
}
export type Event = Event_Sized | Event_Wide | Event_None | Event_$unknown;
export const Event: $.UnionModel<Event, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Sized: $.content("content", $.u64Text),
  Wide: Wide,
  None: $.unit,
}));

export interface Shape_Area {
  readonly Area: $.IntegerString;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Shape_$unknown {
  readonly $unknown: string;
  readonly $raw: $.ExactJsonObject;
}
export type Shape = "Nothing" | Shape_Area | Shape_$unknown | $.Unrecognized;
export const Shape: $.Model<Shape> = /* @__PURE__ */ $.external(["Nothing"], () => ({
  Area: $.u64Text,
}));

export type Bare = $.IntegerString | string;
export const Bare: $.Model<Bare> = /* @__PURE__ */ $.untaggedExact(() => [$.u64Text, $.string]);

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: $.IntegerString | undefined;
}
export function Page<Item>(Item: $.Node<Item>): $.Model<Page<Item>> {
  return $.generic([Page, Item], () =>
    $.record(() => ({
      items: $.list(Item),
      next: $.optional($.u64Text),
    })),
  );
}

export type Pages = Page<$.IntegerString>;
export const Pages: $.Model<Pages> = /* @__PURE__ */ $.named(() => Page($.u64Text));

export interface Started {
  readonly id: $.IntegerString;
}
export const Started: $.Model<Started> = /* @__PURE__ */ $.record(() => ({
  id: $.u64Text,
}));

/** The fields of {@link StatusAction}. */
export interface StatusAction_Fields {
  readonly id: $.IntegerString;
}
export interface StatusAction extends StatusAction_Fields, $.Action<Status> {}
export const StatusAction: $.ActionClass<
  StatusAction,
  StatusAction_Fields,
  $.ErrorOf<number, Failure>
> = /* @__PURE__ */ $.action<StatusAction, StatusAction_Fields>(
  "things_Status",
  "read",
  () => ({
    id: $.u64Text,
  }),
  () => Status,
);

export interface Status {
  readonly done: $.IntegerString;
  readonly state: string;
}
export const Status: $.Model<Status> = /* @__PURE__ */ $.record(() => ({
  done: $.u64Text,
  state: $.string,
}));

/** The fields of {@link SkipAction}. */
export interface SkipAction_Fields {
  readonly offset?: $.IntegerString | undefined;
  readonly limit?: number | undefined;
}
export interface SkipAction extends SkipAction_Fields, $.Action<Lines> {}
export const SkipAction: $.OptionalActionClass<
  SkipAction,
  SkipAction_Fields,
  $.ErrorOf<number, Failure>
> = /* @__PURE__ */ $.action<SkipAction, SkipAction_Fields>(
  "things_Skip",
  "read",
  () => ({
    offset: $.optional($.u64Text),
    limit: $.optional($.u32),
  }),
  () => Lines,
);
/** Reads the pages that {@link SkipAction} asks for. */
export const paginateSkip: $.Paginator<SkipAction, string> = /* @__PURE__ */ $.paginator<SkipAction, string>({
  request: "offset",
  items: ["lines"],
  form: "string",
});

/** The fields of {@link TurnAction}. */
export interface TurnAction_Fields {
  readonly at?: number | undefined;
}
export interface TurnAction extends TurnAction_Fields, $.Action<Lines> {}
export const TurnAction: $.OptionalActionClass<
  TurnAction,
  TurnAction_Fields,
  $.ErrorOf<number, Failure>
> = /* @__PURE__ */ $.action<TurnAction, TurnAction_Fields>(
  "things_Turn",
  "read",
  () => ({
    at: $.optional($.u32),
  }),
  () => Lines,
);
/** Reads the pages that {@link TurnAction} asks for. */
export const paginateTurn: $.Paginator<TurnAction, string> = /* @__PURE__ */ $.paginator<TurnAction, string>({
  request: "at",
  items: ["lines"],
  response: ["next"],
  form: "number",
});

export interface Lines {
  readonly lines: readonly string[];
  readonly next?: $.IntegerString | undefined;
}
export const Lines: $.Model<Lines> = /* @__PURE__ */ $.record(() => ({
  lines: $.list($.string),
  next: $.optional($.u64Text),
}));

/** The fields of {@link PutAction}. */
export interface PutAction_Fields extends Wide {
  readonly id: $.IntegerString;
  readonly since?: $.IntegerString | undefined;
  readonly among?: readonly $.IntegerString[] | undefined;
  readonly shift?: $.IntegerString | undefined;
}
export interface PutAction_Output_Ok {
  readonly outcome: "ok";
  readonly status: 200;
  readonly data: Event;
}
export interface PutAction_Output_Accepted {
  readonly outcome: "accepted";
  readonly status: 202;
  readonly data: Size;
}
/** A success that this package does not know. Its body is `raw`. */
export interface PutAction_Output_$unknown {
  readonly outcome: "$unknown";
  readonly status: number;
  readonly raw: unknown;
}
/** What {@link PutAction} answers with: an `outcome` for each status. */
export type PutAction_Output = PutAction_Output_Ok | PutAction_Output_Accepted | PutAction_Output_$unknown;
export const PutAction_Output: $.Matching<PutAction_Output, "outcome"> = /* @__PURE__ */ $.matching("outcome");
/** How {@link PutAction} fails, by status, as far as the API says it. */
export type PutAction_Error = $.ErrorOf<number, Failure>;
export interface PutAction extends PutAction_Fields, $.Action<PutAction_Output> {}
export const PutAction: $.ActionClass<PutAction, PutAction_Fields, PutAction_Error> = /* @__PURE__ */ $.action<
  PutAction,
  PutAction_Fields
>(
  "things_Put",
  "idempotent",
  () => ({
    id: $.u64Text,
    since: $.optional($.i64Text),
    among: $.optional($.list($.u64Text)),
    shift: $.renamed("x-shift", $.optional($.i64Text)),
    signed: $.i64Text,
    unsigned: $.optional($.u64Text),
    size: $.optional($.u64Text),
    small: $.optional(Small),
    offset: $.nullable($.i64Text),
    sizes: $.optional($.list($.u64Text)),
    byName: $.optional($.map($.i64Text)),
    exact: $.optional($.check($.u64Text, $.min("9007199254740993"), $.max("18446744073709551614"))),
    limit: $.fill($.u64Text, 20),
    float: $.optional($.f64Near),
    short: $.optional($.f32Near),
    narrow: $.optional($.u32),
    any: $.optionalNull($.json),
  }),
  () => PutAction_Output,
  {
    binding: /* @__PURE__ */ $.http("PUT", "/things/{id}", {
      headers: { "x-shift": { write: $.headerText } },
      query: { since: {}, among: { write: $.queryPairs } },
      body: true,
      outputs: /* @__PURE__ */ $.outcomes({ "200": ["ok", () => Event], "202": ["accepted", () => $.u64Text] }),
    }),
  },
);

/** The fields of {@link SendAction}. */
export interface SendAction_Fields extends Wide {}
/** How {@link SendAction} fails, by status, as far as the API says it. */
export type SendAction_Error = $.ErrorOf<number, Failure>;
export interface SendAction extends SendAction_Fields, $.Action<undefined> {}
export const SendAction: $.ActionClass<SendAction, SendAction_Fields, SendAction_Error> = /* @__PURE__ */ $.action<
  SendAction,
  SendAction_Fields
>(
  "things_Send",
  "write",
  () => ({
    signed: $.i64Text,
    unsigned: $.optional($.u64Text),
    size: $.optional($.u64Text),
    small: $.optional(Small),
    offset: $.nullable($.i64Text),
    sizes: $.optional($.list($.u64Text)),
    byName: $.optional($.map($.i64Text)),
    exact: $.optional($.check($.u64Text, $.min("9007199254740993"), $.max("18446744073709551614"))),
    limit: $.fill($.u64Text, 20),
    float: $.optional($.f64Near),
    short: $.optional($.f32Near),
    narrow: $.optional($.u32),
    any: $.optionalNull($.json),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("POST", "/send", {
      body: true,
      contentType: "application/x-www-form-urlencoded",
      encode: $.exactForm,
    }),
  },
);

/** The fields of {@link StartAction}. */
export interface StartAction_Fields extends $.NoFields {}
export interface StartAction extends StartAction_Fields, $.Action<Started> {}
export const StartAction: $.BareActionClass<
  StartAction,
  $.ErrorOf<number, Failure>
> = /* @__PURE__ */ $.bareAction<StartAction>("things_Start", "write", () => Started);
/** Waits for what {@link StartAction} has begun, by asking with {@link StatusAction}. */
export const waitForStart: $.Waiter<Started, Status> = /* @__PURE__ */ $.waiter<Started, Status>(
  (started) => new StatusAction({ id: started.id }),
  [["done"], [100, "100"]],
);
