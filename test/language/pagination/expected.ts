// things.ts
export interface Thing {
  readonly thingId: string;
}
export const Thing: $.Model<Thing> = /* @__PURE__ */ $.record(() => ({
  thingId: $.string,
}));

// pages.ts
export type Cursor = $.Flavored<string, "Cursor">;
export const Cursor: $.Model<Cursor> = /* @__PURE__ */ $.named(() => $.string);

export interface Page<Item> {
  readonly entries: readonly Item[];
  readonly paging?: Paging | null | undefined;
}
export function Page<Item>(Item: $.Node<Item>): $.Model<Page<Item>> {
  return $.generic([Page, Item], () =>
    $.record(() => ({
      entries: $.list(Item),
      paging: $.optionalNull($.nullable(Paging)),
    })),
  );
}

export interface Paging {
  readonly nextCursor?: Cursor | null | undefined;
}
export const Paging: $.Model<Paging> = /* @__PURE__ */ $.record(() => ({
  nextCursor: $.optionalNull($.nullable($.string)),
}));

export type Things = Page<things.Thing>;
export const Things: $.Model<Things> = /* @__PURE__ */ $.named(() => Page(things.Thing));

/** The fields of {@link QueryAction}. */
export interface QueryAction_Fields {
  readonly pageCursor?: string | null | undefined;
  readonly filter?: readonly string[] | undefined;
}
export interface QueryAction extends QueryAction_Fields, $.Action<Things> {}
export const QueryAction: $.OptionalActionClass<QueryAction, QueryAction_Fields> = /* @__PURE__ */ $.action<
  QueryAction,
  QueryAction_Fields
>(
  "pages_Query",
  "read",
  () => ({
    pageCursor: $.optionalNull($.nullable($.string)),
    filter: $.optional($.list($.string)),
  }),
  () => Things,
);
/** Reads the pages that {@link QueryAction} asks for. */
export const paginateQuery: $.Paginator<QueryAction, things.Thing> = /* @__PURE__ */ $.paginator<
  QueryAction,
  things.Thing
>({ request: "pageCursor", items: ["entries"], response: ["paging", "nextCursor"] });

export interface Numbered {
  /** What was written. */
  readonly lines: readonly (string | null)[];
  readonly next?: number | null | undefined;
}
export const Numbered: $.Model<Numbered> = /* @__PURE__ */ $.record(() => ({
  lines: $.list($.nullable($.string)),
  next: $.optionalNull($.nullable($.u32)),
}));

/** The fields of {@link ScanAction}. */
export interface ScanAction_Fields {
  readonly part: string;
  readonly after?: Cursor | undefined;
}
export interface ScanAction_Output_Ok {
  readonly outcome: "ok";
  readonly status: 200;
  readonly data: Page<{ readonly [key: string]: number }>;
}
export interface ScanAction_Output_NoContent {
  readonly outcome: "noContent";
  readonly status: 204;
  readonly data: undefined;
}
/** A success that this package does not know. Its body is `raw`. */
export interface ScanAction_Output_$unknown {
  readonly outcome: "$unknown";
  readonly status: number;
  readonly raw: unknown;
}
/** What {@link ScanAction} answers with: an `outcome` for each status. */
export type ScanAction_Output = ScanAction_Output_Ok | ScanAction_Output_NoContent | ScanAction_Output_$unknown;
export const ScanAction_Output: $.Matching<ScanAction_Output, "outcome"> = /* @__PURE__ */ $.matching("outcome");
export interface ScanAction extends ScanAction_Fields, $.Action<ScanAction_Output> {}
export const ScanAction: $.ActionClass<ScanAction, ScanAction_Fields> = /* @__PURE__ */ $.action<
  ScanAction,
  ScanAction_Fields
>(
  "pages_Scan",
  "read",
  () => ({
    part: $.string,
    after: $.optional($.string),
  }),
  () => ScanAction_Output,
  {
    binding: /* @__PURE__ */ $.http("GET", "/scan/{part}", {
      query: { after: {} },
      outputs: /* @__PURE__ */ $.outcomes({
        "200": ["ok", () => Page($.map($.u8))],
        "204": ["noContent", () => $.unit],
      }),
    }),
  },
);
/** Reads the pages that {@link ScanAction} asks for. */
export const paginateScan: $.Paginator<ScanAction, { readonly [key: string]: number }> = /* @__PURE__ */ $.paginator<
  ScanAction,
  { readonly [key: string]: number }
>({ request: "after", items: ["data", "entries"], response: ["data", "paging", "nextCursor"] });

/** The fields of {@link SkipAction}. */
export interface SkipAction_Fields {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}
export interface SkipAction extends SkipAction_Fields, $.Action<readonly things.Thing[]> {}
export const SkipAction: $.OptionalActionClass<SkipAction, SkipAction_Fields> = /* @__PURE__ */ $.action<
  SkipAction,
  SkipAction_Fields
>(
  "pages_Skip",
  "read",
  () => ({
    offset: $.optional($.u32),
    limit: $.optional($.u32),
  }),
  () => $.list(things.Thing),
  { binding: /* @__PURE__ */ $.http("GET", "/skip", { query: { offset: {}, limit: {} } }) },
);
/** Reads the pages that {@link SkipAction} asks for. */
export const paginateSkip: $.Paginator<SkipAction, things.Thing> = /* @__PURE__ */ $.paginator<
  SkipAction,
  things.Thing
