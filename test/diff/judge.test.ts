// From what changed to what it means for a project: levels, what was agreed to, and the version that is next.
import { describe, expect, it } from "vitest";
import { compare, diff, type Accept, type DiffReport, type Standards, type Version } from "../../generator/index.js";
import { nextVersion, versionProblems } from "../../generator/diff/bump.js";
import { modelOf } from "../support/spec.js";

const head = (version: string, extra = ""): string =>
  `actionSpec: 1\napi: { id: hub, title: Hub, version: "${version}"${extra} }\nservers: [{ url: https://hub.test }]\nauth: { bearer: { kind: bearer } }\nbinding: { rpc: { path: "/{action}" } }\nmodules: [{ module: hub, `;
const api = (body: string, version = "1.0.0", extra = ""): string => `${head(version, extra)}${body} }]\n`;
/** One action with a request and an output. */
const one = (put: string, got: string, more = ""): string =>
  `types: { Put: { record: ${put} }, Got: { record: ${got} }${more} }, actions: { hub_Do: { request: Put, output: Got } }`;

const version = (text: string, source = "a"): Version => ({
  model: modelOf(text),
  source,
  commit: null,
  digest: `sha256:${source.repeat(64)}`,
  sources: new Map(),
});
const judged = (old: string, next: string, standards: Partial<Standards> = {}): DiffReport =>
  diff(version(old, "a"), version(next, "b"), { today: "2026-06-01", ...standards });
const levelsOf = ({ changes }: DiffReport): readonly string[] => changes.map(({ kind, level }) => `${kind} ${level}`);

describe("the level of a change", () => {
  const emptier = [api(one("{}", "{ a?: string }")), api(one("{}", "{}"))] as const;
  const grown = [
    api(one("{}", "{ a: E }", ", E: { enum: { A: {}, B: {} } }")),
    api(one("{}", "{ a: E }", ", E: { enum: { A: {}, B: {}, C: {} } }")),
  ] as const;
  const loosened = [
    api(one("{}", "{ a: { type: string, maxLength: 3 } }")),
    api(one("{}", "{ a: { type: string, maxLength: 4 } }")),
  ] as const;
  it.each([
    ["sdk", emptier, "field-removed breaking"],
    ["wire", emptier, "field-removed safe"],
    ["sdk", grown, "enum-value-added dangerous"],
    ["strict", grown, "enum-value-added breaking"],
    ["wire", grown, "enum-value-added safe"],
    ["server", grown, "enum-value-added breaking"],
    ["wire", loosened, "constraint-loosened safe"],
    ["server", loosened, "constraint-loosened breaking"],
  ] as const)("by the policy %s", (policy, [old, next], expected) => {
    expect(levelsOf(judged(old, next, { policy }))).toEqual([expected]);
  });

  it("is what a rule says, the more exact one first, and the next version with it", () => {
    const rules = { "enum-value-added": "breaking", "out/enum-value-added": "safe" } as const;
    const { changes, bump } = judged(...grown, { rules });
    expect(changes.map(({ level, note }) => [level, note?.id])).toEqual([["safe", "rule"]]);
    expect(bump).toMatchObject({ level: "minor", from: "1.0.0", to: "1.1.0" });
    expect(judged(...grown).bump).toMatchObject({ level: "major", to: "2.0.0" });
  });

  it("leaves out what a rule turns off, and says how many", () => {
    const { changes, summary, bump } = judged(...grown, { rules: { "enum-value-added": "off" } });
    expect([changes, summary.off, bump.level]).toEqual([[], 1, "none"]);
  });

  it("is dangerous at most where no action reaches it, unless that is what the project wants", () => {
    const [old, next] = [api(one("{}", "{}", ", Alone: { record: { a: string } }")), api(one("{}", "{}"))];
    const of = (unreachable: "ignore" | "warn" | "break") => {
      const report = judged(old, next, { unreachable });
      return [...levelsOf(report), report.bump.level];
    };
    expect(of("warn")).toEqual(["type-removed dangerous", "major"]);
    expect(of("break")).toEqual(["type-removed breaking", "major"]);
    expect(of("ignore")).toEqual(["type-removed safe", "none"]);
  });
});

