// The client: what it is set up with, and `execute`. It knows no action.
import { type Call, type Core, type WithMeta, callOf, perform } from "./call.js";
import { type CallOptions, type ClientConfig, type ClientOptions, baseOf, limitOf } from "./config.js";
import type { Action, OutputOf } from "./types.js";

/** What the client of a package extends. */
export class Client {
  readonly #core: Core;

  /** @throws {ConfigError} if it cannot work as it is set up. */
  constructor(options: ClientOptions, config: ClientConfig) {
    limitOf(options.timeoutMs);
    const authorizer = (config.auth ?? config.anonymous)?.(options, config);
    this.#core = { options, config, base: baseOf(options, config), authorizer };
  }

  /** What a client holds, for functions of this package that take one. */
  static "~core"(client: Client): Core {
    return client.#core;
  }

  /**
   * Sends an action and reads its output. Whatever the API says in a success is data; rejects with an error of this
   * package for everything else.
   */
  execute<A extends Action<unknown>>(action: A, options?: CallOptions): Call<OutputOf<A>> {
    const site = new Error();
    const answer = perform(this.#core, action, options).catch((error: unknown) => {
      // The frames of the caller, which are lost where a promise is waited for in more than one place.
      if (error instanceof Error) error.stack = [error.stack, site.stack?.replace(/^.*\n/, "")].join("\n");
      throw error;
    });
    return callOf(answer as Promise<WithMeta<OutputOf<A>>>);
  }
}
