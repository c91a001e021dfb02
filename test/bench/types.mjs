// What the types cost a user's compiler: instantiations over an empty file with the same libraries.
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root, runNode, table } from "./measure.mjs";
import { packedInto } from "./project.mjs";

const name = "@actionwright/nexigon-hub";

/** Every action of the spec with its class and its method. */
function actions(folder) {
  const hub = readFileSync(join(folder, `node_modules/${name}/dist/hub.js`), "utf8");
  return [...hub.matchAll(/(\w+): \((fields, )?options\) => client\.execute\(new (\w+)\.(\w+)\(/g)].map(
    ([, method, fields, group, className]) => ({ method, group, className, hasFields: fields !== undefined }),
  );
}

/** Programs that use actions with fields of any value: what they are is the same for all. */
function programs(folder) {
  const all = actions(folder);
  const fields = (action) => (action.hasFields ? "fields" : "");
  const execute = ({ group, className, ...action }, index) => `export const o${index} = await client.execute(new ${group}.${className}(${action.hasFields ? `fields as ${group}.${className}_Fields` : ""}));`; // prettier-ignore
  const byMethod = (action, index) => `export const o${index} = await hub.${action.group}.${action.method}(${action.hasFields ? `${fields(action)} as ${action.group}.${action.className}_Fields` : ""});`; // prettier-ignore
  const core = `import { NexigonHubClient } from "${name}/client";\nimport * as devices from "${name}/devices";\nconst client = new NexigonHubClient({ baseUrl: "https://h", token: "t" });\ndeclare const fields: unknown;\n`;
  const groups = [...new Set(all.map(({ group }) => group))];
  const modules = groups.filter((group) => group !== "devices").map((group) => `import * as ${group} from "${name}/${group}";\n`).join(""); // prettier-ignore
  const grouped = `import { NexigonHub, ${groups.join(", ")} } from "${name}";\nconst hub = new NexigonHub({ baseUrl: "https://h", token: "t" });\ndeclare const fields: unknown;\n`;
  const one = `export const o = await client.execute(new devices.GetDeviceDetailsAction({ deviceId: "d" }));\nexport const c = o.isConnected;\n`;
  return {
    all,
    empty: "export {};\n",
    cases: [
      ["one action, by subpath", core + one, "1,000"],
      ["one action, by the grouped client", `${grouped}export const o = await hub.devices.getDetails({ deviceId: "d" });\n`, "1,000"],
      [`all ${all.length}, by execute`, modules + core + all.map(execute).join("\n"), "6,000 (157 actions)"],
      [`all ${all.length}, by method`, grouped + all.map(byMethod).join("\n"), "6,000 (157 actions)"],
    ], // prettier-ignore
  };
}

const compilerOptions = { target: "ES2022", lib: ["ES2022"], types: [], module: "nodenext", noEmit: true, strict: true, skipLibCheck: false }; // prettier-ignore

/** The compiler's own figures for one program. */
export async function diagnose(compiler, folder, text, options = {}) {
  mkdirSync(join(folder, "program"), { recursive: true });
  writeFileSync(join(folder, "program/index.ts"), text);
  writeFileSync(join(folder, "program/tsconfig.json"), JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files: ["index.ts"] })); // prettier-ignore
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  const { stdout } = await runNode([tsc, "-p", "program", "--extendedDiagnostics"], { cwd: folder });
  const figure = (label) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1] ?? NaN);
  return { instantiations: figure("Instantiations"), check: figure("Check time") };
}

export async function benchTypes() {
  const { folder } = packedInto("nexigon-hub");
  const { empty, cases } = programs(folder);
  for (const [compiler, label] of [["typescript", "6.0"], ["typescript-7", "7.0"]]) {
    const base = await diagnose(compiler, folder, empty);
    const rows = [];
    for (const [what, text, limit] of cases) {
      const { instantiations, check } = await diagnose(compiler, folder, text);
      rows.push([what, instantiations - base.instantiations, `${(check - base.check).toFixed(2)} s`, limit]);
    }
    table(`types: TypeScript ${label}, over an empty file (${base.instantiations})`, ["program", "instantiations", "check time", "to reach"], rows);
  }
} // prettier-ignore
