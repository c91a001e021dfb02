// `init`: what a project begins with is right whatever its folder is called, nothing of anybody's is lost, and what cannot be
// done is told before anything is written.
import { symlinkSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apiStyles, configFile, starterSpec, yamlText } from "../generator/init/files.js";
import { namesOf } from "../generator/init/names.js";
import { editPackageJson } from "../generator/init/package-json.js";
import { reservedClients } from "../generator/target.js";
import { parseDocument } from "yaml";
import { temporaryFolder } from "./support/folder.js";
import { petsDocument } from "./support/pets.js";
import { createProject } from "./support/project.js";
import { readConfig } from "./support/spec.js";

describe("the names", () => {
  it.each([
    ["acme", "acme", "Acme", "Acme"],
    ["Acme Shop SDK", "acme-shop", "Acme Shop", "AcmeShop"],
    ["acme_shopAPI", "acme-shop-api", "Acme Shop Api", "AcmeShopApi"],
    ["Café.Zürich", "cafe-zurich", "Cafe Zurich", "CafeZurich"],
    ["2fa", "api-2fa", "Api 2fa", "Api2fa"],
    ["магазин", "api", "Api", "Api"],
    ["sdk", "api", "Api", "Api"],
    ["null", "null-api", "Null Api", "NullApi"],
    ["Http Error", "http-error-api", "Http Error Api", "HttpErrorApi"],
    ["a".repeat(90), "a".repeat(40), `A${"a".repeat(39)}`, `A${"a".repeat(39)}`],
    ["$(rm -rf ~)\n'\"`{{id}}", "rm-rf-id", "Rm Rf Id", "RmRfId"],
  ])("of %j are %s, %s and %s", (folder, id, title, client) => {
    expect(namesOf(folder)).toEqual({ id, title, client });
  });

  it("make a project without a word to say about, whatever the folder is called and of either style", async () => {
    const folders = ["orders", "Order", "client", "testing", "runtime", "index", "custom", "con", "Http Error"];
    const anything = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(...apiStyles), async (folder, style) => {
        const names = namesOf(folder);
        const files = [await configFile(names, []), ...(await starterSpec(names, style))];
        expect(names.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
        expect(readConfig(Object.fromEntries(files.map(({ path, text }) => [path, text]))).diagnostics).toEqual([]);
      }),
      { numRuns: 40, examples: folders.map((folder, index) => [folder, apiStyles[index % 2] ?? "rpc"]) },
    );
  });

  it("are no client's that the packages export already", () => {
    const taken = [...reservedClients].filter((name) => reservedClients.has(namesOf(name).client));
    expect(taken).toEqual([]);
  });
}); // prettier-ignore

it("texts of others come out of YAML as they went in", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(yamlText(text)).not.toMatch(/\n|\p{Cf}|\p{Zl}|\p{Zp}/u);
      expect(parseDocument(`a: ${yamlText(text)}\n`).toJS()).toEqual({ a: text });
    }),
  );
});

