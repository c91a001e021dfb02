export type ThingId = $.Flavored<string, "ThingId">;
export const ThingId: $.Model<ThingId> = /* @__PURE__ */ $.named(() => $.string);

export type Order = "asc" | "desc";
export const Order: $.Model<Order> & {
  readonly Up: "asc";
  readonly Down: "desc";
} = /* @__PURE__ */ $.closedEnumeration({
  Up: "asc",
  Down: "desc",
});

export interface Body {
  readonly userName: string;
  readonly labels?: readonly string[] | undefined;
}
export const Body: $.Model<Body> = /* @__PURE__ */ $.record(() => ({
  userName: $.renamed("user_name", $.string),
  labels: $.optional($.list($.string)),
}));

/** The fields of {@link UpdateAction}. */
export interface UpdateAction_Fields extends Body {
  readonly thingId: ThingId;
  readonly version: number;
  /**
   * Change nothing.
   *
   * @defaultValue `false`, by the server
   */
  readonly dryRun?: boolean | undefined;
  readonly sortOrder?: Order | undefined;
  readonly since?: $.Timestamp | $.Unrecognized | undefined;
  /**
   * From 1 to 100.
   *
   * Sent as `20` when left out.
   */
  readonly pageSize?: number | undefined;
  /** @deprecated Leave it out. */
  readonly queryLabels?: string | undefined;
  readonly userPrincipalName?: string | undefined;
  readonly trace: string;
  /** At least 1 character. */
  readonly knownVersion?: string | undefined;
}
/** Update a thing. */
export interface UpdateAction extends UpdateAction_Fields, $.Action<undefined> {}
export const UpdateAction: $.ActionClass<UpdateAction, UpdateAction_Fields> = /* @__PURE__ */ $.action<
  UpdateAction,
  UpdateAction_Fields
>(
  "things_Update",
  "write",
  () => ({
    thingId: $.renamed("thing_id", $.string),
    version: $.renamed("versionNumber", $.u32),
    dryRun: $.renamed("dry_run", $.optional($.bool)),
    sortOrder: $.renamed("sort_order", $.optional(Order)),
    since: $.optional($.open),
    pageSize: $.renamed("page_size", $.fill($.check($.u8, $.min(1), $.max(100)), 20)),
    queryLabels: $.optional($.string),
    userPrincipalName: $.renamed("User-Principal-Name", $.optional($.string)),
    trace: $.renamed("x-trace", $.sensitive($.string)),
    knownVersion: $.renamed("Etag", $.optional($.check($.string, $.minLength(1)))),
    userName: $.renamed("user_name", $.string),
    labels: $.optional($.list($.string)),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("PATCH", "/v1/things/{thing_id}/{versionNumber}", {
      headers: {
        "User-Principal-Name": { write: $.headerText },
        "x-trace": { write: $.headerText },
        Etag: { write: $.headerText },
      },
      query: { dry_run: {}, sort_order: {}, since: {}, page_size: {}, queryLabels: { name: "labels" } },
      body: true,
    }),
  },
);

/** The fields of {@link PutAction}. */
export interface PutAction_Fields {
  readonly thingId: ThingId;
  readonly body: readonly Body[];
}
export interface PutAction extends PutAction_Fields, $.Action<Body> {}
export const PutAction: $.ActionClass<PutAction, PutAction_Fields> = /* @__PURE__ */ $.action<
  PutAction,
  PutAction_Fields
>(
  "things_Put",
  "idempotent",
  () => ({
    thingId: $.renamed("thing_id", $.string),
    body: $.list(Body),
  }),
  () => Body,
  { binding: /* @__PURE__ */ $.http("PUT", "/v1/things/{thing_id}", { body: "body" }) },
);
