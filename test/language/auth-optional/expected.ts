/** The fields of {@link AnyAction}. */
export interface AnyAction_Fields extends $.NoFields {}
export interface AnyAction extends AnyAction_Fields, $.Action<undefined> {}
export const AnyAction: $.BareActionClass<AnyAction> = /* @__PURE__ */ $.bareAction<AnyAction>(
  "things_Any",
  "write",
  () => $.unit,
);

/** The fields of {@link OneAction}. */
export interface OneAction_Fields extends $.NoFields {}
export interface OneAction extends OneAction_Fields, $.Action<undefined> {}
export const OneAction: $.BareActionClass<OneAction> = /* @__PURE__ */ $.bareAction<OneAction>(
  "things_One",
  "write",
  () => $.unit,
  { auth: ["token"] },
);

/** The fields of {@link NoneAction}. */
export interface NoneAction_Fields extends $.NoFields {}
export interface NoneAction extends NoneAction_Fields, $.Action<undefined> {}
export const NoneAction: $.BareActionClass<NoneAction> = /* @__PURE__ */ $.bareAction<NoneAction>(
  "things_None",
  "write",
  () => $.unit,
  { auth: false },
);
