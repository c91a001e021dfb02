// What the sections of a README have in common: the actions that they show, and how a call of one is written.
import { access, literal, str, type CodeValue } from "../code/text.js";
import type { Scope } from "../code/scope.js";
import type { Action, Module, Server } from "../model.js";
import type { Target } from "../target.js";

export interface OwnedAction {
  readonly action: Action;
  readonly module: Module;
}

/** An action with an input that can be written down. */
export interface Shown extends OwnedAction {
  readonly input: CodeValue;
}

/** The first action that is wanted and can be shown. Inputs may be large: they are made of those alone that are wanted. */
export type FindShown = (
  isWanted: (owned: OwnedAction) => boolean,
  fits?: (shown: Shown) => boolean,
) => Shown | undefined;

export interface Context {
  readonly scope: Scope;
  readonly target: Target;
}

export function codeBlock(code: string): string {
  return `\`\`\`ts\n${code}\n\`\`\``;
}

export function importLine(names: readonly string[], from: string): string {
  return `import { ${[...names].sort().join(", ")} } from ${str(from)};`;
}

export function placeText(server: Server | undefined): readonly string[] {
  return isHosted(server) ? variablesText(server) : ['baseUrl: "https://api.example.com"'];
}

/** Whether the address leaves no more open than a part of a host. */
function isHosted(server: Server | undefined): server is Server {
  return server !== undefined && !/^\w+:\/\/\{[^{}]*\}(?:[:/]|$)/.test(server.url);
}

function variablesText({ variables }: Server): readonly string[] {
  const needed = variables.filter((variable) => variable.default === undefined);
  return needed.map(({ property, values: [first = "acme"] }) => `${property}: ${str(first)}`);
}

export function methodCall({ action, input }: Shown): string {
  return `client${access(action.group)}${access(action.method)}(${isEmpty(input) ? "" : literal(input)})`;
}

export function actionCall({ action, module, input }: Shown): string {
  return `new ${module.namespace}.${action.className}(${isEmpty(input) ? "" : literal(input)})`;
}

export function isEmpty(input: CodeValue): boolean {
  return typeof input === "object" && input !== null && Object.keys(input).length === 0;
}
