// The functions of a model, made from its walker.
import { ValidationError, invalid } from "./errors.js";
import type { Model, Node, StandardSchema } from "./types.js";
import { CONSTRAINTS, PARSE, VALUE, WRITE, demand, lazy, run, type Walk } from "./walk.js";

/** What a model consists of, loosely typed: the builders state the type. */
export interface ModelParts extends Node<unknown> {
  readonly parse: (value: unknown) => unknown;
  readonly safeParse: (value: unknown) => unknown;
  readonly is: (value: unknown) => boolean;
  readonly encode: (value: unknown) => unknown;
  readonly "~standard": StandardSchema<unknown>;
}

/** The functions of a model. `finish` makes what `parse` answers with from what was read. */
export function modelParts(walk: Walk, finish: (value: unknown) => unknown = (value) => value): ModelParts {
  const node: Node<unknown> = { "~walk": walk };
  return {
    "~walk": walk,
    parse: (value) => finish(demand(node, value, PARSE)),
    safeParse: (value) => {
      const { value: read, issues } = run(node, value, PARSE);
      return issues.length > 0
        ? { ok: false, error: invalid(issues, ValidationError) }
        : { ok: true, data: finish(read) };
    },
    is: (value) => {
      const walked = run(node, value, CONSTRAINTS | VALUE);
      return walked.issues.length === 0 && walked.value === value;
    },
    encode: (value) => demand(node, value, WRITE),
    "~standard": {
      version: 1,
      vendor: "actionwright",
      validate: (value) => {
        const { value: read, issues } = run(node, value, PARSE);
        return issues.length > 0 ? { issues } : { value: finish(read) };
      },
    },
  };
}

export function model<T>(walk: Walk): Model<T> {
  return modelParts(walk) as Model<T>;
}

/** An opaque, a newtype or an alias: another node under a name. */
export function named<T>(node: () => Node<T>): Model<T> {
  const inner = lazy(node);
  return model((value, pass) => inner()["~walk"](value, pass));
}
