// Edits of a small API, each with the changes that it is: the executable form of the catalogue.
import { apiOf } from "../support/spec.js";

/** Where the type `Subject` is used by an action that is in both versions. */
export type Placement = "request" | "output" | "both" | "none";
export const placements: readonly Placement[] = ["request", "output", "both", "none"];

/** A change as a row expects it: kind, place, and the flags in a request and in an output. */
export type Expected = readonly [kind: string, where: string, request: string, output: string];

export interface TypeRow {
  readonly name: string;
  /** The types on each side, in YAML; `Subject` is the one that actions use. */
  readonly old: string;
  readonly new: string;
  readonly changes: readonly Expected[];
}

/** An API whose one action uses `Subject` in some places. */
export function apiWith(types: string, placement: Placement): string {
  const use = (position: Placement): string => (placement === position || placement === "both" ? "Subject" : "string");
  const lines = types.trim().split("\n").map((line) => `  ${line}`); // prettier-ignore
  return apiOf(
    `types:\n  Put: { record: { it?: { type: ${use("request")} } } }\n  Got: { record: { it?: { type: ${use("output")} } } }\n${lines.join("\n")}\nactions:\n  hub_Put: { request: Put, output: Got }`,
  );
}

const record = (old: string, next: string, changes: readonly Expected[], name = `${old} -> ${next}`): TypeRow => ({
  name,
  old: `Subject: { record: { ${old} } }`,
  new: `Subject: { record: { ${next} } }`,
  changes,
});
const field = (old: string, next: string, changes: readonly [string, string, string][]): TypeRow =>
  record(`a: ${old}`, `a: ${next}`, changes.map(([kind, request, output]) => [kind, "hub.Subject.a", request, output])); // prettier-ignore
/** With two records, two enums, two opaque types and others to name. */
const named = (old: string, next: string, changes: readonly [string, string, string][]): TypeRow => {
  const row = field(old, next, changes);
  return { ...row, old: `${row.old}\n${others}`, new: `${row.new}\n${others}` };
};
const others = `Same: { record: { id: string } }
Alike: { record: { id: string } }
More: { record: { id: string, extra: string } }
Maybe: { record: { id?: string } }
Empty: { record: {} }
AB: { enum: { A: {}, B: {} } }
ABC: { enum: { A: {}, B: {}, C: {} } }
Shut: { closed: true, enum: { A: {}, B: {} } }
Jwt: { opaque: string }
Token: { opaque: string }
Text: { alias: string }
Short: { alias: string, maxLength: 3 }
Nil: { alias: nullable<string> }
Node: { record: { next?: Node, id: string } }
Loop: { record: { next?: Loop, id: string } }
Knot: { record: { next?: Knot, id: string, extra: string } }
Choice: { union: { tag: kind, variants: { One: Same, Two: {} } } }
Other: { union: { tag: kind, variants: { One: Alike, Two: {} } } }
Third: { union: { tag: kind, variants: { One: Same, Two: {}, Three: {} } } }
Key: { union: { tagging: untagged, variants: { Name: string, Index: u32 } } }
Page: { params: [T], record: { items: list<T> } }`;
const type = (old: string, next: string, changes: readonly Expected[]): TypeRow => ({
  name: `${old} -> ${next}`,
  old: `Subject: ${old}\nX: { record: { id: string } }\nY: { record: { id: string, extra: string } }`,
  new: `Subject: ${next}\nX: { record: { id: string } }\nY: { record: { id: string, extra: string } }`,
  changes,
});
const union = (old: string, next: string, changes: readonly Expected[], head = "tag: kind"): TypeRow =>
  type(`{ union: { ${head}, variants: { ${old} } } }`, `{ union: { ${head}, variants: { ${next} } } }`, changes);

const a = "hub.Subject.a";
const b = "hub.Subject.b";
const whole = "hub.Subject";

