// What is true of every action of the API.
import { docs, output, request, safe, type KindEntry } from "./entry.js";

// prettier-ignore
export const api = {
  "error-envelope-changed": {
    title: "What any action may fail with is another", reverse: "error-envelope-changed", at: "output", subtyping: true, example: ["errors: { default: A }", "errors: { default: B }"],
    advice: "Callers give a switch over declared errors a `default` branch; add to the body of an error, and take nothing from it.",
    rows: {
      added: output("SA.X!", "a switch over the declared errors that is exhaustive does not compile any more (TS2345)"),
      first: output("...X!", "it was an error like any other, since none was declared: no code has a switch over these"),
      like: output("...X!", "its status and its body are among those that were declared for many"),
      removed: output("S...!", "a `case` for it does not compile any more (TS2678); it never comes"),
      lifted: output("....!", "`error.code` or the text of errors is taken from another field"),
      same: safe,
    },
  },
  "api-info-changed": {
    title: "What is said of the API is other", reverse: "api-info-changed", example: ["title: Hub", "title: The Hub"],
    advice: "Send the id of the request in the old header as well.",
    rows: { any: docs, id: request("SA..!", "the client is called by it, unless the config names one (TS2724), and so are the variables of the environment that it reads"),
      idNamed: request("....!", "the variables of the environment that a client reads are called by it"),
      header: output("....!", "the id of a request is looked for in another header") },
  },
} as const satisfies { readonly [kind: string]: KindEntry };
