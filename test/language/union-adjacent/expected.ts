export interface Rec {
  readonly a: number;
  readonly b?: string | undefined;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  a: $.u32,
  b: $.optional($.string),
}));

export interface Adjacent_Unit {
  readonly t: "Unit";
}
export interface Adjacent_Value {
  readonly t: "Value";
  readonly c: number;
}
export interface Adjacent_Record {
  readonly t: "Record";
  readonly c: Rec;
}
export interface Adjacent_List {
  readonly t: "List";
  readonly c: readonly number[];
}
export interface Adjacent_Json {
  readonly t: "Json";
  readonly c: unknown;
}
export interface Adjacent_Nullable {
  readonly t: "Nullable";
  readonly c: number | null;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Adjacent_$unknown {
  readonly t: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Adjacent =
  | Adjacent_Unit
  | Adjacent_Value
  | Adjacent_Record
  | Adjacent_List
  | Adjacent_Json
  | Adjacent_Nullable
  | Adjacent_$unknown;
export const Adjacent: $.UnionModel<Adjacent, "t"> = /* @__PURE__ */ $.adjacent("t", "c", () => ({
  Unit: $.unit,
  Value: $.u32,
  Record: Rec,
  List: $.list($.u32),
  Json: $.json,
  Nullable: $.nullable($.u32),
}));

export interface Mixed_Unit {
  readonly t: "Unit";
}
export interface Mixed_Value {
  readonly t: "Value";
  readonly content: number;
}
export interface Mixed_Own {
  readonly t: "Own";
  readonly ownKey: Rec;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Mixed_$unknown {
  readonly t: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Mixed = Mixed_Unit | Mixed_Value | Mixed_Own | Mixed_$unknown;
export const Mixed: $.UnionModel<Mixed, "t"> = /* @__PURE__ */ $.union("t", () => ({
  Unit: $.unit,
  Value: $.content("content", $.u32),
  Own: $.content("ownKey", Rec),
}));

export interface Units_A {
  readonly t: "A";
}
export interface Units_B {
  readonly t: "B";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Units_$unknown {
  readonly t: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Units = Units_A | Units_B | Units_$unknown;
export const Units: $.UnionModel<Units, "t"> = /* @__PURE__ */ $.union("t", () => ({
  A: $.unit,
  B: $.unit,
}));
