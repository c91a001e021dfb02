// Pages in a browser: which of them may call the mock, and what a browser has to be told for that.

type Headers = { readonly [name: string]: string };

interface Asking {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string | undefined };
}

/** A page of this machine, whatever its port. */
const ownPage = /^https?:\/\/(localhost|([\w-]+\.)+localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** The headers that let a page read an answer; none if the request is of no page, or of one that may not. `allowed` is `*` or one more origin. */
export function headersForPage({ headers }: Asking, allowed: string | undefined): Headers {
  const origin = headers["origin"];
  if (origin === undefined || !(allowed === "*" || origin === allowed || ownPage.test(origin))) return {};
  return { "access-control-allow-origin": origin, "access-control-expose-headers": "*", vary: "origin" };
}

/** What a browser is told that asks before it sends a request; undefined if it does not ask, or in vain. */
export function preflightHeaders(asking: Asking, allowed: string | undefined): Headers | undefined {
  const { method, headers } = asking;
  const wanted = headers["access-control-request-method"];
  const open = headersForPage(asking, allowed);
  if (method !== "OPTIONS" || wanted === undefined || open["access-control-allow-origin"] === undefined)
    return undefined;
  return {
    ...open,
    "access-control-allow-methods": wanted,
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
    // A page of another machine reaches into a private network.
    ...(headers["access-control-request-private-network"] && { "access-control-allow-private-network": "true" }),
  };
}
