// Specs that are small and become large, or are large to begin with: each ends by itself, with words or with a package, in a
// process that has little memory.
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { repository, temporaryFolder } from "./support/folder.js";

const head =
  'actionSpec: 1\napi: { id: bomb, title: Bomb, version: "1" }\nbinding: { rpc: { path: "/invoke/{action}" } }\n';
const moduleOf = (types: string, actions = "{}"): string => `${head}modules:\n  - module: hub\n    types:\n${types.replace(/^(?=.)/gm, "      ")}\n    actions: ${actions}\n`; // prettier-ignore
const many = (count: number, of: (index: number) => string, between = "\n"): string => Array.from({ length: count }, (_, index) => of(index)).join(between); // prettier-ignore
const api = (text: string): Bomb["files"] => ({ "api.yaml": text });

interface Bomb {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** What is said; a package is made, where nothing is. */
  readonly codes?: readonly string[];
}

const laughs = `x-a: &a0 [lol, lol]\n${many(40, (index) => `x-a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}]`)}\n`;
const merges = `x-m: &m0 { k: 1 }\n${many(40, (index) => `x-m${index + 1}: &m${index + 1} { <<: [*m${index}, *m${index}], k${index}: *m${index} }`)}\n`;

const bombs: readonly Bomb[] = [
  { name: "aliases of aliases", files: api(`${laughs}${moduleOf("T: { alias: string }")}`), codes: ["AW1006"] },
  { name: "merge keys of merge keys", files: api(`${merges}${moduleOf("T: { alias: string }")}`), codes: ["AW1006"] },
  { name: "an alias within its anchor", files: api(`x-a: &a [*a]\n${moduleOf("T: { alias: string }")}`), codes: ["AW1006"] },
  { name: "a merge of itself", files: api(`x-a: &a { <<: *a }\n${moduleOf("T: { alias: string }")}`), codes: ["AW1006"] },
  { name: "aliases of a long text", files: api(`x-a: &a "${"lol".repeat(300_000)}"\nx-b: [${many(9_000, () => "*a", ", ")}]\n${moduleOf("T: { alias: string }")}`), codes: ["AW1006"] },
  { name: "aliases of a long key", files: api(`x-a: &a { ${"k".repeat(1_000)}: ${"v".repeat(500_000)} }\nx-b: [${many(4_000, () => "*a", ", ")}]\n${moduleOf("T: { alias: string }")}`), codes: ["AW1006"] },
  { name: "a file of 100 MB", files: api("#".repeat(100 * 1024 * 1024)), codes: ["AW1018"] },
  { name: "flow lists in each other", files: api(`x-a: ${"[".repeat(200_000)}`), codes: ["AW1011"] },
  { name: "flow lists in each other, closed", files: api(`x-a: ${"[".repeat(5_000)}${"]".repeat(5_000)}\n${moduleOf("T: { alias: string }")}`), codes: ["AW1011"] },
  { name: "flow maps in each other", files: api(`x-a: ${"{ a: ".repeat(20_000)}`), codes: ["AW1011"] },
  { name: "block lists in each other", files: api(`x-a:\n  ${"- ".repeat(20_000)}a\n`), codes: ["AW1011"] },
  { name: "block maps in each other", files: api(many(1_500, (index) => `${" ".repeat(index)}a:`)), codes: ["AW1011"] },
  { name: "JSON in JSON", files: { "api.json": "[".repeat(1_000_000) }, codes: ["AW1011"] },
  { name: "objects in objects", files: { "api.json": `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}` }, codes: ["AW1011"] },
  { name: "tags, anchors and question marks", files: api("? ".repeat(20_000)) },
  { name: "a quote without an end", files: api(`x: "${"\\n\n ".repeat(50_000)}`) },
  { name: "an enum of 10,000 values", files: api(moduleOf(`E: { enum: { ${many(10_000, (index) => `V${index}: {}`, ", ")} } }\n`)) },
  { name: "a union of 2,000 variants", files: api(moduleOf(`U: { union: { tag: t, variants: { ${many(2_000, (index) => `V${index}: {}`, ", ")} } } }\n`)) },
  { name: "an untagged union of 500 variants", files: api(moduleOf(`${many(500, (index) => `R${index}: { record: { a${index}: string } }`)}\nU: { union: { tagging: untagged, variants: { ${many(500, (index) => `V${index}: R${index}`, ", ")} } } }\n`)) },
  { name: "500 modules in a circle", files: { "api.yaml": `${head}modules: [${many(500, (index) => `m${index}`, ", ")}]\n`, ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`m${index}.yaml`, `module: m${index}\ntypes:\n  T: { record: { next?: m${(index + 1) % 500}.T } }\n`])) } },
  { name: "generics that grow", files: api(moduleOf("A: { params: [T], record: { a: T, next?: A<list<T>> } }\nB: { alias: A<string> }\n")) },
  { name: "generics that grow in each other", files: api(moduleOf("A: { params: [T], record: { a?: B<list<T>> } }\nB: { params: [T], record: { b?: A<map<T>> } }\nC: { record: { c: A<string> } }\nPutAction: { record: { a: A<C> } }\n", "{ hub_Put: { request: PutAction, output: A<C> } }")) },
  { name: "generics that double", files: api(moduleOf(`G0: { params: [T], record: { a: T } }\n${many(60, (index) => `G${index + 1}: { params: [T], alias: G${index}<G${index}<T>> }`)}\nX: { alias: G60<string> }\n`)) },
  { name: "aliases that double", files: api(moduleOf(`A0: { record: { a: string } }\nP: { params: [T], record: { t: T } }\n${many(60, (index) => `A${index + 1}: { record: { a: A${index}, b: A${index} } }`)}\nPutAction: { record: { a: A60 } }\n`, "{ hub_Put: { request: PutAction, output: A60 } }")) },
  { name: "a type of 100,000 lists", files: api(moduleOf(`T: { alias: "${"list<".repeat(20_000)}string${">".repeat(20_000)}" }`)) },
  { name: "a type of 100,000 characters", files: api(moduleOf(`T: { alias: "${"list<".repeat(20_000)}" }\nU: { alias: ${"x".repeat(100_000)} }`)) },
  { name: "a chain of 2,000 aliases", files: api(moduleOf(`${many(2_000, (index) => `A${index}: { alias: A${index + 1} }`)}\nA2000: { alias: string }\n`)) },
  { name: "a chain of 2,000 records", files: api(moduleOf(`${many(2_000, (index) => `A${index}: { record: { a: A${index + 1} } }`)}\nA2000: { record: { a: string } }\nPutAction: { record: { a: A0 } }\n`, "{ hub_Put: { request: PutAction, output: A0 } }")) },
  { name: "a circle of 2,000 aliases", files: api(moduleOf(many(2_000, (index) => `A${index}: { alias: A${(index + 1) % 2_000} }`))) },
  { name: "circles through every kind", files: api(moduleOf("A: { alias: A }\nL: { alias: list<L> }\nM: { alias: map<M> }\nN: { alias: nullable<N> }\nW: { newtype: W }\nV: { newtype: list<V> }\nR: { record: { r: R } }\nU: { union: { tag: t, variants: { A: U } } }\nX: { union: { tagging: untagged, variants: { A: X, B: string } } }\nY: { union: { tagging: external, variants: { A: Y } } }\nG: { params: [T], alias: G<T> }\nH: { params: [T], alias: T }\nI: { alias: H<I> }\nO: { opaque: string }\n")) },
  { name: "circles without an end that are fine", files: api(moduleOf("L: { alias: list<L> }\nV: { newtype: list<V> }\nM: { newtype: map<M> }\nU: { union: { tag: t, variants: { None: {}, Some: { type: U, content: next } } } }\n")) },
  { name: "10,000 mistakes", files: api(moduleOf(many(10_000, (index) => `T${index}: { alias: Missing${index} }`))) },
  { name: "a key of 100,000 characters", files: api(moduleOf(`${"T".repeat(100_000)}: { alias: strin }\nA: { alias: ${"T".repeat(99_999)} }`)) },
  { name: "a line of 1,000,000 characters", files: api(`${head}x: "${"y".repeat(1_000_000)}"\n`) },
  { name: "docs of 1,000,000 characters", files: api(moduleOf(`T: { alias: string, docs: "${"a *".repeat(300_000)}" }`)) },
  { name: "docs of blanks and back-ticks", files: api(moduleOf(`T: { alias: string, docs: "${" ".repeat(100_000)}x${"`".repeat(99_999)}" }`).replace("title: Bomb", `title: "${"`".repeat(50_001)} x"`)) },
  { name: "2,000 patterns", files: api(moduleOf(many(2_000, (index) => `T${index}: { opaque: string, pattern: "^(?:a${index}|b)+(?:c|d${index})*$" }`))) },
]; // prettier-ignore

