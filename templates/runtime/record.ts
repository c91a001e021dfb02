// Records: a table of fields, rules over them, and what to do with members that the table does not have.
import { model } from "./model.js";
import { refuseName } from "./names.js";
import { renamed } from "./nodes.js";
import type { Rule } from "./rules.js";
import type { Fields, Model, Node } from "./types.js";
import { CLOSED, CONSTRAINTS, EMPTY, ENCODE, MASK, VALUE } from "./walk.js";
import { type Pass, type Walk, enter, isObject, lazy, masked, put, refuse } from "./walk.js";

/** A record, from the table of its fields. */
export function record<T>(fields: () => Fields<T>, ...rules: readonly Rule[]): Model<T> {
  return model(recordWalk(fields, rules));
}

/** A payload under a key of its own. Stands in the table of a union; `wire` is the key's name on the wire. */
export function content(property: string, node: Node<unknown>, wire: string = property): Node<unknown> {
  return { "~walk": recordWalk(() => ({ [property]: renamed(wire, node) })) };
}

interface Table {
  readonly [property: string]: Node<unknown>;
}
interface Input {
  readonly [key: string]: unknown;
}

interface Field {
  readonly property: string;
  readonly wire: string;
  readonly walk: Walk;
  /** Every object has a member of that name: `constructor` and the like. Decided once, and not for each value. */
  readonly common: boolean;
}

/** So many unknown names are remembered. What has more of them is no record but a map, and would fill the memory. */
const sentLimit = 1000;

export function recordWalk(table: () => Table, rules: readonly Rule[] = []): Walk {
  const fields = lazy(() => Object.entries(table()).map(fieldOf));
  // The unknown members that records of this type were read with. Kept for the type and not as a mark on the record: a
  // mark is lost in `{ ...got, name: "x" }` or, being enumerable, seen by everyone who compares. All that is asked is
  // whether the name is a slip of the pen, and one that the server has sent is none.
  const sent = new Set<string>();
  return (value, pass) => {
    const { flags, issues } = pass;
    if (flags & EMPTY && value === undefined && fields().length === 0) return {};
    if (!isObject(value)) return refuse(pass, value, "an object");
    const before = issues.length;
    const taken = walkMembers(fields(), value, pass, sent);
    const subject = flags & VALUE ? value : taken;
    if (flags & CONSTRAINTS && issues.length === before) for (const rule of rules) rule(subject, pass);
    return taken;
  };
}

function fieldOf([property, { "~walk": walk, "~wire": wire = property }]: [string, Node<unknown>]): Field {
  return { property, wire, walk, common: property in Object.prototype || wire in Object.prototype };
}

function walkMembers(fields: readonly Field[], value: Input, pass: Pass, sent: Set<string>): Input {
  const { flags, tag } = pass;
  pass.tag = undefined;
  const from = flags & VALUE ? "property" : "wire";
  const to = flags & ENCODE ? "wire" : "property";
  const taken: unknown[] = [];
  let known = Number(tag !== undefined);
  let changed = mustBeCopied(value, flags);
  for (const field of fields) {
    const key = field[from];
    const given = member(value, key, field);
    const result = enter(field.walk, given, pass, key);
    taken.push(result);
    if (given !== undefined) known++;
    changed ||= result !== given || key !== field[to];
  }
  const names = () => fields.map((field) => field[from]).concat(tag ?? []);
  // If there are more members than were found, some are unknown, or undefined.
  const foreign = Object.keys(value).length === known ? [] : foreignTo(names(), value, pass, sent);
  // A member that the table does not have must not take the place of one that it has.
  const kept = foreign.filter((key) => !fields.some((field) => field[to] === key));
  if (!changed && kept.length === foreign.length) return value;

  const copy: { [key: string]: unknown } = {};
  if (tag !== undefined) put(copy, tag, value[tag]);
  fields.forEach((field, index) => {
    if (taken[index] !== undefined) put(copy, field[to], taken[index]);
  });
  for (const key of kept) put(copy, key, masked(pass, value[key]));
  return copy;
}

/** What is sent is what was checked: no `toJSON`, no members of a prototype, and none that is undefined. */
function mustBeCopied(value: Input, flags: number): boolean {
  if (!(flags & ENCODE)) return false;
  const isPlain = Object.getPrototypeOf(value) === Object.prototype && !Object.values(value).includes(undefined);
  return !isPlain || (flags & MASK) > 0;
}

function member(value: Input, key: string, { common }: Field): unknown {
  return common && !Object.hasOwn(value, key) ? undefined : value[key];
}

/** The members that have none of the names. They are refused, or remembered. */
function foreignTo(names: readonly string[], value: Input, pass: Pass, sent: Set<string>): readonly string[] {
  const foreign = Object.keys(value).filter((key) => !names.includes(key));
  for (const key of foreign) {
    if (pass.flags & CLOSED && !sent.has(key))
      enter(() => refuseName(pass, key, names, "unknown_field"), key, pass, key);
    if (pass.flags & VALUE) continue;
    if (sent.size === sentLimit) sent.clear();
    sent.add(key);
  }
  return foreign;
}
