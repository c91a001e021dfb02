// `export` as a shell sees it: the document alone is on stdout, everything for people is on stderr.
import { beforeAll, describe, expect, it } from "vitest";
import { createProject, toyFiles, type Project } from "../support/project.js";

let project: Project;
beforeAll(async () => {
  project = await createProject();
});

const config = toyFiles["actionwright.config.yaml"] ?? "";

describe("export", () => {
  it.each([
    ["openapi", { openapi: "3.1.0" }],
    ["json-schema", { $schema: "https://json-schema.org/draft/2020-12/schema" }],
    ["model", { actionSpec: 1 }],
  ])("writes %s to stdout", async (format, part) => {
    const { code, stdout } = await project.quick(["export", format]);
    expect(code).toBe(0);
    expect(stdout.endsWith("}\n")).toBe(true);
    expect(JSON.parse(stdout)).toMatchObject(part);
    for (const spec of ["spec/toy", "spec/toy/api.yaml", "toy"])
      expect((await project.quick(["export", format, spec])).stdout).toBe(stdout);
  });

  it("writes a file, and nothing else", async () => {
    const own = await createProject();
    const before = await own.tree();
    const { stdout } = await own.quick(["export", "openapi"]);
    expect(await own.quick(["export", "openapi", "--out", "toy.json"])).toMatchObject({ code: 0, stdout: "" });
    expect(await own.tree()).toEqual({ ...before, "toy.json": stdout });
  });

  it("takes a spec wherever it is: an OpenAPI document too", async () => {
    const own = await createProject();
    const model = (await own.quick(["export", "model"])).stdout;
    await own.quick(["export", "openapi", "--out", "toy.json"]);
    expect(await own.quick(["export", "model", "toy.json"])).toMatchObject({ code: 0, stdout: model });
  });

  it("keeps stdout for the document, whatever form diagnostics have", async () => {
    const own = await createProject();
    await own.replace("spec/toy/api.yaml", '"https://toy.example.com"', '"https://{host}", variables: { host: {} }');
    const { code, stdout, stderr } = await own.quick(["export", "openapi", "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty("openapi");
    expect(JSON.parse(stderr)).toMatchObject({ diagnostics: [{ code: "AW6103", severity: "info" }] });
  });

  it("takes what a target includes, and all of a spec that is named by its path", async () => {
    const own = await createProject();
    await own.replace("spec/toy/things.yaml", "actions:\n", "actions:\n  things_Drop: { output: unit }\n");
    await own.write("actionwright.config.yaml", config.replace("    out:", "    include: { actions: [things_Find] }\n    out:")); // prettier-ignore
    const pathsOf = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await own.quick(["export", "openapi", ...args]);
      return Object.keys((JSON.parse(stdout) as { readonly paths: object }).paths);
    };
    expect(await pathsOf()).toEqual(["/invoke/things_Find"]);
    expect(await pathsOf("toy")).toEqual(["/invoke/things_Find"]);
    expect(await pathsOf("spec/toy")).toEqual(["/invoke/things_Drop", "/invoke/things_Find"]);
  });

  it("exports nothing of a spec with errors", async () => {
    const own = await createProject();
    await own.replace("spec/toy/colours.yaml", "Red: Warm.,", "Red: Warm., Red: Hot.,");
    const { code, stdout, stderr } = await own.quick(["export", "openapi", "--out", "toy.json"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("nothing exported");
    expect(Object.keys(await own.tree())).not.toContain("toy.json");
  });

  it.each([
    ["no format", [], "`openapi`, `json-schema`, `model`"],
    ["a format", ["opnapi"], "did you mean `openapi`"],
    ["two specs", ["openapi", "spec/toy", "spec/toy"], "one spec"],
    ["no such config", ["openapi", "--config", "none.yaml"], "AW7007"],
  ])("refuses %s, with a way out", async (_, args, hint) => {
    const { code, stdout, stderr } = await project.quick(["export", ...args]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(hint);
  });

  it("names the targets where there are several", async () => {
    const own = await createProject();
    const [head = "", ...target] = config.split(/(?= {2}toy:)/);
    const second = target.join("").replace("toy:", "other:").replace("generated/toy", "generated/other");
    await own.write("actionwright.config.yaml", head + target.join("") + second);
    const { code, stderr } = await own.quick(["export", "model"]);
    expect(code).toBe(2);
    expect(stderr).toContain("`toy`, `other`");
  });
});
