// What the language does not allow, sentence by sentence, and what stands just beside it and is allowed.
import { describe, expect, it } from "vitest";
import { apiOf, diagnose, readFiles } from "./support/spec.js";

/** The codes for a spec with these types and actions, next to a record, an id and an enum. */
function codesOf({
  types = "",
  actions = "",
  api = "",
}: {
  types?: string;
  actions?: string;
  api?: string;
}): readonly string[] {
  const spec = `
actionSpec: 1
api: { id: a, title: A, version: "1" }
binding: { rpc: { path: "/{action}" } }
${api}
modules:
  - module: things
    types:
      Rec: { record: { a: string, b?: u8 } }
      Other: { record: { c: string } }
      Id: { opaque: string }
      Kind: { enum: { A: {} }, closed: true }
      Box: { params: [T], record: { value: T } }
      ${types}
    actions:
      things_First: { effect: read, output: unit }
      ${actions}
`;
  return readFiles({ "api.yaml": spec })
    .diagnostics.filter(({ severity }) => severity !== "info")
    .map(({ code }) => code);
}

const union = (inner: string): string => `X: { union: { ${inner} } }`;
const record = (inner: string): string => `X: { record: { ${inner} } }`;
const query = (inner: string): string =>
  `things_Q: { output: unit, http: { method: GET, path: /q, query: { ${inner} } } }`;

