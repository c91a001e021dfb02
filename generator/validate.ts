// Documents → the same documents, with everything reported in which they depart from their JSON Schema. The only importer
// of Ajv; its errors are translated in `validate/translate.ts` and never shown as they are.
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Report } from "./diagnostics.js";
import { toJson, type Source, type SourceFile, type SourceNode } from "./source.js";
import { configCodes, specCodes, translate, type SchemaCodes } from "./validate/translate.js";

/** Reports where a spec's documents depart from the language. Lowering works on what is left in order. */
export function validate(source: Source, report: Report): void {
  const check = compile("action-spec.schema.json");
  const texts = textsOf(source.files);
  if (source.api) validateNode({ check, root: source.api, texts, codes: specCodes }, report);
  for (const module of source.modules) {
    // A module inside the first document has been validated with it.
    if (module.root && !isWithin(module.root, source.api))
      validateNode({ check, root: module.root, texts, codes: specCodes }, report);
  }
}

/** Reports where an overlay departs from its format. True if it does not. */
export function validateOverlay(file: SourceFile, root: SourceNode, report: Report): boolean {
  return validateNode(
    { check: compile("action-spec.schema.json"), root, texts: textsOf([file]), codes: specCodes },
    report,
  );
}

/** Reports where a config departs from its format. True if it does not. */
export function validateConfig(file: SourceFile, root: SourceNode, report: Report): boolean {
  return validateNode(
    { check: compile("config.schema.json"), root, texts: textsOf([file]), codes: configCodes },
    report,
  );
}

interface Subject {
  readonly check: ValidateFunction;
  readonly root: SourceNode;
  readonly texts: ReadonlyMap<string, string>;
  readonly codes: SchemaCodes;
}

function validateNode({ check, root, texts, codes }: Subject, report: Report): boolean {
  if (check(toJson(root))) return true;
  translate({ errors: check.errors ?? [], root, texts, codes, report });
  return false;
}

function isWithin(node: SourceNode, api: SourceNode | undefined): boolean {
  return api !== undefined && node.origin.file === api.origin.file;
}

function textsOf(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [file.path, file.text]));
}

function compile(name: string): ValidateFunction {
  const schema: unknown = JSON.parse(readFileSync(new URL(`../spec/${name}`, import.meta.url), "utf8"));
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
  });
  return ajv.compile(schema as object);
}
