// Fields, parameters, values and variants → items of a list, each with its anchor. What a type is made of is told where the
// type comes first, and linked from everywhere else.
import { codeSpan } from "../code/text.js";
import { bareType, resolveAliases, substitute, type EnumValue, type Field, type Json, type NamedType, type Parameter, type RecordType, type Slot, type Type, type UnionType, type Variant } from "../model.js"; // prettier-ignore
import type { Changes } from "./changes.js";
import type { Values } from "../values.js";
import { anchorTag, type PageScope } from "./anchor.js";
import { brokenLines, type Block, type List } from "./blocks.js";
import { slotWords, typeLink } from "./expression.js";
import { docsBetween, docsBlocks, docsLine, lifeLines, ruleLine, slotLines } from "./told.js";
import { wireForm } from "./wire-form.js";

/** A page while it is written, from its top to its end. */
export interface Page extends PageScope {
  /** Ids of the types that it has told of. */
  readonly told: Set<string>;
  /** Makes what the spec does not show. */
  readonly values: Values;
  /** The file of the index. */
  readonly index: string;
  readonly changes: Changes | undefined;
}

/** Types within types are told in place so far; what is deeper has a place of its own. */
const deepest = 3;

/** Where a type is told of in place: how deep, and below which text, which is not said twice. */
interface Below {
  readonly depth: number;
  readonly said: string | undefined;
}

/** What a named type is made of, with its anchor; empty if it is told elsewhere, and linked. */
export function expansion(type: Type, page: Page, { depth, said }: Below): readonly Block[] {
  const target = structureIn(type, page);
  if (target === undefined || depth > deepest || !isToldHere(target, page)) return [];
  page.told.add(target.id);
  const head = `${anchorTag(target.id)}**${typeLink(target, page)}**`;
  const [first = "", ...docs] = docsBlocks(target.docs === said ? undefined : target.docs);
  const [line, more] = typeof first === "string" ? [first, docs] : ["", [first, ...docs]];
  return [brokenLines(`${head}${line === "" ? "" : `: ${line}`}`, ...lifeLines(target, page.changes)), ...more, ...bodyOf(target, page, depth)]; // prettier-ignore
}

/** What is said of a type below a heading of its own: what it is for, and what is in it. */
export function typeBlocks(target: NamedType, page: Page): readonly Block[] {
  page.told.add(target.id);
  return [...docsBlocks(target.docs), brokenLines(...lifeLines(target, page.changes)), ...bodyOf(target, page, 0)];
}

/** Whether a type is of the page's module, and was not told of. */
export function isToldHere({ id, module }: NamedType, page: Page): boolean {
  return module === page.module?.name && !page.told.has(id);
}

/** The record, enum or union that a place is about: what is in lists, maps and nullables counts as well. */
function structureIn(type: Type, page: Page, wrappers = 0): NamedType | undefined {
  // A list of a name for the list itself has no end.
  if (wrappers > 20) return undefined;
  const bare = bareType(type, page.scope.types);
  if (bare.kind === "list") return structureIn(bare.item, page, wrappers + 1);
  if (bare.kind === "map") return structureIn(bare.value, page, wrappers + 1);
  const target = bare.kind === "named" ? page.scope.types.get(bare.target) : undefined;
  return target?.kind === "record" || target?.kind === "enum" || target?.kind === "union" ? target : undefined;
}

/** All that is in a type. */
function bodyOf(target: NamedType, page: Page, depth: number): readonly Block[] {
  switch (target.kind) {
    case "record":
      return recordBody(target, page, depth);
    case "enum":
      return [{ items: target.values.map((value) => [valueText(value, page)]) }, openText(target, "value")];
    case "union":
      return [unionText(target), variantList(target, page, depth), openText(target, "variant")];
    default:
      return [brokenLines(`Type: ${slotWords(target.slot, page)}.`, ...slotLines(target.slot)), ...expansion(target.slot.type, page, { depth: depth + 1, said: target.docs })]; // prettier-ignore
  }
}

// ── Records ─────────────────────────────────────────────────────────────────────────────────────────────────────────

function recordBody({ fields, rules }: RecordType, page: Page, depth: number): readonly Block[] {
  const told = brokenLines(...rules.map(ruleLine));
  return fields.length === 0 ? ["No fields.", told] : [fieldList(fields, page, depth), told];
}

export function fieldList(members: readonly (Field | Parameter)[], page: Page, depth: number): List {
  return { items: members.map((member) => memberItem(member, page, depth)) };
}

