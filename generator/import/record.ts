// Objects: records with named fields, and maps.
import { itemsOf, textOf, type SourceEntry, type SourceNode } from "../source.js";
import type { Declaration, FieldDraft, SlotDraft } from "./draft.js";
import { json, type Reader } from "./reader.js";
import { readConstraints } from "./scalar.js";
import { innerType, plain, slotOf, type Shape } from "./schema.js";
import { keyed, type View } from "./view.js";

/** An object: with fields, a record; without, a map. */
export function readObject(view: View, declaration: Declaration, reader: Reader): Shape {
  if (!isRecordView(view)) return readMap(view, declaration, reader);
  for (const { value, keyOrigin, key } of othersOf(view))
    if (!(value.kind === "scalar" && value.value === false)) reader.lose("AW6016", keyOrigin, { key });
  readConstraints(without(view, ["pattern"]), "boolean", reader.lose); // none applies to a record
  return { kind: "record", fields: readFields(view, { declaration }, reader), examples: examplesOf(view) };
}

/** Whether an object has fields of its own, be it none at all, and is no map. */
export function isRecordView(view: View): boolean {
  const isClosed = othersOf(view).some(({ value }) => value.kind === "scalar" && value.value === false);
  return isClosed || requiredOf(view).size > 0 || keyed(view, "properties").length > 0;
}

/** What is said of keys that are no fields. */
function othersOf(view: View): readonly SourceEntry[] {
  return [...keyed(view, "additionalProperties"), ...keyed(view, "unevaluatedProperties")];
}

function without(view: View, keys: readonly string[]): View {
  const parts = view.parts.filter(({ home }) => home === undefined);
  return { ...view, parts: parts.map((part) => ({ ...part, without: new Set([...part.without, ...keys]) })) };
}

function examplesOf(view: View): readonly SourceNode[] {
  const own = { parts: view.parts.filter(({ home }) => home === undefined) };
  return [...keyed(own, "examples").flatMap(({ value }) => itemsOf(value)), ...keyed(own, "example").map(({ value }) => value)]; // prettier-ignore
}

function readMap(view: View, declaration: Declaration, reader: Reader): Shape {
  const schemas = keyed(view, "additionalProperties").map(({ value }) => value).filter(({ kind }) => kind === "map"); // prettier-ignore
  const patterns = keyed(view, "patternProperties").flatMap(({ value }) => (value.kind === "map" ? value.entries : []));
  const [schema = patterns.length === 1 ? patterns[0]?.value : undefined] = schemas;
  const constraints = readConstraints(view, "object", reader.lose);
  const value = schema ? innerType(schema, { owner: declaration, words: "Value" }, reader) : json;
  return plain({ kind: "map", value }, constraints);
}

/** A property, as all parts that have it describe it. */
export interface Property {
  readonly nodes: readonly SourceNode[];
  /** The schema that it came from by a reference; undefined for what stands in place. */
  readonly home: SourceNode | undefined;
  readonly keyOrigin: SourceNode["origin"];
}

/** The properties of a view by name, in the order in which they are written. */
export function propertiesOf({ parts }: View): ReadonlyMap<string, Property> {
  const found = new Map<string, Property>();
  for (const part of parts) {
    for (const { value } of keyed({ parts: [part] }, "properties")) {
      for (const { key, keyOrigin, value: node } of value.kind === "map" ? value.entries : []) {
        const before = found.get(key);
        const nodes = before ? [...new Set([...before.nodes, node])] : [node];
        found.set(key, { nodes, home: before ? before.home : part.home, keyOrigin: before?.keyOrigin ?? keyOrigin });
      }
    }
  }
  return found;
}

/** The names that any part requires. */
export function requiredOf(view: Pick<View, "parts">): ReadonlySet<string> {
  return new Set(keyed(view, "required").flatMap(({ value }) => itemsOf(value).flatMap((item) => textOf(item) ?? [])));
}

/** The schema of a property: of several that hold together, one with all of them as its `allOf`, the same for the same ones. */
export function schemaOf({ nodes, keyOrigin }: Property, { merged }: Reader): SourceNode {
  const [node] = nodes;
  if (node && nodes.length === 1) return node;
  const origin = node?.origin ?? keyOrigin;
  const entry: SourceEntry = { key: "allOf", keyOrigin, value: { kind: "list", origin, items: nodes } };
  const key = nodes.map(({ origin: at }) => `${at.file}:${at.start}`).join();
  const made: SourceNode = merged.get(key) ?? { kind: "map", origin, entries: [entry], flow: false };
  merged.set(key, made);
  return made;
}

interface RecordContext {
  readonly declaration: Declaration;
  /** A field that is none of the record's: the tag beside it. */
  readonly but?: string;
}

/** The fields of a record. What is required without being described takes any value. */
export function readFields(view: View, { declaration, but }: RecordContext, reader: Reader): readonly FieldDraft[] {
  const required = requiredOf(view);
  const properties = new Map([...propertiesOf(view)].filter(([wire]) => wire !== but));
  const fields = [...properties].map(([wire, property]): FieldDraft => {
    const owner = (property.home && reader.byNode.get(property.home)) ?? declaration;
    const slot = slotOf(schemaOf(property, reader), { owner, words: wire }, reader);
    return { wire, optional: !required.has(wire), slot };
  });
  const bare = [...required].filter((wire) => wire !== but && !properties.has(wire));
  return [...fields, ...bare.map((wire) => ({ wire, optional: false, slot: anySlot(view, reader) }))];
}

function anySlot(view: View, { lose }: Reader): SlotDraft {
  const { origin } = keyed(view, "required")[0]?.value ?? view.site;
  lose("AW6015", origin, {});
  return { type: json, constraints: [], about: { docs: undefined, deprecated: false, extensions: [] }, default: undefined, examples: [], sensitive: false, readOnly: false, writeOnly: false, origin }; // prettier-ignore
}
