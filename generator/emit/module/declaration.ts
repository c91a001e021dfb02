// What all named types have in common: the const beside the type, or the function where the type has parameters.
import { pure, type FunctionStatement, type ConstStatement, type ExportStatement } from "../../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../../code/file.js";
import { typeArguments } from "../../code/type.js";
import type { NamedType } from "../../model.js";
import { deprecatedDoc } from "./docs.js";

/** A type's name with its own parameters as arguments. */
export function selfType(type: Pick<NamedType, "name" | "params">): string {
  return `${type.name}${typeArguments(type.params)}`;
}

/** The model of a type: a const, or a function of the nodes of its arguments. */
export function modelStatement(
  type: NamedType,
  written: { readonly type: string; readonly value: string },
  file: CodeFile,
): ConstStatement | FunctionStatement {
  const doc = deprecatedDoc(type.deprecated);
  if (type.params.length === 0)
    return { kind: "const", name: type.name, type: written.type, value: pure(written.value), doc };
  const node = file.use(runtimeType("Node"));
  return {
    kind: "function",
    name: type.name,
    exported: true,
    typeParameters: type.params,
    parameters: type.params.map((name) => ({ name, type: `${node}<${name}>` })),
    returns: written.type,
    body: `return ${file.use(runtime("generic"))}([${[type.name, ...type.params].join(", ")}], () => ${written.value});`,
    doc,
  };
}

/**
 * The old name of what was renamed: an export specifier costs no code and is struck through in editors. The first name is a
 * value, too; the others are types that are called after it.
 */
export function renameStatements(old: string | undefined, names: readonly string[]): readonly ExportStatement[] {
  if (old === undefined || !/^[A-Z][A-Za-z0-9]*$/.test(old)) return []; // no type was ever called so
  const [first = ""] = names;
  return names.map((name) => {
    const specifier = { name, alias: name.replace(first, () => old), doc: renamed(name) };
    return { kind: "export", from: undefined, typeOnly: name !== first, names: [specifier] };
  });
}

function renamed(name: string): ExportStatement["doc"] {
  return { parts: [], tags: [{ name: "deprecated", text: { ours: `Renamed to {@link ${name}}.` } }] };
}
