// The report for GitHub: annotations, the outputs of a step, and that each command stays one.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outputsOf, renderGitHub } from "../../generator/index.js";
import { hostileText, hub, manyChanges, reportOf, withText } from "../support/reports.js";

const old = hub(`  - module: users
    types:
      Get: { record: { id: string, region?: string, zone: string } }
      User: { record: { id: string, state: State } }
      State: { enum: { Active: {} } }
      Drop: { record: { id: string } }
    actions:
      users_Get: { request: Get, output: User }
      users_Drop: { request: Drop, output: unit }
`);
const next = hub(`  - module: users
    types:
      Get:
        record: { id: string }
      User: { record: { id: string, state: State, age?: u32 } }
      State: { enum: { Active: {}, Asleep: {} } }
    actions:
      users_Get: { request: Get, output: User }
`);
const report = reportOf(old, next);

it("shows what is gone at the declaration around it, and each declaration once", () => {
  expect(renderGitHub(report)).toMatchInlineSnapshot(`
    "::error title=req/action-removed::users_Drop: its class and its method are gone (TS2339, TS2724), and the server does not know it any more (it was at api.yaml:14)
    ::error file=api.yaml,line=8,col=7,title=req/field-removed::users.Get.region?: string: a literal that sets it does not compile any more (TS2353), and the server does not read it; also req/field-removed zone: string
    ::warning file=api.yaml,line=11,col=36,title=out/enum-value-added::users.State.Asleep: an exhaustive switch does not compile any more (TS2345); old clients pass on what they do not know
    ::notice title=actionwright diff::3 breaking, 2 dangerous, 1 safe; next version: 0.1.0 -> 0.2.0 (major as 0.x)"
  `);
});

it("fails for a version that is wrong", () => {
  expect(renderGitHub(reportOf(old, next, { checkVersion: true })).split("\n")[0]).toBe(
    "::error title=version-not-bumped::the version is still 0.1.0: it should be 0.2.0",
  );
});

it.each([1_200, 5_000])("keeps to ten annotations of a level for %d changes, and counts the rest", (count) => {
  const lines = renderGitHub(manyChanges(count)).split("\n");
  expect(lines.filter((line) => line.startsWith("::error")).length).toBe(10);
  expect(lines.slice(10)).toEqual([
    `::notice title=actionwright diff::${count / 2 - 10} more errors of the report: see the summary`,
    `::notice title=actionwright diff::${count / 2} breaking, ${count / 2} safe; next version: 0.1.0 -> 0.2.0 (major as 0.x)`,
  ]);
});

it("tells the steps after it", () => {
  expect(outputsOf(report)).toBe("breaking=3\ndangerous=2\nsafe=1\nbump=major\nnext_version=0.2.0\n");
  expect(outputsOf({ ...report, bump: { ...report.bump, to: null } })).toContain("\nnext_version=\n");
});

/** As the runner of GitHub reads a line, by its source: the command, its properties and the text, unescaped. */
function commandIn(line: string): {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly text: string;
} {
  const [, head = "", text = ""] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? expect.unreachable();
  const [name = "", rest = ""] = [head.split(" ")[0], head.slice(head.indexOf(" ") + 1)];
  const plain = (escaped: string): string => escaped.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%"); // prettier-ignore
  const properties = Object.fromEntries(rest.split(",").map((each) => [each.slice(0, each.indexOf("=")), plain(each.slice(each.indexOf("=") + 1))])); // prettier-ignore
  return { name, properties, text: plain(text) };
}

/** As the runner reads the file of outputs. */
function outputsIn(file: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const lines = file.split("\n");
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === "") continue;
    const [equals, heredoc] = [line.indexOf("="), line.indexOf("<<")];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) found[line.slice(0, equals)] = line.slice(equals + 1);
    else {
      const held: string[] = [];
      for (let each = lines.shift(); each !== line.slice(heredoc + 2); each = lines.shift()) held.push(each ?? expect.unreachable()); // prettier-ignore
      found[line.slice(0, heredoc)] = held.join("\n");
    }
  }
  return found;
}

describe("hostile text", () => {
  it("leaves every command one line, of the names that it had", () => {
    const names = renderGitHub(withText(report, "x"))
      .split("\n")
      .map((line) => commandIn(line).name);
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = renderGitHub(withText(report, text)).split(/\r\n|[\r\n\u2028\u2029\u0085]/);
        const commands = lines.map(commandIn);
        expect(commands.map(({ name }) => name)).toEqual(names);
        for (const { properties } of commands) expect(["file", "line", "col", "title"]).toEqual(expect.arrayContaining(Object.keys(properties))); // prettier-ignore
        expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|##\w*\[/u);
      }),
    );
  });

  it("stays in the output that it is of", () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.constant("a\nend\nb")), (to) => {
        const read = outputsIn(outputsOf({ ...report, bump: { ...report.bump, to } }));
        expect(read).toEqual({ breaking: "3", dangerous: "2", safe: "1", bump: "major", next_version: to });
      }),
    );
  });
});
