// Parameters as text: in the path, in the query, in headers. As OpenAPI 3.1 has it, and RFC 3986 below that.
import { type Pass, enter, refuse } from "./walk.js";

/** The fields of an action as wire JSON. */
export interface Fields {
  readonly [wire: string]: unknown;
}

/** How lists and objects stand in a query. */
export interface QueryStyle {
  /** Default `form`. */
  readonly style?: "form" | "deepObject" | "spaceDelimited" | "pipeDelimited";
  /** Whether each item has a pair of its own. Default: with `form` it does. */
  readonly explode?: boolean;
}

/** A scalar as its JSON has it, strings without their quotes; undefined, and an issue, for anything else. */
function scalar(value: unknown, pass: Pass): string | undefined {
  // Half of a surrogate pair is in no encoding.
  const fits = typeof value === "string" ? !/[\uD800-\uDFFF]/u.test(value) : /^(n|b)/.test(typeof value);
  if (fits) return String(value);
  refuse(pass, value, "text, a number or a boolean");
  return undefined;
}

/** A segment of a path. One that is empty or a step (`..`) would make it the path of something else. */
export function segment(value: unknown, pass: Pass): string {
  const text = scalar(value, pass);
  if (text !== undefined && /^(\.|%2e){0,2}$/i.test(text)) {
    const message = text === "" ? "must not be empty" : "must not be a step in the path";
    refuse(pass, value, "a segment of a path", { code: "path_segment", message });
  }
  return encoded(text);
}

/** The text of a header; undefined for none. */
export function headerText(value: unknown, pass: Pass): string | undefined {
  const texts = Array.isArray(value)
    ? entriesOf(value).map(([index, item]) => enter(scalar, item, pass, Number(index)))
    : value == null
      ? []
      : [scalar(value, pass)];
  const text = texts.join(", ");
  // Latin-1 without control characters, tab excepted.
  if (!/^[\t -~\x80-\xff]*$/.test(text)) {
    refuse(pass, value, "Latin-1 text in one line", {
      code: "header_value",
      message: "has characters that cannot be sent",
    });
  }
  return texts.length > 0 ? text : undefined;
}

/** `name=value` for one parameter: none for nothing, several for what explodes. Percent-encoded. */
export function queryPairs(name: string, value: unknown, options: QueryStyle, pass: Pass): readonly string[] {
  const { style = "form", explode = style === "form" } = options;
  if (value == null) return [];
  if (typeof value !== "object") return [pair(name, value, pass)];
  const list = Array.isArray(value);
  const entries = entriesOf(value);
  const each = <T>(make: (item: unknown, key: string) => T): T[] =>
    entries.map(([key, item]) => enter((given) => make(given, key), item, pass, list ? Number(key) : key) as T);
  if (style === "deepObject") {
    return each((item, key) => queryPairs(list ? name : `${name}[${key}]`, item, options, pass)).flat();
  }
  if (explode) return each((item, key) => pair(list ? name : key, item, pass));
  const parts = each((item, key) => [...(list ? [] : [encoded(key)]), encoded(scalar(item, pass))]).flat();
  return parts.length > 0 ? [`${encoded(name)}=${parts.join(separators[style])}`] : [];
}

const separators = { form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" };

/** The members of a list or an object that are something. */
function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, item]) => item != null);
}

function pair(name: string, value: unknown, pass: Pass): string {
  return `${encoded(name)}=${encoded(scalar(value, pass))}`;
}

function encoded(text = ""): string {
  return encodeURIComponent(text);
}
