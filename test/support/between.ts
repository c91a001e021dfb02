// Versions between two documents of an API: of each operation and each schema the old or the new one, as if work on them had
// been released a piece at a time.
import { groupBy } from "../../generator/group.js";

type Json = { readonly [key: string]: unknown };

export interface ApiDocument extends Json {
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

/** Numbers from 0 to 1 in an order that a seed decides. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * A document between two, each consistent in itself. Operations that take the same schema stay together, since one is the
 * other's new name, and so do unions and the records whose fields their members hold in place.
 */
export function between(old: ApiDocument, next: ApiDocument, seed: number): ApiDocument {
  const random = randomNumbers(seed);
  const chosen = new Map<string, boolean>();
  const isNew = (key: string): boolean => {
    const found = chosen.get(key) ?? random() < 0.5;
    chosen.set(key, found);
    return found;
  };
  const [a, b] = [old.components.schemas, next.components.schemas];
  const twins = twinsOf(a, b);
  const paths = choose(old.paths, next.paths, (path) => isNew(requestOf(old.paths[path] ?? next.paths[path])));
  const schemas = choose(a, b, (name) => isNew(twins.get(name) ?? name));
  return { ...next, paths, components: { schemas: withReferred({ paths, schemas }, { ...a, ...b }, twins) } };
}

type Named = Readonly<Record<string, Json>>;

function choose(old: Named, next: Named, isNew: (key: string) => boolean): Named {
  const keys = [...new Set([...Object.keys(next), ...Object.keys(old)])];
  const entries = keys.map((key) => [key, (isNew(key) ? next : old)[key]] as const);
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** The text of what is sent. */
function requestOf(item: Json | undefined): string {
  return Object.values(item ?? {}).map((operation) => JSON.stringify((operation as Json)["requestBody"])).join(); // prettier-ignore
}

/** The schemas with all that is referred to, and all that belongs to that. */
function withReferred({ paths, schemas }: { readonly paths: Named; readonly schemas: Named }, all: Named, twins: ReadonlyMap<string, string>): Named {
  const found: Record<string, Json> = { ...schemas };
  const open: unknown[] = [paths, schemas];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== "object" || node === null) continue;
    for (const [key, value] of Object.entries(node)) {
      const name = key === "$ref" ? String(value).slice("#/components/schemas/".length) : undefined;
      if (name === undefined || found[name]) open.push(value);
      else
        for (const [each, schema] of Object.entries(all)) {
          if (found[each] || (each !== name && twins.get(each) !== twins.get(name))) continue;
          found[each] = schema;
          open.push(schema);
        }
    }
  }
  return found;
} // prettier-ignore

/** What stays together, by the name of one of them. */
function twinsOf(...versions: readonly Named[]): ReadonlyMap<string, string> {
  const leaders = new Map<string, string>();
  const leaderOf = (name: string): string => {
    const next = leaders.get(name);
    return next === undefined ? name : leaderOf(next);
  };
  for (const schemas of versions) {
    const records = groupBy(Object.keys(schemas), (name) => fieldsOf(schemas[name]));
    for (const [name, schema] of Object.entries(schemas))
      for (const arm of (schema["oneOf"] ?? []) as readonly Json[])
        for (const record of fieldsOf(arm) === "[]" ? [] : (records.get(fieldsOf(arm)) ?? []))
          if (leaderOf(record) !== leaderOf(name)) leaders.set(leaderOf(record), leaderOf(name));
  }
  return new Map(versions.flatMap((schemas) => Object.keys(schemas).map((name) => [name, leaderOf(name)] as const)));
}

/** The fields of a record, or of a member without its tag. */
function fieldsOf(schema: Json | undefined): string {
  const fields = Object.entries((schema?.["properties"] ?? {}) as Named);
  return JSON.stringify(fields.filter(([, { const: tag }]) => tag === undefined));
}
