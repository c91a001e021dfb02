/** One field for each scalar. */
export interface Scalars {
  readonly string?: string | undefined;
  readonly bool?: boolean | undefined;
  readonly u8?: number | undefined;
  readonly u16?: number | undefined;
  readonly u32?: number | undefined;
  readonly u64?: number | undefined;
  readonly i8?: number | undefined;
  readonly i16?: number | undefined;
  readonly i32?: number | undefined;
  readonly i64?: number | undefined;
  readonly f32?: number | undefined;
  readonly f64?: number | undefined;
  readonly timestamp?: $.Timestamp | undefined;
  readonly date?: $.DateString | undefined;
  readonly duration?: $.Duration | undefined;
  readonly uuid?: $.Uuid | undefined;
  readonly url?: $.Url | undefined;
  readonly bytes?: $.Bytes | undefined;
  readonly json?: unknown;
  readonly unit?: undefined | undefined;
}
export const Scalars: $.Model<Scalars> = /* @__PURE__ */ $.record(() => ({
  string: $.optional($.string),
  bool: $.optional($.bool),
  u8: $.optional($.u8),
  u16: $.optional($.u16),
  u32: $.optional($.u32),
  u64: $.optional($.u64),
  i8: $.optional($.i8),
  i16: $.optional($.i16),
  i32: $.optional($.i32),
  i64: $.optional($.i64),
  f32: $.optional($.f32),
  f64: $.optional($.f64),
  timestamp: $.optional($.timestamp),
  date: $.optional($.date),
  duration: $.optional($.duration),
  uuid: $.optional($.uuid),
  url: $.optional($.url),
  bytes: $.optional($.bytes),
  json: $.optionalNull($.json),
  unit: $.optional($.unit),
}));
