/** Never logged. */
export type Jwt = $.Flavored<string, "Jwt">;
export const Jwt: $.Model<Jwt> = /* @__PURE__ */ $.named(() => $.sensitive($.string));

/** Never logged. */
export type Key = $.Flavored<string, "Key">;
export const Key: $.Model<Key> = /* @__PURE__ */ $.named(() => $.sensitive($.string));

/** Never logged. */
export type Secret = string;
export const Secret: $.Model<Secret> = /* @__PURE__ */ $.named(() => $.sensitive($.string));

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly token?: Jwt | undefined;
}
export const Login: $.Model<Login> = /* @__PURE__ */ $.record(() => ({
  user: $.string,
  password: $.sensitive($.string),
  token: $.optional($.sensitive($.string)),
}));

export interface Payload_Token {
  readonly kind: "Token";
  readonly content: string;
}
/** A variant that this package does not know. Its JSON is `$raw`. */
export interface Payload_$unknown {
  readonly kind: "$unknown";
  readonly $tag: string;
  readonly $raw: $.JsonObject;
}
export type Payload = Payload_Token | Payload_$unknown;
export const Payload: $.UnionModel<Payload, "kind"> = /* @__PURE__ */ $.union("kind", () => ({
  Token: $.content("content", $.sensitive($.string)),
}));

/** The fields of {@link LoginAction}. */
export interface LoginAction_Fields {
  readonly login: Login;
  readonly key?: Key | undefined;
}
export interface LoginAction extends LoginAction_Fields, $.Action<Jwt> {}
export const LoginAction: $.ActionClass<LoginAction, LoginAction_Fields> = /* @__PURE__ */ $.action<
  LoginAction,
  LoginAction_Fields
>(
  "things_Login",
  "write",
  () => ({
    login: $.sensitive(Login),
    key: $.optional($.sensitive($.string)),
  }),
  () => $.sensitive($.string),
);