describe("a package.json that is there", () => {
  const wants = { scripts: { generate: "aw generate", check: "aw check" }, devDependencies: { actionwright: "^1.0.0" } };

  it("gets what it lacks; everything else stays, the formatting too", () => {
    const text = '{\r\n\t"name": "mine",\r\n\t"scripts": {\r\n\t\t"check":   "mine"\r\n\t},\r\n\t"files": [ "a" ]\r\n}';
    expect(editPackageJson(text, wants)).toEqual({
      text: '{\r\n\t"name": "mine",\r\n\t"scripts": {\r\n\t\t"check":   "mine",\r\n\t\t"generate": "aw generate"\r\n\t},\r\n\t"files": [ "a" ],\r\n\t"devDependencies": {\r\n\t\t"actionwright": "^1.0.0"\r\n\t}\r\n}',
      kept: ["scripts.check"],
    });
  });

  it.each([
    ["has the tool among its dependencies", '{ "dependencies": { "actionwright": "0.1.0" } }'],
    ["has a mark of its encoding", '\uFEFF{"devDependencies": { "actionwright": "latest" }}'],
  ])("keeps a version that it names: it %s", (_, text) => {
    const edited = editPackageJson(text, wants).text;
    expect(edited.match(/actionwright"/g)).toHaveLength(1);
    expect(edited.startsWith("\uFEFF")).toBe(text.startsWith("\uFEFF"));
    expect(JSON.parse(edited.replace("\uFEFF", ""))).toMatchObject({ scripts: wants.scripts });
  });

  it("is the same when there is nothing to add", () => {
    const { text } = editPackageJson("{}", wants);
    expect(editPackageJson(text, wants)).toEqual({ text, kept: [] });
  });
}); // prettier-ignore

describe("init", () => {
  it("makes a project that is right, and says what comes next", async () => {
    const project = await createProject({});
    const { code, stdout, stderr } = await project.quick(["init", "My Shop"]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toBe(`  made      package.json
  made      actionwright.config.yaml
  made      spec/my-shop/api.yaml
  made      spec/my-shop/orders.yaml
  made      .gitignore
next
  cd 'My Shop'
  npm install
  npx actionwright generate
`);
    const own = await createProject(await inFolder(project.tree(), "My Shop"));
    expect(await own.quick(["validate"])).toEqual({ code: 0, stdout: "", stderr: "spec/my-shop: 2 actions · 8 types\n" });
  });

  it("imports a document, with what an import says, and a place for changes", async () => {
    const project = await createProject({ "pets.yaml": petsDocument({ title: "Pets: 1 & all", name: ", xml: { attribute: true }" }) });
    const { code, stderr } = await project.quick(["init", ".", "--from", "pets.yaml"]);
    expect(code).toBe(0);
    expect(stderr).toContain("warning[AW6011]: `xml` is left out");
    expect(stderr).toContain("imported: 2 files · 1 action · 1 type\n");
    const id = namesOf(project.folder.split("/").at(-1) ?? "").id;
    expect(await project.read("actionwright.config.yaml")).toContain(`overlays: [spec/${id}.overlay.yaml]\n    out:`);
    expect(await project.quick(["validate"])).toMatchObject({ code: 0, stderr: `spec/${id}: 1 action · 1 type\n` });
    // The vendor's next document is imported over it: what is the same stays the same, byte for byte.
    const before = await project.tree("spec");
    expect(await project.quick(["import", "openapi", "pets.yaml", "--out", `spec/${id}`])).toMatchObject({ code: 0 });
    expect(await project.tree("spec")).toEqual(before);
  });

  it("adds to a package.json, and keeps a .gitignore and what is its own already", async () => {
    const project = await createProject({ "package.json": '{\n    "scripts": { "diff": "git diff" }\n}\n', ".gitignore": "mine\n" });
    const { code, stderr } = await project.quick(["init"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^ {2}added to {2}package\.json\n/);
    expect(stderr).toContain("  kept      scripts.diff of package.json, which says something else\n");
    expect(await project.read(".gitignore")).toBe("mine\n");
    expect(await project.read("package.json")).toMatch(/"diff": "git diff",\n\s+"validate": "actionwright validate"/);
  });

  it.each([
    ["a config", { "actionwright.config.yaml": "mine" }, "AW5005", "actionwright.config.yaml"],
    ["a spec", { "spec/toy/orders.yaml": "mine" }, "AW5005", "spec/toy/orders.yaml"],
    ["a folder", { "actionwright.config.yaml/mine": "mine" }, "AW5005", "actionwright.config.yaml"],
  ])("writes nothing where there is %s", async (_, found, code, path) => {
    const project = await createProject(Object.fromEntries(Object.entries(found).map(([at, text]) => [`toy/${at}`, text])));
    const before = await project.tree();
    const ended = await project.quick(["init", "toy"]);
    expect([ended.code, ended.stdout]).toEqual([5, ""]);
    expect(ended.stderr).toContain(`error[${code}]: \`toy/${path}\``);
    expect(ended.stderr).toMatch(/\n1 error, nothing written\n$/);
    expect(await project.tree()).toEqual(before);
  });

  it("writes through no link that leads elsewhere", async () => {
    const [project, elsewhere] = [await createProject({}), await temporaryFolder()];
    await mkdir(join(project.folder, "toy"));
    symlinkSync(elsewhere, join(project.folder, "toy", "spec"));
    const { code, stderr } = await project.quick(["init", "toy"]);
    expect(code).toBe(5);
    expect(stderr).toContain("error[AW5003]: `toy/spec/toy/api.yaml`");
    expect(await project.tree()).toEqual({ "toy/spec": `→ ${elsewhere}` });
  });

  it("writes nothing for a document that cannot be imported, or a package.json that cannot be read", async () => {
    const project = await createProject({ "openapi.json": '{ "openapi": "2.0" }', "bad/package.json": '{ "a": 1, }' });
    const before = await project.tree();
    const imported = await project.quick(["init", "toy", "--from", "openapi.json"]);
    expect([imported.code, imported.stderr]).toEqual([1, expect.stringMatching(/error\[AW60\d\d\][^]*\n1 error, nothing written\n$/)]);
    const missing = await project.quick(["init", "toy", "--from", "nowhere.json"]);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining("nowhere.json")]);
    const bad = await project.quick(["init", "bad"]);
    expect([bad.code, bad.stderr]).toEqual([1, expect.stringMatching(/error\[AW1009\][^]*bad\/package\.json:1:9[^]*nothing written\n$/)]);
    expect(await project.tree()).toEqual(before);
  });

  it.each([
    ["two folders", ["a", "b"], "`init` takes one folder: what is `b`?"],
    ["two specs", ["--from", "a.json", "--template", "rest"], "`--from` or from `--template`"],
    ["an address", ["--from", "https://example.com/openapi.json"], "curl -fLO https://example.com/openapi.json"],
    ["a template like none", ["--template", "rset"], "did you mean `rest`?"],
    ["a service like none", ["--ci", "gitlab"], "there is no CI `gitlab`"],
    ["workflows that nobody would read", ["sub/toy", "--ci", "github"], "at the root of the repository alone"],
    ["a package.json of another shape", ["odd"], "is no package.json that npm would take"],
  ])("is told of %s, with a way out", async (_, args, told) => {
    const project = await createProject({ ".git/HEAD": "ref: refs/heads/main\n", "odd/package.json": '{ "scripts": [] }' });
    const before = await project.tree();
    const { code, stdout, stderr } = await project.quick(["init", ...args]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(told);
    expect(await project.tree()).toEqual(before);
  });
}); // prettier-ignore

/** The files below a folder, by their paths in it. */
async function inFolder(tree: Promise<Readonly<Record<string, string>>>, folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(await tree).filter(([path]) => path.startsWith(`${folder}/`));
  return Object.fromEntries(entries.map(([path, text]) => [path.slice(folder.length + 1), text]));
} // prettier-ignore
