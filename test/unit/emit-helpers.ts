// Specs written in a test → their model and the files of their package. A spec with errors is a failing test.
import { createReport } from "../../generator/diagnostics.js";
import { check } from "../../generator/check.js";
import type { GeneratedFile } from "../../generator/code/draft.js";
import { createPrinter } from "../../generator/code/print.js";
import { createScope } from "../../generator/code/scope.js";
import { emitPackage } from "../../generator/emit/index.js";
import { emitModule } from "../../generator/emit/module/index.js";
import { formatFiles } from "../../generator/format.js";
import { load, type Host } from "../../generator/load.js";
import { lower } from "../../generator/lower.js";
import type { Model } from "../../generator/model.js";
import type { Target } from "../../generator/target.js";
import { validate } from "../../generator/validate.js";

export const target: Target = {
  name: "acme",
  spec: "spec",
  overlays: [],
  out: "generated/acme",
  include: { modules: ["*"], actions: ["*"], stability: "experimental" },
  package: { name: "@acme/hub", version: "1.2.3", license: "MIT", repository: "", keywords: [] },
  client: "AcmeHub",
  writeOnce: [],
  ignore: [],
  int64: "number",
};

const apiHead = `
actionSpec: 1
api: { id: acme, title: Acme, version: "1.0.0" }
servers: [ { url: "https://{host}", variables: { host: {} } } ]
auth: { bearer: { kind: bearer, env: ACME_TOKEN } }
binding: { rpc: { method: POST, path: "/invoke/{action}" } }
defaults: { fieldCase: camelCase, tagging: internal, tag: result, content: content }
`;

/** The model of modules as YAML, each without its head. \`api\` takes the place of the usual head of the API. */
export function modelOf(modules: Readonly<Record<string, string>>, api: string = apiHead): Model {
  const files = new Map([["spec/api.yaml", `${api}\nmodules: [${Object.keys(modules).join(", ")}]\n`]]);
  for (const [name, text] of Object.entries(modules)) files.set(`spec/${name}.yaml`, `module: ${name}\n${text}`);
  const host: Host = {
    read: (path) => files.get(path),
    list: () => [...files.keys()].map((path) => path.slice("spec/".length)),
  };
  const report = createReport();
  const source = load("spec", host, report);
  validate(source, report);
  const model = lower(source, report);
  if (model !== undefined) check(model, report);
  const errors = report.all.filter(({ severity }) => severity === "error");
  if (model === undefined || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return model;
}

/** The text of one module's file, without its head and its imports. */
export async function emitted(
  yaml: string,
  module = "things",
  others: Readonly<Record<string, string>> = {},
): Promise<string> {
  const model = modelOf({ [module]: yaml, ...others });
  const [first] = model.modules;
  if (first === undefined) throw new Error("no module");
  const draft = emitModule(first, createScope(model));
  const print = await createPrinter();
  const [text = ""] = await formatFiles([{ kind: "pieces", pieces: draft.pieces.slice(2).map(print) }]);
  return text;
}

export function packageOf(model: Model, overrides: Partial<Target> = {}): Promise<readonly GeneratedFile[]> {
  return emitPackage(model, { ...target, ...overrides }, { actionSpec: 1 });
}
