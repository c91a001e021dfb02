// How a probe speaks of a package: as its users do, by `api`, the namespaces of its modules and the names that are exported.
import { fieldsName, slotType, typeArguments, typeText } from "../../code/type.js";
import { valueSymbol, type CodeFile, type Symbol } from "../../code/file.js";
import type { Scope } from "../../code/scope.js";
import { reservedClients } from "../../target.js";
import type { Action, NamedType, Slot, Type } from "../../model.js";

export interface Words {
  readonly scope: Scope;
  type(type: Type): string;
  slot(slot: Pick<Slot, "type" | "open">): string;
  /** A type with its parameters all set to `string`. */
  named(type: NamedType): string;
  /** The const or the function that goes with a type or an action. */
  value(of: Pick<NamedType, "module" | "name">): string;
  /** What is written to make a value of a record: the fields of an action where it is the class of one. */
  input(type: NamedType): string;
  /** The interface of the fields of an action. */
  fields(action: Action): string;
  /** A type of the runtime. */
  runtime(name: string): string;
}

export function wordsOf(scope: Scope): Words {
  const file = speaker(scope);
  const value = (of: Pick<NamedType, "module" | "name">): string => file.use(valueSymbol(of, scope));
  const fields = ({ module, className }: Action): string => value({ module, name: fieldsName(className) });
  const named = (type: NamedType): string => `${value(type)}${typeArguments(type.params.map(() => "string"))}`;
  return {
    scope,
    type: (type) => typeText(type, file),
    slot: (slot) => slotType(slot, file),
    named,
    value,
    input: (type) => {
      const action = scope.classes.get(type.id);
      return action ? fields(action) : named(type);
    },
    fields,
    runtime: (name) => file.use({ from: "runtime/index", name, namespace: "$", value: false }),
  };
}

/** A file that imports nothing but the package. What the package does not export is named by the runtime. */
function speaker(scope: Scope): CodeFile {
  const namespaces = new Map(scope.model.modules.map(({ file, namespace }) => [file, namespace]));
  return {
    scope,
    use({ from, name }: Symbol): string {
      if (from !== "runtime/index") return `api.${namespaces.get(from) ?? ""}.${name}`;
      return `${reservedClients.has(name) ? "api" : "$"}.${name}`;
    },
    done: () => {
      throw new Error("a probe is no file of a package");
    },
  };
}

/** The type arguments by which a generic type is probed. */
export function probed({ params }: NamedType): ReadonlyMap<string, Type> {
  return new Map(params.map((param) => [param, { kind: "scalar", scalar: "string" }]));
}