describe.each<[sentence: string, type: string, codes: readonly string[]]>([
  // Type expressions.
  ["no commas inside", record('x: "map<string, u8>"'), ["AW2102"]],
  ["list takes a type", record("x: list"), ["AW2106"]],
  ["a generic takes its argument", record("x: Box"), ["AW2106"]],
  ["only a generic takes one", record("x: Rec<u8>"), ["AW2106"]],
  ["a scalar takes none", record("x: string<u8>"), ["AW2106"]],
  ["blanks are allowed", record("x: list< nullable<Rec> >"), []],
  ["text stands only as a whole output", record("x: text"), ["AW2103"]],
  ["and not within a type", record("x: list<stream>"), ["AW2103"]],
  [
    "a parameter stands only in its own type",
    "X: { params: [P], record: { x: P } }\n      Y: { record: { y: P } }",
    ["AW2104"],
  ],
  // Long forms and constraints.
  ["constraints in one form", record("x: { type: string, minLength: 1, constraints: [{ maxLength: 2 }] }"), ["AW2009"]],
  ["min is for numbers", record("x: { type: string, min: 1 }"), ["AW2130"]],
  ["minItems is for lists", record("x: { type: string, minItems: 1 }"), ["AW2130"]],
  ["and for maps", record("x: { type: map<u8>, minItems: 1 }"), []],
  [
    "a constraint sees through names and null",
    "N: { newtype: string }\n      X: { record: { x: { type: nullable<N>, maxLength: 1 } } }",
    [],
  ],
  ["a list's items have none here", record("x: { type: list<string>, maxLength: 1 }"), ["AW2130"]],
  [
    "bounds leave something",
    record('x: { type: u64, min: "18446744073709551615", max: "18446744073709551614" }'),
    ["AW2131"],
  ],
  ["digits in quotes are for 64 bits", record('x: { type: u32, min: "1" }'), ["AW2136"]],
  ["however many they are", record('x: { type: f64, max: "9007199254740993" }'), ["AW2136"]],
  [
    "by whatever name",
    'N: { newtype: i64 }\n      X: { record: { x: { type: nullable<N>, max: "9007199254740993" }, y: { type: u64, constraints: [{ min: "1" }] } } }',
    [],
  ],
  ["told once", record('x: { type: string, min: "1" }'), ["AW2130"]],
  ["patterns have the flag u", record("x: { type: string, pattern: '\\-' }"), ["AW2132"]],
  // Kinds.
  ["a newtype wraps any type but json", "X: { newtype: json }", ["AW2120"]],
  ["not even by an alias", "J: { alias: json }\n      X: { newtype: J }", ["AW2120"]],
  ["but a list of it", "X: { newtype: list<json> }", []],
  ["an opaque is a string", "X: { opaque: u8 }", ["AW2004"]],
  ["an opaque is not generic", "X: { opaque: string, params: [T] }", ["AW2001"]],
  ["a type has one kind", "X: { opaque: string, alias: string }", ["AW2007"]],
  ["enum values differ on the wire", "X: { enum: { A: {}, B: { wire: A } } }", ["AW2112"]],
  ["in any case", "X: { enum: { Ab: {}, AB: {} }, valueCase: lowercase }", ["AW2112"]],
  ["a value is a text or an integer", "X: { enum: { A: { wire: 1.5 } } }", ["AW2003"]],
  // Defaults, fills and examples are wire JSON.
  ["a default fits", record("x: { type: u8, default: a }"), ["AW2140"]],
  ["a fill fits", record("x: { type: list<u8>, fill: [a] }"), ["AW2141"]],
  ["an example fits", record("x: { type: date, examples: [2026-02-30] }"), ["AW2142"]],
  ["also its constraints", record("x: { type: string, maxLength: 1, fill: ab }"), ["AW2141"]],
  [
    "also those of its alias",
    "S: { alias: string, maxLength: 1 }\n      X: { record: { x: { type: S, fill: ab } } }",
    ["AW2141"],
  ],
  ["also its format", record("x: { type: string, format: uuid, examples: [a] }"), ["AW2142"]],
  ["lengths are code points", record('x: { type: string, maxLength: 1, examples: ["😀"] }'), []],
  ["on the wire, not in code", record("x: { type: Rec, fill: {} }"), ["AW2141"]],
  // Parameters.
  ["a parameter is not called as its type", "X: { params: [X], alias: list<X> }", ["AW2123"]],
  ["but may be as another", "X: { params: [Rec], alias: list<Rec> }", []],
  // Rules.
  ["rules name fields", "X: { record: { a?: u8 }, rules: [{ atLeastOneOf: [a, b] }] }", ["AW2122"]],
  ["a rule is one", "X: { record: { a?: u8 }, rules: [{ atLeastOneOf: [a], exactlyOneOf: [a] }] }", ["AW2010"]],
  // Tagging.
  ["a field is not the tag", union("tag: a, variants: { A: Rec }"), ["AW2113"]],
  ["unless it is not flattened", union("tag: a, variants: { A: { type: Rec, content: c } }"), []],
  ["the content is not the tag", union("tag: c, variants: { A: { type: u8, content: c } }"), ["AW2114"]],
  ["nor called so in code", union("tag: theTag, variants: { A: { type: u8, content: the_tag } }"), ["AW2114"]],
  ["an external union of units is an enum", union("tagging: external, variants: { A: {}, B: {} }"), ["AW2119"]],
  ["an untagged variant has a payload", union("tagging: untagged, variants: { A: {}, B: u8 }"), ["AW2116"]],
  ["untagged variants differ by JSON type", union("tagging: untagged, variants: { A: string, B: Id }"), ["AW2115"]],
  ["numbers are one type", union("tagging: untagged, variants: { A: u8, B: f64 }"), ["AW2115"]],
  ["or by a required field of the earlier one", union("tagging: untagged, variants: { A: Rec, B: Other }"), []],
  [
    "which an optional one is not",
    "Opt: { record: { z?: string } }\n      X: { union: { tagging: untagged, variants: { A: Opt, B: Other } } }",
    ["AW2115"],
  ],
  ["a map takes every object", union("tagging: untagged, variants: { A: map<u8>, B: Rec }"), ["AW2115"]],
  ["null twice", union("tagging: untagged, variants: { A: nullable<string>, B: nullable<u8> }"), ["AW2115"]],
  ["json takes everything", union("tagging: untagged, variants: { A: json, B: u8 }"), ["AW2115"]],
  ["and may come last, but not beside", union("tagging: untagged, variants: { A: u8, B: json }"), ["AW2115"]],
  ["a key without effect: tag", union("tagging: external, tag: t, variants: { A: u8 }"), ["AW2124"]],
  ["a key without effect: content of a unit", union("tag: t, variants: { A: { content: c } }"), ["AW2124"]],
  [
    "a key without effect: wire without a tag",
    union("tagging: untagged, variants: { A: { type: u8, wire: a } }"),
    ["AW2124"],
  ],
  // Open and closed.
  ["only scalars are open", record("x: { type: Rec, open: true }"), ["AW2121"]],
  ["only those that are text", record("x: { type: u8, open: true }"), ["AW2121"]],
  ["$unknown is no value", "X: { enum: { A: { wire: $unknown } } }", ["AW2129"]],
  ["$unknown is no variant", union("tag: t, variants: { A: { wire: $unknown } }"), ["AW2129"]],
  ["$raw is no field", record("x: { type: u8, wire: $raw }"), ["AW2129"]],
  ["$tag is no tag", union("tag: $tag, variants: { A: {} }"), ["AW2129"]],
  // Recursion.
  ["a record does not need itself", record("x: X"), ["AW2117"]],
  ["it may have itself", record("x?: X"), []],
  ["a union needs a way out", union("tag: t, variants: { A: { type: X, content: x } }"), ["AW2117"]],
  ["an alias is not itself", "X: { alias: nullable<X> }", ["AW2118"]],
  ["an untagged union is not itself", union("tagging: untagged, variants: { A: X, B: u8 }"), ["AW2118"]],
  ["nor by a generic alias", "M: { params: [T], alias: nullable<T> }\n      X: { alias: M<X> }", ["AW2118"]],
  ["values of a circle are not looked at", "X: { alias: Y, examples: [1] }\n      Y: { alias: X }", ["AW2118"]],
  // Names.
  ["fields are snake_case", record("aB: u8"), ["AW3004"]],
  ["two names in code are one", record("a_1: u8, a1: u8"), ["AW3007"]],
  ["types have no underscore", "X_Y: { opaque: string }", ["AW3001"]],
  ["keys are their source text", 'X: { enum: { 400: {}, "400": {} } }', ["AW1002"]],
  ["an extension has no place among names", record("x-note: u8"), ["AW3004"]],
])("%s", (_, type, codes) => {
  it(codes.join(" ") || "is allowed", () => {
    expect(codesOf({ types: type })).toEqual(codes);
  });
});

