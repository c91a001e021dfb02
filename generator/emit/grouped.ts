// The grouped client → `src/hub.ts`: an interface a group, which a test can fake, a function that is checked against it, and
// a class that holds them.
import type { FunctionStatement, InterfaceStatement, Member, Method, Parameter, Piece } from "../code/build.js";
import type { SourceDraft } from "../code/draft.js";
import { createFile, runtimeType, type CodeFile } from "../code/file.js";
import type { Scope } from "../code/scope.js";
import { key, member, type Doc, type DocTag } from "../code/text.js";
import { groupBy } from "../group.js";
import { allActions, type Action, type ActionExample } from "../model.js";
import { capitalize } from "../names.js";
import { clientFile, coreName, type Target } from "../target.js";
import { exampleCall, successOf } from "./example.js";
import { actionArity, actionSymbols } from "./module/action.js";
import { describedDoc } from "./module/docs.js";
import { outputType } from "./module/outcome.js";

/** The actions that are members of one member of the client. */
interface Group {
  readonly name: string;
  readonly actions: readonly Action[];
  /** What the module says that is called so. */
  readonly docs: string | undefined;
}

export function emitGrouped(scope: Scope, target: Target): SourceDraft {
  const file = createFile(clientFile(target, scope.model), scope);
  const groups = groupsOf(scope);
  return file.done([...groups.map((group) => groupPiece(group, file)), clientPiece(groups, target, file)]);
}

function groupsOf({ model }: Scope): readonly Group[] {
  const groups = groupBy(allActions(model), ({ group }) => group);
  const docs = new Map(model.modules.map((module) => [module.namespace, module.docs]));
  return [...groups].map(([name, actions]) => ({ name, actions, docs: docs.get(name) }));
}

function groupPiece(group: Group, file: CodeFile): Piece {
  return [groupInterface(group, file), groupFunction(group, file)];
}

/** The interface of an action's group, cut down to the action. */
export function groupedAction(action: Action, file: CodeFile): InterfaceStatement {
  return groupInterface({ name: action.group, actions: [action], docs: undefined }, file);
}

function interfaceName(group: Group): string {
  return `${capitalize(group.name)}Group`;
}

function groupInterface(group: Group, file: CodeFile): InterfaceStatement {
  const methods = group.actions.map((action) => methodOf(action, file));
  return {
    kind: "interface",
    name: interfaceName(group),
    // A method signature of that name would be a construct signature.
    methods: methods.filter((method) => method.name !== "new"),
    members: methods.filter((method) => method.name === "new").map(memberOf),
    doc: groupDoc(group),
  };
}

function groupDoc({ docs }: Group): Doc {
  return { parts: docs === undefined ? [] : [docs], tags: [] };
}

function methodOf(action: Action, file: CodeFile): Method {
  return {
    name: member(action.method),
    parameters: parametersOf(action, file),
    returns: `${file.use(runtimeType("Call"))}<${outputType(action, file)}>`,
    doc: methodDoc(action, file),
  };
}

function memberOf({ name, parameters, returns, doc }: Method): Member {
  const list = parameters.map(
    (parameter) => `${parameter.name}${parameter.optional === true ? "?" : ""}: ${parameter.type}`,
  );
  return { name, type: `(${list.join(", ")}) => ${returns}`, doc };
}

function parametersOf(action: Action, file: CodeFile): readonly Parameter[] {
  const options = { name: "options", type: file.use(runtimeType("CallOptions")), optional: true };
  const arity = actionArity(action, file);
  if (arity === "bare") return [options];
  return [{ name: "fields", type: actionSymbols(action, file).fields, optional: arity === "optional" }, options];
}

function methodDoc(action: Action, file: CodeFile): Doc {
  const shown = action.examples.filter((example) => isCall(example, action, file));
  const examples = shown.map(({ name, docs, request, output, status }): DocTag => {
    const code = exampleCall(action, { request: request?.value, output: output?.value, status }, file.scope);
    return { name: "example", text: docs ?? name, code };
  });
  return describedDoc(action, { parts: [], tags: [...returnsTags(action), ...examples] });
}

/** What the one success of an action says of itself; of several each outcome has it. */
function returnsTags({ outputs: [only, other] }: Action): readonly DocTag[] {
  return only?.docs === undefined || other !== undefined ? [] : [{ name: "returns", text: only.docs }];
}

/** Whether an example shows a call that succeeds, with all that it needs. */
function isCall({ request, status }: ActionExample, action: Action, file: CodeFile): boolean {
  const isWhole = request !== undefined || actionArity(action, file) !== "required";
  return isWhole && successOf(action, status) !== undefined;
}

function groupFunction(group: Group, file: CodeFile): FunctionStatement {
  const members = group.actions.map((action) => `${key(action.method)}: ${executeText(action, file)}`);
  return {
    kind: "function",
    name: `${group.name}Group`,
    exported: false,
    parameters: [{ name: "client", type: file.use(runtimeType("Client")) }],
    returns: interfaceName(group),
    body: `return {\n${members.join(",\n")},\n};`,
  };
}

function executeText(action: Action, file: CodeFile): string {
  const { class: name } = actionSymbols(action, file);
  return actionArity(action, file) === "bare"
    ? `(options) => client.execute(new ${name}(), options)`
    : `(fields, options) => client.execute(new ${name}(fields), options)`;
}

function clientPiece(groups: readonly Group[], target: Target, file: CodeFile): Piece {
  const core = file.use({ from: "client", name: coreName(target), namespace: undefined, value: true });
  return [
    {
      kind: "class",
      name: target.client,
      extends: core,
      properties: groups.map((group) => ({
        name: group.name,
        type: interfaceName(group),
        value: `${group.name}Group(this)`,
        doc: groupDoc(group),
      })),
      init: undefined,
      statics: [],
      doc: { parts: [`A client of ${file.scope.model.title}, with a method for every action, grouped.`], tags: [] },
    },
  ];
}
