/**
 * From 1 to 3 characters. Format: hostname. Matches `^[a-z]`.
 *
 * @beta Behind the feature `ids`.
 */
export type Id = $.Flavored<string, "Id">;
export const Id: $.Model<Id> = /* @__PURE__ */ $.named(() =>
  $.check($.string, $.minLength(1), $.maxLength(3), $.pattern("^[a-z]")),
);

/** At least 1 character. */
export type GeneralId = $.Flavored<string, "GeneralId">;
export const GeneralId: $.Model<GeneralId> = /* @__PURE__ */ $.named(() =>
  $.check($.string, $.told({ code: "no_id" }, $.minLength(1))),
);

/**
 * Not many.
 *
 * From 1 to 3.
 *
 * @deprecated Since 1.0.
 */
export type Count = $.Flavored<number, "Count">;
/** @deprecated Since 1.0. */
export const Count: $.Model<Count> = /* @__PURE__ */ $.named(() => $.check($.u8, $.min(1), $.max(3)));

/** From 1 to 3 characters. Format: hostname. Matches `^[a-z]`. */
export type Name = $.Flavored<string, "Name">;
export const Name: $.Model<Name> = /* @__PURE__ */ $.named(() =>
  $.check($.string, $.minLength(1), $.maxLength(3), $.pattern("^[a-z]")),
);

/** From 1 to 2 items. */
export type Names = readonly Name[];
export const Names: $.Model<Names> = /* @__PURE__ */ $.named(() => $.check($.list(Name), $.minItems(1), $.maxItems(2)));

/**
 * Not many either.
 *
 * From 1 to 3.
 */
export type AliasedCount = number;
export const AliasedCount: $.Model<AliasedCount> = /* @__PURE__ */ $.named(() => $.check($.u8, $.min(1), $.max(3)));

/** From 1 to 3 characters. Format: hostname. Matches `^[a-z]`. */
export type AliasedName = string;
export const AliasedName: $.Model<AliasedName> = /* @__PURE__ */ $.named(() =>
  $.check($.string, $.minLength(1), $.maxLength(3), $.pattern("^[a-z]")),
);

/** From 1 to 2 items. */
export type AliasedNames = readonly string[];
export const AliasedNames: $.Model<AliasedNames> = /* @__PURE__ */ $.named(() =>
  $.check($.list($.string), $.minItems(1), $.maxItems(2)),
);

/** A letter first. */
export type GeneralAlias = string;
export const GeneralAlias: $.Model<GeneralAlias> = /* @__PURE__ */ $.named(() =>
  $.check($.string, $.told({ message: "A letter first." }, $.pattern("^[a-z]"))),
);

export type OpenDate = $.DateString | $.Unrecognized;
export const OpenDate: $.Model<OpenDate> = /* @__PURE__ */ $.named(() => $.open);

/** @beta Behind the feature `kinds`. */
export type Kind = "A" | "B" | $.Unrecognized;
export const Kind: $.Model<Kind> & {
  readonly A: "A";
  readonly B: "B";
} = /* @__PURE__ */ $.enumeration("A", "B");

export interface Choice_Count {
  readonly kind: "Count";
  /** From 1 to 3. */
  readonly content: number;
}
export interface Choice_Name {
  readonly kind: "Name";
  /** From 1 to 3 characters. Format: hostname. Matches `^[a-z]`. */
  readonly content: string;
}
export interface Choice_Names {
  readonly kind: "Names";
  /** From 1 to 2 items. */
  readonly content: readonly string[];
}
export interface Choice_General {
  readonly kind: "General";
  /** Matches `^[a-z]`. */
  readonly content: string;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Choice_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
/** @deprecated Take another one. */
export type Choice = Choice_Count | Choice_Name | Choice_Names | Choice_General | Choice_$unknown;
/** @deprecated Take another one. */
export const Choice: $.UnionModel<Choice, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Count: $.content("content", $.check($.u8, $.min(1), $.max(3))),
  Name: $.content("content", $.check($.string, $.minLength(1), $.maxLength(3), $.pattern("^[a-z]"))),
  Names: $.content("content", $.check($.list($.string), $.minItems(1), $.maxItems(2))),
  General: $.content("content", $.check($.string, $.told({ code: "letter" }, $.pattern("^[a-z]")))),
}));

/** The fields of {@link CountAction}. */
export interface CountAction_Fields {
  /** From 1 to 3. */
  readonly body: number;
}
export interface CountAction extends CountAction_Fields, $.Action<number> {}
export const CountAction: $.ActionClass<CountAction, CountAction_Fields> = /* @__PURE__ */ $.action<
  CountAction,
  CountAction_Fields
>(
  "things_Count",
  "write",
  () => ({
    body: $.check($.u8, $.min(1), $.max(3)),
  }),
  () => $.check($.u8, $.min(1), $.max(3)),
  { body: "body" },
);

/** The fields of {@link NameAction}. */
export interface NameAction_Fields {
  /** From 1 to 3 characters. Format: hostname. Matches `^[a-z]`. */
  readonly body: string | $.Unrecognized;
}
export interface NameAction extends NameAction_Fields, $.Action<Id> {}
export const NameAction: $.ActionClass<NameAction, NameAction_Fields> = /* @__PURE__ */ $.action<
  NameAction,
  NameAction_Fields
>(
  "things_Name",
  "write",
  () => ({
    body: $.check($.open, $.minLength(1), $.maxLength(3), $.pattern("^[a-z]")),
  }),
  () => Id,
  { body: "body" },
);

/** The fields of {@link NamesAction}. */
export interface NamesAction_Fields {
  /** From 1 to 2 items. */
  readonly body: readonly string[];
}
export interface NamesAction extends NamesAction_Fields, $.Action<string> {}
export const NamesAction: $.ActionClass<NamesAction, NamesAction_Fields> = /* @__PURE__ */ $.action<
  NamesAction,
  NamesAction_Fields
>(
  "things_Names",
  "write",
  () => ({
    body: $.check($.list($.string), $.minItems(1), $.maxItems(2)),
  }),
  () => $.check($.string, $.minLength(1)),
  { body: "body" },
);
