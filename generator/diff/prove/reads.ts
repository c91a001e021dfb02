// A type of the model → what a caller who reads it relies on, a statement each.
import { access, literal, str } from "../../code/text.js";
import { bareType, resolveAliases, type EnumType, type Field, type NamedType, type Slot, type Type, type UnionType, type Variant } from "../../model.js"; // prettier-ignore
import { isInherited, target } from "./values.js";
import type { Words } from "./words.js";

/** As many statements are made of one type at most. */
const most = 100;

/** The statements that read a value of a type at an expression that is not null. */
export function readsOf(
  type: Type,
  at: string,
  { words, depth = 4 }: { words: Words; depth?: number },
): readonly string[] {
  // prettier-ignore
  return reads(type, at, { words, depth }).slice(0, most);
}

/** The same of a slot: by the name of its type, and where that is another now, by all that is inside. */
export function readsOfSlot(
  slot: Pick<Slot, "type" | "open">,
  at: string,
  { words, isSame }: { readonly words: Words; readonly isSame: boolean },
): readonly string[] {
  const inside = slot.open || isSame ? [] : readsOf(slot.type, at, { words });
  return [...takes(at, [words.slot(slot)]), ...inside];
}

interface Reading {
  readonly words: Words;
  /** How many named types further inside are looked into. */
  readonly depth: number;
}

function reads(type: Type, at: string, reading: Reading): readonly string[] {
  const { words, depth } = reading;
  const resolved = resolveAliases(type, words.scope.types);
  switch (resolved.kind) {
    case "scalar":
      return resolved.scalar === "json" ? [] : takes(at, scalarTypes(words.type(resolved)));
    case "list":
      return listReads(resolved.item, at, reading);
    case "map": {
      return [`take<unknown>(${at}["key"]);`, ...loops(resolved.value, `Object.values(${at})`, reading)];
    }
    case "nullable":
      return reads(resolved.inner, `${at}!`, reading);
    case "named":
      if (depth === 0) return takes(at, [words.type(resolved)]);
      return readsOfNamed(target(resolved, words), at, { words, depth: depth - 1 }).concat(
        nominal(resolved, at, words),
      );
    case "text":
    case "stream":
      return takes(at, [words.type(resolved)]);
    default:
      return [];
  }
}

function takes(at: string, types: readonly string[]): readonly string[] {
  return types.map((type) => `take<${type}>(${at});`);
}

/** What of the language has a nominal name is a text as well. */
function scalarTypes(text: string): readonly string[] {
  return isNominal(text) ? ["string", text] : [text];
}

function isNominal(text: string): boolean {
  return text.includes(".") && !text.endsWith(".Bytes");
}

/** By name, where the name is nominal. */
function nominal(type: Extract<Type, { kind: "named" }>, at: string, words: Words): readonly string[] {
  const { kind } = target(type, words);
  return kind === "opaque" || kind === "newtype" ? takes(at, [words.type(type)]) : [];
}

/** A text can be looped over as well as a list. */
function listReads(item: Type, at: string, reading: Reading): readonly string[] {
  return [`take<readonly unknown[]>(${at});`, ...loops(item, at, reading)];
}

function loops(item: Type, at: string, reading: Reading): readonly string[] {
  const [, count] = /\bitem(\d*)\b/.exec(at) ?? [];
  const name = count === undefined ? "item" : `item${Number(count) + 1}`;
  return reads(item, name, reading).map((read) => `for (const ${name} of ${at}) { ${read} }`);
}

export function readsOfNamed(type: NamedType, at: string, reading: Reading): readonly string[] {
  switch (type.kind) {
    case "record":
      return readsOfFields(type.fields, at, reading);
    case "enum": {
      const { head, it } = held(at, reading);
      return [`${head}${enumSwitch(type, it, reading.words)}`];
    }
    case "union":
      return readsOfUnion(type, at, reading);
    default: {
      if (type.slot.open) return readsOfOpen(type.slot, at, reading.words);
      const base = type.kind === "alias" ? undefined : baseText(type.slot.type, reading.words);
      return base === undefined ? reads(type.slot.type, at, reading) : takes(at, [base]);
    }
  }
}

/** The text or the number that a nominal type is: it has its own name alone, whatever it is made of. */
function baseText(type: Type, words: Words): string | undefined {
  const resolved = resolveAliases(type, words.scope.types);
  if (resolved.kind === "scalar") {
    const text = words.type(resolved);
    if (/^(string|number|bigint)$/.test(text)) return text;
    return isNominal(text) ? "string" : undefined;
  }
  const named = resolved.kind === "named" ? target(resolved, words) : undefined;
  return named?.kind === "opaque" || named?.kind === "newtype" ? baseText(named.slot.type, words) : undefined;
}

/** What takes any text besides its own is one of two things. */
export function readsOfOpen(
  { type, open }: { readonly type: Type; readonly open: boolean },
  at: string,
  words: Words,
): readonly string[] {
  // prettier-ignore
  return open ? takes(at, [words.slot({ type, open })]) : [];
}

