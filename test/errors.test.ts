// Every code of the catalogue: an input that leads to it, and what is then printed, which somebody has read and judged.
// UPDATE=1 writes the expectations anew.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { catalogue } from "../generator/catalogue/index.js";
import { changelogWith, refuseTakenTag, refuseUncommitted } from "../generator/cli/release.js";
import { loadConfig, type ConfiguredTarget } from "../generator/config.js";
import { createReport, type Code, type Report } from "../generator/diagnostics.js";
import { reportTaken } from "../generator/cli/init.js";
import { exportOpenApi } from "../generator/export/openapi.js";
import { explain, render } from "../generator/frame.js";
import { importOpenApi } from "../generator/import/index.js";
import { sha256 } from "../generator/sha256.js";
import { readMarks } from "../generator/mock/marks.js";
import { planOutput, readExisting, readManifest, writeOutput } from "../generator/output.js";
import { readSpec } from "../generator/read.js";
import { findBase } from "../generator/release/base.js";
import { withVersions } from "../generator/release/config-version.js";
import { openRepository } from "../generator/spec-argument/git.js";
import { mergeBase, readSpecArgument } from "../generator/spec-argument.js";
import { forms, nameCodes } from "../generator/validate/translate.js";
import { temporaryFolder } from "./support/folder.js";
import { git } from "./support/git.js";
import { memoryHost, readConfig, readFiles, type Files, type Reading } from "./support/spec.js";

const root = new URL("errors/", import.meta.url);
const codes = Object.keys(catalogue) as Code[];

/** Input that no one wants to keep as a file. */
const made: { readonly [C in Code]?: Files } = {
  AW1011: { "api.yaml": `x-deep: ${"[".repeat(300)}${"]".repeat(300)}\n` },
  AW1014: { "api.yaml": new Uint8Array([0xff, 0xfe, 0x61, 0x00]) },
  AW1018: { "api.yaml": "#".repeat(32 * 1024 * 1024 + 1) },
};

/** What of the package's folder is in the way of `src/devices.ts`. */
const occupied: { readonly [C in Code]?: (out: string) => void } = {
  AW5001: (out) => {
    const files = [{ path: "src/devices.ts", sha256: sha256("as it was made"), owner: "module" }];
    writeFileSync(join(out, "actionwright.manifest.json"), JSON.stringify({ schema: 1, output: 1, files }));
    mkdirSync(join(out, "src"));
    writeFileSync(join(out, "src", "devices.ts"), "as somebody left it");
  },
  AW5002: (out) => {
    mkdirSync(join(out, "src"));
    writeFileSync(join(out, "src", "devices.ts"), "somebody else's");
  },
  AW5004: (out) => writeFileSync(join(out, "program.ts"), "somebody else's"),
  AW5005: (out) => {
    mkdirSync(join(out, "src"));
    writeFileSync(join(out, "src", "devices.ts"), "somebody else's");
  },
  AW5003: (out) => symlinkSync(tmpdir(), join(out, "src")),
};

/** What is in a folder besides the expectation. */
function filesOf(code: Code): Files {
  const folder = new URL(`${code}/`, root);
  const names = readdirSync(folder).filter((name) => name !== "expected.txt");
  return { ...Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder))])), ...made[code] };
}

/** A folder with a config is read as `generate` does, OpenAPI as `import` does, any other as `validate` does, with its overlays. */
function read(files: Files): Reading {
  const names = Object.keys(files).sort();
  const document = names.find((name) => name.startsWith("openapi."));
  if (document !== undefined) return importFrom(files, document);
  if (names.length === 0 || names.some((name) => name.startsWith("actionwright.config."))) return readConfig(files);
  const overlays = names.filter((name) => /^overlay\b/.test(name));
  return readFiles(files, names.find((name) => /^api\./.test(name)) ?? "api.yaml", overlays);
}

function importFrom(files: Files, document: string): Reading {
  const report = createReport();
  const { sources } = importOpenApi([document], { host: memoryHost(files), report });
  return { diagnostics: report.all, sources };
}

