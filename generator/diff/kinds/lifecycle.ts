// How long something is promised to stay.
import { both, docs, type KindEntry } from "./entry.js";

// prettier-ignore
export const lifecycle = {
  "deprecated-added": { title: "Something is deprecated", reverse: "deprecated-removed", rows: { any: docs }, example: ["", "deprecated: { use: fetch }"] },
  "deprecated-removed": { title: "Something is not deprecated any more", reverse: "deprecated-added", rows: { any: docs }, example: ["deprecated: { use: fetch }", ""] },
  "remove-in-changed": {
    title: "The promised end of something deprecated is another", reverse: "remove-in-changed", example: ["removeIn: \"2.0\"", "removeIn: \"1.5\""],
    advice: "Leave the end where it was promised, or tell callers that they have less time.",
    rows: { later: docs, earlier: both("....!", "it may be gone before the time that was promised") },
  },
  "stability-lowered": {
    title: "Something is less stable", reverse: "stability-raised", example: ["stability: stable", "stability: beta"],
    advice: "Leave the promise as it was, and add what is to be tried out beside it.",
    rows: { any: both("....!", "the promise to keep it as it is was taken back") },
  },
  "stability-raised": { title: "Something is more stable", reverse: "stability-lowered", rows: { any: docs }, example: ["stability: beta", "stability: stable"] },
} as const satisfies { readonly [kind: string]: KindEntry };