describe("variants without a tag that are generic", () => {
  const generics = `One: { params: [T], newtype: T }
      Two: { params: [T], newtype: One<T> }
      Maybe: { params: [T], newtype: nullable<T> }
      Many: { params: [T], newtype: list<T> }
      Pair: { union: { tagging: untagged, variants: { Flag: Flag, Rec: Rec } } }
      Flag: { record: { a: string, flag: bool } }`;

  it.each<[sentence: string, variants: string, codes: readonly string[]]>([
    ["a newtype is what its argument is", "A: One<string>, B: One<u32>", []],
    ["the same argument is the same form", "A: One<string>, B: Two<string>", ["AW2115"]],
    ["also where it may be null", "A: Maybe<string>, B: u32, C: list<u8>", []],
    ["but only once", "A: Maybe<string>, B: Maybe<u32>", ["AW2115"]],
    ["through several names", "A: Two<list<u8>>, B: Two<string>, C: map<u8>", []],
    ["the fields of an argument count", "A: One<Rec>, B: Two<Other>", []],
    ["a record is an object with any argument", "A: Box<string>, B: Box<u32>", ["AW2115"]],
    ["an argument behind a field does not matter", "A: Box<X>, B: u8", []],
    ["nor one in a list", "A: Many<X>, B: u8", []],
    ["a union needs what all its variants need", "A: One<Pair>, B: Other", []],
    ["and takes what one of them takes", "A: One<Pair>, B: Rec", ["AW2115"]],
    ["what is unknown is told alone", "A: One<Nothing>, B: u8", ["AW2104"]],
  ])("%s", (_, variants, codes) => {
    const types = `${generics}\n      ${union(`tagging: untagged, variants: { ${variants} }`)}`;
    expect(codesOf({ types })).toEqual(codes);
  });

  it("in its own definition an argument can be anything", () => {
    const types = "X: { params: [T], union: { tagging: untagged, variants: { A: u8, B: T } } }";
    expect(codesOf({ types })).toEqual(["AW2115"]);
  });

  it("are looked at once each, however many types they would make", () => {
    const length = 45;
    const chain = Array.from({ length }, (_, index) => `L${index}: { params: [T], union: { tagging: untagged, variants: { A: L${index + 1}<list<T>>, B: L${index + 1}<map<T>> } } }`); // prettier-ignore
    const types = [...chain, `L${length}: { params: [T], newtype: nullable<T> }`].join("\n      ");
    expect(new Set(codesOf({ types }))).toEqual(new Set(["AW2115"]));
  });
});

