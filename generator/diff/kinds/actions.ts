// Actions: that they are there, what they are called, and how a call travels.
import { docs, fine, output, request, safe, type KindEntry } from "./entry.js";

// prettier-ignore
export const actions = {
  "action-added": { title: "An action is new", reverse: "action-removed", at: "request", rows: { any: safe }, example: ["", "users_Get: { output: User }"] },
  "action-removed": {
    title: "An action is gone", reverse: "action-added", at: "request", example: ["users_Get: { output: User }", ""],
    advice: "Mark it `deprecated` with `removeIn` and `use` first, and let it go when that time has come.",
    rows: { any: request("SAWX", "its class and its method are gone (TS2339, TS2724), and the server does not know it any more") },
  },
  "action-path-changed": {
    title: "The path of an action is another", reverse: "action-path-changed", at: "request", example: ["http: { path: /users }", "http: { path: /people }"],
    advice: "Let the server answer at the old path too, until old clients are gone.",
    rows: { any: request("..WX", "old clients call a path that is gone; code that calls the action stays as it is") },
  },
  "api-base-path-changed": {
    title: "The address of the whole API is another", reverse: "api-base-path-changed", at: "request", example: ["rpc: { path: \"/v1/{action}\" }", "rpc: { path: \"/v2/{action}\" }"],
    advice: "Let the server answer at the old address too, until old clients are gone; `baseUrl` leads a client to either.",
    rows: {
      any: request("..WX", "old clients call an address that is gone; code that calls stays as it is"),
      options: request("SAWX", "old clients call an address that is gone, and an option of the client is gone or takes less (TS2353, TS2322)"),
      client: request("SA..", "an option of the client is gone, or takes less (TS2353, TS2322)"),
      standard: request("....!", "a client that is told no address calls another one than before"),
      needed: request("..WX", "an option of the client has to be given: without it there is no address to call"),
    },
  },
  "action-method-changed": {
    title: "The HTTP method of an action is another", reverse: "action-method-changed", at: "request", example: ["http: { method: POST }", "http: { method: PUT }"],
    advice: "Let the server take both methods until old clients are gone.",
    rows: { any: request("..WX", "old clients send a method that the server does not take any more") },
  },
  "action-param-moved": {
    title: "A parameter travels elsewhere or in another form", reverse: "action-param-moved", at: "request", example: ["query: { id: string }", "headers: { id: string }"],
    advice: "Let the server look in both places until old clients are gone.",
    rows: { any: request("..WX", "old clients send it where the server does not look any more; code that calls stays as it is") },
  },
  "action-group-changed": {
    title: "An action is in another group or module", reverse: "action-group-changed", at: "request", example: ["group: users", "group: people"],
    advice: "Keep `group` as it was; or else callers write the new one, and nothing more of a call changes.",
    rows: { any: request("SA..", "`client.<group>.<method>` or the import of the class is elsewhere (TS2339, TS2724)") },
  },
  "action-operation-id-changed": {
    title: "An action has another name in code", reverse: "action-operation-id-changed", at: "request", example: ["name: get", "name: fetch"],
    advice: "Keep the name as it was; or else callers write the new one, and nothing more of a call changes.",
    rows: { any: request("SA..", "the method or the class has another name (TS2339, TS2724); what is sent stays the same") },
  },
  "action-type-changed": {
    title: "The request or the output of an action is another type", reverse: "action-type-changed", subtyping: true, example: ["output: User", "output: list<User>"],
    advice: "Leave the action as it is and add another for the new type; or only let a request take more, and an output give less.",
    rows: {
      flat: request("SA..", "what was the member `body` is now flat, or the other way round"),
      lifted: output("SA..", "the output is now, or is no longer, one of several outcomes"),
    },
  },
  "action-type-renamed": {
    title: "The request or the output of an action has another name for the same type", reverse: "action-type-renamed", subtyping: true, example: ["output: User", "output: Person"],
    advice: "Callers of a nominal type take its new name; a plain `alias` asks nothing of them.",
    rows: { any: safe },
  },
  "action-errors-added": {
    title: "A declared error is new", reverse: "action-errors-removed", subtyping: true, at: "output", example: ["errors: {}", "errors: { 404: NotFound }"],
    advice: "Callers give a switch over declared errors a `default` branch, and it compiles whatever is declared later.",
    rows: {
      any: output("SA.X!", "a switch over the declared errors that is exhaustive does not compile any more (TS2345)"),
      first: output("...X!", "it was an error like any other, since none was declared: no code has a switch over these"),
      like: output("...X!", "its status and its body are among those that were declared for many"),
    },
  },
  "action-errors-removed": {
    title: "A declared error is gone", reverse: "action-errors-added", at: "output", example: ["errors: { 404: NotFound }", "errors: {}"],
    advice: "Callers delete the `case`; nothing else is left to do.",
    rows: { any: output("S...!", "a `case` for it does not compile any more (TS2678); it never comes"), covered: safe },
  },
  "action-status-added": {
    title: "A success of an action is new", reverse: "action-status-removed", at: "output", example: ["output: { 200: User, 202: Job }", "output: { 200: User, 202: Job, 204: unit }"],
    advice: "Callers give a switch over outcomes a `default` branch; a server keeps to the old status until they have.",
    rows: {
      any: output("SA.X!", "an exhaustive switch over the outcomes does not compile any more (TS2345); old clients see an unknown outcome"),
      renamed: output("SA..!", "the outcome has another name in code; what travels stays the same"),
      instead: output("..WX", "old clients do not expect this status"),
      same: safe,
    },
  },
  "action-status-removed": {
    title: "A success of an action is gone", reverse: "action-status-added", at: "output", example: ["output: { 200: User, 202: Job, 204: unit }", "output: { 200: User, 202: Job }"],
    advice: "Callers delete the `case`; nothing else is left to do.",
    rows: { any: output("S...!", "a `case` for it does not compile any more (TS2678); it never comes"), same: safe },
  },
  "action-auth-changed": {
    title: "Other credentials are asked for", reverse: "action-auth-changed", at: "request", example: ["auth: [bearer, key]", "auth: [bearer]"],
    advice: "Take the old credentials as well, until callers have the new ones.",
    rows: {
      stricter: request("..WX", "credentials that sufficed do not suffice any more"),
      options: request("SAWX", "the client takes other credentials, under other options"),
      client: request("SA..", "an option of the client is gone, or has to be given (TS2345)"),
      environment: request("....!", "credentials are looked for in another variable of the environment"),
      looser: safe, told: docs,
    },
  },
  "action-effect-changed": {
    title: "What a repeat of an action does, or how often it is tried, is another", reverse: "action-effect-changed", at: "request", example: ["effect: read", "effect: write"],
    advice: "Callers who rely on repeats, or on there being none, set `maxRetries` for the call.",
    rows: {
      any: request("....!", "a call that was sent again after a failure is not any more, or the other way round"),
      header: request("..WX", "the server looks for the key of a repeat in another header"),
    },
  },
  "action-pagination-changed": {
    title: "How an action pages, or how its end is waited for, is another", reverse: "action-pagination-changed", example: ["pagination: { kind: offset, … }", "pagination: { kind: cursor, … }"],
    advice: "Let the server page in both ways until old clients are gone, or add another action for the new one.",
    rows: {
      added: safe,
      removed: { request: ["..WX", "old clients page in a way that the server does not promise any more"], output: ["SA..", "`paginate` does not take it any more (TS2345)"] },
      changed: request("..WX", "old clients page in a way that the server does not promise any more"),
      retyped: { request: ["..WX", "old clients page in a way that the server does not promise any more"], output: ["SA..", "what is in its pages is of another type (TS2345)"] },
      unpolled: { request: fine, output: ["SA..", "what waits for it is gone, or answers with something else (TS2339, TS2345)"] },
      repolled: { request: ["....!", "another answer counts as the end of the work"], output: fine },
    },
  },
  "action-description-changed": { title: "The description of an action is another", reverse: "action-description-changed", rows: { any: docs }, example: ["docs: Gets it.", "docs: Gets one."] },
} as const satisfies { readonly [kind: string]: KindEntry };
