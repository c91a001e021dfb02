// Pages that come to an end: what the spec calls the next page leads to one that is the last.
import { conform } from "../check/conform.js";
import { callMembers } from "../check/request.js";
import { fieldsOf, type Action, type Json, type NamedType, type Slot, type Type } from "../model.js";
import { isObject, type JsonObject } from "./marks.js";

type Types = ReadonlyMap<string, NamedType>;

/** A page before it is known which one was asked for. */
export interface Page {
  readonly fields: JsonObject;
  readonly value: Json;
  /** Whether it has all there is, so that no page follows it. */
  readonly isAll: boolean;
}

/** The page that was asked for. Where cursors lead on, the second is the last; else it has what is left from where it begins. */
export function pageOf(action: Action, { fields, value, isAll }: Page, types: Types): Json {
  const { pagination, outputs } = action;
  const [success] = outputs;
  const member = callMembers(action, types).fields.find(({ property }) => property === pagination?.request);
  if (pagination === undefined || member === undefined || success === undefined) return value;
  const asked = fields[member.wire] ?? undefined;
  const place = { slot: success.slot, types };
  const { kind, response, items } = pagination;
  if (response !== undefined) return asked === undefined && !isAll ? value : changed(value, { ...place, path: response }, noCursors);
  if (asked === undefined) return value;
  const first = (member.fill ?? member.default)?.value;
  const left: Change = (list) => {
    if (!isList(list)) return list;
    if (kind === "offset") return list.slice(Math.max(0, Number(asked) - Number(first ?? 0)));
    return Number(asked) > Number(first ?? 1) ? [] : list;
  };
  return changed(value, { ...place, path: items }, [left]);
} // prettier-ignore

/** `Array.isArray` knows nothing of what is readonly. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** What stands for the end, the clearest first. */
const noCursors: readonly Change[] = [() => undefined, () => null, () => "", () => 0];

type Change = (old: Json) => Json | undefined;

/** Where in an answer something is changed: the properties that lead there, outermost first. */
export interface Place {
  readonly path: readonly string[];
  readonly slot: Slot;
  readonly types: Types;
}

/** A value after the first of several changes that leaves it fitting its type; as it was, if none does. */
export function changed(value: Json, { path, slot, types }: Place, changes: readonly Change[]): Json {
  const tried = changes.map((change) => changedAt(value, path, { change, type: slot.type, types }));
  return tried.find((each) => each !== undefined && !conform(each, slot, types)) ?? value;
}

interface Inside {
  readonly change: Change;
  readonly type: Type;
  readonly types: Types;
}

function changedAt(value: Json, [property, ...rest]: readonly string[], { change, type, types }: Inside): Json | undefined {
  if (property === undefined) return change(value);
  const field = fieldsOf(type, types).find((each) => each.property === property);
  const member = field && isObject(value) ? value[field.wire] : undefined;
  if (field === undefined || member === undefined) return value;
  const next = changedAt(member, rest, { change, type: field.type, types });
  const others = Object.entries(value as JsonObject).filter(([name]) => name !== field.wire);
  return Object.fromEntries(next === undefined ? others : [...others, [field.wire, next]]);
} // prettier-ignore
