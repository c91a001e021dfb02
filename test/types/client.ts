// What `./client` exports: the core client, the errors, and the types that users name.
import {
  AuthError,
  BadRequestError,
  ConfigError,
  ConflictError,
  ForbiddenError,
  HttpError,
  NexigonHubClient,
  NotFoundError,
  PaginationError,
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
  fromDate,
  isSdkError,
  paginate,
  toDate,
  type ClientOptions,
  type FetchLike,
  type Issue,
  type JsonValue,
  type Pages,
  type NexigonHubClientOptions,
  type ResponseLike,
} from "@actionwright/nexigon-hub/client";
import * as root from "@actionwright/nexigon-hub";
import type { ActionError } from "@actionwright/nexigon-hub/errors";

// ── Options ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const options: NexigonHubClientOptions = { baseUrl: "https://h", token: () => "t", headers: {}, timeoutMs: 0 };
const general: ClientOptions = options;
new NexigonHubClient({ host: "hub.example.com", token: async () => "t" });
// Environment variables may be missing, with exact optional properties too.
declare const fromEnvironment: string | undefined;
new NexigonHubClient({ baseUrl: fromEnvironment, token: fromEnvironment, host: undefined, fetch: undefined });
new NexigonHubClient({ baseUrl: "https://h", token: "t", validate: { requests: "off", responses: "strict" } });
// @ts-expect-error -- the options are missing
new NexigonHubClient();
// @ts-expect-error -- credentials may be undefined, but not be forgotten
new NexigonHubClient({ baseUrl: "https://h" });
// @ts-expect-error -- no such option
new NexigonHubClient({ baseUrl: "https://h", token: "t", apiKey: "k" });
// @ts-expect-error -- no such mode
new NexigonHubClient({ baseUrl: "https://h", token: "t", validate: { requests: "lax" } });
// @ts-expect-error -- not a number
new NexigonHubClient({ baseUrl: "https://h", token: "t", timeoutMs: "10s" });

// ── Platforms: their `fetch` and signals fit by their shape ─────────────────────────────────────────────────────────

declare const domFetch: (input: string | { readonly url: string }, init?: { method?: string; signal?: object | null }) => Promise<ResponseLike>; // prettier-ignore
declare const response: ResponseLike;
const ours: FetchLike = async () => response;
new NexigonHubClient({ baseUrl: "https://h", token: "t", fetch: domFetch });
new NexigonHubClient({ baseUrl: "https://h", token: "t", fetch: ours });

// ── Errors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const classes = [
  AuthError, BadRequestError, ConfigError, ConflictError, ForbiddenError, HttpError, NotFoundError, RateLimitError,
  RedirectError, RequestAbortedError, RequestValidationError, ResponseDecodeError, ServerError, TimeoutError,
  TransportError, UnauthorizedError, UnexpectedVariantError, UnprocessableEntityError, ValidationError,
]; // prettier-ignore

function tell(error: unknown): string {
  if (error instanceof RateLimitError) return `${error.status} ${error.code ?? ""}`;
  if (error instanceof HttpError) return (error as HttpError<ActionError>).error?.kind ?? String(error.status);
  if (error instanceof ValidationError)
    return error.issues.map(({ path, code }: Issue) => path.join(".") + code).join();
  if (error instanceof TimeoutError) return error.phase;
  if (error instanceof SdkError) return `${error.action ?? ""} ${error.name}`;
  if (isSdkError(error)) return error.message;
  // @ts-expect-error -- nothing is known of it
  return error.message;
}
// @ts-expect-error -- a status is a number
const status: string = new ServerError("").status;

class MyError extends HttpError {
  readonly mine: boolean = true;
}

// ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const date: Date | undefined = toDate("2026-08-14T09:12:44Z") ?? undefined;
fromDate(new Date()) satisfies string;
const json: JsonValue = { a: [1, "b", null, { c: true }] };
// @ts-expect-error -- JSON has no such thing
const notJson: JsonValue = { a: () => 1 };

// ── Pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────

declare const client: NexigonHubClient;
const pages: Pages<root.devices.QueryDevicesOutput> = paginate(client, new root.devices.QueryDevicesAction(), {
  next: () => undefined,
  timeoutMs: 1000,
});
for await (const device of pages.items(({ devices }) => devices)) device.deviceId satisfies string;
// @ts-expect-error -- no field of the action
paginate(client, new root.devices.GetDeviceDetailsAction({ deviceId: "d" }), { next: () => ({ device: "e" }) });

// The root has all of it too.
root.NexigonHubClient satisfies typeof NexigonHubClient;
root.ValidationError satisfies typeof ValidationError;
root.PaginationError satisfies typeof PaginationError;
root.paginate satisfies typeof paginate;
// @ts-expect-error -- no default export
root.default;

export const all: readonly unknown[] = [general, classes, tell, status, MyError, date, json, notJson];
