export type Id = $.Flavored<string, "Id">;
export const Id: $.Model<Id> = /* @__PURE__ */ $.named(() => $.string);
