export interface Rec {
  readonly a: number;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  a: $.u32,
}));

export interface Internal_Default {
  readonly kind: "Default";
  readonly payloadValue: number;
}
export interface Internal_Own {
  readonly kind: "Own";
  readonly assetId: number;
}
export interface Internal_Record {
  readonly kind: "Record";
  readonly assetId: Rec;
}
export interface Internal_Flat extends Rec {
  readonly kind: "Flat";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Internal_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Internal = Internal_Default | Internal_Own | Internal_Record | Internal_Flat | Internal_$unknown;
export const Internal: $.UnionModel<Internal, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Default: $.content("payloadValue", $.u32),
  Own: $.content("assetId", $.u32),
  Record: $.content("assetId", Rec),
  Flat: Rec,
}));

export interface Keyed_Default {
  readonly kind: "Default";
  readonly otherKey: number;
}
export interface Keyed_Own {
  readonly kind: "Own";
  readonly assetId: number;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Keyed_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Keyed = Keyed_Default | Keyed_Own | Keyed_$unknown;
export const Keyed: $.UnionModel<Keyed, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Default: $.content("otherKey", $.u32),
  Own: $.content("assetId", $.u32),
}));

export interface Adjacent_Default {
  readonly kind: "Default";
  readonly payloadValue: number;
}
export interface Adjacent_Own {
  readonly kind: "Own";
  readonly assetId: Rec;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Adjacent_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Adjacent = Adjacent_Default | Adjacent_Own | Adjacent_$unknown;
export const Adjacent: $.UnionModel<Adjacent, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Default: $.content("payloadValue", $.u32),
  Own: $.content("assetId", Rec),
}));
