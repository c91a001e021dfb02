// `release`: what callers see of the difference of two builds, the number that follows, the edit of the config, and what it refuses.
import { beforeAll, describe, expect, it } from "vitest";
import { createReport, type Host } from "../generator/index.js";
import { newestTag } from "../generator/release/base.js";
import { build, type BuildOptions, type Files } from "../generator/release/build.js";
import { withVersions } from "../generator/release/config-version.js";
import { notesOf } from "../generator/release/notes.js";
import { decide, type Deciding } from "../generator/release/plan.js";
import { compareSurfaces, type Surface } from "../generator/release/surface.js";
import { planText } from "../generator/release/text.js";

// ── The surface ─────────────────────────────────────────────────────────────────────────────────────────────────────

const manifest = {
  name: "hub",
  version: "1.0.0",
  type: "module",
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./testing": { types: "./dist/testing.d.ts", default: "./dist/testing.js" }, "./spec.json": "./spec.json" }, // prettier-ignore
};

/** A package in small: a class, a generic, a brand, a namespace, and something that nobody can name. */
const sources: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify(manifest),
  "tsconfig.json": JSON.stringify({ compilerOptions: { target: "ES2022", module: "nodenext", strict: true, declaration: true, isolatedDeclarations: true } }), // prettier-ignore
  "src/index.ts": `export * from "./client.js";\nexport * as devices from "./devices.js";\n`,
  "src/client.ts": `import { wait, type Retrying } from "./runtime/retry.js";
export interface Options extends Retrying { readonly token: string }
export interface Answer<T> { readonly data: T }
export class Hub {
  #options: Options;
  constructor(options: Options) { this.#options = options; }
  /** Reads it. */
  async get<T>(path: string): Promise<Answer<T>> { await wait(1); return { data: (path + this.#options.token) as T }; }
}
export function connect(options: Options): Hub { return new Hub(options); }
`,
  "src/devices.ts": `import type { Flavored } from "./runtime/brand.js";
export type DeviceId = Flavored<"DeviceId">;
export interface Device { readonly id: DeviceId }
`,
  "src/testing.ts": `import { Hub } from "./client.js";\nexport function mock(): Hub { return new Hub({ token: "" }); }\n`,
  "src/runtime/retry.ts": `export interface Retrying { readonly retries?: number | undefined }
export function wait(ms: number): Promise<void> { return new Promise((done) => setTimeout(done, ms)); }
`,
  "src/runtime/brand.ts": `declare const flavor: unique symbol;\nexport type Flavored<N extends string> = string & { readonly [flavor]?: N };\n`,
};

const options: BuildOptions = { others: new Map(), known: new Map() };
let before: Files;
beforeAll(async () => {
  before = await build(new Map(Object.entries(sources)), options);
});

/** What is seen of an edit of one file. */
async function after(path: string, from: string | RegExp, to: string): Promise<Surface> {
  const text = sources[path] ?? "";
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  return compareSurfaces(before, await build(new Map(Object.entries({ ...sources, [path]: edited })), options));
}

const nothing = { level: "none", lost: [], broken: [], changed: [], gained: [], files: [] };

