// What emitted modules import as `$`, and what a package's `client.ts` chooses from.
export { action, bareAction } from "./action.js";
export type { ActionInfo, ActionMore, Binding, Effect, ErrorEntry, ErrorTable, RequestParts } from "./action.js";
export { type AddressOf, hostPart, hostPartOf, openHostPart } from "./address.js";
export { apiKey, basic, bearer } from "./auth.js";
export type { ApiKeyOptions, Auth, Authorizer, BasicOptions, BearerOptions, Credentials, Secret } from "./auth.js";
export { type ByteStream, type Read, stream, text } from "./body.js";
export type { Call, Meta, WithMeta } from "./call.js";
export { check, max, maxItems, maxLength, min, minItems, minLength, pattern, told } from "./check.js";
export type { Demand } from "./check.js";
export { closedExternal, external, untagged } from "./choice.js";
export { type Attempted, Client } from "./client.js";
export type { CallOptions, ClientConfig, ClientOptions, CommonOptions, EachCallOptions } from "./config.js";
export type { JsonFormat, SchemaMismatch, Validation } from "./config.js";
export { closedEnumeration, enumeration } from "./enumeration.js";
export { exactJson } from "./exact-json.js";
export * as formats from "./formats.js";
export { type Environment, type FromEnvironment, fromEnvironment } from "./env.js";
export { readOutput, requestOf } from "./exchange.js";
export type { PlainRequest, ReadOutput, RequestOf } from "./exchange.js";
export { isErrorOf } from "./error-of.js";
export {
  AuthError,
  BadRequestError,
  ConfigError,
  ConflictError,
  type ErrorClass,
  type ErrorDetails,
  ForbiddenError,
  HttpError,
  NotFoundError,
  RateLimitError,
  RedirectError,
  RequestAbortedError,
  RequestValidationError,
  ResponseDecodeError,
  SdkError,
  ServerError,
  TimeoutError,
  TransportError,
  UnauthorizedError,
  UnexpectedVariantError,
  UnprocessableEntityError,
  ValidationError,
  isSdkError,
} from "./errors.js";
export type { HeaderValues } from "./headers.js";
export { deepForm, exactForm, form, plain } from "./form.js";
export { observe } from "./hooks.js";
export type { ErrorEvent, HookEvent, Hooks, Observer, ResponseEvent, RetryEvent, SuccessEvent } from "./hooks.js";
export { hints } from "./hints.js";
export { http } from "./http.js";
export type { Encode, HttpOptions, Renamed } from "./http.js";
export { idempotencyKey } from "./idempotency.js";
export { f32Near, f64Near, i64Big, i64Text, u64Big, u64Text, untaggedExact } from "./int64.js";
export { type Logger, type LoggingOptions, type LogLevel, logging } from "./logging.js";
export { RetryableError } from "./middleware.js";
export type { CallMiddleware, Middleware, MiddlewareContext, MiddlewareRequest } from "./middleware.js";
export { generic, named } from "./model.js";
export { fill, json, list, map, nullable, optional, optionalNull, renamed, sensitive } from "./nodes.js";
export { clientCredentials } from "./oauth.js";
export type { ClientCredentialsFlow, ClientCredentialsOptions } from "./oauth.js";
export { type Outcomes, outcomes } from "./outcomes.js";
export { type QueryStyle, headerText, queryPairs } from "./parameters.js";
export type { AbortSignalLike, FetchLike, HeadersLike, PlatformResponse, ResponseLike, Runtime } from "./platform.js";
export { PaginationError, paginate, paginator } from "./paginate.js";
export type { ItemPages, PageOptions, Pages, Paginator } from "./paginate.js";
export { PollError, poll, waiter } from "./poll.js";
export type { PollOptions, PollTests, Waiter } from "./poll.js";
export { content, record } from "./record.js";
export type { RetryRefused } from "./retry.js";
export { rpc } from "./rpc.js";
export { atLeastOneOf, dependentRequired, exactlyOneOf, mutuallyExclusive, type Rule } from "./rules.js";
export { followRedirects } from "./redirects.js";
export { anonymous, anyOf } from "./schemes.js";
export { bool, bytes, date, duration, open, string, timestamp, unit, url, uuid } from "./scalars.js";
export { f32, f64, i16, i32, i64, i8, u16, u32, u64, u8 } from "./scalars.js";
export { fromDate, toDate } from "./time.js";
export { SizeLimitError, download, upload } from "./transfer.js";
export type { Download, DownloadOptions, TransferOptions, UploadOptions } from "./transfer.js";
export type * from "./types.js";
export { adjacent, closedAdjacent, closedUnion, matching, union, type Variants } from "./union.js";
export { unwrap } from "./unwrap.js";
