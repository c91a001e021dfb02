// The language, construct by construct: each fixture is read without a complaint, its values are on the wire what the
// guide says, and the emitted models read and write them so. `RECORD=1` writes the emitted declarations anew.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conform } from "../generator/check/conform.js";
import { generate, type GeneratedFile } from "../generator/index.js";
import { allActions, typesById, type Json, type Model, type NamedType, type Slot } from "../generator/model.js";
import { fixturePath, fixtures, lowerFixture, readFixtureSpec, targetOf, type Vector } from "./support/fixtures.js"; // prettier-ignore
import { compileModules } from "./support/compile.js";

const models = new Map(fixtures.map((fixture) => [fixture.name, lowerFixture(fixture)] as const));
const packages = new Map<string, readonly GeneratedFile[]>();
let runtime: Bundle;

/** What the functions of a model do, as far as vectors ask. */
interface RunModel {
  readonly safeParse: (wire: unknown) => { ok: true; data: unknown } | { ok: false; error: Failure };
  readonly encode: (value: unknown) => unknown;
  readonly is: (value: unknown) => boolean;
}
interface Failure {
  readonly issues: readonly { readonly code: string }[];
}
type Bundle = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, RunModel>>>>>>;

const folder = mkdtempSync(join(tmpdir(), "actionwright-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  for (const fixture of fixtures) {
    const { files, diagnostics } = await generate(targetOf(fixture), fixture.host);
    if (files.length === 0) throw new Error(`${fixture.name}: ${JSON.stringify(diagnostics)}`);
    packages.set(fixture.name, files);
  }
  runtime = await bundlePackages();
});

describe.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", (name, fixture) => {
  it("is told nothing but what it is about", () => {
    expect(readFixtureSpec(fixture).diagnostics.map(({ code }) => code)).toEqual(fixture.diagnostics);
  });

  const model = getModel(name);
  describe.each(fixture.vectors.map((vectors) => [vectors.type, vectors] as const))(
    "%s",
    (type, { valid = [], invalid = [] }) => {
      it("has a vector", () => {
        expect(valid.length + invalid.length).toBeGreaterThan(0);
      });

      it.each(valid.map((vector) => [told(vector), vector] as const))("takes %s", (_, vector) => {
        const misfit = conformsTo(wireOf(vector), type, model);
        if (vector.newer) expect(misfit).toBeDefined();
        else expect(misfit).toBeUndefined();
        const { safeParse, encode, is } = findModel(name, type);
        const [wire, value] = [wireOf(vector), valueOf(vector)];
        const parsed = safeParse(structuredClone(wire));
        expect(parsed.ok ? [] : parsed.error.issues).toEqual([]);
        expect(plain(parsed.ok && parsed.data)).toEqual(plain(value));
        // An action is what its class has made; a plain object is only what it is made from.
        expect(is(isClass(type, model) ? parsed.ok && parsed.data : value)).toBe(true);
        expect(encode(parsed.ok && parsed.data)).toEqual(encodedOf(vector));
        expect(encode(value)).toEqual(encodedOf(vector));
      });

      it.each(invalid.map((vector) => [`${told(vector)} (${vector.code ?? ""})`, vector] as const))(
        "refuses %s",
        (_, vector) => {
          if (Object.hasOwn(vector, "wire")) expect(conformsTo(wireOf(vector), type, model)).toBeDefined();
          const { safeParse, encode } = findModel(name, type);
          const codes = Object.hasOwn(vector, "wire")
            ? codesOf(safeParse(wireOf(vector)))
            : thrownCodes(() => encode(valueOf(vector)));
          expect(codes).toContain(vector.code);
        },
      );
    },
  );

  it("is emitted as expected", () => {
    const text = declarations(name, model);
    if (process.env["RECORD"]) writeFileSync(fixturePath(name, "expected.ts"), text);
    expect(process.env["RECORD"] ? text : fixture.expected).toBe(text);
  });
});

it("compiles, every module of a fixture", () => {
  expect(compileModules(packages)).toEqual([]);
});

function isClass(type: string, model: Model): boolean {
  return allActions(model).some(({ classRecord }) => classRecord === type);
}

function getModel(name: string): Model {
  const model = models.get(name);
  if (!model) throw new Error(`no model ${name}`);
  return model;
}

// ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function conformsTo(wire: Json, type: string, model: Model): unknown {
  const types = typesById(model);
  if (!types.has(type)) throw new Error(`no type ${type}`);
  return conform(wire, slotOf(type, types), types);
}

