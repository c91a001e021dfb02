// From a request back to the fields of its action, as wire JSON: what a server does, for those who stand in for one.
import type { ActionInfo } from "./action.js";
import { parsed } from "./answer.js";
import type { JsonFormat } from "./config.js";
import { deepForm, exactForm, form, plain } from "./form.js";
import type { Encode, HttpForm } from "./http.js";
import type { QueryStyle } from "./parameters.js";
import type { Node } from "./types.js";
import { isObject, put, run } from "./walk.js";

/** A request as it was sent. */
export interface Received {
  readonly url: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** As the action writes it; undefined if there is no body. */
  readonly body?: string | undefined;
}

/** The fields as wire JSON. What is text in an address, a header or a form is read as the type that its field has. */
export function fieldsOf(
  { more, fields }: ActionInfo<unknown>,
  { body, ...request }: Received,
  format?: JsonFormat,
): unknown {
  const { binding, body: whole = binding?.form.options.body ?? true } = more;
  const encode = binding?.form.options.encode;
  const sent = body === undefined ? undefined : (readers.get(encode) ?? parsed)(body, format);
  const inBody = whole === true ? sent : { [whole]: sent };
  if (binding === undefined) return inBody;
  const nodes = new Map(Object.entries(fields()).map(([property, node]) => [node["~wire"] ?? property, node]));
  const found = parametersOf(nodes, placed(binding.form, request));
  if (sent === undefined || !isObject(inBody)) return found;
  // Texts are read as what their nodes take; JSON is what it is.
  const read = (field: string, value: unknown) => {
    const node = encode && nodes.get(field);
    return node ? typed(node, value, format) : value;
  };
  for (const [field, value] of Object.entries(inBody)) put(found, field, read(field, value));
  return found;
}

type Reader = (body: string) => unknown;

/** Of bodies that are no JSON, by what has written them: as texts, lists of them and objects of them. */
const readers: ReadonlyMap<Encode | undefined, Reader> = /* @__PURE__ */ new Map<Encode | undefined, Reader>([
  [plain, (body) => body],
  [form, (body) => formOf(body, /^[^]*/, repeated)],
  [exactForm, (body) => formOf(body, /^[^]*/, repeated)],
  [deepForm, (body) => formOf(body, /^[^[]*/, deepValue)],
]);

/** The members of a form. Which of them a pair belongs to, the beginning of its name tells. */
function formOf(body: string, member: RegExp, read: (name: string, pairs: readonly Pair[]) => unknown): object {
  const pairs = pairsIn(body.replace(/\+/g, "%20"));
  const names = new Set(pairs.map(([name]) => member.exec(name)?.[0] ?? ""));
  return Object.fromEntries([...names].map((name) => [name, read(name, pairs)]));
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
  const pairs = pairsIn(search);
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

/** The name and the value of a part of a query or a form, the value as it was sent. */
type Pair = readonly [name: string, raw: string];

function pairsIn(text: string): readonly Pair[] {
  return text === "" ? [] : text.split("&").map(pairOf);
}

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

/** A pair for each item. */
function repeated(name: string, pairs: readonly Pair[]): unknown {
  return valueOf(name, {}, pairs);
}

/** `name[key]`, and so on inwards. */
function deepValue(name: string, pairs: readonly Pair[]): unknown {
  const inner = pairs.filter(([other]) => other.startsWith(`${name}[`));
  if (inner.length === 0) return repeated(name, pairs);
  const keys = new Set(inner.map(([other]) => other.slice(name.length + 1).split("]", 1)[0] ?? ""));
  return Object.fromEntries([...keys].map((key) => [key, deepValue(`${name}[${key}]`, inner)]));
}

/** The text of a header, which may be a list. */
function listed(text: string | undefined): unknown {
  return text === undefined ? text : single(text.split(", "));
}

function single(texts: readonly string[]): unknown {
  return texts.length > 1 ? texts : texts[0];
}

function takes({ "~walk": walk }: Node<unknown>, object: object | undefined): boolean {
  return object !== undefined && run(walk, object, 0).issues?.every(({ path }) => path.length > 0) !== false;
}

/** Reads texts as what the type takes: where it refuses one, as a number, a boolean, a list or an object. */
function typed({ "~walk": walk }: Node<unknown>, texts: unknown, format?: JsonFormat): unknown {
  let value = texts;
  // A list of one number is refused as a text, then as a number, and then its item is; of a form each level by itself.
  for (let round = 0; round < 100; round++) {
    const { issues } = run(walk, value, 0);
    if (!issues) break;
    for (const { path, expected } of issues) value = mended(value, path, (text) => read(text, expected, format));
  }
  return value;
}

function mended(
  value: unknown,
  [key, ...rest]: readonly (string | number)[],
  mend: (value: unknown) => unknown,
): unknown {
  if (key === undefined) return mend(value);
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? mended(item, rest, mend) : item));
  return isObject(value) ? { ...value, [key]: mended(value[key], rest, mend) } : value;
}

function read(value: unknown, expected: string, format?: JsonFormat): unknown {
  if (value === undefined) return value;
  // Of indices in brackets, or of one item, which looks like none.
  if (expected === "a list") return isObject(value) ? Object.values(value) : [value];
  if (!Array.isArray(value)) return typeof value === "string" ? (parsed(value, format) ?? value) : value;
  if (expected !== "an object") return value.join(", ");
  return Object.fromEntries(value.flatMap((key, index) => (index % 2 ? [] : [[key, value[index + 1]]])));
}
