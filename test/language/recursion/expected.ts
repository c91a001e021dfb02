// things.ts
export interface JsonExpr_Literal {
  readonly kind: "Literal";
  readonly value: unknown;
}
export interface JsonExpr_Current {
  readonly kind: "Current";
}
export interface JsonExpr_And extends JsonVariadicExpr {
  readonly kind: "And";
}
export interface JsonExpr_Not {
  readonly kind: "Not";
  readonly expr: JsonExpr;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface JsonExpr_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type JsonExpr = JsonExpr_Literal | JsonExpr_Current | JsonExpr_And | JsonExpr_Not | JsonExpr_$unknown;
export const JsonExpr: $.UnionModel<JsonExpr, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Literal: $.content("value", $.json),
  Current: $.unit,
  And: JsonVariadicExpr,
  Not: $.content("expr", JsonExpr),
}));

export interface JsonVariadicExpr {
  readonly exprs: readonly JsonExpr[];
}
export const JsonVariadicExpr: $.Model<JsonVariadicExpr> = /* @__PURE__ */ $.record(() => ({
  exprs: $.list(JsonExpr),
}));

export interface Node {
  readonly name: string;
  readonly next?: Node | undefined;
  readonly children?: readonly Node[] | undefined;
  readonly byName?: { readonly [key: string]: Node } | undefined;
  readonly parent: Node | null;
}
export const Node: $.Model<Node> = /* @__PURE__ */ $.record(() => ({
  name: $.string,
  next: $.optional(Node),
  children: $.optional($.list(Node)),
  byName: $.optional($.map(Node)),
  parent: $.nullable(Node),
}));

export type Tree = string | readonly Tree[];
export const Tree: $.Model<Tree> = /* @__PURE__ */ $.untagged(() => [$.string, $.list(Tree)]);

export interface Left {
  readonly right?: other.Right | undefined;
}
export const Left: $.Model<Left> = /* @__PURE__ */ $.record(() => ({
  right: $.optional(other.Right),
}));

export type Nested = { readonly [key: string]: Nested };
export const Nested: $.Model<Nested> = /* @__PURE__ */ $.named(() => $.map(Nested));

// other.ts
export interface Right {
  readonly left?: things.Left | undefined;
  readonly own?: Right | undefined;
}
export const Right: $.Model<Right> = /* @__PURE__ */ $.record(() => ({
  left: $.optional(things.Left),
  own: $.optional(Right),
}));
