export type Level = 1 | 3 | -1 | $.Unrecognized;
export const Level: $.Model<Level> & {
  readonly Low: 1;
  readonly High: 3;
  readonly Below: -1;
} = /* @__PURE__ */ $.enumeration({
  Low: 1,
  High: 3,
  Below: -1,
});

export type ClosedLevel = 0 | 1;
export const ClosedLevel: $.Model<ClosedLevel> & {
  readonly Low: 0;
  readonly High: 1;
} = /* @__PURE__ */ $.closedEnumeration({
  Low: 0,
  High: 1,
});

export type Mixed = 1 | "many" | $.Unrecognized;
export const Mixed: $.Model<Mixed> & {
  readonly One: 1;
  readonly Many: "many";
} = /* @__PURE__ */ $.enumeration({
  One: 1,
  Many: "many",
});

export interface Holder {
  readonly level: Level;
  readonly closed?: ClosedLevel | undefined;
  readonly mixed?: Mixed | undefined;
}
export const Holder: $.Model<Holder> = /* @__PURE__ */ $.record(() => ({
  level: Level,
  closed: $.optional(ClosedLevel),
  mixed: $.optional(Mixed),
}));
