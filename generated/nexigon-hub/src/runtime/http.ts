// HTTP actions: where on a request the fields of an action go, and which of several successes an answer is.
import type { Binding, RequestParts } from "./action.js";
import { type Context, failure, withQuery } from "./context.js";
import { RequestValidationError, issuesText } from "./errors.js";
import { type Fields, type QueryStyle, type WriteQuery, type headerText, scalarPair, segment } from "./parameters.js";
import type { Node } from "./types.js";
import { type Pass, enter, run } from "./walk.js";

/** How an HTTP action travels. Fields are named as on the wire; what stands in the path's braces goes there. */
export interface HttpOptions {
  readonly headers?: { readonly [field: string]: Renamed & { readonly write: typeof headerText } };
  readonly query?: { readonly [field: string]: Renamed & QueryStyle & { readonly write?: WriteQuery } };
  /** `true`: all fields that go nowhere else, as an object. A name: that field. If absent, there is no body. */
  readonly body?: string | true;
  /** Sent in place of `application/json`. */
  readonly contentType?: string;
  /** Writes a body that is no JSON. Comes in as a value, so that a package without it does not carry its code. */
  readonly encode?: Encode;
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

/** Writes a body of wire JSON as text; `nameOf` gives the names in code of its members. What cannot be written is an issue. */
export type Encode = (body: unknown, pass: Pass, nameOf: (field: string) => string) => string;

export interface Renamed {
  /** The parameter's name, where the field is not called so. */
  readonly name?: string;
}

/** The binding of an HTTP action. The path has `{field}`s. */
export function http(method: string, path: string, options: HttpOptions = {}): Binding {
  const { headers = {}, query = {}, body, contentType, encode, accept, outputs } = options;
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
      at(field, (value) => (style.write ?? scalarPair)(style.name ?? field, value, style, pass)),
    );
    const texts = Object.entries(headers).map(([field, { name = field, write }]) => [name, at(field, write)] as const);
    const content = bodyOf(fields);
    const encoded = (value: unknown, given: Pass) => encode?.(value, given, body === true ? nameOf : String);
    const text = body === true ? encoded(content, pass) : enter(encoded, content, pass, nameOf(`${body}`));
    return {
      method,
      path: withQuery(segments.join(""), pairs.join("&")),
      headers: {
        accept,
        "content-type": content === undefined ? content : contentType,
        ...Object.fromEntries(texts),
      },
      body: content,
      text: text as string | undefined,
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
  if (issues) throw failure(context, RequestValidationError, issuesText(issues), { issues });
  return value as RequestParts;
}
