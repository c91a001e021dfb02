export interface Row {
  readonly day: $.DateString;
  readonly total: number;
}
export const Row: $.Model<Row> = /* @__PURE__ */ $.record(() => ({
  day: $.date,
  total: $.u32,
}));

export interface Problem {
  readonly code: string;
}
export const Problem: $.Model<Problem> = /* @__PURE__ */ $.record(() => ({
  code: $.string,
}));

/** The fields of {@link GetAction}. */
export interface GetAction_Fields {
  readonly id: number;
}
/** How {@link GetAction} fails, by status, as far as the API says it. */
export type GetAction_Error = $.ErrorOf<404, Problem>;
export interface GetAction extends GetAction_Fields, $.Action<readonly Row[]> {}
export const GetAction: $.ActionClass<GetAction, GetAction_Fields, GetAction_Error> = /* @__PURE__ */ $.action<
  GetAction,
  GetAction_Fields
>(
  "reports_Get",
  "read",
  () => ({
    id: $.u32,
  }),
  () => $.list(Row),
  {
    binding: /* @__PURE__ */ $.http("GET", "/reports/{id}"),
    errors: {
      "404": { node: () => Problem, code: "code" },
    },
  },
);

/** The fields of {@link GetCsvAction}. */
export interface GetCsvAction_Fields {
  readonly id: number;
}
/** How {@link GetCsvAction} fails, by status, as far as the API says it. */
export type GetCsvAction_Error = $.ErrorOf<404, Problem>;
export interface GetCsvAction extends GetCsvAction_Fields, $.Action<string> {}
export const GetCsvAction: $.ActionClass<GetCsvAction, GetCsvAction_Fields, GetCsvAction_Error> =
  /* @__PURE__ */ $.action<GetCsvAction, GetCsvAction_Fields>(
    "reports_GetCsv",
    "read",
    () => ({
      id: $.u32,
    }),
    () => $.text,
    {
      binding: /* @__PURE__ */ $.http("GET", "/reports/{id}", { accept: "text/csv" }),
      errors: {
        "404": { node: () => Problem, code: "code" },
      },
    },
  );

/** The fields of {@link DownloadAction}. */
export interface DownloadAction_Fields {
  readonly id: number;
}
export interface DownloadAction extends DownloadAction_Fields, $.Action<$.ByteStream> {}
export const DownloadAction: $.ActionClass<DownloadAction, DownloadAction_Fields> = /* @__PURE__ */ $.action<
  DownloadAction,
  DownloadAction_Fields
>(
  "reports_Download",
  "read",
  () => ({
    id: $.u32,
  }),
  () => $.stream,
  { binding: /* @__PURE__ */ $.http("GET", "/reports/{id}", { accept: "text/csv" }) },
);
