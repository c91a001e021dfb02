// Where requests go.
import { ConfigError } from "./errors.js";

/** An address of the spec, with what a client's options have for its variables. */
export type AddressOf = (options: object) => string;

/** An address apart. */
export interface Address {
  /** Without a slash at its end. */
  readonly url: string;
  /** Without its question mark. */
  readonly query: string | undefined;
  /** Whether nobody on the way can read what is sent there. */
  readonly isSafe: boolean;
}

/** https or this machine, and a host without user and password, which `fetch` refuses, and without a backslash, which it reads as a slash. */
const form =
  /^(http(?:(s)|):\/\/(?:(localhost|127(?:\.\d+){3}|\[::1\])(?::\d*)?|[^/?#@\\\s]+)(?:\/[^?#\\\s]*[^/?#\\\s])?)\/*(?:\?([^#\\\s]*))?$/i;

/** The parts of an address; undefined if no request can go there. */
export function addressOf(text = ""): Address | undefined {
  const [, url, secure, loopback, query] = form.exec(text) ?? [];
  return url === undefined ? url : { url, query, isSafe: (secure ?? loopback) !== undefined };
}

/**
 * What stands in the place of a variable: the option of that name.
 * @throws {ConfigError} if there is none, or one that is the way to another host.
 */
export function hostPart(options: object, name: string, standard = ""): string {
  const value = (options as { readonly [name: string]: string | undefined })[name] ?? standard;
  if (/^[\w.~:[\]-]+$/.test(value)) return value;
  throw new ConfigError(`\`${name}\` must be a part of a host name; a URL is for \`baseUrl\``);
}

/**
 * As {@link hostPart}, of a variable with values that are known, and perhaps others.
 * @throws {ConfigError} as {@link hostPart}, with the values that are known.
 */
export function openHostPart(values: readonly string[], options: object, name: string, standard?: string): string {
  try {
    return hostPart(options, name, standard);
  } catch {
    return hostPartOf(values, options, name, standard);
  }
}

/**
 * As {@link hostPart}, of a variable that has no other values.
 * @throws {ConfigError} if there is none, or another one.
 */
export function hostPartOf(values: readonly string[], options: object, name: string, standard?: string): string {
  const value = (options as { readonly [name: string]: string | undefined })[name] ?? standard ?? "";
  if (values.includes(value)) return value;
  throw new ConfigError(`\`${name}\` must be one of ${values.join(", ")}`);
}
