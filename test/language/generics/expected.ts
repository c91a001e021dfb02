// errors.ts
export interface Failure {
  readonly message: string;
}
export const Failure: $.Model<Failure> = /* @__PURE__ */ $.record(() => ({
  message: $.string,
}));

// things.ts
export interface ActionResult_Ok<T> {
  readonly result: "Ok";
  readonly value: T;
}
export interface ActionResult_Error {
  readonly result: "Error";
  readonly error: errors.Failure;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface ActionResult_$unknown {
  readonly result: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type ActionResult<T> = ActionResult_Ok<T> | ActionResult_Error | ActionResult_$unknown;
export function ActionResult<T>(T: $.Node<T>): $.UnionModel<ActionResult<T>, "result"> {
  return $.generic([ActionResult, T], () =>
    $.union("result", () => ({
      Ok: $.content("value", T),
      Error: $.content("error", errors.Failure),
    })),
  );
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
  readonly first?: Item | undefined;
  readonly maybe: Item | null;
  readonly byId?: { readonly [key: string]: Item } | undefined;
}
export function Page<Item>(Item: $.Node<Item>): $.Model<Page<Item>> {
  return $.generic([Page, Item], () =>
    $.record(() => ({
      items: $.list(Item),
      nextCursor: $.optional($.string),
      first: $.optionalNull(Item),
      maybe: $.nullable(Item),
      byId: $.optional($.map(Item)),
    })),
  );
}

export type Box<T> = readonly T[];
export function Box<T>(T: $.Node<T>): $.Model<Box<T>> {
  return $.generic([Box, T], () => $.named(() => $.list(T)));
}

export type Maybe<T> = T | null;
export function Maybe<T>(T: $.Node<T>): $.Model<Maybe<T>> {
  return $.generic([Maybe, T], () => $.named(() => $.nullable(T)));
}

export interface External_Some<T> {
  readonly Some: T;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface External_$unknown {
  readonly $unknown: string;
  readonly $raw: $.JsonObject;
}
export type External<T> = "None" | External_Some<T> | External_$unknown | $.Unrecognized;
export function External<T>(T: $.Node<T>): $.Model<External<T>> {
  return $.generic([External, T], () =>
    $.external(["None"], () => ({
      Some: T,
    })),
  );
}

export interface Rec {
  readonly id: string;
  readonly renamed?: number | undefined;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
  renamed: $.renamed("re-named", $.optional($.u32)),
}));

export type Results = readonly ActionResult<Page<Rec>>[];
export const Results: $.Model<Results> = /* @__PURE__ */ $.named(() => $.list(ActionResult(Page(Rec))));

export type RecResult = ActionResult<Rec>;
export const RecResult: $.Model<RecResult> = /* @__PURE__ */ $.named(() => ActionResult(Rec));

export type TextResult = ActionResult<string>;
export const TextResult: $.Model<TextResult> = /* @__PURE__ */ $.named(() => ActionResult($.string));

export type NullableResult = ActionResult<number | null>;
export const NullableResult: $.Model<NullableResult> = /* @__PURE__ */ $.named(() => ActionResult($.nullable($.u32)));

export type Boxes = Box<Box<number>>;
export const Boxes: $.Model<Boxes> = /* @__PURE__ */ $.named(() => Box(Box($.u32)));

export interface MaybePage {
  readonly page?: Maybe<Page<Rec>> | undefined;
  readonly number: Maybe<number>;
}
export const MaybePage: $.Model<MaybePage> = /* @__PURE__ */ $.record(() => ({
  page: $.optionalNull(Maybe(Page(Rec))),
  number: Maybe($.u32),
}));

export type Externals = External<Rec>;
export const Externals: $.Model<Externals> = /* @__PURE__ */ $.named(() => External(Rec));
