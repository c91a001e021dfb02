// What is not wrong and yet worth saying.
import type { Action, Model, Slot } from "../model.js";
import { reachedFrom, slotsOfAction, type CheckContext } from "./context.js";

/** An enum that only callers write never meets a value it does not know: it may as well be closed. */
export function checkRequestEnums({ model, actions, types, report }: CheckContext): void {
  if (report.hasErrors) return; // what cannot be resolved may be what an answer has
  const [requests, answers] = [
    actions.flatMap((action) => slotsIn(action, model, true)),
    actions.flatMap((action) => slotsIn(action, model, false)),
  ];
  const read = reachedFrom([...answers, ...model.errors.map(({ slot }) => slot)], types);
  for (const id of reachedFrom(requests, types)) {
    const type = types.get(id);
    if (type?.kind === "enum" && !type.closed && !read.has(id)) report("AW2171", type.origin, { name: type.name });
  }
}

function slotsIn(action: Action, model: Model, request: boolean): readonly Slot[] {
  return slotsOfAction(action, model).filter(({ place }) => (place === "parameter" || place === "request") === request).map(({ slot }) => slot); // prettier-ignore
}

/** The types that no action reaches, by id. They are emitted all the same. */
export function unreachedTypes(model: Model, types: CheckContext["types"]): readonly string[] {
  const slots = model.modules.flatMap((module) =>
    module.actions.flatMap((action) => slotsOfAction(action, model).map(({ slot }) => slot)),
  );
  const reached = reachedFrom([...slots, ...model.errors.map(({ slot }) => slot)], types);
  return [...types.keys()].filter((id) => !reached.has(id));
}
