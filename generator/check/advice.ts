// What is not wrong and yet worth saying.
import type { Action, Described, Model, Slot } from "../model.js";
import { didYouMean } from "../names.js";
import { reachedFrom, slotsOfAction, type CheckContext } from "./context.js";

/** What a deprecation points to exists. */
export function checkDeprecations({ allTypes, actions, report }: CheckContext): void {
  const typeNames = allTypes.flatMap(({ name, id }) => [name, id]);
  const actionNames = actions.flatMap(({ name, method, group }) => [name, method, `${group}.${method}`]);
  const tell = (node: Described, siblings: readonly string[]): void => {
    const use = node.deprecated?.use;
    const known = [...siblings, ...typeNames, ...actionNames];
    if (use !== undefined && !known.includes(use))
      report("AW2170", node.origin, { name: use }, { help: didYouMean(use, known) });
  };
  for (const action of actions) {
    tell(action, []);
    for (const parameter of action.parameters)
      tell(
        parameter,
        action.parameters.map(({ name }) => name),
      );
  }
  for (const type of allTypes) {
    tell(type, []);
    const members: readonly (Described & { name: string })[] =
      type.kind === "record"
        ? type.fields
        : type.kind === "enum"
          ? type.values
          : type.kind === "union"
            ? type.variants
            : [];
    for (const member of members)
      tell(
        member,
        members.map(({ name }) => name),
      );
  }
}

/** An enum that only callers write never meets a value it does not know: it may as well be closed. */
export function checkRequestEnums({ model, actions, types, report }: CheckContext): void {
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
