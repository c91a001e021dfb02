/** The fields of {@link UploadAction}. */
export interface UploadAction_Fields {
  readonly name: string;
}
export interface UploadAction extends UploadAction_Fields, $.Action<undefined> {}
export const UploadAction: $.ActionClass<UploadAction, UploadAction_Fields> = /* @__PURE__ */ $.action<
  UploadAction,
  UploadAction_Fields
>(
  "repositoryAssets_Upload",
  "write",
  () => ({
    name: $.string,
  }),
  () => $.unit,
);

/** The fields of {@link CopyAction}. */
export interface CopyAction_Fields {
  readonly name: string;
}
export interface CopyAction extends CopyAction_Fields, $.Action<undefined> {}
export const CopyAction: $.ActionClass<CopyAction, CopyAction_Fields> = /* @__PURE__ */ $.action<
  CopyAction,
  CopyAction_Fields
>(
  "repository_assets_Copy",
  "write",
  () => ({
    name: $.string,
  }),
  () => $.unit,
);

/** The fields of {@link ListAllAction}. */
export interface ListAllAction_Fields extends $.NoFields {}
export interface ListAllAction extends ListAllAction_Fields, $.Action<undefined> {}
export const ListAllAction: $.BareActionClass<ListAllAction> = /* @__PURE__ */ $.bareAction<ListAllAction>(
  "RepositoryAssets_List_All",
  "read",
  () => $.unit,
);

/** The fields of {@link AssetsDeleteAction}. */
export interface AssetsDeleteAction_Fields extends $.NoFields {}
export interface AssetsDeleteAction extends AssetsDeleteAction_Fields, $.Action<undefined> {}
export const AssetsDeleteAction: $.BareActionClass<AssetsDeleteAction> =
  /* @__PURE__ */ $.bareAction<AssetsDeleteAction>("assets_Delete", "write", () => $.unit);

/** The fields of {@link RepositoryAssets2FaAction}. */
export interface RepositoryAssets2FaAction_Fields extends $.NoFields {}
export interface RepositoryAssets2FaAction extends RepositoryAssets2FaAction_Fields, $.Action<undefined> {}
export const RepositoryAssets2FaAction: $.BareActionClass<RepositoryAssets2FaAction> =
  /* @__PURE__ */ $.bareAction<RepositoryAssets2FaAction>("repositoryAssets_2Fa", "write", () => $.unit);

/** The fields of {@link BinAction}. */
export interface BinAction_Fields extends $.NoFields {}
export interface BinAction extends BinAction_Fields, $.Action<undefined> {}
export const BinAction: $.BareActionClass<BinAction> = /* @__PURE__ */ $.bareAction<BinAction>(
  "repositoryAssets_Move",
  "write",
  () => $.unit,
);

/** The fields of {@link AddAction}. */
export interface AddAction_Fields extends $.NoFields {}
export interface AddAction extends AddAction_Fields, $.Action<undefined> {}
export const AddAction: $.BareActionClass<AddAction> = /* @__PURE__ */ $.bareAction<AddAction>(
  "repositoryAssets_Tag",
  "write",
  () => $.unit,
);

/** The fields of {@link PingAction}. */
export interface PingAction_Fields extends $.NoFields {}
export interface PingAction extends PingAction_Fields, $.Action<undefined> {}
export const PingAction: $.BareActionClass<PingAction> = /* @__PURE__ */ $.bareAction<PingAction>(
  "ping",
  "read",
  () => $.unit,
);
