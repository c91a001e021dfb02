// One call, as all that takes part in it sees it.
import type { ActionInfo } from "./action.js";
import type { Authorizer } from "./auth.js";
import type { Base, CallOptions, ClientConfig, ClientOptions, Validation } from "./config.js";
import type { ErrorClass, ErrorDetails, SdkError } from "./errors.js";

/** What a client holds. */
export interface Core {
  readonly options: ClientOptions;
  readonly config: ClientConfig;
  readonly base: Base;
  readonly authorizer: Authorizer | undefined;
}

export interface Context extends Core {
  readonly action: ActionInfo<unknown>;
  /** What the call was given. */
  readonly call: CallOptions;
  /** The client's options, and the call's over them. */
  readonly settings: ClientOptions & CallOptions;
  readonly validate: Validation;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** How often the request was sent by now. */
  attempts: number;
  /** What is sent; known once the fields are encoded. */
  about: { readonly method: string; readonly url: string } | undefined;
}

/** An error of a call: `devices_GetDetails failed: …`. */
export function failure<E extends SdkError>(
  { action: { name }, attempts, about }: Context,
  make: ErrorClass<E>,
  text: string,
  details?: ErrorDetails<E>,
): E {
  return new make(`${name} failed: ${text}`, { action: name, ...about, attempts, ...details } as ErrorDetails<E>);
}
