// RPC actions: the interface of the fields, the action's own, and the class, which is a const.
import { pure, tableThunk, type Member, type Piece } from "../../code/build.js";
import { runtime, runtimeType, typeSymbol, type CodeFile } from "../../code/file.js";
import { nodeText, slotNode } from "../../code/node.js";
import { getRecord } from "../../code/scope.js";
import { str, type Doc } from "../../code/text.js";
import { fieldsName, slotType, typeText } from "../../code/type.js";
import {
  substitute,
  type Action,
  type ErrorCase,
  type Field,
  type RecordType,
  type Rule,
  type Slot,
} from "../../model.js";
import { deprecatedDoc, describedDoc, oursDoc, slotDoc } from "./docs.js";
import { renameStatements } from "./declaration.js";
import { errorTable } from "./errors.js";
import { fieldMember, fieldTable, mayBeLeftOut, ruleText } from "./record.js";

/** How an action is called: without fields, with none that is needed, or with some. */
export type Arity = "bare" | "optional" | "required";

/** What an action takes: the fields of a record, or a body under one name. */
interface Input {
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  /** The type whose members the fields are, where the action does not declare them itself. */
  readonly base: string | undefined;
  readonly body: { readonly property: string; readonly slot: Slot } | undefined;
}

export function actionPiece(action: Action, file: CodeFile): Piece {
  assertRpc(action);
  const input = inputOf(action, file);
  const fields = fieldsName(action.className);
  const record = action.classRecord === undefined ? undefined : getRecord(action.classRecord, file.scope);
  const doc = classDoc(action, record);
  return [
    {
      kind: "interface",
      name: fields,
      extends: baseOf(input, file),
      members: inputMembers(input, file),
      doc: oursDoc(`The fields of {@link ${action.className}}.`),
    },
    {
      kind: "interface",
      name: action.className,
      extends: [fields, `${file.use(runtimeType("Action"))}<${outputType(action, file)}>`],
      doc,
    },
    {
      kind: "const",
      name: action.className,
      type: classType(action, input, file),
      value: pure(classCall(action, input, file)),
      doc: deprecatedDoc(record?.deprecated ?? action.deprecated),
    },
    ...renameStatements(record?.was, [action.className, fields]),
  ];
}

/** The record tells what it asks for; what it does not say, the action does. */
function classDoc(action: Action, record: RecordType | undefined): Doc {
  if (record === undefined) return describedDoc(action);
  const { stability, feature } = record.stability === "stable" ? action : record;
  const deprecated = record.deprecated ?? action.deprecated;
  return describedDoc({ ...record, docs: record.docs ?? action.docs, deprecated, stability, feature });
}

/** The type of an action's output as text. */
export function outputType(action: Action, file: CodeFile): string {
  return slotType(outputSlot(action), file);
}

export function actionArity(action: Action, file: CodeFile): Arity {
  return arityOf(inputOf(action, file));
}

/** The class of an action and the interface of its fields, as another file speaks of them. */
export function actionSymbols(action: Action, file: CodeFile): { readonly class: string; readonly fields: string } {
  const symbol = typeSymbol({ module: action.module, name: action.className }, file.scope);
  return {
    class: file.use({ ...symbol, value: true }),
    fields: file.use({ ...symbol, name: fieldsName(action.className) }),
  };
}

/** The seam for HTTP bindings: nothing else here looks at how an action travels. */
function assertRpc(action: Action): void {
  if (action.binding.kind !== "rpc") throw new Error(`${action.name}: HTTP actions are not emitted yet`);
}

/** The one output of an action. */
function outputSlot(action: Action): Slot {
  const [only, ...others] = action.outputs;
  if (only === undefined || others.length > 0) throw new Error(`${action.name}: exactly one output is emitted yet`);
  return only.slot;
}

