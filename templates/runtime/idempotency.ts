// Keys by which a server knows a request again: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
import type { ActionMore } from "./action.js";
import { globals } from "./platform.js";

/**
 * One key a call, the same for all its attempts, in a header; also where a middleware around the call begins again with the
 * same action. With it a repeat does no harm. A value, so that packages of APIs without such a header do not carry it.
 */
export function idempotencyKey(header: string): NonNullable<ActionMore["key"]> {
  // By the notes of a call, which all of its requests have in common, and by the action.
  const keys = new WeakMap<object, WeakMap<object, string>>();
  return ({ options, call, state, instance = state }) => {
    const { randomUUID = () => globals.crypto?.randomUUID?.() ?? weakUuid() } = options.runtime ?? {};
    const own = keys.get(state) ?? new WeakMap<object, string>();
    const key = call.idempotencyKey ?? own.get(instance) ?? randomUUID();
    keys.set(state, own.set(instance, key));
    return { [header]: key };
  };
}

/** For platforms without `crypto`, and pages that are no secure context. Need not be a secret, only unlike others. */
function weakUuid(): string {
  const digits = (text: string) => text.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
  return `${digits("xxxxxxxx-xxxx-4xxx")}-${"89ab"[Math.floor(Math.random() * 4)]}${digits("xxx-xxxxxxxxxxxx")}`;
}
