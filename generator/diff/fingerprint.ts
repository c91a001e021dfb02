// What a change is known by in accept files and links: the same for the same edit, whatever is said of it and wherever it stands.
import { createHash } from "node:crypto";
import type { Change } from "./compare.js";
import { canonical } from "./draft.js";

/** Twelve hex digits: the start of the SHA-256 of kind, place, and what was and is there. */
export function fingerprintOf({
  kind,
  where,
  before,
  after,
}: Pick<Change, "kind" | "where" | "before" | "after">): string {
  const text = [kind, where, canonical(before), canonical(after)].join("\0");
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 12);
}
