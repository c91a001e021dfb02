// A model → the index of its reference: its modules, how names are made, what effects mean, and how a shell calls.
import type { Scope } from "../code/scope.js";
import { codeSpan, markdown } from "../code/text.js";
import { schemesOf, shownOptions } from "../emit/auth.js";
import { importLine, placeText } from "../emit/shown.js";
import { fieldsOf, type Action, type Model, type Module } from "../model.js";
import type { Target } from "../target.js";
import { effectWords } from "./action.js";
import { pageOf } from "./anchor.js";
import { blocksText, fence, type Block, type List } from "./blocks.js";
import { credentialsCode } from "./curl.js";
import { docsBlocks, docsLine } from "./told.js";

export function indexPage(scope: Scope, target: Target): string {
  const { model } = scope;
  return `${blocksText([
    `# ${markdown(model.title)}`,
    ...docsBlocks(model.docs),
    `Version ${codeSpan(model.version)} of the API: ${counted(model.modules.flatMap(({ actions }) => actions).length, "action")} and ${counted(model.modules.flatMap(({ types }) => types).length, "type")} in ${counted(model.modules.length, "module")}. The package is ${codeSpan(target.package.name)}.`,
    "## Modules",
    moduleList(model.modules),
    ...namingBlocks(scope, target),
    "## Effects",
    { items: Object.entries(effectWords).map(([effect, words]) => [`**${effect}**: ${words}.`]) },
    "## From TypeScript",
    "Calls in TypeScript take a client, and the modules by their names:",
    fence("ts", setupCode(model, target)),
    "## From a shell",
    "Calls with curl take these variables:",
    fence("sh", credentialsCode(model)),
  ])}\n`;
} // prettier-ignore

function setupCode({ servers: [server], auth }: Model, target: Target): string {
  const options = [...placeText(server), ...shownOptions(schemesOf(auth)[0])];
  const line = `const client = new ${target.client}({${options.length === 0 ? "" : ` ${options.join(", ")} `}});`;
  const made = line.length <= 120 ? line : `const client = new ${target.client}({\n  ${options.join(",\n  ")},\n});`;
  return `${importLine([target.client], target.package.name)}\n\n${made}`;
}

function moduleList(modules: readonly Module[]): List {
  return {
    items: modules.map((module) => {
      const docs = docsLine(module.docs);
      const [actions, types] = [counted(module.actions.length, "action"), counted(module.types.length, "type")];
      return [
        `[${codeSpan(module.name)}](${pageOf(module)}) · ${actions}, ${types}${docs === "" ? "" : `\\\n${docs}`}`,
      ];
    }),
  };
}

/** How the names of the spec become those of the wire and of code, by an action of the API. */
function namingBlocks(scope: Scope, target: Target): readonly Block[] {
  const all = scope.model.modules.flatMap((module) => module.actions.map((action) => ({ module, action })));
  const shown = all.find(({ action }) => renamedMember(action, scope) !== undefined) ?? all[0];
  if (shown === undefined) return [];
  const { action, module } = shown;
  const member = renamedMember(action, scope);
  const items = [
    `A module is a namespace of the package, and a file of its own: ${codeSpan(module.name)} is the namespace ${codeSpan(module.namespace)} and the subpath ${codeSpan(`${target.package.name}/${module.file}`)}.`,
    `An action travels under its own name. ${codeSpan(action.name)} is the method ${codeSpan(`client.${action.group}.${action.method}`)} and the class ${codeSpan(`${module.namespace}.${action.className}`)}.`,
    ...(member === undefined ? [] : [memberText(member)]),
    "A type has one name everywhere. A variant of a union has the union's name in front of its own.",
    "Pages call fields what the wire calls them, and tell where code or the spec call them otherwise.",
  ];
  return ["## Names", { items: items.map((item) => [item]) }];
}

function renamedMember({ parameters, body }: Action, { types }: Scope): Member | undefined {
  const fields = body.kind === "record" ? fieldsOf({ kind: "named", target: body.record, args: [] }, types) : [];
  return [...fields, ...parameters].find(({ name, wire }) => name !== wire);
}

interface Member {
  readonly name: string;
  readonly wire: string;
  readonly property: string;
}

function memberText({ name, wire, property }: Member): string {
  return `A field is in ${codeSpan("snake_case")} in the spec: ${codeSpan(name)} is ${codeSpan(wire)} on the wire and ${codeSpan(property)} in code.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
