// The client: what it is set up with, and `execute`. It knows no action.
import { type Call, type Core, type WithMeta, callOf, perform } from "./call.js";
import { type CallOptions, type ClientConfig, type ClientOptions, baseOf, defaults, settingOf } from "./config.js";
import { SdkError } from "./errors.js";
import type { PlatformResponse } from "./platform.js";
import { newBudget } from "./retry.js";
import type { Action, Node, OutputOf } from "./types.js";

/** The end of a call, which is never a rejection. */
export type Attempted<O> = ({ readonly ok: true } & WithMeta<O>) | { readonly ok: false; readonly error: SdkError };

/** The answer itself, unread. */
const raw: Node<unknown> = { "~walk": (value) => value, "~read": (response) => Promise.resolve(response) };

/** What the client of a package extends. `O` is what it can be given. */
export class Client<O extends ClientOptions = ClientOptions> {
  #core: Core;

  /** @throws {ConfigError} if it cannot work as it is set up. */
  constructor(options: O, config: ClientConfig) {
    for (const name in defaults) settingOf(name as keyof typeof defaults, { options });
    const authorizer = (config.auth ?? config.anonymous)?.(options, config);
    this.#core = { options, config, base: baseOf(options, config), authorizer, budget: newBudget() };
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
    return callOf(perform(this.#core, action, options) as Promise<WithMeta<OutputOf<A>>>);
  }

  /** As `execute`, for who asks for `ok` instead of catching. Never rejects. */
  tryExecute<A extends Action<unknown>>(action: A, options?: CallOptions): Promise<Attempted<OutputOf<A>>> {
    return perform(this.#core, action, options).then(
      (answer) => ({ ok: true, ...(answer as WithMeta<OutputOf<A>>) }),
      // What a middleware throws may be anything.
      (cause: unknown) => ({
        ok: false,
        error: cause instanceof SdkError ? cause : new SdkError("the call failed", { cause }),
      }),
    );
  }

  /**
   * As `execute`, for the answer itself in place of the output, its body unread: the `Response` of the platform, or what
   * the option `fetch` has given. Rejects as `execute` does for what is no success. Once the answer is there, `signal` and
   * time limits do not reach it.
   */
  executeRaw(action: Action<unknown>, options?: CallOptions): Promise<PlatformResponse> {
    return perform(this.#core, action, options, raw).then(({ data }) => data as PlatformResponse);
  }

  /**
   * A client like this one, with some options replaced. Both spend from one budget of retries, and share their token,
   * unless an option that may have to do with it is among them.
   */
  withOptions(options: Partial<O>): this {
    const made = new (this.constructor as new (options: object) => this)({ ...this.#core.options, ...options });
    const { authorizer, budget } = this.#core;
    const same = Object.keys(options).every((name) => name in defaults || authorizer?.ignores?.(name));
    made.#core = { ...made.#core, budget, ...(same && { authorizer }) };
    return made;
  }
}