function readsOfFields(fields: readonly Field[], at: string, reading: Reading): readonly string[] {
  return fields.flatMap((field) => {
    const member = `${at}${access(field.property)}`;
    const isOptional = field.optional || field.fill !== undefined;
    const inside = field.open
      ? readsOfOpen(field, isOptional ? `${member}!` : member, reading.words)
      : reads(field.type, isOptional ? `${member}!` : member, reading);
    return [`take<unknown>(${member});`, ...inside];
  });
}

/** A switch with a case for each value. */
export function enumSwitch(type: EnumType, at: string, words: Words): string {
  const cases = type.values.map(({ wire }) => `case ${literal(wire)}:`).join(" ");
  const rest = type.closed ? `never(${at});` : `take<${words.runtime("Unrecognized")}>(${at});`;
  return `switch (${at}) { ${cases} break; default: ${rest} }`;
}

/** The values of the tag, that of an unknown variant included. */
export function tagCases({ variants, closed }: UnionType): string {
  return [...variants.map(({ wire }) => wire), ...(closed ? [] : ["$unknown"])].map((wire) => `case ${str(wire)}:`).join(" "); // prettier-ignore
}

function readsOfUnion(union: UnionType, at: string, reading: Reading): readonly string[] {
  const { tag, tagging, variants } = union;
  if (tagging === "untagged")
    return takes(at, [variants.map((variant) => bareText(variant, reading.words)).join(" | ")]);
  if (tag === undefined) return externalReads(union, at, reading);
  const { head, it } = held(at, reading);
  const tagged = `${it}${access(tag)}`;
  return [
    `take<unknown>(${at}${access(tag)});`,
    `const tag = ${at}${access(tag)}; switch (tag) { ${tagCases(union)} break; default: never(tag); }`,
    ...variants.flatMap((variant) =>
      readsOfHeld(variant, it, reading).map((read) => `${head}if (${tagged} === ${str(variant.wire)}) { ${read} }`),
    ),
  ];
}

/** What can be narrowed: a name or the path of members stays as it is, and all else has a name of its own. */
function held(at: string, { depth }: Reading): { readonly head: string; readonly it: string } {
  if (!/[!([]/.test(at)) return { head: "", it: at };
  const it = `it${depth}`;
  return { head: `const ${it} = ${at}; `, it };
}

function bareText({ payload }: Variant, words: Words): string {
  return payload ? words.slot(payload) : "null";
}

/** What a variant holds, where the value is known to be one. */
export function readsOfHeld(
  { form, payload, content, wire }: Variant,
  at: string,
  reading: Reading,
): readonly string[] {
  if (!payload) return [];
  const byName = (expression: string): readonly string[] => takes(expression, [reading.words.slot(payload)]);
  if (form === "flat") {
    const type = bareType(payload.type, reading.words.scope.types);
    const record = type.kind === "named" ? target(type, reading.words) : undefined;
    return record?.kind === "record" ? [...byName(at), ...readsOfFields(record.fields, at, reading)] : [];
  }
  const member = `${at}${access(form === "key" ? wire : (content?.property ?? wire))}`;
  return [`take<unknown>(${member});`, ...byName(member), ...(payload.open ? readsOfOpen(payload, member, reading.words) : reads(payload.type, member, reading))]; // prettier-ignore
}

/** A variant without a payload is a text, any other has a member of its own. */
function externalReads(union: UnionType, at: string, reading: Reading): readonly string[] {
  const { head, it } = held(at, reading);
  const keyed = union.variants.filter(({ form, wire }) => form !== "unit" && !isInherited(wire));
  return [
    `${head}${externalSwitch(union, it, reading.words)}`,
    ...keyed.flatMap(
      (variant) =>
      readsOfHeld(variant, it, reading).map((read) => `${head}if (typeof ${it} === "object" && ${str(variant.wire)} in ${it}) { ${read} }`), // prettier-ignore
    ),
  ];
}

/** Every variant of an externally tagged union, one after the other. */
export function externalSwitch({ variants, closed }: UnionType, at: string, words: Words): string {
  const keys = [...variants.filter(({ form }) => form !== "unit").map(({ wire }) => wire), ...(closed ? [] : ["$unknown"])]; // prettier-ignore
  const units = variants.filter(({ form }) => form === "unit").map(({ wire }) => `case ${str(wire)}:`);
  const members = keys.map((wire) => `if (${str(wire)} in ${at}) return;`);
  const objects = `if (typeof ${at} === "object") { ${[...members, `return never(${at});`].join(" ")} }`;
  const rest = closed ? `never(${at});` : `take<${words.runtime("Unrecognized")}>(${at});`;
  if (units.length === 0) return keys.length === 0 ? rest : `${objects} ${rest}`;
  return `${keys.length === 0 ? "" : `${objects} `}switch (${at}) { ${units.join(" ")} break; default: ${rest} }`;
}