describe("what was announced", () => {
  const action = (more: string): string =>
    `actions: { hub_Do: { output: string${more} }, hub_Stay: { output: string } }`;
  const gone = "actions: { hub_Stay: { output: string } }";
  it.each([
    [", deprecated: { removeIn: '2.0.0' }", "2.0.0", "", {}, "safe", "removed-when-due"],
    [", deprecated: { removeIn: '2.0.0' }", "1.5.0", "", {}, "breaking", "removed-before-date"],
    [", deprecated: { removeIn: '2026.6' }", "2026.6.1", ", versioning: calver", {}, "safe", "removed-when-due"],
    [", deprecated: { removeIn: '2026-06-02' }", "9.0.0", "", {}, "breaking", "removed-before-date"],
    [", deprecated: { removeIn: '2026-06-01' }", "1.0.1", "", {}, "safe", "removed-when-due"],
    [", deprecated: { since: '2026-01-01' }", "1.0.1", "", {}, "breaking", undefined],
    [", deprecated: { since: '2026-01-01' }", "1.0.1", "", { graceDays: 90 }, "safe", "removed-when-due"],
    [", deprecated: { since: '2026.5' }", "1.0.1", "", { graceDays: 90 }, "breaking", "removed-before-date"],
  ] as const)("%s in %s%s", (deprecated, now, versioning, standards, level, note) => {
    const report = judged(api(action(deprecated), "1.0.0", versioning), api(gone, now, versioning), standards);
    expect(report.changes.map((change) => [change.level, change.note?.id])).toEqual([[level, note]]);
    expect(report.bump.level).toBe("major");
  });

  it("a promise of nothing is broken by nothing", () => {
    const report = judged(api(action(", stability: experimental")), api(gone));
    expect(report.changes.map(({ note }) => note?.id)).toEqual(["unstable"]);
    expect(report).toMatchObject({ summary: { breaking: 0, unstable: 1 }, bump: { level: "none" } });
  });

  it("what only experimental actions meet is experimental", () => {
    const old = one("{ a: string }", "{}").replace("output: Got", "output: Got, stability: experimental");
    const report = judged(api(old), api(old.replace("{ a: string }", "{}")));
    expect(report.changes.map(({ kind, note }) => [kind, note?.id])).toEqual([["field-removed", "unstable"]]);
  });
});

