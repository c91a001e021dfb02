import { format } from "prettier";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import type { GeneratedFile } from "../../generator/code/draft.js";
import { compile, compileReadme, modelOf, packageOf, sourcesOf, strict } from "./emit-helpers.js";

/** One of everything, called as unluckily as the language allows, and with docs that try to get out. */
const things = String.raw`
docs: "Everything */ export const evil = 1; /* and ${"`"}@internal${"`"} more."
types:
  Date: { opaque: string, docs: "*/ evil(); /*" }
  Error: { record: { date: Date, map: Map, self?: Error } }
  Map: { alias: map<list<Date>> }
  Array: { newtype: list<Promise> }
  Promise: { enum: { parse: "*/", then: "{@link x}", Ab: { wire: "\"; evil(); \"" }, C: { wire: "*/" } } }
  Symbol: { enum: { Low: { wire: 1 }, High: { wire: 2 } }, closed: true }
  String: { newtype: Short }
  Short: { newtype: Date, minLength: 1 }
  Number: { newtype: u64, min: "9223372036854775808" }
  Record: { params: [T], record: { items: list<T>, next?: Record<T>, object?: Object<T> } }
  Object: { params: [T], union: { tag: type, variants: { Ok: { type: T, content: value }, Inner: Record<T>, Gone: {} } } }
  Function: { union: { tagging: external, variants: { Unit: {}, One: u32, Two: { type: list<Error>, wire: "2fa" } } } }
  Closed: { union: { tagging: external, closed: true, variants: { Unit: {}, One: u32 } } }
  Adjacent: { union: { tagging: adjacent, tag: "t-t", variants: { A: {}, B: Error, C: { type: bool, content: other } } } }
  Untagged: { union: { tagging: untagged, variants: { Text: string, Many: list<Untagged>, Number: f64 } } }
  Internal:
    union:
      tag: kind
      variants:
        Unit: { docs: "*/ evil(); /*" }
        Flat: Error
        Alias: ErrorAlias
        Generic: Record<Date>
        Content: { type: Untagged, content: the_content }
  ErrorAlias: { alias: Error }
  Result: { alias: Object<Internal> }
  Everything:
    record:
      constructor: string
      to_string: bool
      proto: { type: u8, wire: "__proto__" }
      default: { type: string, constraints: [ { pattern: "^[a-z\"*/]+$", message: "*/ \"; evil(); //", code: "'*/" } ], default: "*/" }
      fingers: { type: i8, wire: "content-type", fill: 3 }
      at?: { type: timestamp, open: true }
      count?: u32
      day?: nullable<date>
      lasts: duration
      id: uuid
      link: url
      nothing?: unit
      level: Symbol
      promise: Promise
      any: json
      maybe?: nullable<json>
      number: Number
      string: String
      secret: { type: string, sensitive: true }
      union: Internal
      result: Result
      adjacent: list<Adjacent>
      external: map<Function>
    rules:
      - { exactlyOneOf: [to_string, at] }
      - { dependentRequired: { at: [count] }, message: "\"*/" }
  EverythingAction: { record: { everything: Everything, new?: string } }
  BareAction: { record: {} }
  OptionalAction: { record: { limit?: u32 } }
`;

const actions = String.raw`
actions:
  things_Everything:
    docs: "Does */ everything."
    request: EverythingAction
    output: Internal
  things_New: { request: BareAction, output: unit, effect: read }
  things_Optional: { request: OptionalAction, output: list<Object<Date>>, pagination: { kind: offset, request: limit }, examples: [ { name: "*/", request: { limit: 3 }, output: [ { type: "Ok", value: "*/ @x {@link y}" } ] } ] }
  things_Foreign: { request: other.Foreign, output: other.Foreign }
  things_Sent: { request: sent.Sent, output: unit }
`;
const other = `
types: { Foreign: { record: { name: string, thing?: things.Date } } }
`;
/** A module that the client looks at and does not name. */
const sent = `
types: { Sent: { record: { name: string } } }
`;

const small = modelOf({ things: "types: { Thing: { record: { name: string } } }" });
const aboutIt = { name: "@acme/hub", version: "1.2.3", license: "MIT", repository: "", directory: "", keywords: [] };

let files: readonly GeneratedFile[] = [];
beforeAll(async () => {
  files = await packageOf(modelOf({ things: things + actions, other, sent }));
});

function fileText(path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`no file ${path}`);
  return file.text;
}

function sources(): Map<string, string> {
  return sourcesOf(files);
}

