// The errors of the package. Each class is made by one call, so that one place gives all of them a name that survives
// a minifier, and an `instanceof` that holds across two installed copies of the package.
import { packageName } from "./package.js";
import type { Meta } from "./call.js";
import type { HeadersLike } from "./platform.js";
import type { RetryRefused } from "./retry.js";
import type { Issue } from "./types.js";
import { isObject } from "./walk.js";

/** What an error is made with, besides its message. */
export type ErrorDetails<E> = { readonly [K in Exclude<keyof E, keyof Error | "toJSON">]?: E[K] | undefined } & {
  readonly cause?: unknown;
};

/** A class of errors, for `instanceof` and `extends`. */
export interface ErrorClass<E extends Error> {
  new (message: string, details?: ErrorDetails<E>): E;
  readonly prototype: E;
}

/** Seen when asked for by name, and neither in JSON nor on a console: bodies, headers and addresses may carry secrets. */
const hidden = /^(body|error|headers|location|meta|output)/;

class BaseError extends Error {
  constructor(message: string, details: object = {}) {
    // Takes `cause` alone.
    super(message, details);
    detail(this, details);
  }
  toJSON(): object {
    return { name: this.name, message: this.message, ...(this as object) };
  }
}

/** Adds what is known of an error. */
export function detail(error: object, details: object): void {
  for (const [name, value] of Object.entries(details)) {
    if (name === "cause" || value === undefined) continue;
    // What a middleware throws may be frozen.
    Reflect.defineProperty(error, name, { value, enumerable: !hidden.test(name), configurable: true, writable: true });
  }
}

/** Gives an error the frames of its caller, once: they are lost where a promise is waited for in more than one place. */
export function traced<E>(error: E, { stack = "" }: Error): E {
  const frames = stack.replace(/^.*\n/, "");
  const { stack: own } = (error ?? {}) as Partial<Error>;
  if (own?.includes(frames) === false) Reflect.set(error as Error, "stack", `${own}\n${frames}`);
  return error;
}

/**
 * A class of errors. `instanceof` asks for a brand that all copies of the package share (0.1 kB for all of them), and
 * for subclasses, which are the user's, as usual.
 */
export function define(className: string, base: unknown, name: string = className): never {
  const brand = Symbol.for(`${packageName}.error.${className}`);
  const made = class extends (base as typeof BaseError) {
    static override readonly name = className;
    static override [Symbol.hasInstance](error: unknown): boolean {
      return this === made ? brand in Object(error) : super[Symbol.hasInstance](error);
    }
  };
  Object.assign(made.prototype, { name, [brand]: true });
  return made as never;
}

/** What every error of this package is. Neither its JSON nor a console shows credentials or bodies. */
export interface SdkError extends Error {
  /** The wire name of the action, where it was a call that failed. */
  readonly action?: string;
  readonly method?: string;
  /** The address, with the values of its query left out. */
  readonly url?: string;
  /** How often the request was sent. */
  readonly attempts?: number;
  /** How long was waited between attempts, in milliseconds. */
  readonly totalRetryDelayMs?: number;
  /** How long the server asks to wait, in milliseconds, where it does. */
  readonly retryAfterMs?: number;
  /** Why there was no other attempt, where one might have helped. */
  readonly retryRefused?: RetryRefused;
  /** About the answer, where there was one. Not enumerable. */
  readonly meta?: Meta;
  toJSON(): object;
}
export const SdkError: ErrorClass<SdkError> = /* @__PURE__ */ define("SdkError", BaseError);

/** The client was set up in a way that cannot work. No request was sent. */
export interface ConfigError extends SdkError {
  readonly name: "ConfigError";
}
export const ConfigError: ErrorClass<ConfigError> = /* @__PURE__ */ define("ConfigError", SdkError);

/** A value does not fit its type: from `parse` and `encode`. */
export interface ValidationError extends SdkError {
  /** All that is wrong, up to 50. No value of the user's is in them. */
  readonly issues: readonly Issue[];
}
export const ValidationError: ErrorClass<ValidationError> = /* @__PURE__ */ define("ValidationError", SdkError);

