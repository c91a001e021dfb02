export interface Rec {
  readonly a: number;
  readonly b?: string | undefined;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  a: $.u32,
  b: $.optional($.string),
}));

export interface Empty {}
export const Empty: $.Model<Empty> = /* @__PURE__ */ $.record(() => ({}));

export type Name = $.Flavored<string, "Name">;
export const Name: $.Model<Name> = /* @__PURE__ */ $.named(() => $.string);

export interface Other_Yes {
  readonly other: "Yes";
}
export interface Other_No extends Rec {
  readonly other: "No";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Other_$unknown {
  readonly other: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Other = Other_Yes | Other_No | Other_$unknown;
export const Other: $.UnionModel<Other, "other"> = /* @__PURE__ */ $.union("other", () => ({
  Yes: $.unit,
  No: Rec,
}));

export type Plain = "One" | "Two" | $.Unrecognized;
export const Plain: $.Model<Plain> & {
  readonly One: "One";
  readonly Two: "Two";
} = /* @__PURE__ */ $.enumeration("One", "Two");

export interface Internal_Unit {
  readonly kind: "Unit";
}
/** A unit with docs. */
export interface Internal_Documented {
  readonly kind: "Documented";
}
export interface Internal_Record extends Rec {
  readonly kind: "Record";
}
export interface Internal_NoFields extends Empty {
  readonly kind: "NoFields";
}
export interface Internal_Text {
  readonly kind: "Text";
  readonly theValue: string;
}
/** A number. */
export interface Internal_Number {
  readonly kind: "Number";
  readonly theValue: number;
}
export interface Internal_Own {
  readonly kind: "Own";
  readonly ownKey: number;
}
export interface Internal_OwnRecord {
  readonly kind: "OwnRecord";
  readonly ownKey: Rec;
}
export interface Internal_List {
  readonly kind: "List";
  readonly theValue: readonly Rec[];
}
export interface Internal_Map {
  readonly kind: "Map";
  readonly theValue: { readonly [key: string]: number };
}
export interface Internal_Json {
  readonly kind: "Json";
  readonly theValue: unknown;
}
export interface Internal_Nullable {
  readonly kind: "Nullable";
  readonly theValue: Rec | null;
}
export interface Internal_Newtype {
  readonly kind: "Newtype";
  readonly theValue: Name;
}
export interface Internal_Union {
  readonly kind: "Union";
  readonly theValue: Other;
}
export interface Internal_Enum {
  readonly kind: "Enum";
  readonly theValue: Plain;
}
export interface Internal_Renamed extends Rec {
  readonly kind: "re-named";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Internal_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
/** Every kind of payload. */
export type Internal =
  | Internal_Unit
  | Internal_Documented
  | Internal_Record
  | Internal_NoFields
  | Internal_Text
  | Internal_Number
  | Internal_Own
  | Internal_OwnRecord
  | Internal_List
  | Internal_Map
  | Internal_Json
  | Internal_Nullable
  | Internal_Newtype
  | Internal_Union
  | Internal_Enum
  | Internal_Renamed
  | Internal_$unknown;
export const Internal: $.UnionModel<Internal, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Unit: $.unit,
  Documented: $.unit,
  Record: Rec,
  NoFields: Empty,
  Text: $.content("theValue", $.string),
  Number: $.content("theValue", $.u32),
  Own: $.content("ownKey", $.u32),
  OwnRecord: $.content("ownKey", Rec),
  List: $.content("theValue", $.list(Rec)),
  Map: $.content("theValue", $.map($.u32)),
  Json: $.content("theValue", $.json),
  Nullable: $.content("theValue", $.nullable(Rec)),
  Newtype: $.content("theValue", $.string),
  Union: $.content("theValue", Other),
  Enum: $.content("theValue", $.open),
  "re-named": Rec,
}));

export interface Holder {
  readonly one: Internal;
  readonly more?: readonly Internal[] | undefined;
  readonly named?: { readonly [key: string]: Internal } | undefined;
  readonly maybe: Internal | null;
}
export const Holder: $.Model<Holder> = /* @__PURE__ */ $.record(() => ({
  one: Internal,
  more: $.optional($.list(Internal)),
  named: $.optional($.map(Internal)),
  maybe: $.nullable(Internal),
}));
