// The functions of a model, made from its walker.
import { invalid } from "./errors.js";
import type { Model, Node, Result, StandardSchema } from "./types.js";
import { CONSTRAINTS, VALUE, WRITE, type Walk, type Walked, lazy, run } from "./walk.js";

/** A model, loosely typed: the builders state the type. */
export interface ModelParts extends Node<unknown> {
  readonly parse: (value: unknown) => unknown;
  readonly safeParse: (value: unknown) => Result<unknown>;
  readonly is: (value: unknown) => boolean;
  readonly encode: (value: unknown) => unknown;
  readonly "~standard": StandardSchema<unknown>;
}

/** The functions of a model. `finish` makes what `parse` answers with from what was read. */
export function modelParts(walk: Walk, finish: (value: unknown) => unknown = (value) => value): ModelParts {
  // Within the walk, since members that nobody has read yet may throw.
  const read: Walk = (input, pass) => {
    const value = walk(input, pass);
    return pass.issues.length > 0 ? value : finish(value);
  };
  const safeParse = (input: unknown) => result(run(read, input, CONSTRAINTS));
  return {
    "~walk": walk,
    safeParse,
    parse: (input) => valid(safeParse(input)),
    is: (input) => fits(walk, input),
    encode: (input) => valid(result(run(walk, input, WRITE))),
    "~standard": {
      version: 1,
      vendor: "actionwright",
      validate: (input) => run(read, input, CONSTRAINTS),
    },
  };
}

function result({ value, issues }: Walked): Result<unknown> {
  return issues ? { ok: false, error: invalid(issues) } : { ok: true, data: value };
}

function valid(read: Result<unknown>): unknown {
  if (read.ok) return read.data;
  throw read.error;
}

/** Whether a value is what the walker walks, with nothing to change. */
export function fits(walk: Walk, input: unknown): boolean {
  const { value, issues } = run(walk, input, CONSTRAINTS | VALUE);
  return !issues && value === input;
}

export function model<T>(walk: Walk): Model<T> {
  return modelParts(walk) as Model<T>;
}

/** An opaque, a newtype or an alias: another node under a name. */
export function named<T>(node: () => Node<T>): Model<T> {
  const inner = lazy(node);
  return model((value, pass) => inner()["~walk"](value, pass));
}

const generics: WeakMap<object, object> = /* @__PURE__ */ new WeakMap();

/**
 * The model of a generic type, one for each list of the nodes that its parameters stand for: what was read in one place
 * can be written in another. `keys` are the type's function and these nodes.
 */
export function generic<M extends object>(keys: readonly object[], make: () => M): M {
  const last = keys.length - 1;
  const found = keys.reduce((made, key, index) => {
    const known = made as WeakMap<object, object>;
    if (!known.has(key)) known.set(key, index < last ? new WeakMap() : make());
    return known.get(key) as object;
  }, generics);
  return found as M;
}
