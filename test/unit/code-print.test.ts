import { describe, expect, it } from "vitest";
import type { Statement } from "../../generator/code/build.js";
import { createFile, runtime, runtimeType } from "../../generator/code/file.js";
import { createPrinter } from "../../generator/code/print.js";
import { createScope } from "../../generator/code/scope.js";
import { modelOf } from "./emit-helpers.js";

const printed = (...statements: readonly Statement[]): string => createPrinter()(statements);

describe("print", () => {
  it("keeps names, docs and initialisers as they are", () => {
    const doc = { parts: ['It\'s `a` "b" */ c\n\n@d', "/ e"], tags: [] };
    const members = [
      { name: '"content-type"', type: '"it\'s" | `x`', doc },
      { name: "new", type: "() => void", optional: true },
    ];
    expect(printed({ kind: "interface", name: "A", members, doc })).toBe(
      [
        "/**",
        ' * It\'s `a` "b" *\\/ c',
        " *",
        " * \\@d",
        " *",
        " * / e",
        " */",
        "export interface A {",
        "  /**",
        '   * It\'s `a` "b" *\\/ c',
        "   *",
        "   * \\@d",
        "   *",
        "   * / e",
        "   */",
        '  readonly "content-type": "it\'s" | `x`;',
        "  readonly new?: () => void;",
        "}",
      ].join("\n"),
    );
  });

  it("sets the statements of a piece below each other", () => {
    const value = { kind: "const", name: "a", type: "string", value: '"`${"' } as const;
    expect(
      printed({ kind: "text", text: "// x" }, value, {
        kind: "alias",
        name: "B",
        typeParameters: ["T"],
        type: "T",
      }),
    ).toBe('// x\nexport const a: string = "`${";\nexport type B<T> = T;');
  });

  it("prints functions, classes, imports and exports", () => {
    const text = printed(
      { kind: "import", from: "./a.js", typeOnly: true, namespace: "a" },
      { kind: "import", from: "./b.js", typeOnly: false, names: [{ name: "b", typeOnly: false }, { name: "C", typeOnly: true }] },
      { kind: "function", name: "f", exported: false, typeParameters: ["T"], parameters: [{ name: "x", type: "T", optional: true }], returns: "T", body: "return x;" },
      { kind: "class", name: "D", extends: "b", properties: [{ name: "e", type: "a.E", value: "f(this)" }], init: undefined, statics: [] },
      { kind: "export", from: "./a.js", typeOnly: false, namespace: "z", doc: { parts: ["Z."], tags: [] } },
      { kind: "export", from: "./b.js", typeOnly: true, names: [{ name: "C" }] },
      { kind: "export", from: "./b.js", typeOnly: false },
    ); // prettier-ignore
    expect(text).toBe(`import type * as a from "./a.js";
import { b, type C } from "./b.js";
function f<T>(x?: T): T {
  return x;
}
export class D extends b {
  readonly e: a.E = f(this);
}
/** Z. */
export * as z from "./a.js";
export type { C } from "./b.js";
export * from "./b.js";`);
  });

  it("takes 450 interfaces at once", () => {
    const print = createPrinter();
    const members = Array.from({ length: 8 }, (_, index) => ({
      name: `p${index}`,
      type: "string",
      doc: { parts: ["A property."], tags: [] },
    }));
    const started = performance.now();
    for (let index = 0; index < 450; index++) print([{ kind: "interface", name: `A${index}`, members }]);
    // Node by node this takes 9 s. Tens of milliseconds are usual; the rest is room for a busy machine.
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("a file", () => {
  it("imports what is used, as a type where nothing is used as a value", () => {
    const scope = createScope(modelOf({ things: "types: { A: { opaque: string } }" }));
    const file = createFile("x", scope);
    const symbol = { from: "things", name: "A", namespace: "things", value: false };
    expect([file.use(runtimeType("Model")), file.use(symbol), file.use({ ...symbol, from: "x" })]).toEqual([
      "$.Model",
      "things.A",
      "A",
    ]);
    expect(file.done([]).pieces[1]).toEqual([
      { kind: "import", from: "./runtime/index.js", typeOnly: true, namespace: "$" },
      { kind: "import", from: "./things.js", typeOnly: true, namespace: "things" },
    ]);
    file.use({ ...symbol, value: true });
    file.use(runtime("record"));
    expect(file.done([]).pieces[1]?.map((statement) => "typeOnly" in statement && statement.typeOnly)).toEqual([
      false,
      false,
    ]);
  });
});
