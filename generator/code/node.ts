// A type of the model → the expression for it in a table. What has nothing to check goes without its name, so that bundles
// carry no model for it and modules import each other less.
import { assertNever, type Constraint, type NamedType, type Scalar, type Slot, type Type } from "../model.js";
import type { Int64 } from "../target.js";
import { runtime, valueSymbol, type CodeFile } from "./file.js";
import { getType, type Scope } from "./scope.js";
import { literal } from "./text.js";

/** The node of what a slot holds, with its constraints, without the optionality of a field. */
export function slotNode(slot: NodeSlot, file: CodeFile): string {
  const plain = slot.open ? openNode(slot.type, file) : nodeText(slot.type, file);
  return sensitiveNode(checkedNode(plain, slot.constraints, file), slot, file);
}

type NodeSlot = Pick<Slot, "type" | "open" | "constraints" | "sensitive">;

/** The node of a nominal type: checks of the types beneath are repeated, since their models have another type. */
export function primitiveNode(slot: Slot, file: CodeFile): string {
  const target = slot.type.kind === "named" ? getType(slot.type.target, file.scope) : undefined;
  if (target === undefined || !("slot" in target) || target.params.length > 0) return slotNode(slot, file);
  return sensitiveNode(checkedNode(primitiveNode(target.slot, file), slot.constraints, file), slot, file);
}

/** Marks what no log may have, unless its type does so. */
function sensitiveNode(node: string, { sensitive, type }: NodeSlot, file: CodeFile): string {
  return sensitive && !isSensitive(type, file.scope) ? markedNode(node, file) : node;
}

/** Nothing, texts and streams are not logged in any way, and have to be known for what they are. */
function markedNode(node: string, file: CodeFile): string {
  const never = (["unit", "text", "stream"] as const).map((name) => file.use(runtime(name)));
  return never.includes(node) ? node : `${file.use(runtime("sensitive"))}(${node})`;
}

/** Whether a type is sensitive by its name, or by what it is another name of. */
export function isSensitive(type: Type, scope: Scope): boolean {
  const target = type.kind === "named" ? getType(type.target, scope) : undefined;
  return target !== undefined && "slot" in target && (target.slot.sensitive || isSensitive(target.slot.type, scope));
}

/** Whether null may be a value of a type: a type parameter may stand for anything, and so may what has no tag. */
export function perhapsNull(type: Type, scope: Scope): boolean {
  switch (type.kind) {
    case "nullable":
    case "parameter":
      return true;
    case "scalar":
      return type.scalar === "json";
    case "named": {
      const target = getType(type.target, scope);
      return "slot" in target
        ? perhapsNull(target.slot.type, scope)
        : target.kind === "union" && target.tagging === "untagged";
    }
    default:
      return false;
  }
}

/** The node of a type. */
function nodeText(type: Type, file: CodeFile): string {
  switch (type.kind) {
    case "scalar":
      return file.use(runtime(scalarNode(type.scalar, file.scope)));
    case "list":
      return `${file.use(runtime("list"))}(${nodeText(type.item, file)})`;
    case "map":
      return `${file.use(runtime("map"))}(${nodeText(type.value, file)})`;
    case "nullable":
      return `${file.use(runtime("nullable"))}(${nodeText(type.inner, file)})`;
    case "named":
      return namedNode(type, file);
    case "parameter":
      return type.name;
    case "text":
    case "stream":
      return file.use(runtime(type.kind));
    case "unresolved":
      throw new Error("what could not be understood has no node");
    default:
      return assertNever(type);
  }
}

/** The runtime's node of a scalar, by its name. With exact integers, a whole number may be a bigint on the wire. */
function scalarNode(scalar: Scalar, { int64 }: Scope): string {
  return (int64 === "number" ? undefined : exactNodes[int64][scalar]) ?? scalar;
}

