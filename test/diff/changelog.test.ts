// The changelog of a version: what it says, that the edits it shows compile, and that it does no harm to what people wrote.
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { diff, generate, type DiffReport, type Standards, type Version } from "../../generator/index.js";
import { changelogBody, changelogHeading, changelogOf, type Changelog } from "../../generator/diff/report/changelog.js";
import { appendChangelog, type VersionText } from "../../generator/diff/report/changelog/file.js";
import { compilePackage } from "../support/compile.js";
import { targetOf } from "../support/fixtures.js";
import { memoryHost, modelOf } from "../support/spec.js";

const api = (module: string, version = "1.0.0"): string =>
  `actionSpec: 1\napi: { id: hub, title: Hub, version: "${version}" }\nservers: [{ url: https://hub.test }]\nauth: { bearer: { kind: bearer } }\nbinding: { rpc: { path: "/{action}" } }\nmodules:\n  - module: hub\n${module.trim().replace(/^(?=.)/gm, "    ")}\n`;

const versionOf = (text: string, source: string): Version => ({
  model: modelOf(text), source, commit: null, digest: `sha256:${source.repeat(64)}`, sources: new Map(),
}); // prettier-ignore

function reportOf(old: string, next: string, standards: Partial<Standards> = {}): DiffReport {
  return diff(versionOf(old, "a"), versionOf(next, "b"), { today: "2026-06-01", ...standards });
}

function logOf(old: string, next: string, standards: Partial<Standards> = {}): Changelog {
  return changelogOf(reportOf(old, next, standards), { models: { old: modelOf(old), new: modelOf(next) } });
}

const sayings = ({ sections }: Changelog): readonly string[] =>
  sections.flatMap(({ title, entries }) => entries.map(({ text }) => `${title}: ${text}`));

/** One of each of what callers meet most. */
const before = api(`
types:
  SetAction: { record: { id: string, s3_endpoint: string, s3_bucket?: string } }
  GetAction: { record: { id: string } }
  FindAction: { record: { filter?: Filter } }
  Filter: { record: { name: string, kind?: Kind } }
  Kind: { enum: { Small: {}, Large: {}, Odd: {} } }
  Thing: { record: { id: string, note?: string, owner: string, size: u32, colour: Colour } }
  Colour: { closed: true, enum: { Red: {}, Blue: {} } }
  Found: { union: { tag: result, closed: true, variants: { Missing: {}, Thing: Thing } } }
  Shape: { union: { tag: kind, content: content, tagging: adjacent, variants: { Dot: {}, Text: string } } }
  DrawAction: { record: { shape: Shape } }
  MoveAction: { record: { to?: string, speed?: u32 } }
  OldNameAction: { record: { id: string } }
  StartAction: { record: { id: string } }
actions:
  hub_Set: { request: SetAction, output: unit }
  hub_Get: { request: GetAction, output: Thing }
  hub_Find: { request: FindAction, output: Found }
  hub_Draw: { request: DrawAction, output: unit }
  hub_Move: { output: unit, request: MoveAction }
  hub_Rename: { request: OldNameAction, output: unit }
  hub_Start: { request: StartAction, output: string }
  hub_Ping: { output: string, deprecated: { use: hub_Get } }
  hub_Old: { output: unit, deprecated: { use: hub_Get, removeIn: "3.0.0" } }
  hub_Count: { output: Thing }
`);
const after = api(`
types:
  SetAction: { record: { id: string, s3_config: S3Config } }
  S3Config: { record: { endpoint: string } }
  GetAction: { record: { thing_id: { type: string, was: id } } }
  FindAction: { record: { filter?: Filter } }
  Filter: { record: { name: string, kind?: Kind, depth: u32 } }
  Kind: { enum: { Small: {}, Large: {} } }
  Thing: { record: { id: string, owner?: string, size: u32, colour: Colour, made?: timestamp } }
  Colour: { closed: true, enum: { Red: {}, Blue: {}, Green: {} } }
  Found: { union: { tag: result, closed: true, variants: { Missing: {}, Thing: Thing, Hidden: {} } } }
  Shape: { union: { tag: kind, content: content, tagging: adjacent, variants: { Dot: {}, Line: u32 } } }
  DrawAction: { record: { shape: Shape } }
  MoveAction: { record: { to: string, speed?: string } }
  NewNameAction: { record: { id: string } }
  BeginAction: { record: { id: string } }
  Empty: { record: {} }
actions:
  hub_Set: { request: SetAction, output: unit }
  hub_Get: { request: GetAction, output: Thing }
  hub_Find: { request: FindAction, output: Found }
  hub_Draw: { request: DrawAction, output: unit }
  hub_Move: { output: unit, request: MoveAction, deprecated: { use: hub_Set, removeIn: "3.0.0" } }
  hub_Rename: { request: NewNameAction, output: unit }
  hub_Begin: { was: hub_Start, request: BeginAction, output: string }
  hub_Count: { output: Empty }
  hub_New: { output: Thing, docs: "Gives a new one." }
`);

