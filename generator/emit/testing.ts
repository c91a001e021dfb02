// What users' tests import → `src/testing.ts`: a mock of the grouped client, and what it is told to answer.
import type { FunctionStatement, Piece } from "../code/build.js";
import type { SourceDraft } from "../code/draft.js";
import { createFile, type CodeFile, type Symbol } from "../code/file.js";
import type { Scope } from "../code/scope.js";
import { clientFile, coreName, type Target } from "../target.js";
import { oursDoc } from "./module/docs.js";

/** No other file of the package knows of this one, and nothing of it is in the bundle of a program. */
export function emitTesting(scope: Scope, target: Target): SourceDraft {
  const file = createFile("testing", scope);
  return file.done([[createFunction(file, target)], runtimeExports]);
}

function createFunction(file: CodeFile, target: Target): FunctionStatement {
  const from = clientFile(target, file.scope.model);
  const client = file.use({ from, name: target.client, namespace: undefined, value: true });
  const options = { from: "client", name: `${coreName(target)}Options`, namespace: undefined, value: false };
  return {
    kind: "function",
    name: "createMockClient",
    exported: true,
    parameters: [
      { name: "actions", type: `readonly ${file.use(testing("MockAction", false))}[]` },
      { name: "options", type: `Partial<${file.use(options)}>`, optional: true },
    ],
    returns: `${file.use(testing("Mock", false))}<${client}>`,
    body: `return ${file.use(testing("mockClient", true))}(${client}, actions, options);`,
    doc: oursDoc(
      `A {@link ${target.client}} whose requests are answered by handlers, in place of the network: see {@link on}. Of two for one action the later one counts. Nothing has to be told to it, and no pause is waited for.`,
    ),
  };
}

function testing(name: string, value: boolean): Symbol {
  return { from: "runtime/testing", name, namespace: "$", value };
}

const values = ["MockError", "fail", "mockClient", "networkError", "on", "reply"];
const types = [
  "Failure", "Mock", "MockAction", "MockAnswer", "MockCall", "MockContext", "MockHandler", "NetworkError", "Reply",
]; // prettier-ignore

const runtimeExports: Piece = [
  { kind: "export", from: "./runtime/testing.js", typeOnly: false, names: values.map((name) => ({ name })) },
  { kind: "export", from: "./runtime/testing.js", typeOnly: true, names: types.map((name) => ({ name })) },
];
