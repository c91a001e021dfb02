// Bytes → the text of a file.
import type { SourceFile } from "../source.js";

/** Without a byte order mark; `undefined` if it is not UTF-8. */
export function decode(path: string, content: Uint8Array | string): SourceFile | undefined {
  if (typeof content === "string") return { path, text: content.replace(/^\uFEFF/, "") };
  try {
    return { path, text: new TextDecoder("utf-8", { fatal: true }).decode(content) };
  } catch {
    return undefined;
  }
}
