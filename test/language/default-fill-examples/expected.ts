export type Order = "asc" | "desc" | $.Unrecognized;
export const Order: $.Model<Order> & {
  readonly Ascending: "asc";
  readonly Descending: "desc";
} = /* @__PURE__ */ $.enumeration({
  Ascending: "asc",
  Descending: "desc",
});

export interface Sorting {
  readonly sortBy: string;
  /** Sent as `"asc"` when left out. */
  readonly sortOrder?: Order | undefined;
}
export const Sorting: $.Model<Sorting> = /* @__PURE__ */ $.record(() => ({
  sortBy: $.string,
  sortOrder: $.fill($.open, "asc"),
}));

export interface Query {
  /** @defaultValue `50`, by the server */
  readonly limit?: number | undefined;
  /** @defaultValue `"desc"`, by the server */
  readonly order?: Order | undefined;
  /**
   * At most 2 items.
   *
   * Sent as `[]` when left out.
   */
  readonly devices?: readonly string[] | undefined;
  /** Sent as `{}` when left out. */
  readonly labels?: { readonly [key: string]: string } | undefined;
  /**
   * Sent as `false` when left out.
   *
   * @defaultValue `false`, by the server
   */
  readonly flag?: boolean | undefined;
  /** Sent as `null` when left out. */
  readonly note?: string | null | undefined;
  /** Sent as `{ a: [1, null] }` when left out. */
  readonly any?: unknown;
  /** Sent as `7` when left out. */
  readonly renamed?: number | undefined;
  /** Sent as `{ sortBy: "name", sortOrder: "desc" }` when left out. */
  readonly sorting?: Sorting | undefined;
  readonly nested?: Sorting | undefined;
  readonly wrapped?: readonly Sorting[] | undefined;
}
export const Query: $.Model<Query> = /* @__PURE__ */ $.record(() => ({
  limit: $.optional($.u32),
  order: $.optional($.open),
  devices: $.fill($.check($.list($.string), $.maxItems(2)), []),
  labels: $.fill($.map($.string), {}),
  flag: $.fill($.bool, false),
  note: $.fill($.nullable($.string), null),
  any: $.fill($.json, { a: [1, null] }),
  renamed: $.renamed("re-named", $.fill($.u8, 7)),
  sorting: $.fill(Sorting, { sortBy: "name", sortOrder: "desc" }),
  nested: $.optional(Sorting),
  wrapped: $.optional($.list(Sorting)),
}));

export interface Choice_A {
  readonly kind: "A";
  readonly content: number;
}
export interface Choice_B extends Sorting {
  readonly kind: "B";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Choice_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Choice = Choice_A | Choice_B | Choice_$unknown;
export const Choice: $.UnionModel<Choice, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  A: $.content("content", $.u8),
  B: Sorting,
}));

export type Name = $.Flavored<string, "Name">;
export const Name: $.Model<Name> = /* @__PURE__ */ $.named(() => $.string);

export type Names = readonly Name[];
export const Names: $.Model<Names> = /* @__PURE__ */ $.named(() => $.list($.string));

export type Alias = Query;
export const Alias: $.Model<Alias> = /* @__PURE__ */ $.named(() => Query);
