// The body of an answer, piece by piece.
import type { Guard } from "./guard.js";
import { type ReaderLike, type ResponseLike, globals, readerOf } from "./platform.js";

/** The pieces as they come. Whoever leaves early ends the request, and nobody waits for that. */
export async function* pieces(reader: ReaderLike, watch: Guard): AsyncGenerator<unknown, void, undefined> {
  try {
    for (;;) {
      const { done, value } = await watch.race(() => reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** The pieces as text. */
export async function* texts(response: ResponseLike, watch: Guard): AsyncGenerator<string, void, undefined> {
  const reader = readerOf(response);
  if (reader === undefined) return yield await watch.race(() => response.text());
  const decoder = new (globals().TextDecoder)();
  for await (const piece of pieces(reader, watch)) yield decoder.decode(piece, { stream: true });
}
