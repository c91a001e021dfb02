// Statements → JavaScript: the same modules as `print.ts` makes, without their types and comments. What is to be run at once
// needs neither ts-morph, which takes 0.4 s to load, nor a compiler: in emitted code types stand in places of their own.
import { valueText, type ClassStatement, type ExportStatement, type FunctionStatement, type ImportStatement, type Piece, type Statement } from "./build.js"; // prettier-ignore

/** Where a module is imported from, by the specifier that the emitter has written. */
export type Resolve = (from: string) => string;

/** The text of an ES module. */
export function scriptOf(pieces: readonly Piece[], resolve: Resolve): string {
  const lines = pieces.flat().map((statement) => textOf(statement, resolve));
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

function textOf(statement: Statement, resolve: Resolve): string {
  switch (statement.kind) {
    case "interface":
    case "alias":
      return "";
    case "text":
      return statement.text;
    case "const":
      return `export const ${statement.name} = ${valueText(statement.value, false)};`;
    case "function":
      return `${statement.exported ? "export " : ""}function ${functionText(statement)}`;
    case "class":
      return classText(statement);
    case "import":
      return statement.typeOnly ? "" : importText(statement, resolve);
    case "export":
      return statement.typeOnly ? "" : exportText(statement, resolve);
  }
}

function functionText({ name, parameters, body }: Pick<FunctionStatement, "name" | "parameters" | "body">): string {
  return `${name}(${parameters.map((parameter) => parameter.name).join(", ")}) {\n${body}\n}`;
}

function classText({ name, extends: base, properties, init, statics }: ClassStatement): string {
  const members = [
    ...properties.map((property) => `${property.name} = ${property.value};`),
    ...(init === undefined ? [] : [functionText({ name: "constructor", ...init })]),
    ...statics.map((method) => `static ${functionText(method)}`),
  ];
  return `export class ${name} extends ${base} {\n${members.join("\n")}\n}`;
}

function importText({ from, namespace, names = [] }: ImportStatement, resolve: Resolve): string {
  const values = names.filter(({ typeOnly }) => !typeOnly).map(({ name }) => name);
  const what = namespace === undefined ? `{ ${values.join(", ")} }` : `* as ${namespace}`;
  return `import ${what} from ${JSON.stringify(resolve(from))};`;
}

function exportText({ from, namespace, names }: ExportStatement, resolve: Resolve): string {
  const values = names?.filter(({ typeOnly }) => typeOnly !== true).map(({ name, alias }) => (alias === undefined ? name : `${name} as ${alias}`)); // prettier-ignore
  const all = namespace === undefined ? "*" : `* as ${namespace}`;
  const what = values === undefined ? all : `{ ${values.join(", ")} }`;
  return `export ${what}${from === undefined ? "" : ` from ${JSON.stringify(resolve(from))}`};`;
}