describe.each<[sentence: string, action: string, codes: readonly string[]]>([
  ["a placeholder is a parameter", "things_P: { output: unit, http: { method: GET, path: '/{id}' } }", ["AW2150"]],
  [
    "by its name on the wire",
    "things_P: { output: unit, http: { method: GET, path: '/{the_id}', pathParams: { the_id: Id } } }",
    ["AW2150"],
  ],
  [
    "a path parameter is not optional",
    "things_P: { output: unit, http: { method: GET, path: '/{id}', pathParams: { id?: Id } } }",
    ["AW2154"],
  ],
  [
    "some headers are the client's",
    "things_H: { output: unit, http: { method: GET, path: /h, headers: { content_type: string } } }",
    ["AW2152"],
  ],
  [
    "in any case",
    "things_H: { output: unit, http: { method: GET, path: /h, headers: { x: { type: string, wire: ACCEPT } } } }",
    ["AW2152"],
  ],
  [
    "a name is not in both",
    "things_B: { request: Rec, output: unit, http: { method: POST, path: /b, query: { a?: string } } }",
    ["AW2153"],
  ],
  [
    "unless it is renamed",
    "things_B: { request: Rec, output: unit, http: { method: POST, path: /b, query: { a?: { type: string, name: query_a } } } }",
    [],
  ],
  [
    "a body that is no record is `body`",
    "things_B: { request: list<u8>, output: unit, http: { method: POST, path: /b, query: { body?: string } } }",
    ["AW2153"],
  ],
  ["two parameters differ on the wire", query("x?: u8, y?: { type: u8, wire: x }"), ["AW2108"]],
  [
    "in their own place",
    "things_Q: { output: unit, http: { method: GET, path: '/{x}', pathParams: { x: u8 }, query: { y?: { type: u8, wire: x } } } }",
    [],
  ],
  [
    "a style is for the query",
    "things_S: { output: unit, http: { method: GET, path: '/{x}', pathParams: { x: { type: u8, style: form } }, headers: { h: { type: u8, explode: true } } } }",
    ["AW2124", "AW2124"],
  ],
  ["whose parameters have it", query("x?: { type: list<u8>, style: pipeDelimited, explode: true }"), []],
  [
    "and in it for lists and objects",
    query("x?: { type: u8, style: form }, y?: { type: nullable<string>, explode: false }"),
    ["AW2124", "AW2124"],
  ],
  [
    "and the one of all its parameters is passed over elsewhere",
    "things_S: { output: unit, http: { method: GET, path: /s, style: pipeDelimited, query: { x?: list<u8> }, headers: { h: u8 } } }",
    [],
  ],
  ["a query takes lists and objects", query("a?: list<string>, b?: Rec"), []],
  ["but none within others", query("a?: list<Rec>"), ["AW2167"]],
  ["GET has no body", "things_G: { request: Rec, output: unit, http: { method: GET, path: /g } }", ["AW2155"]],
  [
    "an example has the wire's names",
    "things_E: { request: Rec, output: unit, examples: [{ name: e, request: { b: 1 } }] }",
    ["AW2143"],
  ],
  ["an example's status is known", "things_E: { output: unit, examples: [{ name: e, status: 404 }] }", ["AW2144"]],
  ["outcomes differ", "things_O: { output: { 200: unit, 201: { type: unit, name: ok } } }", ["AW2175"]],
  ["204 has no body", "things_O: { output: { 204: Rec } }", ["AW2176"]],
  ["a lifted field exists", "things_E: { output: unit, errors: { 400: { type: Rec, code: kind } } }", ["AW2158"]],
  ["text is no error", "things_E: { output: unit, errors: { 400: text } }", ["AW2103"]],
  ["text is no request", "things_E: { request: text, output: unit }", ["AW2103"]],
  ["a status is one", "things_E: { output: unit, errors: { 40X: unit } }", ["AW2005"]],
  ["a class is not a type", "things_Rec: { output: unit, class: Rec }", ["AW3008"]],
  [
    "a class record is no data",
    "things_C: { request: Rec, output: unit }\n      things_D: { output: list<Rec> }",
    ["AW2166"],
  ],
  ["methods differ", "things_first: { output: unit, class: OtherAction }", ["AW3009"]],
  ["auth names schemes", "things_A: { output: unit, auth: bearer }", ["AW2161"]],
  ["a group can be a member", "things_G: { output: unit, group: execute }", ["AW3010"]],
])("%s", (_, action, codes) => {
  it(codes.join(" ") || "is allowed", () => {
    expect(codesOf({ actions: action })).toEqual(codes);
  });
});

