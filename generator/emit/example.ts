// An example of an action, which is wire JSON, → the TypeScript that a user writes: properties as in code.
import { getRecord, getType, type Scope } from "../code/scope.js";
import { key, literal, type CodeValue } from "../code/text.js";
import {
  isInt64,
  parameterKeys,
  resolveAliases,
  substitute,
  type Action,
  type Field,
  type Json,
  type RecordType,
  type Success,
  type Type,
  type UnionType,
} from "../model.js";

/** Names of properties take their place; text is wrapped at so many columns. */
const width = 90;

/** What an example shows of a call. */
interface Shown {
  readonly request: Json | undefined;
  readonly output: Json | undefined;
  readonly status?: string | undefined;
}

/** The call of the grouped client that an example shows, with its output behind it where that fits on a line. */
export function exampleCall(action: Action, { request, output, status }: Shown, scope: Scope): string {
  const fields = request === undefined ? undefined : requestCode(action, request, scope);
  const args = fields === undefined || isEmpty(fields) ? "" : pretty(fields, "", width - 40);
  const call = `client.${action.group}.${action.method}(${args})`;
  const success = successOf(action, status);
  if (output === undefined || success === undefined) return `await ${call};`;
  const shown = literal(outputCode(action, { success, output }, scope));
  return `const output = await ${call};${shown.length <= width ? `\n// output is ${shown}` : ""}`;
}

/** The success of a status; without one, the first. */
export function successOf({ outputs }: Action, status: string | undefined): Success | undefined {
  return status === undefined ? outputs[0] : outputs.find((success) => success.status === status);
}

interface Answered {
  readonly success: Success;
  readonly output: Json;
}

function outputCode({ outputs }: Action, { success, output }: Answered, scope: Scope): CodeValue {
  const data = inCode(output, success.slot.type, scope);
  if (outputs.length < 2) return data;
  const status = /^\d+$/.test(success.status) ? Number(success.status) : 200;
  return { outcome: success.outcome, status, data };
}

/** The flat JSON form of a request, with the names that its members have in code. */
export function requestCode(action: Action, request: Json, scope: Scope): CodeValue {
  const { body, parameters } = action;
  if (!isObject(request)) return request;
  const keys = parameterKeys(action, scope.types);
  const byKey = new Map(parameters.map((parameter) => [keys.get(parameter.property), parameter]));
  const record = body.kind === "record" ? getRecord(body.record, scope) : undefined;
  const byWire = new Map(record?.fields.map((field) => [field.wire, field]));
  const value = body.kind === "value" ? { property: body.property, type: body.slot.type } : undefined;
  return rename(request, (name) => {
    const member = byKey.get(name) ?? byWire.get(name) ?? (name === value?.property ? value : undefined);
    return member && { property: member.property, convert: (item) => inCode(item, member.type, scope) };
  });
}

/** JSON as an expression of several lines, where one would be too long. */
export function pretty(value: CodeValue, indent: string, columns: number): string {
  const line = literal(value);
  if (line.length + indent.length <= columns || typeof value !== "object" || value === null) return line;
  const inner = `${indent}  `;
  if (isList(value))
    return `[\n${value.map((item) => `${inner}${pretty(item, inner, columns)},\n`).join("")}${indent}]`;
  const members = Object.entries(value).map(
    ([name, item]) => `${inner}${key(name)}: ${pretty(item, inner, columns)},\n`,
  );
  return `{\n${members.join("")}${indent}}`;
}

/** A value with the names that it has in code. What does not fit its type stays as it is. */
function inCode(value: Json, type: Type, scope: Scope): CodeValue {
  const resolved = resolveAliases(type, scope.types);
  switch (resolved.kind) {
    case "scalar":
      return isInt64(resolved.scalar) ? int64InCode(value, scope) : value;
    case "list":
      return isList(value) ? value.map((item) => inCode(item, resolved.item, scope)) : value;
    case "map":
      return isObject(value) ? mapMembers(value, (item) => inCode(item, resolved.value, scope)) : value;
    case "nullable":
      return value === null ? null : inCode(value, resolved.inner, scope);
    case "named":
      return namedInCode(value, resolved, scope);
    default:
      return value;
  }
}

