// ids.ts
export type Id = $.Flavored<string, "Id">;
export const Id: $.Model<Id> = /* @__PURE__ */ $.named(() => $.string);

// things.ts
export interface Thing {
  readonly id: ids.Id;
}
export const Thing: $.Model<Thing> = /* @__PURE__ */ $.record(() => ({
  id: $.string,
}));
