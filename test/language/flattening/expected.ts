export interface Rec {
  readonly aB: number;
}
export const Rec: $.Model<Rec> = /* @__PURE__ */ $.record(() => ({
  aB: $.u32,
}));

export interface Ruled {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
}
export const Ruled: $.Model<Ruled> = /* @__PURE__ */ $.record(
  () => ({
    x: $.optional($.u32),
    y: $.optional($.u32),
  }),
  /* @__PURE__ */ $.atLeastOneOf(["x", "y"]),
);

export type RecAlias = Rec;
export const RecAlias: $.Model<RecAlias> = /* @__PURE__ */ $.named(() => Rec);

export type AliasOfAlias = RecAlias;
export const AliasOfAlias: $.Model<AliasOfAlias> = /* @__PURE__ */ $.named(() => RecAlias);

export type Self<T> = T;
export function Self<T>(T: $.Node<T>): $.Model<Self<T>> {
  return $.generic([Self, T], () => $.named(() => T));
}

export interface VarRecord<T> {
  readonly value: T;
}
export function VarRecord<T>(T: $.Node<T>): $.Model<VarRecord<T>> {
  return $.generic([VarRecord, T], () =>
    $.record(() => ({
      value: T,
    })),
  );
}

export type VarAlias<T> = VarRecord<readonly T[]>;
export function VarAlias<T>(T: $.Node<T>): $.Model<VarAlias<T>> {
  return $.generic([VarAlias, T], () => $.named(() => VarRecord($.list(T))));
}

export type Wrapper = Rec;
export const Wrapper: $.Model<Wrapper> = /* @__PURE__ */ $.named(() => Rec);

export interface Flattened_Record extends Rec {
  readonly kind: "Record";
}
export interface Flattened_Alias extends RecAlias {
  readonly kind: "Alias";
}
export interface Flattened_Again extends AliasOfAlias {
  readonly kind: "Again";
}
export interface Flattened_GenericAlias extends Self<Rec> {
  readonly kind: "GenericAlias";
}
export interface Flattened_Generic extends VarRecord<Rec> {
  readonly kind: "Generic";
}
export interface Flattened_GenericOfAlias extends VarAlias<number> {
  readonly kind: "GenericOfAlias";
}
export interface Flattened_Ruled extends Ruled {
  readonly kind: "Ruled";
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Flattened_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Flattened =
  | Flattened_Record
  | Flattened_Alias
  | Flattened_Again
  | Flattened_GenericAlias
  | Flattened_Generic
  | Flattened_GenericOfAlias
  | Flattened_Ruled
  | Flattened_$unknown;
export const Flattened: $.UnionModel<Flattened, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Record: Rec,
  Alias: RecAlias,
  Again: AliasOfAlias,
  GenericAlias: Self(Rec),
  Generic: VarRecord(Rec),
  GenericOfAlias: VarAlias($.u32),
  Ruled: Ruled,
}));

export interface NotFlattened_Newtype {
  readonly kind: "Newtype";
  readonly content: Wrapper;
}
export interface NotFlattened_Nullable {
  readonly kind: "Nullable";
  readonly content: Rec | null;
}
export interface NotFlattened_List {
  readonly kind: "List";
  readonly content: readonly Rec[];
}
export interface NotFlattened_Map {
  readonly kind: "Map";
  readonly content: { readonly [key: string]: Rec };
}
export interface NotFlattened_Json {
  readonly kind: "Json";
  readonly content: unknown;
}
export interface NotFlattened_Union {
  readonly kind: "Union";
  readonly content: Flattened;
}
export interface NotFlattened_GenericAlias {
  readonly kind: "GenericAlias";
  readonly content: Self<number>;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface NotFlattened_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type NotFlattened =
  | NotFlattened_Newtype
  | NotFlattened_Nullable
  | NotFlattened_List
  | NotFlattened_Map
  | NotFlattened_Json
  | NotFlattened_Union
  | NotFlattened_GenericAlias
  | NotFlattened_$unknown;
export const NotFlattened: $.UnionModel<NotFlattened, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Newtype: $.content("content", Wrapper),
  Nullable: $.content("content", $.nullable(Rec)),
  List: $.content("content", $.list(Rec)),
  Map: $.content("content", $.map(Rec)),
  Json: $.content("content", $.json),
  Union: $.content("content", Flattened),
  GenericAlias: $.content("content", Self($.u32)),
}));

export interface Parameter_Bare<T> {
  readonly kind: "Bare";
  readonly content: T;
}
export interface Parameter_Within<T> extends VarRecord<T> {
  readonly kind: "Within";
}
export interface Parameter_List<T> {
  readonly kind: "List";
  readonly content: readonly T[];
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Parameter_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Parameter<T> = Parameter_Bare<T> | Parameter_Within<T> | Parameter_List<T> | Parameter_$unknown;
export function Parameter<T>(T: $.Node<T>): $.UnionModel<Parameter<T>, "kind"> {
  return $.generic([Parameter, T], () =>
    $.union("kind", () => ({
      Bare: $.content("content", T),
      Within: VarRecord(T),
      List: $.content("content", $.list(T)),
    })),
  );
}

export type ParameterOfRecord = Parameter<Rec>;
export const ParameterOfRecord: $.Model<ParameterOfRecord> = /* @__PURE__ */ $.named(() => Parameter(Rec));
