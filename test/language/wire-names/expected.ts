export interface Odd {
  readonly proto: string;
  readonly empty?: string | undefined;
  readonly digits?: string | undefined;
  readonly dashed?: string | undefined;
  readonly quoted?: string | undefined;
  readonly number?: string | undefined;
  readonly constructor?: string | undefined;
  readonly toString?: string | undefined;
  readonly then?: string | undefined;
  readonly length?: number | undefined;
  readonly name?: string | undefined;
  readonly prototype?: string | undefined;
  readonly delete?: string | undefined;
}
export const Odd: $.Model<Odd> = /* @__PURE__ */ $.record(() => ({
  proto: $.renamed("__proto__", $.string),
  empty: $.renamed("", $.optional($.string)),
  digits: $.renamed("2fa", $.optional($.string)),
  dashed: $.renamed("content-type", $.optional($.string)),
  quoted: $.renamed("a\"b'c`d\\e\n${f}*/", $.optional($.string)),
  number: $.renamed("400", $.optional($.string)),
  constructor: $.optional($.string),
  toString: $.optional($.string),
  then: $.optional($.string),
  length: $.optional($.u32),
  name: $.optional($.string),
  prototype: $.optional($.string),
  delete: $.optional($.string),
}));

export interface Swapped {
  readonly first: string;
  readonly second: number;
}
export const Swapped: $.Model<Swapped> = /* @__PURE__ */ $.record(() => ({
  first: $.renamed("second", $.string),
  second: $.renamed("first", $.u32),
}));

export type Values = "__proto__" | "constructor" | "" | 'a"b*/';
export const Values: $.Model<Values> & {
  readonly Proto: "__proto__";
  readonly Ctor: "constructor";
  readonly Empty: "";
  readonly Quoted: 'a"b*/';
} = /* @__PURE__ */ $.closedEnumeration({
  Proto: "__proto__",
  Ctor: "constructor",
  Empty: "",
  Quoted: 'a"b*/',
});

export interface Tagged_Proto {
  readonly "@type": "__proto__";
}
export interface Tagged_Ctor extends Swapped {
  readonly "@type": "constructor";
}
export interface Tagged_Spaced {
  readonly "@type": "a b";
  readonly theValue: number;
}
export type Tagged = Tagged_Proto | Tagged_Ctor | Tagged_Spaced;
export const Tagged: $.UnionModel<Tagged, "@type"> = /* @__PURE__ */ $.closedUnion("@type", () => ({
  ["__proto__"]: $.unit,
  constructor: Swapped,
  "a b": $.content("theValue", $.u32),
}));

export interface External_Proto {
  readonly __proto__: number;
}
export interface External_Ctor {
  readonly constructor: number;
}
export type External = External_Proto | External_Ctor | "to-string";
export const External: $.Model<External> = /* @__PURE__ */ $.closedExternal(["to-string"], () => ({
  ["__proto__"]: $.u32,
  constructor: $.u32,
}));
