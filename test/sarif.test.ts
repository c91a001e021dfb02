// SARIF: what the standard demands of a log, held against diagnostics and against reports of `diff`.
import { describe, expect, it } from "vitest";
import { diff, render, type DiffReport, type Version } from "../generator/index.js";
import { renderSarif } from "../generator/diff/report/sarif.js";
import { sarifText } from "../generator/sarif.js";
import { createSources } from "../generator/locate.js";
import { apiOf, memoryHost, readFiles } from "./support/spec.js";
import { createReport } from "../generator/diagnostics.js";
import { readSpec } from "../generator/read.js";

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}
interface Location {
  readonly id?: number;
  readonly message?: { readonly text: string };
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Region };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints?: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: string; readonly status: string; readonly justification: string }[];
}
interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string };
  readonly defaultConfiguration: { readonly level: string };
}
interface Run {
  readonly tool: {
    readonly driver: { readonly name: string; readonly version: string; readonly rules: readonly Rule[] };
  };
  readonly columnKind: string;
  readonly automationDetails: { readonly id: string };
  readonly results: readonly Result[];
}
interface Log { readonly $schema: string; readonly version: string; readonly runs: readonly Run[] } // prettier-ignore

/** Reads a log, and holds it against what the standard says of each object in it. */
function logOf(text: string): Log {
  const log = JSON.parse(text) as Log;
  expect(Object.keys(log)).toEqual(["$schema", "version", "runs"]); // §3.13
  expect(log.version).toBe("2.1.0");
  for (const { tool, columnKind, results, automationDetails } of log.runs) {
    expect(tool.driver.name).toBe("Actionwright"); // §3.19.8
    expect(tool.driver.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(columnKind).toBe("utf16CodeUnits"); // §3.14.17
    expect(automationDetails.id).toMatch(/^actionwright\/.+\/$/); // §3.17.3
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { shortDescription, fullDescription, help, defaultConfiguration } of tool.driver.rules) {
      for (const { text: told } of [shortDescription, fullDescription, help]) expectMessage(told);
      expect(["error", "warning", "note"]).toContain(defaultConfiguration.level);
    }
    for (const result of results) {
      expect(ids[result.ruleIndex]).toBe(result.ruleId); // §3.27.6
      expect(["error", "warning", "note"]).toContain(result.level); // §3.27.10
      expectMessage(result.message.text);
      const related = result.relatedLocations ?? [];
      expect(related.map(({ id }) => id)).toEqual(related.map((_, index) => index));
      for (const { message } of related) expectMessage(message?.text ?? "");
      for (const { physicalLocation } of [...result.locations, ...related]) expectPlace(physicalLocation);
      for (const { kind, status } of result.suppressions ?? [])
        expect([kind, status]).toEqual(["external", "accepted"]); // §3.35
    }
  }
  return log;
}

