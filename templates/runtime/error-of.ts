// The typed errors of an action.
import { type ActionInfo, info } from "./action.js";
import { HttpError } from "./errors.js";
import type { AnyActionClass } from "./types.js";

/**
 * Whether something caught is an error that the spec has for the action, with a body of the type it has there. Then
 * `error.status` tells which, and `error.error` is the body.
 */
export function isErrorOf<E>(action: AnyActionClass<unknown, E>, error: unknown): error is E {
  const { prototype } = action as unknown as { readonly prototype: { readonly [info]: ActionInfo<unknown> } };
  return error instanceof HttpError && error.errorFits === true && error.action === prototype[info].name;
}
