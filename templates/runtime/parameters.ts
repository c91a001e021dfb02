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

/** Writes one parameter into a query. The emitted code names it, so that a package carries only what its parameters need. */
export type WriteQuery = (name: string, value: unknown, style: QueryStyle, pass: Pass) => readonly string[];

/** A scalar as its JSON has it, strings without their quotes; undefined, and an issue, for anything else. */
export function scalar(value: unknown, pass: Pass): string | undefined {
  // Half of a surrogate pair is in no encoding.
  const fits = typeof value === "string" ? !/[\uD800-\uDFFF]/u.test(value) : /^(n|b)/.test(typeof value);
  if (fits) return String(value);
  refuse(pass, value, "text, a number or a boolean");
  return undefined;
}

function encoded(value: unknown, pass: Pass): string {
  return encodeURIComponent(scalar(value, pass) ?? "");
}

/** A segment of a path. One that is empty or a step (`..`) would make it the path of something else. */
export function segment(value: unknown, pass: Pass): string {
  if (typeof value === "string" && /^(\.|%2e){0,2}$/i.test(value)) {
    const message = "must be neither empty nor a step in the path";
    refuse(pass, value, "a segment of a path", { code: "path_segment", message });
  }
  return encoded(value, pass);
}

/** The text of a header; undefined for none. */
export function headerText(value: unknown, pass: Pass): string | undefined {
  const texts = (Array.isArray(value) ? value : [value]).flatMap((item: unknown, index) =>
    item == null ? [] : enter(scalar, item, pass, index),
  );
  if (texts.length === 0) return undefined;
  const text = texts.join(", ");
  if (!/^[\t -~\x80-\xff]*$/.test(text)) {
    const message = "has characters that cannot be sent";
    refuse(pass, value, "Latin-1 text in one line", { code: "header_value", message });
  }
  return text;
}

/** `name=value` for a scalar, percent-encoded; none for nothing. */
export function scalarPair(name: string, value: unknown, _: QueryStyle, pass: Pass): readonly string[] {
  return value == null ? [] : [`${encodeURIComponent(name)}=${encoded(value, pass)}`];
}

/**
 * `name=value` for one parameter: none for nothing, several for what explodes. Percent-encoded. With `deepObject` lists have
 * their indices in brackets, which OpenAPI leaves open and the servers that read brackets agree on.
 */
export function queryPairs(name: string, value: unknown, options: QueryStyle, pass: Pass): readonly string[] {
  const { style = "form", explode = style === "form" } = options;
  const pair = (key: string, item: unknown) => [`${encodeURIComponent(key)}=${encoded(item, pass)}`];
  if (value == null) return [];
  if (typeof value !== "object") return pair(name, value);
  const list = Array.isArray(value);
  const each = (item: unknown, key: string): readonly string[] => {
    if (style === "deepObject") return queryPairs(`${name}[${key}]`, item, options, pass);
    if (explode) return pair(list ? name : key, item);
    return [...(list ? [] : [encodeURIComponent(key)]), encoded(item, pass)];
  };
  const found = Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    item == null ? [] : (enter((given) => each(given, key), item, pass, list ? Number(key) : key) as readonly string[]),
  );
  if (explode || style === "deepObject" || found.length === 0) return found;
  return [
    `${encodeURIComponent(name)}=${found.join({ form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" }[style])}`,
  ];
}
