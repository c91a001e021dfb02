// Clients of both packages, with all that they take from the platform counted.
import hubSpec from "../../generated/nexigon-hub/spec.json" with { type: "json" };
import * as hub from "../../generated/nexigon-hub/src/index.js";
import nexthinkSpec from "../../generated/nexthink/spec.json" with { type: "json" };
import * as nexthink from "../../generated/nexthink/src/index.js";
import type { Row } from "./rows.js";
import type { FaultServer } from "./server.js";

/** What the tests know of a call's options and of what it comes to, the same in both packages. */
export interface Executor {
  execute(
    action: object,
    options: { readonly signal: AbortSignal; readonly headers: object; readonly validate: object },
  ): {
    withResponse(): Promise<{ readonly meta: { readonly attempts: number } }>;
  };
}

export interface Clients {
  /** Executes the action of a row under the number of its call. */
  execute(row: Row, call: number, signal: AbortSignal): Promise<{ readonly attempts: number }>;
  /** How often each call was sent, to whichever port. */
  readonly sends: ReadonlyMap<number, number>;
  /** Calls whose last sending was refused. */
  readonly refused: ReadonlySet<number>;
  /** How often each call was given up before the head of an answer was there. */
  readonly cut: ReadonlyMap<number, number>;
  /** Timers that are neither done nor cleared. */
  readonly timers: ReadonlySet<unknown>;
}

export interface ClientsOptions {
  /** How many clients of each package there are. Default 1. */
  readonly count?: number;
  /** The time limit of an attempt in milliseconds; a pause of just as long would be taken for one. Default 60,007. */
  readonly timeoutMs?: number;
  /** Pauses pass so many times as fast as they should. Default 1. */
  readonly haste?: number;
  /** Whether the connection of the n-th sending of a call is refused. */
  readonly isRefused?: (call: number, nth: number) => boolean;
}

/** Clients of both packages; a call is made by the one with its number. */
export function clientsOf(server: FaultServer, given: ClientsOptions = {}): Clients {
  const { count = 1, timeoutMs = 60_007, haste = 1, isRefused = () => false } = given;
  const sends = new Map<number, number>();
  const cut = new Map<number, number>();
  const refused = new Set<number>();
  const timers = new Set<unknown>();
  const common = {
    baseUrl: server.url,
    timeoutMs,
    fetch: async (url: string, given: object) => {
      const init = given as Init;
      const call = Number(init.headers["x-call"] ?? -1);
      if (call < 0) return fetch(url, init); // for a token
      const nth = sends.get(call) ?? 0;
      sends.set(call, nth + 1);
      const isLost = isRefused(call, nth);
      if (isLost) refused.add(call);
      else refused.delete(call);
      try {
        return await fetch(isLost ? url.replace(server.url, server.refusing) : url, init);
      } catch (error) {
        if (init.signal.aborted) cut.set(call, (cut.get(call) ?? 0) + 1);
        throw error;
      }
    },
    runtime: {
      setTimeout: (callback: () => void, ms: number) => {
        const timer = setTimeout(() => (timers.delete(timer), callback()), ms === timeoutMs ? ms : ms / haste);
        timers.add(timer);
        return timer;
      },
      clearTimeout: (timer: unknown) => {
        timers.delete(timer);
        clearTimeout(timer as NodeJS.Timeout);
      },
    },
  };
  const credentials = { tokenUrl: `${server.url}/token`, clientId: "i", clientSecret: "s" };
  const make = {
    hub: () => new hub.NexigonHub({ ...common, token: "t" }),
    nexthink: () => new nexthink.Nexthink({ ...common, ...credentials }),
  };
  const listOf = (sdk: Row["sdk"]) => Array.from({ length: count }, () => make[sdk]() as object as Executor);
  const clients = { hub: listOf("hub"), nexthink: listOf("nexthink") };
  const execute: Clients["execute"] = async ({ sdk, action, request, requests }, call, signal) => {
    const [client, Action] = [clients[sdk][call % count], classes[sdk].get(action)];
    if (!client || !Action) throw new Error(`no action ${action}`);
    const options = { signal, headers: { "x-call": String(call) }, validate: { requests } };
    return (await client.execute(new Action(request), options).withResponse()).meta;
  };
  return { execute, sends, refused, cut, timers };
}

/** What a client calls `fetch` with, as far as it is looked at here. */
interface Init {
  readonly headers: { readonly [name: string]: string };
  readonly signal: AbortSignal;
}

type ActionClass = new (fields: object) => object;

/** The classes of actions by the actions' names, as the packages export them. */
const classes = { hub: classesOf(hub), nexthink: classesOf(nexthink) };

function classesOf(exported: object): ReadonlyMap<string, ActionClass> {
  const values = Object.values(exported).flatMap((module) => Object.values(module as object) as readonly unknown[]);
  return new Map(values.flatMap((value) => (typeof value === "function" ? [[value.name, value as ActionClass]] : [])));
}

/** What each action does to the server, as the specs in the packages say. */
export const effects: ReadonlyMap<string, string> = new Map(
  [hubSpec, nexthinkSpec].flatMap((spec) =>
    (spec as Spec).modules.flatMap(({ actions = {} }) =>
      Object.entries(actions).map(([name, { effect }]) => [name, effect] as const),
    ),
  ),
);

interface Spec {
  readonly modules: readonly { readonly actions?: { readonly [name: string]: { readonly effect: string } } }[];
}

/** Whether it is an error of one of the packages. */
export function isSdkError(
  error: unknown,
): error is Error & { readonly attempts: number; readonly retryRefused?: string } {
  return hub.isSdkError(error) || nexthink.isSdkError(error);
}
