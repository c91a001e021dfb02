// Code of a caller before and after what breaks it: the first compiles against the old package, the second against the new one.
// They use `client` and the namespaces of the API, as the package exports them.
import { access, literal, lineComment, str, type CodeValue } from "../../../code/text.js";
import { pretty } from "../../../emit/example.js";
import { sampleInput, sampleValue } from "../../../emit/sample.js";
import type { Action, EnumType, Field, NamedType, Parameter, UnionType } from "../../../model.js"; // prettier-ignore
import type { Rename } from "../../renames.js";
import type { ReportedChange } from "../../report.js";
import { memberName } from "../words.js";
import { actionName, classAction, memberOf, typeInCode, typeName, type Version, type Versions } from "./names.js";

export interface Migration {
  readonly before: string;
  readonly after: string;
}

/** What a caller has to edit for some changes of one owner; undefined where code stays as it is, or none can be shown. */
export function migrationOf(
  changes: readonly ReportedChange[],
  versions: Versions,
  renames: readonly Rename[] = [],
): Migration | undefined {
  const [first] = changes;
  if (!first) return undefined;
  const { what, name } = first.owner;
  const found = what === "action" ? actionMigration(changes, versions, renames) : what === "type" ? typeMigration(name, changes, versions) : undefined; // prettier-ignore
  return found === undefined || found.before === found.after ? undefined : found;
}

type Both<T> = readonly [old: T, next: T];

/** How wide a line of an example may become: Prettier's own width, within an item of a list. */
const width = 78;

/** A statement around a value, on lines of its own where one would be too long. */
function statement(before: string, value: CodeValue, after: string): string {
  return `${before}${pretty(value, "", width - before.length - after.length)}${after}`;
}

// ── Calls ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function actionMigration(
  changes: readonly ReportedChange[],
  versions: Versions,
  renames: readonly Rename[],
): Migration | undefined {
  const [id = ""] = changes.map(({ owner }) => owner.name);
  const old = versions.old.actions.get(id);
  if (!old) return undefined;
  const isGone = changes.some(({ kind }) => kind === "action-removed");
  const next = versions.new.actions.get(isGone ? (successorOf(old, { versions, renames }) ?? "") : id);
  if (next) return callMigration([old, next], changes, versions);
  const before = callOf(old, versions.old, {});
  return before === undefined ? undefined : { before, after: nothingInstead };
}

/** A call of an action; where that stays as it is and the class has another name, the class. */
function callMigration(
  [old, next]: Both<Action>,
  changes: readonly ReportedChange[],
  versions: Versions,
): Migration | undefined {
  // prettier-ignore
  const isOutput = changes.some(({ where }) => where.endsWith("#output"));
  const outputs = isOutput ? [outputOf(old, versions.old), outputOf(next, versions.new)] : [];
  const [given, gives] = outputs.includes(undefined) ? [] : outputs;
  const before = callOf(old, versions.old, { members: oldMembersOf(changes, versions.old), output: given });
  const after = callOf(next, versions.new, { members: newMembersOf(changes, versions.new), output: gives });
  if (before === undefined || after === undefined) return undefined;
  const isClassAlone = before === after && old.className !== next.className;
  return isClassAlone ? classMigration([old, next], versions) : { before, after };
}

/** What stands in for an action that is gone: what a rename says, or what its deprecation said. */
function successorOf(
  { id, deprecated }: Action,
  { versions, renames }: { readonly versions: Versions; readonly renames: readonly Rename[] },
): string | undefined {
  const renamed = renames.find(({ what, from }) => what === "action" && from === id)?.to;
  const use = deprecated?.use;
  return renamed ?? (use !== undefined && versions.new.actions.has(use) ? use : undefined);
}

const nothingInstead = lineComment("nothing stands in its place");

/** `await client.devices.get({ … });`, with its input as short as can be, and these members in it. */
function callOf(action: Action, version: Version, { members = [], output }: Call): string | undefined {
  const input = inputOf(action, version, members);
  const declared = output === undefined ? "" : `const output: ${output} = `;
  return input === undefined
    ? undefined
    : withInput(`${declared}await ${actionName(action.id, version)}(`, input, ");");
}

interface Call {
  /** These are shown besides those that have to be there. */
  readonly members?: readonly Member[];
  /** The type that its output is declared with. */
  readonly output?: string | undefined;
}

function withInput(before: string, input: CodeValue, after: string): string {
  return isObject(input) && Object.keys(input).length === 0 ? `${before}${after}` : statement(before, input, after);
}

function inputOf(action: Action, version: Version, shown: readonly Member[]): CodeValue | undefined {
  const input = sampleInput(action, version.scope);
  return input === undefined ? undefined : withMembers(input, shown, version);
}

type Member = Field | Parameter;

