// The headers of a request.
import { ConfigError } from "./errors.js";
import { packageName, packageVersion } from "./package.js";

/** Headers by name, in any case. `null` takes one away that would be sent otherwise. */
export interface HeaderValues {
  readonly [name: string]: string | null | undefined;
}

/**
 * The layers in one, later ones over earlier ones, names in lower case. What is `null` stays so.
 * @throws {ConfigError} for what cannot be a header. The message has its name and not its value.
 */
export function layered(layers: readonly (HeaderValues | undefined)[]): HeaderValues {
  const merged: { [name: string]: string | null } = {};
  for (const [name, value] of layers.flatMap(pairsOf)) {
    // A token, and Latin-1 without control characters, tab excepted.
    if (!/^[!#$%&'*+.^_`|~\w-]+:[\t -~\x80-\xff]*$/.test(`${name}:${value}`)) {
      throw new ConfigError(`the header ${JSON.stringify(name)} has characters that cannot be sent`);
    }
    if (value !== undefined) merged[name.toLowerCase()] = value;
  }
  return merged;
}

/**
 * What is left of the layers to be sent.
 * @throws {ConfigError} as {@link layered}.
 */
export function mergeHeaders(layers: readonly (HeaderValues | undefined)[]): { readonly [name: string]: string } {
  const sent = Object.entries(layered(layers)).filter(([, value]) => value !== null);
  return Object.fromEntries(sent as [string, string][]);
}

/** A `Headers` object, which no compiler lets through and `fetch` takes, has them as pairs. */
function pairsOf(layer: HeaderValues | undefined): (readonly [string, string | null | undefined])[] {
  const pairs = layer as Partial<Iterable<[string, string]>> | undefined;
  return pairs?.[Symbol.iterator] ? [...(pairs as Iterable<[string, string]>)] : Object.entries(layer ?? {});
}

/** What every request says of itself. A browser or a worker names its own agent, and would ask the server first. */
export function defaultHeaders(body: unknown): HeaderValues {
  return {
    accept: "application/json",
    "content-type": body === undefined ? body : "application/json",
    "user-agent":
      "document" in globalThis || "WorkerGlobalScope" in globalThis ? undefined : `${packageName}/${packageVersion}`,
  };
}
