// An API with several kinds of credentials, or that can do without.
import type { Auth, Authorizer, Credentials } from "./auth.js";
import { AuthError } from "./errors.js";

/**
 * The first kind whose options are given, of those that an action takes. Each stands under the option that tells that it
 * is meant.
 */
export function anyOf(kinds: { readonly [option: string]: Auth }): Auth {
  return (options, config) => {
    const given = Object.keys(kinds).filter((name) => (options as { readonly [name: string]: unknown })[name] != null);
    const authorizers = new Map(given.map((name) => [name, kinds[name]?.(options, config)]));
    const sources = new WeakMap<Credentials, Authorizer>();
    return {
      credentials: async (allowed = Object.keys(kinds)) => {
        const authorizer = authorizers.get(allowed.find((name) => authorizers.has(name)) ?? "");
        if (authorizer === undefined) return without(allowed);
        const credentials = await authorizer.credentials();
        sources.set(credentials, authorizer);
        return credentials;
      },
      refused: (credentials) => sources.get(credentials)?.refused?.(credentials) === true,
      // What is not for a token is not for other kinds, which say nothing of it and have nothing to keep.
      ignores: (option) => [...authorizers.values()].some((authorizer) => authorizer?.ignores?.(option)),
    };
  };
}

/** For a client without any credentials, of an API that can do without: some of its actions may not. */
export const anonymous: Auth = () => ({
  credentials: (allowed = ["none"]) => new Promise((resolve) => resolve(without(allowed))),
});

function without(allowed: readonly string[]): Credentials {
  if (allowed.includes("none")) return {};
  const wanted = allowed.map((name) => `\`${name}\``).join(" or ");
  throw new AuthError(`the option ${wanted} is missing`, { code: "missing_credentials" });
}