describe("what it says", () => {
  it("in the words of those who use the package", () => {
    expect(sayings(logOf(before, after))).toMatchInlineSnapshot(`
      [
        "Breaking: \`client.hub.count\` gives \`hub.Empty\` instead of \`hub.Thing\`",
        "Breaking: \`client.hub.get\` has another name for \`id\`: \`thingId\`",
        "Breaking: \`client.hub.move\` needs \`to\`; has another type for \`speed\` (\`string\` instead of \`number\`)",
        "Breaking: \`client.hub.old\` is gone",
        "Breaking: \`client.hub.ping\` is gone",
        "Breaking: \`client.hub.set\` needs \`s3Config\` (\`hub.S3Config\`); no longer takes \`s3Bucket\`, \`s3Endpoint\`",
        "Breaking: \`hub.Colour\` (of \`client.hub.find\`, \`client.hub.get\`) has the value \`"Green"\`, which a switch over all of them has to handle",
        "Breaking: \`hub.Filter\` (of \`client.hub.find\`) needs \`depth\` (\`number\`)",
        "Breaking: \`hub.Found\` (of \`client.hub.find\`) has the variant \`Hidden\`, which a switch over all of them has to handle",
        "Breaking: \`hub.Kind\` (of \`client.hub.find\`) no longer has the value \`"Odd"\`",
        "Breaking: \`hub.Shape\` (of \`client.hub.draw\`) no longer has the variant \`Text\`",
        "Breaking: \`hub.Thing\` (of \`client.hub.find\`, \`client.hub.get\`) may lack \`owner\`; no longer has \`note\`",
        "Breaking: \`hub.OldNameAction\` (of \`client.hub.rename\`) is gone; the class is now \`hub.NewNameAction\`",
        "Breaking: \`client.hub.start\` is now \`client.hub.begin\`",
        "Deprecated: \`client.hub.move\` is deprecated: use \`client.hub.set\` instead; it goes in \`3.0.0\`",
        "Added: \`client.hub.new\` is new",
        "Added: \`hub.Shape\` (of \`client.hub.draw\`) has the variant \`Line\`",
        "Added: \`hub.Thing\` (of \`client.hub.find\`, \`client.hub.get\`) has \`made\` (\`Timestamp\`)",
        "Changed: \`client.hub.rename\` has another name for the type of what it takes: \`hub.NewNameAction\` instead of \`hub.OldNameAction\`",
      ]
    `);
  });

  it("without models, in the words of the spec", () => {
    const { sections } = changelogOf(reportOf(before, after));
    expect(sections[0]?.entries.map(({ text }) => text)).toContain("`hub_Ping` is gone");
    expect(sections.flatMap(({ entries }) => entries).every(({ migration }) => migration === null)).toBe(true);
  });

  it("every change once", () => {
    const report = reportOf(before, after);
    const { sections } = changelogOf(report, { models: { old: modelOf(before), new: modelOf(after) } });
    const told = sections.flatMap(({ entries }) => entries.flatMap(({ changes }) => changes));
    const all = report.changes.map(({ fingerprint }) => fingerprint);
    expect([...told].sort()).toEqual([...all].sort());
  });
});

