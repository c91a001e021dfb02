// Documents of any kind: the traps of YAML, strict JSON, what is hostile, and that nothing at all makes the tool throw.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReport } from "../generator/diagnostics.js";
import { load } from "../generator/load.js";
import type { Origin } from "../generator/model.js";
import { entriesOf, itemsOf, toJson, type SourceNode } from "../generator/source.js";
import { apiOf, diagnose, memoryHost, modelOf, readConfig, readFiles, summary, type Files } from "./support/spec.js";

/** The document of a text, with what is reported. */
function read(
  text: string | Uint8Array,
  name = "api.yaml",
): { readonly root: SourceNode | undefined; readonly codes: readonly string[] } {
  // prettier-ignore
  const report = createReport();
  const { api } = load(name, memoryHost({ [name]: text }), report);
  return { root: api, codes: report.all.map(({ code }) => code) };
}

function value(text: string | Uint8Array, name?: string): unknown {
  const { root, codes } = read(text, name);
  expect(codes).toEqual([]);
  return root && toJson(root);
}

const head = 'actionSpec: 1\napi: { id: hub, title: Hub, version: "1" }\n';

describe("keys", () => {
  it("are taken by their text", () => {
    expect(value("Null: 1\nTrue: 2\n400: 3\n1.10: 4\n~: 5\n0x10: 6")).toEqual({ Null: 1, True: 2, "400": 3, "1.10": 4, "~": 5, "0x10": 6 }); // prettier-ignore
  });

  it("stand for names of enum values and statuses", () => {
    const model = modelOf(apiOf("types: { State: { enum: { Null: {}, True: {}, 400: {}, 1: One. } } }"));
    expect(model.modules[0]?.types[0]).toMatchObject({ values: [{ wire: "Null" }, { wire: "True" }, { wire: "400" }, { wire: "1", docs: "One." }] }); // prettier-ignore
  });

  it("are duplicates if they have one text", () => {
    expect(summary(diagnose(`${head}modules: [{ module: x }]\nx-a: { 400: 1, "400": 2, '400': 3 }\n`))).toEqual(["AW1002 4:16", "AW1002 4:26"]); // prettier-ignore
    expect(read('{ "a": 1, "\\u0061": 2 }', "api.json").codes).toEqual(["AW1002"]);
  });

  it.each([": x", "? [a]\n: x", "? {a: b}\n: x", "*x : y", "[a]: x"])("must be texts: %j", (entry) => {
    const codes = diagnose(`${head}x-x: &x y\nx-y:\n  ${entry.replace("\n", "\n  ")}\nmodules: [{ module: x }]\n`);
    expect(codes.map(({ code }) => code)).toEqual(["AW1005"]);
  });

  it("can be called like members of every object", () => {
    const json = value("__proto__: 1\nconstructor: { toString: 2 }\nhasOwnProperty: 3");
    expect(Object.keys(json as object)).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
    const model = modelOf(apiOf("types:\n  Odd: { record: { constructor: string, value_of: u8 } }\n  Names: { enum: { constructor: {}, __proto__: {}, toString: {} } }")); // prettier-ignore
    expect(model.modules[0]?.types).toMatchObject([{ fields: [{ wire: "constructor" }, { wire: "valueOf" }] }, { values: [{ wire: "constructor" }, { wire: "__proto__" }, { wire: "toString" }] }]); // prettier-ignore
  });
});

