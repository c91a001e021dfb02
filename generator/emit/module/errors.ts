// The failures of an API or an action → a table from status to the node of the body and what is lifted from it, and a type.
import { table, type AliasStatement } from "../../code/build.js";
import { runtimeType, type CodeFile } from "../../code/file.js";
import { isSensitive, slotNode } from "../../code/node.js";
import type { Scope } from "../../code/scope.js";
import { key, str } from "../../code/text.js";
import { errorName, slotType } from "../../code/type.js";
import { withoutOrigins } from "../../export/model.js";
import { resolveAliases, type Action, type ErrorCase } from "../../model.js";
import { statusType } from "./outcome.js";

export function errorTable(errors: readonly ErrorCase[], file: CodeFile): string {
  return table(errors.map((error) => `${key(error.status)}: ${errorEntry(error, file)}`));
}

function errorEntry(error: ErrorCase, file: CodeFile): string {
  const lifted = (["code", "message"] as const).flatMap((name) => {
    const property = error[name];
    if (property === undefined) return [];
    const { wire, sensitive } = liftedField(property, error, file);
    // What is lifted is seen wherever the error is: a secret stays in the body.
    return sensitive ? [] : [`${name}: ${str(wire)}`];
  });
  return `{ ${[`node: () => ${slotNode(error.slot, file)}`, ...lifted].join(", ")} }`;
}

/** Bodies of errors are looked at as they came, so by the names of the wire. */
function liftedField(
  property: string,
  { slot }: ErrorCase,
  file: CodeFile,
): { readonly wire: string; readonly sensitive: boolean } {
  const type = resolveAliases(slot.type, file.scope.types);
  const target = type.kind === "named" ? file.scope.types.get(type.target) : undefined;
  const field = target?.kind === "record" ? target.fields.find((other) => other.property === property) : undefined;
  return {
    wire: field?.wire ?? property,
    sensitive: slot.sensitive || (field !== undefined && (field.sensitive || isSensitive(field.type, file.scope))),
  };
}

/** The client has the API's table; an action carries what it lays over it. What means the same is the same, wherever it stands. */
export function ownErrors(action: Action, { model }: Scope): readonly ErrorCase[] {
  const isShared = (own: ErrorCase): boolean =>
    model.errors.some(
      (shared) => shared === own || (shared.status === own.status && meaningOf(shared) === meaningOf(own)),
    );
  return action.errors.filter((error) => !isShared(error));
}

function meaningOf(error: ErrorCase): string {
  return JSON.stringify(withoutOrigins(error));
}

/**
 * Whether an action has a type of its errors. An RPC action whose errors are the whole API's has none: it would be the same
 * for every action, and a line in each declaration.
 */
export function hasErrorType(action: Action, scope: Scope): boolean {
  return (action.binding.kind === "http" ? action.errors : ownErrors(action, scope)).length > 0;
}

/** What the class of an action says of its errors: the type of its own, or the API's errors in place. */
export function errorArgument(action: Action, file: CodeFile): readonly string[] {
  if (hasErrorType(action, file.scope)) return [errorName(action.className)];
  return action.errors.length === 0 ? [] : [errorType(action.errors, file)];
}

function errorType(errors: readonly ErrorCase[], file: CodeFile): string {
  const arms = errors.map(
    ({ status, slot }) => `${file.use(runtimeType("ErrorOf"))}<${statusType(status)}, ${slotType(slot, file)}>`,
  );
  return [...new Set(arms)].join(" | ");
}

/** What an action fails with, by status. */
export function errorStatement({ className, errors }: Action, file: CodeFile): AliasStatement {
  const told = errors.flatMap(({ status, docs }) => (docs === undefined ? [] : [`- ${status}: ${docs}`]));
  const head = { ours: `How {@link ${className}} fails, by status, as far as the API says it.` };
  return {
    kind: "alias",
    name: errorName(className),
    type: errorType(errors, file),
    doc: { parts: [head, told.join("\n")], tags: [] },
  };
}
