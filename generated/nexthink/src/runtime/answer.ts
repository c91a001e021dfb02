// From an answer to the output of the action, or to the error that it is.
import type { ErrorEntry } from "./action.js";
import type { Meta } from "./call.js";
import { type JsonFormat, settingOf } from "./config.js";
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
  if (read) return { value: content };
  const text = content as string;
  const strict = modeOf(context, "responses") === "strict";
  const json = parsed(text, context.config.json);
  const walked = run(walk, json, (strict ? CONSTRAINTS : 0) | (text ? 0 : EMPTY));
  const { issues } = walked;
  const refuse = (code: ResponseDecodeError["code"], message: string, found: readonly Issue[] = []) =>
    failure(context, ResponseDecodeError, message, { code, issues: found, meta, bodySnippet: text.slice(0, 512) });
  if (text) {
    const type = response.headers.get("content-type");
    if (type && !/[/+]json\b/i.test(type)) throw refuse("content_type", `${type}, not JSON`);
    if (json === undefined) throw refuse("invalid_json", "not JSON");
    if (strict && issues) throw refuse("schema", issuesText(issues), issues);
  } else if (issues) throw refuse("empty_body", "an empty answer");
  return walked;
}

/** The value of a JSON text, which is never undefined; undefined if it is none. */
export function parsed(text: string, json: JsonFormat = JSON): unknown {
  try {
    return json.parse(text);
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
  const { status, statusText, headers } = response;
  const { requestId, attempts } = meta;
  const bodyText = content as string;
  const body = parsed(bodyText, context.config.json);
  const entry = entryOf(context, status);
  const errorNode = entry.node?.();
  const error = errorNode && body !== undefined ? run(errorNode["~walk"], body, 0).value : undefined;
  const code = lifted(body, entry.code);
  const message = lifted(body, entry.message) ?? code;
  const text =
    `${status} ${statusText}`.trim() +
    (message ? `: ${message}` : "") +
    ` (${requestId ? `request-id ${requestId}, ` : ""}attempt ${attempts}/${settingOf("maxRetries", context) + 1})`;
  const location = headers.get("location") ?? undefined;
  const details = { status, code, requestId, error, errorNode, body, bodyText, headers, meta, location };
  return failure(context, classOf(status), text, details);
}

/** What the spec has for the failures of a status. */
export function entryOf({ config, action }: Pick<Context, "config" | "action">, status: number): Partial<ErrorEntry> {
  const table = { ...config.errors, ...action.more.errors };
  return table[status] ?? table[`${String(status)[0]}XX`] ?? table["default"] ?? {};
}

/** A browser tells neither the status of a redirect, which is 0 there, nor where it points to. */
function classOf(status: number): ErrorClass<HttpError> {
  return classes[status] ?? (status < 400 ? RedirectError : status < 500 ? HttpError : ServerError);
}

/** A member of an error's body as text. Of an object, which is a variant with a payload, its key; of a list its texts. */
function lifted(body: unknown, name: string | undefined): string | undefined {
  const value = name !== undefined && isObject(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  const texts = [isObject(value) ? Object.keys(value)[0] : value].flat();
  return texts.filter((text) => typeof text !== "object").join() || undefined;
}
