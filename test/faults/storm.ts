// T21: many clients of a server that answers so many requests a second and no more, and that is down for a while. What they
// want is less than it can do; what they want again, if each of them insists, is more.
import { type Clients, clientsOf, isSdkError } from "./clients.js";
import type { Row } from "./rows.js";
import { type Arrival, startFaultServer } from "./server.js";

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
  readonly calls: number;
  readonly sent: number;
  readonly failed: number;
  /** Requests for each call that was begun, of the time before, during and after. */
  readonly load: readonly number[];
  /** Answers for each call that was begun, of the time before, and of the second half of the time after. */
  readonly goodput: readonly number[];
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
  const ends = [before, before + down, before + down + after].map((seconds) => seconds * 1000) as [
    number,
    number,
    number,
  ];
  const server = await startFaultServer(program, { kind: "limit", perSecond, down: [ends[0], ends[1]] });
  const began = performance.now();
  const clients = Array.from({ length: count }, () => clientsOf(server));
  const calls: Promise<boolean>[] = [];
  const starts: number[] = [];
  // By the clock and not by the answers, as people and schedules do.
  for (let call = 0; ; call++) {
    const due = (call * 1000) / wanted;
    if (due >= ends[2]) break;
    while (performance.now() - began < due) await new Promise((resolve) => setTimeout(resolve, 1));
    starts.push(performance.now() - began);
    calls.push(isAnswered(clients[call % count] as Clients, call));
  }
  const failed = (await Promise.all(calls)).filter((answered) => !answered).length;
  const { arrivals } = await server.log();
  await server.close();
  const within = (from: number, to: number) => (at: number) => at >= from && at < to;
  const share = (of: readonly Arrival[], from: number, to: number): number =>
    of.filter(({ at }) => within(from, to)(at)).length / starts.filter(within(from, to)).length;
  const good = arrivals.filter(({ executed }) => executed);
  return {
    calls: calls.length,
    sent: arrivals.length,
    failed,
    load: [share(arrivals, 0, ends[0]), share(arrivals, ends[0], ends[1]), share(arrivals, ends[1], ends[2])],
    goodput: [share(good, 0, ends[0]), share(good, (ends[1] + ends[2]) / 2, ends[2])],
  };
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
