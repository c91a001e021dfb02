/** A thing. */
export interface Thing {
  readonly id: string;
  readonly wrong: readonly string[];
  readonly plain: string;
  /** New. */
  readonly added?: number | undefined;
}
export const Thing: $.Model<Thing> = /* @__PURE__ */ $.record(
  () => ({
    id: $.string,
    wrong: $.list($.string),
    plain: $.string,
    added: $.optional($.u8),
  }),
  /* @__PURE__ */ $.atLeastOneOf(["id", "plain"], "Give one of them."),
);

export type Kind = "A" | "B" | "C";
export const Kind: $.Model<Kind> & {
  readonly A: "A";
  readonly B: "B";
  readonly C: "C";
} = /* @__PURE__ */ $.closedEnumeration("A", "B", "C");

export interface Slash {
  readonly a?: string | undefined;
}
export const Slash: $.Model<Slash> = /* @__PURE__ */ $.record(() => ({
  a: $.optional($.string),
}));
