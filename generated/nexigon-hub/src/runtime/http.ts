// HTTP actions: where on a request the fields of an action go, and which of several successes an answer is.
import type { Binding, RequestParts } from "./action.js";
import { type Context, failure } from "./context.js";
import { RequestValidationError, issuesText } from "./errors.js";
import { type Fields, type QueryStyle, headerText, queryPairs, segment } from "./parameters.js";
import type { Node } from "./types.js";
import { type Pass, enter, run } from "./walk.js";

/** How an HTTP action travels. Fields are named as on the wire; what stands in the path's braces goes there. */
export interface HttpOptions {
  readonly headers?: { readonly [field: string]: Renamed };
  readonly query?: { readonly [field: string]: Renamed & QueryStyle };
  /** `true`: all fields that go nowhere else, as an object. A name: that field. If absent, there is no body. */
  readonly body?: string | true;
  /** Asked for in place of JSON. */
  readonly accept?: string;
  /** The type of each of several successes, by its status. */
  readonly outputs?: (status: number) => Node<unknown>;
}

/** A request as the spec has it. */
export interface HttpForm {
  /** With `{field}`s. */
  readonly path: string;
  readonly options: HttpOptions;
}

export interface Renamed {
  /** The parameter's name, where the field is not called so. */
  readonly name?: string;
}

/** The binding of an HTTP action. The path has `{field}`s. */
export function http(method: string, path: string, options: HttpOptions = {}): Binding {
  const { headers = {}, query = {}, body, accept, outputs } = options;
  // What stands in braces is every other part.
  const template = path.split(/[{}]/);
  const placed = new Set([...template.filter((_, index) => index % 2), ...Object.keys({ ...headers, ...query })]);
  const bodyOf = (fields: Fields) => {
    if (body !== true) return body && fields[body];
    return Object.fromEntries(Object.entries(fields).filter(([name]) => !placed.has(name)));
  };
  const partsOf = (fields: Fields, pass: Pass, nameOf: (field: string) => string): RequestParts => {
    const at = (field: string, walk: (value: unknown, pass: Pass) => unknown): never =>
      enter(walk, Object.hasOwn(fields, field) ? fields[field] : undefined, pass, nameOf(field)) as never;
    const segments: readonly string[] = template.map((part, index) => (index % 2 ? at(part, segment) : part));
    const pairs: readonly string[] = Object.entries(query).flatMap(([field, style]) =>
      at(field, (value) => queryPairs(style.name ?? field, value, style, pass)),
    );
    const texts = Object.entries(headers).map(([field, { name = field }]) => [name, at(field, headerText)] as const);
    return {
      method,
      path: segments.join("") + (pairs.length > 0 ? `?${pairs.join("&")}` : ""),
      headers: { accept, ...Object.fromEntries(texts) },
      body: bodyOf(fields),
    };
  };
  return {
    form: { path, options },
    request: (fields, context) => checked(fields, context, partsOf),
    body: bodyOf,
    ...(outputs && { output: outputs }),
  };
}

/** All that is wrong with the parameters at once, and under their names in code. */
function checked(
  fields: Fields,
  context: Context,
  partsOf: (fields: Fields, pass: Pass, nameOf: (field: string) => string) => RequestParts,
): RequestParts {
  const names = new Map(
    Object.entries(context.action.fields()).map(([property, node]) => [node["~wire"] ?? property, property]),
  );
  const nameOf = (field: string) => names.get(field) ?? field;
  const { value, issues } = run((given, pass) => partsOf(given as Fields, pass, nameOf), fields, 0);
  if (issues.length > 0) throw failure(context, RequestValidationError, issuesText(issues), { issues });
  return value as RequestParts;
}
