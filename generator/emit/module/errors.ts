// The failures of an API or an action → a table from status to the node of the body, and what is lifted from it.
import { table } from "../../code/build.js";
import type { CodeFile } from "../../code/file.js";
import { slotNode } from "../../code/node.js";
import { key, str } from "../../code/text.js";
import { resolveAliases, type ErrorCase } from "../../model.js";

export function errorTable(errors: readonly ErrorCase[], file: CodeFile): string {
  return table(errors.map((error) => `${key(error.status)}: ${errorEntry(error, file)}`));
}

function errorEntry(error: ErrorCase, file: CodeFile): string {
  const lifted = (["code", "message"] as const).flatMap((name) => {
    const property = error[name];
    return property === undefined ? [] : [`${name}: ${str(wireName(property, error, file))}`];
  });
  return `{ ${[`node: () => ${slotNode(error.slot, file)}`, ...lifted].join(", ")} }`;
}

/** Bodies of errors are looked at as they came, so by the names of the wire. */
function wireName(property: string, { slot }: ErrorCase, file: CodeFile): string {
  const type = resolveAliases(slot.type, file.scope.types);
  const target = type.kind === "named" ? file.scope.types.get(type.target) : undefined;
  const fields = target?.kind === "record" ? target.fields : [];
  return fields.find((field) => field.property === property)?.wire ?? property;
}
