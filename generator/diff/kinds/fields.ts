// Fields of records and parameters of actions.
import { both, docs, fine, output, request, safe, type KindEntry } from "./entry.js";

// prettier-ignore
export const fields = {
  "field-added": {
    title: "A field is new", reverse: "field-removed", example: ["{ id: string }", "{ id: string, name: string }"],
    advice: "Make it optional, and let the server do without it.",
    rows: {
      optional: safe,
      required: request("SAWX", "a request without it does not compile (TS2741), and the server refuses it"),
      filled: request("..WX", "new clients send a value of their own, but old clients do not send it and the server refuses that"),
      renamed: request("SA..", "it has another name in code (TS2741); what travels stays the same"),
      rewired: request("..WX", "it has another name on the wire, which old clients do not send"),
      rewiredOptional: safe,
    },
  },
  "field-removed": {
    title: "A field is gone", reverse: "field-added", example: ["{ id: string, name: string }", "{ id: string }"],
    advice: "Mark it `deprecated` with `removeIn` first; the server goes on with it until then.",
    rows: {
      required: { request: ["S.WX", "a literal that sets it does not compile any more (TS2353), and the server does not read it"], output: ["SAWX", "code that reads it does not compile any more (TS2339), and old clients miss it"] },
      optional: { request: ["S.WX", "a literal that sets it does not compile any more (TS2353), and the server does not read it"], output: ["S...", "code that reads it does not compile any more (TS2339); old clients already handle its absence"] },
      filled: { request: ["S.WX", "a literal that sets it does not compile any more (TS2353), and the server does not read it"], output: ["S.WX", "code that reads it does not compile any more (TS2339), and old clients miss it"] },
      renamed: both("SA..", "it has another name in code (TS2353, TS2339); what travels stays the same"),
      rewired: both("..WX", "it has another name on the wire, which old clients do not know"),
    },
  },
  "field-became-required": {
    title: "A field has to be given", reverse: "field-became-optional", example: ["{ name?: string }", "{ name: string }"],
    advice: "Leave it optional, and let the server put something where it is missing.",
    rows: {
      any: request("SAWX", "a request without it does not compile (TS2741), and the server refuses it"),
      filled: request("..WX", "a client writes a value where there is none, but old clients do not and the server refuses that"),
    },
  },
  "field-became-optional": {
    title: "A field may be left out", reverse: "field-became-required", example: ["{ name: string }", "{ name?: string }"],
    advice: "Go on sending it always and leave it required; or callers handle its absence before a server leaves it out.",
    rows: {
      any: output("SAWX", "code that relies on it does not compile any more (TS2345, TS18048), and old clients miss it"),
      filled: output("..WX", "old clients miss it; its type allowed for that"),
    },
  },
  "field-became-nullable": {
    title: "A field may be null", reverse: "field-became-not-nullable", example: ["{ name: string }", "{ name: nullable<string> }"],
    advice: "Add an optional field for what null would say; or callers handle null before a server sends it.",
    rows: { any: output("SAWX", "code that relies on a value does not compile any more (TS2345, TS18047), and old clients refuse null") },
  },
  "field-became-not-nullable": {
    title: "A field may not be null any more", reverse: "field-became-nullable", example: ["{ name: nullable<string> }", "{ name: string }"],
    advice: "Let the server take null for as long as callers send it.",
    rows: { any: request("SAWX", "a request with null does not compile any more (TS2322), and the server refuses it") },
  },
  "field-type-changed": {
    title: "A field is of another type", reverse: "field-type-changed", subtyping: true, example: ["{ size: u32 }", "{ size: string }"],
    advice: "Leave the field as it is, and add another of the new type beside it.",
    rows: {
      wider: output("SAWX", "it may now be what code that reads it does not expect (TS2345, TS2322)"),
      narrower: request("SAWX", "what callers gave is not taken any more (TS2345, TS2322)"),
      incompatible: both("SAWX", "it is another type (TS2345, TS2322), and travels in another form"),
      whole: output("..WX", "a fraction may come where whole numbers were promised; both are `number` in code"),
      fraction: request("..WX", "a fraction is not taken any more; both are `number` in code"),
      texts: both("..WX", "one of the two travels as a number; both are texts in code, as `int64` of the config says"),
      int64: both("SA..", "a 64-bit integer is of another type in code than other numbers, as `int64` of the config says (TS2345, TS2322)"),
      opened: output("SA.X", "any text may come where known values were promised (TS2345)"),
      anyText: request("SAWX", "any text was taken, and only known values are (TS2322)"),
      openBytes: output("SAWX", "a text may come where bytes were promised (TS2345)"),
      closedBytes: request("SAWX", "no text is taken any more where bytes belong (TS2345)"),
      openText: output("..WX", "any text may come besides its own; both are texts in code"),
      closedText: request("..WX", "no other text than its own is taken any more; both are texts in code"),
    },
  },
  "field-type-renamed": {
    title: "A field has another name for the same type", reverse: "field-type-renamed", subtyping: true, example: ["{ id: string }", "{ id: UserId }"],
    advice: "Callers of a nominal type take its new name; a plain `alias` asks nothing of them.",
    rows: { flavor: both("SA..!", "values of the one nominal type are not taken for the other (TS2345); what travels stays the same") },
  },
  "field-format-changed": {
    title: "A field has another range or format, and the same type in code", reverse: "field-format-changed", subtyping: true, example: ["{ size: u32 }", "{ size: u64 }"],
    advice: "Leave the field as it is, and add another of the new format beside it.",
    rows: {
      narrower: request("..WX", "a value that was in range, or had another form, is refused"),
      wider: output("...X!", "a value may come that is out of the old range, or has another form: strict readers refuse it"),
    },
  },
  "field-default-added": {
    title: "A field has a default", reverse: "field-default-removed", example: ["{ limit?: u32 }", "{ limit?: { type: u32, default: 50 } }"],
    advice: "Callers who rely on what happens without the field say it themselves.",
    rows: {
      server: request("....!", "a request without it now means something else"),
      fill: { request: ["....!", "a request without it now sends this value"], output: fine },
      filled: output("SA..", "it may now be left out, so code that reads it does not compile any more (TS2345, TS18048)"),
    },
  },
  "field-default-changed": {
    title: "The default of a field is another", reverse: "field-default-changed", example: ["{ type: u32, default: 50 }", "{ type: u32, default: 100 }"],
    advice: "Callers who rely on the old default say it themselves.",
    rows: { server: request("....!", "a request without it now means something else"), fill: request("....!", "a request without it now sends another value") },
  },
  "field-default-removed": {
    title: "A field has no default any more", reverse: "field-default-added", example: ["{ limit?: { type: u32, default: 50 } }", "{ limit?: u32 }"],
    advice: "Callers who rely on the old default say it themselves.",
    rows: {
      server: request("....!", "a request without it now means something else"),
      fill: request("....!", "a request without it now sends nothing"),
      filled: request("SA..", "it has to be given: a request without it does not compile (TS2741)"),
    },
  },
  "field-description-changed": { title: "The description of a field is another", reverse: "field-description-changed", rows: { any: docs }, example: ["docs: Its name.", "docs: The name."] },
} as const satisfies { readonly [kind: string]: KindEntry };
