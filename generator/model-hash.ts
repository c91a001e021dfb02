// A model → hashes: equal models have equal ones, wherever their text stood.
import { withoutOrigins } from "./export/model.js";
import type { Action, Model, NamedType } from "./model.js";
import { sha256 } from "./sha256.js";

/** Nothing of a model changes, so each node is read once, however many ask. */
const known = new WeakMap<NamedType | Action, string>();

/** The hash of a type or an action with all that is in it. What it refers to is there by its id. */
function hashNode(node: NamedType | Action): string {
  const hash = known.get(node) ?? sha256(JSON.stringify(withoutOrigins(node)));
  known.set(node, hash);
  return hash;
}

/** The hash of all of a model. */
export function hashModel(model: Model): string {
  const modules = model.modules.map((module) => ({
    ...module,
    types: module.types.map(hashNode),
    actions: module.actions.map(hashNode),
  }));
  return sha256(JSON.stringify(withoutOrigins({ ...model, modules })));
}
