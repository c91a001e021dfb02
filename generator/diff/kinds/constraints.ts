// What values have to be besides their types.
import { output, request, type KindEntry } from "./entry.js";

// prettier-ignore
export const constraints = {
  "constraint-added": {
    title: "A constraint is new", reverse: "constraint-removed", example: ["{ name: string }", "{ name: { type: string, maxLength: 10 } }"],
    advice: "Refuse no value that was taken: warn about it first, and tell callers from when on.",
    rows: { any: request("..WX", "a value that was taken is refused; types do not see it") },
  },
  "constraint-tightened": {
    title: "A constraint is tighter", reverse: "constraint-loosened", example: ["maxLength: 20", "maxLength: 10"],
    advice: "Refuse no value that was taken: warn about it first, and tell callers from when on.",
    rows: { any: request("..WX", "a value that was taken is refused; types do not see it"), other: { request: ["..WX", "a value that was taken is refused; types do not see it"], output: ["...X!", "a value may come that strict readers refuse"] } },
  },
  "constraint-loosened": {
    title: "A constraint is looser", reverse: "constraint-tightened", example: ["maxLength: 10", "maxLength: 20"],
    advice: "Callers who keep or check the value by the old limits make room before a server sends more.",
    rows: { any: output("...X!", "a value may come that strict readers refuse, or that does not fit where it is kept") },
  },
  "constraint-removed": {
    title: "A constraint is gone", reverse: "constraint-added", example: ["{ name: { type: string, maxLength: 10 } }", "{ name: string }"],
    advice: "Callers who keep or check the value by the old limits make room before a server sends more.",
    rows: { any: output("...X!", "a value may come that strict readers refuse, or that does not fit where it is kept") },
  },
  "rule-added": {
    title: "A rule over fields is new", reverse: "rule-removed", example: ["", "rules: [{ exactlyOneOf: [id, name] }]"],
    advice: "Refuse no request that was taken: warn about it first, and tell callers from when on.",
    rows: { any: request("..WX", "a request that was taken is refused; types do not see it") },
  },
  "rule-removed": {
    title: "A rule over fields is gone", reverse: "rule-added", example: ["rules: [{ exactlyOneOf: [id, name] }]", ""],
    advice: "Callers who rely on the rule in what they read check it themselves.",
    rows: { any: output("...X!", "fields may come together, or be missing, that strict readers refuse") },
  },
} as const satisfies { readonly [kind: string]: KindEntry };