/** An action with such inputs that answers so. */
const paged = (inputs: string, output: string, pagination: string): string =>
  `things_P: { output: ${output}, http: { method: GET, path: /p, query: { ${inputs} } }, pagination: { ${pagination} } }`;
/** A page with such a field, and pages that go by it. */
const follow = (input: string, next: string): readonly [types: string, action: string] => [
  `Page: { record: { items: list<Rec>, next?: ${next} } }\n      Text: { alias: nullable<string> }\n      Ref: { opaque: string }\n      Size: { newtype: u64 }`,
  paged(`at?: ${input}`, "Page", "kind: cursor, request: at, response: next, items: items"),
];

describe.each<[sentence: string, action: string, codes: readonly string[]]>([
  ["a page is the list", paged("at?: u32", "list<Rec>", "kind: offset, request: at"), []],
  ["or a list under a name", paged("at?: u32", "Box<list<Rec>>", "kind: offset, request: at, items: value"), []],
  ["and nothing else", paged("at?: u32", "Box<map<Rec>>", "kind: offset, request: at, items: value"), ["AW2173"]],
  ["not even text", paged("at?: u32", "text", "kind: offset, request: at"), ["AW2173"]],
  ["an unknown type is told once", paged("at?: u32", "Missing", "kind: offset, request: at, items: a"), ["AW2104"]],
  ["so is an unknown member", paged("at?: u32", "Rec", "kind: offset, request: at, items: c"), ["AW2158"]],
  ["what is counted is a number", paged("at?: string", "list<u8>", "kind: offset, request: at"), ["AW2174"]],
  ["of whatever name", paged("at?: Box<u8>", "list<u8>", "kind: offset, request: at"), ["AW2174"]],
  ["an offset begins at 0", paged("at: nullable<u64>", "list<u8>", "kind: offset, request: at"), []],
  ["a page may begin at 1", paged("at?: u8", "list<u8>", "kind: page, request: at"), ["AW2172"]],
  ["as the API says", paged("at?: { type: u8, default: 1 }", "list<u8>", "kind: page, request: at"), []],
  ["as the package sends it", paged("at: { type: u8, fill: 1 }", "list<u8>", "kind: page, request: at"), []],
  ["or as the caller says", paged("at: u8", "list<u8>", "kind: page, request: at"), []],
  ["a cursor is in the page", paged("at?: string", "list<u8>", "kind: cursor, request: at"), ["AW2169"]],
  ["successes may be empty", paged("at?: u32", "{ 200: list<u8>, 204: unit }", "kind: offset, request: at"), []],
  [
    "but not of another type",
    paged("at?: u32", "{ 200: list<u8>, 206: list<u16> }", "kind: offset, request: at"),
    ["AW2177"],
  ],
  [
    "what reads pages has a name of its own",
    `${paged("at?: u32", "list<u8>", "kind: offset, request: at")}
      things_R: { class: P, output: list<u8>, http: { method: GET, path: /r, query: { at?: u32 } }, pagination: { kind: offset, request: at } }`,
    ["AW3008"],
  ],
  [
    "a member of a body that is no record is no input",
    "things_P: { request: Box<u8>, output: list<u8>, pagination: { kind: offset, request: value } }",
    ["AW2159"],
  ],
  [
    "an unknown body may have any",
    "things_P: { request: Missing, output: list<u8>, pagination: { kind: offset, request: value } }",
    ["AW2104"],
  ],
])("pages: %s", (_, action, codes) => {
  it(codes.join(" ") || "is allowed", () => {
    expect(codesOf({ actions: action })).toEqual(codes);
  });
});