describe("values", () => {
  it("are those of YAML 1.2", () => {
    expect(value("a: yes\nb: no\nc: on\nd: 0o17\ne: 2001-12-14\nf: 1_000\ng: ~\nh:\ni: 1e3")).toEqual({ a: "yes", b: "no", c: "on", d: 15, e: "2001-12-14", f: "1_000", g: null, h: null, i: 1000 }); // prettier-ignore
  });

  it("are no others by a directive", () => {
    expect(read(`%YAML 1.1\n---\n${head}`).codes).toEqual(["AW1001"]);
    expect(read(`%YAML 1.2\n---\nmodules: [{ module: x }]\n${head}`).codes).toEqual([]);
  });

  it.each([
    ["9007199254740991", []],
    ["-9007199254740991", []],
    ["9007199254740992", ["AW1008"]],
    ["-9007199254740993", ["AW1008"]],
    ["12345678901234567890", ["AW1008"]],
    ["1e300", []],
    ["1.5e-300", []],
  ])("%s is held exactly, or reported: in YAML and in JSON", (number, codes) => {
    expect(read(`a: ${number}`).codes).toEqual(codes);
    expect(read(`{ "a": ${number} }`, "api.json").codes).toEqual(codes);
  });

  it.each([".inf", "-.inf", ".nan", "0xffffffffffffffff", "1e999"])("%s is no number of JSON's", (number) => {
    expect(read(`a: ${number}`).codes).toEqual(["AW1008"]);
  });

  it("in decimal text may be as large as 64 bits", () => {
    const fields =
      'a: { type: u64, max: "18446744073709551615" }, b: { type: i64, min: "-9223372036854775808", max: 0 }';
    expect(diagnose(apiOf(`types: { A: { record: { ${fields} } } }`))).toEqual([]);
    const wrong = 'a: { type: u64, min: "18446744073709551615", max: "18446744073709551614" }';
    expect(summary(diagnose(apiOf(`types: { A: { record: { ${wrong} } } }`)))).toEqual(["AW2131 6:50"]);
  });
});

describe("what is not closed", () => {
  it.each([
    ["modules: [\n  a,\nx: 1\n", "1:10", "a `]` is missing"],
    ["modules: [{ a: [1, 2] }\n", "1:10", "a `]` is missing"],
    ["a: { b: { c: 1 }\n\nd: 1\n", "1:4", "a `}` is missing"],
    ["a: { b: [1, 2\nc: 1\n", "1:9", "a `]` is missing"],
    ['a: { b: "1, 2 }\nc: 1\n', "1:9", 'nothing closes this `"`'],
    ["a: it's\nb: 'x\n\n", "2:4", "nothing closes this `'`"],
  ])("is shown where it begins: %j", (text, place, problem) => {
    const found = diagnose(text);
    expect(summary(found)).toEqual([`AW1001 ${place}`]);
    expect(found[0]?.message).toContain(problem);
  });
});

it("the version of a format is told with what there is", () => {
  const help = (key: string): string =>
    `the version of this format is 1: write \`${key}: 1\`; a later one needs a newer actionwright`;
  const found = diagnose(`${head.replace("actionSpec: 1", "actionSpec: 2")}modules: [{ module: x }]\n`);
  expect(found.map((each) => [each.code, each.help])).toEqual([["AW2004", help("actionSpec")]]);
  const target = "targets: { a: { spec: a, out: a, package: { name: a, version: 1.0.0 } } }\n";
  const config = readConfig({
    "actionwright.config.yaml": `actionwright: 0.3.1\n${target}`,
    "a/api.yaml": `${head}modules: [{ module: x }]\n`,
  });
  expect(config.diagnostics.map((each) => [each.code, each.help])).toEqual([["AW7004", help("actionwright")]]);
});

