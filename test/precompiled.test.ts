// The checks that `scripts/precompile.mjs` writes find what Ajv finds: the tool that is installed and the one that is
// tested from its sources say the same.
import { cp, mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { parse } from "yaml";
import { checksOf, definitions, type Checks, type SchemaFile } from "../generator/validate/checks.js";
import { repository, temporaryFolder } from "./support/folder.js";

let precompiled: typeof checksOf;
const documents: unknown[] = [];

beforeAll(async () => {
  const root = await temporaryFolder();
  const folder = join(root, "dist/validate");
  await mkdir(folder, { recursive: true });
  await mkdir(join(root, "spec"));
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
  for (const file of Object.keys(definitions)) await cp(join(repository, "spec", file), join(root, "spec", file));
  await symlink(join(repository, "node_modules"), join(root, "node_modules"));
  const source = await readFile(join(repository, "generator/validate/checks.ts"), "utf8");
  await writeFile(join(folder, "checks.js"), (await transform(source, { loader: "ts", format: "esm" })).code);
  const script = (await import(pathToFileURL(join(repository, "scripts/precompile.mjs")).href)) as { precompile: (folder: string) => Promise<void> }; // prettier-ignore
  await script.precompile(folder);
  // Another address than the one that the script has loaded.
  const made = (await import(`${pathToFileURL(join(folder, "checks.js")).href}?made`)) as { checksOf: typeof checksOf };
  precompiled = made.checksOf;
  documents.push(...(await readDocuments(["test/errors", "test/language", "spec"])), {}, [], null, "text", 1);
});

async function readDocuments(folders: readonly string[]): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const folder of folders)
    for (const entry of await readdir(join(repository, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(ya?ml|json)$/.test(entry.name)) continue;
      try {
        found.push(JSON.parse(JSON.stringify(parse(await readFile(join(entry.parentPath, entry.name), "utf8"), { logLevel: "silent" })))); // prettier-ignore
      } catch {
        // What is no YAML never gets as far as the checks.
      }
    }
  return found;
}

const cases = Object.entries(definitions).flatMap(([file, names]) => names.map((name) => [file, name] as const));

it.each(cases)("%s, %s: finds what Ajv finds", (file, name) => {
  const [live, made] = [checksOf(file as SchemaFile), precompiled(file as SchemaFile)];
  let errors = 0;
  for (const document of documents) {
    const [expected, found] = [errorsOf(live, name, document), errorsOf(made, name, document)];
    expect(found).toEqual(expected);
    errors += expected.length;
  }
  expect(errors).toBeGreaterThan(100);
});

it("is not Ajv again", async () => {
  expect(String(precompiled)).not.toContain("ajv");
  expect(precompiled("config.schema.json").checkOf("")).toBe(precompiled("config.schema.json").checkOf(""));
});

/** Errors with the definition that they are in, which translation knows them by. */
function errorsOf({ schema, checkOf }: Checks, name: string, document: unknown): readonly unknown[] {
  const check = checkOf(name);
  if (check(document)) return [];
  const names = new Map(Object.entries(schema.$defs).map(([definition, value]) => [value as unknown, definition]));
  return (check.errors ?? []).map((error) => ({ ...error, definition: names.get(error.parentSchema) }));
}
