// The fixtures of `test/language`: one folder a construct, with a spec, what is emitted of it, and values with their wire form.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { ConfiguredTarget } from "../../generator/config.js";
import { createReport, type Diagnostic } from "../../generator/diagnostics.js";
import { load, loadDocument, type Host } from "../../generator/load.js";
import { lower } from "../../generator/lower.js";
import type { Json, Model } from "../../generator/model.js";
import { overlay } from "../../generator/overlay.js";
import type { Int64 } from "../../generator/target.js";
import { readSpec, type SpecResult } from "../../generator/read.js";

const root = fileURLToPath(new URL("../language/", import.meta.url));

/** A value as code sees it and as it travels. */
export interface Vector {
  /** What code sees; the wire form itself unless said otherwise. */
  readonly value?: unknown;
  /** What travels. */
  readonly wire?: unknown;
  /** What `encode` writes, where that is not the wire form it was read from. */
  readonly encoded?: unknown;
  /** The wire form has something that the spec does not know: a client takes it, an example may not have it. */
  readonly newer?: boolean;
  /** The code of the issue, for what is not valid. */
  readonly code?: string;
}

export interface TypeVectors {
  /** `module.Type`. */
  readonly type: string;
  readonly valid?: readonly Vector[];
  readonly invalid?: readonly Vector[];
}

export interface Fixture {
  readonly name: string;
  readonly host: Host;
  /** The path of the spec in that host. */
  readonly spec: string;
  readonly overlays: readonly string[];
  /** Codes of what the spec is told besides errors. */
  readonly diagnostics: readonly string[];
  readonly vectors: readonly TypeVectors[];
  /** What 64-bit integers are in the package. */
  readonly int64: Int64;
  /** The emitted declarations. */
  readonly expected: string | undefined;
}

/** Every fixture, in the order of their names. */
export const fixtures: readonly Fixture[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "config")
  .map((entry) => readFixture(entry.name))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

export function fixturePath(...parts: readonly string[]): string {
  return `${root}${parts.join("/")}`;
}

function readFixture(name: string): Fixture {
  const host = folderHost(name);
  const vectors = host.read("vectors.yaml");
  const {
    diagnostics = [],
    types = [],
    int64 = "number",
  } = (vectors === undefined ? {} : parse(String(vectors))) as VectorsFile;
  const expected = host.read("expected.ts");
  const spec = ["spec.yaml", "spec.json"].find((path) => host.read(path) !== undefined) ?? "spec/api.yaml";
  const overlays = host.list(".").filter((file) => /^overlay.*\.yaml$/.test(file));
  return { name, host, spec, overlays, diagnostics, vectors: types, int64, expected: expected && String(expected) };
}

interface VectorsFile {
  readonly diagnostics?: readonly string[];
  readonly types?: readonly TypeVectors[];
  readonly int64?: Int64;
}

/** The files of one fixture, as if its folder were the working directory. */
function folderHost(name: string): Host {
  const at = (path: string): string => fixturePath(name, path);
  return {
    read: (path) => (existsSync(at(path)) ? readFileSync(at(path), "utf8") : undefined),
    list: (folder) => (existsSync(at(folder)) ? readdirSync(at(folder)).sort() : []),
  };
}

export interface ReadFixture extends SpecResult {
  readonly diagnostics: readonly Diagnostic[];
}

export function readFixtureSpec({ spec, overlays, host }: Pick<Fixture, "spec" | "overlays" | "host">): ReadFixture {
  const report = createReport();
  const result = readSpec(spec, overlays, { host, report });
  return { ...result, diagnostics: report.all };
}

/** The model of a fixture without a look at the schema, which takes most of the time. */
export function lowerFixture({ name, spec, overlays, host }: Fixture): Model {
  const report = createReport();
  const patches = overlays.flatMap((path) => loadDocument(path, host, report) ?? []);
  const model = lower(overlay(load(spec, host, report), patches, report), report);
  if (!model || report.hasErrors) throw new Error(`${name}: ${report.all.map(text).join("\n")}`);
  return model;
}

/** The model of a fixture, read as every verb does; it has to be without errors. */
export function modelOf(each: Fixture): Model {
  const { model, diagnostics } = readFixtureSpec(each);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (!model || errors.length > 0) throw new Error(`${each.name}: ${errors.map(text).join("\n")}`);
  return model;
}

export function fixture(name: string): Fixture {
  const found = fixtures.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no fixture ${name}`);
  return found;
}

/** The documents of a fixture as plain JSON, overlays not laid in, with the definition of the schema that each follows. */
export function documentsOf({ spec, overlays, host }: Fixture): readonly SchemaDocument[] {
  const report = createReport();
  const source = load(spec, host, report);
  const files = [...source.files.map(({ path }) => path), ...overlays];
  return files.map((path) => ({
    path,
    value: parse(String(host.read(path)), { merge: true, stringKeys: true }) as Json,
  }));
}

export interface SchemaDocument {
  readonly path: string;
  readonly value: Json;
}

/** What a fixture's package is called. */
export function targetOf({
  name,
  spec,
  overlays,
  int64 = "number",
}: Pick<Fixture, "name" | "spec" | "overlays"> & Partial<Fixture>): ConfiguredTarget {
  const origin = { file: "actionwright.config.yaml", start: 0, end: 0 };
  return {
    name,
    config: { path: origin.file, text: "" },
    places: { name: origin, spec: origin, overlays: [], include: origin },
    spec,
    overlays,
    out: `generated/${name}`,
    include: { modules: ["*"], actions: ["*"], stability: "experimental" },
    package: {
      name: `@fixtures/${name}`,
      version: "0.1.0",
      license: "MIT",
      repository: "",
      directory: "",
      keywords: [],
    },
    client: "Fixture",
    writeOnce: [],
    ignore: [],
    int64,
    docs: true,
  };
}

function text({ code, message }: Diagnostic): string {
  return `${code}: ${message}`;
}