function inputOf(action: Action, file: CodeFile): Input {
  const { body } = action;
  if (body.kind === "none") return { fields: [], rules: [], base: undefined, body: undefined };
  if (body.kind === "value") return { fields: [], rules: [], base: undefined, body };
  const record = getRecord(body.record, file.scope);
  const fields = instantiate(record, body.slot);
  if (fields.length === 0) return { fields, rules: [], base: undefined, body: undefined };
  const base = action.classRecord === record.id ? undefined : typeText(body.slot.type, file);
  return { fields, rules: record.rules, base, body: undefined };
}

/** The fields of a record with the arguments of the slot put in for its parameters. */
function instantiate(record: RecordType, { type }: Slot): readonly Field[] {
  if (record.params.length === 0 || type.kind !== "named") return record.fields;
  const args = new Map(record.params.map((param, index) => [param, type.args[index]]));
  return record.fields.map((field) => ({ ...field, type: substitute(field.type, args) }));
}

function arityOf({ fields, body }: Input): Arity {
  if (body !== undefined) return "required";
  if (fields.length === 0) return "bare";
  return fields.every(mayBeLeftOut) ? "optional" : "required";
}

function baseOf(input: Input, file: CodeFile): readonly string[] {
  if (input.base !== undefined) return [input.base];
  return arityOf(input) === "bare" ? [file.use(runtimeType("NoFields"))] : [];
}

function inputMembers(input: Input, file: CodeFile): readonly Member[] {
  if (input.body !== undefined) {
    const { property, slot } = input.body;
    return [{ name: property, type: slotType(slot, file), doc: slotDoc(slot) }];
  }
  return input.base === undefined ? input.fields.map((field) => fieldMember(field, file)) : [];
}

function classType(action: Action, input: Input, file: CodeFile): string {
  const name = action.className;
  switch (arityOf(input)) {
    case "bare":
      return `${file.use(runtimeType("BareActionClass"))}<${name}>`;
    case "optional":
      return `${file.use(runtimeType("OptionalActionClass"))}<${name}, ${fieldsName(name)}>`;
    case "required":
      return `${file.use(runtimeType("ActionClass"))}<${name}, ${fieldsName(name)}>`;
  }
}

function classCall(action: Action, input: Input, file: CodeFile): string {
  const name = action.className;
  const output = `() => ${nodeOf(outputSlot(action), file)}`;
  const head = [str(action.name), str(action.effect)];
  const more = moreText(action, input, file);
  if (arityOf(input) === "bare")
    return `${file.use(runtime("bareAction"))}<${name}>(${[...head, output, ...more].join(", ")})`;
  const builder = file.use(runtime("action"));
  return `${builder}<${name}, ${fieldsName(name)}>(${[...head, inputTable(input, file), output, ...more].join(", ")})`;
}

function nodeOf(slot: Slot, file: CodeFile): string {
  return slot.constraints.length === 0 && !slot.open ? nodeText(slot.type, file) : slotNode(slot, file);
}

function inputTable(input: Input, file: CodeFile): string {
  if (input.body === undefined) return fieldTable(input.fields, file);
  return tableThunk([`${input.body.property}: ${slotNode(input.body.slot, file)}`]);
}

/** What few actions have, so that the others do not carry it. */
function moreText(action: Action, input: Input, file: CodeFile): readonly string[] {
  const errors = ownErrors(action, file);
  const members = [
    ...(input.rules.length === 0 ? [] : [`rules: [${input.rules.map((rule) => ruleText(rule, file)).join(", ")}]`]),
    ...(input.body === undefined ? [] : [`body: ${str(input.body.property)}`]),
    ...(errors.length === 0 ? [] : [`errors: ${errorTable(errors, file)}`]),
  ];
  return members.length === 0 ? [] : [`{ ${members.join(", ")} }`];
}

/** The client has the API's table; an action carries what it lays over it. */
function ownErrors(action: Action, file: CodeFile): readonly ErrorCase[] {
  const { errors } = file.scope.model;
  const isShared = (own: ErrorCase): boolean =>
    errors.some(
      ({ status, origin }) =>
        status === own.status && origin.file === own.origin.file && origin.start === own.origin.start,
    );
  return action.errors.filter((error) => !isShared(error));
}
