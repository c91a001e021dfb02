// The catalogue of changes: every kind with its verdict in each position, why, and an example. Data alone.
// Other programs read these names (the JSON of `diff`, rules of a config, accept files): they never change.
import { verdictOf, type Cell, type Relation } from "./verdict.js";

/** The verdicts of one case of a kind. */
export interface Row {
  readonly request: Cell;
  readonly output: Cell;
}

export interface KindEntry {
  readonly title: string;
  /** The kind of the same edit taken back. */
  readonly reverse: string;
  /** The verdict by what else is true of the change. Empty if it is found by comparing two types (`subtyping`). */
  readonly rows: { readonly [row: string]: Row };
  /** The verdict is that of replacing the old type by the new one. */
  readonly subtyping?: true;
  /** How to make the edit without harm, or what callers do about it. */
  readonly advice?: string;
  /** The same thing before and after, as a spec says it. */
  readonly example: readonly [before: string, after: string];
}

const fine: Cell = ["....", "old code and old clients go on as before"];
const told: Cell = ["....?", "only what is written about it changes"];

/** What matters to callers alone. */
const request = (flags: string, why: string): Row => ({ request: [flags, why], output: fine });
/** What matters to readers alone. */
const output = (flags: string, why: string): Row => ({ request: fine, output: [flags, why] });
const both = (flags: string, why: string): Row => ({ request: [flags, why], output: [flags, why] });
const safe: Row = { request: fine, output: fine };
const docs: Row = { request: told, output: told };

