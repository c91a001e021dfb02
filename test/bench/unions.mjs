// What a generator makes of the tagged unions of an OpenAPI document, as TypeScript's checker sees it. A tagged union is a schema of
// alternatives with a constant each under one key; a variant narrows if comparing the tag with its constant leaves it alone.
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** Of a document and the folder of the code that was made of it: how many unions and variants there are, and what became of them. */
export function unionsOf(document, folder) {
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.ts$/.test(name)).map((name) => join(folder, name)); // prettier-ignore
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const own = program.getSourceFiles().filter(({ fileName }) => !relative(folder, fileName).startsWith(".."));
  const types = exportedTypes(own, checker);
  const counts = { unions: 0, variants: 0, narrow: 0, never: 0, untyped: 0, errors: 0 };
  for (const { name, tag, values } of taggedUnions(document)) {
    const type = types.get(keyOf(name)) ?? types.get(keyOf(name.split(".").at(-1)));
    if (type === undefined) throw new Error(`${folder} exports no type for ${name}`);
    const tags = membersOf(type).map((member) => tagOf(member, tag, checker));
    counts.unions += 1;
    counts.variants += values.length;
    if (type.flags & ts.TypeFlags.Never) counts.never += 1;
    else if (tags.includes(undefined)) counts.untyped += 1;
    else counts.narrow += values.filter((value) => tags.filter((literals) => literals.includes(value)).length === 1).length; // prettier-ignore
  }
  const errors = own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]); // prettier-ignore
  return { ...counts, errors: errors.length };
}

/** The unions of a document that have a tag and that its operations use, with the key of the tag and its values. */
function taggedUnions({ paths, components }) {
  const { schemas } = components;
  const used = reached({ ...components, schemas: {}, paths }, schemas);
  const resolve = (schema) => (schema.$ref === undefined ? schema : resolve(schemas[schema.$ref.split("/").at(-1)]));
  const constants = (schema) => {
    const { properties = {}, allOf = [] } = resolve(schema);
    const own = Object.entries(properties).map(([key, value]) => [
      key,
      resolve(value).const ?? only(resolve(value).enum),
    ]);
    return new Map([...own.filter(([, value]) => typeof value === "string"), ...allOf.flatMap((part) => [...constants(part)])]); // prettier-ignore
  };
  return Object.entries(schemas).flatMap(([name, schema]) => {
    if (!used.has(name)) return [];
    const objects = (schema.enum ?? []).filter((value) => typeof value === "object" && value !== null);
    const found = objects.length > 0 ? objects.map((value) => new Map(Object.entries(value))) : (schema.oneOf ?? schema.anyOf ?? []).map(constants); // prettier-ignore
    const tag = [...(found[0]?.keys() ?? [])].find((key) => found.every((each) => typeof each.get(key) === "string"));
    return tag === undefined ? [] : [{ name, tag, values: found.map((each) => each.get(tag)) }];
  });
}

/** The names of schemas that a part of a document uses, directly or not. */
function reached(part, schemas, names = new Set()) {
  for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (names.has(name)) continue;
    reached(schemas[name], schemas, names.add(name));
  }
  return names;
}

const only = (values = []) => (values.length === 1 ? values[0] : undefined);

/** Names, however a generator writes them. */
const keyOf = (name) => name.replace(/[^a-z0-9]/gi, "").toLowerCase();

function exportedTypes(files, checker) {
  const types = new Map();
  for (const file of files) {
    const symbol = checker.getSymbolAtLocation(file);
    for (const each of symbol === undefined ? [] : checker.getExportsOfModule(symbol)) {
      const target = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
      if (!(target.flags & ts.SymbolFlags.Type)) continue;
      const type = checker.getDeclaredTypeOfSymbol(target);
      if (!types.has(keyOf(each.name))) types.set(keyOf(each.name), type);
      if (each.name === "components") for (const [name, schema] of schemasOf(type, checker)) types.set(keyOf(name), schema);
    }
  }
  return types;
} // prettier-ignore

/** The schemas of `components["schemas"]`. */
function schemasOf(components, checker) {
  const schemas = checker.getTypeOfSymbol(components.getProperty("schemas"));
  return schemas.getProperties().map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)]);
}

const membersOf = (type) => (type.isUnion() ? type.types : type.flags & ts.TypeFlags.Never ? [] : [type]);

/** The literals that a member has for its tag; `undefined` if it may be anything. */
function tagOf(member, tag, checker) {
  const symbol = checker.getPropertyOfType(member, tag);
  const type = symbol && checker.getTypeOfSymbol(symbol);
  const literals = type === undefined ? [] : membersOf(type);
  return literals.length > 0 && literals.every((each) => each.isStringLiteral()) ? literals.map(({ value }) => value) : undefined; // prettier-ignore
}
