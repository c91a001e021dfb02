// What is not wrong and yet worth saying.
import type { Action, Model, Slot } from "../model.js";
import { quoted } from "../names.js";
import { reachedFrom, slotsOfAction, type CheckContext } from "./context.js";

/** So many names show what it is about: an imported spec has hundreds of them, which nobody closes one by one. */
const SHOWN = 5;

/** An enum that only callers write never meets a value it does not know: it may as well be closed. Told once of all. */
export function checkRequestEnums({ model, actions, types, report }: CheckContext): void {
  if (report.hasErrors) return; // what cannot be resolved may be what an answer has
  const [requests, answers] = [
    actions.flatMap((action) => slotsIn(action, model, true)),
    actions.flatMap((action) => slotsIn(action, model, false)),
  ];
  const read = reachedFrom([...answers, ...model.errors.map(({ slot }) => slot)], types);
  const written = reachedFrom(requests, types);
  const open = [...types.values()].filter((type) => type.kind === "enum" && !type.closed && written.has(type.id) && !read.has(type.id)); // prettier-ignore
  const [first] = open;
  if (first === undefined) return;
  const names = quoted(open.slice(0, SHOWN).map(({ name }) => name));
  const more = open.length > SHOWN ? ` and ${open.length - SHOWN} more` : "";
  report("AW2171", first.origin, { names: `${names}${more}` });
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
