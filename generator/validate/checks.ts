// The JSON Schemas as checks: the only importer of Ajv. In dist/ another module stands in the place of this one, which
// `scripts/precompile.mjs` has Ajv write ahead of time, since to compile the schemas takes longer than to read a spec.
import { readFileSync } from "node:fs";
import { Ajv2020, type Options, type ValidateFunction } from "ajv/dist/2020.js";

export interface Schema {
  readonly $id: string;
  readonly $defs: Readonly<Record<string, { readonly properties?: object }>>;
}

export interface Checks {
  readonly schema: Schema;
  /** The check of a definition; of the whole schema for an empty name. */
  readonly checkOf: (definition: string) => ValidateFunction;
}

/** The definitions that documents are held against. */
export const definitions = {
  "action-spec.schema.json": ["apiDocument", "moduleDocument", "overlayDocument"],
  "config.schema.json": [""],
  "accept.schema.json": [""],
} as const;
export type SchemaFile = keyof typeof definitions;

/** How Ajv is set, here as ahead of time. */
export const options: Options = {
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
};

/** Made once: what is made depends on nothing but the file that comes with the tool. */
const made = new Map<SchemaFile, Checks>();

/** The checks of a schema. */
export function checksOf(file: SchemaFile): Checks {
  const found = made.get(file) ?? compile(file);
  made.set(file, found);
  return found;
}

/** One instance for all checks of a schema, so that what they share is compiled once. */
function compile(file: SchemaFile): Checks {
  const schema = JSON.parse(readFileSync(new URL(`../../spec/${file}`, import.meta.url), "utf8")) as Schema;
  const ajv = new Ajv2020(options).addSchema(schema);
  const checkOf = (definition: string): ValidateFunction => {
    const check = ajv.getSchema(referenceTo(definition, schema));
    if (check === undefined) throw new Error(`${file} has no definition ${definition}`);
    return check;
  };
  return { schema, checkOf };
}

export function referenceTo(definition: string, { $id }: Schema): string {
  return definition === "" ? $id : `${$id}#/$defs/${definition}`;
}
