// `changelog`, `diff rules` and SARIF, as they are called.
import { expect, it } from "vitest";
import { createProject, toyFiles, type Project } from "../support/project.js";

/** The toy, and beside it a version that has lost a field and gained an action. */
async function versions(): Promise<Project> {
  const next = Object.fromEntries(Object.entries(toyFiles).map(([path, text]) => [path.replace("spec/toy", "spec/next"), text])); // prettier-ignore
  const project = await createProject({ ...next, ...toyFiles });
  await project.replace("spec/next/things.yaml", "thing_id: ThingId, depth?: u32", "thing_id: ThingId");
  await project.replace(
    "spec/next/things.yaml",
    "actions:\n",
    "actions:\n  things_Count: { effect: read, output: u32 }\n",
  );
  return project;
}
const both = ["spec/toy", "spec/next"] as const;

it("writes the section of a version", async () => {
  const project = await versions();
  expect(await project.quick(["changelog", ...both, "--date", "2026-08-15"])).toMatchInlineSnapshot(`
    {
      "code": 0,
      "stderr": "",
      "stdout": "## 2.0.0 - 2026-08-15

    ### Breaking

    - \`client.things.find\` no longer takes \`depth\`.

      \`\`\`ts
      // before
      await client.things.find({ thingId: "…", depth: 1 });
      // after
      await client.things.find({ thingId: "…" });
      \`\`\`

    ### Added

    - \`client.things.count\` is new.
    ",
    }
  `);
});

it("is JSON for programs", async () => {
  const { stdout, code } = await (await versions()).quick(["changelog", ...both, "--format", "json"]);
  const log = JSON.parse(stdout) as {
    readonly version: string;
    readonly sections: readonly { readonly title: string }[];
  };
  expect([code, log.version, log.sections.map(({ title }) => title)]).toEqual([0, "2.0.0", ["Breaking", "Added"]]);
});

it("lays it into a file, once, and leaves alone what somebody changed there", async () => {
  const project = await versions();
  const run = () => project.quick(["changelog", ...both, "--append", "CHANGELOG.md"]);
  const told = async () => {
    const { code, stdout, stderr } = await run();
    return [code, stdout, stderr];
  };
  expect(await told()).toEqual([0, "", "CHANGELOG.md: created, with 2.0.0\n"]);
  const written = await project.read("CHANGELOG.md");
  expect(await told()).toEqual([0, "", "CHANGELOG.md: 2.0.0 is there already\n"]);
  expect(await project.read("CHANGELOG.md")).toBe(written);
  await project.replace("CHANGELOG.md", "is new", "is wonderful");
  const [code, , stderr] = await told();
  expect([code, stderr]).toEqual([5, expect.stringContaining("somebody changed")]);
  expect(await project.read("CHANGELOG.md")).toContain("is wonderful");
});

it("tells what is wrong with a spec, and writes nothing", async () => {
  const project = await versions();
  await project.replace("spec/next/colours.yaml", "enum", "enumm");
  const { code, stdout, stderr } = await project.quick(["changelog", ...both, "--append", "CHANGELOG.md"]);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("the new spec, `spec/next`");
  await expect(project.read("CHANGELOG.md")).rejects.toThrow();
});

it("SARIF of a report, and of what is wrong with a spec", async () => {
  const project = await versions();
  const report = await project.quick(["diff", ...both, "--format", "sarif"]);
  const rulesOf = (text: string): readonly string[] =>
    (JSON.parse(text) as { runs: { results: { ruleId: string }[] }[] }).runs.flatMap(({ results }) => results.map(({ ruleId }) => ruleId)); // prettier-ignore
  expect([report.code, rulesOf(report.stdout)]).toEqual([4, ["req/field-removed", "req/action-added"]]);
  await project.replace("spec/next/colours.yaml", "enum", "enumm");
  const wrong = await project.quick(["validate", "spec/next", "--format", "sarif"]);
  expect(wrong.code).toBe(1);
  expect(rulesOf(wrong.stdout)).toContain("AW2007");
});

it("lists the rules", async () => {
  const project = await versions();
  const { code, stdout } = await project.quick(["diff", "rules"]);
  expect([code, stdout.split("\n")[0]]).toEqual([0, expect.stringMatching(/^rule +verdict +level +what happened$/)]);
  const json = await project.quick(["diff", "rules", "--format", "json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1 });
});
