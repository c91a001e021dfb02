// The report for programs, and the JSON Schema that says what is in it: held against reports on small specs, on real ones,
// and against the words of the code.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { bumpLevels, policies } from "../../generator/diff/report.js";
import { levels } from "../../generator/diff/verdict.js";
import { diff, kinds, renderJson, renderMarkdown, renderPretty, type DiffReport, type Rename, type VersionProblem, type StaleAccept, type NoteId, type Version } from "../../generator/index.js"; // prettier-ignore
import { repository } from "../support/folder.js";
import { importFiles } from "../support/import.js";
import { hostileText, hub, manyChanges, reportOf, versionOf, withText } from "../support/reports.js";

type Schema = { readonly [key: string]: unknown };

const schema = JSON.parse(readFileSync(join(repository, "spec/diff-report.schema.json"), "utf8")) as Schema;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);
const wrongIn = (report: unknown): unknown => (validate(JSON.parse(JSON.stringify(report))) ? [] : validate.errors);

const old = hub(`  - module: users
    types:
      Get: { record: { id: string, region?: string, zone: { type: string, maxLength: 9 } } }
      User: { record: { id: string, choice: Choice } }
      Choice: { union: { tag: kind, variants: { One: Alone, Two: {} } } }
      Alone: { record: { id: string } }
      Try: { record: { id: string } }
    actions:
      users_Get: { request: Get, output: User, deprecated: { removeIn: "9.0.0" } }
      users_Try: { request: Try, output: unit, stability: experimental }
      users_Drop: { output: User }
`);
const next = hub(`  - module: users
    types:
      Get: { record: { id: string, zone: { type: string, maxLength: 5, default: a } } }
      User: { record: { id: string, choice: Choice } }
      Choice: { union: { tag: kind, variants: { Two: {}, Three: {} } } }
    actions:
      users_Fetch: { output: User, docs: Gets one. }
`);
const base = reportOf(old, next).old.digest ?? "";
const [first] = reportOf(old, next).changes;
const accepts = [
  { fingerprint: first?.fingerprint, rule: undefined, where: undefined, base, reason: "agreed", by: "anna", until: "2026-12-31", issue: "#1", location: { file: "accept.yaml", line: 1, column: 1 } },
  { fingerprint: undefined, rule: "field-added", where: "*", base: "sha256:00000000", reason: "once", by: null, until: null, issue: null, location: { file: "accept.yaml", line: 2, column: 1 } },
]; // prettier-ignore

const reports: readonly (readonly [string, DiffReport])[] = [
  ["nothing", reportOf(old, old)],
  ["many things at once", reportOf(old, next, { checkVersion: true, accepts, rules: { "field-removed": "safe" } })],
  ["the same, backwards", reportOf(next, old, { policy: "server", unreachable: "break" })],
  ["a first version", diff(undefined, versionOf(old), { today: "2026-06-01", target: "sdk" })],
  ["five thousand changes", manyChanges(5_000)],
];