export const typeRows: readonly TypeRow[] = [
  // Fields
  record("a: string", "a: string, b?: string", [["field-added", b, "....", "...."]]),
  record("a: string", "a: string, b: string", [["field-added", b, "SAWX", "...."]]),
  record("a: string", "a: string, b: { type: string, fill: x }", [["field-added", b, "..WX", "...."]]),
  record("a: string", "a: string, b: { type: string, default: x }", [["field-added", b, "SAWX", "...."]]),
  record("a: string, b?: string", "a: string", [["field-removed", b, "S.WX", "S..."]]),
  record("a: string, b: string", "a: string", [["field-removed", b, "S.WX", "SAWX"]]),
  record("a: string, b: { type: string, fill: x }", "a: string", [["field-removed", b, "S.WX", "S.WX"]]),
  record("a: string", "b: { type: string, wire: a }", [["field-removed", a, "SA..", "SA.."], ["field-added", a, "SA..", "...."]]), // prettier-ignore
  record("a: string", "a: { type: string, wire: b }", [["field-removed", a, "..WX", "..WX"], ["field-added", b, "..WX", "...."]]), // prettier-ignore
  record("a?: string", "a: string", [["field-became-required", a, "SAWX", "...."]]),
  record("a?: { type: string, fill: x }", "a: { type: string, fill: x }", [["field-became-required", a, "..WX", "...."]]), // prettier-ignore
  record("a: string", "a?: string", [["field-became-optional", a, "....", "SAWX"]]),
  record("a: { type: string, fill: x }", "a?: { type: string, fill: x }", [["field-became-optional", a, "....", "..WX"]]), // prettier-ignore
  field("string", "nullable<string>", [["field-became-nullable", "....", "SAWX"]]),
  field("nullable<string>", "string", [["field-became-not-nullable", "SAWX", "...."]]),
  field("string", "nullable<u32>", [
    ["field-became-nullable", "....", "SAWX"],
    ["field-type-changed", "SAWX", "SAWX"],
  ]),
  named("string", "Nil", [["field-became-nullable", "....", "SAWX"]]),
  // Types of fields
  field("string", "u32", [["field-type-changed", "SAWX", "SAWX"]]),
  field("string", "list<string>", [["field-type-changed", "SAWX", "SAWX"]]),
  field("string", "json", [["field-type-changed", "....", "SAWX"]]),
  field("json", "string", [["field-type-changed", "SAWX", "...."]]),
  field("nullable<string>", "json", [["field-type-changed", "....", "SAWX"]]),
  field("json", "nullable<string>", [["field-type-changed", "SAWX", "...."]]),
  field("json", "nullable<json>", [["field-type-renamed", "....", "...."]]),
  field("list<string>", "list<json>", [["field-type-changed", "....", "SAWX"]]),
  field("map<nullable<string>>", "map<string>", [["field-type-changed", "SAWX", "...."]]),
  field("u32", "f64", [["field-type-changed", "....", "..WX"]]),
  field("f64", "u32", [["field-type-changed", "..WX", "...."]]),
  field("u32", "u64", [["field-format-changed", "....", "...X"]]),
  field("u64", "u32", [["field-format-changed", "..WX", "...."]]),
  field("i32", "u32", [["field-format-changed", "..WX", "...X"]]),
  field("f32", "f64", [["field-format-changed", "....", "...X"]]),
  field("string", "timestamp", [["field-format-changed", "..WX", "...."]]),
  field("timestamp", "string", [["field-format-changed", "....", "...X"]]),
  field("timestamp", "uuid", [["field-type-changed", "SAWX", "SAWX"]]),
  field("string", "bytes", [["field-type-changed", "SAWX", "SAWX"]]),
  field("timestamp", "{ type: timestamp, open: true }", [["field-type-changed", "....", "..WX"]]),
  field("{ type: timestamp, open: true }", "timestamp", [["field-type-changed", "..WX", "...."]]),
  field("bytes", "{ type: bytes, open: true }", [["field-type-changed", "....", "SAWX"]]),
  field("{ type: bytes, open: true }", "bytes", [["field-type-changed", "SAWX", "...."]]),
  named("Same", "Alike", [["field-type-renamed", "....", "...."]]),
  named("Same", "More", [["field-type-changed", "SAWX", "...."]]),
  named("More", "Same", [["field-type-changed", "S.WX", "SAWX"]]),
  named("Same", "Maybe", [["field-type-changed", "....", "SAWX"]]),
  named("Node", "Loop", [["field-type-renamed", "....", "...."]]),
  named("Node", "Knot", [["field-type-changed", "SAWX", "...."]]),
  named("AB", "ABC", [["field-type-changed", "....", "SA.X"]]),
  named("AB", "string", [["field-type-changed", "....", "SA.X"]]),
  named("Shut", "string", [["field-type-changed", "....", "SAWX"]]),
  named("string", "AB", [["field-type-changed", "SAWX", "...."]]),
  named("AB", "Shut", [["field-type-changed", "SAWX", "...."]]),
  named("string", "Jwt", [["field-type-renamed", "....", "...."]]),
  named("Jwt", "Token", [["field-type-renamed", "SA..", "SA.."]]),
  named("string", "Text", [["field-type-renamed", "....", "...."]]),
  named("string", "Short", [["field-type-changed", "..WX", "...."]]),
  named("Choice", "Other", [["field-type-renamed", "....", "...."]]),
  named("Choice", "Third", [["field-type-changed", "....", "SA.X"]]),
  named("Empty", "Choice", [["field-type-changed", "SAWX", "...."]]),
  named("Same", "Choice", [["field-type-changed", "SAWX", "SAWX"]]),
  named("Choice", "Empty", [["field-type-changed", "S.WX", "SAWX"]]),
  named("string", "Key", [["field-type-changed", "....", "SAWX"]]),
  named("Key", "string", [["field-type-changed", "SAWX", "...."]]),
  named("Page<Same>", "Page<Alike>", [["field-type-renamed", "....", "...."]]),
  named("Page<Same>", "Page<More>", [["field-type-changed", "SAWX", "...."]]),
  named("list<Same>", "map<Same>", [["field-type-changed", "SAWX", "SAWX"]]),
  // Defaults
  field("string", "{ type: string, default: x }", [["field-default-added", "....", "...."]]),
  field("{ type: string, default: x }", "{ type: string, default: y }", [["field-default-changed", "....", "...."]]),
  field("{ type: string, default: x }", "string", [["field-default-removed", "....", "...."]]),
  field("string", "{ type: string, fill: x }", [["field-default-added", "....", "SA.."]]),
  field("{ type: string, fill: x }", "string", [["field-default-removed", "SA..", "...."]]),
  field("{ type: string, fill: x }", "{ type: string, fill: y }", [["field-default-changed", "....", "...."]]),
  field("string", "{ type: string, docs: New. }", [["field-description-changed", "....", "...."]]),
  // Constraints and rules
  field("string", "{ type: string, maxLength: 3 }", [["constraint-added", "..WX", "...."]]),
  field("{ type: string, maxLength: 3 }", "{ type: string, maxLength: 2 }", [["constraint-tightened", "..WX", "...."]]),
  field("{ type: string, maxLength: 2 }", "{ type: string, maxLength: 3 }", [["constraint-loosened", "....", "...X"]]),
  field("{ type: u64, min: \"9007199254740993\" }", "{ type: u64, min: \"9007199254740992\" }", [["constraint-loosened", "....", "...X"]]), // prettier-ignore
  field("{ type: string, maxLength: 3 }", "string", [["constraint-removed", "....", "...X"]]),
  field("{ type: string, pattern: ^a }", "{ type: string, pattern: ^b }", [["constraint-tightened", "..WX", "...X"]]),
  field("{ type: string, constraints: [{ pattern: a }, { pattern: b }] }", "{ type: string, pattern: a }", [["constraint-loosened", "....", "...X"]]), // prettier-ignore
  field("{ type: string, pattern: a }", "{ type: string, constraints: [{ pattern: a }, { pattern: b }] }", [["constraint-tightened", "..WX", "...."]]), // prettier-ignore
  field("{ type: string, maxLength: 3, minLength: 1 }", "{ type: string, constraints: [{ minLength: 1 }, { maxLength: 3 }] }", []), // prettier-ignore
  type("{ record: { a?: string, b?: string } }", "{ record: { a?: string, b?: string }, rules: [{ exactlyOneOf: [a, b] }] }", [["rule-added", whole, "..WX", "...."]]), // prettier-ignore
  type("{ record: { a?: string, b?: string }, rules: [{ exactlyOneOf: [a, b] }] }", "{ record: { a?: string, b?: string } }", [["rule-removed", whole, "....", "...X"]]), // prettier-ignore
  // Enums
  type("{ enum: { A: {} } }", "{ enum: { A: {}, B: {} } }", [["enum-value-added", "hub.Subject.B", "....", "SA.X"]]),
  type("{ closed: true, enum: { A: {} } }", "{ closed: true, enum: { A: {}, B: {} } }", [["enum-value-added", "hub.Subject.B", "....", "SAWX"]]), // prettier-ignore
  type("{ enum: { A: {}, B: {} } }", "{ enum: { A: {} } }", [["enum-value-removed", "hub.Subject.B", "SAWX", "S..."]]),
  type("{ enum: { A: {} } }", "{ enum: { B: { wire: A } } }", [["enum-value-removed", "hub.Subject.A", "S...", "S..."], ["enum-value-added", "hub.Subject.A", "....", "...."]]), // prettier-ignore
  type("{ enum: { A: {} } }", "{ enum: { A: { docs: New. } } }", [["type-description-changed", "hub.Subject.A", "....", "...."]]), // prettier-ignore
  type("{ closed: true, enum: { A: {} } }", "{ enum: { A: {} } }", [["type-opened", whole, "....", "SAWX"]]),
  type("{ enum: { A: {} } }", "{ closed: true, enum: { A: {} } }", [["type-closed", whole, "SAWX", "...."]]),
  // Unions
  union("A: {}", "A: {}, B: X", [["variant-added", "hub.Subject.B", "....", "SA.X"]]),
  union("A: {}, B: X", "A: {}", [["variant-removed", "hub.Subject.B", "SAWX", "S..."]]),
  union("A: X", "B: { type: X, wire: A }", [["variant-removed", "hub.Subject.A", "S...", "S..."], ["variant-added", "hub.Subject.A", "....", "...."]]), // prettier-ignore
  union("A: X", "A: Y", [["variant-type-changed", "hub.Subject.A", "SAWX", "...."]]),
  union("A: {}", "A: X", [["field-added", "hub.Subject.A.id", "SAWX", "...."]]),
  union("A: X", "A: {}", [["field-removed", "hub.Subject.A.id", "S.WX", "SAWX"]]),
  union("A: {}", "A: string", [["field-added", "hub.Subject.A.content", "SAWX", "...."]]),
  union("A: { type: string, content: id }", "A: Y", [["field-added", "hub.Subject.A.extra", "SAWX", "...."]]),
  union("A: {}, B: X", "A: X, B: X", [["variant-type-changed", "hub.Subject.A", "SAWX", "SAWX"]], "tagging: external"),
  union("A: { type: X, content: one }", "A: { type: X, content: two }", [["variant-content-changed", "hub.Subject.A", "SAWX", "SAWX"]]), // prettier-ignore
  union("A: X", "A: { type: X, content: two }", [["variant-content-changed", "hub.Subject.A", "SAWX", "SAWX"]]),
  union("A: { type: string, maxLength: 3 }", "A: string", [["constraint-removed", "hub.Subject.A", "....", "...X"]]),
  type("{ union: { tag: kind, variants: { A: X } } }", "{ union: { tag: type, variants: { A: X } } }", [["union-tag-changed", whole, "SAWX", "SAWX"]]), // prettier-ignore
  type("{ union: { tag: kind, variants: { A: X } } }", "{ union: { tagging: external, variants: { A: X } } }", [["union-tagging-changed", whole, "SAWX", "SAWX"]]), // prettier-ignore
  type("{ union: { tag: kind, variants: { A: {}, B: u32 } } }", "{ union: { tagging: adjacent, tag: kind, variants: { A: {}, B: u32 } } }", [["union-tagging-changed", whole, "....", "...."]]), // prettier-ignore
  type("{ union: { tag: kind, closed: true, variants: { A: X } } }", "{ union: { tag: kind, variants: { A: X } } }", [["type-opened", whole, "....", "SAWX"]]), // prettier-ignore
  union("A: string", "A: string, B: u32", [["untagged-alternative-added", "hub.Subject.B", "....", "SAWX"]], "tagging: untagged"), // prettier-ignore
  union("A: string, B: u32", "A: string", [["untagged-alternative-removed", "hub.Subject.B", "SAWX", "...."]], "tagging: untagged"), // prettier-ignore
  // Types
  type("{ record: { id: string } }", "{ enum: { A: {} } }", [["type-kind-changed", whole, "SAWX", "SAWX"]]),
  type("{ record: {} }", "{ union: { tag: kind, variants: { A: X, B: {} } } }", [["type-kind-changed", whole, "SAWX", "...."]]), // prettier-ignore
  type("{ record: { id: string } }", "{ union: { tag: kind, variants: { A: X, B: {} } } }", [["type-kind-changed", whole, "SAWX", "SAWX"]]), // prettier-ignore
  type("{ alias: string }", "{ opaque: string }", [["type-kind-changed", whole, "....", "...."]]),
  type("{ alias: string }", "{ alias: u32 }", [["alias-type-changed", whole, "SAWX", "SAWX"]]),
  type("{ newtype: u32 }", "{ newtype: u8 }", [["alias-type-changed", whole, "..WX", "...."]]),
  type("{ alias: X }", "{ alias: Y }", [["alias-type-changed", whole, "SAWX", "...."]]),
  type("{ opaque: string, constraints: [{ minLength: 1, message: One. }] }", "{ opaque: string, constraints: [{ minLength: 1, message: More. }] }", [["type-description-changed", whole, "....", "...."]]), // prettier-ignore
  union("A: { type: string, sensitive: true }", "A: string", [["type-description-changed", "hub.Subject.A", "....", "...."]]), // prettier-ignore
  type("{ was: Old, record: { id: string } }", "{ record: { id: string } }", [
    ["type-removed", "hub.Old", "S...", "S..."],
  ]),
  type("{ record: { id: string } }", "{ was: Old, record: { id: string } }", [
    ["type-added", "hub.Old", "....", "...."],
  ]),
  type("{ was: Old, record: { id: string } }", "{ was: Other, record: { id: string } }", [["type-removed", "hub.Old", "S...", "S..."], ["type-added", "hub.Other", "....", "...."]]), // prettier-ignore
  type("{ record: {} }", "{ record: {}, docs: New. }", [["type-description-changed", whole, "....", "...."]]),
  // Lifecycle
  field("string", "{ type: string, deprecated: { note: Old. } }", [["deprecated-added", "....", "...."]]),
  field("{ type: string, deprecated: { note: Old. } }", "string", [["deprecated-removed", "....", "...."]]),
  field("{ type: string, deprecated: { removeIn: \"2029.10\" } }", "{ type: string, deprecated: { removeIn: \"2029.9\" } }", [["remove-in-changed", "....", "...."]]), // prettier-ignore
  field("string", "{ type: string, stability: experimental, feature: probes }", [
    ["stability-lowered", "....", "...."],
  ]),
  field("{ type: string, stability: stable }", "{ type: string, stability: beta }", [
    ["stability-lowered", "....", "...."],
  ]),
  field("{ type: string, stability: beta }", "{ type: string, stability: stable }", [
    ["stability-raised", "....", "...."],
  ]),
];

