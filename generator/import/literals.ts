// `enum` and `const`: enums of texts and integers. Objects with one text each are a union, which `tags.ts` reads.
import { entriesOf, get, itemsOf, textOf, type SourceNode } from "../source.js";
import type { Declaration, EnumValueDraft, VariantDraft } from "./draft.js";
import { withNotes } from "./own-union.js";
import { json, type Reader } from "./reader.js";
import { plain, type Shape } from "./schema.js";
import { first, isNull, isNullNode, keyed, typesOf, type View } from "./view.js";

/** The values that a schema lists, without null; undefined where it lists none. */
export function literalsOf(view: View): readonly SourceNode[] | undefined {
  const constant = first(view, "const");
  const listed = keyed(view, "enum")[0]?.value;
  const values = constant ? [constant] : listed && itemsOf(listed);
  return values?.filter((value) => !isNullNode(value));
}

/** The shape of a schema that lists its values; undefined for any other. */
export function readLiterals(view: View, declaration: Declaration, reader: Reader): Shape | undefined {
  const values = literalsOf(view);
  if (!values || values.length === 0) return readAnnotated(view);
  if (values.every(({ kind }) => kind === "map")) return readObjects(values, declaration, reader);
  const wires = values.map((value) => wireOf(value, view));
  if (wires.every((wire) => wire !== undefined))
    return { kind: "enum", values: withNotes(withNames(wires, view), view.site) };
  return readOthers(values, view, reader);
}

/** A value of an enum: a text, or an integer unless the schema says that it is a text. */
function wireOf(node: SourceNode, view: View): string | number | undefined {
  if (node.kind !== "scalar") return undefined;
  const types = typesOf(view);
  const isText = types?.includes("string") === true && !types.includes("integer") && !types.includes("number");
  if (typeof node.value === "string") return node.value;
  if (isText) return node.source;
  return typeof node.value === "number" && Number.isSafeInteger(node.value) && !isCut(node) ? node.value : undefined; // prettier-ignore
}

/** Whether an integer is one that no number holds: then its value is the nearest that one does. */
function isCut(node: SourceNode): boolean {
  if (node.kind !== "scalar" || typeof node.value !== "number") return false;
  return (
    Math.abs(node.value) === Number.MAX_SAFE_INTEGER &&
    /^[+-]?\d+$/.test(node.source) &&
    BigInt(node.source) !== BigInt(node.value)
  );
}

/** Names and texts that generators of documents put beside the values, in the same order. */
function withNames(wires: readonly (string | number)[], view: View): readonly EnumValueDraft[] {
  const listed = itemsOf(keyed(view, "enum")[0]?.value);
  // Null, which is no value here, may have a name as well.
  const nulls = new Set(listed.flatMap((value, index) => (isNullNode(value) ? [index] : [])));
  const beside = (...keys: readonly string[]): readonly (string | undefined)[] => {
    const texts = keys.flatMap((key) => itemsOf(first(view, key)).map((item) => textOf(item)));
    return texts.length === listed.length ? texts.filter((_, index) => !nulls.has(index)) : texts;
  };
  const names = beside("x-enum-varnames", "x-enumNames");
  const docs = beside("x-enum-descriptions");
  const fits = names.length === wires.length;
  const values = wires.map((wire, index) => ({
    wire,
    name: fits ? names[index] : undefined,
    docs: docs[index] || undefined,
  }));
  return [...new Map(values.toReversed().map((value) => [value.wire, value])).values()].toReversed();
}

/** Numbers that are no integers, booleans, lists, and values of several kinds: the type that takes all of them. */
function readOthers(values: readonly SourceNode[], view: View, { lose }: Reader): Shape {
  const entry = keyed(view, "const")[0] ?? keyed(view, "enum")[0];
  const scalar = scalarOf(values);
  const both = scalar === "bool" && new Set(values.map((value) => value.kind === "scalar" && value.value)).size === 2;
  if (!both) lose("AW6011", entry?.keyOrigin ?? view.site.origin, { key: entry?.key ?? "enum", problem: `any ${scalar} is taken` }); // prettier-ignore
  return plain(scalar === "json" ? json : { kind: "scalar", scalar });
}

/** The type that takes all of some values. */
function scalarOf(values: readonly SourceNode[]): "bool" | "i64" | "f64" | "json" {
  const kinds = new Set(values.map((value) => (value.kind === "scalar" ? typeof value.value : value.kind)));
  const [kind] = kinds;
  if (kinds.size > 1) return "json";
  const isWhole = values.every((value) => value.kind === "scalar" && /^[+-]?\d+$/.test(value.source));
  return kind === "boolean" ? "bool" : kind === "number" ? (isWhole ? "i64" : "f64") : "json";
}

/** Objects with the same one key and a text each are the tags of a union. */
function readObjects(values: readonly SourceNode[], declaration: Declaration, { lose }: Reader): Shape {
  const [tag] = entriesOf(values[0]).map(({ key }) => key);
  const wires = values.map((value) => (entriesOf(value).length === 1 ? textOf(get(value, tag ?? "")) : undefined));
  if (tag !== undefined && wires.every((wire) => wire !== undefined)) {
    const variants = [...new Set(wires)].map((wire): VariantDraft => ({ wire, payload: undefined, content: undefined, docs: undefined })); // prettier-ignore
    return { kind: "union", tagging: "internal", tag, variants };
  }
  lose("AW6013", values[0]?.origin ?? declaration.origin, {
    problem: "its objects have more than a text under one key",
  });
  return plain(json);
}

/** `oneOf` with one constant in each member is an enum whose values are documented. */
function readAnnotated(view: View): Shape | undefined {
  const arms = [...keyed(view, "oneOf"), ...keyed(view, "anyOf")].flatMap(({ value }) => itemsOf(value)).filter((arm) => !isNull(arm)); // prettier-ignore
  const values = arms.map((arm) => ({ constant: get(arm, "const"), docs: textOf(get(arm, "description")) ?? textOf(get(arm, "title")) })); // prettier-ignore
  const drafts = values.flatMap(({ constant, docs }): EnumValueDraft[] => {
    const value = constant?.kind === "scalar" ? constant.value : undefined;
    return typeof value === "string" || (typeof value === "number" && Number.isSafeInteger(value)) ? [{ wire: value, name: undefined, docs }] : []; // prettier-ignore
  });
  return arms.length > 0 && drafts.length === arms.length ? { kind: "enum", values: drafts } : undefined;
}
