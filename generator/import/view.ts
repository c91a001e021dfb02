// A schema seen as a whole: the parts that hold together, which are the schema itself, what it refers to and the members
// of its `allOf`, each once. Doubling references and circles therefore end.
import { entriesOf, findEntry, get, itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import type { Documents } from "./document.js";
import { said } from "./note.js";

export interface Part {
  readonly node: SourceNode;
  /** The schema that it was reached through by a reference; undefined for what stands in place. */
  readonly home: SourceNode | undefined;
  /** Keys of it that have been dealt with. */
  readonly without: ReadonlySet<string>;
}

export interface View {
  /** Where it is written. */
  readonly site: SourceNode;
  readonly parts: readonly Part[];
  /** The one schema that it stands for, if its own keywords only tell about it. */
  readonly ref: SourceNode | undefined;
}

/** Keywords that tell about a value and do not change what it is; constraints narrow it where it is used. */
const annotations: ReadonlySet<string> = new Set([
  "$ref", "allOf", "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
  "nullable", "xml", "externalDocs", "$comment", "$id", "$schema", "$anchor", "$defs", "definitions", "type", "format",
  "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
  "pattern", "uniqueItems", "multipleOf",
]); // prettier-ignore

const nothing: ReadonlySet<string> = new Set();

/** The schema at a place. */
export function viewOf(site: SourceNode, documents: Documents): View {
  const own: Part[] = [];
  const refs: SourceNode[] = [];
  gather(site, { documents, own, refs, home: undefined, seen: new Set() });
  const [ref, ...others] = new Set(refs);
  const isPlain = own.every(({ node }) => entriesOf(node).every(({ key }) => annotations.has(key) || key.startsWith("x-"))); // prettier-ignore
  if (ref && others.length === 0 && isPlain) return { site, parts: own, ref };
  return { site, parts: [...own, ...expand(refs, [site], documents)], ref: undefined };
}

/** A schema and what it refers to, with all that holds of it, even if it is nothing but a reference. */
export function wholeView(site: SourceNode, documents: Documents): View {
  const { parts, ref } = viewOf(site, documents);
  return ref ? { site, parts: [...parts, ...expand([ref], [site], documents)], ref: undefined } : { site, parts, ref };
}

interface Gathering {
  readonly documents: Documents;
  readonly own: Part[];
  readonly refs: SourceNode[];
  readonly home: SourceNode | undefined;
  readonly seen: Set<SourceNode>;
}

/** Collects a schema and its `allOf` into `own`, and what they refer to into `refs`. */
function gather(node: SourceNode, gathering: Gathering): void {
  const { documents, own, refs, home, seen } = gathering;
  if (seen.has(node)) return;
  seen.add(node);
  own.push({ node, home, without: nothing });
  const ref = get(node, "$ref");
  const target = ref && documents.follow(ref);
  if (target) refs.push(target);
  for (const item of itemsOf(get(node, "allOf"))) if (!said(item, "rule")) gather(item, gathering);
}

/** The parts of schemas that are referred to, and of those that they refer to. */
function expand(start: readonly SourceNode[], before: readonly SourceNode[], documents: Documents): readonly Part[] {
  const seen = new Set<SourceNode>(before);
  const parts: Part[] = [];
  const refs = [...start];
  for (let node = refs.shift(); node; node = refs.shift())
    gather(node, { documents, own: parts, refs, home: node, seen });
  return parts;
}

/** A view with some keys of its parts taken as dealt with. */
export function without(view: View, keys: readonly string[]): View {
  const parts = view.parts.map((part) => ({ ...part, without: new Set([...part.without, ...keys]) }));
  return { ...view, parts };
}

/** Two views as one: both hold. */
export function both(view: View, base: readonly Part[]): View {
  return { ...view, parts: [...view.parts, ...base], ref: undefined };
}

/** Every entry of a key, in the order of the parts. */
export function keyed({ parts }: Pick<View, "parts">, key: string): readonly SourceEntry[] {
  const found: SourceEntry[] = []; // asked forty times a schema: no list for each part
  for (const { node, without } of parts) {
    const entry = without.has(key) ? undefined : findEntry(node, key);
    if (entry) found.push(entry);
  }
  return found;
}

/** The first value of a key. */
export function first(view: Pick<View, "parts">, key: string): SourceNode | undefined {
  return keyed(view, key)[0]?.value;
}

export function firstText(view: Pick<View, "parts">, key: string): string | undefined {
  return keyed(view, key).map(({ value }) => textOf(value)).find((text) => text !== undefined); // prettier-ignore
}

/** The names of the types that a part allows; undefined where it does not say. */
function typeNames(node: SourceNode): readonly string[] | undefined {
  const text = textOf(node);
  return text === undefined ? itemsOf(node).flatMap((item) => textOf(item) ?? []) : [text];
}

/** The JSON types that all parts allow, `null` among them; undefined where no part says. */
export function typesOf(view: View): readonly string[] | undefined {
  const said = keyed(view, "type").flatMap(({ value }) => {
    const names = typeNames(value);
    return names?.length ? [names] : [];
  });
  return said.length ? said.reduce(intersect) : undefined;
}

/** Every integer is a number. */
function intersect(some: readonly string[], others: readonly string[]): readonly string[] {
  const within = (names: readonly string[], name: string): boolean =>
    names.includes(name) || (name === "integer" && names.includes("number"));
  return [...new Set([...some.filter((name) => within(others, name)), ...others.filter((name) => within(some, name))])];
}

/** Whether a schema says that its value may be null, in any of the spellings but that of a union. */
export function saysNullable(view: View): boolean {
  if (keyed(view, "nullable").some(({ value }) => value.kind === "scalar" && value.value === true)) return true;
  return typesOf(view)?.includes("null") ?? false;
}

/** Whether a schema is null and nothing else. */
export function isNull(node: SourceNode): boolean {
  if (textOf(get(node, "type")) === "null") return true;
  const single = findEntry(node, "const")?.value ?? (itemsOf(get(node, "enum")).length === 1 ? itemsOf(get(node, "enum"))[0] : undefined); // prettier-ignore
  return single !== undefined && isNullNode(single);
}

/** Whether null is among the values of a schema: it says so itself, or a member of its union does. */
export function takesNull(whole: View, documents: Documents): boolean {
  const seen = new Set<SourceNode>();
  const open = [whole];
  for (let view = open.pop(); view; view = open.pop()) {
    if (saysNullable(view) || listed(view, ["enum"]).some(isNullNode)) return true;
    for (const arm of listed(view, ["oneOf", "anyOf"])) {
      if (isNull(arm)) return true;
      const site = viewOf(arm, documents).ref ?? arm;
      if (!seen.has(site)) open.push(wholeView(site, documents));
      seen.add(site);
    }
  }
  return false;
}

function listed(view: View, keys: readonly string[]): readonly SourceNode[] {
  return keys.flatMap((key) => keyed(view, key).flatMap(({ value }) => itemsOf(value)));
}

export function isNullNode(node: SourceNode): boolean {
  return node.kind === "scalar" && node.value === null && !node.missing;
}