/** An edit of a whole API: its document before and after. `changes` gives the position that the change has; `-` for none. */
export interface ApiRow {
  readonly name: string;
  readonly old: string;
  readonly new: string;
  readonly changes: readonly Expected[];
}

const types =
  "types:\n  X: { record: { id: string } }\n  Y: { record: { id: string, extra: string } }\n  Z: { record: { id: string } }\n  E: { record: { message: string, kind?: string } }\n  Ask: { record: { id: string } }\n  AskMore: { record: { id: string, extra: string } }\n  Plain: { record: { id: string } }\n";
const actions = (old: string, next: string, changes: readonly Expected[], more = ""): ApiRow => ({
  name: `${old} -> ${next}`,
  old: apiOf(`${types}actions:\n  hub_Keep: { output: X }\n${old}`, more),
  new: apiOf(`${types}actions:\n  hub_Keep: { output: X }\n${next}`, more),
  changes,
});
const act = (old: string, next: string, changes: readonly Expected[], more = ""): ApiRow =>
  actions(`  hub_Act: { ${old} }`, `  hub_Act: { ${next} }`, changes, more);
const api = (old: string, next: string, changes: readonly Expected[]): ApiRow => {
  const text = (more: string): string => apiOf(`${types}actions:\n  hub_Act: { output: X, request: Ask }\n  hub_Keep: { output: X, request: AskMore }`, more); // prettier-ignore
  return { name: `${old} -> ${next}`, old: text(old), new: text(next), changes };
};

