export interface Job {
  readonly id: string;
}
export const Job: $.Model<Job> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
}));

export interface Done {
  readonly count: number;
}
export const Done: $.Model<Done> = /* @__PURE__ */ $.record(() => ({
  count: $.u32,
}));

/** The fields of {@link OneAction}. */
export interface OneAction_Fields extends $.NoFields {}
export interface OneAction extends OneAction_Fields, $.Action<Done> {}
export const OneAction: $.BareActionClass<OneAction> = /* @__PURE__ */ $.bareAction<OneAction>(
  "things_One",
  "write",
  () => Done,
  { binding: /* @__PURE__ */ $.http("POST", "/one") },
);

/** The fields of {@link OneOfMapAction}. */
export interface OneOfMapAction_Fields extends $.NoFields {}
export interface OneOfMapAction extends OneOfMapAction_Fields, $.Action<Done> {}
export const OneOfMapAction: $.BareActionClass<OneOfMapAction> = /* @__PURE__ */ $.bareAction<OneOfMapAction>(
  "things_OneOfMap",
  "write",
  () => Done,
  { binding: /* @__PURE__ */ $.http("POST", "/one-of-map") },
);

/** The fields of {@link OneLongAction}. */
export interface OneLongAction_Fields extends $.NoFields {}
export interface OneLongAction extends OneLongAction_Fields, $.Action<readonly Done[]> {}
export const OneLongAction: $.BareActionClass<OneLongAction> = /* @__PURE__ */ $.bareAction<OneLongAction>(
  "things_OneLong",
  "write",
  () => $.check($.list(Done), $.maxItems(3)),
  { binding: /* @__PURE__ */ $.http("POST", "/one-long") },
);

/** The fields of {@link SeveralAction}. */
export interface SeveralAction_Fields extends $.NoFields {}
/** It is done. */
export interface SeveralAction_Output_Ok {
  readonly outcome: "ok";
  readonly status: 200;
  readonly data: Done;
}
/** It goes on. */
export interface SeveralAction_Output_StillRunning {
  readonly outcome: "stillRunning";
  readonly status: 202;
  readonly data: Job;
}
export interface SeveralAction_Output_NoContent {
  readonly outcome: "noContent";
  readonly status: 204;
  readonly data: undefined;
}
export interface SeveralAction_Output_Success {
  readonly outcome: "success";
  readonly status: number;
  readonly data: unknown;
}
/** A success that this package does not know. Its body is `raw`. */
export interface SeveralAction_Output_$unknown {
  readonly outcome: "$unknown";
  readonly status: number;
  readonly raw: unknown;
}
/** What {@link SeveralAction} answers with: an `outcome` for each status. */
export type SeveralAction_Output =
  | SeveralAction_Output_Ok
  | SeveralAction_Output_StillRunning
  | SeveralAction_Output_NoContent
  | SeveralAction_Output_Success
  | SeveralAction_Output_$unknown;
export const SeveralAction_Output: $.Matching<SeveralAction_Output, "outcome"> = /* @__PURE__ */ $.matching("outcome");
export interface SeveralAction extends SeveralAction_Fields, $.Action<SeveralAction_Output> {}
export const SeveralAction: $.BareActionClass<SeveralAction> = /* @__PURE__ */ $.bareAction<SeveralAction>(
  "things_Several",
  "write",
  () => SeveralAction_Output,
  {
    binding: /* @__PURE__ */ $.http("POST", "/several", {
      outputs: /* @__PURE__ */ $.outcomes({
        "200": ["ok", () => Done],
        "202": ["stillRunning", () => Job],
        "204": ["noContent", () => $.unit],
        "2XX": ["success", () => $.json],
      }),
    }),
  },
);

/** The fields of {@link AllNamedAction}. */
export interface AllNamedAction_Fields extends $.NoFields {}
export interface AllNamedAction_Output_Ok {
  readonly outcome: "ok";
  readonly status: 200;
  readonly data: undefined;
}
export interface AllNamedAction_Output_Created {
  readonly outcome: "created";
  readonly status: 201;
  readonly data: undefined;
}
export interface AllNamedAction_Output_Accepted {
  readonly outcome: "accepted";
  readonly status: 202;
  readonly data: undefined;
}
export interface AllNamedAction_Output_NonAuthoritative {
  readonly outcome: "nonAuthoritative";
  readonly status: 203;
  readonly data: undefined;
}
export interface AllNamedAction_Output_NoContent {
  readonly outcome: "noContent";
  readonly status: 204;
  readonly data: undefined;
}
export interface AllNamedAction_Output_ResetContent {
  readonly outcome: "resetContent";
  readonly status: 205;
  readonly data: undefined;
}
export interface AllNamedAction_Output_PartialContent {
  readonly outcome: "partialContent";
  readonly status: 206;
  readonly data: undefined;
}
export interface AllNamedAction_Output_MultiStatus {
  readonly outcome: "multiStatus";
  readonly status: 207;
  readonly data: undefined;
}
export interface AllNamedAction_Output_Status208 {
  readonly outcome: "status208";
  readonly status: 208;
  readonly data: undefined;
}
export interface AllNamedAction_Output_Success {
  readonly outcome: "success";
  readonly status: number;
  readonly data: undefined;
}
/** A success that this package does not know. Its body is `raw`. */
export interface AllNamedAction_Output_$unknown {
  readonly outcome: "$unknown";
  readonly status: number;
  readonly raw: unknown;
}
/** What {@link AllNamedAction} answers with: an `outcome` for each status. */
export type AllNamedAction_Output =
  | AllNamedAction_Output_Ok
  | AllNamedAction_Output_Created
  | AllNamedAction_Output_Accepted
  | AllNamedAction_Output_NonAuthoritative
  | AllNamedAction_Output_NoContent
  | AllNamedAction_Output_ResetContent
  | AllNamedAction_Output_PartialContent
  | AllNamedAction_Output_MultiStatus
  | AllNamedAction_Output_Status208
  | AllNamedAction_Output_Success
  | AllNamedAction_Output_$unknown;
export const AllNamedAction_Output: $.Matching<AllNamedAction_Output, "outcome"> =
  /* @__PURE__ */ $.matching("outcome");
export interface AllNamedAction extends AllNamedAction_Fields, $.Action<AllNamedAction_Output> {}
export const AllNamedAction: $.BareActionClass<AllNamedAction> = /* @__PURE__ */ $.bareAction<AllNamedAction>(
  "things_AllNamed",
  "write",
  () => AllNamedAction_Output,
  {
    binding: /* @__PURE__ */ $.http("POST", "/all-named", {
      outputs: /* @__PURE__ */ $.outcomes({
        "200": ["ok", () => $.unit],
        "201": ["created", () => $.unit],
        "202": ["accepted", () => $.unit],
        "203": ["nonAuthoritative", () => $.unit],
        "204": ["noContent", () => $.unit],
        "205": ["resetContent", () => $.unit],
        "206": ["partialContent", () => $.unit],
        "207": ["multiStatus", () => $.unit],
        "208": ["status208", () => $.unit],
        "2XX": ["success", () => $.unit],
      }),
    }),
  },
);
