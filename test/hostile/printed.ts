// Files as they are printed, without Prettier, which takes most of the time.
import type { Piece } from "../../generator/code/build.js";
import { createPrinter } from "../../generator/code/print.js";
import type { TextCache } from "../../generator/format.js";

/** Has everything already, unformatted. */
export function printedOnly(): TextCache {
  const print = createPrinter();
  return {
    get(source) {
      const made = JSON.parse(source) as Piece | string;
      return typeof made === "string" ? made : print(made);
    },
    set: () => undefined,
  };
}
