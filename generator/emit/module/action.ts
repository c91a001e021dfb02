// Actions: the interface of the fields, the action's own, and the class, which is a const.
import { inline, pure, type GenericCall, type Piece } from "../../code/build.js";
import { createFile, runtime, runtimeType, typeSymbol, type CodeFile } from "../../code/file.js";
import { getRecord } from "../../code/scope.js";
import { str, type Doc } from "../../code/text.js";
import { fieldsName, typeArguments } from "../../code/type.js";
import type { Action, RecordType } from "../../model.js";
import { ownAuth } from "../auth.js";
import { bindingText } from "./binding.js";
import { renameStatements } from "./declaration.js";
import { deprecatedDoc, describedDoc, oursDoc } from "./docs.js";
import { errorArgument, errorStatement, errorTable, hasErrorType, ownErrors } from "./errors.js";
import { arityOf, inputBase, inputMembers, inputOf, inputTable, type Arity, type Input } from "./input.js";
import { outcomeStatements, outputNode, outputType } from "./outcome.js";
import { pageStatements } from "./pages.js";
import { pollStatements } from "./poll.js";
import { ruleText } from "./record.js";

export function actionPiece(action: Action, file: CodeFile): Piece {
  const input = inputOf(action, file);
  const fields = fieldsName(action.className);
  const record = action.classRecord === undefined ? undefined : getRecord(action.classRecord, file.scope);
  return [
    {
      kind: "interface",
      name: fields,
      extends: inputBase(input, file),
      members: inputMembers(input, file),
      doc: oursDoc(`The fields of {@link ${action.className}}.`),
    },
    ...outcomeStatements(action, file),
    ...(hasErrorType(action, file.scope) ? [errorStatement(action, file)] : []),
    {
      kind: "interface",
      name: action.className,
      extends: [fields, `${file.use(runtimeType("Action"))}<${outputType(action, file)}>`],
      doc: classDoc(action, record),
    },
    {
      kind: "const",
      name: action.className,
      type: classType(action, input, file),
      value: classCall(action, input, file),
      doc: deprecatedDoc(record?.deprecated ?? action.deprecated),
    },
    ...pageStatements(action, file),
    ...pollStatements(action, file),
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

export function actionArity(action: Action, { scope }: CodeFile): Arity {
  // The type of the body is looked at and not written: the asking file must not import it.
  return arityOf(inputOf(action, createFile("", scope)));
}

/** The class of an action and the interface of its fields, as another file speaks of them. */
export function actionSymbols(action: Action, file: CodeFile): { readonly class: string; readonly fields: string } {
  const symbol = typeSymbol({ module: action.module, name: action.className }, file.scope);
  return {
    class: file.use({ ...symbol, value: true }),
    fields: file.use({ ...symbol, name: fieldsName(action.className) }),
  };
}

const classTypes: Readonly<Record<Arity, string>> = {
  bare: "BareActionClass",
  optional: "OptionalActionClass",
  required: "ActionClass",
};

function classType(action: Action, input: Input, file: CodeFile): string {
  const name = action.className;
  const arity = arityOf(input);
  const fields = arity === "bare" ? [] : [fieldsName(name)];
  const errors = errorArgument(action, file);
  return `${file.use(runtimeType(classTypes[arity]))}${typeArguments([name, ...fields, ...errors])}`;
}

function classCall(action: Action, input: Input, file: CodeFile): GenericCall {
  const name = action.className;
  const head = [str(action.name), str(action.effect)];
  const tail = [`() => ${outputNode(action, file)}`, ...moreText(action, input, file)];
  if (arityOf(input) === "bare")
    return { callee: file.use(runtime("bareAction")), typeArguments: `<${name}>`, parameters: [...head, ...tail] };
  return {
    callee: file.use(runtime("action")),
    typeArguments: `<${name}, ${fieldsName(name)}>`,
    parameters: [...head, inputTable(input, file), ...tail],
  };
}

/** What few actions have, so that the others do not carry it. */
function moreText(action: Action, input: Input, file: CodeFile): readonly string[] {
  const errors = ownErrors(action, file.scope);
  const binding = bindingText(action, input, file);
  const rules = input.rules.map((rule) => ruleText(rule, file));
  const members = [
    ...(binding === undefined ? bodyMember(input) : [`binding: ${binding}`]),
    ...(rules.length === 0 ? [] : [`rules: [${rules.join(", ")}]`]),
    ...(errors.length === 0 ? [] : [`errors: ${errorTable(errors, file)}`]),
    ...ownAuth(action, file.scope.model),
    ...(action.retries === undefined ? [] : [`maxRetries: ${action.retries}`]),
    ...keyMember(action, file),
  ];
  return members.length === 0 ? [] : [inline(members)];
}

/** A read needs no key: it may be repeated anyway. */
function keyMember({ idempotencyHeader, effect }: Action, file: CodeFile): readonly string[] {
  if (idempotencyHeader === undefined || effect === "read") return [];
  return [`key: ${pure(`${file.use(runtime("idempotencyKey"))}(${str(idempotencyHeader)})`)}`];
}

/** The client's way sends all fields as the body, unless one of them is the body. */
function bodyMember({ body }: Input): readonly string[] {
  return body === undefined ? [] : [`body: ${str(body.property)}`];
}
