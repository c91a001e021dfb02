// Keys by which a server knows a request again: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
import type { ActionMore } from "./action.js";
import { globals } from "./platform.js";

/**
 * One key a call, the same for all its attempts, in a header. With it a repeat does no harm. A value, so that packages of
 * APIs without such a header do not carry it.
 */
export function idempotencyKey(header: string): NonNullable<ActionMore["key"]> {
  return ({ options, call }) => {
    const { randomUUID = () => globals.crypto?.randomUUID?.() ?? weakUuid() } = options.runtime ?? {};
    return { [header]: call.idempotencyKey ?? randomUUID() };
  };
}

/** For platforms without `crypto`, and pages that are no secure context. Need not be a secret, only unlike others. */
function weakUuid(): string {
  const digits = (text: string) => text.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
  return `${digits("xxxxxxxx-xxxx-4xxx")}-${"89ab"[Math.floor(Math.random() * 4)]}${digits("xxx-xxxxxxxxxxxx")}`;
}
