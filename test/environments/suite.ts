// What both packages have to do wherever they run: plain functions over a place to run in, without a test framework and
// without anything that only some platforms have.
import { type Check, type Environment, type Place, clientSecret, token } from "./check.js";
import { hubChecks } from "./hub-checks.js";
import { nexthinkChecks } from "./nexthink-checks.js";
import type { Seen } from "./server.js";

/** All checks, in the order in which they run. */
export const checks: readonly Check[] = [...hubChecks, ...nexthinkChecks];

/** What came of a check for which something is missing. */
export const leftOut = "left out";

/** What came of each check: `ok`, {@link leftOut}, or what was wrong. */
export type Results = Readonly<Record<string, string>>;

/** Runs all checks, one after the other. */
export async function runSuite(environment: Environment): Promise<Results> {
  const results: Record<string, string> = {};
  for (const [index, check] of checks.entries())
    results[check.name] = await outcomeOf(check, placeOf(environment, index));
  return results;
}

async function outcomeOf({ needs, run }: Check, place: Place): Promise<string> {
  if (needs && place.lacks?.includes(needs)) return leftOut;
  try {
    await run(place);
    return "ok";
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function placeOf(environment: Environment, index: number): Place {
  const send = environment.fetch ?? globalThis.fetch;
  const own = environment.fetch && { fetch: environment.fetch };
  let scripts = 0;
  return {
    ...environment,
    async script(...replies) {
      const url = `${environment.url}/${index}-${scripts++}`;
      await send(`${url}/-/script`, { method: "POST", body: JSON.stringify(replies) });
      const all = async () => (await (await send(`${url}/-/seen`)).json()) as readonly Seen[];
      return {
        url,
        seen: async () => (await all()).filter(({ method }) => method !== "OPTIONS"),
        asked: async () =>
          (await all()).flatMap(({ headers }) => headers["access-control-request-headers"]?.split(/, ?/) ?? []),
      };
    },
    hubClient: ({ url }, options) => new environment.hub.NexigonHub({ baseUrl: url, token, ...own, ...options }),
    nexthinkClient: ({ url }, tokens, options) =>
      new environment.nexthink.Nexthink({
        baseUrl: url,
        tokenUrl: `${tokens.url}/token`,
        clientId: "ä client",
        clientSecret,
        dangerouslyAllowBrowser: true,
        ...own,
        ...options,
      }),
  };
}
