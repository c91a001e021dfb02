// A text → the columns that it takes in a terminal.
import { createRequire } from "node:module";
import type StringWidth from "string-width";

const require = createRequire(import.meta.url);

/** The columns that a text takes. Most texts are ASCII: the tables for all others take longer to load than a verb may. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return (require("string-width") as { readonly default: typeof StringWidth }).default(text);
}
