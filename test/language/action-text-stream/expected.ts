export interface Export {
  readonly rows: readonly unknown[];
}
export const Export: $.Model<Export> = /* @__PURE__ */ $.record(() => ({
  rows: $.list($.json),
}));

/** The fields of {@link ExportAction}. */
export interface ExportAction_Fields extends $.NoFields {}
export interface ExportAction extends ExportAction_Fields, $.Action<Export> {}
export const ExportAction: $.BareActionClass<ExportAction> = /* @__PURE__ */ $.bareAction<ExportAction>(
  "things_Export",
  "read",
  () => Export,
  { binding: /* @__PURE__ */ $.http("GET", "/export") },
);

/** The fields of {@link ExportCsvAction}. */
export interface ExportCsvAction_Fields extends $.NoFields {}
export interface ExportCsvAction extends ExportCsvAction_Fields, $.Action<string> {}
export const ExportCsvAction: $.BareActionClass<ExportCsvAction> = /* @__PURE__ */ $.bareAction<ExportCsvAction>(
  "things_ExportCsv",
  "read",
  () => $.text,
  { binding: /* @__PURE__ */ $.http("GET", "/export", { accept: "text/csv" }) },
);

/** The fields of {@link DownloadAction}. */
export interface DownloadAction_Fields extends $.NoFields {}
export interface DownloadAction extends DownloadAction_Fields, $.Action<$.ByteStream> {}
export const DownloadAction: $.BareActionClass<DownloadAction> = /* @__PURE__ */ $.bareAction<DownloadAction>(
  "things_Download",
  "read",
  () => $.stream,
  { binding: /* @__PURE__ */ $.http("GET", "/file", { accept: "application/octet-stream" }) },
);

/** The fields of {@link EitherAction}. */
export interface EitherAction_Fields extends $.NoFields {}
export interface EitherAction_Output_Ok {
  readonly outcome: "ok";
  readonly status: 200;
  readonly data: string;
}
export interface EitherAction_Output_PartialContent {
  readonly outcome: "partialContent";
  readonly status: 206;
  readonly data: $.ByteStream;
}
/** A success that this package does not know. Its body is `raw`. */
export interface EitherAction_Output_$unknown {
  readonly outcome: "$unknown";
  readonly status: number;
  readonly raw: unknown;
}
/** What {@link EitherAction} answers with: an `outcome` for each status. */
export type EitherAction_Output =
  EitherAction_Output_Ok | EitherAction_Output_PartialContent | EitherAction_Output_$unknown;
export const EitherAction_Output: $.Matching<EitherAction_Output, "outcome"> = /* @__PURE__ */ $.matching("outcome");
export interface EitherAction extends EitherAction_Fields, $.Action<EitherAction_Output> {}
export const EitherAction: $.BareActionClass<EitherAction> = /* @__PURE__ */ $.bareAction<EitherAction>(
  "things_Either",
  "read",
  () => EitherAction_Output,
  {
    binding: /* @__PURE__ */ $.http("GET", "/either", {
      outputs: /* @__PURE__ */ $.outcomes({ "200": ["ok", () => $.text], "206": ["partialContent", () => $.stream] }),
    }),
  },
);
