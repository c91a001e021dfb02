// A flat request, as examples have it → what travels: address, headers and body. As `parameters.ts`, `form.ts` and `http.ts` of
// the runtime do it; a test holds the one against the other.
import type { Scope } from "../code/scope.js";
import { uriPart } from "../doors.js";
import { parameterKeys, type Action, type HttpBinding, type Json, type Parameter } from "../model.js";

export interface WireRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Undefined for none. JSON that is sent as JSON is a value, anything else is text. */
  readonly body: { readonly json: Json } | { readonly text: string } | undefined;
}

type JsonObject = { readonly [key: string]: Json };

export function wireRequest(action: Action, request: Json, scope: Scope): WireRequest {
  const { binding } = action;
  if (binding.kind === "rpc") {
    const path = binding.path.replace("{action}", () => uriPart(action.name));
    const json = action.body.kind === "value" ? (bodyOf(action, fieldsOf(request), new Set()) ?? null) : request;
    return { method: binding.method, path, headers: [["Content-Type", "application/json"]], body: { json } };
  }
  const fields = fieldsOf(request);
  const keys = parameterKeys(action, scope.types);
  const given = action.parameters.flatMap((parameter) => {
    const key = keys.get(parameter.property) ?? parameter.wire;
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined; // a parameter may be called `constructor`
    return value === undefined || value === null ? [] : [{ parameter, value }];
  });
  const at = (place: Parameter["place"]): typeof given => given.filter(({ parameter }) => parameter.place === place);
  const query = at("query").flatMap(({ parameter, value }) => queryPairs(parameter.wire, value, parameter));
  const body = bodyOf(action, fields, new Set(keys.values()));
  return {
    method: binding.method,
    path: withQuery(pathOf(binding, at("path")), query),
    headers: [
      ...(binding.accept === undefined ? [] : [["Accept", binding.accept] as const]),
      ...(body === undefined ? [] : [["Content-Type", contentType(binding)] as const]),
      ...at("header").map(({ parameter, value }) => [parameter.wire, headerText(value)] as const),
    ],
    body: body === undefined ? undefined : written(body, binding),
  };
}

function fieldsOf(request: Json): JsonObject {
  return isObject(request) ? request : {};
}

interface Given {
  readonly parameter: Parameter;
  readonly value: Json;
}

function pathOf({ path }: HttpBinding, given: readonly Given[]): string {
  const values = new Map(given.map(({ parameter, value }) => [parameter.wire, uriPart(textOf(value))]));
  return path.replace(/\{([^{}]*)\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/** The path of a spec may have a query already. */
function withQuery(path: string, pairs: readonly string[]): string {
  if (pairs.length === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

function bodyOf({ body }: Action, fields: JsonObject, parameters: ReadonlySet<string>): Json | undefined {
  if (body.kind === "none") return undefined;
  if (body.kind === "value") return Object.hasOwn(fields, body.property) ? fields[body.property] : undefined;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !parameters.has(name)));
}

function contentType({ contentType: own, encoding }: HttpBinding): string {
  if (own !== undefined) return own;
  return encoding === "form" || encoding === "deepForm" ? "application/x-www-form-urlencoded" : "application/json";
}

function written(body: Json, { encoding }: HttpBinding): NonNullable<WireRequest["body"]> {
  switch (encoding) {
    case "json":
      return { json: body };
    case "plain":
      return { text: textOf(body) };
    default:
      return { text: formText(body, encoding) };
  }
}

function formText(body: Json, encoding: "form" | "deepForm"): string {
  const pairsOf = (name: string, value: Json): readonly string[] => {
    if (encoding === "deepForm") return queryPairs(name, value, { style: "deepObject", explode: true });
    const items = isList(value) ? value : [value];
    return items.flatMap((item) => queryPairs(name, isObject(item) ? JSON.stringify(item) : item, plainStyle));
  };
  const pairs = Object.entries(isObject(body) ? body : {}).flatMap(([name, value]) => pairsOf(name, value));
  return pairs.join("&").replace(/%20/g, "+").replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`); // prettier-ignore
}

type QueryStyle = Pick<Parameter, "style" | "explode">;
const plainStyle: QueryStyle = { style: "form", explode: true };

function queryPairs(name: string, value: Json, style: QueryStyle): readonly string[] {
  if (value === null) return [];
  if (typeof value !== "object") return [`${uriPart(name)}=${uriPart(textOf(value))}`];
  const members = Object.entries(value).filter(([, item]) => item !== null);
  if (style.style === "deepObject") return members.flatMap(([key, item]) => queryPairs(`${name}[${key}]`, item, style));
  if (style.explode) return members.flatMap(([key, item]) => queryPairs(isList(value) ? name : key, textOf(item), style)); // prettier-ignore
  const parts = members.flatMap(([key, item]) => [...(isList(value) ? [] : [key]), textOf(item)].map(uriPart));
  const between = { form: ",", spaceDelimited: "%20", pipeDelimited: "%7C" }[style.style];
  return parts.length === 0 ? [] : [`${uriPart(name)}=${parts.join(between)}`];
}

function headerText(value: Json): string {
  return isList(value) ? value.map(textOf).join(", ") : textOf(value);
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