describe.each<[input: string, next: string, codes: readonly string[]]>([
  ["string", "nullable<string>", []],
  ["string", "Text", []],
  ["string", "Ref", []],
  ["Ref", "string", []],
  ["Ref", "Ref", []],
  ["Ref", "Id", ["AW2174"]],
  ["Size", "u32", []],
  ["u32", "Size", []],
  ["u32", "string", ["AW2174"]],
  ["string", "u32", ["AW2174"]],
  ["string", "list<string>", ["AW2174"]],
  ["list<string>", "list<string>", []],
  ["string", "Rec", ["AW2174"]],
  ["string", "Missing", ["AW2104"]],
])("a cursor for %s from %s", (input, next, codes) => {
  it(codes.join(" ") || "is allowed", () => {
    const [types, actions] = follow(input, next);
    expect(codesOf({ types, actions })).toEqual(codes);
  });
});

describe.each<[sentence: string, api: string, codes: readonly string[]]>([
  [
    "a variable is an option of its own",
    'servers: [{ url: "https://{token}.a", variables: { token: {} } }]\nauth: { bearer: { kind: bearer } }',
    ["AW2164"],
  ],
  [
    "and no option of every client",
    'servers: [{ url: "https://{headers}.a", variables: { headers: {} } }]',
    ["AW2164"],
  ],
  ["a placeholder is a variable", 'servers: [{ url: "https://{tenant}.a" }]', ["AW2162"]],
  ["a variable is used", 'servers: [{ url: "https://a", variables: { tenant: {} } }]', ["AW2163"]],
  ["two schemes of a kind share their options", "auth: { a: { kind: bearer }, b: { kind: bearer } }", ["AW2165"]],
  ["an extension stands anywhere else", "x-note: { any: [thing] }", []],
])("%s", (_, api, codes) => {
  it(codes.join(" ") || "is allowed", () => {
    expect(codesOf({ api })).toEqual(codes);
  });
});

it("enums that callers alone write are told of once, however many there are", () => {
  const [names, read] = [["A", "B", "C", "D", "E", "F", "G"], ["E", "F"]];
  const fields = (kept: readonly string[]): string => kept.map((name) => `${name.toLowerCase()}: ${name}`).join(", ");
  const types = names.map((name) => `${name}: { enum: { X: {} } }`).join("\n");
  const told = (answered: readonly string[]): readonly string[] =>
    diagnose(apiOf(`types:\n${`${types}\nIn: { record: { ${fields(names)} } }\nOut: { record: { ${fields(answered)} } }`.replace(/^/gm, "  ")}\nactions: { x: { request: In, output: Out } }`)).map(({ code, message }) => `${code} ${message}`);
  expect(told([])).toEqual(["AW2171 only requests have `A`, `B`, `C`, `D`, `E` and 2 more: an enum that callers alone write may as well be `closed`"]);
  expect(told(read)).toEqual(["AW2171 only requests have `A`, `B`, `C`, `D`, `G`: an enum that callers alone write may as well be `closed`"]);
}); // prettier-ignore
