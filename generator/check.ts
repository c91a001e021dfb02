// The model → what is wrong with its meaning. A table of rules; none changes the model. A model that passes can always be emitted.
import { checkBindings, checkInputs, checkOutcomes } from "./check/actions.js";
import { checkAuth, checkModules, checkServers } from "./check/api.js";
import { checkConstraints, checkPatterns } from "./check/constraints.js";
import { checkActionNames, checkFieldNames, checkValueNames } from "./check/names.js";
import { checkInhabited } from "./check/recursion.js";
import { checkRequestEnums } from "./check/advice.js";
import { checkSlots, checkUnions } from "./check/types.js";
import { checkUntagged } from "./check/untagged.js";
import { checkValues } from "./check/values.js";
import { checkContext, type CheckContext } from "./check/context.js";
import type { Report } from "./diagnostics.js";
import type { Model } from "./model.js";

type Rule = (context: CheckContext) => void;

const rules: readonly Rule[] = [
  checkModules,
  checkServers,
  checkAuth,
  checkFieldNames,
  checkValueNames,
  checkActionNames,
  checkSlots,
  checkUnions,
  checkUntagged,
  checkInhabited,
  checkConstraints,
  checkPatterns,
  checkBindings,
  checkInputs,
  checkOutcomes,
  checkValues,
  checkRequestEnums,
];

/** Reports everything that the language's schema cannot say. */
export function check(model: Model, report: Report): void {
  const context = checkContext(model, report);
  for (const rule of rules) rule(context);
}