/** The fields of an action do not fit. No request was sent. */
export interface RequestValidationError extends ValidationError {
  readonly name: "RequestValidationError";
}
export const RequestValidationError: ErrorClass<RequestValidationError> = /* @__PURE__ */ define(
  "RequestValidationError",
  ValidationError,
);

/** No answer, or only a part of one. `cause` is what the platform said. */
export interface TransportError extends SdkError {
  readonly name: "TransportError" | "TimeoutError";
  /** What may be behind it, and what to do about it: from the option `diagnose`. */
  readonly hint?: string;
}
export const TransportError: ErrorClass<TransportError> = /* @__PURE__ */ define("TransportError", SdkError);

/** An attempt took longer than `timeoutMs`, or the call longer than `deadlineMs`. */
export interface TimeoutError extends TransportError {
  readonly name: "TimeoutError";
  /** What was waited for: the head of the answer, or the rest of it. `deadline`: the call as a whole. */
  readonly phase: "headers" | "body" | "deadline";
  /** The limit that was reached, where it is ours. */
  readonly timeoutMs?: number;
  /** Where it is a limit of the platform's own: Node's `fetch` has 300 s for the head, and for each pause in the body. */
  readonly source?: "transport";
}
export const TimeoutError: ErrorClass<TimeoutError> = /* @__PURE__ */ define("TimeoutError", TransportError);

/** The caller's signal was aborted. `cause` is the signal's reason. */
export interface RequestAbortedError extends SdkError {
  readonly name: "AbortError";
}
export const RequestAbortedError: ErrorClass<RequestAbortedError> = /* @__PURE__ */ define(
  "RequestAbortedError",
  SdkError,
  "AbortError",
);

/** There are no credentials to send, or they could not be had. */
export interface AuthError extends SdkError {
  readonly name: "AuthError";
  readonly code: string;
  /** Of the answer to the request for a token. */
  readonly status?: number;
}
export const AuthError: ErrorClass<AuthError> = /* @__PURE__ */ define("AuthError", SdkError);

/** A success that cannot be understood. */
export interface ResponseDecodeError extends SdkError {
  readonly name: "ResponseDecodeError";
  readonly code: "content_type" | "empty_body" | "invalid_json" | "schema";
  /** With the code `schema`: what does not fit. */
  readonly issues: readonly Issue[];
  /** The first 512 characters of the body. Not enumerable. */
  readonly bodySnippet?: string;
}
export const ResponseDecodeError: ErrorClass<ResponseDecodeError> = /* @__PURE__ */ define(
  "ResponseDecodeError",
  SdkError,
);

/** A variant was demanded, and it is another one. */
export interface UnexpectedVariantError extends SdkError {
  readonly name: "UnexpectedVariantError";
  /** The variant that it is. */
  readonly tag: string;
}
export const UnexpectedVariantError: ErrorClass<UnexpectedVariantError> = /* @__PURE__ */ define(
  "UnexpectedVariantError",
  SdkError,
);

/** An answer with a status that is no success. `E` is the error type of the spec. */
export interface HttpError<E = unknown> extends SdkError {
  readonly status: number;
  /** The server's name for what went wrong, where the spec says which member that is. */
  readonly code?: string;
  readonly requestId?: string;
  /** The body as the spec's error type, read leniently: what does not fit is as it was received. Not enumerable. */
  readonly error?: E;
  /** The body as JSON, where it is. Not enumerable. */
  readonly body?: unknown;
  /** The body as text, at most 64 KiB of it. Not enumerable. */
  readonly bodyText: string;
  /** Not enumerable. */
  readonly headers: HeadersLike;
}
export const HttpError: ErrorClass<HttpError> = /* @__PURE__ */ define("HttpError", SdkError);