describe("anchors, aliases and merges", () => {
  it("stand for what they name, with its places", () => {
    const text = apiOf("x-common: &common { type: strng, docs: A name. }\ntypes:\n  A: { record: { first: *common, last: *common } }\n  B: { record: { only: { <<: *common } } }"); // prettier-ignore
    expect(summary(diagnose(text))).toEqual(["AW2104 6:31"]);
  });

  it("merge as YAML says: own entries first, then earlier mappings", () => {
    expect(value("a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nc: { z: 3, <<: [*a, *b] }")).toMatchObject({ c: { x: 1, y: 1, z: 3 } }); // prettier-ignore
    expect(value("c: { '<<': 1 }")).toEqual({ c: { "<<": 1 } });
  });

  it("mean the last anchor of a name above them, also within another alias", () => {
    expect(value("a: &y { k: &x 1 }\nb: &x 2\nc: *y\nd: *x")).toEqual({ a: { k: 1 }, b: 2, c: { k: 1 }, d: 2 });
  });

  it.each(["x-a: *b", "x-a: &a [*b]", "x-a: { <<: *b }"])("name an anchor: %s", (line) => {
    expect(diagnose(`${head}${line}\nmodules: [{ module: x }]\n`).map(({ code }) => code)).toEqual(["AW1001"]);
  });

  it.each(["&a [*a]", "&a { b: *a }", "&a { <<: *a }", "[&a [&b [*a, *b]]]"])(
    "lead into nothing they stand in: %s",
    (node) => {
      // prettier-ignore
      expect(diagnose(`${head}x-a: ${node}\nmodules: [{ module: x }]\n`).map(({ code }) => code)).toEqual(["AW1006"]);
    },
  );

  it("cannot grow without measure", () => {
    const bomb = Array.from({ length: 30 }, (_, level) => `x-${level}: &a${level} [${Array.from({ length: 10 }, () => (level ? `*a${level - 1}` : "x")).join(", ")}]`); // prettier-ignore
    const before = performance.now();
    expect(diagnose(`${head}${bomb.join("\n")}\nmodules: [{ module: x }]\n`).map(({ code }) => code)).toEqual(["AW1006"]); // prettier-ignore
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it("may be many, if they are small", () => {
    const uses = Array.from({ length: 2_000 }, (_, index) => `      f${index}: *s`).join("\n");
    expect(diagnose(apiOf(`x-s: &s string\ntypes:\n  A:\n    record:\n${uses}`))).toEqual([]);
  });
});

describe("texts", () => {
  it("may begin with a BOM and end lines as Windows does", () => {
    const text = `${head}modules: [devices]\nerrors: { default: x.Y }\n`;
    for (const variant of [
      text,
      `\uFEFF${text}`,
      text.replaceAll("\n", "\r\n"),
      `\uFEFF${text.replaceAll("\n", "\r\n")}`,
    ]) {
      // prettier-ignore
      for (const content of [variant, new TextEncoder().encode(variant)]) {
        expect(summary(diagnose({ "api.yaml": content, "devices.yaml": "module: devices\n" }))).toEqual(["AW2105 4:20"]);
      }
    }
    const json =
      '\uFEFF{ "actionSpec": 1,\r\n  "api": { "id": "hub", "title": "Hub", "version": "1" },\r\n  "modules": [7] }';
    expect(summary(diagnose({ "api.json": json }, "api.json"))).toEqual(["AW2003 api.json:3:15"]);
  });

  it.each([
    ["UTF-16", [0xff, 0xfe, 0x61, 0x00, 0x3a, 0x00]],
    ["Latin-1", [0x61, 0x3a, 0x20, 0xe9, 0x0a]],
    ["cut", [0x61, 0x3a, 0x20, 0xe2, 0x82]],
  ])("are UTF-8 and not %s", (_, bytes) => {
    expect(read(new Uint8Array(bytes)).codes).toEqual(["AW1014"]);
  });

  it.each(["", "# nothing\n", "---\n", "\n\n", "\uFEFF"])("hold something: %j", (text) => {
    expect(read(text).codes).toEqual(text === "---\n" ? [] : ["AW1010"]);
    expect(read(text.replace(/[#-].*/, ""), "api.json").codes).toEqual(["AW1010"]);
  });
});

describe("strict JSON", () => {
  it.each([
    ['{ "a": 1, }', "JSON has no trailing commas", 9],
    ["[1,\n]", "JSON has no trailing commas", 3],
    ['{ "a": 1 // why\n}', "JSON has no comments", 10],
    ['/* why */ { "a": 1 }', "JSON has no comments", 1],
    ["{ 'a': 1 }", "this is no JSON value; texts need double quotes", 3],
    ["{ a: 1 }", "this is no JSON value; texts need double quotes", 3],
    ['{ "a": yes }', "this is no JSON value; texts need double quotes", 8],
    ['{ "a": 01 }', "a `,` is expected here", 9],
    ['{ "a" 1 }', "a `:` is expected here", 7],
    ['{ "a": 1 "b": 2 }', "a `,` is expected here", 10],
    ['{ "a": "b', "a closing quote is missing", 8],
    ['{ "a": "\\q" }', "JSON does not know this escape", 8],
    ['{ "a": "\tb" }', "a control character needs an escape", 8],
    ['{ "a": 1', "a `}` is missing", 9],
    ['{ "a": 1 } { }', "nothing may follow the document", 12],
    ['{ "a": NaN }', "this is no JSON value; texts need double quotes", 8],
  ])("%j: %s", (text, message, column) => {
    const [first, ...others] = diagnose({ "api.json": text }, "api.json");
    expect(others).toEqual([]);
    expect(first).toMatchObject({ code: "AW1009", message, column });
  });

  it("has places: what is written at that of a key or value is the key or value", () => {
    const texts = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom('"', "\\", '\\"', "\\\\"));
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof({ maxDepth: 3 }, texts, fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e15, min: -1e15 }), fc.boolean(), fc.constant(null), fc.array(tie("json"), { maxLength: 4 }), fc.dictionary(texts, tie("json"), { maxKeys: 4 })),
    })); // prettier-ignore
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, "  ", "\t"), (plain, indent) => {
        const text = JSON.stringify(plain, undefined, indent);
        const written = ({ start, end }: Origin): unknown => JSON.parse(text.slice(start, end));
        const { root } = read(text, "api.json");
        const open = root ? [root] : [];
        for (let node = open.pop(); node; node = open.pop()) {
          expect(toJson(node)).toEqual(written(node.origin));
          for (const { key, keyOrigin } of entriesOf(node)) expect(key).toBe(written(keyOrigin));
          open.push(...itemsOf(node), ...entriesOf(node).map((entry) => entry.value));
        }
        expect(root && toJson(root)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("is too deep where the first object or array too many begins, whatever is in it", () => {
    const text = `{ "a": ${'[{"]": '.repeat(100)}[["]}\\"", 1]]${"}]".repeat(100)}, "b": 1, "b": [] }`;
    const [tooDeep, again] = [text.lastIndexOf('{"]"'), text.lastIndexOf('"b"')].map((at) => `api.json:1:${at + 1}`);
    expect(summary(diagnose({ "api.json": text }, "api.json"))).toEqual([`AW1011 ${tooDeep}`, `AW1002 ${again}`]);
  });

  it("is read as YAML in a file of that name", () => {
    expect(value('{ "a": [1, "x", null, true, { "b": 2.5 }] }', "api.json")).toEqual({ a: [1, "x", null, true, { b: 2.5 }] }); // prettier-ignore
    expect(value('{ "a": 1, }', "api.yaml")).toEqual({ a: 1 });
  });
});

describe("nesting", () => {
  const deep = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;

  it.each([250, 5_000, 200_000])("ends in one diagnostic: %i levels", (levels) => {
    expect(diagnose(`${head}x-a: ${deep(levels)}\nmodules: [{ module: x }]\n`).map(({ code }) => code)).toEqual(["AW1011"]); // prettier-ignore
    expect(diagnose({ "api.json": `{ "x-a": ${deep(levels)} }` }, "api.json").map(({ code }) => code)).toEqual(["AW1011"]); // prettier-ignore
    expect(diagnose(`${head}modules: [{ module: x }]\nx-a:\n${"- ".repeat(levels)}x\n`).map(({ code }) => code)).toEqual(["AW1011"]); // prettier-ignore
  });

  it("of a hundred levels is nothing to speak of", () => {
    expect(diagnose(`${head}x-a: ${deep(100)}\nmodules: [{ module: x }]\n`)).toEqual([]);
  });

  it("of types ends in one diagnostic too", () => {
    const type = `${"list<".repeat(50_000)}string${">".repeat(50_000)}`;
    expect(diagnose(apiOf(`types: { A: { alias: "${type}" } }`)).map(({ code }) => code)).toEqual(["AW2101"]);
  });
});

describe("files of a spec", () => {
  const api = (modules: string): string => `${head}modules: [${modules}]\n`;

  it("are found by folder, by file, and in JSON", () => {
    const files = { "spec/api.yaml": api("devices"), "spec/devices.json": '{ "module": "devices" }' };
    for (const spec of ["spec", "spec/", "spec/api.yaml"]) expect(diagnose(files, spec)).toEqual([]);
    expect(summary(diagnose({}, "spec"))).toEqual(["AW7018 -:-"]);
  });

  it("are told once where `modules` misspells them", () => {
    const files = { "api.yaml": api("devcies"), "devices.yaml": "module: devices\ntypes: { A: { record: { b: devices.A } } }\n" }; // prettier-ignore
    const placed = diagnose({ ...files, "users.yaml": "module: users\n" });
    expect(summary(placed)).toEqual(["AW1015 3:11", "AW1017 users.yaml:1:1"]);
    expect(placed[0]?.help).toBe("did you mean `devices`?");
  });

  it.each([
    ["a module that could not be read", "devices", { "devices.yaml": "module: [\n" }, ["AW1001"]],
    ["a module of a malformed name", "Devices", {}, ["AW3005"]],
    ["a module whose file is missing", "devices", {}, ["AW1015"]],
    ["a module that is none", "devices", { "devices.yaml": "- a\n" }, ["AW2003"]],
    ["no list of modules", "7", {}, ["AW2003"]],
  ])("have no echo where they are used: %s", (_, modules, files: Files, codes) => {
    const user = "module: users\nactions:\n  users_Get:\n    output: list<devices.Device>\n    deprecated: { use: devices_Get }\n    poll: { with: devices_Get, until: { field: state, in: [1] } }\n"; // prettier-ignore
    const more = 'binding: { rpc: { method: POST, path: "/{action}" } }\nerrors: { default: devices.Failure }\n';
    const placed = diagnose({ ...files, "api.yaml": `${api(`${modules}, users`)}${more}`, "users.yaml": user });
    expect(placed.map(({ code }) => code)).toEqual(codes);
  });

  it("are each what they must be", () => {
    expect(summary(diagnose({ "api.yaml": api("api") }))).toEqual(["AW2008 1:1"]);
    expect(summary(diagnose("module: devices\n"))).toEqual(["AW2008 1:1"]);
    expect(summary(diagnose("openapi: 3.1.0\ninfo: {}\n"))).toEqual(["AW2008 1:1"]);
    const [openapi, ...more] = diagnose('info: {}\nopenapi: 3.1.0\nservers: [{ url: "https://x.test" }]\npaths: {}\n');
    expect([openapi, more]).toMatchObject([{ code: "AW2008", help: expect.stringContaining("import openapi") as string }, []]); // prettier-ignore
    expect(summary(diagnose({ "api.yaml": api("devices"), "devices.yaml": "module: devices\n" }, "api.yaml", ["api.yaml"]))).toEqual(["AW2008 1:1"]); // prettier-ignore
  });

  it("that no one lists are modules only if they look like it", () => {
    const files = { "api.yaml": api("devices"), "devices.yaml": "module: devices\n", "notes.yaml": "a: b\n", "spec.json": '{\n  "actionSpec": 1,\n  "modules": [\n    {\n      "module": "x"\n    }\n  ]\n}' }; // prettier-ignore
    expect(diagnose(files)).toEqual([]);
  });
});

/** RUNS=50 looks longer. */
const factor = Number(process.env["RUNS"] ?? 1);

describe("nothing makes the tool throw", () => {
  const survives = (files: Files, path: string): void => {
    expect(Array.isArray(readFiles(files, path).diagnostics)).toBe(true);
  };

  it("no text as a file of a spec", () => {
    const pieces = fc.constantFrom(": ", "- ", "\n", "\n  ", "{", "}", "[", "]", ", ", "&a ", "*a", "<<: *a", "!!str ", "|\n", '"', "'", "#", "? ", "---\n", "...\n", "%YAML 1.1\n", "\t", "\u0000", "\uFEFF", "actionSpec: 1\n", "modules:\n", "module: hub", "types", "record", "0x", "1e999"); // prettier-ignore
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }).map((parts) => parts.join(""))); // prettier-ignore
    fc.assert(
      fc.property(text, (content) => {
        survives({ "api.yaml": content }, "api.yaml");
        survives({ "api.json": content }, "api.json");
        survives({ "api.yaml": `${head}modules: [hub]\n`, "hub.yaml": content }, "api.yaml");
        readConfig({ "actionwright.config.yaml": content });
      }),
      { numRuns: 150 * factor },
    );
  });

  it("no bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (content) => survives({ "api.yaml": content }, "api.yaml")), { numRuns: 100 * factor }); // prettier-ignore
  });

  it("no JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (json) => {
        survives({ "api.json": JSON.stringify(json) }, "api.json");
        readConfig({ "actionwright.config.json": JSON.stringify(json) }, "actionwright.config.json");
      }),
      { numRuns: 150 * factor },
    );
  });

  it(
    "no value in any place of a spec that is in order",
    () => {
      const odd = fc.oneof(
        fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300, "", "x", "__proto__", "constructor", [], {}, [null], { type: null }, { __proto__: null }, "list<", "a.b.c", "T", "Deep<Deep<string>>", "{", "(a+)+", "[", "default", 400, "$tag"), // prettier-ignore
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom(...everyValue(whole).map(([, inner]) => inner)),
      );
      const places = everyValue(whole).map(([path]) => path);
      fc.assert(
        fc.property(fc.constantFrom(...places), fc.constantFrom(...places), odd, odd, (first, second, one, other) => {
          const spec = put(put(whole, first, one), second, other);
          survives({ "api.json": JSON.stringify(spec) }, "api.json");
        }),
        { numRuns: 600 * factor },
      );
    },
    120_000 * factor,
  );

  it(
    "no type of any name, in any circle",
    () => {
      const name = fc.constantFrom("A", "B", "C", "D");
      const type = fc.letrec<{ type: string }>((tie) => ({
        type: fc.oneof({ maxDepth: 4 }, fc.constantFrom("string", "json", "u8", "T"), name, fc.tuple(fc.constantFrom("list", "map", "nullable", "A", "B", "C", "D"), tie("type")).map(([outer, inner]) => `${outer}<${inner}>`)), // prettier-ignore
      })).type;
      const definition = fc.oneof(
        type.map((alias) => ({ alias, examples: [1, "x", [], {}] })),
        type.map((newtype) => ({ newtype, minLength: 1 })),
        type.map((alias) => ({ params: ["T"], alias })),
        fc.tuple(type, type).map(([X, Y]) => ({ params: ["T"], union: { tagging: "untagged", variants: { X, Y } } })),
        fc.tuple(type, type).map(([X, Y]) => ({ union: { tagging: "untagged", variants: { X, Y } }, examples: [1, {}, [[]]] })), // prettier-ignore
        fc.tuple(type, type).map(([x, y]) => ({ record: { x, "y?": y }, examples: [{ x: {} }, { x: [], y: null }] })),
      );
      fc.assert(
        fc.property(fc.record({ A: definition, B: definition, C: definition, D: definition }), (types) => {
          const actions = {
            hub_Get: { http: { method: "POST", path: "/", query: { q: "A" } }, request: "B", output: "C" },
          };
          const spec = { actionSpec: 1, api: { id: "hub", title: "Hub", version: "1" }, modules: [{ module: "hub", types, actions }] }; // prettier-ignore
          survives({ "api.json": JSON.stringify(spec) }, "api.json");
        }),
        { numRuns: 500 * factor },
      );
    },
    120_000 * factor,
  );
});