function slotOf(target: string, types: ReadonlyMap<string, NamedType>): Slot {
  const typeOrigin = types.get(target)?.origin ?? { file: "", start: 0, end: 0 };
  return { type: { kind: "named", target, args: [] }, typeOrigin, constraints: [], open: false, sensitive: false, default: undefined, fill: undefined, examples: [] }; // prettier-ignore
}

function wireOf({ wire, value }: Vector): Json {
  return (wire === undefined ? value : wire) as Json;
}

function valueOf(vector: Vector): unknown {
  return special(Object.hasOwn(vector, "value") ? vector.value : vector.wire);
}

function encodedOf(vector: Vector): unknown {
  return Object.hasOwn(vector, "encoded") ? vector.encoded : vector.wire;
}

/** What YAML does not have: `{ $bytes: [1, 2] }` is a `Uint8Array`, `{ $bigint: "1" }` is `1n`, `{ $undefined: true }` is `undefined`. */
function special(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(special);
  if (typeof value !== "object" || value === null) return value;
  if ("$bytes" in value) return Uint8Array.from(value.$bytes as number[]);
  if ("$bigint" in value) return BigInt(String(value.$bigint));
  if ("$undefined" in value) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, special(member)]));
}

/** Decoded unknown variants have a prototype of their own, which vectors do not write; absent and undefined are one. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, plain(member)]));
}

function told(vector: Vector): string {
  return JSON.stringify(Object.hasOwn(vector, "wire") ? vector.wire : vector.value);
}

function codesOf(result: ReturnType<RunModel["safeParse"]>): readonly string[] {
  return result.ok ? [] : result.error.issues.map(({ code }) => code);
}

function thrownCodes(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    return (error as Failure).issues.map(({ code }) => code);
  }
  return [];
}

// ── What is emitted ─────────────────────────────────────────────────────────────────────────────────────────────────

function findModel(name: string, type: string): RunModel {
  const [module = "", typeName = ""] = type.split(".");
  const namespace = getModel(name).modules.find((candidate) => candidate.name === module)?.namespace ?? "";
  const found = runtime[packageKey(name)]?.[namespace]?.[typeName];
  if (!found) throw new Error(`${name} emits no ${type}`);
  return found;
}

function packageKey(name: string): string {
  return name.replaceAll("-", "_");
}

/** The modules of a package, without the lines that all files have. */
function declarations(name: string, { modules }: Model): string {
  const texts = modules.map(({ file }) => {
    const text = packages.get(name)?.find(({ path }) => path === `src/${file}.ts`)?.text ?? "";
    return modules.length > 1 ? `// ${file}.ts\n${withoutHead(text)}` : withoutHead(text);
  });
  return texts.join("\n");
}

function withoutHead(text: string): string {
  const lines = text.split("\n");
  const start = lines.findIndex((line, index) => index > 0 && line !== "" && !/^(\/\/|\/\*|import )/.test(line));
  const docs = lines.slice(0, start).findLastIndex((line) => line === "" || line.startsWith("import "));
  return lines.slice(docs + 1).join("\n");
}

/** All packages as one program, so that it is transpiled once. */
async function bundlePackages(): Promise<Bundle> {
  const entry = fixtures.map((fixture) => {
    const modules = getModel(fixture.name).modules.map(({ namespace, file }) => `export * as ${namespace} from "/${fixture.name}/src/${file}.ts";`); // prettier-ignore
    return [`/entry/${packageKey(fixture.name)}.ts`, modules.join("\n")] as const;
  });
  const texts = new Map<string, string>(entry);
  for (const [name, files] of packages) for (const { path, text } of files) texts.set(`/${name}/${path}`, text);
  const index = fixtures.map(({ name }) => `export * as ${packageKey(name)} from "/entry/${packageKey(name)}.ts";`);
  texts.set("/entry.ts", index.join("\n"));
  const { outputFiles } = await build({
    entryPoints: ["/entry.ts"],
    bundle: true,
    format: "esm",
    write: false,
    plugins: [inMemory(texts)],
  });
  const path = join(folder, "packages.mjs");
  writeFileSync(path, outputFiles[0]?.text ?? "");
  return (await import(pathToFileURL(path).href)) as Bundle;
}

function inMemory(texts: ReadonlyMap<string, string>): Plugin {
  return {
    name: "in-memory",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, importer }) => ({
        path: path.startsWith("/") ? path : posix.join(posix.dirname(importer), path.replace(/\.js$/, ".ts")),
        namespace: "memory",
      }));
      onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => ({ contents: texts.get(path) ?? "", loader: "ts" }));
    },
  };
}
