// One call, as all that takes part in it sees it.
import type { ActionInfo } from "./action.js";
import type { Authorizer } from "./auth.js";
import type { CallOptions, ClientConfig, ClientOptions, Validation } from "./config.js";
import type { ErrorClass, ErrorDetails, SdkError } from "./errors.js";
import type { HeaderValues } from "./headers.js";

export interface Context {
  readonly action: ActionInfo<unknown>;
  readonly config: ClientConfig;
  readonly authorizer: Authorizer | undefined;
  readonly options: ClientOptions;
  readonly call: CallOptions;
  /** How often the request was sent by now. */
  attempts: number;
  /** Known once the fields are encoded, as what follows. */
  method?: string;
  /** What the action's binding adds to the others. */
  headers?: HeaderValues | undefined;
  url?: string;
  body?: unknown;
}

/** An error of a call: `devices_GetDetails failed: …`. */
export function failure<E extends SdkError>(
  { action: { name }, method, url, attempts }: Context,
  make: ErrorClass<E>,
  text: string,
  details?: ErrorDetails<E>,
): E {
  const about = { action: name, method, url: url && redacted(url), attempts };
  return new make(`${name} failed: ${text}`, { ...about, ...details } as ErrorDetails<E>);
}

/** An address without the values of its query. */
export function redacted(url: string): string {
  return url.replace(/=[^&]*/g, "=***");
}

export function withQuery(url: string, query: string | undefined): string {
  return query ? url + (url.includes("?") ? "&" : "?") + query : url;
}

/** How much is checked: as the call says, or the client. */
export function modeOf<K extends keyof Validation>({ options, call }: Context, kind: K): Validation[K] {
  return call.validate?.[kind] ?? options.validate?.[kind];
}
