export type MaybeText = string | null;
export const MaybeText: $.Model<MaybeText> = /* @__PURE__ */ $.named(() => $.nullable($.string));

export interface Presence {
  readonly plain: string;
  readonly maybe?: string | undefined;
  readonly nullAble: string | null;
  readonly three?: string | null | undefined;
  readonly threeByAlias?: MaybeText | undefined;
  readonly items?: readonly (string | null)[] | undefined;
  readonly nested?: Inner | undefined;
}
export const Presence: $.Model<Presence> = /* @__PURE__ */ $.record(() => ({
  plain: $.string,
  maybe: $.optional($.string),
  nullAble: $.nullable($.string),
  three: $.optionalNull($.nullable($.string)),
  threeByAlias: $.optionalNull(MaybeText),
  items: $.optional($.list($.nullable($.string))),
  nested: $.optional(Inner),
}));

export interface Inner {
  readonly maybe?: number | undefined;
}
export const Inner: $.Model<Inner> = /* @__PURE__ */ $.record(() => ({
  maybe: $.optional($.u32),
}));