const form = ", contentType: application/x-www-form-urlencoded";
const body = (more: string): string => `output: X, request: Y, http: { method: POST, path: /act${more} }`;
const regional = `{ url: "https://{region}.example", variables: { region: { enum: [eu, us], default: eu } } }`;
const servers = (list: string): string => `servers: [${list}]\n`;
const query = (parameters: string, more = ""): string =>
  `http: { method: GET, path: /act, ${parameters} }, output: X${more}`;

export const apiRows: readonly ApiRow[] = [
  actions("", "  hub_Act: { output: X }", [["action-added", "hub_Act", "....", "-"]]),
  actions("  hub_Act: { output: X }", "", [["action-removed", "hub_Act", "SAWX", "-"]]),
  act("output: X, http: { method: GET, path: /a }", "output: X, http: { method: GET, path: /b }", [["action-path-changed", "hub_Act", "..WX", "-"]]), // prettier-ignore
  act("output: X, effect: read, http: { method: GET, path: /a }", "output: X, effect: read, http: { method: POST, path: /a }", [["action-method-changed", "hub_Act", "..WX", "-"]]), // prettier-ignore
  act(query("query: { a: string }"), query("headers: { a: { type: string, wire: A } }"), [["action-param-moved", "hub_Act#request.A", "..WX", "-"]]), // prettier-ignore
  act(query("query: { a: string }"), query("query: { a: { type: string, wire: b } }"), [["action-param-moved", "hub_Act#request.b", "..WX", "-"]]), // prettier-ignore
  act(body(""), body(", contentType: application/merge-patch+json"), [["action-param-moved", "hub_Act#request", "..WX", "-"]]), // prettier-ignore
  act(body(", contentType: application/json"), body(""), []),
  act(body(form), body(`${form}, form: deepObject`), [["action-param-moved", "hub_Act#request", "..WX", "-"]]),
  act(`${body("")}, request: { type: Y, sensitive: true }`.replace("request: Y, ", ""), body(""), [["action-description-changed", "hub_Act", "....", "...."]]), // prettier-ignore
  act(query("query: {}"), query("query: { a: string }"), [["field-added", "hub_Act#request.a", "SAWX", "-"]]),
  act(query("query: { a?: string }"), query("query: {}"), [["field-removed", "hub_Act#request.a", "S.WX", "-"]]),
  act(query("query: { a: string }"), query("query: { a: u32 }"), [
    ["field-type-changed", "hub_Act#request.a", "SAWX", "-"],
  ]),
  act("output: X", "output: X, group: other", [["action-group-changed", "hub_Act", "SA..", "-"]]),
  act("output: X", "output: X, name: other", [["action-operation-id-changed", "hub_Act", "SA..", "-"]]),
  act("output: X", "output: Y", [["action-type-changed", "hub_Act#output", "-", "...."]]),
  act("output: Y", "output: X", [["action-type-changed", "hub_Act#output", "-", "SAWX"]]),
  act("output: X", "output: list<X>", [["action-type-changed", "hub_Act#output", "-", "SAWX"]]),
  act("output: X, request: Ask", "output: X, request: AskMore", [["action-type-changed", "hub_Act#request", "SAWX", "-"], ["action-operation-id-changed", "hub_Act", "SA..", "-"], ["type-kind-changed", "hub.AskMore", "-", "-"], ["type-kind-changed", "hub.Ask", "-", "-"]]), // prettier-ignore
  act("output: X", "output: X, request: Y", [["action-type-changed", "hub_Act#request", "SAWX", "-"], ["action-operation-id-changed", "hub_Act", "SA..", "-"], ["type-kind-changed", "hub.Y", "-", "-"]]), // prettier-ignore
  act("output: X", "output: Z", [["action-type-renamed", "hub_Act#output", "-", "...."]]),
  act("output: X", "output: X, errors: { 404: E }", [["action-errors-added", "hub_Act", "-", "...X"]]),
  act("output: X, errors: { 404: E }", "output: X, errors: { 404: E, 409: E }", [["action-errors-added", "hub_Act", "-", "SA.X"]]), // prettier-ignore
  act("output: X, errors: { 404: E }", "output: X", [["action-errors-removed", "hub_Act", "-", "S..."]]),
  act("output: X, errors: { 404: E }", "output: X, errors: { 404: X }", [["action-errors-removed", "hub_Act", "-", "...."], ["action-errors-added", "hub_Act", "-", "SAWX"]]), // prettier-ignore
  act("http: { method: GET, path: /a }, output: { 200: X, 202: Y }", "http: { method: GET, path: /a }, output: { 200: X, 202: Y, 204: unit }", [["action-status-added", "hub_Act#output", "-", "SA.X"]]), // prettier-ignore
  act("http: { method: GET, path: /a }, output: { 200: X, 202: Y, 204: unit }", "http: { method: GET, path: /a }, output: { 200: X, 202: Y }", [["action-status-removed", "hub_Act#output", "-", "S..."]]), // prettier-ignore
  act("http: { method: GET, path: /a }, output: { 200: X }", "http: { method: GET, path: /a }, output: { 200: X, 202: Y }", [["action-status-added", "hub_Act#output", "-", "..WX"], ["action-type-changed", "hub_Act#output", "-", "SA.."]]), // prettier-ignore
  act("output: X", "output: X, effect: read", [["action-effect-changed", "hub_Act", "....", "-"]]),
  act("output: X", "output: X, docs: New.", [["action-description-changed", "hub_Act", "....", "...."]]),
  act("output: list<X>, http: { method: GET, path: /a, query: { offset?: u32, skip?: u32 } }, pagination: { kind: offset, request: offset }", "output: list<X>, http: { method: GET, path: /a, query: { offset?: u32, skip?: u32 } }, pagination: { kind: offset, request: skip }", [["action-pagination-changed", "hub_Act", "..WX", "...."]]), // prettier-ignore
  act("output: list<X>, http: { method: GET, path: /a, query: { offset?: u32 } }", "output: list<X>, http: { method: GET, path: /a, query: { offset?: u32 } }, pagination: { kind: offset, request: offset }", [["action-pagination-changed", "hub_Act", "....", "...."]]), // prettier-ignore
  act("output: X, auth: [bearer, key]", "output: X, auth: [key]", [["action-auth-changed", "hub_Act", "..WX", "-"]], "auth: { bearer: { kind: bearer }, key: { kind: apiKey, in: header, name: X-Key } }\n"), // prettier-ignore
  act("output: X, auth: [key]", "output: X, auth: none", [["action-auth-changed", "hub_Act", "....", "-"]], "auth: { bearer: { kind: bearer }, key: { kind: apiKey, in: header, name: X-Key } }\n"), // prettier-ignore
  api("", "auth: { bearer: { kind: bearer } }\n", [["action-auth-changed", "hub", "SAWX", "-"]]),
  api("auth: { bearer: { kind: bearer, env: A } }\n", "auth: { bearer: { kind: bearer, env: B } }\n", [["action-auth-changed", "hub#bearer", "....", "-"]]), // prettier-ignore
  api("errors: { default: hub.E }\n", "errors: { default: hub.X }\n", [["error-envelope-changed", "hub", "-", "SAWX"]]),
  api("", "errors: { default: hub.E }\n", [["error-envelope-changed", "hub", "-", "...X"]]),
  api("errors: { 404: hub.E }\n", "errors: { 404: hub.E, 409: hub.E }\n", [
    ["error-envelope-changed", "hub", "-", "SA.X"],
  ]),
  api("requestIdHeader: x-one\n", "requestIdHeader: x-two\n", [["api-info-changed", "hub", "-", "...."]]),
  api("servers: [{ url: \"https://a.example\" }]\n", "servers: [{ url: \"https://a.example\", docs: New. }]\n", [["api-info-changed", "hub", "....", "...."]]), // prettier-ignore
  api(servers(regional), servers(`{ url: "https://b.example" }, ${regional}`), [["api-base-path-changed", "hub", "SA..", "-"]]), // prettier-ignore
  api(servers(regional), servers(regional.replace("default: eu", "default: us")), [["api-base-path-changed", "hub", "....", "-"]]), // prettier-ignore
  api(servers(`{ url: "https://a.example" }, { url: "https://b.example" }`), servers(`{ url: "https://b.example" }, { url: "https://a.example" }`), [["api-base-path-changed", "hub", "....", "-"]]), // prettier-ignore
  api("", servers(regional), [["api-info-changed", "hub", "....", "...."]]),
  { ...api("", "", [["api-info-changed", "hubs", "SA..", "-"]]), name: "another id", new: api("", "", []).new.replace("id: hub,", "id: hubs,") }, // prettier-ignore
  api("servers: [{ url: \"https://a.example/v1\" }]\n", "servers: [{ url: \"https://a.example/v2\" }]\n", [["api-base-path-changed", "hub", "..WX", "-"]]), // prettier-ignore
  { ...api("", "", [["api-base-path-changed", "hub", "..WX", "-"]]), name: "another base path", new: api("", "", []).new.replace("/invoke/", "/v2/invoke/") }, // prettier-ignore
];
