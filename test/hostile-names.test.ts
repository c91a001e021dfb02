// Names that mean something to the language that is emitted: they work, or they are refused.
import { describe, expect, it } from "vitest";
import { generate } from "../generator/index.js";
import { loadFiles } from "./hostile/run.js";
import { compileModules } from "./support/compile.js";
import { targetOf } from "./support/fixtures.js";
import { diagnose, memoryHost } from "./support/spec.js";

const globals = ["Date", "Error", "Map", "Promise", "Array", "Object", "String", "Symbol", "Record", "Function", "Proxy", "JSON", "Math", "Infinity", "NaN", "Number", "Boolean", "Partial", "Readonly", "Omit", "Set", "Call", "Model", "Action", "Node"]; // prettier-ignore
const wires = ["__proto__", "constructor", "toJSON", "then", "length", "name", "prototype", "", "2fa", "a-b", "hasOwnProperty", "valueOf", "*/", "\u2028"]; // prettier-ignore
const words = ["delete", "class", "await", "enum", "let", "static", "new", "default", "constructor", "then", "prototype", "arguments", "eval", "undefined"]; // prettier-ignore

const head = 'actionSpec: 1\napi: { id: names, title: Names, version: "1" }\nbinding: { rpc: { path: "/invoke/{action}" } }\nmodules:\n'; // prettier-ignore
const members = `{ ${wires.map((wire, index) => `f${index}: { type: string, wire: ${JSON.stringify(wire)} }`).join(", ")} }`; // prettier-ignore
const spec = `${head}  - module: things\n    types:\n${globals.map((name) => `      ${name}: { record: { when: timestamp, list: list<string>, map: map<u8> } }\n`).join("")}      Wires: { record: ${members} }\n      Words: { record: { ${words.map((word) => `${word}: string`).join(", ")} } }\n      Values: { enum: { ${["parse", "encode", "is", "values", "name", "length", "constructor", "then", "toJSON"].join(": {}, ")}: {} } }\n    actions: {}\n`; // prettier-ignore

interface Model {
  readonly parse: (wire: unknown) => unknown;
  readonly encode: (value: unknown) => unknown;
}

describe("names of the language", () => {
  it("compile, and read and write what they are for", async () => {
    const host = memoryHost({ "api.yaml": spec });
    const { files, diagnostics } = await generate({ ...targetOf({ name: "names", spec: "api.yaml", overlays: [] }) }, host); // prettier-ignore
    expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
    expect(compileModules(new Map([["names", files]]))).toEqual([]);
    const { exports } = await loadFiles(files);
    const things = exports["things"] as Readonly<Record<string, Model>>;
    const value = { when: "2026-01-31T12:00:00Z", list: ["a"], map: { constructor: 1 } };
    for (const name of globals) expect(plain(things[name]?.encode(things[name]?.parse(value)))).toEqual(value);
    const wire = JSON.parse(`{ ${wires.map((each) => `${JSON.stringify(each)}: "x"`).join(", ")} }`) as object;
    expect(plain(things["Wires"]?.encode(things["Wires"].parse(wire)))).toEqual(plain(wire));
    const word = Object.fromEntries(words.map((each) => [each, "x"]));
    expect(plain(things["Words"]?.encode(things["Words"].parse(word)))).toEqual(word);
  });
});

describe("a module named after a word", () => {
  it.each([
    ...words,
    "date",
    "math",
    "client",
    "index",
    "runtime",
    "testing",
    "globalthis",
    "con",
    "nul",
    "aux",
    "com1",
  ])("%s works or is refused", async (name) => {
    const text = `${head}  - module: ${name}\n    types: { T: { record: { a: string } }, PutAction: { record: { t: T } } }\n    actions: { ${name}_Put: { request: PutAction, output: T } }\n`; // prettier-ignore
    if (diagnose(text).some(({ code }) => code.startsWith("AW"))) return;
    const { files } = await generate(targetOf({ name, spec: "api.yaml", overlays: [] }), memoryHost({ "api.yaml": text })); // prettier-ignore
    expect(compileModules(new Map([[name, files]]))).toEqual([]);
    expect(Object.keys((await loadFiles(files)).exports)).toContain(name);
  });
});

/** As JSON has it: an object of another realm is no equal of ours. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