// prettier-ignore
const table = {
  // ── Actions ─────────────────────────────────────────────────────────────────────────────────────────────────────
  "action-added": { title: "An action is new", reverse: "action-removed", rows: { any: safe }, example: ["", "users_Get: { output: User }"] },
  "action-removed": {
    title: "An action is gone", reverse: "action-added", example: ["users_Get: { output: User }", ""],
    rows: { any: request("SAWX", "its class and its method are gone (TS2339, TS2724), and the server does not know it any more") },
  },
  "action-path-changed": {
    title: "The path of an action is another", reverse: "action-path-changed", example: ["http: { path: /users }", "http: { path: /people }"],
    rows: { any: request("..WX", "old clients call a path that is gone; code that calls the action stays as it is") },
  },
  "api-base-path-changed": {
    title: "The address of the whole API is another", reverse: "api-base-path-changed", example: ["rpc: { path: \"/v1/{action}\" }", "rpc: { path: \"/v2/{action}\" }"],
    rows: {
      any: request("..WX", "old clients call an address that is gone; code that calls stays as it is"),
      options: request("SAWX", "old clients call an address that is gone, and an option of the client is gone or takes less (TS2353, TS2322)"),
      needed: request("..WX", "an option of the client has to be given: without it there is no address to call"),
    },
  },
  "action-method-changed": {
    title: "The HTTP method of an action is another", reverse: "action-method-changed", example: ["http: { method: POST }", "http: { method: PUT }"],
    rows: { any: request("..WX", "old clients send a method that the server does not take any more") },
  },
  "action-param-moved": {
    title: "A parameter travels elsewhere or in another form", reverse: "action-param-moved", example: ["query: { id: string }", "headers: { id: string }"],
    rows: { any: request("..WX", "old clients send it where the server does not look any more; code that calls stays as it is") },
  },
  "action-group-changed": {
    title: "An action is in another group or module", reverse: "action-group-changed", example: ["group: users", "group: people"],
    rows: { any: request("SA..", "`client.<group>.<method>` or the import of the class is elsewhere (TS2339, TS2724)") },
  },
  "action-operation-id-changed": {
    title: "An action has another name in code", reverse: "action-operation-id-changed", example: ["name: get", "name: fetch"],
    rows: { any: request("SA..", "the method or the class has another name (TS2339, TS2724); what is sent stays the same") },
  },
  "action-type-changed": {
    title: "The request or the output of an action is another type", reverse: "action-type-changed", subtyping: true, example: ["output: User", "output: list<User>"],
    rows: {
      flat: request("SA..", "what was the member `body` is now flat, or the other way round"),
      lifted: output("SA..", "the output is now, or is no longer, one of several outcomes"),
    },
  },
  "action-type-renamed": { title: "The request or the output of an action has another name for the same type", reverse: "action-type-renamed", rows: { any: safe }, example: ["output: User", "output: Person"] },
  "action-errors-added": {
    title: "A declared error is new", reverse: "action-errors-removed", example: ["errors: {}", "errors: { 404: NotFound }"],
    rows: {
      any: output("SA.X!", "a switch over the declared errors that is exhaustive does not compile any more (TS2345)"),
      first: output("...X!", "it was an error like any other, since none was declared: no code has a switch over these"),
      like: output("...X!", "its status and its body are among those that were declared for many"),
    },
  },
  "action-errors-removed": {
    title: "A declared error is gone", reverse: "action-errors-added", example: ["errors: { 404: NotFound }", "errors: {}"],
    rows: { any: output("S...!", "a `case` for it does not compile any more (TS2678); it never comes"), covered: safe },
  },
  "action-status-added": {
    title: "A success of an action is new", reverse: "action-status-removed", example: ["output: { 200: User, 202: Job }", "output: { 200: User, 202: Job, 204: unit }"],
    rows: {
      any: output("SA.X!", "an exhaustive switch over the outcomes does not compile any more (TS2345); old clients see an unknown outcome"),
      renamed: output("SA..!", "the outcome has another name in code; what travels stays the same"),
      instead: output("..WX", "old clients do not expect this status"),
      same: safe,
    },
  },
  "action-status-removed": {
    title: "A success of an action is gone", reverse: "action-status-added", example: ["output: { 200: User, 202: Job, 204: unit }", "output: { 200: User, 202: Job }"],
    rows: { any: output("S...!", "a `case` for it does not compile any more (TS2678); it never comes"), same: safe },
  },
  "action-auth-changed": {
    title: "Other credentials are asked for", reverse: "action-auth-changed", example: ["auth: [bearer, key]", "auth: [bearer]"],
    rows: {
      stricter: request("..WX", "credentials that sufficed do not suffice any more"),
      options: request("SAWX", "the client takes other credentials, under other options"),
      client: request("SA..", "an option of the client is gone, or has to be given (TS2345)"),
      environment: request("....!", "credentials are looked for in another variable of the environment"),
      looser: safe, told: docs,
    },
  },
  "action-effect-changed": {
    title: "What a repeat of an action does, or how often it is tried, is another", reverse: "action-effect-changed", example: ["effect: read", "effect: write"],
    rows: {
      any: request("....!", "a call that was sent again after a failure is not any more, or the other way round"),
      header: request("..WX", "the server looks for the key of a repeat in another header"),
    },
  },
  "action-pagination-changed": {
    title: "How an action pages, or how its end is waited for, is another", reverse: "action-pagination-changed", example: ["pagination: { kind: offset, … }", "pagination: { kind: cursor, … }"],
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

  // ── Types ───────────────────────────────────────────────────────────────────────────────────────────────────────
  "type-added": { title: "A type is new", reverse: "type-removed", rows: { any: safe }, example: ["", "User: { record: { id: string } }"] },
  "type-removed": {
    title: "A type is gone", reverse: "type-added", example: ["User: { record: { id: string } }", ""],
    rows: {
      name: both("S...!", "only code that imports its name does not compile any more (TS2305, TS2724)"),
      class: both("S...", "it was the class of an action that is still there: whoever calls it has to name another (TS2305, TS2724)"),
    },
  },
  "type-kind-changed": { title: "A type is of another kind, or has other parameters", reverse: "type-kind-changed", subtyping: true, rows: { params: both("SA..", "it takes another number of type arguments (TS2314)"), class: request("SA..", "it is the class of an action now: a literal is none (TS2739)"), plain: request("SA..", "it is no class of an action any more: it is not made by `new` (TS2351)") }, example: ["T: { record: {} }", "T: { union: { tag: kind, variants: {} } }"] },
  "type-description-changed": { title: "The description of a type, a value or a variant is another", reverse: "type-description-changed", rows: { any: docs }, example: ["docs: A user.", "docs: A person."] },
  "alias-type-changed": { title: "What an alias, a newtype or an opaque type stands for is another", reverse: "alias-type-changed", subtyping: true, rows: {}, example: ["Id: { newtype: string }", "Id: { newtype: u32 }"] },
  "type-opened": {
    title: "A closed enum or union is open", reverse: "type-closed", example: ["closed: true", "closed: false"],
    rows: { any: output("SAWX", "what it does not know joins the type (TS2345), and old clients refuse what a newer server sends") },
  },
  "type-closed": {
    title: "An open enum or union is closed", reverse: "type-opened", example: ["closed: false", "closed: true"],
    rows: { any: request("SAWX", "what it does not know may not be sent back any more (TS2345), and the server refuses it") },
  },

  // ── Fields and parameters ───────────────────────────────────────────────────────────────────────────────────────
  "field-added": {
    title: "A field is new", reverse: "field-removed", example: ["{ id: string }", "{ id: string, name: string }"],
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
    rows: {
      any: request("SAWX", "a request without it does not compile (TS2741), and the server refuses it"),
      filled: request("..WX", "a client writes a value where there is none, but old clients do not and the server refuses that"),
    },
  },
  "field-became-optional": {
    title: "A field may be left out", reverse: "field-became-required", example: ["{ name: string }", "{ name?: string }"],
    rows: {
      any: output("SAWX", "code that relies on it does not compile any more (TS2345, TS18048), and old clients miss it"),
      filled: output("..WX", "old clients miss it; its type allowed for that"),
    },
  },
  "field-became-nullable": {
    title: "A field may be null", reverse: "field-became-not-nullable", example: ["{ name: string }", "{ name: nullable<string> }"],
    rows: { any: output("SAWX", "code that relies on a value does not compile any more (TS2345, TS18047), and old clients refuse null") },
  },
  "field-became-not-nullable": {
    title: "A field may not be null any more", reverse: "field-became-nullable", example: ["{ name: nullable<string> }", "{ name: string }"],
    rows: { any: request("SAWX", "a request with null does not compile any more (TS2322), and the server refuses it") },
  },
  "field-type-changed": {
    title: "A field is of another type", reverse: "field-type-changed", subtyping: true, example: ["{ size: u32 }", "{ size: string }"],
    rows: {
      wider: output("SAWX", "it may now be what code that reads it does not expect (TS2345, TS2322)"),
      narrower: request("SAWX", "what callers gave is not taken any more (TS2345, TS2322)"),
      incompatible: both("SAWX", "it is another type (TS2345, TS2322), and travels in another form"),
      whole: output("..WX", "a fraction may come where whole numbers were promised; both are `number` in code"),
      fraction: request("..WX", "a fraction is not taken any more; both are `number` in code"),
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
    rows: { flavor: both("SA..!", "values of the one nominal type are not taken for the other (TS2345); what travels stays the same") },
  },
  "field-format-changed": {
    title: "A field has another range or format, and the same type in code", reverse: "field-format-changed", subtyping: true, example: ["{ size: u32 }", "{ size: u64 }"],
    rows: {
      narrower: request("..WX", "a value that was in range, or had another form, is refused"),
      wider: output("...X!", "a value may come that is out of the old range, or has another form: strict readers refuse it"),
    },
  },
  "field-default-added": {
    title: "A field has a default", reverse: "field-default-removed", example: ["{ limit?: u32 }", "{ limit?: { type: u32, default: 50 } }"],
    rows: {
      server: request("....!", "a request without it now means something else"),
      fill: { request: ["....!", "a request without it now sends this value"], output: fine },
      filled: output("SA..", "it may now be left out, so code that reads it does not compile any more (TS2345, TS18048)"),
    },
  },
  "field-default-changed": {
    title: "The default of a field is another", reverse: "field-default-changed", example: ["{ type: u32, default: 50 }", "{ type: u32, default: 100 }"],
    rows: { server: request("....!", "a request without it now means something else"), fill: request("....!", "a request without it now sends another value") },
  },
  "field-default-removed": {
    title: "A field has no default any more", reverse: "field-default-added", example: ["{ limit?: { type: u32, default: 50 } }", "{ limit?: u32 }"],
    rows: {
      server: request("....!", "a request without it now means something else"),
      fill: request("....!", "a request without it now sends nothing"),
      filled: request("SA..", "it has to be given: a request without it does not compile (TS2741)"),
    },
  },
  "field-description-changed": { title: "The description of a field is another", reverse: "field-description-changed", rows: { any: docs }, example: ["docs: Its name.", "docs: The name."] },

  // ── Constraints ─────────────────────────────────────────────────────────────────────────────────────────────────
  "constraint-added": {
    title: "A constraint is new", reverse: "constraint-removed", example: ["{ name: string }", "{ name: { type: string, maxLength: 10 } }"],
    rows: { any: request("..WX", "a value that was taken is refused; types do not see it") },
  },
  "constraint-tightened": {
    title: "A constraint is tighter", reverse: "constraint-loosened", example: ["maxLength: 20", "maxLength: 10"],
    rows: { any: request("..WX", "a value that was taken is refused; types do not see it"), other: { request: ["..WX", "a value that was taken is refused; types do not see it"], output: ["...X!", "a value may come that strict readers refuse"] } },
  },
  "constraint-loosened": {
    title: "A constraint is looser", reverse: "constraint-tightened", example: ["maxLength: 10", "maxLength: 20"],
    rows: { any: output("...X!", "a value may come that strict readers refuse, or that does not fit where it is kept") },
  },
  "constraint-removed": {
    title: "A constraint is gone", reverse: "constraint-added", example: ["{ name: { type: string, maxLength: 10 } }", "{ name: string }"],
    rows: { any: output("...X!", "a value may come that strict readers refuse, or that does not fit where it is kept") },
  },
  "rule-added": {
    title: "A rule over fields is new", reverse: "rule-removed", example: ["", "rules: [{ exactlyOneOf: [id, name] }]"],
    rows: { any: request("..WX", "a request that was taken is refused; types do not see it") },
  },
  "rule-removed": {
    title: "A rule over fields is gone", reverse: "rule-added", example: ["rules: [{ exactlyOneOf: [id, name] }]", ""],
    rows: { any: output("...X!", "fields may come together, or be missing, that strict readers refuse") },
  },

  // ── Enums and unions ────────────────────────────────────────────────────────────────────────────────────────────
  "enum-value-added": {
    title: "A value is new", reverse: "enum-value-removed", example: ["enum: { A: {} }", "enum: { A: {}, B: {} }"],
    rows: {
      open: output("SA.X!", "an exhaustive switch does not compile any more (TS2345); old clients pass on what they do not know"),
      closed: output("SAWX", "an exhaustive switch does not compile any more (TS2345), and old clients refuse it"),
      renamed: safe,
    },
  },
  "enum-value-removed": {
    title: "A value is gone", reverse: "enum-value-added", example: ["enum: { A: {}, B: {} }", "enum: { A: {} }"],
    rows: {
      any: { request: ["SAWX", "code that sends it does not compile any more (TS2322), and the server does not know it"], output: ["S...!", "a `case` for it does not compile any more (TS2678); it never comes"] },
      renamed: both("S...!", "it has another name in code (TS2339); the literal stays the same"),
    },
  },
  "variant-added": {
    title: "A variant is new", reverse: "variant-removed", example: ["variants: { A: X }", "variants: { A: X, B: Y }"],
    rows: {
      open: output("SA.X!", "an exhaustive switch does not compile any more (TS2345); old clients keep what they do not know"),
      closed: output("SAWX", "an exhaustive switch does not compile any more (TS2345), and old clients refuse it"),
      renamed: safe,
    },
  },
  "variant-removed": {
    title: "A variant is gone", reverse: "variant-added", example: ["variants: { A: X, B: Y }", "variants: { A: X }"],
    rows: {
      any: { request: ["SAWX", "code that sends it does not compile any more (TS2322), and the server does not know it"], output: ["S...!", "a `case` for it does not compile any more (TS2678); it never comes"] },
      renamed: both("S...!", "the type of this variant has another name (TS2724); what travels stays the same"),
      renamedUnit: safe,
    },
  },
  "variant-type-changed": {
    title: "What a variant holds is of another type", reverse: "variant-type-changed", subtyping: true, example: ["variants: { A: X }", "variants: { A: Y }"],
    rows: {
      form: both("SAWX", "it holds something, or nothing, where it did not, and has another form"),
    },
  },
  "union-tag-changed": {
    title: "The tag of a union is another member", reverse: "union-tag-changed", example: ["tag: kind", "tag: type"],
    rows: { any: both("SAWX", "every variant is told apart by another member, in code and on the wire") },
  },
  "union-tagging-changed": {
    title: "A union is tagged in another way", reverse: "union-tagging-changed", example: ["tagging: internal", "tagging: external"],
    rows: { any: both("SAWX", "every variant has another form, in code and on the wire") },
  },
  "variant-content-changed": {
    title: "What a variant holds is under another key", reverse: "variant-content-changed", example: ["{ type: X, content: value }", "{ type: X, content: data }"],
    rows: { any: both("SAWX", "the variant has another form, in code and on the wire"), wire: both("..WX", "the variant has another form on the wire"), name: both("SA..", "the variant has another form in code") },
  },
  "untagged-alternative-added": {
    title: "An untagged union has another alternative", reverse: "untagged-alternative-removed", example: ["variants: { Key: string }", "variants: { Key: string, Index: u32 }"],
    rows: { any: output("SAWX", "code that handles every alternative does not compile any more (TS2345), and old clients refuse it"), renamed: safe },
  },
  "untagged-alternative-removed": {
    title: "An untagged union has lost an alternative", reverse: "untagged-alternative-added", example: ["variants: { Key: string, Index: u32 }", "variants: { Key: string }"],
    rows: { any: request("SAWX", "code that sends it does not compile any more (TS2322), and the server does not know it"), renamed: safe },
  },

  // ── Lifecycle ───────────────────────────────────────────────────────────────────────────────────────────────────
  "deprecated-added": { title: "Something is deprecated", reverse: "deprecated-removed", rows: { any: docs }, example: ["", "deprecated: { use: fetch }"] },
  "deprecated-removed": { title: "Something is not deprecated any more", reverse: "deprecated-added", rows: { any: docs }, example: ["deprecated: { use: fetch }", ""] },
  "remove-in-changed": {
    title: "The promised end of something deprecated is another", reverse: "remove-in-changed", example: ["removeIn: \"2.0\"", "removeIn: \"1.5\""],
    rows: { later: docs, earlier: both("....!", "it may be gone before the time that was promised") },
  },
  "stability-lowered": { title: "Something is less stable", reverse: "stability-raised", rows: { any: both("....!", "the promise to keep it as it is was taken back") }, example: ["stability: stable", "stability: beta"] },
  "stability-raised": { title: "Something is more stable", reverse: "stability-lowered", rows: { any: docs }, example: ["stability: beta", "stability: stable"] },

  // ── The API ─────────────────────────────────────────────────────────────────────────────────────────────────────
  "error-envelope-changed": {
    title: "What any action may fail with is another", reverse: "error-envelope-changed", subtyping: true, example: ["errors: { default: A }", "errors: { default: B }"],
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
    rows: { any: docs, header: output("....!", "the id of a request is looked for in another header") },
  },
} as const satisfies { readonly [kind: string]: KindEntry };

/** The id of a kind of change: in rules, reports and the JSON of `diff`. */
export type Kind = keyof typeof table;

/** The catalogue, by kind. */
export const kinds: { readonly [kind in Kind]: KindEntry } = table;

/** The cases of a kind. */
export type RowName<K extends Kind> = keyof (typeof table)[K]["rows"] & string;

/** The verdicts that the catalogue has for a case of a kind. */
export function rowOf<K extends Kind>(kind: K, row: RowName<K>): Relation {
  const found = kinds[kind].rows[row];
  if (found === undefined) throw new Error(`the catalogue has no case ${row} of ${kind}`);
  return { request: verdictOf(found.request), output: verdictOf(found.output) };
}
