// Edits that the table of mutations has not: combinations, and what only shows in code.
import { apiOf } from "../support/spec.js";
import type { Pair } from "./batches.js";

const types = `types:
  X: { record: { id: string } }
  Y: { record: { id: string, extra: string } }
  E: { record: { message: string, kind?: string } }
  F: { record: { reason: u32 } }
`;

/** Types of a module; `Got` is what its action gives, `Put` what it takes. */
const typed = (old: string, next: string): Pair => {
  const spec = (text: string): string => apiOf(`${types}${text.replace(/^(?=.)/gm, "  ")}\nactions:\n  hub_Act: { request: Put, output: Got }`); // prettier-ignore
  return { name: `${old} -> ${next}`, old: spec(old), new: spec(next) };
};
/** One type, in requests and in outputs. */
const used = (old: string, next: string): Pair => {
  const spec = (text: string): string => `Got: { record: { it: Subject } }\nPut: { record: { it: Subject } }\n${text}`;
  return typed(spec(old), spec(next));
};
const act = (old: string, next: string, more = ""): Pair => {
  const spec = (text: string): string => apiOf(`${types}${more}actions:\n  hub_Keep: { output: X }\n  hub_Act: { ${text} }`); // prettier-ignore
  return { name: `${old} -> ${next}`, old: spec(old), new: spec(next) };
};
const get = (old: string, next: string): Pair => act(`http: { method: GET, path: /a }, ${old}`, `http: { method: GET, path: /a }, ${next}`); // prettier-ignore
const post = (old: string, next: string): Pair => act(`http: { method: POST, path: /a }, output: X, ${old}`, `http: { method: POST, path: /a }, output: X, ${next}`); // prettier-ignore
const headed = (old: string, next: string): Pair => {
  const spec = (more: string): string => apiOf(`${types}actions:\n  hub_Act: { output: X }`, more);
  return { name: `${old} -> ${next}`, old: spec(old), new: spec(next) };
};
const jobs = "  Job: { record: { job_id: string, state: string } }\n  Ask: { record: { job_id: string } }\n";
const started = (poll: string): string => `output: Job, poll: { ${poll} } }\n  hub_Job: { request: Ask, output: Job }\n  hub_Other: { output: F`; // prettier-ignore

