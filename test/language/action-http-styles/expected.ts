export interface Filter {
  readonly name?: string | undefined;
  readonly minSize?: number | undefined;
}
export const Filter: $.Model<Filter> = /* @__PURE__ */ $.record(() => ({
  name: $.optional($.string),
  minSize: $.optional($.u32),
}));

/** The fields of {@link DefaultAction}. */
export interface DefaultAction_Fields {
  readonly ids?: readonly string[] | undefined;
  readonly filter?: Filter | undefined;
  readonly tags?: { readonly [key: string]: string } | undefined;
  readonly one?: string | undefined;
}
export interface DefaultAction extends DefaultAction_Fields, $.Action<undefined> {}
export const DefaultAction: $.OptionalActionClass<DefaultAction, DefaultAction_Fields> = /* @__PURE__ */ $.action<
  DefaultAction,
  DefaultAction_Fields
>(
  "things_Default",
  "read",
  () => ({
    ids: $.optional($.list($.string)),
    filter: $.optional(Filter),
    tags: $.optional($.map($.string)),
    one: $.optional($.string),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("GET", "/a", {
      query: { ids: { write: $.queryPairs }, filter: { write: $.queryPairs }, tags: { write: $.queryPairs }, one: {} },
    }),
  },
);

/** The fields of {@link StyledAction}. */
export interface StyledAction_Fields {
  readonly inherited?: readonly number[] | undefined;
  readonly form?: readonly string[] | undefined;
  readonly joined?: readonly string[] | undefined;
  readonly deep?: Filter | undefined;
  readonly spaces?: readonly string[] | undefined;
  readonly exploded?: readonly string[] | undefined;
}
export interface StyledAction extends StyledAction_Fields, $.Action<undefined> {}
export const StyledAction: $.OptionalActionClass<StyledAction, StyledAction_Fields> = /* @__PURE__ */ $.action<
  StyledAction,
  StyledAction_Fields
>(
  "things_Styled",
  "read",
  () => ({
    inherited: $.optional($.list($.u8)),
    form: $.optional($.list($.string)),
    joined: $.optional($.list($.string)),
    deep: $.optional(Filter),
    spaces: $.optional($.list($.string)),
    exploded: $.optional($.list($.string)),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("GET", "/b", {
      query: {
        inherited: { style: "pipeDelimited", explode: false, write: $.queryPairs },
        form: { write: $.queryPairs },
        joined: { explode: false, write: $.queryPairs },
        deep: { style: "deepObject", explode: true, write: $.queryPairs },
        spaces: { style: "spaceDelimited", explode: false, write: $.queryPairs },
        exploded: { style: "pipeDelimited", explode: true, write: $.queryPairs },
      },
    }),
  },
);

/** The fields of {@link CsvAction}. */
export interface CsvAction_Fields extends $.NoFields {}
export interface CsvAction extends CsvAction_Fields, $.Action<string> {}
export const CsvAction: $.BareActionClass<CsvAction> = /* @__PURE__ */ $.bareAction<CsvAction>(
  "things_Csv",
  "read",
  () => $.text,
  { binding: /* @__PURE__ */ $.http("GET", "/c", { accept: "text/csv" }) },
);
