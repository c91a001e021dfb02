// Every place of a fixture that a text can stand at, with the parts of the meta-schema that speak of it: found by walking both.
import { Ajv2020 } from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";

type Schema = { readonly [key: string]: unknown };

/** A document of a spec, or a config. */
export interface Document {
  readonly path: string;
  readonly value: unknown;
}

/** A text of a document: a value, or a key that is a name and not one of the language's own. */
export interface Position {
  readonly document: Document;
  readonly path: readonly string[];
  readonly kind: "value" | "key";
  readonly text: string;
  /** What the schema calls it. */
  readonly at: string;
}

interface Part {
  readonly at: string;
  readonly schema: Schema;
}

const ajv = new Ajv2020({ strict: false });

export function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../spec/${name}`, import.meta.url), "utf8")) as Schema;
}

/** The texts of a document, in its order. */
export function positionsOf(document: Document, root: Schema): readonly Position[] {
  const found: Position[] = [];
  const add = (path: readonly string[], kind: Position["kind"], at: string): void => {
    const value = valueAt(document.value, path);
    const text = kind === "key" ? path.at(-1) : value;
    if (typeof text === "string") found.push({ document, path, kind, text, at });
  };
  // `at` is where wire JSON and extensions hang, of which no schema speaks.
  const walk = (parts: readonly Part[], at: string, path: readonly string[]): void => {
    const value = valueAt(document.value, path);
    const all = parts.flatMap((part) => expand(part, value, root));
    const place = all.map((part) => part.at).join(" ") || at;
    if (Array.isArray(value))
      value.forEach((_, index) => walk(under(all, "items"), `${place}[]`, [...path, String(index)]));
    else if (isObject(value)) for (const key of Object.keys(value)) walkMember(all, place, [...path, key]);
    else add(path, "value", place);
  };
  const walkMember = (parts: readonly Part[], place: string, path: readonly string[]): void => {
    const key = path.at(-1) ?? "";
    const own = parts.flatMap((part) => member(part, "properties", key));
    if (own.length > 0) return walk(own, "", path);
    const named = under(parts, "propertyNames");
    add(path, "key", named.length > 0 ? named.map(({ at }) => at).join(" ") : `${place}{key}`);
    walk(under(parts, "additionalProperties"), `${place}{}`, path);
  };
  walk([{ at: "#", schema: root }], "#", []);
  return found;
}

/** The places of a schema without choices at which a text can stand, called as positions call them. */
export function textPlacesOf(root: Schema): readonly string[] {
  const seen = new Set<unknown>();
  const walk = (at: string, schema: unknown): readonly string[] => {
    if (!isObject(schema) || seen.has(schema)) return [];
    seen.add(schema);
    const {
      $ref,
      type,
      enum: choices,
      properties = {},
      patternProperties,
      additionalProperties,
      propertyNames,
    } = schema;
    const names = isObject(propertyNames) ? `${at}/propertyNames` : `${at}{key}`;
    return [
      ...(type === "string" || choices !== undefined ? [at] : []),
      ...(typeof $ref === "string" ? walk($ref, valueAt(root, $ref.split("/").slice(1))) : []),
      ...(isObject(additionalProperties) ? [names, ...walk(`${at}/additionalProperties`, additionalProperties)] : []),
      ...(isObject(patternProperties) ? [`${at}{key}`, `${at}{}`] : []),
      ...Object.entries(properties as Schema).flatMap(([name, member]) => walk(`${at}/properties/${name}`, member)),
      ...walk(`${at}/items`, schema["items"]),
    ];
  };
  return walk("#", root);
}

/** A part with all that it refers to and chooses. */
function expand({ at, schema }: Part, value: unknown, root: Schema): readonly Part[] {
  const reference = schema["$ref"];
  const referred = typeof reference === "string" ? expand({ at: reference, schema: valueAt(root, reference.split("/").slice(1)) as Schema }, value, root) : []; // prettier-ignore
  if (!schema["if"]) return [{ at, schema }, ...referred];
  const branch = ajv.validate(schema["if"] as Schema, value) ? "then" : "else";
  const chosen = isObject(schema[branch]) ? expand({ at: `${at}/${branch}`, schema: schema[branch] }, value, root) : [];
  return [{ at, schema }, ...referred, ...chosen];
}

function under(parts: readonly Part[], key: string): readonly Part[] {
  return parts.flatMap(({ at, schema }) =>
    isObject(schema[key]) ? [{ at: `${at}/${key}`, schema: schema[key] as Schema }] : [],
  );
}

function member({ at, schema }: Part, group: string, key: string): readonly Part[] {
  const own = (schema[group] as Schema | undefined)?.[key];
  return isObject(own) ? [{ at: `${at}/${group}/${key}`, schema: own }] : [];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, key) => (node as Schema | undefined)?.[key], value);
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// ── Planting ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Plant {
  readonly position: Position;
  /** What stands there instead. */
  readonly text: string;
  /** It begins with what stood there. */
  readonly isAppended: boolean;
}

export interface Planted {
  readonly path: string;
  readonly text: string;
  /** Where in that text each plant came to stand. */
  readonly spans: readonly { readonly plant: Plant; readonly start: number; readonly end: number }[];
}

/** A document as JSON, with other texts at some positions. */
export function plantIn(document: Document, plants: readonly Plant[]): Planted {
  const spans: Planted["spans"][number][] = [];
  let text = "";
  const put = (value: unknown, plant: Plant | undefined): void => {
    const start = text.length;
    text += JSON.stringify(plant ? plant.text : value);
    if (plant) spans.push({ plant, start, end: text.length });
  };
  // `within` is what is planted in a value, whose path is `depth` long: most have nothing in them.
  const write = (value: unknown, within: readonly Plant[], depth: number): void => {
    if (within.length === 0 || !(Array.isArray(value) || isObject(value))) return put(value, within[0]);
    const isList = Array.isArray(value);
    text += isList ? "[" : "{";
    Object.keys(value).forEach((key, index) => {
      const own = within.filter(({ position }) => position.path[depth] === key);
      const isName = ({ position: { kind, path } }: Plant): boolean => kind === "key" && path.length === depth + 1;
      text += index > 0 ? ",\n" : "\n";
      if (!isList) {
        put(key, own.find(isName));
        text += ": ";
      }
      write(Reflect.get(value, key), own.filter((plant) => !isName(plant)), depth + 1); // prettier-ignore
    });
    text += isList ? "]" : "}";
  };
  write(document.value, plants.filter(({ position }) => position.document === document), 0); // prettier-ignore
  return { path: document.path, text, spans };
}
