// From an answer to the output of the action, or to the error that it is.
import { attemptLimit } from "./attempts.js";
import type { Meta } from "./call.js";
import { type Context, failure, modeOf } from "./context.js";
import {
  BadRequestError,
  ConflictError,
  type ErrorClass,
  ForbiddenError,
  HttpError,
  NotFoundError,
  RateLimitError,
  RedirectError,
  ResponseDecodeError,
  ServerError,
  UnauthorizedError,
  UnprocessableEntityError,
  issuesText,
} from "./errors.js";
import type { Answer } from "./transport.js";
import type { Issue } from "./types.js";
import { CONSTRAINTS, EMPTY, type Walked, isObject, run } from "./walk.js";

/** Reads a success. Throws a `ResponseDecodeError` for what cannot be understood, or must not be tolerated. */
export function outputOf(context: Context, { response, node, content }: Answer, meta: Meta): Walked {
  const { "~walk": walk, "~read": read } = node;
  if (read) return { value: content, issues: [] };
  const text = content as string;
  const strict = modeOf(context, "responses") === "strict";
  const refuse = (code: ResponseDecodeError["code"], message: string, issues: readonly Issue[] = []) =>
    failure(context, ResponseDecodeError, message, { code, issues, meta, bodySnippet: text.slice(0, 512) });
  const type = response.headers.get("content-type");
  if (text && type && !/[/+]json\b/i.test(type)) throw refuse("content_type", `${type}, not JSON`);
  const json = parsed(text);
  if (text && json === undefined) throw refuse("invalid_json", "not JSON");
  const walked = run(walk, json, (strict ? CONSTRAINTS : 0) | (text ? 0 : EMPTY));
  const { issues } = walked;
  if (issues.length > 0 && !text) throw refuse("empty_body", "an empty answer");
  if (issues.length > 0 && strict) throw refuse("schema", issuesText(issues), issues);
  return walked;
}

/** The value of a JSON text, which is never undefined; undefined if it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const classes: { readonly [status: number]: ErrorClass<HttpError> } = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
};

/** The error that an answer is. Its body is read leniently: whatever it is, the status is what counts. */
export function httpError(context: Context, { response, content }: Answer, meta: Meta): HttpError {
  const bodyText = content as string;
  const { status, statusText, headers } = response;
  const { requestId, attempts } = meta;
  const body = parsed(bodyText);
  const table = { ...context.config.errors, ...context.action.more.errors };
  const entry = table[status] ?? table[`${String(status)[0]}XX`] ?? table["default"];
  const errorNode = entry?.node();
  const code = lifted(body, entry?.code);
  const message = lifted(body, entry?.message) ?? code;
  const said = `${status} ${statusText}`.trim() + (message ? `: ${message}` : "");
  const text = `${said} (${requestId ? `request-id ${requestId}, ` : ""}attempt ${attempts}/${attemptLimit})`;
  const error = errorNode && body !== undefined ? run(errorNode["~walk"], body, 0).value : undefined;
  const details = { status, code, requestId, error, errorNode, body, bodyText, headers, meta };
  if (status >= 400)
    return failure(context, classes[status] ?? (status < 500 ? HttpError : ServerError), text, details);
  // A browser tells neither the status of a redirect nor where it points to.
  return failure(context, RedirectError, text, { ...details, location: headers.get("location") ?? undefined });
}

/** A member of an error's body as text. Of an object, which is a variant with a payload, its key. */
function lifted(body: unknown, name: string | undefined): string | undefined {
  const value = name !== undefined && isObject(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  return isObject(value) ? Object.keys(value)[0] : value == null ? undefined : String(value);
}
