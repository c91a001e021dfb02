export type Order = "asc" | "desc";
export const Order: $.Model<Order> & {
  readonly asc: "asc";
  readonly desc: "desc";
} = /* @__PURE__ */ $.closedEnumeration("asc", "desc");

export type Renamed = "asc";
export const Renamed: $.Model<Renamed> & {
  readonly Ascending: "asc";
} = /* @__PURE__ */ $.closedEnumeration({
  Ascending: "asc",
});

export interface Query {
  readonly order?: Order | undefined;
  readonly renamed?: Renamed | undefined;
}
export const Query: $.Model<Query> = /* @__PURE__ */ $.record(() => ({
  order: $.optional(Order),
  renamed: $.optional(Renamed),
}));
