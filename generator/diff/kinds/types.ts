// Named types: that they are there, and what they are.
import { both, docs, output, request, safe, type KindEntry } from "./entry.js";

// prettier-ignore
export const types = {
  "type-added": { title: "A type is new", reverse: "type-removed", rows: { any: safe }, example: ["", "User: { record: { id: string } }"] },
  "type-removed": {
    title: "A type is gone", reverse: "type-added", example: ["User: { record: { id: string } }", ""],
    advice: "If it only has another name, say so with `was`, and the old one stays as a deprecated alias.",
    rows: {
      name: both("S...!", "only code that imports its name does not compile any more (TS2305, TS2724)"),
      class: both("S...", "it was the class of an action that is still there: whoever calls it has to name another (TS2305, TS2724)"),
    },
  },
  "type-kind-changed": {
    title: "A type is of another kind, or has other parameters", reverse: "type-kind-changed", subtyping: true, example: ["T: { record: {} }", "T: { union: { tag: kind, variants: {} } }"],
    advice: "Leave the type as it is, and add another under a name of its own.",
    rows: {
      params: both("SA..", "it takes another number of type arguments (TS2314)"),
      class: request("SA..", "it is the class of an action now: a literal is none (TS2739)"),
      plain: request("SA..", "it is no class of an action any more: it is not made by `new` (TS2351)"),
    },
  },
  "type-description-changed": { title: "The description of a type, a value or a variant is another", reverse: "type-description-changed", rows: { any: docs }, example: ["docs: A user.", "docs: A person."] },
  "alias-type-changed": {
    title: "What an alias, a newtype or an opaque type stands for is another", reverse: "alias-type-changed", subtyping: true, example: ["Id: { newtype: string }", "Id: { newtype: u32 }"],
    advice: "Leave the type as it is, and add another under a name of its own.",
    rows: {},
  },
  "type-opened": {
    title: "A closed enum or union is open", reverse: "type-closed", example: ["closed: true", "closed: false"],
    advice: "Callers give their switches a `default` branch before a server sends what is new.",
    rows: { any: output("SAWX", "what it does not know joins the type (TS2345), and old clients refuse what a newer server sends") },
  },
  "type-closed": {
    title: "An open enum or union is closed", reverse: "type-opened", example: ["closed: false", "closed: true"],
    advice: "Leave it open for as long as clients send back what they were given.",
    rows: { any: request("SAWX", "what it does not know may not be sent back any more (TS2345), and the server refuses it") },
  },
} as const satisfies { readonly [kind: string]: KindEntry };
