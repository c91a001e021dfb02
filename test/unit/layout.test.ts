// Layouts against ts-morph and Prettier: for what has a layout of ours, the bytes are theirs.
import fc from "fast-check";
import { format } from "prettier";
import { beforeAll, describe, expect, it } from "vitest";
import { table, type Piece } from "../../generator/code/build.js";
import { layout } from "../../generator/code/layout.js";
import type { Draft, MarkdownDraft } from "../../generator/code/draft.js";
import { createPrinter } from "../../generator/code/print.js";
import { key, literal, member, str } from "../../generator/code/text.js";
import { createReport } from "../../generator/diagnostics.js";
import { draftPackage } from "../../generator/emit/index.js";
import { formatFiles, formatShown } from "../../generator/format.js";
import { loadConfig, nodeHost } from "../../generator/index.js";
import { bundle, readSpec } from "../../generator/read.js";
import { withClient, type ConfiguredTarget } from "../../generator/config.js";
import type { Host } from "../../generator/load.js";
import type { Json } from "../../generator/model.js";
import { fixtures, targetOf } from "../support/fixtures.js";

async function draftsOf(target: ConfiguredTarget, host: Host): Promise<readonly Draft[]> {
  const { model, source } = readSpec(target.spec, target.overlays, { host, report: createReport() });
  if (model === undefined) throw new Error(`${target.name} has errors`);
  const drafts = await draftPackage(model, withClient(target, model.id), { spec: bundle(source) });
  return drafts.map(({ draft }) => draft);
}

const piecesOf = (drafts: readonly Draft[]) => drafts.flatMap((draft) => (draft.kind === "source" ? draft.pieces : []));

let ofVendors: readonly Piece[] = [];
let ofFixtures: readonly Piece[] = [];
let readmes: readonly MarkdownDraft[] = [];
beforeAll(async () => {
  const host = nodeHost();
  const { targets } = loadConfig("actionwright.config.yaml", host, createReport());
  const vendors = (await Promise.all(targets.map((target) => draftsOf(target, host)))).flat();
  const others = (await Promise.all(fixtures.map((each) => draftsOf(targetOf(each), each.host)))).flat();
  [ofVendors, ofFixtures] = [piecesOf(vendors), piecesOf(others)];
  readmes = [...vendors, ...others].filter((draft) => draft.kind === "markdown");
});

/** Pieces that have a layout, beside what the long way makes of them. */
async function bothWays(pieces: readonly Piece[]): Promise<{ readonly laid: readonly string[]; readonly formatted: readonly string[] }> {
  const printer = createPrinter();
  const known = pieces.flatMap((piece) => {
    const text = layout(piece);
    return text === undefined ? [] : [{ text, printed: printer(piece) }];
  });
  const formatted = await formatShown(known.map(({ printed }) => printed), 120);
  return { laid: known.map(({ text }) => text), formatted: known.map(({ printed }) => formatted.get(printed) ?? "") };
} // prettier-ignore

describe("a layout", () => {
  it("is what Prettier prints, for both vendors", async () => {
    const { laid, formatted } = await bothWays(ofVendors);
    expect(laid).toEqual(formatted);
    expect(laid).toHaveLength(ofVendors.length);
  });

  it("is what Prettier prints, for every construct of the language", async () => {
    const { laid, formatted } = await bothWays(ofFixtures);
    expect(laid).toEqual(formatted);
    expect(laid.length / ofFixtures.length).toBeGreaterThan(0.9);
  });

  it("is what Prettier prints, however long the names are", async () => {
    const pieces = [...ofVendors, ...ofFixtures];
    const some = fc.constantFrom(...pieces).chain(lengthened);
    await fc.assert(
      fc.asyncProperty(some, async (piece) => {
        const { laid, formatted } = await bothWays([piece]);
        expect(laid).toEqual(formatted);
      }),
      { numRuns: Number(process.env["LAYOUT_RUNS"] ?? 300), endOnFailure: true },
    );
  });
});

it("is what Prettier prints, whatever a spec says", async () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("it's", '"', "'\"\"", "a\\b", "字", "💥 e\u0301", "*/", "prettier-ignore", "x".repeat(130))); // prettier-ignore
  const json = fc.letrec<{ readonly tree: Json }>((tie) => ({
    tree: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null), fc.array(tie("tree"), { maxLength: 9 }), fc.dictionary(text, tie("tree"), { maxKeys: 4, noNullPrototype: true })),
  })).tree; // prettier-ignore
  const piece = fc.tuple(text, text, json, fc.boolean()).map(([name, said, value, isBroken]): Piece => {
    const doc = { parts: [said], tags: [] };
    const members = [{ name: member(name), type: `readonly (${str(said)} | null)[]`, doc }];
    const written = isBroken ? table([`${key(name)}: ${literal(value)}`]) : literal(value);
    return [
      { kind: "interface", name: "A", members },
      { kind: "const", name: "B", type: `$.Model<${str(said)}>`, value: `f(${written}, ${str(said)})`, doc },
    ];
  });
  await fc.assert(
    fc.asyncProperty(piece, async (each) => {
      const { laid, formatted } = await bothWays([each]);
      expect(laid).toEqual(formatted);
    }),
    { numRuns: Number(process.env["LAYOUT_RUNS"] ?? 200), endOnFailure: true },
  );
});

it("takes no time to see that a text is more than comments", () => {
  expect(layout([{ kind: "text", text: `${"/".repeat(10_000)}\nlet a;` }])).toBeUndefined();
}, 2_000);

it("leaves nothing to Prettier in a README", async () => {
  expect(readmes.length).toBeGreaterThan(fixtures.length);
  const texts = await formatFiles(readmes);
  const formatted = await Promise.all(texts.map((text) => format(text, { parser: "markdown", printWidth: 120, embeddedLanguageFormatting: "off" }))); // prettier-ignore
  expect(texts).toEqual(formatted);
});

/** The same piece with other lengths of its names, so that lines break in other places. */
function lengthened(piece: Piece): fc.Arbitrary<Piece> {
  return fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 45 })), { minLength: 7, maxLength: 7 }).map((lengths) => {
    const grown = new Map<string, string>();
    const grow = (name: string): string => {
      if (words.has(name)) return name;
      const known = grown.get(name) ?? name + "z".repeat(lengths[grown.size % lengths.length] ?? 0);
      grown.set(name, known);
      return known;
    };
    const text = JSON.stringify(piece, (key, value: unknown) =>
      typeof value === "string" && key !== "kind" && key !== "text" ? value.replace(/(?<![\w\\])[A-Za-z]\w{2,}/g, grow) : value,
    ); // prettier-ignore
    return JSON.parse(text) as Piece;
  });
}

/** Words of TypeScript, and of comments that mean something. */
const words: ReadonlySet<string> = new Set([
  "any", "bigint", "boolean", "extends", "false", "new", "null", "number", "options", "PURE__", "readonly", "return",
  "string", "super", "this", "true", "typeof", "undefined", "unknown",
]); // prettier-ignore