let program: string;
beforeAll(async () => {
  program = join(repository, "node_modules", ".cache", "hostile", "child.mjs");
  await build({
    entryPoints: [join(repository, "test/hostile/child.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "silent",
    plugins: [
      {
        name: "in-place", // each module finds the files beside it where they are
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
            contents: (await readFile(path, "utf8")).replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path))),
            loader: "ts",
          }));
        },
      },
    ],
  });
});

interface Ended {
  readonly killed: boolean;
  readonly codes: readonly string[];
  readonly made: number;
  readonly stderr: string;
}

describe("each ends by itself", () => {
  it.concurrent.each(bombs.map((bomb) => [bomb.name, bomb] as const))(
    "%s",
    async (_, { files, codes }) => {
      const folder = await temporaryFolder();
      const [first = ["", ""]] = Object.entries(files);
      const isLarge = Object.keys(files).length === 1;
      const input = join(folder, isLarge ? first[0] : "bomb.files.json");
      await writeFile(input, isLarge ? first[1] : JSON.stringify(files));
      const ended = await run(input);
      expect(ended).toMatchObject({ killed: false, stderr: "" });
      expect(ended.made > 0 || ended.codes.length > 0).toBe(true);
      if (codes) expect(ended.codes).toEqual(codes);
    },
    90_000,
  );
});

function run(input: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--max-old-space-size=1024", program, input]);
    let [stdout, stderr, killed] = ["", "", false];
    const timer = setTimeout(() => {
      killed = true;
      child.kill("SIGKILL");
    }, 60_000);
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      const said = stdout === "" ? { codes: [], made: 0 } : (JSON.parse(stdout) as Pick<Ended, "codes" | "made">);
      resolve({ ...said, killed, stderr: stderr.slice(0, 2_000) });
    });
  });
}