/** §3.11.5, §3.11.6: no placeholder, no link, and something to read. */
function expectMessage(text: string): void {
  expect(text).not.toBe("");
  expect(text.replaceAll("{{", "").replaceAll("}}", "")).not.toMatch(/[{}]/);
  expect(text).not.toMatch(/(?<!\\)\[[^[\]]*\]\(/);
}

/** §3.4.3: a URI reference; §3.30: lines and columns count from 1, and a region does not end before it starts. */
function expectPlace({ artifactLocation: { uri }, region }: Location["physicalLocation"]): void {
  expect(uri).toMatch(/^(?:[A-Za-z0-9\-._~!$&'()*+,;=@/]|%[0-9A-F]{2}|^file:\/\/\/(?:[A-Za-z]:)?)+$/);
  const { startLine, startColumn, endLine = startLine, endColumn = startColumn } = region;
  expect(Math.min(startLine, startColumn, endLine, endColumn)).toBeGreaterThan(0);
  expect(endLine > startLine || endColumn >= startColumn).toBe(true);
}

function sarifOf(files: Readonly<Record<string, string>>, spec?: string): Log {
  const { diagnostics, sources } = readFiles(files, spec);
  return logOf(render(diagnostics, sources, { format: "sarif", color: false, version: "1.2.3" }));
}

describe("diagnostics", () => {
  it("are results with their rules, places and second places", () => {
    const { runs } = sarifOf({ "api.yaml": apiOf('types:\n  A: { record: { "x": strin } }\n  A: { record: {} }') });
    const [run] = runs;
    expect(run?.tool.driver).toMatchObject({ version: "1.2.3" });
    expect(run?.results).toMatchInlineSnapshot(`
      [
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "api.yaml",
                },
                "region": {
                  "endColumn": 32,
                  "endLine": 7,
                  "startColumn": 27,
                  "startLine": 7,
                },
              },
            },
          ],
          "message": {
            "text": "unknown type \`strin\`: did you mean \`string\`?",
          },
          "ruleId": "AW2104",
          "ruleIndex": 1,
        },
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "api.yaml",
                },
                "region": {
                  "endColumn": 8,
                  "endLine": 8,
                  "startColumn": 7,
                  "startLine": 8,
                },
              },
            },
          ],
          "message": {
            "text": "the key \`A\` is used twice in this mapping",
          },
          "relatedLocations": [
            {
              "id": 0,
              "message": {
                "text": "first used here",
              },
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "api.yaml",
                },
                "region": {
                  "endColumn": 8,
                  "endLine": 7,
                  "startColumn": 7,
                  "startLine": 7,
                },
              },
            },
          ],
          "ruleId": "AW1002",
          "ruleIndex": 0,
        },
      ]
    `);
    expect(run?.tool.driver.rules.map(({ id, shortDescription }) => `${id} ${shortDescription.text}`))
      .toMatchInlineSnapshot(`
      [
        "AW1002 duplicate key",
        "AW2104 unknown type",
      ]
    `);
  });

  it("are none in a log that is whole all the same", () => {
    const { runs } = sarifOf({ "api.yaml": apiOf("actions: { hub_Do: { output: string } }") });
    expect(runs.map(({ results, tool }) => [results, tool.driver.rules])).toEqual([[[], []]]);
  });

  it("count columns in UTF-16 code units", () => {
    const plain = sarifOf({ "api.yaml": apiOf("types: { A: { docs: ab, record: { a: strin } } }") });
    const wide = sarifOf({ "api.yaml": apiOf("types: { A: { docs: 𝒳, record: { a: strin } } }") });
    const columnOf = ({ runs: [run] }: Log): number | undefined => run?.results[0]?.locations[0]?.physicalLocation.region.startColumn; // prettier-ignore
    expect(columnOf(plain)).toBeGreaterThan(1);
    expect(columnOf(wide)).toBe(columnOf(plain));
  });

  it.each([
    ["spec/a b#ü.yaml", "spec/a%20b%23%C3%BC.yaml"],
    ["/abs/api.yaml", "file:///abs/api.yaml"],
    ["C:\\specs\\api.yaml", "file:///C:/specs/api.yaml"],
    ["git:main:/spec/api.yaml", "git%3Amain%3A/spec/api.yaml"],
    ["a\ud800.yaml", "a%EF%BF%BD.yaml"],
    ["%41.yaml", "%2541.yaml"],
  ])("%s is %s", (file, uri) => {
    const place = { file, start: { line: 1, column: 1 } };
    const rule = { id: "R", title: "t", text: "t", help: "t", level: "note" } as const;
    const text = sarifText([{ id: "x", rules: [rule], results: [{ rule: "R", level: "note", message: "m", place }] }], "1.0.0"); // prettier-ignore
    expect(logOf(text).runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it("hostile text acts nowhere", () => {
    const evil = "[here](0) {0} {1}} \u202e <script>\n::error::x";
    const key = JSON.stringify(evil);
    const text = render(...renderable({ "api.yaml": apiOf(`types: { A: { record: { a: ${key} } } }\n${key}: 1`) }));
    expect(text).not.toMatch(/[\u202e]/);
    expect(logOf(text).runs[0]?.results.length).toBeGreaterThan(0);
  });
});

function renderable(files: Readonly<Record<string, string>>): Parameters<typeof render> {
  const { diagnostics, sources } = readFiles(files);
  return [diagnostics, sources, { format: "sarif", color: false, version: "1.2.3" }];
}

describe("a report of diff", () => {
  const version = (text: string, path: string): Version => {
    const report = createReport();
    const { source, model } = readSpec(path, [], { host: memoryHost({ [path]: text }), report });
    if (!model) throw new Error("no model");
    return {
      model,
      source: path,
      commit: null,
      digest: `sha256:${"a".repeat(64)}`,
      sources: createSources(source.files),
    };
  };
  const spec = (put: string, more = ""): string =>
    apiOf(`types:\n  Put: { record: ${put} }\n  Got: { record: { e: E } }\n  E: { enum: { A: {}${more} } }\nactions: { hub_Do: { request: Put, output: Got } }`); // prettier-ignore
  const reportOf = (accepted: boolean): DiffReport =>
    diff(version(spec("{ a: string, b: string }"), "old.yaml"), version(spec("{ a: u32 }", ", B: Another."), "new.yaml"), {
      today: "2026-06-01",
      checkVersion: true,
      accepts: accepted
        ? [
            { fingerprint: undefined, rule: "field-removed", where: undefined, base: "sha256:aaaaaaaa", reason: "agreed\u202e", by: null, until: null, issue: null, location: { file: "accept.yaml", line: 1, column: 1 } },
            { fingerprint: "000000000000", rule: undefined, where: undefined, base: "sha256:aaaaaaaa", reason: "old", by: null, until: null, issue: null, location: { file: "accept.yaml", line: 7, column: 3 } },
          ]
        : [],
    }); // prettier-ignore

  it("is a result for each change, under its rule and its fingerprint", () => {
    const report = reportOf(false);
    const [run] = logOf(renderSarif([report], "1.2.3")).runs;
    expect(run?.results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      "req/field-removed error",
      "req/field-type-changed error",
      "out/enum-value-added warning",
      "version-unreadable error",
    ]);
    const told = run?.results.flatMap(({ partialFingerprints }) => Object.values(partialFingerprints ?? {}));
    expect(told).toEqual(report.changes.map(({ fingerprint }) => fingerprint));
    expect(run?.automationDetails.id).toBe("actionwright/diff/hub/");
    expect(run?.results[0]).toMatchInlineSnapshot(`
      {
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "new.yaml",
              },
              "region": {
                "startColumn": 7,
                "startLine": 7,
              },
            },
          },
        ],
        "message": {
          "text": "hub.Put.b: A field is gone: a literal that sets it does not compile any more (TS2353), and the server does not read it. Mark it \`deprecated\` with \`removeIn\` first; the server goes on with it until then.",
        },
        "partialFingerprints": {
          "actionwright/v1": "6f3d61b38109",
        },
        "relatedLocations": [
          {
            "id": 0,
            "message": {
              "text": "what it was",
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "old.yaml",
              },
              "region": {
                "startColumn": 35,
                "startLine": 7,
              },
            },
          },
        ],
        "ruleId": "req/field-removed",
        "ruleIndex": 1,
      }
    `);
  });

  it("says what was accepted, and which entries do nothing", () => {
    const [run] = logOf(renderSarif([reportOf(true)], "1.2.3")).runs;
    const removed = run?.results.find(({ ruleId }) => ruleId === "req/field-removed");
    expect(removed?.suppressions).toEqual([{ kind: "external", status: "accepted", justification: "agreed\ufffd" }]);
    const stale = run?.results.find(({ ruleId }) => ruleId === "stale-accept");
    expect(stale?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "accept.yaml" },
      region: { startLine: 7, startColumn: 3 },
    });
  });

  it("shows what is gone at the declaration around it, and where it was", () => {
    const [run] = logOf(renderSarif([reportOf(false)], "1.2.3")).runs;
    const removed = run?.results.find(({ ruleId }) => ruleId === "req/field-removed");
    const uris = (places: readonly Location[] = []): readonly string[] => places.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri); // prettier-ignore
    expect([uris(removed?.locations), uris(removed?.relatedLocations)]).toEqual([["new.yaml"], ["old.yaml"]]);
  });

  it("is a run for each API", () => {
    const log = logOf(renderSarif([reportOf(false), { ...reportOf(false), target: "two" }], "1.2.3"));
    expect(log.runs.map(({ automationDetails }) => automationDetails.id)).toEqual(["actionwright/diff/hub/", "actionwright/diff/two/"]); // prettier-ignore
  });
});
