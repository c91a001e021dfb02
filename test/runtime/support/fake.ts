// A platform to script: answers one after the other, and a clock that moves when it is told to.
import type { FetchLike, Runtime } from "../../../templates/runtime/index.js";

export interface Sent {
  readonly url: string;
  readonly init: {
    readonly method: string;
    readonly headers: { readonly [name: string]: string };
    readonly body?: string;
    readonly signal: AbortSignal;
    readonly redirect: string;
  };
}

export type Reply = Response | Error | ((sent: Sent) => Response | Promise<Response>);

/** A `fetch` that gives the replies in order, the last one again and again. */
export function fakeFetch(...replies: readonly Reply[]): { readonly fetch: FetchLike; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: FetchLike = async (url, init) => {
    const call = { url, init: init as Sent["init"] };
    sent.push(call);
    const reply = replies[Math.min(sent.length, replies.length) - 1];
    if (reply instanceof Error) throw reply;
    return typeof reply === "function" ? reply(call) : (reply as Response).clone();
  };
  return { fetch, sent };
}

export function json(value: unknown, init: ResponseInit = {}): Response {
  const headers = { "content-type": "application/json", ...(init.headers as { readonly [name: string]: string }) };
  return new Response(JSON.stringify(value), { ...init, headers });
}

export interface Clock extends Runtime {
  /** Moves the time, and runs what is due. */
  advance(ms: number): Promise<void>;
  readonly pending: () => number;
}

export function fakeClock(): Clock {
  let time = 1_000;
  const timers = new Map<object, { readonly at: number; readonly callback: () => void }>();
  return {
    now: () => time,
    setTimeout: (callback, ms) => {
      const timer = {};
      timers.set(timer, { at: time + ms, callback });
      return timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as object),
    advance: async (ms) => {
      await settled();
      time += ms;
      for (const [timer, { at, callback }] of timers) {
        if (at > time) continue;
        timers.delete(timer);
        callback();
      }
      await settled();
    },
    pending: () => timers.size,
  };
}

/** After everything that is ready to go on has gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not reject");
}