describe("the edits it shows", () => {
  const log = logOf(before, after);
  const edits = log.sections.flatMap(({ entries }) => entries.flatMap(({ text, migration }) => (migration ? [{ text, ...migration }] : []))); // prettier-ignore
  const filesOf = async (text: string) =>
    (await generate(targetOf({ name: "hub", spec: "api.yaml", overlays: [] }), memoryHost({ "api.yaml": text }))).files;
  /** Each edit in a function of its own, which gives back what it declares. */
  const programOf = (snippets: readonly string[]): string => {
    const bodies = snippets.map((code, index) => {
      const declared = /^const (\w+)/.exec(code)?.[1] ?? "undefined";
      return `export async function edit${index}(): Promise<unknown> {\n${code}\nreturn ${declared};\n}`;
    });
    return ['import { type Fixture, hub } from "./index.js";', "declare const client: Fixture;", "export { hub };", ...bodies].join("\n"); // prettier-ignore
  };
  const [oldCode, newCode] = [programOf(edits.map((edit) => edit.before)), programOf(edits.map((edit) => edit.after))];

  it.each([
    "client.hub.count", "client.hub.get", "client.hub.move", "client.hub.ping", "client.hub.set", "client.hub.start",
    "hub.Colour", "hub.Filter", "hub.Found", "hub.Kind", "hub.Shape", "hub.Thing", "hub.OldNameAction",
  ])("there is one for %s", (name) => {
    expect(edits.filter(({ text }) => text.startsWith(`\`${name}\``)).length).toBe(1);
  }); // prettier-ignore

  it("compile: before with the old package, after with the new one", async () => {
    expect(compilePackage(await filesOf(before), oldCode)).toEqual([]);
    const files = await filesOf(after);
    expect(compilePackage(files, newCode)).toEqual([]);
    const lines = oldCode.split("\n");
    const broken = compilePackage(files, oldCode).map((told) => {
      const line = Number(/consumer\.ts:(\d+)/.exec(told)?.[1]);
      return Number(
        /edit(\d+)/.exec(lines.slice(0, line).findLast((text) => text.includes(" function edit")) ?? "")?.[1],
      );
    });
    // A switch with a `default` goes on without the case that is new.
    const whole = edits.filter((_, index) => !broken.includes(index)).map(({ text }) => text.split("`")[1]);
    expect(whole).toEqual(["hub.Colour", "hub.Found"]);
  });

  it("as they are: {before, after}", () => {
    expect(edits.map((edit) => `${edit.before}\n---\n${edit.after}`).join("\n\n")).toMatchInlineSnapshot(`
      "const output: hub.Thing = await client.hub.count();
      ---
      const output: hub.Empty = await client.hub.count();

      await client.hub.get({ id: "…" });
      ---
      await client.hub.get({ thingId: "…" });

      await client.hub.move({ speed: 1 });
      ---
      await client.hub.move({ to: "…", speed: "…" });

      await client.hub.old();
      ---
      await client.hub.get({ thingId: "…" });

      await client.hub.ping();
      ---
      await client.hub.get({ thingId: "…" });

      await client.hub.set({ id: "…", s3Endpoint: "…", s3Bucket: "…" });
      ---
      await client.hub.set({ id: "…", s3Config: { endpoint: "…" } });

      const isKnown = (value: hub.Colour): boolean => {
        switch (value) {
          case "Red":
            return true;
          case "Blue":
            return true;
          default:
            return false;
        }
      };
      ---
      const isKnown = (value: hub.Colour): boolean => {
        switch (value) {
          case "Red":
            return true;
          case "Blue":
            return true;
          case "Green":
            return true;
          default:
            return false;
        }
      };

      const value: hub.Filter = { name: "…" };
      ---
      const value: hub.Filter = { name: "…", depth: 1 };

      const isKnown = (value: hub.Found): boolean => {
        switch (value.result) {
          case "Missing":
            return true;
          case "Thing":
            return true;
          default:
            return false;
        }
      };
      ---
      const isKnown = (value: hub.Found): boolean => {
        switch (value.result) {
          case "Missing":
            return true;
          case "Thing":
            return true;
          case "Hidden":
            return true;
          default:
            return false;
        }
      };

      const value: hub.Kind = "Odd";
      ---
      const value: hub.Kind = "Small";

      const value: hub.Shape = { kind: "Text", content: "…" };
      ---
      const value: hub.Shape = { kind: "Dot" };

      const read = (value: hub.Thing) => [value.owner, value.note];
      ---
      const read = (value: hub.Thing) => value.owner ?? "…";

      await client.execute(new hub.OldNameAction({ id: "…" }));
      ---
      await client.execute(new hub.NewNameAction({ id: "…" }));

      await client.hub.start({ id: "…" });
      ---
      await client.hub.begin({ id: "…" });"
    `);
  });
});

