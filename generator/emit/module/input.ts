// What an action takes: one flat object of its parameters and its body, as an interface for people and a table of nodes.
import { tableThunk, type Member } from "../../code/build.js";
import { runtimeType, type CodeFile } from "../../code/file.js";
import { slotNode } from "../../code/node.js";
import { getRecord } from "../../code/scope.js";
import { key } from "../../code/text.js";
import { slotType, typeText } from "../../code/type.js";
import { parameterKeys, type Action, type Field, type Parameter, type Rule, type Slot } from "../../model.js";
import { joinDocs, slotDoc } from "./docs.js";
import { fieldEntries, fieldMember, mayBeLeftOut } from "./record.js";

/** How an action is called: without fields, with none that is needed, or with some. */
export type Arity = "bare" | "optional" | "required";

export interface Input {
  /** What stands in the path, the query and the headers; `key` is the member in the flat JSON form. */
  readonly parameters: readonly FlatParameter[];
  /** The members of a body that is a record. */
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  /** The type whose members the fields are, where the action does not declare them itself. */
  readonly base: string | undefined;
  /** A body that is one member. */
  readonly body: BodyMember | undefined;
}

export type FlatParameter = Parameter & { readonly key: string };

interface BodyMember {
  readonly property: string;
  readonly slot: Slot;
  readonly docs: string | undefined;
}

export function inputOf(action: Action, file: CodeFile): Input {
  const { body } = action;
  const keys = parameterKeys(action, file.scope.types);
  const parameters = action.parameters.map((item) => ({ ...item, key: keys.get(item.property) ?? item.wire }));
  const none = { parameters, fields: [], rules: [], base: undefined, body: undefined };
  if (body.kind === "none") return none;
  if (body.kind === "value") return { ...none, body };
  const { id, fields: own, rules } = getRecord(body.record, file.scope);
  if (own.length === 0) return none;
  const fields = body.slot.sensitive ? own.map((field) => ({ ...field, sensitive: true })) : own;
  const base = action.classRecord === id ? undefined : typeText(body.slot.type, file);
  return { ...none, fields, rules, base };
}

export function arityOf({ parameters, fields, body }: Input): Arity {
  if (body !== undefined) return "required";
  const members = [...parameters, ...fields];
  if (members.length === 0) return "bare";
  return members.every(mayBeLeftOut) ? "optional" : "required";
}

/** What the interface of the fields extends. */
export function inputBase(input: Input, file: CodeFile): readonly string[] {
  if (input.base !== undefined) return [input.base];
  return arityOf(input) === "bare" ? [file.use(runtimeType("NoFields"))] : [];
}

/** The members of the interface of the fields. */
export function inputMembers({ parameters, fields, base, body }: Input, file: CodeFile): readonly Member[] {
  const own = base === undefined ? fields : [];
  const members = [...parameters, ...own].map((field) => fieldMember(field, file));
  return body === undefined ? members : [...members, bodyMember(body, file)];
}

function bodyMember({ property, slot, docs }: BodyMember, file: CodeFile): Member {
  const said = { parts: docs === undefined ? [] : [docs], tags: [] };
  return { name: property, type: slotType(slot, file), doc: joinDocs(said, slotDoc(slot)) };
}

/** The thunk of the table: a node a member, each under its name in code. */
export function inputTable({ parameters, fields, body }: Input, file: CodeFile): string {
  const flat = parameters.map((parameter) => ({ ...parameter, wire: parameter.key }));
  const value = body === undefined ? [] : [`${key(body.property)}: ${slotNode(body.slot, file)}`];
  return tableThunk([...fieldEntries([...flat, ...fields], file), ...value]);
}
