// Documents in memory → the spec that an import makes of them.
import { createReport, type Diagnostic } from "../../generator/diagnostics.js";
import { importOpenApi, type ImportResult, type ModuleBy } from "../../generator/import/index.js";
import type { Model } from "../../generator/model.js";
import { readSpec } from "../../generator/read.js";
import { render } from "../../generator/frame.js";
import { memoryHost, type Files } from "./spec.js";

export interface Imported extends ImportResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The text of a file, without its first lines and `defaults`. */
  readonly file: (name: string) => string;
  /** Codes with what is lost, in the order of the document. */
  readonly told: readonly string[];
}

/** Imports documents; those that are not named are there to be referred to. */
export function importFiles(
  files: Files,
  paths: readonly string[] = Object.keys(files),
  moduleBy?: ModuleBy,
): Imported {
  const report = createReport();
  const result = importOpenApi(paths, { host: memoryHost(files), report, moduleBy, name: "merged" });
  const file = (name: string): string => result.files.find(({ path }) => path === `${name}.yaml`)?.text.replace(/^#.*\n/, "") ?? ""; // prettier-ignore
  return {
    ...result,
    diagnostics: report.all,
    file,
    told: report.all.map(({ code, message }) => `${code} ${message}`),
  };
}

/** A document of one schema under each name, and nothing else. */
export function schemas(components: object, more: object = {}): Files {
  const document = { openapi: "3.1.0", info: { title: "Shop API", version: "1" }, paths: {}, components: { schemas: components }, ...more }; // prettier-ignore
  return { "shop.json": JSON.stringify(document, null, 2) };
}

/** A document of some paths. */
export function paths(items: object, more: object = {}): Files {
  const document = { openapi: "3.0.3", info: { title: "Shop API", version: "1" }, paths: items, ...more };
  return { "shop.json": JSON.stringify(document, null, 2) };
}

/** The model of what was imported. Throws if the language refuses any of it. */
export function modelOfImport({ files }: ImportResult): Model {
  const report = createReport();
  const host = memoryHost(Object.fromEntries(files.map(({ path, text }) => [`spec/${path}`, text])));
  const { source, model } = readSpec("spec", [], { host, report });
  const errors = report.all.filter(({ severity }) => severity === "error");
  if (model && errors.length === 0) return model;
  throw new Error(render(errors, source.files, { format: "pretty", color: false }));
}
