// Schemas → types, a construct at a time. What is lost is told beside what is kept.
import { describe, expect, it } from "vitest";
import { importFiles, modelOfImport, paths, schemas } from "../support/import.js";

/** The types that schemas become, with what is told, as long as the language takes them. */
function typesOf(components: object): string {
  const result = importFiles(schemas(components));
  modelOfImport(result);
  return `\n${[...result.told, result.file("types").replace(/^module: types\ntypes:\n/, "")].join("\n")}`;
}

const text = { type: "string" };
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

describe("scalars", () => {
  it("formats are types of their own, constraints or told", () => {
    expect(
      typesOf({
        A: {
          type: "object",
          properties: {
            a: { type: "string", format: "date-time" },
            b: { type: "string", format: "uuid" },
            c: { type: "string", format: "uri" },
            d: { type: "string", format: "byte" },
            e: { type: "string", format: "email" },
            f: { type: "string", format: "password" },
            g: { type: "string", format: "iban" },
            h: { type: "integer" },
            i: { type: "integer", format: "int32" },
            j: { type: "integer", format: "uint16" },
            k: { type: "integer", minimum: 0, maximum: 4294967295 },
            l: { type: "number", format: "float" },
            m: { type: "boolean" },
            n: {},
          },
        },
        DeviceId: { type: "string", minLength: 1 },
        Count: { type: "integer", format: "uint32" },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6014 the format \`iban\` of a string is not known and is left out
      AW6015 nothing is said of this value: it is any JSON
        A:
          record:
            a?: timestamp
            b?: uuid
            c?: url
            d?: bytes
            e?: { type: string, format: email }
            f?: { type: string, sensitive: true }
            g?: string
            h?: i64
            i?: i32
            j?: u16
            k?: u32
            l?: f32
            m?: bool
            n?: json
        DeviceId: { opaque: string, minLength: 1 }
        Count: { newtype: u32 }
      "
    `);
  });

  it("bounds are exact where they can be, and told where they cannot", () => {
    const big = '{ "type": "integer", "maximum": 9007199254740993, "minimum": -9223372036854775808 }';
    const files = schemas({ A: { type: "object", properties: { a: { type: "integer", minimum: 0, exclusiveMinimum: true }, b: { type: "integer", exclusiveMaximum: 10 }, c: { type: "number", exclusiveMinimum: 0 }, d: { type: "integer", multipleOf: 5 }, e: "BIG", f: { type: "array", minimum: 1, items: { type: "string", pattern: "^a" } } } } }); // prettier-ignore
    const document = String(files["shop.json"]).replace('"BIG"', big);
    const result = importFiles({ "shop.json": document });
    modelOfImport(result);
    expect(`\n${[...result.told, result.file("types")].join("\n")}`).toMatchInlineSnapshot(`
      "
      AW6011 \`exclusiveMinimum\` is left out: the bound itself is let in
      AW6011 \`multipleOf\` is left out: any number between the bounds is taken
      AW6011 \`minimum\` is left out: it means nothing for the type array
      module: types
      types:
        A:
          record:
            a?: { type: i64, min: 1 }
            b?: { type: i64, max: 9 }
            c?: { type: f64, min: 0 }
            d?: i64
            e?: { type: i64, max: "9007199254740993" }
            f?: list<AFItem>
        AFItem: { opaque: string, pattern: ^a }
      "
    `);
  });

  it("patterns that need no `u` flag are put into words that have it; what cannot run is told", () => {
    expect(typesOf({ A: { type: "string", pattern: "^[\\w\\-]+\\_$" }, B: { type: "string", pattern: "(" } })).toMatchInlineSnapshot(`
      "
      AW6040 \`pattern\` is left out: the pattern \`(\` does not compile: unterminated group
        A: { opaque: string, pattern: "^[\\\\w\\\\-]+_$" }
        B: { opaque: string }
      "
    `); // prettier-ignore
  });
});

describe("null", () => {
  it("has three spellings, and some more", () => {
    expect(
      typesOf({
        A: {
          type: "object",
          properties: {
            a: { type: "string", nullable: true },
            b: { type: ["string", "null"] },
            c: { anyOf: [text, { type: "null" }] },
            d: { enum: ["x", null] },
            e: { oneOf: [ref("B"), { type: "null" }] },
            f: { allOf: [ref("B")], nullable: true },
            g: ref("C"),
          },
        },
        B: { type: "object", properties: { id: text } },
        C: { type: "object", nullable: true, properties: { id: text } },
      }),
    ).toMatchInlineSnapshot(`
      "
        A:
          record:
            a?: nullable<string>
            b?: nullable<string>
            c?: nullable<string>
            d?: nullable<AD>
            e?: nullable<B>
            f?: nullable<B>
            g?: nullable<C>
        B:
          record: { id?: string }
        C:
          record: { id?: string }
        AD: { enum: { x: {} } }
      "
    `);
  });
});

describe("objects", () => {
  it("are records, maps or both, which is told", () => {
    expect(
      typesOf({
        Bare: { type: "object" },
        Closed: { type: "object", additionalProperties: false },
        Map: { type: "object", additionalProperties: { type: "integer" }, minProperties: 1 },
        Both: { type: "object", properties: { a: text }, additionalProperties: text, required: ["a", "b"] },
        Nested: { properties: { items: { type: "array", items: { properties: { state: { enum: ["open"] } } } } } },
        Tree: { type: "array", items: ref("Tree") },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6016 \`additionalProperties\` beside properties is left out: other fields are kept when they are read, and not typed
      AW6015 nothing is said of this value: it is any JSON
        Bare: { alias: map<json> }
        Closed: { record: {} }
        Map: { alias: map<i64>, minItems: 1 }
        Both:
          record: { a: string, b: json }
        Nested:
          record: { items?: list<NestedItemsItem> }
        Tree: { alias: list<Tree> }
        NestedItemsItem:
          record: { state?: NestedItemsItemState }
        NestedItemsItemState: { enum: { open: {} } }
      "
    `);
  });

  it("have names in snake_case that give the wire name back, or say it", () => {
    const names = ["deviceId", "userSID", "part_1", "part1", "@type", "$ref", "+1", "-1", "__proto__", "", "24h", "名", "größe", "a/b", "URL", "url"]; // prettier-ignore
    const properties = Object.fromEntries(names.map((name) => [name, { type: "boolean" }]));
    Object.defineProperty(properties, "__proto__", { value: { type: "boolean" }, enumerable: true });
    expect(typesOf({ A: { properties } })).toMatchInlineSnapshot(`
      "
        A:
          record:
            device_id?: bool
            user_sid?: { type: bool, wire: userSID }
            part_underscore_1?: { type: bool, wire: part_1 }
            part1?: bool
            type?: { type: bool, wire: "@type" }
            ref?: { type: bool, wire: $ref }
            plus_1?: { type: bool, wire: "+1" }
            minus_1?: { type: bool, wire: "-1" }
            proto?: { type: bool, wire: __proto__ }
            empty?: { type: bool, wire: "" }
            number_24h?: { type: bool, wire: 24h }
            u540d?: { type: bool, wire: 名 }
            gro_udf_e?: { type: bool, wire: größe }
            a_b?: { type: bool, wire: a/b }
            u_r_l?: { type: bool, wire: URL }
            url?: bool
      "
    `);
  });

  it("merge their `allOf`, once, and refer to what is only one schema", () => {
    expect(
      typesOf({
        Animal: { type: "object", required: ["id"], properties: { id: text, tag: { properties: { x: text } } } },
        Cat: { allOf: [ref("Animal"), { type: "object", required: ["lives"], properties: { lives: { type: "integer" } } }] },
        Owner: { properties: { cat: { allOf: [ref("Cat"), { description: "The cat." }] }, clash: { allOf: [text, { type: "integer" }] } } },
        Loop: { allOf: [ref("Loop"), { type: "object", properties: { a: text } }] },
        A: ref("B"),
        B: ref("A"),
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6013 this is any JSON here: its parts allow no type in common
      AW6013 this is any JSON here: \`A\` is another name for itself
        Animal:
          record: { id: string, tag?: AnimalTag }
        Cat:
          record: { lives: i64, id: string, tag?: AnimalTag }
        Owner:
          record: { cat?: { type: Cat, docs: The cat. }, clash?: json }
        Loop:
          record: { a?: string }
        A: { alias: json }
        B: { alias: A }
        AnimalTag:
          record: { x?: string }
      "
    `); // prettier-ignore
  });

  it("that need themselves are cut where they do", () => {
    expect(typesOf({ Node: { type: "object", required: ["next"], properties: { next: ref("Node"), all: { type: "array", items: ref("Node") } } } })).toMatchInlineSnapshot(`
      "
      AW6017 \`Node\` requires \`next\`, which requires a \`Node\`: the field is any JSON
        Node:
          record: { next: json, all?: list<Node> }
      "
    `); // prettier-ignore
  });
});

describe("enums", () => {
  it("have texts and integers; other values are of any value of their type", () => {
    expect(
      typesOf({
        A: { enum: ["open", "in-progress", "", "+1", "in_progress", 3] },
        B: { type: "integer", enum: [1, -2], "x-enum-varnames": ["One", "MinusTwo"] },
        C: { type: "number", enum: [0.5] },
        D: { type: "boolean", enum: [true] },
        E: { const: "fixed" },
        F: { oneOf: [{ const: "a", description: "First." }, { const: "b" }] },
        G: { type: ["string", "null"], enum: ["x", null, "y"], "x-enum-varnames": ["Ex", "None", "Why"] },
        H: { type: ["string", "null"], enum: ["x", null, "y"], "x-enum-varnames": ["Ex", "Why"] },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6011 \`enum\` is left out: any f64 is taken
      AW6011 \`enum\` is left out: any bool is taken
        A:
          enum:
            open: {}
            in_minus_progress: { wire: in-progress }
            empty: { wire: "" }
            plus_1: { wire: "+1" }
            in_progress: {}
            value_3: { wire: 3 }
        B: { enum: { One: { wire: 1 }, MinusTwo: { wire: -2 } } }
        C: { newtype: f64 }
        D: { newtype: bool }
        E: { enum: { fixed: {} } }
        F: { enum: { a: First., b: {} } }
        G: { enum: { Ex: { wire: x }, Why: { wire: y } } }
        H: { enum: { Ex: { wire: x }, Why: { wire: y } } }
      "
    `);
  });
});

describe("unions", () => {
  const arm = (value: string, more: object = {}): object => ({ type: "object", required: ["kind", ...Object.keys(more)], properties: { kind: { const: value }, ...more } }); // prettier-ignore

  it("keep integers that no number holds out of the list, and do not round them", () => {
    const files = { "shop.json": `{ "openapi": "3.1.0", "info": { "title": "Shop", "version": "1" }, "paths": {}, "components": { "schemas": { "Big": { "enum": [1, 9007199254740993] }, "Edge": { "enum": [9007199254740991] } } } }` }; // prettier-ignore
    const result = importFiles(files);
    modelOfImport(result);
    expect(result.file("types")).toContain("Big: { newtype: i64 }");
    expect(result.file("types")).toContain("{ wire: 9007199254740991 }");
    expect(result.told).toEqual(["AW6011 `enum` is left out: any i64 is taken"]);
  });

  it("of objects with one text are unions of units", () => {
    expect(typesOf({ A: { enum: [{ result: "Done" }, { result: "Failed" }] }, B: { enum: [{ a: 1 }] } })).toMatchInlineSnapshot(`
      "
      AW6013 this is any JSON here: its objects have more than a text under one key
        A:
          union:
            tag: result
            variants: { Done: {}, Failed: {} }
        B: { alias: json }
      "
    `); // prettier-ignore
  });

  it("go by a constant that every member has, one member too", () => {
    expect(
      typesOf({
        Shape: { oneOf: [arm("circle", { radius: { type: "number" } }), arm("square", { side: { type: "number" } }), arm("none")] },
        One: { oneOf: [arm("Http", { port: {} })] },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6015 nothing is said of this value: it is any JSON
        Shape:
          union:
            tag: kind
            valueCase: lowercase
            variants: { Circle: ShapeCircle, Square: ShapeSquare, None: {} }
        One:
          union:
            tag: kind
            variants: { Http: OneHttp }
        ShapeCircle:
          record: { radius: f64 }
        ShapeSquare:
          record: { side: f64 }
        OneHttp:
          record: { port: json }
      "
    `); // prettier-ignore
  });

  it("with a member that requires nothing where others do: its one field is always there", () => {
    expect(typesOf({ Expr: { oneOf: [{ type: "object", properties: { kind: { const: "Literal" }, value: ref("Value") } }, arm("Current"), arm("Not", { expr: ref("Expr") })] }, Value: {} })).toMatchInlineSnapshot(`
      "
      AW6015 nothing is said of this value: it is any JSON
        Expr:
          union:
            tag: kind
            variants: { Literal: { type: Value, content: value }, Current: {}, Not: ExprNot }
        Value: { alias: json }
        ExprNot:
          record: { expr: Expr }
      "
    `); // prettier-ignore
  });

  it("take the one record that nothing refers to and that has a member's fields", () => {
    const fields = { currentVersion: { type: "integer" }, name: text };
    expect(
      typesOf({
        Output: { oneOf: [arm("Set"), arm("Conflict", fields)] },
        VersionConflict: { type: "object", required: ["currentVersion", "name"], properties: fields },
      }),
    ).toMatchInlineSnapshot(`
      "
        Output:
          union:
            tag: kind
            variants: { Set: {}, Conflict: VersionConflict }
        VersionConflict:
          record: { current_version: i64, name: string }
      "
    `);
  });

  it("take, of several, the record that is called most like the variant and its union", () => {
    const record = (properties: object) => ({ type: "object", required: Object.keys(properties), properties });
    const [id, property] = [{ id: text }, { name: text, value: text }];
    const names = (more: object) =>
      typesOf({
        CreateUserOutput: { oneOf: [arm("Created", id), arm("Exists")] },
        GetPropertyOutput: { oneOf: [arm("Found", property), arm("Missing", id)] },
        CreateUserSuccess: record(id),
        Property: record(property),
        Device: record({ property: ref("Property") }),
        ...more,
      }).match(/variants: .*/g);
    const events = { UserCreatedEvent: record(id), UserDeletedEvent: record(id), NameValue: record(property), Pair: record({ pair: ref("NameValue") }) }; // prettier-ignore
    const expected = [
      "variants: { Created: CreateUserSuccess, Exists: {} }",
      "variants: { Found: Property, Missing: GetPropertyOutputMissing }",
    ];
    expect(names({})).toEqual(expected);
    expect(names(events)).toEqual(expected);
  });

  it("leave no types behind for the constants that became their tags", () => {
    expect(
      typesOf({
        Order: { oneOf: [ref("Placed"), ref("SoldOut")] },
        Placed: { type: "object", required: ["status", "id"], properties: { status: { const: "Placed" }, id: text } },
        SoldOut: { type: "object", required: ["status", "why"], properties: { status: { const: "SoldOut" }, why: { const: "gone" } } },
      }),
    ).toMatchInlineSnapshot(`
      "
        Order:
          union:
            tag: status
            variants: { Placed: Placed, SoldOut: SoldOut }
        Placed:
          record: { id: string }
        SoldOut:
          record: { why: SoldOutWhy }
        SoldOutWhy: { enum: { gone: {} } }
      "
    `);
  }); // prettier-ignore

  it("with a discriminator go by its mapping, by constants or by the names of schemas", () => {
    expect(
      typesOf({
        Pet: { oneOf: [ref("Cat"), ref("Dog")], discriminator: { propertyName: "type", mapping: { cat: "#/components/schemas/Cat", puppy: "Dog" } } },
        Cat: { type: "object", required: ["type"], properties: { type: text, lives: { type: "integer" } } },
        Dog: { type: "object", properties: { bark: { type: "boolean" } } },
        Home: { properties: { cat: ref("Cat"), pet: ref("Pet") } },
        Base: { type: "object", required: ["sort"], properties: { sort: text, id: text }, discriminator: { propertyName: "sort" } },
        Bird: { allOf: [ref("Base"), { properties: { wings: { type: "integer" } } }] },
      }),
    ).toMatchInlineSnapshot(`
      "
        Pet:
          union:
            tag: type
            valueCase: lowercase
            variants: { Cat: PetCat, Puppy: Dog }
        Cat:
          record: { type: string, lives?: i64 }
        Dog:
          record: { bark?: bool }
        Home:
          record: { cat?: Cat, pet?: Pet }
        Base:
          union:
            tag: sort
            variants: { Bird: Bird }
        Bird:
          record: { wings?: i64, id?: string }
        PetCat:
          record: { lives?: i64 }
      "
    `); // prettier-ignore
  });

  it("of schemas that extend one with a discriminator go by that, whether or not they say so again", () => {
    const base = { type: "object", required: ["sort"], properties: { sort: text, id: text } };
    expect(
      typesOf({
        Base: { ...base, discriminator: { propertyName: "sort", mapping: { bird: "#/components/schemas/Bird" } } },
        Bird: { allOf: [ref("Base"), { properties: { wings: { type: "integer" } } }] },
        Fish: { allOf: [ref("Base"), { properties: { fins: { type: "integer" } } }] },
        Either: { oneOf: [ref("Bird"), ref("Fish")] },
        Only: { oneOf: [ref("Bird")] },
        Plain: base,
        Made: { allOf: [ref("Plain")] },
        Sold: { allOf: [ref("Plain")] },
        Event: { oneOf: [ref("Made"), ref("Sold")], discriminator: { propertyName: "sort", mapping: { made: "#/components/schemas/Made", sold: "#/components/schemas/Sold" } } },
      }),
    ).toMatchInlineSnapshot(`
      "
        Base:
          union:
            tag: sort
            variants: { Fish: Fish, Bird: { type: BaseBird, wire: bird } }
        Bird:
          record: { wings?: i64, sort: string, id?: string }
        Fish:
          record: { fins?: i64, id?: string }
        Either:
          union:
            tag: sort
            variants: { Bird: { type: EitherBird, wire: bird }, Fish: Fish }
        Only: { alias: Bird }
        Plain:
          record: { sort: string, id?: string }
        Made: { alias: Plain }
        Sold: { alias: Plain }
        Event:
          union:
            tag: sort
            valueCase: lowercase
            variants: { Made: EventMade, Sold: EventSold }
        BaseBird:
          record: { wings?: i64, id?: string }
        EitherBird:
          record: { wings?: i64, id?: string }
        EventMade:
          record: { id?: string }
        EventSold:
          record: { id?: string }
      "
    `); // prettier-ignore
  });

  it("may be null as a whole, whichever of their members say so", () => {
    expect(
      typesOf({
        Value: { oneOf: [{ type: ["string", "null"] }, { type: ["integer", "null"] }, { type: "array", items: text, nullable: true }] },
        Named: { type: ["object", "null"], properties: { a: text }, required: ["a"] },
        Other: { type: "object", properties: { b: text }, required: ["b"] },
        Home: { required: ["value", "either", "place"], properties: { value: ref("Value"), either: { anyOf: [ref("Other"), ref("Named")] }, place: { oneOf: [{ type: "boolean" }, ref("Value")] } } },
      }),
    ).toMatchInlineSnapshot(`
      "
        Value:
          union:
            tagging: untagged
            variants: { Text: string, Number: i64, List: list<string> }
        Named:
          record: { a: string }
        Other:
          record: { b: string }
        Home:
          record: { value: nullable<Value>, either: nullable<HomeEither>, place: nullable<HomePlace> }
        HomeEither:
          union:
            tagging: untagged
            variants: { Other: Other, Named: Named }
        HomePlace:
          union:
            tagging: untagged
            variants: { Boolean: bool, Value: Value }
      "
    `); // prettier-ignore
  });

  it("are told apart as far as they can be: nothing from something, some by a tag, lists by their items", () => {
    expect(
      typesOf({
        Author: { oneOf: [ref("Nobody"), ref("User")] },
        Nobody: { type: "object", additionalProperties: false },
        User: { type: "object", required: ["login"], properties: { login: text } },
        Match: { oneOf: [ref("Verified"), arm("a", { line: text }), arm("b", { line: text })] },
        Verified: { type: "object", required: ["score"], properties: { score: { type: "integer" } } },
        Lists: { anyOf: [{ type: "array", items: ref("User") }, { type: "array", items: ref("Verified") }] },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6011 \`oneOf\` is left out: a list may have items of each
        Author:
          union:
            tagging: untagged
            variants: { User: User, Nobody: Nobody }
        Nobody: { record: {} }
        User:
          record: { login: string }
        Match:
          union:
            tagging: untagged
            variants: { Object: MatchObject, Verified: Verified }
        Verified:
          record: { score: i64 }
        Lists: { alias: list<ListsItem> }
        MatchObjectA:
          record: { line: string }
        MatchObjectB:
          record: { line: string }
        MatchObject:
          union:
            tag: kind
            valueCase: lowercase
            variants: { A: MatchObjectA, B: MatchObjectB }
        ListsItem:
          union:
            tagging: untagged
            variants: { User: User, Verified: Verified }
      "
    `); // prettier-ignore
  });

  it("by the only key, by form, by a tag within, or any JSON", () => {
    const keyed = (name: string): object => ({ type: "object", required: [name], properties: { [name]: text }, additionalProperties: false }); // prettier-ignore
    expect(
      typesOf({
        External: { oneOf: [{ enum: ["Never"] }, keyed("At"), keyed("After")] },
        Forms: { anyOf: [text, { type: "integer" }, { type: "array", items: text }, { type: "object", properties: { a: text } }] },
        Types: { type: ["string", "integer"] },
        Texts: { oneOf: [text, { type: "integer" }, { type: "string", format: "date" }] },
        Open: { anyOf: [text, { type: "string", enum: ["a", "b"] }] },
        Within: { anyOf: [text, arm("a", { x: text }), arm("b", { x: text })] },
        Ordered: { oneOf: [ref("Small"), ref("Large")] },
        Small: { type: "object", required: ["id"], properties: { id: text } },
        Large: { type: "object", required: ["id", "size"], properties: { id: text, size: text } },
        Alike: { oneOf: [ref("Small"), ref("Twin")] },
        Twin: { type: "object", required: ["id"], properties: { id: text, more: text } },
        Demands: { type: "object", properties: { a: text, b: text }, anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6011 \`oneOf\` is left out: which string is meant is not said
      AW6012 nothing tells the members of this union apart: it is any JSON
      AW6011 \`anyOf\` is left out: which fields need each other is not said
        External:
          union:
            tagging: external
            variants: { Never: {}, At: string, After: string }
        Forms:
          union:
            tagging: untagged
            variants: { Text: string, Number: i64, List: list<string>, Object: FormsObject }
        Types:
          union:
            tagging: untagged
            variants: { Text: string, Number: i64 }
        Texts:
          union:
            tagging: untagged
            variants: { Text: string, Number: i64 }
        Open: { enum: { a: {}, b: {} } }
        Within:
          union:
            tagging: untagged
            variants: { Text: string, Object: WithinObject }
        Ordered:
          union:
            tagging: untagged
            variants: { Large: Large, Small: Small }
        Small:
          record: { id: string }
        Large:
          record: { id: string, size: string }
        Alike: { alias: json }
        Twin:
          record: { id: string, more?: string }
        Demands:
          record: { a?: string, b?: string }
        FormsObject:
          record: { a?: string }
        WithinObjectA:
          record: { x: string }
        WithinObjectB:
          record: { x: string }
        WithinObject:
          union:
            tag: kind
            valueCase: lowercase
            variants: { A: WithinObjectA, B: WithinObjectB }
      "
    `); // prettier-ignore
  });
});

describe("what is said besides", () => {
  it("documentation, deprecation, examples and defaults are kept if they fit", () => {
    expect(
      typesOf({
        A: {
          title: "A",
          description: "  An *a*.  ",
          externalDocs: { url: "https://example.com", description: "More" },
          deprecated: true,
          "x-internal": { a: [1] },
          type: "object",
          properties: {
            a: { type: "string", default: "x", example: "y", description: "Line\nby line" },
            b: { type: "integer", default: "twelve", example: 3 },
            c: { type: "string", readOnly: true, deprecated: true },
          },
        },
      }),
    ).toMatchInlineSnapshot(`
      "
      AW6040 \`default\` is left out: this default does not fit its type: a number of type i64 is needed
      AW6011 \`readOnly\` is left out: a type is the same in requests and in answers
        A:
          docs: |-
            An *a*.

            [More](https://example.com)
          deprecated: {}
          record:
            a?:
              type: string
              default: x
              examples: [ y ]
              docs: |-
                Line
                by line
            b?: { type: i64, examples: [ 3 ] }
            c?: { type: string, deprecated: {} }
          x-internal: { a: [ 1 ] }
      "
    `);
  });
});

describe("a description that begins with how settled a thing is", () => {
  const unstable = "**Unstable (feature `probes`).**";

  it("says it of types, fields and variants; the rest is documentation", () => {
    expect(
      typesOf({
        A: {
          description: `${unstable}\n\nAn *a*.`,
          type: "object",
          required: ["b"],
          properties: {
            b: { type: "string", description: unstable },
            c: { type: "string", description: `See ${unstable}` },
          },
        },
        B: { oneOf: [{ type: "object", required: ["kind"], properties: { kind: { const: "One" } }, description: "**Beta.**\n\nSoon." }] }, // prettier-ignore
      }),
    ).toMatchInlineSnapshot(`
      "
        A:
          docs: An *a*.
          stability: experimental
          feature: probes
          record:
            b: { type: string, stability: experimental, feature: probes }
            c?: { type: string, docs: See **Unstable (feature \`probes\`).** }
        B:
          union:
            tag: kind
            variants: { One: { docs: Soon., stability: beta } }
      "
    `);
  });

  it("says it of actions, and not of requests and answers", () => {
    const post = { operationId: "put", summary: "Save", description: `${unstable}\n\nPuts.`, requestBody: { description: unstable, content: { "application/json": { schema: text } } }, responses: { 200: { description: unstable, content: { "application/json": { schema: text } } } } }; // prettier-ignore
    const result = importFiles(paths({ "/a": { post } }));
    expect(result.told).toEqual([]);
    expect(result.file("shop")).toMatchInlineSnapshot(`
      "module: shop
      actions:
        put:
          docs: |-
            Save

            Puts.
          stability: experimental
          feature: probes
          http: { method: POST, path: /a }
          request: { type: string, docs: "**Unstable (feature \`probes\`).**" }
          output: { type: string, docs: "**Unstable (feature \`probes\`).**" }
      "
    `);
  });
});

describe("modules and names", () => {
  it("come from prefixes that all names share, if they are modules and no types", () => {
    const result = importFiles(schemas({ "acme.devices.Device": { properties: { owner: ref("acme.users.User") } }, "acme.users.User": text, "acme.users.List--": { type: "object" } })); // prettier-ignore
    expect(result.files.map(({ path }) => path)).toEqual(["api.yaml", "devices.yaml", "users.yaml"]);
    expect(result.file("devices")).toContain("record: { owner?: users.User }");
    expect(result.file("users")).toContain("  List: { alias: map<json> }");
    const nested = importFiles(
      schemas({ Job: { type: "object" }, "Job.Status": { enum: ["a"] }, "issuing.card": text }),
    );
    expect(nested.files.map(({ path }) => path)).toEqual(["api.yaml", "types.yaml", "issuing.yaml"]);
    expect(nested.file("types")).toContain("JobStatus:");
    expect(nested.file("issuing")).toContain("Card: { opaque: string }");
  });

  it("that are names as they stand are not cut, and syllables are one sign each", () => {
    const long = "ConditionOf".repeat(9);
    const result = importFiles(schemas({ [long]: { type: "object", properties: { [long.toLowerCase()]: text, 각: text } } })); // prettier-ignore
    modelOfImport(result);
    expect(result.file("types")).toContain(`  ${long}:\n`);
    expect(result.file("types")).toContain(` ${long.toLowerCase()}?: string`);
    expect(result.file("types")).toContain("uac01?: { type: string, wire: 각 }");
  });

  it("that meet take the module's name; no number, no hash", () => {
    expect(typesOf({ "foo-bar": text, FooBar: { type: "integer" }, foo_bar: { type: "boolean" }, Foo: { properties: { bar: { enum: ["a"] } } } })).toMatchInlineSnapshot(`
      "
        TypesFooBar: { opaque: string }
        FooBar: { newtype: i64 }
        FooUnderscoreBar: { newtype: bool }
        Foo:
          record: { bar?: FooBarA }
        FooBarA: { enum: { a: {} } }
      "
    `); // prettier-ignore
  });
});
