export type LockId = $.Flavored<string, "LockId">;
export const LockId: $.Model<LockId> = /* @__PURE__ */ $.named(() => $.string);

/** The fields of {@link ReleaseAction}. */
export interface ReleaseAction_Fields {
  readonly lockId: LockId;
  /**
   * The version that is to be released.
   *
   * At least 1 character.
   */
  readonly ifMatch: string;
  /** At least 1 item. */
  readonly tenantIds: readonly string[];
  readonly force?: boolean | undefined;
}
/** Releases a lock. */
export interface ReleaseAction extends ReleaseAction_Fields, $.Action<undefined> {}
export const ReleaseAction: $.ActionClass<ReleaseAction, ReleaseAction_Fields> = /* @__PURE__ */ $.action<
  ReleaseAction,
  ReleaseAction_Fields
>(
  "locks_Release",
  "idempotent",
  () => ({
    lockId: $.string,
    ifMatch: $.renamed("If-Match", $.check($.string, $.minLength(1))),
    tenantIds: $.renamed("x-tenant", $.check($.list($.string), $.minItems(1))),
    force: $.renamed("Force", $.optional($.bool)),
  }),
  () => $.unit,
  {
    binding: /* @__PURE__ */ $.http("DELETE", "/locks/{lockId}", {
      headers: {
        "If-Match": { write: $.headerText },
        "x-tenant": { write: $.headerText },
        Force: { write: $.headerText },
      },
    }),
  },
);
