// A type as the spec writes it.
import { assertNever, type Type } from "../model.js";

export function spell(type: Type): string {
  switch (type.kind) {
    case "scalar":
      return type.scalar;
    case "list":
      return `list<${spell(type.item)}>`;
    case "map":
      return `map<${spell(type.value)}>`;
    case "nullable":
      return `nullable<${spell(type.inner)}>`;
    case "named":
      return type.args.length === 0 ? type.target : `${type.target}<${type.args.map(spell).join(", ")}>`;
    case "parameter":
      return type.name;
    case "text":
    case "stream":
    case "unresolved":
      return type.kind;
    default:
      return assertNever(type);
  }
}
