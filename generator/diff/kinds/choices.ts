// Values of enums, and variants of unions.
import { both, docs, output, request, safe, type KindEntry } from "./entry.js";

// prettier-ignore
export const choices = {
  "enum-value-added": {
    title: "A value is new", reverse: "enum-value-removed", example: ["enum: { A: {} }", "enum: { A: {}, B: {} }"],
    advice: "Callers give their switches a `default` branch; an open enum keeps what is new from being refused.",
    rows: {
      open: output("SA.X!", "an exhaustive switch does not compile any more (TS2345); old clients pass on what they do not know"),
      closed: output("SAWX", "an exhaustive switch does not compile any more (TS2345), and old clients refuse it"),
      renamed: safe,
    },
  },
  "enum-value-removed": {
    title: "A value is gone", reverse: "enum-value-added", example: ["enum: { A: {}, B: {} }", "enum: { A: {} }"],
    advice: "Mark it `deprecated` first, and let the server take it until callers do not send it any more.",
    rows: {
      any: { request: ["SAWX", "code that sends it does not compile any more (TS2322), and the server does not know it"], output: ["S...!", "a `case` for it does not compile any more (TS2678); it never comes"] },
      renamed: both("S...!", "it has another name in code (TS2339); the literal stays the same"),
    },
  },
  "variant-added": {
    title: "A variant is new", reverse: "variant-removed", example: ["variants: { A: X }", "variants: { A: X, B: Y }"],
    advice: "Callers give their switches a `default` branch; an open union keeps what is new from being refused.",
    rows: {
      open: output("SA.X!", "an exhaustive switch does not compile any more (TS2345); old clients keep what they do not know"),
      closed: output("SAWX", "an exhaustive switch does not compile any more (TS2345), and old clients refuse it"),
      renamed: safe,
    },
  },
  "variant-removed": {
    title: "A variant is gone", reverse: "variant-added", example: ["variants: { A: X, B: Y }", "variants: { A: X }"],
    advice: "Mark it `deprecated` first, and let the server take it until callers do not send it any more.",
    rows: {
      any: { request: ["SAWX", "code that sends it does not compile any more (TS2322), and the server does not know it"], output: ["S...!", "a `case` for it does not compile any more (TS2678); it never comes"] },
      renamed: both("S...!", "the type of this variant has another name (TS2724); what travels stays the same"),
      renamedUnit: safe,
    },
  },
  "variant-type-changed": {
    title: "What a variant holds is of another type", reverse: "variant-type-changed", subtyping: true, example: ["variants: { A: X }", "variants: { A: Y }"],
    advice: "Leave the variant as it is, and add another for what is to be held now.",
    rows: { form: both("SAWX", "it holds something, or nothing, where it did not, and has another form") },
  },
  "union-tag-changed": {
    title: "The tag of a union is another member", reverse: "union-tag-changed", example: ["tag: kind", "tag: type"],
    advice: "Leave the union as it is, and add another type for the new form.",
    rows: { any: both("SAWX", "every variant is told apart by another member, in code and on the wire") },
  },
  "union-tagging-changed": {
    title: "A union is tagged in another way", reverse: "union-tagging-changed", example: ["tagging: internal", "tagging: external"],
    advice: "Leave the union as it is, and add another type for the new form.",
    rows: { any: both("SAWX", "every variant has another form, in code and on the wire"), same: docs },
  },
  "variant-content-changed": {
    title: "What a variant holds is under another key", reverse: "variant-content-changed", example: ["{ type: X, content: value }", "{ type: X, content: data }"],
    advice: "Leave the variant as it is, and add another for the new form.",
    rows: { any: both("SAWX", "the variant has another form, in code and on the wire"), wire: both("..WX", "the variant has another form on the wire"), name: both("SA..", "the variant has another form in code") },
  },
  "untagged-alternative-added": {
    title: "An untagged union has another alternative", reverse: "untagged-alternative-removed", example: ["variants: { Key: string }", "variants: { Key: string, Index: u32 }"],
    advice: "Callers handle what is none of the alternatives they know before a server sends it.",
    rows: { any: output("SAWX", "code that handles every alternative does not compile any more (TS2345), and old clients refuse it"), renamed: safe },
  },
  "untagged-alternative-removed": {
    title: "An untagged union has lost an alternative", reverse: "untagged-alternative-added", example: ["variants: { Key: string, Index: u32 }", "variants: { Key: string }"],
    advice: "Mark it `deprecated` first, and let the server take it until callers do not send it any more.",
    rows: { any: request("SAWX", "code that sends it does not compile any more (TS2322), and the server does not know it"), renamed: safe },
  },
} as const satisfies { readonly [kind: string]: KindEntry };