const near = { f32: "f32Near", f64: "f64Near" } as const;
const exactNodes: Readonly<Record<Exclude<Int64, "number">, { readonly [S in Scalar]?: string }>> = {
  bigint: { u64: "u64Big", i64: "i64Big", ...near },
  string: { u64: "u64Text", i64: "i64Text", ...near },
};

/** A scalar that takes any string besides: a string itself checks nothing more. */
function openNode(type: Type, file: CodeFile): string {
  const open = file.use(runtime("open"));
  if (type.kind === "scalar" && textual.has(type.scalar)) return open;
  return `${file.use(runtime("untagged"))}(() => [${nodeText(type, file)}, ${open}])`;
}

/** Scalars that are strings in code as on the wire. */
const textual: ReadonlySet<Scalar> = new Set(["string", "timestamp", "date", "duration", "uuid", "url"]);

function namedNode(type: Extract<Type, { kind: "named" }>, file: CodeFile): string {
  const target = getType(type.target, file.scope);
  if (target.params.length === 0) {
    const short = uncheckedNode(target, file.scope);
    if (short !== undefined) {
      const node = file.use(runtime(short === "open" ? short : scalarNode(short, file.scope)));
      return isSensitive(type, file.scope) ? markedNode(node, file) : node;
    }
  }
  const name = file.use(valueSymbol(target, file.scope));
  return target.params.length === 0 ? name : `${name}(${type.args.map((arg) => nodeText(arg, file)).join(", ")})`;
}

/** The builder that says all of a named type that its model would: a scalar's, or that of an open enum of strings. */
function uncheckedNode(type: NamedType, scope: Scope): "open" | Scalar | undefined {
  switch (type.kind) {
    case "enum":
      return !type.closed && type.values.every((value) => typeof value.wire === "string") ? "open" : undefined;
    case "opaque":
    case "newtype":
    case "alias":
      return uncheckedSlot(type.slot, scope);
    default:
      return undefined;
  }
}

function uncheckedSlot(slot: Slot, scope: Scope): "open" | Scalar | undefined {
  if (slot.constraints.length > 0 || slot.open) return undefined;
  if (slot.type.kind === "scalar") return slot.type.scalar;
  return slot.type.kind === "named" && slot.type.args.length === 0
    ? uncheckedNode(getType(slot.type.target, scope), scope)
    : undefined;
}

function checkedNode(node: string, constraints: readonly Constraint[], file: CodeFile): string {
  const texts = constraints.flatMap((constraint) => constraintText(constraint, file));
  return texts.length === 0 ? node : `${file.use(runtime("check"))}(${[node, ...texts].join(", ")})`;
}

/** The formats that are checked, by their names in the runtime. The others are documentation. */
const formats = new Map([
  ["date", "date"],
  ["date-time", "dateTime"],
  ["uuid", "uuid"],
  ["uri", "uri"],
  ["email", "email"],
]);

function constraintText(constraint: Constraint, file: CodeFile): readonly string[] {
  const { min, max, minLength, maxLength, minItems, maxItems, pattern, format = "", code, message } = constraint;
  const form = formats.get(format);
  const limits = { min: bound(min), max: bound(max), minLength, maxLength, minItems, maxItems, pattern };
  const demands = [
    ...given(limits).map(([name, limit]) => `${file.use(runtime(name))}(${literal(limit)})`),
    ...(form === undefined ? [] : [`${file.use(runtime("formats"))}.${form}`]),
  ];
  const words = given({ code, message }).map(([name, text]) => `${name}: ${literal(text)}`);
  if (demands.length === 0 || words.length === 0) return demands;
  return [`${file.use(runtime("told"))}(${[`{ ${words.join(", ")} }`, ...demands].join(", ")})`];
}

function given<T>(values: Readonly<Record<string, T | undefined>>): readonly (readonly [string, T])[] {
  return Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined);
}

/** Bounds of 64-bit types are decimal text, which is needed only where a double is not exact. */
function bound(value: number | string | undefined): number | string | undefined {
  return typeof value === "string" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