describe("what was agreed to", () => {
  const [old, next] = [api(one("{ a: string, b: string }", "{}")), api(one("{ a: string }", "{}"))];
  const fingerprint = judged(old, next).changes[0]?.fingerprint ?? expect.unreachable();
  const accept = (entry: Partial<Accept>): Accept => ({
    fingerprint: undefined, rule: undefined, where: undefined, base: "sha256:aaaaaaaa",
    reason: "agreed", by: null, until: null, issue: null, location: { file: "accept.yaml", line: 1, column: 1 }, ...entry,
  }); // prettier-ignore

  it.each([
    [{ fingerprint }],
    [{ rule: "req/field-removed", where: "hub.Put.*" }],
    [{ rule: "field-removed" }],
    [{ fingerprint, until: "2026-06-01" }],
  ])("%j", (entry) => {
    const { changes, summary, bump, staleAccepts } = judged(old, next, { accepts: [accept(entry)] });
    expect(changes[0]?.accepted).toMatchObject({ reason: "agreed" });
    expect([summary.breaking, summary.accepted, staleAccepts]).toEqual([0, 1, []]);
    expect(bump.level).toBe("major");
  });

  it.each([
    [{ fingerprint, base: "sha256:bbbbbbbb" }, "base-moved"],
    [{ fingerprint, until: "2026-05-31" }, "expired"],
    [{ fingerprint: "000000000000" }, "unmatched"],
    [{ rule: "out/field-removed" }, "unmatched"],
    [{ rule: "field-removed", where: "hub.Got.*" }, "unmatched"],
  ])("not by %j", (entry, why) => {
    const { summary, staleAccepts } = judged(old, next, { accepts: [accept(entry)] });
    expect([summary.breaking, staleAccepts.map((stale) => stale.why)]).toEqual([1, [why]]);
  });

  it("a fingerprint does not depend on what surrounds the edit", () => {
    const more = judged(
      api(one("{ c: string, b: string, a: string }", "{ x: string }")),
      api(one("{ a: string, c: string }", "{}"), "3.0.0"),
    );
    expect(more.changes.map((change) => change.fingerprint)).toContain(fingerprint);
    expect(fingerprint).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe("the next version", () => {
  it.each([
    ["1.2.3", "major", "2.0.0"],
    ["1.2.3", "minor", "1.3.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["1.2.3", "none", "1.2.3"],
    ["0.4.2", "major", "0.5.0"],
    ["0.4.2", "minor", "0.4.3"],
    ["0.0.3", "major", "0.0.4"],
    ["2.0.0-rc.1", "major", "2.0.0-rc.2"],
    ["1.2.3+build.5", "minor", "1.3.0"],
    ["v1.2", "major", null],
  ] as const)("%s, %s: %s", (from, level, to) => {
    expect(nextVersion(from, { level, versioning: "semver", zeroMinorForFeatures: false })).toBe(to);
  });

  it("counts features below 1.0.0 if that is wanted, and no calendar", () => {
    expect(nextVersion("0.4.2", { level: "minor", versioning: "semver", zeroMinorForFeatures: true })).toBe("0.5.0");
    expect(nextVersion("2026.8.15", { level: "major", versioning: "calver", zeroMinorForFeatures: false })).toBeNull();
  });

  it.each([
    ["semver", "1.0.0", "1.0.0", "minor", ["version-not-bumped"]],
    ["semver", "1.0.0", "0.9.0", "none", ["version-decreased"]],
    ["semver", "1.0.0", "1.0.1", "major", ["version-bump-too-small"]],
    ["semver", "1.0.0", "2.0.0-rc.1", "major", []],
    ["semver", "1.0.0", "1.0.0", "none", []],
    ["semver", "1.0.0", "spring", "none", ["version-unreadable"]],
    ["calver", "2026.8.15", "2026.10.1", "major", []],
    ["calver", "2026.8.15", "2026.8.15", "patch", ["version-not-bumped"]],
    ["calver", "2026.8.15", "2026.7.30", "none", ["version-decreased"]],
    ["none", "one", "one", "major", []],
  ] as const)("%s: %s to %s with %s", (versioning, old, next, level, expected) => {
    const problems = versionProblems(old, next, { level, versioning, zeroMinorForFeatures: false });
    expect(problems.map(({ id }) => id)).toEqual(expected);
  });
});

it("without an old version, everything is new and nothing breaks", () => {
  const report = diff(undefined, version(api(one("{}", "{}"))), { today: "2026-06-01" });
  expect(report.old).toMatchObject({ api: null, version: null });
  expect(report.summary).toMatchObject({ breaking: 0, dangerous: 0 });
  expect(report.changes.map(({ kind, where }) => `${kind} ${where}`).sort()).toEqual([
    "action-added hub_Do",
    "type-added hub.Got",
    "type-added hub.Put",
  ]);
});

it("all changes of a comparison are in the report, each under a fingerprint of its own", () => {
  const [old, next] = [
    version(api(one("{ a: string, b: string }", "{ c: string }"))),
    version(api(one("{ a: u32 }", "{ d: string }"))),
  ];
  const { changes } = diff(old, next, { today: "2026-06-01" });
  expect(changes.length).toBe(compare(old.model, next.model).changes.length);
  expect(new Set(changes.map(({ fingerprint }) => fingerprint)).size).toBe(changes.length);
});
