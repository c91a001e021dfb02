// Real documents: imported, read again without an error, emitted, and compiled under every flag.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generate, type GeneratedFile } from "../../generator/index.js";
import { allActions, typesById } from "../../generator/model.js";
import { compileModules } from "../support/compile.js";
import { targetOf } from "../support/fixtures.js";
import { vendorData } from "../support/folder.js";
import { importFiles, modelOfImport, type Imported } from "../support/import.js";
import { memoryHost } from "../support/spec.js";

const folders = ["nexigon/openapi", "nexthink"];
const documents = folders.flatMap((folder) => (existsSync(`${vendorData}/${folder}`) ? readdirSync(`${vendorData}/${folder}`).filter((name) => name.endsWith(".json")).sort().map((name) => `${vendorData}/${folder}/${name}`) : [])); // prettier-ignore
const nexthink = documents.filter((path) => path.endsWith(".openapi.json"));

function imported(paths: readonly string[]): Imported {
  return importFiles(Object.fromEntries(paths.map((path) => [path, readFileSync(path, "utf8")])));
}

async function emitted(name: string, { files }: Imported): Promise<readonly GeneratedFile[]> {
  const host = memoryHost(Object.fromEntries(files.map(({ path, text }) => [`spec/${path}`, text])));
  const result = await generate(targetOf({ name, spec: "spec", overlays: [] }), host);
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return result.files;
}

describe.skipIf(documents.length === 0)("real documents", () => {
  it("are all there", () => {
    expect(documents.length).toBe(15);
  });

  const named = documents.map((path) => [path.slice(vendorData.length + 1), path] as const);

  it.each(named)("%s: has every operation, every schema and the same bytes twice", (_, path) => {
    const once = imported([path]);
    const { paths, components } = JSON.parse(readFileSync(path, "utf8")) as { paths: Record<string, object>; components: { schemas: object } }; // prettier-ignore
    const model = modelOfImport(once);
    const operations = Object.values(paths).flatMap((item) => Object.keys(item));
    expect(allActions(model).filter(({ binding }) => binding.kind === "rpc" || binding.accept === undefined).length).toBe(operations.length); // prettier-ignore
    expect(typesById(model).size).toBeGreaterThanOrEqual(Object.keys(components.schemas).length);
    expect(once.told.filter((text) => text.startsWith("AW6020"))).toEqual([]);
    expect(imported([path]).files).toEqual(once.files);
    for (const { text } of once.files) expect(text.split("\n").filter((line) => /^ {2}\S*(Inline|Body\d*|Response\d+)\??:/.test(line))).toEqual([]); // prettier-ignore
  });

  it("compile under every flag, each and those of one vendor as one API", { timeout: 240_000 }, async () => {
    const each = await Promise.all(named.map(async ([name, path], index) => [`p${index}-${name.replace(/\W+/g, "-")}`, await emitted("imported", imported([path]))] as const)); // prettier-ignore
    const merged = await emitted("merged", imported(nexthink));
    expect(compileModules(new Map([...each, ["merged", merged]]))).toEqual([]);
  });

  it("recognise RPC: the last segment is the name, whatever the id says", () => {
    const lagging = documents.find((path) => path.includes("020-")) ?? "";
    const result = imported([lagging]);
    expect(result.file("api")).toContain(`rpc: { method: POST, path: "/api/v1/actions/invoke/{action}" }`);
    expect(result.told.filter((text) => text.startsWith("AW6024")).length).toBe(70);
    expect(result.file("devices")).not.toContain("http:");
  });

  it("have the records of unions under the names of the vendor's source, in every version", () => {
    interface Source {
      readonly [module: string]: { readonly types: { readonly [name: string]: { readonly variants?: { readonly [tag: string]: { readonly type?: string } } } } }; // prettier-ignore
    }
    const { modules } = JSON.parse(readFileSync(`${vendorData}/nexigon/facts.json`, "utf8")) as { modules: Source };
    const held = documents
      .filter((path) => path.includes("nexigon"))
      .map((path) => {
        const unions = [...typesById(modelOfImport(imported([path]))).values()].flatMap((type) => (type.kind === "union" ? [type] : [])); // prettier-ignore
        const variants = unions.flatMap((union) => union.variants.map((variant) => ({ ...variant, union })));
        const named = variants.flatMap(({ union, wire, payload, form }) => (form === "flat" && payload?.type.kind === "named" ? [{ id: `${union.id}.${wire}`, name: payload.type.target, source: modules[union.module]?.types[union.name]?.variants?.[wire]?.type }] : [])); // prettier-ignore
        expect(named.filter(({ id, name, source }) => source !== undefined && name !== `${id.split(".")[0]}.${source}`)).toEqual([]); // prettier-ignore
        return named.filter(({ source }) => source !== undefined).length;
      });
    expect(held).toEqual([15, 16, 17, 17, 17, 18, 23, 54]);
  });

  it("merge into one API with one module a document", () => {
    const result = imported(nexthink);
    expect(modelOfImport(result).modules.map(({ name }) => name)).toEqual(["campaigns", "data_management", "enrichment", "nql", "remote_actions", "spark", "workflows"]); // prettier-ignore
    expect(result.file("api")).toMatch(/^ {2}id: merged$/m);
  });
});
