// The section of `README.md` about errors: what catches those of every API, and those that this one says of its actions.
import { access, lineComment } from "../code/text.js";
import { getType, type Scope } from "../code/scope.js";
import { resolveAliases, type ErrorCase } from "../model.js";
import type { Target } from "../target.js";
import { hasErrorType } from "./module/errors.js";
import {
  codeBlock,
  importLine,
  methodCall,
  type Context,
  type FindShown,
  type OwnedAction,
  type Shown,
} from "./shown.js";

export function errorsCode(first: Shown | undefined, target: Target): string {
  return [
    importLine(["HttpError", "RequestValidationError"], target.package.name),
    "",
    `try {\n${first === undefined ? "" : `await ${methodCall(first)};\n`}} catch (error) {`,
    "if (error instanceof HttpError) console.error(error.status, error.code, error.requestId);",
    "else if (error instanceof RequestValidationError) console.error(error.issues);",
    "else throw error;\n}",
  ].join("\n");
}

/** What an action fails with: by status where the API says it of an action, or else what it says of all of them. */
export function typedErrorsText(find: FindShown, first: Shown | undefined, { scope, target }: Context): string {
  const isTyped = ({ action }: OwnedAction): boolean => hasErrorType(action, scope) && action.errors.some(isStatus);
  const best = first && isTyped(first) ? first : find(isTyped);
  const [shared] = first?.action.errors ?? [];
  const told =
    "Which bodies an action's errors have is in its spec. `isErrorOf` tells whether something caught is one of them";
  if (best !== undefined) {
    const cases = best.action.errors.filter(isStatus).map((error) => errorCaseText(error, scope));
    const text = `switch (error.status) {\n${cases.join("\n")}\n}`;
    return `${told}; its status then tells which:\n\n${codeBlock(typedErrorsCode(best, first, { target, text }))}`;
  }
  if (first === undefined || shared === undefined) return "";
  const text = `console.error(error.status, ${saidOf(shared, [shared.code, shared.message], scope)});`;
  return `${told}, and \`error.error\` is that body:\n\n${codeBlock(typedErrorsCode(first, first, { target, text }))}`;
}

function typedErrorsCode(
  shown: Shown,
  first: Shown | undefined,
  { target, text }: { readonly target: Target; readonly text: string },
): string {
  const { action, module } = shown;
  return [
    importLine(["isErrorOf", ...(module === first?.module ? [] : [module.namespace])], target.package.name),
    "",
    `try {\nawait ${methodCall(shown)};\n} catch (error) {`,
    `if (!isErrorOf(${module.namespace}.${action.className}, error)) throw error;`,
    `${text}\n}`,
  ].join("\n");
}

function errorCaseText(error: ErrorCase, scope: Scope): string {
  const comment = error.docs === undefined ? "" : `${lineComment(error.docs)}\n`;
  return `case ${error.status}:\n${comment}console.error(${saidOf(error, [error.message], scope)});\nbreak;`;
}

/** What is said of a failure: these members of its body, as far as the spec names them, or else what any error says. */
function saidOf({ slot }: ErrorCase, names: readonly (string | undefined)[], scope: Scope): string {
  const type = resolveAliases(slot.type, scope.types);
  const isRecord = type.kind === "named" && getType(type.target, scope).kind === "record";
  const members = names.flatMap((name) => (isRecord && name !== undefined ? [`error.error${access(name)}`] : []));
  return members.join(", ") || "error.message";
}

function isStatus({ status }: { readonly status: string }): boolean {
  return /^\d+$/.test(status);
}
