export type DeviceId = $.Flavored<string, "DeviceId">;
export const DeviceId: $.Model<DeviceId> = /* @__PURE__ */ $.named(() => $.string);
export { /** @deprecated Renamed to {@link DeviceId}. */ DeviceId as DeviceID };

export type Name = $.Flavored<string, "Name">;
export const Name: $.Model<Name> = /* @__PURE__ */ $.named(() => $.string);
export { /** @deprecated Renamed to {@link Name}. */ Name as Label };

export type Text = string;
export const Text: $.Model<Text> = /* @__PURE__ */ $.named(() => $.string);
export { /** @deprecated Renamed to {@link Text}. */ Text as Words };

export type Status = "Healthy" | $.Unrecognized;
export const Status: $.Model<Status> & {
  readonly Healthy: "Healthy";
} = /* @__PURE__ */ $.enumeration("Healthy");
export { /** @deprecated Renamed to {@link Status}. */ Status as State };

export interface Choice_First {
  readonly kind: "First";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Choice_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Choice = Choice_First | Choice_$unknown;
export const Choice: $.UnionModel<Choice, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  First: $.unit,
}));
export { /** @deprecated Renamed to {@link Choice}. */ Choice as Pick };

export interface Rec {
  readonly deviceId: DeviceId;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  deviceId: $.string,
}));
export { /** @deprecated Renamed to {@link Rec}. */ Rec as Thing };

/** The fields of {@link GetThingAction}. */
export interface GetThingAction_Fields {
  readonly id: DeviceId;
}
export interface GetThingAction extends GetThingAction_Fields, $.Action<Rec> {}
export const GetThingAction: $.ActionClass<GetThingAction, GetThingAction_Fields> = /* @__PURE__ */ $.action<
  GetThingAction,
  GetThingAction_Fields
>(
  "things_GetThing",
  "write",
  () => ({
    id: $.string,
  }),
  () => Rec,
);
export { /** @deprecated Renamed to {@link GetThingAction}. */ GetThingAction as GetAction };
export type { /** @deprecated Renamed to {@link GetThingAction_Fields}. */ GetThingAction_Fields as GetAction_Fields };

/** The fields of {@link SearchAction}. */
export interface SearchAction_Fields {
  readonly text?: string | undefined;
}
export interface SearchAction extends SearchAction_Fields, $.Action<readonly Rec[]> {}
export const SearchAction: $.OptionalActionClass<SearchAction, SearchAction_Fields> = /* @__PURE__ */ $.action<
  SearchAction,
  SearchAction_Fields
>(
  "things_Search",
  "read",
  () => ({
    text: $.optional($.string),
  }),
  () => $.list(Rec),
  { binding: /* @__PURE__ */ $.http("GET", "/search", { query: { text: {} } }) },
);