describe("the schema", () => {
  it.each(reports)("takes %s", (_, report) => {
    expect(wrongIn(report)).toEqual([]);
  });

  it("refuses what it does not know, and what is missing", () => {
    const [, report] = reports[1] ?? expect.unreachable();
    const broken = [
      { ...report, more: 1 },
      { ...report, bump: { ...report.bump, level: "huge" } },
      { ...report, changes: report.changes.map((change) => ({ ...change, kind: "field-renamed" })) },
      { ...report, changes: report.changes.map((change) => ({ ...change, location: { ...change.location, new: { file: "a", line: 0, column: 1 } } })) },
      { ...report, renames: undefined },
    ]; // prettier-ignore
    expect(broken.map((each) => validate(JSON.parse(JSON.stringify(each))))).toEqual(broken.map(() => false));
  });

  it("describes everything in it, and leaves no object open", () => {
    const parts = partsOf(schema, "");
    expect(parts.filter(([, part]) => part["type"] === "object" && part["additionalProperties"] !== false).map(([at]) => at)).toEqual([]); // prettier-ignore
    const named = parts.filter(([at]) => /\/(properties|\$defs)\/[^/]+$/.test(at));
    expect(named.length).toBeGreaterThan(80);
    expect(named.filter(([, part]) => !/^[A-Z].*\.$/s.test(String(part["description"]))).map(([at]) => at)).toEqual([]);
  });

  it("has the words of the code, no more and no fewer", () => {
    const notes = { rule: 1, policy: 1, unstable: 1, unreachable: 1, "removed-when-due": 1, "removed-before-date": 1 } satisfies Record<NoteId, 1>;
    const stale = { "base-moved": 1, expired: 1, unmatched: 1 } satisfies Record<StaleAccept["why"], 1>;
    const problems = { "version-not-bumped": 1, "version-decreased": 1, "version-bump-too-small": 1, "version-unreadable": 1 } satisfies Record<VersionProblem["id"], 1>;
    const renamed = { action: 1, type: 1, field: 1, value: 1, variant: 1, parameter: 1 } satisfies Record<Rename["what"], 1>;
    const owners = { action: 1, type: 1, module: 1, api: 1 } satisfies Record<DiffReport["changes"][number]["owner"]["what"], 1>;
    const enums = partsOf(schema, "").flatMap(([, part]) => (Array.isArray(part["enum"]) ? [[...(part["enum"] as string[])].sort().join()] : []));
    const words = [bumpLevels, policies, levels, Object.keys(kinds), ...[owners, notes, renamed, stale, problems].map((each) => Object.keys(each))];
    expect(enums.sort()).toEqual(words.map((each) => [...each].sort().join()).sort());
  }); // prettier-ignore

  it("is in the package, under a name of its own", () => {
    const { exports } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { readonly exports: Readonly<Record<string, unknown>> }; // prettier-ignore
    expect(exports["./diff-report.schema.json"]).toBe("./spec/diff-report.schema.json");
  });
});

/** Every schema in a schema, with a pointer to it. */
function partsOf(part: Schema, at: string): readonly (readonly [at: string, part: Schema])[] {
  const groups = ["properties", "$defs"].flatMap((key) => Object.entries((part[key] ?? {}) as Record<string, Schema>).map(([name, each]) => [`${at}/${key}/${name}`, each] as const)); // prettier-ignore
  const items = part["items"] === undefined ? [] : [[`${at}/items`, part["items"] as Schema] as const];
  return [[at, part], ...[...groups, ...items].flatMap(([where, each]) => partsOf(each, where))];
}

describe("the text", () => {
  it("is the report, and a list of them for several targets", () => {
    const [[, one], [, two]] = reports as [(typeof reports)[number], (typeof reports)[number]];
    expect(JSON.parse(renderJson(one))).toEqual(JSON.parse(JSON.stringify(one)));
    expect(JSON.parse(renderJson([one, two]))).toEqual(JSON.parse(JSON.stringify([one, two])));
  });

  it("loses nothing of hostile text, and lets none of it act", () => {
    const [, report] = reports[1] ?? expect.unreachable();
    fc.assert(
      fc.property(hostileText, (text) => {
        const given = withText(report, text);
        const printed = renderJson(given);
        expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(given)));
        expect(printed.replaceAll("\n", "")).not.toMatch(
          /[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069]|##\w*\[/u,
        );
        expect(printed).not.toMatch(/^\s*::/m);
      }),
    );
  });
});

// ── Real documents ──────────────────────────────────────────────────────────────────────────────────────────────────

const documents = join(repository, "../shared/data/nexigon/openapi");

describe.skipIf(!existsSync(documents))("the history of a real API", () => {
  const versions = existsSync(documents) ? readdirSync(documents).sort().map(imported) : [];
  const pairs = versions.slice(1).map((version, index) => [version.source, diff(versions[index], version, { today: "2026-06-01" })] as const); // prettier-ignore

  it.each(pairs)("%s fits every format", (_, report) => {
    expect(wrongIn(report)).toEqual([]);
    const lines = renderPretty(report, { color: false }).split("\n");
    const shown = report.changes.filter(({ level }) => level === "breaking" || level === "dangerous").length;
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(100);
    // What is folded makes up for headings and reasons.
    expect(lines.length).toBeLessThanOrEqual(1.3 * shown + 20);
    expect(Buffer.byteLength(renderMarkdown(report))).toBeLessThanOrEqual(60_000);
  });
});

function imported(name: string): Version {
  const { files } = importFiles({ [name]: readFileSync(join(documents, name), "utf8") });
  return versionOf(Object.fromEntries(files.map(({ path, text }) => [`spec/${path}`, text])), name);
}
