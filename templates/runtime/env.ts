// Clients whose options are in the environment. A function beside the clients, so that who does not call it neither reads
// the environment nor carries this.
import { ConfigError } from "./errors.js";

/** Variables of the environment, by their names. */
export interface Environment {
  readonly [name: string]: string | undefined;
}

/** What a client is made with. */
export interface FromEnvironment<O> {
  /** The variable of each option that has one. */
  readonly names: { readonly [option: string]: string };
  /** What counts before the environment. */
  readonly options?: Partial<O> | undefined;
  /** Default: that of the process, where the platform has one. */
  readonly env?: Environment | undefined;
}

/**
 * A client with the options that are given, and those that the environment has. A variable that is empty or blank is none.
 * @throws {ConfigError} as the client does, with the names of the variables.
 */
export function fromEnvironment<C, O extends object>(
  client: new (options: O) => C,
  { names, options, env = processEnvironment() }: FromEnvironment<O>,
): C {
  const given = { ...options } as { [option: string]: unknown };
  for (const [option, name] of Object.entries(names)) given[option] ??= env[name]?.trim() || undefined;
  try {
    return new client(given as O);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    const named = (text: string, option: string) => (names[option] === undefined ? text : `${text} (${names[option]})`);
    throw new ConfigError(cause.message.replace(/`(\w+)`/g, named), { cause });
  }
}

function processEnvironment(): Environment {
  return (globalThis as { readonly process?: { readonly env?: Environment } }).process?.env ?? {};
}
