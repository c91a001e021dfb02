export interface Record {
  readonly deviceId: string;
  readonly x: number;
  readonly address2Line?: string | undefined;
  readonly ownWire?: string | undefined;
  readonly inner?: Record | undefined;
}
export const Record: $.Model<Record> = /* @__PURE__ */ $.record(
  () => ({
    deviceId: $.renamed("DeviceId", $.string),
    x: $.renamed("X", $.u8),
    address2Line: $.renamed("Address2Line", $.optional($.string)),
    ownWire: $.renamed("asWritten", $.optional($.string)),
    inner: $.renamed("Inner", $.optional(Record)),
  }),
  /* @__PURE__ */ $.atLeastOneOf(["address2Line", "ownWire", "inner", "deviceId"]),
);

export interface Internal_Flat extends Record {
  readonly the_Tag: "Flat";
}
export interface Internal_Value {
  readonly the_Tag: "Value";
  readonly theContent: number;
}
export interface Internal_Own {
  readonly the_Tag: "Own";
  readonly someKey: Record;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Internal_$unknown {
  readonly the_Tag: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Internal = Internal_Flat | Internal_Value | Internal_Own | Internal_$unknown;
export const Internal: $.UnionModel<Internal, "the_Tag"> = /* @__PURE__ */ $.union("the_Tag", () => ({
  Flat: Record,
  Value: $.content("theContent", $.u32, "TheContent"),
  Own: $.content("someKey", Record, "SomeKey"),
}));

export interface Adjacent_Flat {
  readonly the_Tag: "Flat";
  readonly theContent: Record;
}
export interface Adjacent_Value {
  readonly the_Tag: "Value";
  readonly theContent: number;
}
export interface Adjacent_Unit {
  readonly the_Tag: "Unit";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Adjacent_$unknown {
  readonly the_Tag: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Adjacent = Adjacent_Flat | Adjacent_Value | Adjacent_Unit | Adjacent_$unknown;
export const Adjacent: $.UnionModel<Adjacent, "the_Tag"> = /* @__PURE__ */ $.union("the_Tag", () => ({
  Flat: $.content("theContent", Record, "TheContent"),
  Value: $.content("theContent", $.u32, "TheContent"),
  Unit: $.unit,
}));

export interface External_Flat {
  readonly Flat: Record;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface External_$unknown {
  readonly $unknown: string;
  readonly $raw: $.JsonObject;
}
export type External = External_Flat | "Unit" | External_$unknown | $.Unrecognized;
export const External: $.Model<External> = /* @__PURE__ */ $.external(["Unit"], () => ({
  Flat: Record,
}));
