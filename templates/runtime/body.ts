// Outputs that are no JSON: the text of an answer, or its bytes as they come.
import { type Context, failure } from "./context.js";
import { TransportError } from "./errors.js";
import type { Guard } from "./guard.js";
import { pieces } from "./pieces.js";
import { type ReaderLike, type ResponseLike, readerOf } from "./platform.js";
import type { Node } from "./types.js";

/** Reads the body of a success in a way of its own, in place of text that is JSON. */
export type Read = (response: ResponseLike, watch: Guard, context: Context) => Promise<unknown>;

/** The bytes of an answer, as they come, once. Leaving the iteration early ends the request. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** The whole body as it is, whatever its content type says. */
export const text: Node<string> = { "~walk": (value) => value, "~read": (response) => response.text() };

/** The body as it comes. `timeoutMs` is for the head of the answer alone; the caller's signal ends the iteration, too. */
export const stream: Node<ByteStream> = {
  "~walk": (value) => value,
  "~read": async (response, watch, context) => {
    const reader = readerOf(response);
    if (reader === undefined && response.body !== null) {
      throw failure(context, TransportError, "this platform does not stream");
    }
    watch.hold();
    return bytes(reader, watch, context);
  },
};

async function* bytes(
  reader: ReaderLike | undefined,
  watch: Guard,
  context: Context,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (reader) for await (const piece of pieces(reader, watch)) yield piece as Uint8Array;
  } catch (cause) {
    throw watch.ended() ?? failure(context, TransportError, "the answer broke off", { cause });
  } finally {
    watch.done();
  }
}
