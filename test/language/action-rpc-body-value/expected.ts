export type Ids = readonly string[];
export const Ids: $.Model<Ids> = /* @__PURE__ */ $.named(() => $.list($.string));

export interface Choice_A {
  readonly kind: "A";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Choice_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Choice = Choice_A | Choice_$unknown;
export const Choice: $.UnionModel<Choice, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  A: $.unit,
}));

export interface Rec {
  readonly a: number;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  a: $.u8,
}));

export type RecAlias = Rec;
export const RecAlias: $.Model<RecAlias> = /* @__PURE__ */ $.named(() => Rec);

export interface Box<T> {
  readonly value: T;
}
export function Box<T>(T: $.Node<T>): $.Model<Box<T>> {
  return $.generic([Box, T], () =>
    $.record(() => ({
      value: T,
    })),
  );
}

/** The fields of {@link TextAction}. */
export interface TextAction_Fields {
  readonly body: string;
}
export interface TextAction extends TextAction_Fields, $.Action<string> {}
export const TextAction: $.ActionClass<TextAction, TextAction_Fields> = /* @__PURE__ */ $.action<
  TextAction,
  TextAction_Fields
>(
  "things_Text",
  "write",
  () => ({
    body: $.string,
  }),
  () => $.string,
  { body: "body" },
);

/** The fields of {@link ListAction}. */
export interface ListAction_Fields {
  /**
   * Which ones.
   *
   * At most 3 items.
   */
  readonly body: Ids;
}
export interface ListAction extends ListAction_Fields, $.Action<readonly Ids[]> {}
export const ListAction: $.ActionClass<ListAction, ListAction_Fields> = /* @__PURE__ */ $.action<
  ListAction,
  ListAction_Fields
>(
  "things_List",
  "write",
  () => ({
    body: $.check(Ids, $.maxItems(3)),
  }),
  () => $.list(Ids),
  { body: "body" },
);

/** The fields of {@link ChoiceAction}. */
export interface ChoiceAction_Fields {
  readonly body: Choice;
}
export interface ChoiceAction extends ChoiceAction_Fields, $.Action<{ readonly [key: string]: Choice }> {}
export const ChoiceAction: $.ActionClass<ChoiceAction, ChoiceAction_Fields> = /* @__PURE__ */ $.action<
  ChoiceAction,
  ChoiceAction_Fields
>(
  "things_Choice",
  "write",
  () => ({
    body: Choice,
  }),
  () => $.map(Choice),
  { body: "body" },
);

/** The fields of {@link NullableAction}. */
export interface NullableAction_Fields {
  readonly body: Rec | null;
}
export interface NullableAction extends NullableAction_Fields, $.Action<Rec | null> {}
export const NullableAction: $.ActionClass<NullableAction, NullableAction_Fields> = /* @__PURE__ */ $.action<
  NullableAction,
  NullableAction_Fields
>(
  "things_Nullable",
  "write",
  () => ({
    body: $.nullable(Rec),
  }),
  () => $.nullable(Rec),
  { body: "body" },
);

/** The fields of {@link JsonAction}. */
export interface JsonAction_Fields {
  readonly body: unknown;
}
export interface JsonAction extends JsonAction_Fields, $.Action<unknown> {}
export const JsonAction: $.ActionClass<JsonAction, JsonAction_Fields> = /* @__PURE__ */ $.action<
  JsonAction,
  JsonAction_Fields
>(
  "things_Json",
  "write",
  () => ({
    body: $.json,
  }),
  () => $.json,
  { body: "body" },
);

/** The fields of {@link AliasAction}. */
export interface AliasAction_Fields extends RecAlias {}
export interface AliasAction extends AliasAction_Fields, $.Action<RecAlias> {}
export const AliasAction: $.ActionClass<AliasAction, AliasAction_Fields> = /* @__PURE__ */ $.action<
  AliasAction,
  AliasAction_Fields
>(
  "things_Alias",
  "write",
  () => ({
    a: $.u8,
  }),
  () => RecAlias,
);

/** The fields of {@link GenericAction}. */
export interface GenericAction_Fields {
  readonly body: Box<number>;
}
export interface GenericAction extends GenericAction_Fields, $.Action<Box<Box<string>>> {}
export const GenericAction: $.ActionClass<GenericAction, GenericAction_Fields> = /* @__PURE__ */ $.action<
  GenericAction,
  GenericAction_Fields
>(
  "things_Generic",
  "write",
  () => ({
    body: Box($.u8),
  }),
  () => Box(Box($.string)),
  { body: "body" },
);

/** The fields of {@link UnitAction}. */
export interface UnitAction_Fields extends $.NoFields {}
export interface UnitAction extends UnitAction_Fields, $.Action<undefined> {}
export const UnitAction: $.BareActionClass<UnitAction> = /* @__PURE__ */ $.bareAction<UnitAction>(
  "things_Unit",
  "write",
  () => $.unit,
);