describe("its sections", () => {
  const one = (put: string, got: string, more = ""): string =>
    api(`types: { Put: { record: ${put} }, Got: { record: ${got} }${more} }\nactions: { hub_Do: { request: Put, output: Got } }`); // prettier-ignore

  it("take the version that the new spec declares, or else the one that is next", () => {
    const [old, next] = [one("{}", "{}"), one("{ a: string }", "{}")];
    expect(changelogHeading(logOf(old, next))).toBe("## 2.0.0");
    expect(changelogHeading(logOf(old, next.replace("1.0.0", "1.5.0")))).toBe("## 1.5.0");
    expect(changelogHeading(logOf(old, old))).toBe("## Unreleased");
    expect(changelogHeading(changelogOf(reportOf(old, next), { date: "2026-08-15" }))).toBe("## 2.0.0 - 2026-08-15");
  });

  it("tell nothing where there is nothing to tell, and count what is only written about", () => {
    const old = one("{}", "{}");
    expect(changelogBody(logOf(old, old))).toBe("Nothing that users would notice.");
    const told = one("{}", "{}").replace("record: {} }", "record: {}, docs: Takes it. }");
    expect(changelogBody(logOf(old, told))).toBe("### Fixed\n\n- Docs: 1 description.");
  });

  it("have what is experimental by itself, and what was accepted where it belongs", () => {
    const trial = one("{ a: string }", "{}").replace("output: Got", "output: Got, stability: experimental");
    expect(sayings(logOf(trial, trial.replace("{ a: string }", "{}")))).toEqual(["Unstable: `client.hub.do` no longer takes `a`"]); // prettier-ignore
    const [old, next] = [one("{ a: string }", "{}"), one("{}", "{}")];
    const accept = { fingerprint: undefined, rule: "field-removed", where: undefined, base: "sha256:aaaaaaaa", reason: "agreed", by: null, until: null, issue: null, location: { file: "accept.yaml", line: 1, column: 1 } }; // prettier-ignore
    const report = reportOf(old, next, { accepts: [accept] });
    expect(report.summary.accepted).toBe(1);
    expect(sayings(changelogOf(report))).toEqual(["Breaking: `hub.Put` (of `hub_Do`) no longer takes `a`"]);
  });

  it("have many names that follow one pattern as one table", () => {
    const actions = (suffix: string): string => ["A", "B", "C", "D"].map((name) => `  hub_${name}${suffix}: { request: ${name}In, output: unit${suffix === "" ? `, was: hub_${name}Old` : ""} }`).join("\n"); // prettier-ignore
    const types = ["A", "B", "C", "D"].map((name) => `  ${name}In: { record: { id: string } }`).join("\n");
    const of = (suffix: string): string => api(`types:\n${types}\nactions:\n${actions(suffix)}`);
    expect(changelogBody(logOf(of("Old"), of("")))).toMatchInlineSnapshot(`
      "### Breaking

      - 4 actions have other names.

        | before            | after          |
        | ----------------- | -------------- |
        | \`client.hub.aOld\` | \`client.hub.a\` |
        | \`client.hub.bOld\` | \`client.hub.b\` |
        | \`client.hub.cOld\` | \`client.hub.c\` |
        | \`client.hub.dOld\` | \`client.hub.d\` |

        \`\`\`ts
        // before
        await client.hub.aOld({ id: "…" });
        // after
        await client.hub.a({ id: "…" });
        \`\`\`"
    `);
  });
});

