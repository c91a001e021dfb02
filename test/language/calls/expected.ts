/** The fields of {@link ListAction}. */
export interface ListAction_Fields {
  readonly pageCursor?: string | undefined;
  readonly filter?: string | undefined;
}
export interface ListAction extends ListAction_Fields, $.Action<ListOutput> {}
export const ListAction: $.OptionalActionClass<ListAction, ListAction_Fields> = /* @__PURE__ */ $.action<
  ListAction,
  ListAction_Fields
>(
  "things_List",
  "read",
  () => ({
    pageCursor: $.optional($.string),
    filter: $.optional($.string),
  }),
  () => ListOutput,
);
/** Reads the pages that {@link ListAction} asks for. */
export const paginateList: $.Paginator<ListAction, string> = /* @__PURE__ */ $.paginator<ListAction, string>({
  request: "pageCursor",
  items: ["allItems"],
  response: ["paging", "nextCursor"],
});

export interface Paging {
  readonly nextCursor: string | null;
}
export const Paging: $.Model<Paging> = /* @__PURE__ */ $.record(() => ({
  nextCursor: $.nullable($.string),
}));

export interface ListOutput {
  readonly allItems: readonly string[];
  readonly paging?: Paging | undefined;
}
export const ListOutput: $.Model<ListOutput> = /* @__PURE__ */ $.record(() => ({
  allItems: $.list($.string),
  paging: $.optional(Paging),
}));

/** The fields of {@link StartAction}. */
export interface StartAction_Fields {
  readonly name: string;
}
export interface StartAction extends StartAction_Fields, $.Action<Started> {}
export const StartAction: $.ActionClass<StartAction, StartAction_Fields> = /* @__PURE__ */ $.action<
  StartAction,
  StartAction_Fields
>(
  "things_Start",
  "write",
  () => ({
    name: $.string,
  }),
  () => Started,
  { maxRetries: 0, key: /* @__PURE__ */ $.idempotencyKey("Idempotency-Key") },
);
/** Waits for what {@link StartAction} has begun, by asking with {@link StatusAction}. */
export const waitForStart: $.Waiter<Started, Status> = /* @__PURE__ */ $.waiter<Started, Status>(
  (started) => new StatusAction({ id: started.id }),
  [
    ["run", "runState"],
    ["done", "100"],
  ],
  [["run", "runState"], ["failed"]],
);

export interface Started {
  readonly id: string;
}
export const Started: $.Model<Started> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
}));

/** The fields of {@link StatusAction}. */
export interface StatusAction_Fields {
  readonly id: string;
}
export interface StatusAction extends StatusAction_Fields, $.Action<Status> {}
export const StatusAction: $.ActionClass<StatusAction, StatusAction_Fields> = /* @__PURE__ */ $.action<
  StatusAction,
  StatusAction_Fields
>(
  "things_Status",
  "read",
  () => ({
    id: $.string,
  }),
  () => Status,
);

export interface Status {
  readonly run: Run | null;
}
export const Status: $.Model<Status> = /* @__PURE__ */ $.record(() => ({
  run: $.nullable(Run),
}));

export interface Run {
  readonly runState: string;
  readonly percent?: number | undefined;
}
export const Run: $.Model<Run> = /* @__PURE__ */ $.record(() => ({
  runState: $.string,
  percent: $.optional($.u8),
}));

/** The fields of {@link OffsetAction}. */
export interface OffsetAction_Fields {
  readonly startAt?: number | undefined;
}
export interface OffsetAction extends OffsetAction_Fields, $.Action<ListOutput> {}
export const OffsetAction: $.OptionalActionClass<OffsetAction, OffsetAction_Fields> = /* @__PURE__ */ $.action<
  OffsetAction,
  OffsetAction_Fields
>(
  "things_Offset",
  "read",
  () => ({
    startAt: $.optional($.u32),
  }),
  () => ListOutput,
  { binding: /* @__PURE__ */ $.http("GET", "/offset", { query: { startAt: {} } }) },
);
/** Reads the pages that {@link OffsetAction} asks for. */
export const paginateOffset: $.Paginator<OffsetAction, string> = /* @__PURE__ */ $.paginator<OffsetAction, string>({
  request: "startAt",
  items: ["allItems"],
});

/** The fields of {@link PageAction}. */
export interface PageAction_Fields {
  /** @defaultValue `1`, by the server */
  readonly pageNumber?: number | undefined;
}
export interface PageAction extends PageAction_Fields, $.Action<ListOutput> {}
export const PageAction: $.OptionalActionClass<PageAction, PageAction_Fields> = /* @__PURE__ */ $.action<
  PageAction,
  PageAction_Fields
>(
  "things_Page",
  "read",
  () => ({
    pageNumber: $.optional($.u32),
  }),
  () => ListOutput,
  { binding: /* @__PURE__ */ $.http("GET", "/page", { query: { pageNumber: {} } }) },
);
/** Reads the pages that {@link PageAction} asks for. */
export const paginatePage: $.Paginator<PageAction, string> = /* @__PURE__ */ $.paginator<PageAction, string>({
  request: "pageNumber",
  items: ["allItems"],
  count: "pages",
  start: 1,
});

/** The fields of {@link WaitAction}. */
export interface WaitAction_Fields extends $.NoFields {}
export interface WaitAction extends WaitAction_Fields, $.Action<Started> {}
export const WaitAction: $.BareActionClass<WaitAction> = /* @__PURE__ */ $.bareAction<WaitAction>(
  "things_Wait",
  "write",
  () => Started,
  { maxRetries: 5 },
);
/** Waits for what {@link WaitAction} has begun, by asking with {@link StatusAction}. */
export const waitForWait: $.Waiter<Started, Status> = /* @__PURE__ */ $.waiter<Started, Status>(
  (started) => new StatusAction({ id: started.id }),
  [["run", "percent"], [100]],
);
