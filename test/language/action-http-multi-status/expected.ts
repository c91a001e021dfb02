export interface Change {
  readonly id: string;
  readonly newName: string;
}
export const Change: $.Model<Change> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
  newName: $.string,
}));

export interface Result {
  readonly id: string;
  readonly status: number;
  readonly detail?: string | undefined;
}
export const Result: $.Model<Result> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
  status: $.u16,
  detail: $.optional($.string),
}));

export interface Problem {
  readonly code: string;
  readonly message: string;
}
export const Problem: $.Model<Problem> = /* @__PURE__ */ $.record(() => ({
  code: $.string,
  message: $.string,
}));

export interface FieldProblems {
  readonly errors: { readonly [key: string]: readonly string[] };
}
export const FieldProblems: $.Model<FieldProblems> = /* @__PURE__ */ $.record(() => ({
  errors: $.map($.list($.string)),
}));

export type Refusal = Problem | FieldProblems | string;
export const Refusal: $.Model<Refusal> = /* @__PURE__ */ $.untagged(() => [Problem, FieldProblems, $.string]);

/** The fields of {@link ApplyAction}. */
export interface ApplyAction_Fields {
  readonly dryRun?: boolean | undefined;
  /**
   * What to change.
   *
   * At least 1 item.
   */
  readonly body: readonly Change[];
}
export interface ApplyAction_Output_Ok {
  readonly outcome: "ok";
  readonly status: 200;
  readonly data: undefined;
}
/** What became of each. */
export interface ApplyAction_Output_MultiStatus {
  readonly outcome: "multiStatus";
  readonly status: 207;
  readonly data: readonly Result[];
}
/** A success that this package does not know. Its body is `raw`. */
export interface ApplyAction_Output_$unknown {
  readonly outcome: "$unknown";
  readonly status: number;
  readonly raw: unknown;
}
/** What {@link ApplyAction} answers with: an `outcome` for each status. */
export type ApplyAction_Output = ApplyAction_Output_Ok | ApplyAction_Output_MultiStatus | ApplyAction_Output_$unknown;
export const ApplyAction_Output: $.Matching<ApplyAction_Output, "outcome"> = /* @__PURE__ */ $.matching("outcome");
/**
 * How {@link ApplyAction} fails, by status, as far as the API says it.
 *
 * - 400: Nothing was applied.
 */
export type ApplyAction_Error = $.ErrorOf<400, Refusal> | $.ErrorOf<409, Problem>;
/** Applies changes, each by itself. */
export interface ApplyAction extends ApplyAction_Fields, $.Action<ApplyAction_Output> {}
export const ApplyAction: $.ActionClass<ApplyAction, ApplyAction_Fields, ApplyAction_Error> = /* @__PURE__ */ $.action<
  ApplyAction,
  ApplyAction_Fields
>(
  "batches_Apply",
  "write",
  () => ({
    dryRun: $.optional($.bool),
    body: $.check($.list(Change), $.minItems(1)),
  }),
  () => ApplyAction_Output,
  {
    binding: /* @__PURE__ */ $.http("POST", "/batches", {
      query: { dryRun: {} },
      body: "body",
      outputs: /* @__PURE__ */ $.outcomes({
        "200": ["ok", () => $.unit],
        "207": ["multiStatus", () => $.list(Result)],
      }),
    }),
    errors: {
      "400": { node: () => Refusal },
      "409": { node: () => Problem, code: "code", message: "message" },
    },
  },
);
