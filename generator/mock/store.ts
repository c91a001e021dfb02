// What a mock remembers: the entities of the collections that a spec marks by `x-mock`. It begins with those that the examples
// of `get` and `list` show.
import { isDeepStrictEqual } from "node:util";
import { conform } from "../check/conform.js";
import { allActions, fieldsOf, resolveAliases, type Action, type Json, type Model, type NamedType, type Slot, type Type } from "../model.js"; // prettier-ignore
import { bareSlot } from "../values/make.js";
import { valuesOf, type Values } from "../values.js";
import { isObject, outputUnion, type JsonObject, type Mark, type Reply } from "./marks.js";

interface Entity {
  readonly key: readonly Json[];
  readonly members: JsonObject;
  readonly version: number;
}

/** What the state makes of a call: an output, or the status of a failure. */
export type Outcome = { readonly output: Json } | { readonly status: number; readonly message: string };

export interface StoreOptions {
  readonly model: Model;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly values: Values;
  readonly seed: string;
}

export interface Store {
  /** Carries out a call; undefined if the spec does not say what happens. */
  readonly call: (action: Action, fields: JsonObject) => Outcome | undefined;
}

/** The entities by their keys, in the order in which they came. */
type Collection = Map<string, Entity>;

export function createStore(options: StoreOptions): Store {
  const collections = new Map<string, Collection>();
  const collectionOf = ({ collection }: Mark): Collection => {
    const found = collections.get(collection) ?? new Map<string, Entity>();
    collections.set(collection, found);
    return found;
  };
  let made = 0;
  for (const doing of ["list", "get"])
    // what is got tells more
    for (const action of allActions(options.model)) {
      const mark = options.marks.get(action.id);
      if (mark?.do === doing)
        for (const entity of shown(action, mark, options)) collectionOf(mark).set(nameOf(entity.key), entity);
    }
  return {
    call(action, fields) {
      const mark = options.marks.get(action.id);
      if (mark === undefined) return undefined;
      const collection = collectionOf(mark);
      if (mark.do === "list") return list([...collection.values()], { action, mark, fields }, options);
      if (mark.do === "create" && mark.key.some((name) => !Object.hasOwn(fields, name)))
        return create(collection, { action, mark, fields }, { ...options, values: valuesOf(options.model, { seed: `${options.seed}/${++made}` }) }); // prettier-ignore
      return change(collection, { action, mark, fields }, options);
    },
  };
}

function nameOf(key: readonly Json[]): string {
  return JSON.stringify(key);
}

interface Call {
  readonly action: Action;
  readonly mark: Mark;
  readonly fields: JsonObject;
}

// ── One entity ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Whatever is done with an entity that the request names. */
function change(collection: Collection, call: Call, options: StoreOptions): Outcome | undefined {
  const { mark, fields } = call;
  const key = keyIn(mark.key, fields);
  const entity = collection.get(nameOf(key));
  const replying = { call, options };
  const refused = refusal(entity, call);
  if (refused !== undefined) return reply(mark.replies[refused], entity, replying);
  if (mark.do === "get") return reply(mark.replies.done ?? "", entity, replying);
  const members = { ...mark.initial, ...entity?.members, ...fields };
  const next = { key, members, version: (entity?.version ?? 0) + 1 };
  if (mark.do === "remove") collection.delete(nameOf(key));
  else collection.set(nameOf(key), next);
  return reply(mark.replies.done ?? "", next, replying);
}

/** Why a call is not carried out: nothing is written unless it is what the caller takes it for. */
function refusal(entity: Entity | undefined, { mark, fields }: Call): "missing" | "exists" | "conflict" | undefined {
  if (mark.do === "create") return entity && "exists";
  const expected = mark.expect === undefined ? undefined : fields[mark.expect];
  if (entity === undefined) return mark.do === "set" && expected === undefined ? undefined : "missing";
  return expected === undefined || expected === entity.version ? undefined : "conflict";
}

function keyIn(names: readonly string[], members: JsonObject): readonly Json[] {
  return names.map((name) => members[name] ?? null);
}

/** Of a new entity the server makes the key. */
function create(collection: Collection, call: Call, options: StoreOptions): Outcome | undefined {
  const { mark, fields } = call;
  const first = { key: [], members: { ...mark.initial, ...fields }, version: 1 };
  const outcome = reply(mark.replies.done ?? "", first, { call, options });
  if (outcome === undefined || !("output" in outcome) || !isObject(outcome.output)) return outcome;
  const members = { ...first.members, ...outcome.output };
  const key = keyIn(mark.key, members);
  collection.set(nameOf(key), { ...first, key, members });
  return outcome;
}

interface Replying {
  readonly call: Call;
  readonly options: StoreOptions;
}

