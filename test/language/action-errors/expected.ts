// things.ts
export interface Own {
  readonly errorCode: string;
  readonly detailText?: string | undefined;
}
export const Own: $.Model<Own> = /* @__PURE__ */ $.record(() => ({
  errorCode: $.string,
  detailText: $.optional($.string),
}));

/** The fields of {@link PlainAction}. */
export interface PlainAction_Fields extends $.NoFields {}
export interface PlainAction extends PlainAction_Fields, $.Action<undefined> {}
export const PlainAction: $.BareActionClass<
  PlainAction,
  | $.ErrorOf<404, errors.ActionError>
  | $.ErrorOf<409, undefined>
  | $.ErrorOf<number, string>
  | $.ErrorOf<number, errors.ActionError>
> = /* @__PURE__ */ $.bareAction<PlainAction>("things_Plain", "write", () => $.unit);

/** The fields of {@link LayeredAction}. */
export interface LayeredAction_Fields extends $.NoFields {}
/**
 * How {@link LayeredAction} fails, by status, as far as the API says it.
 *
 * - 4XX: What was wrong.
 */
export type LayeredAction_Error =
  | $.ErrorOf<404, Own>
  | $.ErrorOf<409, undefined>
  | $.ErrorOf<503, string | null>
  | $.ErrorOf<number, Own>
  | $.ErrorOf<number, string>
  | $.ErrorOf<number, unknown>;
export interface LayeredAction extends LayeredAction_Fields, $.Action<undefined> {}
export const LayeredAction: $.BareActionClass<LayeredAction, LayeredAction_Error> =
  /* @__PURE__ */ $.bareAction<LayeredAction>("things_Layered", "write", () => $.unit, {
    errors: {
      "404": { node: () => Own },
      "503": { node: () => $.nullable($.string) },
      "4XX": { node: () => Own, code: "errorCode", message: "detailText" },
      default: { node: () => $.json },
    },
  });

// errors.ts
export interface ActionError {
  readonly kind: ActionErrorKind;
  readonly message: string;
}
export const ActionError: $.Model<ActionError> = /* @__PURE__ */ $.record(() => ({
  kind: $.open,
  message: $.string,
}));

export type ActionErrorKind = "NotFound" | "Internal" | $.Unrecognized;
export const ActionErrorKind: $.Model<ActionErrorKind> & {
  readonly NotFound: "NotFound";
  readonly Internal: "Internal";
} = /* @__PURE__ */ $.enumeration("NotFound", "Internal");
