// Outputs that are no JSON: the text of an answer, or its bytes as they come.
import { type Context, failure } from "./context.js";
import { TransportError, traced } from "./errors.js";
import { type Guard, guard, ignore } from "./guard.js";
import { type ReaderLike, type ResponseLike, readerOf } from "./platform.js";
import type { Node } from "./types.js";

/** Reads the body of a success in a way of its own, in place of text that is JSON. */
export type Read = (response: ResponseLike, context: Context, watch: Guard) => Promise<unknown>;

/**
 * The bytes of an answer, as they come, once. Leaving the iteration early ends the request. Until one or the other, the
 * connection stays open, and the caller's signal is listened to: whoever does not want the bytes after all calls
 * `stream[Symbol.asyncIterator]().return()`, or aborts.
 */
export type ByteStream = AsyncIterable<Uint8Array>;

/** The whole body as it is, whatever its content type says. */
export const text: Node<string> = { "~walk": (value) => value, "~read": (response) => response.text() };

/** The body as it comes. `timeoutMs` is for the head of the answer alone; the caller's signal ends the iteration, too. */
export const stream: Node<ByteStream> = {
  "~walk": (value) => value,
  "~read": (response, context) => {
    const reader = readerOf(response);
    if (reader === undefined && response.body !== null) {
      return Promise.reject(failure(context, TransportError, "this platform does not stream"));
    }
    return Promise.resolve(bytes(reader, context));
  },
};

function bytes(reader: ReaderLike | undefined, context: Context): ByteStream {
  // From now on, and not from the first step of the iteration, which may come late.
  const watch = guard({ ...context, watch: undefined });
  watch.signal.addEventListener("abort", () => ignore(reader?.cancel()));
  const end = () => {
    watch.done();
    ignore(reader?.cancel());
  };
  const iterator = (async function* () {
    try {
      while (reader) {
        const { done, value } = await watch.race(() => reader.read());
        // To cancel a stream is to end it, as if all had come.
        const ended = watch.ended();
        if (ended) throw ended;
        if (done) return;
        yield value as Uint8Array;
      }
    } catch (cause) {
      const error = watch.ended() ?? failure(context, TransportError, "the answer broke off", { cause });
      throw traced(error, new Error());
    } finally {
      end();
    }
  })();
  return endedBy(iterator, end);
}

/** The iteration, with what else ends where it is left: a generator that has not begun ends without its `finally`. */
export function endedBy<T>(iterator: AsyncGenerator<T, void>, end: () => void): AsyncGenerator<T, void> {
  const leave = iterator.return.bind(iterator);
  return Object.assign(iterator, {
    return: (value: undefined) => {
      end();
      return leave(value);
    },
  });
}
