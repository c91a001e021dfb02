export interface Item {
  readonly price: string;
  readonly quantity?: number | undefined;
  readonly dates?: readonly $.DateString[] | undefined;
}
export const Item: $.Model<Item> = /* @__PURE__ */ $.record(() => ({
  price: $.string,
  quantity: $.optional($.u32),
  dates: $.optional($.list($.date)),
}));

export interface Order {
  readonly customerName: string;
  readonly items?: readonly Item[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly meta?: { readonly [key: string]: string | null } | undefined;
  readonly paid?: boolean | undefined;
  readonly note?: string | null | undefined;
}
export const Order: $.Model<Order> = /* @__PURE__ */ $.record(() => ({
  customerName: $.string,
  items: $.optional($.list(Item)),
  tags: $.optional($.list($.string)),
  meta: $.optional($.map($.nullable($.string))),
  paid: $.optional($.bool),
  note: $.optionalNull($.nullable($.string)),
}));

/** The fields of {@link RepeatAction}. */
export interface RepeatAction_Fields extends Order {}
export interface RepeatAction extends RepeatAction_Fields, $.Action<undefined> {}
export const RepeatAction: $.ActionClass<RepeatAction, RepeatAction_Fields> = /* @__PURE__ */ $.action<
  RepeatAction,
  RepeatAction_Fields
>(
  "orders_Repeat",
  "write",
  () => ({
    customerName: $.string,
    items: $.optional($.list(Item)),
    tags: $.optional($.list($.string)),
    meta: $.optional($.map($.nullable($.string))),
    paid: $.optional($.bool),
    note: $.optionalNull($.nullable($.string)),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("POST", "/repeat", {
      body: true,
      contentType: "application/x-www-form-urlencoded",
      encode: $.form,
    }),
  },
);

/** The fields of {@link DeepAction}. */
export interface DeepAction_Fields extends Order {
  readonly id: string;
}
export interface DeepAction extends DeepAction_Fields, $.Action<undefined> {}
export const DeepAction: $.ActionClass<DeepAction, DeepAction_Fields> = /* @__PURE__ */ $.action<
  DeepAction,
  DeepAction_Fields
>(
  "orders_Deep",
  "write",
  () => ({
    id: $.string,
    customerName: $.string,
    items: $.optional($.list(Item)),
    tags: $.optional($.list($.string)),
    meta: $.optional($.map($.nullable($.string))),
    paid: $.optional($.bool),
    note: $.optionalNull($.nullable($.string)),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("POST", "/deep/{id}?dry", {
      body: true,
      contentType: "application/x-www-form-urlencoded",
      encode: $.deepForm,
    }),
  },
);

/** The fields of {@link UsualAction}. */
export interface UsualAction_Fields {
  readonly body: { readonly [key: string]: unknown };
}
export interface UsualAction extends UsualAction_Fields, $.Action<undefined> {}
export const UsualAction: $.ActionClass<UsualAction, UsualAction_Fields> = /* @__PURE__ */ $.action<
  UsualAction,
  UsualAction_Fields
>(
  "orders_Usual",
  "write",
  () => ({
    body: $.map($.json),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("POST", "/usual", {
      body: "body",
      contentType: "application/x-www-form-urlencoded; charset=utf-8",
      encode: $.form,
    }),
  },
);

/** The fields of {@link PatchAction}. */
export interface PatchAction_Fields extends Order {}
export interface PatchAction extends PatchAction_Fields, $.Action<undefined> {}
export const PatchAction: $.ActionClass<PatchAction, PatchAction_Fields> = /* @__PURE__ */ $.action<
  PatchAction,
  PatchAction_Fields
>(
  "orders_Patch",
  "write",
  () => ({
    customerName: $.string,
    items: $.optional($.list(Item)),
    tags: $.optional($.list($.string)),
    meta: $.optional($.map($.nullable($.string))),
    paid: $.optional($.bool),
    note: $.optionalNull($.nullable($.string)),
  }),
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("PATCH", "/patch", { body: true, contentType: "application/merge-patch+json" }) },
);

/** The fields of {@link NoteAction}. */
export interface NoteAction_Fields {
  readonly body: string;
}
export interface NoteAction extends NoteAction_Fields, $.Action<undefined> {}
export const NoteAction: $.ActionClass<NoteAction, NoteAction_Fields> = /* @__PURE__ */ $.action<
  NoteAction,
  NoteAction_Fields
>(
  "orders_Note",
  "idempotent",
  () => ({
    body: $.string,
  }),
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("PUT", "/note", { body: "body", contentType: "text/markdown", encode: $.plain }) },
);

/** The fields of {@link FindAction}. */
export interface FindAction_Fields {
  readonly filter?: Order | undefined;
}
export interface FindAction extends FindAction_Fields, $.Action<undefined> {}
export const FindAction: $.OptionalActionClass<FindAction, FindAction_Fields> = /* @__PURE__ */ $.action<
  FindAction,
  FindAction_Fields
>(
  "orders_Find",
  "read",
  () => ({
    filter: $.optional(Order),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("GET", "/find?exact", {
      query: { filter: { style: "deepObject", explode: true, write: $.queryPairs } },
    }),
  },
);
