// The typed errors of an action.
import { type ActionInfo, info } from "./action.js";
import { HttpError } from "./errors.js";
import type { AnyActionClass, Node } from "./types.js";
import { run } from "./walk.js";

/**
 * Whether something caught is an error that the spec has for the action, with a body of the type it has there. Then
 * `error.status` tells which, and `error.error` is the body.
 */
export function isErrorOf<E>(action: AnyActionClass<unknown, E>, error: unknown): error is E {
  const { prototype } = action as unknown as { readonly prototype: { readonly [info]: ActionInfo<unknown> } };
  if (!(error instanceof HttpError) || error.action !== prototype[info].name) return false;
  const { errorNode } = error as { readonly errorNode?: Node<unknown> };
  // What takes nothing says nothing that could be wrong.
  return [error.body, undefined].some((body) => errorNode && !run(errorNode["~walk"], body, 0).issues);
}