describe("a package of everything", () => {
  it("compiles under every flag", () => {
    expect(compile(new Map([...sources(), ["/package/package.json", '{"type":"module"}']]), strict)).toEqual([]);
  });

  it("R62 is of ES modules, without dependencies and effects, and has its types first wherever it can be entered", () => {
    const { exports, ...others } = JSON.parse(fileText("package.json")) as {
      readonly exports: Readonly<Record<string, string | object>>;
    };
    expect(others).toMatchObject({ type: "module", sideEffects: false, engines: { node: ">=20.19" } });
    expect(Object.keys(others)).not.toContain("dependencies");
    expect(exports["./package.json"]).toBe("./package.json");
    const ways = Object.values(exports).filter((target) => typeof target === "object");
    expect(ways.length).toBeGreaterThan(3);
    for (const way of ways) expect(Object.keys(way)).toEqual(["types", "default"]);
  });

  it("is found at its root by what reads no `exports`", () => {
    const { main, types, exports } = JSON.parse(fileText("package.json")) as Readonly<Record<string, unknown>>;
    expect(exports).toMatchObject({ ".": { types, default: main } });
  });

  it("R69 publishes what is built, the spec, and the changelog if there is one", () => {
    expect(JSON.parse(fileText("package.json"))).toMatchObject({
      files: ["dist", "docs", "spec.json", "CHANGELOG.md"],
      scripts: { prepack: "npm run build" },
    });
  });

  it.each([
    ["", "", undefined],
    ["https://github.com/acme/api", "", { url: "git+https://github.com/acme/api.git" }],
    ["https://gitlab.com/acme/group/api.git/", "", { url: "git+https://gitlab.com/acme/group/api.git" }],
    ["acme/api", "sdks/hub", { url: "git+https://github.com/acme/api.git", directory: "sdks/hub" }],
    ["https://git.example.com/api", "", { url: "https://git.example.com/api" }],
    ["git@git.example.com:acme/api.git", "", { url: "git@git.example.com:acme/api.git" }],
  ])("names its repository as npm would: %j in %j", async (repository, directory, expected) => {
    const made = await packageOf(small, { package: { ...aboutIt, repository, directory } });
    const found = (JSON.parse(made.find(({ path }) => path === "package.json")?.text ?? "") as { repository?: object }).repository; // prettier-ignore
    expect(found).toEqual(expected && { type: "git", ...expected });
  });

  it.each([
    ["@acme/hub", { access: "public" }],
    ["acme-hub", undefined],
  ])("is published for all to see, where npm would hide it: %s", async (name, expected) => {
    const made = await packageOf(small, { package: { ...aboutIt, name } });
    expect(JSON.parse(made.find(({ path }) => path === "package.json")?.text ?? "")).toMatchObject({
      name,
      ...(expected && { publishConfig: expected }),
    });
    expect(made.find(({ path }) => path === "package.json")?.text.includes("publishConfig")).toBe(
      expected !== undefined,
    );
  });

  it("imports nothing that it does not name", () => {
    expect(fileText("src/things.ts")).toContain(`from "./sent.js"`);
    expect(fileText("src/hub.ts")).not.toContain(`from "./sent.js"`);
  });

  it("has a README whose code compiles", () => {
    expect(compileReadme(files)).toEqual([]);
  });

  it("has nothing of the spec's text in its code", () => {
    for (const [path, text] of sources()) {
      const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
      for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
        if (token === ts.SyntaxKind.Identifier) expect(scanner.getTokenText(), path).not.toMatch(/evil/);
      }
    }
  });

  it("names no global in what it emits", () => {
    const known = new Set(["things", "other", "undefined"]);
    for (const path of ["src/things.ts", "src/other.ts", "src/acme-hub.ts", "src/hub.ts"].filter((name) =>
      files.some((file) => file.path === name),
    )) {
      const source = ts.createSourceFile(path, fileText(path), ts.ScriptTarget.ES2022, true);
      const declared = new Set(["$", "T", "client", "fields", "options", "this", ...known]);
      const visit = (node: ts.Node): void => {
        if ("name" in node && node.name !== undefined && ts.isIdentifier(node.name as ts.Node))
          declared.add((node.name as ts.Identifier).text);
        node.forEachChild(visit);
      };
      visit(source);
      const used = (node: ts.Node): readonly string[] => [
        ...(ts.isIdentifier(node) && !ts.isQualifiedName(node.parent) && !ts.isPropertyAccessExpression(node.parent)
          ? [node.text]
          : []),
        ...node
          .getChildren(source)
          .filter((child) => !ts.isJSDoc(child))
          .flatMap(used),
      ];
      expect(used(source).filter((name) => !declared.has(name) && name !== "AcmeHubClient")).toEqual([]);
    }
  });

  it("is exactly what Prettier prints for each whole file", async () => {
    for (const { path, text } of files) {
      if (path === "LICENSE") continue;
      if (path.startsWith("src/runtime/") && path !== "src/runtime/package.ts") continue;
      expect(await format(text, { filepath: path, printWidth: 120 }), path).toBe(text);
    }
  });

  it("is the same twice", async () => {
    const again = await packageOf(modelOf({ things: things + actions, other, sent }));
    expect(again).toEqual(files);
  });

  it("leaves out what is ignored, and lists the rest in a manifest without time and place", async () => {
    const some = await packageOf(modelOf({ other: "types: { A: { opaque: string } }" }), {
      ignore: ["README.md", "src/runtime/**"],
      writeOnce: ["LICENSE"],
    });
    const manifest = JSON.parse(some.at(-1)?.text ?? "") as { files: readonly { path: string; once?: true }[] };
    expect(some.map(({ path }) => path)).toEqual([
      "package.json", "tsconfig.json", "spec.json", "LICENSE", "src/index.ts", "src/client.ts", "src/hub.ts", "src/testing.ts", "src/other.ts",
      "docs/README.md", "docs/other.md", "actionwright.manifest.json",
    ]); // prettier-ignore
    expect(manifest.files.map(({ path }) => path)).toEqual([...manifest.files.map(({ path }) => path)].sort());
    expect(manifest.files.filter(({ once }) => once === true).map(({ path }) => path)).toEqual(["LICENSE"]);
  });
});
