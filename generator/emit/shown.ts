// What the sections of a README have in common: the actions that they show, and how a call of one is written.
import { access, literal, str, type CodeValue } from "../code/text.js";
import type { Scope } from "../code/scope.js";
import type { Action, Module, Server, ServerVariable } from "../model.js";
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
  if (server === undefined) return [`baseUrl: ${str(`https://${anyHost}`)}`];
  const needed = server.variables.filter((variable) => variable.default === undefined);
  return needed.map((variable) => `${variable.property}: ${str(sampleOf(variable, server))}`);
}

/** A host that an example may name. */
export const anyHost = "api.example.com";

/** What an example gives for a variable of an address: what the spec has for it, or something that fits its place. */
export function sampleOf({ name, docs, values: [first], default: standard }: ServerVariable, { url }: Server): string {
  const [before = "", after = ""] = url.split(`{${name}}`);
  if (standard !== undefined || first !== undefined) return standard ?? first ?? "";
  if (before.endsWith("://") && /^(?:[:/]|$)/.test(after)) return hostIn(docs) ?? anyHost;
  return /.:$/.test(before) ? "443" : "acme";
}

/** The host that a description names as code. */
function hostIn(docs: string | undefined): string | undefined {
  return /`([a-z0-9-]+(?:\.[a-z0-9-]+)+)`/.exec(docs ?? "")?.[1];
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
