export interface Rec {
  readonly a: number;
  readonly b?: string | undefined;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  a: $.u32,
  b: $.optional($.string),
}));

export interface External_Value {
  readonly Value: number;
}
export interface External_Record {
  readonly Record: Rec;
}
export interface External_List {
  readonly List: readonly number[];
}
export interface External_Json {
  readonly Json: unknown;
}
export interface External_Renamed {
  readonly "re-named": number;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface External_$unknown {
  readonly $unknown: string;
  readonly $raw: $.JsonObject;
}
export type External =
  | "Unit"
  | External_Value
  | External_Record
  | External_List
  | External_Json
  | External_Renamed
  | External_$unknown
  | $.Unrecognized;
export const External: $.Model<External> = /* @__PURE__ */ $.external(["Unit"], () => ({
  Value: $.u32,
  Record: Rec,
  List: $.list($.u32),
  Json: $.json,
  "re-named": $.u32,
}));

export interface NoUnits_Value {
  readonly Value: number;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface NoUnits_$unknown {
  readonly $unknown: string;
  readonly $raw: $.JsonObject;
}
export type NoUnits = NoUnits_Value | NoUnits_$unknown | $.Unrecognized;
export const NoUnits: $.Model<NoUnits> = /* @__PURE__ */ $.external([], () => ({
  Value: $.u32,
}));
