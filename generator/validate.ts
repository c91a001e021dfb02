// Documents → the same documents, with everything reported in which they depart from their JSON Schema. Ajv's errors are
// translated in `validate/translate.ts` and never shown as they are.
import type { Report } from "./diagnostics.js";
import type { DocumentCache } from "./load.js";
import { findEntry, get, textOf, toJson, type Source, type SourceFile, type SourceNode } from "./source.js";
import { checksOf, type Checks, type SchemaFile } from "./validate/checks.js";
import { configCodes, openings, specCodes, translate, type TranslateJob } from "./validate/translate.js";

/** Documents that are known to be valid, and need not be looked at again. */
type KnownDocuments = Pick<DocumentCache, "isValid" | "setValid">;

/** Reports where a spec's documents depart from the language. Lowering works on what is left in order. */
export function validate(source: Source, report: Report, known?: KnownDocuments): void {
  const job = { schema: compile("action-spec.schema.json"), texts: textsOf(source.files), codes: specCodes, report };
  const validateOnce = (wanted: DocumentKey, root: SourceNode, document = root): void => {
    if (known?.isValid(root, wanted) === true) return;
    if (validateDocument(wanted, document, job)) known?.setValid(root, wanted);
  };
  if (source.api) validateOnce("actionSpec", source.api, withoutModules(source.api));
  for (const { root } of source.modules) if (root) validateOnce("module", root);
}

/** Reports where an overlay departs from its format. True if it does not. */
export function validateOverlay(file: SourceFile, root: SourceNode, report: Report): boolean {
  const job = { schema: compile("action-spec.schema.json"), texts: textsOf([file]), codes: specCodes, report };
  return validateDocument("overlay", root, job);
}

/** Reports where a config departs from its format. True if it does not. */
export function validateConfig(file: SourceFile, root: SourceNode, report: Report): boolean {
  const job = { schema: compile("config.schema.json"), texts: textsOf([file]), codes: configCodes, report };
  return validateNode("", root, job);
}

/** Reports where an accept file departs from its format. True if it does not. */
export function validateAccepts(file: SourceFile, root: SourceNode, report: Report): boolean {
  const job = { schema: compile("accept.schema.json"), texts: textsOf([file]), codes: configCodes, report };
  return validateNode("", root, job);
}

/** What the documents of a spec are called, by the key that tells them apart. */
const documents = {
  actionSpec: { name: "an API", definition: "apiDocument" },
  module: { name: "a module", definition: "moduleDocument" },
  overlay: { name: "an overlay", definition: "overlayDocument" },
} as const;
type DocumentKey = keyof typeof documents;
const documentKeys: readonly DocumentKey[] = ["actionSpec", "module", "overlay"];

interface Job extends Pick<TranslateJob, "texts" | "codes" | "report"> {
  readonly schema: Schema;
}

/** A document of another kind than is needed is told as a whole: each of its keys would be unknown. */
function validateDocument(wanted: DocumentKey, root: SourceNode, job: Job): boolean {
  const { name, definition } = documents[wanted];
  const other = documentKeys.find((key) => key !== wanted && findEntry(root, key));
  const opening = other && findEntry(root, other);
  if (other && opening && !findEntry(root, wanted)) {
    job.report("AW2008", opening.keyOrigin, { problem: `is ${documents[other].name}, and ${name} is needed here` });
    return false;
  }
  const foreign = findEntry(root, wanted) ? undefined : (findEntry(root, "openapi") ?? findEntry(root, "swagger"));
  if (foreign) {
    const help = "make a spec of it: `actionwright import openapi <file> --out <folder>`";
    job.report("AW2008", foreign.keyOrigin, { problem: "is an OpenAPI document, and no spec" }, { help });
    return false;
  }
  if (root.kind === "map" && !root.entries.some(({ key }) => job.schema.keysOf(definition).includes(key))) {
    const problem = "says neither `actionSpec`, `module` nor `overlay`";
    job.report("AW2008", { ...root.origin, end: root.origin.start }, { problem }, { help: openings[wanted] });
    return false;
  }
  return validateNode(definition, root, job);
}

/** The first document with names in place of the modules inside it, which are validated as documents of their own. */
function withoutModules(api: SourceNode): SourceNode {
  if (api.kind !== "map") return api;
  const entries = api.entries.map((entry) => {
    const { value } = entry;
    if (entry.key !== "modules" || value.kind !== "list") return entry;
    return { ...entry, value: { ...value, items: value.items.map((item) => nameOf(item) ?? item) } };
  });
  return { ...api, entries };
}

function nameOf(module: SourceNode): SourceNode | undefined {
  const name = get(module, "module");
  return textOf(name) === undefined ? undefined : name;
}

function validateNode(definition: string, root: SourceNode, { schema, ...rest }: Job): boolean {
  const check = schema.checkOf(definition);
  if (check(toJson(root))) return true;
  translate({ ...rest, root, errors: check.errors ?? [], definitions: schema.definitions });
  return false;
}

function textsOf(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [file.path, file.text]));
}

interface Schema extends Pick<Checks, "checkOf"> {
  /** The names of the schema's definitions. */
  readonly definitions: ReadonlyMap<unknown, string>;
  /** The keys that a definition describes. */
  readonly keysOf: (definition: string) => readonly string[];
}

function compile(file: SchemaFile): Schema {
  const { schema, checkOf } = checksOf(file);
  return {
    checkOf,
    definitions: new Map(Object.entries(schema.$defs).map(([definition, value]) => [value, definition])),
    keysOf: (definition) => Object.keys(schema.$defs[definition]?.properties ?? {}),
  };
}