function memberItem(member: Field | Parameter, page: Page, depth: number): readonly Block[] {
  const head = `${anchorTag(member.id)}${codeSpan(member.wire)}${otherNames(member)}`;
  const need = member.optional ? "optional" : member.fill === undefined ? "**required**" : "may be left out";
  const place = "place" in member ? ` · ${member.place}` : "";
  return [
    ...docsBetween(`${head} · ${need}${place} · ${slotWords(member, page)}`, member.docs, toldOf(member, page)),
    ...expansion(member.type, page, { depth: depth + 1, said: member.docs }),
  ]; // prettier-ignore
}

function toldOf(member: Field | Parameter, { changes }: Page): readonly string[] {
  return [...slotLines(member), exampleText(member), ...lifeLines(member, changes)];
}

function exampleText({ examples }: Slot): string {
  if (examples.length === 0) return "";
  return `For example ${examples.map(({ value }) => codeSpan(JSON.stringify(value))).join(", ")}.`;
}

/** What a member is called elsewhere, where that is not what it is called on the wire. */
function otherNames({ wire, property, name }: Field | Parameter): string {
  const code = property === wire ? [] : [`${codeSpan(property)} in code`];
  const spec = name === wire || name === property ? [] : [`${codeSpan(name)} in the spec`];
  const others = [...code, ...spec].join(", ");
  return others === "" ? "" : ` (${others})`;
}

// ── Enums and unions ────────────────────────────────────────────────────────────────────────────────────────────────

function valueText(value: EnumValue, { changes }: Page): string {
  const name = value.name === value.wire ? "" : ` (${codeSpan(value.name)} in code)`;
  const docs = docsLine(value.docs);
  return brokenLines(`${anchorTag(value.id)}${codeSpan(JSON.stringify(value.wire))}${name}${docs === "" ? "" : `: ${docs}`}`, ...lifeLines(value, changes)); // prettier-ignore
}

function openText({ closed, tagging }: { readonly closed: boolean; readonly tagging?: string }, what: string): string {
  if (tagging === "untagged") return "";
  return closed
    ? `No other ${what}s will come.`
    : `A newer server may send another ${what}: it is kept, and sent back as it came.`;
}

function unionText({ tagging, tag }: UnionType): string {
  switch (tagging) {
    case "internal":
    case "adjacent":
      return `One of these, told apart by ${codeSpan(tag ?? "")}:`;
    case "external":
      return "One of these, told apart by its name:";
    case "untagged":
      return "One of these: the first that fits.";
  }
}

function variantList(union: UnionType, page: Page, depth: number): List {
  return { items: union.variants.map((variant) => variantItem(variant, union, page, depth)) };
}

/** A variant, with what travels: exactly that is what `parse` takes. */
// eslint-disable-next-line max-params -- a variant is nothing without its union
function variantItem(variant: Variant, union: UnionType, page: Page, depth: number): readonly Block[] {
  const { payload } = variant;
  const docs = docsLine(variant.docs);
  const more = payload === undefined ? "" : ` · ${payloadWords(variant, payload, page)}`;
  const value = variantValue(variant, union, page);
  return [
    brokenLines(`${anchorTag(variant.id)}${codeSpan(variant.wire)}${nameText(variant)}${more}`, docs, ...(payload ? slotLines(payload) : []), ...lifeLines(variant, page.changes)),
    value === undefined ? "" : { json: value },
    ...(payload ? expansion(payload.type, page, { depth: depth + 1, said: variant.docs }) : []),
  ]; // prettier-ignore
}

function nameText({ name, wire }: Variant): string {
  return name === wire ? "" : ` (${codeSpan(name)} in the names of types)`;
}

function payloadWords({ form, content }: Variant, payload: Slot, page: Page): string {
  const words = slotWords(payload, page);
  if (form === "flat") return `with the fields of ${words}`;
  return form === "content" ? `with ${words} as ${codeSpan(content?.wire ?? "")}` : words;
}

/** The wire form of a variant, around a value made from the types. What is generic stands for any JSON. */
export function variantValue(variant: Variant, union: UnionType, { values, scope }: Pick<Page, "values" | "scope">): Json | undefined {
  const { payload } = variant;
  if (payload === undefined) return wireForm(variant, union, undefined);
  const args = new Map(union.params.map((param) => [param, { kind: "scalar", scalar: "json" } as const]));
  const type = substitute(payload.type, args);
  const made = values.makeValue({ ...payload, type: variant.form === "flat" ? resolveAliases(type, scope.types) : type }, variant.id);
  return made === undefined ? undefined : wireForm(variant, union, made);
} // prettier-ignore
