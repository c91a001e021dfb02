// Every text of a spec, planted with every hostile string: what comes of it is said, or stands in comments and literals only.
import { describe, expect, it } from "vitest";
import type { GeneratedFile } from "../generator/index.js";
import { filesProblems } from "./hostile/compare.js";
import { emit, emitAll, groundsOf, plantAt, readPlanted, renderProblems, settle, twinsOf, type Ground } from "./hostile/packages.js"; // prettier-ignore
import type { Plant } from "./hostile/positions.js";
import { loadFiles, readWithEach } from "./hostile/run.js";
import { codeProblems, outline, pathProblems, skeleton } from "./hostile/scan.js";
import { everything, hostile, type Hostile } from "./hostile/strings.js";
import { fixtures } from "./support/fixtures.js";

const grounds = groundsOf(fixtures);
const wholeGrounds = 6;

it("looks at every kind of text, keys included", () => {
  const places = grounds.flatMap(({ positions }) => positions);
  expect(places.length).toBeGreaterThan(250);
  expect(places.filter(({ kind }) => kind === "key").length).toBeGreaterThan(40);
});

describe.each([everything, ...hostile].map((each) => [each.name, each] as const))("%s", (_, each) => {
  it("is refused with words, or stays a text", async () => {
    const problems = await Promise.all(groundsFor(each).map((ground) => problemsOf(ground, each)));
    expect(problems.flat()).toEqual([]);
  }, 180_000);
});

/** All that is hostile goes everywhere at once; a string by itself into every third fixture, so that each fixture has its share. */
function groundsFor(each: Hostile): readonly Ground[] {
  const turn = hostile.indexOf(each);
  return turn < 0 ? grounds : grounds.filter((_, index) => index % 3 === turn % 3);
}

it("runs nothing of a spec when a package is loaded and used", async () => {
  for (const ground of grounds.slice(0, wholeGrounds)) {
    const { groups } = settle(ground, plantsOf(ground, everything));
    for (const group of groups) {
      const loaded = await loadFiles(await emitAll(readPlanted(ground, group)));
      readWithEach(loaded);
      expect(loaded.calls()).toBe(0);
    }
  }
}, 120_000);

function plantsOf(ground: Ground, each: Hostile): readonly Plant[] {
  return ground.positions.flatMap((position, index) => plantAt(position, each, { index }) ?? []);
}

async function problemsOf(ground: Ground, each: Hostile): Promise<readonly string[]> {
  const plants = plantsOf(ground, each);
  const { groups, refused } = settle(ground, plants);
  const taken = groups.map((group) => packageProblems(ground, group, each));
  return [
    ...(await Promise.all(taken)).flat(),
    ...refused.flatMap(({ outcome }) => refusalProblems(outcome)),
    ...unplantedProblems(ground, plants, each),
  ].map((problem) => `${ground.fixture.name}: ${problem}`);
}

function refusalProblems(outcome: ReturnType<typeof readPlanted>): readonly string[] {
  const isTold = outcome.diagnostics.some(({ severity }) => severity === "error");
  return [...renderProblems(outcome), ...(isTold ? [] : ["refused without a word"])];
}

/** What the schema does not take at all, all at once. */
function unplantedProblems(ground: Ground, plants: readonly Plant[], each: Hostile): readonly string[] {
  const planted = new Set(plants.map(({ position }) => position));
  const others = ground.positions.flatMap((position, index): readonly Plant[] =>
    planted.has(position) ? [] : [{ position, text: each.text(`zqxj${index}`), isAppended: false }],
  );
  return others.length === 0 ? [] : refusalProblems(readPlanted(ground, others));
}

async function packageProblems(ground: Ground, group: readonly Plant[], each: Hostile): Promise<readonly string[]> {
  const outcome = readPlanted(ground, group);
  const [files, twin] = await Promise.all([
    isWhole(ground, each) ? emitAll(outcome) : emit(outcome),
    twinOf(ground, group),
  ]);
  if (files.length === 0) return ["no files"];
  return [...renderProblems(outcome), ...(await filesProblems(files, twin, each))];
}

/** Formatting takes most of the time, and does the same to all: the fixtures with most of the places will do. */
function isWhole(ground: Ground, each: Hostile): boolean {
  return each === everything && grounds.indexOf(ground) < wholeGrounds;
}

const twins = new Map<string, Promise<readonly GeneratedFile[]>>();

/** The package of the same spec with a word at each place; empty where a word will not do. */
function twinOf(ground: Ground, group: readonly Plant[]): Promise<readonly GeneratedFile[]> {
  const id = JSON.stringify([ground.fixture.name, group.map(({ position, isAppended }) => [ground.positions.indexOf(position), isAppended])]); // prettier-ignore
  const made = twins.get(id) ?? emit(readPlanted(ground, twinsOf(group)));
  twins.set(id, made);
  return made;
}

describe("a hole is seen", () => {
  const code =
    'export interface A {\n  /** Docs zqxj1. */\n  readonly "zqxj2": "zqxj3";\n}\nexport const a = { b: "zqxj4" };\n';

  it.each([
    ["a comment that ends early", "Docs zqxj1.", "*/ } evil(); interface B { /*"],
    ["a text that ends early", '"zqxj4"', '"" + evil() + ""'],
    ["a template", '"zqxj4"', "`${zqxj4}`"],
    ["a key that is computed", '"zqxj2"', "[zqxj2]"],
    ["a text that does not end", '"zqxj4"', '"zqxj4\\"'],
    ["a line separator as it is", "Docs zqxj1.", "Docs \u2028"],
    ["a mark of direction as it is", "zqxj3", "\u202ezqxj3"],
    ["an escape", "zqxj3", "\u001b[31m"],
  ])("%s", (_, from, to) => {
    expect(codeProblems("a.ts", code)).toEqual([]);
    expect(
      codeProblems(
        "a.ts",
        code.replace(from, () => to),
      ),
    ).not.toEqual([]);
  });

  it("as another statement, a directive, or a member more", () => {
    const changed = [`${code}f();\n`, `// @ts-nocheck\n${code}`, code.replace("/** Docs zqxj1. */", "c: 1;")];
    for (const text of changed) expect(skeleton(text)).not.toEqual(skeleton(code));
  });

  it("in Markdown", async () => {
    const plain = await outline("A text.");
    for (const text of ["<b>A</b>", "[a](b)", "![a](b)", "<!-- a -->", "a\n\n# zqxj1", "<script>a</script>"])
      expect((await outline(text)).filter((part) => !plain.includes(part))).not.toEqual([]);
  });

  it("as a path", () => {
    const paths = ["../a.ts", "/a.ts", "src/../../a.ts", "a\\b.ts", "src/con.ts", "src/a b.ts", ".a"];
    for (const path of paths) expect(pathProblems([{ path }])).not.toEqual([]);
  });

  it("by a package that calls what is planted", async () => {
    const text = "declare const evil: () => void; evil(); export {};";
    const { calls } = await loadFiles([{ path: "src/index.ts", text, owner: "entry" }]);
    expect(calls()).toBe(1);
  });
});
