import fc from "fast-check";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import type { Piece } from "../../generator/code/build.js";
import { formatFiles, formatJson, type TextCache } from "../../generator/format.js";
import type { Json } from "../../generator/model.js";

const piece = (text: string): Piece => [{ kind: "text", text }];
const pieces = (...texts: readonly string[]) => ({ kind: "pieces", pieces: texts.map(piece) }) as const;

describe("formatting by pieces", () => {
  it("gives what Prettier gives for the whole", async () => {
    const many = Array.from(
      { length: 120 },
      (_, index) =>
        `/**\n   * Number ${index}.\n */\nexport   interface A${index} { readonly a: "x"|'y',\n b?:  ( number )[] }\nexport const A${index}: unknown = /* @__PURE__ */ f(() => ({\n a: 1, "b-c": [${"1,".repeat(index)}] }))`,
    );
    const [text] = await formatFiles([pieces("// head\n/* eslint-disable */", 'import * as $ from "./$.js"', ...many)]);
    expect(text).toBe(await format(text ?? "", { parser: "typescript", printWidth: 120 }));
    expect(text).toMatch(/^\/\/ head\n\/\* eslint-disable \*\/\n\nimport/);
  });

  it("formats nothing twice, and nothing that the cache has", async () => {
    const known = new Map<string, string>();
    const asked: unknown[] = [];
    const cache: TextCache = {
      get: (source) => (asked.push(JSON.parse(source)), known.get(source)),
      set: (source, formatted) => void known.set(source, formatted),
    };
    const first = await formatFiles([pieces("a ;", "b ;"), pieces("b ;", "c ;")], { cache });
    expect(first).toEqual(["a;\n\nb;\n", "b;\n\nc;\n"]);
    expect(asked).toEqual(["a ;", "b ;", "c ;"].map(piece));
    known.set(JSON.stringify(piece("a ;")), "kept");
    expect(await formatFiles([pieces("a ;", "d ;")], { cache })).toEqual(["kept\n\nd;\n"]);
  });

  it("formats the TypeScript of a Markdown file as a piece", async () => {
    const text = "# A\n\n```ts\nf( {a:1} )\n```\n\n\n\n- b\n\n";
    expect(await formatFiles([{ kind: "markdown", text }])).toEqual(["# A\n\n```ts\nf({ a: 1 });\n```\n\n- b\n"]);
    expect(await formatFiles([{ kind: "done", text: " x" }])).toEqual([" x"]);
  });
});

describe("JSON", () => {
  const expectSame = async (value: Json): Promise<void> => {
    const text = formatJson(value);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(await format(text, { filepath: "spec.json", printWidth: 120 })).toBe(text);
  };

  it("is what Prettier prints", async () => {
    const long = "漢字かな交じり文".repeat(6);
    const value: Json = {
      empty: [[], {}, [[]], [{}]],
      numbers: Array.from({ length: 90 }, (_, index) => index * 1000 - 40_000.5),
      texts: [
        Array.from({ length: 9 }, () => "twelve chars"),
        Array.from({ length: 8 }, () => "twelve chars"),
        [long, long],
        ["é", "💥"],
      ],
      matrix: [
        [1, 2],
        [3, 4],
      ],
      mixed: [[1], [2, 3], { a: 1 }],
      objects: [
        { a: 1, b: 2 },
        { a: 1, b: { c: [] } },
      ],
      'quoted " key': null,
      __proto: true,
    };
    await expectSame(value);
  });

  it("is what Prettier prints, whatever it is", async () => {
    const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string({ maxLength: 40 }),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(null, true),
        fc.array(tie("tree"), { maxLength: 8 }),
        fc.array(fc.integer(), { maxLength: 60 }),
        fc.dictionary(fc.string({ maxLength: 8 }), tie("tree"), { maxKeys: 5, noNullPrototype: true }),
      ),
    }));
    await fc.assert(fc.asyncProperty(fc.dictionary(fc.string({ maxLength: 5 }), tree, { maxKeys: 6, noNullPrototype: true }), expectSame), { numRuns: 300, seed: 1 }); // prettier-ignore
  });
});