/** Members besides those that a sample has: such as may be left out, and are what this is about. */
function withMembers(value: CodeValue, shown: readonly Member[], { scope }: Version): CodeValue {
  if (!isObject(value)) return value;
  const more = shown.flatMap(({ property, type }) => {
    const sample = Object.hasOwn(value, property) ? undefined : sampleValue(type, scope);
    return sample === undefined ? [] : [[property, sample] as const];
  });
  return { ...value, ...Object.fromEntries(more) };
}

/** What callers gave: not what they now have to, and could leave out. */
function oldMembersOf(changes: readonly ReportedChange[], version: Version): readonly Member[] {
  return membersOf(changes.filter(({ kind }) => kind !== "field-became-required"), version); // prettier-ignore
}

/** What callers give: what is new and may be left out asks for no edit. */
function newMembersOf(changes: readonly ReportedChange[], version: Version): readonly Member[] {
  return membersOf(changes.filter(({ kind, level, renameOf }) => kind !== "field-added" || level === "breaking" || renameOf !== null), version); // prettier-ignore
}

/** The members that changes are about. */
function membersOf(changes: readonly ReportedChange[], version: Version): readonly Member[] {
  const found = changes.flatMap((change) => memberOf(change, version) ?? []);
  return found.filter((member, index) => found.indexOf(member) === index);
}

/** The type of an output, where an example can name it with nothing but the namespaces of the API. */
function outputOf({ outputs }: Action, { scope }: Version): string | undefined {
  const [only, ...others] = outputs;
  const type = only && others.length === 0 ? typeInCode(only.slot.type, scope) : undefined;
  return type?.isOwn ? type.text : undefined;
}

/** Where only the class is called otherwise: whoever uses the methods of the client has nothing to do. */
function classMigration([old, next]: Both<Action>, versions: Versions): Migration | undefined {
  const made = (action: Action, version: Version): string | undefined => {
    const input = inputOf(action, version, []);
    const namespace = version.scope.modules.get(action.module)?.namespace ?? action.module;
    return input === undefined ? undefined : withInput(`await client.execute(new ${namespace}.${action.className}(`, input, "));"); // prettier-ignore
  };
  const [before, after] = [made(old, versions.old), made(next, versions.new)];
  return before !== undefined && after !== undefined ? { before, after } : undefined;
}

// ── Types ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function typeMigration(id: string, changes: readonly ReportedChange[], versions: Versions): Migration | undefined {
  const [old, next] = [versions.old.types.get(id), versions.new.types.get(id)];
  const action = classAction(id, versions.old);
  const successor = action && versions.new.actions.get(action.id);
  if (action && successor)
    return next ? callMigration([action, successor], changes, versions) : classMigration([action, successor], versions);
  return old && next && !isGeneric(old) && !isGeneric(next)
    ? valueMigration([old, next], changes, versions)
    : undefined;
}

function isGeneric({ params }: NamedType): boolean {
  return params.length > 0;
}

function valueMigration(
  types: Both<NamedType>,
  changes: readonly ReportedChange[],
  versions: Versions,
): Migration | undefined {
  // prettier-ignore
  const sent = changes.filter(({ positions }) => positions.request?.source);
  return sent.length > 0 ? sentMigration(types, sent, versions) : readMigration(types, changes, versions);
}

/** A value that callers send. */
function sentMigration(
  [old, next]: Both<NamedType>,
  changes: readonly ReportedChange[],
  versions: Versions,
): Migration | undefined {
  // prettier-ignore
  const before = valueOf(old, changes, { version: versions.old, members: oldMembersOf(changes, versions.old) });
  const after = valueOf(next, changes, { version: versions.new, members: newMembersOf(changes, versions.new) });
  if (before === undefined || after === undefined) return undefined;
  const declared = (type: NamedType, value: CodeValue, version: Version): string =>
    statement(`const value: ${typeName(type.id, version)} = `, value, ";");
  return { before: declared(old, before, versions.old), after: declared(next, after, versions.new) };
}

/** A value of a type: of an enum or a union, the one that a change is about, if it is there. */
function valueOf(
  type: NamedType,
  changes: readonly ReportedChange[],
  { version, members }: { readonly version: Version; readonly members: readonly Member[] },
): CodeValue | undefined {
  const names = changes.map(memberName);
  const isNamed = ({ wire }: { readonly wire: string | number }): boolean => names.includes(String(wire));
  if (type.kind === "enum") return (type.values.find(isNamed) ?? type.values[0])?.wire;
  const named = { kind: "named", target: type.id, args: [] } as const;
  const variants = type.kind === "union" ? type.variants.filter(isNamed) : [];
  if (type.kind !== "union" || variants.length === 0) {
    const value = sampleValue(named, version.scope);
    return value === undefined ? undefined : withMembers(value, members, version);
  }
  const types = new Map([...version.scope.types, [type.id, { ...type, variants }]]);
  return sampleValue(named, { ...version.scope, types });
}