describe("hostile text", () => {
  const evil = "a`b|c\n## 9.9.9 <!-- x --> @everyone [x](javascript:alert)\u202e";
  const yaml = (value: string): string => JSON.stringify(value);
  const text = (values: readonly string[]): string =>
    api(`types:\n  E: { closed: true, enum: { A: {}${values.map((value, index) => `, V${index}: { wire: ${yaml(value)} }`).join("")} } }\n  Got: { record: { e: E } }\nactions: { hub_Do: { output: Got } }`); // prettier-ignore

  it("is a code span, or a string of code, and nothing else", async () => {
    const body = changelogBody(logOf(text([]), text([evil])));
    expect(body).toMatchInlineSnapshot(`
      "### Breaking

      - \`hub.E\` (of \`client.hub.do\`) has the value <code>&#34;a&#96;b&#124;c&#92;n&#35;&#35; 9&#46;9&#46;9 &#60;&#33;&#45;&#45; x &#45;&#45;&#62; &#64;everyone &#91;x&#93;&#40;javascript&#58;alert&#41;&#92;u202e&#34;</code>, which a switch over all of them has to handle.

        \`\`\`ts
        // before
        const isKnown = (value: hub.E): boolean => {
          switch (value) {
            case "A":
              return true;
            default:
              return false;
          }
        };
        // after
        const isKnown = (value: hub.E): boolean => {
          switch (value) {
            case "A":
              return true;
            case "a\`b|c\\n## 9.9.9 <!-- x --> @everyone [x](javascript:alert)\\u202e":
              return true;
            default:
              return false;
          }
        };
        \`\`\`"
    `);
    for (const line of body.split("\n")) expect(line).not.toMatch(/^\s*(?:#{1,2} |<!--)/);
    expect(body).not.toContain("\u202e");
    expect(await format(body, { parser: "markdown" })).toBe(`${body}\n`);
  });
});

it("Prettier finds nothing to change in it", async () => {
  const body = changelogBody(logOf(before, after));
  expect(await format(body, { parser: "markdown", printWidth: 80 })).toBe(`${body}\n`);
});

describe("laid into a file", () => {
  const section = (version: string, body = "### Added\n\n- `x` is new."): VersionText => ({ version, heading: `## ${version}`, body }); // prettier-ignore
  const first = appendChangelog(undefined, section("1.0.0"));

  it("begins one that is not there, or empty", () => {
    expect(first.text).toMatchInlineSnapshot(`
      "# Changelog

      What changes for users, the newest version first. The form is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

      ## 1.0.0

      <!-- actionwright changelog 1.0.0 81f4f2b9215b -->

      ### Added

      - \`x\` is new.

      <!-- /actionwright changelog -->
      "
    `);
    expect([first.state, appendChangelog(" \n", section("1.0.0"))]).toEqual(["created", first]);
  });

  it("changes nothing the second time", () => {
    expect(appendChangelog(first.text, section("1.0.0"))).toEqual({ text: first.text, state: "unchanged" });
  });

  it("replaces what it wrote, with everything around it as it was", () => {
    const around = first.text.replace("## 1.0.0\n", "## [1.0.0] - 2026-01-01\n\nBy hand, before.\n") + "\nBy hand, after.\n\n[1.0.0]: https://hub.test\n"; // prettier-ignore
    const { text, state } = appendChangelog(around, section("1.0.0", "### Added\n\n- `y` is new."));
    expect(state).toBe("replaced");
    expect(text).toContain("- `y` is new.");
    expect(text.replace("`y`", "`x`").replace(/[0-9a-f]{12}/, "")).toBe(around.replace(/[0-9a-f]{12}/, ""));
    expect(appendChangelog(text, section("1.0.0")).text).toBe(around);
  });

  it("leaves alone what somebody has changed since", () => {
    const edited = first.text.replace("`x` is new", "`x` is great");
    expect(appendChangelog(edited, section("1.0.0", "other"))).toEqual({ text: edited, state: "edited" });
  });

  it.each([
    ["1.1.0", ["1.1.0", "1.0.0", "0.9.0"]],
    ["0.9.5", ["1.0.0", "0.9.5", "0.9.0"]],
    ["0.1.0", ["1.0.0", "0.9.0", "0.1.0"]],
    ["1.0.0-rc.1", ["1.0.0", "1.0.0-rc.1", "0.9.0"]],
    ["Unreleased", ["Unreleased", "1.0.0", "0.9.0"]],
    ["2026.8.15", ["2026.8.15", "1.0.0", "0.9.0"]],
  ])("puts %s where it belongs", (version, expected) => {
    const { text } = appendChangelog(appendChangelog(first.text, section("0.9.0")).text, section(version));
    expect([...text.matchAll(/^## (\S+)/gm)].map(([, found]) => found)).toEqual(expected);
    expect(text).not.toMatch(/\n{3,}|[^\n]$/);
    expect(appendChangelog(text, section(version)).state).toBe("unchanged");
  });

  it("joins what people wrote of a version, and keeps links at the end", () => {
    const own = "# News\n\n## [Unreleased]\n\n- By hand.\n\n## [1.0.0]\n\n- Old.\n\n[1.0.0]: https://hub.test\n";
    const { text } = appendChangelog(own, section("1.0.0"));
    expect(text.replace(/ [0-9a-f]{12} /, " … ")).toBe(
      "# News\n\n## [Unreleased]\n\n- By hand.\n\n## [1.0.0]\n\n- Old.\n\n<!-- actionwright changelog 1.0.0 … -->\n\n### Added\n\n- `x` is new.\n\n<!-- /actionwright changelog -->\n\n[1.0.0]: https://hub.test\n",
    );
    const older = appendChangelog(own, section("0.5.0")).text;
    expect(older.indexOf("## 0.5.0")).toBeGreaterThan(older.indexOf("- Old."));
    expect(older.endsWith("\n\n[1.0.0]: https://hub.test\n")).toBe(true);
  });

  it("keeps the line ends of the file, and knows its own text by them", () => {
    const windows = first.text.replaceAll("\n", "\r\n");
    const { text } = appendChangelog(windows, section("1.1.0"));
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(text.replaceAll("\r\n", "\n")).toBe(appendChangelog(first.text, section("1.1.0")).text);
    expect(appendChangelog(windows, section("1.0.0"))).toEqual({ text: windows, state: "unchanged" });
  });

  it("takes no heading in code for one", () => {
    const code = "# News\n\n```md\n## 1.0.0\n```\n";
    expect(appendChangelog(code, section("1.0.0")).text.startsWith(`${code}\n## 1.0.0\n`)).toBe(true);
  });
});
