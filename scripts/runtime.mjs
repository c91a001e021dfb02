// Puts the runtime into dist/runtime/ as JavaScript, for who calls an API without a package of it: `actionwright call`.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  removeComments: true,
};

/** In a package the generator says in `package.ts` who it is. Here it is the tool. */
function identity(root) {
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return `export const packageName = ${JSON.stringify(name)};\nexport const packageVersion = ${JSON.stringify(version)};\n`;
}

export function compileRuntime(root) {
  const [from, to] = [join(root, "templates", "runtime"), join(root, "dist", "runtime")];
  for (const path of readdirSync(from, { recursive: true }).filter((name) => /(?<!\.test)\.ts$/.test(name))) {
    const { outputText } = ts.transpileModule(readFileSync(join(from, path), "utf8"), { compilerOptions });
    const file = join(to, path.replace(/ts$/, "js"));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, path === "package.ts" ? identity(root) : outputText);
  }
}
