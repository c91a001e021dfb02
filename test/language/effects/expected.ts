/** The fields of {@link RpcAction}. */
export interface RpcAction_Fields extends $.NoFields {}
export interface RpcAction extends RpcAction_Fields, $.Action<undefined> {}
export const RpcAction: $.BareActionClass<RpcAction> = /* @__PURE__ */ $.bareAction<RpcAction>(
  "things_Rpc",
  "write",
  () => $.unit,
);

/** The fields of {@link RpcReadAction}. */
export interface RpcReadAction_Fields extends $.NoFields {}
export interface RpcReadAction extends RpcReadAction_Fields, $.Action<undefined> {}
export const RpcReadAction: $.BareActionClass<RpcReadAction> = /* @__PURE__ */ $.bareAction<RpcReadAction>(
  "things_RpcRead",
  "read",
  () => $.unit,
);

/** The fields of {@link RpcIdempotentAction}. */
export interface RpcIdempotentAction_Fields extends $.NoFields {}
export interface RpcIdempotentAction extends RpcIdempotentAction_Fields, $.Action<undefined> {}
export const RpcIdempotentAction: $.BareActionClass<RpcIdempotentAction> =
  /* @__PURE__ */ $.bareAction<RpcIdempotentAction>("things_RpcIdempotent", "idempotent", () => $.unit);

/** The fields of {@link GetAction}. */
export interface GetAction_Fields extends $.NoFields {}
export interface GetAction extends GetAction_Fields, $.Action<undefined> {}
export const GetAction: $.BareActionClass<GetAction> = /* @__PURE__ */ $.bareAction<GetAction>(
  "things_Get",
  "read",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("GET", "/a") },
);

/** The fields of {@link HeadAction}. */
export interface HeadAction_Fields extends $.NoFields {}
export interface HeadAction extends HeadAction_Fields, $.Action<undefined> {}
export const HeadAction: $.BareActionClass<HeadAction> = /* @__PURE__ */ $.bareAction<HeadAction>(
  "things_Head",
  "read",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("HEAD", "/a") },
);

/** The fields of {@link OptionsAction}. */
export interface OptionsAction_Fields extends $.NoFields {}
export interface OptionsAction extends OptionsAction_Fields, $.Action<undefined> {}
export const OptionsAction: $.BareActionClass<OptionsAction> = /* @__PURE__ */ $.bareAction<OptionsAction>(
  "things_Options",
  "read",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("OPTIONS", "/a") },
);

/** The fields of {@link PostAction}. */
export interface PostAction_Fields extends $.NoFields {}
export interface PostAction extends PostAction_Fields, $.Action<undefined> {}
export const PostAction: $.BareActionClass<PostAction> = /* @__PURE__ */ $.bareAction<PostAction>(
  "things_Post",
  "write",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("POST", "/a") },
);

/** The fields of {@link PostReadAction}. */
export interface PostReadAction_Fields extends $.NoFields {}
export interface PostReadAction extends PostReadAction_Fields, $.Action<undefined> {}
export const PostReadAction: $.BareActionClass<PostReadAction> = /* @__PURE__ */ $.bareAction<PostReadAction>(
  "things_PostRead",
  "read",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("POST", "/b") },
);

/** The fields of {@link PutAction}. */
export interface PutAction_Fields extends $.NoFields {}
export interface PutAction extends PutAction_Fields, $.Action<undefined> {}
export const PutAction: $.BareActionClass<PutAction> = /* @__PURE__ */ $.bareAction<PutAction>(
  "things_Put",
  "idempotent",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("PUT", "/a") },
);

/** The fields of {@link PutWriteAction}. */
export interface PutWriteAction_Fields extends $.NoFields {}
export interface PutWriteAction extends PutWriteAction_Fields, $.Action<undefined> {}
export const PutWriteAction: $.BareActionClass<PutWriteAction> = /* @__PURE__ */ $.bareAction<PutWriteAction>(
  "things_PutWrite",
  "write",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("PUT", "/b") },
);

/** The fields of {@link PatchAction}. */
export interface PatchAction_Fields extends $.NoFields {}
export interface PatchAction extends PatchAction_Fields, $.Action<undefined> {}
export const PatchAction: $.BareActionClass<PatchAction> = /* @__PURE__ */ $.bareAction<PatchAction>(
  "things_Patch",
  "write",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("PATCH", "/a") },
);

/** The fields of {@link DeleteAction}. */
export interface DeleteAction_Fields extends $.NoFields {}
export interface DeleteAction extends DeleteAction_Fields, $.Action<undefined> {}
export const DeleteAction: $.BareActionClass<DeleteAction> = /* @__PURE__ */ $.bareAction<DeleteAction>(
  "things_Delete",
  "idempotent",
  () => $.unit,
  { binding: /* @__PURE__ */ $.http("DELETE", "/a") },
);