describe("the surface of a package", () => {
  it("is the same where all files are, however they were written", async () => {
    const others = Object.fromEntries(Object.entries(sources).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")])); // prettier-ignore
    const layout = { "package.json": JSON.stringify(manifest, undefined, 2) };
    expect(await compareSurfaces(before, await build(new Map(Object.entries({ ...others, ...layout })), options))).toEqual(nothing); // prettier-ignore
  });

  it.each<[what: string, edit: readonly [path: string, from: string | RegExp, to: string], seen: Partial<Surface>]>([
    ["other code alone", ["src/runtime/retry.ts", "setTimeout(done, ms)", "setTimeout(done, 2 * ms)"], { level: "patch", files: ["dist/runtime/retry.js"] }],
    ["another comment", ["src/client.ts", "Reads it.", "Reads."], { level: "patch" }],
    ["what nobody can import", ["src/runtime/retry.ts", /$/, "export const more: number = 1;\n"], { level: "patch" }],
    ["other names within", ["src/runtime/brand.ts", /flavor\b/g, "taste"], { level: "minor", changed: ["devices.DeviceId"] }],
    ["an export more", ["src/client.ts", /$/, "export const limit: number = 1;\n"], { level: "minor", gained: ["limit"] }],
    ["a type more in a namespace", ["src/devices.ts", /$/, "export type Name = string;\n"], { level: "minor", gained: ["devices.Name"] }],
    ["an export less", ["src/client.ts", "export function connect", "function connect"], { level: "major", lost: ["connect"] }],
    ["an export of another way in less", ["src/testing.ts", "export function mock", "function mock"], { level: "major", lost: ["mock (./testing)"] }],
    ["a namespace less", ["src/index.ts", /export \* as .*\n/, ""], { level: "major", lost: ["devices"] }],
    ["a way in less", ["package.json", "./testing", "./mocks"], { level: "major", lost: ["./testing"], gained: ["./mocks"] }],
    ["an option that may be left out", ["src/client.ts", "readonly token", "readonly url?: string; readonly token"], { level: "minor", changed: ["Options"] }],
    ["one behind a name that is not exported", ["src/runtime/retry.ts", "readonly retries?", "readonly delay?: number; readonly retries?"], { level: "minor", changed: ["Options"] }],
    ["an option that is needed", ["src/client.ts", "readonly token", "readonly url: string; readonly token"], { level: "major", broken: ["Options"] }],
    ["a method more", ["src/client.ts", "  /** Reads", "  close(): void {}\n  /** Reads"], { level: "minor", changed: ["Hub"] }],
    ["a method less", ["src/client.ts", "async get<", "async read<"], { level: "major", broken: ["Hub"] }],
    ["a generic that holds something else", ["src/client.ts", "readonly data: T", "readonly data: T[]"], { level: "major", broken: ["Answer"] }],
    ["a type in other words", ["src/client.ts", "readonly data: T", "readonly data: T | T"], { level: "minor", changed: ["Answer"] }],
    ["a class that is a type alone", ["src/client.ts", "export class Hub", "export type { Hub };\nclass Hub"], { level: "major", broken: ["Hub"] }],
    ["a function that takes more", ["src/client.ts", "connect(options: Options)", "connect(options: Options | { readonly token: string })"], { level: "minor", changed: ["connect"] }],
  ])("%s", async (_, [path, from, to], seen) => {
    expect({ ...nothing, ...(await after(path, from, to)) }).toMatchObject({ ...nothing, files: expect.anything() as never, ...seen });
  }); // prettier-ignore

  it("is told in the changelog, below what the API has become", () => {
    const ofApi = { schemaVersion: 1, version: "7", date: null, sections: [{ title: "Added", entries: [] }] } as const;
    const entries = (surface: Partial<Surface>): readonly string[] =>
      notesOf(ofApi, { ...(nothing as Surface), ...surface }, "2.0.0").sections.flatMap(({ title, entries: all }) => all.map(({ text }) => `${title}: ${text}`)); // prettier-ignore
    expect(entries({ lost: ["a"], broken: ["b.C"], changed: ["d"], gained: ["e", "f"] })).toEqual([
      "Breaking: The package no longer exports `a`",
      "Breaking: The package declares `b.C` otherwise, and code that uses it may not compile any more",
      "Added: The package exports `e`, `f`",
      "Changed: The package declares `d` otherwise, and code that uses it compiles as before",
    ]);
    expect(entries({ files: ["README.md", "dist/a.js"] })).toEqual(["Changed: The package has other code behind the same types"]); // prettier-ignore
    expect(entries({ files: ["package.json"] })).toEqual(["Changed: The package has another `package.json`"]);
    expect(entries({ files: ["README.md"] })).toEqual(["Fixed: The package has other documentation"]);
    expect(entries({})).toEqual([]);
  });
});

// ── The number ──────────────────────────────────────────────────────────────────────────────────────────────────────

describe("the number", () => {
  const asked: Deciding = { from: "1.2.3", configured: "1.2.3", api: "none", package: "none", isSame: false, zeroMinorForFeatures: false }; // prettier-ignore
  it.each<[given: Partial<Deciding>, version: string | null, level: string]>([
    [{ isSame: true }, null, "none"],
    [{ isSame: true, configured: "2.0.0" }, null, "none"],
    [{}, "1.2.4", "patch"],
    [{ api: "minor", package: "patch" }, "1.3.0", "minor"],
    [{ api: "patch", package: "major" }, "2.0.0", "major"],
    [{ api: "minor", configured: "1.3.0" }, "1.3.0", "minor"],
    [{ api: "minor", configured: "2.0.0" }, "2.0.0", "minor"],
    [{ api: "major", configured: "2.0.0-rc.1" }, "2.0.0-rc.1", "major"],
    [{ api: "major", configured: "1.3.0" }, "2.0.0", "major"],
    [{ api: "minor", configured: "1.0.0" }, "1.3.0", "minor"],
    [{ api: "minor", configured: "01.0.0" }, "1.3.0", "minor"],
    [{ from: "0.4.2", configured: "0.4.2", api: "major" }, "0.5.0", "major"],
    [{ from: "0.4.2", configured: "0.4.2", package: "minor" }, "0.4.3", "minor"],
    [{ from: "0.4.2", configured: "0.4.2", package: "minor", zeroMinorForFeatures: true }, "0.5.0", "minor"],
    [{ from: "2.0.0-rc.1", configured: "2.0.0-rc.1", api: "major" }, "2.0.0-rc.2", "major"],
  ])("%j → %s", (given, version, level) => {
    expect(decide({ ...asked, ...given })).toMatchObject({ version, level });
  });

  it("is told in the words of `diff`", () => {
    const plan = { schemaVersion: 1, target: "hub", package: "hub", base: { source: "git:v0.1.0", version: "0.1.0", commit: null }, configured: "0.1.0", version: "0.1.1", level: "minor", because: { api: "minor", package: "none" }, api: null, surface: null, changelog: null, tag: null } as const; // prettier-ignore
    expect(planText(plan)).toBe("hub: 0.1.1 (minor as 0.x) after git:v0.1.0\n  the API: minor\n  the package itself: none\n"); // prettier-ignore
    expect(planText({ ...plan, base: { ...plan.base, version: "1.0.0" } })).toContain("hub: 0.1.1 (minor) after");
  });

  it("comes after that of the newest tag of a form that is known", () => {
    const tags = ["v9.0.0", "hub@1.9.0", "hub@1.10.0", "@acme/hub@1.4.0", "hub@2", "hubs@3.0.0", "hub@1.10.0-rc.1"];
    const newest = (own: readonly string[], shared: readonly string[] = [], ours: readonly string[] = []) =>
      newestTag(tags, { own, shared }, (found) => found.filter(({ tag }) => ours.includes(tag)));
    expect(newest(["hub@", "@acme/hub@"])).toBe("hub@1.10.0");
    expect(newest(["hub@", "@acme/hub@", "v"])).toBe("v9.0.0");
    expect(newest(["hub@"], ["v"], ["v9.0.0"])).toBe("v9.0.0");
    expect(newest(["hub@"], ["v"])).toBe("hub@1.10.0");
    expect(newest(["other@"])).toBeUndefined();
  });
});

// ── The config ──────────────────────────────────────────────────────────────────────────────────────────────────────

describe("the config", () => {
  const edit = (text: string, versions: Readonly<Record<string, string>>, path = "c.yaml"): string | readonly string[] => {
    const host: Host = { read: (asked) => (asked === path ? text : undefined), list: () => [] };
    const report = createReport();
    return withVersions(path, new Map(Object.entries(versions)), { host, report }) ?? report.all.map(({ code }) => code);
  }; // prettier-ignore
  const two = (a: string, b: string): string => `# ours\r\nactionwright: 1\r\ntargets:\r\n  a: { spec: s, out: a, package: { version: ${a}, name: a } } # first\r\n\r\n  b:\r\n    package:\r\n      version:   ${b}   # the second\r\n      name: b\r\n    spec: s\r\n    out: b\r\n`; // prettier-ignore

  it("has other digits, and nothing else is another", () => {
    expect(edit(two("1.2.3", "'0.1.0'"), { a: "1.3.0", b: "0.2.0" })).toBe(two("1.3.0", "'0.2.0'"));
    expect(edit(`\uFEFF${two('"1.2.3"', "0.1.0")}`, { a: "2.0.0-rc.1" })).toBe(`\uFEFF${two('"2.0.0-rc.1"', "0.1.0")}`);
    expect(edit(two("1.2.3", "0.1.0"), {})).toBe(two("1.2.3", "0.1.0"));
  });

  it("may be JSON", () => {
    const json = (version: string): string => `{\n  "actionwright": 1, "targets": { "a": { "spec": "s", "out": "a",\n "package": { "name": "a", "version": "${version}" } } } }`; // prettier-ignore
    expect(edit(json("1.2.3"), { a: "1.2.4" }, "c.json")).toBe(json("1.2.4"));
  });

  it.each([
    ["an anchor that another target reads", two("&v 1.2.3", "*v"), { a: "1.3.0" }],
    ["an alias", two("&v 1.2.3", "*v"), { b: "1.3.0" }],
    ["a text over several lines", two("1.2.3", "|-\r\n        0.1.0"), { b: "0.2.0" }],
  ])("%s is refused", (_, text, versions) => {
    expect(edit(text, versions as Readonly<Record<string, string>>)).toEqual(["AW7017"]);
  });
});