/** Writes a package of one file into a folder where something is in the way. */
async function write(prepare: (out: string) => void): Promise<Reading> {
  const [out, report] = [mkdtempSync(join(tmpdir(), "actionwright-errors-")), createReport()];
  try {
    prepare(out);
    const files = ["src/devices.ts", "actionwright.manifest.json"].map((path) => ({
      path,
      text: "{}\n",
      owner: "module",
    }));
    const manifest = await readManifest(out);
    const plan = planOutput(files, await readExisting(out, files, manifest), manifest);
    const done = await writeOutput(out, plan, {
      force: false,
      adopt: prepare !== occupied.AW5004,
      ignore: [],
      report(code, { path }) {
        if (prepare === occupied.AW5005) return reportTaken(code, path, report);
        const place = path || "generated/hub";
        report(code, { file: place, start: 0, end: 0 }, { path: place });
      },
    });
    expect(done).toBe(false);
    return { diagnostics: report.all, sources: [] };
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** Exports what has nothing wrong with it. */
function exported(files: Files): Reading {
  const report = createReport();
  const { source, model } = readSpec("api.yaml", [], { host: memoryHost(files), report });
  if (model) exportOpenApi(model, report);
  return { diagnostics: report.all, sources: source.files };
}

/** Reads the marks of a spec that has nothing else wrong with it, as a mock does that is started. */
function mocked(files: Files): Reading {
  const report = createReport();
  const { source, model } = readSpec("api.yaml", [], { host: memoryHost(files), report });
  if (model) readMarks(model, report);
  return { diagnostics: report.all, sources: source.files };
}

/** Arguments that name no spec, and specs that cannot be had; each in a folder of its own. */
const unreachable: { readonly [C in Code]?: (cwd: string, report: Report) => unknown } = {
  AW7014: (cwd, report) => readArgument("git:main..topic:spec", cwd, report),
  AW8001: (cwd, report) => readArgument("git:main:spec", cwd, report),
  AW8002: (cwd, report) => readArgument("git:v1.0.0:spec", inRepository(cwd), report),
  AW8003: (cwd, report) => readArgument("git:HEAD:spec/hubs", inRepository(cwd), report),
  AW8004: (cwd, report) => (git(cwd, "init", "--quiet"), mergeBase({ cwd, report })),
  AW8005: (cwd, report) => {
    vi.stubEnv("PATH", cwd); // without npm
    return readArgument("npm:@acme/hub@1.4.0", cwd, report);
  },
  AW8006: (cwd, report) => {
    mkdirSync(join(cwd, "node_modules", "hub"), { recursive: true });
    writeFileSync(join(cwd, "node_modules", "hub", "package.json"), '{ "name": "hub", "version": "1.4.0" }');
    return readArgument("npm:hub@1.4.0", cwd, report);
  },
  AW5007: (_, report) => refuseUncommitted(["spec/hub/api.yaml"], report),
  AW5008: (cwd, report) => {
    git(inRepository(cwd), "tag", "v1.1.0");
    git(cwd, "commit", "--quiet", "--allow-empty", "--message=next");
    refuseTakenTag("v1.1.0", openRepository(cwd), report);
  },
  AW5006: (_, report) => {
    const existing = "## 1.1.0\n\n<!-- actionwright changelog 1.1.0 0123456789ab -->\n\nOur own words.\n\n<!-- /actionwright changelog -->\n"; // prettier-ignore
    const changelog = { schemaVersion: 1, version: "1.1.0", date: null, sections: [] } as const;
    return changelogWith(existing, { path: "generated/hub/CHANGELOG.md", changelog, report });
  },
  AW7017: (_, report) => withVersions("actionwright.config.yaml", new Map([["hub", "1.1.0"]]), { host: memoryHost(filesOf("AW7017")), report }), // prettier-ignore
  AW8007: (cwd, report) => {
    const given = { kind: "git", ref: "HEAD", path: undefined } as const;
    return findBase(hubTarget(), { given, tagForms: { own: [], shared: [] }, report, cwd: inRepository(cwd) });
  },
};

function readArgument(argument: string, cwd: string, report: Report): Promise<unknown> {
  return readSpecArgument(argument, { cwd, report, host: memoryHost({}) });
}

function hubTarget(): ConfiguredTarget {
  const text = "actionwright: 1\ntargets: { hub: { spec: spec/hub, out: generated/hub, package: { name: hub, version: 1.0.0 } } }\n"; // prettier-ignore
  const { targets } = loadConfig("c.yaml", memoryHost({ "c.yaml": text }), createReport());
  return targets[0] ?? expect.unreachable();
}

/** The folder, with a commit that has a spec. */
function inRepository(cwd: string): string {
  mkdirSync(join(cwd, "spec", "hub"), { recursive: true });
  writeFileSync(join(cwd, "spec", "hub", "api.yaml"), "actionSpec: 1\n");
  git(cwd, "init", "--quiet");
  git(cwd, "add", ".");
  git(cwd, "commit", "--quiet", "--message=A spec");
  return cwd;
}

async function reach(go: (cwd: string, report: Report) => unknown): Promise<Reading> {
  const report = createReport();
  await go(await temporaryFolder(), report);
  vi.unstubAllEnvs();
  return { diagnostics: report.all, sources: [] };
}

/** Nothing that is known leads to it. */
function bug(): Reading {
  const report = createReport();
  report("AW9001", undefined, { problem: "no case for `tuple`" });
  return { diagnostics: report.all, sources: [] };
}

/** What the stage says that tells it. */
function readingOf(code: Code): Reading | Promise<Reading> {
  const [prepare, go] = [occupied[code], unreachable[code]];
  if (prepare) return write(prepare);
  if (go) return reach(go);
  if (code === "AW9001") return bug();
  if (code === "AW2180") return mocked(filesOf(code));
  return (code.startsWith("AW61") ? exported : read)(filesOf(code));
}

describe("the catalogue", () => {
  it("has a folder for each code, and no folder without a code", () => {
    expect(readdirSync(root).sort()).toEqual([...codes].sort());
  });

  it("is the vocabulary of the tool: each code is reported somewhere, and no other", () => {
    const sources = readdirSync(new URL("../generator", import.meta.url), { recursive: true, encoding: "utf8" });
    const texts = sources.filter((path) => path.endsWith(".ts") && !path.startsWith("catalogue")).map((path) => readFileSync(new URL(`../generator/${path}`, import.meta.url), "utf8")); // prettier-ignore
    const used = new Set(texts.flatMap((text) => text.match(/\bAW\d{4}\b/g) ?? []));
    expect([...used].sort()).toEqual([...codes].sort());
  });

  it.each(codes)("%s is written as the others are", (code) => {
    const { title, message, cause, fix, example } = catalogue[code];
    expect(title).toMatch(/^[^A-Z].*[^.]$|^(YAML|JSON)/); // lower case, no full stop
    expect(message).not.toMatch(/^[A-Z][a-z]|\.$/);
    for (const sentence of [cause, fix]) expect(sentence).toMatch(/^[A-Z0-9`].*[.`]$/su);
    expect(example).toMatch(/\S/);
    expect(`${title}${message}${cause}${fix}${example}`).not.toMatch(/\r| $/m);
  });
});

describe("the diagnostic", () => {
  it.each(codes)("%s is told once, at its place", async (code) => {
    const { diagnostics, sources } = await readingOf(code);
    const text = `${render(diagnostics, sources, { format: "pretty", color: false })}\n`;
    const file = new URL(`${code}/expected.txt`, root);
    if (process.env["UPDATE"]) writeFileSync(file, text);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(diagnostics[0]?.severity).toBe(catalogue[code].severity);
    expect(text).toBe(existsSync(file) ? readFileSync(file, "utf8") : undefined);
  });
});

describe("explain", () => {
  it.each(codes)("%s has a title, a cause, a way out and an example", (code) => {
    const { title, cause, fix, example, severity } = catalogue[code];
    const indented = example.split("\n").map((line) => `    ${line}`).join("\n"); // prettier-ignore
    expect(explain(code, false)).toBe(`${code}: ${title} (${severity})\n\n${cause}\n\nWhat to do. ${fix}\n\nExample\n\n${indented}`); // prettier-ignore
  });
});

describe("the words for the schemas", () => {
  it.each(["action-spec", "config"])("%s: each pattern is put into words", (name) => {
    const schema = JSON.parse(readFileSync(new URL(`../spec/${name}.schema.json`, import.meta.url), "utf8")) as { $defs: Record<string, { pattern?: string }> }; // prettier-ignore
    const named = new Set(Object.keys(nameCodes).map((definition) => schema.$defs[definition]?.pattern));
    const patterns = JSON.stringify(schema).match(/"pattern":"(?:[^"\\]|\\.)*"/g)?.map((text) => JSON.parse(`{${text}}`) as { pattern: string }) ?? []; // prettier-ignore
    expect(patterns.length).toBeGreaterThan(2);
    expect(patterns.map(({ pattern }) => pattern).filter((pattern) => !named.has(pattern) && !Object.hasOwn(forms, pattern))).toEqual([]); // prettier-ignore
  });
});

describe("the specs of this repository", () => {
  it.each(["nexigon-hub"])("%s: nothing is wrong with it", (name) => {
    const folder = new URL(`../spec/${name}/`, import.meta.url);
    const files = Object.fromEntries(readdirSync(folder).map((file) => [`spec/${file}`, readFileSync(new URL(file, folder))])); // prettier-ignore
    const { diagnostics, sources } = readFiles(files, "spec");
    expect(render(diagnostics, sources, { format: "pretty", color: false })).toBe("");
    expect(memoryHost(files).list("spec")).toContain("api.yaml");
  });
});
