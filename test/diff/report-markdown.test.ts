// The report as a comment on a pull request: what it says, how long it gets, and that nothing in it has a meaning of its own.
import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { renderMarkdown, stepSummary, type DiffReport } from "../../generator/index.js";
import { hostileText, hub, manyChanges, reportOf, withText } from "../support/reports.js";

const old = hub(`  - module: users
    types:
      Get: { record: { id: string, region?: string } }
      User: { record: { id: string, state: State } }
      State: { enum: { Active: {} } }
      Drop: { record: { id: string } }
    actions:
      users_Get: { request: Get, output: User }
      users_Drop: { request: Drop, output: unit }
`);
const next = hub(`  - module: users
    types:
      Get: { record: { id: string, "mode?": string } }
      User: { record: { id: string, state: State } }
      State: { enum: { Active: {}, Asleep: {} } }
    actions:
      users_Get: { request: Get, output: User }
`);
const report = reportOf(old, next);

it("has a mark, a sentence, a table of what breaks, and the rest behind a click", () => {
  expect(renderMarkdown(report)).toMatchInlineSnapshot(`
    "<!-- actionwright-diff:hub -->

    **2 breaking changes** in \`hub\` from \`git:v1\` to \`.\` (2 breaking, 2 dangerous, 1 safe). Next version: \`0.1.0 -> 0.2.0 (major as 0.x)\`.

    2 breaking changes are not accepted. To agree to what fails: \`actionwright diff accept --reason "…"\`

    | Rule | Where | Old → new | Who | Why, and what to do |
    | --- | --- | --- | --- | --- |
    | \`req/action-removed\` | \`users_Drop\`<br>\`api.yaml:14\` | \`users.Drop -> unit\` → – | \`users_Drop\` | its class and its method are gone (TS2339, TS2724), and the server does not know it any more<br>Mark it \`deprecated\` with \`removeIn\` and \`use\` first, and let it go when that time has come. |
    | \`req/field-removed\` | \`users.Get.region\`<br>\`api.yaml:8\` | \`optional string\` → – | \`users_Get\` | a literal that sets it does not compile any more (TS2353), and the server does not read it<br>Mark it \`deprecated\` with \`removeIn\` first; the server goes on with it until then. |

    <details><summary>1 dangerous change</summary>

    | Rule | Where | Old → new | Who | Why, and what to do |
    | --- | --- | --- | --- | --- |
    | \`out/enum-value-added\` | \`users.State.Asleep\`<br>\`api.yaml:10\` | – → \`Asleep\` | \`users_Get\` | an exhaustive switch does not compile any more (TS2345); old clients pass on what they do not know<br>Callers give their switches a \`default\` branch; an open enum keeps what is new from being refused. |

    </details>

    <details><summary>1 safe change</summary>

    | Rule | Where | Old → new | Who | Why, and what to do |
    | --- | --- | --- | --- | --- |
    | \`req/field-added\` | \`users.Get.mode\`<br>\`api.yaml:8\` | – → \`optional string\` | \`users_Get\` | old code and old clients go on as before |

    </details>

    <details><summary>1 change that went or came with others (1 dangerous)</summary>

    | Rule | Where | Because of |
    | --- | --- | --- |
    | \`none/type-removed\` | \`users.Drop\`<br>\`api.yaml:11\` | \`action-removed\` \`users_Drop\` |

    </details>"
  `);
});

it("has the target in its mark, whatever it is called", () => {
  const first = (target: string): string => renderMarkdown({ ...report, target }).split("\n")[0] ?? "";
  expect(first("sdk")).toBe("<!-- actionwright-diff:sdk -->");
  expect(first("a --> <b>")).toBe("<!-- actionwright-diff:a-b- -->");
});

it("strikes what was agreed to, with the reason", () => {
  const { fingerprint } = report.changes[0] ?? expect.unreachable();
  const accept = { fingerprint, rule: undefined, where: undefined, base: report.old.digest ?? "", reason: "@bob said so", by: null, until: null, issue: null, location: { file: "accept.yaml", line: 1, column: 1 } }; // prettier-ignore
  const text = renderMarkdown(reportOf(old, next, { accepts: [accept] }));
  expect(text).toContain("<details><summary>1 accepted change</summary>");
  expect(text).toContain(
    "| ~~`req/action-removed`~~ | `users_Drop`<br>`api.yaml:14` | `users.Drop -> unit` → – | `@bob said so` |",
  );
});

it("says which nothing there is", () => {
  expect(renderMarkdown(reportOf(old, old)).split("\n").slice(2)).toEqual([
    "**Nothing breaks** in `hub` from `git:v1` to `.` (identical). Next version: `none (0.1.0 stays)`.",
  ]);
});

describe("many changes", () => {
  const many = manyChanges(5_000);

  it.each([1_200, 5_000])("%d stay below what a comment holds, and are all counted", (count) => {
    const text = renderMarkdown(manyChanges(count), { artifact: "report.html" });
    const rows = text.split("\n").filter((line) => line.startsWith("| `")).length;
    const rest = [...text.matchAll(/^and (\d+) more: `report.html`$/gm)].map(([, number]) => Number(number));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(rows).toBeGreaterThan(100);
    expect(rest.reduce((sum, each) => sum + each, rows)).toBe(count);
    expect(text).toContain(`(${count / 2} breaking, ${count / 2} safe)`);
  });

  it("are cut at a whole row", () => {
    const text = renderMarkdown(many);
    const rows = text.split("\n").filter((line) => line.startsWith("|"));
    expect(new Set(rows.map((line) => line.split(" | ").length))).toEqual(new Set([5]));
    expect(rows.every((line) => line.endsWith(" |"))).toBe(true);
  });

  it("stay below what the summary of a step holds", () => {
    const text = stepSummary({ ...many, changes: [...many.changes, ...many.changes] });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
    expect(Buffer.byteLength(text)).toBeGreaterThan(500_000);
  });
});

describe("hostile text", () => {
  it("is seen, and does nothing", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const markup = renderMarkdown(withText({ ...report, target: text }, text));
        expect(markup.match(/<!--/g)?.length).toBe(1);
        expect(markup.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202e\u200b]|##\w*\[/u);
        expect(markup).not.toMatch(/^\s*::/m);
        expect(
          actingIn(marked.parse(markup, { gfm: true, mangle: false, headerIds: false } as object) as string),
        ).toEqual([]);
      }),
    );
  });

  it("keeps the length", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const long = withText(manyChanges(200), text.repeat(20));
        expect(Buffer.byteLength(renderMarkdown(long))).toBeLessThanOrEqual(60_000);
      }),
      { numRuns: 20 },
    );
  });
});

const tags = /^<\/?(?:p|strong|em|code|pre|table|thead|tbody|tr|th|td|br|del|ul|li|details|summary)>$|^<!-- actionwright-diff:[\w.@/-]* -->$/; // prettier-ignore

/** Tags that the report does not write, and text outside code that GitHub would make a mention or a link of. */
function actingIn(html: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  for (const part of html.split(/(<[^>]*>)/)) {
    if (part.startsWith("<")) {
      if (!tags.test(part)) found.push(part);
      depth += part === "<code>" ? 1 : part === "</code>" ? -1 : 0;
    } else if (depth === 0 && /@\w|#\d|\bGH-\d|:\/\/|www\./.test(part)) found.push(part);
  }
  return found;
}

it("comes out the same from a report that was read back", () => {
  const read = JSON.parse(JSON.stringify(report)) as DiffReport;
  expect(renderMarkdown(read)).toBe(renderMarkdown(report));
});
