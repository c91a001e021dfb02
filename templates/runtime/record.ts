// Records: a table of fields, rules over them, and what to do with fields that the table does not have.
import { nearest } from "./nearest.js";
import type { Rule } from "./rules.js";
import { renamed } from "./nodes.js";
import { model } from "./model.js";
import type { Fields, Model, Node } from "./types.js";
import {
  CLOSED,
  CONSTRAINTS,
  EMPTY,
  ENCODE,
  VALUE,
  type Pass,
  type Walk,
  enter,
  isObject,
  isPlain,
  lazy,
  mismatch,
  nested,
  note,
  put,
} from "./walk.js";

/** A record, from the table of its fields. */
export function record<T>(fields: () => Fields<T>, ...rules: readonly Rule[]): Model<T> {
  return model(recordWalk(fields, rules));
}

/** A payload under a key of its own. Stands in the table of a union; `wire` is the key's name on the wire. */
export function content<T>(property: string, node: Node<T>, wire?: string): Node<unknown> {
  return { "~walk": recordWalk(() => ({ [property]: wire === undefined ? node : renamed(wire, node) })) };
}

interface Table {
  readonly [property: string]: Node<unknown>;
}

interface Field {
  readonly property: string;
  readonly wire: string;
  readonly walk: Walk;
}

interface Shape {
  readonly fields: readonly Field[];
  readonly properties: ReadonlySet<string>;
  readonly wires: ReadonlySet<string>;
}

/** What becomes of a member: another name, another value (undefined: none at all), or both. */
interface Change {
  readonly to: string;
  readonly value: unknown;
}

/** More names than this are not the fields of a newer server. */
const unknownNamesLimit = 256;

export function recordWalk(table: () => Table, rules: readonly Rule[] = []): Walk {
  const shape = lazy(() => shapeOf(table()));
  // The unknown fields that records of this type were read with. A set a type and not a mark on the record, since a
  // mark is lost in `{ ...got, name: "x" }` or, being enumerable, seen by whoever compares; and what is asked is only
  // whether the name is a slip of the pen. A name that the server has sent is none.
  const sent = new Set<string>();
  return nested((value, pass) => {
    const { tag, flags } = pass;
    pass.tag = undefined;
    if (value === undefined && flags & EMPTY && shape().fields.length === 0) return {};
    if (!isObject(value)) return mismatch(pass, "an object", value);
    const before = pass.issues.length;
    const changes = new Map<string, Change>();
    const known = walkFields(shape(), value, pass, changes) + (tag === undefined ? 0 : 1);
    if (Object.keys(value).length !== known) walkUnknown(shape(), sent, value, pass, tag, changes);
    const taken = changes.size === 0 ? value : rebuilt(shape(), value, pass, changes);
    if (flags & CONSTRAINTS && pass.issues.length === before) {
      for (const rule of rules) rule(flags & VALUE ? value : (taken as typeof value), pass);
    }
    return taken;
  });
}

/** Walks the members that the table has; answers how many there were. */
function walkFields(shape: Shape, value: Input, pass: Pass, changes: Map<string, Change>): number {
  const encodes = pass.flags & ENCODE;
  const reads = (pass.flags & VALUE) === 0;
  // What is not plain may have members on its prototype, or a `toJSON`: it is sent as what was checked.
  const copies = encodes !== 0 && !isPlain(value);
  let known = 0;
  for (const { property, wire, walk } of shape.fields) {
    const from = reads ? wire : property;
    const to = encodes ? wire : property;
    // Every object has a `constructor` and the like. To ask `in {}` here costs no time that can be measured.
    const given = from in {} && !Object.hasOwn(value, from) ? undefined : value[from];
    const taken = enter(walk, given, pass, from);
    if (given !== undefined) known++;
    if (taken !== given || (given !== undefined && (from !== to || copies))) changes.set(from, { to, value: taken });
  }
  return known;
}

/** Looks at the members that the table does not have, and at those that are there but undefined. */
function walkUnknown(
  { properties, wires }: Shape,
  sent: Set<string>,
  value: Input,
  pass: Pass,
  tag: string | undefined,
  changes: Map<string, Change>,
): void {
  const names = pass.flags & VALUE ? properties : wires;
  for (const key of Object.keys(value)) {
    if (value[key] === undefined && pass.flags & ENCODE) {
      if (!changes.has(key)) changes.set(key, { to: key, value: undefined });
    } else if (names.has(key) || key === tag) continue;
    else if (pass.flags & CLOSED) refuse(key, names, sent, pass);
    else if ((pass.flags & VALUE) === 0 && sent.size < unknownNamesLimit) sent.add(key);
  }
}

function refuse(key: string, names: ReadonlySet<string>, sent: ReadonlySet<string>, pass: Pass): void {
  if (sent.has(key)) return;
  const like = nearest(key, names);
  const hint = like === undefined ? "" : `: did you mean \`${like}\`?`;
  const noteIt: Walk = () => note(pass, "unknown_field", `is not a field${hint}`, like ?? "no such field", "a field");
  enter(noteIt, undefined, pass, key);
}

/** A copy with the changes, the members in the order of the input, new ones last. */
function rebuilt({ properties, wires }: Shape, value: Input, pass: Pass, changes: Map<string, Change>): object {
  const [names, others] = pass.flags & VALUE ? [properties, wires] : [wires, properties];
  const copy = {};
  for (const key of Object.keys(value)) {
    const change = changes.get(key);
    // A member that the table does not have must not take the place of one that it has.
    if (change === undefined && (names.has(key) || !others.has(key))) put(copy, key, value[key]);
    if (change !== undefined) {
      changes.delete(key);
      if (change.value !== undefined) put(copy, change.to, change.value);
    }
  }
  for (const { to, value: added } of changes.values()) if (added !== undefined) put(copy, to, added);
  return copy;
}

type Input = { readonly [key: string]: unknown };

function shapeOf(table: Table): Shape {
  const fields = Object.keys(table).map((property) => {
    const { "~walk": walk, "~wire": wire = property } = table[property]!;
    return { property, wire, walk };
  });
  return {
    fields,
    properties: new Set(fields.map((field) => field.property)),
    wires: new Set(fields.map((field) => field.wire)),
  };
}
