// Listening for the end of a signal that lives long and is waited for by many calls.
import type { AbortSignalLike } from "./platform.js";

/** A listener, and whom it calls. */
interface Listener {
  (): void;
  readonly calls: Set<() => void>;
}

const listeners: WeakMap<AbortSignalLike, Listener> = /* @__PURE__ */ new WeakMap();

/**
 * Calls back when the signal is aborted; gives what takes that back. All calls share one listener: Node warns of more than
 * ten on a signal, and what `AbortSignal.any` makes of one stays in memory for as long as the signal, up to Node 22.
 */
export function whenAborted(signal: AbortSignalLike, callback: () => void): () => void {
  const listener = listeners.get(signal) ?? listenTo(signal);
  const { calls } = listener;
  calls.add(callback);
  return () => {
    if (!calls.delete(callback) || calls.size > 0) return;
    signal.removeEventListener("abort", listener);
    listeners.delete(signal);
  };
}

function listenTo(signal: AbortSignalLike): Listener {
  const calls = new Set<() => void>();
  const listener = Object.assign(() => calls.forEach((call) => call()), { calls });
  listeners.set(signal, listener);
  signal.addEventListener("abort", listener);
  return listener;
}
