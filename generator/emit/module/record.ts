// Records: an interface for people, a table of nodes for the program.
import { pure, tableThunk, type Member, type Piece } from "../../code/build.js";
import { runtime, runtimeType, type CodeFile } from "../../code/file.js";
import { perhapsNull, slotNode } from "../../code/node.js";
import { key, literal, member, str } from "../../code/text.js";
import { slotType } from "../../code/type.js";
import type { Field, Parameter, RecordType, Rule } from "../../model.js";
import { modelStatement, renameStatements, selfType } from "./declaration.js";
import { describedDoc, slotDoc } from "./docs.js";

export function recordPiece(record: RecordType, file: CodeFile): Piece {
  const args = [tableThunk(fieldEntries(record.fields, file)), ...record.rules.map((rule) => ruleText(rule, file))];
  return [
    {
      kind: "interface",
      name: record.name,
      typeParameters: record.params,
      members: record.fields.map((field) => fieldMember(field, file)),
      doc: describedDoc(record),
    },
    modelStatement(
      record,
      {
        type: `${file.use(runtimeType("Model"))}<${selfType(record)}>`,
        value: `${file.use(runtime("record"))}(${args.join(", ")})`,
      },
      file,
    ),
    ...renameStatements(record.was, [record.name]),
  ];
}

/** A field, or a parameter of an action. */
type MemberField = Field | Parameter;

/** A field as a member of an interface. What we fill in may be left out. */
export function fieldMember(field: MemberField, file: CodeFile): Member {
  const type = slotType(field, file);
  const optional = mayBeLeftOut(field);
  return {
    name: member(field.property),
    type: optional && type !== "unknown" ? `${type} | undefined` : type,
    optional,
    doc: describedDoc(field, slotDoc(field)),
  };
}

export function mayBeLeftOut(field: MemberField): boolean {
  return field.optional || field.fill !== undefined;
}

/** The members of a record's table: a node a field. */
export function fieldEntries(fields: readonly MemberField[], file: CodeFile): readonly string[] {
  return fields.map((field) => `${key(field.property)}: ${fieldNode(field, file)}`);
}

function fieldNode(field: MemberField, file: CodeFile): string {
  const node = presenceNode(field, slotNode(field, file), file);
  return field.property === field.wire ? node : `${file.use(runtime("renamed"))}(${str(field.wire)}, ${node})`;
}

function presenceNode(field: MemberField, node: string, file: CodeFile): string {
  if (field.fill !== undefined) return `${file.use(runtime("fill"))}(${node}, ${literal(field.fill.value)})`;
  const optional = perhapsNull(field.type, file.scope) ? "optionalNull" : "optional";
  return field.optional ? `${file.use(runtime(optional))}(${node})` : node;
}

/** A rule over the fields of a record. */
export function ruleText(rule: Rule, file: CodeFile): string {
  const when = rule.when === undefined ? [] : [str(rule.when)];
  const code = rule.code === undefined ? [] : [str(rule.code)];
  const message = rule.message === undefined ? code.map(() => "undefined") : [str(rule.message)];
  const args = [...when, literal(rule.fields), ...message, ...code];
  return pure(`${file.use(runtime(rule.kind))}(${args.join(", ")})`);
}
