// A type of the model → TypeScript's text for it. One total switch; globals are never named.
import { assertNever, type Scalar, type Slot, type Type } from "../model.js";
import { runtimeType, typeSymbol, type CodeFile } from "./file.js";
import { getType } from "./scope.js";

/** The type of what a slot holds, without the optionality of a field. */
export function slotType(slot: Pick<Slot, "type" | "open">, file: CodeFile): string {
  const type = typeText(slot.type, file);
  return slot.open ? `${type} | ${file.use(runtimeType("Unrecognized"))}` : type;
}

/** The text of a type. A union may come out, so whoever puts it into an array type adds parentheses. */
export function typeText(type: Type, file: CodeFile): string {
  switch (type.kind) {
    case "scalar":
      return scalarType(type.scalar, file);
    case "list":
      return `readonly (${typeText(type.item, file)})[]`;
    case "map":
      return `{ readonly [key: string]: ${typeText(type.value, file)} }`;
    case "nullable": {
      const inner = typeText(type.inner, file);
      return inner === "unknown" ? inner : `${inner} | null`;
    }
    case "named":
      return `${file.use(typeSymbol(getType(type.target, file.scope), file.scope))}${typeArguments(type.args.map((arg) => typeText(arg, file)))}`;
    case "parameter":
      return type.name;
    case "text":
      return "string";
    case "stream":
      return file.use(runtimeType("ByteStream"));
    case "unresolved":
      throw new Error("what could not be understood has no type");
    default:
      return assertNever(type);
  }
}

/** `<A, B>`, or nothing. */
export function typeArguments(args: readonly string[]): string {
  return args.length === 0 ? "" : `<${args.join(", ")}>`;
}

/** The interface of an action's fields. */
export function fieldsName(className: string): string {
  return `${className}_Fields`;
}

/** The union of an action's outcomes, where it has several. */
export function outputName(className: string): string {
  return `${className}_Output`;
}

/** The union of what an action fails with. */
export function errorName(className: string): string {
  return `${className}_Error`;
}

function scalarType(scalar: Scalar, file: CodeFile): string {
  switch (scalar) {
    case "string":
      return "string";
    case "bool":
      return "boolean";
    case "u8":
    case "u16":
    case "u32":
    case "i8":
    case "i16":
    case "i32":
    case "f32":
    case "f64":
      return "number";
    case "u64":
    case "i64":
      return file.scope.int64 === "string" ? file.use(runtimeType("IntegerString")) : file.scope.int64;
    case "json":
      return "unknown";
    case "timestamp":
      return file.use(runtimeType("Timestamp"));
    case "date":
      return file.use(runtimeType("DateString"));
    case "duration":
      return file.use(runtimeType("Duration"));
    case "uuid":
      return file.use(runtimeType("Uuid"));
    case "url":
      return file.use(runtimeType("Url"));
    case "bytes":
      return file.use(runtimeType("Bytes"));
    case "unit":
      return "undefined";
    default:
      return assertNever(scalar);
  }
}
