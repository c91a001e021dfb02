// T21: many clients of a server that answers so many requests a second and no more, and that is down for a while. What they
// want is less than it can do; what they want again, if each of them insists, is more.
import { type Clients, clientsOf, isSdkError } from "./clients.js";
import type { Row } from "./rows.js";
import { startFaultServer } from "./server.js";

export interface StormOptions {
  readonly clients: number;
  /** How many requests the server answers in a second. */
  readonly perSecond: number;
  /** How many calls are begun in a second. */
  readonly wanted: number;
  /** Seconds. */
  readonly before: number;
  readonly down: number;
  readonly after: number;
}

export interface StormReport {
  /** Of the time before, of that when the server was down, and of the second half of the time after. */
  readonly phases: readonly Phase[];
}

/** The calls that were begun in a part of the time, whenever they ended. */
export interface Phase {
  readonly calls: number;
  /** Requests that they made. */
  readonly sent: number;
  readonly answered: number;
}

const row: Row = {
  sdk: "hub",
  action: "devices_GetDetails",
  request: { deviceId: "d" },
  status: 200,
  body: "",
  type: "",
};

export async function runStorm(program: string, options: StormOptions): Promise<StormReport> {
  const { clients: count, perSecond, wanted, before, down, after } = options;
  const from = before * 1000;
  const to = from + down * 1000;
  const end = to + after * 1000;
  const server = await startFaultServer(program, { kind: "limit", perSecond, down: [from, to] });
  const clients = clientsOf(server, { count });
  const calls: Promise<boolean>[] = [];
  const starts: number[] = [];
  const began = performance.now();
  // By the clock and not by the answers, as people and schedules do.
  for (let call = 0; (call * 1000) / wanted < end; call++) {
    while (performance.now() - began < (call * 1000) / wanted) await new Promise((resolve) => setTimeout(resolve, 1));
    starts.push(performance.now() - began);
    calls.push(isAnswered(clients, call));
  }
  const answered = await Promise.all(calls);
  await server.close();
  const phase = (first: number, last: number): Phase => {
    const begun = starts.flatMap((at, call) => (at >= first && at < last ? [call] : []));
    const sent = begun.map((call) => clients.sends.get(call) ?? 0);
    return {
      calls: begun.length,
      sent: sent.reduce((sum, sends) => sum + sends, 0),
      answered: begun.filter((call) => answered[call]).length,
    };
  };
  return { phases: [phase(0, from * 0.8), phase(from, to), phase((to + end) / 2, end)] };
}

async function isAnswered(clients: Clients, call: number): Promise<boolean> {
  try {
    await clients.execute(row, call, new AbortController().signal);
    return true;
  } catch (error) {
    if (isSdkError(error)) return false;
    throw error;
  }
}
