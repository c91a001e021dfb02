// From an answer to the output of the action, or to the error that it is.
import { attemptLimit } from "./attempts.js";
import type { Meta } from "./call.js";
import { type Context, failure } from "./context.js";
import {
  BadRequestError,
  ConflictError,
  type ErrorClass,
  type ErrorDetails,
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
import { CONSTRAINTS, EMPTY, type Walked, isObject, run } from "./walk.js";

/** Reads a success. Throws a `ResponseDecodeError` for what cannot be understood, or must not be tolerated. */
export function outputOf(context: Context, answer: Answer, meta: Meta): Walked {
  const { action } = context;
  const strict = context.validate.responses === "strict";
  const { status, headers, text } = answer;
  const refuse = (code: ResponseDecodeError["code"], message: string, details?: ErrorDetails<ResponseDecodeError>) =>
    failure(context, ResponseDecodeError, message, { code, issues: [], meta, ...details });
  const bodySnippet = text.slice(0, 512);
  const type = headers.get("content-type");
  if (text !== "" && type !== null && !/[/+]json\b/i.test(type)) {
    throw refuse("content_type", `the answer is ${type} and not JSON`, { bodySnippet });
  }
  const json = parsed(text);
  if (text !== "" && json === undefined) throw refuse("invalid_json", "the answer is not JSON", { bodySnippet });
  const { "~walk": walk } = action.more.binding?.output?.(status, action) ?? action.output();
  const walked = run(walk, json, (strict ? CONSTRAINTS : 0) | (text === "" ? EMPTY : 0));
  const { issues } = walked;
  if (issues.length > 0 && text === "") throw refuse("empty_body", "the answer is empty");
  if (issues.length > 0 && strict) throw refuse("schema", issuesText(issues), { issues });
  return walked;
}

/** The value of a JSON text, which is never undefined; undefined if it is none. */
function parsed(text: string): unknown {
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
export function httpError(context: Context, answer: Answer, meta: Meta): HttpError {
  const { status, statusText, headers, text } = answer;
  const { requestId, attempts } = meta;
  const body = parsed(text);
  const table = { ...context.config.errors, ...context.action.more.errors };
  const entry = table[status] ?? table[`${String(status)[0]}XX`] ?? table["default"];
  const error = entry && body !== undefined ? run(entry.node()["~walk"], body, 0).value : undefined;
  const code = lifted(body, entry?.code);
  const message = lifted(body, entry?.message) ?? code;
  const said = `${status} ${statusText}`.trim() + (message ? `: ${message}` : "");
  const where = `${requestId ? `request-id ${requestId}, ` : ""}attempt ${attempts}/${attemptLimit}`;
  const details = { status, code, requestId, error, body, bodyText: text, headers, meta };
  // A browser tells neither the status of a redirect nor where it points to.
  const location = status < 400 ? (headers.get("location") ?? undefined) : undefined;
  const other = status >= 500 ? ServerError : status < 400 ? RedirectError : HttpError;
  return failure(context, classes[status] ?? other, `${said} (${where})`, { ...details, location } as typeof details);
}

/** A member of an error's body as text. Of an object, which is a variant with a payload, its key. */
function lifted(body: unknown, name: string | undefined): string | undefined {
  const value = name !== undefined && isObject(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  return isObject(value) ? Object.keys(value)[0] : value == null ? undefined : String(value);
}
