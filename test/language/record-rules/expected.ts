export interface AtLeast {
  readonly firstName?: string | undefined;
  readonly devices?: readonly string[] | undefined;
  readonly labels?: { readonly [key: string]: string } | undefined;
}
export const AtLeast: $.Model<AtLeast> = /* @__PURE__ */ $.record(
  () => ({
    firstName: $.optional($.string),
    devices: $.optional($.list($.string)),
    labels: $.optional($.map($.string)),
  }),
  /* @__PURE__ */ $.atLeastOneOf(
    ["firstName", "devices", "labels"],
    "Give a name, devices or labels.",
    "nothing_given",
  ),
);

export interface Exactly {
  readonly left?: string | undefined;
  readonly right?: string | null | undefined;
}
export const Exactly: $.Model<Exactly> = /* @__PURE__ */ $.record(
  () => ({
    left: $.optional($.string),
    right: $.optionalNull($.nullable($.string)),
  }),
  /* @__PURE__ */ $.exactlyOneOf(["left", "right"]),
);

export interface Exclusive {
  readonly left?: number | undefined;
  readonly right?: boolean | undefined;
}
export const Exclusive: $.Model<Exclusive> = /* @__PURE__ */ $.record(
  () => ({
    left: $.optional($.u32),
    right: $.optional($.bool),
  }),
  /* @__PURE__ */ $.mutuallyExclusive(["left", "right"], "Give one of the two."),
);

export interface Dependent {
  readonly user?: string | undefined;
  readonly passWord?: string | undefined;
  readonly realm?: string | undefined;
}
export const Dependent: $.Model<Dependent> = /* @__PURE__ */ $.record(
  () => ({
    user: $.optional($.string),
    passWord: $.optional($.string),
    realm: $.optional($.string),
  }),
  /* @__PURE__ */ $.dependentRequired("user", ["passWord", "realm"]),
  /* @__PURE__ */ $.dependentRequired("realm", ["user"], undefined, "no_user"),
);
