// Thousands of calls against a server with faults, fifty at a time: what came of them, and what is left of them.
import { getEventListeners } from "node:events";
import { chanceOf } from "./chance.js";
import { type Clients, clientsOf, isSdkError } from "./clients.js";
import { isRefused } from "./faults.js";
import { type Ended, type Outcome, judge } from "./judge.js";
import { rowOf } from "./rows.js";
import { type Log, startFaultServer } from "./server.js";

export interface FaultsOptions {
  readonly seed: number;
  readonly calls: number;
  readonly atOnce: number;
  /** Of each package. Each may spend so much on retries and no more. */
  readonly clients: number;
}

/** What came of the calls, and what is left. */
export interface FaultsReport extends Outcome {
  readonly left: Left;
  readonly seconds: number;
}

/** All numbers 0, and all lists empty, if all is well. */
export interface Left {
  /** Answers that the server still has to give, or the client to read. */
  readonly answers: number;
  readonly timers: number;
  readonly listeners: number;
  /** What of Node keeps this process going once the server is gone. */
  readonly resources: readonly string[];
  readonly warnings: readonly string[];
  /** Requests that followed a redirect. */
  readonly stolen: number;
}

export async function runFaults(
  program: string,
  { seed, calls, atOnce, clients: count }: FaultsOptions,
): Promise<FaultsReport> {
  const warnings: string[] = [];
  process.on("warning", ({ message }) => warnings.push(message));
  const server = await startFaultServer(program, { kind: "faults", seed });
  const clients = clientsOf(server, {
    count,
    timeoutMs: 1007,
    haste: 100,
    isRefused: (call, nth) => isRefused(seed, call, nth),
  });
  const shared = new AbortController();
  const ended: Ended[] = [];
  const began = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < calls) ended.push(await outcomeOf(clients, { seed, call: next++, signal: shared.signal }));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1000;
  const log = await quiet(() => server.log());
  const listeners = getEventListeners(shared.signal, "abort").length;
  await server.close();
  const resources = await idle();
  const left = { answers: log.open, timers: clients.timers.size, listeners, resources, warnings, stolen: log.stolen };
  return { ...judge({ seed, ended, log, clients }), left, seconds };
}

async function outcomeOf(
  clients: Clients,
  { seed, call, signal }: { seed: number; call: number; signal: AbortSignal },
): Promise<Ended> {
  const aborted = chanceOf(seed, call, "abort") < 0.03;
  const own = new AbortController();
  const timer = aborted && setTimeout(() => own.abort(), chanceOf(seed, call, "abort at") * 60);
  try {
    const { attempts } = await clients.execute(
      rowOf(seed, call),
      call,
      aborted ? AbortSignal.any([signal, own.signal]) : signal,
    );
    return { call, end: "output", attempts, retryRefused: undefined, aborted };
  } catch (error) {
    if (!isSdkError(error)) throw error;
    const { name, attempts, retryRefused } = error;
    return { call, end: name, attempts, retryRefused, aborted };
  } finally {
    if (timer) clearTimeout(timer);
  }
}

/** What the server says once nothing is open any more, or after two seconds. */
async function quiet(log: () => Promise<Log>): Promise<Log> {
  for (let turn = 0; turn < 40; turn++) {
    const now = await log();
    if (now.open === 0) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return log();
}

/** What is active once nothing is, or after two seconds; what the process is given to speak with does not count. */
async function idle(): Promise<readonly string[]> {
  for (let turn = 0; ; turn++) {
    const active = process.getActiveResourcesInfo().filter((name) => !/^(PipeWrap|TTYWrap)$/.test(name));
    if (active.length === 0 || turn === 40) return active;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setImmediate(resolve));
  }
}
