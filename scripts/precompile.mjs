// Puts in the place of dist/validate/checks.js what Ajv makes of the schemas: plain functions, so that the tool starts
// without Ajv. Errors name parts of the schema by identity, so the functions refer to the schema that is read at the start.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

export async function precompile(folder) {
  const { definitions, options, referenceTo } = await import(pathToFileURL(join(folder, "checks.js")).href);
  const files = Object.keys(definitions);
  for (const file of files) await writeChecks(file, definitions[file], { folder, options, referenceTo });
  const lines = files.map((file, index) => `import * as checks${index} from "./${file}.js";`);
  const made = files.map((file, index) => `  ${JSON.stringify(file)}: checks${index},`);
  const text = `${lines.join("\n")}\nconst made = {\n${made.join("\n")}\n};\nexport const checksOf = (file) => made[file];\n`;
  writeFileSync(join(folder, "checks.js"), text);
}

async function writeChecks(file, names, { folder, options, referenceTo }) {
  const path = `../../spec/${file}`;
  const schema = JSON.parse(readFileSync(new URL(path, pathToFileURL(`${folder}/`)), "utf8"));
  const ajv = new Ajv2020({ ...options, code: { source: true, esm: true } }).addSchema(schema);
  const references = Object.fromEntries(names.map((name, index) => [`check${index}`, referenceTo(name, schema)]));
  const checks = names.map((name, index) => `${JSON.stringify(name)}: check${index}`);
  const contents = `import { readFileSync } from "node:fs";
export const schema = JSON.parse(readFileSync(new URL(${JSON.stringify(path)}, import.meta.url), "utf8"));
${sharing(schema, standalone.default(ajv, references))}
export const checkOf = (definition) => ({ ${checks.join(", ")} })[definition];`;
  // Bundled for the few helpers of Ajv that the functions call.
  const how = { bundle: true, format: "esm", platform: "node", logLevel: "warning", minify: true };
  await build({ stdin: { contents, resolveDir: import.meta.dirname }, outfile: join(folder, `${file}.js`), ...how });
}

/** The code with references in place of its copies of the schema. */
function sharing(schema, code) {
  const parts = Object.entries(schema.$defs).map(([name, value]) => [value, `schema.$defs[${JSON.stringify(name)}]`]);
  return [[schema, "schema"], ...parts].reduce(
    (text, [value, name]) => text.replaceAll(` = ${JSON.stringify(value)};`, ` = ${name};`),
    code,
  );
}
