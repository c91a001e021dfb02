// A token that all calls of a client share: got once, renewed before its end, dropped when the server refuses it.
import type { Authorizer, Credentials } from "./auth.js";
import { ignore } from "./guard.js";

export interface Token {
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** How long it was good for at first, in milliseconds. */
  readonly lifetime: number;
}

/** What another client may have, besides the numbers, and still have the token. All else may say who it is. */
const neutral = /^(diagnose|headers|hooks|validate|middleware|callMiddleware|onSchemaMismatch)$/;

/** After a renewal that failed while the token is still good. */
const quietMs = 5_000;

/** What a platform calls itself, where it does. */
export function userAgent(): string {
  return (globalThis as { readonly navigator?: { readonly userAgent?: string } }).navigator?.userAgent ?? "";
}

/**
 * Keeps the token that `get` gets. Of many calls at once, one gets it. Not in a worker of Cloudflare: what serves a request
 * is ended with it there, and a call that waits in another request for what this one has begun would wait for ever.
 */
export function tokenKeeper(get: () => Promise<Token>, now: () => number): Authorizer {
  let token: Token | undefined;
  let flight: Promise<Credentials> | undefined;
  let quietUntil = -Infinity;
  const begin = () => get().then((got) => (token = got).credentials);
  const renew = () =>
    userAgent() === "Cloudflare-Workers" ? begin() : (flight ??= begin().finally(() => (flight = undefined)));
  return {
    credentials: async () => {
      const left = token ? token.expires - now() : 0;
      // In proportion, or a token that is good for a minute would be renewed by every call.
      if (token === undefined || left < Math.min(30_000, token.lifetime * 0.05)) return renew();
      if (left < Math.min(120_000, token.lifetime * 0.2) && flight === undefined && now() >= quietUntil) {
        quietUntil = now() + quietMs;
        ignore(renew().catch(() => (quietUntil = now() + quietMs)));
      }
      return token.credentials;
    },
    refused: (credentials) => {
      // Not one that was got since: twenty answers to the old token are one reason to renew.
      if (token?.credentials === credentials) token = undefined;
      // An action may go without.
      return credentials.headers !== undefined;
    },
    ignores: (option) => neutral.test(option),
  };
}
