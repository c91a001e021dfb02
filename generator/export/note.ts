// `x-actionwright`: what a spec says and OpenAPI has no words for, so that an import can read it back. One object, at the place
// that it is about; docs/export.md has the table of its members.
import type { Constraint, Described, Extended, Json, Slot } from "../model.js";
import { wordsOf } from "../names.js";
import { compact, type Schema } from "./schema.js";

/** What a note may hold: members without a value are left out. */
export interface Note {
  readonly [member: string]: Json | undefined;
}

/** The key of a note. */
export const noteKey = "x-actionwright";

/** An object with the `x-*` keys of the spec, and with a note where there is something to say. */
export function noted(schema: Schema, node: Partial<Extended>, note: Note = {}): Schema {
  const said = compact(note);
  const own = Object.keys(said).length === 0 ? {} : { [noteKey]: said };
  return { ...schema, ...node.extensions, ...own };
}

/** An object with more members in its note. */
export function noteMore(schema: Schema, note: Note): Schema {
  return { ...schema, [noteKey]: { ...(schema[noteKey] as Schema | undefined), ...compact(note) } };
}

/** What OpenAPI cannot say of anything that is described. */
export function describedNote({ deprecated, stability, feature, was }: Described): Note {
  const details = deprecated && compact({ ...deprecated, extensions: undefined, ...deprecated.extensions });
  return {
    deprecated: details && Object.keys(details).length > 0 ? details : undefined,
    stability: stability === "stable" ? undefined : stability,
    feature,
    was,
  };
}

/** What OpenAPI cannot say of a place that holds a value; with `all`, keywords are not enough for any constraint. */
export function slotNote({ open, sensitive, fill, constraints }: Slot, all = false): Note {
  const simple = constraints.length === 0 || (!all && constraints.length === 1 && constraints.every(isSimple));
  return {
    open: open || undefined,
    sensitive: sensitive || undefined,
    fill: fill?.value,
    constraints: simple ? undefined : constraints.map(constraintNote),
  };
}

/** Whether keywords say all of a constraint: no words of its own, and no bound that is text. */
function isSimple({ code, message, min, max, format, extensions }: Constraint): boolean {
  const isText = typeof min === "string" || typeof max === "string";
  return (
    code === undefined &&
    message === undefined &&
    format === undefined &&
    !isText &&
    Object.keys(extensions).length === 0
  );
}

function constraintNote(constraint: Constraint): Schema {
  return compact({ ...constraint, extensions: undefined, origin: undefined, ...constraint.extensions });
}

/** The order of keys, where an object of JSON does not keep it: keys that look like an index come first. */
export function lostOrder(keys: readonly string[]): readonly string[] | undefined {
  const kept = Object.keys(Object.fromEntries(keys.map((key) => [key, true])));
  return kept.every((key, index) => key === keys[index]) ? undefined : keys;
}

/** A name of the spec, where it does not follow from that on the wire. */
export function nameNote(name: string, wire: string): string | undefined {
  return wordsOf(wire).join("_") === name ? undefined : name;
}
