// The verb: where files go, what is never written over, and the way from a vendor's new document to a package.
import { beforeAll, describe, expect, it } from "vitest";
import { createProject, type Project } from "../support/project.js";

const document = (fields: string): string => `openapi: 3.0.3
info: { title: Pets, version: "1" }
servers: [{ url: "https://pets.example.com" }]
tags: [{ name: pets, description: Pets of the shop. }]
paths:
  /pets:
    post:
      operationId: addPet
      tags: [pets]
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
      responses: { "204": { description: Done. } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string, xml: { attribute: true } }${fields} } }
`;

const files = {
  "actionwright.config.yaml": `actionwright: 1
targets:
  pets:
    spec: spec/pets
    overlays: [pets.overlay.yaml]
    out: generated/pets
    package: { name: "@toys/pets", version: 1.0.0 }
`,
  "pets.overlay.yaml": `overlay: 1
patches:
  - { at: /modules/pets/actions/addPet/effect, reason: The shop tells by name., set: idempotent }
  - { at: /modules/pets/types/Pet/docs, reason: The document says nothing., set: A pet of the shop. }
`,
  "vendor/pets.yaml": document(""),
};

let project: Project;
beforeAll(async () => {
  project = await createProject(files);
});

const imports = ["import", "openapi", "vendor/pets.yaml", "--out", "spec/pets"];

describe("import", () => {
  it("writes a spec and a report; a second run changes nothing", async () => {
    const { code, stdout, stderr } = await project.run(imports);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toContain("warning[AW6011]: `xml` is left out: values travel as JSON\n");
    expect(stderr).toContain("vendor/pets.yaml:14:80\n");
    expect(stderr).toContain("#/components/schemas/Pet/properties/name/xml");
    expect(stderr).toMatch(/\nspec\/pets: 2 files · 1 action · 1 type · 1 warning\n$/);
    expect(await project.read("spec/pets/pets.yaml")).toBe(`# yaml-language-server: $schema=../../node_modules/actionwright/spec/action-spec.schema.json
# Imported by Actionwright from pets.yaml. Do not edit: changes belong into an overlay.
module: pets
docs: Pets of the shop.
types:
  Pet:
    record: { name: string }
actions:
  addPet:
    http: { method: POST, path: /pets }
    request: Pet
    output: unit
`); // prettier-ignore
    await project.age("spec");
    const times = await project.times("spec");
    expect((await project.run(imports)).code).toBe(0);
    expect(await project.times("spec")).toEqual(times);
  });

  it("shows the first few of each kind, and how many there are; programs get all", async () => {
    const copy = await createProject(project);
    const fields = Array.from({ length: 7 }, (_, index) => `, f${index}: { type: string, xml: {}, format: iban }`);
    await copy.write("vendor/pets.yaml", document(fields.join("")));
    const { stderr } = await copy.run(imports);
    expect(stderr.match(/warning\[AW6011\]/g)?.length).toBe(5);
    expect(stderr.match(/info\[AW6014\]/g)?.length).toBe(5);
    expect(stderr).toContain(`what the spec does not say as the document does:
  AW6011  8  a keyword that cannot be expressed
  AW6014  7  a format that is not known
  and 5 more than are shown above: \`--format json\` has them all
spec/pets: 2 files`);
    const { stdout } = await copy.run([...imports, "--format", "json"]);
    expect((JSON.parse(stdout) as { diagnostics: readonly object[] }).diagnostics.length).toBe(15);
  });

  it("again, from the vendor's next document: what people added in an overlay is kept", async () => {
    const copy = await createProject(project);
    await copy.write("vendor/pets.yaml", document(", age: { type: integer }"));
    expect((await copy.run(imports)).code).toBe(0);
    expect((await copy.run(["generate"])).code).toBe(0);
    const text = await copy.read("generated/pets/src/pets.ts");
    expect(text).toContain("A pet of the shop.");
    expect(text).toContain("readonly age?: number | undefined;");
  });

  it("never writes over what somebody changed, or what is not its own; removes what is no longer made", async () => {
    const copy = await createProject(project);
    await copy.write("spec/pets/api.yaml", "mine");
    const edited = await copy.run(imports);
    expect([edited.code, edited.stderr]).toEqual([5, expect.stringContaining("error[AW5001]: `spec/pets/api.yaml`")]);
    expect((await copy.run([...imports, "--force"])).code).toBe(0);
    await copy.write("spec/other/api.yaml", "mine");
    const foreign = await copy.run([...imports.slice(0, -1), "spec/other"]);
    expect([foreign.code, foreign.stderr]).toEqual([5, expect.stringContaining("error[AW5002]")]);
    expect(await copy.read("spec/other/api.yaml")).toBe("mine");
    await copy.replace("vendor/pets.yaml", "tags: [pets]", "tags: [animals]");
    expect((await copy.run(imports)).code).toBe(0);
    expect(Object.keys(await copy.tree("spec/pets"))).toEqual(["spec/pets/actionwright.manifest.json", "spec/pets/animals.yaml", "spec/pets/api.yaml"]); // prettier-ignore
  });

  it.each([
    ["nope.json", 2, "error[AW7018]"],
    ["actionwright.config.yaml", 1, "error[AW6001]"],
  ])("is told of a mistake once, without a trace: %s", async (path, code, message) => {
    const before = await project.tree();
    const result = await project.run(["import", "openapi", path, "--out", "spec/x"]);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(message)]);
    expect(result.stderr).not.toMatch(/\n {4}at /);
    expect(await project.tree()).toEqual(before);
  });

  it("tells programs on stdout", async () => {
    const { stdout } = await project.run([...imports, "--format", "json"]);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Record<string, unknown>[] };
    expect(diagnostics).toEqual([expect.objectContaining({ code: "AW6011", severity: "warning", label: "#/components/schemas/Pet/properties/name/xml", file: "vendor/pets.yaml" })]); // prettier-ignore
  });
});