/** A 64-bit integer as the package has it. */
export function int64InCode(value: Json, { int64 }: Scope): CodeValue {
  if (int64 === "number" || typeof value !== "number") return value;
  return int64 === "bigint" ? BigInt(value) : String(value);
}

function namedInCode(value: Json, type: Extract<Type, { kind: "named" }>, scope: Scope): CodeValue {
  const target = getType(type.target, scope);
  const args = new Map(target.params.map((param, index) => [param, type.args[index]]));
  switch (target.kind) {
    case "record":
      return isObject(value) ? recordInCode(value, target, { args, scope }) : value;
    case "union":
      return isObject(value) ? unionInCode(value, target, { args, scope }) : value;
    case "newtype":
      return inCode(value, substitute(target.slot.type, args), scope);
    default:
      return value;
  }
}

interface Inside {
  readonly args: ReadonlyMap<string, Type | undefined>;
  readonly scope: Scope;
}

type JsonObject = { readonly [key: string]: Json };

function recordInCode(value: JsonObject, record: RecordType, inside: Inside): CodeValue {
  const fields = new Map(record.fields.map((field) => [field.wire, field]));
  return rename(value, (wire) => fieldInCode(fields.get(wire), inside));
}

function fieldInCode(field: Field | undefined, { args, scope }: Inside): Renaming | undefined {
  if (field === undefined) return undefined;
  return { property: field.property, convert: (item) => inCode(item, substitute(field.type, args), scope) };
}

function unionInCode(value: JsonObject, union: UnionType, inside: Inside): CodeValue {
  const [only] = Object.keys(value);
  const tag = union.tag === undefined ? only : value[union.tag];
  const variant = union.variants.find((candidate) => candidate.wire === tag);
  const payload = variant?.payload && substitute(variant.payload.type, inside.args);
  if (variant === undefined || payload === undefined) return value;
  const convert = (item: Json): CodeValue => inCode(item, payload, inside.scope);
  if (variant.form === "key") return mapMembers(value, convert);
  if (variant.form === "content") {
    return rename(value, (wire) =>
      wire === variant.content?.wire ? { property: variant.content.property, convert } : undefined,
    );
  }
  return flatInCode(value, payload, { ...inside, tag: union.tag ?? "" });
}

/** The tag stays, and the fields beside it take their names. */
function flatInCode(
  value: JsonObject,
  payload: Type,
  { tag, scope, args }: Inside & { readonly tag: string },
): CodeValue {
  const record = resolveAliases(payload, scope.types);
  if (record.kind !== "named") return value;
  const { [tag]: head, ...rest } = value;
  const fields = recordInCode(rest, getRecord(record.target, scope), { args, scope });
  return { [tag]: head ?? null, ...(isObject(fields) ? fields : {}) };
}

interface Renaming {
  readonly property: string;
  readonly convert: (item: Json) => CodeValue;
}

function rename(value: JsonObject, renaming: (wire: string) => Renaming | undefined): CodeValue {
  const members = Object.entries(value).map(([wire, item]) => {
    const found = renaming(wire);
    return found === undefined ? ([wire, item] as const) : ([found.property, found.convert(item)] as const);
  });
  return Object.fromEntries(members);
}

function mapMembers(value: JsonObject, convert: (item: Json) => CodeValue): CodeValue {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, convert(item)]));
}

function isEmpty(value: CodeValue): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

function isObject<V extends CodeValue>(value: V): value is Extract<V, { readonly [key: string]: CodeValue }> {
  return typeof value === "object" && value !== null && !isList(value);
}

function isList<V extends CodeValue>(value: V): value is Extract<V, readonly CodeValue[]> {
  return Array.isArray(value);
}
