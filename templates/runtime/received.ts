// From a request back to the fields of its action, as wire JSON: what a server does, for those who stand in for one.
import type { ActionInfo } from "./action.js";
import { parsed } from "./answer.js";
import type { JsonFormat } from "./config.js";
import type { HttpForm } from "./http.js";
import type { QueryStyle } from "./parameters.js";
import type { Node } from "./types.js";
import { isObject, put, run } from "./walk.js";

/** A request as it was sent. */
export interface Received {
  readonly url: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** JSON; undefined if there is no body. */
  readonly body?: string | undefined;
}

/** The fields as wire JSON. What is text in an address or in a header is read as the type that its field has. */
export function fieldsOf(
  { more, fields }: ActionInfo<unknown>,
  { body, ...request }: Received,
  format?: JsonFormat,
): unknown {
  const json = body === undefined ? undefined : parsed(body, format);
  const { binding, body: whole = binding?.form.options.body ?? true } = more;
  const inBody = whole === true ? json : { [whole]: json };
  if (binding === undefined) return inBody;
  const nodes = new Map(Object.entries(fields()).map(([property, node]) => [node["~wire"] ?? property, node]));
  const found = parametersOf(nodes, placed(binding.form, request));
  if (json !== undefined && isObject(inBody))
    for (const [field, value] of Object.entries(inBody)) put(found, field, value);
  return found;
}

/** Texts as what their fields take. */
function parametersOf(nodes: ReadonlyMap<string, Node<unknown>>, { texts, rest }: Placed): object {
  const found = {};
  for (const [field, text] of texts) {
    const node = nodes.get(field);
    // An object whose members are parameters of their own has the names that nobody else has.
    const value = node && text === undefined && takes(node, rest) ? rest : text;
    if (node && value !== undefined) put(found, field, typed(node, value));
  }
  return found;
}

interface Placed {
  readonly texts: readonly (readonly [field: string, value: unknown])[];
  /** What is in the query under names that no field has; undefined if there is nothing. */
  readonly rest: object | undefined;
}

/** What stands in the path, the headers and the query, as texts, lists of them and objects of them. */
function placed({ path, options }: HttpForm, { url, headers }: Received): Placed {
  const [address = "", search = ""] = url.split("?");
  const parts = path.split(/[{}]/);
  const pattern = parts.map((part, index) => (index % 2 ? "([^/]*)" : part.replace(/[^\w/]/g, "\\$&"))).join("");
  const segments = new RegExp(`${pattern}$`).exec(address)?.slice(1) ?? [];
  const pairs = search === "" ? [] : search.split("&").map(pairOf);
  const { headers: named = {}, query = {} } = options;
  const names = Object.entries(query).map(([field, { name = field }]) => name);
  const others = pairs.filter(([other]) => !names.some((name) => other === name || other.startsWith(`${name}[`)));
  const texts = [
    ...segments.map((text, index) => [parts[2 * index + 1] ?? "", decodeURIComponent(text)] as const),
    ...Object.entries(named).map(([field, { name = field }]) => [field, listed(headers[name.toLowerCase()])] as const),
    ...Object.entries(query).map(([field, style]) => [field, valueOf(style.name ?? field, style, pairs)] as const),
  ];
  return { texts, rest: others.length > 0 ? Object.fromEntries(others.map(decoded)) : undefined };
}

/** The name and the value of a part of a query, the value as it was sent. */
type Pair = readonly [name: string, raw: string];

function pairOf(text: string): Pair {
  const [name = "", raw = ""] = text.split("=");
  return [decodeURIComponent(name), raw];
}

function decoded([name, raw]: Pair): Pair {
  return [name, decodeURIComponent(raw)];
}

function valueOf(name: string, { style = "form", explode = style === "form" }: QueryStyle, pairs: readonly Pair[]) {
  if (style === "deepObject") return deepValue(name, pairs);
  const raws = pairs.filter(([other]) => other === name).map(([, raw]) => raw);
  const separator = { form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" }[style];
  return single((explode ? raws : raws.flatMap((raw) => raw.split(separator))).map(decodeURIComponent));
}

/** `name[key]`, and so on inwards. */
function deepValue(name: string, pairs: readonly Pair[]): unknown {
  const keys = new Set(pairs.flatMap(([other]) => (other.startsWith(`${name}[`) ? other.slice(name.length) : [])));
  if (keys.size === 0) return valueOf(name, {}, pairs);
  const members = [...keys].map((key) => key.slice(1).split("]", 1)[0] ?? "");
  return Object.fromEntries(members.map((key) => [key, deepValue(`${name}[${key}]`, pairs)]));
}

/** The text of a header, which may be a list. */
function listed(text: string | undefined): unknown {
  return text === undefined ? text : single(text.split(", "));
}

function single(texts: readonly string[]): unknown {
  return texts.length > 1 ? texts : texts[0];
}

function takes({ "~walk": walk }: Node<unknown>, object: object | undefined): boolean {
  return object !== undefined && run(walk, object, 0).issues.every(({ path }) => path.length > 0);
}

/** Reads texts as what the type takes: where it refuses one, as a number, a boolean, a list or an object. */
function typed({ "~walk": walk }: Node<unknown>, texts: unknown): unknown {
  let value = texts;
  // A list of one number is refused as a text, then as a number, and then its item is.
  for (let round = 0; round < 3; round++) {
    for (const { path, expected } of run(walk, value, 0).issues) value = mended(value, path, expected);
  }
  return value;
}

function mended(value: unknown, [key, ...rest]: readonly (string | number)[], expected: string): unknown {
  if (key === undefined) return read(value, expected);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? mended(item, rest, expected) : item));
  return isObject(value) ? { ...value, [key]: mended(value[key], rest, expected) } : value;
}

function read(value: unknown, expected: string): unknown {
  if (expected === "a list") return [value];
  if (!Array.isArray(value)) return typeof value === "string" ? (parsed(value) ?? value) : value;
  if (expected !== "an object") return value.join(", ");
  return Object.fromEntries(value.flatMap((key, index) => (index % 2 ? [] : [[key, value[index + 1]]])));
}
