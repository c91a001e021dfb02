// Listening for the end of a signal that lives long and is waited for by many calls.
import type { AbortSignalLike } from "./platform.js";

interface Waiting {
  readonly calls: Set<() => void>;
  readonly tell: () => void;
}

const waiting: WeakMap<AbortSignalLike, Waiting> = /* @__PURE__ */ new WeakMap();

/**
 * Calls back when the signal is aborted; gives what takes that back. All calls share one listener: Node warns of more than
 * ten on a signal, and what `AbortSignal.any` makes of one stays in memory for as long as the signal, up to Node 22.
 */
export function whenAborted(signal: AbortSignalLike, callback: () => void): () => void {
  const { calls, tell } = waiting.get(signal) ?? listenTo(signal);
  calls.add(callback);
  return () => {
    if (!calls.delete(callback) || calls.size > 0) return;
    signal.removeEventListener("abort", tell);
    waiting.delete(signal);
  };
}

function listenTo(signal: AbortSignalLike): Waiting {
  const calls = new Set<() => void>();
  const tell = () => calls.forEach((call) => call());
  const made = { calls, tell };
  waiting.set(signal, made);
  signal.addEventListener("abort", tell);
  return made;
}
