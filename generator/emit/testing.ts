// What users' tests import → `src/testing.ts`: a mock of the clients, and what it is told to answer.
import {
  inline,
  table,
  type FunctionStatement,
  type InterfaceStatement,
  type Parameter,
  type Piece,
} from "../code/build.js";
import type { SourceDraft } from "../code/draft.js";
import { createFile, type CodeFile, type Symbol } from "../code/file.js";
import type { Scope } from "../code/scope.js";
import { key, member } from "../code/text.js";
import { allActions } from "../model.js";
import { clientFile, coreName, type Target } from "../target.js";
import { actionSymbols } from "./module/action.js";
import { oursDoc } from "./module/docs.js";

/** No other file of the package knows of this one, and nothing of it is in the bundle of a program. */
export function emitTesting(scope: Scope, target: Target): SourceDraft {
  const file = createFile("testing", scope);
  const functions = [forGrouped(file, target), forAny(file, target)].map((statement) => [statement]);
  return file.done([[answersInterface(file)], [actionTable(file)], ...functions, runtimeExports]);
}

function answersInterface(file: CodeFile): InterfaceStatement {
  const of = file.use(testing("MockOf", false));
  return {
    kind: "interface",
    name: "MockAnswers",
    members: allActions(file.scope.model).map((action) => ({
      name: member(action.name),
      type: `${of}<typeof ${actionSymbols(action, file).class}>`,
      optional: true,
    })),
    doc: oursDoc(
      "How each action is answered, by its wire name: with an output, with {@link fail}, {@link reply} or {@link networkError}, by a function of the input, or by several of these {@link inOrder}.",
    ),
  };
}

function actionTable(file: CodeFile): FunctionStatement {
  const { model } = file.scope;
  const members = allActions(model).map((action) => `${key(action.name)}: ${actionSymbols(action, file).class}`);
  return {
    kind: "function",
    name: "mockedActions",
    exported: false,
    parameters: [],
    returns: file.use(testing("MockedActions", false)),
    body: `return ${table(members)};`,
  };
}

function forGrouped(file: CodeFile, target: Target): FunctionStatement {
  const from = clientFile(target, file.scope.model);
  const client = file.use({ from, name: target.client, namespace: undefined, value: true });
  return {
    kind: "function",
    name: "createMockClient",
    exported: true,
    parameters: parametersOf(file, target),
    returns: `${file.use(testing("Mock", false))}<${client}>`,
    body: `return mockClientOf(${client}, answers, options);`,
    doc: oursDoc(
      `A {@link ${target.client}} with answers in place of the network. Nothing else has to be told to it. It does all that the client does, but waits for nothing: retries, polls and time limits go by a clock of its own.`,
    ),
  };
}

function forAny(file: CodeFile, target: Target): FunctionStatement {
  const core = file.use({ from: "client", name: coreName(target), namespace: undefined, value: false });
  const own: Parameter = { name: "client", type: `new (options: ${optionsName(file, target)}) => C` };
  const mocked = inline(["actions: mockedActions()", "answers: { ...answers }"]);
  return {
    kind: "function",
    name: "mockClientOf",
    exported: true,
    typeParameters: [`C extends ${core}`],
    parameters: [own, ...parametersOf(file, target)],
    returns: `${file.use(testing("Mock", false))}<C>`,
    body: `return ${file.use(testing("mockClient", true))}(client, ${mocked}, options);`,
    doc: oursDoc(`As {@link createMockClient}, for the client without groups or for a class of your own.`),
  };
}

function parametersOf(file: CodeFile, target: Target): readonly Parameter[] {
  return [
    { name: "answers", type: "MockAnswers" },
    { name: "options", type: `${file.use(testing("PartialOf", false))}<${optionsName(file, target)}>`, optional: true },
  ];
}

function optionsName(file: CodeFile, target: Target): string {
  return file.use({ from: "client", name: `${coreName(target)}Options`, namespace: undefined, value: false });
}

function testing(name: string, value: boolean): Symbol {
  return { from: "runtime/testing", name, namespace: "$", value };
}

const values = ["MockError", "fail", "inOrder", "networkError", "reply"];
const types = ["Failure", "Mock", "MockAnswer", "MockCall", "MockContext", "MockHandler", "NetworkError", "Reply", "Sequence"]; // prettier-ignore

const runtimeExports: Piece = [
  { kind: "export", from: "./runtime/testing.js", typeOnly: false, names: values.map((name) => ({ name })) },
  { kind: "export", from: "./runtime/testing.js", typeOnly: true, names: types.map((name) => ({ name })) },
];