/** A spec that uses the language up. */
const whole = {
  actionSpec: 1,
  api: { id: "hub", title: "Hub", version: "1", versioning: "calver", docs: "A hub." },
  servers: [{ url: "https://{host}/", variables: { host: { enum: ["a"], open: true, default: "a" } } }],
  auth: { oauth: { kind: "oauth2ClientCredentials", tokenUrl: "https://{host}/t", clientAuth: "basic", scopes: ["a"], env: { clientId: "A", clientSecret: "B" } }, key: { kind: "apiKey", in: "header", name: "X-Key" } }, // prettier-ignore
  binding: { rpc: { method: "POST", path: "/{action}" } },
  defaults: { fieldCase: "camelCase", valueCase: "asWritten", tagging: "internal", tag: "tag", content: "content" },
  errors: { default: { type: "hub.Failure", code: "code", message: "message" }, "4XX": "unit" },
  requestIdHeader: "x-id",
  modules: [
    {
      module: "hub",
      docs: "The hub.",
      types: {
        Id: { opaque: "string", minLength: 1, pattern: "^(a|b)+$", examples: ["ab"] },
        Size: { newtype: "u64", min: 1, max: "10", was: "Length" },
        Any: { alias: "json" },
        State: { enum: { On: "It is on.", Off: { wire: "off", deprecated: { since: "1", use: "On" } }, Three: { wire: 3 } }, valueCase: "lowercase", closed: true }, // prettier-ignore
        Failure: { record: { code: "string", message: { type: "string", sensitive: true } } },
        Deep: { params: ["T"], record: { value: "T", "next?": "Deep<T>" } },
        Event: { union: { tag: "kind", content: "data", variants: { Started: "Failure", Sized: { type: "Size", content: "size" }, Ended: {} } }, examples: [{ kind: "Ended" }] }, // prettier-ignore
        Either: { union: { tagging: "untagged", variants: { Text: "string", Number: "f64" } } },
        Tree: { union: { tagging: "external", variants: { Leaf: "u8", Node: "list<Tree>", None: {} } } },
        Query: { record: { "id?": "Id", "tags?": { type: "map<string>", maxItems: 3, fill: {} }, "limit?": { type: "u16", default: 10, constraints: [{ max: 99, code: "c", message: "m" }] }, "at?": { type: "timestamp", open: true } }, rules: [{ atLeastOneOf: ["id", "tags"], message: "One." }, { dependentRequired: { id: ["limit"] } }], examples: [{ id: "a", limit: 1 }] }, // prettier-ignore
        Page: { record: { items: "list<Event>", "cursor?": "nullable<string>" } },
      },
      actions: {
        hub_Query: { effect: "read", request: "Query", output: "Page", pagination: { kind: "cursor", request: "id", response: "cursor", items: "items" }, examples: [{ name: "one", request: { id: "a", limit: 1 }, output: { items: [] } }] }, // prettier-ignore
        hub_Get: { http: { method: "GET", path: "/x/{id}", pathParams: { id: { type: "Id", name: "the_id" } }, query: { "state?": "State", "q?": { type: "list<u8>", style: "pipeDelimited", explode: false } }, headers: { "trace?": "string" }, accept: "text/csv", style: "form" }, output: { 200: { type: "Event", name: "done" }, 202: "unit" }, errors: { 404: "Failure" }, auth: ["key", "none"] }, // prettier-ignore
        hub_Start: { group: "work", name: "begin", class: "Begin", output: "text", retries: 2, idempotencyHeader: "Idempotency-Key", stability: "beta", feature: "work", poll: { with: "hub_Query", until: { field: "items", in: [[]] }, failed: { field: "cursor", in: ["x"] } } }, // prettier-ignore
      },
    },
  ],
};

it("the spec that the tool is tried with is in order", () => {
  expect(diagnose({ "api.json": JSON.stringify(whole) }, "api.json")).toEqual([]);
});

type Path = readonly string[];

/** Every value within another, with its path. */
function everyValue(root: unknown, path: Path = []): readonly (readonly [Path, unknown])[] {
  if (typeof root !== "object" || root === null) return [[path, root]];
  return [[path, root], ...Object.entries(root).flatMap(([key, inner]) => everyValue(inner, [...path, key]))];
}

/** The same with one value in the place of another, if the place is still there. */
function put(root: unknown, [key, ...rest]: Path, odd: unknown): unknown {
  if (key === undefined) return odd;
  if (typeof root !== "object" || root === null || !Object.hasOwn(root, key)) return root;
  const inner = put((root as Record<string, unknown>)[key], rest, odd);
  if (Array.isArray(root)) return root.map((item: unknown, index) => (String(index) === key ? inner : item));
  return Object.fromEntries(Object.entries(root).map(([name, item]) => [name, name === key ? inner : item]));
}