/** The answer with what is known of an entity. A reply that is empty is the only answer there is; without one the spec is silent. */
function reply(
  wanted: Reply | undefined,
  entity: Entity | undefined,
  { call, options }: Replying,
): Outcome | undefined {
  const { action, mark } = call;
  if (wanted === undefined) return undefined;
  if (typeof wanted === "number") return { status: wanted, message: entity ? `\`${mark.collection}\` has it already` : `\`${mark.collection}\` has no such thing` }; // prettier-ignore
  const output = options.values.makeOutput(action, wanted === "" ? {} : { variant: wanted });
  const [success] = action.outputs;
  if (output === undefined || success === undefined) return undefined;
  return { output: entity ? laid(output, success.slot, { entity, mark, options }) : output };
}

interface Known {
  readonly entity: Entity;
  readonly mark: Mark;
  readonly options: Pick<StoreOptions, "types">;
}

/** A value with the members that an entity has, wherever they fit: beside the tag of a union, or in its payload. */
function laid(value: Json, slot: Slot, known: Known): Json {
  if (!isObject(value)) return value;
  const { entity, mark, options } = known;
  const versions = mark.version.map((name) => [name, entity.version] as const);
  let told: JsonObject = value;
  for (const [name, member] of [...Object.entries(entity.members), ...versions]) {
    const changed = { ...told, [name]: member };
    if (!conform(changed, slot, options.types)) told = changed;
  }
  return told;
}

// ── Lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function list(entities: readonly Entity[], { action, mark, fields }: Call, { types, values }: StoreOptions): Outcome | undefined {
  const [success] = action.outputs;
  if (success === undefined) return undefined;
  const wanted = keyIn(mark.key, fields);
  const found = entities.filter(({ key }) => isDeepStrictEqual(key.slice(0, wanted.length), wanted));
  const type = itemsType(success.slot.type, mark.items, types);
  if (type === undefined) return undefined;
  const item = type.kind === "map" ? type.value : type.item;
  const items = found.flatMap((entity) => {
    const value = values.makeValue(item, `${action.id}.item`);
    return value === undefined ? [] : [[textOf(entity.key.at(-1)), laid(value, bareSlot(item), { entity, mark, options: { types } })] as const];
  });
  const content = type.kind === "map" ? Object.fromEntries(items) : items.map(([, value]) => value);
  if (mark.items === undefined) return { output: content };
  const output = values.makeOutput(action);
  return isObject(output) ? { output: { ...output, [mark.items]: content } } : undefined;
} // prettier-ignore

function textOf(part: Json | undefined): string {
  return typeof part === "string" ? part : JSON.stringify(part ?? null);
}

type Items = Extract<Type, { kind: "list" | "map" }>;

function itemsType(output: Type, items: string | undefined, types: StoreOptions["types"]): Items | undefined {
  const field = fieldsOf(output, types).find(({ wire }) => wire === items);
  const type = resolveAliases(items === undefined ? output : (field?.type ?? output), types);
  return type.kind === "list" || type.kind === "map" ? type : undefined;
}

// ── What examples show ──────────────────────────────────────────────────────────────────────────────────────────────

function shown(action: Action, mark: Mark, { types, marks }: StoreOptions): readonly Entity[] {
  const keys = [...marks.values()].filter(({ collection }) => collection === mark.collection).map(({ key }) => key);
  const key = keys.reduce((longest, each) => (each.length > longest.length ? each : longest), []);
  return action.examples.flatMap(({ request, output, status }) => {
    const fields = request?.value ?? {};
    if (output === undefined || status !== undefined || !isObject(fields)) return [];
    if (mark.do === "get") return entityIn(output.value, { mark, fields, tag: outputUnion(action, types)?.tag });
    const items = mark.items === undefined || !isObject(output.value) ? output.value : output.value[mark.items];
    return Object.values((items ?? {}) as JsonObject).flatMap((item) => listed(item, { mark, fields, key }));
  });
}

interface Shown {
  readonly mark: Mark;
  readonly fields: JsonObject;
}

function entityIn(
  output: Json,
  { mark, fields, tag }: Shown & { readonly tag: string | undefined },
): readonly Entity[] {
  if (!isObject(output) || (tag !== undefined && output[tag] !== mark.replies.done)) return [];
  const members = Object.fromEntries(Object.entries(output).filter(([name]) => name !== tag));
  const key = keyIn(mark.key, fields);
  return [{ key, members: { ...fields, ...members }, version: versionOf(members, mark) }];
}

/** An item of a list: its key is that of the list, and the rest is in the item. */
function listed(item: Json, { mark, fields, key: names }: Shown & { readonly key: readonly string[] }): readonly Entity[] {
  if (!isObject(item)) return [];
  const key = names.map((name, at) => (at < mark.key.length ? fields[mark.key[at] ?? ""] : item[name]));
  const known = key.filter((part) => part !== undefined);
  return known.length < names.length ? [] : [{ key: known, members: item, version: versionOf(item, mark) }];
} // prettier-ignore

function versionOf(members: JsonObject, { version }: Mark): number {
  return version.map((name) => members[name]).find((found) => typeof found === "number") ?? 1;
}
