// T22: ten thousand calls of one client on one signal, and how much more memory is in use after them.
import { getEventListeners } from "node:events";
import { clientsOf } from "./clients.js";
import type { Row } from "./rows.js";
import { startFaultServer } from "./server.js";

export interface GrowthReport {
  readonly calls: number;
  /** In bytes, after forced collections. */
  readonly growth: number;
  readonly listeners: number;
}

const row: Row = {
  sdk: "hub",
  action: "devices_GetDetails",
  request: { deviceId: "d" },
  status: 200,
  body: "",
  type: "",
};

export async function runGrowth(
  program: string,
  { calls, atOnce }: { calls: number; atOnce: number },
): Promise<GrowthReport> {
  const server = await startFaultServer(program, { kind: "good" });
  const { signal } = new AbortController();
  // Under one number all of them, since what this file keeps of each call would be counted, too.
  const clients = clientsOf(server);
  const some = async (count: number): Promise<void> => {
    let left = count;
    const worker = async (): Promise<void> => {
      while (left-- > 0) await clients.execute(row, 0, signal);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  };
  await some(calls / 4);
  const before = await used();
  await some(calls);
  const growth = (await used()) - before;
  await server.close();
  return { calls, growth, listeners: getEventListeners(signal, "abort").length };
}

/** The least of some looks, since what is finalized is free only later. */
async function used(): Promise<number> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error("run this with --expose-gc");
  let least = Infinity;
  for (let look = 0; look < 10; look++) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    gc();
    least = Math.min(least, process.memoryUsage().heapUsed);
  }
  return least;
}