export const morePairs: readonly Pair[] = [
  // Several edits of one member, and of what it holds
  used("Subject: { record: { a: string } }", "Subject: { record: { a?: nullable<u32> } }"),
  used("Subject: { record: { a?: string } }", "Subject: { record: { a: nullable<string> } }"),
  used("Subject: { record: { a: X } }", "Subject: { record: { a?: nullable<Y> } }"),
  used("Subject: { record: { a: string, b: string, c?: u32 } }", "Subject: { record: { c: string, d: X, e: X } }"),
  used("Subject: { record: { a: string } }", "Subject: { record: {} }"),
  used("Subject: { record: {} }", "Subject: { record: { a?: string } }"),
  used("Subject: { record: { a: Deep } }\nDeep: { record: { x: X } }", "Subject: { record: { a: Other } }\nDeep: { record: { x: X, more: u32 } }\nOther: { record: { x: Y } }"), // prettier-ignore
  used("Subject: { record: { a: Deep } }\nDeep: { record: { x: X } }", "Subject: { record: { a: Other } }\nDeep: { record: {} }\nOther: { record: { x: X } }"), // prettier-ignore
  used("Subject: { record: { a: list<map<X>> } }", "Subject: { record: { a: list<map<nullable<Y>>> } }"),
  used("Subject: { record: { a: map<list<string>> } }", "Subject: { record: { a: map<string> } }"),
  used("Subject: { record: { a: list<nullable<string>> } }", "Subject: { record: { a: list<string> } }"),
  used("Subject: { record: { next?: Subject, a: string } }", "Subject: { record: { next: nullable<Subject>, a: string } }"), // prettier-ignore
  used("Subject: { record: { a: { type: string, fill: x } } }", "Subject: { record: { a?: u32 } }"),
  used("Subject: { record: { a: bool, b: bytes } }", "Subject: { record: { a: string, b: json } }"),
  // Names
  used("Subject: { record: { a: string } }", "Subject: { record: { b: { type: string, was: a } } }"),
  typed("Got: { record: { it: Old } }\nPut: { record: {} }\nOld: { record: { a: string } }", "Got: { record: { it: New } }\nPut: { record: {} }\nNew: { was: Old, record: { a: string } }"), // prettier-ignore
  typed("Got: { record: { it: Old } }\nPut: { record: {} }\nOld: { enum: { A: {} } }", "Got: { record: { it: New } }\nPut: { record: {} }\nNew: { was: Old, enum: { A: {}, B: {} } }"), // prettier-ignore
  typed("Got: { record: { it: Old } }\nPut: { record: {} }\nOld: { union: { tag: t, variants: { A: X } } }", "Got: { record: { it: New } }\nPut: { record: {} }\nNew: { was: Old, union: { tag: t, variants: { A: X } } }"), // prettier-ignore
  typed("Got: { record: {} }\nPut: { record: { a: string } }", "Got: { record: {} }\nAsk: { was: Put, record: { a: string } }\nPut: { record: {} }"), // prettier-ignore
  used("Subject: { enum: { A: { wire: 1 }, B: { wire: 2 } } }", "Subject: { enum: { A: { wire: 1 }, C: { wire: 3 } } }"), // prettier-ignore
  used("Subject: { enum: { parse: {}, B: {} } }", "Subject: { enum: { B: {} } }"),
  used("Subject: { enum: { A: {} } }", "Subject: { closed: true, enum: { A: {}, B: {}, C: {} } }"),
  used("Subject: { closed: true, enum: { A: {}, B: {} } }", "Subject: { enum: { A: {}, C: {} } }"),
  typed("Got: { record: {} }\nPut: { was: Ask, record: { a: string } }", "Got: { record: {} }\nPut: { record: { a: string } }"), // prettier-ignore
  used("Subject: { record: { a: Held<X> } }\nHeld: { was: Old, params: [T], record: { it: T } }", "Subject: { record: { a: Held<X> } }\nHeld: { params: [T], record: { it: T } }"), // prettier-ignore
  used("Subject: { record: { a: X, b: Gone } }\nGone: { record: { id: string } }\nKept: { record: { id: string } }", "Subject: { record: { a: X, b: Kept } }\nKept: { was: Gone, record: { id: string } }"), // prettier-ignore
  // Other names for what was edited
  used("Subject: { record: { a: Same } }\nSame: { alias: Held }\nHeld: { record: { id: string } }", "Subject: { record: { a: Same } }\nSame: { alias: Held }\nHeld: { record: { id: string, more: u32 } }"), // prettier-ignore
  typed("Got: { record: {} }\nPut: { record: {} }\nSame: { alias: Held }\nHeld: { record: { id: string } }", "Got: { record: {} }\nPut: { record: {} }\nSame: { alias: Held }\nHeld: { record: { id: string, more: u32 } }"), // prettier-ignore
  typed("Got: { record: {} }\nPut: { record: {} }\nOne: { alias: Held<X> }\nTwo: { alias: Held<string> }\nHeld: { params: [T], union: { tag: t, variants: { A: { type: T, content: c } } } }", "Got: { record: {} }\nPut: { record: {} }\nOne: { alias: Held<X> }\nTwo: { alias: Held<string> }\nHeld: { params: [T], union: { tag: t, variants: { A: { type: bytes, content: c } } } }"), // prettier-ignore
  // Generics
  used("Subject: { record: { a: Page<X> } }\nPage: { params: [T], record: { items: list<T> } }", "Subject: { record: { a: Page<X> } }\nPage: { params: [T], record: { items: list<T>, more: T } }"), // prettier-ignore
  used("Subject: { record: { a: Page<X> } }\nPage: { params: [T], record: { items: list<T> } }", "Subject: { record: { a: Page<Y> } }\nPage: { params: [U], record: { items: U } }"), // prettier-ignore
  used("Subject: { record: { a: Page<X> } }\nPage: { params: [T], record: { items: list<T> } }", "Subject: { record: { a: Page } }\nPage: { record: { items: list<X> } }"), // prettier-ignore
  used("Subject: { record: { a: Maybe<X> } }\nMaybe: { params: [T], union: { tag: t, variants: { Some: { type: T, content: value }, None: {} } } }", "Subject: { record: { a: Maybe<X> } }\nMaybe: { params: [T], union: { tag: t, variants: { Some: { type: T, content: held }, Other: {} } } }"), // prettier-ignore
  // Names for types
  used("Subject: { newtype: u32 }", "Subject: { newtype: string }"),
  used("Subject: { newtype: X }", "Subject: { newtype: Y }"),
  used("Subject: { newtype: list<X> }", "Subject: { newtype: nullable<string> }"),
  used("Subject: { opaque: string }", "Subject: { newtype: u64 }"),
  used("Subject: { newtype: Id }\nId: { opaque: string }", "Subject: { newtype: string }\nId: { newtype: u8 }"),
  used("Subject: { alias: Id }\nId: { opaque: string }", "Subject: { alias: Other }\nId: { opaque: string }\nOther: { opaque: string }"), // prettier-ignore
  used("Subject: { alias: uuid }", "Subject: { opaque: string }"),
  used("Subject: { record: { a: uuid } }", "Subject: { record: { a: Id } }\nId: { newtype: uuid }"),
  used("Subject: { record: { a: Id } }\nId: { newtype: timestamp }", "Subject: { record: { a: timestamp } }"),
  // Unions
  used("Subject: { union: { tagging: external, variants: { A: {}, B: X } } }", "Subject: { union: { tagging: external, variants: { A: {}, C: { type: X, wire: B } } } }"), // prettier-ignore
  used("Subject: { union: { tagging: external, variants: { A: {}, B: X } } }", "Subject: { union: { tagging: external, variants: { Uno: { wire: A }, B: X } } }"), // prettier-ignore
  used("Subject: { union: { tagging: external, variants: { A: {}, B: X, C: {} } } }", "Subject: { union: { tagging: external, variants: { A: {}, B: X, D: Y } } }"), // prettier-ignore
  used("Subject: { union: { tagging: external, variants: { A: {}, B: X } } }", "Subject: { union: { tagging: external, closed: true, variants: { A: {}, B: Y } } }"), // prettier-ignore
  used("Subject: { union: { tagging: adjacent, tag: t, content: c, variants: { A: X, B: {} } } }", "Subject: { union: { tagging: adjacent, tag: t, content: d, variants: { A: X, B: {} } } }"), // prettier-ignore
  used("Subject: { union: { tagging: adjacent, tag: t, content: c, variants: { A: X, B: u32 } } }", "Subject: { union: { tagging: internal, tag: t, variants: { A: X, B: u32 } } }"), // prettier-ignore
  used("Subject: { union: { tag: t, closed: true, variants: { A: X, B: {} } } }", "Subject: { union: { tag: t, closed: true, variants: { A: X } } }"), // prettier-ignore
  used("Subject: { union: { tag: t, closed: true, variants: { A: X } } }", "Subject: { union: { tag: t, variants: { A: X, B: Y, C: {} } } }"), // prettier-ignore
  used("Subject: { union: { tag: t, variants: { A: X, B: Y } } }", "Subject: { union: { tag: t, variants: { A: Y, B: X } } }"), // prettier-ignore
  used("Subject: { union: { tag: t, variants: { A: list<X> } } }", "Subject: { union: { tag: t, variants: { A: list<Y> } } }"), // prettier-ignore
  used("Subject: { union: { tag: t, variants: { A: list<X> } } }", "Subject: { union: { tag: t, variants: { A: X } } }"), // prettier-ignore
  used("Subject: { union: { tag: t, variants: { A: Inner, B: {} } } }\nInner: { record: { deep?: Subject } }", "Subject: { union: { tag: t, variants: { A: Inner, B: {}, C: {} } } }\nInner: { record: { deep: Subject } }"), // prettier-ignore
  used("Subject: { union: { tagging: untagged, variants: { A: string, B: X } } }", "Subject: { union: { tagging: untagged, variants: { A: string, B: Y } } }"), // prettier-ignore
  used("Subject: { union: { tagging: untagged, variants: { A: string, B: X } } }", "Subject: { union: { tagging: untagged, variants: { A: u32, B: X, C: bool } } }"), // prettier-ignore
  used(
    "Subject: { union: { tagging: untagged, variants: { A: string, B: X } } }",
    "Subject: { record: { id: string } }",
  ),
  used("Subject: { enum: { A: {}, B: {} } }", "Subject: { union: { tag: t, variants: { A: {}, B: {} } } }"),
  used("Subject: { enum: { A: {}, B: {} } }", "Subject: { alias: string }"),
  used("Subject: { opaque: string }", "Subject: { enum: { A: {}, B: {} } }"),
  used("Subject: { union: { tag: t, variants: { A: X, B: {} } } }", "Subject: { record: { t: string, id: string } }"),
  used("Subject: { union: { tag: t, variants: { A: X, B: {} } } }", "Subject: { enum: { A: {} } }"),
  used("Subject: { union: { tag: t, variants: { A: X } } }", "Subject: { alias: json }"),
  used("Subject: { alias: json }", "Subject: { record: { a: string } }"),
  // Requests
  typed("Got: { record: {} }\nPut: { record: { a: string } }", "Got: { record: {} }\nPut: { record: {} }"),
  typed("Got: { record: {} }\nPut: { record: {} }", "Got: { record: {} }\nPut: { record: { a?: string } }"),
  typed("Got: { record: {} }\nPut: { record: {} }", "Got: { record: {} }\nPut: { record: { a: string } }"),
  typed("Got: { record: {} }\nPut: { record: { a?: string } }", "Got: { record: {} }\nPut: { record: { a?: string, b?: X } }"), // prettier-ignore
  post("request: X", "request: Y"),
  post("request: Y", "request: X"),
  post("request: list<X>", "request: list<Y>"),
  post("request: list<X>", "request: X"),
  post("request: X", "request: list<X>"),
  post("request: X", "group: other"),
  act("output: X, http: { method: POST, path: \"/a/{b}\", pathParams: { b: string } }", "output: X, http: { method: POST, path: \"/a/{c}\", pathParams: { c: u32 }, query: { q: X } }"), // prettier-ignore
  act("output: X, http: { method: GET, path: /a, query: { q: list<string>, r?: u32 } }", "output: X, http: { method: GET, path: /a, query: { q: list<string>, r: { type: u32, fill: 1 } } }"), // prettier-ignore
  // Outputs
  get("output: X", "output: text"),
  get("output: text", "output: stream"),
  get("output: unit", "output: X"),
  get("output: X", "output: unit"),
  get("output: nullable<X>", "output: X"),
  get("output: X", "output: nullable<X>"),
  get("output: list<X>", "output: list<Y>"),
  get("output: { 200: X, 202: Y }", "output: { 200: X }"),
  get("output: { 200: X }", "output: { 200: X, 202: Y }"),
  get("output: { 200: X, 202: Y }", "output: { 200: Y, 202: X }"),
  get("output: { 200: X, 202: Y }", "output: { 200: { type: X, name: fine }, 202: Y }"),
  get("output: { 200: X, 202: Y }", "output: { 200: X, 201: X, 204: unit }"),
  // Errors
  get("output: X, errors: { default: E }", "output: X, errors: { default: E, 404: F }"),
  get("output: X, errors: { default: E }", "output: X, errors: { default: E, 404: E }"),
  get("output: X, errors: { default: E, 404: F }", "output: X, errors: { default: E }"),
  get("output: X, errors: { default: E, 404: E }", "output: X, errors: { default: E }"),
  get("output: X, errors: { 4XX: E }", "output: X, errors: { 4XX: F }"),
  get("output: X, errors: { 404: E, 409: F }", "output: X, errors: { 404: E, 410: F }"),
  get("output: X, errors: { 404: E }", "output: X, errors: { default: E }"),
  get("output: X, errors: { 404: E, 409: E }", "output: X, errors: { 404: E }"),
  get("output: X, errors: { 404: E }", "output: X, errors: { 404: E, default: F }"),
  get("output: X, errors: { 404: { type: E, code: kind } }", "output: X, errors: { 404: { type: E, code: message } }"),
  act("output: X, errors: { 404: E }", "output: X, errors: { default: E }"),
  headed("errors: { default: hub.E }\n", "errors: { default: hub.F }\n"),
  headed("errors: { default: hub.E }\n", ""),
  headed("errors: { 404: hub.E }\n", "errors: { 404: hub.E, default: hub.E }\n"),
  headed("errors: { 404: hub.E, 409: hub.F }\n", "errors: { 404: hub.F }\n"),
  // Pages and work that goes on
  act(started("with: hub_Job, until: { field: state, in: [done] }"), started("with: hub_Job, until: { field: state, in: [ended] }"), jobs), // prettier-ignore
  act(started("with: hub_Job, until: { field: state, in: [done] }"), "output: Job }\n  hub_Job: { request: Ask, output: Job }\n  hub_Other: { output: F", jobs), // prettier-ignore
  act("output: list<X>, http: { method: GET, path: /a, query: { offset?: u32 } }, pagination: { kind: offset, request: offset }", "output: list<Y>, http: { method: GET, path: /a, query: { offset?: u32 } }, pagination: { kind: offset, request: offset }"), // prettier-ignore
  act("output: list<X>, http: { method: GET, path: /a, query: { offset?: u32 } }, pagination: { kind: offset, request: offset }", "output: list<X>, http: { method: GET, path: /a, query: { offset?: u32 } }"), // prettier-ignore
  // Whole actions, and whom they belong to
  act("output: X", "output: X, group: other, name: called, class: CalledAction"),
  act("output: X }\n  hub_Gone: { output: Y", "output: X"),
  { ...typed("Got: { record: {} }\nPut: { record: { a: string } }", ""), name: "a module has another name", new: typed("Got: { record: {} }\nPut: { record: { a: string } }", "").old.replace("module: hub", "module: other") }, // prettier-ignore
  // The client
  headed("auth: { bearer: { kind: bearer } }\n", ""),
  headed("auth: { bearer: { kind: bearer } }\n", "auth: { bearer: { kind: bearer }, key: { kind: apiKey, in: header, name: X-Key } }\n"), // prettier-ignore
  headed("auth: { bearer: { kind: bearer }, key: { kind: apiKey, in: header, name: X-Key } }\n", "auth: { bearer: { kind: bearer } }\n"), // prettier-ignore
  headed("auth: { main: { kind: bearer } }\n", "auth: { main: { kind: basic } }\n"),
  headed("auth: { main: { kind: bearer } }\n", "auth: { other: { kind: bearer } }\n"),
  headed("servers: [{ url: \"https://{a}.example\", variables: { a: { enum: [x, y] } } }]\n", "servers: [{ url: \"https://{a}.example\", variables: { a: { enum: [x] } } }]\n"), // prettier-ignore
  headed("servers: [{ url: \"https://{a}.example\", variables: { a: { enum: [x] } } }]\n", "servers: [{ url: \"https://{b}.example\", variables: { b: { enum: [x] } } }]\n"), // prettier-ignore
  headed("servers: [{ url: \"https://{a}.example\", variables: { a: { enum: [x] } } }]\n", "servers: [{ url: \"https://{a}.example\", variables: { a: { enum: [x], open: true } } }]\n"), // prettier-ignore
  headed("servers: [{ url: \"https://{a}.example\", variables: { a: { default: x } } }]\n", "servers: [{ url: \"https://{a}.example\", variables: { a: {} } }]\n"), // prettier-ignore
  headed("servers: [{ url: \"https://a.example\" }]\n", "servers: [{ url: \"https://{a}.example\", variables: { a: {} } }]\n"), // prettier-ignore
];
