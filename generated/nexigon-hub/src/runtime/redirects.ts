// Redirects, for who wants them followed: a middleware, so that only who names it carries it.
import { quietly } from "./guard.js";
import type { Middleware } from "./middleware.js";
import { type ResponseLike, globals, readerOf } from "./platform.js";

/** A chain that is longer is a circle, nearly always. */
const limit = 5;

/**
 * A {@link Middleware} that follows redirects within the origin of a request, at most five of them:
 * `middleware: [followRedirects]`. What leads elsewhere, or would make a GET of another method (301, 302, 303), is a
 * `RedirectError` still. Browsers do not tell where a redirect leads; nothing is followed there.
 */
export const followRedirects: Middleware = async (request, next) => {
  let { url } = request;
  for (let followed = 0; ; followed++) {
    const response = await next({ ...request, url });
    const target = followed < limit ? targetOf(response, url, request.method) : undefined;
    if (target === undefined) return response;
    quietly(() => readerOf(response)?.cancel());
    url = target;
  }
};

function targetOf({ status, headers }: ResponseLike, url: string, method: string): string | undefined {
  const keepsMethod = status === 307 || status === 308 || (/^(301|302|303)$/.test(`${status}`) && method === "GET");
  const location = headers.get("location");
  if (!keepsMethod || location === null) return undefined;
  try {
    const { origin, href, username } = new globals.URL(location, url);
    return origin === new globals.URL(url).origin && username === "" ? href : undefined;
  } catch {
    return undefined;
  }
}
