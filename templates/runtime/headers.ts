// The headers of a request.
import { ConfigError } from "./errors.js";
import { packageName, packageVersion } from "./package.js";

/** Headers by name, in any case. `null` takes one away that would be sent otherwise. */
export interface HeaderValues {
  readonly [name: string]: string | null | undefined;
}

/**
 * The layers in one, later ones over earlier ones, names in lower case.
 * @throws {ConfigError} for what cannot be a header. The message has its name and not its value.
 */
export function mergeHeaders(...layers: readonly (HeaderValues | undefined)[]): { readonly [name: string]: string } {
  const merged = new Map<string, string>();
  for (const [given, value] of layers.flatMap((layer) => Object.entries(layer ?? {}))) {
    const name = given.toLowerCase();
    if (value === null) merged.delete(name);
    if (value == null) continue;
    // The value: Latin-1 without control characters, tab excepted.
    if (!/^[!#$%&'*+.^_`|~\da-z-]+$/.test(name) || !/^[\t -~\x80-\xff]*$/.test(value)) {
      throw new ConfigError(`the header ${JSON.stringify(given)} has characters that cannot be sent`);
    }
    merged.set(name, value);
  }
  return Object.fromEntries(merged);
}

/** What every request says of itself. A browser or a worker names its own agent, and would ask the server first. */
export function defaultHeaders(hasBody: boolean): HeaderValues {
  const browser = "document" in globalThis || "WorkerGlobalScope" in globalThis;
  return {
    accept: "application/json",
    "content-type": hasBody ? "application/json" : null,
    "user-agent": browser ? null : `${packageName}/${packageVersion}`,
  };
}