/** 400 */
export interface BadRequestError<E = unknown> extends HttpError<E> {
  readonly name: "BadRequestError";
}
export const BadRequestError: ErrorClass<BadRequestError> = /* @__PURE__ */ define("BadRequestError", HttpError);

/** 401 */
export interface UnauthorizedError<E = unknown> extends HttpError<E> {
  readonly name: "UnauthorizedError";
}
export const UnauthorizedError: ErrorClass<UnauthorizedError> = /* @__PURE__ */ define("UnauthorizedError", HttpError);

/** 403 */
export interface ForbiddenError<E = unknown> extends HttpError<E> {
  readonly name: "ForbiddenError";
}
export const ForbiddenError: ErrorClass<ForbiddenError> = /* @__PURE__ */ define("ForbiddenError", HttpError);

/** 404 */
export interface NotFoundError<E = unknown> extends HttpError<E> {
  readonly name: "NotFoundError";
}
export const NotFoundError: ErrorClass<NotFoundError> = /* @__PURE__ */ define("NotFoundError", HttpError);

/** 409 */
export interface ConflictError<E = unknown> extends HttpError<E> {
  readonly name: "ConflictError";
}
export const ConflictError: ErrorClass<ConflictError> = /* @__PURE__ */ define("ConflictError", HttpError);

/** 422 */
export interface UnprocessableEntityError<E = unknown> extends HttpError<E> {
  readonly name: "UnprocessableEntityError";
}
export const UnprocessableEntityError: ErrorClass<UnprocessableEntityError> = /* @__PURE__ */ define(
  "UnprocessableEntityError",
  HttpError,
);

/** 429 */
export interface RateLimitError<E = unknown> extends HttpError<E> {
  readonly name: "RateLimitError";
}
export const RateLimitError: ErrorClass<RateLimitError> = /* @__PURE__ */ define("RateLimitError", HttpError);

/** 500 and above */
export interface ServerError<E = unknown> extends HttpError<E> {
  readonly name: "ServerError";
}
export const ServerError: ErrorClass<ServerError> = /* @__PURE__ */ define("ServerError", HttpError);

/** A redirect. It was not followed, so that no credentials went anywhere else. */
export interface RedirectError<E = unknown> extends HttpError<E> {
  readonly name: "RedirectError";
  /** Where it points to; browsers do not tell. Not enumerable. */
  readonly location?: string;
}
export const RedirectError: ErrorClass<RedirectError> = /* @__PURE__ */ define("RedirectError", HttpError);

/** An error and what caused it, outermost first. Causes may go in a circle. */
export function causesOf(error: unknown): readonly { readonly [name: string]: unknown }[] {
  const found = [];
  for (; isObject(error) && found.length < 8; error = error["cause"]) found.push(error);
  return found;
}

/** Whether something caught comes from this package, in whatever copy. */
export function isSdkError(error: unknown): error is SdkError {
  return error instanceof SdkError;
}

/** The error for issues, with the first few in its message. */
export function invalid(issues: readonly Issue[]): ValidationError {
  return new ValidationError(issuesText(issues), { issues });
}

/** What the system calls it, such as `ECONNRESET`; empty if it is nothing of the system's. */
export function systemCode(error: unknown): string {
  const codes = causesOf(error).map(({ code }) => code);
  return /^[A-Z][A-Z_\d]*$/m.exec(codes.join("\n"))?.[0] ?? "";
}

/** The first few issues, in one line. */
export function issuesText(issues: readonly Issue[]): string {
  const shown = issues.slice(0, 3).map(issueText);
  return shown.join("; ") + (issues.length > 3 ? `; and ${issues.length - 3} more` : "");
}

/** Our messages go on where the path ends. Those of a spec are sentences of their own. */
function issueText({ path, message }: Issue): string {
  const place = path.join(".").replace(/(^|\.)(\d+)(?![^.])/g, "[$2]");
  return /^\p{Ll}/u.test(message) ? `${place || "the value"} ${message}` : (place && `${place}: `) + message;
}
