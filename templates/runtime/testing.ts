// A client for tests: the real one, with all that it does to a request and to an answer, and handlers in place of the
// network. Nothing of a client imports this.
import { type ActionInfo, info } from "./action.js";
import type { ByteStream } from "./body.js";
import { Client } from "./client.js";
import type { ClientConfig, ClientOptions } from "./config.js";
import { HttpError } from "./errors.js";
import type { Middleware, MiddlewareContext } from "./middleware.js";
import { MockError, encoded, reply, responseOf, turnOf } from "./mock-answers.js";
import type { Failure, NetworkError, Reply, Sequence } from "./mock-answers.js";
import type { AbortSignalLike, FetchLike } from "./platform.js";
import { type Received, fieldsOf } from "./received.js";
import type { Action, AnyActionClass, JsonValue, OutputOf } from "./types.js";
import { virtualClock } from "./virtual-clock.js";
import { run } from "./walk.js";

export type { PartialOf } from "./types.js";
export { MockError, fail, inOrder, networkError, reply } from "./mock-answers.js";
export type { Failure, NetworkError, Reply, Sequence } from "./mock-answers.js";

/** A request that came. */
export interface MockCall<out A = Action<unknown>> {
  /** The wire name. */
  readonly action: string;
  /** From 1. */
  readonly attempt: number;
  /** The action, as it was read from the request. */
  readonly input: A;
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string };
  /** As it was sent. */
  readonly body: string | undefined;
}

/** What a handler is told besides. */
export interface MockContext<out A> extends MockCall<A> {
  /** Lets time go by on the client's clock, in milliseconds: its time limits strike, and nobody waits. */
  delay(ms: number): Promise<unknown>;
}

/** The failures that an action has in the spec. */
type Failures<E> = E extends { readonly status: infer S extends number; readonly error?: infer B }
  ? Failure<S, B>
  : never;

/** An output. A function could not be told from a handler; bytes need not be a stream. */
type Given<O> = unknown extends O ? JsonValue : O | MoreOf<[O]>;

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- up to TypeScript 5.9, `() => {}` does not give `undefined`
type MoreOf<O> = O extends [undefined] ? void : O extends [ByteStream] ? string | Uint8Array : never;

/** What a request can be answered with. */
export type MockAnswer<A extends Action<unknown>, E> =
  Given<OutputOf<A>> | Failures<E> | Failure<number, undefined> | HttpError | Reply | NetworkError;

/** Answers an action. An `HttpError` may also be thrown. */
export type MockHandler<A extends Action<unknown>, E> = (
  input: A,
  context: MockContext<A>,
) => MockAnswer<A, E> | Promise<MockAnswer<A, E>>;

/** How the requests for an action are answered: always alike, by a function, or one after the other. */
type Turn<A extends Action<unknown>, E> = MockAnswer<A, E> | MockHandler<A, E>;

/** How an action can be mocked, by its class. */
export type MockOf<K> =
  K extends AnyActionClass<infer A extends Action<unknown>, infer E> ? Turn<A, E> | Sequence<Turn<A, E>> : never;

/** Classes of actions by their wire names. */
export interface MockedActions {
  readonly [action: string]: AnyActionClass<unknown, unknown>;
}

/** A client whose requests are answered here, and what it has sent. */
export interface Mock<out C> {
  readonly client: C;
  /** Each request for an action, in the order in which they were sent. Those for tokens are not among them. */
  readonly calls: readonly MockCall[];
  /** Those for one action. */
  callsOf<A>(action: AnyActionClass<A, unknown>): readonly MockCall<A>[];
}

const token = /* @__PURE__ */ reply({ json: { access_token: "mock", token_type: "Bearer", expires_in: 3600 } });

/** In place of what a client has to be told, so that nothing of it is needed. */
const standIns = {
  baseUrl: "https://mock.test",
  tokenUrl: "https://mock.test/token",
  dangerouslyAllowBrowser: true,
  token: "mock",
  apiKey: "mock",
  username: "mock",
  password: "mock",
  clientId: "mock",
  clientSecret: "mock",
};

/** What is mocked: actions by their wire names, with how each of them is answered. */
export interface Mocked {
  readonly actions: MockedActions;
  readonly answers: { readonly [action: string]: unknown };
}

/**
 * A client of a class, which may be the user's own, with answers in place of the network. Its clock is its own: retries,
 * polls and time limits come without waiting, always at the same times.
 */
export function mockClient<C extends Client, O extends ClientOptions>(
  client: new (options: O) => C,
  { actions, answers }: Mocked,
  options: Partial<O> = {},
): Mock<C> {
  const calls: MockCall[] = [];
  const clock = virtualClock();
  const told = new WeakMap<object, MiddlewareContext>();
  // The last layer, so that it sees the request as it is sent; of every client that is made of this one, too.
  const note: Middleware = (request, next, context) => (told.set(context.signal, context), next(request));
  const fetch: FetchLike = async (url, init) => {
    const { signal, method, headers, body } = init as Sent;
    const { action, attempt = 1 } = told.get(signal) ?? {};
    if (action === undefined) return responseOf(token);
    const known = actions[action];
    if (known === undefined || !Object.hasOwn(answers, action)) throw unanswered(action);
    const { config } = Client["~core"](made);
    const call = { action, attempt, input: inputOf(known, { url, headers, body }, config), method, url, headers, body };
    calls.push(call);
    const turn = calls.filter((other) => other.action === action).length;
    const given = await answered(turnOf(answers[action], turn), { ...call, delay: clock.sleep });
    return encoded(given, { action: infoOf(known), config });
  };
  const Base = client as unknown as new (options: ClientOptions) => Client;
  const Mocked = class extends Base {
    constructor(given: ClientOptions) {
      super({ ...given, fetch, middleware: [...(given.middleware ?? []).filter((layer) => layer !== note), note] });
    }
  };
  const made = new Mocked({ ...standIns, runtime: clock, ...options });
  return {
    client: made as C,
    calls,
    callsOf: (action) => calls.filter((call) => call.action === infoOf(action).name) as never,
  };
}

function unanswered(action: string): MockError {
  return new MockError(`no answer for \`${action}\`: give the mock \`{ ${JSON.stringify(action)}: … }\``);
}

interface Sent {
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | undefined;
  readonly signal: AbortSignalLike;
}

function infoOf(action: AnyActionClass<unknown, unknown>): ActionInfo<unknown> {
  return (action as unknown as { readonly prototype: Action<unknown> }).prototype[info];
}

function inputOf(action: MockedActions[string], request: Received, { json }: ClientConfig): Action<unknown> {
  const known = infoOf(action);
  const { value } = run(known.walk, fieldsOf(known, request, json), 0);
  return new (action as unknown as new (fields: unknown) => Action<unknown>)(value);
}

/** What the handler says. */
async function answered(answer: unknown, context: MockContext<Action<unknown>>): Promise<unknown> {
  if (typeof answer !== "function") return answer;
  try {
    return await (answer as MockHandler<Action<unknown>, unknown>)(context.input, context);
  } catch (cause) {
    if (cause instanceof HttpError) return cause;
    throw new MockError(`the handler of \`${context.action}\` has failed: ${String(cause)}`, { cause });
  }
}
