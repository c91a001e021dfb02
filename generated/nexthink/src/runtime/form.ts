// Bodies that are no JSON: forms, and text as it is.
import type { JsonFormat } from "./config.js";
import { exactJson } from "./exact-json.js";
import type { Encode } from "./http.js";
import { queryPairs, scalar } from "./parameters.js";
import { type Pass, enter, isObject, refuse } from "./walk.js";

/** `application/x-www-form-urlencoded`, as OpenAPI has it by default: lists repeat their name, objects are JSON. */
export const form: Encode = /* @__PURE__ */ formOf(JSON);

/** The same, where integers may be bigints. */
export const exactForm: Encode = /* @__PURE__ */ formOf(exactJson);

function formOf(format: JsonFormat): Encode {
  return (body, pass, nameOf) =>
    written(body, pass, (name, value) => {
      const pairs = (item: unknown) => queryPairs(name, isObject(item) ? format.stringify(item) : item, {}, pass);
      const each = (item: unknown, index: number) => enter(pairs, item, pass, index) as readonly string[];
      return enter(() => (Array.isArray(value) ? value.flatMap(each) : pairs(value)), value, pass, nameOf(name));
    });
}

/** The same, with lists and objects as `name[key][0]=value`. */
export const deepForm: Encode = (body, pass, nameOf) =>
  written(body, pass, (name, value) =>
    enter(() => queryPairs(name, value, { style: "deepObject" }, pass), value, pass, nameOf(name)),
  );

/** Text as it is, which may have a media type of any kind. */
export const plain: Encode = (body, pass) => scalar(body, pass) ?? "";

/** All pairs of a form. As the URL standard has them: what RFC 3986 does not reserve is escaped too, and a space is a `+`. */
function written(body: unknown, pass: Pass, pairsOf: (name: string, value: unknown) => unknown): string {
  if (!isObject(body)) refuse(pass, body, "an object");
  const pairs = Object.entries(body ?? {}).flatMap(([name, value]: [string, unknown]) => pairsOf(name, value));
  return pairs.join("&").replace(/%20/g, "+").replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`); // prettier-ignore
}
