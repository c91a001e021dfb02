// What a check is, what it is given, and how it says what should be.
import type * as Hub from "../../generated/nexigon-hub/src/index.js";
import type * as Nexthink from "../../generated/nexthink/src/index.js";
import type { Reply, Seen } from "./server.js";

/** Where the checks run. */
export interface Environment {
  readonly hub: typeof Hub;
  readonly nexthink: typeof Nexthink;
  /** Of the scripted server. */
  readonly url: string;
  /** In place of the global one, where there is none: given to the clients. */
  readonly fetch?: typeof fetch;
  /** Whether it is a page or a worker of one: it has an agent and an origin of its own, and keeps no secrets. */
  readonly browser?: boolean;
  /** What the platform does not have. */
  readonly lacks?: readonly Need[];
}

/** What only some of the checks need: for tokens, for a signal of the platform's own, for a file as it comes. */
export type Need = "btoa" | "AbortSignal" | "streams";

/** An API that answers as it was told. */
export interface Scripted {
  readonly url: string;
  /** The requests that have come, those that ask for leave in advance not among them. */
  seen(): Promise<readonly Seen[]>;
  /** The headers that a page has asked leave for. */
  asked(): Promise<readonly string[]>;
}

/** What a check is given. */
export interface Place extends Environment {
  /** Starts an API with these answers. */
  script(...replies: readonly Reply[]): Promise<Scripted>;
  /** A client of the Hub with a good token. */
  hubClient(api: Scripted, options?: Partial<Hub.NexigonHubClientOptions>): Hub.NexigonHub;
  /** A client of Nexthink that gets its tokens from `tokens`. */
  nexthinkClient(api: Scripted, tokens: Scripted, options?: Partial<Nexthink.NexthinkClientOptions>): Nexthink.Nexthink;
}

export interface Check {
  readonly name: string;
  /** Without it the check is left out. */
  readonly needs?: Need;
  /** Throws if something is not as it should be. */
  run(place: Place): Promise<void>;
}

export const token = "canary-token-0";
export const clientSecret = "canary-secret: £%2B+ &=";

/** Timers for which pauses pass a hundred times as fast, and time limits, which are longer, as always. */
export const impatient: Hub.Runtime = {
  setTimeout: (callback, ms) => setTimeout(callback, ms < 10_000 ? ms / 100 : ms),
};

/** Throws unless both are the same as JSON, with undefined told from null. */
export function equal(actual: unknown, expected: unknown): void {
  const [left, right] = [shown(actual), shown(expected)];
  if (left !== right) throw new Error(`${left}\nis not\n${right}`);
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (each === undefined ? "(undefined)" : each)) ?? "(undefined)";
}

/** Throws unless it holds. */
export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`it does not hold: ${what}`);
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<{ readonly [name: string]: unknown } & Error> {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error as { readonly [name: string]: unknown } & Error;
  }
  throw new Error(`it did not reject: ${shown(value)}`);
}

/** These members of it. */
export function pick(value: unknown, ...names: readonly string[]): unknown {
  return names.map((name) => (value as { readonly [name: string]: unknown })[name]);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}
