export interface Rec {
  readonly someField: number;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  someField: $.renamed("some_field", $.u8),
}));

export type Status = "IN_USE" | "waiting";
export const Status: $.Model<Status> & {
  readonly InUse: "IN_USE";
  readonly OnHold: "waiting";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "IN_USE",
  OnHold: "waiting",
});

export type OwnCase = "inuse";
export const OwnCase: $.Model<OwnCase> & {
  readonly InUse: "inuse";
} = /* @__PURE__ */ $.closedEnumeration({
  InUse: "inuse",
});

export interface Choice_NoThing {
  readonly type: "NO_THING";
}
export interface Choice_SomeRec {
  readonly type: "SOME_REC";
  readonly thePayload: Rec;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Choice_$unknown {
  readonly type: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Choice = Choice_NoThing | Choice_SomeRec | Choice_$unknown;
export const Choice: $.UnionModel<Choice, "type"> = /* @__PURE__ */ $.union("type", () => ({
  NO_THING: $.unit,
  SOME_REC: $.content("thePayload", Rec, "the_payload"),
}));

export interface Own_SomeRec extends Rec {
  readonly kind: "SomeRec";
}
export interface Own_SomeText {
  readonly kind: "SomeText";
  readonly own: string;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Own_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Own = Own_SomeRec | Own_SomeText | Own_$unknown;
export const Own: $.UnionModel<Own, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  SomeRec: Rec,
  SomeText: $.content("own", $.string),
}));
