export interface Rec {
  readonly a: number;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  a: $.u32,
}));

export interface Internal_Unit {
  readonly kind: "Unit";
}
export interface Internal_Record extends Rec {
  readonly kind: "Record";
}
export interface Internal_Value {
  readonly kind: "Value";
  readonly content: number;
}
export type Internal = Internal_Unit | Internal_Record | Internal_Value;
export const Internal: $.UnionModel<Internal, "kind"> = /* @__PURE__ */ $.closedUnion("kind", () => ({
  Unit: $.unit,
  Record: Rec,
  Value: $.content("content", $.u32),
}));

export interface Adjacent_Unit {
  readonly kind: "Unit";
}
export interface Adjacent_Record {
  readonly kind: "Record";
  readonly content: Rec;
}
export type Adjacent = Adjacent_Unit | Adjacent_Record;
export const Adjacent: $.UnionModel<Adjacent, "kind"> = /* @__PURE__ */ $.closedAdjacent("kind", "content", () => ({
  Unit: $.unit,
  Record: Rec,
}));

export interface External_Record {
  readonly Record: Rec;
}
export type External = "Unit" | External_Record;
export const External: $.Model<External> = /* @__PURE__ */ $.closedExternal(["Unit"], () => ({
  Record: Rec,
}));

export type Untagged = string | Rec;
export const Untagged: $.Model<Untagged> = /* @__PURE__ */ $.untagged(() => [$.string, Rec]);