>({ request: "offset", items: [] });

/** The fields of {@link SkipFromAction}. */
export interface SkipFromAction_Fields {
  /** Sent as `1` when left out. */
  readonly xFirst?: number | undefined;
}
export interface SkipFromAction extends SkipFromAction_Fields, $.Action<readonly things.Thing[]> {}
export const SkipFromAction: $.OptionalActionClass<SkipFromAction, SkipFromAction_Fields> = /* @__PURE__ */ $.action<
  SkipFromAction,
  SkipFromAction_Fields
>(
  "pages_SkipFrom",
  "read",
  () => ({
    xFirst: $.renamed("X-First", $.fill($.u32, 1)),
  }),
  () => $.list(things.Thing),
  { binding: /* @__PURE__ */ $.http("GET", "/skip-from", { headers: { "X-First": { write: $.headerText } } }) },
);
/** Reads the pages that {@link SkipFromAction} asks for. */
export const paginateSkipFrom: $.Paginator<SkipFromAction, things.Thing> = /* @__PURE__ */ $.paginator<
  SkipFromAction,
  things.Thing
>({ request: "xFirst", items: [], start: 1 });

/** The fields of {@link LeafAction}. */
export interface LeafAction_Fields {
  /** @defaultValue `1`, by the server */
  readonly page?: number | undefined;
}
export interface LeafAction extends LeafAction_Fields, $.Action<Numbered> {}
export const LeafAction: $.OptionalActionClass<LeafAction, LeafAction_Fields> = /* @__PURE__ */ $.action<
  LeafAction,
  LeafAction_Fields
>(
  "pages_Leaf",
  "read",
  () => ({
    page: $.optional($.u32),
  }),
  () => Numbered,
  { binding: /* @__PURE__ */ $.http("GET", "/leaf", { query: { page: {} } }) },
);
/** Reads the pages that {@link LeafAction} asks for. */
export const paginateLeaf: $.Paginator<LeafAction, string | null> = /* @__PURE__ */ $.paginator<
  LeafAction,
  string | null
>({ request: "page", items: ["lines"], count: "pages", start: 1 });

/** The fields of {@link LeafFromZeroAction}. */
export interface LeafFromZeroAction_Fields {
  /** @defaultValue `0`, by the server */
  readonly page?: number | undefined;
}
export interface LeafFromZeroAction extends LeafFromZeroAction_Fields, $.Action<Numbered> {}
export const LeafFromZeroAction: $.OptionalActionClass<LeafFromZeroAction, LeafFromZeroAction_Fields> =
  /* @__PURE__ */ $.action<LeafFromZeroAction, LeafFromZeroAction_Fields>(
    "pages_LeafFromZero",
    "read",
    () => ({
      page: $.optional($.u32),
    }),
    () => Numbered,
    { binding: /* @__PURE__ */ $.http("GET", "/leaf", { query: { page: {} } }) },
  );
/** Reads the pages that {@link LeafFromZeroAction} asks for. */
export const paginateLeafFromZero: $.Paginator<LeafFromZeroAction, string | null> = /* @__PURE__ */ $.paginator<
  LeafFromZeroAction,
  string | null
>({ request: "page", items: ["lines"], count: "pages" });

/** The fields of {@link LeafFromAction}. */
export interface LeafFromAction_Fields {
  readonly page: number;
}
export interface LeafFromAction extends LeafFromAction_Fields, $.Action<Numbered> {}
export const LeafFromAction: $.ActionClass<LeafFromAction, LeafFromAction_Fields> = /* @__PURE__ */ $.action<
  LeafFromAction,
  LeafFromAction_Fields
>(
  "pages_LeafFrom",
  "read",
  () => ({
    page: $.u32,
  }),
  () => Numbered,
  { binding: /* @__PURE__ */ $.http("GET", "/leaf/{page}") },
);
/** Reads the pages that {@link LeafFromAction} asks for. */
export const paginateLeafFrom: $.Paginator<LeafFromAction, string | null> = /* @__PURE__ */ $.paginator<
  LeafFromAction,
  string | null
>({ request: "page", items: ["lines"], count: "pages" });

/** The fields of {@link TurnAction}. */
export interface TurnAction_Fields {
  readonly page?: number | undefined;
}
export interface TurnAction extends TurnAction_Fields, $.Action<Numbered> {}
export const TurnAction: $.OptionalActionClass<TurnAction, TurnAction_Fields> = /* @__PURE__ */ $.action<
  TurnAction,
  TurnAction_Fields
>(
  "pages_Turn",
  "read",
  () => ({
    page: $.optional($.u64),
  }),
  () => Numbered,
  { binding: /* @__PURE__ */ $.http("GET", "/turn", { query: { page: {} } }) },
);
/** Reads the pages that {@link TurnAction} asks for. */
export const paginateTurn: $.Paginator<TurnAction, string | null> = /* @__PURE__ */ $.paginator<
  TurnAction,
  string | null
>({ request: "page", items: ["lines"], response: ["next"] });
