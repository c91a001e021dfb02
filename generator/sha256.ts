// The hash that a manifest has of a file, and of whatever else it holds against the next run.
import { createHash } from "node:crypto";

/** SHA-256 in hex. Line ends of other systems make no other text. */
export function sha256(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n"), "utf8").digest("hex");
}
