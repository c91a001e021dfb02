export interface Rec {
  readonly renamed: number;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  renamed: $.renamed("re-named", $.u8),
}));

export type Numbers = { readonly [key: string]: number };
export const Numbers: $.Model<Numbers> = /* @__PURE__ */ $.named(() => $.map($.u8));

export type Records = { readonly [key: string]: Rec };
export const Records: $.Model<Records> = /* @__PURE__ */ $.named(() => $.map(Rec));

export type Nested = { readonly [key: string]: { readonly [key: string]: number | null } };
export const Nested: $.Model<Nested> = /* @__PURE__ */ $.named(() => $.map($.map($.nullable($.u8))));
