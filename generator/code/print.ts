// Statements → text, by ts-morph's structure printers. Loads ts-morph when it is needed, since that alone takes 0.3 s.
import { createRequire } from "node:module";
import type * as morph from "ts-morph";
import type {
  AliasStatement,
  ClassStatement,
  ConstStatement,
  ExportName,
  ExportStatement,
  FunctionStatement,
  ImportStatement,
  InterfaceStatement,
  Member,
  Method,
  Parameter,
  Piece,
  Statement,
} from "./build.js";
import { valueText } from "./build.js";
import { comment, doc, type Doc } from "./text.js";

type Morph = typeof morph;

/** Prints a piece; statements follow each other without a blank line. */
export type Printer = (piece: Piece) => string;

/**
 * Loads ts-morph for the first piece that is more than text. By `import`, node would first look for its exports in all of
 * TypeScript, for 0.15 s.
 */
export function createPrinter(): Printer {
  const require = createRequire(import.meta.url);
  return (piece) => piece.map((statement) => printStatement(statement, () => require("ts-morph") as Morph)).join("\n");
}

function printStatement(statement: Statement, load: () => Morph): string {
  if (statement.kind === "text") return statement.text;
  const library = load();
  return library.printStructure(toStructure(statement, library), { indentNumberOfSpaces: 2 }).trimEnd();
}

function toStructure(statement: Exclude<Statement, { kind: "text" }>, library: Morph): morph.Structures {
  switch (statement.kind) {
    case "interface":
      return interfaceStructure(statement, library);
    case "alias":
      return aliasStructure(statement, library);
    case "const":
      return constStructure(statement, library);
    case "function":
      return functionStructure(statement, library);
    case "class":
      return classStructure(statement, library);
    case "import":
      return importStructure(statement, library);
    case "export":
      return exportStructure(statement, library);
  }
}

function interfaceStructure(
  statement: InterfaceStatement,
  { StructureKind }: Morph,
): morph.InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: statement.name,
    typeParameters: [...(statement.typeParameters ?? [])],
    extends: [...(statement.extends ?? [])],
    properties: statement.members?.map(property) ?? [],
    methods: statement.methods?.map(method) ?? [],
    docs: docs(statement.doc),
  };
}

function aliasStructure(statement: AliasStatement, { StructureKind }: Morph): morph.TypeAliasDeclarationStructure {
  return {
    kind: StructureKind.TypeAlias,
    isExported: true,
    name: statement.name,
    typeParameters: [...(statement.typeParameters ?? [])],
    type: statement.type,
    docs: docs(statement.doc),
  };
}

function constStructure(statement: ConstStatement, library: Morph): morph.VariableStatementStructure {
  return {
    kind: library.StructureKind.VariableStatement,
    isExported: true,
    declarationKind: library.VariableDeclarationKind.Const,
    declarations: [{ name: statement.name, type: statement.type, initializer: valueText(statement.value, true) }],
    docs: docs(statement.doc),
  };
}

function functionStructure(statement: FunctionStatement, { StructureKind }: Morph): morph.FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: statement.exported,
    name: statement.name,
    typeParameters: [...(statement.typeParameters ?? [])],
    parameters: statement.parameters.map(parameter),
    returnType: statement.returns,
    statements: statement.body,
    docs: docs(statement.doc),
  };
}

function importStructure(statement: ImportStatement, { StructureKind }: Morph): morph.ImportDeclarationStructure {
  return {
    kind: StructureKind.ImportDeclaration,
    isTypeOnly: statement.typeOnly,
    moduleSpecifier: statement.from,
    ...(statement.namespace === undefined ? {} : { namespaceImport: statement.namespace }),
    namedImports: statement.names?.map(({ name, typeOnly }) => ({ name, isTypeOnly: typeOnly })) ?? [],
  };
}

function classStructure(statement: ClassStatement, { StructureKind }: Morph): morph.ClassDeclarationStructure {
  return {
    kind: StructureKind.Class,
    isExported: true,
    name: statement.name,
    extends: `${statement.extends}${statement.typeArguments ?? ""}`,
    properties: statement.properties.map((item) => ({ ...property(item), initializer: item.value })),
    ctors: statement.init === undefined ? [] : [{ parameters: statement.init.parameters.map(parameter), statements: statement.init.body }], // prettier-ignore
    methods: statement.statics.map(({ override, body, ...item }) => ({
      ...method(item),
      isStatic: true,
      hasOverrideKeyword: override,
      statements: body,
    })),
    docs: docs(statement.doc),
  };
}

function exportStructure(statement: ExportStatement, { StructureKind }: Morph): morph.ExportDeclarationStructure {
  return {
    kind: StructureKind.ExportDeclaration,
    leadingTrivia: statement.doc === undefined ? "" : comment(statement.doc),
    isTypeOnly: statement.typeOnly,
    ...(statement.from === undefined ? {} : { moduleSpecifier: statement.from }),
    ...(statement.namespace === undefined ? {} : { namespaceExport: statement.namespace }),
    namedExports: statement.names?.map(exportName) ?? [],
  };
}

function exportName({
  name,
  alias,
  typeOnly,
  doc: content,
}: ExportName): morph.OptionalKind<morph.ExportSpecifierStructure> {
  const leadingTrivia = content === undefined ? "" : comment(content);
  return { name, isTypeOnly: typeOnly ?? false, leadingTrivia, ...(alias === undefined ? {} : { alias }) };
}

interface PropertyParts {
  name: string;
  type: string;
  isReadonly: boolean;
  hasQuestionToken: boolean;
  docs: { description: string }[];
}

interface MethodParts {
  name: string;
  parameters: morph.OptionalKind<morph.ParameterDeclarationStructure>[];
  returnType: string;
  docs: { description: string }[];
}

function property({ name, type, optional, doc: content }: Member): PropertyParts {
  return { name, type, isReadonly: true, hasQuestionToken: optional ?? false, docs: docs(content) };
}

function method({ name, parameters, returns, doc: content }: Method): MethodParts {
  return { name, parameters: parameters.map(parameter), returnType: returns, docs: docs(content) };
}

function parameter({ name, type, optional }: Parameter): morph.OptionalKind<morph.ParameterDeclarationStructure> {
  return { name, type, hasQuestionToken: optional ?? false };
}

/** ts-morph writes the text as it is: `doc` has made it safe. A newline at the start makes a block of it. */
function docs(content: Doc | undefined): { description: string }[] {
  const text = content === undefined ? "" : doc(content);
  if (text === "") return [];
  return [{ description: text.includes("\n") ? `\n${text}` : text }];
}