/** Code that reads what callers are given. */
function readMigration(
  [old, next]: Both<NamedType>,
  changes: readonly ReportedChange[],
  versions: Versions,
): Migration | undefined {
  // prettier-ignore
  const read = changes.filter(({ positions, level }) => positions.output?.source ?? level === "breaking");
  if (read.length === 0) return undefined;
  if (old.kind === "record") return fieldsMigration(old, read, versions);
  if (old.kind === "enum" && next.kind === "enum") return switchMigration([old, next], read, versions);
  if (old.kind === "union" && next.kind === "union") return switchMigration([old, next], read, versions);
  return undefined;
}

function fieldsMigration(
  record: NamedType,
  changes: readonly ReportedChange[],
  versions: Versions,
): Migration | undefined {
  // prettier-ignore
  const reads = changes.flatMap((change) => {
    const member = memberOf(change, versions.old);
    return member ? [{ before: `value${access(member.property)}`, after: readAfter(change, member, versions) }] : [];
  });
  if (reads.length === 0) return undefined;
  const after = reads.flatMap((each) => each.after ?? []);
  return {
    before: readerOf(record, reads.map((each) => each.before), versions.old), // prettier-ignore
    after: after.length === 0 ? nothingInstead : readerOf(record, after, versions.new),
  };
}

/** How a field is read now; undefined if there is nothing to read. */
function readAfter(change: ReportedChange, old: Member, versions: Versions): string | undefined {
  const { kind, renameOf } = change;
  if (kind === "field-removed") {
    const wire = renameOf?.slice(change.owner.name.length + 1);
    const type = versions.new.types.get(change.owner.name);
    const renamed = type?.kind === "record" ? type.fields.find((field) => field.wire === wire) : undefined;
    return renamed && `value${access(renamed.property)}`;
  }
  const isMissing = kind === "field-became-optional" || kind === "field-became-nullable";
  const instead = isMissing ? sampleValue(old.type, versions.old.scope) : undefined;
  return `value${access(old.property)}${instead === undefined ? "" : ` ?? ${literal(instead)}`}`;
}

function readerOf({ id }: NamedType, reads: readonly string[], version: Version): string {
  const head = `const read = (value: ${typeName(id, version)}) => `;
  const [only = ""] = reads;
  const list = `[${reads.join(", ")}]`;
  if (reads.length === 1) return `${head}${only};`;
  return `${head}${head.length + list.length < width ? list : `[\n${reads.map((each) => `  ${each},\n`).join("")}]`};`;
}

/** A switch over all that was known may grow this long: it is there to show one line of it. */
const mostCases = 8;

function switchMigration(
  types: Both<EnumType> | Both<UnionType>,
  changes: readonly ReportedChange[],
  versions: Versions,
): Migration | undefined {
  // prettier-ignore
  const names = new Set(changes.map(memberName));
  const [before, after] = [casesOf(types[0]), casesOf(types[1])].map((cases) =>
    cases.length <= mostCases ? cases : cases.filter((each) => names.has(each.name)),
  );
  const isEmpty = (cases: readonly Case[] | undefined): boolean => cases === undefined || cases.length === 0;
  if (isEmpty(before) && isEmpty(after)) return undefined;
  const text = (
    type: EnumType | UnionType,
    cases: readonly Case[] | undefined,
    version: Version,
  ): string | undefined =>
    cases === undefined || cases.length === 0 ? lineComment("no case for it") : switchOf(type, cases, version);
  const [first, second] = [text(types[0], before, versions.old), text(types[1], after, versions.new)];
  return first === undefined || second === undefined ? undefined : { before: first, after: second };
}

interface Case {
  readonly name: string;
  readonly value: string | number;
}

function casesOf(type: EnumType | UnionType): readonly Case[] {
  if (type.kind === "enum") return type.values.map(({ wire }) => ({ name: String(wire), value: wire }));
  return type.tag === undefined ? [] : type.variants.map(({ wire }) => ({ name: wire, value: wire }));
}

function switchOf(type: EnumType | UnionType, cases: readonly Case[], version: Version): string | undefined {
  const on = type.kind === "enum" ? "value" : type.tag === undefined ? undefined : `value${access(type.tag)}`;
  if (on === undefined) return undefined;
  const lines = cases.map(({ value }) => `    case ${typeof value === "number" ? String(value) : str(value)}:\n      return true;`); // prettier-ignore
  return `const isKnown = (value: ${typeName(type.id, version)}): boolean => {\n  switch (${on}) {\n${lines.join("\n")}\n    default:\n      return false;\n  }\n};`; // prettier-ignore
}

function isObject(value: CodeValue): value is { readonly [key: string]: CodeValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
